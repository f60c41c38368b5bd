/* Long sentences in parts, datelines, and the marks of what the model wrote. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "translate/neural/parts.h"

static nb_arena *arena;

static int set_up(void **state) {
  (void)state;
  arena = nb_arena_new();
  return arena ? 0 : 1;
}

static int tear_down(void **state) {
  (void)state;
  nb_arena_free(arena);
  return 0;
}

static void same(nb_str got, const char *wanted) {
  if (!nb_str_eq_c(got, wanted)) print_error("wanted [%s]\ngot    [" NB_STR_FMT "]\n", wanted, NB_STR_ARG(got));
  assert_true(nb_str_eq_c(got, wanted));
}

static void cuts_where_it_hurts_least(void **state) {
  (void)state;
  static const struct {
    const char *text, *left, *right;
  } cases[] = {
      {"de brug is oud, de weg is nieuw", "de brug is oud,", "de weg is nieuw"},
      {"de oude brug; de weg is nieuw", "de oude brug;", "de weg is nieuw"},
      {"de oude brug de weg", "de oude", "brug de weg"},
      {"aaaaaaaaaa", "aaaaa", "aaaaa"},
      {"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", "\xC3\xA9\xC3\xA9\xC3\xA9", "\xC3\xA9\xC3\xA9"},
      {"a, de hele lange zin zonder komma", "a, de hele lange", "zin zonder komma"}, /* too near the start */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nb_str left, right;
    assert_true(nb_cut_text(nb_str_of(cases[i].text), &left, &right));
    same(left, cases[i].left);
    same(right, cases[i].right);
  }
  nb_str left, right;
  assert_false(nb_cut_text(NB_STR(""), &left, &right));
  assert_false(nb_cut_text(NB_STR("kort"), &left, &right));
}

static void parts_fit_together(void **state) {
  (void)state;
  same(nb_fit_part(arena, NB_STR("De brug is oud,"), NB_STR("The bridge is old."), true, false), "The bridge is old,");
  same(nb_fit_part(arena, NB_STR("De brug is"), NB_STR("The bridge is."), true, false), "The bridge is");
  same(nb_fit_part(arena, NB_STR("de weg is nieuw."), NB_STR("The road is new."), false, true), "the road is new.");
  same(nb_fit_part(arena, NB_STR("ik ga."), NB_STR("I go."), false, true), "I go.");
  same(nb_fit_part(arena, NB_STR("de navo gaat."), NB_STR("NATO goes."), false, true), "NATO goes.");
  same(nb_fit_part(arena, NB_STR("Jan gaat."), NB_STR("Jan goes."), false, true), "Jan goes.");
  same(nb_fit_part(arena, NB_STR("x"), NB_STR(""), false, true), "");
}

static void datelines(void **state) {
  (void)state;
  same(nb_dateline(NB_STR("ARNHEM - De brug is dicht.")), "ARNHEM - ");
  same(nb_dateline(NB_STR("DEN HAAG (ANP) \xE2\x80\x93 De brug is dicht.")), "DEN HAAG (ANP) \xE2\x80\x93 ");
  same(nb_dateline(NB_STR("De brug - dicht - is oud.")), "");
  same(nb_dateline(NB_STR("ARNHEM - ")), "");
  same(nb_dateline(NB_STR("")), "");
}

static void marks(void **state) {
  (void)state;
  static const struct {
    const char *nl, *en, *polished;
    bool heading;
  } cases[] = {
      {"x", "\" We go on \" , he said .", "\"We go on\", he said.", false},
      {"x", "He said : \" We go on. \"", "He said: \"We go on.\"", false},
      {"x", "\xE2\x80\x98 We go on \xE2\x80\x99 he said", "\xE2\x80\x98We go on \xE2\x80\x99 he said", false},
      {"x", "\xE2\x80\x99 We go on\xE2\x80\x99", "\xE2\x80\x99We go on\xE2\x80\x99", false},
      {"x", "\" We go on", "\"We go on", false},
      {"x", "' We go on ', he said", "'We go on', he said", false},
      {"x", "the workers' strike and 'the plan'", "the workers' strike and 'the plan'", false},
      {"x", "it's the men's", "it's the men's", false},
      {"x", "( a ) 5 % .5 .NET", "(a) 5% .5 .NET", false},
      {"x", "an odd \" mark", "an odd \" mark", false},
      {"x", " a  b ", "a b", false},
      {"Brug dicht", "Bridge closed.", "Bridge closed", true},
      {"Brug dicht.", "Bridge closed.", "Bridge closed.", true},
      {"Brug dicht", "Bridge closed.", "Bridge closed.", false},
      {"Naar de VS", "To the U.S.", "To the U.S.", true},
      {"Toch", "After all...", "After all...", true},
      {"", "", "", true},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    same(nb_polish(arena, nb_str_of(cases[i].nl), nb_str_of(cases[i].en), cases[i].heading), cases[i].polished);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cuts_where_it_hurts_least),
      cmocka_unit_test(parts_fit_together),
      cmocka_unit_test(datelines),
      cmocka_unit_test(marks),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
