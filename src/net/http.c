#include "net/http.h"

#include <curl/curl.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"

enum {
  TIMEOUT_MS = 30000,
  CONNECT_TIMEOUT_MS = 10000,
  TRIES = 3,
  LONGEST_WAIT_MS = 20000,
  FIRST_WAIT_MS = 1000,
  REDIRECTS = 5,
  HEADER_VALUE = 1024,      /* a longer value counts as not said */
  ALL_HEADERS = 256 * 1024, /* bytes, interim replies included */
  FURTHEST_DAY_S = 366 * 24 * 3600
};

struct nb_http {
  nb_http_options options;
  CURL *curl;
  uint64_t random;
};

/* The parts of an address that matter here; all in an arena. */
typedef struct address {
  nb_str origin; /* scheme://host:port */
  nb_str host;
  nb_str url; /* without user and password */
} address;

typedef enum header { CONTENT_TYPE, ETAG, LAST_MODIFIED, RETRY_AFTER, N_HEADERS } header;

static const char *const header_names[N_HEADERS] = {"Content-Type", "ETag", "Last-Modified", "Retry-After"};

/* What comes in during one request. */
typedef struct incoming {
  nb_buf body;
  char header[N_HEADERS][HEADER_VALUE]; /* "": not said */
  size_t header_bytes;
} incoming;

/* How one try ended. */
typedef struct outcome {
  nb_status status;
  bool again;    /* another try may help */
  address where; /* the last request's */
} outcome;

/* What users read instead of curl's words, and whether another try may help. */
static const struct {
  CURLcode code;
  bool again;
  const char *reason;
} failures[] = {
    {CURLE_COULDNT_RESOLVE_HOST, true, "unknown host"},
    {CURLE_COULDNT_CONNECT, true, "no connection"},
    {CURLE_GOT_NOTHING, true, "the connection was closed without a reply"},
    {CURLE_PARTIAL_FILE, true, "the reply was cut short"},
    {CURLE_SEND_ERROR, true, "the connection broke"},
    {CURLE_RECV_ERROR, true, "the connection broke"},
    {CURLE_OPERATION_TIMEDOUT, false, "no reply in time"},
    {CURLE_UNSUPPORTED_PROTOCOL, false, "the reply is not HTTP"},
    {CURLE_WRITE_ERROR, false, "the reply is too large"},
};

nb_status nb_http_new(nb_context *ctx, const nb_http_options *options, nb_http **http) {
  /* Counts its calls and, since 7.84, is safe in threads: no global of our own. */
  if (curl_global_init(CURL_GLOBAL_DEFAULT)) return nb_fail(ctx, NB_INTERNAL, "cannot start libcurl");
  nb_http *h = calloc(1, sizeof *h);
  CURL *curl = curl_easy_init();
  if (!h || !curl) {
    if (curl) curl_easy_cleanup(curl);
    free(h);
    curl_global_cleanup();
    return nb_fail_memory(ctx);
  }
  if (options) h->options = *options;
  nb_http_options *o = &h->options;
  if (!o->timeout_ms) o->timeout_ms = TIMEOUT_MS;
  if (!o->connect_timeout_ms) o->connect_timeout_ms = CONNECT_TIMEOUT_MS;
  if (!o->tries) o->tries = TRIES;
  if (!o->longest_wait_ms) o->longest_wait_ms = LONGEST_WAIT_MS;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  h->random = (uint64_t)now.tv_sec << 30 ^ (uint64_t)now.tv_nsec ^ (uintptr_t)h;
  h->curl = curl;
  *http = h;
  return NB_OK;
}

void nb_http_free(nb_http *http) {
  if (!http) return;
  curl_easy_cleanup(http->curl);
  free(http);
  curl_global_cleanup();
}

/* ---- addresses ---- */

static nb_str url_part(nb_arena *arena, CURLU *url, CURLUPart part, unsigned flags) {
  char *text = NULL;
  if (curl_url_get(url, part, &text, flags)) return (nb_str){NULL, 0};
  nb_str copy = nb_arena_str(arena, nb_str_of(text));
  curl_free(text);
  return copy;
}

