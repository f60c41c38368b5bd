#include "translate/neural/layers.h"

#include <math.h>
#include <string.h>

#include "base/processor.h"

/* Sums are kept side by side, in four vector registers: then one addition need not wait for the one before. */
enum { LANES = 8, PARTS = 4, STEP = PARTS * LANES };

typedef float vec __attribute__((vector_size(LANES * sizeof(float)), aligned(sizeof(float)), may_alias));

NB_INLINE float total(const vec part[PARTS]) {
  const vec all = (part[0] + part[1]) + (part[2] + part[3]);
  return ((all[0] + all[4]) + (all[1] + all[5])) + ((all[2] + all[6]) + (all[3] + all[7]));
}

NB_INLINE float sum(const float *x, size_t n) {
  vec part[PARTS] = {{0}};
  float rest = 0;
  size_t i = 0;
  for (; i + STEP <= n; i += STEP)
    for (size_t p = 0; p < PARTS; p++) part[p] += *(const vec *)(x + i + p * LANES);
  for (; i < n; i++) rest += x[i];
  return total(part) + rest;
}

NB_INLINE float dot(const float *a, const float *b, size_t n) {
  vec part[PARTS] = {{0}};
  float rest = 0;
  size_t i = 0;
  for (; i + STEP <= n; i += STEP)
    for (size_t p = 0; p < PARTS; p++) part[p] += *(const vec *)(a + i + p * LANES) * *(const vec *)(b + i + p * LANES);
  for (; i < n; i++) rest += a[i] * b[i];
  return total(part) + rest;
}

void nb_position(const nb_network *net, size_t position, float *out) {
  const size_t dim = net->config.dim;
  for (size_t i = 0; i < dim; i++) {
    float angle = (float)position * expf((float)(i - i % 2) * (-logf(10000.0F) / (float)dim));
    out[i] = i % 2 ? cosf(angle) : sinf(angle);
  }
}

void nb_embed(const nb_network *net, int32_t id, const float *position, float *x) {
  const size_t dim = net->config.dim;
  const float scale = sqrtf((float)dim);
  const float *embedding = net->output.weights + (size_t)id * dim;
  for (size_t i = 0; i < dim; i++) x[i] = embedding[i] * scale + position[i];
}

NB_EACH_PROCESSOR void nb_normalise(const nb_norm *norm, const float *x, size_t rows, size_t dim, float *y) {
  for (size_t r = 0; r < rows; r++, x += dim, y += dim) {
    float mean = sum(x, dim) / (float)dim;
    for (size_t i = 0; i < dim; i++) y[i] = x[i] - mean;
    float scale = 1 / sqrtf(dot(y, y, dim) / (float)dim + 1e-5F);
    for (size_t i = 0; i < dim; i++) y[i] = y[i] * scale * norm->gain[i] + norm->bias[i];
  }
}

NB_INLINE float largest(const float *x, size_t n) {
  float lane[STEP], max = -INFINITY;
  size_t i = 0;
  for (size_t k = 0; k < STEP; k++) lane[k] = -INFINITY;
  for (; i + STEP <= n; i += STEP)
    for (size_t k = 0; k < STEP; k++) lane[k] = x[i + k] > lane[k] ? x[i + k] : lane[k];
  for (; i < n; i++) max = x[i] > max ? x[i] : max;
  for (size_t k = 0; k < STEP; k++) max = lane[k] > max ? lane[k] : max;
  return max;
}

/* exp within 2 units in the last place, of -87 to 0, in a form that compilers turn into vector instructions (polynomial
 * of Cephes, Moshier 1989). */
