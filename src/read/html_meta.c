#include "read/html_meta.h"

#include <libxml/xmlmemory.h>
#include <string.h>

#include "base/utf8.h"
#include "read/html_rules.h"
#include "read/layout.h"

enum { VALUE_CAP = 4096, NO_RANK = 99 };

typedef enum field { TITLE, DATE, SOURCE, URL, FIELDS } field;

/* For each field the lowest rank wins, and the first in the page among equals. */
static const struct {
  const char *key;
  field to;
  int rank;
} metas[] = {
    {"og:title", TITLE, 0},
    {"twitter:title", TITLE, 2},
    {"dc.title", TITLE, 2},
    {"article:published_time", DATE, 0},
    {"og:article:published_time", DATE, 0},
    {"datepublished", DATE, 1},
    {"dcterms.created", DATE, 2},
    {"dcterms.date", DATE, 2},
    {"dc.date.issued", DATE, 2},
    {"dc.date", DATE, 2},
    {"pubdate", DATE, 2},
    {"publishdate", DATE, 2},
    {"date", DATE, 2},
    {"og:site_name", SOURCE, 0},
    {"application-name", SOURCE, 1},
    {"og:url", URL, 1},
};
enum { H1_RANK = 1, TITLE_RANK = 3, TIME_RANK = 3, CANONICAL_RANK = 0 };

typedef struct meta {
  nb_arena *arena;
  nb_str value[FIELDS];
  int rank[FIELDS];
  const xmlNode *h1;
  bool memory; /* ran out */
} meta;

/* A copy with white space runs as one space. */
static nb_str collapsed(nb_arena *arena, nb_str s) {
  s = nb_str_trim(nb_str_sub(s, 0, VALUE_CAP));
  char *out = nb_arena_alloc(arena, s.len + 1);
  size_t n = 0;
  for (size_t i = 0; out && i < s.len; i++) {
    bool space = s.ptr[i] && strchr(" \t\r\n\f", s.ptr[i]);
    if (!space)
      out[n++] = s.ptr[i];
    else if (n && out[n - 1] != ' ')
      out[n++] = ' ';
  }
  return (nb_str){out, n};
}

static void offer(meta *m, field to, int rank, nb_str value) {
  if (rank >= m->rank[to]) return;
  nb_str kept = collapsed(m->arena, value);
  m->memory = m->memory || !kept.ptr;
  if (!kept.ptr || !kept.len) return;
  m->value[to] = kept;
  m->rank[to] = rank;
}

static void offer_content(meta *m, field to, int rank, const xmlNode *node) {
  xmlChar *content = xmlNodeGetContent(node);
  offer(m, to, rank, nb_str_of((const char *)content));
  xmlFree(content);
}

static void offer_meta(meta *m, const xmlNode *node) {
  static const char *const names[] = {"property", "name", "itemprop"};
  for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
    nb_str key = nb_html_attribute(node, names[n]);
    for (size_t i = 0; key.len && i < sizeof metas / sizeof *metas; i++)
      if (nb_str_eq_nocase(key, nb_str_of(metas[i].key)))
        offer(m, metas[i].to, metas[i].rank, nb_html_attribute(node, "content"));
  }
}

static void look_at(meta *m, const xmlNode *node) {
  const char *name = (const char *)node->name;
  if (strcmp(name, "meta") == 0) {
    offer_meta(m, node);
  } else if (strcmp(name, "link") == 0) {
    if (nb_str_eq_nocase(nb_html_attribute(node, "rel"), NB_STR("canonical")))
      offer(m, URL, CANONICAL_RANK, nb_html_attribute(node, "href"));
  } else if (strcmp(name, "title") == 0) {
    offer_content(m, TITLE, TITLE_RANK, node);
  } else if (strcmp(name, "h1") == 0) {
    if (!m->h1) m->h1 = node;
    offer_content(m, TITLE, H1_RANK, node);
  } else if (strcmp(name, "time") == 0) {
    nb_str when = nb_html_attribute(node, "datetime");
    bool published = nb_str_eq_c(nb_html_attribute(node, "itemprop"), "datePublished");
    offer(m, DATE, published ? 1 : TIME_RANK, when);
  }
}

/* "Kop | Krant" without its last part, where that names the site, or (`guess`) may well do so: few words behind many.
 */
static nb_str without_site(nb_str title, nb_str site, bool guess) {
  static const nb_str marks[] = {
      {" | ", 3}, {" - ", 3}, {" \xE2\x80\x93 ", 5}, {" \xE2\x80\x94 ", 5}, {" \xC2\xB7 ", 4}};
  size_t cut = NB_NOT_FOUND, behind = 0;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    for (size_t at = 0; (at = nb_str_find(title, marks[i], at)) != NB_NOT_FOUND; at += marks[i].len)
      if (cut == NB_NOT_FOUND || at > cut) {
        cut = at;
        behind = at + marks[i].len;
      }
  if (cut == NB_NOT_FOUND) return title;
  nb_str head = nb_str_trim(nb_str_sub(title, 0, cut)), tail = nb_str_trim(nb_str_sub(title, behind, title.len));
  bool named = site.len && nb_str_eq_nocase(tail, site);
  return named || (guess && nb_words(tail) <= 3 && nb_words(head) >= 3) ? head : title;
}

nb_status nb_html_meta(nb_context *ctx, xmlNode *root, nb_document *d, const xmlNode **h1) {
  nb_str none = NB_STR("");
  meta m = {.arena = d->arena, .value = {none, none, none, none}, .rank = {NO_RANK, NO_RANK, NO_RANK, NO_RANK}};
  bool inside = true;
  for (xmlNode *node = root; node; node = nb_html_next(root, node, inside)) {
    inside = node->type == XML_ELEMENT_NODE;
    if (!inside) continue;
    look_at(&m, node);
    inside = strcmp((const char *)node->name, "head") == 0 || !nb_html_drops(node);
  }
  if (m.memory) return nb_fail_memory(ctx);
  d->title = without_site(m.value[TITLE], m.value[SOURCE], m.rank[TITLE] == TITLE_RANK);
  d->date = m.value[DATE];
  d->source = m.value[SOURCE];
  d->url = m.value[URL];
  *h1 = m.h1;
  return NB_OK;
}
