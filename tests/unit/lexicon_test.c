/* lexicon/: readings, names, phrases, compounds, English inflection, damaged files, user glossaries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/map.h"
#include "lexicon/english.h"
#include "lexicon/format.h"
#include "lexicon/lexicon.h"

static nb_context *ctx;
static nb_arena *arena;
static nb_lexicon *lexicon;

static int set_up(void **state) {
  (void)state;
  ctx = nb_context_new();
  arena = nb_arena_new();
  return (int)nb_lexicon_open(ctx, &lexicon);
}

static int tear_down(void **state) {
  (void)state;
  nb_lexicon_free(lexicon);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}

static nb_reading reading(const char *form, nb_pos pos) {
  nb_reading r[8];
  size_t n = nb_lexicon_readings(lexicon, nb_str_of(form), r, 8);
  for (size_t i = 0; i < n; i++)
    if (r[i].pos == pos) return r[i];
  fail_msg("%s has no reading as %s", form, nb_pos_name(pos));
  return r[0];
}

static void readings_are_inflected(void **state) {
  (void)state;
  assert_true(nb_str_eq_c(reading("zei", NB_POS_VERB).english, "said"));
  assert_true(nb_str_starts(reading("banken", NB_POS_NOUN).english, NB_STR("banks")));
  assert_true(reading("banken", NB_POS_NOUN).features & NB_PLURAL);
  assert_true(nb_str_eq_c(reading("gevallen", NB_POS_VERB).lemma, "vallen"));
  assert_true(reading("gevallen", NB_POS_VERB).features & NB_PARTICIPLE);
  assert_true(nb_str_eq_c(reading("zijn", NB_POS_DET).english, "his"));
  assert_true(nb_str_starts(reading("communiceerden", NB_POS_VERB).english, NB_STR("communicated")));
  assert_true(nb_str_eq_c(reading("Belgische", NB_POS_ADJ).english, "Belgian"));
  nb_reading r[2];
  assert_int_equal(nb_lexicon_readings(lexicon, NB_STR("zzxqwy"), r, 2), 0);
  assert_int_equal(nb_lexicon_readings(lexicon, NB_STR(""), r, 2), 0);
}

static void names_and_phrases(void **state) {
  (void)state;
  nb_name name;
  assert_true(nb_lexicon_name(lexicon, NB_STR("Den Haag"), &name));
  assert_true(nb_str_eq_c(name.english, "The Hague") && name.kind == NB_NAME_PLACE && name.checked);
  assert_true(nb_lexicon_name(lexicon, NB_STR("Tweede Kamer"), &name));
  assert_true(nb_str_eq_c(name.english, "House of Representatives"));
  assert_false(nb_lexicon_name(lexicon, NB_STR("tweede kamer"), &name));
  nb_phrase phrase;
  assert_true(nb_lexicon_phrase(lexicon, NB_STR("aan de hand van"), &phrase));
  assert_true(nb_str_eq_c(phrase.english, "on the basis of") && phrase.pos == NB_POS_ADP);
  assert_true(nb_lexicon_longest(lexicon, NB_STR("aan")) >= 4);
  assert_true(nb_lexicon_longest(lexicon, NB_STR("Den")) >= 2);
}

static void compounds(void **state) {
  (void)state;
  nb_str left, head;
  assert_true(nb_lexicon_compound(lexicon, arena, NB_STR("kabinetsvoorstel"), &left, &head));
  assert_true(nb_str_eq_c(left, "kabinet") && nb_str_eq_c(head, "voorstel"));
  assert_true(nb_lexicon_compound(lexicon, arena, NB_STR("Hondenbelastingen"), &left, &head));
  assert_true(nb_str_eq_c(left, "honden") && nb_str_eq_c(head, "belastingen"));
  assert_false(nb_lexicon_compound(lexicon, arena, NB_STR("xxqwzzzbrk"), &left, &head));
}

static bool take_only(const void *table, nb_str key, nb_str *forms) {
  *forms = NB_STR("took|taken|taking|takes");
  return nb_str_eq_c(key, table);
}

static void english(void **state) {
  (void)state;
  static const struct {
    const char *base, *wanted;
    nb_inflection form;
  } cases[] = {
      {"city", "cities", NB_EN_PLURAL},
      {"head of state", "heads of state", NB_EN_PLURAL},
      {"box", "boxes", NB_EN_PLURAL},
      {"carry out", "carried out", NB_EN_PAST},
      {"make", "making", NB_EN_ING},
      {"agree", "agreeing", NB_EN_ING},
      {"watch", "watches", NB_EN_THIRD},
      {"be afraid", "is afraid", NB_EN_THIRD},
      {"big", "biger", NB_EN_COMPARATIVE},
      {"important", "more important", NB_EN_COMPARATIVE},
      {"happy", "happiest", NB_EN_SUPERLATIVE},
      {"", "", NB_EN_PAST},
  }; /* "biger": doubling is in the table of irregular forms, which is not given here */
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_string_equal(
        nb_english_inflect(arena, (nb_irregular){NULL, NULL}, nb_str_of(cases[i].base), cases[i].form).ptr,
        cases[i].wanted);
  nb_irregular irregular = {take_only, "V take"};
  assert_string_equal(nb_english_inflect(arena, irregular, NB_STR("take off"), NB_EN_PAST).ptr, "took off");
  assert_string_equal(nb_english_inflect(arena, irregular, NB_STR("take"), NB_EN_PARTICIPLE).ptr, "taken");
  assert_string_equal(nb_english_inflect(arena, nb_lexicon_irregular(lexicon), NB_STR("stop by"), NB_EN_ING).ptr,
                      "stopping by");
}

