/* text/splitter: what ends a sentence and what does not. In the cases, '|' stands where the text is to be cut. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/splitter.h"

typedef struct fixture {
  nb_context *ctx;
  nb_arena *arena;
  nb_splitter *splitter;
} fixture;

static int setup(void **state) {
  static fixture f;
  f.ctx = nb_context_new();
  f.arena = nb_arena_new();
  assert_int_equal(nb_splitter_new(f.ctx, &f.splitter), NB_OK);
  *state = &f;
  return 0;
}

static int teardown(void **state) {
  fixture *f = *state;
  nb_splitter_free(f->splitter);
  nb_arena_free(f->arena);
  nb_context_free(f->ctx);
  return 0;
}

/* The sentences of `text`, with " | " between them. */
static nb_str cut(fixture *f, nb_str text) {
  nb_span *spans;
  size_t n;
  assert_int_equal(nb_split(f->ctx, f->splitter, f->arena, text, &spans, &n), NB_OK);
  nb_str out = NB_STR("");
  for (size_t i = 0; i < n; i++) {
    nb_str sentence = nb_str_sub(text, spans[i].start, spans[i].end);
    out = nb_arena_printf(f->arena, NB_STR_FMT "%s" NB_STR_FMT, NB_STR_ARG(out), i ? " | " : "", NB_STR_ARG(sentence));
  }
  return out;
}

static void check(fixture *f, const char *wanted) {
  char *text = nb_arena_cstr(f->arena, nb_str_of(wanted));
  size_t len = 0;
  for (size_t i = 0; wanted[i]; i++) {
    if (wanted[i] == '|')
      i++; /* and the space behind it */
    else
      text[len++] = wanted[i];
  }
  nb_str got = cut(f, (nb_str){text, len});
  if (!nb_str_eq_c(got, wanted)) fail_msg("wanted %s\n   got " NB_STR_FMT, wanted, NB_STR_ARG(got));
}

#define CHECK_ALL(f, cases) \
  for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++) check(f, (cases)[i])

static void plain_ends(void **state) {
  static const char *const cases[] = {
      "De brug is dicht. | Auto's rijden om.",
      "Komt hij? | Nee! | Dan gaan wij.",
      "Wat?! | Dat kan niet.",
      "Het regent... | De straten lopen vol.",
      "Zij weifelde ... en bleef.",
      "De boot zonk. | ...en toen werd het stil.",
      "De oogst mislukte. | 81 procent van de aardappels rotte.",
      "Dat kost veel. | \xE2\x82\xAC 5 miljoen is te weinig.",
      "Hij kwam laat. | 's Avonds vertrok hij weer.",
      "Het waait. | 't Is koud. | 'n Jas helpt.",
      "De verkoop daalt. | iPhones blijven liggen.",
      "De haven is klaar.Het eerste schip komt morgen.",
      "Zij won goud. | (Zilver was er ook.) | Brons niet.",
      "Dat staat vast.[12] | De rest niet.",
      "Een mooie dag. | \xE2\x80\x93 De boer werkt door.",
  };
  static const char *const glued[] = {"De haven is klaar.", "Het eerste schip komt morgen."};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    if (i != 11) check(*state, cases[i]);
  nb_str got = cut(*state, nb_str_of(cases[11])); /* no space between them */
  assert_true(nb_str_starts(got, nb_str_of(glued[0])) && nb_str_ends(got, nb_str_of(glued[1])) &&
              nb_str_find(got, NB_STR(" | "), 0) != NB_NOT_FOUND);
}

static void abbreviations(void **state) {
  static const char *const cases[] = {
      "Dr. Bakker en mevr. De Wit spraken met prof. Van Loon. | Dhr. Smit zweeg.",
      "Er kwamen ca. 40 boeren. | Dat is ca. de helft.",
      "Het plan (o.a. Dit deel) kost 5 mln. euro, d.w.z. 2 mld. Zweedse kronen.",
      "De brief d.d. 3 mei gaat m.b.t. de boete over de zgn. Molenwet.",
      "Zij verkopen appels, peren enz. | Daarna sluiten ze.",
      "Zie art. 12 en blz. 3 van nr. 7.",
      "Dat is ware kunst, dus art. | De kenners juichen.",
      "De rit duurt tien min. | Jan fietst harder.",
      "Dat kost min. 30 en max. 50 euro.",
      "Hij wordt nooit prof. | Maar zijn zus wel.",
      "In de VS. | Trump is daar.",
      "Zij kijkt graag tv. | Piet ook.",
      "A.s. zondag is het feest. | Op 3 jan. 2020 ook.",
      "In 44 v.Chr. stierf hij. | Rome treurde.",
      "Ajax vs. Feyenoord wordt gestaakt.",
      "N.B. De winkel is dicht.",
  };
  CHECK_ALL(*state, cases);
}

static void initials(void **state) {
  static const char *const cases[] = {
      "J. Bakker en Lester B. Pearson. | A.F.Th. van der Heijden schrijft.",
      "J. De Vries en K. van 't Hof kwamen. | P. 't Hart niet.",
      "De verdachte is Kees P. | De rechter wacht.",
      "Wij kiezen plan B. | Dat is beter.",
      "Koning Willem III. | De prins volgt.",
      "Hij speelt bij F.C. Twente in St. Maarten.",
      "Th. Janssen Jr. woont daar.",
  };
  CHECK_ALL(*state, cases);
}

