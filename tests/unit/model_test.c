/* The model file: what is in a good one, and that every kind of damage is refused. */
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
#include "sample_model.h"
#include "translate/neural/model.h"

static nb_status open_bytes(nb_context *ctx, nb_str bytes, nb_model **model) {
  char path[] = "/tmp/nb-model-XXXXXX";
  close(mkstemp(path));
  assert_int_equal(nb_file_write(ctx, path, bytes), NB_OK);
  nb_status status = nb_model_open(ctx, path, model);
  unlink(path);
  return status;
}

static void good(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_buf file;
  nb_buf_init(&file, 65536);
  nb_model *model;
  nb_tensor t;
  assert_true(sample_model(&file, NULL, NULL));
  assert_int_equal(open_bytes(ctx, nb_buf_str(&file), &model), NB_OK);
  const nb_model_config *c = nb_model_config_of(model);
  assert_int_equal(c->dim, 2);
  assert_int_equal(c->hidden, 3);
  assert_int_equal(c->vocabulary, 4);
  assert_int_equal(c->max_length, 64);
  assert_true(nb_model_tensor(model, "emb.weight", &t));
  assert_int_equal(t.dtype, NB_I8);
  assert_int_equal(t.rows, 4);
  assert_int_equal(t.cols, 2);
  assert_int_equal(((const int8_t *)t.data)[7], -8);
  assert_true(t.scales && t.scales[0] == 0.5F && t.scales[3] == 4);
  assert_true(nb_model_tensor(model, "dec.0.f.a.bias", &t));
  assert_int_equal(t.rows, 1);
  assert_int_equal(t.cols, 3);
  assert_null(t.scales);
  assert_false(nb_model_tensor(model, "enc.1.n1.weight", &t));
  assert_true(nb_str_eq_c(nb_model_bytes(model, "counts"), "de\t100\n"));
  assert_int_equal(nb_model_bytes(model, "bias").len, 0);
  assert_string_equal(nb_model_note(model, "licence"), "none");
  assert_string_equal(nb_model_note(model, "scores"), "");
  nb_model_free(model);
  nb_buf_free(&file);
  nb_context_free(ctx);
}

/* A change to the header, and what the message says. */
static const struct {
  const char *from, *to, *message;
} damages[] = {
    {"{\"__metadata__\"", "[\"__metadata__\"", "header"},
    {"{\"__metadata__\"", "{\"__meta__\"", "header"},
    {"nieuwsbrief-neural", "another", "version"},
    {"\"version\":\"1\"", "\"version\":\"2\"", "version"},
    {"\"version\":\"1\"", "\"version\":1", "version"},
    {"\"dim\":\"2\"", "\"dim\":\"4\"", "emb.weight"},
    {"\"dim\":\"2\"", "\"dim\":\"18446744073709551618\"", "dim"},
    {"\"dim\":\"2\"", "\"dim\":\"-2\"", "dim"},
    {"\"dim\":\"2\"", "\"dim\":\"\"", "dim"},
    {"\"heads\":\"1\"", "\"heads\":\"0\"", "heads"},
    {"\"heads\":\"1\"", "\"heads\":\"3\"", "heads"},
    {"\"hidden\":\"3\"", "\"hidden\":\"2\"", "f.a.weight"},
    {"\"encoder_layers\":\"1\"", "\"encoder_layers\":\"2\"", "enc.1."},
    {"\"vocabulary\":\"4\"", "\"vocabulary\":\"5\"", "emb.weight"},
    {"\"enc.0.n1.weight\"", "\"enc.0.n9.weight\"", "enc.0.n1.weight"},
    {"\"enc.0.n2.weight\"", "\"enc.0.n1.weight\"", "one name"},
    {"\"dtype\":\"F32\"", "\"dtype\":\"F64\"", "damaged"},
    {"\"dtype\":\"F32\"", "\"dtype\":7", "damaged"},
    {"\"dtype\":\"F32\"", "\"dtype\":\"F16\"", "damaged"},
    {"\"dtype\":\"F32\",", "", "damaged"},
    {"\"shape\":[2]", "\"shape\":[3]", "damaged"},
    {"\"shape\":[2]", "\"shape\":[1,2]", "enc.0.n1.weight"},
    {"\"shape\":[2]", "\"shape\":[]", "damaged"},
    {"\"shape\":[2]", "\"shape\":[2,1,1]", "damaged"},
    {"\"shape\":[2]", "\"shape\":[-2]", "damaged"},
    {"\"shape\":[2]", "\"shape\":[2.5]", "damaged"},
    {"\"shape\":[2]", "\"shape\":[1e300]", "damaged"},
    {"\"shape\":[2,2]", "\"shape\":[4294967296,4294967297]", "damaged"},
    {"\"shape\":[2,3]", "\"shape\":[3,2]", "f.b.weight"},
    {"\"data_offsets\":[0,8]", "\"data_offsets\":[0,9]", "damaged"},
    {"\"data_offsets\":[0,8]", "\"data_offsets\":[8,0]", "damaged"},
    {"\"data_offsets\":[0,8]", "\"data_offsets\":[8]", "damaged"},
    {"\"data_offsets\":[0,8]", "\"data_offsets\":[\"0\",8]", "damaged"},
    {"\"data_offsets\":[0,8]", "\"data_offsets\":[8,16]", "overlap"},
    {"\"data_offsets\":[0,8]", "\"data_offsets\":[2,10]", "damaged"},
    {"\"data_offsets\":[0,8]", "\"data_offsets\":[65536000,65536008]", "damaged"},
    {"\"data_offsets\":[8,16]", "\"data_offsets\":[12,20]", "overlap"},
    {"\"emb.weight.scale\"", "\"emb.weight.scales\"", "scale"},
    {"\"tokenizer\"", "\"tokeniser\"", "tokenizer"},
    {"\"counts\"", "\"count\"", "counts"},
};

