/* The Transformer's weights. */
#ifndef NB_TRANSLATE_NEURAL_NETWORK_H
#define NB_TRANSLATE_NEURAL_NETWORK_H

#include "translate/neural/gemm.h"
#include "translate/neural/model.h"

typedef struct nb_norm {
  float *gain, *bias; /* [dim] */
} nb_norm;

typedef struct nb_encoder_layer {
  nb_norm n1, n2;
  nb_linear self, out;    /* attention; self: query, key and value, one after the other */
  nb_linear wide, narrow; /* feed-forward */
} nb_encoder_layer;

typedef struct nb_decoder_layer {
  nb_norm n1, n2, n3;
  nb_linear self, out;
  nb_linear query, source, cross; /* attention to the source; source: key and value */
  nb_linear wide, narrow;
} nb_decoder_layer;

typedef struct nb_network {
  nb_model_config config;
  float *weights; /* all of them, one layer after the other */
  nb_encoder_layer *encoder;
  nb_decoder_layer *decoder;
  nb_norm encoder_norm, decoder_norm;
  nb_linear output; /* its weights are the embedding */
  nb_linear said;   /* of a packed network: the outputs that a translation may have, */
  int32_t *pieces;  /* [said.outputs], and which pieces they are, in order */
} nb_network;

/* The model is borrowed. The caller frees, also after a failure. NB_CONFIG: a tensor is missing. */
nb_status nb_network_init(nb_context *ctx, nb_network *net, const nb_model *model);
/* All weights zero. The caller frees, also after a failure. */
nb_status nb_network_empty(nb_context *ctx, nb_network *net, const nb_model_config *config);
/* The model's weights into a network of its configuration. NB_CONFIG: a tensor is missing. */
nb_status nb_network_load(nb_context *ctx, nb_network *net, const nb_model *model);
/* Makes ready for the stacks (stacks.h), no longer for training: every matrix but the embedding as nb_linear_pack lays
 * it, and the outputs of the pieces that `targets` marks ([vocabulary], or empty: all of them). False: out of memory.
 */
bool nb_network_pack(nb_network *net, nb_str targets);
size_t nb_network_size(const nb_network *net); /* weights in all */
/* Every tensor under its name in the model file, in the trainer's order; a vector has no rows. A status other than
 * NB_OK ends it and is returned. */
typedef nb_status nb_weights_fn(void *user, const char *name, size_t rows, size_t cols, float *weights);
nb_status nb_network_each(const nb_network *net, nb_weights_fn *visit, void *user);
void nb_network_free(nb_network *net);

#endif
