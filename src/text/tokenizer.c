#include "text/tokenizer.h"

#include <string.h>

#include "base/utf8.h"

enum { ADDRESS_CAP = 254, DOMAIN_CAP = 128, APOSTROPHE = 0x2019, LOW_APOSTROPHE = 0x2018, EN_DASH = 0x2013 };

typedef struct scanner {
  nb_str s;
  size_t pos;
  size_t next_at;    /* where the next '@' is, so that mail addresses are looked for only near one */
  bool single_quote; /* one was opened and not closed: then s' is no genitive */
} scanner;

/* The code point at `pos`; 0 past the end. *next is where the following one begins. */
static int32_t at(nb_str s, size_t pos, size_t *next) {
  *next = pos;
  return pos < s.len ? nb_utf8_next(s, next) : 0;
}

static int32_t peek(nb_str s, size_t pos) {
  size_t next;
  return at(s, pos, &next);
}

static bool is_alnum(int32_t c) {
  return nb_is_letter(c) || nb_is_digit(c);
}

static bool is_apostrophe(int32_t c) {
  return c == '\'' || c == APOSTROPHE;
}

static bool is_ascii_alnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool in_list(nb_str word, const char *const *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (nb_str_eq_c(word, list[i])) return true;
  return false;
}

#define IN_LIST(word, list) in_list(word, list, sizeof(list) / sizeof *(list))

/* Addresses */

static size_t without_tail(nb_str s, size_t start, size_t end) {
  while (end > start + 1 && strchr(".,;:!?)]}'\"*", s.ptr[end - 1])) end--;
  return end;
}

static size_t path_end(nb_str s, size_t start, size_t pos) {
  while (pos < s.len && (unsigned char)s.ptr[pos] > ' ' && (unsigned char)s.ptr[pos] < 0x7F &&
         !strchr("<>\"`{}|\\^", s.ptr[pos]))
    pos++;
  return without_tail(s, start, pos);
}

static size_t labels_end(nb_str s, size_t pos, size_t cap) {
  size_t limit = s.len - pos > cap ? pos + cap : s.len;
  while (pos < limit && (is_ascii_alnum(s.ptr[pos]) || s.ptr[pos] == '-' || s.ptr[pos] == '.')) pos++;
  return pos;
}

/* "nos.nl" and "nos.nl/teletekst": only with an ending that is no Dutch word after a forgotten space. */
static size_t domain_end(nb_str s, size_t start) {
  static const char *const endings[] = {"nl", "com", "org", "net", "eu", "be", "nu",  "de",  "info",     "tv",
                                        "uk", "fr",  "gov", "edu", "io", "fm", "biz", "frl", "amsterdam"};
  size_t end = labels_end(s, start, DOMAIN_CAP);
  while (end > start && (s.ptr[end - 1] == '.' || s.ptr[end - 1] == '-')) end--;
  size_t dot = end;
  while (dot > start && s.ptr[dot - 1] != '.') dot--;
  if (dot < start + 2 || !IN_LIST(nb_str_sub(s, dot, end), endings) || is_alnum(peek(s, end))) return start;
  if (dot == start + 2 && end - dot <= 2) return start; /* "e.v", "o.nl" */
  return end < s.len && s.ptr[end] == '/' ? path_end(s, start, end) : end;
}

static size_t mail_end(scanner *t) {
  nb_str s = t->s;
  if (t->next_at < t->pos) {
    const char *hit = memchr(s.ptr + t->pos, '@', s.len - t->pos);
    t->next_at = hit ? (size_t)(hit - s.ptr) : NB_NOT_FOUND;
  }
  if (t->next_at == NB_NOT_FOUND || t->next_at - t->pos > ADDRESS_CAP) return t->pos;
  size_t pos = t->pos;
  while (pos < t->next_at && (is_ascii_alnum(s.ptr[pos]) || strchr("._+-%", s.ptr[pos]))) pos++;
  if (pos != t->next_at || pos == t->pos) return t->pos;
  size_t end = without_tail(s, pos + 1, labels_end(s, pos + 1, ADDRESS_CAP));
  return end > pos + 1 && memchr(s.ptr + pos + 1, '.', end - pos - 1) ? end : t->pos;
}

