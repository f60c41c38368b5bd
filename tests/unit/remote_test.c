#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "http_server.h"
#include "translate/remote/remote.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define SECRET "sleutel-0815"

typedef struct bench {
  nb_context *ctx;
  nb_arena *arena;
  nb_buf log; /* and every error */
  size_t n_waits;
} bench;

static void keep_log(void *user, nb_log_level level, const char *message) {
  (void)level;
  assert_int_equal(nb_buf_printf(user, "%s\n", message), NB_OK);
}

static void count_wait(void *user, long ms) {
  (void)ms;
  ((bench *)user)->n_waits++;
}

static int set_up(void **state) {
  bench *b = calloc(1, sizeof *b);
  nb_buf_init(&b->log, 1000000);
  b->ctx = nb_context_new();
  b->arena = nb_arena_new();
  nb_context_set_log(b->ctx, keep_log, &b->log);
  *state = b;
  return 0;
}

/* No test lets the key out. */
static int tear_down(void **state) {
  bench *b = *state;
  int leaked = strstr(b->log.ptr, SECRET) || strstr(nb_error(b->ctx), SECRET);
  nb_arena_free(b->arena);
  nb_context_free(b->ctx);
  nb_buf_free(&b->log);
  free(b);
  return leaked ? -1 : 0;
}

static nb_status translate(bench *b, const char *service, const nb_exchange *script, size_t n_script,
                           const nb_segment *segments, size_t n, nb_translation *out) {
  nb_server *server = nb_server_start(script, n_script);
  nb_remote_options options = {
      .url = nb_server_url(server), .key = SECRET, .http = {.timeout_ms = 5000, .wait = count_wait, .wait_user = b}};
  nb_translator *engine;
  assert_int_equal(nb_remote_engine_new(b->ctx, service, &options, &engine), NB_OK);
  nb_status status = nb_translate(engine, b->ctx, b->arena, segments, n, out);
  if (status) keep_log(&b->log, NB_LOG_ERROR, nb_error(b->ctx));
  nb_translator_free(engine);
  nb_server_stop(server);
  return status;
}

static void libretranslate(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {
      {.method = "POST",
       .path = "/translate",
       .head = {"Content-Type: application/json"},
       .body = {"\"q\":[\"Kabinet valt | Verkiezingen in mei\",\"Hij zei \\\"nee\\\".\"]", "\"source\":\"nl\"",
                "\"target\":\"en\"", "\"format\":\"text\"", "\"api_key\":\"" SECRET "\""},
       .reply = NB_STR("{\"translatedText\":[\"Cabinet falls | Elections in May\","
                       "\" He said \\\"no\\\".\\n\"]}")}};
  const nb_segment segments[] = {
      {NB_STR("Kabinet valt | Verkiezingen in mei"), true}, {NB_STR("  "), false}, {NB_STR("Hij zei \"nee\"."), false}};
  nb_translation out[3];
  assert_int_equal(translate(b, "libretranslate", script, 1, segments, 3, out), NB_OK);
  assert_true(nb_str_eq_c(out[0].text, "Cabinet falls | Elections in May"));
  assert_int_equal(out[1].text.len, 0);
  assert_true(nb_str_eq_c(out[2].text, "He said \"no\"."));
  assert_string_equal(out[2].engine, "libretranslate");
  assert_int_equal(out[0].n_unknown, 0);
}

static void deepl(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {
      {.method = "POST",
       .path = "/v2/translate",
       .head = {"Authorization: DeepL-Auth-Key " SECRET, "Content-Type: application/json"},
       .body = {"\"text\":[\"De kat slaapt.\"]", "\"source_lang\":\"NL\"", "\"target_lang\":\"EN-GB\"",
                "\"split_sentences\":\"0\"", "\"preserve_formatting\":true"},
       .reply = NB_STR("{\"translations\":[{\"detected_source_language\":\"NL\",\"text\":\"The cat is asleep.\"}]}")}};
  const nb_segment segment = {NB_STR("De kat slaapt."), false};
  nb_translation out;
  assert_int_equal(translate(b, "deepl", script, 1, &segment, 1, &out), NB_OK);
  assert_true(nb_str_eq_c(out.text, "The cat is asleep."));
  assert_string_equal(out.engine, "deepl");
}

