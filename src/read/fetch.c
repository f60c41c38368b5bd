#include "read/fetch.h"

#include <string.h>

#include "base/file.h"

static const struct {
  long http;
  nb_status status;
  const char *reason;
} refusals[] = {
    {401, NB_AUTH, "asks for a login"}, {403, NB_UNAVAILABLE, "access refused"},
    {404, NB_NOINPUT, "not found"},     {407, NB_AUTH, "the proxy asks for a login"},
    {410, NB_NOINPUT, "gone for good"},
};

bool nb_is_address(nb_str source) {
  return nb_str_eq_nocase(nb_str_sub(source, 0, 7), NB_STR("http://")) ||
         nb_str_eq_nocase(nb_str_sub(source, 0, 8), NB_STR("https://"));
}

/* The address without user name, password and query, any of which may be secret: for messages. */
static const char *shown(nb_arena *arena, const char *address) {
  const char *rest = strchr(address, ':') + 3;
  size_t host_len = strcspn(rest, "/?#");
  const char *at = memrchr(rest, '@', host_len), *host = at ? at + 1 : rest;
  nb_str s = nb_arena_printf(arena, "%.*s%.*s", (int)(rest - address), address, (int)strcspn(host, "?#"), host);
  return s.ptr ? s.ptr : "(address)";
}

static nb_status fetch_file(nb_context *ctx, nb_arena *arena, const char *path, nb_fetched *fetched) {
  nb_buf buf;
  nb_buf_init(&buf, NB_INPUT_CAP);
  nb_status status = nb_file_read(ctx, path, &buf);
  nb_str bytes = status ? NB_STR("") : nb_arena_str(arena, nb_buf_str(&buf));
  nb_buf_free(&buf);
  if (status) return status;
  if (!bytes.ptr) return nb_fail_memory(ctx);
  *fetched = (nb_fetched){.name = nb_str_of(path),
                          .bytes = bytes,
                          .charset = NB_STR(""),
                          .url = NB_STR(""),
                          .validators = {NB_STR(""), NB_STR("")}};
  return NB_OK;
}

static nb_status refused(nb_context *ctx, const char *name, long http) {
  for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
    if (refusals[i].http == http)
      return nb_fail(ctx, refusals[i].status, "%s: %s (HTTP %ld)", name, refusals[i].reason, http);
  return nb_fail(ctx, NB_UNAVAILABLE, "%s: HTTP %ld", name, http);
}

static nb_status fetch_address(nb_context *ctx, nb_http *http, nb_arena *arena, const char *address,
                               const nb_validators *known, nb_fetched *fetched) {
  const char *headers[3] = {NULL}, *name = shown(arena, address);
  size_t n = 0;
  if (known && known->etag.len) headers[n++] = nb_arena_printf(arena, "If-None-Match: %s", known->etag.ptr).ptr;
  if (known && known->last_modified.len)
    headers[n++] = nb_arena_printf(arena, "If-Modified-Since: %s", known->last_modified.ptr).ptr;
  for (size_t i = 0; i < n; i++)
    if (!headers[i]) return nb_fail_memory(ctx);
  nb_http_request request = {.method = "GET", .url = address, .headers = headers, .follow = true};
  nb_http_reply reply;
  nb_status status = nb_http_do(http, ctx, arena, &request, &reply);
  if (status) return nb_fail(ctx, status, "%s: %s", name, nb_error(ctx));
  bool unchanged = n && reply.status == 304;
  if (!unchanged && (reply.status < 200 || reply.status > 299)) return refused(ctx, name, reply.status);
  *fetched = (nb_fetched){.name = nb_str_of(name),
                          .bytes = reply.body,
                          .charset = reply.charset,
                          .url = reply.url,
                          .unchanged = unchanged,
                          .validators = {reply.etag, reply.last_modified}};
  return NB_OK;
}

nb_status nb_fetch(nb_context *ctx, nb_http *http, nb_arena *arena, const char *source, const nb_validators *known,
                   nb_fetched *fetched) {
  if (!nb_is_address(nb_str_of(source))) return fetch_file(ctx, arena, source, fetched);
  if (!http) return nb_fail(ctx, NB_USAGE, "%s: connections are forbidden (offline)", shown(arena, source));
  return fetch_address(ctx, http, arena, source, known, fetched);
}
