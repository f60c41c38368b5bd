#include "read/layout.h"

#include <string.h>

#include "base/utf8.h"

enum { FURNITURE_BYTES = 300, BYLINE_WORDS = 8, WHO_WORDS = 12, QUOTE_WORDS = 4, QUOTE_SENTENCES = 3 };

/* The next run between white space from *pos on. */
static bool next_word(nb_str s, size_t *pos, nb_str *word) {
  size_t start = *pos, end;
  while (start < s.len) {
    end = start;
    if (!nb_is_space(nb_utf8_next(s, &end))) break;
    start = end;
  }
  for (*pos = start; *pos < s.len; *pos = end) {
    end = *pos;
    if (nb_is_space(nb_utf8_next(s, &end))) break;
  }
  *word = nb_str_sub(s, start, *pos);
  return word->len > 0;
}

size_t nb_words(nb_str s) {
  size_t n = 0, pos = 0;
  for (nb_str word; next_word(s, &pos, &word);) n++;
  return n;
}

static bool is_closing(int32_t c) {
  static const int32_t marks[] = {'"', '\'', ')', ']', 0x2019, 0x201D, 0xBB, 0x203A, 0x2018 /* Dutch typists */,
                                  '*', '_'};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (marks[i] == c) return true;
  return false;
}

static bool is_opening(int32_t c) {
  static const int32_t marks[] = {'"', '\'', '(', '[', 0x2018, 0x201C, 0x201E, 0x201A, 0xAB, 0x2039, ','};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (marks[i] == c) return true;
  return false;
}

/* The last character but for closing marks, which ends before *end; 0: none. */
static int32_t last_mark(nb_str s, size_t *end) {
  for (size_t pos = s.len; pos > 0;) {
    *end = pos;
    int32_t c = nb_utf8_prev(s, &pos);
    if (!is_closing(c)) return c;
  }
  return 0;
}

bool nb_ends_sentence(nb_str s) {
  size_t end;
  int32_t c = last_mark(nb_str_trim(s), &end);
  return c == '.' || c == '!' || c == '?' || c == ':' || c == ';' || c == 0x2026;
}

static bool begins_upper(nb_str s) {
  for (size_t pos = 0; pos < s.len;) {
    int32_t c = nb_utf8_next(s, &pos);
    if (!is_opening(c)) return nb_is_upper(c);
  }
  return false;
}

bool nb_begins_lower(nb_str s) {
  size_t pos = 0;
  return s.len && nb_is_lower(nb_utf8_next(s, &pos));
}

static bool starts_nocase(nb_str s, nb_str prefix) {
  return s.len >= prefix.len && nb_str_eq_nocase(nb_str_sub(s, 0, prefix.len), prefix);
}

static bool in_words(nb_str word, const char *const *table, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (nb_str_eq_nocase(word, nb_str_of(table[i]))) return true;
  return false;
}
#define IN_WORDS(word, table) in_words(word, table, sizeof(table) / sizeof *(table))

/* Words in lower case inside names. */
static bool is_particle(nb_str word) {
  static const char *const particles[] = {"van", "de",  "den", "der", "het", "'t",  "ter", "ten", "te",
                                          "von", "zu",  "di",  "da",  "del", "du",  "la",  "le",  "el",
                                          "al",  "bin", "ibn", "ben", "op",  "aan", "in",  "dos"};
  return IN_WORDS(word, particles);
}

/* "Door Jan de Vries en Anna Bos", "Van onze verslaggever": after the first word only names, or one of the fixed
 * phrases. */
static bool looks_byline(nb_str s) {
  static const char *const fixed[] = {
      "van onze", "van een verslaggever", "van een onzer",  "onze redactie", "door onze",
      "redactie", "door de redactie",     "geschreven door"};
  if (nb_words(s) > BYLINE_WORDS || nb_ends_sentence(s)) return false;
  for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
    nb_str prefix = nb_str_of(fixed[i]);
    if (starts_nocase(s, prefix) && (s.len == prefix.len || s.ptr[prefix.len] == ' ')) return true;
  }
  if (!starts_nocase(s, NB_STR("door ")) && !starts_nocase(s, NB_STR("tekst: "))) return false;
  size_t pos = 5, names = 0;
  for (nb_str word; next_word(s, &pos, &word);) {
    if (begins_upper(word))
      names++;
    else if (!is_particle(word) && !nb_str_eq_c(word, "en"))
      return false;
  }
  return names >= 2;
}

