/* The glossary engine: whole sentences, each for one construction; user terms; hostile input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/utf8.h"
#include "translate/glossary/glossary.h"

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

static nb_translation translate(const nb_user_glossary *user, nb_str dutch) {
  nb_translator *engine;
  nb_translation out = {0};
  nb_segment segment = {dutch, false};
  assert_int_equal(nb_glossary_engine_new(ctx, lexicon, tagger, user, &engine), NB_OK);
  assert_int_equal(nb_translate(engine, ctx, arena, &segment, 1, &out), NB_OK);
  assert_string_equal(out.engine, "glossary");
  nb_translator_free(engine);
  return out;
}

static void constructions(void **state) {
  (void)state;
  static const struct {
    const char *nl, *en;
  } cases[] = {
      /* verb second with inversion */
      {"Gisteren bezocht de minister het ziekenhuis.", "Yesterday the minister visited the hospital."},
      {"Volgens de politie was de man ziek.", "According to the police the man was ill."},
      /* participles and infinitives to their auxiliary; perfect and passive */
      {"De politie heeft drie mannen aangehouden.", "The police have arrested three men."},
      {"De brug werd door de brand verwoest.", "The bridge was destroyed by the fire."},
      {"De oud-premier is overleden.", "The former prime minister has died."},
      {"De verdachte is vrijgelaten.", "The suspect has been released."},
      {"De kosten zouden kunnen stijgen.", "The costs could rise."},
      /* subordinate clauses */
      {"Zij zegt dat het kabinet de wet intrekt.", "She says that the cabinet withdraws the law."},
      {"De burgemeester vertrok omdat de raad hem niet steunde.",
       "The mayor left because the council did not support him."},
      /* om ... te */
      {"Hij kwam om het probleem op te lossen.", "He came to solve the problem."},
      /* separable verbs, idioms */
      {"Het museum behoort tot de oudste van Europa.", "The museum is among the oldest of Europe."},
      {"De man is veroordeeld tot vier jaar cel.", "The man has been sentenced to four years prison."},
      {"De rechter wees het verzoek af.", "The judge rejected the request."},
      {"De minister maakte een einde aan de regeling.", "The minister put an end to the arrangement."},
      {"Moskou is ervan overtuigd dat het plan werkt.", "Moscow is convinced that the plan works."},
      {"Van Heukelom profiteerde van de aarzeling.", "Van Heukelom benefited from the hesitation."},
      /* negation is never lost */
      {"De partij steunt het voorstel niet.", "The party does not support the proposal."},
      {"Het kabinet heeft geen plannen.", "The cabinet has no plans."},
      {"Het geld is niet gevonden.", "The money has not been found."},
      {"De minister weet niet precies waarom.", "The minister does not know exactly why."},
      {"De politie besloot de man niet te vervolgen.", "The police decided not to prosecute the man."},
      {"Niet iedereen kwam.", "Not everyone came."},
      {"De fietser raakte niet gewond.", "The cyclist was not injured."},
      {"Het plan kost niet alleen geld.", "The plan costs not only money."},
      {"Het niet verlengen van de vergunning kost geld.", "The not extending of the permit costs money."},
      /* numbers, money, times, days */
      {"De bouw kost 1,13 miljard euro.", "The construction costs 1.13 billion euros."},
      {"Er waren 12.500 bezoekers.", "There were 12,500 visitors."},
      {"De trein vertrok maandag om 17.30 uur.", "The train left on Monday at 17:30."},
      {"Een 11-jarige jongen raakte gewond.", "An 11-year-old boy was injured."},
      /* names, compounds, genitives */
      {"Peter Jansen vertrekt.", "Peter Jansen leaves."},
      {"Advocaat Jansen vertrekt.", "Lawyer Jansen leaves."},
      {"Rusland en Oekra\xC3\xAFne praten in Gen\xC3\xA8ve.", "Russia and Ukraine talk in Geneva."},
      {"De NAVO-troepen blijven in Nederland.", "The NATO troops remain in the Netherlands."},
      /* words that look like another part of speech */
      {"De prijs die boeren voor hun melk kregen, steeg.", "The price that farmers got for their milk rose."},
      {"Hij zegt dat boeren boos zijn.", "He says that farmers are angry."},
      {"De verdachte, een man uit Delft, ontkent.", "The suspect, a man from Delft, denies."},
      /* reported speech with inversion */
      {"'Wij gaan door', zei hij.", "'We continue', he said."},
  };
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nb_str en = translate(NULL, nb_str_of(cases[i].nl)).text;
    if (nb_str_eq_c(en, cases[i].en)) continue;
    print_error("%s\n  wanted %s\n  got    %.*s\n", cases[i].nl, cases[i].en, NB_STR_ARG(en));
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

