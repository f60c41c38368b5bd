/* nb_trie: byte strings to numbers, walked a byte at a time. Nodes lie in breadth-first order, so that a node's
 * children are neighbours and all it holds of them is where they begin. In an arena. */
#ifndef NB_TRANSLATE_NEURAL_TRIE_H
#define NB_TRANSLATE_NEURAL_TRIE_H

#include <stdint.h>

#include "base/arena.h"

typedef struct nb_trie nb_trie;

typedef struct nb_trie_key {
  nb_str text;
  int32_t value; /* 0 or more */
} nb_trie_key;

enum { NB_TRIE_ROOT = 0, NB_TRIE_NONE = -1 };

/* Sorts the keys by bytes; of equal ones the first counts. NULL: out of memory. */
nb_trie *nb_trie_new(nb_arena *arena, nb_trie_key *keys, size_t n);
/* From *node along `byte`; false: no key goes on that way. */
bool nb_trie_step(const nb_trie *trie, uint32_t *node, unsigned char byte);
/* Of the key that ends at the node, or NB_TRIE_NONE. */
int32_t nb_trie_value(const nb_trie *trie, uint32_t node);

#endif
