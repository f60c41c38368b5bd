/* A training from parallel text to a model file. It goes on where it was stopped: OUT.checkpoint, itself a model file
 * that the engine reads, holds everything. */
#ifndef TRAIN_TRAIN_H
#define TRAIN_TRAIN_H

#include <stdio.h>

#include "model_file.h"

typedef struct train_options {
  const char *out;
  const char *const *texts;
  size_t n_texts;
  const char *init;      /* a model file to begin with; NULL: random weights, of the shape below */
  const char *tokenizer; /* SentencePiece model, where there is no `init` */
  nb_model_config shape; /* its vocabulary is the tokenizer's */
  const char *dev;       /* text whose loss is told at each checkpoint; NULL: none */
  double minutes;        /* of all runs together; 0: `steps` says it */
  size_t steps;          /* in all */
  double rate;           /* at its highest */
  size_t warmup;         /* steps until then */
  double hold;           /* share of the run until the rate begins to sink, on a straight line to nothing */
  size_t batch;          /* pieces */
  unsigned share;        /* of dropout, in 256ths */
  size_t threads;
  uint64_t seed;
  double save; /* minutes between checkpoints */
  const model_note *notes;
  size_t n_notes;
  bool (*stop)(void *user, size_t step); /* asked before each step: true saves and ends */
  void *stop_user;
  FILE *log; /* NULL: nothing is told */
} train_options;

typedef struct train_result {
  bool finished; /* false: stopped before its end */
  size_t step;
  double loss; /* mean over the pieces of the last steps */
} train_result;

nb_status train_run(nb_context *ctx, const train_options *options, train_result *result);

#endif
