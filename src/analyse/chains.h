/* Between chains.c and pronouns.c: an actor while its mentions are gathered. */
#ifndef NB_ANALYSE_CHAINS_H
#define NB_ANALYSE_CHAINS_H

#include "analyse/tables.h"

typedef struct chain {
  nb_actor actor;
  size_t cap;    /* of actor.mentions */
  double weight; /* of the mentions: an adjective or a pronoun says less than a name */
} chain;

/* Behind the others; in any order until nb_find_actors has sorted them. */
nb_status nb_chain_add(const nb_analysing *a, chain *c, nb_mention mention, double weight);

/* "hij", "haar", "ze": to the mentions of the actor that each certainly stands for. The mentions are in order, before
 * and after. */
nb_status nb_resolve_pronouns(const nb_analysing *a, chain *chains, size_t n);

#endif
