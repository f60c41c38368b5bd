/* The numbers of a sentence and its translation. */
#ifndef NB_TRANSLATE_NEURAL_GUARD_NUMBERS_H
#define NB_TRANSLATE_NEURAL_GUARD_NUMBERS_H

#include "text/sentence.h"

/* A number that only one of the two has: of the Dutch (digits or words), or of the English (digits); empty: none. ptr
 * NULL: out of memory. Number words count in lower case only. */
nb_str nb_guard_number(nb_arena *arena, const nb_token *dutch, size_t n_dutch, const nb_token *english,
                       size_t n_english);

#endif
