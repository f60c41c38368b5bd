/* Where the command's output goes: standard output, every write checked, or a file that is whole or not there. */
#ifndef NB_CLI_OUTPUT_H
#define NB_CLI_OUTPUT_H

#include "base/buf.h"
#include "base/context.h"

typedef struct cli_output {
  const char *path; /* NULL: standard output */
  nb_buf text;      /* what is not written yet: commands append here */
  bool ended;       /* written, or not to be written */
} cli_output;

void cli_output_init(cli_output *output, const char *path);
void cli_output_free(cli_output *output);
/* Writes what is there to standard output; for a file nothing happens before cli_output_end. NB_IO; a reader that has
 * gone away ends the process silently, as it does for other filters. */
nb_status cli_output_flush(nb_context *ctx, cli_output *output);
/* The same once more, and the file; standard output is closed, because some file systems tell of a failure only then.
 * Does nothing where the output has ended. */
nb_status cli_output_end(nb_context *ctx, cli_output *output);
/* Columns of the terminal on standard output, at most 100; `otherwise` where it is none. */
size_t cli_output_width(const cli_output *output, size_t otherwise);

#endif
