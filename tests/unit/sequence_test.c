/* analyse/sequence: the decoder, and model files that are not to be trusted. The task of these tests has the tokens
 * 'a' and 'b', a feature for each and one for each pair of a label and the label before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analyse/sequence.h"

enum { X, Y, Z, LABELS };
static const char *const names[] = {"X", "Y", "Z"};

static uint64_t feature_of(unsigned kind, uint64_t a) {
  nb_features f = {.n = 0};
  nb_feature(&f, kind, a, 0);
  return f.of[0];
}

static void observe(const void *sentence, size_t i, nb_features *f) {
  nb_feature(f, 1, (uint64_t)((const char *)sentence)[i], 0);
}

static void remember(const void *sentence, size_t i, unsigned key, nb_features *f) {
  (void)sentence;
  (void)i;
  nb_feature(f, 2, key, 0);
}

static unsigned step(const void *sentence, size_t i, unsigned key, int label) {
  (void)sentence;
  (void)i;
  (void)key;
  return (unsigned)label + 1;
}

/* No Y behind an X. */
static uint32_t allowed(unsigned key) {
  return key == X + 1 ? 1u << X | 1u << Z : UINT32_MAX;
}

static nb_sequence_task task_of(bool restricted) {
  return (nb_sequence_task){.file = "toy.model",
                            .labels = names,
                            .n_labels = LABELS,
                            .beam = 4,
                            .version = 7,
                            .observe = observe,
                            .remember = remember,
                            .step = step,
                            .allowed = restricted ? allowed : NULL};
}

static void put(nb_buf *b, uint32_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) nb_buf_add_char(b, (char)(value >> 8 * i & 0xFF));
}

typedef struct weight {
  uint64_t feature;
  int label, by;
} weight;

/* A model with one run for each top bit, from weights in the features' order. */
static void make_model(nb_buf *b, const weight *w, size_t n) {
  nb_buf records;
  nb_buf_init(&records, 4096);
  uint32_t half = 0;
  for (size_t i = 0; i < n; i++) {
    put(&records, (uint32_t)(w[i].feature >> 47) & 0xFFFF, 2);
    put(&records, 1, 1);
    put(&records, (uint32_t)w[i].label, 1);
    put(&records, (uint32_t)w[i].by & 0xFF, 1);
    if (!(w[i].feature >> 63)) half = (uint32_t)records.len;
  }
  nb_buf_add_c(b, NB_SEQ_MAGIC);
  const uint32_t header[] = {LABELS, 7, 1, 10, 6, (uint32_t)records.len};
  for (size_t i = 0; i < 6; i++) put(b, header[i], 4);
  nb_buf_add_c(b, "X\nY\nZ\n");
  put(b, 0, 4);
  put(b, half, 4);
  put(b, (uint32_t)records.len, 4);
  nb_buf_add(b, nb_buf_str(&records));
  nb_buf_free(&records);
}

static int by_feature(const void *a, const void *b) {
  uint64_t x = ((const weight *)a)->feature, y = ((const weight *)b)->feature;
  return (x > y) - (x < y);
}

/* 'a' is an X, 'b' may be a Y; but behind an X stands rather a Z. */
static void toy(nb_buf *b) {
  weight w[] = {{feature_of(1, 'a'), X, 20}, {feature_of(1, 'b'), Y, 10}, {feature_of(2, X + 1), Z, 12}};
  qsort(w, 3, sizeof *w, by_feature);
  make_model(b, w, 3);
}

static void label(const nb_sequence_task *task, nb_str model_file, const char *sentence, const uint32_t *masks,
                  nb_labelled *out) {
  nb_context *ctx = nb_context_new();
  nb_sequence_model *model;
  assert_int_equal(nb_sequence_of(ctx, task, "toy", model_file, &model), NB_OK);
  nb_scorer scorer = nb_sequence_scorer(model);
  assert_int_equal(nb_sequence_scale(model), 10);
  assert_int_equal(nb_label_sequence(ctx, task, &scorer, sentence, strlen(sentence), masks, out), NB_OK);
  nb_sequence_free(model);
  nb_context_free(ctx);
}

