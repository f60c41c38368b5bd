/* One spelling for the address of an article, so that two feeds that link to it are seen to mean the same. */
#ifndef NB_DIGEST_LINK_H
#define NB_DIGEST_LINK_H

#include "base/arena.h"

/* Scheme and host in lower case, without default port, fragment and utm_* parameters. Empty: not an http(s) address.
 * ptr NULL: out of memory. */
nb_str nb_canonical_link(nb_arena *arena, nb_str link);

#endif
