/* analyse/events: status, participants, time and place of events in sentences written for these tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysed.h"

static const nb_event *event_of(const nb_analysed *a, const char *nl, const char *text) {
  for (size_t i = 0; i < a->analysis.n_events; i++)
    if (nb_str_eq_c(a->analysis.events[i].nl, nl)) return &a->analysis.events[i];
  fail_msg("no event %s in: %s", nl, text);
  return NULL;
}

static void check_status(const nb_stages *stages, const char *text, const char *nl, nb_event_status wanted) {
  nb_analysed *a = nb_analysed_text(stages, nb_str_of(text));
  const nb_event *e = event_of(a, nl, text);
  if (e->status != wanted)
    fail_msg("%s is %s, not %s, in: %s", nl, nb_event_status_name(e->status), nb_event_status_name(wanted), text);
  nb_document_free(a->document);
}

static void statuses(void **state) {
  static const struct {
    const char *text, *event;
    nb_event_status status;
  } cases[] = {
      {"De boeren blokkeerden de snelweg.", "blokkeerden", NB_HAPPENED},
      {"De trein reed niet alleen naar Zwolle, maar ook naar Assen.", "reed", NB_HAPPENED},
      {"De ploeg maakte geen fout en won de wedstrijd.", "won", NB_HAPPENED},
      {"De wagen bleek tegen een boom te staan en brandde uit.", "brandde", NB_HAPPENED},
      {"De school blijkt in juni gesloten.", "gesloten", NB_HAPPENED},
      {"Volgens de politie vluchtte de man.", "vluchtte", NB_REPORTED},
      {"De wethouder zegt dat het dak instortte.", "instortte", NB_REPORTED},
      {"\"We hebben verloren\", zei de trainer.", "verloren", NB_REPORTED},
      {"De man zou zijn gevlucht.", "gevlucht", NB_REPORTED},
      {"Mogelijk zijn drie mensen omgekomen.", "omgekomen", NB_REPORTED},
      {"De raad wil de brug sluiten.", "sluiten", NB_PLANNED},
      {"Het kabinet is van plan de belasting te verhogen.", "verhogen", NB_PLANNED},
      {"De fabriek zal verhuizen.", "verhuizen", NB_PLANNED},
      {"De bus gaat door het dorp rijden.", "rijden", NB_PLANNED},
      {"Morgen vertrekt de veerboot.", "vertrekt", NB_PLANNED},
      {"De partij eist dat het kabinet aftreedt.", "aftreedt", NB_PLANNED},
      {"De gemeente leent geld om het zwembad te bouwen.", "bouwen", NB_PLANNED},
      {"Als de dijk breekt, stroomt de polder vol.", "breekt", NB_PLANNED},
      {"Vertrekt de directeur?", "Vertrekt", NB_PLANNED},
      {"Kijk naar de beelden.", "Kijk", NB_PLANNED},
      {"De bond vraagt om een onderzoek.", "onderzoek", NB_PLANNED},
      {"De bewoners vrezen dat de dijk doorbreekt.", "doorbreekt", NB_FEARED},
      {"De fabriek dreigt te sluiten.", "sluiten", NB_FEARED},
      {"De burgemeester waarschuwde voor een overstroming.", "overstroming", NB_FEARED},
      {"De inwoners zijn bang dat de dijk doorbreekt.", "doorbreekt", NB_FEARED},
      {"De raad heeft de brug niet gesloten.", "gesloten", NB_DENIED},
      {"Er is geen akkoord bereikt.", "akkoord", NB_DENIED},
      {"De man liep weg zonder te betalen.", "betalen", NB_DENIED},
      {"De minister ontkent dat hij geld heeft gekregen.", "gekregen", NB_DENIED},
      {"De getuige weigerde mee te werken.", "werken", NB_DENIED},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    check_status(*state, cases[i].text, cases[i].event, cases[i].status);
}

/* The parts of an event as "agent:name, patient:name". */
static void check_parts(const nb_stages *stages, const char *text, const char *nl, const char *wanted) {
  nb_analysed *a = nb_analysed_text(stages, nb_str_of(text));
  const nb_event *e = event_of(a, nl, text);
  nb_str got = NB_STR("");
  for (size_t i = 0; i < e->n_parts; i++)
    got = nb_arena_printf(a->document->arena, NB_STR_FMT "%s%s:" NB_STR_FMT, NB_STR_ARG(got), i ? ", " : "",
                          nb_part_role_name(e->parts[i].role), NB_STR_ARG(a->analysis.actors[e->parts[i].actor].nl));
  if (!nb_str_eq_c(got, wanted)) fail_msg("\"" NB_STR_FMT "\", not \"%s\", in: %s", NB_STR_ARG(got), wanted, text);
  nb_document_free(a->document);
}

