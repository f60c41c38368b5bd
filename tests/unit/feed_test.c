/* read/feed and read/plain: what feeds look like in the wild, and what hostile ones try. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "read/feed.h"
#include "read/plain.h"

typedef struct fixture {
  nb_context *ctx;
  nb_arena *arena;
  nb_feed feed;
  size_t warnings;
} fixture;

static void count_warning(void *user, nb_log_level level, const char *message) {
  (void)message;
  fixture *f = user;
  f->warnings += level == NB_LOG_WARN;
}

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  f->ctx = nb_context_new();
  f->arena = nb_arena_new();
  nb_context_set_log(f->ctx, count_warning, f);
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  nb_arena_free(f->arena);
  nb_context_free(f->ctx);
  free(f);
  return 0;
}

static nb_status read_text(fixture *f, nb_str text) {
  return nb_read_feed(f->ctx, f->arena, NB_STR("proef.xml"), text, &f->feed);
}

static nb_status read_fixture(fixture *f, const char *name) {
  char path[1024];
  snprintf(path, sizeof path, "%s/data/feeds/%s", getenv("NB_TESTS_DIR"), name);
  nb_buf buf;
  nb_buf_init(&buf, NB_INPUT_CAP);
  assert_int_equal(nb_file_read(f->ctx, path, &buf), NB_OK);
  nb_status status = nb_read_feed(f->ctx, f->arena, nb_str_of(name), nb_buf_str(&buf), &f->feed);
  nb_buf_free(&buf);
  return status;
}

static void is(nb_str s, const char *expected) {
  char text[4096];
  snprintf(text, sizeof text, NB_STR_FMT, NB_STR_ARG(s));
  assert_string_equal(text, expected);
}

static void error_has(fixture *f, const char *part) {
  if (!strstr(nb_error(f->ctx), part)) fail_msg("\"%s\" is not in \"%s\"", part, nb_error(f->ctx));
}

static void rss(void **state) {
  fixture *f = *state;
  assert_int_equal(read_fixture(f, "rss2.xml"), NB_OK);
  is(f->feed.title, "Het Havenblad");
  is(f->feed.link, "https://www.havenblad.example/");
  assert_int_equal(f->feed.n_items, 2); /* the third has nothing to read */
  const nb_feed_item *a = &f->feed.items[0], *b = &f->feed.items[1];
  is(a->title, "Nieuwe brug over de Vecht blijft dicht & de veerpont vaart");
  is(a->id, "havenblad-1");
  is(a->link, "https://www.havenblad.example/nieuws/1?utm_source=rss&utm_medium=feed");
  is(a->date, "Mon, 24 Nov 2025 08:00:00 +0100");
  assert_true(nb_str_starts(a->html, NB_STR("<p>De nieuwe brug")));
  assert_true(nb_str_ends(a->html, NB_STR("ieder kwartier.</p>")));
  is(b->title, "Zwembad sluit deuren");
  is(b->link, "https://www.havenblad.example/nieuws/2");
  is(b->date, "2025-11-23T19:30:00+01:00");
  is(b->html, "<p>Het zwembad in Muiden sluit.&nbsp;De kosten zijn te hoog, zegt de gemeente.</p>");
}

static void atom(void **state) {
  fixture *f = *state;
  assert_int_equal(read_fixture(f, "atom.xml"), NB_OK);
  is(f->feed.title, "Polder & Dijk");
  is(f->feed.link, "https://polder.example/");
  assert_int_equal(f->feed.n_items, 2);
  const nb_feed_item *a = &f->feed.items[0], *b = &f->feed.items[1];
  is(a->title, "Dijk bij Marken versterkt");
  is(a->id, "urn:polder:1");
  is(a->link, "https://polder.example/1");
  is(a->date, "2025-11-24T09:00:00Z");
  is(a->html,
     "<div><p class=\"intro\">De dijk bij Marken is <em>sterker</em> dan ooit.<br>Het water stond 3 &lt; 4 meter "
     "hoog.</p><p>Het waterschap is klaar.</p></div>");
  is(b->title, "Waterschap: <geen> risico");
  is(b->html, "Kans op hoog water is &lt; 1 procent.");
}