static void numbers_and_addresses(void **state) {
  static const char *const cases[] = {
      "Om 17.30 uur was het 3.5 graden. | Op 3.12. kwam de sneeuw.",
      "Dat was in 2001. | Toen won hij met 2-1. | PSV verloor.",
      "Lees www.krant.nl. | Daar staat het. | Mail naar piet@krant.nl. | Hij antwoordt.",
      "Versie 2.0. | Die werkt.",
      "1. Kook het water. | 2. Voeg zout toe.",
      "Zij werd de 49. in de rij.",
  };
  CHECK_ALL(*state, cases);
}

static void quotations(void **state) {
  static const char *const cases[] = {
      "\"Kom je?\" vroeg Jan. | \"Nee!\" | Zij bleef.",
      "'Ik kom', zei Jan. | 'De trein is laat.' | Hij rende.",
      "\xE2\x80\x9EIk kom.\xE2\x80\x9D | Hij rende. | \xE2\x80\x98Goed.\xE2\x80\x99 | Zij ook.",
      ",,Ik kom.'' | Jan rende. | ,, Wij ook. '' | Zij zwegen.",
      ",,Omdat'', wist Jansen.,, wij scherp waren.",
      "Jan:,, Ik kom. | Jij ook. '' | Piet niet.",
      "\xC2\xABJa.\xC2\xBB | Zij lachte. | \xC2\xBBNee.\xC2\xAB | Hij niet.",
      "Het heet \"klaar\".<< | Daarna ging hij.",
      "Hij at (echt?) Jansens taart op.",
      "Dat is een(!) zin.",
      "Hij noemde de (luchtdoel)-raketten gevaarlijk. | 5 procent was raak.",
      "Hij zei: \"Ik ga. | Jij blijft.\" | Zij knikte.",
  };
  CHECK_ALL(*state, cases);
}

static void paragraphs_and_lists(void **state) {
  nb_str got =
      cut(*state, NB_STR("Kop zonder punt\n\nEen zin die\nverder gaat. En een.\n- brood\n- melk\n1. eieren\n"));
  assert_true(nb_str_eq_c(got, "Kop zonder punt | Een zin die\nverder gaat. | En een. | - brood | - melk | 1. eieren"));
  got = cut(*state, NB_STR("  \r\n \r\nJa.\r\n\r\n' Nee' \xC2\xA0\n\n"));
  assert_true(nb_str_eq_c(got, "Ja. | ' Nee'"));
  assert_int_equal(cut(*state, NB_STR(" \n\t ")).len, 0);
}

/* Spans grow, do not overlap, and hold every byte that is not white space. */
static void offsets(void **state) {
  fixture *f = *state;
  static const char *const pieces[] = {"Jan",      " ",    ". ", "\xE2\x80\x9D", "dr.", "\n",  "'",
                                       "\xC3\xA9", "\xFF", "5",  "...",          ",,",  "''",  "(",
                                       ")",        "?",    "De", "\xC2\xA0",     "- ",  "o.a."};
  uint32_t random = 12345;
  for (int round = 0; round < 500; round++) {
    nb_buf text;
    nb_buf_init(&text, 4096);
    for (int i = 0; i < 60; i++) {
      random = random * 1664525 + 1013904223;
      nb_buf_add_c(&text, pieces[(random >> 16) % (sizeof pieces / sizeof *pieces)]);
    }
    nb_str s = nb_buf_str(&text);
    nb_span *spans;
    size_t n, at = 0;
    assert_int_equal(nb_split(f->ctx, f->splitter, f->arena, s, &spans, &n), NB_OK);
    for (size_t i = 0; i <= n; i++) {
      size_t start = i < n ? spans[i].start : s.len;
      assert_true(at <= start);
      while (at < start) assert_true(nb_is_space(nb_utf8_next(s, &at)));
      if (i == n) break;
      assert_true(spans[i].start < spans[i].end && spans[i].end <= s.len);
      at = spans[i].end;
    }
    nb_buf_free(&text);
  }
}

static void endless_sentence_is_cut(void **state) {
  fixture *f = *state;
  nb_buf text;
  nb_buf_init(&text, 1 << 20);
  for (int i = 0; i < 50000; i++) nb_buf_add_c(&text, "woord ");
  nb_span *spans;
  size_t n;
  assert_int_equal(nb_split(f->ctx, f->splitter, f->arena, nb_buf_str(&text), &spans, &n), NB_OK);
  assert_in_range(n, 10, 30);
  nb_buf_free(&text);
}

static void broken_table_is_named(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_splitter *splitter = NULL;
  nb_context_set_data_dir(ctx, "/nonexistent");
  assert_int_equal(nb_splitter_new(ctx, &splitter), NB_CONFIG);
  assert_non_null(strstr(nb_error(ctx), "abbreviations.tsv"));
  assert_null(splitter);
  nb_context_free(ctx);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(plain_ends),
      cmocka_unit_test(abbreviations),
      cmocka_unit_test(initials),
      cmocka_unit_test(numbers_and_addresses),
      cmocka_unit_test(quotations),
      cmocka_unit_test(paragraphs_and_lists),
      cmocka_unit_test(offsets),
      cmocka_unit_test(endless_sentence_is_cut),
      cmocka_unit_test(broken_table_is_named),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
