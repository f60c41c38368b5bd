#include "model_file.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>

#include "base/file.h"

enum { ALIGN = 64, FILE_CAP = 1024 * 1024 * 1024, LENGTH_BYTES = 8, NAME = 96 };
static const char rule[] =
    "SentencePiece unigram ids; a lone U+2581 piece directly before a user symbol (<h>, <|>, </h>) is dropped";

typedef struct writer {
  cJSON *header, *notes;
  nb_buf data;
  bool whole, matrices, failed; /* matrices: this round writes those, else all others */
} writer;

static void add_tensor(writer *w, const char *name, const char *dtype, size_t rows, size_t cols, const void *data,
                       size_t size) {
  cJSON *tensor = cJSON_AddObjectToObject(w->header, name);
  cJSON_AddStringToObject(tensor, "dtype", dtype);
  cJSON *shape = cJSON_AddArrayToObject(tensor, "shape"), *offsets = cJSON_AddArrayToObject(tensor, "data_offsets");
  if (rows) cJSON_AddItemToArray(shape, cJSON_CreateNumber((double)rows));
  cJSON_AddItemToArray(shape, cJSON_CreateNumber((double)cols));
  cJSON_AddItemToArray(offsets, cJSON_CreateNumber((double)w->data.len));
  nb_buf_add(&w->data, (nb_str){data, (rows ? rows : 1) * cols * size});
  w->failed = w->failed || !cJSON_AddItemToArray(offsets, cJSON_CreateNumber((double)w->data.len));
}

static void add_floats(writer *w, const char *name, size_t rows, size_t cols, const float *data) {
  add_tensor(w, name, "F32", rows, cols, data, sizeof *data);
}

static float row_scale(const float *row, size_t n) {
  float most = 0;
  for (size_t i = 0; i < n; i++) most = fmaxf(most, fabsf(row[i]));
  return most > 0 ? most / 127 : 1;
}

static void add_int8(writer *w, const char *name, size_t rows, size_t cols, const float *data) {
  nb_buf values;
  nb_buf_init(&values, FILE_CAP);
  for (size_t r = 0; r < rows; r++) {
    float scale = row_scale(data + r * cols, cols);
    for (size_t i = 0; i < cols; i++) nb_buf_add_char(&values, (char)(int8_t)rintf(data[r * cols + i] / scale));
  }
  w->failed = w->failed || values.status;
  if (!values.status) add_tensor(w, name, "I8", rows, cols, values.ptr, 1);
  nb_buf_free(&values);
}

static void add_scales(writer *w, const char *name, size_t rows, size_t cols, const float *data) {
  char full[NAME];
  nb_buf scales;
  snprintf(full, sizeof full, "%s.scale", name);
  nb_buf_init(&scales, FILE_CAP);
  for (size_t r = 0; r < rows; r++) {
    float scale = row_scale(data + r * cols, cols);
    nb_buf_add(&scales, (nb_str){(const char *)&scale, sizeof scale});
  }
  w->failed = w->failed || scales.status;
  if (!scales.status) add_tensor(w, full, "F32", 0, rows, scales.ptr, sizeof(float));
  nb_buf_free(&scales);
}

/* In two rounds: matrices first, so that everything is aligned. */
static nb_status add_weights(void *user, const char *name, size_t rows, size_t cols, float *weights) {
  writer *w = user;
  if (w->matrices && rows && w->whole) add_floats(w, name, rows, cols, weights);
  if (w->matrices && rows && !w->whole) add_int8(w, name, rows, cols, weights);
  if (!w->matrices && rows && !w->whole) add_scales(w, name, rows, cols, weights);
  if (!w->matrices && !rows) add_floats(w, name, 0, cols, weights);
  return NB_OK;
}

static void add_note(writer *w, const char *key, const char *text) {
  if (cJSON_GetObjectItemCaseSensitive(w->notes, key)) return;
  w->failed = w->failed || !cJSON_AddStringToObject(w->notes, key, text);
}

