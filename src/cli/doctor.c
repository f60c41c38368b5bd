/* doctor: what was found, what is missing, and what to install or set. */
#include <limits.h>
#include <locale.h>
#include <langinfo.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/state.h"
#include "translate/neural/model.h"
#include "translate/neural/neural.h"

static void row(cli *c, const char *what, const char *state, const char *text) {
  nb_buf_printf(&c->output.text, "%-16s %-8s %s\n", what, state, text);
}

static const char *found_or_not(bool found) {
  return found ? "ok" : "missing";
}

static void data_row(cli *c, const char *what, const char *file) {
  nb_buf path;
  nb_buf_init(&path, PATH_MAX);
  bool found = nb_data_path(c->ctx, file, &path) == NB_OK;
  row(c, what, found_or_not(found), found ? path.ptr : nb_error(c->ctx));
  nb_buf_free(&path);
}

/* One stage, opened as a brief would open it. */
static bool stage_row(cli *c, const char *what, unsigned stage, const char *good) {
  bool opened = nb_pipeline_need(c->pipeline, stage) == NB_OK;
  row(c, what, found_or_not(opened), opened ? good : nb_error(c->ctx));
  return opened;
}

static void dictionary_row(cli *c) {
  const nb_normalizer *normalizer = c->pipeline->stages.normalizer;
  const char *path = normalizer ? nb_normalizer_dictionary(normalizer) : "";
  row(c, "Dutch spelling", found_or_not(*path),
      *path ? path : "repairs of spelling need it: apt install hunspell-nl (or set DICPATH)");
}

/* Where the model is, how large, and where it comes from; without it the glossary engine works alone. */
static void model_row(cli *c) {
  nb_buf path;
  nb_buf_init(&path, PATH_MAX);
  nb_model *model = NULL;
  bool found = nb_data_path(c->ctx, NB_NEURAL_MODEL, &path) == NB_OK;
  struct stat file;
  if (!found) {
    row(c, "neural model", "missing", "optional: the glossary engine translates without it");
  } else if (stat(path.ptr, &file) || nb_model_open(c->ctx, path.ptr, &model)) {
    row(c, "neural model", "wrong", nb_error(c->ctx));
  } else {
    nb_buf_printf(&c->output.text, "%-16s %-8s %s, %.1f MB\n", "neural model", "ok", path.ptr,
                  (double)file.st_size / 1e6);
    row(c, "", "", nb_model_note(model, "provenance"));
  }
  nb_model_free(model);
  nb_buf_free(&path);
}

/* Which engine translates where none is named. */
static bool engine_row(cli *c) {
  bool opened = nb_pipeline_need(c->pipeline, NB_STAGE_TRANSLATOR) == NB_OK;
  row(c, "translation", found_or_not(opened),
      !opened ? nb_error(c->ctx)
      : strcmp(c->pipeline->stages.translator->ops->name, "neural") == 0
          ? "ready, offline: neural, behind it the glossary"
          : "ready, offline: glossary");
  return opened;
}

/* Neither key nor address is shown: an address may hold a password. */
static void service_row(cli *c, nb_arena *arena, const nb_service *service) {
  const char *key, *address, *main_variable = service->needs_key ? service->key_variable : service->url_variable;
  bool configured = false;
  nb_status status = nb_service_configured(c->ctx, arena, service, NULL, &key, &address, &configured);
  nb_str text =
      nb_arena_printf(arena, "optional: set %s%s", main_variable, service->needs_key ? " (or its _FILE)" : "");
  if (status)
    row(c, service->name, "wrong", nb_error(c->ctx));
  else if (configured)
    row(c, service->name, "ok", key ? "configured, with a key" : "configured, without a key");
  else
    row(c, service->name, "not set", text.ptr ? text.ptr : "");
}

static void state_row(cli *c) {
  nb_buf path;
  nb_buf_init(&path, PATH_MAX);
  if (cli_state_path(c->ctx, c->options, &path)) {
    row(c, "digest state", "missing", nb_error(c->ctx));
  } else {
    row(c, "digest state", access(path.ptr, F_OK) == 0 ? "ok" : "new", path.ptr);
  }
  nb_buf_free(&path);
}

static void locale_row(cli *c) {
  locale_t user = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
  const char *charset = user ? nl_langinfo_l(CODESET, user) : "unknown";
  bool utf8 = strcmp(charset, "UTF-8") == 0;
  row(c, "terminal", utf8 ? "ok" : charset,
      utf8 ? charset : "the output is UTF-8: set LANG to such a locale, as C.UTF-8");
  if (user) freelocale(user);
}

nb_status cli_doctor(cli *c) {
  nb_arena *arena = nb_arena_new();
  if (!arena) return nb_fail_memory(c->ctx);
  nb_buf_printf(&c->output.text, "nieuwsbrief %s\n", nb_version());
  data_row(c, "lexicon file", "lexicon.bin");
  data_row(c, "abbreviations", "abbreviations.tsv");
  bool works = stage_row(c, "sentences", NB_STAGE_SPLITTER, "ready");
  works &= stage_row(c, "lexicon", NB_STAGE_LEXICON, "ready");
  works &= stage_row(c, "normalizer", NB_STAGE_NORMALIZER, "ready");
  dictionary_row(c);
  works &= stage_row(c, "analysis", NB_STAGE_SUMMARISER, "ready");
  model_row(c);
  works &= engine_row(c);
  for (const nb_service *s = nb_services; s->name; s++) service_row(c, arena, s);
  state_row(c);
  locale_row(c);
  nb_arena_free(arena);
  nb_buf_add_c(&c->output.text, works ? "\nOffline briefs work.\n"
                                      : "\nOffline briefs cannot be made: install the program with its data again.\n");
  if (works) return NB_OK;
  c->failed = 1; /* the table has said why */
  return c->failure = NB_CONFIG;
}
