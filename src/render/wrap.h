/* Lines for a terminal. */
#ifndef NB_RENDER_WRAP_H
#define NB_RENDER_WRAP_H

#include "base/buf.h"

/* Appends `text` (one clean line) as lines of at most `width` columns (0: one line), cut at spaces; a longer word is
 * not cut. `first` and `rest` begin the first line and the others. Returns the columns of the longest line. */
size_t nb_wrap(nb_buf *out, nb_str text, size_t width, const char *first, const char *rest);
size_t nb_columns(nb_str s);

#endif
