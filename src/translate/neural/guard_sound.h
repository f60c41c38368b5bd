/* Names that two languages spell in two ways. */
#ifndef NB_TRANSLATE_NEURAL_GUARD_SOUND_H
#define NB_TRANSLATE_NEURAL_GUARD_SOUND_H

#include "base/arena.h"

/* A name's sound in rough letters, so that "Sjoigoe" and "Shoigu" are the same; without marks. `word` is in lower case.
 * ptr NULL: out of memory. */
nb_str nb_sound(nb_arena *arena, nb_str word);

#endif
