/* digest/state and digest/link: what is remembered, and when. */
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

#include <sqlite3.h>

#include "base/file.h"
#include "digest/link.h"
#include "digest/state.h"

static const int64_t DAY = 86400, NOW = 1764000000;

typedef struct fixture {
  nb_context *ctx;
  nb_arena *arena;
  char folder[32], path[64];
} fixture;

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  f->ctx = nb_context_new();
  f->arena = nb_arena_new();
  strcpy(f->folder, "/tmp/nb-state-XXXXXX");
  assert_non_null(mkdtemp(f->folder));
  snprintf(f->path, sizeof f->path, "%s/state.db", f->folder);
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  unlink(f->path);
  assert_int_equal(rmdir(f->folder), 0); /* no journal, no lock file stays behind */
  nb_arena_free(f->arena);
  nb_context_free(f->ctx);
  free(f);
  return 0;
}

static nb_state *open_at(fixture *f, int64_t now) {
  nb_state *s = NULL;
  if (nb_state_open(f->ctx, f->path, now, &s)) fail_msg("%s", nb_error(f->ctx));
  return s;
}

static void commit(fixture *f, nb_state *s) {
  assert_int_equal(nb_state_commit(f->ctx, s), NB_OK);
  nb_state_close(s);
}

static nb_seen item(const char *feed, const char *id, const char *link) {
  return (nb_seen){nb_str_of(feed), nb_str_of(id), nb_str_of(link)};
}

static bool knows(fixture *f, nb_state *s, nb_seen i) {
  bool known = false;
  assert_int_equal(nb_state_knows(f->ctx, s, &i, &known), NB_OK);
  return known;
}

static void add(fixture *f, nb_state *s, nb_seen i) {
  assert_int_equal(nb_state_add(f->ctx, s, &i), NB_OK);
}

static void error_has(fixture *f, const char *part) {
  if (!strstr(nb_error(f->ctx), part)) fail_msg("\"%s\" is not in \"%s\"", part, nb_error(f->ctx));
}

static void only_a_commit_remembers(void **state) {
  fixture *f = *state;
  nb_seen one = item("a", "1", "");
  nb_state *s = open_at(f, NOW);
  assert_false(knows(f, s, one));
  add(f, s, one);
  assert_true(knows(f, s, one));
  nb_state_close(s);

  s = open_at(f, NOW);
  assert_false(knows(f, s, one));
  add(f, s, one);
  commit(f, s);

  s = open_at(f, NOW);
  assert_true(knows(f, s, one));
  assert_false(knows(f, s, item("a", "2", "")));
  nb_state_close(s);
}

static void the_same_item_in_two_feeds(void **state) {
  fixture *f = *state;
  nb_state *s = open_at(f, NOW);
  add(f, s, item("a", "17", "https://x.example/17"));
  add(f, s, item("a", "urn:x:18", ""));
  assert_true(knows(f, s, item("b", "anders", "https://x.example/17")));
  assert_true(knows(f, s, item("b", "urn:x:18", "")));
  assert_false(
      knows(f, s, item("b", "17", "https://x.example/ander"))); /* a bare number means something in its feed only */
  assert_false(knows(f, s, item("a", "19", "https://x.example/17"))); /* a new item under an old link: a live blog */
  assert_false(knows(f, s, item("b", "19", "")));
  nb_state_close(s);
}

static void expect_validators(fixture *f, nb_state *s, const char *etag, const char *modified) {
  nb_validators v;
  assert_int_equal(nb_state_validators(f->ctx, s, f->arena, NB_STR("a"), &v), NB_OK);
  assert_string_equal(v.etag.ptr, etag);
  assert_string_equal(v.last_modified.ptr, modified);
}

static void validators_are_cleared(void **state) {
  fixture *f = *state;
  nb_state *s = open_at(f, NOW);
  expect_validators(f, s, "", "");
  nb_validators v = {NB_STR("\"e1\""), NB_STR("Mon, 24 Nov 2025 08:00:00 GMT")};
  assert_int_equal(nb_state_set_validators(f->ctx, s, NB_STR("a"), &v), NB_OK);
  commit(f, s);

  s = open_at(f, NOW);
  expect_validators(f, s, "\"e1\"", "Mon, 24 Nov 2025 08:00:00 GMT");
  v = (nb_validators){NB_STR(""), NB_STR("")};
  assert_int_equal(nb_state_set_validators(f->ctx, s, NB_STR("a"), &v), NB_OK);
  expect_validators(f, s, "", "");
  nb_state_close(s);
}

static void a_run(fixture *f, int64_t now, const char *id, bool listed_already) {
  nb_state *s = open_at(f, now);
  nb_validators none = {NB_STR(""), NB_STR("")};
  assert_int_equal(nb_state_set_validators(f->ctx, s, NB_STR("a"), &none), NB_OK);
  assert_int_equal(knows(f, s, item("a", id, "")), listed_already);
  if (!listed_already) add(f, s, item("a", id, ""));
  commit(f, s);
}

static void what_is_long_gone_is_forgotten(void **state) {
  fixture *f = *state;
  a_run(f, NOW, "oud", false);
  a_run(f, NOW, "blijft", false);
  a_run(f, NOW + 399 * DAY, "blijft", true);
  nb_state *s = open_at(f, NOW + 399 * DAY);
  assert_true(knows(f, s, item("a", "oud", "")));
  nb_state_close(s);
  a_run(f, NOW + 401 * DAY, "blijft", true);
  s = open_at(f, NOW + 5000 * DAY);
  assert_false(knows(f, s, item("a", "oud", "")));
  assert_true(knows(f, s, item("a", "blijft", ""))); /* the feed was not read since */
  nb_state_close(s);
}

