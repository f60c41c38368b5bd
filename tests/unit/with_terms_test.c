/* Services that obey the user's terms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "api/pipeline.h"
#include "base/file.h"
#include "http_server.h"
#include "translate/with_terms.h"

#define HEADLINE "Akkoorden in de Tweede Kamer"

typedef struct bench {
  nb_context *ctx;
  nb_arena *arena;
  nb_pipeline *pipeline; /* for its lexicon and tagger */
  char path[32];         /* of a glossary */
} bench;

static int set_up(void **state) {
  bench *b = calloc(1, sizeof *b);
  b->ctx = nb_context_new();
  b->arena = nb_arena_new();
  strcpy(b->path, "/tmp/nb-terms-XXXXXX");
  close(mkstemp(b->path));
  *state = b;
  nb_str terms = NB_STR("akkoord\tdeal\nTweede Kamer\tLower House\n");
  if (nb_file_write(b->ctx, b->path, terms) || nb_pipeline_new(b->ctx, NULL, &b->pipeline)) return 1;
  return (int)nb_pipeline_need(b->pipeline, NB_STAGE_TAGGER);
}

static int tear_down(void **state) {
  bench *b = *state;
  unlink(b->path);
  nb_pipeline_free(b->pipeline);
  nb_arena_free(b->arena);
  nb_context_free(b->ctx);
  free(b);
  return 0;
}

/* An engine that gives back what it gets, but for one word, or fails. */
typedef struct fake {
  nb_translator base;
  nb_status status;
  const char *loses; /* a text with this word becomes "Nothing." */
} fake;

static nb_status fake_translate(nb_translator *translator, nb_context *ctx, nb_arena *arena, const nb_segment *segments,
                                size_t n, nb_translation *out) {
  (void)arena;
  const fake *f = (const fake *)translator;
  if (f->status) return nb_fail(ctx, f->status, "example.org: HTTP 503");
  for (size_t i = 0; i < n; i++) {
    bool lost = f->loses && nb_str_find(segments[i].text, nb_str_of(f->loses), 0) != NB_NOT_FOUND;
    out[i] = (nb_translation){.text = lost ? NB_STR("Nothing.") : segments[i].text, .engine = translator->ops->name};
  }
  return NB_OK;
}

static void fake_free(nb_translator *translator) {
  (void)translator;
}

static const nb_translator_ops remote_ops = {"deepl", true, fake_translate, fake_free};
static const nb_translator_ops offline_ops = {"glossary", false, fake_translate, fake_free};

static nb_status translate(bench *b, fake *service, nb_translation *out) {
  const nb_segment segments[] = {
      {NB_STR(HEADLINE), true}, {NB_STR("De Tweede Kamer wacht."), false}, {NB_STR("Het regent."), false}};
  fake offline = {.base = {&offline_ops}};
  nb_user_glossary *glossary;
  nb_translator *engine;
  service->base.ops = &remote_ops;
  assert_int_equal(nb_user_glossary_new(b->ctx, &glossary), NB_OK);
  assert_int_equal(nb_user_glossary_load(b->ctx, glossary, b->path), NB_OK);
  assert_int_equal(nb_translator_with_terms(b->ctx, &service->base, &offline.base, glossary, b->pipeline->lexicon,
                                            b->pipeline->tagger, &engine),
                   NB_OK);
  assert_true(engine->ops->remote);
  assert_string_equal(engine->ops->name, "deepl");
  nb_status status = nb_translate(engine, b->ctx, b->arena, segments, 3, out);
  nb_translator_free(engine);
  nb_user_glossary_free(glossary);
  return status;
}

static void terms_go_out_in_english(void **state) {
  fake service = {.status = NB_OK};
  nb_translation out[3];
  assert_int_equal(translate(*state, &service, out), NB_OK);
  assert_true(nb_str_eq_c(out[0].text, "Deals in de Lower House"));
  assert_true(
      nb_str_eq_c(out[0].explain, "Akkoorden -> deals (user glossary)\nTweede Kamer -> Lower House (user glossary)"));
  assert_true(nb_str_eq_c(out[1].text, "De Lower House wacht."));
  assert_true(nb_str_eq_c(out[2].text, "Het regent."));
  assert_int_equal(out[2].explain.len, 0);
  for (size_t i = 0; i < 3; i++) assert_string_equal(out[i].engine, "deepl");
}

static void lost_terms_send_the_sentence_offline(void **state) {
  fake service = {.loses = "Deals"};
  nb_translation out[3];
  assert_int_equal(translate(*state, &service, out), NB_OK);
  assert_string_equal(out[0].engine, "glossary");
  assert_true(nb_str_eq_c(out[0].text, HEADLINE)); /* the Dutch, as it was */
  assert_string_equal(out[1].engine, "deepl");
  assert_true(nb_str_eq_c(out[1].text, "De Lower House wacht."));
}

static void failures_are_passed_on(void **state) {
  fake service = {.status = NB_UNAVAILABLE};
  nb_translation out[3];
  assert_int_equal(translate(*state, &service, out), NB_UNAVAILABLE);
}

/* The whole way: a service that keeps one term and loses another. */
static void in_the_pipeline(void **state) {
  bench *b = *state;
  const nb_exchange script[] = {
      {.body = {"[\"Het deal ligt er.\",\"De Lower House wacht.\"]"},
       .reply = NB_STR("{\"translatedText\":[\"The deal is there.\",\"The House waits.\"]}")}};
  nb_server *server = nb_server_start(script, 1);
  const char *const glossaries[] = {b->path};
  nb_pipeline_options options = {.size = sizeof options,
                                 .engine = "libretranslate",
                                 .url = nb_server_url(server),
                                 .glossaries = glossaries,
                                 .n_glossaries = 1};
  nb_pipeline *pipeline;
  assert_int_equal(nb_pipeline_open(b->ctx, &options, &pipeline), NB_OK);
  static const char article[] = "Het akkoord ligt er. De Tweede Kamer wacht.";
  char *out = NULL;
  size_t len;
  assert_int_equal(nb_translate_bytes(pipeline, article, sizeof article - 1, NULL, "text", &out, &len), NB_OK);
  assert_non_null(strstr(out, "The deal is there. The Lower House"));
  nb_free(out);
  nb_pipeline_free(pipeline);
  nb_server_stop(server);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(terms_go_out_in_english),
      cmocka_unit_test(lost_terms_send_the_sentence_offline),
      cmocka_unit_test(failures_are_passed_on),
      cmocka_unit_test(in_the_pipeline),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