/* Every cut and many bit flips of a small file must be refused or answered, never read past the end. */
static void damaged_files(void **state) {
  (void)state;
  char folder[] = "/tmp/nb-lex-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/lexicon.bin", folder);
  nb_context *c = nb_context_new();
  nb_context_set_data_dir(c, folder);
  nb_lexicon *l = NULL;
  assert_int_equal(nb_lexicon_open(c, &l), NB_CONFIG);
  assert_int_equal(nb_file_write(c, path, NB_STR("NBLEX01\n")), NB_OK);
  assert_int_equal(nb_lexicon_open(c, &l), NB_CONFIG);
  struct {
    nb_lexicon_header header;
    nb_lexicon_slot slots[64];
    char entries[16];
  } file;
  memset(&file, 0, sizeof file);
  memcpy(file.header.magic, NB_LEXICON_MAGIC, 8);
  file.header.byte_order = 0x01020304;
  file.header.n_tables = NB_TABLES;
  file.header.file_size = sizeof file;
  uint64_t slots = offsetof(__typeof__(file), slots), entries = offsetof(__typeof__(file), entries);
  for (size_t i = 0; i < NB_TABLES; i++)
    file.header.tables[i] = (nb_lexicon_table){slots, 64, entries, sizeof file.entries};
  for (size_t i = 0; i < 64; i++) { /* every slot full, pointing at the last bytes: no free one to stop at */
    uint64_t h = nb_hash(NB_STR("de"));
    file.slots[i] = (nb_lexicon_slot){(uint32_t)(h ^ h >> 32), (uint32_t)(i % 16 + 1)};
  }
  memset(file.entries, 0xFF, sizeof file.entries);
  assert_int_equal(nb_file_write(c, path, (nb_str){(const char *)&file, sizeof file}), NB_OK);
  assert_int_equal(nb_lexicon_open(c, &l), NB_OK);
  nb_reading r[2];
  assert_int_equal(nb_lexicon_readings(l, NB_STR("de"), r, 2), 0);
  assert_int_equal(nb_lexicon_readings(l, NB_STR("het"), r, 2), 0);
  nb_lexicon_free(l);
  for (size_t i = 0; i < sizeof file.header; i++) {
    ((unsigned char *)&file)[i] ^= 0x80;
    assert_int_equal(nb_file_write(c, path, (nb_str){(const char *)&file, sizeof file}), NB_OK);
    if (nb_lexicon_open(c, &l) == NB_OK) {
      nb_lexicon_readings(l, NB_STR("de"), r, 2);
      nb_lexicon_free(l);
    }
    ((unsigned char *)&file)[i] ^= 0x80;
  }
  unlink(path);
  rmdir(folder);
  nb_context_free(c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(readings_are_inflected),
      cmocka_unit_test(names_and_phrases),
      cmocka_unit_test(compounds),
      cmocka_unit_test(english),
      cmocka_unit_test(damaged_files),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
