/* A small SentencePiece model, for tests: the four first pieces, one for each byte, then words. */
#ifndef NB_TESTS_SAMPLE_PIECES_H
#define NB_TESTS_SAMPLE_PIECES_H

#include "base/buf.h"

/* What can be wrong with one. */
typedef struct nb_sample_pieces {
  nb_str word; /* the first one */
  nb_str rule; /* of the normalizer */
  float score; /* of every word */
  unsigned unknown, type, bytes, model_type, fallback, dummy_prefix;
  const char *const *words; /* further ones, up to a NULL; NULL: none */
} nb_sample_pieces;

extern const nb_sample_pieces nb_sound_pieces; /* one word, "a" */

/* Replaces what is in the buffer. */
void nb_sample_pieces_make(nb_buf *out, const nb_sample_pieces *s);

#endif
