/* Words that the model made up: pieces put together to what is neither English nor in the Dutch ("fallley"). */
#ifndef NB_TRANSLATE_NEURAL_GUARD_WORDS_H
#define NB_TRANSLATE_NEURAL_GUARD_WORDS_H

#include "base/arena.h"
#include "lexicon/lexicon.h"

/* The first such word of the English, or one left in Dutch that the hand-made lists translate, a slice of it; empty:
 * none. Lower-case words of five letters or more are looked at. */
nb_str nb_invented_word(const nb_lexicon *lexicon, nb_arena *arena, nb_str dutch, nb_str english);

#endif
