/* english.ngrams: header, then 2^log_cells cells of 32 bits: a hash table with open addressing. A cell is the upper 24
 * bits of the key's hash and a cost of 8 bits, 1 at least; 0 is free. A word alone has its own key. */
#ifndef NB_LEXICON_NGRAMS_FORMAT_H
#define NB_LEXICON_NGRAMS_FORMAT_H

#include <stdint.h>

#include "base/map.h"

#define NB_NGRAMS_MAGIC "NBNGR01\n"

enum { NB_NGRAMS_MAX_LOG = 24, NB_NGRAMS_WORST = 255 };

typedef struct nb_ngrams_header {
  char magic[8];
  uint32_t byte_order; /* 0x01020304 as the writer stores it */
  uint32_t log_cells;
} nb_ngrams_header;

static inline uint64_t nb_ngrams_key(const nb_str *before, nb_str word) {
  uint64_t h = nb_hash(word) * 0x9E3779B97F4A7C15u;
  if (before) h += (nb_hash(*before) | 1) * 0xC2B2AE3D27D4EB4Fu;
  h ^= h >> 32;
  h *= 0xD6E8FEB86659FD93u;
  return h ^ h >> 32;
}

static inline uint32_t nb_ngrams_mark(uint64_t key) {
  return (uint32_t)(key >> 40) << 8;
}

#endif
