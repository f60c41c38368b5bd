#include "translate/neural/guard_numbers.h"

#include <math.h>
#include <string.h>

enum { ALTERNATIVES = 4, LONGEST_WORD = 64, MOST = 400 /* numbers looked at */ };

/* A number as it stands: any of `any` is right, or all of `all` ("17.30": 17.3, or 17 and 30). */
typedef struct number {
  nb_str text;
  double any[ALTERNATIVES], all[ALTERNATIVES];
  size_t n_any, n_all;
  bool needed; /* the other side must have it */
} number;

typedef struct numbers {
  number *items;
  size_t n, cap;
  nb_arena *arena;
  bool failed;
} numbers;

typedef struct word_value {
  const char *word;
  double value;
} word_value;

/* --- tables --- */

static const word_value dutch_small[] = {
    {"nul", 0},        {"een", 1},       {"één", 1},        {"twee", 2},      {"drie", 3},      {"vier", 4},
    {"vijf", 5},       {"zes", 6},       {"zeven", 7},      {"acht", 8},      {"negen", 9},     {"tien", 10},
    {"elf", 11},       {"twaalf", 12},   {"dertien", 13},   {"veertien", 14}, {"vijftien", 15}, {"zestien", 16},
    {"zeventien", 17}, {"achttien", 18}, {"negentien", 19}, {"twintig", 20},  {"dertig", 30},   {"veertig", 40},
    {"vijftig", 50},   {"zestig", 60},   {"zeventig", 70},  {"tachtig", 80},  {"negentig", 90}, {NULL, 0}};
static const word_value dutch_scales[] = {{"honderd", 1e2}, {"duizend", 1e3}, {"miljoen", 1e6},  {"mln", 1e6},
                                          {"miljard", 1e9}, {"mld", 1e9},     {"biljoen", 1e12}, {NULL, 0}};
/* Words that may become a number, but need not. */
static const word_value dutch_implied[] = {
    {"beide", 2},    {"beiden", 2},       {"allebei", 2},     {"tweeling", 2},
    {"dubbel", 2},   {"dubbele", 2},      {"half", 0.5},      {"half", 30},
    {"halve", 0.5},  {"halve", 30},       {"halfuur", 30},    {"helft", 50},
    {"helft", 0.5},  {"kwart", 25},       {"kwart", 15},      {"kwart", 45},
    {"kwart", 4},    {"kwartier", 15},    {"driekwart", 75},  {"driekwart", 45},
    {"dozijn", 12},  {"etmaal", 24},      {"decennium", 10},  {"decennia", 10},
    {"eeuw", 100},   {"anderhalf", 18},   {"anderhalve", 18}, {"middernacht", 12},
    {"tiental", 10}, {"honderdtal", 100}, {"finale", 16},     {"finales", 16} /* "achtste finale": round of 16 */,
    {NULL, 0}};
static const word_value dutch_fractions[] = {
    {"half", 0.5}, {"halve", 0.5}, {"anderhalf", 1.5}, {"anderhalve", 1.5}, {NULL, 0}};
/* Also verbs or nouns: "in acht nemen", "hij acht het", "vier het leven". */
static const char *const dutch_ambiguous[] = {"acht", "vier", "vierde", "vierden", "achtste", "elf", NULL};
/* "twaalfjarige", "driedubbel": English may have the number in digits. */
static const char *const dutch_endings[] = {"jarige",       "jarigen",   "jarig",  "voudig",  "voudige",
                                            "daagse",       "delig",     "delige", "koppige", "persoons",
                                            "maandelijkse", "honderden", "tal",    NULL};
/* Between two numbers of which only the last has its scale: "100 van de 800 miljoen". */
static const char *const between[] = {"tot", "of",  "en", "van", "de", "à",    "-",      "–", "to",
                                      "or",  "and", "$",  "€",   "£",  "euro", "dollar", NULL};

