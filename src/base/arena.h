/* nb_arena: memory that is given back all at once. What an arena hands out lives until nb_arena_free or nb_arena_reset.
 * Every function returns NULL (or a slice with ptr NULL) when memory is out; zero-sized requests succeed. */
#ifndef NB_BASE_ARENA_H
#define NB_BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

typedef struct nb_arena nb_arena;

nb_arena *nb_arena_new(void);
void nb_arena_free(nb_arena *arena);
void nb_arena_reset(nb_arena *arena);                /* keeps one block for reuse */
void *nb_arena_alloc(nb_arena *arena, size_t bytes); /* zeroed, aligned for any type */
/* `count` zeroed items; NULL also when count * size overflows */
void *nb_arena_array(nb_arena *arena, size_t count, size_t size);
nb_str nb_arena_str(nb_arena *arena, nb_str s); /* a copy, NUL-terminated */
char *nb_arena_cstr(nb_arena *arena, nb_str s); /* the same as a C string */
nb_str nb_arena_printf(nb_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Grows an array in an arena: *items has room for *cap; afterwards at least `need`. False: out of memory. */
bool nb_arena_grow(nb_arena *arena, void *items, size_t *cap, size_t need, size_t size);

#endif
