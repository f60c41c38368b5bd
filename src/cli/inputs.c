#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/cli.h"
#include "read/fetch.h"

enum { BLANK_CAP = 1024 * 1024, BRACE_CAP = 64 }; /* bytes looked through for the start of an object */

void cli_failed(cli *c, nb_status status) {
  nb_log(c->ctx, NB_LOG_ERROR, "%s", nb_error(c->ctx));
  c->failed++;
  if (!c->failure) c->failure = status;
}

nb_status cli_outcome(const cli *c) {
  if (c->failed && !c->done) return c->failure;
  return c->failed || c->pipeline->degraded ? NB_PARTIAL : NB_OK;
}

nb_status cli_need_http(cli *c) {
  return c->http ? NB_OK : nb_http_new(c->ctx, NULL, &c->http);
}

/* ---- sources ---- */

static nb_status no_such_file(cli *c, const char *path) {
  const char *near = errno == ENOENT && !c->options->command_given ? cli_command_near(path) : NULL;
  const char *reason = strerror(errno);
  if (near) return nb_fail(c->ctx, NB_NOINPUT, "%s: %s; did you mean the command %s?", path, reason, near);
  return nb_fail(c->ctx, NB_NOINPUT, "%s: %s", path, reason);
}

static nb_status open_file(cli *c, const char *path, cli_source *source) {
  if (strcmp(path, "-") == 0) {
    cli_lines_init(&source->lines, STDIN_FILENO, NB_STR("standard input"));
    return NB_OK;
  }
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return no_such_file(c, path);
  cli_lines_init(&source->lines, fd, nb_str_of(path));
  source->opened = true;
  return NB_OK;
}

static nb_status open_address(cli *c, nb_arena *arena, const char *address, cli_source *source) {
  if (c->options->offline)
    return nb_fail(c->ctx, NB_UNAVAILABLE, "%s: not fetched, because --offline forbids every connection", address);
  nb_fetched fetched;
  nb_status status = cli_need_http(c);
  if (!status) status = nb_fetch(c->ctx, c->http, arena, address, NULL, &fetched);
  if (status) return status;
  cli_lines_init(&source->lines, -1, fetched.name);
  source->lines.ended = true;
  source->charset = fetched.charset;
  source->url = fetched.url;
  return nb_buf_add(&source->lines.bytes, fetched.bytes) ? nb_fail_memory(c->ctx) : NB_OK;
}

static void close_source(cli_source *source) {
  if (source->opened) close(source->lines.fd);
  cli_lines_free(&source->lines);
}

static nb_status one_source(cli *c, const char *input, cli_source_fn *fn, void *user) {
  nb_arena *arena = nb_arena_new();
  if (!arena) return nb_fail_memory(c->ctx);
  cli_source source = {.charset = NB_STR(""), .url = NB_STR("")};
  nb_status opened =
      nb_is_address(nb_str_of(input)) ? open_address(c, arena, input, &source) : open_file(c, input, &source);
  nb_status status = NB_OK;
  if (opened)
    cli_failed(c, opened);
  else
    status = fn(c, user, &source);
  close_source(&source);
  nb_arena_free(arena);
  return status;
}

/* How far it is, for a person who waits; standard error only. */
static void show_progress(cli *c, size_t at, const char *input) {
  if (c->options->quiet || c->options->n_inputs < 2 || !isatty(STDERR_FILENO)) return;
  fprintf(stderr, "\r\033[K%zu/%zu %.60s", at + 1, c->options->n_inputs, input);
  c->progress = true;
}

void cli_clear_progress(cli *c) {
  if (c->progress) fputs("\r\033[K", stderr);
  c->progress = false;
}

nb_status cli_flush(cli *c) {
  if (c->output.text.len) cli_clear_progress(c);
  return cli_output_flush(c->ctx, &c->output);
}

nb_status cli_each_source(cli *c, cli_source_fn *fn, void *user) {
  if (c->options->n_inputs == 0) {
    if (isatty(STDIN_FILENO)) nb_log(c->ctx, NB_LOG_WARN, "reading from the terminal; end with Ctrl-D");
    return one_source(c, "-", fn, user);
  }
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < c->options->n_inputs; i++) {
    show_progress(c, i, c->options->inputs[i]);
    status = one_source(c, c->options->inputs[i], fn, user);
  }
  return status;
}

nb_status cli_source_all(cli *c, cli_source *source, nb_str *bytes) {
  cli_lines *lines = &source->lines;
  while (!lines->ended && lines->bytes.len <= NB_INPUT_CAP) {
    nb_status status = cli_lines_read(c->ctx, lines);
    if (status) return status;
  }
  if (lines->bytes.len > NB_INPUT_CAP)
    return nb_fail(c->ctx, NB_DATA, NB_STR_FMT ": larger than the limit of %d bytes", NB_STR_ARG(lines->name),
                   NB_INPUT_CAP);
  *bytes = nb_buf_str(&lines->bytes);
  return NB_OK;
}

