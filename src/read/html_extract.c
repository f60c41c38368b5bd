#include "read/html_extract.h"

#include <stdint.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "read/html_rules.h"
#include "read/layout.h"

enum {
  PIECES_CAP = 4 * NB_BLOCK_CAP,
  LONG_TEXT = 80,  /* bytes from which text without a full stop is taken for running text */
  LOOSE_TEXT = 40, /* bytes from which text outside paragraphs counts, if it ends like a sentence */
  DUPLICATE_TEXT = 60,
  LABEL_WORDS = 3,
  PAGE_TEXT = 100 /* bytes of running text that make a page an article if nothing else on it says so */
};

/* One run of text between block borders. */
typedef struct piece {
  nb_block_kind kind;
  bool loose;        /* in a div or cell, not in a paragraph */
  bool asks;         /* for consent to cookies */
  size_t start, end; /* in walk->text */
  size_t link, bold; /* bytes of it in links, in bold */
  xmlNode *owner;    /* the element that its borders belong to */
  const xmlNode *quote;
  nb_str who;
} piece;

typedef struct walk {
  nb_context *ctx;
  nb_arena *scratch;
  nb_document *d;
  nb_buf text;
  piece *pieces;
  size_t n, cap;
  piece now; /* the run at hand; owner NULL: none */
  size_t links, bolds;
  bool br;
  bool strict; /* leave out what its class speaks against */
  bool all;    /* keep what stands in links and outside paragraphs */
  bool fragment;
  bool about_privacy; /* an article about cookies asks for none */
  const xmlNode *h1;
  struct {
    const xmlNode *node;
    size_t mass;
  } best[NB_HTML_RANKS];
} walk;

/* The bytes of running text below an element, kept in its _private while the tree is walked. */
static size_t mass_of(const xmlNode *node) {
  return (size_t)(uintptr_t)node->_private;
}

static void add_mass(xmlNode *node, size_t mass) {
  node->_private = (void *)(uintptr_t)(mass_of(node) + mass);
}

static bool holds(const xmlNode *node, const xmlNode *inner) {
  while (inner && inner != node) inner = inner->parent;
  return inner;
}

static nb_str text_of(const walk *w, const piece *p) {
  return nb_str_sub(nb_buf_str(&w->text), p->start, p->end);
}

static bool is_named(const xmlNode *node, const char *name) {
  return strcmp((const char *)node->name, name) == 0;
}

/* What the elements around the run make of it. *credit: it names who is quoted. */
static void classify(piece *p, bool *credit) {
  bool known = false, item = false, source = false;
  p->loose = true;
  p->kind = NB_PARAGRAPH;
  int lead_levels = 2; /* the paragraph and what holds it */
  for (const xmlNode *up = p->owner; up && up->type == XML_ELEMENT_NODE; up = up->parent) {
    nb_element e = nb_html_element(up);
    source = source || is_named(up, "cite") || is_named(up, "footer");
    if (e == NB_EL_QUOTE && !p->quote) p->quote = up;
    if (e == NB_EL_ITEM) item = true;
    if (e == NB_EL_P || e == NB_EL_HEADING || e == NB_EL_TITLE) p->loose = p->loose && known;
    if (!known && (e == NB_EL_HEADING || e == NB_EL_TITLE)) p->kind = NB_HEADING;
    if (e != NB_EL_INLINE) known = true;
    if (e != NB_EL_INLINE && p->kind == NB_PARAGRAPH && lead_levels-- > 0 && nb_html_is_lead(up)) p->kind = NB_LEAD;
  }
  if (p->quote || item) p->loose = false;
  if (item && p->kind == NB_PARAGRAPH) p->kind = NB_LIST_ITEM;
  if (p->quote) p->kind = NB_QUOTE;
  *credit = p->quote && source;
}

/* Bytes that speak for the place where the piece stands. */
static size_t weight(const walk *w, const piece *p) {
  nb_str s = text_of(w, p);
  if (p->kind == NB_HEADING || p->asks || 2 * p->link > s.len) return 0;
  bool ends = nb_ends_sentence(s);
  if (p->loose && (s.len < LOOSE_TEXT || !ends) && s.len < LONG_TEXT) return 0;
  return ends || s.len >= LONG_TEXT ? s.len - p->link : 0;
}

static void set_credit(walk *w, const piece *credit) {
  nb_str who = nb_arena_str(w->d->arena, text_of(w, credit));
  for (size_t i = w->n; who.ptr && i > 0 && w->pieces[i - 1].quote == credit->quote; i--) w->pieces[i - 1].who = who;
}

