/* Replies of the translation services: what is taken has to be text that may be shown. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "translate/remote/service.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const nb_remote_service *const services[] = {&nb_libretranslate, &nb_deepl};
  const nb_str sources[] = {NB_STR("De brug is dicht."), NB_STR("12")};
  if (!size) return 0;
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_str body = nb_arena_str(arena, (nb_str){(const char *)data + 1, size - 1}), texts[2];
  if (!nb_remote_read(ctx, arena, services[data[0] % 2], NB_STR("host"), body, sources, 2, texts))
    for (size_t i = 0; i < 2; i++)
      if (!texts[i].len || !nb_utf8_valid(texts[i])) abort();
  nb_str said = nb_remote_complaint(arena, body, "key");
  if (said.len > 200 || !nb_utf8_valid(said) || nb_str_find(said, NB_STR("key"), 0) != NB_NOT_FOUND) abort();
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}
