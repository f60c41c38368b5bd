/* text/text: the blocks of a document become sentences with their place in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/text.h"

static void block(nb_document *d, nb_block_kind kind, const char *text) {
  size_t start = nb_str_find(d->text, nb_str_of(text), 0);
  assert_int_not_equal(start, NB_NOT_FOUND);
  assert_non_null(nb_document_add(d, kind, start, start + strlen(text)));
}

static void sentences_of_all_blocks(void **state) {
  (void)state;
  static const char *const wanted[] = {
      "De brug is open. Eindelijk", "Auto's rijden.", "\"Mooi\", zegt Jan.", "Eerst de ijs.", "Dan vuur.",
      "Een zin. Nog een. ",         "Een citaat."};
  static const size_t blocks[] = {0, 1, 1, 2, 2, 3, 4};
  nb_context *ctx = nb_context_new();
  nb_document *d = nb_document_new();
  nb_splitter *splitter;
  nb_sentences s;
  d->text = NB_STR(
      "De brug is open. Eindelijk\n\n Auto\xE2\x80\x99s rijden.\n\xE2\x80\x9EMooi\xE2\x80\x9D, zegt Jan. \n\n"
      "Eerst de \xC4\xB3s. Dan vuur.\n\nEen zin. Nog een. \n\n\xC2\xAD\n\nEen citaat.\n");
  block(d, NB_HEADING, "De brug is open. Eindelijk");
  block(d, NB_PARAGRAPH, " Auto\xE2\x80\x99s rijden.\n\xE2\x80\x9EMooi\xE2\x80\x9D, zegt Jan. ");
  block(d, NB_LIST_ITEM, "Eerst de \xC4\xB3s. Dan vuur.");
  block(d, NB_SENTENCE, "Een zin. Nog een. ");
  block(d, NB_QUOTE, "Een citaat.");
  d->blocks[4].attribution = NB_STR("Jan Smit, wethouder.");
  block(d, NB_PARAGRAPH, "\xC2\xAD");
  assert_int_equal(nb_splitter_new(ctx, &splitter), NB_OK);
  assert_int_equal(nb_sentences_of(ctx, splitter, NULL, d, &s), NB_OK);
  assert_int_equal(s.n, sizeof wanted / sizeof *wanted);
  for (size_t i = 0; i < s.n; i++) {
    const nb_sentence *x = &s.items[i];
    assert_true(nb_str_eq_c(x->text, wanted[i]));
    assert_int_equal(x->block, blocks[i]);
    assert_int_equal(x->kind, d->blocks[blocks[i]].kind);
    assert_true(nb_str_eq(x->raw, nb_str_sub(d->text, x->start, x->end)));
    assert_true(x->n_tokens > 0);
    if (i) assert_true(s.items[i - 1].end <= x->start);
  }
  nb_normalizer *normalizer;
  assert_int_equal(nb_normalizer_new(ctx, NULL, NULL, &normalizer), NB_OK);
  assert_int_equal(nb_sentences_of(ctx, splitter, normalizer, d, &s), NB_OK);
  assert_int_equal(s.n, sizeof wanted / sizeof *wanted);
  assert_int_equal(s.items[3].n_repairs, 1);
  assert_string_equal(s.items[3].repairs[0].why, "ligature");
  nb_normalizer_free(normalizer);
  nb_splitter_free(splitter);
  nb_document_free(d);
  nb_context_free(ctx);
}

/* Whoever gives sentences counts their characters and tokens. */
static void given_sentences(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_document *d = nb_document_new();
  nb_splitter *splitter;
  nb_sentences s;
  d->text = NB_STR(" Zo\xE2\x80\x99n\xE2\x80\xA6 dag\n\xE2\x80\x9CJa\xE2\x80\x9D aan(in) Zwolle 3x");
  size_t line = nb_str_find(d->text, NB_STR("\n"), 0);
  nb_document_add(d, NB_SENTENCE, 0, line);
  nb_document_add(d, NB_SENTENCE, line, line); /* empty */
  nb_block *block = nb_document_add(d, NB_SENTENCE, line + 1, d->text.len);
  nb_str tokens[4], rest = block->text;
  for (size_t i = 0; i < 4; i++) assert_true(nb_str_split(&rest, ' ', &tokens[i]));
  block->tokens = tokens;
  block->n_tokens = 4;
  assert_int_equal(nb_splitter_new(ctx, &splitter), NB_OK);
  assert_int_equal(nb_sentences_of(ctx, splitter, NULL, d, &s), NB_OK);
  assert_int_equal(s.n, 3);
  assert_true(nb_str_eq(s.items[0].text, nb_str_sub(d->text, 0, line))); /* three dots would move what follows */
  assert_int_equal(s.items[1].n_tokens, 0);
  assert_true(nb_str_eq_c(s.items[2].text, "\"Ja\" aan(in) Zwolle 3x")); /* straight quotes move nothing */
  static const char *const wanted[] = {"\"Ja\"", "aan(in)", "Zwolle", "3x"};
  static const nb_token_kind kinds[] = {NB_WORD, NB_WORD, NB_WORD, NB_WORD};
  assert_int_equal(s.items[2].n_tokens, 4);
  for (size_t i = 0; i < 4; i++) {
    const nb_token *t = &s.items[2].tokens[i];
    assert_true(nb_str_eq_c(t->text, wanted[i]));
    assert_true(nb_str_eq(t->text, nb_str_sub(s.items[2].text, t->start, t->end)));
    assert_int_equal(t->kind, kinds[i]);
  }
  nb_splitter_free(splitter);
  nb_document_free(d);
  nb_context_free(ctx);
}

static void no_blocks_no_sentences(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_document *d = nb_document_new();
  nb_splitter *splitter;
  nb_sentences s;
  assert_int_equal(nb_splitter_new(ctx, &splitter), NB_OK);
  assert_int_equal(nb_sentences_of(ctx, splitter, NULL, d, &s), NB_OK);
  assert_int_equal(s.n, 0);
  nb_splitter_free(splitter);
  nb_document_free(d);
  nb_context_free(ctx);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sentences_of_all_blocks),
      cmocka_unit_test(given_sentences),
      cmocka_unit_test(no_blocks_no_sentences),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