/* Ends the run at hand. */
static nb_status flush(walk *w) {
  piece p = w->now;
  w->now = (piece){.start = w->text.len, .who = NB_STR("")};
  w->br = false;
  if (!p.owner) return NB_OK;
  p.end = w->text.len;
  nb_str s = nb_str_trim(text_of(w, &p));
  p.start = (size_t)(s.ptr - w->text.ptr);
  p.end = p.start + s.len;
  if (s.len == 0) return NB_OK;
  bool credit;
  classify(&p, &credit);
  if (credit) {
    set_credit(w, &p);
    return NB_OK;
  }
  if (p.kind == NB_PARAGRAPH && p.bold >= s.len && nb_looks_heading(s))
    p.kind = NB_HEADING;
  else if (p.kind == NB_PARAGRAPH && p.bold >= s.len && w->n == 0)
    p.kind = NB_LEAD;
  if (w->n >= PIECES_CAP)
    return nb_fail(w->ctx, NB_DATA, NB_STR_FMT ": more than %d paragraphs", NB_STR_ARG(w->d->name), (int)PIECES_CAP);
  if (!nb_arena_grow(w->scratch, &w->pieces, &w->cap, w->n + 1, sizeof *w->pieces)) return nb_fail_memory(w->ctx);
  p.asks = !w->about_privacy && nb_asks_consent(s);
  w->pieces[w->n++] = p;
  add_mass(p.owner, weight(w, &p));
  return NB_OK;
}

static bool is_bold(const xmlNode *node) {
  return is_named(node, "b") || is_named(node, "strong");
}

/* A cite in a quotation ends the quoted text, unless it is a part of the line about the speaker. */
static bool ends_quote(const xmlNode *cite) {
  for (const xmlNode *up = cite->parent; up && up->type == XML_ELEMENT_NODE && !is_named(up, "footer"); up = up->parent)
    if (nb_html_element(up) == NB_EL_QUOTE) return true;
  return false;
}

static bool is_border(const xmlNode *node) {
  nb_element e = nb_html_element(node);
  if (e == NB_EL_INLINE && is_named(node, "cite")) return ends_quote(node);
  return e != NB_EL_INLINE && e != NB_EL_BREAK;
}

static bool is_white(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static xmlNode *owner_of(const xmlNode *text) {
  xmlNode *up = text->parent;
  while (up->parent && up->parent->type == XML_ELEMENT_NODE && !is_border(up)) up = up->parent;
  return up;
}

/* White space runs become one space, none at the start of a run. */
static void add_text(walk *w, const xmlNode *node) {
  const char *s = (const char *)node->content;
  while (s && *s) {
    size_t white = 0, word = 0;
    while (is_white(s[white])) white++;
    while (s[white + word] && !is_white(s[white + word])) word++;
    bool space = white && w->text.len > w->now.start && w->text.ptr[w->text.len - 1] != ' ';
    if (space) nb_buf_add_char(&w->text, ' ');
    nb_buf_add(&w->text, (nb_str){s + white, word});
    if (word && !w->now.owner) w->now.owner = owner_of(node);
    if (word) w->br = false;
    if (w->links) w->now.link += word + space;
    if (w->bolds) w->now.bold += word + space;
    s += white + word;
  }
}

/* Whether to go into the node. */
static nb_status enter(walk *w, xmlNode *node, bool *inside) {
  *inside = false;
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
    add_text(w, node);
    return NB_OK;
  }
  if (node->type != XML_ELEMENT_NODE) return NB_OK;
  node->_private = NULL;
  bool border = is_border(node);
  bool again = nb_html_element(node) == NB_EL_BREAK && w->br;
  nb_status status = border || again ? flush(w) : NB_OK;
  if (status) return status;
  if (nb_html_element(node) == NB_EL_BREAK) {
    w->br = true;
    if (w->now.owner) nb_buf_add_char(&w->text, ' ');
    return NB_OK;
  }
  if (nb_html_drops(node) || (w->strict && nb_html_doubtful(node) && !holds(node, w->h1))) return NB_OK;
  if (node == w->h1) return NB_OK;
  w->links += is_named(node, "a");
  w->bolds += is_bold(node);
  *inside = true;
  return NB_OK;
}

static nb_status leave(walk *w, xmlNode *node, bool inside) {
  if (node->type != XML_ELEMENT_NODE || !inside) return NB_OK;
  w->links -= is_named(node, "a");
  w->bolds -= is_bold(node);
  nb_status status = is_border(node) ? flush(w) : NB_OK;
  int rank = nb_html_rank(node);
  if (rank < NB_HTML_RANKS && mass_of(node) > w->best[rank].mass) {
    w->best[rank].node = node;
    w->best[rank].mass = mass_of(node);
  }
  if (node->parent && node->parent->type == XML_ELEMENT_NODE) add_mass(node->parent, mass_of(node));
  return status;
}

