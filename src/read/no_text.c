#include <string.h>

#include "read/reader.h"

enum { WINDOW = 64 * 1024, CONTROLS_OF_TEXT = 4, PERCENT = 5 };

/* What people take for a text, by its first bytes. */
static const struct {
  nb_str magic;
  const char *what;
} known[] = {
    {{"%PDF-", 5}, "a PDF; pdftotext makes text of it"},
    {{"PK\3\4", 4}, "a ZIP archive or a word processor's file; save it as text or HTML"},
    {{"\xD0\xCF\x11\xE0", 4}, "a word processor's file; save it as text or HTML"},
    {{"{\\rtf", 5}, "RTF; save it as text or HTML"},
    {{"\x1F\x8B", 2}, "compressed; gunzip it"},
};

/* NULs in every second byte only. */
const char *nb_unmarked_utf16(nb_str bytes) {
  size_t zeros[2] = {0, 0}, n = bytes.len < WINDOW ? bytes.len : WINDOW;
  for (size_t i = 0; i < n; i++) zeros[i % 2] += bytes.ptr[i] == 0;
  if (zeros[1] * 4 > n && zeros[0] * 50 < n) return "utf-16le";
  if (zeros[0] * 4 > n && zeros[1] * 50 < n) return "utf-16be";
  return NULL;
}

static bool is_control(unsigned char c) {
  return (c < 0x20 && (!c || !strchr("\b\t\n\v\f\r\x1B", c))) || c == 0x7F;
}

/* "[{"title": ...": no text begins so. */
static bool is_json_array(nb_str bytes) {
  static const char wanted[] = "[{\"";
  size_t found = 0;
  for (size_t i = 0; i < bytes.len && wanted[found]; i++) {
    if (bytes.ptr[i] == wanted[found])
      found++;
    else if (!bytes.ptr[i] || !strchr(" \t\r\n", bytes.ptr[i]))
      return false;
  }
  return !wanted[found];
}

const char *nb_no_text(nb_str bytes) {
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (nb_str_starts(bytes, known[i].magic)) return known[i].what;
  if (is_json_array(bytes)) return "a JSON array; jq -c '.[]' makes JSON Lines of it";
  bool utf32 = nb_str_starts(bytes, (nb_str){"\xFF\xFE\0\0", 4});
  bool marked = nb_str_starts(bytes, NB_STR("\xFF\xFE")) || nb_str_starts(bytes, NB_STR("\xFE\xFF"));
  if (!utf32 && (marked || nb_unmarked_utf16(bytes))) return NULL;
  size_t controls = 0, n = bytes.len < WINDOW ? bytes.len : WINDOW;
  for (size_t i = 0; i < n; i++) controls += is_control((unsigned char)bytes.ptr[i]);
  return controls > CONTROLS_OF_TEXT && controls * 100 > n * PERCENT ? "binary data, no text" : NULL;
}
