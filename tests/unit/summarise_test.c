/* summarise/: scores, selection and the file of weights. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "analysed.h"
#include "base/file.h"
#include "summarise/score.h"

static const char article[] =
    "# Sluis Terneuzen dicht na aanvaring\n"
    "Rijkswaterstaat heeft de sluis in Terneuzen zaterdag gesloten na een aanvaring met een Duits vrachtschip. Het "
    "schip raakte een "
    "sluisdeur en maakte water. De schipper bleef ongedeerd.\n"
    "# Wachten\n"
    "Zeventig schepen wachten in de Westerschelde op hun beurt. Hoe lang gaat dat duren? Volgens minister Karin "
    "Holleman van "
    "Infrastructuur begint de reparatie maandag.\n"
    "> \"Ik schrok van de klap\", zegt sluiswachter Piet Verbeke.\n"
    "De haven van Gent verwacht schade. Rijkswaterstaat heeft de sluis in Terneuzen na een aanvaring met een Duits "
    "vrachtschip gesloten. "
    "Ondernemers eisen een tweede sluis.";

static nb_summary summary_of(const nb_stages *s, const nb_analysed *a, nb_budget budget, bool position) {
  nb_summary summary;
  nb_str title = NB_STR("Sluis dicht na aanvaring in Terneuzen");
  if (nb_summarise(s->ctx, s->summariser, a->document->arena, &a->analysis, title, budget, position, &summary))
    fail_msg("%s", nb_error(s->ctx));
  for (size_t i = 0; i < summary.n_picked; i++) {
    assert_true(summary.picked[i] < a->sentences.n);
    assert_int_not_equal(a->sentences.items[summary.picked[i]].kind, NB_HEADING);
    if (i) assert_true(summary.picked[i] > summary.picked[i - 1]);
  }
  for (size_t i = 0; i < a->sentences.n; i++) {
    const nb_score *o = &summary.scores[i];
    double sum = 0;
    for (int p = 0; p < NB_SCORE_PARTS; p++) sum += o->part[p];
    assert_true(fabs(sum - o->total) < 1e-9);
  }
  return summary;
}

static size_t words_in(const nb_analysed *a, const nb_summary *summary) {
  size_t n = 0;
  for (size_t i = 0; i < summary->n_picked; i++) {
    const nb_sentence *s = &a->sentences.items[summary->picked[i]];
    for (size_t k = 0; k < s->n_tokens; k++) n += s->tokens[k].kind != NB_PUNCT;
  }
  return n;
}

static size_t sentence_with(const nb_analysed *a, const char *text) {
  for (size_t i = 0; i < a->sentences.n; i++)
    if (nb_str_find(a->sentences.items[i].text, nb_str_of(text), 0) != NB_NOT_FOUND) return i;
  fail_msg("no sentence with %s", text);
  return 0;
}

static bool picked(const nb_summary *summary, size_t sentence) {
  for (size_t i = 0; i < summary->n_picked; i++)
    if (summary->picked[i] == sentence) return true;
  return false;
}

static void budgets(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(article));
  assert_int_equal(a->sentences.n, 12); /* two of them headings */
  assert_int_equal(summary_of(*state, a, (nb_budget){0}, true).n_picked, 5);
  assert_int_equal(summary_of(*state, a, (nb_budget){.sentences = 1}, true).n_picked, 1);
  assert_int_equal(summary_of(*state, a, (nb_budget){.sentences = 3}, true).n_picked, 3);
  assert_int_equal(summary_of(*state, a, (nb_budget){.share = 0.2}, true).n_picked, 2);
  assert_int_equal(summary_of(*state, a, (nb_budget){.share = 0.001}, true).n_picked, 1);
  assert_int_equal(summary_of(*state, a, (nb_budget){.sentences = 3, .share = 0.2}, true).n_picked, 2);
  assert_int_equal(summary_of(*state, a, (nb_budget){.sentences = 2, .share = 1}, true).n_picked, 2);
  nb_document_free(a->document);
}

static void words(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(article));
  for (size_t words = 20; words <= 80; words += 15) {
    nb_summary summary = summary_of(*state, a, (nb_budget){.words = words}, true);
    assert_true(summary.n_picked >= 1 && words_in(a, &summary) <= words);
  }
  nb_summary one = summary_of(*state, a, (nb_budget){.words = 1}, true); /* one sentence is always there */
  assert_int_equal(one.n_picked, 1);
  assert_int_equal(summary_of(*state, a, (nb_budget){.sentences = 1, .words = 80}, true).n_picked, 1);
  nb_document_free(a->document);
}

static void no_repeats(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(article));
  nb_summary all = summary_of(*state, a, (nb_budget){.share = 1}, true);
  size_t first = sentence_with(a, "zaterdag gesloten"), again = sentence_with(a, "vrachtschip gesloten");
  assert_true(picked(&all, first));
  assert_false(picked(&all, again));
  assert_int_equal(all.n_picked, 9);
  nb_document_free(a->document);
}

