/* Between model file and plain weights: there and back nothing changes, and bad files are refused. */
#include <math.h>
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
#include "base/random.h"
#include "model_file.h"
#include "weights.h"

enum { FILE_CAP = 1024 * 1024 };

typedef struct fixture {
  nb_context *ctx;
  nb_network net;
  char model[40], weights[40], out[40];
} fixture;

static nb_status randomise(void *user, const char *name, size_t rows, size_t cols, float *weights) {
  uint64_t *random = user;
  bool zero = strcmp(name, "enc.1.f.b.weight") == 0; /* a scale of 0 / 127 would be none */
  for (size_t i = 0; i < (rows ? rows : 1) * cols; i++) weights[i] = zero ? 0 : (float)nb_random_unit(random) - 0.5F;
  return NB_OK;
}

static int setup(void **state) {
  static const nb_model_config config = {8, 12, 2, 3, 1, 11, 64};
  static const model_note notes[] = {{"licence", "none"}, {"provenance", "a \"test\""}, {"licence", "second"}};
  fixture *f = calloc(1, sizeof *f);
  assert_non_null(f);
  f->ctx = nb_context_new();
  char *paths[] = {f->model, f->weights, f->out};
  for (size_t i = 0; i < 3; i++) {
    strcpy(paths[i], "/tmp/nb-weights-XXXXXX");
    close(mkstemp(paths[i]));
  }
  uint64_t random = 1;
  assert_int_equal(nb_network_empty(f->ctx, &f->net, &config), NB_OK);
  assert_int_equal(nb_network_each(&f->net, randomise, &random), NB_OK);
  assert_int_equal(model_file_write(f->ctx, f->model,
                                    &(model_file){.net = &f->net,
                                                  .tokenizer = NB_STR("model"),
                                                  .counts = NB_STR("de\t100\n"),
                                                  .notes = notes,
                                                  .n_notes = 3}),
                   NB_OK);
  *state = f;
  return 0;
}

static int teardown(void **state) {
  fixture *f = *state;
  unlink(f->model);
  unlink(f->weights);
  unlink(f->out);
  nb_network_free(&f->net);
  nb_context_free(f->ctx);
  free(f);
  return 0;
}

static float nearest(float value, float scale) {
  return rintf(value / scale) * scale;
}

static nb_status check_rows(void *user, const char *name, size_t rows, size_t cols, float *weights) {
  const nb_model *model = user;
  nb_tensor t;
  float row[16];
  assert_true(nb_model_tensor(model, name, &t));
  assert_int_equal(t.dtype, rows ? NB_I8 : NB_F32);
  for (size_t r = 0; r < t.rows; r++) {
    float most = 0, *w = weights + r * cols;
    for (size_t i = 0; i < cols; i++) most = fmaxf(most, fabsf(w[i]));
    nb_tensor_row(&t, r, row);
    for (size_t i = 0; i < cols; i++) assert_true(row[i] == (rows ? nearest(w[i], most > 0 ? most / 127 : 1) : w[i]));
  }
  return NB_OK;
}

static void model(void **state) {
  fixture *f = *state;
  nb_model *m;
  assert_int_equal(nb_model_open(f->ctx, f->model, &m), NB_OK);
  const nb_model_config *c = nb_model_config_of(m);
  assert_memory_equal(c, &f->net.config, sizeof *c);
  assert_int_equal(nb_network_each(&f->net, check_rows, m), NB_OK);
  assert_string_equal(nb_model_note(m, "licence"), "none");
  assert_string_equal(nb_model_note(m, "provenance"), "a \"test\"");
  assert_true(nb_str_eq_c(nb_model_bytes(m, "counts"), "de\t100\n"));
  assert_true(nb_str_eq_c(nb_model_bytes(m, "tokenizer"), "model"));
  nb_model_free(m);
}

static bool same_data(fixture *f, const char *a, const char *b) {
  static const char *const names[] = {"emb.weight",
                                      "emb.weight.scale",
                                      "enc.2.a.k.weight",
                                      "dec.0.c.v.bias",
                                      "enc.1.f.b.weight.scale",
                                      "nd.bias",
                                      "tokenizer",
                                      "counts"};
  nb_safetensors *x, *y;
  assert_int_equal(nb_safetensors_open(f->ctx, a, &x), NB_OK);
  assert_int_equal(nb_safetensors_open(f->ctx, b, &y), NB_OK);
  bool same = true;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const nb_safetensor *s = nb_safetensors_find(x, names[i]), *t = nb_safetensors_find(y, names[i]);
    assert_true(s && t);
    same = same && s->start == t->start && s->end == t->end &&
           memcmp(s->tensor.data, t->tensor.data, s->end - s->start) == 0;
  }
  nb_safetensors_free(x);
  nb_safetensors_free(y);
  return same;
}

