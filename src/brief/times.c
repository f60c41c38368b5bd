#include "brief/times.h"

#include "base/buf.h"
#include "base/date.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { MOST_WORDS = 8, LONGEST = 200 /* bytes */, DAYS_OF_WEEK = 7, THURSDAY = 3, NO_DAY = 1000 };

/* What a word says of the day: counted from the article's, or how many days a span has. */
static const struct {
  const char *dutch, *english;
  int relative, span;
} WORDS[] = {
#define WORD(nl, en) \
  { nl, en, NO_DAY, 0 }
#define RELATIVE(nl, en, day) \
  { nl, en, day, 0 }
#define SPAN(nl, en, days) \
  { nl, en, NO_DAY, days }
    RELATIVE("eergisteren", "the day before yesterday", -2),
    RELATIVE("gisteren", "yesterday", -1),
    RELATIVE("gisterochtend", "yesterday morning", -1),
    RELATIVE("gistermiddag", "yesterday afternoon", -1),
    RELATIVE("gisteravond", "last night", -1),
    RELATIVE("vandaag", "today", 0),
    RELATIVE("vanochtend", "this morning", 0),
    RELATIVE("vanmorgen", "this morning", 0),
    RELATIVE("vanmiddag", "this afternoon", 0),
    RELATIVE("vanavond", "this evening", 0),
    RELATIVE("morgen", "tomorrow", 1),
    RELATIVE("morgenochtend", "tomorrow morning", 1),
    RELATIVE("morgenmiddag", "tomorrow afternoon", 1),
    RELATIVE("morgenavond", "tomorrow evening", 1),
    RELATIVE("overmorgen", "the day after tomorrow", 2),
    RELATIVE("onlangs", "recently", -3),
    RELATIVE("binnenkort", "soon", 3),
    SPAN("minuut", "minute", 0),
    SPAN("minuten", "minutes", 0),
    SPAN("uren", "hours", 0),
    SPAN("dag", "day", 1),
    SPAN("dagen", "days", 1),
    SPAN("weekend", "weekend", DAYS_OF_WEEK),
    SPAN("week", "week", DAYS_OF_WEEK),
    SPAN("weken", "weeks", DAYS_OF_WEEK),
    SPAN("maand", "month", 30),
    SPAN("maanden", "months", 30),
    SPAN("kwartaal", "quarter", 91),
    SPAN("seizoen", "season", 365),
    SPAN("voorjaar", "spring", 365),
    SPAN("lente", "spring", 365),
    SPAN("zomer", "summer", 365),
    SPAN("najaar", "autumn", 365),
    SPAN("herfst", "autumn", 365),
    SPAN("winter", "winter", 365),
    SPAN("jaar", "year", 365),
    SPAN("jaren", "years", 365),
    WORD("geleden", "ago"),
    WORD("vorige", "last"),
    WORD("vorig", "last"),
    WORD("afgelopen", "last"),
    WORD("voorbije", "last"),
    WORD("deze", "this"),
    WORD("dit", "this"),
    WORD("komende", "next"),
    WORD("komend", "next"),
    WORD("volgende", "next"),
    WORD("volgend", "next"),
    WORD("aanstaande", "next"),
    WORD("begin", "early"),
    WORD("half", "mid"),
    WORD("medio", "mid"),
    WORD("halverwege", "mid"),
    WORD("eind", "late"),
    WORD("einde", "late"),
    WORD("sinds", "since"),
    WORD("vanaf", "from"),
    WORD("tot", "until"),
    WORD("na", "after"),
    WORD("voor", "before"),
    WORD("binnen", "within"),
    WORD("over", "in"),
    WORD("rond", "around"),
    WORD("tegen", "towards"),
    WORD("om", "at"),
    WORD("een", "a"),
    WORD("enkele", "a few"),
#undef WORD
#undef RELATIVE
#undef SPAN
};

static const struct {
  const char *dutch, *english;
} WEEKDAYS[] = {{"maandag", "Monday"}, {"dinsdag", "Tuesday"},   {"woensdag", "Wednesday"}, {"donderdag", "Thursday"},
                {"vrijdag", "Friday"}, {"zaterdag", "Saturday"}, {"zondag", "Sunday"}},
  PARTS[] = {{"", ""},
             {"ochtend", " morning"},
             {"morgen", " morning"},
             {"middag", " afternoon"},
             {"avond", " evening"},
             {"nacht", " night"}};

