#include <stdint.h>

#include "digest/link.h"
#include "read/feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_feed feed;
  if (ctx && arena && nb_read_feed(ctx, arena, NB_STR("fuzz"), (nb_str){(const char *)data, size}, &feed) == NB_OK)
    for (size_t i = 0; i < feed.n_items; i++) {
      if (!feed.items[i].id.len) __builtin_trap(); /* never empty, says the header */
      nb_canonical_link(arena, feed.items[i].link);
    }
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}
