/* Products beside plain loops, for widths with and without a part of a panel and any number of rows. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/random.h"
#include "translate/neural/gemm.h"

static const struct { size_t outputs, inputs; } shapes[] = {{1, 1}, {16, 7}, {15, 64}, {32, 256}, {50, 33}, {96, 1024}};
enum { SHAPES = sizeof shapes / sizeof *shapes, MOST_ROWS = 200 };

static float *uniform(size_t n, uint64_t key) {
  float *x = malloc(n * sizeof *x);
  assert_non_null(x);
  for (size_t i = 0; i < n; i++) x[i] = (float)(nb_random_mix(key + i) >> 40) / (float)(1 << 24) - 0.5F;
  return x;
}

typedef struct product {
  nb_linear packed;
  float *plain, *x; /* [outputs, inputs]; [MOST_ROWS, inputs] */
} product;

static product make(size_t outputs, size_t inputs) {
  product p = {{outputs, inputs, uniform(outputs * inputs, 1), uniform(outputs, 2)},
               uniform(outputs * inputs, 1),
               uniform(MOST_ROWS * inputs, 3)};
  assert_true(nb_linear_pack(&p.packed));
  return p;
}

static void drop(product *p) {
  free(p->packed.weights);
  free(p->packed.bias);
  free(p->plain);
  free(p->x);
}

static double expected(const product *p, size_t row, size_t output) {
  const size_t n = p->packed.inputs;
  double sum = p->packed.bias[output];
  for (size_t i = 0; i < n; i++) sum += (double)p->x[row * n + i] * p->plain[output * n + i];
  return sum;
}

static void products_are_sums(void **state) {
  (void)state;
  for (size_t s = 0; s < SHAPES; s++) {
    product p = make(shapes[s].outputs, shapes[s].inputs);
    for (size_t rows = 1; rows <= MOST_ROWS; rows += rows < 30 ? 1 : 37) {
      float *y = malloc(rows * p.packed.outputs * sizeof *y);
      assert_non_null(y);
      nb_linear_run(&p.packed, p.x, rows, y);
      for (size_t r = 0; r < rows; r++)
        for (size_t o = 0; o < p.packed.outputs; o++)
          assert_true(fabs(y[r * p.packed.outputs + o] - expected(&p, r, o)) < 1e-4);
      free(y);
    }
    drop(&p);
  }
}

static void rows_do_not_depend_on_one_another(void **state) {
  (void)state;
  product p = make(50, 256);
  float together[MOST_ROWS * 50], alone[50];
  nb_linear_run(&p.packed, p.x, MOST_ROWS, together);
  for (size_t r = 0; r < MOST_ROWS; r++) {
    nb_linear_run(&p.packed, p.x + r * 256, 1, alone);
    assert_memory_equal(alone, together + r * 50, sizeof alone);
  }
  drop(&p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(products_are_sums),
      cmocka_unit_test(rows_do_not_depend_on_one_another),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
