#include "api/pipeline.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "translate/glossary/glossary.h"
#include "translate/neural/neural.h"
#include "translate/remote/remote.h"

const nb_service nb_services[] = {
    {"deepl", "DEEPL_URL", "DEEPL_API_KEY", false, true},
    {"libretranslate", "LIBRETRANSLATE_URL", "LIBRETRANSLATE_API_KEY", true, false},
    {NULL, NULL, NULL, false, false},
};

/* The strings live as long as the pipeline, whatever the caller does with theirs. */
static bool copy_string(nb_arena *arena, const char **string) {
  if (!*string) return true;
  *string = nb_arena_cstr(arena, nb_str_of(*string));
  return *string != NULL;
}

static bool copy_list(nb_arena *arena, const char *const **list, size_t n) {
  const char **copies = nb_arena_array(arena, n, sizeof *copies);
  if (!copies) return false;
  for (size_t i = 0; i < n; i++) {
    copies[i] = (*list)[i];
    if (!copy_string(arena, &copies[i])) return false;
  }
  *list = copies;
  return true;
}

static bool copy_options(nb_pipeline *p, const nb_pipeline_options *given) {
  if (!given) return true;
  size_t size = given->size < sizeof p->options ? given->size : sizeof p->options;
  memcpy(&p->options, given, size); /* an older caller's struct is shorter */
  if (!copy_list(p->arena, &p->options.glossaries, p->options.n_glossaries) ||
      !copy_list(p->arena, &p->options.kept, p->options.n_kept))
    return false;
  return copy_string(p->arena, &p->options.engine) && copy_string(p->arena, &p->options.url);
}

nb_status nb_pipeline_new(nb_context *ctx, const nb_pipeline_options *options, nb_pipeline **pipeline) {
  nb_pipeline *p = calloc(1, sizeof *p);
  if (!p) return nb_fail_memory(ctx);
  p->ctx = ctx;
  p->arena = nb_arena_new();
  if (!p->arena || !copy_options(p, options)) {
    nb_pipeline_free(p);
    return nb_fail_memory(ctx);
  }
  *pipeline = p;
  return NB_OK;
}

void nb_pipeline_free(nb_pipeline *p) {
  if (!p) return;
  nb_translator_free(p->stages.translator);
  nb_user_glossary_free(p->user);
  nb_analyser_free(p->analyser);
  nb_tagger_free(p->tagger);
  nb_normalizer_free(p->stages.normalizer);
  nb_lexicon_free(p->lexicon);
  nb_splitter_free(p->splitter);
  nb_arena_free(p->arena);
  free(p);
}

static bool lexicon_knows(void *user, nb_str form) {
  nb_reading reading;
  nb_name name;
  return nb_lexicon_readings(user, form, &reading, 1) > 0 || nb_lexicon_name(user, form, &name);
}

nb_status nb_service_configured(nb_context *ctx, nb_arena *arena, const nb_service *service, const char *url,
                                const char **key, const char **address, bool *configured) {
  const char *found = NULL;
  nb_status status = nb_remote_key(ctx, arena, service->key_variable, &found);
  if (status) return status;
  const char *set = getenv(service->url_variable);
  *address = url ? url : set && *set ? set : NULL;
  *key = found;
  *configured = (*address || !service->needs_url) && (found || !service->needs_key);
  return NB_OK;
}

static nb_status not_configured(nb_context *ctx, const nb_service *s) {
  if (s->needs_key)
    return nb_fail(ctx, NB_CONFIG, "%s needs a key: set %s, or %s_FILE to a file that holds it", s->name,
                   s->key_variable, s->key_variable);
  return nb_fail(ctx, NB_CONFIG, "%s needs an address: give --url, or set %s", s->name, s->url_variable);
}

static nb_status open_service(nb_pipeline *p, const nb_service *service, bool *configured, nb_translator **translator) {
  nb_remote_options remote = {0};
  nb_status status =
      nb_service_configured(p->ctx, p->arena, service, p->options.url, &remote.key, &remote.url, configured);
  if (status || !*configured) return status;
  return nb_remote_engine_new(p->ctx, service->name, &remote, translator);
}

static nb_status open_user_glossary(nb_pipeline *p) {
  if (p->options.n_glossaries + p->options.n_kept == 0 || p->user) return NB_OK;
  nb_status status = nb_user_glossary_new(p->ctx, &p->user);
  for (size_t i = 0; !status && i < p->options.n_glossaries; i++)
    status = nb_user_glossary_load(p->ctx, p->user, p->options.glossaries[i]);
  for (size_t i = 0; !status && i < p->options.n_kept; i++)
    status = nb_user_glossary_load_kept(p->ctx, p->user, p->options.kept[i]);
  return status;
}

static nb_status open_glossary(nb_pipeline *p, nb_translator **translator) {
  nb_status status = nb_pipeline_need(p, NB_STAGE_TAGGER);
  if (!status) status = open_user_glossary(p);
  return status ? status : nb_glossary_engine_new(p->ctx, p->lexicon, p->tagger, p->user, translator);
}

static nb_status open_neural(nb_pipeline *p, nb_translator **translator) {
  nb_neural_options options = {.threads = p->options.threads};
  nb_status status = nb_pipeline_need(p, NB_STAGE_TAGGER);
  if (!status) status = open_user_glossary(p);
  return status ? status : nb_neural_engine_new(p->ctx, p->lexicon, p->tagger, p->user, &options, translator);
}

