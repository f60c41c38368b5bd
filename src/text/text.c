#include "text/text.h"

#include "base/utf8.h"
#include "text/tokenizer.h"

typedef struct collector {
  nb_context *ctx;
  const nb_splitter *splitter;
  nb_normalizer *normalizer;
  nb_document *document;
  nb_sentences found;
  size_t cap;
} collector;

/* The place in `text` that as many code points stand before as before byte `at` of `raw`; *pos, *raw_pos go along. */
static size_t same_place(nb_str raw, nb_str text, size_t at, size_t *raw_pos, size_t *pos) {
  while (*raw_pos < at) {
    nb_utf8_next(raw, raw_pos);
    nb_utf8_next(text, pos);
  }
  return *pos;
}

/* The kind of what may be several tokens to the tokenizer: of the first that is more than a mark. */
static nb_status kind_of(collector *c, nb_token *token) {
  nb_token *parts;
  size_t n;
  nb_status status = nb_tokenize(c->ctx, c->document->arena, token->text, &parts, &n);
  token->kind = NB_PUNCT;
  for (size_t i = 0; !status && i < n && token->kind == NB_PUNCT; i++) token->kind = parts[i].kind;
  return status;
}

static nb_status given_tokens(collector *c, const nb_block *block, nb_sentence *s) {
  s->tokens = nb_arena_array(c->document->arena, block->n_tokens, sizeof *s->tokens);
  if (!s->tokens) return nb_fail_memory(c->ctx);
  size_t raw_pos = 0, pos = 0;
  nb_status status = NB_OK;
  for (size_t i = 0; i < block->n_tokens && !status; i++) {
    size_t start = (size_t)(block->tokens[i].ptr - s->raw.ptr);
    nb_token *t = &s->tokens[s->n_tokens++];
    *t = (nb_token){.space_before = i > 0, .start = same_place(s->raw, s->text, start, &raw_pos, &pos)};
    t->end = same_place(s->raw, s->text, start + block->tokens[i].len, &raw_pos, &pos);
    t->text = nb_str_sub(s->text, t->start, t->end);
    status = kind_of(c, t);
  }
  return status;
}

/* Whether they differ in marks alone, one for one. */
static bool keeps_places(nb_str raw, nb_str text) {
  size_t i = 0, k = 0;
  while (i < raw.len && k < text.len) {
    int32_t from = nb_utf8_next(raw, &i), to = nb_utf8_next(text, &k);
    if (from != to && (nb_is_word(from) || nb_is_word(to))) return false;
  }
  return i == raw.len && k == text.len;
}

/* Who gave the sentence counts its characters: it is normalised only where all of them keep their places. */
static nb_status as_given(collector *c, const nb_block *block, nb_sentence *s) {
  nb_status status = nb_normalize_text(c->ctx, c->document->arena, s->raw, &s->text);
  if (status) return status;
  if (!keeps_places(s->raw, s->text)) s->text = s->raw;
  return block->tokens ? given_tokens(c, block, s)
                       : nb_tokenize(c->ctx, c->document->arena, s->text, &s->tokens, &s->n_tokens);
}

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
  } else if (s->kind == NB_SENTENCE) {
    status = as_given(c, &d->blocks[block], s);
  } else {
    status = nb_normalize_text(c->ctx, d->arena, s->raw, &s->text);
    if (!status) status = nb_tokenize(c->ctx, d->arena, s->text, &s->tokens, &s->n_tokens);
  }
  if (!status && (s->n_tokens > 0 || s->kind == NB_SENTENCE))
    c->found.n++; /* invisible characters alone are no sentence, but where it was given as one */
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
    const nb_block *b = &document->blocks[i];
    if (kind == NB_SENTENCE)
      status = add(&c, i, b->start, b->end);
    else
      status = kind == NB_HEADING ? add_whole(&c, i) : add_split(&c, scratch, i);
  }
  nb_arena_free(scratch);
  if (!status) *sentences = c.found;
  return status;
}
