#include "translate/neural/start.h"

#include <string.h>

#include "base/utf8.h"

/* The first word, behind marks; empty: none. */
static nb_str first_word(nb_str text) {
  size_t start = text.len, end = text.len;
  for (size_t at = 0, next = 0; at < text.len; at = next) {
    bool word = nb_is_word(nb_utf8_next(text, &next));
    if (word && start == text.len) start = at;
    if (word || start == text.len) continue;
    end = at;
    break;
  }
  return nb_str_sub(text, start, end);
}

bool nb_begins_with_capital(nb_str text) {
  nb_str word = first_word(text);
  size_t at = word.len ? (size_t)(word.ptr - text.ptr) : 0;
  bool clitic = word.len == 1 && at > 0 && nb_is_lower(word.ptr[0]); /* 's, 't */
  return nb_str_capital(clitic ? first_word(nb_str_sub(text, at + 1, text.len)) : word);
}

/* An ordinary word of the hand-made lists, or a compound; no name, and nothing that a name or a speaker's colon
 * follows.
 */
static bool ordinary(const nb_lexicon *lexicon, nb_arena *arena, nb_str word, nb_str lower, nb_str behind) {
  nb_name name;
  nb_reading r[1];
  nb_str left, head;
  if (nb_str_all_caps(word) || nb_str_starts(behind, NB_STR(":")) || nb_str_starts(behind, NB_STR("-"))) return false;
  if (nb_str_capital(nb_str_trim(behind))) return false;
  if (nb_lexicon_name(lexicon, word, &name) && name.kind != NB_NAME_WORD) return false;
  if (nb_lexicon_readings(lexicon, lower, r, 1)) return r[0].curated;
  return nb_lexicon_compound(lexicon, arena, lower, &left, &head);
}

nb_status nb_plain_start(nb_context *ctx, const nb_lexicon *lexicon, const nb_pieces *pieces, nb_arena *arena,
                         nb_str text, nb_str *plain) {
  *plain = text;
  nb_str word = first_word(text);
  if (!nb_str_capital(word)) return NB_OK;
  size_t at = (size_t)(word.ptr - text.ptr), n, n_lower;
  nb_str lower = nb_str_lower(arena, word), behind = nb_str_sub(text, at + word.len, text.len);
  if (!lower.ptr) return nb_fail_memory(ctx);
  if (!ordinary(lexicon, arena, word, lower, behind)) return NB_OK;
  int32_t *ids;
  nb_status status = nb_pieces_encode(ctx, pieces, arena, word, &ids, &n);
  if (!status) status = nb_pieces_encode(ctx, pieces, arena, lower, &ids, &n_lower);
  if (status || n_lower >= n) return status;
  *plain = nb_arena_printf(arena, NB_STR_FMT NB_STR_FMT NB_STR_FMT, (int)at, text.ptr, NB_STR_ARG(lower),
                           NB_STR_ARG(behind));
  return plain->ptr ? NB_OK : nb_fail_memory(ctx);
}
