/* Which hints a training sentence gets: at random, so that the model learns to use a hint, to inflect it, to choose
 * among candidates, to do without, and to mistrust it. */
#ifndef TRAIN_CHOICE_H
#define TRAIN_CHOICE_H

#include "base/map.h"
#include "translate/neural/hint_rules.h"

typedef struct choice {
  uint64_t random;
  nb_str reference; /* the English, in lower case */
  nb_map *known;    /* stems of its words */
  nb_hint_chooser chooser;
} choice;

/* For one sentence pair; what is allocated lives in the arena. False: out of memory. */
bool choice_init(choice *c, nb_arena *arena, nb_str english, uint64_t seed);

#endif
