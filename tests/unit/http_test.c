#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#include "base/file.h"
#include "http_server.h"
#include "net/http.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SECRET "geheim-12345"
#define GZIPPED                                                                                                      \
  "\037\213\010\000\000\000\000\000\002\003\113\115\315\123\110\112\055\312\114\316\050\001\000\062\225\354\041\013" \
  "\000\000\000" /* "een bericht" */

static const char *const secret_header[] = {"Authorization: " SECRET, NULL};

/* What a test needs: a context whose log is kept, an arena, and waits that are counted instead of slept. */
typedef struct bench {
  nb_context *ctx;
  nb_arena *arena;
  nb_http *http;
  nb_buf log;
  long waits[8];
  size_t n_waits;
} bench;

static void keep_log(void *user, nb_log_level level, const char *message) {
  (void)level;
  assert_int_equal(nb_buf_printf(user, "%s\n", message), NB_OK);
}

static void keep_wait(void *user, long ms) {
  bench *b = user;
  assert_true(b->n_waits < COUNT(b->waits));
  b->waits[b->n_waits++] = ms;
}

static int set_up(void **state) {
  bench *b = calloc(1, sizeof *b);
  nb_buf_init(&b->log, 100000);
  b->ctx = nb_context_new();
  b->arena = nb_arena_new();
  nb_context_set_log(b->ctx, keep_log, &b->log);
  nb_http_options options = {.timeout_ms = 5000, .wait = keep_wait, .wait_user = b};
  assert_int_equal(nb_http_new(b->ctx, &options, &b->http), NB_OK);
  *state = b;
  return 0;
}

/* No test lets the secret out. */
static int tear_down(void **state) {
  bench *b = *state;
  int leaked = strstr(b->log.ptr, SECRET) || strstr(nb_error(b->ctx), SECRET);
  nb_http_free(b->http);
  nb_arena_free(b->arena);
  nb_context_free(b->ctx);
  nb_buf_free(&b->log);
  free(b);
  return leaked ? -1 : 0;
}

static nb_status get(bench *b, const char *base, const char *path, bool follow, nb_http_reply *reply) {
  nb_str url = nb_arena_printf(b->arena, "%s%s", base, path);
  nb_http_request request = {.method = "GET", .url = url.ptr, .headers = secret_header, .follow = follow};
  return nb_http_do(b->http, b->ctx, b->arena, &request, reply);
}

static nb_status get_from(bench *b, const nb_exchange *script, size_t n, nb_http_reply *reply) {
  nb_server *server = nb_server_start(script, n);
  nb_status status = get(b, nb_server_url(server), "/x", true, reply);
  nb_server_stop(server);
  return status;
}

static void a_reply_and_its_headers(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {{.method = "GET",
                                 .path = "/x",
                                 .head = {"Authorization: " SECRET, "Accept-Encoding: gzip, deflate"},
                                 .headers = "Content-Type: text/html; Charset=\"ISO-8859-1\"\r\nETag: \"a\"\r\n"
                                            "Last-Modified: Mon, 05 Jan 2026 10:00:00 GMT\r\n",
                                 .reply = NB_STR("<p>Goed")}};
  nb_http_reply reply;
  assert_int_equal(get_from(b, script, 1, &reply), NB_OK);
  assert_int_equal(reply.status, 200);
  assert_string_equal(reply.body.ptr, "<p>Goed");
  assert_true(nb_str_eq_c(reply.content_type, "text/html; Charset=\"ISO-8859-1\""));
  assert_true(nb_str_eq_c(reply.charset, "ISO-8859-1"));
  assert_true(nb_str_eq_c(reply.etag, "\"a\""));
  assert_true(nb_str_eq_c(reply.last_modified, "Mon, 05 Jan 2026 10:00:00 GMT"));
  assert_true(nb_str_starts(reply.host, NB_STR("127.0.0.1:")));
  assert_int_equal(reply.retry_after_s, -1);
}

static void interim_replies_are_not_the_reply(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {{.raw = NB_STR("HTTP/1.1 103 Early Hints\r\nETag: \"early\"\r\nRetry-After: 5\r\n\r\n"
                                               "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nGoed")}};
  nb_http_reply reply;
  assert_int_equal(get_from(b, script, 1, &reply), NB_OK);
  assert_int_equal(reply.status, 200);
  assert_string_equal(reply.body.ptr, "Goed");
  assert_int_equal(reply.etag.len, 0);
  assert_int_equal(reply.retry_after_s, -1);
}

