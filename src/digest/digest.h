/* The digest: what is new in some feeds since the last run. */
#ifndef NB_DIGEST_DIGEST_H
#define NB_DIGEST_DIGEST_H

#include "brief/brief.h"
#include "net/http.h"

typedef struct nb_digest_options {
  const char *state_path; /* SQLite file; its folder is made where it is missing */
  size_t sentences;       /* in a brief; 0: three */
  /* New items a feed and run, the first that the feed lists (feeds list the newest first); 0: 50. How many more there
   * were is logged, and they count as seen: so the first run over a feed gives its newest items and not its archive. */
  size_t max_items;
  bool offline; /* files only: an http(s) feed is an error of that feed */
} nb_digest_options;

typedef struct nb_digest nb_digest; /* briefs of a run, with the documents that they borrow from */

/* Reads the feeds (paths or http(s) addresses), briefs the items that the state does not know and remembers them only
 * in nb_digest_commit. A feed's or an item's failure is logged, counted and stops nothing; a failed item comes again in
 * the next run. The state stays locked until the commit or the free. NB_TEMPFAIL: another run holds the state. `http`
 * may be NULL with `offline`. The caller frees. */
nb_status nb_digest_run(nb_context *ctx, const nb_stages *stages, nb_http *http, const nb_digest_options *options,
                        const char *const *feeds, size_t n_feeds, nb_digest **digest);
const nb_brief *nb_digest_briefs(const nb_digest *digest, size_t *n);
size_t nb_digest_failed(const nb_digest *digest); /* feeds and items that failed */
/* To be called when the output is safely written: only then the items count as seen. */
nb_status nb_digest_commit(nb_context *ctx, nb_digest *digest);
void nb_digest_free(nb_digest *digest); /* without a commit nothing was remembered */

#endif
