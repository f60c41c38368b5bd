/* The public calls on one article: bytes in, rendered bytes out. */
#include <string.h>

#include "api/pipeline.h"
#include "base/file.h"
#include "read/reader.h"
#include "render/render.h"

enum { OUTPUT_CAP = 512 * 1024 * 1024 };

static nb_status read_options(nb_context *ctx, const nb_options *given, nb_options *o) {
  *o = (nb_options){.size = sizeof *o};
  if (given) memcpy(o, given, given->size < sizeof *o ? given->size : sizeof *o);
  if (o->share < 0 || o->share > 1) return nb_fail(ctx, NB_USAGE, "a share of the sentences is above 0 and at most 1");
  return NB_OK;
}

static nb_status read_document(nb_context *ctx, nb_str bytes, const nb_options *o, nb_document **document) {
  nb_input_kind kind = NB_INPUT_AUTO;
  nb_str name = NB_STR("input"), undeclared = NB_STR("");
  if (bytes.len > NB_INPUT_CAP) return nb_fail(ctx, NB_DATA, "input: larger than the limit of %d bytes", NB_INPUT_CAP);
  if (o->input && !nb_input_kind_of(nb_str_of(o->input), &kind))
    return nb_fail(ctx, NB_USAGE, "no input kind '%s'", o->input);
  const char *wrong = kind == NB_INPUT_AUTO ? nb_no_text(bytes) : NULL;
  if (wrong) return nb_fail(ctx, NB_DATA, "input: this is %s", wrong);
  if (kind == NB_INPUT_AUTO) kind = nb_sniff(bytes);
  switch (kind) {
    case NB_INPUT_HTML:
      return nb_read_html(ctx, name, bytes, undeclared, document);
    case NB_INPUT_JSONL:
      return nb_read_json(ctx, name, bytes, document);
    case NB_INPUT_FEED:
      return nb_fail(ctx, NB_DATA, "input: this is a feed, not an article");
    default:
      return nb_read_text(ctx, name, bytes, undeclared, document);
  }
}

static nb_status render(nb_pipeline *p, const nb_options *o, nb_format format, bool note, const nb_brief *brief,
                        char **out, size_t *len) {
  nb_render_options options = {.format = format,
                               .bilingual = o->bilingual,
                               .explain = o->explain,
                               .no_marks = o->no_marks,
                               .no_note = !note,
                               .width = o->width};
  nb_buf text;
  nb_buf_init(&text, OUTPUT_CAP);
  nb_status status = nb_render(p->ctx, &options, brief, 1, &text);
  if (!status && text.status) status = nb_fail(p->ctx, text.status, "the output is too large for the memory");
  if (!status && nb_buf_add_c(&text, "\n") == NB_OK) { /* forces an allocation, so that nb_free has something to free */
    text.ptr[--text.len] = 0;
    *len = text.len;
    *out = text.ptr;
    return p->degraded ? NB_PARTIAL : NB_OK;
  }
  nb_buf_free(&text);
  return status ? status : nb_fail_memory(p->ctx);
}

typedef nb_status make_fn(nb_context *ctx, const nb_stages *stages, nb_document *document, const nb_options *o,
                          nb_brief *brief);

static nb_status make_brief(nb_context *ctx, const nb_stages *stages, nb_document *document, const nb_options *o,
                            nb_brief *brief) {
  nb_brief_options options = {.budget = {o->sentences, o->share, o->words}, .no_position = o->no_position};
  return nb_brief_make(ctx, stages, document, &options, brief);
}

static nb_status make_whole(nb_context *ctx, const nb_stages *stages, nb_document *document, const nb_options *o,
                            nb_brief *brief) {
  (void)o;
  return nb_brief_whole(ctx, stages, document, brief);
}

static nb_status run(nb_pipeline *p, make_fn *make, const void *bytes, size_t size, const nb_options *given,
                     const char *format_name, char **out, size_t *len) {
  nb_options o;
  nb_format format;
  nb_document *document = NULL;
  nb_brief brief;
  nb_status status = read_options(p->ctx, given, &o);
  if (!status && !nb_format_of(nb_str_of(format_name), &format))
    status = nb_fail(p->ctx, NB_USAGE, "no format '%s'", format_name ? format_name : "");
  if (!status) status = read_document(p->ctx, (nb_str){bytes, size}, &o, &document);
  if (!status) status = make(p->ctx, &p->stages, document, &o, &brief);
  if (!status) brief.degraded = p->degraded;
  if (!status) status = render(p, &o, format, make == make_brief, &brief, out, len);
  nb_document_free(document);
  return status;
}

nb_status nb_brief_bytes(nb_pipeline *p, const void *bytes, size_t size, const nb_options *options, const char *format,
                         char **out, size_t *len) {
  return run(p, make_brief, bytes, size, options, format, out, len);
}

nb_status nb_translate_bytes(nb_pipeline *p, const void *bytes, size_t size, const nb_options *options,
                             const char *format, char **out, size_t *len) {
  return run(p, make_whole, bytes, size, options, format, out, len);
}
