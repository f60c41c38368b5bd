/* analyse/ and summarise/ together, on short articles written for these tests: whose mention is whose, what kind a name
 * is of, verbs in pieces, other languages, and long documents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>

#include <cmocka.h>

#include "summarise/summary.h"
#include "text/text.h"

typedef struct tools {
  nb_context *ctx;
  nb_splitter *splitter;
  nb_lexicon *lexicon;
  nb_tagger *tagger;
  nb_analyser *analyser;
  nb_summariser *summariser;
} tools;

typedef struct article {
  const tools *t;
  nb_document *document; /* owns the rest */
  nb_sentences sentences;
  nb_analysis analysis;
} article;

static int open_tools(void **state) {
  static tools t;
  t = (tools){.ctx = nb_context_new()};
  *state = &t;
  return !t.ctx || nb_splitter_new(t.ctx, &t.splitter) || nb_lexicon_open(t.ctx, &t.lexicon) ||
         nb_tagger_new(t.ctx, t.lexicon, &t.tagger) || nb_analyser_new(t.ctx, t.lexicon, t.tagger, &t.analyser) ||
         nb_summariser_new(t.ctx, &t.summariser);
}

static int close_tools(void **state) {
  tools *t = *state;
  nb_summariser_free(t->summariser);
  nb_analyser_free(t->analyser);
  nb_tagger_free(t->tagger);
  nb_lexicon_free(t->lexicon);
  nb_splitter_free(t->splitter);
  nb_context_free(t->ctx);
  return 0;
}

/* The article stays where it is: the analysis points into it. */
static void read_article(article *a, void *state, nb_str text) {
  *a = (article){.t = state, .document = nb_document_new()};
  assert_non_null(a->document);
  a->document->text = text;
  if (text.len) assert_non_null(nb_document_add(a->document, NB_PARAGRAPH, 0, text.len));
  assert_int_equal(nb_sentences_of(a->t->ctx, a->t->splitter, NULL, a->document, &a->sentences), NB_OK);
  assert_int_equal(nb_analyse(a->t->ctx, a->t->analyser, a->document->arena, &a->sentences, &a->analysis), NB_OK);
}

static void free_article(article *a) {
  nb_document_free(a->document);
}

static const nb_actor *actor(const article *a, const char *nl) {
  for (size_t i = 0; i < a->analysis.n_actors; i++)
    if (nb_str_eq_c(a->analysis.actors[i].nl, nl)) return &a->analysis.actors[i];
  fail_msg("no actor %s", nl);
  return NULL;
}

static const nb_event *event(const article *a, const char *nl) {
  for (size_t i = 0; i < a->analysis.n_events; i++)
    if (nb_str_eq_c(a->analysis.events[i].nl, nl)) return &a->analysis.events[i];
  fail_msg("no event %s", nl);
  return NULL;
}

static void same(nb_str got, const char *wanted) {
  if (!nb_str_eq_c(got, wanted)) fail_msg("wanted \"%s\", got \"" NB_STR_FMT "\"", wanted, NB_STR_ARG(got));
}

/* Kind and number of mentions. */
static void check(const article *a, const char *nl, nb_actor_kind kind, size_t mentions) {
  const nb_actor *found = actor(a, nl);
  if (found->kind != kind || found->n_mentions != mentions)
    fail_msg("%s: %s with %zu mentions", nl, nb_actor_kind_name(found->kind), found->n_mentions);
}

static void short_names_join(void **state) {
  article a;
  read_article(&a, *state,
               NB_STR("Veerkamp begon in 1990 met een winkel. De ondernemer Marijke Veerkamp verkoopt nu haar bedrijf. "
                      "Veerkamps dochter blijft. Kuipers ziet er niets in, zegt analist Ernst Kuipers."));
  check(&a, "Marijke Veerkamp", NB_PERSON, 5); /* with "ondernemer" and "haar" */
  check(&a, "Ernst Kuipers", NB_PERSON, 3);    /* with "analist" */
  same(actor(&a, "Ernst Kuipers")->role_nl, "analist");
  free_article(&a);
}

