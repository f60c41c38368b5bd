/* The score of each sentence and the content words that it and selection compare. */
#ifndef NB_SUMMARISE_SCORE_H
#define NB_SUMMARISE_SCORE_H

#include "summarise/summary.h"

typedef struct nb_weights {
  double actors, events, position, title, topic, length, question, quotation, dangling, no_verb, pull_quote, redundancy;
} nb_weights;

/* Reads weights.tsv of the data folder. */
nb_status nb_weights_load(nb_context *ctx, nb_weights *weights);

/* Hashes of content words (lemmas in lower case), sorted, each once. */
typedef struct nb_words {
  unsigned *hashes;
  size_t n;
} nb_words;

/* The content words of an article. All in the arena. */
typedef struct nb_vocabulary {
  nb_words *sentences; /* of each sentence */
  nb_words title;      /* of the headline, by the lemmas that its words have in the article */
  nb_words all;        /* of the article, with in how many of its sentences each is */
  unsigned *counts;
} nb_vocabulary;

nb_status nb_vocabulary_of(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, nb_str title,
                           nb_vocabulary *vocabulary);
size_t nb_sentences_with(const nb_vocabulary *vocabulary, unsigned hash);
/* Shared words over the words of the shorter: 0 to 1. */
double nb_overlap(nb_words a, nb_words b);

/* Scores of all sentences, in the arena. */
nb_status nb_score_sentences(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis,
                             const nb_vocabulary *vocabulary, bool position, const nb_weights *weights,
                             nb_score **scores);

#endif
