/* The one interface of all engines: Dutch segments in, as many English ones out, in order. */
#ifndef NB_TRANSLATE_TRANSLATOR_H
#define NB_TRANSLATE_TRANSLATOR_H

#include "base/arena.h"
#include "base/context.h"

typedef struct nb_segment {
  nb_str text;  /* one sentence, headline or heading: normalised Dutch */
  bool heading; /* a headline or heading: telegram style, no full stop */
} nb_segment;

typedef struct nb_translation {
  nb_str text;        /* English; unknown words carry a leading '*' */
  const char *engine; /* static name of the engine that made it */
  nb_str *unknown;    /* Dutch words that it could not translate */
  size_t n_unknown;
  nb_str explain; /* where each word came from, one line each; empty where the engine cannot say */
} nb_translation;

typedef struct nb_translator nb_translator;

typedef struct nb_translator_ops {
  const char *name; /* "glossary", "libretranslate", "deepl" */
  bool remote;      /* opens connections: forbidden by --offline */
  /* Fills out[0 .. n): all or nothing. Texts go into the arena. NB_UNAVAILABLE, NB_TEMPFAIL,
   * NB_AUTH and NB_CONFIG let a fallback take over. */
  nb_status (*translate)(nb_translator *self, nb_context *ctx, nb_arena *arena, const nb_segment *segments, size_t n,
                         nb_translation *out);
  void (*free)(nb_translator *self);
} nb_translator_ops;

/* An engine's struct begins with this. */
struct nb_translator {
  const nb_translator_ops *ops;
};

nb_status nb_translate(nb_translator *translator, nb_context *ctx, nb_arena *arena, const nb_segment *segments,
                       size_t n, nb_translation *out);
void nb_translator_free(nb_translator *translator); /* NULL is fine */

/* `first`, and where it fails for a reason outside the input, `second` for the rest of this run; both are owned by the
 * result, which has the name of `first`. *failed (owned by the caller, may be NULL) becomes true then, and the reason
 * is logged as a warning, once. Without NB_OK (no memory) both stay the caller's. */
nb_status nb_translator_fallback(nb_context *ctx, nb_translator *first, nb_translator *second, bool *failed,
                                 nb_translator **translator);

#endif