static const word_value english_small[] = {
    {"zero", 0},        {"one", 1},         {"two", 2},         {"three", 3},      {"four", 4},
    {"five", 5},        {"six", 6},         {"seven", 7},       {"eight", 8},      {"nine", 9},
    {"ten", 10},        {"eleven", 11},     {"twelve", 12},     {"thirteen", 13},  {"fourteen", 14},
    {"fifteen", 15},    {"sixteen", 16},    {"seventeen", 17},  {"eighteen", 18},  {"nineteen", 19},
    {"twenty", 20},     {"thirty", 30},     {"forty", 40},      {"fifty", 50},     {"sixty", 60},
    {"seventy", 70},    {"eighty", 80},     {"ninety", 90},     {"first", 1},      {"second", 2},
    {"third", 3},       {"fourth", 4},      {"fifth", 5},       {"sixth", 6},      {"seventh", 7},
    {"eighth", 8},      {"ninth", 9},       {"tenth", 10},      {"eleventh", 11},  {"twelfth", 12},
    {"thirteenth", 13}, {"fourteenth", 14}, {"fifteenth", 15},  {"sixteenth", 16}, {"seventeenth", 17},
    {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20},  {"thirtieth", 30}, {"fortieth", 40},
    {"fiftieth", 50},   {"sixtieth", 60},   {"seventieth", 70}, {"eightieth", 80}, {"ninetieth", 90},
    {"twenties", 20},   {"thirties", 30},   {"forties", 40},    {"fifties", 50},   {"sixties", 60},
    {"seventies", 70},  {"eighties", 80},   {"nineties", 90},   {"thirds", 3},     {"fifths", 5},
    {"tenths", 10},     {NULL, 0}};
static const word_value english_scales[] = {
    {"hundred", 1e2},   {"thousand", 1e3},   {"million", 1e6},   {"billion", 1e9}, {"trillion", 1e12},
    {"hundredth", 1e2}, {"thousandth", 1e3}, {"millionth", 1e6}, {"m", 1e6},       {"mn", 1e6},
    {"bn", 1e9},        {"tn", 1e12},        {"k", 1e3},         {NULL, 0}};
static const word_value english_implied[] = {
    {"both", 2},      {"twice", 2},      {"double", 2},    {"doubled", 2},  {"couple", 2},    {"pair", 2},
    {"two-time", 2},  {"twin", 2},       {"twins", 2},     {"duo", 2},      {"half", 0.5},    {"half", 30},
    {"half", 2},      {"triple", 3},     {"trio", 3},      {"thrice", 3},   {"quarter", 4},   {"quarter", 15},
    {"quarters", 4},  {"quarter", 25},   {"quartet", 4},   {"dozen", 12},   {"decade", 10},   {"decades", 10},
    {"century", 100}, {"fortnight", 14}, {"midnight", 24}, {"midnight", 0}, {"midnight", 12}, {"noon", 12},
    {"nil", 0},       {"no", 0},         {"none", 0},      {"nothing", 0},  {"goalless", 0},  {"quadruple", 4},
    {"weeks", 14},    {NULL, 0}};

static bool lookup(const word_value *table, nb_str word, double *value) {
  for (; table->word; table++)
    if (nb_str_eq_c(word, table->word)) {
      *value = table->value;
      return true;
    }
  return false;
}

/* --- lists --- */

static number *add(numbers *list, nb_str text, bool needed) {
  if (!nb_arena_grow(list->arena, &list->items, &list->cap, list->n + 1, sizeof *list->items)) {
    list->failed = true;
    return NULL;
  }
  number *made = &list->items[list->n++];
  *made = (number){.text = text, .needed = needed};
  return made;
}

static void add_value(numbers *list, nb_str text, double value, bool needed) {
  number *made = add(list, text, needed);
  if (made) made->any[made->n_any++] = value;
}

