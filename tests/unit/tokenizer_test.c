/* text/tokenizer: the tokens of a sentence. In the cases, a space separates the tokens that are wanted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/tokenizer.h"

typedef struct fixture {
  nb_context *ctx;
  nb_arena *arena;
} fixture;

static int setup(void **state) {
  static fixture f;
  f = (fixture){nb_context_new(), nb_arena_new()};
  *state = &f;
  return 0;
}

static int teardown(void **state) {
  fixture *f = *state;
  nb_arena_free(f->arena);
  nb_context_free(f->ctx);
  return 0;
}

static void check(fixture *f, const char *text, const char *wanted) {
  nb_token *tokens;
  size_t n;
  assert_int_equal(nb_tokenize(f->ctx, f->arena, nb_str_of(text), &tokens, &n), NB_OK);
  nb_str got = NB_STR("");
  for (size_t i = 0; i < n; i++) {
    got = nb_arena_printf(f->arena, NB_STR_FMT "%s" NB_STR_FMT, NB_STR_ARG(got), i ? " " : "",
                          NB_STR_ARG(tokens[i].text));
    assert_true(nb_str_eq(tokens[i].text, nb_str_sub(nb_str_of(text), tokens[i].start, tokens[i].end)));
    assert_int_equal(tokens[i].space_before, tokens[i].start > (i ? tokens[i - 1].end : 0));
  }
  if (!nb_str_eq_c(got, wanted)) fail_msg("wanted %s\n   got " NB_STR_FMT, wanted, NB_STR_ARG(got));
}

static void words(void **state) {
  check(*state, "'s Avonds zag zo'n AZ'er auto's in 's-Hertogenbosch.",
        "'s Avonds zag zo'n AZ'er auto's in 's-Hertogenbosch .");
  check(*state, "'t Kamerlid-voorzitter, Noord- en Zuid-Holland", "'t Kamerlid-voorzitter , Noord- en Zuid-Holland");
  check(*state, "Agnes' boek over rock-'n-roll en/of H&M", "Agnes' boek over rock-'n-roll en/of H&M");
  check(*state, "'de bus' reed (oud-)leerlingen en VVD/CDA", "' de bus ' reed ( oud- ) leerlingen en VVD / CDA");
  check(*state, "\xC3\x89\xC3\xA9n caf\xC3\xA9 auto\xE2\x80\x99s", "\xC3\x89\xC3\xA9n caf\xC3\xA9 auto\xE2\x80\x99s");
}

static void numbers(void **state) {
  check(*state, "Om 17.30 uur 1.000,50 of 3-2, 1,13 en 20% voor \xE2\x82\xAC 5.",
        "Om 17.30 uur 1.000,50 of 3-2 , 1,13 en 20 % voor \xE2\x82\xAC 5 .");
  check(*state, "Een 50-jarige op 13-12-2004 in '90: -5", "Een 50-jarige op 13-12-2004 in '90 : -5");
  check(*state,
        "De 24ste keer 2018/2019, 1940\xE2\x80\x93"
        "1945, 1.500,-",
        "De 24ste keer 2018/2019 , 1940\xE2\x80\x93"
        "1945 , 1.500,-");
}

static void full_stops(void **state) {
  check(*state, "Dr. Bakker (o.a. arts) bij S.P. en N.W.A.", "Dr. Bakker ( o.a. arts ) bij S.P. en N.W.A.");
  check(*state, "J.R.R. Smit, prof. De Wit en Th. Jansen.", "J.R.R. Smit , prof. De Wit en Th. Jansen .");
  check(*state, "Er waren ca. 5 man enz., zei hij.", "Er waren ca. 5 man enz. , zei hij .");
  check(*state, "Ajax wint. PSV wint het WK. Goed zo.", "Ajax wint . PSV wint het WK . Goed zo .");
  check(*state, "Hij zei: 'Ik ga.'", "Hij zei : ' Ik ga . '");
  check(*state, "Dat is zo.Het kan", "Dat is zo . Het kan");
  check(*state, "plan B.", "plan B .");
}

static void addresses(void **state) {
  check(*state, "Op www.krant.nl/a?b=c, https://x.nl. en nos.nl!",
        "Op www.krant.nl/a?b=c , https://x.nl . en nos.nl !");
  check(*state, "Mail jan.smit@krant.nl, @jan en #weer.", "Mail jan.smit@krant.nl , @jan en #weer .");
}

static void marks(void **state) {
  check(*state, ",,Ja'', zei hij,,,nee'' -- echt... waar?!", ",, Ja '' , zei hij , ,, nee '' -- echt ... waar ? !");
  check(*state, "\xE2\x80\x9EJa\xE2\x80\x9D \xE2\x80\x93 nee\xE2\x80\xA6",
        "\xE2\x80\x9E Ja \xE2\x80\x9D \xE2\x80\x93 nee \xE2\x80\xA6");
  check(*state, "Top \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD!", "Top \xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD !");
  check(*state, " \t ", "");
}

static void kinds(void **state) {
  fixture *f = *state;
  static const nb_token_kind wanted[] = {NB_WORD, NB_NUMBER, NB_WORD, NB_ADDRESS, NB_NUMBER, NB_PUNCT};
  nb_token *tokens;
  size_t n;
  assert_int_equal(nb_tokenize(f->ctx, f->arena, NB_STR("A4 17.30 50-jarige nos.nl '90 !"), &tokens, &n), NB_OK);
  assert_int_equal(n, sizeof wanted / sizeof *wanted);
  for (size_t i = 0; i < n; i++) assert_int_equal(tokens[i].kind, wanted[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words),     cmocka_unit_test(numbers), cmocka_unit_test(full_stops),
      cmocka_unit_test(addresses), cmocka_unit_test(marks),   cmocka_unit_test(kinds),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