static bool has_model(nb_context *ctx) {
  nb_buf path;
  nb_buf_init(&path, PATH_MAX);
  bool found = nb_data_path(ctx, NB_NEURAL_MODEL, &path) == NB_OK;
  nb_buf_free(&path);
  return found;
}

/* The best engine that needs no network. */
static nb_status open_offline(nb_pipeline *p, nb_translator **translator) {
  return has_model(p->ctx) ? open_neural(p, translator) : open_glossary(p, translator);
}

/* The service with the offline engine behind it; takes `first`. */
static nb_status with_fallback(nb_pipeline *p, nb_translator *first, nb_translator **translator) {
  nb_translator *second = NULL;
  nb_status status = open_offline(p, &second);
  if (!status) status = nb_translator_fallback(p->ctx, first, second, &p->degraded, translator);
  if (!status) return NB_OK;
  nb_translator_free(first);
  nb_translator_free(second);
  return status;
}

static nb_status open_named_service(nb_pipeline *p, const char *engine, nb_translator **translator) {
  const nb_service *service = nb_services;
  while (service->name && strcmp(service->name, engine) != 0) service++;
  if (!service->name)
    return nb_fail(p->ctx, NB_USAGE, "no engine '%s': there are auto, neural, glossary, libretranslate and deepl",
                   engine);
  if (p->options.offline)
    return nb_fail(p->ctx, NB_USAGE, "%s is a service on the network, which offline forbids", engine);
  if (p->options.n_glossaries)
    nb_log(p->ctx, NB_LOG_WARN, "%s does not read glossary files: they are for the offline engines", engine);
  nb_translator *first = NULL;
  bool configured = false;
  nb_status status = open_service(p, service, &configured, &first);
  if (status) return status;
  return configured ? with_fallback(p, first, translator) : not_configured(p->ctx, service);
}

static const struct {
  const char *name;
  nb_status (*open)(nb_pipeline *p, nb_translator **translator);
} offline_engines[] = {{"auto", open_offline}, {"neural", open_neural}, {"glossary", open_glossary}};

static nb_status open_translator(nb_pipeline *p) {
  const char *engine = p->options.engine ? p->options.engine : "auto";
  for (size_t i = 0; i < sizeof offline_engines / sizeof *offline_engines; i++) {
    if (strcmp(engine, offline_engines[i].name) != 0) continue;
    if (p->options.url) /* a key must not go to an address that it was not meant for */
      return nb_fail(p->ctx, NB_USAGE, "an address needs the service by name: deepl or libretranslate");
    return offline_engines[i].open(p, &p->stages.translator);
  }
  return open_named_service(p, engine, &p->stages.translator);
}

static nb_status open_stage(nb_pipeline *p, unsigned stage) {
  nb_status status = NB_OK;
  switch (stage) {
    case NB_STAGE_SPLITTER:
      if (!p->splitter) status = nb_splitter_new(p->ctx, &p->splitter);
      break;
    case NB_STAGE_LEXICON:
      if (!p->lexicon) status = nb_lexicon_open(p->ctx, &p->lexicon);
      break;
    case NB_STAGE_NORMALIZER:
      if (!p->stages.normalizer) status = nb_normalizer_new(p->ctx, lexicon_knows, p->lexicon, &p->stages.normalizer);
      break;
    case NB_STAGE_TAGGER:
      if (!p->tagger) status = nb_tagger_new(p->ctx, p->lexicon, &p->tagger);
      break;
    case NB_STAGE_ANALYSER:
      if (!p->analyser) status = nb_analyser_new(p->ctx, p->lexicon, p->tagger, &p->analyser);
      break;
    default:
      if (!p->stages.translator) status = open_translator(p);
  }
  return status;
}

nb_status nb_pipeline_need(nb_pipeline *p, unsigned stages) {
  static const unsigned order[] = {NB_STAGE_SPLITTER, NB_STAGE_LEXICON,  NB_STAGE_NORMALIZER,
                                   NB_STAGE_TAGGER,   NB_STAGE_ANALYSER, NB_STAGE_TRANSLATOR};
  if (stages & NB_STAGE_ANALYSER) stages |= NB_STAGE_TAGGER;
  if (stages & (NB_STAGE_NORMALIZER | NB_STAGE_TAGGER)) stages |= NB_STAGE_LEXICON;
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < sizeof order / sizeof *order; i++)
    if (stages & order[i]) status = open_stage(p, order[i]);
  p->stages.splitter = p->splitter;
  p->stages.lexicon = p->lexicon;
  p->stages.analyser = p->analyser;
  return status;
}

nb_status nb_pipeline_open(nb_context *ctx, const nb_pipeline_options *options, nb_pipeline **pipeline) {
  nb_pipeline *p = NULL;
  nb_status status = nb_pipeline_new(ctx, options, &p);
  if (!status)
    status = nb_pipeline_need(p, NB_STAGE_SPLITTER | NB_STAGE_NORMALIZER | NB_STAGE_ANALYSER | NB_STAGE_TRANSLATOR);
  if (status)
    nb_pipeline_free(p);
  else
    *pipeline = p;
  return status;
}
