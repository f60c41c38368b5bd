/* Any file: it is refused, or all that it says of its tensors lies in it (read here, so that a sanitizer sees a step
 * outside). */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "translate/neural/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const size_t sizes[] = {[NB_F32] = 4, [NB_F16] = 2, [NB_I8] = 1, [NB_U8] = 1};

static void read_tensor(const nb_model *model, const char *name, size_t rows, size_t cols, size_t file_size) {
  nb_tensor t;
  if (!nb_model_tensor(model, name, &t) || t.rows != rows || t.cols != cols) abort();
  const volatile unsigned char *bytes = t.data;
  size_t n = t.rows * t.cols * sizes[t.dtype];
  if (n == 0 || n > file_size || (uintptr_t)t.data % sizes[t.dtype] != 0) abort();
  (void)bytes[0];
  (void)bytes[n - 1];
  if ((t.dtype == NB_I8) != (t.scales != NULL)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nb_context *ctx = nb_context_new();
  int fd = memfd_create("model", 0);
  if (!ctx || fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
  char path[64];
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  nb_model *model;
  nb_status status = nb_model_open(ctx, path, &model);
  if (status && status != NB_CONFIG) abort();
  if (!status) {
    const nb_model_config *c = nb_model_config_of(model);
    read_tensor(model, "emb.weight", c->vocabulary, c->dim, size);
    read_tensor(model, "enc.0.f.a.weight", c->hidden, c->dim, size);
    read_tensor(model, "dec.0.c.o.bias", 1, c->dim, size);
    if (nb_model_bytes(model, "tokenizer").len == 0) abort();
    nb_model_free(model);
  }
  close(fd);
  nb_context_free(ctx);
  return 0;
}
