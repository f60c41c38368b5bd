/* The score of each sentence and the content words that it and selection compare. */
#ifndef NB_SUMMARISE_SCORE_H
#define NB_SUMMARISE_SCORE_H

#include "summarise/summary.h"

struct nb_summariser {
  double weights[2][NB_SCORE_PARTS]; /* [1]: with the place in the article, [0]: without it */
};

/* Content words (lemmas in lower case) as numbers from 0, sorted, each once. */
typedef struct nb_words {
  unsigned *ids;
  size_t n;
} nb_words;

/* The content words of an article. All in the arena. */
typedef struct nb_vocabulary {
  nb_words *sentences; /* of each sentence */
  nb_words title;      /* of the headline, by the lemmas that its words have in the article */
  unsigned *counts;    /* of each word: in how many sentences it is, headings left out */
  size_t n;            /* words */
} nb_vocabulary;

nb_status nb_vocabulary_of(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, nb_str title,
                           nb_vocabulary *vocabulary);
/* Shared words over the words of the shorter: 0 to 1. */
double nb_overlap(nb_words a, nb_words b);

/* What the words that the article keeps coming back to are worth; NULL, or those marked in `said` do not count. */
double nb_topic(const nb_vocabulary *vocabulary, nb_words words, const bool *said);

/* Scores of all sentences before any is chosen, in the arena. */
nb_status nb_score_sentences(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis,
                             const nb_vocabulary *vocabulary, const double weights[NB_SCORE_PARTS], nb_score **scores);

#endif
