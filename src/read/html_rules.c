#include "read/html_rules.h"

#include <string.h>

enum {
  CLASS_BYTES = 512, /* of a class or id that are looked at */
  BOX_NODES = 200
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z');
}

nb_element nb_html_element(const xmlNode *node) {
  static const struct {
    const char *name;
    nb_element element;
  } table[] = {
      /* sorted */
      {"a", NB_EL_INLINE},      {"abbr", NB_EL_INLINE},   {"acronym", NB_EL_INLINE},
      {"amp-img", NB_EL_DROP},  {"applet", NB_EL_DROP},   {"aside", NB_EL_DROP},
      {"audio", NB_EL_DROP},    {"b", NB_EL_INLINE},      {"bdi", NB_EL_INLINE},
      {"bdo", NB_EL_INLINE},    {"big", NB_EL_INLINE},    {"blockquote", NB_EL_QUOTE},
      {"br", NB_EL_BREAK},      {"button", NB_EL_DROP},   {"canvas", NB_EL_DROP},
      {"caption", NB_EL_DROP},  {"cite", NB_EL_INLINE},   {"code", NB_EL_INLINE},
      {"data", NB_EL_INLINE},   {"dd", NB_EL_CELL},       {"del", NB_EL_INLINE},
      {"dfn", NB_EL_INLINE},    {"dialog", NB_EL_DROP},   {"dt", NB_EL_CELL},
      {"em", NB_EL_INLINE},     {"embed", NB_EL_DROP},    {"figcaption", NB_EL_DROP},
      {"font", NB_EL_INLINE},   {"footer", NB_EL_DROP},   {"frameset", NB_EL_DROP},
      {"h1", NB_EL_TITLE},      {"h2", NB_EL_HEADING},    {"h3", NB_EL_HEADING},
      {"h4", NB_EL_HEADING},    {"h5", NB_EL_HEADING},    {"h6", NB_EL_HEADING},
      {"head", NB_EL_DROP},     {"i", NB_EL_INLINE},      {"iframe", NB_EL_DROP},
      {"img", NB_EL_INLINE},    {"input", NB_EL_DROP},    {"ins", NB_EL_INLINE},
      {"kbd", NB_EL_INLINE},    {"label", NB_EL_DROP},    {"li", NB_EL_ITEM},
      {"map", NB_EL_DROP},      {"mark", NB_EL_INLINE},   {"math", NB_EL_DROP},
      {"menu", NB_EL_DROP},     {"nav", NB_EL_DROP},      {"nobr", NB_EL_INLINE},
      {"noframes", NB_EL_DROP}, {"noscript", NB_EL_DROP}, {"object", NB_EL_DROP},
      {"p", NB_EL_P},           {"q", NB_EL_INLINE},      {"rp", NB_EL_DROP},
      {"rt", NB_EL_DROP},       {"s", NB_EL_INLINE},      {"samp", NB_EL_INLINE},
      {"script", NB_EL_DROP},   {"select", NB_EL_DROP},   {"small", NB_EL_INLINE},
      {"span", NB_EL_INLINE},   {"strike", NB_EL_INLINE}, {"strong", NB_EL_INLINE},
      {"style", NB_EL_DROP},    {"sub", NB_EL_INLINE},    {"sup", NB_EL_INLINE},
      {"svg", NB_EL_DROP},      {"td", NB_EL_CELL},       {"template", NB_EL_DROP},
      {"textarea", NB_EL_DROP}, {"th", NB_EL_CELL},       {"time", NB_EL_INLINE},
      {"title", NB_EL_DROP},    {"tt", NB_EL_INLINE},     {"u", NB_EL_INLINE},
      {"var", NB_EL_INLINE},    {"video", NB_EL_DROP},    {"wbr", NB_EL_INLINE},
  };
  const char *name = (const char *)node->name;
  size_t low = 0, high = COUNT(table);
  while (low < high) {
    size_t middle = (low + high) / 2;
    int order = strcmp(name, table[middle].name);
    if (order == 0) return table[middle].element;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NB_EL_BLOCK;
}

xmlNode *nb_html_next(const xmlNode *root, const xmlNode *node, bool inside) {
  if (inside && node->children) return node->children;
  while (node != root && !node->next) node = node->parent;
  return node == root ? NULL : node->next;
}

nb_str nb_html_attribute(const xmlNode *node, const char *name) {
  for (const xmlAttr *a = node->properties; a; a = a->next) {
    if (strcmp((const char *)a->name, name) != 0) continue;
    const xmlNode *value = a->children; /* the HTML parser makes one text node */
    return nb_str_of(value && value->type == XML_TEXT_NODE ? (const char *)value->content : "");
  }
  return NB_STR("");
}

/* The next word of a class or id: "c-shareBar__item" gives c, share, bar, item. */
static bool next_part(nb_str s, size_t *pos, nb_str *part) {
  size_t start = *pos;
  while (start < s.len && !is_letter(s.ptr[start])) start++;
  size_t end = start;
  while (end < s.len && is_letter(s.ptr[end]) && !(end > start && is_upper(s.ptr[end]) && !is_upper(s.ptr[end - 1])))
    end++;
  *pos = end;
  *part = nb_str_sub(s, start, end);
  return end > start;
}

/* `words` are in lower case; one with a star at its end says how the part begins. */
static bool in_table(nb_str part, const char *const *words, size_t n) {
  char first = (char)(part.ptr[0] | 32);
  for (size_t i = 0; i < n; i++) {
    if (words[i][0] != first) continue;
    nb_str word = nb_str_of(words[i]);
    bool prefix = nb_str_ends(word, NB_STR("*"));
    if (prefix) word.len--;
    if (nb_str_eq_nocase(prefix ? nb_str_sub(part, 0, word.len) : part, word)) return true;
  }
  return false;
}

/* "has-comments", "no-share", "with-related" say something about what is beside them, not about the element. */
static bool names_any(nb_str value, const char *const *words, size_t n) {
  static const char *const about[] = {"has", "with", "no", "not", "is", "supports", "hide", "zonder", "met", "without"};
  bool other = false;
  size_t pos = 0;
  value = nb_str_sub(value, 0, CLASS_BYTES);
  for (nb_str part; next_part(value, &pos, &part);) {
    if (!other && in_table(part, words, n)) return true;
    other = in_table(part, about, COUNT(about));
  }
  return false;
}

bool nb_html_has_class(const xmlNode *node, const char *const *words, size_t n) {
  return names_any(nb_html_attribute(node, "class"), words, n) || names_any(nb_html_attribute(node, "id"), words, n);
}

static bool is_element(const xmlNode *node, const char *name) {
  return strcmp((const char *)node->name, name) == 0; /* the parser makes names lower-case */
}

int nb_html_rank(const xmlNode *node) {
  if (nb_str_find(nb_html_attribute(node, "itemprop"), NB_STR("articleBody"), 0) != NB_NOT_FOUND) return 0;
  if (is_element(node, "article") || nb_str_eq_c(nb_html_attribute(node, "role"), "article")) return 1;
  if (is_element(node, "main") || nb_str_eq_c(nb_html_attribute(node, "role"), "main")) return 2;
  return NB_HTML_RANKS;
}

static bool is_hidden(const xmlNode *node) {
  for (const xmlAttr *a = node->properties; a; a = a->next)
    if (strcmp((const char *)a->name, "hidden") == 0) return true;
  if (nb_str_eq_c(nb_html_attribute(node, "aria-hidden"), "true")) return true;
  nb_str style = nb_html_attribute(node, "style");
  static const char *const hiding[] = {"display:none", "display: none", "visibility:hidden", "visibility: hidden"};
  for (size_t i = 0; i < COUNT(hiding); i++)
    if (nb_str_find(style, nb_str_of(hiding[i]), 0) != NB_NOT_FOUND) return true;
  return false;
}

static bool in_article(const xmlNode *node) {
  for (const xmlNode *up = node->parent; up && up->type == XML_ELEMENT_NODE; up = up->parent)
    if (nb_html_rank(up) < NB_HTML_RANKS || is_element(up, "blockquote")) return true;
  return false;
}

static bool holds_quote(const xmlNode *figure) {
  for (const xmlNode *n = figure->children; n; n = n->next)
    if (n->type == XML_ELEMENT_NODE && is_element(n, "blockquote")) return true;
  return false;
}

static bool is_page(const xmlNode *node) {
  return is_element(node, "html") || is_element(node, "body") || nb_html_rank(node) == 0 || nb_html_rank(node) == 2;
}

bool nb_html_drops(const xmlNode *node) {
  static const char *const roles[] = {"navigation",  "banner", "complementary", "contentinfo", "search", "dialog",
                                      "alertdialog", "menu",   "menubar",       "toolbar",     "alert",  "form"};
  static const char *const consent[] = {"cookie*",     "consent*",     "gdpr*",       "cmp",
                                        "privacygate", "privacywall",  "cookiewall",  "onetrust",
                                        "didomi",      "usercentrics", "toestemming*"};
  static const char *const unseen[] = {"visuallyhidden", "screenreader"};
  static const char *const joined[] = {"sr-only", "visually-hidden", "screen-reader-text"};
  if (is_element(node, "header")) return !in_article(node);
  if (is_element(node, "figure")) return !holds_quote(node);
  if (nb_html_element(node) == NB_EL_DROP)
    return !is_element(node, "footer") || !is_element(node->parent, "blockquote");
  if (is_element(node, "html") || is_element(node, "body")) return false;
  if (is_hidden(node) || names_any(nb_html_attribute(node, "role"), roles, COUNT(roles))) return true;
  nb_str classes = nb_html_attribute(node, "class");
  for (size_t i = 0; i < COUNT(joined); i++)
    if (nb_str_find(classes, nb_str_of(joined[i]), 0) != NB_NOT_FOUND) return true;
  return nb_html_has_class(node, unseen, COUNT(unseen)) ||
         (!is_page(node) && nb_html_has_class(node, consent, COUNT(consent)));
}

/* At most two paragraphs: a box, not what a page wraps around its article. */
static bool is_box(const xmlNode *node) {
  size_t paragraphs = 0, left = BOX_NODES;
  for (const xmlNode *n = node; n && left > 0 && paragraphs <= 2;
       n = nb_html_next(node, n, n->type == XML_ELEMENT_NODE), left--)
    paragraphs += n->type == XML_ELEMENT_NODE && is_element(n, "p");
  return paragraphs <= 2;
}

bool nb_html_doubtful(const xmlNode *node) {
  static const char *const words[] = {
      "ad",          "ads",           "advert*",      "advertentie*", "adslot",       "banner*",
      "breadcrumb*", "broodkruimel*", "byline*",      "caption*",     "bijschrift*",  "comment*",
      "reacties",    "reactie",       "disqus",       "disclaimer*",  "footer*",      "leesook",
      "masthead*",   "menu*",         "meta",         "modal*",       "nav",          "navigation*",
      "navbar*",     "newsletter*",   "nieuwsbrief*", "overlay*",     "pagination*",  "popular*",
      "popup*",      "promo*",        "recommend*",   "related*",     "gerelateerd*", "share*",
      "sharing*",    "delen",         "sidebar*",     "skip",         "social*",      "sponsor*",
      "tags",        "taglist",       "teaser*",      "toolbar*",     "tooltip*",     "trending*",
      "twitter",     "instagram",     "facebook",     "tiktok",       "widget*",      "outbrain*",
      "taboola*",    "embed*",        "placeholder*", "copyright*",   "credit*",      "author*",
      "auteur*",     "timestamp*",
  };
  static const char *const joined[] = {"lees-ook",      "lees_ook",  "read-more",      "meer-nieuws",
                                       "meest-gelezen", "most-read", "ook-interessant"};
  if (is_page(node) || nb_html_element(node) == NB_EL_TITLE) return false;
  if (is_element(node, "form") || nb_html_has_class(node, words, COUNT(words))) return true;
  static const char *const gate[] = {"abonne*", "inlog*", "login*", "paywall*", "premium", "subscribe*"};
  if (nb_html_has_class(node, gate, COUNT(gate)) && is_box(node)) return true;
  static const char *const header[] = {"header"};
  if (nb_html_has_class(node, header, 1) && !in_article(node)) return true;
  nb_str classes = nb_html_attribute(node, "class");
  for (size_t i = 0; i < COUNT(joined); i++)
    if (nb_str_find(classes, nb_str_of(joined[i]), 0) != NB_NOT_FOUND) return true;
  return false;
}

bool nb_html_is_lead(const xmlNode *node) {
  static const char *const words[] = {"intro*",  "lead",     "lede", "leader",       "standfirst", "inleiding*",
                                      "chapeau", "preamble", "deck", "samenvatting", "excerpt"};
  return nb_html_has_class(node, words, COUNT(words));
}

/* How many of the words stand in the text, in any case. */
static size_t speaks_of(nb_str s, const char *const *words, size_t n) {
  size_t hits = 0;
  for (size_t i = 0; i < n; i++) {
    nb_str word = nb_str_of(words[i]);
    for (size_t at = 0; at + word.len <= s.len; at++) {
      if (!nb_str_eq_nocase(nb_str_sub(s, at, at + word.len), word)) continue;
      hits++;
      break;
    }
  }
  return hits;
}

bool nb_speaks_of_privacy(nb_str s) {
  static const char *const words[] = {"cookie", "privacy"};
  return speaks_of(s, words, COUNT(words)) > 0;
}

bool nb_asks_consent(nb_str s) {
  static const char *const subject[] = {"cookie", "toestemming", "consent", "privacy"};
  static const char *const request[] = {"accepte",     "akkoord",          "weiger",       "voorkeuren",
                                        "partners",    "instellingen",     "advertenties", "persoonlijke",
                                        "personalise", "gepersonaliseerd", "technieken",   "toestemming",
                                        "consent",     "persoonsgegevens"};
  static const char *const address[] = {"wij ", "we ", "onze ", " je ", " jouw ", " u ", " uw ", "our "};
  return speaks_of(s, subject, COUNT(subject)) && speaks_of(s, request, COUNT(request)) &&
         speaks_of(s, address, COUNT(address));
}
