/* Hints: the rules over small tables, one case for each rule; the same sentences with the tables swapped; the real
 * lexicon. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "translate/neural/hint_rules.h"
#include "translate/neural/hints.h"

enum { RARE = NB_HINT_RARE };

static nb_context *ctx;
static nb_arena *arena;

static int set_up(void **state) {
  (void)state;
  ctx = nb_context_new();
  arena = nb_arena_new();
  return ctx && arena ? 0 : 1;
}

static int tear_down(void **state) {
  (void)state;
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}

typedef struct pair {
  const char *key, *value;
} pair;

/* Each ends with a NULL key. */
typedef struct small {
  const pair *user, *names, *words, *parts, *counts;
} small;

static bool get(const pair *table, nb_str key, nb_str *value) {
  for (; table->key; table++)
    if (nb_str_eq_c(key, table->key)) {
      *value = nb_str_of(table->value);
      return true;
    }
  return false;
}

static bool user(const void *self, nb_str words, nb_str *candidates) {
  return get(((const small *)self)->user, words, candidates);
}

static bool name(const void *self, nb_str words, bool beside, nb_str *english) {
  return !(beside && nb_str_eq_c(words, "Wilnis")) && get(((const small *)self)->names, words, english);
}

static bool word(const void *self, nb_arena *a, nb_str form, nb_str *candidates) {
  (void)a;
  return get(((const small *)self)->words, form, candidates);
}

static bool first(const void *self, nb_arena *a, nb_str form, nb_str *english) {
  nb_str candidates;
  return word(self, a, form, &candidates) && nb_str_split(&candidates, '|', english);
}

static nb_hint_part part(const void *self, nb_str form) {
  nb_str sign;
  if (!get(((const small *)self)->parts, form, &sign)) return NB_PART_NONE;
  return nb_str_eq_c(sign, "+") ? NB_PART_ANY : NB_PART_FIRST;
}

static size_t count(const void *self, nb_str form) {
  nb_str n;
  return get(((const small *)self)->counts, form, &n) ? strtoul(n.ptr, NULL, 10) : 0;
}

static const pair nothing[] = {{NULL, NULL}};
static const pair names[] = {{"Moskou", "Moscow"}, {"Den Haag", "The Hague"}, {"Zwarte Zee", "Black Sea"},
                             {"Zee", "Zealand"},   {"Wilnis", "Vilnius"},     {"Griek", "Greek"},
                             {NULL, NULL}};
static const pair words[] = {{"opstand", "uprising|revolt|rebellion|rising"},
                             {"robot", "robot"},
                             {"zwaan", "swan"},
                             {"trein", "train"},
                             {"staat", "state|nation"},
                             {"greep", "grip|hold|grab"},
                             {"brug", "bridge"},
                             {"mensen", "people"},
                             {"schuw", "shy"},
                             {"menu", "menu|bill of fare"},
                             {"Engels", "English"},
                             {"COP", "COP|summit"},
                             {"ui", "onion"},
                             {NULL, NULL}};
static const pair parts[] = {{"staat", "+"}, {"greep", "+"}, {"mensen", "+"},
                             {"schuw", "-"}, {"brug", "+"},  {NULL, NULL}};
static const pair counts[] = {{"trein", "20"}, {"zwaan", "19"}, {"griek", "5"}, {"Griek", "2"}, {NULL, NULL}};
static const small tables = {nothing, names, words, parts, counts};

static nb_hint_tables over(const small *s) {
  return (nb_hint_tables){s, s->user == nothing ? NULL : user, name, NULL, word, first, part, count, NULL};
}

typedef struct hint_case {
  const char *nl, *hinted;
} hint_case;

static void check(const small *s, size_t rare, const hint_case *cases, size_t n) {
  nb_hint_tables t = over(s);
  size_t wrong = 0;
  for (size_t i = 0; i < n; i++) {
    nb_str out;
    assert_int_equal(nb_hint_by(ctx, &t, arena, nb_str_of(cases[i].nl), rare, &out), NB_OK);
    if (nb_str_eq_c(out, cases[i].hinted)) continue;
    print_error("%s\n  wanted %s\n  got    " NB_STR_FMT "\n", cases[i].nl, cases[i].hinted, NB_STR_ARG(out));
    wrong++;
  }
  assert_int_equal(wrong, 0);
}

