/* A brief as text, Markdown, HTML, JSON or JSON Lines. */
#ifndef NB_RENDER_RENDER_H
#define NB_RENDER_RENDER_H

#include "brief/brief.h"

typedef enum nb_format {
  NB_FORMAT_TEXT,
  NB_FORMAT_MARKDOWN,
  NB_FORMAT_HTML,
  NB_FORMAT_JSON,
  NB_FORMAT_JSONL,
  NB_FORMAT_TMX
} nb_format;

/* "text", "markdown" ("md"), "html", "json", "jsonl", "tmx". False: no such format. */
bool nb_format_of(nb_str name, nb_format *format);

typedef struct nb_render_options {
  nb_format format;
  bool bilingual;      /* the Dutch beside the English */
  bool explain;        /* scores, engines, repairs, where each word came from */
  bool no_marks;       /* without the '*' of unknown words */
  bool no_note;        /* text and Markdown: without the line that says who translated */
  size_t width;        /* columns, for text; 0: not wrapped */
  const char *heading; /* over a collection of briefs (a digest): "Dutch news, 25 November 2026"; NULL: none */
} nb_render_options;

/* All briefs of one run as one output (HTML: one page; JSON: an array where n > 1 or `heading` is set, else an object;
 * JSON Lines: a line each; TMX: one memory of
 * all sentences, without marks). Appends to `out`, whose status tells of memory and cap. */
nb_status nb_render(nb_context *ctx, const nb_render_options *options, const nb_brief *briefs, size_t n, nb_buf *out);

#endif
