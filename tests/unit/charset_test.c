/* nb_to_utf8, nb_sniff, nb_input_kind_of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "read/reader.h"

static void check(const char *charset, nb_str declared, nb_str bytes, nb_str expected) {
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_str utf8, found;
  assert_int_equal(nb_to_utf8(ctx, arena, bytes, declared, &utf8, &found), NB_OK);
  assert_string_equal(utf8.ptr, expected.ptr);
  assert_int_equal(utf8.len, expected.len);
  assert_true(nb_str_eq_c(found, charset));
  nb_arena_free(arena);
  nb_context_free(ctx);
}

static void valid_utf8_stays_as_it_is(void **state) {
  (void)state;
  check("utf-8", NB_STR(""), NB_STR(""), NB_STR(""));
  check("utf-8", NB_STR(""),
        NB_STR("\xEF\xBB\xBF"
               "caf\xC3\xA9"),
        NB_STR("\xEF\xBB\xBF"
               "caf\xC3\xA9"));
  check("utf-8", NB_STR("utf-8"), NB_STR("\xE2\x82\xAC 5"), NB_STR("\xE2\x82\xAC 5"));
  /* a server's wrong header */
  check("utf-8", NB_STR("ISO-8859-1"), NB_STR("caf\xC3\xA9"), NB_STR("caf\xC3\xA9"));
}

static void a_few_bad_bytes_do_not_undo_utf8(void **state) {
  (void)state;
  check("utf-8", NB_STR(""), NB_STR("\xC3\xA9\xC3\xAB, cut \xC3"), NB_STR("\xC3\xA9\xC3\xAB, cut \xEF\xBF\xBD"));
  check("utf-8", NB_STR(""), NB_STR("\xEF\xBB\xBFgoed \xFF"), NB_STR("goed \xEF\xBF\xBD"));
}

static void declared_western_charsets(void **state) {
  (void)state;
  nb_str euro = NB_STR(
      "\xE2\x82\xAC 500, \xE2\x80\x98"
      "caf\xC3\xA9\xE2\x80\x99");
  check("windows-1252", NB_STR("windows-1252"),
        NB_STR("\x80 500, \x91"
               "caf\xE9\x92"),
        euro);
  check("windows-1252", NB_STR(" \"ISO-8859-1\" "),
        NB_STR("\x80 500, \x91"
               "caf\xE9\x92"),
        euro);
  check("iso-8859-15", NB_STR("latin-9"), NB_STR("\xA4 5 \xBD"), NB_STR("\xE2\x82\xAC 5 \xC5\x93"));
  check("windows-1252", NB_STR("iso-8859-1"), NB_STR("\xA4 5"), NB_STR("\xC2\xA4 5"));
  check("ibm850", NB_STR("cp850"), NB_STR("caf\x82"), NB_STR("caf\xC3\xA9"));
}

static void undeclared_western_charsets(void **state) {
  (void)state;
  check("windows-1252", NB_STR(""), NB_STR("Ren\xE9 eist \x80 500 van de co\xF6peratie."),
        NB_STR("Ren\xC3\xA9 eist \xE2\x82\xAC 500 van de co\xC3\xB6peratie."));
  check("iso-8859-15", NB_STR(""), NB_STR("Ren\xE9 eist \xA4 500 van de co\xF6peratie."),
        NB_STR("Ren\xC3\xA9 eist \xE2\x82\xAC 500 van de co\xC3\xB6peratie."));
  check("windows-1252", NB_STR("x-unknown"), NB_STR("\xE9\xE9n"), NB_STR("\xC3\xA9\xC3\xA9n"));
  check("windows-1252", NB_STR("utf-8"), NB_STR("na\xEFve idee\xEBn"), NB_STR("na\xC3\xAFve idee\xC3\xABn"));
}

