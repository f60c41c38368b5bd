#include "cli/state.h"

#include <stdlib.h>

nb_status cli_state_path(nb_context *ctx, const cli_options *options, nb_buf *path) {
  const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
  if (options->state)
    nb_buf_add_c(path, options->state);
  else if (state && *state == '/')
    nb_buf_printf(path, "%s/nieuwsbrief/digest.sqlite", state); /* XDG: others are ignored */
  else if (home && *home)
    nb_buf_printf(path, "%s/.local/state/nieuwsbrief/digest.sqlite", home);
  else
    return nb_fail(ctx, NB_CONFIG, "no place for what was seen: set XDG_STATE_HOME or HOME, or give --state");
  return path->status ? nb_fail(ctx, NB_CONFIG, "the path of the state file is too long") : NB_OK;
}
