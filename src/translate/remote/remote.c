#include "translate/remote/remote.h"

#include <stdlib.h>
#include <string.h>

#include "translate/remote/service.h"

static const nb_remote_service *const services[] = {&nb_libretranslate, &nb_deepl};

typedef struct engine {
  nb_translator base;
  nb_translator_ops ops; /* named as the service */
  const nb_remote_service *service;
  nb_http *http;
  nb_arena *arena;   /* of the strings here */
  nb_arena *scratch; /* of one reply */
  const char *url;
  const char *key;        /* NULL: none */
  const char *headers[3]; /* NULL at the end */
} engine;

/* What users read beside the number of a reply without translations. */
static const struct {
  long http;
  nb_status status;
  const char *reason;
} refusals[] = {
    {301, NB_UNAVAILABLE, " (the service has moved)"},
    {308, NB_UNAVAILABLE, " (the service has moved)"},
    {401, NB_AUTH, " (the key is refused)"},
    {403, NB_AUTH, " (the key is refused)"},
    {413, NB_UNAVAILABLE, " (the request is too large)"},
    {456, NB_UNAVAILABLE, " (the quota is used up)"},
};

static nb_status refused(const engine *e, nb_context *ctx, const nb_http_reply *reply) {
  nb_status status = NB_UNAVAILABLE;
  const char *reason = "";
  for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
    if (refusals[i].http != reply->status) continue;
    status = refusals[i].status;
    reason = refusals[i].reason;
  }
  nb_str said = nb_remote_complaint(e->scratch, reply->body, e->key);
  return nb_fail(ctx, status, NB_STR_FMT ": HTTP %ld%s%s" NB_STR_FMT, NB_STR_ARG(reply->host), reply->status, reason,
                 said.len ? ": " : "", NB_STR_ARG(said));
}

static nb_status post(engine *e, nb_context *ctx, nb_arena *arena, const nb_str *sources, size_t n, nb_str *texts) {
  cJSON *json = e->service->request(e->key, sources, n);
  char *body = json ? cJSON_PrintUnformatted(json) : NULL;
  cJSON_Delete(json);
  if (!body) return nb_fail_memory(ctx);
  const nb_http_request request = {.method = "POST", .url = e->url, .headers = e->headers, .body = nb_str_of(body)};
  nb_http_reply reply;
  nb_arena_reset(e->scratch);
  nb_status status = nb_http_do(e->http, ctx, e->scratch, &request, &reply);
  cJSON_free(body);
  if (status) return status;
  if (reply.status != 200) return refused(e, ctx, &reply);
  return nb_remote_read(ctx, arena, e->service, reply.host, reply.body, sources, n, texts);
}

/* How many of the first texts one request takes: one at least. */
static size_t batch(const nb_remote_service *service, const nb_str *texts, size_t n) {
  size_t size = 0, i = 0;
  for (; i < n && i < service->max_texts; i++) {
    size += service->size(texts[i]);
    if (i > 0 && size > service->max_size) break;
  }
  return i;
}

/* cJSON's strings end at a NUL; in a text it is as good as a space. */
static nb_str without_nul(nb_arena *arena, nb_str text) {
  char *copy = nb_arena_cstr(arena, text);
  for (size_t i = 0; copy && i < text.len; i++)
    if (!copy[i]) copy[i] = ' ';
  return (nb_str){copy, copy ? text.len : 0};
}

static nb_status translate(nb_translator *translator, nb_context *ctx, nb_arena *arena, const nb_segment *segments,
                           size_t n, nb_translation *out) {
  engine *e = (engine *)translator;
  nb_str *sources = nb_arena_array(arena, n, sizeof *sources), *texts = nb_arena_array(arena, n, sizeof *texts);
  size_t *from = nb_arena_array(arena, n, sizeof *from), used = 0; /* blank texts are not sent */
  if (!sources || !texts || !from) return nb_fail_memory(ctx);
  for (size_t i = 0; i < n; i++) {
    if (!nb_str_trim(segments[i].text).len) continue;
    sources[used] = without_nul(arena, segments[i].text);
    if (!sources[used].ptr) return nb_fail_memory(ctx);
    from[used++] = i;
  }
  for (size_t at = 0, size; at < used; at += size) {
    size = batch(e->service, sources + at, used - at);
    nb_status status = post(e, ctx, arena, sources + at, size, texts + at);
    if (status) return status;
  }
  for (size_t i = 0; i < n; i++)
    out[i] = (nb_translation){.text = NB_STR(""), .engine = e->service->name, .explain = NB_STR("")};
  for (size_t i = 0; i < used; i++) out[from[i]].text = texts[i];
  return NB_OK;
}

static void free_engine(nb_translator *translator) {
  engine *e = (engine *)translator;
  nb_http_free(e->http);
  nb_arena_free(e->arena);
  nb_arena_free(e->scratch);
  free(e);
}

/* The address as given may have a slash at its end, and the service's path already. */
static nb_str address(nb_arena *arena, const char *url, const char *path) {
  nb_str base = nb_str_of(url);
  while (nb_str_ends(base, NB_STR("/"))) base.len--;
  return nb_arena_printf(arena, NB_STR_FMT "%s", NB_STR_ARG(base), nb_str_ends(base, nb_str_of(path)) ? "" : path);
}

static nb_status set_up(engine *e, nb_context *ctx, const nb_remote_options *options) {
  const nb_remote_service *service = e->service;
  const char *key = options->key && *options->key ? options->key : NULL, *url = options->url;
  if (service->needs_key && !key) return nb_fail(ctx, NB_CONFIG, "%s: needs a key", service->name);
  if (!url && service->default_url) url = service->default_url(key);
  if (!url) return nb_fail(ctx, NB_CONFIG, "%s: needs the address of a server", service->name);
  const nb_str full = nb_str_of(url);
  if (!nb_str_starts(full, NB_STR("http://")) && !nb_str_starts(full, NB_STR("https://")))
    return nb_fail(ctx, NB_CONFIG, "%s: the address does not begin with http:// or https://", service->name);
  e->url = address(e->arena, url, service->path).ptr;
  if (key) e->key = nb_arena_cstr(e->arena, nb_str_of(key));
  e->headers[0] = "Content-Type: application/json";
  if (key && service->key_header) e->headers[1] = nb_arena_printf(e->arena, "%s%s", service->key_header, key).ptr;
  bool whole = e->url && (!key || e->key) && (!key || !service->key_header || e->headers[1]);
  return whole ? nb_http_new(ctx, &options->http, &e->http) : nb_fail_memory(ctx);
}

nb_status nb_remote_engine_new(nb_context *ctx, const char *service, const nb_remote_options *options,
                               nb_translator **translator) {
  const nb_remote_service *found = NULL;
  for (size_t i = 0; i < sizeof services / sizeof *services; i++)
    if (strcmp(services[i]->name, service) == 0) found = services[i];
  if (!found) return nb_fail(ctx, NB_CONFIG, "%s: no such service", service);
  engine *e = calloc(1, sizeof *e);
  if (!e) return nb_fail_memory(ctx);
  e->service = found;
  e->ops = (nb_translator_ops){found->name, true, translate, free_engine};
  e->base.ops = &e->ops;
  e->arena = nb_arena_new();
  e->scratch = nb_arena_new();
  nb_status status = e->arena && e->scratch ? set_up(e, ctx, options) : nb_fail_memory(ctx);
  if (status) {
    free_engine(&e->base);
    return status;
  }
  *translator = &e->base;
  return NB_OK;
}
