/* brief/: documents through all stages, with a translator that keeps a record. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "brief/brief.h"
#include "brief/times.h"

/* ---- a translator that marks what it was given ---- */

typedef struct recorder {
  nb_translator base;
  size_t calls, segments, headings;
  size_t other_from; /* segments from this one on are said to be another engine's */
  nb_status status;
} recorder;

static const nb_str no_word[] = {{"peilbeheerder", 13}};

static nb_status record(nb_translator *self, nb_context *ctx, nb_arena *arena, const nb_segment *segments, size_t n,
                        nb_translation *out) {
  recorder *r = (recorder *)self;
  r->calls++;
  r->segments += n;
  if (r->status) return nb_fail(ctx, r->status, "recorder refuses");
  for (size_t i = 0; i < n; i++) {
    r->headings += segments[i].heading;
    nb_str text = nb_arena_printf(arena, "en:" NB_STR_FMT, NB_STR_ARG(segments[i].text));
    bool unknown = nb_str_find(text, no_word[0], 0) != NB_NOT_FOUND;
    out[i] = (nb_translation){text, i < r->other_from ? "recorder" : "other", unknown ? (nb_str *)no_word : NULL,
                              unknown, NB_STR("")};
  }
  return NB_OK;
}

static const nb_translator_ops RECORDER = {"recorder", false, record, NULL};

static recorder new_recorder(void) {
  return (recorder){.base = {&RECORDER}, .other_from = SIZE_MAX};
}

/* ---- stages and documents ---- */

static nb_context *ctx;
static nb_splitter *splitter;
static nb_normalizer *normalizer;
static nb_lexicon *lexicon;
static nb_tagger *tagger;
static nb_analyser *analyser;
static nb_summariser *summariser;

static int set_up(void **state) {
  (void)state;
  ctx = nb_context_new();
  return !ctx || nb_splitter_new(ctx, &splitter) || nb_normalizer_new(ctx, NULL, NULL, &normalizer) ||
         nb_lexicon_open(ctx, &lexicon) || nb_tagger_new(ctx, lexicon, &tagger) ||
         nb_analyser_new(ctx, lexicon, tagger, &analyser) || nb_summariser_new(ctx, &summariser);
}

static int tear_down(void **state) {
  (void)state;
  nb_summariser_free(summariser);
  nb_analyser_free(analyser);
  nb_tagger_free(tagger);
  nb_lexicon_free(lexicon);
  nb_normalizer_free(normalizer);
  nb_splitter_free(splitter);
  nb_context_free(ctx);
  return 0;
}

static nb_stages stages_with(recorder *r) {
  return (nb_stages){splitter, normalizer, lexicon, analyser, summariser, r ? &r->base : NULL};
}

typedef struct piece {
  nb_block_kind kind;
  const char *text;
} piece;

static nb_document *document_of(const char *title, const piece *pieces, size_t n) {
  nb_document *d = nb_document_new();
  assert_non_null(d);
  d->title = nb_str_of(title);
  for (size_t i = 0; i < n; i++)
    d->text = nb_arena_printf(d->arena, NB_STR_FMT "%s\n\n", NB_STR_ARG(d->text), pieces[i].text);
  size_t at = 0;
  for (size_t i = 0; i < n; i++) {
    size_t end = at + strlen(pieces[i].text);
    assert_non_null(nb_document_add(d, pieces[i].kind, at, end));
    at = end + 2;
  }
  return d;
}

static const piece ARTICLE[] = {
    {NB_HEADING, "Brug bij Kampen weer open"},
    {NB_LEAD,
     "De brug over de IJssel bij Kampen is dinsdag weer geopend. Minister Karin de Wit reed als eerste over de brug."},
    {NB_PARAGRAPH,
     "De reparatie duurde vier maanden en kostte drie miljoen euro. Volgens Rijkswaterstaat is het staal vervangen."},
    {NB_HEADING, "Vertraging"},
    {NB_PARAGRAPH,
     "De gemeente Kampen klaagde in mei over de vertraging. Karin de Wit bood daarvoor haar excuses aan."},
    {NB_QUOTE, "Zonder brug stond onze stad stil."},
    {NB_LIST_ITEM, "Fietsers mogen vanaf woensdag over de brug."},
};
#define N_ARTICLE (sizeof ARTICLE / sizeof *ARTICLE)

