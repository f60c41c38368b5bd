/* The command line: one table of commands and one of options, from which parsing, checks and help come. */
#ifndef NB_CLI_OPTIONS_H
#define NB_CLI_OPTIONS_H

#include "base/arena.h"
#include "base/context.h"
#include "lexicon/user/write.h"
#include "read/reader.h"
#include "render/render.h"
#include "summarise/summary.h"

typedef enum cli_command {
  CLI_BRIEF,
  CLI_TRANSLATE,
  CLI_SUMMARIZE,
  CLI_SENTENCES,
  CLI_ANALYSE,
  CLI_DIGEST,
  CLI_DOCTOR,
  CLI_GLOSSARY,
  CLI_COMMANDS
} cli_command;

typedef struct cli_options {
  cli_command command;
  bool command_given; /* by name, not by default */
  bool help, version, quiet, verbose, offline, lines, bilingual, explain, no_marks, no_position;
  nb_input_kind from;
  const char *format_name; /* NULL: not given */
  nb_format format;
  nb_glossary_format glossary_format;
  nb_budget budget;
  unsigned threads;                                        /* 0: not given */
  const char *output, *backend, *url, *state, *pos, *note; /* NULL: not given */
  const char **glossaries, **kept;
  size_t n_glossaries, n_kept;
  const char **inputs;
  size_t n_inputs;
} cli_options;

/* The strings are those of argv; the lists are in the arena. NB_USAGE. */
nb_status cli_options_parse(nb_context *ctx, nb_arena *arena, int argc, char **argv, cli_options *options);
/* The help of one command, or of the whole program where none was named. */
void cli_help(const cli_options *options, nb_buf *out);
const char *cli_command_name(cli_command command);
/* The command with a name near this one, for a hint; NULL: none is near. */
const char *cli_command_near(const char *name);

#endif