/* From one on. */
static const struct {
  const char *dutch, *english;
} NUMBERS[] = {{"een", "one"},    {"twee", "two"}, {"drie", "three"},  {"vier", "four"},
               {"vijf", "five"},  {"zes", "six"},  {"zeven", "seven"}, {"acht", "eight"},
               {"negen", "nine"}, {"tien", "ten"}, {"elf", "eleven"},  {"twaalf", "twelve"}};

/* ---- words ---- */

typedef struct phrase {
  nb_str words[MOST_WORDS];
  size_t n;
} phrase;

static bool cut(nb_str dutch, phrase *p) {
  nb_str rest = nb_str_trim(dutch), word;
  p->n = 0;
  while (rest.len && nb_str_split(&rest, ' ', &word)) {
    if (word.len == 0) continue;
    if (p->n == MOST_WORDS) return false;
    p->words[p->n++] = word;
  }
  return p->n > 0;
}

static size_t row_of(nb_str word) { /* COUNT(WORDS): none */
  size_t i = 0;
  while (i < COUNT(WORDS) && !nb_str_eq_nocase_c(word, WORDS[i].dutch)) i++;
  return i;
}

/* "zaterdagnacht": Saturday and " night" */
static bool is_weekday(nb_str word, size_t *day, size_t *part) {
  for (*day = 0; *day < COUNT(WEEKDAYS); (*day)++) {
    size_t n = nb_str_of(WEEKDAYS[*day].dutch).len;
    if (word.len < n || !nb_str_eq_nocase_c(nb_str_sub(word, 0, n), WEEKDAYS[*day].dutch)) continue;
    for (*part = 0; *part < COUNT(PARTS); (*part)++)
      if (nb_str_eq_nocase_c(nb_str_sub(word, n, word.len), PARTS[*part].dutch)) return true;
  }
  return false;
}

/* Up to four digits. */
static bool is_number(nb_str word, long *value) {
  *value = 0;
  for (size_t i = 0; i < word.len; i++) {
    if (i == 4 || word.ptr[i] < '0' || word.ptr[i] > '9') return false;
    *value = *value * 10 + (word.ptr[i] - '0');
  }
  return word.len > 0;
}

static bool is_amount(nb_str word, long *value) {
  if (is_number(word, value)) return true;
  for (size_t i = 0; i < COUNT(NUMBERS); i++)
    if (nb_str_eq_nocase_c(word, NUMBERS[i].dutch)) return (*value = (long)i + 1);
  return false;
}

static bool word_is(const phrase *p, size_t i, const char *word) {
  return i < p->n && nb_str_eq_nocase_c(p->words[i], word);
}

/* ---- English ---- */

static bool is_clock(nb_str word) { /* "11.40" */
  bool point = false;
  for (size_t i = 0; i < word.len; i++) {
    bool separator = word.ptr[i] == '.' || word.ptr[i] == ':';
    if (!separator && (word.ptr[i] < '0' || word.ptr[i] > '9')) return false;
    point = point || separator;
  }
  return point;
}

/* "om zes uur", "om 11.40 uur", "binnen 24 uur" */
static const char *hour(const phrase *p, size_t i) {
  bool length = word_is(p, i + 1, "geleden") || word_is(p, 0, "binnen") || word_is(p, 0, "over");
  if (length) return i > 0 && (word_is(p, i - 1, "een") || word_is(p, i - 1, "1")) ? "hour" : "hours";
  return i > 0 && is_clock(p->words[i - 1]) ? "" : "o'clock";
}

/* A number before "jaar" makes it plural in English. */
static const char *plural(const phrase *p, size_t i) {
  long n;
  bool many = i > 0 && (word_is(p, i - 1, "enkele") || (is_amount(p->words[i - 1], &n) && n > 1));
  return many && nb_str_eq_nocase_c(p->words[i], "jaar") ? "s" : "";
}

static bool add_word(nb_buf *out, const phrase *p, size_t i) {
  nb_str word = p->words[i];
  size_t row = row_of(word), day, part;
  long number;
  if (nb_str_eq_nocase_c(word, "uur"))
    nb_buf_add_c(out, hour(p, i));
  else if (row < COUNT(WORDS))
    nb_buf_printf(out, "%s%s", WORDS[row].english, plural(p, i));
  else if (is_weekday(word, &day, &part))
    nb_buf_printf(out, "%s%s", WEEKDAYS[day].english, PARTS[part].english);
  else if (nb_month_of(word))
    nb_buf_add_c(out, nb_month_english(nb_month_of(word)));
  else if (is_number(word, &number) || is_clock(word))
    nb_buf_add(out, word);
  else if (is_amount(word, &number))
    nb_buf_add_c(out, NUMBERS[number - 1].english);
  else
    return false;
  return true;
}

