#include "cli/xdg.h"

#include <stdlib.h>

nb_status cli_xdg_path(nb_context *ctx, const char *variable, const char *under_home, const char *file, nb_buf *path) {
  const char *set = getenv(variable), *home = getenv("HOME");
  if (set && *set == '/') /* XDG: others are ignored */
    nb_buf_printf(path, "%s/nieuwsbrief/%s", set, file);
  else if (home && *home)
    nb_buf_printf(path, "%s/%s/nieuwsbrief/%s", home, under_home, file);
  else
    return nb_fail(ctx, NB_CONFIG, "no place for %s: set %s or HOME", file, variable);
  return path->status ? nb_fail(ctx, NB_CONFIG, "the path of %s is too long", file) : NB_OK;
}

nb_status cli_config_path(nb_context *ctx, const char *file, nb_buf *path) {
  return cli_xdg_path(ctx, "XDG_CONFIG_HOME", ".config", file, path);
}
