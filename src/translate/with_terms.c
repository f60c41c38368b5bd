#include "translate/with_terms.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "translate/neural/words.h"

enum { SENTENCE_CAP = 1 << 20 };

typedef struct engine {
  nb_translator base;
  nb_translator_ops ops; /* named as the service */
  nb_translator *service, *offline;
  const nb_user_glossary *glossary;
  const nb_lexicon *lexicon;
  const nb_tagger *tagger;
} engine;

/* The terms of one segment. */
typedef struct wanted {
  nb_user_match *matches;
  size_t n;
} wanted;

/* The Dutch with the terms in English, a capital where the Dutch has one at the start. */
static nb_str sent_text(nb_arena *arena, nb_str text, const wanted *w) {
  nb_buf out;
  size_t at = 0;
  nb_buf_init(&out, SENTENCE_CAP);
  for (size_t i = 0; i < w->n; i++) {
    const nb_user_match *m = &w->matches[i];
    nb_buf_add(&out, nb_str_sub(text, at, m->start));
    bool capital = m->first == 0 && nb_str_capital(nb_str_sub(text, m->start, m->end));
    nb_buf_add(&out, capital ? nb_str_capitalise(arena, m->english) : m->english);
    at = m->end;
  }
  nb_buf_add(&out, nb_str_sub(text, at, text.len));
  nb_str kept = out.status ? text : nb_arena_str(arena, nb_buf_str(&out));
  nb_buf_free(&out);
  return kept;
}

static nb_status prepare(const engine *e, nb_context *ctx, nb_arena *arena, const nb_segment *segment, wanted *w,
                         nb_segment *sent) {
  nb_status status =
      nb_user_matches_in(ctx, arena, e->glossary, e->lexicon, e->tagger, segment->text, &w->matches, &w->n);
  *sent = *segment;
  if (status || !w->n) return status;
  sent->text = sent_text(arena, segment->text, w);
  return sent->text.ptr ? NB_OK : nb_fail_memory(ctx);
}

static bool has_terms(nb_arena *arena, nb_str english, const wanted *w) {
  nb_str lower = nb_str_lower(arena, english);
  for (size_t i = 0; i < w->n; i++)
    if (!nb_has_words(lower, nb_str_lower(arena, w->matches[i].english))) return false;
  return true;
}

/* "akkoorden -> deals (user glossary)", a line each. */
static nb_str explanation(nb_arena *arena, nb_str text, const wanted *w) {
  nb_buf out;
  nb_buf_init(&out, SENTENCE_CAP);
  for (size_t i = 0; i < w->n; i++)
    nb_buf_printf(&out, "%s" NB_STR_FMT " -> " NB_STR_FMT " (user glossary)", i ? "\n" : "",
                  NB_STR_ARG(nb_str_sub(text, w->matches[i].start, w->matches[i].end)),
                  NB_STR_ARG(w->matches[i].english));
  nb_str kept = nb_arena_str(arena, nb_buf_str(&out));
  nb_buf_free(&out);
  return kept;
}

/* Segments whose translation lacks a term go to the offline engine, all at once. */
static nb_status mend(const engine *e, nb_context *ctx, nb_arena *arena, const nb_segment *segments, size_t n,
                      const wanted *all, nb_translation *out) {
  nb_segment *lost = nb_arena_array(arena, n, sizeof *lost);
  nb_translation *mended = nb_arena_array(arena, n, sizeof *mended);
  size_t *from = nb_arena_array(arena, n, sizeof *from), n_lost = 0;
  if (!lost || !mended || !from) return nb_fail_memory(ctx);
  for (size_t i = 0; i < n; i++) {
    if (has_terms(arena, out[i].text, &all[i])) {
      out[i].explain = explanation(arena, segments[i].text, &all[i]);
      continue;
    }
    from[n_lost] = i;
    lost[n_lost++] = segments[i];
  }
  if (!n_lost) return NB_OK;
  nb_log(ctx, NB_LOG_INFO, "%s: %zu of %zu sentences came back without a term of yours; the offline engine translates",
         e->ops.name, n_lost, n);
  nb_status status = nb_translate(e->offline, ctx, arena, lost, n_lost, mended);
  for (size_t i = 0; !status && i < n_lost; i++) out[from[i]] = mended[i];
  return status;
}

static nb_status translate(nb_translator *translator, nb_context *ctx, nb_arena *arena, const nb_segment *segments,
                           size_t n, nb_translation *out) {
  const engine *e = (const engine *)translator;
  nb_segment *sent = nb_arena_array(arena, n, sizeof *sent);
  wanted *all = nb_arena_array(arena, n, sizeof *all);
  if (!sent || !all) return nb_fail_memory(ctx);
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < n; i++) status = prepare(e, ctx, arena, &segments[i], &all[i], &sent[i]);
  if (!status) status = nb_translate(e->service, ctx, arena, sent, n, out);
  return status ? status : mend(e, ctx, arena, segments, n, all, out);
}

static void free_engine(nb_translator *translator) {
  engine *e = (engine *)translator;
  nb_translator_free(e->service);
  free(e);
}

nb_status nb_translator_with_terms(nb_context *ctx, nb_translator *service, nb_translator *offline,
                                   const nb_user_glossary *glossary, const nb_lexicon *lexicon, const nb_tagger *tagger,
                                   nb_translator **translator) {
  engine *e = malloc(sizeof *e);
  if (!e) return nb_fail_memory(ctx);
  *e = (engine){.ops = {service->ops->name, service->ops->remote, translate, free_engine},
                .service = service,
                .offline = offline,
                .glossary = glossary,
                .lexicon = lexicon,
                .tagger = tagger};
  e->base.ops = &e->ops;
  *translator = &e->base;
  return NB_OK;
}
