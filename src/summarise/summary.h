/* Extractive summary: which sentences, and why. */
#ifndef NB_SUMMARISE_SUMMARY_H
#define NB_SUMMARISE_SUMMARY_H

#include "analyse/analysis.h"

typedef struct nb_budget {
  size_t sentences; /* 0: not limited by this */
  double share;     /* of the sentences, 0 < share <= 1; 0: not limited by this */
  size_t words;     /* Dutch words; 0: not limited by this */
} nb_budget;        /* all zero: the default of five sentences */

/* score.c says what they are. */
typedef enum nb_score_part {
  NB_SCORE_ACTORS,
  NB_SCORE_EVENTS,
  NB_SCORE_DEEDS,
  NB_SCORE_TOPIC,
  NB_SCORE_TITLE,
  NB_SCORE_DATES,
  NB_SCORE_FIGURES,
  NB_SCORE_POSITION,
  NB_SCORE_LENGTH,
  NB_SCORE_QUESTION,
  NB_SCORE_QUOTATION,
  NB_SCORE_FIRST_PERSON,
  NB_SCORE_DANGLING,
  NB_SCORE_NO_VERB,
  NB_SCORE_PULL_QUOTE,
  NB_SCORE_CHOSEN,
  NB_SCORE_PARTS /* how many */
} nb_score_part;

typedef struct nb_score {
  double total;
  double part[NB_SCORE_PARTS]; /* weighted: they add up to the total */
} nb_score;

typedef struct nb_summary {
  nb_score *scores; /* one a sentence, as they were when the last one was picked */
  size_t *picked;   /* indices of sentences, in the source's order */
  size_t n_picked;
} nb_summary;

typedef struct nb_summariser nb_summariser;

const char *nb_score_part_name(nb_score_part part); /* "actors", ...: as in weights.tsv */

/* Reads weights.tsv of the data folder. The caller frees. NB_CONFIG, NB_DATA. */
nb_status nb_summariser_new(nb_context *ctx, nb_summariser **summariser);
void nb_summariser_free(nb_summariser *summariser);

/* Headings are never picked. `position` false leaves the place in the article out. In the arena. */
nb_status nb_summarise(nb_context *ctx, const nb_summariser *summariser, nb_arena *arena, const nb_analysis *analysis,
                       nb_str title, nb_budget budget, bool position, nb_summary *summary);

#endif
