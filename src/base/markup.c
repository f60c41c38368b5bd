#include "base/markup.h"

void nb_markup_add(nb_buf *out, nb_str text) {
  static const struct {
    char c;
    const char *entity;
  } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
  for (size_t i = 0, from = 0; i <= text.len; i++) {
    const char *entity = NULL;
    for (size_t k = 0; i < text.len && k < sizeof entities / sizeof *entities; k++)
      if (text.ptr[i] == entities[k].c) entity = entities[k].entity;
    if (!entity && i < text.len) continue;
    nb_buf_add(out, nb_str_sub(text, from, i));
    if (entity) nb_buf_add_c(out, entity);
    from = i + 1;
  }
}

void nb_markup_put(nb_buf *out, const char *before, nb_str text, const char *after) {
  nb_buf_add_c(out, before);
  nb_markup_add(out, text);
  nb_buf_add_c(out, after);
}