static void organisations_join(void **state) {
  article a;
  read_article(&a, *state,
               NB_STR("Zuivelconcern Grutters sluit een fabriek. Grutters ontslaat daarbij honderd mensen. "
                      "De Bond van Zuivelwerkers (BVZ) gaat staken. Volgens de BVZ is er geen overleg geweest."));
  check(&a, "Zuivelconcern Grutters", NB_ORGANISATION, 2);
  assert_int_equal(actor(&a, "Bond van Zuivelwerkers")->kind, NB_ORGANISATION);
  assert_int_equal(actor(&a, "Bond van Zuivelwerkers")->n_mentions, 3);
  free_article(&a);
}

static void roles_find_their_holder(void **state) {
  article a;
  read_article(
      &a, *state,
      NB_STR("Minister van Mobiliteit Bart Hoogland presenteert een plan. Harm Tolsma van de VVD is tegen. De minister "
             "hoopt op steun. Een minister uit België keek mee. De Franse minister zweeg."));
  check(&a, "Bart Hoogland", NB_PERSON, 3);
  same(actor(&a, "Bart Hoogland")->role_nl, "Minister van Mobiliteit");
  check(&a, "Harm Tolsma", NB_PERSON, 1);
  check(&a, "VVD", NB_ORGANISATION, 1);
  same(actor(&a, "Franse minister")->en, "French minister");
  free_article(&a);
}

static void kinds(void **state) {
  article a;
  read_article(
      &a, *state,
      NB_STR("DEN HAAG - Het ministerie van Justitie onderzoekt een ongeluk op de A12. In het dorp Zomerkamp en in "
             "Noord-Limburg vielen bomen om. De Oranjesingel is dicht. Agenten en de politie waarschuwen Den Haag. "
             "Een Fransman en twee Belgen raakten gewond."));
  check(&a, "Den Haag", NB_PLACE, 2);
  check(&a, "ministerie van Justitie", NB_ORGANISATION, 1);
  check(&a, "A12", NB_PLACE, 1);
  check(&a, "Zomerkamp", NB_PLACE, 1);
  check(&a, "Noord-Limburg", NB_PLACE, 1);
  check(&a, "Agenten", NB_GROUP, 1);
  check(&a, "politie", NB_GROUP, 1);
  check(&a, "Fransman", NB_ROLE, 1);
  check(&a, "Belgen", NB_GROUP, 1);
  free_article(&a);
}

static void verbs_in_pieces(void **state) {
  article a;
  read_article(
      &a, *state,
      NB_STR(
          "De bond kondigde gisteren een staking aan en wil snel praten. Drie jaar geleden mislukte dat. De regering "
          "dreigt de haven te sluiten. Als het stormt, vertrekt de boot niet. De kapitein zou zijn gevlucht."));
  same(event(&a, "kondigde")->lemma, "aankondigen");
  same(event(&a, "kondigde")->en, "announced");
  same(event(&a, "kondigde")->time, "gisteren");
  assert_int_equal(event(&a, "kondigde")->kind, NB_EVENT_SPEECH);
  assert_int_equal(event(&a, "kondigde")->weight, 1);
  assert_int_equal(event(&a, "staking")->kind, NB_EVENT_NOUN);
  assert_int_equal(event(&a, "sluiten")->status, NB_FEARED);
  assert_int_equal(event(&a, "stormt")->status, NB_PLANNED);
  assert_int_equal(event(&a, "vertrekt")->status, NB_DENIED);
  assert_int_equal(event(&a, "gevlucht")->status, NB_REPORTED);
  for (size_t i = 0; i < a.analysis.n_events; i++) assert_false(nb_str_eq_c(a.analysis.events[i].nl, "geleden"));
  free_article(&a);
}

static nb_summary summarise(article *a, nb_str title, nb_budget budget, bool position) {
  nb_summary s;
  assert_int_equal(
      nb_summarise(a->t->ctx, a->t->summariser, a->document->arena, &a->analysis, title, budget, position, &s), NB_OK);
  for (size_t i = 0; i < a->sentences.n; i++) {
    const nb_score *o = &s.scores[i];
    double sum = 0;
    for (int p = 0; p < NB_SCORE_PARTS; p++) sum += o->part[p];
    assert_true(fabs(sum - o->total) < 1e-9);
  }
  return s;
}

