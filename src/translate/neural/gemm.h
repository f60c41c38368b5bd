/* Matrix products of the neural engine, with weights laid out once for the kernel that reads them. */
#ifndef NB_TRANSLATE_NEURAL_GEMM_H
#define NB_TRANSLATE_NEURAL_GEMM_H

#include <stdbool.h>
#include <stddef.h>

/* y = W x + bias. All borrowed. */
typedef struct nb_linear {
  size_t outputs, inputs;
  float *weights; /* [outputs, inputs], or as nb_linear_pack lays them */
  float *bias;    /* [outputs] */
} nb_linear;

/* Lays the weights out for nb_linear_run, where they stand: for each NB_PANEL outputs a panel
 * [inputs, NB_PANEL], then a narrower one. False: out of memory. */
enum { NB_PANEL = 16 };
bool nb_linear_pack(const nb_linear *l);
/* Y[rows, outputs] = X[rows, inputs] W^T + bias; row-major, without gaps. A row's sums do not depend on the rows beside
 * it. */
void nb_linear_run(const nb_linear *l, const float *x, size_t rows, float *y);

#endif
