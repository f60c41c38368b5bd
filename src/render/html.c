#include "base/markup.h"
#include "render/clean.h"
#include "render/page.h"

/* One page by itself: no script, nothing from elsewhere. A mail client that drops the style leaves a readable page. */
static const char STYLE[] =
    ":root{color-scheme:light dark;--ink:#1c1e21;--soft:#5d6570;--rule:#d9dde2;--paper:#fff;--link:#0b57a4}\n"
    "@media(prefers-color-scheme:dark){"
    ":root{--ink:#e6e8ea;--soft:#9aa3ad;--rule:#363c43;--paper:#15181b;--link:#7db8f2}}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.55 Georgia,'Times New Roman',serif;"
    "overflow-wrap:break-word}\n"
    "main{max-width:38rem;margin:0 auto;padding:1.5rem 1.1rem 2rem}\n"
    "main.wide{max-width:62rem}\n"
    "h1,h2,h3{line-height:1.2;margin:1.6em 0 .4em}\n"
    "h1{font-size:1.75rem;margin-top:0}h2{font-size:1.35rem}h3{font-size:1.1rem}\n"
    "p,ul,blockquote{margin:0 0 .9em}ul{padding-left:1.2em}\n"
    "li.more{list-style:none}\n"
    "a{color:var(--link)}\n"
    "blockquote{border-left:3px solid var(--rule);padding-left:.9em;font-style:italic}\n"
    "article{border-top:1px solid var(--rule);padding-top:1.2em;margin-top:1.8em}\n"
    "article:first-child{border:0;padding:0;margin:0}\n"
    "article>h2:first-child{margin-top:0}\n"
    ".by,.why,.who,footer{font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}\n"
    ".by{color:var(--soft);font-size:.85rem;margin-bottom:1.3em}\n"
    ".dutch,td+td{color:var(--soft)}p.dutch{margin-bottom:.3em}\n"
    ".who{font-size:.9rem}.who h3{font-size:.9rem;margin-top:1.5em}.who li{margin-bottom:.2em}\n"
    ".why{color:var(--soft);font-size:.8rem;line-height:1.4;margin:-.4em 0 1em}.why ul{margin:.3em 0 0}\n"
    "table{width:100%;border-collapse:collapse;border-spacing:0}\n"
    "td{width:50%;vertical-align:top;padding:0 1.4em 0 0}td+td{padding:0}td h3{margin-top:.7em}\n"
    "footer{color:var(--soft);font-size:.8rem;border-top:1px solid var(--rule);margin-top:1.8em;padding-top:.8em}\n"
    "@media(max-width:40rem){table,tbody,tr,td{display:block;width:auto}td,td+td{padding:0}"
    "td p,td ul,td blockquote{margin-bottom:.35em}td .why{margin:0 0 .35em}"
    "td+td{font-size:.9em;border-left:2px solid var(--rule);padding-left:.8em;margin-bottom:1.2em}"
    "td+td ul{list-style:none;padding:0}td+td blockquote{border:0;padding:0}td+td :last-child{margin:0}}\n";

typedef struct frame {
  const char *open, *close;
} frame;

static frame frame_of(nb_block_kind kind, bool continued, bool under_heading) {
  switch (kind) {
    case NB_HEADING:
      return under_heading ? (frame){"<h3>", "</h3>\n"} : (frame){"<h2>", "</h2>\n"};
    case NB_QUOTE:
      return (frame){"<blockquote>", "</blockquote>\n"};
    case NB_LIST_ITEM:
      return continued ? (frame){"<li class=\"more\">", "</li>\n"} : (frame){"<li>", "</li>\n"};
    default:
      return (frame){"<p>", "</p>\n"};
  }
}

static void raw(nb_page *page, const char *markup) {
  nb_buf_add_c(page->out, markup);
}

static void part(nb_page *page, const char *before, nb_str s, const char *after) {
  if (s.len == 0) return;
  raw(page, before);
  nb_markup_add(page->out, s);
  raw(page, after);
}

/* ---- the body of a brief ---- */

static void why(nb_page *page, nb_str lines) {
  if (lines.len == 0) return;
  raw(page, "<details class=\"why\"><summary>Why</summary><ul>\n");
  for (nb_str s; nb_str_split(&lines, '\n', &s);) part(page, "<li>", s, "</li>\n");
  raw(page, "</ul></details>\n");
}

static void piece(nb_page *page, const nb_unit *u, nb_str s, nb_str by) {
  frame f = frame_of(u->kind, u->continued, page->options->heading != NULL);
  raw(page, f.open);
  nb_markup_add(page->out, s);
  part(page, "<br>\xE2\x80\x94 ", by, "");
  raw(page, f.close);
}

