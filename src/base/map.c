#include "base/map.h"

typedef struct slot {
  nb_str key; /* ptr NULL: free */
  uint64_t hash;
  void *value;
} slot;

struct nb_map {
  nb_arena *arena;
  slot *slots;
  size_t used, size; /* size is a power of two */
};

uint64_t nb_hash(nb_str s) {
  uint64_t h = 14695981039346656037u;
  for (size_t i = 0; i < s.len; i++) h = (h ^ (unsigned char)s.ptr[i]) * 1099511628211u;
  return h;
}

nb_map *nb_map_new(nb_arena *arena) {
  nb_map *map = nb_arena_alloc(arena, sizeof *map);
  if (!map) return NULL;
  *map = (nb_map){.arena = arena, .size = 64};
  map->slots = nb_arena_array(arena, map->size, sizeof *map->slots);
  return map->slots ? map : NULL;
}

static slot *find(const nb_map *map, nb_str key, uint64_t hash) {
  size_t at = (size_t)(hash ^ hash >> 32) & (map->size - 1);
  while (map->slots[at].key.ptr && !(map->slots[at].hash == hash && nb_str_eq(map->slots[at].key, key)))
    at = (at + 1) & (map->size - 1);
  return &map->slots[at];
}

static bool grow(nb_map *map) {
  nb_map old = *map;
  map->slots = nb_arena_array(map->arena, old.size * 2, sizeof *map->slots);
  if (!map->slots) {
    *map = old;
    return false;
  }
  map->size = old.size * 2;
  for (size_t i = 0; i < old.size; i++)
    if (old.slots[i].key.ptr) *find(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
  return true;
}

void **nb_map_slot(nb_map *map, nb_str key) {
  if (!key.ptr) key = NB_STR("");
  uint64_t hash = nb_hash(key);
  slot *s = find(map, key, hash);
  if (!s->key.ptr) {
    if (map->used * 4 >= map->size * 3) {
      if (!grow(map)) return NULL;
      s = find(map, key, hash);
    }
    *s = (slot){.key = key, .hash = hash};
    map->used++;
  }
  return &s->value;
}

void *nb_map_get(const nb_map *map, nb_str key) {
  if (!key.ptr) key = NB_STR("");
  return find(map, key, nb_hash(key))->value;
}

size_t nb_map_size(const nb_map *map) {
  return map->used;
}

bool nb_map_next(const nb_map *map, size_t *at, nb_str *key, void **value) {
  for (; *at < map->size; (*at)++) {
    if (!map->slots[*at].key.ptr) continue;
    *key = map->slots[*at].key;
    *value = map->slots[*at].value;
    (*at)++;
    return true;
  }
  return false;
}
