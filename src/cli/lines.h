/* Lines of a descriptor, one at a time, in memory that does not grow with the input. */
#ifndef NB_CLI_LINES_H
#define NB_CLI_LINES_H

#include "base/buf.h"
#include "base/context.h"

typedef struct cli_lines {
  int fd;
  size_t cap;   /* bytes of the longest line */
  nb_str name;  /* for messages */
  nb_buf bytes; /* read and not yet given back: from `at` on */
  size_t at, scanned;
  size_t number; /* of the line given last, from 1 */
  bool ended;    /* nothing more can be read */
} cli_lines;

void cli_lines_init(cli_lines *lines, int fd, nb_str name); /* with a cap of NB_INPUT_CAP */
void cli_lines_free(cli_lines *lines);
/* Reads once more. NB_IO. */
nb_status cli_lines_read(nb_context *ctx, cli_lines *lines);
/* True when cli_lines_next needs to read nothing. */
bool cli_lines_ready(cli_lines *lines);
/* The next line without its end (LF or CRLF), valid until the next call that reads. *got is false at the end of the
 * input. NB_DATA: longer than the cap; the rest of it was skipped and the next call goes on after it. NB_IO. */
nb_status cli_lines_next(nb_context *ctx, cli_lines *lines, nb_str *line, bool *got);

#endif
