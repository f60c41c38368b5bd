/* nb_read_text on any bytes: no crash, and every block is a slice of the text, in order. */
#include <stdint.h>

#include "blocks.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nb_context *ctx = nb_context_new();
  nb_document *document;
  if (!ctx) return 0;
  nb_str bytes = {size ? (const char *)data : "", size};
  nb_sniff(bytes);
  if (nb_read_text(ctx, NB_STR("fuzz"), bytes, NB_STR(""), &document) == NB_OK) {
    check_blocks(document);
    nb_document_free(document);
  }
  nb_context_free(ctx);
  return 0;
}