static void position_counts(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(article));
  nb_summary with = summary_of(*state, a, (nb_budget){.sentences = 1}, true);
  nb_summary without = summary_of(*state, a, (nb_budget){.sentences = 1}, false);
  size_t first = sentence_with(a, "zaterdag gesloten");
  assert_int_equal(with.picked[0], first);
  double before = INFINITY;
  for (size_t i = 0; i < a->sentences.n; i++) {
    assert_true(without.scores[i].part[NB_SCORE_POSITION] == 0);
    if (a->sentences.items[i].kind == NB_HEADING) continue;
    double position = with.scores[i].part[NB_SCORE_POSITION];
    assert_true(position >= 0 && position < before);
    before = position;
  }
  nb_document_free(a->document);
}

static void penalties(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR("De gemeente bouwt een brug.\n"
                                                   "Bouwt de gemeente een brug?\n"
                                                   "> De gemeente bouwt een brug.\n"
                                                   "\"Wij bouwen een brug\", zegt de wethouder.\n"
                                                   "Maar de gemeente bouwt een brug.\n"
                                                   "De brug van de gemeente."));
  nb_summary summary = summary_of(*state, a, (nb_budget){.sentences = 2}, false);
  assert_int_equal(a->sentences.n, 6);
  static const nb_score_part penalty[] = {NB_SCORE_QUESTION, NB_SCORE_PULL_QUOTE, NB_SCORE_QUOTATION, NB_SCORE_DANGLING,
                                          NB_SCORE_NO_VERB};
  for (size_t i = 0; i < a->sentences.n; i++)
    for (size_t k = 0; k < 5; k++)
      if ((summary.scores[i].part[penalty[k]] < 0) != (i == k + 1))
        fail_msg("sentence %zu and %s", i, nb_score_part_name(penalty[k]));
  assert_true(summary.scores[3].part[NB_SCORE_FIRST_PERSON] < 0);
  nb_document_free(a->document);
}

static void title_and_length(void **state) {
  nb_analysed *a =
      nb_analysed_text(*state, NB_STR("De sluis in Terneuzen bleef zaterdag na de aanvaring de hele dag dicht.\n"
                                      "De bakker om de hoek verkocht zaterdag de hele dag warme broodjes.\n"
                                      "Het stormt."));
  nb_summary summary = summary_of(*state, a, (nb_budget){0}, false);
  assert_true(summary.scores[0].part[NB_SCORE_TITLE] > summary.scores[1].part[NB_SCORE_TITLE]);
  assert_true(summary.scores[1].part[NB_SCORE_TITLE] == 0);
  assert_true(summary.scores[2].part[NB_SCORE_LENGTH] < summary.scores[0].part[NB_SCORE_LENGTH]);
  nb_document_free(a->document);
}

/* "Dat ..." may follow the sentence that it leans on, and words that are said already count no more. */
static void beside_what_is_chosen(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR("De gemeente Almelo sluit maandag de brug over het kanaal.\n"
                                                   "Daarmee wil de gemeente de schippers ruimte geven.\n"
                                                   "De schippers wachten al jaren op een hogere brug.\n"
                                                   "Toch blijft de bakker open."));
  nb_summary all = summary_of(*state, a, (nb_budget){.share = 1}, true);
  assert_int_equal(all.n_picked, 4);
  double with = all.scores[1].part[NB_SCORE_CHOSEN], dangling = all.scores[1].part[NB_SCORE_DANGLING];
  nb_summary without = summary_of(*state, a, (nb_budget){.share = 1}, false);
  assert_true(dangling < 0 && all.scores[3].part[NB_SCORE_DANGLING] < 0);
  assert_true(with <= -dangling && all.scores[0].part[NB_SCORE_CHOSEN] == 0);
  assert_true(without.scores[1].part[NB_SCORE_CHOSEN] < 0 || without.scores[2].part[NB_SCORE_CHOSEN] < 0);
  nb_document_free(a->document);
}

/* Actors and events are Dutch: in another language nothing is made of them. */
static void another_language(void **state) {
  static const nb_score_part dutch[] = {NB_SCORE_ACTORS, NB_SCORE_EVENTS, NB_SCORE_DEEDS, NB_SCORE_DATES,
                                        NB_SCORE_NO_VERB};
  nb_buf text;
  nb_buf_init(&text, 1 << 12);
  for (int i = 0; i < 5; i++)
    nb_buf_printf(&text, "Rotterdam harbour authorities closed the main bridge %d after a collision on Monday.\n", i);
  nb_analysed *a = nb_analysed_text(*state, nb_buf_str(&text));
  nb_summary summary = summary_of(*state, a, (nb_budget){0}, true);
  assert_true(a->analysis.n_actors > 0);
  for (size_t i = 0; i < a->sentences.n; i++) {
    for (size_t k = 0; k < 5; k++) assert_true(summary.scores[i].part[dutch[k]] == 0);
    assert_true(summary.scores[i].part[NB_SCORE_TOPIC] > 0);
  }
  nb_document_free(a->document);
  nb_buf_free(&text);
  a = nb_analysed_text(*state, NB_STR(article));
  assert_true(summary_of(*state, a, (nb_budget){0}, true).scores[1].part[NB_SCORE_EVENTS] > 0);
  nb_document_free(a->document);
}

