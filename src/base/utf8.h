/* UTF-8 and Unicode letters, over utf8proc. Bad bytes read as U+FFFD, one byte each: nothing here fails on hostile
 * text. */
#ifndef NB_BASE_UTF8_H
#define NB_BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/* The code point at byte *pos, which moves past it. Only where *pos < s.len. */
int32_t nb_utf8_next(nb_str s, size_t *pos);
/* The code point that ends before byte *pos, which moves back to its start. Only where *pos > 0. */
int32_t nb_utf8_prev(nb_str s, size_t *pos);
nb_status nb_utf8_add(nb_buf *buf, int32_t code_point);
bool nb_utf8_valid(nb_str s);
size_t nb_utf8_length(nb_str s); /* code points */

/* Places in a text as code points. Asked from front to back, all of them cost one walk through it. */
typedef struct nb_points {
  nb_str text;
  size_t byte, n;
} nb_points;

/* How many code points stand in `text` before a byte. */
size_t nb_points_before(nb_points *points, nb_str text, size_t byte);

bool nb_is_upper(int32_t c); /* also title case */
bool nb_is_lower(int32_t c);
bool nb_is_letter(int32_t c); /* letters and combining marks */
bool nb_is_digit(int32_t c);  /* decimal digits */
bool nb_is_word(int32_t c);   /* letters without combining marks, digits and other numbers, '_' */
bool nb_is_space(int32_t c);
bool nb_is_punct(int32_t c); /* punctuation and symbols */
int32_t nb_to_lower(int32_t c);
int32_t nb_to_upper(int32_t c);

nb_str nb_str_lower(nb_arena *arena, nb_str s);      /* ptr NULL: out of memory */
nb_str nb_str_capitalise(nb_arena *arena, nb_str s); /* first letter in upper case, the rest as it stands */
nb_str nb_str_title_case(nb_arena *arena, nb_str s); /* "DEN HAAG" to "Den Haag" */
bool nb_str_capital(nb_str s);                       /* begins with an upper-case letter */
bool nb_str_all_caps(nb_str s);                      /* two letters or more, none in lower case */

#endif