static const nb_str *prefix_in(nb_str s, const nb_str *table, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (starts_nocase(s, table[i])) return &table[i];
  return NULL;
}
#define PREFIX_IN(s, table) prefix_in(s, table, sizeof(table) / sizeof *(table))
#define WORDS(literal) \
  { (literal), sizeof(literal) - 1 }

bool nb_looks_furniture(nb_str s) {
  static const char *const alone[] = {"advertentie", "advertenties",          "reageer", "reacties", "delen",
                                      "deel",        "gerelateerde artikelen"};
  static const nb_str calls[] = {WORDS("tekst gaat verder "),
                                 WORDS("artikel gaat verder "),
                                 WORDS("tekst loopt door "),
                                 WORDS("artikel loopt door "),
                                 WORDS("lees verder onder "),
                                 WORDS("al abonnee?"),
                                 WORDS("word abonnee"),
                                 WORDS("log in om "),
                                 WORDS("schrijf je in voor de nieuwsbrief"),
                                 WORDS("schrijf u in voor de nieuwsbrief"),
                                 WORDS("meld je aan voor de nieuwsbrief")};
  static const nb_str pointers[] = {
      WORDS("lees ook"),        WORDS("lees meer"),   WORDS("lees verder"), WORDS("lees hier"),
      WORDS("bekijk ook"),      WORDS("bekijk hier"), WORDS("kijk ook"),    WORDS("luister ook"),
      WORDS("zie ook"),         WORDS("meer over"),   WORDS("meer lezen"),  WORDS("volg ons"),
      WORDS("ook interessant"), WORDS("gerelateerd"), WORDS("deel dit"),    WORDS("deel via")};
  static const nb_str credits[] = {WORDS("foto:"),  WORDS("foto's:"),    WORDS("foto "),      WORDS("beeld:"),
                                   WORDS("video:"), WORDS("fotograaf:"), WORDS("bron foto:"), WORDS("\xC2\xA9")};
  s = nb_str_trim(s);
  if (s.len > FURNITURE_BYTES) return false;
  if (IN_WORDS(s, alone)) return true;
  nb_str inside = nb_str_sub(s, nb_str_starts(s, NB_STR("(")), s.len);
  if (PREFIX_IN(inside, calls)) return true;
  bool ends = nb_ends_sentence(s);
  const nb_str *pointer = PREFIX_IN(s, pointers);
  if (pointer) {
    nb_str rest = nb_str_sub(s, pointer->len, s.len);
    bool label = nb_str_starts(rest, NB_STR(":")) || nb_str_starts(rest, NB_STR(" |"));
    return label || (!ends && (rest.len == 0 || rest.ptr[0] == ' '));
  }
  return (!ends && PREFIX_IN(s, credits)) || looks_byline(s);
}

/* A word before a full stop that is an abbreviation or an initial more likely than the end of a quote. */
static bool looks_abbreviation(nb_str word) {
  static const char *const before_names[] = {"dr",  "drs", "mr",   "ir",  "ing",  "prof", "dhr", "mevr", "mw",
                                             "st",  "jr",  "sr",   "ds",  "vs",   "resp", "nr",  "bijv", "ca",
                                             "gen", "min", "kol",  "maj", "burg", "wed",  "hr",  "jhr",  "o.a",
                                             "m.n", "aug", "sept", "okt", "nov",  "dec"};
  while (word.len && (word.ptr[0] == '\'' || word.ptr[0] == '"' || word.ptr[0] == '('))
    word = nb_str_sub(word, 1, word.len);
  if (nb_str_ends(word, NB_STR("."))) word.len--;
  return nb_utf8_length(word) < 2 || IN_WORDS(word, before_names);
}

/* Two names or more first ("Antony Blinken", "Jan de Vries"), short, no full stop. */
static bool looks_who(nb_str s) {
  if (nb_ends_sentence(s) || nb_words(s) > WHO_WORDS) return false;
  size_t pos = 0, names = 0;
  for (nb_str word; names < 2 && next_word(s, &pos, &word);) {
    if (begins_upper(word)) {
      names++;
      if (names < 2 && strchr(",:", word.ptr[word.len - 1])) return false;
    } else if (names == 0 || !is_particle(word)) {
      return false;
    }
  }
  return names == 2;
}

