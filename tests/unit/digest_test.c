/* digest/run and read/fetch: which items are briefed, and what is remembered of them. The brief itself is a double, so
 * that it can fail; files and the loopback server are real. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "digest/digest.h"
#include "http_server.h"
#include "read/fetch.h"

enum { FEEDS = 3 };

typedef struct fixture {
  nb_context *ctx;
  nb_http *http;
  nb_digest *digest;
  char folder[32], state[64], feed[FEEDS][64], log[4096];
} fixture;

/* Takes the place of brief/brief.c: fails where the title says so. */
nb_status nb_brief_make(nb_context *ctx, const nb_stages *stages, nb_document *document,
                        const nb_brief_options *options, nb_brief *brief) {
  (void)stages;
  if (nb_str_eq_c(document->title, "Stuk")) return nb_fail(ctx, NB_UNAVAILABLE, "the translator is away");
  *brief = (nb_brief){.id = document->id,
                      .title_nl = document->title,
                      .source = document->source,
                      .date = document->date,
                      .url = document->url,
                      .n_sentences = document->n_blocks ? options->budget.sentences : 0};
  return NB_OK;
}

static void keep_log(void *user, nb_log_level level, const char *message) {
  fixture *f = user;
  size_t len = strlen(f->log);
  if (level <= NB_LOG_WARN) snprintf(f->log + len, sizeof f->log - len, "%s\n", message);
}

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  f->ctx = nb_context_new();
  nb_context_set_log(f->ctx, keep_log, f);
  nb_http_options once = {.timeout_ms = 5000, .tries = 1};
  assert_int_equal(nb_http_new(f->ctx, &once, &f->http), NB_OK);
  strcpy(f->folder, "/tmp/nb-digest-XXXXXX");
  assert_non_null(mkdtemp(f->folder));
  snprintf(f->state, sizeof f->state, "%s/state.db", f->folder);
  for (size_t i = 0; i < FEEDS; i++) snprintf(f->feed[i], sizeof f->feed[i], "%s/%zu.xml", f->folder, i);
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  nb_digest_free(f->digest);
  for (size_t i = 0; i < FEEDS; i++) unlink(f->feed[i]);
  unlink(f->state);
  rmdir(f->folder);
  nb_http_free(f->http);
  nb_context_free(f->ctx);
  free(f);
  return 0;
}

/* One item a word; "kop:1" has the title "kop" and the id 1. */
static nb_str feed_of(nb_buf *buf, const char *items) {
  nb_buf_init(buf, NB_INPUT_CAP);
  nb_buf_add_c(buf, "<rss><channel><title>Het Blad</title>");
  nb_str rest = nb_str_of(items), word;
  while (*items && nb_str_split(&rest, ' ', &word)) {
    nb_str title;
    nb_str_split(&word, ':', &title);
    nb_buf_printf(buf, "<item><title>" NB_STR_FMT "</title><guid>" NB_STR_FMT "</guid></item>", NB_STR_ARG(title),
                  NB_STR_ARG(word));
  }
  nb_buf_add_c(buf, "</channel></rss>");
  return nb_buf_str(buf);
}

static void write_feed(fixture *f, size_t which, const char *items) {
  nb_buf buf;
  assert_int_equal(nb_file_write(f->ctx, f->feed[which], feed_of(&buf, items)), NB_OK);
  nb_buf_free(&buf);
}

/* The titles briefed by a run over the feeds, apart by spaces. */
static const char *digest(fixture *f, const nb_digest_options *options, const char *const *feeds, size_t n) {
  static char titles[1024];
  nb_stages none = {.splitter = NULL};
  nb_digest_free(f->digest);
  f->digest = NULL;
  f->log[0] = 0;
  if (nb_digest_run(f->ctx, &none, f->http, options, feeds, n, &f->digest)) fail_msg("%s", nb_error(f->ctx));
  size_t n_briefs, len = 0;
  const nb_brief *briefs = nb_digest_briefs(f->digest, &n_briefs);
  titles[0] = 0;
  for (size_t i = 0; i < n_briefs; i++)
    len += (size_t)snprintf(titles + len, sizeof titles - len, "%s" NB_STR_FMT, i ? " " : "",
                            NB_STR_ARG(briefs[i].title_nl));
  return titles;
}

static const char *digest_files(fixture *f, size_t n) {
  const char *feeds[FEEDS];
  for (size_t i = 0; i < n; i++) feeds[i] = f->feed[i];
  return digest(f, &(nb_digest_options){.state_path = f->state, .offline = true}, feeds, n);
}

static void commit(fixture *f) {
  assert_int_equal(nb_digest_commit(f->ctx, f->digest), NB_OK);
}

static void log_has(fixture *f, const char *part) {
  if (!strstr(f->log, part)) fail_msg("\"%s\" is not in \"%s\"", part, f->log);
}

