#include "cli/json.h"

#include "base/utf8.h"

void cli_json_string(nb_buf *out, nb_str s) {
  nb_buf_add_char(out, '"');
  for (size_t pos = 0; pos < s.len;) {
    int32_t c = nb_utf8_next(s, &pos);
    if (c == '"' || c == '\\')
      nb_buf_printf(out, "\\%c", (char)c);
    else if (c == '\n')
      nb_buf_add_c(out, "\\n");
    else if (c == '\t')
      nb_buf_add_c(out, "\\t");
    else if (c < ' ')
      nb_buf_printf(out, "\\u%04x", (unsigned)c);
    else
      nb_utf8_add(out, c);
  }
  nb_buf_add_char(out, '"');
}

void cli_json_member(nb_buf *out, const char *key, nb_str value) {
  nb_buf_printf(out, ",\"%s\":", key);
  cli_json_string(out, value);
}
