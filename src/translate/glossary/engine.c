#include <stdlib.h>

#include "translate/glossary/glossary.h"
#include "translate/glossary/unit.h"

typedef struct engine {
  nb_translator base;
  nb_ngrams *ngrams;
  nb_work work; /* without context; the arena is that of one sentence */
} engine;

static size_t count_unknown(const nb_units *units) {
  size_t n = 0;
  for (size_t i = 0; i < units->n; i++) n += units->items[i].origin == NB_FROM_NOTHING;
  return n;
}

/* Whatever the steps made of them: the user's terms stand as they are. */
static void restore_user_terms(nb_units *units) {
  for (size_t i = 0; i < units->n; i++) {
    nb_unit *u = &units->items[i];
    if (u->origin != NB_FROM_USER) continue;
    u->english = u->candidates;
    u->dropped = false;
  }
}

/* What stays of a sentence's work goes into the caller's arena. */
static nb_status translate_one(const nb_work *work, nb_arena *arena, const nb_segment *segment, nb_translation *out) {
  nb_units units;
  nb_str text;
  nb_status status = nb_units_of(work, segment->text, &units);
  if (!status) status = nb_fix_verbs(work, &units);
  if (!status) status = nb_reorder(work, &units);
  if (!status) status = nb_fix_nouns(work, &units);
  if (status) return status;
  restore_user_terms(&units);
  status = nb_generate(work, &units, segment->heading, &text);
  if (status) return status;
  *out = (nb_translation){.engine = "glossary",
                          .text = nb_arena_str(arena, text),
                          .unknown = nb_arena_array(arena, count_unknown(&units), sizeof *out->unknown),
                          .explain = nb_explanation(arena, &units)};
  bool whole = out->text.ptr && out->unknown && out->explain.ptr;
  for (size_t i = 0; i < units.n && whole; i++) {
    if (units.items[i].origin != NB_FROM_NOTHING) continue;
    nb_str word = nb_arena_str(arena, units.items[i].nl);
    out->unknown[out->n_unknown++] = word;
    whole = word.ptr != NULL;
  }
  return whole ? NB_OK : nb_fail_memory(work->ctx);
}

static nb_status translate(nb_translator *self, nb_context *ctx, nb_arena *arena, const nb_segment *segments, size_t n,
                           nb_translation *out) {
  nb_work work = ((engine *)self)->work;
  work.ctx = ctx;
  for (size_t i = 0; i < n; i++) {
    nb_arena_reset(work.arena);
    nb_status status = translate_one(&work, arena, &segments[i], &out[i]);
    if (status) return status;
  }
  return NB_OK;
}

static void free_engine(nb_translator *self) {
  nb_arena_free(((engine *)self)->work.arena);
  nb_ngrams_free(((engine *)self)->ngrams);
  free(self);
}

nb_status nb_glossary_engine_new(nb_context *ctx, const nb_lexicon *lexicon, const nb_tagger *tagger,
                                 const nb_user_glossary *user, nb_translator **translator) {
  static const nb_translator_ops ops = {"glossary", false, translate, free_engine};
  nb_ngrams *ngrams;
  nb_status status = nb_ngrams_open(ctx, &ngrams);
  if (status) return status;
  engine *e = malloc(sizeof *e);
  nb_arena *arena = nb_arena_new();
  if (!e || !arena) {
    free(e);
    nb_arena_free(arena);
    nb_ngrams_free(ngrams);
    return nb_fail_memory(ctx);
  }
  *e = (engine){{&ops}, ngrams, {.lexicon = lexicon, .tagger = tagger, .user = user, .ngrams = ngrams, .arena = arena}};
  *translator = &e->base;
  return NB_OK;
}
