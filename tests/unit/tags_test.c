/* analyse/tags: parts of speech in context. In the cases, a space separates the tokens and a tag stands behind those
 * that are checked: "Zij probeert te winnen/VERB .". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "analysed.h"
#include "base/file.h"
#include "text/tokenizer.h"

static void check(const nb_stages *s, const char *wanted) {
  nb_arena *arena = nb_arena_new();
  nb_str rest = nb_str_of(wanted), item, text = NB_STR("");
  nb_str tags_wanted[64];
  size_t n_wanted = 0, n;
  while (nb_str_split(&rest, ' ', &item)) {
    nb_str form;
    nb_str_split(&item, '/', &form);
    tags_wanted[n_wanted++] = item;
    text = nb_arena_printf(arena, NB_STR_FMT "%s" NB_STR_FMT, NB_STR_ARG(text), text.len ? " " : "", NB_STR_ARG(form));
  }
  nb_token *tokens;
  nb_tag *tags;
  assert_int_equal(nb_tokenize(s->ctx, arena, text, &tokens, &n), NB_OK);
  assert_int_equal(n, n_wanted);
  assert_int_equal(nb_tag_tokens(s->ctx, s->tagger, arena, tokens, n, &tags), NB_OK);
  for (size_t i = 0; i < n; i++)
    if (tags_wanted[i].ptr && !nb_str_eq_c(tags_wanted[i], nb_pos_name(tags[i].pos)))
      fail_msg("%s: " NB_STR_FMT " is %s", wanted, NB_STR_ARG(tokens[i].text), nb_pos_name(tags[i].pos));
  nb_arena_free(arena);
}

static void check_all(const nb_stages *s, const char *const *cases) {
  for (; *cases; cases++) check(s, *cases);
}

static void infinitives(void **state) {
  static const char *const cases[] = {
      "Zij probeert/VERB de wedstrijd te/PART winnen/VERB .",
      "Het schip weigert te/PART wijken/VERB voor de storm .",
      "De boeren/NOUN willen/AUX in de stad werken/VERB .",
      "Het/DET werken/NOUN gaat goed .",
      "Wij werken/VERB in de haven .",
      "De ploeg moest in de regen op de dijk werken/VERB .",
      "De brug bleek te/ADV smal/ADJ .",
      NULL,
  };
  check_all(*state, cases);
}

static void verb_or_possessive(void **state) {
  static const char *const cases[] = {
      "De dijken zijn/AUX hersteld .",     "Zijn/DET fiets is gestolen .",
      "Hij verloor zijn/DET baan .",       "De bruggen kunnen over een week klaar zijn/AUX .",
      "De vrouw brak haar/DET arm/NOUN .", NULL,
  };
  check_all(*state, cases);
}

static void that_and_which(void **state) {
  static const char *const cases[] = {
      "De man die/PRON gisteren viel , is thuis .",
      "Die/DET brug is dicht .",
      "Dat/DET huis is verkocht .",
      "Hij zegt dat/SCONJ de oogst mislukt .",
      "Dat/PRON is een feit .",
      "Dat/PRON zei de minister .",
      NULL,
  };
  check_all(*state, cases);
}

static void nouns_and_verbs(void **state) {
  static const char *const cases[] = {
      "De stem/NOUN van de raad telt/VERB .", "Ik stem/VERB morgen .",
      "Er is geen weg/NOUN terug .",          "De weg/NOUN is weg/ADV .",
      "De boeken/NOUN liggen klaar .",        "Zij boeken/VERB een hotel .",
      "De inwoners vragen/VERB om hulp .",    NULL,
  };
  check_all(*state, cases);
}

/* A capital says little at the start, and much inside. */
static void capitals(void **state) {
  static const char *const cases[] = {
      "Dijken/NOUN zijn hoog .",
      "Zij woont in Bergen/PROPN .",
      "Minister/NOUN Jansen/PROPN weet het .",
      "Brand/NOUN verwoest loods in Zwolle/PROPN .",
      "Oekra\xC3\xAFne/PROPN vraagt om hulp .",
      "'s Avonds/NOUN ging Vrzkonja/PROPN naar huis .",
      "\" Grote/ADJ woorden \" , zei hij .",
      NULL,
  };
  check_all(*state, cases);
}

