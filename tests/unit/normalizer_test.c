/* text/normalizer: characters, words over line ends, repairs, stems. What needs a dictionary is skipped without one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/map.h"
#include "text/normalizer.h"

typedef struct fixture {
  nb_context *ctx;
  nb_arena *arena;
  nb_map *lexicon;
  nb_normalizer *normalizer;
  size_t warnings;
  char warning[256];
} fixture;

static bool in_lexicon(void *user, nb_str form) {
  return nb_map_get(user, form) != NULL;
}

static void on_log(void *user, nb_log_level level, const char *message) {
  fixture *f = user;
  if (level != NB_LOG_WARN) return;
  f->warnings++;
  snprintf(f->warning, sizeof f->warning, "%s", message);
}

static int setup(void **state) {
  static const char *const words[] = {"de",           "het",          "een",      "in",          "is",     "regering",
                                      "burgemeester", "verkiezingen", "gezegd",   "interessant", "scheid", "rechter",
                                      "wordt",        "zegt",         "spannend", "van"};
  static fixture f;
  f = (fixture){.ctx = nb_context_new(), .arena = nb_arena_new()};
  f.lexicon = nb_map_new(f.arena);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) *nb_map_slot(f.lexicon, nb_str_of(words[i])) = &f;
  nb_context_set_log(f.ctx, on_log, &f);
  assert_int_equal(nb_normalizer_new(f.ctx, in_lexicon, f.lexicon, &f.normalizer), NB_OK);
  *state = &f;
  return 0;
}

static int teardown(void **state) {
  fixture *f = *state;
  nb_normalizer_free(f->normalizer);
  nb_arena_free(f->arena);
  nb_context_free(f->ctx);
  return 0;
}

static void need_dictionary(const fixture *f) {
  if (!*nb_normalizer_dictionary(f->normalizer)) skip();
}

static void check_text(fixture *f, const char *raw, const char *wanted) {
  nb_str got;
  assert_int_equal(nb_normalize_text(f->ctx, f->arena, nb_str_of(raw), &got), NB_OK);
  if (!nb_str_eq_c(got, wanted)) fail_msg("wanted %s\n   got " NB_STR_FMT, wanted, NB_STR_ARG(got));
}

static nb_sentence normalized(fixture *f, const char *raw) {
  nb_sentence s = {.raw = nb_str_of(raw)};
  assert_int_equal(nb_normalize(f->ctx, f->normalizer, f->arena, &s), NB_OK);
  return s;
}

static void quotes_and_dashes(void **state) {
  check_text(*state, ",,Ja'', zei hij. ,, Nee. ''", "\"Ja\", zei hij. \"Nee.\"");
  check_text(*state, "Jan:,, Ja ''", "Jan:\"Ja\"");
  check_text(*state, "\xE2\x80\x9EJa\xE2\x80\x9D \xC2\xABnee\xC2\xBB \xE2\x80\x98zo\xE2\x80\x99 auto\xE2\x80\x99s",
             "\"Ja\" \"nee\" 'zo' auto's");
  check_text(*state, "Dat is,, of het was", "Dat is,, of het was");
  check_text(*state,
             "ja -- nee \xE2\x80\x94 ja \xE2\x80\x93 nee, Noord\xE2\x80\x91Holland \xE2\x88\x92"
             "5",
             "ja \xE2\x80\x93 nee \xE2\x80\x93 ja \xE2\x80\x93 nee, Noord-Holland -5");
  check_text(*state, "wacht\xE2\x80\xA6", "wacht...");
}

static void spaces_and_letters(void **state) {
  check_text(*state,
             "  a\xC2\xA0\xE2\x80\x89 b\n c\xE2\x80\x8B"
             "d\x01 ",
             "a b cd");
  check_text(*state,
             "\xC4\xB3s en \xC4\xB2sland, \xEF\xAC\x81"
             "ets, re\xC2\xADge\xC2\xAD\nring",
             "ijs en IJsland, fiets, regering");
  check_text(*state, "cafe\xCC\x81", "caf\xC3\xA9");
  check_text(*state,
             "a\xFF"
             "b",
             "a\xEF\xBF\xBD"
             "b");
  check_text(*state, "", "");
}

static void broken_words(void **state) {
  fixture *f = *state;
  check_text(f, "de rege-\n  ring", "de regering");
  check_text(f, "Noord-\nHolland, voor- en na, onderwijs-\nen cultuur",
             "Noord-Holland, voor- en na, onderwijs- en cultuur");
  nb_sentence s = normalized(f, "de rege-\nring van de x-\nqzq");
  assert_true(nb_str_eq_c(s.text, "de regering van de x-qzq"));
  assert_int_equal(s.n_repairs, 1);
  assert_true(nb_str_eq_c(s.repairs[0].from, "rege-ring") && nb_str_eq_c(s.repairs[0].to, "regering"));
  assert_string_equal(s.repairs[0].why, "hyphenation");
}

static void chain_of_broken_words_ends(void **state) {
  fixture *f = *state;
  nb_buf raw;
  nb_buf_init(&raw, 2 << 20);
  for (int i = 0; i < 500000; i++) nb_buf_add_c(&raw, "a-\n");
  nb_str got;
  assert_int_equal(nb_normalize_text(f->ctx, f->arena, nb_buf_str(&raw), &got), NB_OK);
  assert_true(nb_str_starts(got, NB_STR("aaaa")));
  nb_buf_free(&raw);
}

static void ligatures_are_recorded(void **state) {
  nb_sentence s = normalized(*state,
                             "Het \xC4\xB3s van (\xEF\xAC\x81"
                             "ets)");
  assert_true(nb_str_eq_c(s.text, "Het ijs van (fiets)"));
  assert_int_equal(s.n_repairs, 2);
  assert_true(nb_str_eq_c(s.repairs[1].from,
                          "\xEF\xAC\x81"
                          "ets") &&
              nb_str_eq_c(s.repairs[1].to, "fiets"));
}

static void slips_are_repaired(void **state) {
  fixture *f = *state;
  need_dictionary(f);
  nb_sentence s = normalized(f, "De verkieizngen is interesssant");
  assert_true(nb_str_eq_c(s.text, "De verkiezingen is interessant"));
  s = normalized(f, "het is interesant in de regering");
  assert_true(nb_str_eq_c(s.text, "het is interessant in de regering"));
  assert_int_equal(s.n_repairs, 1);
  assert_string_equal(s.repairs[0].why, "spelling");
  assert_true(nb_str_eq_c(s.repairs[0].from, "interesant"));
  assert_int_equal(s.n_tokens, 6);
  assert_true(nb_str_eq_c(s.tokens[2].text, "interessant"));
}

static void what_is_not_repaired(void **state) {
  static const char *const kept[] = {
      "het is \"interesant\" van de regering", /* a quotation */
      "de Interesant is een",                  /* a name */
      "het is interesant-nl in de regering",   /* not letters alone */
      "de qwx interesant zzq",                 /* among words that nobody knows */
      "de regerink is in het",                 /* the end of a word */
      "de scheidrechter is in het",            /* a compound of known parts */
      "het is #interesant @interesant",        /* addresses */
      "zegt hij: 'het is interesant in het",   /* a quotation that goes on elsewhere */
  };
  fixture *f = *state;
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
    nb_sentence s = normalized(f, kept[i]);
    if (s.n_repairs) fail_msg("%s became " NB_STR_FMT, kept[i], NB_STR_ARG(s.text));
    assert_true(nb_str_eq_c(s.text, kept[i]));
  }
}