static void add_number(writer *w, const char *key, size_t n) {
  char text[32];
  snprintf(text, sizeof text, "%zu", n);
  add_note(w, key, text);
}

static void start(writer *w) {
  *w = (writer){.header = cJSON_CreateObject()};
  w->notes = cJSON_AddObjectToObject(w->header, "__metadata__");
  nb_buf_init(&w->data, FILE_CAP);
}

/* Writes it and frees the writer. */
static nb_status finish(nb_context *ctx, writer *w, const char *path) {
  char *json = cJSON_PrintUnformatted(w->header);
  nb_buf file;
  nb_buf_init(&file, FILE_CAP);
  nb_str header = nb_str_of(json);
  size_t length = (header.len + LENGTH_BYTES + ALIGN - 1) / ALIGN * ALIGN - LENGTH_BYTES;
  for (size_t i = 0; i < LENGTH_BYTES; i++) nb_buf_add_char(&file, (char)(length >> 8 * i & 0xFF));
  nb_buf_add(&file, header);
  while (file.len < LENGTH_BYTES + length && !file.status) nb_buf_add_char(&file, ' ');
  nb_buf_add(&file, nb_buf_str(&w->data));
  bool good = json && w->notes && !w->failed && !w->data.status && !file.status;
  nb_status status = good ? nb_file_write(ctx, path, nb_buf_str(&file))
                          : nb_fail(ctx, NB_INTERNAL, "%s: out of memory, or more than %d bytes", path, FILE_CAP);
  cJSON_free(json);
  nb_buf_free(&file);
  nb_buf_free(&w->data);
  cJSON_Delete(w->header);
  return status;
}

nb_status model_file_write(nb_context *ctx, const char *path, const model_file *file) {
  const nb_model_config *c = &file->net->config;
  if (c->dim % 4) return nb_fail(ctx, NB_DATA, "%s: a width of %zu is no multiple of four", path, c->dim);
  writer w;
  start(&w);
  w.whole = file->whole;
  add_note(&w, "format", "nieuwsbrief-neural");
  add_note(&w, "version", "1");
  add_number(&w, "dim", c->dim);
  add_number(&w, "hidden", c->hidden);
  add_number(&w, "heads", c->heads);
  add_number(&w, "encoder_layers", c->encoder_layers);
  add_number(&w, "decoder_layers", c->decoder_layers);
  add_number(&w, "vocabulary", c->vocabulary);
  add_number(&w, "max_length", c->max_length);
  add_note(&w, "tokenizer", rule);
  for (size_t i = 0; i < file->n_notes; i++) add_note(&w, file->notes[i].key, file->notes[i].text);
  w.matrices = true;
  nb_network_each(file->net, add_weights, &w);
  w.matrices = false;
  nb_network_each(file->net, add_weights, &w);
  for (size_t i = 0; i < file->n_more; i++) add_floats(&w, file->more[i].name, 0, file->more[i].n, file->more[i].data);
  add_tensor(&w, "tokenizer", "U8", 0, file->tokenizer.len, file->tokenizer.ptr, 1);
  add_tensor(&w, "counts", "U8", 0, file->counts.len, file->counts.ptr, 1);
  if (file->targets.len) add_tensor(&w, "targets", "U8", 0, file->targets.len, file->targets.ptr, 1);
  return finish(ctx, &w, path);
}

static nb_status add_as_it_is(void *user, const char *name, size_t rows, size_t cols, float *weights) {
  add_floats(user, name, rows, cols, weights);
  return NB_OK;
}

nb_status weights_file_write(nb_context *ctx, const char *path, const nb_network *net) {
  const nb_model_config *c = &net->config;
  writer w;
  start(&w);
  add_number(&w, "heads", c->heads);
  add_number(&w, "d", c->dim);
  add_number(&w, "ffn", c->hidden);
  add_number(&w, "enc", c->encoder_layers);
  add_number(&w, "dec", c->decoder_layers);
  add_number(&w, "vocab", c->vocabulary);
  nb_network_each(net, add_as_it_is, &w);
  return finish(ctx, &w, path);
}
