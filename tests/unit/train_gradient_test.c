/* The trainer's passes against a reference in double precision that takes one piece after the other, and whose
 * gradients are finite differences. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "pass.h"

enum { DIM = 8, HIDDEN = 12, HEADS = 2, LAYERS = 2, VOCABULARY = 11, LONGEST = 8, PAIRS = 3, TRIED = 12 };

typedef struct pair {
  int32_t source[LONGEST], target[LONGEST];
  size_t n_source, n_target;
} pair;

static const pair pairs[PAIRS] = {
    {{4, 5, 6, 7, 2}, {8, 9, 2}, 5, 3}, {{10, 2}, {4, 4, 8, 6, 5, 2}, 2, 6}, {{7, 8, 2}, {2}, 3, 1}};

/* --- the reference --- */

typedef struct reference {
  const nb_network *net;
  double *weights; /* as net->weights */
} reference;

static const double *at(const reference *r, const float *weights) {
  return r->weights + (weights - r->net->weights);
}

typedef double row[DIM];

static void linear(const reference *r, const nb_linear *l, const double *x, size_t first, size_t n, double *y) {
  for (size_t o = 0; o < n; o++) {
    y[o] = at(r, l->bias)[first + o];
    for (size_t i = 0; i < l->inputs; i++) y[o] += at(r, l->weights)[(first + o) * l->inputs + i] * x[i];
  }
}

static void normalise(const reference *r, const nb_norm *norm, const double *x, double *y) {
  double mean = 0, variance = 0;
  for (size_t i = 0; i < DIM; i++) mean += x[i] / DIM;
  for (size_t i = 0; i < DIM; i++) variance += (x[i] - mean) * (x[i] - mean) / DIM;
  for (size_t i = 0; i < DIM; i++)
    y[i] = (x[i] - mean) / sqrt(variance + 1e-5) * at(r, norm->gain)[i] + at(r, norm->bias)[i];
}

static void embed(const reference *r, int32_t id, size_t position, double *x) {
  for (size_t i = 0; i < DIM; i++) {
    double angle = (double)position * pow(10000, -(double)(i - i % 2) / DIM);
    x[i] = at(r, r->net->output.weights)[(size_t)id * DIM + i] * sqrt(DIM) + (i % 2 ? cos(angle) : sin(angle));
  }
}

/* x += out(attention(q, K, V)) */
static void add_attention(const reference *r, const nb_linear *out, const double *q, row *k, row *v, size_t n,
                          double *x) {
  enum { WIDTH = DIM / HEADS };
  row mixed = {0}, y;
  for (size_t h = 0; h < HEADS; h++) {
    double shares[LONGEST], total = 0;
    for (size_t j = 0; j < n; j++) {
      double product = 0;
      for (size_t i = h * WIDTH; i < (h + 1) * WIDTH; i++) product += q[i] * k[j][i];
      total += shares[j] = exp(product / sqrt(WIDTH));
    }
    for (size_t j = 0; j < n; j++)
      for (size_t i = h * WIDTH; i < (h + 1) * WIDTH; i++) mixed[i] += shares[j] / total * v[j][i];
  }
  linear(r, out, mixed, 0, DIM, y);
  for (size_t i = 0; i < DIM; i++) x[i] += y[i];
}

static void self_attention(const reference *r, const nb_norm *norm, const nb_linear *self, const nb_linear *out, row *x,
                           size_t n, bool causal) {
  row y, q[LONGEST], k[LONGEST], v[LONGEST];
  for (size_t i = 0; i < n; i++) {
    normalise(r, norm, x[i], y);
    linear(r, self, y, 0, DIM, q[i]);
    linear(r, self, y, DIM, DIM, k[i]);
    linear(r, self, y, 2 * DIM, DIM, v[i]);
  }
  for (size_t i = 0; i < n; i++) add_attention(r, out, q[i], k, v, causal ? i + 1 : n, x[i]);
}

static void feed_forward(const reference *r, const nb_norm *norm, const nb_linear *wide, const nb_linear *narrow,
                         double *x) {
  row y;
  double hidden[HIDDEN];
  normalise(r, norm, x, y);
  linear(r, wide, y, 0, HIDDEN, hidden);
  for (size_t i = 0; i < HIDDEN; i++) hidden[i] = hidden[i] > 0 ? hidden[i] : 0;
  linear(r, narrow, hidden, 0, DIM, y);
  for (size_t i = 0; i < DIM; i++) x[i] += y[i];
}

