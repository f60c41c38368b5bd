/* The neural engine with the model that ships: it translates, obeys the user's terms, falls back, and takes any input.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "translate/neural/neural.h"

static nb_context *ctx;
static nb_arena *arena;
static nb_lexicon *lexicon;
static nb_tagger *tagger;
static nb_translator *engine; /* two threads, no terms of a user */

static nb_translator *open_engine(const nb_user_glossary *user, unsigned threads) {
  nb_neural_options options = {.threads = threads};
  nb_translator *opened;
  assert_int_equal(nb_neural_engine_new(ctx, lexicon, tagger, user, &options, &opened), NB_OK);
  return opened;
}

static int set_up(void **state) {
  (void)state;
  ctx = nb_context_new();
  arena = nb_arena_new();
  if (nb_lexicon_open(ctx, &lexicon) || nb_tagger_new(ctx, lexicon, &tagger)) return 1;
  engine = open_engine(NULL, 2);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  nb_translator_free(engine);
  nb_tagger_free(tagger);
  nb_lexicon_free(lexicon);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}

static void translates_in_order(void **state) {
  (void)state;
  const nb_segment segments[] = {{NB_STR("Moskou vreest een opstand."), false},
                                 {NB_STR("* * *"), false},
                                 {NB_STR("ARNHEM - De politie heeft 12 mannen aangehouden."), false},
                                 {NB_STR("Minister vertrekt naar Parijs"), true}};
  nb_translation out[4];
  assert_int_equal(nb_translate(engine, ctx, arena, segments, 4, out), NB_OK);
  assert_non_null(strstr(out[0].text.ptr, "Moscow"));
  assert_string_equal(out[0].engine, "neural");
  assert_non_null(strstr(out[0].explain.ptr, "Moskou <h> Moscow </h>"));
  assert_true(nb_str_eq_c(out[1].text, "* * *"));
  assert_true(nb_str_starts(out[2].text, NB_STR("ARNHEM - ")));
  assert_non_null(strstr(out[2].text.ptr, "12"));
  assert_non_null(strstr(out[3].text.ptr, "Paris"));
  assert_false(nb_str_ends(out[3].text, NB_STR(".")));
  nb_translation alone[4];
  nb_translator *single = open_engine(NULL, 1);
  assert_int_equal(nb_translate(single, ctx, arena, segments, 4, alone), NB_OK);
  for (size_t i = 0; i < 4; i++) assert_true(nb_str_eq(out[i].text, alone[i].text)); /* whatever the threads */
  nb_translator_free(single);
}

static void user_terms_reach_the_english(void **state) {
  (void)state;
  char path[] = "/tmp/nb-neural-XXXXXX";
  close(mkstemp(path));
  assert_int_equal(nb_file_write(ctx, path, NB_STR("opstand\tinsurrection\n")), NB_OK);
  nb_user_glossary *user;
  assert_int_equal(nb_user_glossary_new(ctx, &user), NB_OK);
  assert_int_equal(nb_user_glossary_load(ctx, user, path), NB_OK);
  nb_translator *with_terms = open_engine(user, 1);
  const nb_segment segment = {NB_STR("Moskou vreest een opstand."), false};
  nb_translation out;
  assert_int_equal(nb_translate(with_terms, ctx, arena, &segment, 1, &out), NB_OK);
  assert_non_null(strstr(out.text.ptr, "insurrection"));
  nb_translator_free(with_terms);
  nb_user_glossary_free(user);
  unlink(path);
}

/* A number that the model cannot keep: the story is told, and the English that is shown has it. */
static void numbers_are_not_lost(void **state) {
  (void)state;
  const nb_segment segment = {NB_STR("De code is 4817 2936 5502 7719 3380 6641 9927."), false};
  nb_translation out;
  assert_int_equal(nb_translate(engine, ctx, arena, &segment, 1, &out), NB_OK);
  for (const char *const *n = (const char *const[]){"4817", "2936", "5502", "7719", "3380", "6641", "9927", NULL}; *n;
       n++)
    assert_non_null(strstr(out.text.ptr, *n));
}

