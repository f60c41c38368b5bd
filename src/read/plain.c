#include "read/plain.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/utf8.h"

enum { ENTITY_CAP = 32 };

/* &#146; and the like mean Windows-1252, as in every browser. */
static const uint16_t windows1252[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                         0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                         0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                         0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

typedef struct writer {
  nb_buf *out;
  size_t begin;
  bool space;
} writer;

static void put(writer *w, int32_t c) {
  if (nb_is_space(c) || c < 0x20 || (c >= 0x7F && c < 0xA0)) {
    w->space = true;
    return;
  }
  if (w->space && w->out->len > w->begin) nb_buf_add_char(w->out, ' ');
  w->space = false;
  nb_utf8_add(w->out, c);
}

static int32_t numeric(nb_str digits) {
  bool hex = digits.len && (digits.ptr[0] | 32) == 'x';
  int32_t value = 0;
  for (size_t i = hex; i < digits.len; i++) {
    char c = digits.ptr[i], low = (char)(c | 32);
    int digit = c >= '0' && c <= '9' ? c - '0' : hex && low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
    if (digit < 0) return -1;
    value = value * (hex ? 16 : 10) + digit;
    if (value > 0x10FFFF) return 0xFFFD;
  }
  if (digits.len == (size_t)hex) return -1;
  return value >= 0x80 && value < 0xA0 ? windows1252[value - 0x80] : value;
}

/* The code point of the entity at `*pos`, which moves past it; -1 where there is none. */
static int32_t entity(nb_str s, size_t *pos) {
  nb_str window = nb_str_sub(s, *pos + 1, *pos + 1 + ENTITY_CAP);
  const char *semicolon = window.len ? memchr(window.ptr, ';', window.len) : NULL;
  if (!semicolon) return -1;
  nb_str name = {window.ptr, (size_t)(semicolon - window.ptr)};
  int32_t c = -1;
  if (nb_str_starts(name, NB_STR("#"))) {
    c = numeric(nb_str_sub(name, 1, name.len));
  } else {
    char c_name[ENTITY_CAP + 1] = "";
    memcpy(c_name, name.ptr, name.len);
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)c_name);
    if (known) c = (int32_t)known->value;
  }
  if (c >= 0) *pos += name.len + 2;
  return c;
}

static bool tag_begins(nb_str s, size_t pos) {
  unsigned char next = s.ptr[pos] == '<' && pos + 1 < s.len ? (unsigned char)s.ptr[pos + 1] : 0;
  return next == '/' || next == '!' || next == '?' || ((next | 32) >= 'a' && (next | 32) <= 'z');
}

/* The end of the tag, comment or declaration at `pos`; NB_NOT_FOUND where it has none. */
static size_t tag_end(nb_str s, size_t pos) {
  bool comment = nb_str_eq_c(nb_str_sub(s, pos, pos + 4), "<!--");
  nb_str end = comment ? NB_STR("-->") : NB_STR(">");
  size_t at = nb_str_find(s, end, pos + 1);
  return at == NB_NOT_FOUND ? at : at + end.len;
}

nb_status nb_html_plain(nb_str html, nb_buf *text) {
  writer w = {.out = text, .begin = text->len};
  bool tags = true; /* after one that never ends none is looked for: that would take quadratic time */
  for (size_t pos = 0; pos < html.len;) {
    size_t end = tags && tag_begins(html, pos) ? tag_end(html, pos) : pos;
    if (end == NB_NOT_FOUND) {
      tags = false;
    } else if (end > pos) {
      if (nb_str_eq_nocase(nb_str_sub(html, pos, pos + 3), NB_STR("<br"))) w.space = true;
      pos = end;
      continue;
    }
    int32_t c = html.ptr[pos] == '&' ? entity(html, &pos) : -1;
    put(&w, c >= 0 ? c : nb_utf8_next(html, &pos));
  }
  return text->status;
}