static void encode(const reference *r, const pair *p, row *memory) {
  row x[LONGEST];
  for (size_t i = 0; i < p->n_source; i++) embed(r, p->source[i], i, x[i]);
  for (size_t layer = 0; layer < LAYERS; layer++) {
    const nb_encoder_layer *l = &r->net->encoder[layer];
    self_attention(r, &l->n1, &l->self, &l->out, x, p->n_source, false);
    for (size_t i = 0; i < p->n_source; i++) feed_forward(r, &l->n2, &l->wide, &l->narrow, x[i]);
  }
  for (size_t i = 0; i < p->n_source; i++) normalise(r, &r->net->encoder_norm, x[i], memory[i]);
}

static void cross_attention(const reference *r, const nb_decoder_layer *l, row *memory, const pair *p, row *x) {
  row y, q, k[LONGEST], v[LONGEST];
  for (size_t i = 0; i < p->n_source; i++) {
    linear(r, &l->source, memory[i], 0, DIM, k[i]);
    linear(r, &l->source, memory[i], DIM, DIM, v[i]);
  }
  for (size_t i = 0; i < p->n_target; i++) {
    normalise(r, &l->n2, x[i], y);
    linear(r, &l->query, y, 0, DIM, q);
    add_attention(r, &l->cross, q, k, v, p->n_source, x[i]);
  }
}

/* Cross entropy against a target that is 0.9 the label and 0.1 spread over all pieces */
static double piece_loss(const reference *r, const double *x, int32_t label) {
  row y;
  double logits[VOCABULARY], total = 0, loss = 0;
  normalise(r, &r->net->decoder_norm, x, y);
  linear(r, &r->net->output, y, 0, VOCABULARY, logits);
  for (size_t i = 0; i < VOCABULARY; i++) total += exp(logits[i]);
  for (size_t i = 0; i < VOCABULARY; i++)
    loss -= (0.1 / VOCABULARY + ((int32_t)i == label ? 0.9 : 0)) * (logits[i] - log(total));
  return loss;
}

static double reference_loss(const reference *r) {
  double loss = 0;
  for (const pair *p = pairs; p < pairs + PAIRS; p++) {
    row memory[LONGEST], x[LONGEST];
    encode(r, p, memory);
    for (size_t i = 0; i < p->n_target; i++) embed(r, i ? p->target[i - 1] : 1, i, x[i]);
    for (size_t layer = 0; layer < LAYERS; layer++) {
      const nb_decoder_layer *l = &r->net->decoder[layer];
      self_attention(r, &l->n1, &l->self, &l->out, x, p->n_target, true);
      cross_attention(r, l, memory, p, x);
      for (size_t i = 0; i < p->n_target; i++) feed_forward(r, &l->n3, &l->wide, &l->narrow, x[i]);
    }
    for (size_t i = 0; i < p->n_target; i++) loss += piece_loss(r, x[i], p->target[i]);
  }
  return loss;
}

/* --- the tests --- */

typedef struct fixture {
  nb_context *ctx;
  nb_arena *arena;
  nb_network net, gradients;
  reference reference;
  example examples[PAIRS];
} fixture;

static int setup(void **state) {
  static const nb_model_config config = {DIM, HIDDEN, HEADS, LAYERS, LAYERS, VOCABULARY, 64};
  fixture *f = calloc(1, sizeof *f);
  assert_non_null(f);
  f->ctx = nb_context_new();
  f->arena = nb_arena_new();
  assert_int_equal(nb_network_empty(f->ctx, &f->net, &config), NB_OK);
  assert_int_equal(nb_network_empty(f->ctx, &f->gradients, &config), NB_OK);
  size_t size = nb_network_size(&f->net);
  f->reference = (reference){&f->net, calloc(size, sizeof(double))};
  assert_non_null(f->reference.weights);
  uint64_t random = 7;
  for (size_t i = 0; i < size; i++) f->reference.weights[i] = f->net.weights[i] = (float)nb_random_unit(&random) - 0.5F;
  for (size_t i = 0; i < PAIRS; i++)
    f->examples[i] = (example){pairs[i].source, pairs[i].target, pairs[i].n_source, pairs[i].n_target};
  ops_start();
  *state = f;
  return 0;
}

static int teardown(void **state) {
  fixture *f = *state;
  free(f->reference.weights);
  nb_network_free(&f->net);
  nb_network_free(&f->gradients);
  nb_arena_free(f->arena);
  nb_context_free(f->ctx);
  free(f);
  return 0;
}

