/* One network in training: a batch is cut into groups of sentences, threads take the groups and add to gradients of
 * their own, then the sum moves the weights (Adam, Kingma and Ba 2015; gradient norm clipped at 1). */
#ifndef TRAIN_TRAINER_H
#define TRAIN_TRAINER_H

#include "pass.h"

typedef struct trainer {
  nb_network net, *gradients; /* one a thread */
  nb_arena **arenas;          /* one a thread */
  size_t threads;
  float *mean, *square; /* of Adam: moving averages, as net.weights */
  size_t step;          /* steps done */
  unsigned share;       /* of dropout, in 256ths */
} trainer;

typedef struct outcome {
  double loss, surprise; /* sums over the target pieces: smoothed cross entropy; without smoothing */
  size_t pieces;
  double norm;  /* of the mean gradient, before it is clipped */
  bool skipped; /* it was no number: nothing was changed */
} outcome;

/* All weights zero; the same at the same number of threads only for one. The caller frees, also after a failure. */
nb_status trainer_init(nb_context *ctx, trainer *t, const nb_model_config *config, size_t threads, unsigned share);
void trainer_free(trainer *t);
/* Random weights for a training from nothing. */
void trainer_randomise(trainer *t, uint64_t seed);
/* `key`: of dropout. */
nb_status trainer_step(nb_context *ctx, trainer *t, const example *examples, size_t n, float rate, uint64_t key,
                       outcome *o);
/* Only the loss, without dropout. */
nb_status trainer_loss(nb_context *ctx, trainer *t, const example *examples, size_t n, outcome *o);

#endif
