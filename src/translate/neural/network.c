#include "translate/neural/network.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "translate/neural/pieces.h"

/* --- where each layer lies --- */

static float *take(float **free_weights, size_t n) {
  float *taken = *free_weights;
  *free_weights += n;
  return taken;
}

static void place_linear(float **at, nb_linear *l, size_t outputs, size_t inputs) {
  *l = (nb_linear){outputs, inputs, take(at, outputs * inputs), take(at, outputs)};
}

static void place_norm(float **at, nb_norm *norm, size_t dim) {
  *norm = (nb_norm){take(at, dim), take(at, dim)};
}

/* Layers that share their input are one: query, key and value are the rows of `self`. */
static void place_encoder_layer(float **at, nb_encoder_layer *e, const nb_model_config *c) {
  place_norm(at, &e->n1, c->dim);
  place_norm(at, &e->n2, c->dim);
  place_linear(at, &e->self, 3 * c->dim, c->dim);
  place_linear(at, &e->out, c->dim, c->dim);
  place_linear(at, &e->wide, c->hidden, c->dim);
  place_linear(at, &e->narrow, c->dim, c->hidden);
}

static void place_decoder_layer(float **at, nb_decoder_layer *d, const nb_model_config *c) {
  place_norm(at, &d->n1, c->dim);
  place_norm(at, &d->n2, c->dim);
  place_norm(at, &d->n3, c->dim);
  place_linear(at, &d->self, 3 * c->dim, c->dim);
  place_linear(at, &d->out, c->dim, c->dim);
  place_linear(at, &d->query, c->dim, c->dim);
  place_linear(at, &d->source, 2 * c->dim, c->dim);
  place_linear(at, &d->cross, c->dim, c->dim);
  place_linear(at, &d->wide, c->hidden, c->dim);
  place_linear(at, &d->narrow, c->dim, c->hidden);
}

static void place(nb_network *net) {
  const nb_model_config *c = &net->config;
  float *at = net->weights;
  for (size_t i = 0; i < c->encoder_layers; i++) place_encoder_layer(&at, &net->encoder[i], c);
  for (size_t i = 0; i < c->decoder_layers; i++) place_decoder_layer(&at, &net->decoder[i], c);
  place_norm(&at, &net->encoder_norm, c->dim);
  place_norm(&at, &net->decoder_norm, c->dim);
  place_linear(&at, &net->output, c->vocabulary, c->dim);
}

/* --- the tensors --- */

typedef struct walk {
  nb_weights_fn *visit;
  void *user;
  nb_status status;
} walk;

static void visit(walk *w, float *weights, size_t rows, size_t cols, const char *format, ...) {
  char name[64];
  va_list args;
  va_start(args, format);
  vsnprintf(name, sizeof name, format, args);
  va_end(args);
  if (!w->status) w->status = w->visit(w->user, name, rows, cols, weights);
}

/* "qkv": the rows of three layers. */
static void visit_linear(walk *w, const nb_linear *l, const char *block, const char *parts) {
  size_t n = strlen(parts), outputs = l->outputs / n;
  for (size_t i = 0; i < n; i++)
    visit(w, l->weights + i * outputs * l->inputs, outputs, l->inputs, "%s.%c.weight", block, parts[i]);
  for (size_t i = 0; i < n; i++) visit(w, l->bias + i * outputs, 0, outputs, "%s.%c.bias", block, parts[i]);
}

static void visit_norm(walk *w, const nb_norm *norm, size_t dim, const char *name) {
  visit(w, norm->gain, 0, dim, "%s.weight", name);
  visit(w, norm->bias, 0, dim, "%s.bias", name);
}

/* The name of a part of a layer: "enc.3.a" */
static const char *part(char name[32], const char *stack, size_t layer, const char *what) {
  snprintf(name, 32, "%s.%zu.%s", stack, layer, what);
  return name;
}

static void visit_encoder_layer(walk *w, const nb_encoder_layer *e, size_t dim, size_t i) {
  char name[32];
  visit_norm(w, &e->n1, dim, part(name, "enc", i, "n1"));
  visit_norm(w, &e->n2, dim, part(name, "enc", i, "n2"));
  visit_linear(w, &e->self, part(name, "enc", i, "a"), "qkv");
  visit_linear(w, &e->out, name, "o");
  visit_linear(w, &e->wide, part(name, "enc", i, "f"), "a");
  visit_linear(w, &e->narrow, name, "b");
}

static void visit_decoder_layer(walk *w, const nb_decoder_layer *d, size_t dim, size_t i) {
  char name[32];
  visit_norm(w, &d->n1, dim, part(name, "dec", i, "n1"));
  visit_norm(w, &d->n2, dim, part(name, "dec", i, "n2"));
  visit_norm(w, &d->n3, dim, part(name, "dec", i, "n3"));
  visit_linear(w, &d->self, part(name, "dec", i, "a"), "qkv");
  visit_linear(w, &d->out, name, "o");
  visit_linear(w, &d->query, part(name, "dec", i, "c"), "q");
  visit_linear(w, &d->source, name, "kv");
  visit_linear(w, &d->cross, name, "o");
  visit_linear(w, &d->wide, part(name, "dec", i, "f"), "a");
  visit_linear(w, &d->narrow, name, "b");
}

