#include "translate/neural/network.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef struct loader {
  nb_context *ctx;
  const nb_model *model;
  float *free; /* what is left of the network's memory */
  nb_status status;
} loader;

/* IEEE 754 half precision. Subnormal halves are normal floats: the exponent is set right by a product. */
static float half(uint16_t h) {
  union {
    uint32_t bits;
    float value;
  } f = {.bits = (uint32_t)(h & 0x7fff) << 13}, sign = {.bits = (uint32_t)(h & 0x8000) << 16};
  if ((h & 0x7c00) == 0x7c00)
    f.bits |= 0x7f800000; /* infinity, not a number */
  else
    f.value *= 0x1p112F;
  f.bits |= sign.bits;
  return f.value;
}

static void read_row(const nb_tensor *t, size_t row, float *out) {
  size_t at = row * t->cols;
  const float *f32 = (const float *)t->data + at;
  const uint16_t *f16 = (const uint16_t *)t->data + at;
  const int8_t *i8 = (const int8_t *)t->data + at;
  switch (t->dtype) {
    case NB_F32:
      memcpy(out, f32, t->cols * sizeof *out);
      break;
    case NB_F16:
      for (size_t i = 0; i < t->cols; i++) out[i] = half(f16[i]);
      break;
    case NB_I8:
      for (size_t i = 0; i < t->cols; i++) out[i] = (float)i8[i] * t->scales[row];
      break;
    case NB_U8:
      break; /* bytes that travel along: no weights */
  }
}

static bool find(loader *load, size_t rows, size_t cols, nb_tensor *t, const char *format, va_list args) {
  char name[64];
  vsnprintf(name, sizeof name, format, args);
  if (load->status) return false;
  if (nb_model_tensor(load->model, name, t) && t->rows == rows && t->cols == cols && t->dtype != NB_U8) return true;
  load->status = nb_fail(load->ctx, NB_CONFIG, "model: tensor %s is missing or of another shape", name);
  return false;
}

static void load_matrix(loader *load, float *out, size_t rows, size_t cols, const char *format, ...) {
  nb_tensor t;
  va_list args;
  va_start(args, format);
  if (find(load, rows, cols, &t, format, args))
    for (size_t r = 0; r < rows; r++) read_row(&t, r, out + r * cols);
  va_end(args);
}

static float *take(loader *load, size_t n) {
  float *taken = load->free;
  load->free += n;
  return taken;
}

static void start_linear(loader *load, nb_linear *l, size_t outputs, size_t inputs) {
  *l = (nb_linear){outputs, inputs, take(load, outputs * inputs), take(load, outputs)};
}

/* Layers that share their input become one: "qkv" stacks the rows of three. */
static void load_linear(loader *load, nb_linear *l, size_t outputs, size_t inputs, const char *block,
                        const char *parts) {
  size_t n = strlen(parts);
  start_linear(load, l, n * outputs, inputs);
  for (size_t i = 0; i < n; i++) {
    load_matrix(load, l->weights + i * outputs * inputs, outputs, inputs, "%s.%c.weight", block, parts[i]);
    load_matrix(load, l->bias + i * outputs, 1, outputs, "%s.%c.bias", block, parts[i]);
  }
}

static void load_norm(loader *load, nb_norm *norm, size_t dim, const char *name) {
  *norm = (nb_norm){take(load, dim), take(load, dim)};
  load_matrix(load, norm->gain, 1, dim, "%s.weight", name);
  load_matrix(load, norm->bias, 1, dim, "%s.bias", name);
}

/* The name of a part of a layer: "enc.3.a" */
static const char *part(char name[32], const char *stack, size_t layer, const char *what) {
  snprintf(name, 32, "%s.%zu.%s", stack, layer, what);
  return name;
}