static void nothing_to_translate_is_not_sent(void **state) {
  bench *b = *state;
  const nb_segment blank = {NB_STR("\xC2\xA0"), false};
  nb_translation out;
  assert_int_equal(translate(b, "deepl", NULL, 0, &blank, 1, &out), NB_OK);
  assert_int_equal(out.text.len, 0);
}

/* {"translatedText":["first",...,"last"]} */
static nb_str numbers(bench *b, size_t first, size_t last) {
  nb_buf buf;
  nb_buf_init(&buf, 100000);
  nb_buf_add_c(&buf, "{\"translatedText\":[");
  for (size_t i = first; i <= last; i++) nb_buf_printf(&buf, "%s\"number %zu\"", i > first ? "," : "", i);
  nb_buf_add_c(&buf, "]}");
  nb_str copy = nb_arena_str(b->arena, nb_buf_str(&buf));
  nb_buf_free(&buf);
  return copy;
}

static void many_texts_are_batched_in_order(void **state) {
  bench *b = *state;
  nb_segment segments[120];
  nb_translation out[120];
  for (size_t i = 0; i < 120; i++) segments[i] = (nb_segment){nb_arena_printf(b->arena, "nummer %zu", i + 1), false};
  const nb_exchange script[] = {{.body = {"[\"nummer 1\",", ",\"nummer 50\"]"}, .reply = numbers(b, 1, 50)},
                                {.body = {"[\"nummer 51\",", ",\"nummer 100\"]"}, .reply = numbers(b, 51, 100)},
                                {.body = {"[\"nummer 101\",", ",\"nummer 120\"]"}, .reply = numbers(b, 101, 120)}};
  assert_int_equal(translate(b, "libretranslate", script, 3, segments, 120, out), NB_OK);
  for (size_t i = 0; i < 120; i++)
    assert_string_equal(out[i].text.ptr, nb_arena_printf(b->arena, "number %zu", i + 1).ptr);
}

/* A text of `size` characters that is safe to look for. */
static nb_str long_text(bench *b, char letter, size_t size) {
  char *text = nb_arena_alloc(b->arena, size + 1);
  memset(text, letter, size);
  return (nb_str){text, size};
}

static void large_texts_go_alone(void **state) {
  bench *b = *state;
  const nb_segment libre[] = {
      {long_text(b, 'a', 12000), false}, {long_text(b, 'b', 9000), false}, {long_text(b, 'c', 30000), false}};
  const nb_exchange alone[] = {{.body = {"aa\"]"}, .reply = NB_STR("{\"translatedText\":[\"A\"]}")},
                               {.body = {"[\"bb", "bb\"]"}, .reply = NB_STR("{\"translatedText\":[\"B\"]}")},
                               {.body = {"[\"cc", "cc\"]"}, .reply = NB_STR("{\"translatedText\":[\"C\"]}")}};
  nb_translation out[3];
  assert_int_equal(translate(b, "libretranslate", alone, 3, libre, 3, out), NB_OK);
  assert_string_equal(out[2].text.ptr, "C");
  /* DeepL's bound is on the bytes of the request: quotes count twice. */
  const nb_segment quotes[] = {
      {long_text(b, 'a', 10000), false}, {long_text(b, '"', 61000), false}, {long_text(b, 'c', 100), false}};
  const nb_exchange two[] = {
      {.body = {"aa\"]"}, .reply = NB_STR("{\"translations\":[{\"text\":\"A\"}]}")},
      {.body = {"cc\"]"}, .reply = NB_STR("{\"translations\":[{\"text\":\"Q\"},{\"text\":\"C\"}]}")}};
  assert_int_equal(translate(b, "deepl", two, 2, quotes, 3, out), NB_OK);
  assert_string_equal(out[1].text.ptr, "Q");
}

