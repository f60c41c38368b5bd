#include "cli/output.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/file.h"

enum { OUTPUT_CAP = 1024 * 1024 * 1024, WIDEST = 100, NARROWEST = 20 };

void cli_output_init(cli_output *output, const char *path) {
  bool standard = !path || strcmp(path, "-") == 0;
  *output = (cli_output){.path = standard ? NULL : path};
  nb_buf_init(&output->text, OUTPUT_CAP);
}

void cli_output_free(cli_output *output) {
  nb_buf_free(&output->text);
}

static nb_status failed(nb_context *ctx) {
  if (errno == EPIPE) { /* main ignores the signal, so that a service's closed socket is an ordinary failure */
    signal(SIGPIPE, SIG_DFL);
    raise(SIGPIPE);
  }
  return nb_fail(ctx, NB_IO, "standard output: %s", strerror(errno));
}

static nb_status check_text(nb_context *ctx, const nb_buf *text) {
  if (text->status == NB_DATA)
    return nb_fail(ctx, NB_DATA, "the output is larger than the limit of %zu bytes", text->max);
  return text->status ? nb_fail_memory(ctx) : NB_OK;
}

nb_status cli_output_flush(nb_context *ctx, cli_output *output) {
  nb_status status = check_text(ctx, &output->text);
  if (status || output->path) return status;
  for (nb_str rest = nb_buf_str(&output->text); rest.len;) {
    ssize_t n = write(STDOUT_FILENO, rest.ptr, rest.len);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed(ctx);
    rest = nb_str_sub(rest, (size_t)n, rest.len);
  }
  nb_buf_clear(&output->text);
  return NB_OK;
}

nb_status cli_output_end(nb_context *ctx, cli_output *output) {
  if (output->ended) return NB_OK;
  output->ended = true;
  nb_status status = cli_output_flush(ctx, output);
  if (status) return status;
  if (output->path) return nb_file_write(ctx, output->path, nb_buf_str(&output->text));
  return close(STDOUT_FILENO) == 0 ? NB_OK : failed(ctx);
}

size_t cli_output_width(const cli_output *output, size_t otherwise) {
  struct winsize size;
  if (output->path || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < NARROWEST) return otherwise;
  return size.ws_col < WIDEST ? size.ws_col : WIDEST;
}
