#include "translate/neural/hint_rules.h"

#include <string.h>

#include "base/utf8.h"

enum {
  NAME_WORDS = 4,    /* longest name looked up */
  TERM_WORDS = 8,    /* longest term of the user */
  SHORTEST_WORD = 3, /* code points */
  COMPOUND = 8,      /* code points of the shortest compound */
  PART = 3,          /* of its first part */
  HEAD = 4,          /* of its last part */
  LONGEST_COMPOUND = 64,
  OUTPUT_CAP = 64 * 1024 * 1024
};

/* A word between white space: marks, core, marks. */
typedef struct piece {
  nb_str text, before, core, after;
} piece;

typedef struct work {
  const nb_hint_tables *tables;
  nb_arena *arena;
  nb_buf *out;
  const piece *pieces;
  size_t n;
  size_t rare;
} work;

static bool one_of(int32_t c, nb_str set) {
  for (size_t pos = 0; pos < set.len;)
    if (nb_utf8_next(set, &pos) == c) return true;
  return false;
}

static int32_t first_char(nb_str s) {
  size_t pos = 0;
  return s.len ? nb_utf8_next(s, &pos) : 0;
}

static int32_t last_char(nb_str s) {
  size_t pos = s.len;
  return s.len ? nb_utf8_prev(s, &pos) : 0;
}

/* --- pieces --- */

static piece piece_of(nb_str text) {
  size_t start = 0, end = text.len;
  for (size_t pos = 0; start < end && !nb_is_word(nb_utf8_next(text, &pos));) start = pos;
  for (size_t pos = end; end > start && !nb_is_word(nb_utf8_prev(text, &pos));) end = pos;
  return (piece){text, nb_str_sub(text, 0, start), nb_str_sub(text, start, end), nb_str_sub(text, end, text.len)};
}

/* The next word of the text from *pos on; empty: none. */
static nb_str next_word(nb_str text, size_t *pos) {
  size_t start = *pos, at = *pos;
  while (at < text.len) {
    size_t here = at;
    bool space = nb_is_space(nb_utf8_next(text, &at));
    if (space && here > start) {
      *pos = here;
      return nb_str_sub(text, start, here);
    }
    if (space) start = at;
  }
  *pos = text.len;
  return nb_str_sub(text, start, text.len);
}

static piece *pieces_of(nb_arena *arena, nb_str text, size_t *n) {
  *n = 0;
  for (size_t pos = 0; next_word(text, &pos).len;) ++*n;
  piece *pieces = nb_arena_array(arena, *n, sizeof *pieces);
  if (!pieces) return NULL;
  size_t pos = 0;
  for (size_t i = 0; i < *n; i++) pieces[i] = piece_of(next_word(text, &pos));
  return pieces;
}

/* The text with a space behind every '<' that could begin a hint's mark, also in the forms that NFKC makes one of: an
 * article must not be able to write hints. */
static nb_str without_marks(nb_arena *arena, nb_str text) {
  enum { FULL_WIDTH_LESS = 0xFF1C, SMALL_LESS = 0xFE64 };
  char *out = nb_arena_alloc(arena, 2 * text.len + 1);
  if (!out) return (nb_str){NULL, 0};
  size_t len = 0;
  bool open = false;
  for (size_t pos = 0; pos < text.len;) {
    size_t start = pos;
    int32_t c = nb_utf8_next(text, &pos);
    if (open && !nb_is_space(c) && !nb_is_digit(c)) out[len++] = ' ';
    memcpy(out + len, text.ptr + start, pos - start);
    len += pos - start;
    open = c == '<' || c == FULL_WIDTH_LESS || c == SMALL_LESS;
  }
  return (nb_str){out, len};
}

/* --- groups of words --- */

static nb_str joined(nb_arena *arena, const nb_str *words, size_t n) {
  if (n == 1) return words[0];
  size_t len = 0;
  for (size_t i = 0; i < n; i++) len += words[i].len + 1;
  char *out = nb_arena_alloc(arena, len);
  if (!out) return (nb_str){NULL, 0};
  len = 0;
  for (size_t i = 0; i < n; i++) {
    if (i) out[len++] = ' ';
    memcpy(out + len, words[i].ptr, words[i].len);
    len += words[i].len;
  }
  return (nb_str){out, len};
}

/* The n words from i on as one, where no mark is between them; ptr NULL else. The marks at both ends are kept or left
 * out. */
static nb_str group(const work *w, size_t i, size_t n, bool before, bool after) {
  nb_str words[TERM_WORDS];
  for (size_t k = 0; k < n; k++) {
    const piece *p = &w->pieces[i + k];
    bool first = k == 0, last = k + 1 == n;
    if ((!first && p->before.len) || (!last && p->after.len)) return (nb_str){NULL, 0};
    const char *start = first && before ? p->text.ptr : p->core.ptr;
    const char *end = last && after ? p->text.ptr + p->text.len : p->core.ptr + p->core.len;
    words[k] = (nb_str){start, (size_t)(end - start)};
  }
  return joined(w->arena, words, n);
}