static void what_cannot_be_right_is_refused(void **state) {
  bench *b = *state;
  static const struct {
    const char *reply, *reason;
  } cases[] = {
      {"{\"translatedText\":[\"One.\"]}", "fewer translations"},
      {"{\"translatedText\":[\"One.\",\"Two.\",\"Three.\"]}", "more translations"},
      {"{\"translatedText\":[\"One.\",\"\"]}", "an empty text"},
      {"{\"translatedText\":[\"One.\",\" \\n\"]}", "an empty text"},
      {"{\"translatedText\":[\"One.\",null]}", "not a text"},
      {"{\"translatedText\":[\"One.\",{\"text\":\"Two.\"}]}", "not a text"},
      {"{\"translatedText\":\"One. Two.\"}", "no list"},
      {"{\"translatedText\":{\"0\":\"One.\",\"1\":\"Two.\"}}", "no list"},
      {"{\"TranslatedText\":[\"One.\",\"Two.\"]}", "no list"},
      {"{}", "no list"},
      {"[]", "no list"},
      {"null", "no list"},
      {"", "not JSON"},
      {"{\"translatedText\":[\"One.\",\"Two.\"]", "not JSON"},
      {"{\"translatedText\":[\"One.\",\"Two.\"]} and more", "not JSON"},
      {"<!doctype html><html><body>Please log in</body></html>", "not JSON"},
      {"{\"translatedText\":[\"One.\",\"Tw\xF0o.\"]}", "not UTF-8"},
      {"{\"translatedText\":[\"One.\",\"Two\\u001b[2J.\"]}", "a control character"},
      {"{\"translatedText\":[\"One.\",\"Two\\u0000.\"]}", "a NUL character"},
      {"{\"translatedText\":[\"One.\",\"\xF0\x9F\x98\x80\"]}", "without any letter"},
      {"{\"translatedText\":[\"One.\",\"Dit is een zin van zeven woorden.\"]}", "not translated"},
  };
  const nb_segment segments[] = {{NB_STR("Een."), false}, {NB_STR("Dit is een zin van zeven woorden."), false}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    const nb_exchange script[] = {{.reply = nb_str_of(cases[i].reply)}};
    nb_translation out[2] = {{.engine = "untouched"}};
    assert_int_equal(translate(b, "libretranslate", script, 1, segments, 2, out), NB_UNAVAILABLE);
    assert_non_null(strstr(nb_error(b->ctx), "the reply is not usable: "));
    assert_non_null(strstr(nb_error(b->ctx), cases[i].reason));
    assert_string_equal(out[0].engine, "untouched");
  }
  assert_int_equal(b->n_waits, 0);
}

static void far_too_long_a_text_is_refused(void **state) {
  bench *b = *state;
  const nb_segment segment = {NB_STR("Goed zo."), false}; /* 8 bytes: 264 are the limit */
  for (size_t size = 264; size <= 265; size++) {
    nb_str reply = nb_arena_printf(b->arena, "{\"translatedText\":[\"%s\"]}", long_text(b, 'x', size).ptr);
    const nb_exchange script[] = {{.reply = reply}};
    nb_translation out;
    assert_int_equal(translate(b, "libretranslate", script, 1, &segment, 1, &out),
                     size == 264 ? NB_OK : NB_UNAVAILABLE);
  }
  assert_non_null(strstr(nb_error(b->ctx), "far longer"));
}