/* ---- tests ---- */

static void selects_then_translates_once(void **state) {
  (void)state;
  nb_document *d = document_of("Brug bij Kampen open", ARTICLE, N_ARTICLE);
  d->source = NB_STR("De Voorbeeldcourant");
  recorder r = new_recorder();
  nb_stages stages = stages_with(&r);
  nb_brief_options options = {.budget = {.sentences = 3}, .max_actors = 2};
  nb_brief b;
  assert_int_equal(nb_brief_make(ctx, &stages, d, &options, &b), NB_OK);
  assert_int_equal(b.n_sentences, 3);
  assert_int_equal(r.calls, 1);
  assert_true(r.segments == 4 && r.headings == 1); /* the title and what was selected */
  assert_true(nb_str_eq_c(b.title_en, "en:Brug bij Kampen open"));
  assert_string_equal(b.title_engine, "recorder");
  assert_string_equal(b.engine, "recorder");
  assert_true(nb_str_eq_c(b.source, "De Voorbeeldcourant"));
  assert_true(b.n_actors >= 1 && b.n_actors <= 2);
  for (size_t i = 0; i < b.n_sentences; i++) {
    const nb_brief_sentence *s = &b.sentences[i];
    assert_true(i == 0 || s->index > s[-1].index);
    assert_int_not_equal(s->kind, NB_HEADING);
    assert_true(nb_str_eq(nb_str_sub(d->text, s->start, s->end), b.all.items[s->index].raw));
    assert_true(nb_str_eq(nb_str_sub(s->en, 3, s->en.len), s->nl));
    assert_true(s->score.total == b.summary.scores[s->index].total);
  }
  nb_document_free(d);
}

static void actors_of_the_selection_come_first(void **state) {
  (void)state;
  nb_document *d = document_of("Brug bij Kampen open", ARTICLE, N_ARTICLE);
  nb_stages stages = stages_with(NULL);
  nb_brief_options options = {.budget = {.sentences = 2}, .max_actors = 50};
  nb_brief b;
  assert_int_equal(nb_brief_make(ctx, &stages, d, &options, &b), NB_OK);
  assert_true(b.n_actors >= 2);
  bool before = true, now;
  for (size_t i = 0; i < b.n_actors; i++, before = now) {
    now = false;
    for (size_t m = 0; m < b.actors[i].n_mentions; m++)
      for (size_t s = 0; s < b.n_sentences; s++) now = now || b.actors[i].mentions[m].sentence == b.sentences[s].index;
    assert_true(before || !now);
  }
  assert_true(b.title_en.len == 0 && b.title_engine == NULL && b.engine[0] == 0); /* Dutch stays Dutch */
  assert_true(b.sentences[0].en.len == 0 && b.sentences[0].engine == NULL);
  nb_document_free(d);
}

static void headline_is_found_but_not_invented(void **state) {
  (void)state;
  nb_stages stages = stages_with(NULL);
  nb_brief_options options = {0};
  nb_brief b;
  nb_document *d = document_of("", ARTICLE, N_ARTICLE);
  assert_int_equal(nb_brief_make(ctx, &stages, d, &options, &b), NB_OK);
  assert_true(nb_str_eq_c(b.title_nl, "Brug bij Kampen weer open"));
  nb_document_free(d);
  d = document_of("", ARTICLE + 1, N_ARTICLE - 1);
  assert_int_equal(nb_brief_make(ctx, &stages, d, &options, &b), NB_OK);
  assert_int_equal(b.title_nl.len, 0);
  nb_document_free(d);
}

static void title_alone(void **state) {
  (void)state;
  nb_document *d = document_of(" Brug\xC2\xAD open ", NULL, 0);
  recorder r = new_recorder();
  nb_stages stages = stages_with(&r);
  nb_brief_options options = {0};
  nb_brief b;
  assert_int_equal(nb_brief_make(ctx, &stages, d, &options, &b), NB_OK);
  assert_true(nb_str_eq_c(b.title_en, "en:Brug open"));
  assert_true(b.n_sentences == 0 && b.n_actors == 0);
  assert_string_equal(b.engine, "recorder");
  nb_document_free(d);
}

