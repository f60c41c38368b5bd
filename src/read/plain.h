/* Plain text of a short piece of HTML, such as the title of a feed's item. */
#ifndef NB_READ_PLAIN_H
#define NB_READ_PLAIN_H

#include "base/buf.h"

/* Appends `html` without tags and comments, entities decoded, white space and control characters as single spaces, none
 * at the ends. What looks like a tag or an entity but is none ("a < b", "R&D") stays. */
nb_status nb_html_plain(nb_str html, nb_buf *text);

#endif
