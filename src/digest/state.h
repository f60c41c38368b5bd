/* What the digest remembers: an SQLite file. Opening takes its lock and begins one transaction, which nb_state_commit
 * ends: whatever happens before, the file stays as it was. */
#ifndef NB_DIGEST_STATE_H
#define NB_DIGEST_STATE_H

#include <stdint.h>

#include "read/fetch.h"

typedef struct nb_state nb_state;

typedef struct nb_seen {
  nb_str feed; /* as the user named it */
  nb_str id;   /* of the item, within the feed */
  nb_str link; /* canonical; may be empty */
} nb_seen;

/* `now`: seconds since 1970. Makes the file and its folders where they are missing. The caller closes.
 * NB_TEMPFAIL: another run holds it. NB_CANTCREAT: cannot be made or written. NB_DATA: damaged, or no state file; it is
 * left as it is. All further failures are NB_DATA, NB_IO (disk full) or NB_INTERNAL. */
nb_status nb_state_open(nb_context *ctx, const char *path, int64_t now, nb_state **state);
/* Items count as seen from here on; those that their feed has not listed for 400 days are forgotten. */
nb_status nb_state_commit(nb_context *ctx, nb_state *state);
void nb_state_close(nb_state *state); /* without a commit nothing is remembered; NULL is fine */

/* What the server said last time; empty slices: nothing. In the arena. */
nb_status nb_state_validators(nb_context *ctx, nb_state *state, nb_arena *arena, nb_str feed,
                              nb_validators *validators);
/* To be called when a feed was read as a whole. Empty slices clear what was remembered. */
nb_status nb_state_set_validators(nb_context *ctx, nb_state *state, nb_str feed, const nb_validators *validators);

/* Is the item known: by its id in its feed; in another feed by its link, or by an id that is an address or URI? A known
 * item of its own feed is marked as still listed. */
nb_status nb_state_knows(nb_context *ctx, nb_state *state, const nb_seen *item, bool *known);
nb_status nb_state_add(nb_context *ctx, nb_state *state, const nb_seen *item);

#endif
