/* What the Transformer's layers are made of, backwards, and the products of both ways, which are OpenBLAS's: the
 * engine's own (gemm.h) want weights that stand still. Forwards all else is the engine's (layers.h). Gradients are
 * added to those that are there. */
#ifndef TRAIN_OPS_H
#define TRAIN_OPS_H

#include <stdbool.h>
#include <stdint.h>

#include "translate/neural/network.h"

enum { DROPOUT_WHOLE = 256 }; /* shares of dropout are in 256ths */

/* Once, before any of them: threads of OpenBLAS's own are left out, for the whole process. */
void ops_start(void);
/* Y[rows, outputs] = X[rows, inputs] W^T + bias */
void linear_run(const nb_linear *l, const float *x, size_t rows, float *y);
/* Y = l(X): gradients of l at X, dY[rows, outputs]; dX[rows, inputs], where wanted, is set or (`add`) added to. */
void linear_back(const nb_linear *l, nb_linear *gradient, const float *x, const float *dy, size_t rows, float *dx,
                 bool add);
/* Y = LayerNorm(X), all [rows, dim]: dX is added to. */
void norm_back(const nb_norm *norm, nb_norm *gradient, const float *x, const float *dy, size_t rows, size_t dim,
               float *dx);
/* Leaves out about `share` of 256 values and scales the others up: always the same ones for a key, so that the gradient
 * goes through the same call. */
void dropout(float *x, size_t n, unsigned share, uint64_t key);

typedef struct attention {
  size_t queries, keys; /* pieces of one sentence */
  size_t heads, dim;
  size_t query_step, key_step; /* floats from one piece to the next, of queries; of keys and values */
  bool causal;                 /* query i sees the keys up to i */
  unsigned share;              /* of dropout */
  uint64_t key;
} attention;

/* shares[heads, queries, keys] is kept for the way back; out[queries, dim]; room[queries, keys] */
void attend(const attention *a, const float *q, const float *k, const float *v, float *shares, float *out, float *room);
/* dQ, dK and dV are set, laid out as Q, K and V; room[2, queries, keys] */
void attend_back(const attention *a, const float *q, const float *k, const float *v, const float *shares,
                 const float *dout, float *dq, float *dk, float *dv, float *room);

#endif
