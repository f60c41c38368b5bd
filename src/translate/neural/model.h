/* The model file: safetensors whose shapes are checked against the configuration before anything is read. Int8 matrices
 * have their scales in a tensor NAME.scale (F32). */
#ifndef NB_TRANSLATE_NEURAL_MODEL_H
#define NB_TRANSLATE_NEURAL_MODEL_H

#include "translate/neural/safetensors.h"

typedef struct nb_model_config {
  size_t dim, hidden, heads, encoder_layers, decoder_layers, vocabulary, max_length;
} nb_model_config;

typedef struct nb_model nb_model;

/* The caller frees. NB_CONFIG: missing, damaged, or of another version. */
nb_status nb_model_open(nb_context *ctx, const char *path, nb_model **model);
void nb_model_free(nb_model *model);
const nb_model_config *nb_model_config_of(const nb_model *model);
/* A tensor by name; false: not there. Shapes were checked when the file was opened. */
bool nb_model_tensor(const nb_model *model, const char *name, nb_tensor *tensor);
/* Bytes that travel in the file as U8 tensors: "tokenizer" (a SentencePiece model), "counts" (training counts, TSV),
 * "targets" (a byte a piece: not 0 where translations may have it; may be missing). "" where missing. */
nb_str nb_model_bytes(const nb_model *model, const char *name);
/* A note of the file's __metadata__ ("licence", "provenance", "scores"), NUL-terminated; "" where missing. */
const char *nb_model_note(const nb_model *model, const char *key);

#endif
