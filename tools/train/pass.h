/* Forward and backward pass of the Transformer over a group of sentence pairs, all pieces one after the other, without
 * padding. Pre-norm, as in the engine; label smoothing 0.1; dropout behind the embedding, on attention, on the hidden
 * layer and before each sum. */
#ifndef TRAIN_PASS_H
#define TRAIN_PASS_H

#include "base/arena.h"
#include "ops.h"

typedef struct example {
  const int32_t *source, *target; /* both end with NB_PIECE_END */
  size_t n_source, n_target;
} example;

typedef struct pass {
  const nb_network *net;
  nb_network *gradients; /* of the sum over target pieces, added to; NULL: only the loss */
  nb_arena *arena;       /* work memory, reset at the start */
  unsigned share;        /* of dropout, in 256ths */
  uint64_t key;          /* of dropout */
  double loss;           /* added to: smoothed cross entropy over the target pieces */
  double surprise;       /* added to: without smoothing */
  size_t pieces;         /* added to: target pieces */
} pass;

/* False: out of memory. */
bool pass_run(pass *p, const example *examples, size_t n);

#endif
