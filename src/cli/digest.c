/* digest: briefs of what is new in feeds; an item counts as seen only when its brief is safely written. */
#include <limits.h>
#include <stdlib.h>
#include <time.h>

#include "cli/cli.h"
#include "cli/state.h"
#include "digest/digest.h"

/* "Dutch news, 25 November 2026": the program never leaves the C locale, so that months are English. */
static void heading(char *text, size_t size) {
  time_t now = time(NULL);
  struct tm today;
  if (!localtime_r(&now, &today) || strftime(text, size, "Dutch news, %e %B %Y", &today) == 0) *text = 0;
}

/* The engine may have failed after the first briefs were made: what is said of one is said of all. */
static const nb_brief *marked(const cli *c, nb_arena *arena, const nb_brief *briefs, size_t n) {
  nb_brief *copies = nb_arena_array(arena, n, sizeof *copies);
  for (size_t i = 0; copies && i < n; i++) {
    copies[i] = briefs[i];
    copies[i].degraded = c->pipeline->degraded;
  }
  return copies;
}

static nb_status write_briefs(cli *c, nb_arena *arena, const nb_brief *found, size_t n) {
  const nb_brief *briefs = marked(c, arena, found, n);
  if (!briefs) return nb_fail_memory(c->ctx);
  char title[64];
  heading(title, sizeof title);
  nb_render_options options = cli_render_options(c, cli_output_width(&c->output, CLI_WIDTH));
  options.heading = title;
  nb_status status = nb_render(c->ctx, &options, briefs, n, &c->output.text);
  return status ? status : cli_output_end(c->ctx, &c->output);
}

static nb_status nothing_new(cli *c) {
  nb_log(c->ctx, NB_LOG_INFO, "nothing new");
  c->output.ended = true; /* a file keeps what the last run wrote */
  return NB_OK;
}

/* Where every feed failed there is no "rest" that was delivered. Each failure was reported when it happened. */
static nb_status outcome(cli *c, const nb_digest *digest, size_t n) {
  size_t failed = c->failed = nb_digest_failed(digest);
  if (n == 0 && failed >= c->options->n_inputs) return c->failure = NB_UNAVAILABLE;
  return failed || c->pipeline->degraded ? NB_PARTIAL : NB_OK;
}

static nb_status run(cli *c, nb_arena *arena, const char *state_path) {
  const cli_options *o = c->options;
  nb_digest_options options = {.state_path = state_path, .sentences = o->budget.sentences, .offline = o->offline};
  nb_digest *digest = NULL;
  size_t n = 0;
  nb_status status = nb_digest_run(c->ctx, &c->pipeline->stages, c->http, &options, o->inputs, o->n_inputs, &digest);
  if (status) return status;
  const nb_brief *briefs = nb_digest_briefs(digest, &n);
  status = n ? write_briefs(c, arena, briefs, n) : nothing_new(c);
  if (!status) status = nb_digest_commit(c->ctx, digest);
  if (!status) status = outcome(c, digest, n);
  nb_digest_free(digest);
  return status;
}

nb_status cli_digest(cli *c) {
  nb_buf path;
  nb_buf_init(&path, PATH_MAX);
  unsigned stages = NB_STAGE_SPLITTER | NB_STAGE_NORMALIZER | NB_STAGE_SUMMARISER | NB_STAGE_TRANSLATOR;
  nb_status status = cli_state_path(c->ctx, c->options, &path);
  if (!status) status = nb_pipeline_need(c->pipeline, stages);
  if (!status && !c->options->offline) status = cli_need_http(c);
  nb_arena *arena = nb_arena_new();
  if (!status) status = arena ? run(c, arena, path.ptr) : nb_fail_memory(c->ctx);
  nb_arena_free(arena);
  nb_buf_free(&path);
  return status;
}