static void what_may_be_right_is_taken(void **state) {
  bench *b = *state;
  static const struct {
    const char *source, *text;
  } cases[] = {
      {"Jan de Vries", "Jan de Vries"}, /* names stay */
      {"3 - 1", "3 - 1"},
      {"10, 20, 30, 40, 50 en 60", "10, 20, 30, 40, 50 and 60"},
      {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
      {"Caf\xC3\xA9s dicht", "Caf\xC3\xA9s closed"},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    nb_str reply = nb_arena_printf(b->arena, "{\"translations\":[{\"text\":\"%s\"}]}", cases[i].text);
    const nb_exchange script[] = {{.reply = reply}};
    const nb_segment segment = {nb_str_of(cases[i].source), false};
    nb_translation out;
    assert_int_equal(translate(b, "deepl", script, 1, &segment, 1, &out), NB_OK);
    assert_string_equal(out.text.ptr, cases[i].text);
  }
}

static void deep_nesting_is_refused(void **state) {
  bench *b = *state;
  enum { DEPTH = 2000000 };
  const nb_exchange script[] = {{.reply = long_text(b, '[', DEPTH)}};
  const nb_segment segment = {NB_STR("Goed zo."), false};
  nb_translation out;
  assert_int_equal(translate(b, "deepl", script, 1, &segment, 1, &out), NB_UNAVAILABLE);
  assert_non_null(strstr(nb_error(b->ctx), "not JSON"));
}

static void refusals_by_status(void **state) {
  bench *b = *state;
  static const struct {
    int http;
    nb_status status;
    const char *reply, *message;
  } cases[] = {
      {400, NB_UNAVAILABLE, "{\"error\":\"Invalid request: missing q parameter\"}", "HTTP 400: Invalid request"},
      {401, NB_AUTH, "", "HTTP 401 (the key is refused)"},
      {403, NB_AUTH, "{\"message\":\"Wrong \\u001b[1mendpoint\\n.\"}", "(the key is refused): Wrong [1mendpoint."},
      {403, NB_AUTH, "{\"error\":\"No such key: " SECRET "\"}", "HTTP 403 (the key is refused)"},
      {403, NB_AUTH, "{\"error\":\"No such key: sleu\\u0001tel-0815\"}", "HTTP 403 (the key is refused)"},
      {413, NB_UNAVAILABLE, "<html>", "HTTP 413 (the request is too large)"},
      {414, NB_UNAVAILABLE, "{\"message\":{\"a\":1}}", "HTTP 414"},
      {456, NB_UNAVAILABLE, "{\"message\":\"Quota exceeded\"}", "HTTP 456 (the quota is used up): Quota exceeded"},
      {308, NB_UNAVAILABLE, "", "HTTP 308 (the service has moved)"},
      {204, NB_UNAVAILABLE, "", "HTTP 204"},
  };
  const nb_segment segment = {NB_STR("Goed zo."), false};
  for (size_t i = 0; i < COUNT(cases); i++) {
    const nb_exchange script[] = {
        {.status = cases[i].http, .headers = "Location: /elsewhere\r\n", .reply = nb_str_of(cases[i].reply)}};
    nb_translation out;
    assert_int_equal(translate(b, "deepl", script, 1, &segment, 1, &out), cases[i].status);
    assert_non_null(strstr(nb_error(b->ctx), cases[i].message));
  }
  assert_int_equal(b->n_waits, 0);
}

static void complaints_are_bounded(void **state) {
  bench *b = *state;
  nb_str reply = nb_arena_printf(b->arena, "{\"error\":\"%s\xC3\xA9%s\"}", long_text(b, 'x', 199).ptr,
                                 long_text(b, 'y', 5000).ptr);
  const nb_exchange script[] = {{.status = 400, .reply = reply}};
  const nb_segment segment = {NB_STR("Goed zo."), false};
  nb_translation out;
  assert_int_equal(translate(b, "libretranslate", script, 1, &segment, 1, &out), NB_UNAVAILABLE);
  const char *quoted = strchr(nb_error(b->ctx), 'x');
  assert_non_null(quoted);
  assert_int_equal(strlen(quoted), 199); /* the character that would be cut in two is left out */
}

static void half_a_key_is_not_shown_either(void **state) {
  bench *b = *state;
  nb_str reply = nb_arena_printf(b->arena, "{\"error\":\"%s" SECRET "\"}", long_text(b, 'x', 193).ptr);
  const nb_exchange script[] = {{.status = 400, .reply = reply}};
  const nb_segment segment = {NB_STR("Goed zo."), false};
  nb_translation out;
  assert_int_equal(translate(b, "libretranslate", script, 1, &segment, 1, &out), NB_UNAVAILABLE);
  assert_null(strstr(nb_error(b->ctx), "xsleutel"));
}

static void busy_services_are_asked_again(void **state) {
  bench *b = *state;
  const nb_segment segment = {NB_STR("Goed zo."), false};
  nb_translation out;
  const nb_exchange recovers[] = {{.status = 429, .headers = "Retry-After: 1\r\n"},
                                  {.status = 529},
                                  {.reply = NB_STR("{\"translatedText\":[\"Well done.\"]}")}};
  assert_int_equal(translate(b, "libretranslate", recovers, 3, &segment, 1, &out), NB_OK);
  const nb_exchange limited[] = {{.status = 429}, {.status = 429}, {.status = 429}};
  assert_int_equal(translate(b, "libretranslate", limited, 3, &segment, 1, &out), NB_TEMPFAIL);
  const nb_exchange down[] = {{.status = 503}, {.status = 503}, {.status = 503}};
  assert_int_equal(translate(b, "libretranslate", down, 3, &segment, 1, &out), NB_UNAVAILABLE);
  assert_int_equal(b->n_waits, 6);
}

static void all_or_nothing(void **state) {
  bench *b = *state;
  const nb_segment segments[] = {{long_text(b, 'a', 15000), false}, {long_text(b, 'b', 15000), false}};
  const nb_exchange script[] = {{.reply = NB_STR("{\"translatedText\":[\"A\"]}")}, {.status = 456}};
  nb_translation out[2] = {{.engine = "untouched"}, {.engine = "untouched"}};
  assert_int_equal(translate(b, "libretranslate", script, 2, segments, 2, out), NB_UNAVAILABLE);
  assert_string_equal(out[0].engine, "untouched");
}

static void nul_in_a_source_cuts_nothing(void **state) {
  bench *b = *state;
  const nb_segment segment = {NB_STR("Goed\0zo."), false};
  const nb_exchange script[] = {{.body = {"[\"Goed zo.\"]"}, .reply = NB_STR("{\"translatedText\":[\"Well done.\"]}")}};
  nb_translation out;
  assert_int_equal(translate(b, "libretranslate", script, 1, &segment, 1, &out), NB_OK);
}

static void the_address_may_be_whole(void **state) {
  bench *b = *state;
  static const char *const tails[] = {"", "/", "/translate", "/translate/"};
  const nb_segment segment = {NB_STR("Goed zo."), false};
  for (size_t i = 0; i < COUNT(tails); i++) {
    const nb_exchange script[] = {{.path = "/translate", .reply = NB_STR("{\"translatedText\":[\"Well done.\"]}")}};
    nb_server *server = nb_server_start(script, 1);
    nb_remote_options options = {.url = nb_arena_printf(b->arena, "%s%s", nb_server_url(server), tails[i]).ptr};
    nb_translator *engine;
    nb_translation out;
    assert_int_equal(nb_remote_engine_new(b->ctx, "libretranslate", &options, &engine), NB_OK);
    assert_int_equal(nb_translate(engine, b->ctx, b->arena, &segment, 1, &out), NB_OK);
    nb_translator_free(engine);
    nb_server_stop(server);
  }
}

static void bad_configuration(void **state) {
  bench *b = *state;
  static const struct {
    const char *service;
    nb_remote_options options;
    const char *message;
  } cases[] = {
      {"babelfish", {.key = SECRET}, "babelfish: no such service"},
      {"deepl", {.key = NULL}, "deepl: needs a key"},
      {"deepl", {.key = ""}, "deepl: needs a key"},
      {"libretranslate", {.key = SECRET}, "libretranslate: needs the address"},
      {"libretranslate", {.url = "localhost:5000"}, "does not begin with http"},
      {"libretranslate", {.url = "file:///etc/passwd"}, "does not begin with http"},
  };
  for (size_t i = 0; i < COUNT(cases); i++) {
    nb_translator *engine = NULL;
    assert_int_equal(nb_remote_engine_new(b->ctx, cases[i].service, &cases[i].options, &engine), NB_CONFIG);
    assert_non_null(strstr(nb_error(b->ctx), cases[i].message));
    assert_null(engine);
  }
}

/* The offline engine of the test says what it was given. */
static nb_status echo(nb_translator *translator, nb_context *ctx, nb_arena *arena, const nb_segment *segments, size_t n,
                      nb_translation *out) {
  (void)ctx, (void)arena;
  for (size_t i = 0; i < n; i++) out[i] = (nb_translation){.text = segments[i].text, .engine = translator->ops->name};
  return NB_OK;
}

static void keep(nb_translator *translator) {
  (void)translator;
}

static void the_offline_engine_takes_over(void **state) {
  bench *b = *state;
  static const nb_translator_ops ops = {"glossary", false, echo, keep};
  nb_translator offline = {&ops}, *remote, *both;
  const nb_exchange script[] = {{.status = 456, .reply = NB_STR("{\"message\":\"Quota exceeded\"}")}};
  nb_server *server = nb_server_start(script, 1);
  nb_remote_options options = {.url = nb_server_url(server), .key = SECRET};
  bool failed = false;
  assert_int_equal(nb_remote_engine_new(b->ctx, "deepl", &options, &remote), NB_OK);
  assert_int_equal(nb_translator_fallback(b->ctx, remote, &offline, &failed, &both), NB_OK);
  const nb_segment segment = {NB_STR("Goed zo."), false};
  nb_translation out;
  for (int i = 0; i < 2; i++) assert_int_equal(nb_translate(both, b->ctx, b->arena, &segment, 1, &out), NB_OK);
  assert_string_equal(out.engine, "glossary");
  assert_true(failed);
  assert_non_null(strstr(b->log.ptr, "Quota exceeded); the offline engine translates"));
  nb_translator_free(both);
  nb_server_stop(server);
}

/* ---- keys ---- */

static void write_key(char *path, const char *text, size_t size, mode_t mode) {
  strcpy(path, "/tmp/nb-key-XXXXXX");
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, text, size), (ssize_t)size);
  assert_int_equal(fchmod(fd, mode), 0);
  close(fd);
  assert_int_equal(setenv("NB_TEST_KEY_FILE", path, 1), 0);
}

