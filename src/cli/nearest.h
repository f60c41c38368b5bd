/* "Did you mean": which known word a mistyped one is closest to. */
#ifndef NB_CLI_NEAREST_H
#define NB_CLI_NEAREST_H

#include <stddef.h>

#include "base/str.h"

/* Edits (insert, delete, replace, swap of neighbours) between two words; a large number where either is longer than 31
 * bytes. */
size_t cli_edits(nb_str a, nb_str b);
/* True where `typed` is probably meant to be `known`: a beginning of it, or few edits away. The fewest edits win over
 * *best. */
bool cli_nearer(nb_str typed, nb_str known, size_t *best);

#endif
