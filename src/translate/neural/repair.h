/* Names that the model copied with letters lost or changed ("Eindhovenweg" of "Eindhovenseweg"). */
#ifndef NB_TRANSLATE_NEURAL_REPAIR_H
#define NB_TRANSLATE_NEURAL_REPAIR_H

#include "base/arena.h"
#include "lexicon/lexicon.h"

/* The English with the Dutch spelling of such names, where one word of the Dutch is much like it and has no place in
 * the English. ptr NULL: out of memory. */
nb_str nb_repair_names(const nb_lexicon *lexicon, nb_arena *arena, nb_str dutch, nb_str english);

#endif
