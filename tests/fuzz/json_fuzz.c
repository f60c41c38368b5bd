/* nb_read_json on any bytes: no crash, and every block is a slice of the text, in order. */
#include <stdint.h>
#include <stdlib.h>

#include "read/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nb_context *ctx = nb_context_new();
  nb_document *document;
  if (!ctx) return 0;
  nb_str bytes = {size ? (const char *)data : "", size};
  nb_sniff(bytes);
  if (nb_read_json(ctx, NB_STR("fuzz"), bytes, &document) == NB_OK) {
    size_t before = 0;
    if (document->n_blocks == 0) abort();
    for (size_t i = 0; i < document->n_blocks; i++) {
      const nb_block *b = &document->blocks[i];
      if (b->start < before || b->end <= b->start || b->end > document->text.len) abort();
      if (b->text.ptr != document->text.ptr + b->start || b->text.len != b->end - b->start) abort();
      before = b->end;
    }
    nb_document_free(document);
  }
  nb_context_free(ctx);
  return 0;
}