static void two_runs_at_once(void **state) {
  fixture *f = *state;
  nb_state *first = open_at(f, NOW), *second = NULL;
  assert_int_equal(nb_state_open(f->ctx, f->path, NOW, &second), NB_TEMPFAIL);
  error_has(f, "another run holds /tmp/nb-state-");
  assert_null(second);
  commit(f, first);
  nb_state_close(open_at(f, NOW));
}

static void a_place_that_cannot_be_written(void **state) {
  fixture *f = *state;
  nb_state *s = NULL;
  char path[128];
  assert_int_equal(nb_file_write(f->ctx, f->path, NB_STR("")), NB_OK);
  snprintf(path, sizeof path, "%s/sub/state.db", f->path); /* a folder within a file */
  assert_int_equal(nb_state_open(f->ctx, path, NOW, &s), NB_CANTCREAT);
  error_has(f, "Not a directory");
  assert_int_equal(nb_state_open(f->ctx, f->folder, NOW, &s), NB_CANTCREAT);
  error_has(f, f->folder);
  if (geteuid() != 0) { /* root may write everywhere */
    assert_int_equal(chmod(f->folder, 0500), 0);
    assert_int_equal(nb_state_open(f->ctx, f->path, NOW, &s), NB_CANTCREAT);
    assert_int_equal(chmod(f->folder, 0700), 0);
    error_has(f, "cannot open or write");
  }
  assert_null(s);
}

static void folders_are_made(void **state) {
  fixture *f = *state;
  char path[128], sub[128];
  nb_state *s = NULL;
  snprintf(sub, sizeof sub, "%s/a", f->folder);
  snprintf(path, sizeof path, "%s/a/s.db", f->folder);
  assert_int_equal(nb_state_open(f->ctx, path, NOW, &s), NB_OK);
  commit(f, s);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(rmdir(sub), 0);
}

static void untouched(fixture *f, nb_str bytes, nb_status expected, const char *error) {
  assert_int_equal(nb_file_write(f->ctx, f->path, bytes), NB_OK);
  nb_state *s = NULL;
  nb_status status = nb_state_open(f->ctx, f->path, NOW, &s);
  if (!status) { /* damage further inside shows when it is read */
    bool known;
    nb_seen i = item("a", "1", "");
    status = nb_state_knows(f->ctx, s, &i, &known);
    nb_state_close(s);
  }
  assert_int_equal(status, expected);
  error_has(f, error);
  error_has(f, f->path);
  nb_buf buf;
  nb_buf_init(&buf, NB_INPUT_CAP);
  assert_int_equal(nb_file_read(f->ctx, f->path, &buf), NB_OK);
  assert_true(nb_str_eq(nb_buf_str(&buf), bytes));
  nb_buf_free(&buf);
  unlink(f->path);
}

static nb_str file_after(fixture *f, nb_buf *buf, const char *statement) {
  sqlite3 *db;
  assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, statement, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  nb_buf_init(buf, NB_INPUT_CAP);
  assert_int_equal(nb_file_read(f->ctx, f->path, buf), NB_OK);
  unlink(f->path);
  return nb_buf_str(buf);
}

static void what_is_no_state_is_left_as_it_is(void **state) {
  fixture *f = *state;
  untouched(f, NB_STR("Dit is geen database."), NB_DATA, "not a state file");
  nb_buf buf;
  nb_str other = file_after(f, &buf, "CREATE TABLE bookmarks(url TEXT)");
  untouched(f, other, NB_DATA, "another program's database");
  nb_buf_free(&buf);

  commit(f, open_at(f, NOW));
  nb_str newer = file_after(f, &buf, "PRAGMA user_version = 99");
  untouched(f, newer, NB_CONFIG, "newer version");
  nb_buf_free(&buf);

  commit(f, open_at(f, NOW));
  nb_str damaged = file_after(f, &buf, "PRAGMA user_version = 1");
  memset(buf.ptr + 4096, 0x5A, damaged.len - 4096); /* all pages but the first */
  untouched(f, damaged, NB_DATA, "damaged state");
  nb_buf_free(&buf);
}

static void links(void **state) {
  static const struct {
    const char *link, *canonical;
  } cases[] = {
      {"HTTPS://WWW.Blad.Example/Nieuws/1?utm_source=rss&id=7&UTM_Medium=x#reacties",
       "https://www.blad.example/Nieuws/1?id=7"},
      {"https://blad.example/1?utm_source=rss", "https://blad.example/1"},
      {"http://blad.example:80", "http://blad.example/"},
      {"https://blad.example:443/a?b&&c", "https://blad.example/a?b&c"},
      {"http://blad.example:8080?x#y", "http://blad.example:8080/?x"},
      {"/nieuws/1", ""},
      {"mailto:a@blad.example", ""},
      {"https:/blad.example", ""},
      {"", ""},
  };
  fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(nb_canonical_link(f->arena, nb_str_of(cases[i].link)).ptr, cases[i].canonical);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(only_a_commit_remembers),
      TEST(the_same_item_in_two_feeds),
      TEST(validators_are_cleared),
      TEST(what_is_long_gone_is_forgotten),
      TEST(two_runs_at_once),
      TEST(a_place_that_cannot_be_written),
      TEST(folders_are_made),
      TEST(what_is_no_state_is_left_as_it_is),
      TEST(links),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
