#include "render/render.h"

#include "render/page.h"

static const struct {
  const char *name;
  nb_format format;
} NAMES[] = {
    {"text", NB_FORMAT_TEXT}, {"markdown", NB_FORMAT_MARKDOWN}, {"md", NB_FORMAT_MARKDOWN}, {"html", NB_FORMAT_HTML},
    {"json", NB_FORMAT_JSON}, {"jsonl", NB_FORMAT_JSONL},       {"tmx", NB_FORMAT_TMX},
};

static void (*const RENDERERS[])(nb_page *page, const nb_brief *briefs, size_t n) = {
    [NB_FORMAT_TEXT] = nb_render_text, [NB_FORMAT_MARKDOWN] = nb_render_markdown, [NB_FORMAT_HTML] = nb_render_html,
    [NB_FORMAT_JSON] = nb_render_json, [NB_FORMAT_JSONL] = nb_render_jsonl,       [NB_FORMAT_TMX] = nb_render_tmx,
};

bool nb_format_of(nb_str name, nb_format *format) {
  for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
    if (!nb_str_eq_c(name, NAMES[i].name)) continue;
    *format = NAMES[i].format;
    return true;
  }
  return false;
}

nb_status nb_render(nb_context *ctx, const nb_render_options *options, const nb_brief *briefs, size_t n, nb_buf *out) {
  nb_page page = {options, nb_arena_new(), out, out->len};
  if (!page.arena) return nb_fail_memory(ctx);
  RENDERERS[options->format](&page, briefs, n);
  nb_arena_free(page.arena);
  if (out->status == NB_DATA)
    return nb_fail(ctx, NB_DATA, "the output is larger than its limit of %zu bytes", out->max);
  return out->status ? nb_fail_memory(ctx) : NB_OK;
}