static void add_implied(numbers *list, const word_value *table, nb_str word) {
  for (; table->word; table++)
    if (nb_str_eq_c(word, table->word)) add_value(list, word, table->value, false);
}

static bool same(double a, double b) {
  return fabs(a - b) <= 1e-6 * fmax(fabs(a), fabs(b));
}

static bool has(const numbers *list, double value) {
  if (same(value, 1)) return true; /* "een", "a" */
  for (size_t i = 0; i < list->n; i++) {
    const number *x = &list->items[i];
    for (size_t k = 0; k < x->n_any; k++)
      if (same(x->any[k], value)) return true;
    for (size_t k = 0; k < x->n_all; k++)
      if (same(x->all[k], value)) return true;
  }
  return false;
}

/* Hours of the afternoon are counted from noon in English; full hours lose their minutes. */
static bool has_part(const numbers *list, double value, bool hour) {
  if (has(list, value) || (!hour && value == 0)) return true;
  if (!hour) return false;
  return (value > 12 && has(list, value - 12)) || (value == 0 && has(list, 12)) ||
         (value < 12 && has(list, value + 12));
}

static bool accounted(const number *x, const numbers *others) {
  for (size_t k = 0; k < x->n_any; k++)
    if (has(others, x->any[k])) return true;
  if (!x->n_all) return false;
  for (size_t k = 0; k < x->n_all; k++)
    if (!has_part(others, x->all[k], k == 0)) return false;
  return true;
}

/* --- digits --- */

static void also(number *x, double value) {
  if (x->n_any < ALTERNATIVES) x->any[x->n_any++] = value;
}

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

static double digits_value(nb_str s) {
  double v = 0;
  for (size_t i = 0; i < s.len; i++) v = v * 10 + (s.ptr[i] - '0');
  return v;
}

enum { GROUPS = 8 };

/* Digits, and '.' and ',' between digits, cut into groups; what does not fit is left for the next number. */
static size_t groups_of(nb_str s, nb_str *groups, char *marks, size_t *used) {
  size_t n = 0, at = 0;
  while (n < GROUPS) {
    size_t start = at;
    while (at < s.len && is_digit(s.ptr[at])) at++;
    groups[n++] = nb_str_sub(s, start, at);
    *used = at;
    if (at + 1 >= s.len || (s.ptr[at] != '.' && s.ptr[at] != ',') || !is_digit(s.ptr[at + 1])) break;
    marks[n - 1] = s.ptr[at++];
  }
  return n;
}

/* "1.000.000,5" with the given marks of thousands and decimals. */
static bool grouped_value(const nb_str *groups, const char *marks, size_t n, char thousands, char decimal,
                          double *value) {
  *value = digits_value(groups[0]);
  for (size_t i = 1; i < n; i++) {
    if (marks[i - 1] == thousands) {
      if (groups[i].len != 3 || groups[0].len > 3) return false;
      *value = *value * 1000 + digits_value(groups[i]);
    } else if (marks[i - 1] == decimal && i + 1 == n) {
      *value += digits_value(groups[i]) / pow(10, (double)groups[i].len);
    } else {
      return false;
    }
  }
  return true;
}

