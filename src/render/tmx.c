/* TMX 1.4b, level 1: what was translated, as a memory for other programs. */
#include "base/markup.h"
#include "render/clean.h"
#include "render/page.h"

static nb_str english_line(nb_page *page, nb_str en, const nb_str *unknown, size_t n_unknown) {
  nb_str clean = nb_clean_marks(page->arena, nb_page_line(page, en), unknown, n_unknown);
  if (!clean.ptr) page->out->status = NB_INTERNAL;
  return clean;
}

/* A unit; none where one of the languages is missing. */
static void add_unit(nb_page *page, nb_str nl, nb_str en, const char *engine) {
  nl = nb_page_line(page, nl);
  if (!nl.len || !en.len) return;
  nb_buf_add_c(page->out, "<tu>");
  if (engine && *engine) nb_markup_put(page->out, "<prop type=\"engine\">", nb_str_of(engine), "</prop>");
  nb_markup_put(page->out, "\n<tuv xml:lang=\"nl\"><seg>", nl, "</seg></tuv>\n");
  nb_markup_put(page->out, "<tuv xml:lang=\"en\"><seg>", en, "</seg></tuv>\n</tu>\n");
}

static void add_brief(nb_page *page, const nb_brief *b) {
  add_unit(page, b->title_nl, english_line(page, b->title_en, b->title_unknown, b->n_title_unknown), b->title_engine);
  for (size_t i = 0; i < b->n_sentences; i++) {
    const nb_brief_sentence *s = &b->sentences[i];
    add_unit(page, s->n_resolved ? s->meant : s->nl, english_line(page, s->en, s->unknown, s->n_unknown), s->engine);
    add_unit(page, s->by_nl, english_line(page, s->by_en, s->unknown, s->n_unknown), s->engine);
  }
}

void nb_render_tmx(nb_page *page, const nb_brief *briefs, size_t n) {
  nb_buf_printf(page->out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n"
                "<tmx version=\"1.4\">\n"
                "<header creationtool=\"nieuwsbrief\" creationtoolversion=\"%s\" segtype=\"sentence\" "
                "o-tmf=\"nieuwsbrief\" adminlang=\"en\" srclang=\"nl\" datatype=\"plaintext\"/>\n<body>\n",
                nb_version());
  for (size_t i = 0; i < n; i++) {
    add_brief(page, &briefs[i]);
    nb_arena_reset(page->arena);
  }
  nb_buf_add_c(page->out, "</body>\n</tmx>\n");
}