NB_INLINE float exp_negative(float x) {
  const float round = 12582912; /* 1.5 * 2^23: a float of this size holds whole numbers, in its lowest bits */
  float n = x * 1.44269504F + round, power;
  uint32_t bits;
  memcpy(&bits, &n, sizeof bits);
  bits = (bits + 127) << 23;
  memcpy(&power, &bits, sizeof power);
  n -= round;
  float r = x - n * 0.693359375F + n * 2.12194440e-4F;
  float p = 1.9875691500e-4F;
  p = p * r + 1.3981999507e-3F;
  p = p * r + 8.3334519073e-3F;
  p = p * r + 4.1665795894e-2F;
  p = p * r + 1.6666665459e-1F;
  p = p * r + 5.0000001201e-1F;
  return (p * r * r + r + 1) * power;
}

/* out[n] = exp(x - max); out may be x. Returns the sum. What is below exp(-87) counts as that, which is nothing. (Two
 * loops, because a constant in one branch would keep the second from becoming vector instructions.) */
NB_INLINE float exp_all(const float *x, size_t n, float max, float *out) {
  for (size_t i = 0; i < n; i++) out[i] = x[i] - max < -87 ? -87 : x[i] - max;
  for (size_t i = 0; i < n; i++) out[i] = exp_negative(out[i]);
  return sum(out, n);
}

NB_EACH_PROCESSOR float nb_softmax(float *x, size_t n) {
  float max = largest(x, n), total = exp_all(x, n, max, x), scale = 1 / total;
  for (size_t i = 0; i < n; i++) x[i] *= scale;
  return max + logf(total);
}

NB_EACH_PROCESSOR float nb_log_sum_exp(const float *x, size_t n) {
  enum { BLOCK = 256 };
  float max = largest(x, n), total = 0, block[BLOCK];
  for (size_t at = 0; at < n; at += BLOCK) total += exp_all(x + at, n - at < BLOCK ? n - at : BLOCK, max, block);
  return max + logf(total);
}

/* out[n] = sum of weights[j] * values, which begin at entries[j] + offset */
NB_INLINE void mix(const float *weights, float *const *entries, size_t offset, size_t n_entries, size_t n, float *out) {
  size_t i = 0;
  for (; i + STEP <= n; i += STEP) {
    vec part[PARTS] = {{0}};
    for (size_t j = 0; j < n_entries; j++)
      for (size_t p = 0; p < PARTS; p++) part[p] += weights[j] * *(const vec *)(entries[j] + offset + i + p * LANES);
    memcpy(out + i, part, sizeof part);
  }
  for (; i < n; i++) {
    out[i] = 0;
    for (size_t j = 0; j < n_entries; j++) out[i] += weights[j] * entries[j][offset + i];
  }
}

NB_EACH_PROCESSOR void nb_attend(const nb_model_config *config, const float *query, float *const *entries,
                                 size_t offset, size_t n, float *scores, float *out) {
  const size_t dim = config->dim, heads = config->heads, width = dim / heads;
  const float scale = 1 / sqrtf((float)width);
  for (size_t j = 0; j < n; j++)
    for (size_t h = 0; h < heads; h++)
      scores[h * n + j] = dot(query + h * width, entries[j] + offset + h * width, width) * scale;
  for (size_t h = 0; h < heads; h++) {
    nb_softmax(scores + h * n, n);
    mix(scores + h * n, entries, offset + dim + h * width, n, width, out + h * width);
  }
}

NB_EACH_PROCESSOR void nb_add_linear(const nb_linear *l, const float *y, size_t rows, float *x, float *room) {
  nb_linear_run(l, y, rows, room);
  for (size_t i = 0; i < rows * l->outputs; i++) x[i] += room[i];
}

NB_EACH_PROCESSOR void nb_feed_forward(const nb_norm *norm, const nb_linear *wide, const nb_linear *narrow, float *x,
                                       size_t rows, float *room) {
  float *y = room, *hidden = room + rows * wide->inputs;
  nb_normalise(norm, x, rows, wide->inputs, y);
  nb_linear_run(wide, y, rows, hidden);
  for (size_t i = 0; i < rows * wide->outputs; i++) hidden[i] = hidden[i] > 0 ? hidden[i] : 0;
  nb_add_linear(narrow, hidden, rows, x, y);
}
