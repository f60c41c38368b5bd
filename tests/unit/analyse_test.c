/* analyse/: actors and events in short articles written for these tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analysed.h"

static const char article[] =
    "De Russische president Vladimir Poetin is dinsdag aangekomen in Den Haag. Wendy Sherman, de Amerikaanse "
    "onderminister van "
    "Buitenlandse Zaken, ontving hem in de haven. De president wil vrijdag naar Brussel reizen. Poetin zei dat hij de "
    "dijken niet heeft "
    "bezocht.\n"
    "VVD-leider Thijs van Rossum noemt het bezoek een vergissing. Van Rossum zou maandag een brief aan het kabinet "
    "hebben gestuurd. De "
    "inwoners van Rotterdam hebben geen bericht ontvangen. De gemeente probeert de haven op 3 maart 2021 te openen.\n"
    "Volgens Van Rossum moet de brug worden gesloten. De politie heeft zaterdag twee mannen aangehouden in Zwolle. De "
    "staking van de "
    "vuilnisophalers eindigde vorige week.";

static const nb_actor *actor(const nb_analysed *a, const char *nl) {
  for (size_t i = 0; i < a->analysis.n_actors; i++)
    if (nb_str_eq_c(a->analysis.actors[i].nl, nl)) return &a->analysis.actors[i];
  fail_msg("no actor %s", nl);
  return NULL;
}

static nb_str mention_text(const nb_analysed *a, const nb_mention *m) {
  return nb_str_sub(a->sentences.items[m->sentence].text, m->start, m->end);
}

/* The event of a word, the first where there are several. */
static const nb_event *event(const nb_analysed *a, const char *nl) {
  for (size_t i = 0; i < a->analysis.n_events; i++)
    if (nb_str_eq_c(a->analysis.events[i].nl, nl)) return &a->analysis.events[i];
  fail_msg("no event %s", nl);
  return NULL;
}

static bool has_event(const nb_analysed *a, const char *nl) {
  for (size_t i = 0; i < a->analysis.n_events; i++)
    if (nb_str_eq_c(a->analysis.events[i].nl, nl)) return true;
  return false;
}

static void assert_str(nb_str got, const char *wanted) {
  if (!nb_str_eq_c(got, wanted)) fail_msg("wanted \"%s\", got \"" NB_STR_FMT "\"", wanted, NB_STR_ARG(got));
}

static void check_actor(const nb_analysed *a, const char *nl, nb_actor_kind kind, const char *en, const char *role_nl,
                        const char *role_en) {
  const nb_actor *found = actor(a, nl);
  if (found->kind != kind) fail_msg("%s is a %s", nl, nb_actor_kind_name(found->kind));
  assert_str(found->en, en);
  assert_str(found->role_nl, role_nl);
  assert_str(found->role_en, role_en);
}

/* The mentions of an actor as "sentence:text, ...". */
static void check_mentions(const nb_analysed *a, const char *nl, const char *wanted) {
  const nb_actor *found = actor(a, nl);
  nb_str got = NB_STR("");
  for (size_t i = 0; i < found->n_mentions; i++)
    got = nb_arena_printf(a->document->arena, NB_STR_FMT "%s%zu:" NB_STR_FMT, NB_STR_ARG(got), i ? ", " : "",
                          found->mentions[i].sentence, NB_STR_ARG(mention_text(a, &found->mentions[i])));
  assert_str(got, wanted);
}

static void check_event(const nb_analysed *a, const char *nl, nb_event_kind kind, nb_event_status status,
                        const char *lemma) {
  const nb_event *e = event(a, nl);
  if (e->kind != kind || e->status != status)
    fail_msg("%s is a %s, %s", nl, nb_event_kind_name(e->kind), nb_event_status_name(e->status));
  assert_str(e->lemma, lemma);
}

static void actors_and_roles(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(article));
  check_actor(a, "Vladimir Poetin", NB_PERSON, "Vladimir Putin", "Russische president", "Russian president");
  check_actor(a, "Wendy Sherman", NB_PERSON, "Wendy Sherman", "Amerikaanse onderminister van Buitenlandse Zaken",
              "American deputy minister of Foreign Affairs");
  check_actor(a, "Thijs van Rossum", NB_PERSON, "Thijs van Rossum", "VVD-leider", "VVD leader");
  check_actor(a, "Den Haag", NB_PLACE, "The Hague", "", "");
  check_actor(a, "Brussel", NB_PLACE, "Brussels", "", "");
  check_actor(a, "inwoners", NB_GROUP, "residents", "", "");
  check_actor(a, "politie", NB_GROUP, "police", "", "");
  assert_ptr_equal(actor(a, "Vladimir Poetin"), &a->analysis.actors[0]); /* the most important first */
  nb_document_free(a->document);
}

