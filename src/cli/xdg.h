/* The user's own folders, as the XDG base directory specification has them. */
#ifndef NB_CLI_XDG_H
#define NB_CLI_XDG_H

#include "base/context.h"

/* The program's file in such a folder: $variable/nieuwsbrief/file, else ~/under_home/nieuwsbrief/file. NB_CONFIG: no
 * home either, or too long. */
nb_status cli_xdg_path(nb_context *ctx, const char *variable, const char *under_home, const char *file, nb_buf *path);

/* Configuration: the user's own glossary and do-not-translate list. */
nb_status cli_config_path(nb_context *ctx, const char *file, nb_buf *path);
#define CLI_OWN_GLOSSARY "glossary.tsv"
#define CLI_OWN_KEPT "do-not-translate.txt"

#endif
