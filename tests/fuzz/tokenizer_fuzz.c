/* Tokens grow, do not overlap, and hold every byte that is not white space. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/tokenizer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_str text = {(const char *)data, size};
  nb_token *tokens;
  size_t n, at = 0;
  if (!ctx || !arena || nb_tokenize(ctx, arena, text, &tokens, &n)) abort();
  for (size_t i = 0; i <= n; i++) {
    size_t start = i < n ? tokens[i].start : size;
    if (start < at || start > size) abort();
    if (i < n && tokens[i].space_before != (start > at)) abort();
    while (at < start)
      if (!nb_is_space(nb_utf8_next(text, &at))) abort();
    if (i == n) break;
    if (tokens[i].end <= start || tokens[i].end > size) abort();
    if (tokens[i].text.ptr != text.ptr + start || tokens[i].text.len != tokens[i].end - start) abort();
    at = tokens[i].end;
  }
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}
