/* glossary: the user's own terms. Each action is one function and one row of a table. */
#include <limits.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/xdg.h"
#include "lexicon/user/read.h"
#include "lexicon/user/store.h"

typedef struct job {
  cli *c;
  nb_arena *arena;
  const char **operands; /* behind the action's name */
  size_t n_operands;
  nb_terms terms;
} job;

/* ---- reading ---- */

typedef nb_status read_fn(nb_context *ctx, nb_arena *arena, const char *path, nb_terms *terms);

/* A file that cannot be read is reported, and the others are read all the same. */
static nb_status read_one(job *j, const char *path, read_fn *read) {
  nb_status status = read(j->c->ctx, j->arena, path, &j->terms);
  if (status == NB_OK || status == NB_INTERNAL) return status;
  cli_failed(j->c, status);
  return NB_OK;
}

static nb_status configured(job *j, const char *file, const char **path) {
  nb_buf buf;
  nb_buf_init(&buf, PATH_MAX);
  nb_status status = cli_config_path(j->c->ctx, file, &buf);
  *path = status ? NULL : nb_arena_cstr(j->arena, nb_buf_str(&buf));
  nb_buf_free(&buf);
  return !status && !*path ? nb_fail_memory(j->c->ctx) : status;
}

static nb_status read_configured(job *j, const char *file, read_fn *read) {
  const char *path;
  nb_status status = configured(j, file, &path);
  return status || access(path, F_OK) != 0 ? status : read_one(j, path, read);
}

/* The files named, else what is configured. */
static nb_status read_all(job *j) {
  const cli_options *o = j->c->options;
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < j->n_operands; i++) status = read_one(j, j->operands[i], nb_terms_read);
  for (size_t i = 0; !status && i < o->n_kept; i++) status = read_one(j, o->kept[i], nb_kept_terms_read);
  if (status || j->n_operands || o->n_kept) return status;
  status = read_configured(j, CLI_OWN_GLOSSARY, nb_terms_read);
  return status ? status : read_configured(j, CLI_OWN_KEPT, nb_kept_terms_read);
}

/* What the action has said already is not said again; the run as a whole has this status. */
static nb_status said(cli *c, nb_status status) {
  if (!c->failed++) c->failure = status;
  c->done = 0;
  return c->failure;
}

/* Entries that cannot be used are reported one by one; the others are what is left. */
static void drop_unusable(job *j) {
  size_t n = 0;
  for (size_t i = 0; i < j->terms.n; i++) {
    const nb_term *t = &j->terms.items[i];
    if (t->problem.len)
      cli_failed(j->c, nb_fail(j->c->ctx, NB_DATA, "%s:%zu: " NB_STR_FMT, t->path, t->line, NB_STR_ARG(t->problem)));
    else
      j->terms.items[n++] = *t;
  }
  j->terms.n = j->c->done = n;
}

/* ---- check ---- */

static void add_meaning(nb_buf *out, const nb_term *t) {
  if (t->keep)
    nb_buf_add_c(out, "kept");
  else
    nb_buf_printf(out, "'" NB_STR_FMT "'", NB_STR_ARG(t->en));
}

/* Why a term goes with none before it: "'kabinet' is 'cabinet' in a.tsv:1 and 'government' here". */
static void add_conflict(nb_buf *out, const nb_term *t, const nb_term *before) {
  nb_buf_printf(out, "'" NB_STR_FMT "' is ", NB_STR_ARG(t->nl));
  add_meaning(out, before);
  nb_buf_printf(out, " in %s:%zu and ", before->path, before->line);
  add_meaning(out, t);
  nb_buf_add_c(out, " here");
}

static nb_status check(job *j) {
  nb_buf *out = &j->c->output.text;
  size_t errors = 0, warnings = 0;
  nb_status status = read_all(j);
  nb_term_set *set = nb_term_set_new(j->arena);
  if (!set) return nb_fail_memory(j->c->ctx);
  for (size_t i = 0; !status && i < j->terms.n; i++) {
    const nb_term *t = &j->terms.items[i], *before = NULL;
    if (!t->problem.len) status = nb_term_set_add(j->c->ctx, set, t, &before);
    if (!t->problem.len && !before) continue;
    bool same = before && nb_term_same(t, before);
    nb_buf_printf(out, "%s:%zu: %s: ", t->path, t->line, same ? "warning" : "error");
    if (same)
      nb_buf_printf(out, "'" NB_STR_FMT "' as in %s:%zu", NB_STR_ARG(t->nl), before->path, before->line);
    else if (before)
      add_conflict(out, t, before);
    else
      nb_buf_add(out, t->problem);
    nb_buf_add_char(out, '\n');
    warnings += same;
    errors += !same;
  }
  if (status) return status;
  if (!j->c->options->quiet)
    nb_buf_printf(out, "%zu %s, %zu %s, %zu %s\n", j->terms.n, j->terms.n == 1 ? "entry" : "entries", errors,
                  errors == 1 ? "error" : "errors", warnings, warnings == 1 ? "warning" : "warnings");
  if (j->c->failed) return j->c->failure;
  return errors ? said(j->c, NB_DATA) : NB_OK;
}

/* ---- list and export ---- */

