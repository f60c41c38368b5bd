/* Normalised text is UTF-8 with single plain spaces only, at most three times as long. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/normalizer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_str once;
  if (!ctx || !arena || nb_normalize_text(ctx, arena, (nb_str){(const char *)data, size}, &once)) abort();
  if (!nb_utf8_valid(once) || once.len > 3 * size) abort();
  for (size_t at = 0, start = 0; at < once.len; start = at) {
    int32_t c = nb_utf8_next(once, &at);
    bool doubled = start > 0 && once.ptr[start - 1] == ' ';
    if (nb_is_space(c) && (c != ' ' || start == 0 || at == once.len || doubled)) abort();
  }
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}
