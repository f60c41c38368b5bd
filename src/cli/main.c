/* nieuwsbrief: the command. Parses, runs one subcommand, writes, and says with its exit status how it went. */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/xdg.h"

static nb_status (*const run[CLI_COMMANDS])(cli *c) = {
    [CLI_BRIEF] = cli_brief,         [CLI_TRANSLATE] = cli_translate, [CLI_SUMMARIZE] = cli_summarize,
    [CLI_SENTENCES] = cli_sentences, [CLI_ANALYSE] = cli_analyse,     [CLI_DIGEST] = cli_digest,
    [CLI_DOCTOR] = cli_doctor,       [CLI_GLOSSARY] = cli_glossary,
};

static void print_message(void *user, nb_log_level level, const char *message) {
  cli *c = user;
  const cli_options *o = c->options;
  nb_log_level shown = o->quiet ? NB_LOG_ERROR : o->verbose ? NB_LOG_DEBUG : NB_LOG_WARN;
  if (level > shown) return;
  cli_clear_progress(c);
  fprintf(stderr, "nieuwsbrief: %s\n", message);
}

/* A descriptor that was closed must not be taken by the next file that is opened: output would go into it. */
static void hold_standard_descriptors(void) {
  static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY}; /* so that using them still fails */
  for (int fd = 0; fd < 3; fd++)
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", modes[fd]) < 0) return;
}

static nb_status report(nb_context *ctx, nb_status status) {
  nb_log(ctx, NB_LOG_ERROR, "%s", nb_error(ctx));
  return status;
}

static nb_status help(cli *c) {
  if (c->options->help)
    cli_help(c->options, &c->output.text);
  else
    nb_buf_printf(&c->output.text, "nieuwsbrief %s\n", nb_version());
  return NB_OK;
}

/* Puts the user's own file, where there is one, before those of the command line. */
static nb_status with_own(cli *c, const char *file, const char *const *given, size_t *n, const char *const **files) {
  nb_buf path;
  nb_buf_init(&path, PATH_MAX);
  bool own = cli_config_path(c->ctx, file, &path) == NB_OK && access(path.ptr, F_OK) == 0;
  const char **all = nb_arena_array(c->arena, *n + 1, sizeof *all);
  char *name = own && all ? nb_arena_cstr(c->arena, nb_buf_str(&path)) : NULL;
  nb_buf_free(&path);
  if (!all || (own && !name)) return nb_fail_memory(c->ctx);
  if (own) all[0] = name;
  for (size_t i = 0; i < *n; i++) all[own + i] = given[i];
  *n += own;
  *files = all;
  return NB_OK;
}

static nb_status work(cli *c) {
  const cli_options *o = c->options;
  nb_pipeline_options options = {.size = sizeof options,
                                 .engine = o->backend,
                                 .url = o->url,
                                 .offline = o->offline,
                                 .n_glossaries = o->n_glossaries,
                                 .n_kept = o->n_kept,
                                 .threads = o->threads};
  nb_status status = with_own(c, CLI_OWN_GLOSSARY, o->glossaries, &options.n_glossaries, &options.glossaries);
  if (!status) status = with_own(c, CLI_OWN_KEPT, o->kept, &options.n_kept, &options.kept);
  if (!status) status = nb_pipeline_new(c->ctx, &options, &c->pipeline);
  if (!status) status = run[o->command](c);
  cli_clear_progress(c);
  return status;
}

static void help_hint(const cli_options *o) {
  fprintf(stderr, "Try: nieuwsbrief%s%s --help\n", o->command_given ? " " : "",
          o->command_given ? cli_command_name(o->command) : "");
}

/* What was made is written even if the run ended early; the first thing that went wrong gives the status. */
static nb_status finish(cli *c, nb_status status) {
  bool reported = status == NB_OK || status == NB_PARTIAL || (c->failed && !c->done && status == c->failure);
  if (!reported) report(c->ctx, status);
  if (status == NB_USAGE) {
    help_hint(c->options);
    return status;
  }
  if (c->output.text.len == 0 && status != NB_OK && status != NB_PARTIAL) c->output.ended = true;
  nb_status written = cli_output_end(c->ctx, &c->output);
  if (written) report(c->ctx, written);
  return written ? written : status;
}

static nb_status command(nb_context *ctx, nb_arena *arena, int argc, char **argv) {
  cli_options options = {0};
  cli c = {.ctx = ctx, .arena = arena, .options = &options, .read_text = nb_read_text};
  nb_context_set_log(ctx, print_message, &c);
  nb_status status = cli_options_parse(ctx, arena, argc, argv, &options);
  cli_output_init(&c.output, options.output);
  if (!status) status = options.help || options.version ? help(&c) : work(&c);
  status = finish(&c, status);
  cli_output_free(&c.output);
  nb_pipeline_free(c.pipeline);
  nb_http_free(c.http);
  return status;
}

int main(int argc, char **argv) {
  hold_standard_descriptors();
  signal(SIGPIPE, SIG_IGN);
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_status status = NB_INTERNAL;
  if (ctx && arena)
    status = command(ctx, arena, argc, argv);
  else
    fputs("nieuwsbrief: out of memory\n", stderr);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return (int)status;
}
