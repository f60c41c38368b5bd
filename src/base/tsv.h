/* Tables in text files: one row a line, fields between tabs; lines that begin with "# " or "#<TAB>" and empty lines are
 * left out. The files of dict/ and the users' glossaries are read with this. */
#ifndef NB_BASE_TSV_H
#define NB_BASE_TSV_H

#include "base/arena.h"
#include "base/context.h"

enum { NB_TSV_FIELDS = 16 };

typedef struct nb_tsv_row {
  const char *path;
  size_t line; /* from 1 */
  size_t n;    /* fields, the last one holds the rest of the line; those that are missing are empty slices */
  nb_str field[NB_TSV_FIELDS];
} nb_tsv_row;

/* A status other than NB_OK ends the reading and is returned. The fields live as long as the arena. */
typedef nb_status nb_tsv_fn(nb_context *ctx, void *user, const nb_tsv_row *row);

/* Reads the file into the arena and calls `row` for every row. NB_NOINPUT, NB_DATA (not UTF-8: names the line). */
nb_status nb_tsv_read(nb_context *ctx, const char *path, nb_arena *arena, nb_tsv_fn *row, void *user);

#endif
