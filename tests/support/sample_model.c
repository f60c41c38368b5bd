#include "sample_model.h"

#include <stdint.h>
#include <string.h>

static const char metadata[] =
    "{\"__metadata__\":{\"format\":\"nieuwsbrief-neural\",\"version\":\"1\",\"dim\":\"2\",\"hidden\":\"3\",\"heads\":"
    "\"1\","
    "\"encoder_layers\":\"1\",\"decoder_layers\":\"1\",\"vocabulary\":\"4\",\"max_length\":\"64\",\"licence\":"
    "\"none\"}";

typedef struct sample {
  nb_buf header, data;
} sample;

static void add(sample *s, const char *prefix, const char *name, const char *dtype, unsigned rows, unsigned cols,
                size_t bytes) {
  nb_buf_printf(&s->header, ",\"%s%s\":{\"dtype\":\"%s\",\"shape\":[", prefix, name, dtype);
  if (rows) nb_buf_printf(&s->header, "%u,", rows);
  nb_buf_printf(&s->header, "%u],\"data_offsets\":[%zu,%zu]}", cols, s->data.len, s->data.len + bytes);
  for (size_t i = 0; i < bytes; i++) nb_buf_add_char(&s->data, 0);
}

static void add_floats(sample *s, const char *prefix, const char *name, unsigned rows, unsigned cols) {
  add(s, prefix, name, "F32", rows, cols, sizeof(float) * (rows ? rows : 1) * cols);
}

static void add_linear(sample *s, const char *prefix, const char *weight, const char *bias, unsigned out, unsigned in) {
  add_floats(s, prefix, weight, out, in);
  add_floats(s, prefix, bias, 0, out);
}

static void add_attention(sample *s, const char *prefix) {
  static const char *const names[][2] = {
      {"q.weight", "q.bias"}, {"k.weight", "k.bias"}, {"v.weight", "v.bias"}, {"o.weight", "o.bias"}};
  for (size_t i = 0; i < 4; i++) add_linear(s, prefix, names[i][0], names[i][1], 2, 2);
}

static void add_norm(sample *s, const char *prefix) {
  add_floats(s, prefix, "weight", 0, 2);
  add_floats(s, prefix, "bias", 0, 2);
}

static void add_layers(sample *s) {
  static const char *const norms[] = {"enc.0.n1.", "enc.0.n2.", "dec.0.n1.", "dec.0.n2.", "dec.0.n3.", "ne.", "nd."};
  static const char *const attentions[] = {"enc.0.a.", "dec.0.a.", "dec.0.c."};
  static const char *const layers[] = {"enc.0.", "dec.0."};
  for (size_t i = 0; i < sizeof norms / sizeof *norms; i++) add_norm(s, norms[i]);
  for (size_t i = 0; i < sizeof attentions / sizeof *attentions; i++) add_attention(s, attentions[i]);
  for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
    add_linear(s, layers[i], "f.a.weight", "f.a.bias", 3, 2);
    add_linear(s, layers[i], "f.b.weight", "f.b.bias", 2, 3);
  }
}

static void add_embedding(sample *s) {
  static const float scales[] = {0.5F, 1, 2, 4};
  add_floats(s, "", "emb.weight.scale", 0, 4);
  memcpy(s->data.ptr + s->data.len - sizeof scales, scales, sizeof scales);
  add_floats(s, "", "bias", 0, 4);
  add(s, "", "emb.weight", "I8", 4, 2, 8);
  memcpy(s->data.ptr + s->data.len - 8, "\1\2\3\4\5\6\7\xF8", 8);
  add(s, "", "tokenizer", "U8", 0, 5, 5);
  memcpy(s->data.ptr + s->data.len - 5, "model", 5);
  add(s, "", "counts", "U8", 0, 7, 7);
  memcpy(s->data.ptr + s->data.len - 7, "de\t100\n", 7);
}

static void add_length(nb_buf *file, uint64_t length) {
  for (unsigned i = 0; i < 8; i++) nb_buf_add_char(file, (char)(length >> 8 * i & 0xFF));
}

bool sample_model(nb_buf *file, const char *from, const char *to) {
  sample s;
  nb_buf header;
  nb_buf_init(&s.header, 65536);
  nb_buf_init(&s.data, 65536);
  nb_buf_init(&header, 131072);
  nb_buf_add_c(&s.header, metadata);
  add_layers(&s);
  add_embedding(&s);
  nb_buf_add_char(&s.header, '}');
  nb_str text = nb_buf_str(&s.header), old = nb_str_of(from);
  size_t at = from ? nb_str_find(text, old, 0) : text.len;
  if (at != NB_NOT_FOUND) {
    nb_buf_add(&header, nb_str_sub(text, 0, at));
    nb_buf_add_c(&header, to);
    nb_buf_add(&header, nb_str_sub(text, at + old.len, text.len));
    while (header.len % 8) nb_buf_add_char(&header, ' ');
    add_length(file, header.len);
    nb_buf_add(file, nb_buf_str(&header));
    nb_buf_add(file, nb_buf_str(&s.data));
  }
  nb_buf_free(&header);
  nb_buf_free(&s.data);
  nb_buf_free(&s.header);
  return at != NB_NOT_FOUND && !file->status;
}