static void utf16(void **state) {
  (void)state;
  check("utf-16le", NB_STR(""), NB_STR("\xFF\xFE\xE9\0n\0"), NB_STR("\xC3\xA9n"));
  check("utf-16be", NB_STR("utf-8"), NB_STR("\xFE\xFF\0\xE9\0n"), NB_STR("\xC3\xA9n"));
  check("utf-16le", NB_STR("UTF-16LE"), NB_STR("n\0u\0"), NB_STR("nu"));
  check("utf-16le", NB_STR(""), NB_STR("\xE9\0n\0 \0o\0m\0"), NB_STR("\xC3\xA9n om")); /* without a mark */
  check("utf-16be", NB_STR("utf-8"), NB_STR("\0n\0u"), NB_STR("nu"));
  /* half a surrogate pair, half a unit */
  check("utf-16le", NB_STR(""), NB_STR("\xFF\xFE\x00\xD8n\0"), NB_STR("\xEF\xBF\xBDn"));
  check("utf-16le", NB_STR(""), NB_STR("\xFF\xFEn\0u"), NB_STR("n\xEF\xBF\xBD"));
}

static void kinds_by_content(void **state) {
  (void)state;
  const struct {
    nb_str bytes;
    nb_input_kind kind;
  } cases[] = {
      {NB_STR(""), NB_INPUT_TEXT},
      {NB_STR("De prijs is < 5 euro en > 3 euro."), NB_INPUT_TEXT},
      {NB_STR("{accolades} zijn geen JSON"), NB_INPUT_TEXT},
      {NB_STR("\xEF\xBB\xBF \n{ \"title\": \"x\"}"), NB_INPUT_JSONL},
      {NB_STR("<?xml version=\"1.0\"?>\n<!-- <html> -->\n<rss version=\"2.0\">"), NB_INPUT_FEED},
      {NB_STR("<feed xmlns=\"http://www.w3.org/2005/Atom\">"), NB_INPUT_FEED},
      {NB_STR("<?xml version='1.0'?><rdf:RDF xmlns='x'>"), NB_INPUT_FEED},
      {NB_STR("<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns='x'>"), NB_INPUT_HTML},
      {NB_STR("\xFF\xFE<\0p\0>\0n\0"), NB_INPUT_HTML},
      {NB_STR("<!doctype html>\n<title>rss</title>"), NB_INPUT_HTML},
      {NB_STR("De brug is <b>dicht</b>."), NB_INPUT_HTML},
      {NB_STR("Kijk bij <hier> of <rss>."), NB_INPUT_TEXT},
      {NB_STR("<!-- zonder einde"), NB_INPUT_TEXT},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_int_equal(nb_sniff(cases[i].bytes), cases[i].kind);
}

static void what_is_no_text(void **state) {
  (void)state;
  const nb_str none[] = {NB_STR("%PDF-1.4\nde brug"),
                         NB_STR("PK\3\4"),
                         NB_STR("[\n  {\"text\": \"De brug is dicht.\"}\n]"),
                         NB_STR("{\\rtf1 De brug is dicht."),
                         NB_STR("\x7F"
                                "ELF\2\1\1\0\0\0\0\0\0"),
                         NB_STR("\xFF\xFE\0\0n\0\0\0u\0\0\0")};
  const nb_str text[] = {NB_STR(""),
                         NB_STR("De brug\0 is \x0c dicht."),
                         NB_STR("n\0u\0"),
                         NB_STR("\xFF\xFEn\0u\0"),
                         NB_STR("\xE9\xE9n\t\r\n\x1B[1mkop\x1B[0m"),
                         NB_STR("[{accolades}] zijn geen JSON"),
                         NB_STR("\1\2\3")};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) assert_non_null(nb_no_text(none[i]));
  for (size_t i = 0; i < sizeof text / sizeof *text; i++) assert_null(nb_no_text(text[i]));
}

static void kinds_by_name(void **state) {
  (void)state;
  nb_input_kind kind = NB_INPUT_TEXT;
  assert_true(nb_input_kind_of(NB_STR("jsonl"), &kind));
  assert_int_equal(kind, NB_INPUT_JSONL);
  assert_true(nb_input_kind_of(NB_STR("auto"), &kind));
  assert_int_equal(kind, NB_INPUT_AUTO);
  assert_false(nb_input_kind_of(NB_STR("pdf"), &kind));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(valid_utf8_stays_as_it_is),
      cmocka_unit_test(a_few_bad_bytes_do_not_undo_utf8),
      cmocka_unit_test(declared_western_charsets),
      cmocka_unit_test(undeclared_western_charsets),
      cmocka_unit_test(utf16),
      cmocka_unit_test(kinds_by_content),
      cmocka_unit_test(what_is_no_text),
      cmocka_unit_test(kinds_by_name),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
