/* Matrix products of the neural engine. The only file that knows the library behind them is gemm.c. */
#ifndef NB_TRANSLATE_NEURAL_GEMM_H
#define NB_TRANSLATE_NEURAL_GEMM_H

#include <stddef.h>

/* y = W x + bias. All borrowed. */
typedef struct nb_linear {
  size_t outputs, inputs;
  float *weights; /* [outputs, inputs] */
  float *bias;    /* [outputs] */
} nb_linear;

/* Products run in the thread that asks for them: call once, before any of them. It sets OpenBLAS to one thread for the
 * whole process, also for a program that uses OpenBLAS beside this library. */
void nb_gemm_start(void);
/* Y[rows, outputs] = X[rows, inputs] W^T + bias; row-major, without gaps */
void nb_linear_run(const nb_linear *l, const float *x, size_t rows, float *y);

#endif