static void chains(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(article));
  check_mentions(a, "Vladimir Poetin", "0:Vladimir Poetin, 2:president, 3:Poetin");
  check_mentions(a, "Thijs van Rossum", "4:Thijs van Rossum, 5:Van Rossum, 8:Van Rossum");
  check_mentions(a, "Wendy Sherman", "1:Wendy Sherman");
  nb_document_free(a->document);
}

/* A headline has the surname alone, the full name comes behind it; namesakes stay apart. */
static void short_name_first(void **state) {
  nb_analysed *a =
      nb_analysed_text(*state, NB_STR("# Terpstra weg bij omroep\n"
                                      "Wethouder Ernst Terpstra vertrekt in mei. Terpstra heeft een andere baan.\n"
                                      "Volgens minister Anna de Vries en burgemeester Jan de Vries is dat jammer."));
  check_mentions(a, "Ernst Terpstra", "0:Terpstra, 1:Ernst Terpstra, 2:Terpstra");
  check_actor(a, "Ernst Terpstra", NB_PERSON, "Ernst Terpstra", "Wethouder", "alderman");
  check_mentions(a, "Anna de Vries", "3:Anna de Vries");
  check_mentions(a, "Jan de Vries", "3:Jan de Vries");
  nb_document_free(a->document);
}

static void roles_alone(void **state) {
  nb_analysed *a = nb_analysed_text(
      *state,
      NB_STR("De burgemeester van Utrecht opent de brug. Een oud-minister kwam kijken. De burgemeester zwaaide."));
  check_mentions(a, "burgemeester van Utrecht", "0:burgemeester van Utrecht, 2:burgemeester");
  check_actor(a, "burgemeester van Utrecht", NB_ROLE, "mayor of Utrecht", "", "");
  check_actor(a, "oud-minister", NB_ROLE, "former minister", "", "");
  nb_document_free(a->document);
}

static void kinds_of_unknown_names(void **state) {
  nb_analysed *a = nb_analysed_text(
      *state,
      NB_STR(
          "De Stichting Vrzkonja bouwt een school in Blorfdam. Directeur Zebedeus Krankjorum is blij. "
          "ZQXW betaalt. In Groninghuizen woont Krankjorum al jaren. Volgens BlorfWerk kost de Vrzkonja-school veel."));
  assert_int_equal(actor(a, "Stichting Vrzkonja")->kind, NB_ORGANISATION);
  assert_int_equal(actor(a, "Blorfdam")->kind, NB_PLACE);
  assert_int_equal(actor(a, "Zebedeus Krankjorum")->kind, NB_PERSON);
  assert_int_equal(actor(a, "ZQXW")->kind, NB_ORGANISATION);
  assert_int_equal(actor(a, "Groninghuizen")->kind, NB_PLACE);
  assert_int_equal(actor(a, "BlorfWerk")->kind, NB_ORGANISATION);
  for (size_t i = 0; i < a->analysis.n_actors; i++)
    assert_true(a->analysis.actors[i].kind == NB_GROUP || !nb_str_eq_c(a->analysis.actors[i].nl, "Vrzkonja-school"));
  check_mentions(a, "Zebedeus Krankjorum", "1:Zebedeus Krankjorum, 3:Krankjorum");
  nb_document_free(a->document);
}

static void dateline(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR("DEN HAAG - De raad vergadert. Later spreekt Den Haag weer."));
  assert_int_equal(a->analysis.actors[0].kind, NB_PLACE);
  assert_str(a->analysis.actors[0].en, "The Hague");
  nb_document_free(a->document);
}