static nb_status walk_tree(walk *w, xmlNode *root) {
  w->now = (piece){.who = NB_STR("")};
  for (xmlNode *node = root;;) {
    bool inside;
    nb_status status = enter(w, node, &inside);
    if (status) return status;
    if (inside && node->children) {
      node = node->children;
      continue;
    }
    status = leave(w, node, inside);
    while (!status && node != root && !node->next) status = leave(w, node = node->parent, true);
    if (status) return status;
    if (node == root) return w->text.status ? nb_fail_memory(w->ctx) : flush(w);
    node = node->next;
  }
}

static bool same_kind(const xmlNode *a, const xmlNode *b) {
  return a->type == XML_ELEMENT_NODE && strcmp((const char *)a->name, (const char *)b->name) == 0 &&
         nb_str_eq(nb_html_attribute(a, "class"), nb_html_attribute(b, "class"));
}

/* The child that holds seven tenths of the text and is not one of several of its kind, as rows and paragraph boxes are.
 */
static const xmlNode *heavy_child(const xmlNode *node) {
  const xmlNode *heavy = NULL;
  for (const xmlNode *c = node->children; c && !heavy; c = c->next)
    if (c->type == XML_ELEMENT_NODE && mass_of(c) * 10 >= mass_of(node) * 7) heavy = c;
  if (!heavy || (nb_html_element(heavy) != NB_EL_BLOCK && nb_html_element(heavy) != NB_EL_CELL)) return NULL;
  for (const xmlNode *c = node->children; c; c = c->next)
    if (c != heavy && same_kind(c, heavy) && mass_of(c) > 0) return NULL;
  return heavy;
}

/* The element whose text is the article: what the page marks as such, if it holds a fair part of the text; else the
 * smallest one that holds most of it. */
static const xmlNode *find_article(const walk *w, const xmlNode *root) {
  const xmlNode *article = root;
  for (int rank = 0; rank < NB_HTML_RANKS && article == root; rank++)
    if (w->best[rank].mass * 3 >= mass_of(root) && w->best[rank].mass > 0) article = w->best[rank].node;
  if (nb_html_rank(article) == 0) { /* its lead may stand beside it in the same article */
    for (const xmlNode *up = article->parent; up && up != root; up = up->parent)
      if (nb_html_rank(up) == 1 && mass_of(up) * 3 <= mass_of(article) * 4) return up;
  }
  if (nb_html_rank(article) < 2) return article;
  for (const xmlNode *child; (child = heavy_child(article));) article = child;
  return article;
}

static bool is_date(nb_str s) {
  size_t n = nb_date_prefix(s);
  return n && n == s.len;
}

/* Whether the piece is a part of the article by its own look. */
static bool is_kept(const walk *w, const piece *p) {
  nb_str s = text_of(w, p);
  if (nb_looks_furniture(s) || is_date(s) || nb_str_eq(s, w->d->title)) return false;
  if (w->all) return true;
  if (p->kind == NB_LIST_ITEM) return 3 * p->link <= s.len;
  return 2 * p->link <= s.len && (!p->loose || p->asks || weight(w, p) > 0 || (w->fragment && nb_ends_sentence(s)));
}

/* Pages print text twice, for small and for large screens. NB_INTERNAL: out of memory. */
static nb_status drop_repeated(walk *w) {
  nb_map *seen = nb_map_new(w->scratch);
  for (size_t i = 0; i < w->n && seen; i++) {
    piece *p = &w->pieces[i];
    nb_str s = text_of(w, p);
    if (s.len < DUPLICATE_TEXT) continue;
    void **slot = nb_map_slot(seen, s);
    if (!slot)
      seen = NULL;
    else if (*slot)
      p->end = p->start;
    else
      *slot = p;
  }
  return seen ? NB_OK : nb_fail_memory(w->ctx);
}

/* A heading over nothing ("Meer nieuws") goes. */
static void drop_last_headings(walk *w) {
  for (size_t i = w->n; i > 0; i--) {
    piece *p = &w->pieces[i - 1];
    if (p->end == p->start) continue;
    if (p->kind != NB_HEADING) return;
    p->end = p->start;
  }
}

/* Short items above the text are makers and sections ("NOS Nieuws"), not a list. */
static void drop_first_labels(walk *w) {
  for (size_t i = 0; i < w->n; i++) {
    piece *p = &w->pieces[i];
    if (p->end == p->start || p->kind == NB_HEADING) continue;
    if (p->kind != NB_LIST_ITEM || nb_words(text_of(w, p)) > LABEL_WORDS || nb_ends_sentence(text_of(w, p))) return;
    p->end = p->start;
  }
}

