/* The user's glossaries: their files, and how their terms are found in sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "lexicon/user.h"
#include "lexicon/user/read.h"
#include "translate/terms.h"

static nb_context *ctx;
static nb_arena *arena;
static nb_lexicon *lexicon;
static nb_tagger *tagger;

static int set_up(void **state) {
  (void)state;
  ctx = nb_context_new();
  arena = nb_arena_new();
  if (nb_lexicon_open(ctx, &lexicon)) return 1;
  return (int)nb_tagger_new(ctx, lexicon, &tagger);
}

static int tear_down(void **state) {
  (void)state;
  nb_tagger_free(tagger);
  nb_lexicon_free(lexicon);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}

/* A glossary of two files, the second a do-not-translate list (may be NULL). */
static nb_user_glossary *glossary_of(const char *terms, const char *kept) {
  char path[] = "/tmp/nb-user-XXXXXX", kept_path[] = "/tmp/nb-kept-XXXXXX";
  close(mkstemp(path));
  close(mkstemp(kept_path));
  nb_user_glossary *g;
  assert_int_equal(nb_user_glossary_new(ctx, &g), NB_OK);
  assert_int_equal(nb_file_write(ctx, path, nb_str_of(terms)), NB_OK);
  assert_int_equal(nb_user_glossary_load(ctx, g, path), NB_OK);
  assert_int_equal(nb_file_write(ctx, kept_path, nb_str_of(kept)), NB_OK);
  assert_int_equal(nb_user_glossary_load_kept(ctx, g, kept_path), NB_OK);
  unlink(path);
  unlink(kept_path);
  return g;
}

static void entries(void **state) {
  (void)state;
  nb_user_glossary *g = glossary_of(
      "Tweede  Kamer\tlower house\narm\tpoor\tADJ\narm\tarm\tNOUN\narm\tlimb\nzaak\tcase\nzaak\tmatter\nRutte\tR.\n",
      "Rutte\n# for people\n\n\xE2\x80\x99s avonds\n");
  nb_user_term found;
  assert_true(nb_user_glossary_find(g, NB_STR("Tweede Kamer"), NB_POS_X, &found));
  assert_string_equal(found.english.ptr, "lower house");
  assert_int_equal(nb_user_glossary_longest(g, NB_STR("Tweede")), 2);
  assert_int_equal(nb_user_glossary_longest(g, NB_STR("tweede")), 0);
  static const struct {
    const char *nl;
    nb_pos pos;
    const char *en; /* NULL: none; "": kept */
  } cases[] = {
      {"arm", NB_POS_ADJ, "poor"},     {"arm", NB_POS_NOUN, "arm"},    {"arm", NB_POS_VERB, "limb"},
      {"zaak", NB_POS_NOUN, "matter"}, {"Rutte", NB_POS_PROPN, ""},    {"'s avonds", NB_POS_X, ""},
      {"rutte", NB_POS_X, NULL},       {"for people", NB_POS_X, NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    bool is = nb_user_glossary_find(g, nb_str_of(cases[i].nl), cases[i].pos, &found);
    assert_int_equal(is, cases[i].en != NULL);
    if (is) assert_true(nb_str_eq_c(found.english, cases[i].en) && found.keep == !*cases[i].en);
  }
  nb_user_glossary_free(g);
}

/* What a file that cannot be used is refused with: its line, and why. */
static void bad_files(void **state) {
  (void)state;
  static const struct {
    const char *text, *message;
  } bad[] = {{"a\tb\nc\n", ":2: no English"},
             {"\tx\n", ":1: no Dutch"},
             {"a\tb\tNOUNS\n", ":1: no part of speech 'NOUNS'"},
             {"# c\n\na\tb|c\n", ":3: '|' in the English"},
             {"a\xFF\tb\n", ":1: not UTF-8"},
             {"een twee drie vier vijf zes zeven acht negen\tb\n", ":1: more than 8 Dutch words"},
             {"a\tb\x01\n", ":1: a control character"},
             {"-\tb\n", ":1: no word in the Dutch"},
             {"<html></html>", ":1: XML, but neither TBX nor TMX"}};
  char path[] = "/tmp/nb-user-XXXXXX";
  close(mkstemp(path));
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    nb_user_glossary *g;
    assert_int_equal(nb_user_glossary_new(ctx, &g), NB_OK);
    assert_int_equal(nb_file_write(ctx, path, nb_str_of(bad[i].text)), NB_OK);
    assert_int_equal(nb_user_glossary_load(ctx, g, path), NB_DATA);
    assert_non_null(strstr(nb_error(ctx), bad[i].message));
    nb_user_glossary_free(g);
  }
  unlink(path);
}

/* "first-last Dutch -> English" of each match. */
static const char *matches(const nb_user_glossary *g, const char *dutch) {
  nb_user_match *m;
  size_t n;
  nb_str text = nb_str_of(dutch);
  assert_int_equal(nb_user_matches_in(ctx, arena, g, lexicon, tagger, text, &m, &n), NB_OK);
  nb_buf out;
  nb_buf_init(&out, 1 << 16);
  for (size_t i = 0; i < n; i++)
    nb_buf_printf(&out, "%s" NB_STR_FMT " -> " NB_STR_FMT, i ? "; " : "",
                  NB_STR_ARG(nb_str_sub(text, m[i].start, m[i].end)), NB_STR_ARG(m[i].english));
  const char *kept = nb_arena_cstr(arena, nb_buf_str(&out));
  nb_buf_free(&out);
  return kept;
}

