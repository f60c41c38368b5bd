/* Units in English order to a sentence: spaces, capitals, marks. */
#include <string.h>

#include "base/utf8.h"
#include "translate/glossary/unit.h"

enum { SENTENCE_CAP = 16 * 1024 * 1024 };

typedef enum glue { APART, TO_LEFT, TO_RIGHT, QUOTE, AS_IN_DUTCH } glue;

static const struct {
  const char *mark;
  glue glue;
} marks[] = {
    {",", TO_LEFT},
    {".", TO_LEFT},
    {";", TO_LEFT},
    {":", TO_LEFT},
    {"?", TO_LEFT},
    {"!", TO_LEFT},
    {")", TO_LEFT},
    {"]", TO_LEFT},
    {"%", TO_LEFT},
    {"...", TO_LEFT},
    {"(", TO_RIGHT},
    {"[", TO_RIGHT},
    {"\xE2\x82\xAC", TO_RIGHT},
    {"$", TO_RIGHT},
    {"\xC2\xA3", TO_RIGHT},
    {"\"", QUOTE},
    {"'", QUOTE},
    {"/", AS_IN_DUTCH},
    {"-", AS_IN_DUTCH},
    {"\xE2\x80\xA6", TO_LEFT},
    {"\xE2\x80\x93", AS_IN_DUTCH},
    {"\xC2\xB0", TO_LEFT},
    {"&", AS_IN_DUTCH},
    {"+", AS_IN_DUTCH},
};

static glue glue_of(const nb_unit *u) {
  if (u->pos != NB_POS_PUNCT) return APART;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (nb_str_eq_c(u->english, marks[i].mark)) return marks[i].glue;
  return AS_IN_DUTCH;
}

static bool silent(const nb_unit *u) {
  return u->dropped || u->english.len == 0;
}

/* Behind an opening quotation mark, a colon or a bar the English has a capital where the Dutch has one. */
static bool capital_behind(const nb_units *units, const nb_unit *mark) {
  const nb_unit *next = mark + 1;
  return next < units->items + units->n && nb_str_capital(next->nl);
}

/* English capitals: the first word, and what has one by itself. A Dutch capital at a start is not carried to another
 * place. */
static bool add_word(nb_buf *out, nb_arena *arena, const nb_unit *u, bool first) {
  nb_str text = u->english;
  if (u->origin == NB_FROM_NOTHING) nb_buf_add_char(out, '*');
  if (first && u->pos != NB_POS_PUNCT) text = nb_str_capitalise(arena, text);
  if (!text.ptr) return false;
  return nb_buf_add(out, text) == NB_OK;
}

/* Where nothing but marks follows. */
static size_t words_end(const nb_units *units) {
  size_t end = units->n_order;
  while (end > 0 && (units->order[end - 1]->dropped || units->order[end - 1]->pos == NB_POS_PUNCT)) end--;
  return end;
}

/* Whether a quotation mark opens. The Dutch spacing says so; where it does not, marks open and close in turn, and one
 * with no word behind it closes. */
static bool opens(const nb_units *units, size_t i, size_t end, bool open) {
  if (i >= end) return false;
  size_t k = i + 1;
  while (units->order[k]->dropped) k++; /* a word is behind it */
  const nb_unit *u = units->order[i], *next = units->order[k];
  bool apart_left = u->space_before || i == 0, apart_right = next->space_before || next->pos == NB_POS_PUNCT;
  return apart_left == apart_right ? !open : apart_left;
}

nb_status nb_generate(const nb_work *work, const nb_units *units, bool heading, nb_str *english) {
  (void)heading;
  nb_buf out;
  nb_buf_init(&out, SENTENCE_CAP);
  bool first = true, glued = true, in_single = false, in_double = false, good = true;
  const size_t end = words_end(units);
  for (size_t i = 0; i < units->n_order && good; i++) {
    const nb_unit *u = units->order[i];
    if (silent(u)) continue;
    if (nb_str_eq_c(u->english, ".") && u->pos == NB_POS_PUNCT && out.len && out.ptr[out.len - 1] == '.')
      continue; /* "Cevdet Y." */
    glue g = glue_of(u);
    bool *open = g == QUOTE && u->english.ptr[0] == '\'' ? &in_single : &in_double;
    bool opening = g == QUOTE && opens(units, i, end, *open);
    bool left = g == TO_LEFT || (g == QUOTE && !opening) || (g == AS_IN_DUTCH && !u->space_before);
    if (out.len && !glued && !left) nb_buf_add_char(&out, ' ');
    good = add_word(&out, work->arena, u, first && out.status == NB_OK);
    if (u->pos != NB_POS_PUNCT) first = false;
    if (g == QUOTE) *open = opening;
    bool next_close = false;
    for (size_t k = i + 1; g == AS_IN_DUTCH && k < units->n_order; k++)
      if (!silent(units->order[k])) {
        next_close = !units->order[k]->space_before;
        break;
      }
    glued = g == TO_RIGHT || opening || (g == AS_IN_DUTCH && next_close);
    bool bar = u->pos == NB_POS_PUNCT && (nb_str_eq_c(u->nl, "|") || nb_str_eq_c(u->nl, ":"));
    if ((opening || bar) && capital_behind(units, u)) first = true;
    if (g == TO_LEFT && (nb_str_eq_c(u->english, "?") || nb_str_eq_c(u->english, "!") || nb_str_eq_c(u->english, ".")))
      first = true;
  }
  *english = out.status ? (nb_str){NULL, 0} : nb_arena_str(work->arena, nb_buf_str(&out));
  nb_buf_free(&out);
  return english->ptr ? NB_OK : nb_fail_memory(work->ctx);
}
