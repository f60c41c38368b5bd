/* nb_map: string keys to pointers, in an arena. Keys and values are borrowed. */
#ifndef NB_BASE_MAP_H
#define NB_BASE_MAP_H

#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

typedef struct nb_map nb_map;

nb_map *nb_map_new(nb_arena *arena); /* NULL: out of memory */
/* The slot of `key`, made (holding NULL) where it is new. NULL: out of memory. Valid until the next nb_map_slot. */
void **nb_map_slot(nb_map *map, nb_str key);
void *nb_map_get(const nb_map *map, nb_str key); /* NULL: not there */
size_t nb_map_size(const nb_map *map);
/* Walks all pairs in no particular order: start with *at = 0; false at the end. */
bool nb_map_next(const nb_map *map, size_t *at, nb_str *key, void **value);

uint64_t nb_hash(nb_str s); /* FNV-1a, 64 bits: stable, so that files may hold it */

#endif
