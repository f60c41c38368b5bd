#include "cli/cli.h"

nb_render_options cli_render_options(const cli *c, size_t width) {
  const cli_options *o = c->options;
  return (nb_render_options){.format = o->format,
                             .bilingual = o->bilingual,
                             .explain = o->explain,
                             .no_marks = o->no_marks,
                             .no_note = o->command == CLI_TRANSLATE, /* nothing but the translation: see there */
                             .width = width};
}

nb_status cli_briefs_new(cli *c, size_t width, cli_briefs *briefs) {
  *briefs = (cli_briefs){.arena = nb_arena_new(), .width = cli_output_width(&c->output, width)};
  return briefs->arena ? NB_OK : nb_fail_memory(c->ctx);
}

/* Renders what is there as one output and forgets it. */
static nb_status render(cli *c, cli_briefs *b) {
  if (b->n == 0) return NB_OK;
  nb_render_options options = cli_render_options(c, b->width);
  if (b->rendered && options.format == NB_FORMAT_TEXT) nb_buf_add_c(&c->output.text, "\n\n");
  nb_status status = nb_render(c->ctx, &options, b->briefs, b->n, &c->output.text);
  for (size_t i = 0; i < b->n; i++) nb_document_free(b->documents[i]);
  b->n = 0;
  b->rendered = true;
  return status;
}

nb_status cli_briefs_add(cli *c, cli_briefs *b, nb_document *document, nb_brief *brief, bool line) {
  bool room = nb_arena_grow(b->arena, &b->documents, &b->documents_cap, b->n + 1, sizeof *b->documents) &&
              nb_arena_grow(b->arena, &b->briefs, &b->briefs_cap, b->n + 1, sizeof *b->briefs);
  if (!room) {
    nb_document_free(document);
    return nb_fail_memory(c->ctx);
  }
  brief->degraded = c->pipeline->degraded;
  b->documents[b->n] = document;
  b->briefs[b->n++] = *brief;
  bool by_one = c->options->format == NB_FORMAT_TEXT || c->options->format == NB_FORMAT_JSONL;
  return line && by_one ? render(c, b) : NB_OK; /* nothing is kept of a stream, which may be endless */
}

nb_status cli_briefs_end(cli *c, cli_briefs *b) {
  nb_status status = render(c, b);
  nb_arena_free(b->arena);
  return status;
}