static void rdf_with_entities_of_html(void **state) {
  fixture *f = *state;
  assert_int_equal(read_fixture(f, "rdf.xml"), NB_OK);
  is(f->feed.title, "Oud Nieuws");
  assert_int_equal(f->feed.n_items, 1);
  is(f->feed.items[0].title, "Café in Delft ’t Hoekje dicht");
  is(f->feed.items[0].id, "https://oud.example/a");
  is(f->feed.items[0].date, "2025-11-20");
  is(f->feed.items[0].html, "Het caf&eacute; sluit na&nbsp;veertig jaar.");
}

static void entities_without_a_doctype(void **state) {
  fixture *f = *state;
  assert_int_equal(
      read_text(f, NB_STR("<rss><channel><item><title>caf&eacute;&nbsp;dicht &amp; leeg</title><link>&nbsp;"
                          "</link></item></channel></rss>")),
      NB_OK);
  is(f->feed.items[0].title, "café dicht & leeg");
}

static void windows_1252(void **state) {
  fixture *f = *state;
  assert_int_equal(read_fixture(f, "windows1252.xml"), NB_OK);
  is(f->feed.items[0].title, "Fietspad ‘Opsterlân’ kost € 2 miljoen");
  is(f->feed.items[0].html, "Het fietspad – zo’n tien kilometer – wordt in priëel groen aangelegd.");
}

static void a_byte_order_mark(void **state) {
  static const char ascii[] = "<rss><channel><item><title>dijk \x01</title></item></channel></rss>";
  fixture *f = *state;
  char utf16[2 * sizeof ascii] = "\xFF\xFE"; /* without the final NUL, with the mark */
  for (size_t i = 0; i < sizeof ascii - 1; i++) {
    bool last = ascii[i] == 1; /* U+0153 */
    utf16[2 * i + 2] = last ? 0x53 : ascii[i];
    utf16[2 * i + 3] = last;
  }
  assert_int_equal(read_text(f, (nb_str){utf16, sizeof utf16}), NB_OK);
  is(f->feed.items[0].title, "dijk œ");
  assert_int_equal(read_text(f, NB_STR("\xEF\xBB\xBF<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><item>"
                                       "<title>café</title></item></channel></rss>")),
                   NB_OK);
  is(f->feed.items[0].title, "café");
}

static void what_the_declaration_gets_wrong(void **state) {
  fixture *f = *state;
  assert_int_equal(read_text(f, NB_STR("<?xml version='1.0' encoding='utf-8'?><rss><channel><item><title>caf\xE9 in "
                                       "Delft</title></item></channel></rss>")),
                   NB_OK);
  is(f->feed.items[0].title, "café in Delft");
  assert_int_equal(read_text(f, NB_STR("<?xml version='1.0' encoding='onzin'?><rss><channel><item><title>café"
                                       "</title></item></channel></rss>")),
                   NB_OK);
  is(f->feed.items[0].title, "café");
}

static void control_characters(void **state) {
  fixture *f = *state;
  assert_int_equal(read_text(f, NB_STR("<rss><channel><item><title>wat\ver\x1F\0op</title></item></channel></rss>")),
                   NB_OK);
  is(f->feed.items[0].title, "wat er op");
}

static void ids_where_the_feed_has_none(void **state) {
  fixture *f = *state;
  assert_int_equal(read_fixture(f, "no_guid.xml"), NB_OK);
  assert_int_equal(f->feed.n_items, 5);
  const nb_feed_item *i = f->feed.items;
  is(i[0].id, "https://zonder.example/een");
  assert_true(nb_str_starts(i[1].id, NB_STR("hash:")) && nb_str_starts(i[4].id, NB_STR("hash:")));
  assert_false(nb_str_eq(i[1].id, i[2].id));
  assert_true(nb_str_eq(i[2].id, i[3].id));
  assert_false(nb_str_eq(i[1].id, i[4].id));
}

static void sloppy_markup(void **state) {
  fixture *f = *state;
  assert_int_equal(read_fixture(f, "markup.xml"), NB_OK);
  is(f->feed.items[0].title, "Burgemeester: \"Het is af\"");
  is(f->feed.items[0].html,
     "<p title=\"a &quot;b&quot;\">Een bericht met <b>echte</b> elementen &amp; tekens.</p>"
     "<img src=\"x.png\">");
}

