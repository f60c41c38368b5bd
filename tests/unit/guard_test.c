/* The faithfulness guard: for each check sentences with which it fires and sentences with which it does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "translate/neural/guard.h"

static nb_context *ctx;
static nb_arena *arena;
static nb_lexicon *lexicon;

static int set_up(void **state) {
  (void)state;
  ctx = nb_context_new();
  arena = nb_arena_new();
  return (int)nb_lexicon_open(ctx, &lexicon);
}

static int tear_down(void **state) {
  (void)state;
  nb_lexicon_free(lexicon);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}

typedef struct guard_case {
  const char *nl, *en;
  unsigned failed;
  const char *why; /* NULL: not looked at */
} guard_case;

static void check(const guard_case *cases, size_t n) {
  size_t wrong = 0;
  for (size_t i = 0; i < n; i++) {
    nb_verdict v;
    assert_int_equal(
        nb_guard(ctx, &(nb_guard_lists){.lexicon = lexicon}, arena, nb_str_of(cases[i].nl), nb_str_of(cases[i].en), &v),
        NB_OK);
    if (v.failed == cases[i].failed && (!cases[i].why || nb_str_eq_c(v.why, cases[i].why))) continue;
    print_error("%s\n%s\n  wanted %u %s, got %u " NB_STR_FMT "\n", cases[i].nl, cases[i].en, cases[i].failed,
                cases[i].why ? cases[i].why : "", v.failed, NB_STR_ARG(v.why));
    wrong++;
  }
  assert_int_equal(wrong, 0);
}
#define CHECK(cases) check(cases, sizeof cases / sizeof *cases)

static void empty_and_unknown(void **state) {
  (void)state;
  static const guard_case cases[] = {
      {"", "", 0, ""},
      {"...", "...", 0, NULL},
      {"Goed.", "", NB_GUARD_EMPTY, "empty (no words)"},
      {"Goed.", " .", NB_GUARD_EMPTY, NULL},
      {"Goed zo.", "Well \xE2\x81\x87 done.", NB_GUARD_UNKNOWN, NULL},
      {"Goed \xE2\x81\x87 zo.", "Well \xE2\x81\x87 done.", 0, NULL},
      {"Goed zo.", "Well <h> done.", NB_GUARD_UNKNOWN, "unknown (<h>)"},
      {"Goed zo.", "Well done.", 0, NULL},
  };
  CHECK(cases);
}

