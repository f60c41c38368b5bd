/* nb_read_html: the article in a page, and nothing else of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "read/reader.h"
#include "show_document.h"

#define FIRST \
  "<p>De brug bij Zwolle gaat vanaf maandag een week dicht voor onderhoud aan het wegdek, meldt de provincie.</p>"
#define FIRST_TEXT \
  "P De brug bij Zwolle gaat vanaf maandag een week dicht voor onderhoud aan het wegdek, meldt de provincie.\n"
#define SECOND "<p>Verkeer richting Kampen moet omrijden via Hattem. Dat kost volgens de provincie een half uur.</p>"
#define SECOND_TEXT "P Verkeer richting Kampen moet omrijden via Hattem. Dat kost volgens de provincie een half uur.\n"
#define NAV "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
#define COOKIES                                                                                                     \
  "<p>Wij en onze partners plaatsen cookies om advertenties te tonen en het gebruik van de site te meten. Door op " \
  "akkoord "                                                                                                        \
  "te klikken geeft u daar toestemming voor.</p><p>U kunt uw voorkeuren voor cookies altijd aanpassen.</p>"
#define FOOTER \
  "<footer><p>\xC2\xA9 2023 De Krant. Alle rechten voorbehouden, ook die op tekst en datamining.</p></footer>"

static void check_bytes(nb_str html, nb_str charset, const char *expected) {
  nb_context *ctx = nb_context_new();
  nb_document *d;
  if (nb_read_html(ctx, NB_STR("p.html"), html, charset, &d) != NB_OK) fail_msg("%s", nb_error(ctx));
  char *shown = show_document(d);
  assert_string_equal(shown, expected);
  free(shown);
  nb_document_free(d);
  nb_context_free(ctx);
}

static void check(const char *html, const char *expected) {
  check_bytes(nb_str_of(html), NB_STR(""), expected);
}

static void refuse(const char *html, const char *message) {
  nb_context *ctx = nb_context_new();
  nb_document *d;
  assert_int_equal(nb_read_html(ctx, NB_STR("p.html"), nb_str_of(html), NB_STR(""), &d), NB_DATA);
  assert_string_equal(nb_error(ctx), message);
  nb_context_free(ctx);
}

static void a_marked_article(void **state) {
  (void)state;
  check(
      "<!doctype html><html><head><title>Brug dicht | De Krant</title><meta property='og:title' content='Brug bij "
      "Zwolle dicht'>"
      "<meta property='og:site_name' content='De Krant'><meta property='article:published_time' "
      "content='2023-05-12T10:00'>"
      "<link rel='canonical' href='https://krant.example/brug'></head><body><header><p>Het laatste nieuws uit Zwolle "
      "en "
      "omgeving, elke dag weer.</p>" NAV
      "</header><main><article><header><h1>Brug bij Zwolle dicht</h1><p>Door Jan Jansen</p>"
      "<time datetime='2023-05-13'>13 mei 2023</time><p class='article-intro'>Een week lang kan er niets over de "
      "brug.</p></header>" FIRST
      "<figure><img src='b'><figcaption>De brug bij Zwolle, vorig jaar gezien vanaf de dijk.</figcaption></figure>"
      "<h2>Omleiding</h2>" SECOND
      "<p>Foto: ANP</p><p>Lees ook: <a href='/x'>Zo rijdt u om.</a></p><h2>Meer nieuws</h2>"
      "<ul><li><a href='/y'>Een heel ander bericht</a></li></ul></article><aside>" SECOND "</aside></main>" FOOTER,
      "Brug bij Zwolle dicht|2023-05-12T10:00|De Krant|https://krant.example/brug\n"
      "L Een week lang kan er niets over de brug.\n" FIRST_TEXT "H Omleiding\n" SECOND_TEXT);
}

static void an_unmarked_article(void **state) {
  (void)state;
  check(
      "<html><head><title>Brug dicht | maar niet lang - De Krant</title></head><body class='cookie-on'>"
      "<div class='top'><a href='/'>De Krant</a><ul><li><a href='/sport'>Sport</a></li></ul></div><div class='wrap'>"
      "<div class='left'><a href='/a'>Gemeente Zwolle wil een tweede brug over de IJssel bouwen.</a></div><div "
      "class='mid'>"
      "<div class='par'>" FIRST "</div><div class='par'>" SECOND
      "</div><div class='meta'>3 minuten leestijd</div>"
      "<div class='share-bar'><p>Deel dit artikel met uw vrienden, familie en collega's op het werk.</p></div>"
      "</div></div>" COOKIES FOOTER,
      "Brug dicht | maar niet lang|||\n" FIRST_TEXT SECOND_TEXT);
}

static void the_body_marked_and_its_lead_beside_it(void **state) {
  (void)state;
  check(
      "<html><body><article><p class='lead'>Een week lang kan er niets over de brug.</p>"
      "<div itemprop='articleBody'>" FIRST SECOND "</div></article></body></html>",
      "L Een week lang kan er niets over de brug.\n" FIRST_TEXT SECOND_TEXT);
}

static void cookie_notices(void **state) {
  (void)state;
  refuse("<html><head><title>Privacykeuze</title></head><body><div class='box'><h1>Welkom</h1>" COOKIES
         "</div></body></html>",
         "p.html: no article, only a notice about cookies or consent");
  refuse("<html><body>" NAV "<div id='cookie-banner'>" COOKIES "</div>" FOOTER "</body></html>",
         "p.html: no article text");
  check(
      "<html><head><meta name='date' content='2023-05-12'><title>Boete voor cookies zonder "
      "toestemming</title></head><body>"
      "<article><p>De toezichthouder legt twee sites een boete op, omdat zij zonder toestemming cookies plaatsen. Dat "
      "mag niet, "
      "zegt de voorzitter: \"Wij accepteren dat niet.\"</p></article></body></html>",
      "Boete voor cookies zonder toestemming|2023-05-12||\nP De toezichthouder legt twee sites een boete op, omdat zij "
      "zonder "
      "toestemming cookies plaatsen. Dat mag niet, zegt de voorzitter: \"Wij accepteren dat niet.\"\n");
}

static void white_space_and_inline_elements(void **state) {
  (void)state;
  check(
      "<p>De\n  <a href='/b'>brug</a> is <em>nog</em><b>al</b>\r\n oud,<br>zegt&nbsp;Ren&eacute;&#33; <!-- nee "
      "--><script>x()</script></p>"
      "<div>Eerste alinea zonder element eromheen.<br><br>Tweede alinea zonder element eromheen.</div>",
      "P De brug is nogal oud, zegt\xC2\xA0Ren\xC3\xA9!\n"
      "P Eerste alinea zonder element eromheen.\nP Tweede alinea zonder element eromheen.\n");
}

static void quotes_lists_and_bold_headings(void **state) {
  (void)state;
  check("<html><body><article>" FIRST "<p><strong>Kritiek van winkeliers</strong></p>" SECOND
        "<blockquote><p>Dit kost ons klanten.</p><footer>Anna Bos, <cite>voorzitter</cite></footer></blockquote>"
        "<figure class='pullquote'><blockquote>Ik geloof er niets van.<cite>Piet Smit</cite></blockquote></figure>"
        "<p>Dat had de provincie eerder moeten zeggen. Karim el Amrani wethouder</p>"
        "<ul><li>De brug gaat maandag dicht</li><li><p>De omleiding is 12 "
        "kilometer</p></li></ul></article></body></html>",
        FIRST_TEXT "H Kritiek van winkeliers\n" SECOND_TEXT
                   "Q Dit kost ons klanten. -- Anna Bos, voorzitter\nQ Ik geloof er niets van. -- Piet Smit\n"
                   "Q Dat had de provincie eerder moeten zeggen. -- Karim el Amrani wethouder\n"
                   "* De brug gaat maandag dicht\n* De omleiding is 12 kilometer\n");
}

static void what_is_not_seen_is_not_read(void **state) {
  (void)state;
  check("<html><body><article>" FIRST
        "<p hidden>Verborgen tekst, lang genoeg om op te vallen in de uitvoer.</p>"
        "<div style='display:none'>" SECOND
        "</div><span aria-hidden='true'>Verborgen tekst.</span>"
        "<noscript><p>Zet JavaScript aan om deze site te kunnen lezen.</p></noscript><template>" SECOND
        "</template>" FIRST "</article></body></html>",
        FIRST_TEXT);
}

static void a_class_that_misleads_does_not_empty_the_page(void **state) {
  (void)state;
  check("<html><body><div class='social-article'>" FIRST SECOND "</div></body></html>", FIRST_TEXT SECOND_TEXT);
  check("<html><body><form class='aspnet'><main>" FIRST "</main></form></body></html>", FIRST_TEXT);
}

static void what_belongs_to_the_site(void **state) {
  (void)state;
  check("<html><body><main><article><ul><li>De Redactie</li><li>Regio Oost</li></ul>" FIRST
        "<div><h2>Bekijk ook</h2><ul><li><a href='/a'>Weer een andere brug dicht</a></li></ul></div>" SECOND
        "</article><section><h2>Meer nieuws</h2><a href='/b'><p>Een samenvatting die lang genoeg is om mee te "
        "tellen.</p></a>"
        "</section></main></body></html>",
        FIRST_TEXT SECOND_TEXT);
  check("<html><body><article>" FIRST
        "<div class='paywall'><p>Neem nu een abonnement op onze krant.</p></div>"
        "<div class='paywall-content'>" SECOND
        "<p>De winkeliers zijn boos.</p><p>De provincie wil praten.</p></div>"
        "<p>Word abonnee en lees verder.</p><p>(Tekst gaat verder onder de foto.)</p><p>Zie ook | Zo rijdt u om.</p>"
        "</article></body></html>",
        FIRST_TEXT SECOND_TEXT "P De winkeliers zijn boos.\nP De provincie wil praten.\n");
}

static void tables_for_layout(void **state) {
  (void)state;
  check(
      "<html><head><title>Brug dicht</title></head><body><table><tr><td><a href='a'>Nieuws</a><br><a "
      "href='b'>Sport</a></td>"
      "<td><font size=5><b>Brug dicht</b></font><br><br>De brug bij Zwolle gaat een week dicht, meldt de provincie "
      "<i>Overijssel</i>.<br><br>Verkeer moet via Hattem omrijden, zo staat op de borden langs de "
      "weg.</td></tr></table></body></html>",
      "Brug dicht|||\nP De brug bij Zwolle gaat een week dicht, meldt de provincie Overijssel.\n"
      "P Verkeer moet via Hattem omrijden, zo staat op de borden langs de weg.\n");
}

static void fragments_of_feeds(void **state) {
  (void)state;
  check("Nederland wint goud op de 500 meter", "P Nederland wint goud op de 500 meter\n");
  check("De brug &amp; de sluis zijn dicht.", "P De brug & de sluis zijn dicht.\n");
  check("<p>De brug is dicht.</p><p>Dat duurt een week.</p><p><a href='/x'>Lees verder</a></p>",
        "P De brug is dicht.\nP Dat duurt een week.\n");
  check("<a href='/x'>Brug dicht</a>", "P Brug dicht\n");
  refuse("", "p.html: no article text");
  refuse("<p> </p>", "p.html: no article text");
}

static void charsets_of_pages(void **state) {
  (void)state;
  nb_str html = NB_STR(
      "<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-15'></head><body><article>"
      "<p>Ren\xE9 eist \xA4 500.</p></article></body></html>");
  check_bytes(html, NB_STR(""), "P Ren\xC3\xA9 eist \xE2\x82\xAC 500.\n");
  check_bytes(html, NB_STR("windows-1252"), "P Ren\xC3\xA9 eist \xC2\xA4 500.\n");
  check_bytes(NB_STR("<p>Ren\xC3\xA9 is \0weg.</p>"), NB_STR("iso-8859-1"), "P Ren\xC3\xA9 is weg.\n");
}

static void very_many_attributes(void **state) {
  (void)state;
  size_t cap = 4 * 1024 * 1024, len = 0;
  char *html = malloc(cap + 200);
  len += (size_t)sprintf(html, "<p");
  while (len < cap) len += (size_t)sprintf(html + len, " a%zu", len);
  len += (size_t)sprintf(html + len, ">De brug is dicht.</p>");
  check_bytes((nb_str){html, len}, NB_STR(""), "P De brug is dicht.\n"); /* in well under the test's time limit */
  free(html);
}

static void deep_nesting(void **state) {
  (void)state;
  size_t n = 50000, len = 0;
  char *html = malloc(5 * n + 200);
  len += (size_t)sprintf(html, "<p>De brug is dicht.</p>");
  for (size_t i = 0; i < n; i++) len += (size_t)sprintf(html + len, "<div>");
  check_bytes((nb_str){html, len}, NB_STR(""), "P De brug is dicht.\n");
  free(html);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_marked_article),
      cmocka_unit_test(an_unmarked_article),
      cmocka_unit_test(the_body_marked_and_its_lead_beside_it),
      cmocka_unit_test(cookie_notices),
      cmocka_unit_test(white_space_and_inline_elements),
      cmocka_unit_test(quotes_lists_and_bold_headings),
      cmocka_unit_test(what_is_not_seen_is_not_read),
      cmocka_unit_test(a_class_that_misleads_does_not_empty_the_page),
      cmocka_unit_test(what_belongs_to_the_site),
      cmocka_unit_test(tables_for_layout),
      cmocka_unit_test(fragments_of_feeds),
      cmocka_unit_test(charsets_of_pages),
      cmocka_unit_test(very_many_attributes),
      cmocka_unit_test(deep_nesting),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