static void participants(void **state) {
  static const char *const cases[][3] = {
      {"De politie hield zaterdag twee mannen aan.", "hield", "agent:politie, patient:mannen"},
      {"Zaterdag heeft de politie twee mannen aangehouden.", "aangehouden", "agent:politie, patient:mannen"},
      {"Twee mannen zijn door de politie aangehouden.", "aangehouden", "patient:mannen, agent:politie"},
      {"Twee mannen worden door agenten bewaakt.", "bewaakt", "patient:mannen, agent:agenten"},
      {"De agenten zijn in Zwolle aangekomen.", "aangekomen", "agent:agenten"},
      {"De directeur stapte op en vertrok naar Parijs.", "vertrok", "agent:directeur"},
      {"Het leger viel aan en bombardeerde Rotterdam.", "bombardeerde", "agent:leger, patient:Rotterdam"},
      {"De rechter gaf de agenten een boete.", "boete", "agent:rechter, recipient:agenten"},
      {"De rechter legde Shell een boete op.", "legde", "agent:rechter, recipient:Shell"},
      {"De bakker stuurde een brief aan de minister.", "stuurde", "agent:bakker, recipient:minister"},
      {"De agenten die Utrecht bewaken, zijn moe.", "bewaken", "agent:agenten, patient:Utrecht"},
      {"De burgemeester wil de betogers spreken.", "spreken", "agent:burgemeester, patient:betogers"},
      {"De bond vroeg de minister het plan te wijzigen.", "vroeg", "agent:bond, recipient:minister"},
      {"De staking van de buschauffeurs duurde lang.", "staking", "agent:buschauffeurs"},
      {"De arrestatie van de betogers door de politie duurde lang.", "arrestatie", "patient:betogers, agent:politie"},
      {"De aanval op de agenten mislukte.", "aanval", "patient:agenten"},
      {"De bond zweeg toen Shell besloot de boringen (Assen, Emmen) te schrappen.", "schrappen", "agent:Shell"},
      {"De Vaalserberg op fietste de minister zonder hulp.", "fietste", "agent:minister, patient:Vaalserberg"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_parts(*state, cases[i][0], cases[i][1], cases[i][2]);
}

static void times_and_places(void **state) {
  static const char *const cases[][4] = {
      {"De brug ging maandag 3 mei 2021 om 14.00 uur open.", "ging", "maandag 3 mei 2021 om 14.00 uur", ""},
      {"Sinds 2019 groeit de stad.", "groeit", "Sinds 2019", ""},
      {"In 2019 sloot de fabriek in Almelo.", "sloot", "2019", "Almelo"},
      {"De fabriek in Almelo sloot eind vorig jaar.", "sloot", "eind vorig jaar", "Almelo"},
      {"De raad stemde twee weken geleden in Breda.", "stemde", "twee weken geleden", "Breda"},
      {"De brand brak in de nacht van zaterdag op zondag uit.", "brak", "zaterdag op zondag", ""},
      {"Na de wedstrijd vertrokken de spelers.", "vertrokken", "Na de wedstrijd", ""},
      {"De raad zei maandag dat de fabriek sloot.", "sloot", "", ""},
      {"De burgemeester sprak dinsdag over de brand in Breda.", "brand", "", "Breda"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nb_analysed *a = nb_analysed_text(*state, nb_str_of(cases[i][0]));
    const nb_event *e = event_of(a, cases[i][1], cases[i][0]);
    if (!nb_str_eq_c(e->time, cases[i][2]) || !nb_str_eq_c(e->place, cases[i][3]))
      fail_msg("time \"" NB_STR_FMT "\", place \"" NB_STR_FMT "\" in: %s", NB_STR_ARG(e->time), NB_STR_ARG(e->place),
               cases[i][0]);
    nb_document_free(a->document);
  }
}

/* One event, with the lemma and English of the whole; its head is the noun where the verb says little. */
static void verbs_with_nouns(void **state) {
  static const char *const cases[][4] = {
      {"De raad maakte een einde aan het overleg.", "einde", "een einde maken aan", "put an end to"},
      {"De vrouw doet aangifte.", "aangifte", "aangifte doen", "files a complaint"},
      {"De politie nam de wapens in beslag.", "beslag", "in beslag nemen", "seized"},
      {"De partijen hebben een akkoord bereikt.", "bereikt", "een akkoord bereiken", "reached an agreement"},
      {"De raad kondigde een besluit aan.", "kondigde", "aankondigen", "announced"},
      {"De raad hoopt het besluit snel aan te kondigen.", "kondigen", "aankondigen", "announce"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nb_analysed *a = nb_analysed_text(*state, nb_str_of(cases[i][0]));
    const nb_event *e = event_of(a, cases[i][1], cases[i][0]);
    if (!nb_str_eq_c(e->lemma, cases[i][2]) || !nb_str_eq_c(e->en, cases[i][3]))
      fail_msg("lemma \"" NB_STR_FMT "\", English \"" NB_STR_FMT "\" in: %s", NB_STR_ARG(e->lemma), NB_STR_ARG(e->en),
               cases[i][0]);
    for (size_t k = 0; k < a->analysis.n_events; k++) assert_false(nb_str_eq_c(a->analysis.events[k].nl, "nam"));
    nb_document_free(a->document);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(statuses),
      cmocka_unit_test(participants),
      cmocka_unit_test(times_and_places),
      cmocka_unit_test(verbs_with_nouns),
  };
  return cmocka_run_group_tests(tests, nb_stages_open, nb_stages_close);
}