static void numbers(void **state) {
  (void)state;
  static const guard_case cases[] = {
      /* digits: marks of thousands and decimals */
      {"Het kost 1.000,5 euro.", "It costs 1,000.5 euros.", 0, NULL},
      {"Het kost 1.250 euro.", "It costs 1.250 euros.", NB_GUARD_NUMBERS, "numbers (1.250)"},
      {"Het kost 12,5 euro.", "It costs 125 euros.", NB_GUARD_NUMBERS, NULL},
      {"Er kwamen 2018 mensen.", "There came 2,018 people.", 0, NULL},
      {"Er kwamen 218 mensen.", "There came people.", NB_GUARD_NUMBERS, "numbers (218)"},
      {"Er kwamen mensen.", "There came 300 people.", NB_GUARD_NUMBERS, "numbers (300)"},
      {"Het steeg met 5,2 procent.", "It rose by 5.2%.", 0, NULL},
      {"Het steeg met 5,2 procent.", "It rose by 5.3%.", NB_GUARD_NUMBERS, NULL},
      /* scales */
      {"Het kost 1,13 miljard euro.", "It costs 1.13 billion euros.", 0, NULL},
      {"Het kost 1,13 miljard euro.",
       "It costs \xE2\x82\xAC"
       "1.13bn.",
       0, NULL},
      {"Het kost 1,13 miljard euro.", "It costs 1.13 million euros.", NB_GUARD_NUMBERS, NULL},
      {"Het kost 2 biljoen.", "It costs 2 billion.", NB_GUARD_NUMBERS, NULL},
      {"Er wonen 2.000.000 mensen.", "Two million people live there.", 0, NULL},
      {"Er zijn 100 van de 300 miljoen weg.", "Of the 300 million, 100 million are gone.", 0, NULL},
      {"Het kost anderhalf miljoen.", "It costs one and a half million.", 0, NULL},
      {"Het kost een half miljoen.", "It costs half a million.", 0, NULL},
      {"Het kost een half miljoen.", "It costs 500,000.", 0, NULL},
      /* words */
      {"Hij is vijfendertig.", "He is thirty-five.", 0, NULL},
      {"Hij is vijfendertig.", "He is 35.", 0, NULL},
      {"Hij is vijfendertig.", "He is fifty-three.", NB_GUARD_NUMBERS, "numbers (vijfendertig)"},
      {"Er zijn driehonderdtwintig huizen.", "There are three hundred and twenty houses.", 0, NULL},
      {"Er zijn tweeduizendvijfhonderd huizen.", "There are 2,500 houses.", 0, NULL},
      {"Er zijn tweeëntwintig huizen.", "There are 22 houses.", 0, NULL},
      {"Ze kregen twee boetes.", "They got a couple of fines.", 0, NULL},
      {"Ze kregen drie boetes.", "They got fines.", NB_GUARD_NUMBERS, "numbers (drie)"},
      {"Een van hen kwam.", "One of them came.", 0, NULL},
      {"Zij acht dat mogelijk.", "She thinks that possible.", 0, NULL},
      {"De twaalfjarige won.", "The 12-year-old won.", 0, NULL},
      {"De 50-jarige won.", "The 50-year-old won.", 0, NULL},
      {"De op twee na beste won.", "The third best won.", 0, NULL},
      /* ordinals, decades, times, scores */
      {"Op de 21e verdieping.", "On the 21st floor.", 0, NULL},
      {"Voor de vijfde keer.", "For the fifth time.", 0, NULL},
      {"Voor de vijfde keer.", "For the sixth time.", NB_GUARD_NUMBERS, "numbers (vijfde)"},
      {"De Tweede Kamer stemt.", "The House of Representatives votes.", 0, NULL},
      {"In de jaren tachtig.", "In the 1980s.", 0, NULL},
      {"In de jaren tachtig.", "In the 1970s.", NB_GUARD_NUMBERS, NULL},
      {"Om 19.30 uur.", "At 7:30 p.m.", 0, NULL},
      {"Om 19.00 uur.", "At 7 p.m.", 0, NULL},
      {"Om 17.30 uur.", "At 17:30.", 0, NULL},
      {"Om 17.30 uur.", "At 17:45.", NB_GUARD_NUMBERS, NULL},
      {"Om half acht.", "At 7:30.", 0, NULL},
      {"Het werd 3-2.", "It ended 3-2.", 0, NULL},
      {"Het werd 3-2.", "It ended 3-4.", NB_GUARD_NUMBERS, NULL},
      {"Een tijd van 1.27,866.", "A time of 1:27.866.", 0, NULL},
  };
  CHECK(cases);
}

