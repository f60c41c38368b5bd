/* nb_read_json: one line of JSON Lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "read/reader.h"
#include "show_document.h"

static void check(const char *line, const char *id, const char *expected) {
  nb_context *ctx = nb_context_new();
  nb_document *d;
  if (nb_read_json(ctx, NB_STR("a.jsonl:1"), nb_str_of(line), &d) != NB_OK) fail_msg("%s", nb_error(ctx));
  char *shown = show_document(d);
  assert_string_equal(shown, expected);
  assert_true(nb_str_eq_c(d->id, id));
  free(shown);
  nb_document_free(d);
  nb_context_free(ctx);
}

static void refuse(const char *line, const char *message) {
  nb_context *ctx = nb_context_new();
  nb_document *d;
  char *exact = malloc(strlen(line)); /* no NUL behind it */
  memcpy(exact, line, strlen(line));
  assert_int_equal(nb_read_json(ctx, NB_STR("a.jsonl:1"), (nb_str){exact, strlen(line)}, &d), NB_DATA);
  assert_string_equal(nb_error(ctx), message);
  free(exact);
  nb_context_free(ctx);
}

static void paragraphs(void **state) {
  (void)state;
  check(
      "{\"id\": 9007199254740991, \"title\": \"Brug dicht\", \"date\": \"2023-05-12\", \"source\": \"Krant\", \"url\": "
      "\"u\", "
      "\"paragraphs\": [\"De brug gaat dicht. \", \"## Omleiding\", \"\", \"Dit kost ons elke dag klanten. Anna Bos "
      "wethouder\"]}\r",
      "9007199254740991",
      "Brug dicht|2023-05-12|Krant|u\nP De brug gaat dicht.\nH Omleiding\n"
      "Q Dit kost ons elke dag klanten. -- Anna Bos wethouder\n");
}

static void headings_without_a_mark(void **state) {
  (void)state;
  check("{\"paragraphs\": [\"De brug gaat dicht.\", \"Omleiding\", \"Verkeer moet omrijden.\"]}", "",
        "P De brug gaat dicht.\nH Omleiding\nP Verkeer moet omrijden.\n");
  check("{\"paragraphs\": [\"Brug dicht\"]}", "", "P Brug dicht\n");
}

static void sentences(void **state) {
  (void)state;
  check(
      "{\"id\": \"x\", \"sentences\": [[\"De\", \"brug\", \"is\", \"dicht\", \".\"], \"Dat duurt een week. Zeker.\"]}",
      "x", "S De brug is dicht .\nS Dat duurt een week. Zeker.\n");
  check("{\"sentences\": [\"\", \" Dat duurt. \", [], [\"een\", \"\", \"week\"]]}", "",
        "S \nS  Dat duurt. \nS \nS een  week\n");
  refuse("{\"sentences\": [\"\", \" \"]}", "a.jsonl:1: no text");
}

static void tokens_and_numbers(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_document *d;
  nb_str line = NB_STR("{\"id\": 7, \"sentences\": [[\"een\", \"\", \"hele week\"], \"nee\"]}");
  assert_int_equal(nb_read_json(ctx, NB_STR("a.jsonl:1"), line, &d), NB_OK);
  assert_true(d->id_is_number);
  assert_int_equal(d->blocks[0].n_tokens, 2);
  assert_true(nb_str_eq_c(d->blocks[0].tokens[1], "hele week"));
  assert_null(d->blocks[1].tokens);
  nb_document_free(d);
  nb_context_free(ctx);
}

static void text(void **state) {
  (void)state;
  check(
      "{\"title\": \"Eigen kop\", \"text\": \"Titel: Andere kop\\nDatum: 12 mei 2023\\n\\nDe brug gaat "
      "dicht.\\n\\nOmleiding\\n\\n"
      "Dit kost ons elke dag klanten. Anna Bos wethouder\"}",
      "",
      "Eigen kop|12 mei 2023||\nP De brug gaat dicht.\nH Omleiding\nQ Dit kost ons elke dag klanten. -- Anna Bos "
      "wethouder\n");
  /* the text's own headline is lost neither beside another one nor alone, and does not stand twice */
  check("{\"title\": \"Eigen kop\", \"text\": \"# Brug bij Zwolle dicht\\n\\nDat duurt een week.\"}", "",
        "Eigen kop|||\nH Brug bij Zwolle dicht\nP Dat duurt een week.\n");
  check("{\"title\": \"Brug dicht\", \"text\": \"Brug dicht\\n\\nDat duurt een week.\"}", "",
        "Brug dicht|||\nP Dat duurt een week.\n");
  check("{\"text\": \"Brug dicht\\n\\nDat duurt een week.\"}", "", "Brug dicht|||\nP Dat duurt een week.\n");
}

static void what_is_wrong_is_said(void **state) {
  (void)state;
  refuse("{\"paragraphs\": [\"x\", 1", "a.jsonl:1: not a JSON object near byte 22");
  refuse("[1]", "a.jsonl:1: not a JSON object near byte 0");
  refuse("", "a.jsonl:1: not a JSON object near byte 0");
  refuse("{\"paragraphs\": []} x", "a.jsonl:1: not a JSON object near byte 19");
  refuse("{\"title\": \"x\"}", "a.jsonl:1: no \"paragraphs\", \"sentences\" or \"text\"");
  refuse("{\"paragraphs\": []}", "a.jsonl:1: no text");
  refuse("{\"paragraphs\": [\" \"]}", "a.jsonl:1: no text");
  refuse("{\"paragraphs\": \"x\"}", "a.jsonl:1: \"paragraphs\" is not an array of strings");
  refuse("{\"paragraphs\": [1]}", "a.jsonl:1: \"paragraphs\" is not an array of strings");
  refuse("{\"sentences\": [[1]]}", "a.jsonl:1: \"sentences\" is not an array of strings or of arrays of strings");
  refuse("{\"text\": [\"x\"]}", "a.jsonl:1: \"text\" is not a string");
  refuse("{\"title\": [], \"text\": \"x\"}", "a.jsonl:1: \"title\" is not a string");
}

static void deep_nesting(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_document *d;
  char deep[100000];
  memset(deep, '[', sizeof deep);
  memcpy(deep, "{\"text\":", 8);
  assert_int_equal(nb_read_json(ctx, NB_STR("diep"), (nb_str){deep, sizeof deep}, &d), NB_DATA);
  nb_context_free(ctx);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(paragraphs),   cmocka_unit_test(headings_without_a_mark),
      cmocka_unit_test(sentences),    cmocka_unit_test(tokens_and_numbers),
      cmocka_unit_test(text),         cmocka_unit_test(what_is_wrong_is_said),
      cmocka_unit_test(deep_nesting),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