static size_t skip_dash(nb_str s, size_t at) {
  static const nb_str dashes[] = {{"\xE2\x80\x94", 3}, {"\xE2\x80\x93", 3}, {"-", 1}};
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    if (!nb_str_starts(nb_str_sub(s, at, s.len), dashes[i])) continue;
    at += dashes[i].len;
    while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\n')) at++;
    return at;
  }
  return at;
}

bool nb_looks_pull_quote(nb_str s, size_t *quote_end, size_t *who) {
  if (nb_ends_sentence(s)) return false;
  size_t sentences = 0, words = 0, words_before = 0, pos = 0;
  bool quoted = false;
  *who = 0;
  for (nb_str word; next_word(s, &pos, &word);) {
    size_t end = word.len;
    words++;
    int32_t c = last_mark(word, &end);
    size_t start = (size_t)(word.ptr - s.ptr);
    bool stop = c == '!' || c == '?' || c == 0x2026 || (c == '.' && !looks_abbreviation(nb_str_sub(word, 0, end)));
    bool closed = quoted && end < word.len && c != ',' && c != 0 && pos < s.len; /* 'Ik ben er klaar mee' Jan Jansen */
    size_t first = 0;
    if (words == 1 && is_opening(nb_utf8_next(word, &first))) quoted = true;
    if (!stop && !closed) continue;
    if (stop && ++sentences > QUOTE_SENTENCES) return false;
    words_before = words;
    *quote_end = start + word.len;
    *who = pos;
  }
  if (*who == 0 || words_before < QUOTE_WORDS) return false;
  while (*who < s.len && (s.ptr[*who] == ' ' || s.ptr[*who] == '\n' || s.ptr[*who] == '\r' || s.ptr[*who] == '\t'))
    ++*who;
  *who = skip_dash(s, *who);
  return begins_upper(s) && looks_who(nb_str_sub(s, *who, s.len));
}

static bool looks_short(nb_str s, size_t words, size_t bytes) {
  return s.len > 0 && s.len <= bytes && !nb_begins_lower(s) && !nb_str_ends(s, NB_STR(",")) && nb_words(s) <= words;
}

bool nb_looks_heading(nb_str s) {
  s = nb_str_trim(s);
  if (!looks_short(s, 12, 120)) return false;
  size_t end, who;
  if (last_mark(s, &end) == '?') return nb_words(s) <= 8;
  return !nb_ends_sentence(s) && !nb_looks_pull_quote(s, &end, &who);
}

bool nb_looks_title(nb_str s) {
  s = nb_str_trim(s);
  if (!looks_short(s, 22, 200)) return false;
  size_t end;
  int32_t c = last_mark(s, &end);
  bool dots = c == 0x2026 || nb_str_ends(nb_str_sub(s, 0, end), NB_STR("..."));
  return c == '?' || c == '!' || dots || !nb_ends_sentence(s);
}

static bool digits(nb_str s, size_t *at, size_t least, size_t most) {
  size_t n = 0;
  while (*at + n < s.len && s.ptr[*at + n] >= '0' && s.ptr[*at + n] <= '9') n++;
  if (n < least || n > most) return false;
  *at += n;
  return true;
}

static bool one_of(nb_str s, size_t *at, const char *set) {
  if (*at >= s.len || !s.ptr[*at] || !strchr(set, s.ptr[*at])) return false;
  ++*at;
  return true;
}

static size_t year_first(nb_str s) {
  size_t at = 0, end;
  if (!digits(s, &at, 4, 4) || !one_of(s, &at, "-") || !digits(s, &at, 2, 2)) return 0;
  end = at;
  if (one_of(s, &at, "-") && digits(s, &at, 2, 2)) end = at;
  if (end < s.len && s.ptr[end] == 'T' && at == end)
    while (end < s.len && !strchr(" \t\r\n", s.ptr[end])) end++;
  return end;
}

