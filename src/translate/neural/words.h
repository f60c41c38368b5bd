/* Words of a finished text, as the guard and the repairs look at them. */
#ifndef NB_TRANSLATE_NEURAL_WORDS_H
#define NB_TRANSLATE_NEURAL_WORDS_H

#include "base/str.h"

/* The next run of letters and digits from *pos on, and of marks between letters, without a genitive's "'s"; empty:
 * none. *odd: it is no plain word (digits, addresses, abbreviations, apostrophes inside). */
nb_str nb_next_word(nb_str text, size_t *pos, bool *odd);
/* Whether a text has these words, with neither letter nor digit at their sides. */
bool nb_has_words(nb_str text, nb_str words);

#endif
