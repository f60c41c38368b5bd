#include "render/page.h"
#include "render/wrap.h"

static void line(nb_page *page, nb_str s, const char *first, const char *rest) {
  if (s.len) nb_wrap(page->out, s, page->options->width, first, rest);
}

static void lines(nb_page *page, nb_str text, const char *first, const char *rest) {
  for (nb_str s; text.len && nb_str_split(&text, '\n', &s);) line(page, s, first, rest);
}

static void underlined(nb_page *page, nb_str s, char under) {
  if (s.len == 0) return;
  size_t columns = nb_wrap(page->out, s, page->options->width, "", "");
  for (size_t i = 0; i < columns; i++) nb_buf_add_char(page->out, under);
  nb_buf_add_char(page->out, '\n');
}

static void unit_text(nb_page *page, const nb_unit *u) {
  bool list = u->kind == NB_LIST_ITEM, quote = u->kind == NB_QUOTE;
  if (u->kind == NB_HEADING && page->options->heading == NULL)
    underlined(page, u->text.shown, '-');
  else if (quote)
    line(page, u->text.shown, "> ", "> ");
  else if (list)
    line(page, u->text.shown, u->continued ? "  " : "- ", "  ");
  else
    line(page, u->text.shown, "", "");
  line(page, u->text.dutch, "    ", "    ");
  line(page, u->by.shown, "> \xE2\x80\x94 ", ">   ");
  line(page, u->by.dutch, "    \xE2\x80\x94 ", "      ");
  lines(page, u->why, "    | ", "    |   ");
}

static void head(nb_page *page, const nb_brief *b) {
  nb_pair title = nb_page_title(page, b);
  underlined(page, title.shown, page->options->heading ? '-' : '=');
  line(page, title.dutch, "    ", "    ");
  if (title.dutch.len) nb_page_gap(page);
  line(page, nb_page_source(page, b), "", "");
  nb_str url = nb_page_line(page, b->url);
  nb_buf_add(page->out, url); /* not wrapped: a terminal opens it whole */
  if (url.len) nb_buf_add_char(page->out, '\n');
}

static void body(nb_page *page, const nb_brief *b) {
  nb_unit u;
  bool tight = false, alone = page->options->bilingual || page->options->explain;
  for (size_t at = 0; nb_page_next(page, b, &at, &u);) {
    if (!tight || u.kind != NB_LIST_ITEM) nb_page_gap(page);
    unit_text(page, &u);
    tight = u.kind == NB_LIST_ITEM && !alone;
  }
}

static void item(nb_page *page, nb_pair entry) {
  line(page, entry.shown, "- ", "  ");
  line(page, entry.dutch, "    ", "    ");
}

static void actors(nb_page *page, const nb_brief *b) {
  if (b->n_actors == 0) return;
  nb_page_gap(page);
  line(page, NB_STR("Who"), "", "");
  for (size_t i = 0; i < b->n_actors; i++) item(page, nb_page_actor(page, b, &b->actors[i]));
}

static void events(nb_page *page, const nb_brief *b) {
  if (b->n_events == 0) return;
  nb_page_gap(page);
  line(page, NB_STR("Main events"), "", "");
  for (size_t i = 0; i < b->n_events; i++) item(page, nb_page_event(page, b, &b->events[i]));
}

void nb_render_text(nb_page *page, const nb_brief *briefs, size_t n) {
  underlined(page, nb_page_line(page, nb_str_of(page->options->heading)), '=');
  for (size_t i = 0; i < n; i++) {
    nb_page_gap(page);
    if (i) nb_page_gap(page);
    page->start = page->out->len; /* no more gaps before its first line, whichever that is */
    head(page, &briefs[i]);
    body(page, &briefs[i]);
    actors(page, &briefs[i]);
    events(page, &briefs[i]);
  }
  nb_str note = page->options->no_note ? NB_STR("") : nb_page_note(page, briefs, n);
  if (note.len == 0) return;
  nb_page_gap(page);
  line(page, note, "", "");
}
