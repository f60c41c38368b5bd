#include "translate/neural/gemm.h"

#include <cblas.h>
#include <stdlib.h>
#include <string.h>

void nb_gemm_start(void) {
  openblas_set_num_threads(1);
}

bool nb_linear_init(nb_linear *l, size_t outputs, size_t inputs) {
  *l = (nb_linear){.outputs = outputs, .inputs = inputs};
  l->weights = calloc(outputs * inputs, sizeof *l->weights);
  l->bias = calloc(outputs, sizeof *l->bias);
  return l->weights && l->bias;
}

void nb_linear_set_row(nb_linear *l, size_t output, const float *weights) {
  memcpy(l->weights + output * l->inputs, weights, l->inputs * sizeof *weights);
}

void nb_linear_free(nb_linear *l) {
  free(l->weights);
  free(l->bias);
}

void nb_linear_run(const nb_linear *l, const float *x, size_t rows, float *y) {
  for (size_t r = 0; r < rows; r++) memcpy(y + r * l->outputs, l->bias, l->outputs * sizeof *y);
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (blasint)rows, (blasint)l->outputs, (blasint)l->inputs, 1, x,
              (blasint)l->inputs, l->weights, (blasint)l->inputs, 1, y, (blasint)l->outputs);
}
