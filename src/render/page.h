/* What the formats for readers share: which words are shown, how a brief is signed, how a sentence is explained.
 * All texts that come out are clean lines, in the page's scratch arena; what runs out of memory spoils `out`. */
#ifndef NB_RENDER_PAGE_H
#define NB_RENDER_PAGE_H

#include "render/render.h"

typedef struct nb_page {
  const nb_render_options *options;
  nb_arena *arena;
  nb_buf *out;
  size_t start; /* out->len before this page */
} nb_page;

/* Each format in its file: appends the briefs to page->out. */
void nb_render_text(nb_page *page, const nb_brief *briefs, size_t n);
void nb_render_markdown(nb_page *page, const nb_brief *briefs, size_t n);
void nb_render_html(nb_page *page, const nb_brief *briefs, size_t n);
void nb_render_json(nb_page *page, const nb_brief *briefs, size_t n);
void nb_render_jsonl(nb_page *page, const nb_brief *briefs, size_t n);
void nb_render_tmx(nb_page *page, const nb_brief *briefs, size_t n);

/* A text in both languages. */
typedef struct nb_pair {
  nb_str shown; /* English, or Dutch where there is no translation */
  nb_str dutch; /* to be shown beside it: empty where it is not wanted or the same */
  bool translated;
} nb_pair;

/* What is printed in one piece: a sentence, or a whole paragraph where no sentence has to stand by itself. */
typedef struct nb_unit {
  nb_block_kind kind;
  bool continued; /* the same paragraph, list item or quote as the unit before */
  nb_pair text;
  nb_pair by; /* ends a quote: who said it; else empty */
  /* Why a sentence is there and reads as it does: parts of the score, engine, repairs, unknown words, where each word
   * came from; a clean line each. Empty without `explain`. */
  nb_str why;
} nb_unit;

/* The brief's units one after the other: start with *at = 0; false at the end. */
bool nb_page_next(nb_page *page, const nb_brief *brief, size_t *at, nb_unit *unit);

void nb_page_gap(nb_page *page); /* an empty line, but none at the start */
nb_str nb_page_line(nb_page *page, nb_str s);
nb_pair nb_page_title(nb_page *page, const nb_brief *brief);
nb_pair nb_page_actor(nb_page *page, const nb_brief *brief, const nb_actor *actor); /* "name, role" */
/* "Monday, Zwolle: municipality - closed - bridge (planned)" */
nb_pair nb_page_event(nb_page *page, const nb_brief *brief, const nb_brief_event *event);
nb_str nb_page_source(nb_page *page, const nb_brief *brief); /* "NOS, 7 July 2019" */
/* Who translated all this, and what the marks mean; empty where nothing is translated. */
nb_str nb_page_note(nb_page *page, const nb_brief *briefs, size_t n);

#endif
