/* The main events of a brief: few and right rather than many. */
#ifndef NB_BRIEF_EVENTS_H
#define NB_BRIEF_EVENTS_H

#include "brief/brief.h"

/* Which: of the brief's sentences the verbs with two of who did it, to whom, when and where, and the nouns that are big
 * news by themselves with a time or place; of the others idioms with a time and an agent. No speech, no weak verbs,
 * nothing of headings and quotations, nobody who is only meant by a pronoun. An event is left out where its English is
 * not sure: a sentence that was translated has to contain one of the words that the lexicon has for it. Where there are
 * too many, those of the brief's sentences go first, then those with both sides.
 *
 * Order: by day, where a time tells it from the article's (brief/times.h); what has no such time counts as of the
 * article's day, planned and feared as a day behind it; within a day as in the text.
 *
 * After the translation; selects into b->events. In the arena. */
nb_status nb_brief_events(nb_context *ctx, const nb_lexicon *lexicon, nb_arena *arena, const nb_analysis *analysis,
                          size_t max, nb_brief *b);

#endif