/* The headline's "sluit" is the text's "gesloten". */
static void headline_by_lemma(void **state) {
  article a;
  read_article(
      &a, *state,
      NB_STR("Het regende vanochtend in grote delen van het noorden van het land. De grote fabriek in Emmen wordt na "
             "het ongeluk van maandag gesloten. De bakker op de hoek verkocht vanmiddag nog warme broodjes."));
  nb_summary s = summarise(&a, NB_STR("Fabriek sluit na ongeluk"), (nb_budget){.sentences = 1}, false);
  assert_int_equal(s.picked[0], 1);
  for (size_t i = 0; i < 3; i += 2)
    assert_true(s.scores[1].part[NB_SCORE_TITLE] > 2 * s.scores[i].part[NB_SCORE_TITLE]);
  free_article(&a);
}

/* Names, headline and recurring words work without a Dutch verb. */
static void english_text(void **state) {
  article a;
  read_article(
      &a, *state,
      NB_STR(
          "Visitors often bring small dogs along to the harbour. Rotterdam harbour authorities closed the main bridge "
          "after a collision with a German freighter. Tulips were cheap again. The bridge carries half of the "
          "traffic that the harbour of Rotterdam receives."));
  nb_summary s = summarise(&a, NB_STR("Rotterdam bridge closed after collision"), (nb_budget){.sentences = 1}, false);
  assert_int_equal(s.n_picked, 1);
  assert_int_equal(s.picked[0], 1);
  free_article(&a);
}

/* Ten thousand sentences, many of them the same: every budget ends soon and never repeats itself. */
static void long_and_repetitive(void **state) {
  enum { SENTENCES = 10000, KINDS = 3000 };
  nb_buf text;
  nb_buf_init(&text, 1 << 22);
  for (unsigned i = 0; i < SENTENCES; i++)
    nb_buf_printf(&text, "De gemeente bouwt straat %u naast brug %u. ", i % KINDS, i % KINDS * 7);
  article a;
  read_article(&a, *state, nb_buf_str(&text));
  assert_int_equal(a.sentences.n, SENTENCES);
  nb_summary s = summarise(&a, NB_STR("Gemeente bouwt"), (nb_budget){.share = 1}, true);
  assert_true(s.n_picked > 0 && s.n_picked <= KINDS);
  for (size_t i = 1; i < s.n_picked; i++) assert_true(s.picked[i] > s.picked[i - 1]);
  s = summarise(&a, NB_STR(""), (nb_budget){.words = 100}, true);
  assert_true(s.n_picked > 0 && s.n_picked <= 100 / 8);
  free_article(&a);
  nb_buf_free(&text);
}

/* What is worth picking stands behind more repeats than are compared in pairs. */
static void behind_the_repeats(void **state) {
  enum { REPEATS = 2000, OTHERS = 10 };
  static const char *const others[OTHERS] = {
      "Hond bijt kapper.", "Kat zoekt slager.", "Boom valt om.",       "Kind wint prijs.",       "Visser vindt schoen.",
      "Trein mist halte.", "Kok brandt soep.",  "Bakker koopt molen.", "Schaap klimt hek over.", "Tuin staat blank."};
  nb_buf text;
  nb_buf_init(&text, 1 << 20);
  for (unsigned i = 0; i < REPEATS; i++)
    nb_buf_add_c(&text,
                 "Premier Karin Holleman opent maandag in Rotterdam met burgemeester Piet Verbeke de nieuwe haven. ");
  for (size_t i = 0; i < OTHERS; i++) nb_buf_printf(&text, "%s ", others[i]);
  article a;
  read_article(&a, *state, nb_buf_str(&text));
  assert_int_equal(a.sentences.n, REPEATS + OTHERS);
  nb_summary s = summarise(&a, NB_STR(""), (nb_budget){.share = 1}, false);
  assert_int_equal(s.n_picked, 1 + OTHERS);
  free_article(&a);
  nb_buf_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(short_names_join),
      cmocka_unit_test(organisations_join),
      cmocka_unit_test(roles_find_their_holder),
      cmocka_unit_test(kinds),
      cmocka_unit_test(verbs_in_pieces),
      cmocka_unit_test(headline_by_lemma),
      cmocka_unit_test(english_text),
      cmocka_unit_test(long_and_repetitive),
      cmocka_unit_test(behind_the_repeats),
  };
  return cmocka_run_group_tests(tests, open_tools, close_tools);
}
