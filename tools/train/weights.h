/* Between the model file and plain weights: safetensors (F32 or F16) with the tensor names of the PyTorch trainer. */
#ifndef TRAIN_WEIGHTS_H
#define TRAIN_WEIGHTS_H

#include "model_file.h"

typedef struct pack_options {
  const model_note *notes;
  size_t n_notes;
  const char *const *texts; /* parallel text that tells the targets anew; none: those of `base` */
  size_t n_texts;
} pack_options;

/* Weights, or a checkpoint, to a model file in int8, with tokenizer, counts and licence of the model file `base`. */
nb_status weights_pack(nb_context *ctx, const char *weights, const char *base, const char *out,
                       const pack_options *options);
/* A model file or checkpoint to weights in F32. */
nb_status weights_unpack(nb_context *ctx, const char *model, const char *out);

#endif