/* Reads one number at the start of `s` and adds it, times `scale`; returns the bytes read. */
static size_t add_digits(numbers *list, nb_str s, char thousands, char decimal, double scale) {
  nb_str groups[GROUPS];
  char marks[GROUPS];
  size_t used, n = groups_of(s, groups, marks, &used);
  number *made = add(list, nb_str_sub(s, 0, used), true);
  if (!made) return used;
  double value;
  if (grouped_value(groups, marks, n, thousands, decimal, &value)) made->any[made->n_any++] = value * scale;
  if (n == 2 && groups[1].len == 2 &&
      scale == 1) { /* a time, or a decimal point in Dutch, or a decimal comma left in English */
    for (size_t i = 0; i < 2; i++) made->all[made->n_all++] = digits_value(groups[i]);
    if (made->all[0] > 12 && made->all[0] <= 24) also(made, made->all[0] - 12); /* "19.00 uur": 7 p.m. */
  }
  if (n == 3 && marks[0] == thousands && marks[1] == decimal &&
      groups[1].len == 2) { /* "1.27,866": a minute and seconds */
    made->all[made->n_all++] = digits_value(groups[0]);
    made->all[made->n_all++] = digits_value(groups[1]) + digits_value(groups[2]) / pow(10, (double)groups[2].len);
  }
  if (made->n_any || made->n_all) return used;
  if (n == 2)
    made->any[made->n_any++] =
        (digits_value(groups[0]) + digits_value(groups[1]) / pow(10, (double)groups[1].len)) * scale;
  if (n > 2) /* a date, a version: the ends */
    for (size_t i = 0; i < n; i += n - 1) made->all[made->n_all++] = digits_value(groups[i]);
  return used;
}

static void add_token_digits(numbers *list, nb_str text, char thousands, char decimal, double scale) {
  for (size_t at = 0; at < text.len && list->n < MOST;) {
    if (!is_digit(text.ptr[at])) {
      at++;
      continue;
    }
    size_t before = list->n, used = add_digits(list, nb_str_sub(text, at, text.len), thousands, decimal, scale);
    number *made = list->n > before ? &list->items[before] : NULL;
    at += used;
    double times;
    if (made && made->n_any == 1 && lookup(english_scales, nb_str_sub(text, at, text.len), &times)) /* "13m", "2bn" */
      made->any[made->n_any++] = made->any[0] * times;
    bool decade = at < text.len && (text.ptr[at] == 's' || text.ptr[at] == '\''); /* "1980s" */
    if (made && decade && made->n_any == 1) made->any[made->n_any++] = fmod(made->any[0], 100);
  }
}

static bool any_digit(nb_str s) {
  for (size_t i = 0; i < s.len; i++)
    if (is_digit(s.ptr[i])) return true;
  return false;
}

/* --- Dutch words --- */

static bool below_hundred(nb_str s, double *value) {
  static const nb_str links[] = {{"en", 2}, {"ën", 3}};
  if (lookup(dutch_small, s, value)) return true;
  for (size_t k = 0; k < 2; k++)
    for (size_t at = nb_str_find(s, links[k], 1); at != NB_NOT_FOUND; at = nb_str_find(s, links[k], at + 1)) {
      double unit, ten;
      if (lookup(dutch_small, nb_str_sub(s, 0, at), &unit) && unit < 10 &&
          lookup(dutch_small, nb_str_sub(s, at + links[k].len, s.len), &ten) && ten >= 20) {
        *value = unit + ten;
        return true;
      }
    }
  return false;
}

/* "driehonderdvijf": what stands before the scale's word and behind it, each read by `below`. */
static bool with_scale(nb_str s, nb_str scale, double times, bool (*below)(nb_str, double *), double *value) {
  size_t at = nb_str_find(s, scale, 0);
  if (at == NB_NOT_FOUND) return below(s, value);
  double left = 1, right = 0;
  nb_str rest = nb_str_sub(s, at + scale.len, s.len);
  if (at > 0 && !below(nb_str_sub(s, 0, at), &left)) return false;
  if (rest.len > 2 && nb_str_starts(rest, NB_STR("en")) && below(nb_str_sub(rest, 2, rest.len), &right))
    rest = NB_STR("");
  if (rest.len && !below(rest, &right)) return false;
  *value = left * times + right;
  return true;
}

static bool below_thousand(nb_str s, double *value) {
  return with_scale(s, NB_STR("honderd"), 100, below_hundred, value);
}

static bool dutch_cardinal(nb_str s, double *value) {
  return s.len > 0 && s.len <= LONGEST_WORD && with_scale(s, NB_STR("duizend"), 1000, below_thousand, value);
}

