/* Matrix products of the neural engine. The only file that knows the library behind them is gemm.c. */
#ifndef NB_TRANSLATE_NEURAL_GEMM_H
#define NB_TRANSLATE_NEURAL_GEMM_H

#include <stdbool.h>
#include <stddef.h>

/* y = W x + bias. The owner calls nb_linear_free. */
typedef struct nb_linear {
  size_t outputs, inputs;
  float *weights; /* made ready for the library */
  float *bias;    /* [outputs] */
} nb_linear;

/* Products run in the thread that asks for them: call once, before any of them. */
void nb_gemm_start(void);
bool nb_linear_init(nb_linear *l, size_t outputs, size_t inputs); /* zeros; false: out of memory */
void nb_linear_set_row(nb_linear *l, size_t output, const float *weights);
void nb_linear_free(nb_linear *l);
/* Y[rows, outputs] = X[rows, inputs] W^T + bias; row-major, without gaps */
void nb_linear_run(const nb_linear *l, const float *x, size_t rows, float *y);

#endif