static void best_labels(void **state) {
  (void)state;
  nb_buf file;
  nb_buf_init(&file, 4096);
  toy(&file);
  nb_labelled out[3];
  nb_sequence_task task = task_of(false);
  label(&task, nb_buf_str(&file), "bab", NULL, out);
  assert_int_equal(out[0].label, Y);
  assert_int_equal(out[0].margin, 10);
  assert_int_equal(out[1].label, X);
  assert_int_equal(out[2].label, Z);
  assert_int_equal(out[2].margin, 2);
  nb_buf_free(&file);
}

static void masks_and_what_may_follow(void **state) {
  (void)state;
  nb_buf file;
  nb_buf_init(&file, 4096);
  toy(&file);
  nb_labelled out[2];
  const uint32_t masks[] = {1u << X | 1u << Y, 1u << X | 1u << Y};
  nb_sequence_task task = task_of(false);
  label(&task, nb_buf_str(&file), "ab", masks, out);
  assert_int_equal(out[0].label, X);
  assert_int_equal(out[1].label, Y);
  task = task_of(true);
  label(&task, nb_buf_str(&file), "ab", masks, out);
  assert_int_equal(out[1].label, X);
  nb_buf_free(&file);
}

static bool opens(const nb_sequence_task *task, nb_str file) {
  nb_context *ctx = nb_context_new();
  nb_sequence_model *model;
  nb_status status = nb_sequence_of(ctx, task, "toy", file, &model);
  if (status) {
    assert_int_equal(status, NB_CONFIG);
    assert_non_null(strstr(nb_error(ctx), "toy"));
  } else {
    nb_labelled out[4];
    nb_scorer scorer = nb_sequence_scorer(model);
    assert_int_equal(nb_label_sequence(ctx, task, &scorer, "abab", 4, NULL, out), NB_OK);
    for (size_t i = 0; i < 4; i++) assert_in_range(out[i].label, 0, LABELS - 1);
    nb_sequence_free(model);
  }
  nb_context_free(ctx);
  return status == NB_OK;
}

/* The file as it is opens; a shorter or longer one does not; and with any byte changed it is refused or does no harm,
 * the sanitizers say. */
static void damaged_files(void **state) {
  (void)state;
  enum { LABEL_OF_FIRST = 8 + 24 + 6 + 12 + 3 };
  nb_sequence_task task = task_of(false);
  nb_buf file;
  nb_buf_init(&file, 4096);
  toy(&file);
  assert_true(opens(&task, nb_buf_str(&file)));
  for (size_t len = 0; len < file.len; len++) {
    char *copy = malloc(len + 1); /* so that a byte too far is found */
    memcpy(copy, file.ptr, len);
    assert_false(opens(&task, (nb_str){copy, len}));
    free(copy);
  }
  size_t refused = 0;
  for (size_t at = 0; at < file.len; at++)
    for (int bit = 0; bit < 8; bit++) {
      file.ptr[at] = (char)(file.ptr[at] ^ 1 << bit);
      refused += !opens(&task, nb_buf_str(&file));
      file.ptr[at] = (char)(file.ptr[at] ^ 1 << bit);
    }
  assert_in_range(refused, 8 * (8 + 8 + 6), 8 * file.len); /* magic, labels, version, names at least */
  file.ptr[LABEL_OF_FIRST] = LABELS;
  assert_false(opens(&task, nb_buf_str(&file)));
  nb_buf_free(&file);
}

static void no_tokens(void **state) {
  (void)state;
  nb_buf file;
  nb_buf_init(&file, 4096);
  toy(&file);
  nb_labelled out[1];
  nb_sequence_task task = task_of(false);
  label(&task, nb_buf_str(&file), "", NULL, out);
  nb_buf_free(&file);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(best_labels), cmocka_unit_test(masks_and_what_may_follow),
                                     cmocka_unit_test(damaged_files), cmocka_unit_test(no_tokens)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
