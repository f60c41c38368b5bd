/* brief/pronouns: which pronouns become names, and which stay. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "brief/pronouns.h"

static nb_context *ctx;
static nb_splitter *splitter;
static nb_lexicon *lexicon;
static nb_tagger *tagger;
static nb_analyser *analyser;

static int set_up(void **state) {
  (void)state;
  ctx = nb_context_new();
  return !ctx || nb_splitter_new(ctx, &splitter) || nb_lexicon_open(ctx, &lexicon) ||
         nb_tagger_new(ctx, lexicon, &tagger) || nb_analyser_new(ctx, lexicon, tagger, &analyser);
}

static int tear_down(void **state) {
  (void)state;
  nb_analyser_free(analyser);
  nb_tagger_free(tagger);
  nb_lexicon_free(lexicon);
  nb_splitter_free(splitter);
  nb_context_free(ctx);
  return 0;
}

/* What the brief of the picked sentences ("02": the first and the third) gives to the translator for its last one. The
 * document is the caller's. */
static nb_brief_sentence last_of(const char *text, const char *picked, nb_document **document) {
  enum { MOST = 9 };
  nb_document *d = *document = nb_document_new();
  assert_non_null(d);
  d->text = nb_str_of(text);
  assert_non_null(nb_document_add(d, NB_PARAGRAPH, 0, d->text.len));
  nb_brief b = {.n_sentences = strlen(picked)};
  nb_analysis analysis;
  assert_int_equal(nb_sentences_of(ctx, splitter, NULL, d, &b.all), NB_OK);
  assert_int_equal(nb_analyse(ctx, analyser, d->arena, &b.all, &analysis), NB_OK);
  nb_brief_sentence sentences[MOST] = {{.index = 0}};
  b.sentences = sentences;
  for (size_t i = 0; i < b.n_sentences; i++) {
    size_t index = (size_t)(picked[i] - '0');
    assert_true(i < MOST && index < b.all.n);
    sentences[i] = (nb_brief_sentence){.index = index};
    sentences[i].nl = sentences[i].meant = b.all.items[index].text;
  }
  assert_int_equal(nb_name_pronouns(ctx, d->arena, &analysis, &b), NB_OK);
  return sentences[b.n_sentences - 1];
}

typedef struct example {
  const char *text, *picked, *meant; /* NULL: as it stands */
} example;

static void check(const example *e, size_t n) {
  for (size_t i = 0; i < n; i++) {
    nb_document *d;
    nb_brief_sentence s = last_of(e[i].text, e[i].picked, &d);
    nb_str wanted = e[i].meant ? nb_str_of(e[i].meant) : s.nl;
    if (!nb_str_eq(s.meant, wanted)) fail_msg("%s: got " NB_STR_FMT, e[i].text, NB_STR_ARG(s.meant));
    assert_int_equal(s.n_resolved, e[i].meant ? 1 : 0);
    nb_document_free(d);
  }
}
#define CHECK(examples) check(examples, sizeof(examples) / sizeof *(examples))

/* ---- tests ---- */

static void names_who_was_left_out(void **state) {
  (void)state;
  static const example examples[] = {
      {"De haven is dicht. President Oleg Sidorov bezocht de stad. Hij sprak met de vissers.", "02",
       "Oleg Sidorov sprak met de vissers."},
      {"De haven is dicht. President Oleg Sidorov kwam dinsdag. Sidorov bezocht de stad. Volgende week reist hij naar "
       "Parijs.",
       "03", "Volgende week reist Sidorov naar Parijs."},
      {"De brug is open. Burgemeester Karin de Wit reed als eerste. Zij noemde de brug een feest.", "02",
       "Karin de Wit noemde de brug een feest."},
      {"De brug is open. Minister Thijs van Rossum kwam. Van Rossum bedankte de bouwers. Hij bleef een uur.", "03",
       "Van Rossum bleef een uur."},
      {"De haven is dicht. Oleg Sidorov bezocht de stad. In zijn toespraak zei hij dat hij moe is.", "02",
       "In zijn toespraak zei Oleg Sidorov dat hij moe is."},
      {"De haven is dicht. President Oleg Sidorov bezocht de stad. \"De tijd is op\", zei hij.", "02",
       "\"De tijd is op\", zei Oleg Sidorov."},
  };
  CHECK(examples);
}

static void stays_where_the_reader_knows(void **state) {
  (void)state;
  static const example examples[] = {
      {"President Oleg Sidorov bezocht de stad. Hij sprak met de vissers.", "01", NULL},
      {"President Oleg Sidorov bezocht de stad. Hij sprak met de vissers. Hij at een haring.", "012", NULL},
      {"President Oleg Sidorov kwam. Sidorov bezocht de stad. Hij sprak met de vissers.", "02", NULL},
      {"President Oleg Sidorov kwam. Sidorov ziet de stad en hij zwaait.", "1", NULL},
  };
  CHECK(examples);
}

/* The sentence before names him, but another man as well, and what told them apart was left out. */
static void names_one_of_two(void **state) {
  (void)state;
  static const example examples[] = {
      {"Oleg Sidorov sprak met Mark Bakker. Sidorov at een haring. Hij bleef een uur.", "02", "Sidorov bleef een uur."},
  };
  CHECK(examples);
}

static void doubt_leaves_it(void **state) {
  (void)state;
  static const example examples[] = {
      {"De haven is dicht. Oleg Sidorov en Mark Bakker kwamen dinsdag. Hij sprak met de vissers.", "02", NULL},
      {"De haven is dicht. President Oleg Sidorov bezocht de stad. \"Hij is moe\", zei een visser.", "02", NULL},
      {"De brug is open. Burgemeester Karin de Wit kwam. Ze reden over de brug.", "02", NULL},
      {"De haven is dicht. President Oleg Sidorov kwam. De robot zei dat hij moe is.", "02", NULL},
      {"De haven is dicht. President Oleg Sidorov kwam. Wie valt, weet dat hij moet opstaan.", "02", NULL},
      {"De haven is dicht. President Oleg Sidorov kwam. Volgens hem is hij gezond.", "02", NULL},
      {"De haven is dicht. De president kwam dinsdag. Hij sprak met de vissers.", "02", NULL},
      {"De haven is dicht. President Oleg Sidorov kwam. Zijn auto stond stil.", "02", NULL},
  };
  CHECK(examples);
}

static void places_are_code_points(void **state) {
  (void)state;
  nb_document *d;
  nb_brief_sentence s = last_of(
      "De haven is dicht. President Oleg Sidorov bezocht de stad. In een caf\xC3\xA9 in Itali\xC3\xAB at hij een haring.",
      "02", &d);
  assert_int_equal(s.n_resolved, 1);
  assert_true(nb_str_eq_c(s.resolved->pronoun, "hij") && nb_str_eq_c(s.resolved->name, "Oleg Sidorov"));
  assert_true(s.resolved->start == 25 && s.resolved->end == 28);
  assert_true(nb_str_eq_c(s.nl, "In een caf\xC3\xA9 in Itali\xC3\xAB at hij een haring."));
  nb_document_free(d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_who_was_left_out), cmocka_unit_test(stays_where_the_reader_knows),
      cmocka_unit_test(names_one_of_two),       cmocka_unit_test(doubt_leaves_it),
      cmocka_unit_test(places_are_code_points),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