/* @name and #tag */
static size_t handle_end(nb_str s, size_t pos) {
  size_t start = pos, next;
  int32_t c = at(s, pos + 1, &next);
  if (s.ptr[pos] == '#' ? !nb_is_letter(c) : !is_alnum(c) && c != '_') return start;
  for (pos++; pos < s.len; pos = next) {
    c = at(s, pos, &next);
    if (!is_alnum(c) && c != '_') break;
  }
  return pos;
}

static size_t address_end(scanner *t) {
  static const char *const schemes[] = {"http://", "https://", "www.", "ftp://", "mailto:"};
  nb_str s = t->s, head = nb_str_sub(s, t->pos, t->pos + 8);
  if (head.ptr[0] == '@' || head.ptr[0] == '#') return handle_end(s, t->pos);
  if (!is_ascii_alnum(head.ptr[0])) return t->pos;
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    nb_str scheme = nb_str_of(schemes[i]);
    if (nb_str_eq_nocase(nb_str_sub(head, 0, scheme.len), scheme) && is_alnum(peek(s, t->pos + scheme.len)))
      return path_end(s, t->pos, t->pos + scheme.len);
  }
  size_t end = mail_end(t);
  return end > t->pos ? end : domain_end(s, t->pos);
}

/* Words and numbers: one unit of letters and digits with what joins them. */

typedef struct unit {
  size_t start, pos;
  size_t part, n_part; /* where the run of letters and digits began, and its code points */
  int32_t first, last; /* of that run */
  bool letters, stops; /* has a letter; has a full stop between letters */
} unit;

static void take_run(nb_str s, unit *u) {
  u->part = u->pos;
  u->n_part = 0;
  u->first = peek(s, u->pos);
  for (size_t next; u->pos < s.len; u->pos = next) {
    int32_t c = at(s, u->pos, &next);
    bool letter = nb_is_letter(c);
    if (!letter && !nb_is_digit(c)) break;
    u->letters = u->letters || letter;
    u->last = c;
    u->n_part++;
  }
}

static size_t run_length(nb_str s, size_t pos, size_t cap) {
  size_t n = 0;
  for (size_t next; n < cap && is_alnum(at(s, pos, &next)); pos = next) n++;
  return n;
}

/* "o.a", "N.W", "Th.Ch", but not "is.Het" where a space is missing. */
static bool stop_joins(nb_str s, const unit *u, size_t after) {
  int32_t c = peek(s, after);
  if (nb_is_digit(u->last)) return nb_is_digit(c);
  if (!nb_is_letter(c) || u->n_part > 3 || run_length(s, after, 4) > 3) return false;
  return u->n_part == 1 || nb_is_upper(u->first) || !nb_is_upper(c);
}

/* Whether the mark at u->pos, which ends before `after`, stands inside a word or number. */
static bool joins(nb_str s, const unit *u, int32_t mark, size_t after) {
  int32_t c = peek(s, after);
  bool digits = nb_is_digit(u->last) && nb_is_digit(c);
  switch (mark) {
    case '\'':
    case APOSTROPHE:
      return nb_is_letter(c);
    case '-':
      return is_alnum(c) || (is_apostrophe(c) && nb_is_letter(peek(s, after + (c == '\'' ? 1 : 3))));
    case '_':
    case '&':
      return is_alnum(c);
    case '/':
      return digits || (u->n_part <= 2 && nb_is_letter(u->last) && nb_is_letter(c) && run_length(s, after, 3) <= 2);
    case '.':
      return stop_joins(s, u, after);
    case ',':
    case ':':
    case EN_DASH:
      return digits;
    default:
      return false;
  }
}

static bool is_closer(int32_t c) {
  return c == ')' || c == ']' || c == '"' || c == '\'' || c == 0xBB || c == 0x201D || c == APOSTROPHE;
}

