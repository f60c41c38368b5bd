#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "translate/translator.h"

/* An engine that ends as it is told and counts. */
typedef struct fake {
  nb_translator base;
  nb_status status;
  int calls, freed;
} fake;

static nb_status fake_translate(nb_translator *translator, nb_context *ctx, nb_arena *arena, const nb_segment *segments,
                                size_t n, nb_translation *out) {
  (void)arena;
  fake *f = (fake *)translator;
  f->calls++;
  if (f->status) return nb_fail(ctx, f->status, "example.org: HTTP 503");
  for (size_t i = 0; i < n; i++) out[i] = (nb_translation){.text = segments[i].text, .engine = f->base.ops->name};
  return NB_OK;
}

static void fake_free(nb_translator *translator) {
  ((fake *)translator)->freed++;
}

static const nb_translator_ops remote_ops = {"deepl", true, fake_translate, fake_free};
static const nb_translator_ops offline_ops = {"glossary", false, fake_translate, fake_free};

typedef struct bench {
  nb_context *ctx;
  nb_arena *arena;
  fake remote, offline;
  nb_translator *both;
  bool failed;
  int warnings;
  char last[256];
} bench;

static void keep_log(void *user, nb_log_level level, const char *message) {
  bench *b = user;
  assert_int_equal(level, NB_LOG_WARN);
  b->warnings++;
  strncpy(b->last, message, sizeof b->last - 1);
}

static bench make(nb_status first, nb_status second) {
  bench b = {.ctx = nb_context_new(),
             .arena = nb_arena_new(),
             .remote = {{&remote_ops}, first, 0, 0},
             .offline = {{&offline_ops}, second, 0, 0}};
  return b;
}

static nb_status translate(bench *b, nb_translation *out) {
  const nb_segment segments[] = {{NB_STR("een"), false}, {NB_STR("twee"), true}};
  return nb_translate(b->both, b->ctx, b->arena, segments, 2, out);
}

static void combine(bench *b) {
  nb_context_set_log(b->ctx, keep_log, b);
  assert_int_equal(nb_translator_fallback(b->ctx, &b->remote.base, &b->offline.base, &b->failed, &b->both), NB_OK);
}

static void done(bench *b) {
  nb_translator_free(b->both);
  assert_int_equal(b->remote.freed, 1);
  assert_int_equal(b->offline.freed, 1);
  nb_arena_free(b->arena);
  nb_context_free(b->ctx);
}

static void the_first_engine_does_the_work(void **state) {
  (void)state;
  bench b = make(NB_OK, NB_OK);
  combine(&b);
  nb_translation out[2];
  assert_string_equal(b.both->ops->name, "deepl");
  assert_true(b.both->ops->remote);
  assert_int_equal(translate(&b, out), NB_OK);
  assert_string_equal(out[1].engine, "deepl");
  assert_false(b.failed);
  assert_int_equal(b.warnings + b.offline.calls, 0);
  assert_int_equal(nb_translate(b.both, b.ctx, b.arena, NULL, 0, NULL), NB_OK);
  assert_int_equal(b.remote.calls, 1);
  done(&b);
}

static void the_second_takes_over_for_good(void **state) {
  (void)state;
  static const nb_status outside[] = {NB_UNAVAILABLE, NB_TEMPFAIL, NB_AUTH, NB_CONFIG};
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
    bench b = make(outside[i], NB_OK);
    combine(&b);
    nb_translation out[2];
    assert_int_equal(translate(&b, out), NB_OK);
    assert_int_equal(translate(&b, out), NB_OK);
    assert_string_equal(out[0].engine, "glossary");
    assert_true(b.failed);
    assert_int_equal(b.remote.calls, 1);
    assert_int_equal(b.offline.calls, 2);
    assert_int_equal(b.warnings, 1);
    assert_string_equal(b.last, "deepl failed (example.org: HTTP 503); the offline engine translates");
    done(&b);
  }
}

static void faults_of_the_input_are_returned(void **state) {
  (void)state;
  static const nb_status inside[] = {NB_DATA, NB_USAGE, NB_INTERNAL};
  for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
    bench b = make(inside[i], NB_OK);
    combine(&b);
    nb_translation out[2];
    assert_int_equal(translate(&b, out), inside[i]);
    assert_false(b.failed);
    assert_int_equal(b.warnings + b.offline.calls, 0);
    done(&b);
  }
}

static void both_may_fail(void **state) {
  (void)state;
  bench b = make(NB_UNAVAILABLE, NB_CONFIG);
  combine(&b);
  nb_translation out[2];
  assert_int_equal(translate(&b, out), NB_CONFIG);
  assert_true(b.failed);
  done(&b);
  nb_translator_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_engine_does_the_work),
      cmocka_unit_test(the_second_takes_over_for_good),
      cmocka_unit_test(faults_of_the_input_are_returned),
      cmocka_unit_test(both_may_fail),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
