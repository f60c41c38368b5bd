#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

typedef struct block {
  struct block *next;
  size_t used, size;
  max_align_t data[];
} block;

struct nb_arena {
  block *head;
  size_t next_size;
};

nb_arena *nb_arena_new(void) {
  nb_arena *arena = calloc(1, sizeof *arena);
  if (arena) arena->next_size = FIRST_BLOCK;
  return arena;
}

static void free_blocks(block *b) {
  while (b) {
    block *next = b->next;
    free(b);
    b = next;
  }
}

void nb_arena_free(nb_arena *arena) {
  if (!arena) return;
  free_blocks(arena->head);
  free(arena);
}

void nb_arena_reset(nb_arena *arena) {
  if (!arena->head) return;
  free_blocks(arena->head->next);
  arena->head->next = NULL;
  arena->head->used = 0;
}

void *nb_arena_alloc(nb_arena *arena, size_t bytes) {
  const size_t align = sizeof(max_align_t);
  if (bytes > SIZE_MAX / 2) return NULL;
  bytes = (bytes + align - 1) / align * align;
  block *b = arena->head;
  if (!b || b->size - b->used < bytes) {
    size_t size = bytes > arena->next_size ? bytes : arena->next_size;
    b = malloc(sizeof *b + size);
    if (!b) return NULL;
    *b = (block){.next = arena->head, .size = size};
    arena->head = b;
    if (arena->next_size < LARGEST_BLOCK) arena->next_size *= 2;
  }
  void *p = (char *)b->data + b->used;
  b->used += bytes;
  return memset(p, 0, bytes);
}

void *nb_arena_array(nb_arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / 2 / size) return NULL;
  return nb_arena_alloc(arena, count * size);
}

nb_str nb_arena_str(nb_arena *arena, nb_str s) {
  char *copy = nb_arena_alloc(arena, s.len + 1);
  if (!copy) return (nb_str){NULL, 0};
  if (s.len) memcpy(copy, s.ptr, s.len);
  return (nb_str){copy, s.len};
}

char *nb_arena_cstr(nb_arena *arena, nb_str s) {
  return (char *)nb_arena_str(arena, s).ptr;
}

nb_str nb_arena_printf(nb_arena *arena, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *text = n < 0 ? NULL : nb_arena_alloc(arena, (size_t)n + 1);
  if (!text) return (nb_str){NULL, 0};
  va_start(args, format);
  vsnprintf(text, (size_t)n + 1, format, args);
  va_end(args);
  return (nb_str){text, (size_t)n};
}

bool nb_arena_grow(nb_arena *arena, void *items, size_t *cap, size_t need, size_t size) {
  if (need <= *cap) return true;
  size_t wanted = *cap ? *cap * 2 : 8;
  if (wanted < need) wanted = need;
  void *grown = nb_arena_array(arena, wanted, size), *old;
  if (!grown) return false;
  memcpy(&old, items, sizeof old);
  if (old && *cap) memcpy(grown, old, *cap * size);
  memcpy(items, &grown, sizeof grown);
  *cap = wanted;
  return true;
}