static size_t skip_space(nb_str s, size_t pos) {
  for (size_t next; pos < s.len && nb_is_space(at(s, pos, &next)); pos = next) continue;
  return pos;
}

static bool has_vowel(nb_str word) {
  for (size_t pos = 0; pos < word.len;) {
    int32_t c = nb_to_lower(nb_utf8_next(word, &pos));
    if (c >= 0x80 || (c && strchr("aeiouy", (int)c))) return true;
  }
  return false;
}

/* "drs", "Chr", not "WK" */
static bool looks_short(const unit *u, nb_str word) {
  return u->n_part <= 4 && nb_is_lower(u->last) && !has_vowel(word);
}

/* A full stop after a word inside a sentence belongs to an abbreviation. Headings hold several sentences now and then,
 * so before a capital only what looks like one. */
static bool stop_belongs(nb_str s, const unit *u) {
  static const char *const titles[] = {"prof", "mevr", "ing",  "ir",   "burg",  "gen",  "kol",    "min", "sen",
                                       "luit", "maj",  "kapt", "past", "pater", "sint", "jonkvr", "secr"};
  size_t after = skip_space(s, u->pos + 1);
  int32_t next = peek(s, after);
  nb_str word = nb_str_sub(s, u->start, u->pos);
  if (u->stops) return true;
  if (!u->letters || after >= s.len || is_closer(next)) return false;
  if (after == u->pos + 1) return (next == ',' && peek(s, after + 1) != ',') || next == ';' || next == ':';
  if (u->n_part == 1) return u->part == u->start || nb_is_upper(u->first);
  if (nb_is_lower(next) || nb_is_digit(next)) return u->n_part <= 6;
  if (!nb_is_upper(next)) return looks_short(u, word);
  return looks_short(u, word) || (u->n_part == 2 && nb_is_upper(u->first) && nb_is_lower(u->last)) ||
         IN_LIST(word, titles);
}

/* "onderwijs- en", "Canal+", "Beatrix' zoon", "1.500,-", "o.a." */
static void take_tail(scanner *t, unit *u) {
  nb_str s = t->s;
  size_t after;
  int32_t mark = at(s, u->pos, &after), c = peek(s, after);
  if (mark == '-' && nb_is_letter(u->last)) {
    int32_t next = peek(s, skip_space(s, after));
    if ((nb_is_space(c) && nb_is_lower(next)) || c == ')' || c == ',' || c == '/') u->pos = after;
  } else if (mark == '+' && !is_alnum(c)) {
    u->pos = after;
  } else if (is_apostrophe(mark) && nb_is_space(c)) {
    bool sibilant = u->last == 's' || u->last == 'x' || u->last == 'z';
    if (sibilant && nb_is_upper(u->first) && !t->single_quote && nb_is_letter(peek(s, skip_space(s, after))))
      u->pos = after;
  } else if (mark == ',' && c == '-' && nb_is_digit(u->last) && !is_alnum(peek(s, after + 1)) &&
             peek(s, after + 1) != '-') {
    u->pos = after + 1;
  } else if (mark == '.' && c != '.' && stop_belongs(s, u)) {
    u->pos = after;
  }
}

static nb_token_kind take_unit(scanner *t, size_t body) {
  nb_str s = t->s;
  unit u = {.start = t->pos, .pos = body};
  for (;;) {
    take_run(s, &u);
    size_t after;
    int32_t mark = at(s, u.pos, &after);
    if (u.pos >= s.len || !joins(s, &u, mark, after)) break;
    u.stops = u.stops || (mark == '.' && u.letters);
    u.pos = after;
    if (mark == '-' && is_apostrophe(at(s, u.pos, &after))) u.pos = after;
  }
  take_tail(t, &u);
  t->pos = u.pos;
  return u.letters ? NB_WORD : NB_NUMBER;
}

