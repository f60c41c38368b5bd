/* lexicon/ngrams: usual neighbours cost less than unusual ones; damaged tables are refused. */
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
#include "lexicon/ngrams.h"
#include "lexicon/ngrams_format.h"

static int cost(const nb_ngrams *n, const char *before, const char *word) {
  return nb_ngrams_cost(n, nb_str_of(before), nb_str_of(word));
}

static void usual_neighbours_cost_less(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_ngrams *n;
  assert_int_equal(nb_ngrams_open(ctx, &n), NB_OK);
  assert_true(cost(n, "prime", "minister") < cost(n, "prime", "table"));
  assert_true(cost(n, "last", "week") < cost(n, "late", "week"));
  assert_true(cost(n, "", "the") < cost(n, "the", "the"));
  assert_true(cost(n, "the", "xqzzkw") > cost(n, "the", "house"));
  nb_ngrams_free(n);
  nb_context_free(ctx);
}

static void damaged_tables(void **state) {
  (void)state;
  char folder[] = "/tmp/nb-ngrams-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/english.ngrams", folder);
  nb_context *ctx = nb_context_new();
  nb_context_set_data_dir(ctx, folder);
  nb_ngrams *n = NULL;
  assert_int_equal(nb_ngrams_open(ctx, &n), NB_CONFIG);
  struct {
    nb_ngrams_header header;
    uint32_t cells[1024];
  } file;
  memset(&file, 0xFF, sizeof file); /* no free cell to stop at */
  file.header = (nb_ngrams_header){.byte_order = 0x01020304, .log_cells = 10};
  memcpy(file.header.magic, NB_NGRAMS_MAGIC, sizeof file.header.magic);
  nb_str whole = {(const char *)&file, sizeof file};
  assert_int_equal(nb_file_write(ctx, path, whole), NB_OK);
  assert_int_equal(nb_ngrams_open(ctx, &n), NB_OK);
  assert_true(cost(n, "the", "house") > 0);
  nb_ngrams_free(n);
  const size_t cuts[] = {0, 8, sizeof file.header, sizeof file - 1};
  for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
    assert_int_equal(nb_file_write(ctx, path, nb_str_sub(whole, 0, cuts[i])), NB_OK);
    assert_int_equal(nb_ngrams_open(ctx, &n), NB_CONFIG);
  }
  for (size_t i = 0; i < sizeof file.header; i++) { /* each byte of the header counts */
    ((unsigned char *)&file)[i] ^= 0x81;
    assert_int_equal(nb_file_write(ctx, path, whole), NB_OK);
    assert_int_equal(nb_ngrams_open(ctx, &n), NB_CONFIG);
    ((unsigned char *)&file)[i] ^= 0x81;
  }
  unlink(path);
  rmdir(folder);
  nb_context_free(ctx);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(usual_neighbours_cost_less),
      cmocka_unit_test(damaged_tables),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
