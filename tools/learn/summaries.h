/* Weights of the sentence scores (dict/weights.tsv) from news articles that nobody has summarised: an editor already
 * has. Each article teaches three lessons:
 *
 *   its headline   which sentences say what the headline says? The headline's part of the score is left out, or it
 *                  would answer by itself.
 *   its lead       which of the later sentences say what the first one says? The lead is left out, and so is position.
 *   its order      which are the first three sentences? Position is left out.
 *
 * The three sentences that share most content words, names left out, with the headline or lead are the ones to choose.
 * The weights are those of a multinomial choice (softmax) among the sentences of a lesson, none below zero: each part
 * keeps its sense. The weights without position are learnt from the same lessons with position left out. */
#ifndef NB_LEARN_SUMMARIES_H
#define NB_LEARN_SUMMARIES_H

#include "lexicon/lexicon.h"

/* Learns from marked news (shared/data/annotated), every tenth block held out, and writes the file `out`. Parts that
 * the news does not have keep their weights. */
nb_status summaries_learn(nb_context *ctx, nb_lexicon *lexicon, const char *news, const char *out);

#endif
