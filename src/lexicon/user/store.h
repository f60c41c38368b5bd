/* A glossary in TSV that terms are added to, by one process at a time. */
#ifndef NB_LEXICON_USER_STORE_H
#define NB_LEXICON_USER_STORE_H

#include "lexicon/user/term.h"

/* Called for each term that is not added; `before` is the entry that it is at odds with, NULL: it has a problem. */
typedef void nb_refused_fn(void *user, const nb_term *term, const nb_term *before);

typedef struct nb_store_result {
  size_t added, present, refused;
} nb_store_result;

/* Adds those of the terms that the file has not, at its end; what is there stays as it is. The file is replaced as a
 * whole; it is made, with its folder, where it is missing. Terms with another translation there, or earlier among
 * these, and unusable ones are refused. NB_TEMPFAIL: another process has held the folder for five seconds. NB_DATA: the
 * file has entries that cannot be used, or columns in another order. NB_CANTCREAT, NB_IO. */
nb_status nb_store_add(nb_context *ctx, nb_arena *arena, const char *path, const nb_terms *terms,
                       nb_refused_fn *refused, void *user, nb_store_result *result);

#endif