/* No sentence of the news is that long: the glossary engine has it at once, and all of it. */
static void very_long_sentences_go_to_the_glossary(void **state) {
  (void)state;
  nb_buf text;
  nb_buf_init(&text, 1 << 20);
  while (text.len < 100000) nb_buf_add_c(&text, "de man ziet de brug, ");
  const nb_segment segments[] = {{nb_buf_str(&text), false}, {NB_STR("De man ziet de brug."), false}};
  nb_translation out[2];
  assert_int_equal(nb_translate(engine, ctx, arena, segments, 2, out), NB_OK);
  assert_string_equal(out[0].engine, "glossary");
  assert_true(nb_str_starts(out[0].explain, NB_STR("longer than 4096 bytes\nthe glossary engine translated it\n")));
  assert_true(out[0].text.len > text.len / 2);
  assert_string_equal(out[1].engine, "neural");
  nb_buf_free(&text);
}

/* What the guard said stands in the explanation, with the first try where another one is shown. */
static void says_what_failed(void **state) {
  (void)state;
  nb_buf code; /* more numbers than any model keeps */
  nb_buf_init(&code, 4096);
  nb_buf_add_c(&code, "De code is");
  for (unsigned i = 0; i < 40; i++) nb_buf_printf(&code, " %u", 1000 + i * 7919 % 8999);
  const nb_segment segment = {nb_buf_str(&code), false};
  nb_translation out;
  assert_int_equal(nb_translate(engine, ctx, arena, &segment, 1, &out), NB_OK);
  assert_string_equal(out.engine, "glossary");
  size_t checks = nb_str_find(out.explain, NB_STR("\nchecks: numbers ("), 0);
  nb_buf_free(&code);
  assert_true(checks != NB_NOT_FOUND);
  size_t first = nb_str_find(out.explain, NB_STR("\nfirst try: "), checks);
  assert_true(first != NB_NOT_FOUND);
  assert_true(nb_str_find(out.explain, NB_STR("\nthe glossary engine translated it\n"), first) != NB_NOT_FOUND);
}

static void hostile_input(void **state) {
  (void)state;
  nb_buf long_text;
  nb_buf_init(&long_text, 1 << 16);
  for (int i = 0; i < 20; i++) nb_buf_add_c(&long_text, "de man ziet de brug, ");
  for (int i = 0; i < 60; i++) nb_buf_add_c(&long_text, "\xF0\x9F\x98\x80");
  const nb_segment segments[] = {{NB_STR(""), true},
                                 {NB_STR("\xFF\xFE"), false},
                                 {NB_STR("<h> </h> <|>"), false},
                                 {NB_STR("a"), false},
                                 {nb_buf_str(&long_text), false}};
  nb_translation out[5];
  assert_int_equal(nb_translate(engine, ctx, arena, segments, 5, out), NB_OK);
  assert_int_equal(out[0].text.len, 0);
  assert_true(nb_str_find(out[2].text, NB_STR("</h>"), 0) == NB_NOT_FOUND);
  assert_int_equal(nb_translate(engine, ctx, arena, segments, 0, out), NB_OK);
  nb_buf_free(&long_text);
}

static void says_that_the_model_is_missing(void **state) {
  (void)state;
  nb_context *other = nb_context_new();
  nb_translator *none = NULL;
  assert_int_equal(nb_context_set_data_dir(other, "/tmp"), NB_OK);
  assert_int_equal(nb_neural_engine_new(other, lexicon, tagger, NULL, NULL, &none), NB_CONFIG);
  assert_non_null(strstr(nb_error(other), NB_NEURAL_MODEL));
  nb_context_free(other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(translates_in_order),
      cmocka_unit_test(user_terms_reach_the_english),
      cmocka_unit_test(numbers_are_not_lost),
      cmocka_unit_test(very_long_sentences_go_to_the_glossary),
      cmocka_unit_test(says_what_failed),
      cmocka_unit_test(hostile_input),
      cmocka_unit_test(says_that_the_model_is_missing),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
