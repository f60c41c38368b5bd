/* Guard, cutting and polishing of a sentence and its translation: the input's first line is the Dutch, the rest the
 * English. */
#include <stdint.h>
#include <stdlib.h>

#include "translate/neural/guard.h"
#include "translate/neural/parts.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void cut_all(nb_str text) {
  nb_str left, right;
  while (nb_cut_text(text, &left, &right)) {
    if (left.len + right.len > text.len || left.len >= text.len) abort();
    text = left;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static nb_lexicon *lexicon; /* opened once: it is large */
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  if (!lexicon && nb_lexicon_open(ctx, &lexicon)) abort();
  nb_str rest = {(const char *)data, size}, dutch = NB_STR("");
  nb_str_split(&rest, '\n', &dutch);
  nb_str english = rest.ptr ? rest : NB_STR("");
  nb_verdict verdict;
  if (nb_guard(ctx, &(nb_guard_lists){lexicon, &dutch, 1}, arena, dutch, english, &verdict)) abort();
  if ((verdict.failed == 0) != (verdict.why.len == 0)) abort();
  nb_str polished = nb_polish(arena, dutch, english, size & 1);
  if (!polished.ptr || polished.len > english.len) abort();
  if (!nb_fix_articles(arena, english).ptr) abort();
  if (nb_dateline(dutch).len > dutch.len) abort();
  if (!nb_fit_part(arena, dutch, english, false, false).ptr) abort();
  cut_all(dutch);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}
