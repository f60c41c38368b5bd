#include "base/random.h"

uint64_t nb_random_mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return x ^ x >> 31;
}

uint64_t nb_random(uint64_t *state) {
  uint64_t drawn = nb_random_mix(*state);
  *state += 0x9e3779b97f4a7c15;
  return drawn;
}

double nb_random_unit(uint64_t *state) {
  return (double)(nb_random(state) >> 11) * 0x1p-53;
}

size_t nb_random_below(uint64_t *state, size_t most) {
  return (size_t)(nb_random_unit(state) * (double)most);
}