/* False: not an http(s) address (or no memory). */
static bool address_of(nb_arena *arena, const char *text, address *a) {
  CURLU *url = curl_url();
  if (!url) return false;
  *a = (address){.url = {NULL, 0}};
  if (!curl_url_set(url, CURLUPART_URL, text, 0)) {
    nb_str scheme = url_part(arena, url, CURLUPART_SCHEME, 0), host = url_part(arena, url, CURLUPART_HOST, 0);
    nb_str port = url_part(arena, url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    nb_str shown = url_part(arena, url, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
    bool known = nb_str_eq_nocase(scheme, NB_STR("http")) || nb_str_eq_nocase(scheme, NB_STR("https"));
    curl_url_set(url, CURLUPART_USER, NULL, 0);
    curl_url_set(url, CURLUPART_PASSWORD, NULL, 0);
    if (known && host.len && port.ptr) {
      a->url = url_part(arena, url, CURLUPART_URL, 0);
      a->host = shown.len ? nb_arena_printf(arena, "%s:%s", host.ptr, shown.ptr) : host;
      a->origin = nb_arena_printf(arena, "%s://%s:%s", scheme.ptr, host.ptr, port.ptr);
    }
  }
  curl_url_cleanup(url);
  return a->url.ptr && a->host.ptr && a->origin.ptr;
}

/* ---- one request ---- */

static bool printable(nb_str s) {
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.ptr[i] < ' ' && s.ptr[i] != '\t') return false;
  return true;
}

static size_t on_header(char *line, size_t size, size_t n, void *user) {
  incoming *in = user;
  nb_str s = {line, size * n}, name;
  in->header_bytes += s.len;
  if (in->header_bytes > ALL_HEADERS) return 0;
  if (nb_str_starts(s, NB_STR("HTTP/"))) memset(in->header, 0, sizeof in->header); /* after an interim reply */
  nb_str value = s;
  if (!nb_str_split(&value, ':', &name) || !value.ptr) return s.len;
  value = nb_str_trim(value);
  for (size_t i = 0; i < N_HEADERS; i++) {
    if (!nb_str_eq_nocase(name, nb_str_of(header_names[i]))) continue;
    if (value.len >= HEADER_VALUE || !printable(value)) value.len = 0;
    if (value.len) memcpy(in->header[i], value.ptr, value.len);
    in->header[i][value.len] = 0;
  }
  return s.len;
}

static size_t on_body(char *bytes, size_t size, size_t n, void *user) {
  incoming *in = user;
  return nb_buf_add(&in->body, (nb_str){bytes, size * n}) ? 0 : size * n;
}

static bool set_headers(nb_http *http, const char *const *headers, struct curl_slist **list) {
  for (; headers && *headers; headers++) {
    struct curl_slist *longer = curl_slist_append(*list, *headers);
    if (!longer) return false;
    *list = longer;
  }
  return curl_easy_setopt(http->curl, CURLOPT_HTTPHEADER, *list) == CURLE_OK;
}

static bool is_post(const nb_http_request *request) {
  return strcmp(request->method, "POST") == 0;
}

static CURLcode send_request(nb_http *http, const nb_http_request *request, const char *url, bool own_headers,
                             long timeout_ms, incoming *in) {
  CURL *curl = http->curl;
  curl_easy_reset(curl); /* keeps the connections */
  nb_buf_clear(&in->body);
  memset(in->header, 0, sizeof in->header);
  in->header_bytes = 0;
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075500
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
  curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, http->options.connect_timeout_ms);
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "nieuwsbrief/" NB_VERSION);
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, in);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, in);
  if (is_post(request)) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.len);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body.ptr ? request->body.ptr : "");
  }
  struct curl_slist *list = NULL;
  CURLcode code = CURLE_OUT_OF_MEMORY;
  if (curl_easy_setopt(curl, CURLOPT_URL, url) == CURLE_OK &&
      set_headers(http, own_headers ? request->headers : NULL, &list))
    code = curl_easy_perform(curl);
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, NULL);
  curl_slist_free_all(list);
  return code;
}

