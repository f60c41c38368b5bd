#include "cli/cli.h"

nb_render_options cli_render_options(const cli *c, size_t width) {
  const cli_options *o = c->options;
  return (nb_render_options){.format = o->format, .bilingual = o->bilingual, .explain = o->explain,
                             .no_marks = o->no_marks, .width = width};
}

nb_status cli_briefs_new(cli *c, size_t width, cli_briefs *briefs) {
  *briefs = (cli_briefs){.arena = nb_arena_new(), .width = cli_output_width(&c->output, width)};
  return briefs->arena ? NB_OK : nb_fail_memory(c->ctx);
}

static nb_status render(cli *c, const cli_briefs *briefs, const nb_brief *brief, size_t n) {
  nb_render_options options = cli_render_options(c, briefs->width);
  return nb_render(c->ctx, &options, brief, n, &c->output.text);
}

nb_status cli_briefs_add(cli *c, cli_briefs *b, nb_document *document, nb_brief *brief, bool line) {
  brief->degraded = c->pipeline->degraded;
  bool text = c->options->format == NB_FORMAT_TEXT;
  if (line && (text || c->options->format == NB_FORMAT_JSONL)) { /* nothing is kept: a stream may be endless */
    if (text && c->done) nb_buf_add_c(&c->output.text, "\n\n");
    nb_status status = render(c, b, brief, 1);
    nb_document_free(document);
    return status;
  }
  bool room = nb_arena_grow(b->arena, &b->documents, &b->documents_cap, b->n + 1, sizeof *b->documents) &&
              nb_arena_grow(b->arena, &b->briefs, &b->briefs_cap, b->n + 1, sizeof *b->briefs);
  if (!room) {
    nb_document_free(document);
    return nb_fail_memory(c->ctx);
  }
  b->documents[b->n] = document;
  b->briefs[b->n++] = *brief;
  return NB_OK;
}

nb_status cli_briefs_end(cli *c, cli_briefs *b) {
  nb_status status = b->n ? render(c, b, b->briefs, b->n) : NB_OK;
  for (size_t i = 0; i < b->n; i++) nb_document_free(b->documents[i]);
  nb_arena_free(b->arena);
  return status;
}
