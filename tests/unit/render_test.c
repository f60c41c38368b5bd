/* render/: dates, lines, what is made safe, and each format against the outputs kept in data/render. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <cJSON.h>

#include "base/file.h"
#include "base/utf8.h"
#include "render/clean.h"
#include "base/date.h"
#include "render/render.h"
#include "render/wrap.h"
#include "sample_brief.h"

static nb_context *ctx;
static nb_arena *arena;
static nb_buf out;

static int set_up(void **state) {
  (void)state;
  ctx = nb_context_new();
  arena = nb_arena_new();
  nb_buf_init(&out, 1 << 20);
  return ctx && arena ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  nb_buf_free(&out);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}

static const char *render(const nb_render_options *options, const nb_brief *briefs, size_t n) {
  nb_buf_clear(&out);
  assert_int_equal(nb_render(ctx, options, briefs, n, &out), NB_OK);
  return out.ptr;
}

#define RENDER(brief, ...) render(&(nb_render_options){__VA_ARGS__}, (brief), 1)
#define HAS(text, part) assert_non_null(strstr((text), (part)))
#define HAS_NOT(text, part) assert_null(strstr((text), (part)))

static void dates(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"Sun, 07 Jul 2019 16:11:40 +0200", "7 July 2019"},
      {"7 Oct 2021 01:02 GMT", "7 October 2021"},
      {"2019-06-10T07:31:00Z", "10 June 2019"},
      {"2019-06-10 07:31", "10 June 2019"},
      {" 2019-06-10 ", "10 June 2019"},
      {"2022-01", "January 2022"},
      {"12 mei 2023", "12 May 2023"},
      {"zondag 3 maart 2024 om 16.11 uur", "3 March 2024"},
      {"Za. 1 okt. 2022, 09:30", "1 October 2022"},
      {"2019-13-01", "2019-13-01"},
      {"2019-06-00", "2019-06-00"},
      {"32 mei 2023", "32 mei 2023"},
      {"12 mei 23", "12 mei 23"},
      {"2019-06-10/2019-06-12", "2019-06-10/2019-06-12"},
      {"7 juli 2019 - 9 juli 2019", "7 juli 2019 - 9 juli 2019"},
      {"vandaag", "vandaag"},
      {"tot 7 juli 2019", "tot 7 juli 2019"},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nb_str english = nb_date_english(arena, nb_str_of(cases[i][0]));
    assert_string_equal(nb_arena_cstr(arena, english), cases[i][1]);
  }
}

static void lines_keep_to_the_width(void **state) {
  (void)state;
  nb_buf_clear(&out);
  assert_int_equal(nb_wrap(&out, NB_STR("een twee drie vier"), 12, "- ", "  "), 11);
  assert_string_equal(out.ptr, "- een twee\n  drie vier\n");
  nb_buf_clear(&out);
  assert_int_equal(nb_wrap(&out, NB_STR("kort wereldkampioenschap"), 6, "", ""), 19);
  assert_string_equal(out.ptr, "kort\nwereldkampioenschap\n");
  nb_buf_clear(&out);
  assert_int_equal(nb_wrap(&out, NB_STR("een twee drie"), 0, "", ""), 13);
  assert_string_equal(out.ptr, "een twee drie\n");
  assert_int_equal(nb_columns(NB_STR("\xC3\xA9\x65n")), 3);
  assert_int_equal(nb_columns(NB_STR("\xE6\x97\xA5\xE6\x9C\xAC")), 4); /* two wide characters */
  assert_int_equal(nb_columns(NB_STR("e\xCC\x81")), 1);                /* a combining accent */
}