static void negation(void **state) {
  (void)state;
  static const guard_case cases[] = {
      {"Hij komt niet.", "He is not coming.", 0, NULL},
      {"Hij komt niet.", "He isn't coming.", 0, NULL},
      {"Hij komt niet.", "He is coming.", NB_GUARD_NEGATION, "negation (niet)"},
      {"Er is geen geld.", "There is money.", NB_GUARD_NEGATION, "negation (geen)"},
      {"Er is geen geld.", "Money is lacking.", 0, NULL},
      {"Er is geen geld.", "There is a lack of money.", 0, NULL},
      {"Niemand weet het.", "Nobody knows.", 0, NULL},
      {"Niemand weet het.", "Everyone knows.", NB_GUARD_NEGATION, NULL},
      {"Hij ging zonder jas.", "He went without a coat.", 0, NULL},
      {"Hij kan het niet.", "He is unable to do it.", 0, NULL},
      {"Dat is niet mogelijk.", "That is impossible.", 0, NULL},
      {"Dat is onmogelijk.", "That is not possible.", 0, NULL},
      {"Dat is mogelijk.", "That is not possible.", NB_GUARD_NEGATION, "negation (not)"},
      {"De man was onder de brug.", "The man was never under the bridge.", NB_GUARD_NEGATION, NULL},
      {"Hij zag niet alleen haar.", "He saw both her and others.", 0, NULL},
      {"Maar liefst veel mensen.", "No less than many people.", 0, NULL},
      {"Hij weet of het waar is of niet.", "He knows whether it is true.", 0, NULL},
  };
  CHECK(cases);
}

static void names(void **state) {
  (void)state;
  static const guard_case cases[] = {
      {"Ook Poetin sprak in Den Haag.", "Putin also spoke in The Hague.", 0, NULL},
      {"Ook Poetin sprak in Den Haag.", "He also spoke in The Hague.", NB_GUARD_NAMES, "names (Poetin)"},
      {"Volgens Femke Vrolstra is het zo.", "According to Femke Vrolstra it is so.", 0, NULL},
      {"Volgens Femke Vrolstra is het zo.", "According to Femke Vrostra it is so.", NB_GUARD_NAMES | NB_GUARD_INVENTED,
       "names (Vrolstra), invented (Vrostra)"},
      {"Het plan is van Sjargoenin.", "The plan is by Shargunin.", 0, NULL},
      {"Het is Vrolstra's plan.", "It is Vrolstra's plan.", 0, NULL},
      {"Daarom wil de NAVO-top meer.", "So the NATO summit wants more.", 0, NULL},
      {"Zij won van de Belgische speelster.", "She beat Belgium's player.", 0, NULL},
      {"De boot vaart naar de Galapagoseilanden.", "The boat sails to the Galapagos Islands.", 0, NULL},
      {"In de VS is dat zo.", "In the U.S. it is so.", 0, NULL},
      {"Morgen komt hij.", "He comes.", 0, NULL}, /* a start is no name */
  };
  CHECK(cases);
}

static void length(void **state) {
  (void)state;
  static const guard_case cases[] = {
      {"De gemeente wil de oude brug over het kanaal in de zomer laten slopen en vervangen.", "The bridge.",
       NB_GUARD_LENGTH, "length (too short)"},
      {"De brug is dicht.", "The bridge is closed because the municipality wants to do much work.", NB_GUARD_LENGTH,
       "length (too long)"},
      {"Ja.", "Yes, it is.", 0, NULL},
      {"De gemeente wil de brug over het kanaal laten slopen.", "The municipality wants the bridge demolished.", 0,
       NULL},
  };
  CHECK(cases);
}

static void repeats(void **state) {
  (void)state;
  static const guard_case cases[] = {
      {"De brug in de stad is oud.", "The bridge in the city in the city is old.", NB_GUARD_REPEATS, "repeats (in)"},
      {"De brug is oud.", "The bridge bridge is old.", NB_GUARD_REPEATS, NULL},
      {"De brug is heel heel oud.", "The bridge is so so old.", 0, NULL},
      {"Hij zegt dat dat zo is.", "He says that that is so.", 0, NULL},
      {"Hij zag de man van de stad, en de vrouw van het huis.", "He saw the man of the, a man of the, one man of the.",
       NB_GUARD_REPEATS, NULL},
      {"Hij zag de man en de man zag hem.", "He saw the man and the man saw him.", 0, NULL},
  };
  CHECK(cases);
}