static void ij_in_the_dictionary(void **state) {
  static const char *const words[] = {"zijn", "bijzonder", "ijverig", "bijvoorbeeld"};
  fixture *f = *state;
  need_dictionary(f);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    nb_str *stems;
    size_t n;
    assert_int_equal(nb_hunspell_stems(f->ctx, f->normalizer, f->arena, nb_str_of(words[i]), &stems, &n), NB_OK);
    assert_true(n > 0 && nb_str_eq_c(stems[0], words[i]));
  }
}

static void stems(void **state) {
  fixture *f = *state;
  nb_str *found;
  size_t n;
  need_dictionary(f);
  assert_int_equal(nb_hunspell_stems(f->ctx, f->normalizer, f->arena, NB_STR("huizen"), &found, &n), NB_OK);
  bool huis = false;
  for (size_t i = 0; i < n; i++) huis = huis || nb_str_eq_c(found[i], "huis");
  assert_true(huis);
  assert_int_equal(nb_hunspell_stems(f->ctx, f->normalizer, f->arena, NB_STR("a\0b"), &found, &n), NB_OK);
  assert_int_equal(n, 0);
}

static void no_dictionary_is_one_warning(void **state) {
  fixture *f = *state;
  char folder[] = "/tmp/nb-dic-XXXXXX";
  assert_non_null(mkdtemp(folder));
  setenv("DICPATH", folder, 1);
  f->warnings = 0;
  nb_normalizer *n;
  assert_int_equal(nb_normalizer_new(f->ctx, in_lexicon, f->lexicon, &n), NB_OK);
  assert_string_equal(nb_normalizer_dictionary(n), "");
  nb_sentence s = {.raw = NB_STR("het is interesant in de rege-\nring van \xE2\x80\x9Ezo\xE2\x80\x9D")};
  for (int i = 0; i < 2; i++) {
    assert_int_equal(nb_normalize(f->ctx, n, f->arena, &s), NB_OK);
    assert_true(nb_str_eq_c(s.text, "het is interesant in de regering van \"zo\""));
  }
  nb_str *found;
  size_t count;
  assert_int_equal(nb_hunspell_stems(f->ctx, n, f->arena, NB_STR("huizen"), &found, &count), NB_OK);
  assert_int_equal(count, 0);
  assert_int_equal(f->warnings, 1);
  assert_non_null(strstr(f->warning, "hunspell-nl"));
  nb_normalizer_free(n);
  unsetenv("DICPATH");
  rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(quotes_and_dashes),
      cmocka_unit_test(spaces_and_letters),
      cmocka_unit_test(broken_words),
      cmocka_unit_test(chain_of_broken_words_ends),
      cmocka_unit_test(ligatures_are_recorded),
      cmocka_unit_test(slips_are_repaired),
      cmocka_unit_test(what_is_not_repaired),
      cmocka_unit_test(ij_in_the_dictionary),
      cmocka_unit_test(stems),
      cmocka_unit_test(no_dictionary_is_one_warning),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