/* What a hostile text repeats must cost no more than its length: with a scan of the rest for each of these, or a
 * recursion, the test takes minutes or crashes. */
static void repetition_costs_linear_time(void **state) {
  (void)state;
  static const char *const pieces[] = {"'\"", "a-", "hij is niet ", "en ", ", ", "zijn ", "is aan het werken "};
  for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
    nb_buf text;
    nb_buf_init(&text, 1 << 20);
    while (text.len < 100000) nb_buf_add_c(&text, pieces[i]);
    assert_true(translate(NULL, nb_buf_str(&text)).text.len > 0);
    nb_buf_free(&text);
  }
}

static void unknown_words_are_marked_and_named(void **state) {
  (void)state;
  nb_translation t = translate(NULL, NB_STR("De blorkxq zwijgt."));
  assert_non_null(strstr(t.text.ptr, "*blorkxq"));
  assert_int_equal(t.n_unknown, 1);
  assert_true(nb_str_eq_c(t.unknown[0], "blorkxq"));
  assert_non_null(strstr(t.explain.ptr, "blorkxq [NOUN] -> blorkxq (unknown)"));
  t = translate(NULL, NB_STR("In Xqwzdorp zwijgt men."));
  assert_int_equal(t.n_unknown, 0); /* a name is copied */
  assert_non_null(strstr(t.text.ptr, "Xqwzdorp"));
}

static void user_terms_win(void **state) {
  (void)state;
  char path[] = "/tmp/nb-terms-XXXXXX";
  close(mkstemp(path));
  nb_str terms = NB_STR(
      "Tweede Kamer\tLower House\nregeling\tscheme\nburgemeester\tlord mayor\nstaking\tindustrial action\tNOUN\n"
      "opschroeven\tramp up\neinde\tfinish\nWillem\tBill\nakkoord\tdeal\n");
  assert_int_equal(nb_file_write(ctx, path, terms), NB_OK);
  nb_user_glossary *user;
  assert_int_equal(nb_user_glossary_new(ctx, &user), NB_OK);
  assert_int_equal(nb_user_glossary_load(ctx, user, path), NB_OK);
  assert_string_equal(translate(user, NB_STR("De Tweede Kamer wil de regeling.")).text.ptr,
                      "The Lower House wants the scheme.");
  assert_string_equal(translate(user, NB_STR("Burgemeesters praten.")).text.ptr, "Lord mayors talk.");
  /* a verb in two pieces; a word of an idiom and of a name; the head of a compound */
  assert_string_equal(translate(user, NB_STR("Het bedrijf schroefde de productie op.")).text.ptr,
                      "The company ramped up the production.");
  assert_non_null(strstr(translate(user, NB_STR("De premier maakt een einde aan de staking.")).text.ptr, "finish"));
  assert_non_null(strstr(translate(user, NB_STR("Ik zie prins Willem van Oranje.")).text.ptr, "Bill"));
  assert_string_equal(translate(user, NB_STR("Het huurakkoord is er.")).text.ptr, "The rent deal is there.");
  nb_user_glossary_free(user);
  unlink(path);
}

static void marks_and_quotes_survive(void **state) {
  (void)state;
  assert_string_equal(translate(NULL, NB_STR("Kort | De premier (55) komt: \"Ja!\"")).text.ptr,
                      "Short | The prime minister (55) comes: \"Yes!\"");
}

/* Any bytes give a result; the digits of the Dutch are all in the English. */
static void hostile_input(void **state) {
  (void)state;
  static const char *const texts[] = {"",
                                      " ",
                                      "\"\"\"'''",
                                      "te te te te te te",
                                      "die dat die dat om te om te",
                                      "\xFF\xFE\x80",
                                      "om",
                                      "en en en, en of of",
                                      "((((((",
                                      "a\tb\nc",
                                      "niet",
                                      "zich zich zich",
                                      "12 uur 13 uur 14 uur"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) translate(NULL, nb_str_of(texts[i]));
  nb_buf long_text;
  nb_buf_init(&long_text, 1 << 20);
  for (int i = 0; i < 5000; i++) nb_buf_printf(&long_text, "van de man %d die ", i);
  nb_translation t = translate(NULL, nb_buf_str(&long_text));
  for (int i = 0; i < 5000; i += 499) {
    nb_str number = nb_arena_printf(arena, "%d", i);
    assert_true(nb_str_find(t.text, number, 0) != NB_NOT_FOUND);
  }
  nb_buf_free(&long_text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(constructions),
      cmocka_unit_test(repetition_costs_linear_time),
      cmocka_unit_test(unknown_words_are_marked_and_named),
      cmocka_unit_test(user_terms_win),
      cmocka_unit_test(marks_and_quotes_survive),
      cmocka_unit_test(hostile_input),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