static void lines_are_clean(void **state) {
  (void)state;
  nb_str s = nb_clean_line(arena, NB_STR(" a\x1B[31m\tb\r\n\xE2\x80\xAE"
                                         "c\xFF\xC2\xA0 \0d "));
  assert_string_equal(nb_arena_cstr(arena, s), "a[31m b c\xEF\xBF\xBD d");
  s = nb_clean_utf8(arena, NB_STR("a\0b\xC3"));
  assert_string_equal(nb_arena_cstr(arena, s),
                      "a\xEF\xBF\xBD"
                      "b\xEF\xBF\xBD");
  assert_true(nb_clean_web_address(NB_STR("HTTPS://nos.example/a")));
  assert_false(nb_clean_web_address(NB_STR("javascript:alert(1)//http://")));
  assert_false(nb_clean_web_address(NB_STR("https://a.example/\"onload=")));
  assert_false(nb_clean_web_address(NB_STR("https://a.example/ x")));
}

static void marks_of_unknown_words_only(void **state) {
  (void)state;
  const nb_str unknown[] = {NB_STR("Dijkgraaf"), NB_STR("na-isolatie"), NB_STR("\xC3\x89\x63lair")};
  nb_str s = NB_STR("*dijkgraaf's 5*3 *dijkgraafschap *na-isolatie, \"*\xC3\xA9\x63lair\" *");
  s = nb_clean_marks(arena, s, unknown, 3);
  assert_string_equal(nb_arena_cstr(arena, s), "dijkgraaf's 5*3 *dijkgraafschap na-isolatie, \"\xC3\xA9\x63lair\" *");
}

static void as_kept(void **state) {
  (void)state;
  static const struct {
    const char *file;
    nb_render_options options;
  } cases[] = {
      {"plain.txt", {.format = NB_FORMAT_TEXT, .width = 60}},
      {"full.txt", {.format = NB_FORMAT_TEXT, .width = 60, .bilingual = true, .explain = true}},
      {"plain.md", {.format = NB_FORMAT_MARKDOWN}},
      {"full.md", {.format = NB_FORMAT_MARKDOWN, .bilingual = true, .explain = true}},
      {"plain.html", {.format = NB_FORMAT_HTML}},
      {"full.html", {.format = NB_FORMAT_HTML, .bilingual = true, .explain = true}},
      {"full.json", {.format = NB_FORMAT_JSON, .explain = true}},
      {"plain.jsonl", {.format = NB_FORMAT_JSONL, .no_marks = true}},
  };
  nb_buf want;
  nb_buf_init(&want, 1 << 20);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char path[512];
    snprintf(path, sizeof path, "%s/data/render/%s", getenv("NB_TESTS_DIR"), cases[i].file);
    nb_buf_clear(&want);
    assert_int_equal(nb_file_read(ctx, path, &want), NB_OK);
    assert_string_equal(render(&cases[i].options, &nb_sample_brief, 1), want.ptr);
  }
  nb_buf_free(&want);
}

static void collection(void **state) {
  (void)state;
  const nb_brief briefs[] = {nb_sample_brief, nb_sample_bare};
  nb_render_options options = {.heading = "Dutch news, 25 November 2026", .no_marks = true};
  const char *text = render(&options, briefs, 2);
  HAS(text, "Dutch news, 25 November 2026\n============================\n\nLocks closed because of storm\n-----");
  HAS(text,
      "- KNMI\n\nMain events\n- Tuesday, Harlingen: water board \xE2\x80\x93 closed \xE2\x80\x93 locks\n"
      "- Tomorrow: storm (feared)\n- ferries \xE2\x80\x93 halted (planned)\n\n\nJanuary 2022\n\nHet regent in "
      "Delft.\n\nTranslated offline");
  HAS(text, "2 words were not found.");
  HAS_NOT(text, "*");
  options.format = NB_FORMAT_HTML;
  HAS(render(&options, briefs, 2),
      "<article lang=\"nl\">\n<p class=\"by\">January 2022</p>\n<p>Het regent in Delft.</p>");
  options.format = NB_FORMAT_JSON;
  cJSON *json = cJSON_Parse(render(&options, briefs, 1));
  assert_true(cJSON_IsArray(json));
  cJSON_Delete(json);
  options.heading = NULL;
  assert_string_equal(render(&options, briefs, 0), "[]\n");
  options.format = NB_FORMAT_JSONL;
  nb_str rest = nb_str_of(render(&options, briefs, 2));
  size_t n = 0;
  for (nb_str line; nb_str_split(&rest, '\n', &line) && line.len; n++) {
    json = cJSON_ParseWithLength(line.ptr, line.len);
    assert_true(cJSON_IsObject(json));
    cJSON_Delete(json);
  }
  assert_int_equal(n, 2);
}