static double pass_loss(fixture *f, unsigned share, bool backwards) {
  memset(f->gradients.weights, 0, nb_network_size(&f->net) * sizeof(float));
  pass p = {.net = &f->net, .gradients = backwards ? &f->gradients : NULL, .arena = f->arena, .share = share, .key = 5};
  assert_true(pass_run(&p, f->examples, PAIRS));
  assert_int_equal(p.pieces, 10);
  return p.loss;
}

static void loss(void **state) {
  fixture *f = *state;
  double expected = reference_loss(&f->reference);
  assert_true(fabs(pass_loss(f, 0, false) - expected) < 1e-4);
  assert_true(fabs(pass_loss(f, 0, true) - expected) < 1e-4);
}

/* Some weights of every tensor: its first, its last, and others. */
static nb_status check_tensor(void *user, const char *name, size_t rows, size_t cols, float *weights) {
  static const double step = 1e-5;
  fixture *f = user;
  size_t size = (rows ? rows : 1) * cols, first = (size_t)(weights - f->net.weights);
  uint64_t random = first;
  for (size_t i = 0; i < TRIED; i++) {
    size_t k = first + (i == 0 ? 0 : i == 1 ? size - 1 : nb_random_below(&random, size));
    double *weight = &f->reference.weights[k], kept = *weight;
    *weight = kept + step;
    double above = reference_loss(&f->reference);
    *weight = kept - step;
    double below = reference_loss(&f->reference), expected = (above - below) / (2 * step);
    *weight = kept;
    double got = (double)f->gradients.weights[k];
    if (fabs(got - expected) > 1e-4 * (1 + fabs(expected)))
      fail_msg("%s[%zu]: %.7f, not %.7f", name, k - first, got, expected);
  }
  return NB_OK;
}

static void gradients(void **state) {
  fixture *f = *state;
  pass_loss(f, 0, true);
  assert_int_equal(nb_network_each(&f->net, check_tensor, f), NB_OK);
}

/* The same masks backwards as forwards: along a random direction the loss with dropout changes as the gradient says. */
static void gradients_with_dropout(void **state) {
  fixture *f = *state;
  enum { DIRECTIONS = 20 };
  static const float step = 2e-3F;
  size_t size = nb_network_size(&f->net), close = 0;
  float *kept = malloc(size * sizeof *kept), *direction = malloc(size * sizeof *direction);
  assert_true(kept && direction);
  memcpy(kept, f->net.weights, size * sizeof *kept);
  double plain = pass_loss(f, 0, false);
  assert_true(fabs(pass_loss(f, 64, true) - plain) > 0.01);
  float *gradient = f->gradients.weights;
  uint64_t random = 3;
  for (size_t n = 0; n < DIRECTIONS; n++) {
    double expected = 0;
    for (size_t i = 0; i < size; i++) {
      direction[i] = nb_random(&random) & 1 ? 1 : -1;
      expected += (double)(direction[i] * gradient[i]);
    }
    double losses[2];
    for (int side = 0; side < 2; side++) {
      for (size_t i = 0; i < size; i++) f->net.weights[i] = kept[i] + (side ? step : -step) * direction[i];
      pass p = {.net = &f->net, .arena = f->arena, .share = 64, .key = 5};
      assert_true(pass_run(&p, f->examples, PAIRS));
      losses[side] = p.loss;
    }
    double got = (losses[1] - losses[0]) / (2 * (double)step);
    close += fabs(got - expected) < 0.02 * (1 + fabs(expected));
  }
  memcpy(f->net.weights, kept, size * sizeof *kept);
  free(kept);
  free(direction);
  assert_true(close >= DIRECTIONS - 3); /* a kink of ReLU may lie on the way */
}

/* What is left out has the share asked for, and what stays makes up for it. */
static void dropped(void **state) {
  (void)state;
  enum { N = 100000 };
  float *x = malloc(N * sizeof *x);
  assert_non_null(x);
  for (size_t i = 0; i < N; i++) x[i] = 1;
  dropout(x, N, 26, 99);
  double sum = 0, zeros = 0;
  for (size_t i = 0; i < N; i++) {
    assert_true(x[i] == 0 || x[i] == 256.0F / 230);
    sum += (double)x[i];
    zeros += x[i] == 0;
  }
  free(x);
  assert_true(fabs(zeros / N - 26.0 / 256) < 0.005);
  assert_true(fabs(sum / N - 1) < 0.005);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(loss),
      cmocka_unit_test(gradients),
      cmocka_unit_test(gradients_with_dropout),
      cmocka_unit_test(dropped),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