static void whole_leaves_nothing_out(void **state) {
  (void)state;
  nb_document *d = document_of("Brug open", ARTICLE, N_ARTICLE);
  d->blocks[5].attribution = NB_STR("Ineke Bos, peilbeheerder");
  recorder r = new_recorder();
  nb_stages stages = stages_with(&r);
  stages.analyser = NULL;
  nb_brief b;
  assert_int_equal(nb_brief_whole(ctx, &stages, d, &b), NB_OK);
  assert_int_equal(b.n_sentences, 10);
  assert_true(r.calls == 1 && r.segments == 12 && r.headings == 4); /* title, two headings, one attribution */
  for (size_t i = 0; i < b.n_sentences; i++) {
    assert_int_equal(b.sentences[i].index, i);
    assert_int_equal(b.sentences[i].kind, ARTICLE[b.sentences[i].block].kind);
    assert_true(b.sentences[i].score.total == 0);
  }
  const nb_brief_sentence *quote = &b.sentences[8];
  assert_true(nb_str_eq_c(quote->en, "en:Zonder brug stond onze stad stil."));
  assert_true(nb_str_eq_c(quote->by_en, "en:Ineke Bos, peilbeheerder"));
  assert_int_equal(quote->n_unknown, 1);
  assert_true(nb_str_eq_c(b.sentences[9].en, "en:Fietsers mogen vanaf woensdag over de brug."));
  nb_document_free(d);
}

static void engines_may_differ(void **state) {
  (void)state;
  nb_document *d = document_of("Brug open", ARTICLE, N_ARTICLE);
  recorder r = new_recorder();
  r.other_from = 3;
  nb_stages stages = stages_with(&r);
  nb_brief b;
  assert_int_equal(nb_brief_whole(ctx, &stages, d, &b), NB_OK);
  assert_string_equal(b.engine, "mixed");
  r.other_from = 1; /* the title's engine does not count */
  assert_int_equal(nb_brief_whole(ctx, &stages, d, &b), NB_OK);
  assert_string_equal(b.engine, "other");
  nb_document_free(d);
}

static void failure_leaves_the_brief_alone(void **state) {
  (void)state;
  nb_document *d = document_of("Brug open", ARTICLE, N_ARTICLE);
  recorder r = new_recorder();
  r.status = NB_AUTH;
  nb_stages stages = stages_with(&r);
  nb_brief_options options = {0};
  nb_brief b = {.engine = "untouched"};
  assert_int_equal(nb_brief_make(ctx, &stages, d, &options, &b), NB_AUTH);
  assert_string_equal(b.engine, "untouched");
  nb_document_free(d);
}

/* ---- events ---- */

static nb_status give(nb_translator *self, nb_context *of, nb_arena *arena, const nb_segment *segments, size_t n,
                      nb_translation *out) {
  (void)self, (void)of, (void)arena;
  static const char *const pairs[][2] = {
      {"Donderdag sluit de gemeente Kampen de brug.", "The municipality of Kampen will close the bridge on Thursday."},
      {"Gisteren heeft de politie drie mannen aangehouden.", "Yesterday the police detained three men."},
      {"Maandag heeft de burgemeester de bewoners gewaarschuwd.", "On Monday the mayor came to town."}};
  for (size_t i = 0; i < n; i++) {
    out[i] = (nb_translation){NB_STR("?"), "giver", NULL, 0, NB_STR("")};
    for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++)
      if (nb_str_eq_c(segments[i].text, pairs[p][0])) out[i].text = nb_str_of(pairs[p][1]);
  }
  return NB_OK;
}

