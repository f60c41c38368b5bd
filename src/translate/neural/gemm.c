#include "translate/neural/gemm.h"

#include <stdlib.h>
#include <string.h>

#include "base/processor.h"

/* A block of X stays in the second cache while panels pass; a panel stays in the first while the block passes. */
enum { BLOCK_ROWS = 96, MOST_ROWS = 12 };

typedef void tile_fn(const float *panel, const float *bias, size_t inputs, const float *x, size_t rows, float *y,
                     size_t outputs);

/* A tile, some rows of Y by a panel of outputs, stays in registers of LANES floats while all inputs pass (the
 * inner loop of Goto and van de Geijn 2008). */
#define TILE(NAME, LANES)                                                                                          \
  NB_INLINE void NAME(const float *panel, const float *bias, size_t inputs, const float *x, size_t rows, float *y, \
                      size_t outputs) {                                                                            \
    typedef float vec __attribute__((vector_size((LANES) * sizeof(float)), aligned(sizeof(float)), may_alias));    \
    enum { PARTS = NB_PANEL / (LANES) };                                                                           \
    vec sums[MOST_ROWS][PARTS], weights[PARTS];                                                                    \
    for (size_t r = 0; r < rows; r++)                                                                              \
      for (size_t p = 0; p < PARTS; p++) sums[r][p] = *(const vec *)(bias + p * (LANES));                          \
    for (size_t i = 0; i < inputs; i++, panel += NB_PANEL) {                                                       \
      for (size_t p = 0; p < PARTS; p++) weights[p] = *(const vec *)(panel + p * (LANES));                         \
      for (size_t r = 0; r < rows; r++)                                                                            \
        for (size_t p = 0; p < PARTS; p++) sums[r][p] += weights[p] * x[r * inputs + i];                           \
    }                                                                                                              \
    for (size_t r = 0; r < rows; r++)                                                                              \
      for (size_t p = 0; p < PARTS; p++) *(vec *)(y + r * outputs + p * (LANES)) = sums[r][p];                     \
  }

TILE(tile_of_8, 8)
TILE(tile_of_16, 16)

/* With `rows` a constant, so that the compiler can unroll the tile's loops. */
#define CASE(ROWS)                                  \
  case ROWS:                                        \
    tile(panel, bias, inputs, x, ROWS, y, outputs); \
    break
NB_INLINE void run_tile(tile_fn *tile, const float *panel, const float *bias, size_t inputs, const float *x,
                        size_t rows, float *y, size_t outputs) {
  switch (rows) {
    CASE(1);
    CASE(2);
    CASE(3);
    CASE(4);
    CASE(5);
    CASE(6);
    CASE(7);
    CASE(8);
    CASE(9);
    CASE(10);
    CASE(11);
    CASE(MOST_ROWS);
  }
}

/* As nb_linear_run, for whole panels: the rows in tiles of like height, none higher than `most`. */
NB_INLINE void run_panels(tile_fn *tile, size_t most, const nb_linear *l, const float *x, size_t rows, float *y) {
  for (size_t o = 0; o + NB_PANEL <= l->outputs; o += NB_PANEL)
    for (size_t r = 0, n, tiles = (rows + most - 1) / most; tiles; r += n, tiles--) {
      n = (rows - r) / tiles;
      run_tile(tile, l->weights + o * l->inputs, l->bias + o, l->inputs, x + r * l->inputs, n, y + r * l->outputs + o,
               l->outputs);
    }
}

static void product(const nb_linear *l, const float *x, size_t rows, float *y) {
  run_panels(tile_of_8, 6, l, x, rows, y);
}

#ifdef __x86_64__
__attribute__((target("avx2,fma"))) static void product_avx2(const nb_linear *l, const float *x, size_t rows,
                                                             float *y) {
  run_panels(tile_of_8, 6, l, x, rows, y);
}

__attribute__((target("avx512f"))) static void product_avx512(const nb_linear *l, const float *x, size_t rows,
                                                              float *y) {
  run_panels(tile_of_16, MOST_ROWS, l, x, rows, y);
}
#endif

typedef void product_fn(const nb_linear *l, const float *x, size_t rows, float *y);

static product_fn *product_here(void) {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512f")) return product_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return product_avx2;
#endif
  return product;
}

/* The outputs behind the last whole panel */
static void run_rest(const nb_linear *l, const float *x, size_t rows, float *y) {
  const size_t n = l->outputs % NB_PANEL, first = l->outputs - n;
  const float *panel = l->weights + first * l->inputs;
  for (size_t r = 0; n && r < rows; r++) {
    float *sums = y + r * l->outputs + first;
    memcpy(sums, l->bias + first, n * sizeof *sums);
    for (size_t i = 0; i < l->inputs; i++)
      for (size_t o = 0; o < n; o++) sums[o] += panel[i * n + o] * x[r * l->inputs + i];
  }
}

void nb_linear_run(const nb_linear *l, const float *x, size_t rows, float *y) {
  product_fn *run = product_here();
  for (size_t r = 0; r < rows; r += BLOCK_ROWS)
    run(l, x + r * l->inputs, rows - r < BLOCK_ROWS ? rows - r : BLOCK_ROWS, y + r * l->outputs);
  run_rest(l, x, rows, y);
}

static size_t panel_width(const nb_linear *l, size_t first) {
  return l->outputs - first < NB_PANEL ? l->outputs - first : NB_PANEL;
}

bool nb_linear_pack(const nb_linear *l) {
  float *rows = malloc(NB_PANEL * l->inputs * sizeof *rows);
  if (!rows) return false;
  for (size_t first = 0; first < l->outputs; first += NB_PANEL) {
    const size_t n = panel_width(l, first);
    float *panel = l->weights + first * l->inputs;
    memcpy(rows, panel, n * l->inputs * sizeof *rows);
    for (size_t i = 0; i < l->inputs; i++)
      for (size_t o = 0; o < n; o++) panel[i * n + o] = rows[o * l->inputs + i];
  }
  free(rows);
  return true;
}
