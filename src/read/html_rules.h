/* What HTML elements are to a reader of articles, and which of them are never part of one. */
#ifndef NB_READ_HTML_RULES_H
#define NB_READ_HTML_RULES_H

#include <libxml/tree.h>

#include "base/str.h"

typedef enum nb_element {
  NB_EL_INLINE, /* does not end a paragraph */
  NB_EL_BLOCK,
  NB_EL_BREAK, /* br: white space, two of them end a paragraph */
  NB_EL_P,
  NB_EL_HEADING, /* h2-h6 */
  NB_EL_TITLE,   /* h1 */
  NB_EL_ITEM,
  NB_EL_QUOTE,
  NB_EL_CELL,
  NB_EL_DROP
} nb_element;

/* The node after `node` in the document's order, below `root`; `inside`: go into its children. NULL at the end. */
xmlNode *nb_html_next(const xmlNode *root, const xmlNode *node, bool inside);

nb_element nb_html_element(const xmlNode *node);
nb_str nb_html_attribute(const xmlNode *node, const char *name); /* borrowed from the tree; empty: not there */
bool nb_html_has_class(const xmlNode *node, const char *const *words, size_t n); /* one of the words of class or id */

/* Container that a page itself marks as the article: 0 articleBody, 1 article, 2 main; NB_HTML_RANKS: none of them. */
enum { NB_HTML_RANKS = 3 };
int nb_html_rank(const xmlNode *node);

/* Left out whatever stands in it: navigation, asides, forms, scripts, hidden elements, cookie and consent notices. */
bool nb_html_drops(const xmlNode *node);
/* Left out unless the page would then have no text: what only its class or id gives away (related, share, comments,
 * ...). */
bool nb_html_doubtful(const xmlNode *node);
bool nb_html_is_lead(const xmlNode *node);

bool nb_speaks_of_privacy(nb_str s);
bool nb_asks_consent(nb_str s); /* the text of a cookie or consent notice, whatever the element is called */

#endif