static void cell(nb_page *page, const char *language, const nb_unit *u, nb_str s, nb_str by, nb_str explanation) {
  bool list = u->kind == NB_LIST_ITEM;
  nb_buf_printf(page->out, "<td lang=\"%s\" width=\"50%%\" valign=\"top\">", language);
  if (list) raw(page, "<ul>");
  piece(page, u, s, by);
  if (list) raw(page, "</ul>");
  why(page, explanation);
  raw(page, "</td>\n");
}

static void body_beside(nb_page *page, const nb_brief *b) {
  raw(page, "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tbody>\n");
  nb_unit u;
  for (size_t at = 0; nb_page_next(page, b, &at, &u);) {
    raw(page, "<tr>\n");
    cell(page, u.text.translated ? "en" : "nl", &u, u.text.shown, u.by.shown, u.why);
    cell(page, "nl", &u, u.text.dutch, u.by.dutch, NB_STR(""));
    raw(page, "</tr>\n");
  }
  raw(page, "</tbody></table>\n");
}

static void body_alone(nb_page *page, const nb_brief *b) {
  nb_unit u;
  bool in_list = false;
  for (size_t at = 0; nb_page_next(page, b, &at, &u);) {
    bool list = u.kind == NB_LIST_ITEM;
    if (list != in_list) raw(page, list ? "<ul>\n" : "</ul>\n");
    in_list = list;
    piece(page, &u, u.text.shown, u.by.shown);
    why(page, u.why);
  }
  if (in_list) raw(page, "</ul>\n");
}

/* ---- the rest of it ---- */

static void source(nb_page *page, const nb_brief *b) {
  nb_str by = nb_page_source(page, b), url = nb_page_line(page, b->url);
  if (by.len == 0) by = url;
  if (by.len == 0) return;
  raw(page, "<p class=\"by\">");
  bool link = nb_clean_web_address(url);
  if (link) part(page, "<a href=\"", url, "\">");
  nb_markup_add(page->out, by);
  raw(page, link ? "</a></p>\n" : "</p>\n");
}

static void item(nb_page *page, nb_pair p) {
  raw(page, "<li>");
  nb_markup_add(page->out, p.shown);
  part(page, "<br><span class=\"dutch\" lang=\"nl\">", p.dutch, "</span>");
  raw(page, "</li>\n");
}

static void actors(nb_page *page, const nb_brief *b) {
  if (b->n_actors == 0) return;
  raw(page, "<div class=\"who\"><h3>Who</h3>\n<ul>\n");
  for (size_t i = 0; i < b->n_actors; i++) item(page, nb_page_actor(page, b, &b->actors[i]));
  raw(page, "</ul></div>\n");
}

static void events(nb_page *page, const nb_brief *b) {
  if (b->n_events == 0) return;
  raw(page, "<div class=\"who\"><h3>Main events</h3>\n<ul>\n");
  for (size_t i = 0; i < b->n_events; i++) item(page, nb_page_event(page, b, &b->events[i]));
  raw(page, "</ul></div>\n");
}

static void article(nb_page *page, const nb_brief *b) {
  nb_pair title = nb_page_title(page, b);
  const char *open = page->options->heading ? "<h2" : "<h1", *close = page->options->heading ? "</h2>\n" : "</h1>\n";
  nb_buf_printf(page->out, "<article%s>\n", b->n_sentences && b->engine[0] ? "" : " lang=\"nl\"");
  if (title.shown.len) raw(page, open);
  part(page, ">", title.shown, close);
  part(page, "<p class=\"dutch\" lang=\"nl\">", title.dutch, "</p>\n");
  source(page, b);
  if (page->options->bilingual && b->engine[0])
    body_beside(page, b);
  else
    body_alone(page, b);
  actors(page, b);
  events(page, b);
  raw(page, "</article>\n");
}

static nb_str page_title(nb_page *page, const nb_brief *briefs, size_t n) {
  nb_str title = nb_page_line(page, nb_str_of(page->options->heading));
  for (size_t i = 0; i < n && title.len == 0; i++) title = nb_page_title(page, &briefs[i]).shown;
  return title.len ? title : NB_STR("Dutch news");
}

void nb_render_html(nb_page *page, const nb_brief *briefs, size_t n) {
  raw(page,
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n");
  part(page, "<title>", page_title(page, briefs, n), "</title>\n");
  raw(page, "<style>\n");
  raw(page, STYLE);
  raw(page, "</style>\n</head>\n<body>\n");
  raw(page, page->options->bilingual ? "<main class=\"wide\">\n" : "<main>\n");
  part(page, "<h1>", nb_page_line(page, nb_str_of(page->options->heading)), "</h1>\n");
  for (size_t i = 0; i < n; i++) article(page, &briefs[i]);
  part(page, "<footer>", nb_page_note(page, briefs, n), "</footer>\n");
  raw(page, "</main>\n</body>\n</html>\n");
}
