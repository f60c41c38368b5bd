/* What a page says about itself: Open Graph, meta, time, h1 and title. */
#ifndef NB_READ_HTML_META_H
#define NB_READ_HTML_META_H

#include <libxml/tree.h>

#include "base/context.h"
#include "read/document.h"

/* Fills the document's title, date, source and url. *h1: the heading of the article, NULL where there is none. */
nb_status nb_html_meta(nb_context *ctx, xmlNode *root, nb_document *document, const xmlNode **h1);

#endif
