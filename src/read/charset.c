#include <iconv.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "base/utf8.h"
#include "read/reader.h"

enum { SNIFFED_BYTES = 256 * 1024 }; /* what uchardet sees; more does not change its mind */

static const char windows_1252[] = "windows-1252", iso_8859_15[] = "iso-8859-15", utf_8[] = "utf-8";

/* Labels that Dutch pages and mail carry, and what they mean in practice (WHATWG Encoding: Latin-1 is Windows-1252). */
static const struct {
  const char *label, *charset;
} labels[] = {
    {"utf-8", utf_8},
    {"utf8", utf_8},
    {"unicode-1-1-utf-8", utf_8},
    {"windows-1252", windows_1252},
    {"cp1252", windows_1252},
    {"x-cp1252", windows_1252},
    {"iso-8859-1", windows_1252},
    {"iso8859-1", windows_1252},
    {"iso_8859-1", windows_1252},
    {"latin1", windows_1252},
    {"latin-1", windows_1252},
    {"l1", windows_1252},
    {"us-ascii", windows_1252},
    {"ascii", windows_1252},
    {"iso-8859-15", iso_8859_15},
    {"iso8859-15", iso_8859_15},
    {"iso_8859-15", iso_8859_15},
    {"latin9", iso_8859_15},
    {"latin-9", iso_8859_15},
    {"l9", iso_8859_15},
    {"windows-1250", "windows-1250"},
    {"iso-8859-2", "iso-8859-2"},
    {"windows-1254", "windows-1254"},
    {"iso-8859-9", "windows-1254"},
    {"macintosh", "macintosh"},
    {"x-mac-roman", "macintosh"},
    {"ibm850", "ibm850"},
    {"cp850", "ibm850"},
    {"utf-16", "utf-16le"},
    {"utf-16le", "utf-16le"},
    {"utf-16be", "utf-16be"},
};

static const char *charset_of(nb_str label) {
  label = nb_str_trim(label);
  if (label.len >= 2 && strchr("\"'", label.ptr[0])) label = nb_str_trim(nb_str_sub(label, 1, label.len - 1));
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
    if (nb_str_eq_nocase(label, nb_str_of(labels[i].label))) return labels[i].charset;
  return NULL;
}

static const char *mark_of(nb_str s) {
  if (nb_str_starts(s, NB_STR("\xEF\xBB\xBF"))) return utf_8;
  if (nb_str_starts(s, NB_STR("\xFF\xFE"))) return "utf-16le";
  if (nb_str_starts(s, NB_STR("\xFE\xFF"))) return "utf-16be";
  return NULL;
}

/* Mostly UTF-8: a page that was cut or pasted together has a few bad bytes among many good sequences; Latin-1 has none.
 */
static bool mostly_utf8(nb_str s) {
  size_t good = 0, bad = 0;
  for (size_t pos = 0; pos < s.len;) {
    size_t start = pos;
    int32_t c = nb_utf8_next(s, &pos);
    if (pos - start > 1)
      good++;
    else if (c == 0xFFFD)
      bad++;
  }
  return good > bad;
}

/* Among the two western charsets: 0x80-0x9F are letters and quotes in Windows-1252 only; 0xA4 is the euro in
 * ISO-8859-15 and in the other a sign that nobody uses. */
static const char *western(nb_str s) {
  bool euro = false;
  for (size_t i = 0; i < s.len; i++) {
    unsigned char b = (unsigned char)s.ptr[i];
    if (b >= 0x80 && b <= 0x9F) return windows_1252;
    euro = euro || b == 0xA4;
  }
  return euro ? iso_8859_15 : windows_1252;
}

/* uchardet's guesses for short Dutch texts run from Baltic to Vietnamese: only those that Dutch comes in are believed.
 */
static const char *guess(nb_str s) {
  uchardet_t detector = uchardet_new();
  if (!detector) return western(s);
  const char *found = NULL;
  if (uchardet_handle_data(detector, s.ptr, s.len < SNIFFED_BYTES ? s.len : SNIFFED_BYTES) == 0) {
    uchardet_data_end(detector);
    found = charset_of(nb_str_of(uchardet_get_charset(detector)));
  }
  uchardet_delete(detector);
  bool wide = found && (nb_str_starts(nb_str_of(found), NB_STR("utf-16")) || strcmp(found, "macintosh") == 0);
  return wide ? found : western(s);
}

