#include "render/wrap.h"

#include <utf8proc.h>

#include "base/utf8.h"

size_t nb_columns(nb_str s) {
  size_t columns = 0;
  for (size_t pos = 0; pos < s.len;) columns += (size_t)utf8proc_charwidth(nb_utf8_next(s, &pos));
  return columns;
}

size_t nb_wrap(nb_buf *out, nb_str text, size_t width, const char *first, const char *rest) {
  size_t column = nb_columns(nb_str_of(first)), longest = 0;
  bool begun = false;
  nb_buf_add_c(out, first);
  for (nb_str word; nb_str_split(&text, ' ', &word);) {
    size_t columns = nb_columns(word);
    if (begun && width && column + 1 + columns > width) {
      nb_buf_add_char(out, '\n');
      nb_buf_add_c(out, rest);
      column = nb_columns(nb_str_of(rest));
    } else if (begun) {
      nb_buf_add_char(out, ' ');
      column++;
    }
    nb_buf_add(out, word);
    column += columns;
    begun = true;
    if (column > longest) longest = column;
  }
  nb_buf_add_char(out, '\n');
  return longest;
}
