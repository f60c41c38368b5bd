/* The score of each sentence and the content words that selection compares. */
#ifndef NB_SUMMARISE_SCORE_H
#define NB_SUMMARISE_SCORE_H

#include "summarise/summary.h"

typedef struct nb_weights {
  double actors, events, position, title, length, question, quotation, dangling, no_verb, pull_quote, redundancy;
} nb_weights;

/* Reads weights.tsv of the data folder. */
nb_status nb_weights_load(nb_context *ctx, nb_weights *weights);

/* Hashes of a sentence's content words, sorted, each once. */
typedef struct nb_words {
  unsigned *hashes;
  size_t n;
} nb_words;

/* Scores and content words of all sentences, in the arena. */
nb_status nb_score_sentences(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, nb_str title, bool position,
                             const nb_weights *weights, nb_score **scores, nb_words **words);

/* Shared words over the words of the shorter: 0 to 1. */
double nb_overlap(nb_words a, nb_words b);

#endif