static void rules(void **state) {
  (void)state;
  static const hint_case cases[] = {
      {"", ""},
      {" \t ", ""},
      {"- ... !", "- ... !"},
      /* a name, a rare word, at most three candidates; white space becomes one space */
      {"In Moskou  vreest men\teen opstand.",
       "In Moskou <h> Moscow </h> vreest men een opstand <h> uprising <|> revolt <|> rebellion </h>."},
      /* marks stay outside; Unicode marks too */
      {"(opstand),", "(opstand <h> uprising <|> revolt <|> rebellion </h>),"},
      {"‘Zwaan’…", "‘Zwaan <h> swan </h>’…"},
      /* the longest name wins; a mark inside ends it */
      {"De Zwarte Zee en Den Haag.", "De Zwarte Zee <h> Black Sea </h> en Den Haag <h> The Hague </h>."},
      {"Zwarte, Zee", "Zwarte, Zee <h> Zealand </h>"},
      /* the count decides at 20 */
      {"trein en zwaan", "trein en zwaan <h> swan </h>"},
      /* a capital at a start means nothing, elsewhere it makes a name, but where the list has it so */
      {"Zwaan gezien.", "Zwaan <h> swan </h> gezien."},
      {"Nieuws: Zwaan gezien.", "Nieuws: Zwaan <h> swan </h> gezien."},
      {"Familie Zwaan spreekt Engels.", "Familie Zwaan spreekt Engels <h> English </h>."},
      {"Griek wint van Griek.", "Griek wint van Griek <h> Greek </h>."}, /* in lower case more often */
      {"Ook Jan Wilnis en de plaats Wilnis.", "Ook Jan Wilnis en de plaats Wilnis <h> Vilnius </h>."},
      /* nothing new to say; too short; digits */
      {"een robot en een menu", "een robot en een menu <h> menu <|> bill of fare </h>"},
      {"de COP", "de COP"},
      {"een ui", "een ui"},
      {"brug2", "brug2"},
      /* compounds: linking sounds, a noun last, no hyphen */
      {"de staatsgreep", "de staatsgreep <h> state grip <|> state hold </h>"},
      {"Staatsbrug", "Staatsbrug <h> state bridge </h>"},
      {"een mensschuwe man", "een mensschuwe man"},
      {"mensenbrug", "mensenbrug <h> people bridge </h>"},
      {"mensbrug", "mensbrug <h> people bridge </h>"},
      {"staatschuw", "staatschuw"},
      {"staats-greep", "staats-greep"},
      /* an article cannot write hints */
      {"de <h> ja </h> <|> nee", "de < h> ja < /h> < |> nee"},
      {"zwaan <h>gans</h>", "zwaan <h> swan </h> < h>gans< /h>"},
      {"de \xEF\xBC\x9Ch\xEF\xBC\x9E", "de \xEF\xBC\x9C h\xEF\xBC\x9E"},
      {"5 <6 < 7", "5 <6 < 7"},
  };
  check(&tables, RARE, cases, sizeof cases / sizeof *cases);
}

static void hints_for_common_words(void **state) {
  (void)state;
  static const hint_case cases[] = {{"trein en zwaan", "trein <h> train </h> en zwaan <h> swan </h>"}};
  check(&tables, SIZE_MAX, cases, 1);
}

/* The same sentences, first with the general tables, then with a user's terms before them. */
static void the_user_wins(void **state) {
  (void)state;
  static const pair terms[] = {{"Moskou", "the Kremlin"},
                               {"trein", "railway train|train"},
                               {"Den Haag", "Den Haag"},
                               {"Haag", "wrong"},
                               {"opstand in Moskou", "Moscow rising"},
                               {"a.s.", "coming"},
                               {"zwaan", "cob </h> x"},
                               {NULL, NULL}};
  static const small with_user = {terms, names, words, parts, counts};
  static const hint_case general[] = {
      {"Den Haag en Moskou.", "Den Haag <h> The Hague </h> en Moskou <h> Moscow </h>."},
      {"Trein gestrand", "Trein gestrand"},
      {"opstand in Moskou!", "opstand <h> uprising <|> revolt <|> rebellion </h> in Moskou <h> Moscow </h>!"},
      {"zondag a.s. dus", "zondag a.s. dus"},
  };
  static const hint_case users[] = {
      {"Den Haag en Moskou.", "Den Haag <h> Den Haag </h> en Moskou <h> the Kremlin </h>."},
      {"Trein gestrand", "Trein <h> railway train <|> train </h> gestrand"},
      {"de Trein", "de Trein"}, /* a name */
      {"opstand in Moskou!", "opstand in Moskou <h> Moscow rising </h>!"},
      {"zondag a.s. dus", "zondag a.s. <h> coming </h> dus"},
      {"een zwaan", "een zwaan <h> cob < /h> x </h>"},
  };
  check(&tables, RARE, general, sizeof general / sizeof *general);
  check(&with_user, RARE, users, sizeof users / sizeof *users);
}

