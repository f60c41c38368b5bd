#include "translate/neural/gemm.h"

#include <cblas.h>
#include <string.h>

void nb_gemm_start(void) {
  openblas_set_num_threads(1);
}

void nb_linear_run(const nb_linear *l, const float *x, size_t rows, float *y) {
  const blasint m = (blasint)rows, n = (blasint)l->outputs, k = (blasint)l->inputs;
  for (size_t r = 0; r < rows; r++) memcpy(y + r * l->outputs, l->bias, l->outputs * sizeof *y);
  cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, 1, x, k, l->weights, k, 1, y, n);
}