static void statuses_below_500_are_the_callers(void **state) {
  bench *b = *state;
  static const int statuses[] = {304, 401, 404, 456};
  for (size_t i = 0; i < COUNT(statuses); i++) {
    const nb_exchange script[] = {{.status = statuses[i]}};
    nb_http_reply reply;
    assert_int_equal(get_from(b, script, 1, &reply), NB_OK);
    assert_int_equal(reply.status, statuses[i]);
    assert_int_equal(reply.body.len, 0);
  }
  assert_int_equal(b->n_waits, 0);
}

static void post_sends_the_body(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {
      {.method = "POST", .head = {"Content-Type: application/json", "Content-Length: 7"}, .body = {"{\"a\":1}"}}};
  nb_server *server = nb_server_start(script, 1);
  const char *const headers[] = {"Content-Type: application/json", NULL};
  nb_http_request request = {
      .method = "POST", .url = nb_server_url(server), .headers = headers, .body = NB_STR("{\"a\":1}")};
  nb_http_reply reply;
  assert_int_equal(nb_http_do(b->http, b->ctx, b->arena, &request, &reply), NB_OK);
  nb_server_stop(server);
}

static void compressed_replies_are_read(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {{.headers = "Content-Encoding: gzip\r\n", .reply = NB_STR(GZIPPED)}};
  nb_http_reply reply;
  assert_int_equal(get_from(b, script, 1, &reply), NB_OK);
  assert_string_equal(reply.body.ptr, "een bericht");
}

static void waits_as_long_as_the_server_says(void **state) {
  bench *b = *state;
  char date[64], header[128];
  time_t then = time(NULL) + 10;
  struct tm utc;
  strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S GMT", gmtime_r(&then, &utc));
  snprintf(header, sizeof header, "Retry-After: %s\r\n", date);
  const nb_exchange script[] = {
      {.status = 429, .headers = "Retry-After: 7\r\n"}, {.status = 503, .headers = header}, {.reply = NB_STR("good")}};
  nb_http_reply reply;
  assert_int_equal(get_from(b, script, 3, &reply), NB_OK);
  assert_string_equal(reply.body.ptr, "good");
  assert_int_equal(b->n_waits, 2);
  assert_int_equal(b->waits[0], 7000);
  assert_in_range(b->waits[1], 8000, 10000);
}

static void backs_off_where_the_server_says_nothing(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {{.status = 500}, {.status = 503, .headers = "Retry-After: soon\r\n"}, {.status = 503}};
  nb_http_reply reply;
  assert_int_equal(get_from(b, script, 3, &reply), NB_UNAVAILABLE);
  assert_non_null(strstr(nb_error(b->ctx), ": HTTP 503"));
  assert_int_equal(reply.status, 503);
  assert_int_equal(b->n_waits, 2);
  assert_in_range(b->waits[0], 770, 1230);
  assert_in_range(b->waits[1], 1232, 1968);
}

static void too_many_requests_is_a_matter_of_time(void **state) {
  bench *b = *state;
  const nb_exchange three[] = {{.status = 429}, {.status = 429}, {.status = 429}};
  nb_http_reply reply;
  assert_int_equal(get_from(b, three, 3, &reply), NB_TEMPFAIL);
  const nb_exchange an_hour[] = {{.status = 429, .headers = "Retry-After: 3600\r\n"}};
  assert_int_equal(get_from(b, an_hour, 1, &reply), NB_TEMPFAIL);
  assert_int_equal(reply.retry_after_s, 3600);
  assert_non_null(strstr(nb_error(b->ctx), "asks to wait 3600 s"));
  assert_int_equal(b->n_waits, 2);
}