static void only_what_is_new(void **state) {
  fixture *f = *state;
  write_feed(f, 0, "een:1 twee:2");
  assert_string_equal(digest_files(f, 1), "een twee");
  assert_string_equal(digest_files(f, 1), "een twee"); /* the first run was not committed */
  commit(f);
  assert_string_equal(digest_files(f, 1), "");
  assert_string_equal(f->log, "");
  write_feed(f, 0, "drie:3 een:1 drie-weer:3");
  assert_string_equal(digest_files(f, 1), "drie");
  commit(f);
}

static void an_item_of_two_feeds(void **state) {
  fixture *f = *state;
  write_feed(f, 0, "een:https://blad.example/1?utm_source=a los:7");
  write_feed(f, 1, "een-weer:https://BLAD.example/1#top ander-los:7");
  assert_string_equal(digest_files(f, 2), "een los ander-los");
  commit(f);
  assert_string_equal(digest_files(f, 2), "");
}

static void a_link_that_tells_nothing_apart(void **state) {
  static const char with_link[] =
      "<rss><channel><link>https://blad.example</link><item><title>%s</title><guid>%s</guid><link>https://blad.example/"
      "</link>"
      "</item></channel></rss>";
  fixture *f = *state;
  char text[512];
  snprintf(text, sizeof text, with_link, "een", "1");
  assert_int_equal(nb_file_write(f->ctx, f->feed[0], nb_str_of(text)), NB_OK);
  snprintf(text, sizeof text, with_link, "twee", "2");
  assert_int_equal(nb_file_write(f->ctx, f->feed[1], nb_str_of(text)), NB_OK);
  assert_string_equal(digest_files(f, 2), "een twee");
}

static void a_failed_feed_stops_nothing(void **state) {
  fixture *f = *state;
  assert_int_equal(nb_file_write(f->ctx, f->feed[0], NB_STR("<html></html>")), NB_OK);
  write_feed(f, 2, "een:1");
  assert_string_equal(digest_files(f, 3), "een"); /* the second does not exist */
  assert_int_equal(nb_digest_failed(f->digest), 2);
  log_has(f, "0.xml:1:1: not a feed");
  log_has(f, "1.xml: No such file");
}

static void a_failed_item_comes_again(void **state) {
  fixture *f = *state;
  write_feed(f, 0, "een:1 Stuk:2 drie:3");
  assert_string_equal(digest_files(f, 1), "een drie");
  assert_int_equal(nb_digest_failed(f->digest), 1);
  log_has(f, "item 2: the translator is away");
  commit(f);
  write_feed(f, 0, "een:1 heel:2 drie:3");
  assert_string_equal(digest_files(f, 1), "heel");
}

static void the_newest_and_no_more(void **state) {
  fixture *f = *state;
  nb_digest_options options = {.state_path = f->state, .max_items = 2};
  const char *feeds[] = {f->feed[0]};
  write_feed(f, 0, "vier:4 drie:3 twee:2 een:1");
  assert_string_equal(digest(f, &options, feeds, 1), "vier drie");
  log_has(f, "2 more new items are left out");
  commit(f);
  assert_string_equal(digest(f, &options, feeds, 1), "");
}

static void what_a_brief_starts_from(void **state) {
  fixture *f = *state;
  static const char feed[] =
      "<rss><channel><title>Het Blad</title><item><title>Brug dicht</title><link>https://blad.example/1</link>"
      "<pubDate>Mon, 24 Nov 2025 08:00:00 +0100</pubDate><description>&lt;p&gt;De brug over de Vecht is dicht. De "
      "gemeente "
      "zoekt naar de oorzaak van de scheur in het wegdek.&lt;/p&gt;</description></item>"
      "<item><title>Alleen een kop</title><guid>2</guid><description>&lt;img "
      "src='x'&gt;</description></item></channel></rss>";
  assert_int_equal(nb_file_write(f->ctx, f->feed[0], nb_str_of(feed)), NB_OK);
  assert_string_equal(digest_files(f, 1), "Brug dicht Alleen een kop");
  size_t n;
  const nb_brief *b = nb_digest_briefs(f->digest, &n);
  assert_string_equal(b[0].source.ptr, "Het Blad");
  assert_string_equal(b[0].id.ptr, "https://blad.example/1");
  assert_string_equal(b[0].url.ptr, "https://blad.example/1");
  assert_string_equal(b[0].date.ptr, "Mon, 24 Nov 2025 08:00:00 +0100");
  assert_int_equal(b[0].n_sentences, 3);
  assert_int_equal(b[1].n_sentences, 0);
}

static void one_run_at_a_time(void **state) {
  fixture *f = *state;
  write_feed(f, 0, "een:1");
  assert_string_equal(digest_files(f, 1), "een");
  nb_digest_options options = {.state_path = f->state};
  nb_stages none = {.splitter = NULL};
  nb_digest *second = NULL;
  assert_int_equal(nb_digest_run(f->ctx, &none, NULL, &options, NULL, 0, &second), NB_TEMPFAIL);
  assert_null(second);
}