static void keys_from_the_environment(void **state) {
  bench *b = *state;
  const char *key = "before";
  unsetenv("NB_TEST_KEY");
  unsetenv("NB_TEST_KEY_FILE");
  assert_int_equal(nb_remote_key(b->ctx, b->arena, "NB_TEST_KEY", &key), NB_OK);
  assert_null(key);
  setenv("NB_TEST_KEY", SECRET "\n", 1);
  setenv("NB_TEST_KEY_FILE", "/nonexistent", 1);
  assert_int_equal(nb_remote_key(b->ctx, b->arena, "NB_TEST_KEY", &key), NB_OK);
  assert_string_equal(key, SECRET);
  setenv("NB_TEST_KEY", SECRET "\r\nX-Other: 1", 1);
  assert_int_equal(nb_remote_key(b->ctx, b->arena, "NB_TEST_KEY", &key), NB_CONFIG);
  setenv("NB_TEST_KEY", " \n", 1);
  assert_int_equal(nb_remote_key(b->ctx, b->arena, "NB_TEST_KEY", &key), NB_CONFIG);
  assert_string_equal(nb_error(b->ctx), "NB_TEST_KEY: holds no key");
  unsetenv("NB_TEST_KEY");
  assert_int_equal(nb_remote_key(b->ctx, b->arena, "NB_TEST_KEY", &key), NB_CONFIG);
  assert_non_null(strstr(nb_error(b->ctx), "/nonexistent"));
  unsetenv("NB_TEST_KEY_FILE");
}

