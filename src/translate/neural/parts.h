/* Sentences that are too long for the model go through it in parts; and what its English needs before it is shown. */
#ifndef NB_TRANSLATE_NEURAL_PARTS_H
#define NB_TRANSLATE_NEURAL_PARTS_H

#include "base/arena.h"

/* Cuts a text near its middle: behind a comma or semicolon, else at a space, else between two characters. False: it
 * cannot be cut. */
bool nb_cut_text(nb_str text, nb_str *left, nb_str *right);
/* The place before a report ("ARNHEM - ", "DEN HAAG (ANP) - "), which is no part of its first sentence; empty: none.
 * With what divides the two. */
nb_str nb_dateline(nb_str text);
/* The English of a part, with another behind it: a full stop that the Dutch part does not have goes, and a capital that
 * it does not have at its start. ptr NULL: out of memory. */
nb_str nb_fit_part(nb_arena *arena, nb_str dutch, nb_str english, bool first, bool last);
/* Without white space behind opening marks and before closing ones; a heading without a full stop where the Dutch has
 * none. ptr NULL: out of memory. */
nb_str nb_polish(nb_arena *arena, nb_str dutch, nb_str english, bool heading);
/* With "a" and "an" as the next word asks for ("a attempt": "an attempt"); before capitals that may be spelt they stay.
 * ptr NULL: out of memory. */
nb_str nb_fix_articles(nb_arena *arena, nb_str english);

#endif