static void broken_connections(void **state) {
  bench *b = *state;
  const nb_exchange cut = {.reply = NB_STR("half"), .promised = 100}, closed = {.raw = NB_STR("")};
  const nb_exchange recovers[] = {cut, closed, {.reply = NB_STR("whole")}}, stays[] = {closed, closed, cut};
  nb_http_reply reply;
  assert_int_equal(get_from(b, recovers, 3, &reply), NB_OK);
  assert_string_equal(reply.body.ptr, "whole");
  assert_int_equal(get_from(b, stays, 3, &reply), NB_UNAVAILABLE);
  assert_non_null(strstr(nb_error(b->ctx), "cut short"));
  assert_int_equal(reply.status, 0);
  const nb_exchange garbage[] = {{.raw = NB_STR("\x16\x03\x01 what?\r\n\r\n")}};
  assert_int_equal(get_from(b, garbage, 1, &reply), NB_UNAVAILABLE);
  assert_non_null(strstr(nb_error(b->ctx), "not HTTP"));
}

static void nobody_listens(void **state) {
  bench *b = *state;
  nb_server *server = nb_server_start(NULL, 0);
  nb_str url = nb_arena_printf(b->arena, "%s", nb_server_url(server));
  nb_server_stop(server);
  nb_http_reply reply;
  assert_int_equal(get(b, url.ptr, "/", true, &reply), NB_UNAVAILABLE);
  assert_non_null(strstr(nb_error(b->ctx), "no connection"));
  assert_int_equal(b->n_waits, 2);
}

static void a_hanging_server_is_left(void **state) {
  bench *b = *state;
  nb_http_free(b->http);
  nb_http_options options = {.timeout_ms = 100, .wait = keep_wait, .wait_user = b};
  assert_int_equal(nb_http_new(b->ctx, &options, &b->http), NB_OK);
  const nb_exchange script[] = {{.delay_ms = 60000}};
  nb_http_reply reply;
  assert_int_equal(get_from(b, script, 1, &reply), NB_UNAVAILABLE);
  assert_non_null(strstr(nb_error(b->ctx), "no reply in time"));
  assert_int_equal(b->n_waits, 0);
}

static void too_large_a_reply_is_refused(void **state) {
  bench *b = *state;
  const size_t size = NB_INPUT_CAP + 1;
  char *much = malloc(size);
  assert_non_null(much);
  memset(much, 'x', size);
  const nb_exchange over[] = {{.reply = {much, size}}}, just[] = {{.reply = {much, size - 1}}};
  nb_http_reply reply;
  assert_int_equal(get_from(b, over, 1, &reply), NB_UNAVAILABLE);
  assert_non_null(strstr(nb_error(b->ctx), "too large"));
  assert_int_equal(get_from(b, just, 1, &reply), NB_OK);
  assert_int_equal(reply.body.len, NB_INPUT_CAP);
  free(much);
}

static void endless_headers_are_refused(void **state) {
  bench *b = *state;
  nb_buf raw;
  nb_buf_init(&raw, NB_INPUT_CAP);
  nb_buf_add_c(&raw, "HTTP/1.1 200 OK\r\n");
  for (int i = 0; i < 30000; i++) nb_buf_printf(&raw, "X-Header-%d: y\r\n", i);
  nb_buf_add_c(&raw, "\r\n");
  assert_int_equal(raw.status, NB_OK);
  const nb_exchange script[] = {{.raw = nb_buf_str(&raw)}};
  nb_http_reply reply;
  assert_int_equal(get_from(b, script, 1, &reply), NB_UNAVAILABLE);
  assert_non_null(strstr(nb_error(b->ctx), "too large"));
  nb_buf_free(&raw);
}

static void redirects_within_the_origin_keep_the_headers(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {{.path = "/x", .status = 301, .headers = "Location: /y\r\nETag: \"old\"\r\n"},
                                {.path = "/y", .head = {"Authorization: " SECRET}, .reply = NB_STR("here")}};
  nb_http_reply reply;
  assert_int_equal(get_from(b, script, 2, &reply), NB_OK);
  assert_string_equal(reply.body.ptr, "here");
  assert_int_equal(reply.etag.len, 0);
  assert_true(nb_str_ends(reply.url, NB_STR("/y")));
}

/* Also back at the first origin they stay away: where to go next was another's choice. */
static void other_origins_never_see_the_headers(void **state) {
  bench *b = *state;
  nb_exchange at_home[] = {{.head = {"Authorization: " SECRET}, .status = 302},
                           {.path = "/back", .no_head = {"Authorization"}, .reply = NB_STR("end")}};
  nb_exchange away[] = {{.no_head = {"Authorization"}, .status = 307}};
  nb_server *home = nb_server_start(at_home, 2), *other = nb_server_start(away, 1);
  at_home[0].headers = nb_arena_printf(b->arena, "Location: %s/\r\n", nb_server_url(other)).ptr;
  away[0].headers = nb_arena_printf(b->arena, "Location: %s/back\r\n", nb_server_url(home)).ptr;
  nb_http_reply reply;
  assert_int_equal(get(b, nb_server_url(home), "/x", true, &reply), NB_OK);
  assert_string_equal(reply.body.ptr, "end");
  nb_server_stop(home);
  nb_server_stop(other);
}

