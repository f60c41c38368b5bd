/* What both stacks of the Transformer are made of: embedding, LayerNorm, attention, feed-forward. */
#ifndef NB_TRANSLATE_NEURAL_LAYERS_H
#define NB_TRANSLATE_NEURAL_LAYERS_H

#include "translate/neural/network.h"

/* Sinusoids of a position, [dim] (Vaswani et al. 2017; sine and cosine alternate) */
void nb_position(const nb_network *net, size_t position, float *out);
/* x[dim] = embedding * sqrt(dim) + position */
void nb_embed(const nb_network *net, int32_t id, const float *position, float *x);
/* Y = LayerNorm(X), both [rows, dim] */
void nb_normalise(const nb_norm *norm, const float *x, size_t rows, size_t dim, float *y);
/* Attention of one query[dim] to n entries, which hold a key[dim] and a value[dim] from `offset` on. Room: scores, n a
 * head. */
void nb_attend(const nb_model_config *config, const float *query, float *const *entries, size_t offset, size_t n,
               float *scores, float *out);
/* X += Linear(Y). Room: rows * outputs. */
void nb_add_linear(const nb_linear *l, const float *y, size_t rows, float *x, float *room);
/* X += FeedForward(LayerNorm(X)). Room: rows * (dim + hidden). */
void nb_feed_forward(const nb_norm *norm, const nb_linear *wide, const nb_linear *narrow, float *x, size_t rows,
                     float *room);
/* x = exp(x) / sum(exp(x)); returns log(sum(exp(x))) */
float nb_softmax(float *x, size_t n);
/* log(sum(exp(x))); entries of -infinity count nothing */
float nb_log_sum_exp(const float *x, size_t n);

#endif
