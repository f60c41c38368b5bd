/* Text within HTML and XML. */
#ifndef NB_BASE_MARKUP_H
#define NB_BASE_MARKUP_H

#include "base/buf.h"

/* Adds the text so that none of it is markup: also within an attribute's quotation marks. */
void nb_markup_add(nb_buf *out, nb_str text);
/* before, text, after. */
void nb_markup_put(nb_buf *out, const char *before, nb_str text, const char *after);

#endif
