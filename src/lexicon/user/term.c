#include "lexicon/user/term.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "text/normalizer.h"

/* Names of parts of speech in other programs' files; those of Universal Dependencies are in the lexicon. */
static const struct {
  const char *name;
  nb_pos pos;
} pos_names[] = {
    {"noun", NB_POS_NOUN},         {"n", NB_POS_NOUN},
    {"substantive", NB_POS_NOUN},  {"zelfstandig naamwoord", NB_POS_NOUN},
    {"proper noun", NB_POS_PROPN}, {"propernoun", NB_POS_PROPN},
    {"name", NB_POS_PROPN},        {"naam", NB_POS_PROPN},
    {"verb", NB_POS_VERB},         {"v", NB_POS_VERB},
    {"werkwoord", NB_POS_VERB},    {"adjective", NB_POS_ADJ},
    {"adj", NB_POS_ADJ},           {"bijvoeglijk naamwoord", NB_POS_ADJ},
    {"adverb", NB_POS_ADV},        {"adv", NB_POS_ADV},
    {"bijwoord", NB_POS_ADV},      {"preposition", NB_POS_ADP},
    {"voorzetsel", NB_POS_ADP},    {"numeral", NB_POS_NUM},
    {"pronoun", NB_POS_PRON},      {"interjection", NB_POS_INTJ},
    {"determiner", NB_POS_DET},    {"conjunction", NB_POS_CCONJ},
    {"particle", NB_POS_PART},
};

bool nb_term_pos(nb_str name, nb_pos *pos) {
  for (size_t i = 0; i < sizeof pos_names / sizeof *pos_names; i++) {
    if (!nb_str_eq_nocase(name, nb_str_of(pos_names[i].name))) continue;
    *pos = pos_names[i].pos;
    return true;
  }
  char upper[8];
  if (name.len >= sizeof upper) return false;
  for (size_t i = 0; i < name.len; i++)
    upper[i] = name.ptr[i] >= 'a' && name.ptr[i] <= 'z' ? (char)(name.ptr[i] - 'a' + 'A') : name.ptr[i];
  return nb_pos_of((nb_str){upper, name.len}, pos) && *pos != NB_POS_X;
}

/* White space of any kind as single spaces, none at the ends; ptr NULL: out of memory. */
static nb_str tidy(nb_arena *arena, nb_str s) {
  char *out = nb_arena_alloc(arena, s.len + 1);
  if (!out) return (nb_str){NULL, 0};
  size_t len = 0;
  bool space = false;
  for (size_t pos = 0; pos < s.len;) {
    size_t start = pos;
    int32_t c = nb_utf8_next(s, &pos);
    if (nb_is_space(c)) {
      space = len > 0;
      continue;
    }
    if (space) out[len++] = ' ';
    space = false;
    memcpy(out + len, s.ptr + start, pos - start);
    len += pos - start;
  }
  return (nb_str){out, len};
}

static size_t words(nb_str s) {
  size_t n = s.len > 0;
  for (size_t i = 0; i < s.len; i++) n += s.ptr[i] == ' ';
  return n;
}

/* Also those that turn the direction of a line, and what XML cannot hold. */
static bool has_control(nb_str s) {
  static const struct {
    int32_t first, last;
  } controls[] = {{0, 0x1F}, {0x7F, 0x9F}, {0x202A, 0x202E}, {0x2066, 0x2069}, {0xFFFE, 0xFFFF}};
  for (size_t pos = 0; pos < s.len;) {
    int32_t c = nb_utf8_next(s, &pos);
    for (size_t i = 0; i < sizeof controls / sizeof *controls; i++)
      if (c >= controls[i].first && c <= controls[i].last) return true;
  }
  return false;
}

static bool has_word(nb_str s) {
  for (size_t pos = 0; pos < s.len;)
    if (nb_is_word(nb_utf8_next(s, &pos))) return true;
  return false;
}

static const char *problem(const nb_term *t, nb_str pos) {
  const nb_str fields[] = {t->nl, t->en, t->note, pos};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (!nb_utf8_valid(fields[i])) return "not UTF-8";
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (has_control(fields[i])) return "a control character";
  if (!t->nl.len) return "no Dutch";
  if (!t->en.len && !t->keep) return "no English";
  if (t->nl.len > NB_TERM_BYTES || t->en.len > NB_TERM_BYTES) return "longer than 500 bytes";
  if (words(t->nl) > NB_TERM_WORDS) return "more than 8 Dutch words";
  if (!has_word(t->nl)) return "no word in the Dutch";
  if (nb_str_starts(t->nl, NB_STR("# ")) || nb_str_eq_c(t->nl, "#")) return "'#' makes it a comment";
  if (nb_str_find(t->en, NB_STR("|"), 0) != NB_NOT_FOUND) return "'|' in the English: one translation only";
  return NULL;
}

nb_status nb_terms_add(nb_context *ctx, nb_arena *arena, nb_terms *terms, const nb_term *term, nb_str pos) {
  if (!nb_arena_grow(arena, &terms->items, &terms->cap, terms->n + 1, sizeof *terms->items)) return nb_fail_memory(ctx);
  nb_term *t = &terms->items[terms->n];
  *t = *term;
  t->nl = tidy(arena, term->nl);
  t->en = tidy(arena, term->en);
  t->note = tidy(arena, term->note);
  pos = nb_str_trim(pos);
  const char *wrong = problem(t, pos);
  if (!t->problem.len) t->problem = nb_str_of(wrong);
  if (!t->problem.len && pos.len && !nb_term_pos(pos, &t->pos))
    t->problem = nb_arena_printf(arena, "no part of speech '%.*s' (ADJ, ADV, NOUN, PROPN, VERB, ...)",
                                 pos.len < 40 ? (int)pos.len : 40, pos.ptr);
  if (!t->nl.ptr || !t->en.ptr || !t->note.ptr || !t->problem.ptr) return nb_fail_memory(ctx);
  terms->n++;
  return NB_OK;
}

nb_status nb_term_key(nb_context *ctx, nb_arena *arena, nb_str nl, nb_str *key) {
  return nb_normalize_text(ctx, arena, nl, key);
}

bool nb_term_same(const nb_term *a, const nb_term *b) {
  return a->keep == b->keep && nb_str_eq(a->en, b->en);
}

struct nb_term_set {
  nb_arena *arena;
  nb_map *map; /* "NOUN kabinet" -> nb_term */
};

nb_term_set *nb_term_set_new(nb_arena *arena) {
  nb_term_set *set = nb_arena_alloc(arena, sizeof *set);
  if (!set) return NULL;
  *set = (nb_term_set){arena, nb_map_new(arena)};
  return set->map ? set : NULL;
}

nb_status nb_term_set_add(nb_context *ctx, nb_term_set *set, const nb_term *term, const nb_term **before) {
  nb_str nl;
  nb_status status = nb_term_key(ctx, set->arena, term->nl, &nl);
  if (status) return status;
  nb_str key = nb_arena_printf(set->arena, "%s " NB_STR_FMT, nb_pos_name(term->pos), NB_STR_ARG(nl));
  void **slot = key.ptr ? nb_map_slot(set->map, key) : NULL;
  if (!slot) return nb_fail_memory(ctx);
  *before = *slot;
  if (!*slot) *slot = (void *)(size_t)term;
  return NB_OK;
}