static nb_str hint(const nb_hinter *hinter, const char *nl) {
  nb_str out = NB_STR("");
  assert_int_equal(nb_hint(ctx, hinter, arena, nb_str_of(nl), &(nb_hint_choice){.rare = RARE}, &out), NB_OK);
  return out;
}

static void users_terms_by_lemma(void **state) {
  (void)state;
  nb_lexicon *lexicon;
  nb_tagger *tagger;
  nb_user_glossary *glossary;
  nb_hinter *hinter;
  nb_sense *senses;
  size_t n;
  char path[] = "/tmp/nb-hints-XXXXXX";
  close(mkstemp(path));
  assert_int_equal(nb_file_write(ctx, path, NB_STR("opstand\tinsurrection\n")), NB_OK);
  assert_int_equal(nb_lexicon_open(ctx, &lexicon), NB_OK);
  assert_int_equal(nb_tagger_new(ctx, lexicon, &tagger), NB_OK);
  assert_int_equal(nb_user_glossary_new(ctx, &glossary), NB_OK);
  assert_int_equal(nb_user_glossary_load(ctx, glossary, path), NB_OK);
  assert_int_equal(nb_hinter_new(ctx, lexicon, tagger, glossary, NB_STR(""), &hinter), NB_OK);
  assert_non_null(strstr(hint(hinter, "De opstanden gaan door.").ptr, "opstanden <h> insurrections"));
  assert_int_equal(nb_hint_senses(ctx, hinter, arena, NB_STR("De opstanden gaan door."), &senses, &n), NB_OK);
  bool found = false;
  for (size_t i = 0; i < n; i++) found = found || (senses[i].user && nb_str_eq_c(senses[i].form, "opstanden"));
  assert_true(found);
  nb_hinter_free(hinter);
  nb_user_glossary_free(glossary);
  nb_tagger_free(tagger);
  nb_lexicon_free(lexicon);
  unlink(path);
}

/* Over the lexicon and sorted counts; then with a glossary file. */
static void lexicon_and_glossary(void **state) {
  (void)state;
  char path[] = "/tmp/nb-hints-XXXXXX";
  close(mkstemp(path));
  assert_int_equal(nb_file_write(ctx, path, NB_STR("staking\tindustrial action\nMoskou\tMoskva\n")), NB_OK);
  nb_lexicon *lexicon;
  nb_user_glossary *glossary;
  nb_hinter *hinter;
  assert_int_equal(nb_lexicon_open(ctx, &lexicon), NB_OK);
  assert_int_equal(nb_user_glossary_new(ctx, &glossary), NB_OK);
  assert_int_equal(nb_user_glossary_load(ctx, glossary, path), NB_OK);
  nb_str known = NB_STR("de\t90000\nopstand\t20\nstaking\t431\nvan\t50000\nzwaan\t2\n");
  assert_int_equal(nb_hinter_new(ctx, lexicon, NULL, NULL, known, &hinter), NB_OK);
  assert_string_equal(hint(hinter, "De staking in Moskou en de opstand van de zwaan.").ptr,
                      "De staking in Moskou <h> Moscow </h> en de opstand van de zwaan <h> swan </h>.");
  nb_hinter_free(hinter);
  assert_int_equal(nb_hinter_new(ctx, lexicon, NULL, glossary, known, &hinter), NB_OK);
  assert_string_equal(
      hint(hinter, "De staking in Moskou en de opstand van de zwaan.").ptr,
      "De staking <h> industrial action </h> in Moskou <h> Moskva </h> en de opstand van de zwaan <h> swan </h>.");
  nb_hinter_free(hinter);
  /* tables that are no tables: every word is rare, nothing worse */
  static const char *const odd[] = {"", "\n", "\n\n\n", "zwaan", "\t5", "de\t1\nde", "zwaan\t99999999999999999999"};
  for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
    assert_int_equal(nb_hinter_new(ctx, lexicon, NULL, NULL, nb_str_of(odd[i]), &hinter), NB_OK);
    assert_int_equal(strncmp(hint(hinter, "een zwaan").ptr, "een", 3), 0);
    nb_hinter_free(hinter);
  }
  nb_user_glossary_free(glossary);
  nb_lexicon_free(lexicon);
  unlink(path);
}