typedef struct match_case {
  const char *nl, *found;
} match_case;

static void check_matches(const nb_user_glossary *g, const match_case *cases, size_t n) {
  for (size_t i = 0; i < n; i++) assert_string_equal(matches(g, cases[i].nl), cases[i].found);
}

static void forms(void **state) {
  (void)state;
  nb_user_glossary *g = glossary_of(
      "akkoord\tdeal\nakkoord van Parijs\tParis deal\nduurzaam\tgreen\nsluiten\tto shut down\nsociale huurwoning\t"
      "council flat\nHoge Raad\tSupreme Court\nPvdA/GroenLinks\tthe left\nvergeten\tforget\narm\tpoor\tADJ\n"
      "hersenen\tbrain\nplofhuisraam\twindow of blasts\nbubbelplek\tbubble spot\nfliepta\tflip\nminister van "
      "Defensie\tdefence secretary\nkort geding\tinterim proceedings\n\xE2\x80\x99s "
      "avonds\tat night\nbeleid\tpolicies\n",
      "poffertje\nDe Correspondent\n");
  static const match_case cases[] = {
      {"Het akkoord van Parijs en een akkoord.", "akkoord van Parijs -> Paris deal; akkoord -> deal"}, /* the longest */
      {"Akkoorden en duurzame plannen, nog duurzamer.", "Akkoorden -> deals; duurzame -> green; duurzamer -> greener"},
      {"Hij sloot de fabriek, die gesloten is.", "sloot -> shut down; gesloten -> shut down"},
      {"Zij sluit de fabriek; zij wil sluiten.", "sluit -> shuts down; sluiten -> shut down"},
      {"Sociale huurwoningen zijn schaars.", "Sociale huurwoningen -> council flats"},
      {"De Hoge Raad en de hoge raad.", "Hoge Raad -> Supreme Court"}, /* capitals count but at a start */
      {"De fractie van PvdA/GroenLinks stemt voor.", "PvdA/GroenLinks -> the left"},
      {"Hij heeft het vergeten.", "vergeten -> forgotten"},
      {"De arme man breekt zijn arm.", "arme -> poor"}, /* the noun is not meant */
      {"De hersenen van het kind.", "hersenen -> brain"},
      {"Dat gebeurt 's avonds.", "'s avonds -> at night"},
      {"Het beleid verandert.", "beleid -> policies"}, /* as it was given */
      {"De plofhuisramen en bubbelplekken.", "plofhuisramen -> windows of blasts; bubbelplekken -> bubble spots"},
      {"De ministers van Defensie.", "ministers van Defensie -> defence secretaries"},
      {"De kort gedingen.", "kort gedingen -> interim proceedings"},
      {"HOGE RAAD WIL AKKOORD", "HOGE RAAD -> Supreme Court; AKKOORD -> deal"},    /* a headline */
      {"De fliepta's en nog een fliepta.", "fliepta's -> flips; fliepta -> flip"}, /* no list has them */
      {"Poffertjes staan in De Correspondent.", "Poffertjes -> Poffertjes; De Correspondent -> De Correspondent"},
      {"", ""},
  };
  check_matches(g, cases, sizeof cases / sizeof *cases);
  nb_user_glossary_free(g);
}

static void compounds(void **state) {
  (void)state;
  nb_user_glossary *g =
      glossary_of("akkoord\tdeal\tNOUN\nhuurakkoord\trent pact\nwet\tact\nkamer\tchamber\nsluiten\tshut\n", "raad\n");
  static const match_case cases[] = {
      {"Het klimaatakkoord ligt er.", "klimaatakkoord -> climate deal"},
      {"De NAVO-akkoorden liggen er.", "NAVO-akkoorden -> NATO deals"},
      {"De huurwetten zijn er.", "huurwetten -> rent acts"},
      {"De huurakkoorden zijn er.", "huurakkoorden -> rent pacts"}, /* the longer term */
      {"Hij slaapt in de slaapkamer.", ""},                         /* a bedroom is no chamber of sleep */
      {"De gemeenteraad komt.", ""},                                /* only the whole word is kept */
      {"Mevrouw Donkerwet komt.", ""},
  };
  check_matches(g, cases, sizeof cases / sizeof *cases);
  nb_user_glossary_free(g);
}

static void separable_verbs(void **state) {
  (void)state;
  nb_user_glossary *g = glossary_of("opschroeven\tto ramp up\n", "");
  nb_str verb = NB_STR("opschroeven");
  assert_true(nb_str_eq_c(nb_user_verb(arena, g, lexicon, verb, NB_PAST | NB_FINITE), "ramped up"));
  assert_int_equal(nb_user_verb(arena, g, lexicon, NB_STR("opbellen"), NB_PAST).len, 0);
  assert_int_equal(nb_user_verb(arena, NULL, lexicon, verb, NB_PAST).len, 0);
  nb_user_glossary_free(g);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(entries),   cmocka_unit_test(bad_files),       cmocka_unit_test(forms),
      cmocka_unit_test(compounds), cmocka_unit_test(separable_verbs),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