static void drop_all(walk *w) {
  for (size_t i = 0; i < w->n; i++) w->pieces[i].end = w->pieces[i].start;
}

/* Empties the pieces that are no part of the article. NB_DATA: most of its text asks for consent. */
static nb_status choose(walk *w, const xmlNode *article) {
  bool marked = w->fragment || w->d->date.len || nb_html_rank(article) < 2;
  size_t kept = 0, asking = 0;
  const xmlNode *parent = NULL; /* of the piece before, and whether that is in the article */
  bool inside = false, before = true;
  for (size_t i = 0; i < w->n; i++) {
    piece *p = &w->pieces[i];
    if (p->owner == article || !parent || p->owner->parent != parent) inside = holds(article, p->owner);
    parent = p->owner == article ? NULL : p->owner->parent;
    before = before && !inside;
    bool keep = (inside || (before && p->kind == NB_LEAD)) && is_kept(w, p);
    nb_str s = text_of(w, p);
    if (keep && p->asks)
      asking += s.len;
    else if (keep)
      kept += weight(w, p);
    if (p->kind == NB_PARAGRAPH && nb_looks_heading(s)) p->kind = NB_HEADING;
    if (!keep || p->asks) p->end = p->start;
  }
  if (asking > kept)
    return nb_fail(w->ctx, NB_DATA, NB_STR_FMT ": no article, only a notice about cookies or consent",
                   NB_STR_ARG(w->d->name));
  if (!marked && kept < PAGE_TEXT) drop_all(w);
  if (!w->all) drop_first_labels(w);
  if (!w->all) drop_last_headings(w);
  return drop_repeated(w);
}

static size_t count_chosen(const walk *w) {
  size_t n = 0;
  for (size_t i = 0; i < w->n; i++) n += w->pieces[i].end > w->pieces[i].start;
  return n;
}

/* The chosen pieces become the document's text and blocks. */
static nb_status deliver(walk *w) {
  nb_buf text;
  nb_buf_init(&text, 3 * (size_t)NB_INPUT_CAP);
  for (size_t i = 0; i < w->n; i++) {
    piece *p = &w->pieces[i];
    nb_str s = text_of(w, p);
    if (s.len == 0) continue;
    if (text.len) nb_buf_add_c(&text, "\n\n");
    p->start = text.len;
    nb_buf_add(&text, s);
    p->end = text.len;
  }
  nb_document *d = w->d;
  d->text = nb_arena_str(d->arena, nb_buf_str(&text));
  nb_status status = text.status || !d->text.ptr ? nb_fail_memory(w->ctx) : NB_OK;
  nb_buf_free(&text);
  bool begun = false;
  for (size_t i = 0; i < w->n && !status; i++) {
    piece *p = &w->pieces[i];
    if (p->end == p->start) continue;
    nb_block_kind kind = p->kind == NB_LEAD && begun ? NB_PARAGRAPH : p->kind;
    status = nb_document_put(w->ctx, d, kind, p->start, p->end);
    if (!status && p->who.len) d->blocks[d->n_blocks - 1].attribution = p->who;
    begun = begun || kind == NB_PARAGRAPH;
  }
  return status;
}

static nb_status run(walk *w, xmlNode *root) {
  nb_status status = NB_OK;
  for (int pass = 0; pass < 2 && !status; pass++) { /* less choosy where nothing was found */
    w->strict = pass == 0;
    w->all = pass == 1 && w->fragment;
    w->n = w->links = w->bolds = 0;
    nb_buf_clear(&w->text);
    memset(w->best, 0, sizeof w->best);
    status = walk_tree(w, root);
    if (!status) status = choose(w, w->fragment ? root : find_article(w, root));
    if (!status && count_chosen(w) > 0) return deliver(w);
  }
  return status;
}

nb_status nb_html_extract(nb_context *ctx, xmlNode *root, const xmlNode *h1, bool fragment, nb_document *document) {
  walk w = {.ctx = ctx, .scratch = nb_arena_new(), .d = document, .h1 = h1, .fragment = fragment};
  w.about_privacy = document->date.len && nb_speaks_of_privacy(document->title);
  nb_buf_init(&w.text, 4 * (size_t)NB_INPUT_CAP);
  nb_status status = w.scratch ? run(&w, root) : nb_fail_memory(ctx);
  nb_buf_free(&w.text);
  nb_arena_free(w.scratch);
  return status;
}