static int32_t code_point(unsigned char b, bool latin9) {
  static const uint16_t c1[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                  0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                  0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  static const struct {
    unsigned char byte;
    uint16_t to;
  } nine[] = {{0xA4, 0x20AC}, {0xA6, 0x160}, {0xA8, 0x161}, {0xB4, 0x17D},
              {0xB8, 0x17E},  {0xBC, 0x152}, {0xBD, 0x153}, {0xBE, 0x178}};
  if (b >= 0x80 && b <= 0x9F) return c1[b - 0x80]; /* in ISO-8859-15 too: its control characters are never meant */
  for (size_t i = 0; latin9 && i < sizeof nine / sizeof *nine; i++)
    if (nine[i].byte == b) return nine[i].to;
  return b;
}

static nb_status decode_western(nb_str s, bool latin9, nb_buf *out) {
  size_t plain = 0;
  for (size_t i = 0; i < s.len; i++) {
    unsigned char b = (unsigned char)s.ptr[i];
    if (b < 0x80) continue;
    nb_buf_add(out, nb_str_sub(s, plain, i));
    nb_utf8_add(out, code_point(b, latin9));
    plain = i + 1;
  }
  return nb_buf_add(out, nb_str_sub(s, plain, s.len));
}

static nb_status decode_utf8(nb_str s, nb_buf *out) {
  for (size_t pos = 0; pos < s.len && !out->status;) nb_utf8_add(out, nb_utf8_next(s, &pos));
  return out->status;
}

/* What iconv refuses becomes U+FFFD, one unit of the charset at a time. */
static nb_status decode_iconv(nb_str s, const char *charset, nb_buf *out) {
  iconv_t cd = iconv_open("UTF-8", charset);
  if (cd == (iconv_t)-1) return decode_western(s, false, out);
  size_t unit = nb_str_starts(nb_str_of(charset), NB_STR("utf-16")) ? 2 : 1;
  char *in = (char *)(size_t)s.ptr, chunk[4096];
  size_t left = s.len;
  while (left > 0 && !out->status) {
    char *to = chunk;
    size_t room = sizeof chunk, before = left;
    bool refused = iconv(cd, &in, &left, &to, &room) == (size_t)-1 && left == before && room == sizeof chunk;
    nb_buf_add(out, (nb_str){chunk, sizeof chunk - room});
    if (!refused) continue;
    nb_utf8_add(out, 0xFFFD);
    size_t skip = left < unit ? left : unit;
    in += skip;
    left -= skip;
  }
  iconv_close(cd);
  return out->status;
}

static nb_status decode(nb_str s, const char *charset, nb_buf *out) {
  if (charset == utf_8) return decode_utf8(s, out);
  if (charset == windows_1252 || charset == iso_8859_15) return decode_western(s, charset == iso_8859_15, out);
  return decode_iconv(s, charset, out);
}

static const char *find(nb_str bytes, nb_str declared) {
  const char *said = charset_of(declared);
  bool wide = said && nb_str_starts(nb_str_of(said), NB_STR("utf-16"));
  const char *unmarked = nb_unmarked_utf16(bytes);
  if (unmarked) return unmarked;
  if (nb_utf8_valid(bytes) && !(wide && bytes.len && memchr(bytes.ptr, 0, bytes.len))) return utf_8;
  if (mostly_utf8(bytes)) return utf_8;
  if (said && said != utf_8) return said;
  return guess(bytes);
}

nb_status nb_to_utf8(nb_context *ctx, nb_arena *arena, nb_str bytes, nb_str declared, nb_str *utf8, nb_str *charset) {
  const char *mark = mark_of(bytes), *found = mark ? mark : find(bytes, declared);
  if (found == utf_8 && nb_utf8_valid(bytes)) {
    *utf8 = nb_arena_str(arena, bytes);
  } else {
    if (mark) bytes = nb_str_sub(bytes, mark == utf_8 ? 3 : 2, bytes.len);
    nb_buf out;
    nb_buf_init(&out, 3 * bytes.len + 3); /* no charset here takes more */
    nb_status status = decode(bytes, found, &out);
    *utf8 = status ? (nb_str){NULL, 0} : nb_arena_str(arena, nb_buf_str(&out));
    nb_buf_free(&out);
  }
  *charset = nb_str_of(found);
  return utf8->ptr ? NB_OK : nb_fail_memory(ctx);
}
