/* Training of the sequence models: an averaged structured perceptron (Collins 2002). A token may be marked with several
 * labels, of which the model then takes the best as the right one: so treebanks of a coarser notation teach, too. */
#ifndef NB_LEARN_PERCEPTRON_H
#define NB_LEARN_PERCEPTRON_H

#include "analyse/sequence.h"

typedef struct example {
  const void *sentence;  /* as the task reads it */
  const uint32_t *masks; /* of each token: bits of the labels that are right */
  size_t n;
  bool whole; /* one label a token */
} example;

typedef struct examples {
  example *items;
  size_t n, cap;
} examples;

nb_status examples_add(nb_context *ctx, nb_arena *arena, examples *list, example e);

typedef struct learning {
  size_t rounds;               /* how often it learns from nothing, in another order; the rounds are averaged */
  size_t epochs, whole_epochs; /* in the first ones only the whole examples are used */
  unsigned least_updates;      /* a feature with fewer is dropped */
  int least_weight;            /* a weight (of 127) that is smaller is dropped */
} learning;

/* Trains on `train` and appends the model's file to `out`; the usual margin is taken from `held`. Says on stderr how
 * it goes. */
nb_status learn(nb_context *ctx, const nb_sequence_task *task, const examples *train, const examples *held,
                learning how, nb_buf *out);

#endif