static void keys_from_a_file(void **state) {
  bench *b = *state;
  static char large[4097];
  memset(large, 'k', sizeof large);
  const struct {
    const char *text;
    size_t size;
    mode_t mode;
    nb_status status;
    const char *message;
  } cases[] = {
      {SECRET "\n", strlen(SECRET) + 1, 0600, NB_OK, NULL},
      {SECRET "\r\n", strlen(SECRET) + 2, 0400, NB_OK, NULL},
      {SECRET, strlen(SECRET), 0640, NB_CONFIG, "chmod 600 "},
      {SECRET, strlen(SECRET), 0604, NB_CONFIG, "chmod 600 "},
      {SECRET, strlen(SECRET), 0620, NB_CONFIG, "chmod 600 "},
      {"", 0, 0600, NB_CONFIG, "holds no key"},
      {SECRET "\nmore", strlen(SECRET) + 5, 0600, NB_CONFIG, "a control character"},
      {SECRET "\0more", strlen(SECRET) + 5, 0600, NB_CONFIG, "a control character"},
      {large, sizeof large, 0600, NB_CONFIG, "too large"},
  };
  unsetenv("NB_TEST_KEY");
  for (size_t i = 0; i < COUNT(cases); i++) {
    char path[32];
    write_key(path, cases[i].text, cases[i].size, cases[i].mode);
    const char *key = "before";
    assert_int_equal(nb_remote_key(b->ctx, b->arena, "NB_TEST_KEY", &key), cases[i].status);
    assert_string_equal(key, cases[i].status ? "before" : SECRET);
    if (cases[i].message) {
      assert_non_null(strstr(nb_error(b->ctx), cases[i].message));
      assert_non_null(strstr(nb_error(b->ctx), path));
      assert_null(strstr(nb_error(b->ctx), SECRET));
    }
    unlink(path);
  }
  unsetenv("NB_TEST_KEY_FILE");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(libretranslate),
      TEST(deepl),
      TEST(nothing_to_translate_is_not_sent),
      TEST(many_texts_are_batched_in_order),
      TEST(large_texts_go_alone),
      TEST(what_cannot_be_right_is_refused),
      TEST(far_too_long_a_text_is_refused),
      TEST(what_may_be_right_is_taken),
      TEST(deep_nesting_is_refused),
      TEST(refusals_by_status),
      TEST(complaints_are_bounded),
      TEST(half_a_key_is_not_shown_either),
      TEST(busy_services_are_asked_again),
      TEST(all_or_nothing),
      TEST(nul_in_a_source_cuts_nothing),
      TEST(the_address_may_be_whole),
      TEST(bad_configuration),
      TEST(the_offline_engine_takes_over),
      TEST(keys_from_the_environment),
      TEST(keys_from_a_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