static void redirects_have_bounds(void **state) {
  bench *b = *state;
  const nb_exchange hop = {.status = 302, .headers = "Location: /x\r\n"};
  const nb_exchange round[] = {hop, hop, hop, hop, hop, hop};
  nb_http_reply reply;
  assert_int_equal(get_from(b, round, 6, &reply), NB_UNAVAILABLE);
  assert_non_null(strstr(nb_error(b->ctx), "too many redirects"));
  static const char *const elsewhere[] = {"Location: file:///etc/passwd\r\n", "Location: gopher://127.0.0.1/\r\n",
                                          "Location: ftp://127.0.0.1/x\r\n", "Location: nothing://x\r\n"};
  for (size_t i = 0; i < COUNT(elsewhere); i++) {
    const nb_exchange script[] = {{.status = 302, .headers = elsewhere[i]}};
    assert_int_equal(get_from(b, script, 1, &reply), NB_UNAVAILABLE);
    assert_non_null(strstr(nb_error(b->ctx), "not an http or https address"));
  }
  assert_int_equal(b->n_waits, 0);
}

static void posts_are_not_redirected(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {{.status = 307, .headers = "Location: /y\r\n"}};
  nb_server *server = nb_server_start(script, 1);
  nb_http_request request = {
      .method = "POST", .url = nb_server_url(server), .body = NB_STR("key=" SECRET), .follow = true};
  nb_http_reply reply;
  assert_int_equal(nb_http_do(b->http, b->ctx, b->arena, &request, &reply), NB_OK);
  assert_int_equal(reply.status, 307);
  nb_server_stop(server);
}

static void bad_requests(void **state) {
  bench *b = *state;
  static const char *const addresses[] = {"file:///etc/passwd", "ftp://example.org/", "example.org/x", "", "http://"};
  nb_http_reply reply;
  for (size_t i = 0; i < COUNT(addresses); i++) assert_int_equal(get(b, addresses[i], "", true, &reply), NB_USAGE);
  const char *const injected[] = {"X: a\r\nY: b", NULL};
  nb_http_request request = {.method = "GET", .url = "http://127.0.0.1:9/", .headers = injected};
  assert_int_equal(nb_http_do(b->http, b->ctx, b->arena, &request, &reply), NB_USAGE);
}

static void passwords_stay_out_of_what_is_shown(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {{.status = 404}};
  nb_server *server = nb_server_start(script, 1);
  nb_str url = nb_arena_printf(b->arena, "http://me:" SECRET "@%s/x", nb_server_url(server) + strlen("http://"));
  nb_http_request request = {.method = "GET", .url = url.ptr};
  nb_http_reply reply;
  assert_int_equal(nb_http_do(b->http, b->ctx, b->arena, &request, &reply), NB_OK);
  assert_int_equal(nb_str_find(reply.url, NB_STR(SECRET), 0), NB_NOT_FOUND);
  nb_server_stop(server);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_reply_and_its_headers),
      TEST(interim_replies_are_not_the_reply),
      TEST(statuses_below_500_are_the_callers),
      TEST(post_sends_the_body),
      TEST(compressed_replies_are_read),
      TEST(waits_as_long_as_the_server_says),
      TEST(backs_off_where_the_server_says_nothing),
      TEST(too_many_requests_is_a_matter_of_time),
      TEST(broken_connections),
      TEST(nobody_listens),
      TEST(a_hanging_server_is_left),
      TEST(too_large_a_reply_is_refused),
      TEST(endless_headers_are_refused),
      TEST(redirects_within_the_origin_keep_the_headers),
      TEST(other_origins_never_see_the_headers),
      TEST(redirects_have_bounds),
      TEST(posts_are_not_redirected),
      TEST(bad_requests),
      TEST(passwords_stay_out_of_what_is_shown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
