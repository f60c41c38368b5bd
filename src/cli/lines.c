#include "cli/lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum { CHUNK = 65536 };

void cli_lines_init(cli_lines *lines, int fd, nb_str name) {
  *lines = (cli_lines){.fd = fd, .cap = NB_INPUT_CAP, .name = name};
  nb_buf_init(&lines->bytes, (size_t)NB_INPUT_CAP + 2 * CHUNK);
}

void cli_lines_free(cli_lines *lines) {
  nb_buf_free(&lines->bytes);
}

static void forget(cli_lines *lines) {
  nb_str rest = nb_str_sub(nb_buf_str(&lines->bytes), lines->at, lines->bytes.len);
  if (rest.len) memmove(lines->bytes.ptr, rest.ptr, rest.len);
  lines->bytes.len = rest.len;
  lines->bytes.ptr[rest.len] = 0;
  lines->at = 0;
}

nb_status cli_lines_read(nb_context *ctx, cli_lines *lines) {
  char chunk[CHUNK];
  if (lines->at) {
    lines->scanned -= lines->at;
    forget(lines);
  }
  ssize_t n;
  do n = read(lines->fd, chunk, sizeof chunk);
  while (n < 0 && errno == EINTR);
  if (n < 0) {
    nb_status status = errno == EISDIR ? NB_NOINPUT : NB_IO;
    return nb_fail(ctx, status, NB_STR_FMT ": %s", NB_STR_ARG(lines->name), strerror(errno));
  }
  lines->ended = n == 0;
  return nb_buf_add(&lines->bytes, (nb_str){chunk, (size_t)n}) ? nb_fail_memory(ctx) : NB_OK;
}

/* Looks for a line end where none was looked for yet: a long line is scanned once, however it arrives. */
bool cli_lines_ready(cli_lines *lines) {
  const char *end = memchr(lines->bytes.ptr + lines->scanned, '\n', lines->bytes.len - lines->scanned);
  lines->scanned = end ? (size_t)(end - lines->bytes.ptr) : lines->bytes.len;
  return end || lines->ended;
}

/* The line is in front of `scanned`, or the input ended. */
static bool take(cli_lines *lines, nb_str *line) {
  bool has_end = lines->scanned < lines->bytes.len;
  if (!has_end && lines->at == lines->bytes.len) return false;
  *line = nb_str_sub(nb_buf_str(&lines->bytes), lines->at, lines->scanned);
  lines->at = lines->scanned = lines->scanned + has_end;
  if (nb_str_ends(*line, NB_STR("\r"))) line->len--;
  lines->number++;
  return true;
}

static nb_status too_long(nb_context *ctx, const cli_lines *lines) {
  return nb_fail(ctx, NB_DATA, NB_STR_FMT ":%zu: the line is longer than the limit of %zu bytes",
                 NB_STR_ARG(lines->name), lines->number, lines->cap);
}

static nb_status skip(nb_context *ctx, cli_lines *lines) {
  while (!cli_lines_ready(lines)) {
    lines->at = lines->scanned = lines->bytes.len;
    nb_status status = cli_lines_read(ctx, lines);
    if (status) return status;
  }
  nb_str rest;
  lines->number += !take(lines, &rest);
  return too_long(ctx, lines);
}

nb_status cli_lines_next(nb_context *ctx, cli_lines *lines, nb_str *line, bool *got) {
  while (!cli_lines_ready(lines)) {
    if (lines->bytes.len - lines->at > lines->cap) return skip(ctx, lines);
    nb_status status = cli_lines_read(ctx, lines);
    if (status) return status;
  }
  *got = take(lines, line);
  return *got && line->len > lines->cap ? too_long(ctx, lines) : NB_OK;
}