static void other_tokens(void **state) {
  static const char *const cases[] = {
      "Op 3/NUM mei meldde www.krant.nl/PROPN iets/PRON ./PUNCT",
      "Een 50-jarige/ADJ man .",
      "De waterpeilmeterinstallatie/NOUN is kapot .", /* a compound that no list has */
      "Gisteren kwam Blorfplank/PROPN aan .",
      "?/PUNCT",
      NULL,
  };
  check_all(*state, cases);
}

/* A form with several verb readings has the features of the one that is chosen. */
static void features(void **state) {
  const nb_stages *s = *state;
  nb_analysed *a =
      nb_analysed_text(s, NB_STR("Zij proberen te ontsnappen.\nDe dieven ontsnappen.\nDe dief is ontsnapt."));
  const nb_tag *const *tags = (const nb_tag *const *)a->analysis.tags;
  assert_true(tags[0][3].features & NB_INFINITIVE && !(tags[0][3].features & NB_FINITE));
  assert_true(tags[1][2].features & NB_FINITE && !(tags[1][2].features & NB_INFINITIVE));
  assert_true(tags[2][3].features & NB_PARTICIPLE);
  static const size_t verb[] = {3, 2, 3};
  for (size_t i = 0; i < 3; i++) assert_true(nb_str_eq_c(tags[i][verb[i]].lemma, "ontsnappen"));
  assert_true(nb_str_eq_c(nb_str_sub(tags[2][3].english, 0, 7), "escaped"));
  nb_document_free(a->document);
}

static void starts(void **state) {
  const nb_stages *s = *state;
  nb_arena *arena = nb_arena_new();
  nb_token *t;
  size_t n;
  assert_int_equal(nb_tokenize(s->ctx, arena, NB_STR("'s Morgens zei hij: \"Ja, Wim.\" Dat was (Toen) alles."), &t, &n),
                   NB_OK);
  static const char *const at_start[] = {"'s", "Morgens", "\"", "Ja", "\"", "Dat", "Toen"};
  size_t found = 0;
  for (size_t i = 0; i < n; i++) {
    bool wanted = false;
    for (size_t k = 0; k < sizeof at_start / sizeof *at_start; k++)
      wanted = wanted || nb_str_eq_c(t[i].text, at_start[k]);
    if (t[i].kind != NB_WORD) continue;
    if (nb_at_start(t, i) != wanted) fail_msg("start: " NB_STR_FMT, NB_STR_ARG(t[i].text));
    found += wanted;
  }
  assert_int_equal(found, 5);
  nb_arena_free(arena);
}

static void nothing(void **state) {
  const nb_stages *s = *state;
  nb_arena *arena = nb_arena_new();
  nb_tag *tags;
  assert_int_equal(nb_tag_tokens(s->ctx, s->tagger, arena, NULL, 0, &tags), NB_OK);
  nb_arena_free(arena);
}

/* A file that is no model of the tagger's is refused, with its name. */
static void damaged(void **state) {
  const nb_stages *s = *state;
  char folder[] = "/tmp/nb-tags-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/tags.model", folder);
  nb_context *ctx = nb_context_new();
  nb_tagger *tagger = NULL;
  assert_int_equal(nb_file_write(ctx, path, NB_STR(NB_SEQ_MAGIC "and nothing that belongs behind it")), NB_OK);
  assert_int_equal(nb_context_set_data_dir(ctx, folder), NB_OK);
  assert_int_equal(nb_tagger_new(ctx, s->lexicon, &tagger), NB_CONFIG);
  assert_null(tagger);
  assert_non_null(strstr(nb_error(ctx), "tags.model"));
  nb_context_free(ctx);
  unlink(path);
  rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(infinitives),    cmocka_unit_test(verb_or_possessive),
      cmocka_unit_test(that_and_which), cmocka_unit_test(nouns_and_verbs),
      cmocka_unit_test(capitals),       cmocka_unit_test(other_tokens),
      cmocka_unit_test(features),       cmocka_unit_test(starts),
      cmocka_unit_test(nothing),        cmocka_unit_test(damaged),
  };
  return cmocka_run_group_tests(tests, nb_stages_open, nb_stages_close);
}