static nb_status list(job *j) {
  nb_buf *out = &j->c->output.text;
  nb_status status = read_all(j);
  drop_unusable(j);
  for (size_t i = 0; !status && i < j->terms.n; i++) {
    const nb_term *t = &j->terms.items[i];
    nb_buf_printf(out, NB_STR_FMT " %s" NB_STR_FMT, NB_STR_ARG(t->nl), t->keep ? "stays" : "-> ", NB_STR_ARG(t->en));
    if (t->pos != NB_POS_X) nb_buf_printf(out, " [%s]", nb_pos_name(t->pos));
    if (t->note.len) nb_buf_printf(out, " (" NB_STR_FMT ")", NB_STR_ARG(t->note));
    nb_buf_add_char(out, '\n');
  }
  return status ? status : cli_outcome(j->c);
}

static nb_status export(job *j) {
  nb_status status = read_all(j);
  if (status) return status;
  drop_unusable(j);
  nb_terms_write(&j->c->output.text, j->c->options->glossary_format, &j->terms);
  return cli_outcome(j->c);
}

/* ---- add and import ---- */

/* Says why a term is not added. */
static void refused(void *user, const nb_term *t, const nb_term *before) {
  job *j = user;
  nb_buf reason;
  nb_buf_init(&reason, 4096);
  if (before)
    add_conflict(&reason, t, before);
  else
    nb_buf_add(&reason, t->problem);
  if (t->path)
    nb_fail(j->c->ctx, NB_DATA, "%s:%zu: not added: %s", t->path, t->line, reason.ptr);
  else
    nb_fail(j->c->ctx, NB_DATA, "not added: %s", reason.ptr);
  nb_buf_free(&reason);
  cli_failed(j->c, NB_DATA);
}

static nb_status store(job *j, nb_store_result *result) {
  const char *path;
  nb_status status = configured(j, CLI_OWN_GLOSSARY, &path);
  if (!status) status = nb_store_add(j->c->ctx, j->arena, path, &j->terms, refused, j, result);
  if (status) return status;
  nb_log(j->c->ctx, NB_LOG_INFO, "%s: %zu added, %zu there already", path, result->added, result->present);
  j->c->done = result->added + result->present;
  return NB_OK;
}

static nb_status add(job *j) {
  const cli_options *o = j->c->options;
  nb_pos pos;
  if (o->pos && !nb_term_pos(nb_str_of(o->pos), &pos))
    return nb_fail(j->c->ctx, NB_USAGE, "--pos: '%s' is no part of speech (ADJ, ADV, NOUN, PROPN, VERB, ...)", o->pos);
  nb_term term = {.nl = nb_str_of(j->operands[0]), .en = nb_str_of(j->operands[1]), .note = nb_str_of(o->note)};
  nb_store_result result;
  nb_status status = nb_terms_add(j->c->ctx, j->arena, &j->terms, &term, nb_str_of(o->pos));
  if (!status) status = store(j, &result);
  return status ? status : cli_outcome(j->c);
}

static nb_status import(job *j) {
  nb_store_result result;
  nb_status status = read_all(j);
  if (!status) status = store(j, &result);
  if (status) return status;
  nb_buf_printf(&j->c->output.text, "%zu added, %zu there already, %zu left out\n", result.added, result.present,
                result.refused);
  return cli_outcome(j->c);
}

/* ---- the table ---- */

static const struct action {
  const char *name;
  nb_status (*run)(job *j);
  size_t least, most; /* operands */
  bool adds, writes;  /* takes --pos and --note; -f */
  bool reads_kept;    /* takes --keep */
} actions[] = {
    {"check", check, 0, SIZE_MAX, false, false, true},   {"add", add, 2, 2, true, false, false},
    {"list", list, 0, SIZE_MAX, false, false, true},     {"import", import, 1, SIZE_MAX, false, false, false},
    {"export", export, 0, SIZE_MAX, false, true, false},
};

static nb_status check_usage(cli *c, const struct action *a, size_t n) {
  const cli_options *o = c->options;
  if (n < a->least || n > a->most)
    return nb_fail(c->ctx, NB_USAGE,
                   a->adds ? "glossary %s takes a Dutch term and its translation, each as one argument"
                           : "glossary %s needs a file",
                   a->name);
  const char *wrong = !a->adds && o->pos ? "pos" : !a->adds && o->note ? "note" : NULL;
  if (!a->writes && o->format_name) wrong = "format";
  if (!a->reads_kept && o->n_kept) wrong = "keep";
  return wrong ? nb_fail(c->ctx, NB_USAGE, "glossary %s has no option --%s", a->name, wrong) : NB_OK;
}

nb_status cli_glossary(cli *c) {
  const cli_options *o = c->options;
  const char *name = o->n_inputs ? o->inputs[0] : "";
  const struct action *a = actions, *end = actions + sizeof actions / sizeof *actions;
  while (a < end && strcmp(a->name, name) != 0) a++;
  if (a == end)
    return nb_fail(c->ctx, NB_USAGE, "glossary %s%s: what to do is check, add, list, import or export",
                   *name ? "cannot " : "", *name ? name : "alone says nothing");
  nb_status status = check_usage(c, a, o->n_inputs - 1);
  if (status) return status;
  job j = {.c = c, .arena = c->arena, .operands = o->inputs + 1, .n_operands = o->n_inputs - 1};
  return a->run(&j);
}
