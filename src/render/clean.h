/* Text that is safe to hand on: to a terminal, a page, a parser. */
#ifndef NB_RENDER_CLEAN_H
#define NB_RENDER_CLEAN_H

#include <stdbool.h>

#include "base/arena.h"

/* All of these: in the arena or the input itself; ptr NULL: out of memory. */

/* One line of valid UTF-8: white space as single spaces, none at the ends; no control characters (escape sequences) and
 * no characters that turn the direction of what follows. */
nb_str nb_clean_line(nb_arena *arena, nb_str s);
/* Valid UTF-8 without NUL, otherwise as it stands. */
nb_str nb_clean_utf8(nb_arena *arena, nb_str s);
/* Without the '*' before the words in `unknown`; a '*' of the text itself stays. */
nb_str nb_clean_marks(nb_arena *arena, nb_str s, const nb_str *unknown, size_t n_unknown);

/* An http or https address that may become a link. */
bool nb_clean_web_address(nb_str url);

#endif
