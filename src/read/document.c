#include "read/document.h"

nb_document *nb_document_new(void) {
  nb_arena *arena = nb_arena_new();
  nb_document *d = arena ? nb_arena_alloc(arena, sizeof *d) : NULL;
  if (!d) {
    nb_arena_free(arena);
    return NULL;
  }
  nb_str none = NB_STR("");
  *d = (nb_document){
      .arena = arena, .name = none, .id = none, .title = none, .date = none, .source = none, .url = none, .text = none};
  return d;
}

void nb_document_free(nb_document *document) {
  if (document) nb_arena_free(document->arena);
}

nb_block *nb_document_add(nb_document *d, nb_block_kind kind, size_t start, size_t end) {
  size_t cap = 0; /* the array doubles when its size is a power of two from 8 on: no field needed */
  if (d->n_blocks >= 8)
    cap = (d->n_blocks & (d->n_blocks - 1)) ? d->n_blocks + 1 : d->n_blocks;
  else if (d->n_blocks > 0)
    cap = 8;
  if (!nb_arena_grow(d->arena, &d->blocks, &cap, d->n_blocks + 1, sizeof *d->blocks)) return NULL;
  nb_block *b = &d->blocks[d->n_blocks++];
  *b = (nb_block){
      .kind = kind, .start = start, .end = end, .text = nb_str_sub(d->text, start, end), .attribution = NB_STR("")};
  return b;
}
