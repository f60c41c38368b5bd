/* The main text of a parsed page. */
#ifndef NB_READ_HTML_EXTRACT_H
#define NB_READ_HTML_EXTRACT_H

#include <libxml/tree.h>

#include "base/context.h"
#include "read/document.h"

/* Fills the document's text and blocks; title and date, where known, are filled already. `h1`: the article's heading,
 * or NULL. `fragment`: a part of a page, as feeds carry, in which short text counts too. NB_DATA: nothing but a notice
 * about cookies. The tree's _private fields are used. */
nb_status nb_html_extract(nb_context *ctx, xmlNode *root, const xmlNode *h1, bool fragment, nb_document *document);

#endif