static void invented(void **state) {
  (void)state;
  static const guard_case cases[] = {
      {"Het regent in de vallei.", "It is raining in the fallley.", NB_GUARD_INVENTED, "invented (fallley)"},
      {"De bevrijders kwamen.", "The liberators were unstoppable firefighters.", 0, NULL},
      {"Ze at een stroopwafel.", "She ate a stroopwafel.", 0, NULL},
  };
  CHECK(cases);
}

static void times_of_day(void **state) {
  (void)state;
  static const guard_case cases[] = {
      {"Om 02.00 uur ging het mis.", "It went wrong at 2 p.m.", NB_GUARD_NUMBERS, "numbers (p.m.)"},
      {"Om 02.00 uur ging het mis.", "It went wrong at 2 a.m.", 0, NULL},
      {"Om 14.00 uur ging het mis.", "It went wrong at 2 p.m.", 0, NULL},
      {"Om 14.00 uur ging het mis.", "It went wrong at 2 a.m.", NB_GUARD_NUMBERS, "numbers (a.m.)"},
      {"'s Middags om 2 uur ging het mis.", "It went wrong at 2 p.m.", 0, NULL},
      {"Rond half vier ging het mis.", "It went wrong around half four.", NB_GUARD_NUMBERS, NULL},
      {"Rond half vier ging het mis.", "It went wrong around half past three.", 0, NULL},
  };
  CHECK(cases);
}

static void copied(void **state) {
  (void)state;
  static const guard_case cases[] = {
      {"De gemeente wil de brug slopen.", "The gemeente wil the brug slopen.", NB_GUARD_COPIED | NB_GUARD_INVENTED,
       "copied (gemeente), invented (gemeente)"},
      {"De minister van de regering komt.", "De minister van the government comes.", 0, NULL},
      {"De minister komt in de winter.", "The minister is coming in the winter.", 0, NULL},
      {"Hij las het boek van de man.", "He read het book of een man.", NB_GUARD_COPIED, NULL},
      {"Het is Jan van de Ven.", "It is Jan van de Ven.", 0, NULL},
  };
  CHECK(cases);
}

static void several(void **state) {
  (void)state;
  static const guard_case cases[] = {{"Hij heeft geen 50 euro.", "He has money.", NB_GUARD_NUMBERS | NB_GUARD_NEGATION,
                                      "numbers (50), negation (geen)"}};
  CHECK(cases);
}

static void hostile_input(void **state) {
  (void)state;
  static const char *const texts[] = {"",
                                      "\xFF\xFE",
                                      "1.1.1.1.1.1.1.1.1.1.1",
                                      "1,",
                                      ",1",
                                      "-",
                                      "--",
                                      "5-",
                                      "99999999999999999999999999",
                                      "honderdhonderdhonderd",
                                      "duizend",
                                      "en",
                                      "\xC3",
                                      "A.",
                                      "-A-",
                                      "een half",
                                      "op twee na"};
  nb_verdict v;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
      assert_int_equal(
          nb_guard(ctx, &(nb_guard_lists){.lexicon = lexicon}, arena, nb_str_of(texts[i]), nb_str_of(texts[k]), &v),
          NB_OK);
  nb_buf long_text;
  nb_buf_init(&long_text, 1 << 22);
  for (int i = 0; i < 100000; i++) nb_buf_printf(&long_text, "%d-%d Jan ", i, i);
  assert_int_equal(
      nb_guard(ctx, &(nb_guard_lists){.lexicon = lexicon}, arena, nb_buf_str(&long_text), nb_buf_str(&long_text), &v),
      NB_OK);
  nb_buf_free(&long_text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(empty_and_unknown),
      cmocka_unit_test(numbers),
      cmocka_unit_test(negation),
      cmocka_unit_test(names),
      cmocka_unit_test(length),
      cmocka_unit_test(repeats),
      cmocka_unit_test(copied),
      cmocka_unit_test(invented),
      cmocka_unit_test(times_of_day),
      cmocka_unit_test(several),
      cmocka_unit_test(hostile_input),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