static void requests_are_conditional(void **state) {
  fixture *f = *state;
  nb_buf one, two;
  const nb_exchange script[] = {
      {.path = "/feed",
       .no_head = {"If-None-Match", "If-Modified-Since"},
       .reply = feed_of(&one, "een:1"),
       .headers = "ETag: \"e1\"\r\nLast-Modified: Mon, 24 Nov 2025 08:00:00 GMT\r\n"},
      {.path = "/feed",
       .status = 304,
       .head = {"If-None-Match: \"e1\"", "If-Modified-Since: Mon, 24 Nov 2025 08:00:00 GMT"}},
      {.path = "/feed",
       .head = {"If-None-Match: \"e1\""},
       .reply = feed_of(&two, "twee:2 een:1")}, /* no ETag any more */
      {.path = "/feed", .no_head = {"If-None-Match", "If-Modified-Since"}, .reply = nb_buf_str(&two)},
  };
  nb_server *server = nb_server_start(script, 4);
  char url[128];
  snprintf(url, sizeof url, "%s/feed", nb_server_url(server));
  const char *feeds[] = {url};
  nb_digest_options options = {.state_path = f->state};
  static const char *const expected[] = {"een", "", "twee", ""};
  for (size_t i = 0; i < 4; i++) {
    assert_string_equal(digest(f, &options, feeds, 1), expected[i]);
    assert_string_equal(f->log, "");
    commit(f);
  }
  nb_server_stop(server);
  nb_buf_free(&one);
  nb_buf_free(&two);
}

static void after_a_failed_item_the_whole_feed_is_asked_for(void **state) {
  fixture *f = *state;
  nb_buf buf;
  nb_str feed = feed_of(&buf, "een:1 Stuk:2");
  const nb_exchange script[] = {{.reply = feed, .headers = "ETag: \"e1\"\r\n"},
                                {.no_head = {"If-None-Match"}, .reply = feed}};
  nb_server *server = nb_server_start(script, 2);
  const char *feeds[] = {nb_server_url(server)};
  nb_digest_options options = {.state_path = f->state};
  assert_string_equal(digest(f, &options, feeds, 1), "een");
  commit(f);
  assert_string_equal(digest(f, &options, feeds, 1), "");
  assert_int_equal(nb_digest_failed(f->digest), 1);
  nb_server_stop(server);
  nb_buf_free(&buf);
}

static void offline_opens_no_connection(void **state) {
  fixture *f = *state;
  nb_server *server = nb_server_start(NULL, 0);
  write_feed(f, 0, "een:1");
  const char *feeds[] = {nb_server_url(server), f->feed[0]};
  nb_digest_options options = {.state_path = f->state, .offline = true};
  assert_string_equal(digest(f, &options, feeds, 2), "een");
  assert_int_equal(nb_digest_failed(f->digest), 1);
  log_has(f, "connections are forbidden");
  nb_server_stop(server);
}

static void what_fetching_says(void **state) {
  fixture *f = *state;
  nb_arena *arena = nb_arena_new();
  const nb_exchange script[] = {
      {.path = "/a?sleutel=geheim", .status = 404},
      {.status = 401},
      {.status = 304}, /* to a request that was not conditional */
      {.status = 301, .headers = "Location: /b\r\n"},
      {.path = "/b", .headers = "Content-Type: text/html; charset=windows-1252\r\n", .reply = NB_STR("caf\xE9")},
  };
  nb_server *server = nb_server_start(script, 5);
  char url[128];
  snprintf(url, sizeof url, "http://jan:wachtwoord@%s/a?sleutel=geheim", nb_server_url(server) + strlen("http://"));
  static const nb_status expected[] = {NB_NOINPUT, NB_AUTH, NB_UNAVAILABLE};
  nb_fetched got;
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(nb_fetch(f->ctx, f->http, arena, url, NULL, &got), expected[i]);
    assert_non_null(strstr(nb_error(f->ctx), "/a: "));
    assert_null(strstr(nb_error(f->ctx), "geheim"));
    assert_null(strstr(nb_error(f->ctx), "wachtwoord"));
  }
  snprintf(url, sizeof url, "%s/a?b", nb_server_url(server));
  assert_int_equal(nb_fetch(f->ctx, f->http, arena, url, NULL, &got), NB_OK);
  assert_string_equal(got.bytes.ptr, "caf\xE9");
  assert_true(nb_str_eq_c(got.charset, "windows-1252"));
  assert_true(nb_str_ends(got.url, NB_STR("/b")));
  assert_true(nb_str_ends(got.name, NB_STR("/a")));
  assert_false(got.unchanged);
  nb_server_stop(server);
  assert_true(nb_is_address(NB_STR("HTTPS://a")) && !nb_is_address(NB_STR("httpx")) && !nb_is_address(NB_STR("-")));
  nb_arena_free(arena);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(only_what_is_new),
      TEST(an_item_of_two_feeds),
      TEST(a_link_that_tells_nothing_apart),
      TEST(a_failed_feed_stops_nothing),
      TEST(a_failed_item_comes_again),
      TEST(the_newest_and_no_more),
      TEST(what_a_brief_starts_from),
      TEST(one_run_at_a_time),
      TEST(requests_are_conditional),
      TEST(after_a_failed_item_the_whole_feed_is_asked_for),
      TEST(offline_opens_no_connection),
      TEST(what_fetching_says),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
