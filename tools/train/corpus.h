/* Parallel text: TSV ("weight<TAB>Dutch<TAB>English" or "Dutch<TAB>English") and TMX. */
#ifndef TRAIN_CORPUS_H
#define TRAIN_CORPUS_H

#include "base/arena.h"
#include "base/context.h"

typedef struct corpus_pair {
  double weight; /* how often an epoch has it */
  nb_str nl, en;
} corpus_pair;

typedef struct corpus {
  nb_arena *arena; /* the caller's */
  corpus_pair *pairs;
  size_t n, cap;
} corpus;

/* Adds the pairs of a file; TMX where the name ends in ".tmx". NB_NOINPUT, NB_DATA (file and line in the message). */
nb_status corpus_read(nb_context *ctx, corpus *c, const char *path);
/* One pair more; both texts live in the arena. A pair without text on a side is left out. */
nb_status corpus_add(nb_context *ctx, corpus *c, double weight, nb_str nl, nb_str en);
/* Of a TMX file. */
nb_status tmx_read(nb_context *ctx, corpus *c, const char *path);

#endif
