#include "translate/translator.h"

#include <stdlib.h>

typedef struct fallback {
  nb_translator base;
  nb_translator_ops ops; /* named as the first engine */
  nb_translator *first, *second;
  bool *failed;
  bool down; /* the first engine failed */
} fallback;

nb_status nb_translate(nb_translator *translator, nb_context *ctx, nb_arena *arena, const nb_segment *segments,
                       size_t n, nb_translation *out) {
  return n ? translator->ops->translate(translator, ctx, arena, segments, n, out) : NB_OK;
}

void nb_translator_free(nb_translator *translator) {
  if (translator) translator->ops->free(translator);
}

/* The rest (bad input, no memory, a bug) would meet the second engine as well. */
static bool outside_the_input(nb_status status) {
  return status == NB_UNAVAILABLE || status == NB_TEMPFAIL || status == NB_AUTH || status == NB_CONFIG;
}

static nb_status translate(nb_translator *translator, nb_context *ctx, nb_arena *arena, const nb_segment *segments,
                           size_t n, nb_translation *out) {
  fallback *f = (fallback *)translator;
  if (!f->down) {
    nb_status status = nb_translate(f->first, ctx, arena, segments, n, out);
    if (!outside_the_input(status)) return status;
    const nb_translator_ops *second = f->second->ops;
    nb_log(ctx, NB_LOG_WARN, "%s failed (%s); %s translates", f->ops.name, nb_error(ctx),
           second->remote ? second->name : "the offline engine");
    f->down = true;
    if (f->failed) *f->failed = true;
  }
  return nb_translate(f->second, ctx, arena, segments, n, out);
}

static void free_both(nb_translator *translator) {
  fallback *f = (fallback *)translator;
  nb_translator_free(f->first);
  nb_translator_free(f->second);
  free(f);
}

nb_status nb_translator_fallback(nb_context *ctx, nb_translator *first, nb_translator *second, bool *failed,
                                 nb_translator **translator) {
  fallback *f = malloc(sizeof *f);
  if (!f) return nb_fail_memory(ctx);
  *f = (fallback){.ops = {first->ops->name, first->ops->remote || second->ops->remote, translate, free_both},
                  .first = first,
                  .second = second,
                  .failed = failed};
  f->base.ops = &f->ops;
  *translator = &f->base;
  return NB_OK;
}
