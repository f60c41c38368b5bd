#include "base/utf8.h"

#include <utf8proc.h>

int32_t nb_utf8_next(nb_str s, size_t *pos) {
  unsigned char b = (unsigned char)s.ptr[*pos];
  if (b < 0x80) {
    (*pos)++;
    return b;
  }
  utf8proc_int32_t c;
  utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.ptr + *pos, (utf8proc_ssize_t)(s.len - *pos), &c);
  if (n <= 0) {
    (*pos)++;
    return 0xFFFD;
  }
  *pos += (size_t)n;
  return c;
}

int32_t nb_utf8_prev(nb_str s, size_t *pos) {
  size_t end = *pos, start = end - 1;
  while (start > 0 && end - start < 4 && ((unsigned char)s.ptr[start] & 0xC0) == 0x80) start--;
  size_t at = start;
  int32_t c = nb_utf8_next(s, &at);
  if (at != end) { /* stray continuation bytes: one step */
    *pos = end - 1;
    return 0xFFFD;
  }
  *pos = start;
  return c;
}

nb_status nb_utf8_add(nb_buf *buf, int32_t code_point) {
  utf8proc_uint8_t bytes[4];
  utf8proc_ssize_t n = utf8proc_encode_char(code_point, bytes);
  if (n <= 0) n = utf8proc_encode_char(0xFFFD, bytes);
  return nb_buf_add(buf, (nb_str){(const char *)bytes, (size_t)n});
}

bool nb_utf8_valid(nb_str s) {
  for (size_t pos = 0; pos < s.len;) {
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.ptr + pos, (utf8proc_ssize_t)(s.len - pos), &c);
    if (n <= 0) return false;
    pos += (size_t)n;
  }
  return true;
}

size_t nb_utf8_length(nb_str s) {
  size_t n = 0;
  for (size_t pos = 0; pos < s.len; n++) nb_utf8_next(s, &pos);
  return n;
}

size_t nb_points_before(nb_points *p, nb_str text, size_t byte) {
  if (p->text.ptr != text.ptr || byte < p->byte) *p = (nb_points){.text = text};
  p->n += nb_utf8_length(nb_str_sub(text, p->byte, byte));
  p->byte = byte;
  return p->n;
}

bool nb_is_upper(int32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  utf8proc_category_t k = utf8proc_category(c);
  return k == UTF8PROC_CATEGORY_LU || k == UTF8PROC_CATEGORY_LT;
}

bool nb_is_lower(int32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z' : utf8proc_category(c) == UTF8PROC_CATEGORY_LL;
}

bool nb_is_letter(int32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  utf8proc_category_t k = utf8proc_category(c);
  return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME;
}

bool nb_is_digit(int32_t c) {
  return c < 0x80 ? c >= '0' && c <= '9' : utf8proc_category(c) == UTF8PROC_CATEGORY_ND;
}

bool nb_is_word(int32_t c) {
  if (c < 0x80) return nb_is_letter(c) || nb_is_digit(c) || c == '_';
  utf8proc_category_t k = utf8proc_category(c);
  return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO) ||
         (k >= UTF8PROC_CATEGORY_ND && k <= UTF8PROC_CATEGORY_NO);
}

bool nb_is_space(int32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  utf8proc_category_t k = utf8proc_category(c);
  return k == UTF8PROC_CATEGORY_ZS || k == UTF8PROC_CATEGORY_ZL || k == UTF8PROC_CATEGORY_ZP || c == 0x85;
}

bool nb_is_punct(int32_t c) {
  utf8proc_category_t k = utf8proc_category(c);
  return k >= UTF8PROC_CATEGORY_PC && k <= UTF8PROC_CATEGORY_SO;
}

int32_t nb_to_lower(int32_t c) {
  return c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c) : utf8proc_tolower(c);
}

int32_t nb_to_upper(int32_t c) {
  return c < 0x80 ? (c >= 'a' && c <= 'z' ? c - 32 : c) : utf8proc_toupper(c);
}

static nb_str mapped(nb_arena *arena, nb_str s, int32_t (*first)(int32_t), int32_t (*rest)(int32_t)) {
  char *out = nb_arena_alloc(arena, 2 * s.len + 8); /* a changed case never takes more than twice the bytes */
  if (!out) return (nb_str){NULL, 0};
  size_t len = 0;
  bool begun = false;
  for (size_t pos = 0; pos < s.len;) {
    size_t start = pos;
    int32_t c = nb_utf8_next(s, &pos);
    int32_t (*map)(int32_t) = begun ? rest : first;
    begun = begun || nb_is_letter(c);
    int32_t m = map ? map(c) : c;
    if (m == c) {
      for (size_t i = start; i < pos; i++) out[len++] = s.ptr[i];
    } else {
      len += (size_t)utf8proc_encode_char(m, (utf8proc_uint8_t *)out + len);
    }
  }
  return (nb_str){out, len};
}

nb_str nb_str_lower(nb_arena *arena, nb_str s) {
  return mapped(arena, s, nb_to_lower, nb_to_lower);
}

nb_str nb_str_capitalise(nb_arena *arena, nb_str s) {
  return mapped(arena, s, nb_to_upper, NULL);
}

nb_str nb_str_title_case(nb_arena *arena, nb_str s) {
  char *out = nb_arena_alloc(arena, 2 * s.len + 8);
  if (!out) return (nb_str){NULL, 0};
  size_t len = 0;
  bool inside = false;
  for (size_t pos = 0; pos < s.len;) {
    int32_t c = nb_utf8_next(s, &pos);
    len += (size_t)utf8proc_encode_char(inside ? nb_to_lower(c) : nb_to_upper(c), (utf8proc_uint8_t *)out + len);
    inside = nb_is_letter(c) || c == '\'';
  }
  return (nb_str){out, len};
}

bool nb_str_capital(nb_str s) {
  size_t pos = 0;
  return s.len && nb_is_upper(nb_utf8_next(s, &pos));
}

bool nb_str_all_caps(nb_str s) {
  size_t letters = 0;
  for (size_t pos = 0; pos < s.len;) {
    int32_t c = nb_utf8_next(s, &pos);
    if (nb_is_lower(c)) return false;
    letters += nb_is_upper(c);
  }
  return letters >= 2;
}
