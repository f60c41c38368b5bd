/* sentences: one Dutch sentence a line, as it stands in the input. */
#include "cli/cli.h"

/* Plain text: each line is a paragraph and none is taken for a headline or a date, so that no character is lost. */
static nb_status read_lines(nb_context *ctx, nb_str name, nb_str bytes, nb_str declared, nb_document **document) {
  nb_document *d = nb_document_new();
  if (!d) return nb_fail_memory(ctx);
  nb_str charset, text;
  nb_status status = nb_to_utf8(ctx, d->arena, bytes, declared, &text, &charset);
  if (!status) d->text = nb_arena_str(d->arena, text);
  if (!status && !d->text.ptr) status = nb_fail_memory(ctx);
  nb_str rest = d->text, line;
  while (!status && nb_str_split(&rest, '\n', &line)) {
    size_t start = (size_t)(line.ptr - d->text.ptr);
    if (nb_str_trim(line).len && !nb_document_add(d, NB_PARAGRAPH, start, start + line.len))
      status = nb_fail_memory(ctx);
  }
  if (!status && d->n_blocks == 0) status = nb_fail(ctx, NB_DATA, NB_STR_FMT ": no text in it", NB_STR_ARG(name));
  if (status)
    nb_document_free(d);
  else
    *document = d;
  return status;
}

/* A sentence over several lines of the input becomes one line. */
static void add_sentence(cli *c, nb_str raw) {
  for (size_t i = 0; i < raw.len; i++) {
    bool line_end = raw.ptr[i] == '\n' || raw.ptr[i] == '\r';
    nb_buf_add_char(&c->output.text, line_end ? ' ' : raw.ptr[i]);
  }
  nb_buf_add_char(&c->output.text, '\n');
}

static nb_status split(cli *c, nb_arena *arena, nb_str text) {
  nb_span *spans;
  size_t n;
  nb_status status = nb_split(c->ctx, c->pipeline->splitter, arena, text, &spans, &n);
  for (size_t i = 0; !status && i < n; i++) add_sentence(c, nb_str_sub(text, spans[i].start, spans[i].end));
  return status;
}

static nb_status one(cli *c, void *user, nb_document *document, bool line) {
  (void)user;
  (void)line;
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < document->n_blocks; i++) {
    const nb_block *block = &document->blocks[i];
    if (block->kind == NB_SENTENCE)
      add_sentence(c, block->text);
    else
      status = split(c, document->arena, block->text);
  }
  nb_document_free(document);
  return status;
}

nb_status cli_sentences(cli *c) {
  c->read_text = read_lines;
  nb_status status = nb_pipeline_need(c->pipeline, NB_STAGE_SPLITTER);
  if (!status) status = cli_each_document(c, one, NULL);
  return status ? status : cli_outcome(c);
}
