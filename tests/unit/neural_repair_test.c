/* Repairs of the model's English: names that lost letters, articles; and the capital of a first word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "translate/neural/repair_numbers.h"
#include "translate/neural/model.h"
#include "translate/neural/neural.h"
#include "translate/neural/parts.h"
#include "translate/neural/repair.h"
#include "translate/neural/start.h"

static nb_context *ctx;
static nb_arena *arena;
static nb_lexicon *lexicon;
static nb_model *model;
static nb_pieces *pieces;

static int set_up(void **state) {
  (void)state;
  ctx = nb_context_new();
  arena = nb_arena_new();
  nb_buf path;
  nb_buf_init(&path, 4096);
  bool failed = nb_lexicon_open(ctx, &lexicon) || nb_data_path(ctx, NB_NEURAL_MODEL, &path) ||
                nb_model_open(ctx, path.ptr, &model) || nb_pieces_new(ctx, nb_model_bytes(model, "tokenizer"), &pieces);
  nb_buf_free(&path);
  return failed;
}

static int tear_down(void **state) {
  (void)state;
  nb_pieces_free(pieces);
  nb_model_free(model);
  nb_lexicon_free(lexicon);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}

static void same(nb_str got, const char *wanted) {
  if (!nb_str_eq_c(got, wanted)) print_error("wanted [%s]\ngot    [" NB_STR_FMT "]\n", wanted, NB_STR_ARG(got));
  assert_true(nb_str_eq_c(got, wanted));
}

static void words(void **state) {
  (void)state;
  static const struct {
    const char *nl, *en, *repaired;
  } cases[] = {
      {"Femke Vrolstra woont in Teeffelen.", "Femke Vrostra lives in Teefelen.", "Femke Vrolstra lives in Teeffelen."},
      {"Op de Eindhovenseweg gebeurt het.", "It happens on the Eindhovenweg.", "It happens on the Eindhovenseweg."},
      /* names that English writes otherwise, places of adjectives, ordinary words, and names that are there */
      {"Het plan is van Sjargoenin.", "The plan is by Shargunin.", "The plan is by Shargunin."},
      {"De Zwolse trein.", "The train from Zwolle.", "The train from Zwolle."},
      {"Ook Poetin komt.", "Putin is also coming.", "Putin is also coming."},
      {"De Marine komt.", "Marines are coming.", "Marines are coming."},
      {"Vrolstra en Vrostra.", "Vrolstra and Vrostra.", "Vrolstra and Vrostra."},
      {"", "Vrostra", "Vrostra"},
      /* meanings of the Dutch, in their form, with the capital that the word has */
      {"Zij slaapt op een matras.", "She sleeps on a matress.", "She sleeps on a mattress."},
      {"De peuters en de baas.", "The todddlers and the bosss.", "The toddlers and the boss."},
      {"Omkoping is verboden.", "Briybery is forbidden.", "Bribery is forbidden."},
      {"Zij slaapt op een matras.", "She sleeps on a fallley.", "She sleeps on a fallley."},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    same(nb_repair_words(lexicon, arena, nb_str_of(cases[i].nl), nb_str_of(cases[i].en)), cases[i].repaired);
}

static void articles(void **state) {
  (void)state;
  same(nb_fix_articles(arena, NB_STR("A attack on an bridge")), "An attack on a bridge");
  same(nb_fix_articles(arena, NB_STR("an euro, a hour")), "a euro, an hour");
  same(nb_fix_articles(arena, NB_STR("a FBI man, an NATO plan")),
       "a FBI man, an NATO plan"); /* who knows how it is said */
  same(nb_fix_articles(arena, NB_STR("a 18-year-old, an 17-year-old, a \"idea\"")),
       "an 18-year-old, a 17-year-old, an \"idea\"");
  same(nb_fix_articles(arena, NB_STR("vitamin A is in a")), "vitamin A is in a");
  same(nb_fix_articles(arena, NB_STR("")), "");
}

static void numbers(void **state) {
  (void)state;
  static const struct {
    const char *nl, *en, *repaired;
  } cases[] = {
      {"Om 02.00 uur.", "At 2 p.m.", "At 2 a.m."},
      {"Om 02.00 en 3.30 uur.", "At 2 p.m. and 3:30 pm.", "At 2 a.m. and 3:30 am."},
      {"Om 14.00 uur.", "At 2 a.m.", "At 2 p.m."},
      {"Om 02.00 en 14.00 uur.", "At 2 p.m. and 2 a.m.", "At 2 p.m. and 2 a.m."}, /* who knows which */
      {"Om half drie, voor 10.00 uur.", "At 2:30 p.m., before 10 a.m.", "At 2:30 p.m., before 10 a.m."},
      {"Het kost 4.875 euro, 12,5 procent.", "It costs 4.875 euros, 12,5 percent.",
       "It costs 4,875 euros, 12.5 percent."},
      {"Om 17.30 kwam 3-2.", "At 17.30 it was 3-2.", "At 17.30 it was 3-2."},
      {"", "12", "12"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nb_str english = nb_str_of(cases[i].en);
    assert_int_equal(nb_repair_numbers(ctx, arena, nb_str_of(cases[i].nl), &english), NB_OK);
    same(english, cases[i].repaired);
  }
}

static void quotes(void **state) {
  (void)state;
  same(nb_free_quotes(arena, NB_STR("\"Ja\", zei hij, 'dat is \"goed\"' (‘nee’)")),
       "\" Ja\", zei hij, ' dat is \" goed\"' (‘ nee’)");
  same(nb_free_quotes(arena, NB_STR("'s Ochtends in 's-Gravenhage, foto's, '50, \"")),
       "'s Ochtends in 's-Gravenhage, foto's, '50, \"");
  same(nb_free_quotes(arena, NB_STR("")), "");
}

static void first_words(void **state) {
  (void)state;
  assert_true(nb_begins_with_capital(NB_STR("'s Ochtends regent het.")));
  assert_true(nb_begins_with_capital(NB_STR("\"Ja\"")));
  assert_false(nb_begins_with_capital(NB_STR("'s ochtends")));
  assert_false(nb_begins_with_capital(NB_STR("...")));
  static const struct {
    const char *nl, *plain;
  } cases[] = {
      {"Uitbreiding gaat door", "uitbreiding gaat door"},
      {"'Uitbreiding gaat door'", "'uitbreiding gaat door'"},
      {"Moskou vreest opstand", "Moskou vreest opstand"},       /* a name */
      {"Uitbreiding: ja", "Uitbreiding: ja"},                   /* a speaker */
      {"Uitbreiding Schiphol kan", "Uitbreiding Schiphol kan"}, /* may be of a name */
      {"UITBREIDING kan", "UITBREIDING kan"},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nb_str plain;
    assert_int_equal(nb_plain_start(ctx, lexicon, pieces, arena, nb_str_of(cases[i].nl), &plain), NB_OK);
    same(plain, cases[i].plain);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words),  cmocka_unit_test(articles),    cmocka_unit_test(numbers),
      cmocka_unit_test(quotes), cmocka_unit_test(first_words),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
