/* Normalised text is UTF-8 without odd white space, at most three times as long, and no longer when normalised again. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/normalizer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_str once, twice;
  if (!ctx || !arena || nb_normalize_text(ctx, arena, (nb_str){(const char *)data, size}, &once)) abort();
  if (!nb_utf8_valid(once) || once.len > 3 * size) abort();
  for (size_t at = 0, start = 0; at < once.len; start = at) {
    int32_t c = nb_utf8_next(once, &at);
    if (nb_is_space(c) && (c != ' ' || start == 0 || at == once.len)) abort();
  }
  if (nb_normalize_text(ctx, arena, once, &twice) || !nb_utf8_valid(twice) || twice.len > once.len) abort();
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}
