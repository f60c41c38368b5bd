#include "cli/state.h"

#include "cli/xdg.h"

nb_status cli_state_path(nb_context *ctx, const cli_options *options, nb_buf *path) {
  if (!options->state) return cli_xdg_path(ctx, "XDG_STATE_HOME", ".local/state", "digest.sqlite", path);
  nb_buf_add_c(path, options->state);
  return path->status ? nb_fail(ctx, NB_CONFIG, "the path of the state file is too long") : NB_OK;
}