/* ---- one try: a request and its redirects ---- */

static long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static nb_status fail_at(nb_context *ctx, const address *where, const char *reason) {
  return nb_fail(ctx, NB_UNAVAILABLE, NB_STR_FMT ": %s", NB_STR_ARG(where->host), reason);
}

static outcome transfer_failed(nb_context *ctx, CURLcode code, const incoming *in, outcome result) {
  if (code == CURLE_OUT_OF_MEMORY || in->body.status == NB_INTERNAL) {
    result.status = nb_fail_memory(ctx);
    return result;
  }
  const char *reason = curl_easy_strerror(code);
  for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
    if (failures[i].code != code) continue;
    reason = failures[i].reason;
    result.again = failures[i].again;
  }
  result.status = fail_at(ctx, &result.where, reason);
  return result;
}

static bool redirects(const nb_http_request *request, long status) {
  return request->follow && !is_post(request) &&
         (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
}

static outcome one_try(nb_http *http, nb_context *ctx, nb_arena *arena, const nb_http_request *request,
                       const address *first, incoming *in, long *http_status) {
  const long deadline = now_ms() + http->options.timeout_ms;
  const char *url = request->url;
  outcome result = {.where = *first};
  bool at_home = true; /* once another origin was asked, the caller's headers stay behind */
  for (unsigned hops = 0;; hops++) {
    long left = deadline - now_ms();
    CURLcode code = left > 0 ? send_request(http, request, url, at_home, left, in) : CURLE_OPERATION_TIMEDOUT;
    if (code) return transfer_failed(ctx, code, in, result);
    curl_easy_getinfo(http->curl, CURLINFO_RESPONSE_CODE, http_status);
    char *next = NULL;
    curl_easy_getinfo(http->curl, CURLINFO_REDIRECT_URL, &next);
    if (!next || !redirects(request, *http_status)) return result;
    *http_status = 0;
    if (hops == REDIRECTS) {
      result.status = fail_at(ctx, &result.where, "too many redirects");
      return result;
    }
    url = nb_arena_cstr(arena, nb_str_of(next));
    address to;
    if (!url || !address_of(arena, url, &to)) {
      result.status = fail_at(ctx, &result.where, "redirects to what is not an http or https address");
      return result;
    }
    at_home = at_home && nb_str_eq_nocase(to.origin, first->origin);
    result.where = to;
  }
}

/* ---- all tries ---- */

/* Seconds, or a date. */
static long retry_after(const char *value) {
  if (!*value) return -1;
  char *end;
  errno = 0;
  long s = strtol(value, &end, 10);
  if (*end) {
    time_t date = curl_getdate(value, NULL);
    if (date < 0) return -1;
    s = (long)(date - time(NULL));
    if (s < 0) return 0;
  }
  if (s < 0) return -1;
  return s < FURTHEST_DAY_S ? s : FURTHEST_DAY_S;
}

static long back_off(nb_http *http, unsigned tries_done) {
  double ms = FIRST_WAIT_MS;
  for (unsigned i = 1; i < tries_done && ms < (double)http->options.longest_wait_ms; i++) ms *= 1.6;
  http->random = http->random * 6364136223846793005u + 1442695040888963407u;
  double share = (double)(http->random >> 11) / (double)(1ull << 53); /* [0, 1) */
  ms *= 0.77 + 0.46 * share;
  return ms < (double)http->options.longest_wait_ms ? (long)ms : http->options.longest_wait_ms;
}

static void pause_ms(nb_http *http, long ms) {
  if (http->options.wait) {
    http->options.wait(http->options.wait_user, ms);
    return;
  }
  struct timespec left = {ms / 1000, ms % 1000 * 1000000};
  while (nanosleep(&left, &left) != 0 && errno == EINTR) continue;
}

static nb_str charset_of(nb_str content_type) {
  const nb_str key = NB_STR("charset=");
  nb_str field, none = NB_STR("");
  while (nb_str_split(&content_type, ';', &field)) {
    field = nb_str_trim(field);
    if (!nb_str_eq_nocase(nb_str_sub(field, 0, key.len), key)) continue;
    nb_str value = nb_str_sub(field, key.len, field.len);
    if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
      value = nb_str_sub(value, 1, value.len - 1);
    return value;
  }
  return none;
}

static nb_status fill(nb_context *ctx, nb_arena *arena, const incoming *in, const address *where,
                      nb_http_reply *reply) {
  nb_str text[N_HEADERS];
  for (size_t i = 0; i < N_HEADERS; i++) {
    text[i] = nb_arena_str(arena, nb_str_of(in->header[i]));
    if (!text[i].ptr) return nb_fail_memory(ctx);
  }
  nb_str body = nb_arena_str(arena, nb_buf_str(&in->body));
  if (!body.ptr) return nb_fail_memory(ctx);
  reply->body = body;
  reply->content_type = text[CONTENT_TYPE];
  reply->charset = charset_of(text[CONTENT_TYPE]);
  reply->etag = text[ETAG];
  reply->last_modified = text[LAST_MODIFIED];
  reply->url = where->url;
  reply->host = where->host;
  return NB_OK;
}

/* A reply came: does its status call for another try? */
static void judge(nb_context *ctx, const nb_http_reply *reply, outcome *result) {
  if (reply->status != 429 && reply->status < 500) return;
  result->again = true;
  result->status =
      nb_fail(ctx, reply->status == 429 ? NB_TEMPFAIL : NB_UNAVAILABLE, NB_STR_FMT ": HTTP %ld%s",
              NB_STR_ARG(result->where.host), reply->status, reply->status == 429 ? " (too many requests)" : "");
}

static nb_status all_tries(nb_http *http, nb_context *ctx, nb_arena *arena, const nb_http_request *request,
                           const address *first, incoming *in, nb_http_reply *reply) {
  for (unsigned tries = 1;; tries++) {
    *reply = (nb_http_reply){.retry_after_s = -1};
    outcome result = one_try(http, ctx, arena, request, first, in, &reply->status);
    if (reply->status) {
      reply->retry_after_s = retry_after(in->header[RETRY_AFTER]);
      judge(ctx, reply, &result);
    }
    if (!result.status) return fill(ctx, arena, in, &result.where, reply);
    if (!result.again || tries >= http->options.tries) return result.status;
    long said = reply->retry_after_s;
    if (said > http->options.longest_wait_ms / 1000)
      return nb_fail(ctx, result.status, "%s, asks to wait %ld s", nb_error(ctx), said);
    long ms = said >= 0 ? said * 1000 : back_off(http, tries);
    nb_log(ctx, NB_LOG_INFO, "%s; next try in %ld ms", nb_error(ctx), ms);
    pause_ms(http, ms);
  }
}

nb_status nb_http_do(nb_http *http, nb_context *ctx, nb_arena *arena, const nb_http_request *request,
                     nb_http_reply *reply) {
  address first;
  if (!address_of(arena, request->url, &first)) return nb_fail(ctx, NB_USAGE, "not an http or https address");
  for (const char *const *h = request->headers; h && *h; h++)
    if (!printable(nb_str_of(*h))) return nb_fail(ctx, NB_USAGE, "a control character in a header of the request");
  incoming in = {.header_bytes = 0};
  nb_buf_init(&in.body, NB_INPUT_CAP);
  nb_http_reply made;
  nb_status status = all_tries(http, ctx, arena, request, &first, &in, &made);
  nb_buf_free(&in.body);
  *reply = made;
  if (!status)
    nb_log(ctx, NB_LOG_DEBUG, NB_STR_FMT ": HTTP %ld, %zu bytes", NB_STR_ARG(made.host), made.status, made.body.len);
  return status;
}
