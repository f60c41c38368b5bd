/* nb_buf: a byte string that owns its memory and grows up to a declared cap.
 * A failed append sets `status` (NB_DATA: over the cap; NB_INTERNAL: out of memory), changes nothing and makes later
 * appends fail too, so that a writer checks once at the end. The text is always NUL-terminated. */
#ifndef NB_BASE_BUF_H
#define NB_BASE_BUF_H

#include <nieuwsbrief/nieuwsbrief.h>

#include "base/str.h"

typedef struct nb_buf {
  char *ptr; /* "" while nothing is allocated */
  size_t len, cap, max;
  nb_status status;
} nb_buf;

void nb_buf_init(nb_buf *buf, size_t max_bytes);
void nb_buf_free(nb_buf *buf);  /* may be called twice */
void nb_buf_clear(nb_buf *buf); /* empties, keeps the memory, forgets a failure */
nb_status nb_buf_add(nb_buf *buf, nb_str s);
nb_status nb_buf_add_c(nb_buf *buf, const char *c_string);
nb_status nb_buf_add_char(nb_buf *buf, char c);
nb_status nb_buf_printf(nb_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
nb_str nb_buf_str(const nb_buf *buf); /* borrowed until the next change */

#endif
