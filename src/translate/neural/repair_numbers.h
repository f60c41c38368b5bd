/* Numbers and hours that the model wrote as Dutch does, or put into the wrong half of the day. */
#ifndef NB_TRANSLATE_NEURAL_REPAIR_NUMBERS_H
#define NB_TRANSLATE_NEURAL_REPAIR_NUMBERS_H

#include "text/sentence.h"

/* "02.00 uur" is not "2 p.m.": where the Dutch gives its hours in digits and none of them is in the half of the day
 * that the English says, the token that says it; NULL: nothing contradicts. */
const nb_token *nb_wrong_half_of_day(const nb_token *dutch, size_t n_dutch, const nb_token *english, size_t n_english);
/* The English with that half put right, and with numbers that were copied in the Dutch notation in the English one. */
nb_status nb_repair_numbers(nb_context *ctx, nb_arena *arena, nb_str dutch, nb_str *english);

#endif
