/* A line of text, then a SentencePiece model: a bad model is refused; a good one gives ids of its own and readable text
 * back. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "translate/neural/pieces.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_str model = {(const char *)data, size}, text, back;
  nb_pieces *pieces = NULL;
  if (!ctx || !arena) abort();
  if (nb_str_split(&model, '\n', &text) && model.ptr) {
    nb_status status = nb_pieces_new(ctx, model, &pieces);
    if (status && status != NB_CONFIG) abort();
  }
  if (pieces) {
    int32_t *ids;
    size_t n;
    if (nb_pieces_encode(ctx, pieces, arena, text, &ids, &n)) abort();
    for (size_t i = 0; i < n; i++)
      if (ids[i] < 0 || (size_t)ids[i] >= nb_pieces_size(pieces) || ids[i] <= NB_PIECE_UNKNOWN) abort();
    if (nb_pieces_decode(ctx, pieces, arena, ids, n, &back) || !nb_utf8_valid(back)) abort();
  }
  nb_pieces_free(pieces);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}
