#include "sample_brief.h"

#define T(literal) \
  { (literal), sizeof(literal) - 1 }

static const nb_str unknown_dike[] = {T("dijkwachters")};
static const nb_str unknown_by[] = {T("peilbeheerder")};
static const nb_repair repair[] = {{T("waterschp"), T("waterschap"), "spelling"}};

static nb_brief_sentence sentences[] = {
    {.index = 0,
     .start = 0,
     .end = 74,
     .block = 0,
     .kind = NB_LEAD,
     .nl = T("Het waterschap heeft dinsdag vier sluizen bij Harlingen gesloten."),
     .en = T("The water board closed four locks near Harlingen on Tuesday."),
     .engine = "glossary",
     .score = {2.31,
               {[NB_SCORE_ACTORS] = 0.8,
                [NB_SCORE_EVENTS] = 0.5,
                [NB_SCORE_POSITION] = 0.4,
                [NB_SCORE_TITLE] = 0.71,
                [NB_SCORE_LENGTH] = -0.1}},
     .repairs = repair,
     .n_repairs = 1,
     .explain = T("waterschap: water board (glossary)\nsluizen: locks (glossary)")},
    {.index = 1,
     .start = 75,
     .end = 150,
     .block = 0,
     .kind = NB_LEAD,
     .nl = T("\"We nemen geen risico\", zei dijkgraaf Anna Veenstra."),
     .en = T("\"We are taking no risks,\" said dike reeve Anna Veenstra."),
     .engine = "glossary",
     .score = {1.25, {[NB_SCORE_ACTORS] = 0.5, [NB_SCORE_EVENTS] = 0.5, [NB_SCORE_POSITION] = 0.25}}},
    {.index = 4,
     .start = 310,
     .end = 372,
     .block = 2,
     .kind = NB_PARAGRAPH,
     .nl = T("In Friesland staan veertig dijkwachters klaar; het KNMI verwacht windkracht 10."),
     .en = T("In Friesland forty *dijkwachters are ready; the KNMI expects wind force 10."),
     .engine = "glossary",
     .score = {1.1,
               {[NB_SCORE_ACTORS] = 0.4, [NB_SCORE_EVENTS] = 0.3, [NB_SCORE_POSITION] = 0.2, [NB_SCORE_TITLE] = 0.2}},
     .unknown = unknown_dike,
     .n_unknown = 1},
    {.index = 6,
     .start = 400,
     .end = 440,
     .block = 4,
     .kind = NB_LIST_ITEM,
     .nl = T("De veerboten varen niet."),
     .en = T("The ferries are not sailing."),
     .engine = "glossary"},
    {.index = 7,
     .start = 442,
     .end = 480,
     .block = 5,
     .kind = NB_LIST_ITEM,
     .nl = T("De Afsluitdijk is dicht voor vrachtwagens."),
     .en = T("The Afsluitdijk is closed to lorries."),
     .engine = "glossary"},
    {.index = 9,
     .start = 500,
     .end = 540,
     .block = 7,
     .kind = NB_QUOTE,
     .nl = T("Morgen is het ergste voorbij."),
     .en = T("Tomorrow the worst will be over."),
     .by_nl = T("Sjoerd Dijkstra, peilbeheerder"),
     .by_en = T("Sjoerd Dijkstra, *peilbeheerder"),
     .engine = "glossary",
     .unknown = unknown_by,
     .n_unknown = 1},
};

static nb_mention veenstra[] = {{1, 7, 8, 38, 51, false}};
static nb_mention knmi[] = {{4, 7, 7, 50, 54, false}};
static const nb_actor actors[] = {
    {NB_PERSON, T("Anna Veenstra"), T("Anna Veenstra"), T("dijkgraaf"), T("dike reeve"), veenstra, 1},
    {NB_ORGANISATION, T("KNMI"), T("KNMI"), T(""), T(""), knmi, 1},
};

static const nb_brief_part closers[] = {{NB_AGENT, T("waterschap"), T("water board")},
                                        {NB_PATIENT, T("sluizen"), T("locks")}};
static const nb_brief_part ferries[] = {{NB_PATIENT, T("veerboten"), T("ferries")}};
static const nb_brief_event events[] = {
    {NB_EVENT_PARTICIPLE, NB_HAPPENED, 0, 57, 65, T("gesloten"), T("sluiten"), T("closed"), T("dinsdag"),
     T("Harlingen"), T("Tuesday"), T("Harlingen"), closers, 2},
    {NB_EVENT_NOUN, NB_FEARED, 4, 10, 15, T("storm"), T("storm"), T("storm"), T("morgen"), T(""), T("tomorrow"), T(""),
     closers, 2},
    {NB_EVENT_VERB, NB_PLANNED, 6, 13, 18, T("stilgelegd"), T("stilleggen"), T("halted"), T(""), T(""), T(""), T(""),
     ferries, 1},
};

const nb_brief nb_sample_brief = {
    .id = T("storm-1"),
    .title_nl = T("Sluizen dicht vanwege storm"),
    .title_en = T("Locks closed because of storm"),
    .source = T("De Voorbeeldcourant"),
    .date = T("Sun, 07 Jul 2019 16:11:40 +0200"),
    .url = T("https://nieuws.example/storm?a=1&b=2"),
    .title_engine = "glossary",
    .sentences = sentences,
    .n_sentences = sizeof sentences / sizeof *sentences,
    .actors = actors,
    .n_actors = 2,
    .events = events,
    .n_events = 3,
    .engine = "glossary",
};

static nb_brief_sentence bare[] = {
    {.index = 0, .end = 20, .kind = NB_PARAGRAPH, .nl = T("Het regent in Delft."), .en = T("")},
};

const nb_brief nb_sample_bare = {.date = T("2022-01"), .sentences = bare, .n_sentences = 1, .engine = ""};
