/* Writes the model file that the engine reads (src/translate/neural/model.h):
 *
 *   NAME        matrices: I8 [rows, cols], row r stands for NAME[r] * NAME.scale[r] (row maximum / 127); whole: F32
 *   NAME.scale  F32 [rows]
 *   NAME        vectors (biases, LayerNorm): F32
 *   more        F32 vectors that the engine does not look at: what a training needs to go on
 *   tokenizer   U8: the SentencePiece model as it is
 *   counts      U8: lines "form<TAB>count", how often the training text has a form, for the hints
 *   targets     U8 [vocabulary]: 1 where a translation may have the piece
 *   __metadata__  format, version, configuration, the tokenizer's rule, and notes */
#ifndef TRAIN_MODEL_FILE_H
#define TRAIN_MODEL_FILE_H

#include "translate/neural/network.h"

typedef struct model_note {
  const char *key, *text;
} model_note;

typedef struct model_vector {
  const char *name;
  const float *data;
  size_t n;
} model_vector;

typedef struct model_file {
  const nb_network *net;
  bool whole;                        /* F32 matrices */
  nb_str tokenizer, counts, targets; /* targets may be empty */
  const model_note *notes;           /* of a key that comes twice the first counts */
  size_t n_notes;
  const model_vector *more;
  size_t n_more;
} model_file;

/* Replaces the file as a whole. */
nb_status model_file_write(nb_context *ctx, const char *path, const model_file *file);
/* Only the network, whole, with the tensor names and the metadata of the PyTorch trainer. */
nb_status weights_file_write(nb_context *ctx, const char *path, const nb_network *net);

#endif
