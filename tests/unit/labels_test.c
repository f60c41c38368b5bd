/* analyse/labels: names and events that the models see. Wanted are the names in order, then the events. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "analysed.h"

static const char *const names[] = {"", "PER", "ORG", "LOC", "DEM", "ROL", "GRP", "real", "said", "irreal"};

static nb_str described(nb_arena *arena, const nb_sentence *s, const nb_labels *labels) {
  nb_str text = NB_STR("");
  for (size_t i = 0; i < labels->n_names + labels->n_events; i++) {
    const nb_sighting *at = i < labels->n_names ? &labels->names[i] : &labels->events[i - labels->n_names];
    nb_str words = nb_str_sub(s->text, s->tokens[at->first].start, s->tokens[at->last].end);
    text = nb_arena_printf(arena, NB_STR_FMT "%s%s " NB_STR_FMT, NB_STR_ARG(text), i ? ", " : "", names[at->label],
                           NB_STR_ARG(words));
  }
  return text;
}

static void check(const nb_stages *stages, const char *sentence, const char *wanted) {
  nb_analysed *a = nb_analysed_text(stages, nb_str_of(sentence));
  assert_int_equal(a->sentences.n, 1);
  nb_str found = described(a->document->arena, &a->sentences.items[0], &a->analysis.labels[0]);
  if (!nb_str_eq_c(found, wanted)) fail_msg("%s: " NB_STR_FMT, sentence, NB_STR_ARG(found));
  nb_document_free(a->document);
}

static void names_of_all_kinds(void **state) {
  check(*state, "Burgemeester Femke de Wit opende gisteren de brug in Zutphen.",
        "ROL Burgemeester, PER Femke de Wit, LOC Zutphen, real opende");
  check(*state, "De Belgische regering en Unilever hielpen de boeren.",
        "DEM Belgische, GRP regering, ORG Unilever, GRP boeren, real hielpen");
}

static void whether_it_happened(void **state) {
  check(*state, "De politie heeft de dief aangehouden.", "GRP politie, ROL dief, real aangehouden");
  check(*state, "De politie zal de dief morgen aanhouden.", "GRP politie, ROL dief, irreal aanhouden");
  check(*state, "\"Dat is mooi\", zegt minister Jansen.", "ROL minister, PER Jansen, said zegt");
}

/* Names do not overlap, all lie within the sentence, and nb_sighting_at finds each. */
static void sightings(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR("Jan Jansen en Piet Pietersen van Ajax wonnen in Rome de beker ."));
  const nb_labels *l = &a->analysis.labels[0];
  assert_true(l->n_names >= 3);
  for (size_t i = 0; i < l->n_names; i++) {
    const nb_sighting *s = &l->names[i];
    assert_true(s->first <= s->last && s->last < a->sentences.items[0].n_tokens);
    assert_true(i == 0 || l->names[i - 1].last < s->first);
    assert_ptr_equal(nb_sighting_at(l->names, l->n_names, s->first), s);
    assert_true(s->margin > 0);
  }
  assert_null(nb_sighting_at(l->names, l->n_names, 2));
  nb_document_free(a->document);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(names_of_all_kinds), cmocka_unit_test(whether_it_happened),
                                     cmocka_unit_test(sightings)};
  return cmocka_run_group_tests(tests, nb_stages_open, nb_stages_close);
}
