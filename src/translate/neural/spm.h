/* The bytes of a SentencePiece model (a protobuf, sentencepiece_model.proto): its pieces, and that it is of the kind
 * that pieces.c encodes with: unigram, NFKC, byte fallback, spaces written as U+2581 with one before the text. */
#ifndef NB_TRANSLATE_NEURAL_SPM_H
#define NB_TRANSLATE_NEURAL_SPM_H

#include "base/arena.h"
#include "base/context.h"

typedef enum nb_spm_type {
  NB_SPM_NORMAL = 1,
  NB_SPM_UNKNOWN,
  NB_SPM_CONTROL,
  NB_SPM_USER,
  NB_SPM_UNUSED,
  NB_SPM_BYTE
} nb_spm_type;

typedef struct nb_spm_piece {
  nb_str text; /* in the model's bytes: UTF-8, not empty, no NUL */
  float score; /* finite */
  nb_spm_type type;
} nb_spm_piece;

/* The array is in the arena. NB_CONFIG: damaged, or of another kind. */
nb_status nb_spm_read(nb_context *ctx, nb_arena *arena, nb_str model, nb_spm_piece **pieces, size_t *n);

#endif
