#include "ops.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "translate/neural/layers.h"

void ops_start(void) {
  openblas_set_num_threads(1);
}

void linear_run(const nb_linear *l, const float *x, size_t rows, float *y) {
  const blasint n = (blasint)rows, out = (blasint)l->outputs, in = (blasint)l->inputs;
  for (size_t r = 0; r < rows; r++) memcpy(y + r * l->outputs, l->bias, l->outputs * sizeof *y);
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, n, out, in, 1, x, in, l->weights, in, 1, y, out);
}

void linear_back(const nb_linear *l, nb_linear *gradient, const float *x, const float *dy, size_t rows, float *dx,
                 bool add) {
  const blasint n = (blasint)rows, out = (blasint)l->outputs, in = (blasint)l->inputs;
  cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, out, in, n, 1, dy, out, x, in, 1, gradient->weights, in);
  for (size_t r = 0; r < rows; r++)
    for (size_t i = 0; i < l->outputs; i++) gradient->bias[i] += dy[r * l->outputs + i];
  if (dx)
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, in, out, 1, dy, out, l->weights, in, add ? 1 : 0, dx, in);
}

void norm_back(const nb_norm *norm, nb_norm *gradient, const float *x, const float *dy, size_t rows, size_t dim,
               float *dx) {
  const float size = (float)dim;
  for (size_t r = 0; r < rows; r++, x += dim, dy += dim, dx += dim) {
    float mean = 0, variance = 0, sum = 0, product = 0;
#pragma omp simd reduction(+ : mean)
    for (size_t i = 0; i < dim; i++) mean += x[i];
    mean /= size;
#pragma omp simd reduction(+ : variance)
    for (size_t i = 0; i < dim; i++) variance += (x[i] - mean) * (x[i] - mean);
    const float scale = 1 / sqrtf(variance / size + 1e-5F);
#pragma omp simd reduction(+ : sum, product)
    for (size_t i = 0; i < dim; i++) {
      float unit = (x[i] - mean) * scale, d = dy[i] * norm->gain[i];
      gradient->gain[i] += dy[i] * unit;
      gradient->bias[i] += dy[i];
      sum += d;
      product += d * unit;
    }
    sum /= size;
    product /= size;
    for (size_t i = 0; i < dim; i++) dx[i] += scale * (dy[i] * norm->gain[i] - sum - (x[i] - mean) * scale * product);
  }
}

void dropout(float *x, size_t n, unsigned share, uint64_t key) {
  enum { WORDS = 8 };
  if (!share) return;
  const float scale = (float)DROPOUT_WHOLE / (float)(DROPOUT_WHOLE - share);
  uint64_t words[WORDS];
  uint8_t bytes[sizeof words];
  for (size_t at = 0; at < n; at += sizeof bytes) {
    for (size_t i = 0; i < WORDS; i++) words[i] = nb_random_mix(key + at + i);
    memcpy(bytes, words, sizeof bytes);
    size_t here = n - at < sizeof bytes ? n - at : sizeof bytes;
    for (size_t i = 0; i < here; i++) x[at + i] *= bytes[i] >= share ? scale : 0;
  }
}

/* --- attention --- */

typedef struct head {
  blasint queries, keys, width, query_step, key_step, dim;
  float scale;
} head;

static head head_of(const attention *a) {
  const size_t width = a->dim / a->heads;
  return (head){(blasint)a->queries,  (blasint)a->keys, (blasint)width,         (blasint)a->query_step,
                (blasint)a->key_step, (blasint)a->dim,  1 / sqrtf((float)width)};
}

/* Rows of scores to shares that sum to one */
static void to_shares(const attention *a, float *scores) {
  for (size_t i = 0; i < a->queries; i++, scores += a->keys) {
    size_t n = a->causal ? i + 1 : a->keys;
    nb_softmax(scores, n);
    memset(scores + n, 0, (a->keys - n) * sizeof *scores);
  }
}

void attend(const attention *a, const float *q, const float *k, const float *v, float *shares, float *out,
            float *room) {
  const head h = head_of(a);
  const size_t size = a->queries * a->keys;
  for (size_t i = 0; i < a->heads; i++, shares += size, q += h.width, k += h.width, v += h.width, out += h.width) {
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, h.queries, h.keys, h.width, h.scale, q, h.query_step, k,
                h.key_step, 0, shares, h.keys);
    to_shares(a, shares);
    memcpy(room, shares, size * sizeof *room);
    dropout(room, size, a->share, nb_random_mix(a->key + i));
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, h.queries, h.width, h.keys, 1, room, h.keys, v, h.key_step,
                0, out, h.dim);
  }
}

/* The gradient of shares becomes that of the scores before them. */
static void shares_back(const attention *a, const float *shares, float *d) {
  for (size_t i = 0; i < a->queries; i++, shares += a->keys, d += a->keys) {
    float product = 0;
#pragma omp simd reduction(+ : product)
    for (size_t j = 0; j < a->keys; j++) product += shares[j] * d[j];
    for (size_t j = 0; j < a->keys; j++) d[j] = shares[j] * (d[j] - product);
  }
}

void attend_back(const attention *a, const float *q, const float *k, const float *v, const float *shares,
                 const float *dout, float *dq, float *dk, float *dv, float *room) {
  const head h = head_of(a);
  const size_t size = a->queries * a->keys, width = (size_t)h.width;
  float *kept = room, *d = room + size;
  for (size_t i = 0; i < a->heads; i++, shares += size) {
    const size_t at = i * width;
    const uint64_t key = nb_random_mix(a->key + i);
    memcpy(kept, shares, size * sizeof *kept);
    dropout(kept, size, a->share, key);
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, h.keys, h.width, h.queries, 1, kept, h.keys, dout + at, h.dim,
                0, dv + at, h.key_step);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, h.queries, h.keys, h.width, 1, dout + at, h.dim, v + at,
                h.key_step, 0, d, h.keys);
    dropout(d, size, a->share, key);
    shares_back(a, shares, d);
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, h.queries, h.width, h.keys, h.scale, d, h.keys, k + at,
                h.key_step, 0, dq + at, h.query_step);
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, h.keys, h.width, h.queries, h.scale, d, h.keys, q + at,
                h.query_step, 0, dk + at, h.key_step);
  }
}
