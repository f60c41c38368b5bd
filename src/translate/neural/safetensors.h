/* Safetensors files (https://github.com/huggingface/safetensors), memory-mapped: tensors of one dimension or two, and
 * notes. Every offset and shape is checked before anything is read; a hostile file is refused. */
#ifndef NB_TRANSLATE_NEURAL_SAFETENSORS_H
#define NB_TRANSLATE_NEURAL_SAFETENSORS_H

#include <stdint.h>

#include "base/context.h"

typedef enum nb_dtype { NB_F32, NB_F16, NB_I8, NB_U8 } nb_dtype;

typedef struct nb_tensor {
  nb_dtype dtype;
  size_t rows, cols;   /* a vector has one row */
  const void *data;    /* in the mapped file */
  const float *scales; /* I8: one a row; NULL: none */
} nb_tensor;

typedef struct nb_safetensor {
  const char *name;
  size_t start, end; /* bytes of the data */
  bool vector;       /* one dimension in the file */
  nb_tensor tensor;
} nb_safetensor;

typedef struct nb_safetensors nb_safetensors;

/* The caller frees. NB_CONFIG: missing, or damaged; the message names the file. */
nb_status nb_safetensors_open(nb_context *ctx, const char *path, nb_safetensors **file);
void nb_safetensors_free(nb_safetensors *file);
nb_safetensor *nb_safetensors_find(const nb_safetensors *file, const char *name); /* NULL: not there */
/* A note of __metadata__, NUL-terminated; "" where missing. */
const char *nb_safetensors_note(const nb_safetensors *file, const char *key);
/* A row as floats; of I8 only with scales, of U8 nothing. */
void nb_tensor_row(const nb_tensor *tensor, size_t row, float *out);

#endif
