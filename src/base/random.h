/* Pseudo-random numbers (SplitMix64; Steele, Lea and Flood 2014): the same seed gives the same numbers everywhere. */
#ifndef NB_BASE_RANDOM_H
#define NB_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

uint64_t nb_random_mix(uint64_t x); /* numbers in a row give bits that have nothing to do with each other */
uint64_t nb_random(uint64_t *state);
double nb_random_unit(uint64_t *state);               /* from 0 up to, not including, 1 */
size_t nb_random_below(uint64_t *state, size_t most); /* from 0 to most - 1; most > 0 */

#endif