nb_str nb_time_english(nb_arena *arena, nb_str dutch) {
  phrase p;
  if (!cut(dutch, &p)) return NB_STR("");
  nb_buf out;
  nb_buf_init(&out, LONGEST);
  bool known = true;
  for (size_t i = 0; i < p.n && known; i++) {
    if (i) nb_buf_add_char(&out, ' ');
    known = add_word(&out, &p, i);
  }
  nb_str english = known && !out.status ? nb_arena_str(arena, nb_str_trim(nb_buf_str(&out))) : NB_STR("");
  nb_buf_free(&out);
  return english;
}

/* ---- days ---- */

/* -1: before the article, 1: behind it, 0: not said. */
static int direction(const phrase *p) {
  static const char *const past[] = {"vorige", "vorig", "afgelopen", "voorbije", "geleden", NULL};
  static const char *const future[] = {"komende",    "komend", "volgende", "volgend",
                                       "aanstaande", "over",   "binnen",   NULL};
  for (size_t i = 0; i < p->n; i++) {
    if (nb_str_in_nocase(p->words[i], past)) return -1;
    if (nb_str_in_nocase(p->words[i], future)) return 1;
  }
  return 0;
}

static long weekday_from(long today, size_t weekday, int way, bool ahead) {
  long now = ((today + THURSDAY) % DAYS_OF_WEEK + DAYS_OF_WEEK) % DAYS_OF_WEEK;
  long since = (now - (long)weekday + DAYS_OF_WEEK) % DAYS_OF_WEEK;
  if (way > 0 || (way == 0 && ahead)) return since || way == 0 ? (DAYS_OF_WEEK - since) % DAYS_OF_WEEK : DAYS_OF_WEEK;
  return since || way == 0 ? -since : -DAYS_OF_WEEK;
}

/* The year of a date without one: that which brings it nearest to the article's day. */
static long nearest(long today, unsigned month, unsigned day) {
  long year = 1970 + today / 365, best = 0;
  for (long y = year - 2; y <= year + 1; y++) {
    long from = nb_days_of(y, month, day) - today;
    if (y == year - 2 || (from < 0 ? -from : from) < (best < 0 ? -best : best)) best = from;
  }
  return best;
}

static bool date_in(const phrase *p, long today, long *day) {
  long number;
  for (size_t i = 0; i < p->n; i++) {
    unsigned month = nb_month_of(p->words[i]), of_month = 1;
    if (month && i > 0 && is_amount(p->words[i - 1], &number) && number <= 31) of_month = (unsigned)number;
    bool year = i + (month > 0) < p->n && is_number(p->words[i + (month > 0)], &number) && number >= 1000;
    if (!month && !year) continue;
    *day = year ? nb_days_of(number, month ? month : 1, of_month) - today : nearest(today, month, of_month);
    return true;
  }
  return false;
}

/* "vorige week", "twee jaar geleden", "over drie dagen"; "een week later" hangs on another event. */
static bool span_in(const phrase *p, int way, long *day) {
  bool now = word_is(p, 0, "deze") || word_is(p, 0, "dit");
  for (size_t i = 1; i < p->n; i++) {
    size_t row = row_of(p->words[i]);
    long n = 1;
    if (row == COUNT(WORDS) || WORDS[row].span == 0 || !(way || now)) continue;
    is_amount(p->words[i - 1], &n);
    *day = way * (n ? n : 1) * WORDS[row].span;
    return true;
  }
  return false;
}

bool nb_time_day(nb_str dutch, const long *today, bool ahead, long *day) {
  phrase p;
  if (!cut(dutch, &p)) return false;
  if (today && date_in(&p, *today, day)) return true;
  int way = direction(&p);
  for (size_t i = 0; i < p.n; i++) {
    size_t row = row_of(p.words[i]), weekday, part;
    if (row < COUNT(WORDS) && WORDS[row].relative != NO_DAY) {
      *day = WORDS[row].relative;
      return true;
    }
    if (!today || !is_weekday(p.words[i], &weekday, &part)) continue;
    *day = weekday_from(*today, weekday, way, ahead);
    return true;
  }
  return span_in(&p, way, day);
}
