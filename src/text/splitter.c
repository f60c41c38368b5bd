/* One pass over the text. At every mark that may end a sentence: what stands before it (a word, a number, initials, an
 * abbreviation), which quotes and brackets close after it, and how the next word begins. */
#include "text/splitter.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/tsv.h"
#include "base/utf8.h"

enum { WORD_CAP = 48, OPENERS_CAP = 8, LABEL_DIGITS = 3, SENTENCE_CAP = 16 * 1024 };
enum {
  LEFT_SINGLE = 0x2018,
  RIGHT_SINGLE = 0x2019,
  LEFT_DOUBLE = 0x201C,
  RIGHT_DOUBLE = 0x201D,
  ELLIPSIS = 0x2026,
  LOW_DOUBLE = 0x201E
};

/* What a full stop after a word means; the names are those of abbreviations.tsv. */
typedef enum stop_class { NOT_LISTED, TITLE, BEFORE, NUMBER, END } stop_class;
static const char *const class_names[] = {"", "title", "before", "number", "end"};

typedef enum starter_kind { NO_STARTER, STARTER, NAME_STARTER } starter_kind;
static const char *const starter_names[] = {"", "start", "name"};

struct nb_splitter {
  nb_arena *arena;
  nb_map *abbreviations; /* "d.w.z" to its stop_class */
  nb_map *starters;      /* "de" to its starter_kind */
};

/* The tables */

typedef struct table {
  nb_map *map;
  const char *const *names;
  size_t n_names;
} table;

static nb_status add_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  table *t = user;
  size_t kind = 1;
  while (kind < t->n_names && !nb_str_eq_c(row->field[1], t->names[kind])) kind++;
  if (kind == t->n_names || row->field[0].len == 0)
    return nb_fail(ctx, NB_DATA, "%s:%zu: unknown kind \"" NB_STR_FMT "\"", row->path, row->line,
                   NB_STR_ARG(row->field[1]));
  void **slot = nb_map_slot(t->map, row->field[0]);
  if (!slot) return nb_fail_memory(ctx);
  *slot = (void *)(uintptr_t)kind;
  return NB_OK;
}

static nb_status read_table(nb_context *ctx, nb_arena *arena, const char *name, table t) {
  nb_buf path;
  nb_buf_init(&path, 4096);
  nb_status status = nb_data_path(ctx, name, &path);
  if (!status) status = nb_tsv_read(ctx, path.ptr, arena, add_row, &t);
  nb_buf_free(&path);
  return status;
}

nb_status nb_splitter_new(nb_context *ctx, nb_splitter **splitter) {
  nb_splitter *s = calloc(1, sizeof *s);
  if (!s) return nb_fail_memory(ctx);
  s->arena = nb_arena_new();
  s->abbreviations = s->arena ? nb_map_new(s->arena) : NULL;
  s->starters = s->arena ? nb_map_new(s->arena) : NULL;
  nb_status status = s->abbreviations && s->starters ? NB_OK : nb_fail_memory(ctx);
  if (!status) status = read_table(ctx, s->arena, "abbreviations.tsv", (table){s->abbreviations, class_names, 5});
  if (!status) status = read_table(ctx, s->arena, "starters.tsv", (table){s->starters, starter_names, 3});
  if (status) {
    nb_splitter_free(s);
    return status;
  }
  *splitter = s;
  return NB_OK;
}

void nb_splitter_free(nb_splitter *splitter) {
  if (!splitter) return;
  nb_arena_free(splitter->arena);
  free(splitter);
}

/* Looking around */

static int32_t at(nb_str s, size_t pos, size_t *next) {
  *next = pos;
  return pos < s.len ? nb_utf8_next(s, next) : 0;
}

static int32_t peek(nb_str s, size_t pos) {
  size_t next;
  return at(s, pos, &next);
}

static int32_t before(nb_str s, size_t pos) {
  return pos > 0 ? nb_utf8_prev(s, &pos) : 0;
}