static void only_headings(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR("# Sluis dicht\n# Haven open"));
  assert_int_equal(a->sentences.n, 2);
  assert_int_equal(summary_of(*state, a, (nb_budget){0}, true).n_picked, 0);
  assert_int_equal(summary_of(*state, a, (nb_budget){.words = 10}, true).n_picked, 0);
  nb_document_free(a->document);
}

static void nothing(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(""));
  assert_int_equal(summary_of(*state, a, (nb_budget){0}, true).n_picked, 0);
  assert_int_equal(summary_of(*state, a, (nb_budget){.share = 1}, true).n_picked, 0);
  nb_document_free(a->document);
}

static void long_document(void **state) {
  static const char *const subjects[] = {"De burgemeester", "Een visser", "Minister Jansen", "Het waterschap",
                                         "Karin Holleman"};
  static const char *const verbs[] = {"opent", "bezoekt", "verkoopt", "sluit", "bekijkt", "schildert", "verplaatst"};
  enum { SENTENCES = 3000 };
  nb_buf text;
  nb_buf_init(&text, 1 << 20);
  for (unsigned i = 0; i < SENTENCES; i++)
    nb_buf_printf(&text, "%s %s op dag %u de brug van dorp %u.\n", subjects[i % 5], verbs[i % 7], i, i * 7919U % 10007);
  nb_analysed *a = nb_analysed_text(*state, nb_buf_str(&text));
  assert_int_equal(a->sentences.n, SENTENCES);
  assert_int_equal(summary_of(*state, a, (nb_budget){.sentences = 20}, true).n_picked, 20);
  nb_summary all = summary_of(*state, a, (nb_budget){.share = 1}, true);
  assert_true(all.n_picked > 20 && all.n_picked <= 2000);
  nb_document_free(a->document);
  nb_buf_free(&text);
}

static void overlap(void **state) {
  (void)state;
  unsigned x[] = {1, 3, 5, 7}, y[] = {3, 7, 9};
  assert_true(fabs(nb_overlap((nb_words){x, 4}, (nb_words){y, 3}) - 2.0 / 3) < 1e-12);
  assert_true(nb_overlap((nb_words){x, 4}, (nb_words){x, 4}) == 1);
  assert_true(nb_overlap((nb_words){x, 4}, (nb_words){NULL, 0}) == 0);
}

/* Opens a weights file of its own; `named`: what the message has, NULL: it opens. The caller frees. */
static nb_summariser *opened(const char *table, const char *named) {
  char folder[] = "/tmp/nb-weights-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/weights.tsv", folder);
  nb_context *ctx = nb_context_new();
  nb_summariser *summariser = NULL;
  assert_int_equal(nb_file_write(ctx, path, nb_str_of(table)), NB_OK);
  assert_int_equal(nb_context_set_data_dir(ctx, folder), NB_OK);
  assert_int_equal(nb_summariser_new(ctx, &summariser), named ? NB_DATA : NB_OK);
  if (named && !strstr(nb_error(ctx), named)) fail_msg("wanted %s in: %s", named, nb_error(ctx));
  nb_context_free(ctx);
  unlink(path);
  rmdir(folder);
  return summariser;
}

static void weights_file(void **state) {
  (void)state;
  nb_summariser *s = opened("# comment\nno-verb\t1.5\t2\n\nactors\t-0.25\t0\n", NULL);
  assert_true(s->weights[1][NB_SCORE_NO_VERB] == 1.5 && s->weights[0][NB_SCORE_NO_VERB] == 2);
  assert_true(s->weights[1][NB_SCORE_ACTORS] == -0.25 && s->weights[0][NB_SCORE_ACTORS] == 0);
  nb_summariser_free(s);
  opened("actors\t1\t1\nactors\t1\tmuch\n", "weights.tsv:2:");
  opened("actors\tmuch\t1\n", "weights.tsv:1:");
  opened("actors\t1\t\n", "weights.tsv:1:");
  opened("# comment\nwaffles\t2\t2\n", "weights.tsv:2:");
  opened("actors\n", "weights.tsv:1:");
  opened("actors\t1\n", "weights.tsv:1:");
  opened("actors\t1\t2\t3\n", "weights.tsv:1:");
  opened("actors\t1x\t1\n", "weights.tsv:1:");
  opened("actors\tnan\t1\n", "weights.tsv:1:");
  opened("actors\t1e999\t1\n", "weights.tsv:1:");
  opened("actors\t1000000000000000000000000000000000000000\t1\n", "weights.tsv:1:");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(budgets),
      cmocka_unit_test(words),
      cmocka_unit_test(no_repeats),
      cmocka_unit_test(position_counts),
      cmocka_unit_test(penalties),
      cmocka_unit_test(title_and_length),
      cmocka_unit_test(beside_what_is_chosen),
      cmocka_unit_test(another_language),
      cmocka_unit_test(only_headings),
      cmocka_unit_test(nothing),
      cmocka_unit_test(long_document),
      cmocka_unit_test(overlap),
      cmocka_unit_test(weights_file),
  };
  return cmocka_run_group_tests(tests, nb_stages_open, nb_stages_close);
}