static bool dutch_word(nb_str s, double *value) {
  if (dutch_cardinal(s, value)) return true;
  if (nb_str_eq_c(s, "derde")) *value = 3;
  if (nb_str_eq_c(s, "derde")) return true;
  size_t cut = nb_str_ends(s, NB_STR("ste")) ? 3 : nb_str_ends(s, NB_STR("de")) ? 2 : 0;
  return cut && dutch_cardinal(nb_str_sub(s, 0, s.len - cut), value);
}

static bool with_ending(nb_str s, double *value) {
  for (const char *const *ending = dutch_endings; *ending; ending++)
    if (nb_str_ends(s, nb_str_of(*ending)) && dutch_cardinal(nb_str_sub(s, 0, s.len - strlen(*ending)), value))
      return true;
  return false;
}

/* The number before this one may have its scale too; only words that link the two stand between them, from token `from`
 * on. */
static void share_scale(numbers *list, size_t before, const nb_token *t, size_t from, size_t i, double scale) {
  enum { FAR = 4 };
  if (!before || scale <= 1 || i - from > FAR) return;
  for (size_t k = from; k < i; k++)
    if (!nb_str_in(t[k].text, between)) return;
  number *x = &list->items[before - 1];
  if (x->n_any) also(x, x->any[0] * scale);
}

static void add_dutch_word(numbers *list, const nb_token *t, size_t n, size_t i, double value, double scale) {
  bool half = i > 0 && nb_str_eq_c(t[i - 1].text, "half") && scale == 1 && value >= 1 && value <= 12;
  if (half) value = value > 1 ? value - 1 : 12; /* "half vier" is 3:30: "half four" would be read as 4:30 */
  bool doubtful = nb_str_in(t[i].text, dutch_ambiguous) && scale == 1 && !half;
  add_value(list, t[i].text, value * scale, value > 1.5 && !doubtful);
  if (list->failed) return;
  number *made = &list->items[list->n - 1];
  nb_str before = i > 0 ? t[i - 1].text : NB_STR("");
  if (nb_str_eq_c(before, "voor")) also(made, value - 1); /* "kwart voor acht": 7:45 */
  if (nb_str_eq_c(before, "op") && i + 1 < n && nb_str_eq_c(t[i + 1].text, "na"))
    also(made, value + 1); /* "op twee na de beste" */
}

static void read_dutch(numbers *list, const nb_token *t, size_t n) {
  for (size_t i = 0, after = 0; i < n && list->n < MOST && !list->failed; i++) {
    nb_str text = t[i].text;
    double scale = 1, value;
    size_t before = list->n;
    bool scaled = i + 1 < n && lookup(dutch_scales, t[i + 1].text, &scale);
    if (any_digit(text))
      add_token_digits(list, text, '.', ',', scale);
    else if (dutch_word(text, &value) || (scaled && lookup(dutch_fractions, text, &value)))
      add_dutch_word(list, t, n, i, value, scale);
    else if (with_ending(text, &value))
      add_value(list, text, value, false);
    if (list->n > before) {
      share_scale(list, before, t, after, i, scale);
      i += scaled;
      after = i + 1;
    }
    add_implied(list, dutch_implied, text);
  }
}

/* --- English words --- */

/* A run of number words from token i on ("two hundred and five thousand"); returns how many tokens, 0: none. Words with
 * hyphens were cut apart. */