/* Begins a sentence or a quotation, so that a capital means nothing. */
static bool at_start(const work *w, size_t i) {
  static const nb_str quotes = {"\"'‘’“”„«»‹›(-–", sizeof "\"'‘’“”„«»‹›(-–" - 1};
  return i == 0 || one_of(last_char(w->pieces[i - 1].text), NB_STR(".?!:")) ||
         one_of(first_char(w->pieces[i].text), quotes);
}

static void add_hint(const work *w, nb_str words, nb_str candidates) {
  nb_buf_add(w->out, words);
  nb_str candidate;
  for (size_t n = 0; n < NB_HINT_SHOWN && nb_str_split(&candidates, '|', &candidate); n++) {
    nb_buf_add_c(w->out, n ? " <|> " : " <h> ");
    nb_buf_add(w->out, candidate);
  }
  nb_buf_add_c(w->out, " </h>");
}

/* --- the user's terms --- */

static bool user_term(const work *w, nb_str words, bool start, nb_str *candidates) {
  const nb_hint_tables *t = w->tables;
  if (!words.len) return false;
  if (t->user(t->self, words, candidates)) return true;
  return start && nb_str_capital(words) && t->user(t->self, nb_str_lower(w->arena, words), candidates);
}

/* The longest term from i on; its marks may belong to it ("'s ochtends", "a.s."). Returns its length in words, 0: none.
 */
static size_t user_group(const work *w, size_t i) {
  if (!w->tables->user) return 0;
  for (size_t n = w->n - i < TERM_WORDS ? w->n - i : TERM_WORDS; n >= 1; n--)
    for (unsigned marks = 0; marks < 4; marks++) {
      bool before = !(marks & 1), after = !(marks & 2);
      if ((!before && !w->pieces[i].before.len) || (!after && !w->pieces[i + n - 1].after.len)) continue;
      nb_str words = group(w, i, n, before, after), candidates;
      if (!user_term(w, words, at_start(w, i), &candidates)) continue;
      if (!before) nb_buf_add(w->out, w->pieces[i].before);
      add_hint(w, words, without_marks(w->arena, candidates));
      if (!after) nb_buf_add(w->out, w->pieces[i + n - 1].after);
      return n;
    }
  return 0;
}

/* --- names --- */

/* A word with a capital beside another one, where both are of one name or sentence part. */
static bool beside_capital(const work *w, size_t i) {
  const piece *p = &w->pieces[i];
  bool left = i > 0 && !p->before.len && !p[-1].after.len && nb_str_capital(p[-1].core) && !at_start(w, i - 1);
  bool right = i + 1 < w->n && !p->after.len && !p[1].before.len && nb_str_capital(p[1].core);
  return left || right;
}

static size_t name_group(const work *w, size_t i) {
  const nb_hint_tables *t = w->tables;
  if (!nb_str_capital(w->pieces[i].core)) return 0;
  for (size_t n = w->n - i < NAME_WORDS ? w->n - i : NAME_WORDS; n >= 1; n--) {
    nb_str words = group(w, i, n, false, false), english;
    if (!words.ptr || !t->name(t->self, words, n == 1 && beside_capital(w, i), &english)) continue;
    if (n == 1 && i == 0 && t->count(t->self, nb_str_lower(w->arena, words)) > t->count(t->self, words))
      return 0; /* a capital because the sentence starts there */
    if (t->chooser && !t->chooser->name(t->chooser->self, english)) return 0;
    nb_buf_add(w->out, w->pieces[i].before);
    add_hint(w, words, english);
    nb_buf_add(w->out, w->pieces[i + n - 1].after);
    return n;
  }
  return 0;
}

/* --- words --- */

/* Candidates of a form, as it stands or in lower case. */
static bool entry(const work *w, nb_str form, nb_str lower, nb_str *candidates) {
  const nb_hint_tables *t = w->tables;
  return t->word(t->self, w->arena, form, candidates) || t->word(t->self, w->arena, lower, candidates);
}

static nb_str first_candidate(nb_str candidates) {
  nb_str first;
  return nb_str_split(&candidates, '|', &first) ? first : NB_STR("");
}

/* The form of the part before the head, without its linking sound: "staats" is staat + s, "mensen" is mensen + nothing.
 */
static bool first_part(const work *w, nb_str left, nb_str *form) {
  static const nb_str links[] = {{"", 0}, {"s", 1}, {"en", 2}, {"e", 1}, {"er", 2}};
  const nb_hint_tables *t = w->tables;
  for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
    if (!nb_str_ends(left, links[i])) continue;
    *form = nb_str_sub(left, 0, left.len - links[i].len);
    if (nb_utf8_length(*form) < PART) continue;
    if (t->part(t->self, *form)) return true;
    if (nb_str_eq_c(links[i], "en")) continue;
    *form = nb_arena_printf(w->arena, NB_STR_FMT "en", NB_STR_ARG(*form));
    if (form->ptr && t->part(t->self, *form)) return true;
  }
  return false;
}