static void damaged(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_buf file;
  nb_buf_init(&file, 65536);
  for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
    nb_model *model;
    nb_buf_clear(&file);
    assert_true(sample_model(&file, damages[i].from, damages[i].to));
    nb_status status = open_bytes(ctx, nb_buf_str(&file), &model);
    if (status != NB_CONFIG || !strstr(nb_error(ctx), damages[i].message))
      fail_msg("%s: status %d, \"%s\"", damages[i].to, (int)status, nb_error(ctx));
  }
  nb_buf_free(&file);
  nb_context_free(ctx);
}

static void cut_off(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_buf file;
  nb_buf_init(&file, 65536);
  nb_model *model;
  assert_true(sample_model(&file, NULL, NULL));
  for (size_t n = 0; n < file.len; n += n < 64 || n + 64 > file.len ? 1 : 61)
    assert_int_equal(open_bytes(ctx, nb_str_sub(nb_buf_str(&file), 0, n), &model), NB_CONFIG);
  memset(file.ptr, 0xFF, 8);
  assert_int_equal(open_bytes(ctx, nb_buf_str(&file), &model), NB_CONFIG);
  assert_int_equal(nb_model_open(ctx, "/nowhere/nlen.safetensors", &model), NB_CONFIG);
  nb_buf_free(&file);
  nb_context_free(ctx);
}

static void no_number(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_buf file;
  nb_buf_init(&file, 65536);
  nb_model *model;
  const unsigned char scales[] = {0, 0, 0, 0x3F, 0, 0, 0x80, 0x3F}; /* 0.5, 1 */
  assert_true(sample_model(&file, NULL, NULL));
  size_t at = nb_str_find(nb_buf_str(&file), (nb_str){(const char *)scales, sizeof scales}, 0);
  assert_true(at != NB_NOT_FOUND);
  memcpy(file.ptr + at, "\0\0\xC0\x7F", 4);
  assert_int_equal(open_bytes(ctx, nb_buf_str(&file), &model), NB_CONFIG);
  assert_non_null(strstr(nb_error(ctx), "no number"));
  nb_buf_free(&file);
  nb_context_free(ctx);
}

static void shipped(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_buf path;
  nb_buf_init(&path, 4096);
  nb_model *model;
  assert_int_equal(nb_data_path(ctx, "nlen.safetensors", &path), NB_OK);
  assert_int_equal(nb_model_open(ctx, path.ptr, &model), NB_OK);
  nb_tensor t;
  assert_true(nb_model_tensor(model, "emb.weight", &t) && t.dtype == NB_I8 && t.scales);
  assert_true(nb_model_note(model, "licence")[0] && nb_model_note(model, "provenance")[0]);
  nb_model_free(model);
  nb_buf_free(&path);
  nb_context_free(ctx);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(good),      cmocka_unit_test(damaged), cmocka_unit_test(cut_off),
      cmocka_unit_test(no_number), cmocka_unit_test(shipped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
