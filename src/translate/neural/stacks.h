/* The two stacks of the Transformer over a group of sentences. */
#ifndef NB_TRANSLATE_NEURAL_STACKS_H
#define NB_TRANSLATE_NEURAL_STACKS_H

#include "base/arena.h"
#include "translate/neural/network.h"

/* Sentences one after the other, without padding */
typedef struct nb_sources {
  size_t n;
  const int32_t *ids;
  const size_t *start; /* [n + 1] */
} nb_sources;

/* memory[pieces, dim]. False: out of memory. */
bool nb_encode(const nb_network *net, const nb_sources *sources, float *memory);

/* A translation in the making. All hypotheses of a step are equally long. */
typedef struct nb_hypothesis {
  size_t sentence, length; /* length: pieces behind the first, NB_PIECE_BEGIN */
  float score;             /* sum of log-probabilities */
  int32_t *ids;            /* [length + 1] */
  float **cache;           /* keys and values of each piece but the last, which the next step adds */
} nb_hypothesis;

typedef struct nb_decoder {
  const nb_network *net;
  const nb_sources *sources;
  nb_arena *arena; /* work memory and cache; the caller's */
  float *memory;   /* [layers, pieces, key and value] */
  float **entries; /* [pieces] into memory */
  float *x, *y, *room, *scores, *position;
  float *logits; /* [rows, said.outputs], what a step gives */
} nb_decoder;

/* Encodes the sources and makes room for `rows` hypotheses of at most `length` pieces. False: out of memory. */
bool nb_decoder_init(nb_decoder *d, const nb_network *net, const nb_sources *sources, nb_arena *arena, size_t rows,
                     size_t length);
/* Logits of the pieces that may follow each hypothesis. False: out of memory. */
bool nb_decoder_step(nb_decoder *d, nb_hypothesis *rows, size_t n);

#endif