static void events_and_status(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(article));
  check_event(a, "aangekomen", NB_EVENT_PARTICIPLE, NB_HAPPENED, "aankomen");
  check_event(a, "ontving", NB_EVENT_VERB, NB_HAPPENED, "ontvangen");
  check_event(a, "reizen", NB_EVENT_VERB, NB_PLANNED, "reizen");
  check_event(a, "zei", NB_EVENT_SPEECH, NB_HAPPENED, "zeggen");
  check_event(a, "bezocht", NB_EVENT_PARTICIPLE, NB_DENIED, "bezoeken");
  check_event(a, "bezoek", NB_EVENT_NOUN, NB_HAPPENED, "bezoek");
  check_event(a, "gestuurd", NB_EVENT_PARTICIPLE, NB_REPORTED, "sturen");
  check_event(a, "ontvangen", NB_EVENT_PARTICIPLE, NB_DENIED, "ontvangen");
  check_event(a, "openen", NB_EVENT_VERB, NB_PLANNED, "openen");
  check_event(a, "gesloten", NB_EVENT_PARTICIPLE, NB_PLANNED, "sluiten");
  check_event(a, "staking", NB_EVENT_NOUN, NB_HAPPENED, "staking");
  assert_str(event(a, "aangekomen")->en, "arrived");
  static const char *const none[] = {"is", "wil", "heeft", "hebben", "worden", "moet"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_false(has_event(a, none[i]));
  nb_document_free(a->document);
}

static void time_and_place(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(article));
  static const struct {
    const char *event, *time, *place;
  } cases[] = {{"aangekomen", "dinsdag", "Den Haag"}, {"ontving", "", ""},
               {"reizen", "vrijdag", "Brussel"},      {"openen", "3 maart 2021", ""},
               {"eindigde", "vorige week", ""},       {"aangehouden", "zaterdag", "Zwolle"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_str(event(a, cases[i].event)->time, cases[i].time);
    assert_str(event(a, cases[i].event)->place, cases[i].place);
  }
  nb_document_free(a->document);
}

static void compounds_are_events(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR("De havenstaking is voorbij."));
  check_event(a, "havenstaking", NB_EVENT_NOUN, NB_HAPPENED, "havenstaking");
  nb_document_free(a->document);
}

/* What holds of any text: mentions are their tokens, chains and events stand in the text's order. */
static void order_and_offsets(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(article));
  assert_true(a->analysis.n_actors > 8 && a->analysis.n_events > 8);
  for (size_t i = 0; i < a->analysis.n_actors; i++) {
    const nb_actor *x = &a->analysis.actors[i];
    for (size_t k = 0; k < x->n_mentions; k++) {
      const nb_mention *m = &x->mentions[k];
      const nb_sentence *s = &a->sentences.items[m->sentence];
      assert_int_equal(m->start, s->tokens[m->first].start);
      assert_int_equal(m->end, s->tokens[m->last].end);
      if (k) assert_true(m[-1].sentence < m->sentence || (m[-1].sentence == m->sentence && m[-1].end <= m->start));
    }
  }
  for (size_t i = 0; i < a->analysis.n_events; i++) {
    const nb_event *e = &a->analysis.events[i];
    assert_true(nb_str_eq(mention_text(a, &e->at), e->nl));
    if (i)
      assert_true(e[-1].at.sentence < e->at.sentence ||
                  (e[-1].at.sentence == e->at.sentence && e[-1].at.first < e->at.first));
  }
  nb_document_free(a->document);
}

static void nothing(void **state) {
  nb_analysed *a = nb_analysed_text(*state, NB_STR(""));
  assert_int_equal(a->sentences.n, 0);
  assert_int_equal(a->analysis.n_actors, 0);
  assert_int_equal(a->analysis.n_events, 0);
  nb_document_free(a->document);
}

static void names_of_kinds(void **state) {
  (void)state;
  assert_string_equal(nb_actor_kind_name(NB_GROUP), "group");
  assert_string_equal(nb_event_kind_name(NB_EVENT_SPEECH), "speech");
  assert_string_equal(nb_event_status_name(NB_DENIED), "denied");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(actors_and_roles),
      cmocka_unit_test(chains),
      cmocka_unit_test(short_name_first),
      cmocka_unit_test(roles_alone),
      cmocka_unit_test(kinds_of_unknown_names),
      cmocka_unit_test(dateline),
      cmocka_unit_test(events_and_status),
      cmocka_unit_test(time_and_place),
      cmocka_unit_test(compounds_are_events),
      cmocka_unit_test(order_and_offsets),
      cmocka_unit_test(nothing),
      cmocka_unit_test(names_of_kinds),
  };
  return cmocka_run_group_tests(tests, nb_stages_open, nb_stages_close);
}