static size_t skip_space(nb_str s, size_t pos) {
  for (size_t next; pos < s.len && nb_is_space(at(s, pos, &next)); pos = next) continue;
  return pos;
}

static bool two(nb_str s, size_t pos, char mark) {
  return s.len - pos >= 2 && s.ptr[pos] == mark && s.ptr[pos + 1] == mark;
}

static bool is_apostrophe(int32_t c) {
  return c == '\'' || c == LEFT_SINGLE || c == RIGHT_SINGLE;
}

static bool is_closing_quote(int32_t c) {
  return c == '"' || c == '\'' || c == RIGHT_SINGLE || c == RIGHT_DOUBLE || c == 0xBB || c == 0x203A;
}

static bool is_opening_quote(int32_t c) {
  return c == '"' || c == '\'' || (c >= LEFT_SINGLE && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039 ||
         c == '`';
}

static bool is_opener(int32_t c) {
  return is_opening_quote(c) || c == '(' || c == '[';
}

static bool is_dash(int32_t c) {
  return c == '-' || (c >= 0x2012 && c <= 0x2015);
}

static bool is_bullet(int32_t c) {
  return c == '*' || c == 0x2022 || c == 0xB7 || c == 0x25CF || c == 0x25AA || c == 0x2023;
}

static size_t word_end(nb_str s, size_t pos) {
  for (size_t next; pos < s.len; pos = next) {
    int32_t c = at(s, pos, &next);
    bool inner = (c == '\'' || c == RIGHT_SINGLE) && nb_is_letter(peek(s, next));
    if (!nb_is_letter(c) && !inner) break;
  }
  return pos;
}

/* The word that ends at `end`, with its inner stops, hyphens and strokes. */
static nb_str word_before(nb_str s, size_t end) {
  size_t start = end;
  while (start > 0 && end - start < WORD_CAP) {
    size_t previous = start;
    int32_t c = nb_utf8_prev(s, &previous);
    if (!nb_is_letter(c) && !nb_is_digit(c) && c != '.' && c != '-' && c != '/' && c != '\'' && c != RIGHT_SINGLE &&
        c != '&')
      break;
    start = previous;
  }
  while (start < end && strchr(".-/'&", s.ptr[start])) start++;
  return nb_str_sub(s, start, end);
}

/* Lower case in `room`, which has WORD_CAP bytes; a word too long for it is in no table. */
static nb_str folded(nb_str word, size_t letters, char *room) {
  nb_buf buf;
  if (word.len > WORD_CAP / 2) return NB_STR("");
  nb_buf_init(&buf, WORD_CAP);
  for (size_t pos = 0, n = 0; pos < word.len; n++) {
    int32_t c = nb_utf8_next(word, &pos);
    nb_utf8_add(&buf, c == RIGHT_SINGLE ? '\'' : n < letters ? nb_to_lower(c) : c);
  }
  size_t len = buf.status ? 0 : buf.len;
  memcpy(room, buf.ptr, len);
  nb_buf_free(&buf);
  return (nb_str){room, len};
}

/* What stands before a full stop */

typedef struct stop_word {
  nb_str word;
  stop_class class;
  bool initials; /* "J", "N.W", "Th": before a name, or the name of something */
  bool number;
} stop_word;

/* Upper-case letters with stops: "J.R.R", "Th.Ch", "S.P"; no part longer than three letters. */
static bool is_initials(nb_str word) {
  size_t letters = 0;
  for (size_t pos = 0; pos < word.len;) {
    int32_t c = nb_utf8_next(word, &pos);
    if (c == '.' || c == '-') {
      if (letters == 0) return false;
      letters = 0;
      continue;
    }
    if (letters == 0 ? !nb_is_upper(c) : !nb_is_lower(c) && !(letters == 1 && c == 'J')) return false;
    if (++letters > 3) return false;
  }
  return letters > 0 && (memchr(word.ptr, '.', word.len) || nb_utf8_length(word) == 1);
}

static bool has_vowel(nb_str word) {
  for (size_t pos = 0; pos < word.len;) {
    int32_t c = nb_to_lower(nb_utf8_next(word, &pos));
    if (c >= 0x80 || strchr("aeiouy", (int)c)) return true;
  }
  return false;
}

/* Not in the table, yet no word either: "m.b.x", "Fr". In lower case "tv" and "mkb" are words. */
static bool looks_abbreviated(nb_str word) {
  size_t letters = 0, parts = 1, pos = 0;
  bool single = false, capitals = false;
  for (size_t in_part = 0; pos < word.len; letters++) {
    int32_t c = nb_utf8_next(word, &pos);
    if (c == '.') {
      single = single || in_part == 1;
      parts++;
      in_part = 0;
      continue;
    }
    if (!nb_is_letter(c)) return false;
    capitals = capitals || (in_part > 0 && nb_is_upper(c));
    if (++in_part > 4) return false;
  }
  return parts > 1 ? single : letters <= 4 && !capitals && nb_str_capital(word) && !has_vowel(word);
}

static bool is_number(nb_str word) {
  for (size_t i = 0; i < word.len; i++)
    if (!strchr("0123456789.-/", word.ptr[i]) || !word.ptr[i]) return false;
  return word.len > 0;
}

/* In capitals a word is no abbreviation ("in de VS."), but with inner stops it is ("N.V."). */
static stop_class listed(const nb_splitter *splitter, nb_str word) {
  char room[WORD_CAP];
  bool stops = word.len && memchr(word.ptr, '.', word.len);
  stop_class class =
      (stop_class)(uintptr_t)nb_map_get(splitter->abbreviations, folded(word, stops ? WORD_CAP : 1, room));
  if (class) return class;
  for (size_t i = word.len; i > 0; i--)
    if (word.ptr[i - 1] == '-') return i < word.len ? listed(splitter, nb_str_sub(word, i, word.len)) : NOT_LISTED;
  return NOT_LISTED;
}

static stop_word look_before(const nb_splitter *splitter, nb_str s, size_t stop) {
  stop_word w = {.word = word_before(s, stop)};
  w.number = is_number(w.word);
  if (w.number || w.word.len == 0) return w;
  w.initials = is_initials(w.word);
  w.class = listed(splitter, w.word);
  if (w.class == NOT_LISTED && !w.initials && looks_abbreviated(w.word)) w.class = NUMBER;
  return w;
}

/* What stands after it */

typedef enum opening { NOTHING, LOWER, CAPITAL, DIGIT, CLITIC, DOTS, OTHER } opening;

typedef struct next_word {
  opening opening;
  size_t pos; /* of the word itself, after quotes and brackets */
  bool quoted;
} next_word;

/* 's Avonds, 't Is: a lower-case start that is followed by the word that carries the capital. */
static bool is_clitic(nb_str s, size_t pos, size_t *after) {
  size_t letter, end;
  if (!is_apostrophe(at(s, pos, &letter))) return false;
  int32_t c = at(s, letter, &end);
  if (c > 0x7F || !c || !strchr("stnkm", (int)c)) return false;
  *after = skip_space(s, end);
  return (*after > end || is_dash(peek(s, end))) && nb_is_letter(peek(s, is_dash(peek(s, end)) ? end + 1 : *after));
}

static opening opening_of(nb_str s, size_t pos) {
  size_t next;
  int32_t c = at(s, pos, &next);
  if (c == 0) return NOTHING;
  if (nb_is_digit(c) || c == 0x20AC || c == '$' || c == 0xA3) return DIGIT;
  if (nb_is_lower(c)) return nb_is_upper(peek(s, next)) ? CAPITAL : LOWER; /* iPhone */
  if (nb_is_letter(c) || c == '@' || c == '#') return CAPITAL;
  if (c == ELLIPSIS || two(s, pos, '.')) {
    while (c == '.' || c == ELLIPSIS) c = at(s, pos = next, &next);
    return nb_is_letter(c) ? DOTS : OTHER;
  }
  return OTHER;
}

static next_word look_after(nb_str s, size_t pos) {
  next_word n = {.pos = pos};
  size_t next;
  int32_t c = at(s, pos, &next);
  if ((is_dash(c) || is_bullet(c)) && nb_is_space(peek(s, next))) n.pos = skip_space(s, next);
  for (size_t i = 0; i < OPENERS_CAP; i++) {
    size_t after;
    if (is_clitic(s, n.pos, &after)) {
      n.opening = CLITIC;
      return n;
    }
    c = at(s, n.pos, &next);
    if (two(s, n.pos, ','))
      next = skip_space(s, n.pos + 2);
    else if (!is_opener(c))
      break;
    n.quoted = n.quoted || is_opening_quote(c) || c == ',';
    n.pos = next;
  }
  n.opening = opening_of(s, n.pos);
  return n;
}

static starter_kind starter_at(const nb_splitter *splitter, nb_str s, size_t pos, size_t *end) {
  char room[WORD_CAP];
  *end = word_end(s, pos);
  return (starter_kind)(uintptr_t)nb_map_get(splitter->starters, folded(nb_str_sub(s, pos, *end), WORD_CAP, room));
}

/* A closed-class word begins the sentence. `name`: a name may follow here, and "De Vries" and "Van der Laan" are names.
 */
static bool clearly_begins(const nb_splitter *splitter, nb_str s, next_word n, bool name) {
  size_t end, unused;
  if (n.opening == CLITIC) return !name && is_clitic(s, n.pos, &end) && nb_is_upper(peek(s, end));
  if (n.opening != CAPITAL) return false;
  starter_kind kind = starter_at(splitter, s, n.pos, &end);
  if (kind != NAME_STARTER || !name) return kind != NO_STARTER;
  size_t second = skip_space(s, end);
  if (!nb_is_lower(peek(s, second))) return false;
  return starter_at(splitter, s, second, &unused) != NAME_STARTER;
}

/* The decision */

typedef struct mark {
  size_t start, end; /* of the marks */
  size_t closed;     /* after the quotes and brackets that close behind them */
  bool strong;       /* has ! or ? */
  bool dots;         /* ellipsis */
  bool quote, bracket;
} mark;

static bool is_mark(int32_t c) {
  return c == '.' || c == '!' || c == '?' || c == ELLIPSIS || c == 0x203D || c == 0x2047 || c == 0x2048 || c == 0x2049;
}

static size_t reference_end(nb_str s, size_t pos) {
  size_t end = pos + 1;
  if (pos >= s.len || s.ptr[pos] != '[') return pos;
  while (end < s.len && s.ptr[end] >= '0' && s.ptr[end] <= '9' && end - pos <= LABEL_DIGITS) end++;
  return end > pos + 1 && end < s.len && s.ptr[end] == ']' ? end + 1 : pos;
}

static bool space_or_end(nb_str s, size_t pos) {
  return pos >= s.len || nb_is_space(peek(s, pos));
}

/* A quote set apart by a space that still closes: alleen. ''  */
static size_t spaced_closer(nb_str s, size_t pos) {
  size_t quote = pos + 1, end;
  if (pos >= s.len || s.ptr[pos] != ' ' || !is_closing_quote(at(s, quote, &end))) return pos;
  if (two(s, quote, '\'')) end = quote + 2;
  return space_or_end(s, end) ? end : pos;
}

/* One closing quote, also << and those that open elsewhere: »Nee.« */
static size_t quote_end(nb_str s, size_t pos) {
  size_t end;
  int32_t c = at(s, pos, &end);
  if (is_closing_quote(c)) return end;
  if (two(s, pos, '<') || two(s, pos, '>')) return pos + 2;
  return (c == 0xAB || c == 0x2039 || c == LEFT_DOUBLE || c == LEFT_SINGLE) && space_or_end(s, end) ? end : pos;
}

static void take_closers(nb_str s, mark *m) {
  m->closed = m->end;
  for (size_t next; m->closed < s.len; m->closed = next) {
    bool bracket = s.ptr[m->closed] == ')' || s.ptr[m->closed] == ']';
    next = bracket ? m->closed + 1 : quote_end(s, m->closed);
    if (next == m->closed) break;
    m->bracket = m->bracket || bracket;
    m->quote = m->quote || !bracket;
  }
  m->closed = reference_end(s, m->closed);
  size_t spaced = spaced_closer(s, m->closed);
  m->quote = m->quote || spaced > m->closed;
  m->closed = spaced;
}

static mark read_mark(nb_str s, size_t pos) {
  mark m = {.start = pos, .end = pos};
  size_t stops = 0;
  for (size_t next; m.end < s.len; m.end = next) {
    int32_t c = at(s, m.end, &next);
    if (!is_mark(c)) break;
    stops += c == '.';
    m.dots = m.dots || c == ELLIPSIS;
    m.strong = m.strong || (c != '.' && c != ELLIPSIS);
  }
  m.dots = m.dots || stops > 1;
  take_closers(s, &m);
  return m;
}

typedef struct cut {
  const nb_splitter *splitter;
  nb_str s;
  size_t start; /* of the sentence under way */
} cut;

/* "1." and "a." before an item of a list */
static bool is_label(const cut *c, nb_str word) {
  return word.ptr == c->s.ptr + c->start && word.len <= LABEL_DIGITS;
}

static bool stop_ends(const cut *c, const mark *m, next_word n) {
  stop_word w = look_before(c->splitter, c->s, m->start);
  bool first = w.word.ptr == c->s.ptr + c->start;
  if (w.number) return !(first && is_label(c, w.word)) && n.opening != LOWER;
  if (w.class == NOT_LISTED && !w.initials) return n.opening != LOWER;
  if (first) return false;
  if (m->quote) return n.opening == CAPITAL || n.opening == CLITIC;
  if (w.initials) return w.class != TITLE && clearly_begins(c->splitter, c->s, n, true);
  switch (w.class) {
    case TITLE:
      return clearly_begins(c->splitter, c->s, n, true);
    case NUMBER:
      return clearly_begins(c->splitter, c->s, n, false);
    case END:
      return n.opening == CAPITAL || (n.opening == CLITIC && clearly_begins(c->splitter, c->s, n, false));
    default:
      return false;
  }
}

/* "(!)" and "(...)" comment on a word; "Wie?)" ends a sentence only where the next clearly begins. */
static bool bracket_ends(const cut *c, const mark *m, next_word n) {
  int32_t open = before(c->s, m->start);
  if (open == '(' || open == '[') return false;
  if (!m->strong) return true;
  return c->s.ptr[c->start] == '(' || clearly_begins(c->splitter, c->s, n, false);
}

static bool dots_end(const cut *c, const mark *m, next_word n) {
  bool apart = m->start > 0 && nb_is_space(before(c->s, m->start));
  if (n.opening == CLITIC) return clearly_begins(c->splitter, c->s, n, false);
  if (n.opening != CAPITAL) return false;
  return !apart || m->quote || clearly_begins(c->splitter, c->s, n, false);
}

/* Without a space behind the mark: gedaan.Het; 'houden.''Theo'; gedaan.,,Het */
static bool glued_end(const cut *c, const mark *m, next_word n) {
  nb_str s = c->s;
  if (n.opening != CAPITAL || m->bracket || nb_is_digit(before(s, m->start))) return false;
  if (m->quote && (two(s, m->end, '\'') || before(s, m->closed) == RIGHT_DOUBLE)) return true;
  int32_t open = peek(s, m->closed);
  if (two(s, m->closed, ',') || open == LOW_DOUBLE || open == LEFT_DOUBLE || open == LEFT_SINGLE) return true;
  nb_str word = word_before(s, m->start);
  return !m->quote && !n.quoted && nb_utf8_length(word) > 2 && !memchr(word.ptr, '.', word.len) &&
         listed(c->splitter, word) == NOT_LISTED && clearly_begins(c->splitter, s, n, true);
}

static bool ends_here(const cut *c, const mark *m) {
  size_t next = skip_space(c->s, m->closed);
  if (next >= c->s.len) return true;
  next_word n = look_after(c->s, next);
  if (n.opening == NOTHING || n.opening == LOWER) return false;
  if (n.opening == OTHER && nb_is_punct(peek(c->s, n.pos)) && peek(c->s, n.pos) < 0x2190) return false;
  if (next == m->closed) return glued_end(c, m, n);
  if (m->bracket && !bracket_ends(c, m, n)) return false;
  if (m->strong) return true;
  return m->dots ? dots_end(c, m, n) : stop_ends(c, m, n);
}

/* A line end followed by another, or by the bullet or number of a list item. */
static bool line_ends(nb_str s, size_t pos) {
  size_t next = pos + 1, after;
  while (next < s.len && (s.ptr[next] == ' ' || s.ptr[next] == '\t' || s.ptr[next] == '\r')) next++;
  int32_t c = at(s, next, &after);
  if (c == '\n') return true;
  if (is_bullet(c) || is_dash(c)) return nb_is_space(peek(s, after)) && peek(s, after) != '\n';
  size_t digits = next;
  while (digits < s.len && s.ptr[digits] >= '0' && s.ptr[digits] <= '9' && digits - next < LABEL_DIGITS) digits++;
  return digits > next && digits + 1 < s.len && (s.ptr[digits] == '.' || s.ptr[digits] == ')') &&
         s.ptr[digits + 1] == ' ';
}

typedef struct spans {
  nb_arena *arena;
  nb_span *items;
  size_t n, cap;
} spans;

static bool add_span(spans *out, nb_str s, size_t start, size_t end) {
  while (end > start && nb_is_space(before(nb_str_sub(s, start, end), end - start))) {
    size_t length = end - start;
    nb_utf8_prev(nb_str_sub(s, start, end), &length);
    end = start + length;
  }
  if (end == start) return true;
  if (!nb_arena_grow(out->arena, &out->items, &out->cap, out->n + 1, sizeof *out->items)) return false;
  out->items[out->n++] = (nb_span){start, end};
  return true;
}

/* The end of the sentence that begins at c->start. What goes on for ever ends at white space past the cap. */
static size_t sentence_end(const cut *c) {
  nb_str s = c->s;
  for (size_t pos = c->start, next; pos < s.len; pos = next) {
    int32_t here = at(s, pos, &next);
    if (here == '\n' && line_ends(s, pos)) return pos;
    if (pos - c->start > SENTENCE_CAP && nb_is_space(here)) return pos;
    if (!is_mark(here)) continue;
    mark m = read_mark(s, pos);
    if (ends_here(c, &m)) return m.closed;
    next = m.closed;
  }
  return s.len;
}

nb_status nb_split(nb_context *ctx, const nb_splitter *splitter, nb_arena *arena, nb_str text, nb_span **result,
                   size_t *n) {
  spans out = {.arena = arena};
  cut c = {splitter, text, skip_space(text, 0)};
  while (c.start < text.len) {
    size_t end = sentence_end(&c);
    if (!add_span(&out, text, c.start, end)) return nb_fail_memory(ctx);
    c.start = skip_space(text, end);
  }
  *result = out.items;
  *n = out.n;
  return NB_OK;
}