static void errors_name_the_place(void **state) {
  static const struct {
    const char *name, *error;
  } cases[] = {{"bomb.xml", "bomb.xml:2:15: document type declaration refused"},
               {"external.xml", "external.xml:2:15: document type declaration refused"},
               {"truncated.xml", "truncated.xml:15:"},
               {"page.html", "page.html:2:1: not a feed: the root element is html"},
               {"json.xml", "json.xml:1:1: not a feed"},
               {"empty.xml", "empty.xml:1:1: not a feed"}};
  fixture *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    assert_int_equal(read_fixture(f, cases[i].name), NB_DATA);
    error_has(f, cases[i].error);
  }
  assert_int_equal(read_text(f, NB_STR("\n\n<?xml version='1.0'?>\n<rss><channel></rss>")), NB_DATA);
  error_has(f, "proef.xml:4:");
}

static nb_str repeated(nb_buf *buf, const char *before, const char *part, size_t times, const char *after) {
  nb_buf_init(buf, NB_INPUT_CAP);
  nb_buf_add_c(buf, before);
  for (size_t i = 0; i < times; i++) nb_buf_add_c(buf, part);
  nb_buf_add_c(buf, after);
  assert_int_equal(buf->status, NB_OK);
  return nb_buf_str(buf);
}

static void limits(void **state) {
  fixture *f = *state;
  nb_buf buf;
  assert_int_equal(read_text(f, repeated(&buf, "<rss><channel><item><description>", "<b>", 200000, "")), NB_DATA);
  error_has(f, "nested too deeply");
  nb_buf_free(&buf);

  nb_str many = repeated(&buf, "<rss><channel>", "<item><title>x</title></item>", 2500, "</channel></rss>");
  assert_int_equal(read_text(f, many), NB_OK);
  assert_int_equal(f->feed.n_items, 2000);
  assert_int_equal(f->warnings, 1);
  nb_buf_free(&buf);

  nb_str lengthy = repeated(&buf, "<rss><channel><item><title>x</title><description>", "0123456789abcdef", 100000,
                            "</description></item></channel></rss>");
  assert_int_equal(read_text(f, lengthy), NB_OK);
  assert_in_range(f->feed.items[0].html.len, 1000000, 1048576);
  assert_int_equal(f->warnings, 2);
  nb_buf_free(&buf);

  nb_str big =
      repeated(&buf, "<rss><channel><title>", "<!-- 0123456789 0123456789 -->", 690000, "</title></channel></rss>");
  assert_int_equal(read_text(f, big), NB_OK);
  assert_int_equal(read_text(f, (nb_str){big.ptr, NB_INPUT_CAP + 1}), NB_DATA);
  nb_buf_free(&buf);
}

static void plain(void **state) {
  static const struct {
    const char *html, *text;
  } cases[] = {
      {"  R&D &amp; a < b  ", "R&D & a < b"},
      {"<b>Vet</b>druk<br/>regel", "Vetdruk regel"},
      {"&euro;&nbsp;5 &#8211; &#x201C;ja&#x201d; &#146;t", "€ 5 – “ja” ’t"},
      {"&#27;[31mrood&#0;", "[31mrood"},
      {"&onzin; &; &#; &#x; &#99999999999;", "&onzin; &; &#; &#x; \xEF\xBF\xBD"},
      {"<a href='x'", "<a href='x'"},
      {"a<!-- > -->b <!-- nooit", "ab <!-- nooit"},
      {"", ""},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nb_buf buf;
    nb_buf_init(&buf, 1000);
    assert_int_equal(nb_html_plain(nb_str_of(cases[i].html), &buf), NB_OK);
    assert_string_equal(buf.ptr, cases[i].text);
    nb_buf_free(&buf);
  }
  nb_buf hostile, out;
  nb_buf_init(&out, NB_INPUT_CAP);
  assert_int_equal(nb_html_plain(repeated(&hostile, "", "<a", 1000000, ""), &out), NB_OK); /* in linear time */
  assert_int_equal(out.len, 2000000);
  nb_buf_free(&hostile);
  nb_buf_free(&out);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(rss),
      TEST(atom),
      TEST(rdf_with_entities_of_html),
      TEST(entities_without_a_doctype),
      TEST(windows_1252),
      TEST(a_byte_order_mark),
      TEST(what_the_declaration_gets_wrong),
      TEST(control_characters),
      TEST(ids_where_the_feed_has_none),
      TEST(sloppy_markup),
      TEST(errors_name_the_place),
      TEST(limits),
      TEST(plain),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
