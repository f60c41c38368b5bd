#include "translate/neural/trie.h"

#include <stdlib.h>
#include <string.h>

struct nb_trie {
  unsigned char *label; /* of the edge that leads to the node */
  uint32_t *first;      /* child of a node; those of node i end where those of node i + 1 begin */
  int32_t *value;
};

typedef struct range {
  uint32_t from, to, depth; /* keys that share their first `depth` bytes */
} range;

static int by_text(const void *a, const void *b) {
  return nb_str_cmp(((const nb_trie_key *)a)->text, ((const nb_trie_key *)b)->text);
}

/* One node for every prefix that a key does not share with the key before it, and the root. */
static size_t count_nodes(const nb_trie_key *keys, size_t n) {
  size_t nodes = 1;
  for (size_t i = 0; i < n; i++) {
    size_t shared = 0, most = i ? keys[i - 1].text.len : 0;
    while (shared < most && shared < keys[i].text.len && keys[i].text.ptr[shared] == keys[i - 1].text.ptr[shared])
      shared++;
    nodes += keys[i].text.len - shared;
  }
  return nodes;
}

/* The keys of a node that end there come first, being the shortest; each further group shares its next byte. */
static void fill(nb_trie *trie, range *queue, const nb_trie_key *keys, size_t n) {
  uint32_t end = 1;
  queue[0] = (range){0, (uint32_t)n, 0};
  for (uint32_t node = 0; node < end; node++) {
    range r = queue[node];
    uint32_t at = r.from;
    trie->value[node] = NB_TRIE_NONE;
    if (at < r.to && keys[at].text.len == r.depth) trie->value[node] = keys[at].value;
    while (at < r.to && keys[at].text.len == r.depth) at++;
    trie->first[node] = end;
    while (at < r.to) {
      char byte = keys[at].text.ptr[r.depth];
      uint32_t from = at;
      while (at < r.to && keys[at].text.ptr[r.depth] == byte) at++;
      trie->label[end] = (unsigned char)byte;
      queue[end++] = (range){from, at, r.depth + 1};
    }
  }
  trie->first[end] = end;
}

nb_trie *nb_trie_new(nb_arena *arena, nb_trie_key *keys, size_t n) {
  qsort(keys, n, sizeof *keys, by_text);
  size_t nodes = count_nodes(keys, n);
  nb_trie *trie = nb_arena_alloc(arena, sizeof *trie);
  range *queue = malloc(nodes * sizeof *queue);
  if (trie) {
    trie->label = nb_arena_array(arena, nodes, sizeof *trie->label);
    trie->first = nb_arena_array(arena, nodes + 1, sizeof *trie->first);
    trie->value = nb_arena_array(arena, nodes, sizeof *trie->value);
  }
  bool room = trie && queue && trie->label && trie->first && trie->value;
  if (room) fill(trie, queue, keys, n);
  free(queue);
  return room ? trie : NULL;
}

bool nb_trie_step(const nb_trie *trie, uint32_t *node, unsigned char byte) {
  uint32_t first = trie->first[*node], n = trie->first[*node + 1] - first;
  const unsigned char *found = n ? memchr(trie->label + first, byte, n) : NULL;
  if (!found) return false;
  *node = (uint32_t)(found - trie->label);
  return true;
}

int32_t nb_trie_value(const nb_trie *trie, uint32_t node) {
  return trie->value[node];
}