static size_t day_first(nb_str s) {
  size_t at = 0;
  if (!digits(s, &at, 1, 2) || !one_of(s, &at, "-/") || !digits(s, &at, 1, 2) || !one_of(s, &at, "-/")) return 0;
  return digits(s, &at, 4, 4) ? at : 0;
}

static bool is_month(nb_str word) {
  static const char *const months[] = {"januari",  "februari",  "maart",   "april",    "mei",      "juni",  "juli",
                                       "augustus", "september", "oktober", "november", "december", "jan",   "feb",
                                       "mrt",      "apr",       "jun",     "jul",      "aug",      "sep",   "sept",
                                       "okt",      "nov",       "dec",     "january",  "february", "march", "may",
                                       "june",     "july",      "august",  "october"};
  if (nb_str_ends(word, NB_STR("."))) word.len--;
  return IN_WORDS(word, months);
}

static size_t with_month(nb_str s) {
  static const char *const weekdays[] = {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
                                         "ma",      "di",      "wo",       "do",        "vr",      "za",       "zo"};
  nb_str word, after;
  size_t pos = 0, at = 0;
  if (!next_word(s, &pos, &word)) return 0;
  after = word;
  if (after.len && strchr(",.", after.ptr[after.len - 1])) after.len--;
  if (IN_WORDS(after, weekdays) && !next_word(s, &pos, &word)) return 0;
  if (digits(word, &at, 1, 2) && at == word.len && !next_word(s, &pos, &word)) return 0;
  if (!is_month(word) || !next_word(s, &pos, &word)) return 0;
  at = 0;
  return digits(word, &at, 4, 4) ? (size_t)(word.ptr - s.ptr) + at : 0;
}

/* ", om 14:30 uur" behind a date. */
static size_t with_time(nb_str s, size_t at) {
  size_t end = at;
  one_of(s, &at, ",");
  while (one_of(s, &at, " ")) continue;
  if (starts_nocase(nb_str_sub(s, at, s.len), NB_STR("om "))) at += 3;
  if (!digits(s, &at, 1, 2) || !one_of(s, &at, ":.") || !digits(s, &at, 2, 2)) return end;
  if (one_of(s, &at, ":") && !digits(s, &at, 2, 2)) return end;
  if (starts_nocase(nb_str_sub(s, at, s.len), NB_STR(" uur"))) at += 4;
  return at;
}

size_t nb_date_prefix(nb_str s) {
  size_t end = year_first(s);
  if (!end) end = day_first(s);
  if (!end) end = with_month(s);
  if (!end) return 0;
  end = with_time(s, end);
  size_t next = end;
  int32_t c = end < s.len ? nb_utf8_next(s, &next) : ' ';
  return nb_is_letter(c) || nb_is_digit(c) ? 0 : end;
}

nb_status nb_document_put(nb_context *ctx, nb_document *d, nb_block_kind kind, size_t start, size_t end) {
  nb_str s = nb_str_trim(nb_str_sub(d->text, start, end));
  if (s.len == 0) return NB_OK;
  if (d->n_blocks >= NB_BLOCK_CAP)
    return nb_fail(ctx, NB_DATA, NB_STR_FMT ": more than %d paragraphs", NB_STR_ARG(d->name), (int)NB_BLOCK_CAP);
  size_t quote_end, who;
  bool can_quote = kind == NB_PARAGRAPH || kind == NB_QUOTE;
  bool quote = can_quote && nb_looks_pull_quote(s, &quote_end, &who);
  start = (size_t)(s.ptr - d->text.ptr);
  nb_block *block = nb_document_add(d, quote ? NB_QUOTE : kind, start, start + (quote ? quote_end : s.len));
  if (!block) return nb_fail_memory(ctx);
  if (quote) block->attribution = nb_str_sub(s, who, s.len);
  return NB_OK;
}

nb_status nb_document_close(nb_context *ctx, nb_document *d, const char *what) {
  if (d->n_blocks == 0) return nb_fail(ctx, NB_DATA, NB_STR_FMT ": %s", NB_STR_ARG(d->name), what);
  for (size_t i = 0; i < d->n_blocks; i++)
    if (d->blocks[i].kind != NB_HEADING) return NB_OK;
  for (size_t i = 0; i < d->n_blocks; i++) d->blocks[i].kind = NB_PARAGRAPH;
  return NB_OK;
}
