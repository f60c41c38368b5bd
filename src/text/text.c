#include "text/text.h"

#include "text/tokenizer.h"

typedef struct collector {
  nb_context *ctx;
  const nb_splitter *splitter;
  nb_normalizer *normalizer;
  nb_document *document;
  nb_sentences found;
  size_t cap;
} collector;

static nb_status add(collector *c, size_t block, size_t start, size_t end) {
  nb_document *d = c->document;
  if (!nb_arena_grow(d->arena, &c->found.items, &c->cap, c->found.n + 1, sizeof *c->found.items))
    return nb_fail_memory(c->ctx);
  nb_sentence *s = &c->found.items[c->found.n];
  *s = (nb_sentence){.start = start, .end = end, .block = block, .kind = d->blocks[block].kind};
  s->raw = nb_str_sub(d->text, start, end);
  nb_status status;
  if (c->normalizer) {
    status = nb_normalize(c->ctx, c->normalizer, d->arena, s);
  } else {
    status = nb_normalize_text(c->ctx, d->arena, s->raw, &s->text);
    if (!status) status = nb_tokenize(c->ctx, d->arena, s->text, &s->tokens, &s->n_tokens);
  }
  if (!status && s->n_tokens > 0) c->found.n++; /* invisible characters alone are no sentence */
  return status;
}

static nb_status add_whole(collector *c, size_t block) {
  const nb_block *b = &c->document->blocks[block];
  nb_str text = nb_str_sub(c->document->text, b->start, b->end), trimmed = nb_str_trim(text);
  size_t start = b->start + (size_t)(trimmed.ptr - text.ptr);
  return trimmed.len ? add(c, block, start, start + trimmed.len) : NB_OK;
}

static nb_status add_split(collector *c, nb_arena *scratch, size_t block) {
  const nb_block *b = &c->document->blocks[block];
  nb_span *spans;
  size_t n;
  nb_arena_reset(scratch);
  nb_status status =
      nb_split(c->ctx, c->splitter, scratch, nb_str_sub(c->document->text, b->start, b->end), &spans, &n);
  for (size_t i = 0; !status && i < n; i++) status = add(c, block, b->start + spans[i].start, b->start + spans[i].end);
  return status;
}

nb_status nb_sentences_of(nb_context *ctx, const nb_splitter *splitter, nb_normalizer *normalizer,
                          nb_document *document, nb_sentences *sentences) {
  nb_arena *scratch = nb_arena_new();
  if (!scratch) return nb_fail_memory(ctx);
  if (normalizer) nb_normalizer_next_document(normalizer);
  collector c = {.ctx = ctx, .splitter = splitter, .normalizer = normalizer, .document = document};
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < document->n_blocks; i++) {
    nb_block_kind kind = document->blocks[i].kind;
    status = kind == NB_HEADING || kind == NB_SENTENCE ? add_whole(&c, i) : add_split(&c, scratch, i);
  }
  nb_arena_free(scratch);
  if (!status) *sentences = c.found;
  return status;
}
