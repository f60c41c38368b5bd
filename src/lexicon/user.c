#include "lexicon/user.h"

#include "base/map.h"
#include "base/tsv.h"
#include "base/utf8.h"

struct nb_user_glossary {
  nb_arena *arena;
  nb_map *phrases; /* words -> nb_phrase */
  nb_map *longest; /* first word -> number of words */
};

nb_status nb_user_glossary_new(nb_context *ctx, nb_user_glossary **glossary) {
  nb_arena *arena = nb_arena_new();
  nb_user_glossary *g = arena ? nb_arena_alloc(arena, sizeof *g) : NULL;
  if (g) *g = (nb_user_glossary){arena, nb_map_new(arena), nb_map_new(arena)};
  if (!g || !g->phrases || !g->longest) {
    nb_arena_free(arena);
    return nb_fail_memory(ctx);
  }
  *glossary = g;
  return NB_OK;
}

void nb_user_glossary_free(nb_user_glossary *glossary) {
  if (glossary) nb_arena_free(glossary->arena);
}

/* The words of an entry with single spaces between them; ptr NULL: out of memory. */
static nb_str single_spaced(nb_arena *arena, nb_str s, size_t *words) {
  char *out = nb_arena_alloc(arena, s.len + 1);
  if (!out) return (nb_str){NULL, 0};
  size_t len = 0;
  *words = 0;
  nb_str rest = s, word;
  while (nb_str_split(&rest, ' ', &word)) {
    if (word.len == 0) continue;
    if (len) out[len++] = ' ';
    for (size_t i = 0; i < word.len; i++) out[len++] = word.ptr[i];
    ++*words;
  }
  return (nb_str){out, len};
}

static nb_status row(nb_context *ctx, void *user, const nb_tsv_row *r) {
  nb_user_glossary *g = user;
  size_t words, ignored;
  nb_str nl = single_spaced(g->arena, r->field[0], &words), en = single_spaced(g->arena, r->field[1], &ignored);
  if (!nl.ptr || !en.ptr) return nb_fail_memory(ctx);
  if (nl.len == 0) return nb_fail(ctx, NB_DATA, "%s:%zu: no Dutch before the first tab", r->path, r->line);
  if (en.len == 0) return nb_fail(ctx, NB_DATA, "%s:%zu: no English behind the first tab", r->path, r->line);
  nb_phrase *phrase = nb_arena_alloc(g->arena, sizeof *phrase);
  if (!phrase) return nb_fail_memory(ctx);
  *phrase = (nb_phrase){nb_str_capital(nl) ? NB_POS_PROPN : NB_POS_NOUN, en};
  if (r->field[2].len && !nb_pos_of(r->field[2], &phrase->pos))
    return nb_fail(ctx, NB_DATA, "%s:%zu: no part of speech '" NB_STR_FMT "' (ADJ, ADV, NOUN, PROPN, VERB, ...)",
                   r->path, r->line, NB_STR_ARG(r->field[2]));
  void **slot = nb_map_slot(g->phrases, nl);
  if (!slot) return nb_fail_memory(ctx);
  *slot = phrase; /* the last entry of a term counts: a later file can correct an earlier one */
  nb_str rest = nl, first;
  nb_str_split(&rest, ' ', &first);
  if (nb_user_glossary_longest(g, first) >= words) return NB_OK;
  slot = nb_map_slot(g->longest, first);
  if (!slot) return nb_fail_memory(ctx);
  *slot = (void *)words;
  return NB_OK;
}

nb_status nb_user_glossary_load(nb_context *ctx, nb_user_glossary *glossary, const char *path) {
  return nb_tsv_read(ctx, path, glossary->arena, row, glossary);
}

bool nb_user_glossary_find(const nb_user_glossary *glossary, nb_str words, nb_phrase *found) {
  const nb_phrase *phrase = nb_map_get(glossary->phrases, words);
  if (!phrase) return false;
  *found = *phrase;
  return true;
}

size_t nb_user_glossary_longest(const nb_user_glossary *glossary, nb_str first_word) {
  return (size_t)nb_map_get(glossary->longest, first_word);
}