static void without_headline_or_translation(void **state) {
  (void)state;
  assert_string_equal(RENDER(&nb_sample_bare, .format = NB_FORMAT_TEXT, .bilingual = true),
                      "January 2022\n\nHet regent in Delft.\n");
  assert_string_equal(RENDER(&nb_sample_bare, .format = NB_FORMAT_MARKDOWN), "January 2022\n\nHet regent in Delft.\n");
  const char *html = RENDER(&nb_sample_bare, .format = NB_FORMAT_HTML, .bilingual = true);
  HAS(html, "<title>Dutch news</title>");
  HAS_NOT(html, "<h1");
  HAS_NOT(html, "<footer>");
  nb_brief only_title = {
      .title_nl = NB_STR("Kort"), .title_en = NB_STR("Short"), .engine = "deepl", .title_engine = "deepl"};
  assert_string_equal(RENDER(&only_title, .format = NB_FORMAT_TEXT), "Short\n=====\n\nTranslated by DeepL.\n");
}

static void says_who_translated(void **state) {
  (void)state;
  nb_brief_sentence s[2] = {nb_sample_bare.sentences[0], nb_sample_bare.sentences[0]};
  s[0].en = s[1].en = NB_STR("It rains.");
  s[0].engine = "glossary";
  s[1].engine = "mymt";
  nb_brief b = {.sentences = s, .n_sentences = 2, .engine = "mixed", .degraded = true};
  HAS(RENDER(&b, .format = NB_FORMAT_TEXT),
      "The translation service failed: translated offline by the glossary engine and by mymt.\n");
}

static void whole_articles_keep_their_headings(void **state) {
  (void)state;
  nb_brief_sentence s[2] = {nb_sample_bare.sentences[0], nb_sample_bare.sentences[0]};
  s[0].kind = NB_HEADING;
  s[0].en = NB_STR("Rain");
  s[1].en = NB_STR("It rains.");
  s[1].block = 1;
  nb_brief b = {.sentences = s, .n_sentences = 2, .engine = ""};
  assert_string_equal(RENDER(&b, .format = NB_FORMAT_TEXT), "Rain\n----\n\nIt rains.\n");
  assert_string_equal(RENDER(&b, .format = NB_FORMAT_MARKDOWN), "## Rain\n\nIt rains.\n");
  HAS(RENDER(&b, .format = NB_FORMAT_HTML), "<h2>Rain</h2>\n<p>It rains.</p>\n");
}

static nb_brief hostile(nb_brief_sentence *s, const char *text) {
  *s = nb_sample_bare.sentences[0];
  s->en = nb_str_of(text);
  return (nb_brief){.sentences = s, .n_sentences = 1, .engine = ""};
}

static void markdown_is_escaped(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"2019. Dat [was](x) *een* _jaar_ <b>", "2019\\. Dat \\[was\\](x) \\*een\\* \\_jaar\\_ \\<b>\n"},
      {"- geen lijst", "\\- geen lijst\n"},
      {"# geen kop #", "\\# geen kop \\#\n"},
      {"> geen `citaat`", "\\> geen \\`citaat\\`\n"},
      {"--- === +++", "\\--- === +++\n"},
      {"R&D, &amp; en &#38;", "R&D, \\&amp; en \\&\\#38;\n"},
      {"In 2019. Ja | nee \\", "In 2019. Ja \\| nee \\\\\n"},
  };
  nb_brief_sentence s;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    nb_brief b = hostile(&s, cases[i][0]);
    assert_string_equal(RENDER(&b, .format = NB_FORMAT_MARKDOWN), cases[i][1]);
  }
}