static void events_in_order_of_time(void **state) {
  (void)state;
  static const nb_translator_ops ops = {"giver", false, give, NULL};
  static const piece article[] = {{NB_PARAGRAPH, "Donderdag sluit de gemeente Kampen de brug."},
                                  {NB_PARAGRAPH, "Gisteren heeft de politie drie mannen aangehouden."},
                                  {NB_PARAGRAPH, "Maandag heeft de burgemeester de bewoners gewaarschuwd."}};
  nb_document *d = document_of("", article, 3);
  d->date = NB_STR("2024-05-15"); /* a Wednesday */
  nb_translator giver = {&ops};
  nb_stages stages = stages_with(NULL);
  stages.translator = &giver;
  nb_brief_options options = {.budget = {.sentences = 3}};
  nb_brief b;
  assert_int_equal(nb_brief_make(ctx, &stages, d, &options, &b), NB_OK);
  assert_int_equal(b.n_events, 2); /* the warning is not in the translation */
  assert_true(nb_str_eq_c(b.events[0].when, "yesterday") && nb_str_eq_c(b.events[0].en, "detained"));
  assert_true(nb_str_eq_c(b.events[1].when, "Thursday") && b.events[1].status == NB_PLANNED);
  assert_true(nb_str_eq_c(b.events[1].lemma, "sluiten") && b.events[1].sentence == 0);
  assert_int_equal(b.events[1].parts[0].role, NB_AGENT);
  nb_document_free(d);
}

static void times_in_english(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"zaterdagnacht", "Saturday night"},
      {"Maandag 3 mei 2019 om 14.00 uur", "Monday 3 May 2019 at 14.00"},
      {"rond zes uur", "around six o'clock"},
      {"twee uur geleden", "two hours ago"},
      {"twee jaar geleden", "two years ago"},
      {"eind vorig jaar", "late last year"},
      {"sinds 2013", "since 2013"},
      {"over drie weken", "in three weeks"},
      {"na de wedstrijd", ""},
      {"een jaar eerder", ""}, /* than what? */
      {"", ""},
  };
  nb_arena *arena = nb_arena_new();
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(nb_arena_cstr(arena, nb_time_english(arena, nb_str_of(cases[i][0]))), cases[i][1]);
  nb_arena_free(arena);
}

static void days_of_times(void **state) {
  (void)state;
  enum { NONE = 999999 };
  static const struct {
    const char *dutch;
    bool ahead;
    long day, undated;
  } cases[] = {
      {"gisteren", false, -1, -1},
      {"vanavond", false, 0, 0},
      {"maandag", false, -2, NONE},
      {"Maandagochtend om zes uur", true, 5, NONE},
      {"woensdag", false, 0, NONE},
      {"woensdag", true, 0, NONE},
      {"vorige woensdag", false, -7, NONE},
      {"aanstaande woensdag", false, 7, NONE},
      {"17 mei", false, 2, NONE},
      {"24 december", false, -143, NONE},
      {"1 januari 2025", false, 231, NONE},
      {"sinds 2024", false, -135, NONE},
      {"vorige week", false, -7, -7},
      {"twee jaar geleden", false, -730, -730},
      {"over drie dagen", false, 3, 3},
      {"na de wedstrijd", false, NONE, NONE},
      {"een week later", false, NONE, NONE},
  };
  long today;
  assert_true(nb_date_days(NB_STR("2024-05-15"), &today));
  assert_int_equal(today, 19858);
  assert_false(nb_date_days(NB_STR("2024-05"), &today));
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    long day = NONE, undated = NONE;
    nb_time_day(nb_str_of(cases[i].dutch), &today, cases[i].ahead, &day);
    nb_time_day(nb_str_of(cases[i].dutch), NULL, cases[i].ahead, &undated);
    assert_int_equal(day, cases[i].day);
    assert_int_equal(undated, cases[i].undated);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(selects_then_translates_once),
      cmocka_unit_test(actors_of_the_selection_come_first),
      cmocka_unit_test(headline_is_found_but_not_invented),
      cmocka_unit_test(title_alone),
      cmocka_unit_test(whole_leaves_nothing_out),
      cmocka_unit_test(engines_may_differ),
      cmocka_unit_test(failure_leaves_the_brief_alone),
      cmocka_unit_test(events_in_order_of_time),
      cmocka_unit_test(times_in_english),
      cmocka_unit_test(days_of_times),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
