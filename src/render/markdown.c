#include <string.h>

#include "render/clean.h"
#include "render/page.h"

static bool digit(char c) {
  return c >= '0' && c <= '9';
}

/* "&amp;", "&#38;": what a reader would take for a character reference. */
static bool reference(nb_str s, size_t at) {
  size_t i = at + 1;
  while (i < s.len && i < at + 34 && (s.ptr[i] == '#' || digit(s.ptr[i]) || (s.ptr[i] | 32) >= 'a')) i++;
  return i > at + 1 && i < s.len && s.ptr[i] == ';';
}

static bool markup(nb_str s, size_t at) {
  char c = s.ptr[at];
  if (strchr("\\`*_[]<|~#", c)) return true;
  if (c == '&') return reference(s, at);
  if (at == 0) return strchr("+-=>", c) != NULL;
  if (c != '.' && c != ')') return false;
  for (size_t i = 0; i < at; i++)
    if (!digit(s.ptr[i])) return false;
  return true; /* "2019. " at the start of a line begins a list */
}

static void escaped(nb_page *page, nb_str s) {
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] && markup(s, i)) nb_buf_add_char(page->out, '\\');
    nb_buf_add_char(page->out, s.ptr[i]);
  }
}

static void part(nb_page *page, const char *before, nb_str s, const char *after) {
  if (s.len == 0) return;
  nb_buf_add_c(page->out, before);
  escaped(page, s);
  nb_buf_add_c(page->out, after);
}

/* The Dutch stands in emphasis under the English, after a hard line break. */
static void both(nb_page *page, nb_pair p, const char *first, const char *rest) {
  part(page, first, p.shown, "");
  if (p.dutch.len) {
    nb_buf_add_c(page->out, "\\\n");
    nb_buf_add_c(page->out, rest);
  }
  part(page, "*", p.dutch, "*");
  if (p.shown.len) nb_buf_add_char(page->out, '\n');
}

static void unit_markdown(nb_page *page, const nb_unit *u) {
  switch (u->kind) {
    case NB_HEADING:
      part(page, page->options->heading ? "### " : "## ", u->text.shown, "\n");
      part(page, "\n*", u->text.dutch, "*\n");
      break;
    case NB_QUOTE:
      both(page, u->text, "> ", "> ");
      if (u->by.shown.len) nb_buf_add_c(page->out, ">\n");
      both(page, u->by, "> \xE2\x80\x94 ", "> ");
      break;
    case NB_LIST_ITEM:
      both(page, u->text, u->continued ? "  " : "- ", "  ");
      break;
    default:
      both(page, u->text, "", "");
  }
  nb_str rest = u->why;
  if (rest.len) nb_buf_add_char(page->out, '\n');
  for (nb_str s; rest.len && nb_str_split(&rest, '\n', &s);) part(page, "  * ", s, "\n");
}

static void line(nb_page *page, const char *before, nb_str s, const char *after) {
  if (s.len == 0) return;
  nb_page_gap(page);
  part(page, before, s, after);
  nb_buf_add_char(page->out, '\n');
}

static void head(nb_page *page, const nb_brief *b) {
  nb_pair title = nb_page_title(page, b);
  line(page, page->options->heading ? "## " : "# ", title.shown, "");
  line(page, "*", title.dutch, "*");
  line(page, "", nb_page_source(page, b), "");
  nb_str url = nb_page_line(page, b->url);
  if (!nb_clean_web_address(url)) {
    line(page, "", url, "");
    return;
  }
  nb_page_gap(page);
  nb_buf_printf(page->out, "<" NB_STR_FMT ">\n", NB_STR_ARG(url));
}

static void body(nb_page *page, const nb_brief *b) {
  nb_unit u;
  bool tight = false, alone = page->options->bilingual || page->options->explain;
  for (size_t at = 0; nb_page_next(page, b, &at, &u);) {
    if (!tight || u.kind != NB_LIST_ITEM) nb_page_gap(page);
    unit_markdown(page, &u);
    tight = u.kind == NB_LIST_ITEM && !alone;
  }
}

static void actors(nb_page *page, const nb_brief *b) {
  if (b->n_actors == 0) return;
  nb_page_gap(page);
  nb_buf_add_c(page->out, "**Who**\n\n");
  for (size_t i = 0; i < b->n_actors; i++) both(page, nb_page_actor(page, b, &b->actors[i]), "- ", "  ");
}

static void events(nb_page *page, const nb_brief *b) {
  if (b->n_events == 0) return;
  nb_page_gap(page);
  nb_buf_add_c(page->out, "**Main events**\n\n");
  for (size_t i = 0; i < b->n_events; i++) both(page, nb_page_event(page, b, &b->events[i]), "- ", "  ");
}

void nb_render_markdown(nb_page *page, const nb_brief *briefs, size_t n) {
  line(page, "# ", nb_page_line(page, nb_str_of(page->options->heading)), "");
  for (size_t i = 0; i < n; i++) {
    head(page, &briefs[i]);
    body(page, &briefs[i]);
    actors(page, &briefs[i]);
    events(page, &briefs[i]);
  }
  if (!page->options->no_note) line(page, "*", nb_page_note(page, briefs, n), "*");
}
