#include "render/clean.h"

#include <string.h>
#include <utf8proc.h>

#include "base/map.h"
#include "base/utf8.h"

static const nb_str NONE = {NULL, 0};

enum { REPLACEMENT = 0xFFFD, REPLACEMENT_BYTES = 3, MARKED_WORD_CAP = 256 };

/* Room for `s` where each bad byte becomes a replacement character. */
static char *room_for(nb_arena *arena, nb_str s, bool valid) {
  return nb_arena_array(arena, s.len, valid ? 1 : REPLACEMENT_BYTES);
}

static size_t put(char *out, int32_t c) {
  return (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out);
}

static bool invisible(int32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xFEFF;
}

nb_str nb_clean_line(nb_arena *arena, nb_str s) {
  char *out = room_for(arena, s, nb_utf8_valid(s));
  if (!out) return NONE;
  size_t len = 0;
  bool space = false;
  for (size_t pos = 0; pos < s.len;) {
    int32_t c = nb_utf8_next(s, &pos);
    if (nb_is_space(c)) {
      space = len > 0;
    } else if (!invisible(c)) {
      if (space) out[len++] = ' ';
      space = false;
      len += put(out + len, c);
    }
  }
  return (nb_str){out, len};
}

nb_str nb_clean_utf8(nb_arena *arena, nb_str s) {
  if (s.len == 0) return NB_STR("");
  if (nb_utf8_valid(s) && !memchr(s.ptr, 0, s.len)) return s;
  char *out = room_for(arena, s, false);
  if (!out) return NONE;
  size_t len = 0;
  for (size_t pos = 0; pos < s.len;) {
    int32_t c = nb_utf8_next(s, &pos);
    len += put(out + len, c ? c : REPLACEMENT);
  }
  return (nb_str){out, len};
}

static nb_map *lower_cased(nb_arena *arena, const nb_str *words, size_t n) {
  nb_map *map = nb_map_new(arena);
  for (size_t i = 0; i < n && map; i++) {
    nb_str word = nb_str_lower(arena, words[i]);
    void **slot = word.ptr ? nb_map_slot(map, word) : NULL;
    if (!slot) return NULL;
    *slot = map;
  }
  return map;
}

static bool in_word(nb_str s, size_t pos) {
  if (pos >= s.len) return false;
  int32_t c = nb_utf8_next(s, &pos);
  return nb_is_letter(c) || nb_is_digit(c);
}

/* Whether one of the words stands at the start of `s` and ends where a word ends. */
static bool begins_with_word(const nb_map *words, nb_str s) {
  char lower[MARKED_WORD_CAP + 4];
  size_t len = 0;
  for (size_t pos = 0; pos < s.len && len < MARKED_WORD_CAP;) {
    int32_t c = nb_utf8_next(s, &pos);
    if (nb_is_space(c) || c == '*') return false;
    len += put(lower + len, nb_to_lower(c));
    if (!in_word(s, pos) && nb_map_get(words, (nb_str){lower, len})) return true;
  }
  return false;
}

nb_str nb_clean_marks(nb_arena *arena, nb_str s, const nb_str *unknown, size_t n_unknown) {
  if (n_unknown == 0 || s.len == 0 || !memchr(s.ptr, '*', s.len)) return s;
  nb_map *words = lower_cased(arena, unknown, n_unknown);
  char *out = nb_arena_alloc(arena, s.len);
  if (!words || !out) return NONE;
  size_t len = 0;
  for (size_t i = 0; i < s.len; i++)
    if (s.ptr[i] != '*' || !begins_with_word(words, nb_str_sub(s, i + 1, s.len))) out[len++] = s.ptr[i];
  return (nb_str){out, len};
}

bool nb_clean_web_address(nb_str url) {
  if (!nb_str_eq_nocase(nb_str_sub(url, 0, 7), NB_STR("http://")) &&
      !nb_str_eq_nocase(nb_str_sub(url, 0, 8), NB_STR("https://")))
    return false;
  for (size_t pos = 0; pos < url.len;) {
    int32_t c = nb_utf8_next(url, &pos);
    if (nb_is_space(c) || invisible(c) || c == REPLACEMENT || strchr("<>\"'`\\", c < 0x80 ? c : 'x')) return false;
  }
  return true;
}