/* Two known parts of an unknown compound, a noun last: staat|s|greep. The longest last part wins. */
static bool compound(const work *w, nb_str lower, nb_str *candidates) {
  const nb_hint_tables *t = w->tables;
  size_t starts[LONGEST_COMPOUND], n = 0;
  for (size_t pos = 0; pos < lower.len;) {
    if (n == LONGEST_COMPOUND) return false;
    starts[n++] = pos;
    int32_t c = nb_utf8_next(lower, &pos);
    if (!nb_is_word(c) || !nb_is_letter(c)) return false;
  }
  if (n < COMPOUND) return false;
  for (size_t cut = PART; cut + HEAD <= n; cut++) {
    nb_str head = nb_str_sub(lower, starts[cut], lower.len), left, a, b, second;
    if (t->part(t->self, head) != NB_PART_ANY || !first_part(w, nb_str_sub(lower, 0, starts[cut]), &left)) continue;
    if (!t->first(t->self, w->arena, left, &a) || !t->word(t->self, w->arena, head, &b)) return false;
    nb_str rest = b;
    nb_str_split(&rest, '|', &b);
    bool two = nb_str_split(&rest, '|', &second);
    *candidates = two ? nb_arena_printf(w->arena, NB_STR_FMT " " NB_STR_FMT "|" NB_STR_FMT " " NB_STR_FMT,
                                        NB_STR_ARG(a), NB_STR_ARG(b), NB_STR_ARG(a), NB_STR_ARG(second))
                      : nb_arena_printf(w->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(a), NB_STR_ARG(b));
    return candidates->ptr != NULL;
  }
  return false;
}

static bool has_digit(nb_str s) {
  for (size_t pos = 0; pos < s.len;)
    if (nb_is_digit(nb_utf8_next(s, &pos))) return true;
  return false;
}

static bool looked_up(const work *w, bool rare) {
  const nb_hint_chooser *chooser = w->tables->chooser;
  return chooser ? chooser->word(chooser->self, rare) : rare;
}

static bool word_candidates(const work *w, size_t i, nb_str *candidates) {
  const nb_hint_tables *t = w->tables;
  nb_str word = w->pieces[i].core, ignored;
  if (nb_utf8_length(word) < SHORTEST_WORD || has_digit(word)) return false;
  if (t->sense && t->sense(t->self, word, candidates)) return looked_up(w, true);
  bool capital = nb_str_capital(word) && !at_start(w, i);
  if (capital && !t->word(t->self, w->arena, word, &ignored))
    return false; /* a name, or a word of a name: not what the word means */
  nb_str lower = nb_str_lower(w->arena, word);
  if (!lower.ptr || !looked_up(w, t->count(t->self, lower) < w->rare)) return false;
  if (!entry(w, word, lower, candidates) && !compound(w, lower, candidates)) return false;
  if (nb_str_eq(*candidates, word)) return false;
  return !capital || !nb_str_eq(first_candidate(*candidates), word);
}

static bool word_hint(const work *w, size_t i, nb_str *candidates) {
  const nb_hint_chooser *chooser = w->tables->chooser;
  return word_candidates(w, i, candidates) && (!chooser || chooser->candidates(chooser->self, w->arena, candidates));
}

static size_t one_word(const work *w, size_t i) {
  const piece *p = &w->pieces[i];
  nb_str candidates;
  if (!word_hint(w, i, &candidates)) {
    nb_buf_add(w->out, p->text);
    return 1;
  }
  nb_buf_add(w->out, p->before);
  add_hint(w, p->core, candidates);
  nb_buf_add(w->out, p->after);
  return 1;
}

nb_str nb_hint_core(nb_str word) {
  return piece_of(word).core;
}

nb_status nb_hint_by(nb_context *ctx, const nb_hint_tables *tables, nb_arena *arena, nb_str dutch, size_t rare,
                     nb_str *hinted) {
  nb_buf out;
  nb_buf_init(&out, OUTPUT_CAP);
  work w = {.tables = tables, .arena = arena, .out = &out, .rare = rare};
  nb_str text = without_marks(arena, dutch);
  w.pieces = text.ptr ? pieces_of(arena, text, &w.n) : NULL;
  if (!w.pieces) return nb_fail_memory(ctx);
  for (size_t i = 0; i < w.n && !out.status;) {
    if (i) nb_buf_add_char(&out, ' ');
    size_t used = user_group(&w, i);
    if (!used) used = name_group(&w, i);
    if (!used) used = one_word(&w, i);
    i += used;
  }
  nb_str made = nb_arena_str(arena, nb_buf_str(&out));
  nb_status status =
      out.status == NB_DATA ? nb_fail(ctx, NB_DATA, "a sentence is too long with its hints") : out.status;
  nb_buf_free(&out);
  if (status) return status;
  if (!made.ptr) return nb_fail_memory(ctx);
  *hinted = made;
  return NB_OK;
}
