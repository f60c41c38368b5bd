#include "translate/neural/layers.h"

#include <math.h>
#include <string.h>

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
  nb_tensor_row(&net->embedding, (size_t)id, x);
  for (size_t i = 0; i < dim; i++) x[i] = x[i] * scale + position[i];
}

void nb_normalise(const nb_norm *norm, const float *x, size_t rows, size_t dim, float *y) {
  for (size_t r = 0; r < rows; r++, x += dim, y += dim) {
    float mean = 0, variance = 0;
    for (size_t i = 0; i < dim; i++) mean += x[i];
    mean /= (float)dim;
    for (size_t i = 0; i < dim; i++) variance += (x[i] - mean) * (x[i] - mean);
    float scale = 1 / sqrtf(variance / (float)dim + 1e-5F);
    for (size_t i = 0; i < dim; i++) y[i] = (x[i] - mean) * scale * norm->gain[i] + norm->bias[i];
  }
}

/* Sums in eight lanes, which a compiler may keep in one register */
static float dot(const float *restrict a, const float *restrict b, size_t n) {
  enum { LANES = 8 };
  float lane[LANES] = {0}, sum = 0;
  size_t i = 0;
  for (; i + LANES <= n; i += LANES)
    for (size_t k = 0; k < LANES; k++) lane[k] += a[i + k] * b[i + k];
  for (; i < n; i++) sum += a[i] * b[i];
  for (size_t k = 0; k < LANES; k++) sum += lane[k];
  return sum;
}

static float largest(const float *x, size_t n) {
  float max = -INFINITY;
  for (size_t i = 0; i < n; i++) max = x[i] > max ? x[i] : max;
  return max;
}

static void softmax(float *x, size_t n) {
  float max = largest(x, n), sum = 0;
  for (size_t i = 0; i < n; i++) sum += x[i] = expf(x[i] - max);
  for (size_t i = 0; i < n; i++) x[i] /= sum;
}

void nb_attend(const nb_model_config *config, const float *query, float *const *entries, size_t offset, size_t n,
               float *scores, float *out) {
  const size_t dim = config->dim, heads = config->heads, width = dim / heads;
  const float scale = 1 / sqrtf((float)width);
  for (size_t j = 0; j < n; j++)
    for (size_t h = 0; h < heads; h++)
      scores[h * n + j] = dot(query + h * width, entries[j] + offset + h * width, width) * scale;
  for (size_t h = 0; h < heads; h++) softmax(scores + h * n, n);
  memset(out, 0, dim * sizeof *out);
  for (size_t j = 0; j < n; j++)
    for (size_t h = 0; h < heads; h++) {
      const float weight = scores[h * n + j], *restrict value = entries[j] + offset + dim + h * width;
      float *restrict sum = out + h * width;
      for (size_t i = 0; i < width; i++) sum[i] += weight * value[i];
    }
}

void nb_add_linear(const nb_linear *l, const float *y, size_t rows, float *x, float *room) {
  nb_linear_run(l, y, rows, room);
  for (size_t i = 0; i < rows * l->outputs; i++) x[i] += room[i];
}

void nb_feed_forward(const nb_norm *norm, const nb_linear *wide, const nb_linear *narrow, float *x, size_t rows,
                     float *room) {
  float *y = room, *hidden = room + rows * wide->inputs;
  nb_normalise(norm, x, rows, wide->inputs, y);
  nb_linear_run(wide, y, rows, hidden);
  for (size_t i = 0; i < rows * wide->outputs; i++) hidden[i] = hidden[i] > 0 ? hidden[i] : 0;
  nb_add_linear(narrow, hidden, rows, x, y);
}

float nb_log_sum_exp(const float *x, size_t n) {
  float max = largest(x, n), sum = 0;
  for (size_t i = 0; i < n; i++) sum += expf(x[i] - max);
  return max + logf(sum);
}
