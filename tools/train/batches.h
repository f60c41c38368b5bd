/* Sentence pairs as the model is given them: hints chosen at random, pieces drawn at random, another time differently.
 * All of it follows from the seed and the place. */
#ifndef TRAIN_BATCHES_H
#define TRAIN_BATCHES_H

#include "corpus.h"
#include "pass.h"
#include "translate/neural/hints.h"
#include "translate/neural/pieces.h"

enum { LONGEST = 180 /* pieces on a side; longer pairs are left out */ };

typedef struct batches {
  const corpus *corpus;
  const nb_hinter *hinter;
  const nb_pieces *pieces;
  size_t most; /* pieces of a batch, of the longer side of each pair */
  uint64_t seed;
  uint64_t epoch, at; /* the place: pairs drawn of this epoch */
  /* private */
  double *until;   /* sum of the weights up to each pair */
  uint64_t *order; /* of the draws of the epoch `ordered` */
  size_t n, ordered;
} batches;

/* At the start. All borrowed. NB_DATA: no pairs. The caller frees. */
nb_status batches_init(nb_context *ctx, batches *b, const corpus *c, const nb_hinter *hinter, const nb_pieces *pieces,
                       size_t most, uint64_t seed);
void batches_free(batches *b);
/* The next batch, in the arena. NB_DATA: no pair of the corpus is short enough. */
nb_status batches_next(nb_context *ctx, batches *b, nb_arena *arena, example **examples, size_t *n);
/* All pairs once, as at run time; those that are too long are left out. */
nb_status batches_plain(nb_context *ctx, const corpus *c, const nb_hinter *hinter, const nb_pieces *pieces,
                        nb_arena *arena, example **examples, size_t *n);

#endif