/* ---- documents ---- */

typedef struct documents {
  cli_document_fn *fn;
  void *user;
} documents;

/* What a failure of the work on one document means for the run. */
static nb_status worked(cli *c, nb_status status) {
  if (status == NB_OK) c->done++;
  if (status != NB_DATA) return status;
  cli_failed(c, status);
  return NB_OK;
}

static nb_status one_line(cli *c, documents *d, nb_str name, nb_str line) {
  nb_document *document = NULL;
  nb_status read = nb_read_json(c->ctx, name, line, &document);
  if (read == NB_INTERNAL) return read;
  if (!read) return worked(c, d->fn(c, d->user, document, true));
  cli_failed(c, read);
  return NB_OK;
}

/* JSON Lines: goes on past a line that cannot be used; what was made is written before it waits for more. */
static nb_status json_lines(cli *c, documents *d, cli_source *source) {
  cli_lines *lines = &source->lines;
  nb_status status = NB_OK;
  while (!status) {
    nb_str line = NB_STR("");
    bool got = false;
    if (!cli_lines_ready(lines)) status = cli_flush(c);
    nb_status read = status ? NB_OK : cli_lines_next(c->ctx, lines, &line, &got);
    if (read == NB_DATA || read == NB_IO || read == NB_NOINPUT) cli_failed(c, read);
    if (read == NB_DATA) continue;
    if (status || read || !got) break;
    if (nb_str_trim(line).len == 0) continue;
    char name[1024];
    snprintf(name, sizeof name, NB_STR_FMT ":%zu", NB_STR_ARG(lines->name), lines->number);
    status = one_line(c, d, nb_str_of(name), line);
  }
  return status;
}

/* JSON Lines show themselves in the first bytes, so that a stream of them is not waited for to its end. */
static nb_status is_json_lines(cli *c, cli_source *source, bool *is) {
  cli_lines *lines = &source->lines;
  *is = false;
  while (lines->bytes.len < BLANK_CAP) {
    nb_str start = nb_buf_str(&lines->bytes);
    if (nb_str_starts(start, NB_STR("\xEF\xBB\xBF"))) start = nb_str_sub(start, 3, start.len);
    start = nb_str_trim(start);
    bool object = nb_str_starts(start, NB_STR("{"));
    *is = object && nb_sniff(start) == NB_INPUT_JSONL;
    if (*is || lines->ended || (start.len && !object) || start.len > BRACE_CAP) return NB_OK;
    nb_status status = cli_lines_read(c->ctx, lines);
    if (status) return status;
  }
  return NB_OK;
}

static nb_status is_a_feed(cli *c, nb_str name) {
  return nb_fail(c->ctx, NB_DATA, NB_STR_FMT ": this is a feed; use: nieuwsbrief digest " NB_STR_FMT, NB_STR_ARG(name),
                 NB_STR_ARG(name));
}

static nb_status whole(cli *c, cli_source *source, nb_document **document) {
  nb_str name = source->lines.name, bytes;
  nb_status status = cli_source_all(c, source, &bytes);
  if (status) return status;
  bool known = c->options->from != NB_INPUT_AUTO;
  const char *wrong = known ? NULL : nb_no_text(bytes);
  if (wrong) return nb_fail(c->ctx, NB_DATA, NB_STR_FMT ": this is %s", NB_STR_ARG(name), wrong);
  nb_input_kind kind = known ? c->options->from : nb_sniff(bytes);
  if (kind == NB_INPUT_FEED) return is_a_feed(c, name);
  if (kind == NB_INPUT_JSONL)
    return nb_fail(c->ctx, NB_DATA, NB_STR_FMT ": JSON Lines that are not UTF-8", NB_STR_ARG(name));
  if (kind == NB_INPUT_HTML)
    status = nb_read_html(c->ctx, name, bytes, source->charset, document);
  else
    status = c->read_text(c->ctx, name, bytes, source->charset, document);
  if (status || (*document)->url.len || !source->url.len) return status;
  nb_str url = nb_arena_str((*document)->arena, source->url);
  if (url.ptr) (*document)->url = url;
  return NB_OK;
}

static nb_status documents_of(cli *c, void *user, cli_source *source) {
  documents *d = user;
  bool lines = c->options->from == NB_INPUT_JSONL;
  nb_status read = c->options->from == NB_INPUT_AUTO ? is_json_lines(c, source, &lines) : NB_OK;
  if (!read && lines) return json_lines(c, d, source);
  nb_document *document = NULL;
  if (!read) read = whole(c, source, &document);
  if (read == NB_INTERNAL) return read;
  if (!read) return worked(c, d->fn(c, d->user, document, false));
  cli_failed(c, read);
  return NB_OK;
}

nb_status cli_each_document(cli *c, cli_document_fn *fn, void *user) {
  documents d = {fn, user};
  return cli_each_source(c, documents_of, &d);
}
