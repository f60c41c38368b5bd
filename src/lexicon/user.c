#include "lexicon/user.h"

#include "base/map.h"
#include "lexicon/user/read.h"
#include "text/tokenizer.h"

/* Entries with the same Dutch, those for any part of speech last. */
typedef struct entry {
  nb_user_term term;
  struct entry *next;
} entry;

struct nb_user_glossary {
  nb_arena *arena;
  nb_map *entries; /* words -> entry */
  nb_map *longest; /* first token -> number of tokens */
};

nb_status nb_user_glossary_new(nb_context *ctx, nb_user_glossary **glossary) {
  nb_arena *arena = nb_arena_new();
  nb_user_glossary *g = arena ? nb_arena_alloc(arena, sizeof *g) : NULL;
  if (g) *g = (nb_user_glossary){arena, nb_map_new(arena), nb_map_new(arena)};
  if (!g || !g->entries || !g->longest) {
    nb_arena_free(arena);
    return nb_fail_memory(ctx);
  }
  *glossary = g;
  return NB_OK;
}

void nb_user_glossary_free(nb_user_glossary *glossary) {
  if (glossary) nb_arena_free(glossary->arena);
}

static nb_status note_length(nb_context *ctx, nb_user_glossary *g, nb_str words) {
  nb_token *tokens;
  size_t n;
  nb_status status = nb_tokenize(ctx, g->arena, words, &tokens, &n);
  if (status || n == 0 || nb_user_glossary_longest(g, tokens[0].text) >= n) return status;
  void **slot = nb_map_slot(g->longest, tokens[0].text);
  if (!slot) return nb_fail_memory(ctx);
  *slot = (void *)n;
  return NB_OK;
}

/* The entry of a part of speech: the one there is, else a new one in its place. NULL: out of memory. */
static entry *entry_for(nb_user_glossary *g, nb_str words, nb_pos pos) {
  void **slot = nb_map_slot(g->entries, words);
  if (!slot) return NULL;
  entry *first = *slot, *before = NULL, *e = first;
  for (; e && e->term.pos != pos; e = e->next)
    if (e->term.pos != NB_POS_X) before = e;
  if (e) return e;
  e = nb_arena_alloc(g->arena, sizeof *e);
  if (!e) return NULL;
  entry **place = pos == NB_POS_X && before ? &before->next : (entry **)slot;
  e->next = *place;
  *place = e;
  return e;
}

static nb_status add(nb_context *ctx, nb_user_glossary *g, const nb_term *term) {
  nb_str key;
  nb_status status = nb_term_key(ctx, g->arena, term->nl, &key);
  if (status) return status;
  entry *e = entry_for(g, key, term->pos);
  if (!e) return nb_fail_memory(ctx);
  e->term = (nb_user_term){term->en, term->pos, term->keep};
  if (term->keep) { /* whatever part of speech it has */
    void **slot = nb_map_slot(g->entries, key);
    if (!slot) return nb_fail_memory(ctx);
    *slot = e;
    e->next = NULL;
  }
  return note_length(ctx, g, key);
}

static nb_status load(nb_context *ctx, nb_user_glossary *g, const char *path,
                      nb_status (*read)(nb_context *, nb_arena *, const char *, nb_terms *)) {
  nb_terms terms = {0};
  nb_status status = read(ctx, g->arena, path, &terms);
  for (size_t i = 0; !status && i < terms.n; i++) {
    const nb_term *t = &terms.items[i];
    status = t->problem.len ? nb_fail(ctx, NB_DATA, "%s:%zu: " NB_STR_FMT, path, t->line, NB_STR_ARG(t->problem))
                            : add(ctx, g, t);
  }
  return status;
}

nb_status nb_user_glossary_load(nb_context *ctx, nb_user_glossary *glossary, const char *path) {
  return load(ctx, glossary, path, nb_terms_read);
}

nb_status nb_user_glossary_load_kept(nb_context *ctx, nb_user_glossary *glossary, const char *path) {
  return load(ctx, glossary, path, nb_kept_terms_read);
}

/* A noun is a name and the other way round where an entry says one of them: the tagger often cannot tell. */
static bool agrees(nb_pos entry_pos, nb_pos pos) {
  if (entry_pos == NB_POS_X || pos == NB_POS_X || entry_pos == pos) return true;
  return (entry_pos == NB_POS_NOUN && pos == NB_POS_PROPN) || (entry_pos == NB_POS_PROPN && pos == NB_POS_NOUN) ||
         (entry_pos == NB_POS_VERB && pos == NB_POS_AUX);
}

bool nb_user_glossary_find(const nb_user_glossary *glossary, nb_str words, nb_pos pos, nb_user_term *found) {
  const entry *e = nb_map_get(glossary->entries, words);
  while (e && !agrees(e->term.pos, pos)) e = e->next;
  if (!e) return false;
  *found = e->term;
  return true;
}

size_t nb_user_glossary_longest(const nb_user_glossary *glossary, nb_str first) {
  return (size_t)nb_map_get(glossary->longest, first);
}