static void html_is_escaped(void **state) {
  (void)state;
  nb_brief_sentence s;
  nb_brief b = hostile(&s, "<script>alert('1 & \"2\"')</script>");
  b.title_nl = b.source = NB_STR("</title><img src=x>");
  b.url = NB_STR("javascript:alert(1)");
  const char *html = RENDER(&b, .format = NB_FORMAT_HTML);
  HAS(html, "<p>&lt;script&gt;alert(&#39;1 &amp; &quot;2&quot;&#39;)&lt;/script&gt;</p>");
  HAS(html, "<title>&lt;/title&gt;&lt;img src=x&gt;</title>");
  HAS_NOT(html, "javascript:");
  HAS_NOT(html, "href");
  b.url = NB_STR("https://a.example/?a=1&b=2");
  HAS(RENDER(&b, .format = NB_FORMAT_HTML), "<a href=\"https://a.example/?a=1&amp;b=2\">&lt;/title&gt;");
}

static void json_survives_bad_bytes(void **state) {
  (void)state;
  nb_brief_sentence s;
  nb_brief b = hostile(&s, "\"\x01\xFF\\");
  s.en.len = 4;
  s.nl = NB_STR("a\0b");
  cJSON *json = cJSON_Parse(RENDER(&b, .format = NB_FORMAT_JSON));
  const cJSON *sentence = cJSON_GetArrayItem(cJSON_GetObjectItem(json, "sentences"), 0);
  assert_string_equal(cJSON_GetObjectItem(sentence, "en")->valuestring, "\"\x01\xEF\xBF\xBD\\");
  assert_string_equal(cJSON_GetObjectItem(sentence, "nl")->valuestring,
                      "a\xEF\xBF\xBD"
                      "b");
  cJSON_Delete(json);
}

static void appends_up_to_the_cap(void **state) {
  (void)state;
  nb_render_options options = {.format = NB_FORMAT_TEXT};
  nb_buf small;
  nb_buf_init(&small, 100);
  nb_buf_add_c(&small, "Before\n");
  assert_int_equal(nb_render(ctx, &options, &nb_sample_bare, 1, &small), NB_OK);
  assert_string_equal(small.ptr, "Before\nJanuary 2022\n\nHet regent in Delft.\n");
  for (options.format = NB_FORMAT_TEXT; options.format <= NB_FORMAT_JSONL; options.format++) {
    nb_buf_clear(&small);
    assert_int_equal(nb_render(ctx, &options, &nb_sample_brief, 1, &small), NB_DATA);
    HAS(nb_error(ctx), "limit of 100 bytes");
  }
  nb_buf_free(&small);
}

static void format_names(void **state) {
  (void)state;
  nb_format format;
  assert_true(nb_format_of(NB_STR("md"), &format) && format == NB_FORMAT_MARKDOWN);
  assert_true(nb_format_of(NB_STR("jsonl"), &format) && format == NB_FORMAT_JSONL);
  assert_false(nb_format_of(NB_STR("pdf"), &format));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dates),
      cmocka_unit_test(lines_keep_to_the_width),
      cmocka_unit_test(lines_are_clean),
      cmocka_unit_test(marks_of_unknown_words_only),
      cmocka_unit_test(as_kept),
      cmocka_unit_test(collection),
      cmocka_unit_test(without_headline_or_translation),
      cmocka_unit_test(says_who_translated),
      cmocka_unit_test(whole_articles_keep_their_headings),
      cmocka_unit_test(markdown_is_escaped),
      cmocka_unit_test(html_is_escaped),
      cmocka_unit_test(json_survives_bad_bytes),
      cmocka_unit_test(appends_up_to_the_cap),
      cmocka_unit_test(format_names),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
