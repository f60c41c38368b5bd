/* Words that the model made up: pieces put together to what is neither English nor in the Dutch ("fallley"); and Dutch
 * words that it left as they are. */
#ifndef NB_TRANSLATE_NEURAL_GUARD_WORDS_H
#define NB_TRANSLATE_NEURAL_GUARD_WORDS_H

#include "base/arena.h"
#include "lexicon/lexicon.h"

/* The first such word of the English, or one left in Dutch that the hand-made lists translate, a slice of it; empty:
 * none. Looked at are words and their parts at hyphens, with a capital too where no name of the Dutch sounds like them.
 * ptr NULL: out of memory. */
nb_str nb_invented_word(const nb_lexicon *lexicon, nb_arena *arena, nb_str dutch, nb_str english);
/* Lower-case words of the English that stand so in the Dutch and are no English: slices of it, in the arena, in order.
 * False: out of memory. */
bool nb_copied_words(const nb_lexicon *lexicon, nb_arena *arena, nb_str dutch, nb_str english, nb_str **words,
                     size_t *n);

#endif