static void load_encoder_layer(loader *load, nb_encoder_layer *e, const nb_model_config *c, size_t i) {
  char name[32];
  load_norm(load, &e->n1, c->dim, part(name, "enc", i, "n1"));
  load_norm(load, &e->n2, c->dim, part(name, "enc", i, "n2"));
  load_linear(load, &e->self, c->dim, c->dim, part(name, "enc", i, "a"), "qkv");
  load_linear(load, &e->out, c->dim, c->dim, name, "o");
  load_linear(load, &e->wide, c->hidden, c->dim, part(name, "enc", i, "f"), "a");
  load_linear(load, &e->narrow, c->dim, c->hidden, name, "b");
}

static void load_decoder_layer(loader *load, nb_decoder_layer *d, const nb_model_config *c, size_t i) {
  char name[32];
  load_norm(load, &d->n1, c->dim, part(name, "dec", i, "n1"));
  load_norm(load, &d->n2, c->dim, part(name, "dec", i, "n2"));
  load_norm(load, &d->n3, c->dim, part(name, "dec", i, "n3"));
  load_linear(load, &d->self, c->dim, c->dim, part(name, "dec", i, "a"), "qkv");
  load_linear(load, &d->out, c->dim, c->dim, name, "o");
  load_linear(load, &d->query, c->dim, c->dim, part(name, "dec", i, "c"), "q");
  load_linear(load, &d->source, c->dim, c->dim, name, "kv");
  load_linear(load, &d->cross, c->dim, c->dim, name, "o");
  load_linear(load, &d->wide, c->hidden, c->dim, part(name, "dec", i, "f"), "a");
  load_linear(load, &d->narrow, c->dim, c->hidden, name, "b");
}

static void load_output(loader *load, nb_network *net, const nb_model_config *c) {
  start_linear(load, &net->output, c->vocabulary, c->dim);
  load_matrix(load, net->output.weights, c->vocabulary, c->dim, "emb.weight");
  load_matrix(load, net->output.bias, 1, c->vocabulary, "bias");
}

/* How many floats the layers hold. */
static size_t parameters(const nb_model_config *c) {
  const size_t square = c->dim * c->dim + c->dim, feed_forward = 2 * c->dim * c->hidden + c->hidden + c->dim;
  const size_t encoder = 4 * square + feed_forward + 4 * c->dim, decoder = 8 * square + feed_forward + 6 * c->dim;
  return c->encoder_layers * encoder + c->decoder_layers * decoder + 4 * c->dim + c->vocabulary * (c->dim + 1);
}

/* In large pages, which are made several times faster than thousands of small ones. */
static float *allocate(size_t floats) {
  const size_t page = (size_t)1 << 21, bytes = (floats * sizeof(float) + page - 1) / page * page;
  float *memory = aligned_alloc(page, bytes);
#ifdef MADV_HUGEPAGE
  if (memory) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

nb_status nb_network_init(nb_context *ctx, nb_network *net, const nb_model *model) {
  *net = (nb_network){.config = *nb_model_config_of(model)};
  const nb_model_config *c = &net->config;
  net->weights = allocate(parameters(c));
  net->encoder = calloc(c->encoder_layers + 1, sizeof *net->encoder);
  net->decoder = calloc(c->decoder_layers + 1, sizeof *net->decoder);
  if (!net->weights || !net->encoder || !net->decoder) return nb_fail_memory(ctx);
  loader load = {.ctx = ctx, .model = model, .free = net->weights};
  for (size_t i = 0; i < c->encoder_layers; i++) load_encoder_layer(&load, &net->encoder[i], c, i);
  for (size_t i = 0; i < c->decoder_layers; i++) load_decoder_layer(&load, &net->decoder[i], c, i);
  load_norm(&load, &net->encoder_norm, c->dim, "ne");
  load_norm(&load, &net->decoder_norm, c->dim, "nd");
  load_output(&load, net, c);
  return load.status;
}

void nb_network_free(nb_network *net) {
  free(net->weights);
  free(net->encoder);
  free(net->decoder);
}