/* Where a word or number that begins with a mark has its body: 's 't '90 -ie -5. `pos`: it begins with none. */
static size_t marked_body(nb_str s, size_t pos, bool after_space) {
  size_t body, next;
  int32_t mark = at(s, pos, &body), c = at(s, body, &next);
  if (mark == '-') return after_space && (nb_is_lower(c) || nb_is_digit(c)) ? body : pos;
  if (!is_apostrophe(mark) && mark != LOW_APOSTROPHE) return pos;
  size_t n = run_length(s, body, 3);
  nb_str run = nb_str_sub(s, body, body + n);
  int32_t end = peek(s, body + n);
  if (n == 2 && nb_is_digit(c) && nb_is_digit(peek(s, next))) return is_apostrophe(end) ? pos : body;
  static const char *const clitics[] = {"s", "t", "n", "k", "m", "r", "S", "T", "N", "K", "ns", "ie", "er"};
  return (n == 1 || n == 2) && (nb_is_space(end) || end == '-') && IN_LIST(run, clitics) ? body : pos;
}

/* Punctuation */

static size_t mark_end(nb_str s, size_t pos) {
  size_t end, next;
  int32_t mark = at(s, pos, &end), c = at(s, end, &next);
  if (mark == '.' || mark == '-') {
    while (end < s.len && s.ptr[end] == mark) end++;
    return end;
  }
  if (c == mark && (mark == ',' || mark == '\'' || mark == '`')) {
    if (mark == ',' && peek(s, next) == ',') return end; /* a comma and then an opening ,, */
    return next;
  }
  while (c == 0xFE0F || c == 0x200D || (c >= 0x1F3FB && c <= 0x1F3FF)) { /* the parts of one emoji */
    end = next;
    if (c == 0x200D && end < s.len && !nb_is_space(at(s, end, &next))) end = next;
    c = at(s, end, &next);
  }
  return end;
}

static nb_token_kind take_mark(scanner *t, bool after_space) {
  nb_str s = t->s;
  size_t end = mark_end(s, t->pos);
  int32_t mark = peek(s, t->pos);
  if (end - t->pos != 2 && (is_apostrophe(mark) || mark == LOW_APOSTROPHE))
    t->single_quote = after_space || mark == LOW_APOSTROPHE;
  t->pos = end;
  return NB_PUNCT;
}

static nb_token_kind take(scanner *t, bool after_space) {
  size_t end = address_end(t);
  if (end > t->pos) {
    t->pos = end;
    return NB_ADDRESS;
  }
  if (is_alnum(peek(t->s, t->pos))) return take_unit(t, t->pos);
  size_t body = marked_body(t->s, t->pos, after_space);
  return body > t->pos ? take_unit(t, body) : take_mark(t, after_space);
}

/* Writes the tokens where `tokens` is not NULL; returns how many. */
static size_t scan(nb_str text, nb_token *tokens) {
  scanner t = {.s = text};
  const char *hit = text.len ? memchr(text.ptr, '@', text.len) : NULL;
  t.next_at = hit ? (size_t)(hit - text.ptr) : NB_NOT_FOUND;
  size_t n = 0;
  for (size_t last = 0;; n++, last = t.pos) {
    t.pos = skip_space(text, t.pos);
    if (t.pos >= text.len) return n;
    size_t start = t.pos;
    bool space = start > last;
    nb_token_kind kind = take(&t, space || start == 0);
    if (tokens) tokens[n] = (nb_token){kind, space, start, t.pos, nb_str_sub(text, start, t.pos)};
  }
}

nb_status nb_tokenize(nb_context *ctx, nb_arena *arena, nb_str text, nb_token **tokens, size_t *n) {
  size_t count = scan(text, NULL);
  nb_token *items = nb_arena_array(arena, count, sizeof *items);
  if (!items) return nb_fail_memory(ctx);
  scan(text, items);
  *tokens = items;
  *n = count;
  return NB_OK;
}

bool nb_is_quotation_mark(nb_str token) {
  static const char *const marks[] = {
      "\"", "'", "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", NULL};
  return nb_str_in(token, marks);
}