/* What a word means in its sentence is hinted however often training had it. */
static void senses_of_words(void **state) {
  (void)state;
  nb_lexicon *lexicon;
  nb_tagger *tagger;
  nb_hinter *hinter;
  assert_int_equal(nb_lexicon_open(ctx, &lexicon), NB_OK);
  assert_int_equal(nb_tagger_new(ctx, lexicon, &tagger), NB_OK);
  nb_str known = NB_STR(
      "De\t900\nde\t900\neen\t900\nin\t900\nkop\t900\nnam\t900\nom\t900\nopstand\t900\n"
      "sloot\t900\nte\t900\n");
  assert_int_equal(nb_hinter_new(ctx, lexicon, tagger, NULL, known, &hinter), NB_OK);
  assert_non_null(strstr(hint(hinter, "De opstand de kop in te drukken.").ptr, "drukken <h> quash"));
  assert_non_null(strstr(hint(hinter, "De rechter wees het verzoek af.").ptr, "wees <h> rejected"));
  assert_non_null(strstr(hint(hinter, "De partij is aan de macht.").ptr, "macht <h> in power"));
  assert_null(strstr(hint(hinter, "De man nam een kop.").ptr, "nam <h>"));
  assert_non_null(strstr(hint(hinter, "De auto lag in een sloot.").ptr, "sloot <h> ditch </h>"));
  assert_null(strstr(hint(hinter, "De haven sloot om acht uur.").ptr, "sloot <h>"));
  const nb_str wanted = NB_STR("Nam");
  nb_str out;
  assert_int_equal(
      nb_hint(ctx, hinter, arena, NB_STR("De man nam een kop."), &(nb_hint_choice){20, &wanted, 1, NULL}, &out), NB_OK);
  assert_non_null(strstr(out.ptr, "nam <h> took"));
  assert_null(strstr(out.ptr, "kop <h>"));
  nb_hinter_free(hinter);
  char path[] = "/tmp/nb-hints-XXXXXX"; /* the user's own verb in two parts */
  close(mkstemp(path));
  nb_user_glossary *glossary;
  assert_int_equal(nb_file_write(ctx, path, NB_STR("afwijzen\tthrow out\n")), NB_OK);
  assert_int_equal(nb_user_glossary_new(ctx, &glossary), NB_OK);
  assert_int_equal(nb_user_glossary_load(ctx, glossary, path), NB_OK);
  unlink(path);
  assert_int_equal(nb_hinter_new(ctx, lexicon, tagger, glossary, known, &hinter), NB_OK);
  nb_sense *senses = NULL;
  nb_str dutch = NB_STR("De rechter wees het verzoek af.");
  size_t n = 0, own = 0;
  assert_non_null(strstr(hint(hinter, dutch.ptr).ptr, "wees <h> threw out </h>"));
  assert_int_equal(nb_hint_senses(ctx, hinter, arena, dutch, &senses, &n), NB_OK);
  for (size_t i = 0; i < n; i++) own += senses[i].user && nb_str_eq_c(senses[i].english, "threw out");
  assert_int_equal(own, 1);
  nb_hinter_free(hinter);
  nb_user_glossary_free(glossary);
  nb_tagger_free(tagger);
  nb_lexicon_free(lexicon);
}

static void hostile_input(void **state) {
  (void)state;
  static const char *const texts[] = {"\xFF\xFE\x80", "\xC3",      "<<<<<<", "\xEF\xBC",   "Zwarte \xC3\x28 Zee",
                                      "'s",           "A\xCC\x81", "<h",     "opstand\xFF"};
  nb_hint_tables t = over(&tables);
  nb_str out;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    assert_int_equal(nb_hint_by(ctx, &t, arena, nb_str_of(texts[i]), SIZE_MAX, &out), NB_OK);
  nb_buf long_text;
  nb_buf_init(&long_text, 1 << 22);
  for (int i = 0; i < 20000; i++) nb_buf_add_c(&long_text, "Zwarte Zee opstand ");
  for (int i = 0; i < 200000; i++) nb_buf_add_c(&long_text, "staat");
  assert_int_equal(nb_hint_by(ctx, &t, arena, nb_buf_str(&long_text), RARE, &out), NB_OK);
  assert_true(nb_str_ends(out, NB_STR("staatstaat")));
  nb_buf_free(&long_text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rules),
      cmocka_unit_test(hints_for_common_words),
      cmocka_unit_test(the_user_wins),
      cmocka_unit_test(lexicon_and_glossary),
      cmocka_unit_test(users_terms_by_lemma),
      cmocka_unit_test(senses_of_words),
      cmocka_unit_test(hostile_input),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
