/* nb_read_text: what the lines of a plain text are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "read/layout.h"
#include "read/reader.h"
#include "show_document.h"

static void check(const char *text, const char *expected) {
  nb_context *ctx = nb_context_new();
  nb_document *d;
  if (nb_read_text(ctx, NB_STR("t"), nb_str_of(text), NB_STR(""), &d) != NB_OK) fail_msg("%s", nb_error(ctx));
  char *shown = show_document(d);
  assert_string_equal(shown, expected);
  free(shown);
  nb_document_free(d);
  nb_context_free(ctx);
}

static void metadata_line_before_the_lead(void **state) {
  (void)state;
  check(
      " date 2023-05 De brug bij Zwolle gaat een week dicht. Dat meldt de provincie.\n\n"
      "Verkeer moet omrijden via Kampen.\n\nOmleiding\n\nDe omleiding kost een half uur.\n",
      "|2023-05||\n"
      "L De brug bij Zwolle gaat een week dicht. Dat meldt de provincie.\n"
      "P Verkeer moet omrijden via Kampen.\nH Omleiding\nP De omleiding kost een half uur.\n");
}

static void head_of_fields(void **state) {
  (void)state;
  check(
      "Titel: Brug bij Zwolle dicht\nDatum: 12 mei 2023\nBron: De Krant\nURL: https://krant.example/1\nDoor Jan de "
      "Vries\n\n"
      "De brug gaat een week dicht.\n",
      "Brug bij Zwolle dicht|12 mei 2023|De Krant|https://krant.example/1\nP De brug gaat een week dicht.\n");
  check("---\ntitle: \"Brug dicht\"\ndate: 2023-05-12\n---\nDe brug gaat dicht.\n",
        "Brug dicht|2023-05-12||\nP De brug gaat dicht.\n");
  check("Brug bij Zwolle dicht\nvrijdag 12 mei 2023, 14:30 uur\n\nDoor onze redactie\n\nDe brug gaat dicht.\n",
        "Brug bij Zwolle dicht|vrijdag 12 mei 2023, 14:30 uur||\nP De brug gaat dicht.\n");
  check("De brug gaat dicht.\n\nBron: de provincie meldt het.\n",
        "P De brug gaat dicht.\nP Bron: de provincie meldt het.\n");
}

static void first_line_as_title(void **state) {
  (void)state;
  check("Brug bij Zwolle een week dicht\n\nVerkeer moet omrijden.\n",
        "Brug bij Zwolle een week dicht|||\nP Verkeer moet omrijden.\n");
  check("Waarom gaat de brug bij Zwolle deze zomer alweer dicht?\nVerkeer moet omrijden. Dat duurt een week.\n",
        "Waarom gaat de brug bij Zwolle deze zomer alweer dicht?|||\nP Verkeer moet omrijden. Dat duurt een week.\n");
  check("Brug bij Zwolle een week dicht\n", "P Brug bij Zwolle een week dicht\n");
}

static void pull_quotes(void **state) {
  (void)state;
  check(
      "De brug gaat dicht.\n\n"
      "Dit kost ons elke dag klanten. Anna van der Meer voorzitter van de winkeliers\n\n"
      "'We gaan hier niet mee akkoord' Sophie in 't Veld, Europarlementari\xC3\xABr\n\n"
      "Dat had beter gekund!\nKarim el Amrani\nwethouder van Kampen\n\n"
      "Volgens de provincie is er overlegd met dr. Jan Pieters Bos\n\n"
      "Het werk begint maandag. De provincie wacht af\n",
      "P De brug gaat dicht.\n"
      "Q Dit kost ons elke dag klanten. -- Anna van der Meer voorzitter van de winkeliers\n"
      "Q 'We gaan hier niet mee akkoord' -- Sophie in 't Veld, Europarlementari\xC3\xABr\n"
      "Q Dat had beter gekund! -- Karim el Amrani\nwethouder van Kampen\n"
      "H Volgens de provincie is er overlegd met dr. Jan Pieters Bos\n"
      "H Het werk begint maandag. De provincie wacht af\n");
}

static void markdown(void **state) {
  (void)state;
  check(
      "\xEF\xBB\xBF# Brug dicht\r\n\r\n**De brug bij Zwolle gaat een week dicht.**\r\n\r\n## Omleiding\r\nVerkeer "
      "rijdt om:\r\n"
      "* via Kampen\r\n- via Hattem\r\n\r\n***\r\n\r\n> Dit kost ons klanten.\r\n",
      "Brug dicht|||\nL De brug bij Zwolle gaat een week dicht.\nH Omleiding\nP Verkeer rijdt om:\n"
      "* via Kampen\n* via Hattem\nQ Dit kost ons klanten.\n");
}

static void hard_wrapped_lines(void **state) {
  (void)state;
  check(
      "De brug bij Zwolle gaat vanaf maandag een week dicht voor onderhoud\n"
      "aan het wegdek. Dat heeft de provincie vrijdag bekendgemaakt. Verkeer\n"
      "Richting Kampen moet omrijden.\n\n"
      "Omleiding\nDe omleiding loopt via Hattem en kost een half uur, zegt de\nprovincie.\n",
      "P De brug bij Zwolle gaat vanaf maandag een week dicht voor onderhoud\n"
      "aan het wegdek. Dat heeft de provincie vrijdag bekendgemaakt. Verkeer\n"
      "Richting Kampen moet omrijden.\n"
      "H Omleiding\nP De omleiding loopt via Hattem en kost een half uur, zegt de\nprovincie.\n");
}

static void a_wide_title_and_a_dash_do_not_hide_the_wrapping(void **state) {
  (void)state;
  check(
      "Brug bij Zwolle gaat vanaf maandag een hele week dicht voor onderhoud aan het wegdek\n\n"
      "Het werk aan de brug wordt uitgevoerd door twee bedrijven uit Kampen\n"
      "- Bos en Smit - en moet vrijdag klaar zijn. Daarvoor is zes miljoen\n"
      "euro uitgetrokken.\n",
      "Brug bij Zwolle gaat vanaf maandag een hele week dicht voor onderhoud aan het wegdek|||\n"
      "P Het werk aan de brug wordt uitgevoerd door twee bedrijven uit Kampen\n"
      "- Bos en Smit - en moet vrijdag klaar zijn. Daarvoor is zes miljoen\neuro uitgetrokken.\n");
}

static void a_paragraph_per_line(void **state) {
  (void)state;
  const char *one =
      "De brug bij Zwolle gaat vanaf maandag een hele week dicht voor onderhoud aan het wegdek. Dat heeft de provincie "
      "vrijdag bekendgemaakt.";
  char text[1024], expected[1024];
  snprintf(text, sizeof text, "%s\nEen kort bericht.\nOmleiding\n%s\n", one, one);
  snprintf(expected, sizeof expected, "P %s\nP Een kort bericht.\nH Omleiding\nP %s\n", one, one);
  check(text, expected);
}

static void furniture_is_left_out(void **state) {
  (void)state;
  check(
      "De brug gaat dicht.\n\nFoto: ANP\n\nLees ook: Zo rijdt u om.\n\nAdvertentie\n\n"
      "Foto's van de brug gingen de wereld over.\n",
      "P De brug gaat dicht.\nP Foto's van de brug gingen de wereld over.\n");
}

static void nothing_to_read(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_document *d;
  assert_int_equal(nb_read_text(ctx, NB_STR("leeg.txt"), NB_STR("\n \n---\n"), NB_STR(""), &d), NB_DATA);
  assert_string_equal(nb_error(ctx), "leeg.txt: no text");
  nb_context_free(ctx);
}

static void too_many_paragraphs(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_document *d;
  size_t n = 4 * (size_t)(NB_BLOCK_CAP + 1);
  char *text = malloc(n);
  for (size_t i = 0; i < n; i += 4) memcpy(text + i, "A.\n\n", 4);
  assert_int_equal(nb_read_text(ctx, NB_STR("veel"), (nb_str){text, n}, NB_STR(""), &d), NB_DATA);
  assert_string_equal(nb_error(ctx), "veel: more than 100000 paragraphs");
  free(text);
  nb_context_free(ctx);
}

static void dates(void **state) {
  (void)state;
  const struct {
    const char *text;
    size_t len;
  } cases[] = {{"2022-01 De", 7},
               {"2022-01-31", 10},
               {"2022-01-31T10:00:00+01:00 x", 25},
               {"12-5-2023, 9.30 uur", 19},
               {"1/2/2023", 8},
               {"vr. 12 mei 2023 x", 15},
               {"mei 2023", 8},
               {"2022-0", 0},
               {"12 appels 2023", 0},
               {"2022-01x", 0},
               {"", 0},
               {"12 mei", 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(nb_date_prefix(nb_str_of(cases[i].text)), cases[i].len);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(metadata_line_before_the_lead),
      cmocka_unit_test(head_of_fields),
      cmocka_unit_test(first_line_as_title),
      cmocka_unit_test(pull_quotes),
      cmocka_unit_test(markdown),
      cmocka_unit_test(hard_wrapped_lines),
      cmocka_unit_test(a_wide_title_and_a_dash_do_not_hide_the_wrapping),
      cmocka_unit_test(a_paragraph_per_line),
      cmocka_unit_test(furniture_is_left_out),
      cmocka_unit_test(nothing_to_read),
      cmocka_unit_test(too_many_paragraphs),
      cmocka_unit_test(dates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