nb_status nb_network_each(const nb_network *net, nb_weights_fn *fn, void *user) {
  const nb_model_config *c = &net->config;
  walk w = {.visit = fn, .user = user};
  visit(&w, net->output.weights, c->vocabulary, c->dim, "emb.weight");
  visit(&w, net->output.bias, 0, c->vocabulary, "bias");
  for (size_t i = 0; i < c->encoder_layers; i++) visit_encoder_layer(&w, &net->encoder[i], c->dim, i);
  for (size_t i = 0; i < c->decoder_layers; i++) visit_decoder_layer(&w, &net->decoder[i], c->dim, i);
  visit_norm(&w, &net->encoder_norm, c->dim, "ne");
  visit_norm(&w, &net->decoder_norm, c->dim, "nd");
  return w.status;
}

typedef struct loader {
  nb_context *ctx;
  const nb_model *model;
} loader;

static nb_status load_tensor(void *user, const char *name, size_t rows, size_t cols, float *weights) {
  const loader *l = user;
  nb_tensor t;
  if (!nb_model_tensor(l->model, name, &t) || t.rows != (rows ? rows : 1) || t.cols != cols || t.dtype == NB_U8)
    return nb_fail(l->ctx, NB_CONFIG, "model: tensor %s is missing or of another shape", name);
  for (size_t r = 0; r < t.rows; r++) nb_tensor_row(&t, r, weights + r * cols);
  return NB_OK;
}

nb_status nb_network_load(nb_context *ctx, nb_network *net, const nb_model *model) {
  loader l = {ctx, model};
  return nb_network_each(net, load_tensor, &l);
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

size_t nb_network_size(const nb_network *net) {
  return parameters(&net->config);
}

static nb_status allocate_network(nb_context *ctx, nb_network *net, const nb_model_config *config) {
  *net = (nb_network){.config = *config};
  net->weights = allocate(parameters(config));
  net->encoder = calloc(config->encoder_layers + 1, sizeof *net->encoder);
  net->decoder = calloc(config->decoder_layers + 1, sizeof *net->decoder);
  if (!net->weights || !net->encoder || !net->decoder) return nb_fail_memory(ctx);
  place(net);
  return NB_OK;
}

nb_status nb_network_empty(nb_context *ctx, nb_network *net, const nb_model_config *config) {
  nb_status status = allocate_network(ctx, net, config);
  if (!status) memset(net->weights, 0, parameters(config) * sizeof(float));
  return status;
}

nb_status nb_network_init(nb_context *ctx, nb_network *net, const nb_model *model) {
  nb_status status = allocate_network(ctx, net, nb_model_config_of(model));
  return status ? status : nb_network_load(ctx, net, model);
}

/* --- laid out for products --- */

static bool pack_all(const nb_linear *const *linears, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!nb_linear_pack(linears[i])) return false;
  return true;
}

static bool may_be_said(nb_str targets, size_t piece) {
  if (piece == NB_PIECE_END) return true;
  if (piece == NB_PIECE_PAD || piece == NB_PIECE_BEGIN || piece == NB_PIECE_UNKNOWN) return false;
  return !targets.len || targets.ptr[piece];
}

static bool pack_said(nb_network *net, nb_str targets) {
  const size_t dim = net->config.dim;
  size_t n = 0, at = 0;
  for (size_t i = 0; i < net->config.vocabulary; i++) n += may_be_said(targets, i);
  net->pieces = calloc(n, sizeof *net->pieces);
  net->said = (nb_linear){n, dim, allocate(n * (dim + 1)), NULL};
  if (!net->pieces || !net->said.weights) return false;
  net->said.bias = net->said.weights + n * dim;
  for (size_t i = 0; i < net->config.vocabulary; i++) {
    if (!may_be_said(targets, i)) continue;
    memcpy(net->said.weights + at * dim, net->output.weights + i * dim, dim * sizeof(float));
    net->said.bias[at] = net->output.bias[i];
    net->pieces[at++] = (int32_t)i;
  }
  return nb_linear_pack(&net->said);
}

bool nb_network_pack(nb_network *net, nb_str targets) {
  bool done = pack_said(net, targets);
  for (size_t i = 0; done && i < net->config.encoder_layers; i++) {
    const nb_encoder_layer *e = &net->encoder[i];
    done = pack_all((const nb_linear *[]){&e->self, &e->out, &e->wide, &e->narrow}, 4);
  }
  for (size_t i = 0; done && i < net->config.decoder_layers; i++) {
    const nb_decoder_layer *d = &net->decoder[i];
    done =
        pack_all((const nb_linear *[]){&d->self, &d->out, &d->query, &d->source, &d->cross, &d->wide, &d->narrow}, 7);
  }
  return done;
}

void nb_network_free(nb_network *net) {
  free(net->weights);
  free(net->said.weights);
  free(net->pieces);
  free(net->encoder);
  free(net->decoder);
}
