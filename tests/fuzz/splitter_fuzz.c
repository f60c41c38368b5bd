/* Spans grow, do not overlap, and hold every byte that is not white space. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/splitter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(nb_str text, const nb_span *spans, size_t n) {
  size_t at = 0;
  for (size_t i = 0; i <= n; i++) {
    size_t start = i < n ? spans[i].start : text.len;
    if (start < at || start > text.len) abort();
    while (at < start)
      if (!nb_is_space(nb_utf8_next(text, &at))) abort();
    if (i == n) break;
    if (spans[i].end <= start || spans[i].end > text.len) abort();
    at = spans[i].end;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static nb_context *ctx;
  static nb_splitter *splitter;
  if (!ctx) {
    ctx = nb_context_new();
    if (!ctx || nb_splitter_new(ctx, &splitter)) abort();
  }
  nb_arena *arena = nb_arena_new();
  nb_str text = {(const char *)data, size};
  nb_span *spans;
  size_t n;
  if (!arena || nb_split(ctx, splitter, arena, text, &spans, &n)) abort();
  check(text, spans, n);
  nb_arena_free(arena);
  return 0;
}