static size_t english_run(const nb_token *t, size_t n, size_t i, double *value) {
  double total = 0, current = 0, v;
  size_t k = i;
  bool begun = false;
  for (; k < n; k++) {
    if (t[k].text.len > 2 && lookup(english_scales, t[k].text, &v)) {
      current = (current > 0 ? current : 1) * v;
      if (v > 100) {
        total += current;
        current = 0;
      }
    } else if (lookup(english_small, t[k].text, &v)) {
      double last = fmod(current, 100);
      bool fits =
          !begun || (last == 0 && (current >= 100 || total > 0)) || (last >= 20 && fmod(last, 10) == 0 && v < 10);
      if (!fits) break;
      current += v;
    } else if (begun && nb_str_eq_c(t[k].text, "and") && k + 1 < n && (current >= 100 || total > 0) &&
               lookup(english_small, t[k + 1].text, &v)) {
      continue;
    } else if (begun && nb_str_eq_c(t[k].text, "-")) {
      continue;
    } else {
      break;
    }
    begun = true;
  }
  while (k > i && (nb_str_eq_c(t[k - 1].text, "-") || nb_str_eq_c(t[k - 1].text, "and"))) k--;
  *value = total + current;
  return k - i;
}

static void read_english(numbers *list, const nb_token *t, size_t n) {
  for (size_t i = 0, after = 0; i < n && list->n < MOST && !list->failed; i++) {
    double scale = 1, value;
    if (any_digit(t[i].text)) {
      size_t next = i + 1 + (i + 1 < n && nb_str_eq_c(t[i + 1].text, "-")), before = list->n;
      bool scaled = next < n && lookup(english_scales, t[next].text, &scale);
      add_token_digits(list, t[i].text, ',', '.', scale);
      share_scale(list, before, t, after, i, scale);
      if (scaled) i = next;
      after = i + 1;
      continue;
    }
    add_implied(list, english_implied, t[i].text);
    size_t used = english_run(t, n, i, &value);
    if (!used) continue;
    nb_str text = t[i].text;
    size_t end = i + used;
    bool half = end + 2 < n && nb_str_eq_c(t[end].text, "and") && nb_str_eq_c(t[end + 2].text, "half");
    double rest = 1;
    if (half && end + 3 < n && lookup(english_scales, t[end + 3].text, &rest)) used += 4;
    add_value(list, text, half ? (value + 0.5) * rest : value, false);
    bool half_scale = i >= 2 && nb_str_eq_c(t[i - 2].text, "half"); /* "half a million" */
    if (half_scale) add_value(list, text, value / 2, false);
    i += used - 1;
  }
}

/* Tokens with the parts of a word between hyphens, and of a number between other marks, as tokens of their own. */
static nb_token *cut_apart(nb_arena *arena, const nb_token *tokens, size_t *n) {
  size_t most = 0;
  for (size_t i = 0; i < *n; i++) {
    most++;
    for (size_t k = 0; k < tokens[i].text.len; k++) most += 2 * (tokens[i].text.ptr[k] == '-');
  }
  nb_token *out = nb_arena_array(arena, most, sizeof *out);
  if (!out) return NULL;
  size_t made = 0;
  for (size_t i = 0; i < *n; i++) {
    nb_str rest = tokens[i].text, part;
    bool first = true;
    while (nb_str_split(&rest, '-', &part)) {
      if (!first) out[made++].text = NB_STR("-");
      if (part.len) out[made++].text = part;
      first = false;
    }
  }
  *n = made;
  return out;
}

nb_str nb_guard_number(nb_arena *arena, const nb_token *dutch, size_t n_dutch, const nb_token *english,
                       size_t n_english) {
  numbers nl = {.arena = arena}, en = {.arena = arena};
  const nb_token *d = cut_apart(arena, dutch, &n_dutch), *e = cut_apart(arena, english, &n_english);
  if (!d || !e) return (nb_str){NULL, 0};
  read_dutch(&nl, d, n_dutch);
  read_english(&en, e, n_english);
  if (nl.failed || en.failed) return (nb_str){NULL, 0};
  for (size_t i = 0; i < nl.n; i++)
    if (nl.items[i].needed && !accounted(&nl.items[i], &en)) return nl.items[i].text;
  for (size_t i = 0; i < en.n; i++)
    if (en.items[i].needed && !accounted(&en.items[i], &nl)) return en.items[i].text;
  return NB_STR("");
}
