/* Where the digest remembers what was seen. */
#ifndef NB_CLI_STATE_H
#define NB_CLI_STATE_H

#include "cli/options.h"

/* --state, else $XDG_STATE_HOME/nieuwsbrief/digest.sqlite, else the same under ~/.local/state. NB_CONFIG: no home
 * either. */
nb_status cli_state_path(nb_context *ctx, const cli_options *options, nb_buf *path);

#endif
