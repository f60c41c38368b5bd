/* nb_str: a borrowed slice of UTF-8 text. It is never freed and not NUL-terminated; it lives as long as what it points
 * into. */
#ifndef NB_BASE_STR_H
#define NB_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct nb_str {
  const char *ptr;
  size_t len;
} nb_str;

#define NB_STR(literal) ((nb_str){(literal), sizeof(literal) - 1})
#define NB_STR_FMT "%.*s"
#define NB_STR_ARG(s) (int)(s).len, (s).ptr

nb_str nb_str_of(const char *c_string); /* NULL gives the empty slice */
nb_str nb_str_sub(nb_str s, size_t start, size_t end);
bool nb_str_eq(nb_str a, nb_str b);
bool nb_str_eq_c(nb_str a, const char *b);
bool nb_str_eq_nocase(nb_str a, nb_str b); /* ASCII letters only */
bool nb_str_eq_nocase_c(nb_str a, const char *b);
int nb_str_cmp(nb_str a, nb_str b); /* by bytes */
bool nb_str_starts(nb_str s, nb_str prefix);
bool nb_str_ends(nb_str s, nb_str suffix);
#define NB_NOT_FOUND ((size_t)-1)
/* Whether a word is one of a table of C strings that ends with NULL. */
bool nb_str_in(nb_str s, const char *const *table);
bool nb_str_in_nocase(nb_str s, const char *const *table); /* ASCII letters only */
size_t nb_str_find(nb_str s, nb_str needle, size_t from);  /* byte offset, or NB_NOT_FOUND */
nb_str nb_str_trim(nb_str s);                              /* ASCII white space and U+00A0 at both ends */
/* The next field of *rest up to `separator`; *rest becomes what follows it. False when *rest was used up (ptr NULL). */
bool nb_str_split(nb_str *rest, char separator, nb_str *field);

#endif