static void there_and_back(void **state) {
  fixture *f = *state;
  const model_note note = {"scores", "good"};
  assert_int_equal(weights_unpack(f->ctx, f->model, f->weights), NB_OK);
  nb_safetensors *s;
  assert_int_equal(nb_safetensors_open(f->ctx, f->weights, &s), NB_OK);
  assert_string_equal(nb_safetensors_note(s, "heads"), "2");
  assert_string_equal(nb_safetensors_note(s, "ffn"), "12");
  assert_string_equal(nb_safetensors_note(s, "enc"), "3");
  assert_null(nb_safetensors_find(s, "emb.weight.scale"));
  nb_safetensors_free(s);
  assert_int_equal(weights_pack(f->ctx, f->weights, f->model, f->out, &(pack_options){.notes = &note, .n_notes = 1}),
                   NB_OK);
  assert_true(same_data(f, f->model, f->out));
  nb_model *m;
  assert_int_equal(nb_model_open(f->ctx, f->out, &m), NB_OK);
  assert_string_equal(nb_model_note(m, "scores"), "good");
  assert_string_equal(nb_model_note(m, "licence"), "none");
  assert_string_equal(nb_model_note(m, "provenance"), ""); /* these are other weights, for all it knows */
  nb_model_free(m);
}

/* Weights whose file has one word changed. */
static void refused(fixture *f, const char *from, const char *to, const char *message) {
  nb_buf file, changed;
  nb_buf_init(&file, FILE_CAP);
  nb_buf_init(&changed, FILE_CAP);
  assert_int_equal(weights_unpack(f->ctx, f->model, f->weights), NB_OK);
  assert_int_equal(nb_file_read(f->ctx, f->weights, &file), NB_OK);
  nb_str bytes = nb_buf_str(&file), old = nb_str_of(from);
  size_t at = nb_str_find(bytes, old, 0);
  assert_true(at != NB_NOT_FOUND && strlen(from) == strlen(to));
  nb_buf_add(&changed, nb_str_sub(bytes, 0, at));
  nb_buf_add_c(&changed, to);
  nb_buf_add(&changed, nb_str_sub(bytes, at + old.len, bytes.len));
  assert_int_equal(nb_file_write(f->ctx, f->weights, nb_buf_str(&changed)), NB_OK);
  nb_status status = weights_pack(f->ctx, f->weights, f->model, f->out, &(pack_options){0});
  if (status != NB_CONFIG || !strstr(nb_error(f->ctx), message))
    fail_msg("%s: %d, \"%s\", not \"%s\"", to, (int)status, nb_error(f->ctx), message);
  nb_buf_free(&file);
  nb_buf_free(&changed);
}

static void bad(void **state) {
  fixture *f = *state;
  refused(f, "\"heads\":\"2\"", "\"heads\":\"3\"", "not the weights");
  refused(f, "\"heads\":\"2\"", "\"beads\":\"2\"", "not the weights");
  refused(f, "\"emb.weight\"", "\"emb.weigth\"", "not the weights");
  refused(f, "\"enc.1.n1.weight\"", "\"enc.9.n1.weight\"", "not the weights");
  refused(f, "\"dec.0.c.k.bias\"", "\"dec.0.c.z.bias\"", "dec.0.c.k.bias is missing");
  refused(f, "\"shape\":[11,8]", "\"shape\":[8,11]", "not the weights");
  refused(f, "\"shape\":[12,8]", "\"shape\":[8,12]", "enc.0.f.a");
  assert_int_equal(weights_pack(f->ctx, "/nowhere", f->model, f->out, &(pack_options){0}), NB_CONFIG);
  assert_int_equal(weights_pack(f->ctx, f->weights, "/nowhere", f->out, &(pack_options){0}), NB_CONFIG);
  assert_int_equal(weights_pack(f->ctx, f->model, f->model, f->out, &(pack_options){0}), NB_CONFIG);
  assert_non_null(strstr(nb_error(f->ctx), "F16"));
  assert_int_equal(weights_unpack(f->ctx, f->weights, f->out), NB_CONFIG);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(model),
      cmocka_unit_test(there_and_back),
      cmocka_unit_test(bad),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
