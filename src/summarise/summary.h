/* Extractive summary: which sentences, and why. */
#ifndef NB_SUMMARISE_SUMMARY_H
#define NB_SUMMARISE_SUMMARY_H

#include "analyse/analysis.h"

typedef struct nb_budget {
  size_t sentences; /* 0: not limited by this */
  double share;     /* of the sentences, 0 < share <= 1; 0: not limited by this */
  size_t words;     /* Dutch words; 0: not limited by this */
} nb_budget;        /* all zero: the default of five sentences */

typedef struct nb_score {
  double total;
  double actors, events, position, title, length,
      penalty; /* the parts, weighted: they add up to the total; score.c says what they are */
} nb_score;

typedef struct nb_summary {
  nb_score *scores; /* one a sentence */
  size_t *picked;   /* indices of sentences, in the source's order */
  size_t n_picked;
} nb_summary;

/* Headings are never picked. `position` false leaves the place in the article out. In the arena. */
nb_status nb_summarise(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, nb_str title, nb_budget budget,
                       bool position, nb_summary *summary);

#endif
