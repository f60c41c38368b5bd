/* What holds of every document that a reader makes. */
#ifndef NB_FUZZ_BLOCKS_H
#define NB_FUZZ_BLOCKS_H

#include <stdlib.h>

#include "read/reader.h"

/* There are blocks, each a slice of the text, in order and apart. */
static inline void check_blocks(const nb_document *document) {
  size_t before = 0;
  if (document->n_blocks == 0) abort();
  for (size_t i = 0; i < document->n_blocks; i++) {
    const nb_block *b = &document->blocks[i];
    if (b->start < before || b->end <= b->start || b->end > document->text.len) abort();
    if (b->text.ptr != document->text.ptr + b->start || b->text.len != b->end - b->start) abort();
    before = b->end;
  }
}

#endif
