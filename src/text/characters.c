/* nb_normalize_text and the pass behind it: one form for quotes, dashes, spaces, ligatures; no dictionary. */
#include "text/characters.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

enum { WORD_CAP = 80 /* bytes */ };

typedef struct mapping {
  int32_t from, to; /* a range */
  const char *text; /* "": left out */
} mapping;

/* In order of code points. */
static const mapping mappings[] = {
    {0x00, 0x08, ""},        {0x0E, 0x1F, ""},        {0x60, 0x60, "'"},
    {0x7F, 0x84, ""},        {0x86, 0x9F, ""},        {0xAB, 0xAB, "\""},
    {0xAD, 0xAD, ""},        {0xB4, 0xB4, "'"},       {0xBB, 0xBB, "\""},
    {0x132, 0x132, "IJ"},    {0x133, 0x133, "ij"},    {0x2BC, 0x2BC, "'"},
    {0x200B, 0x200F, ""},    {0x2010, 0x2011, "-"},   {0x2012, 0x2015, "\xE2\x80\x93"},
    {0x2018, 0x201B, "'"},   {0x201C, 0x201F, "\""},  {0x2026, 0x2026, "..."},
    {0x202A, 0x202E, ""},    {0x2032, 0x2032, "'"},   {0x2033, 0x2033, "\""},
    {0x2039, 0x203A, "'"},   {0x2060, 0x2064, ""},    {0x2212, 0x2212, "-"},
    {0xFB00, 0xFB00, "ff"},  {0xFB01, 0xFB01, "fi"},  {0xFB02, 0xFB02, "fl"},
    {0xFB03, 0xFB03, "ffi"}, {0xFB04, 0xFB04, "ffl"}, {0xFB05, 0xFB06, "st"},
    {0xFE00, 0xFE0F, ""},    {0xFEFF, 0xFEFF, ""},    {0xFFF9, 0xFFFB, ""},
};

static const char *mapped(int32_t c) {
  size_t low = 0, high = sizeof mappings / sizeof *mappings;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (c < mappings[middle].from)
      high = middle;
    else if (c > mappings[middle].to)
      low = middle + 1;
    else
      return mappings[middle].text;
  }
  return NULL;
}

typedef struct pass {
  nb_str raw;
  size_t pos;
  char *out; /* has room for three bytes a byte of `raw`: no mapping gives more */
  size_t len;
  const nb_joiner *joiner;
} pass;

static void put(pass *p, const char *bytes, size_t n) {
  memcpy(p->out + p->len, bytes, n);
  p->len += n;
}

static int32_t last_put(const pass *p) {
  size_t pos = p->len;
  return pos ? nb_utf8_prev((nb_str){p->out, p->len}, &pos) : 0;
}

static int32_t peek(const pass *p, size_t pos) {
  return pos < p->raw.len ? nb_utf8_next(p->raw, &pos) : 0;
}

/* One space for any white space, none at the start. *line_end says whether the white space had one. */
static size_t skip_space(const pass *p, size_t pos, bool *line_end) {
  for (size_t next = pos; pos < p->raw.len; pos = next) {
    int32_t c = nb_utf8_next(p->raw, &next);
    if (!nb_is_space(c)) break;
    *line_end = *line_end || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
  }
  return pos;
}

static void space(pass *p) {
  bool line_end = false;
  p->pos = skip_space(p, p->pos, &line_end);
  if (p->len && p->out[p->len - 1] != ' ') put(p, " ", 1);
}

static bool is_conjunction(nb_str word) {
  static const char *const words[] = {"en", "of", "tot", "als", "noch", "maar"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (nb_str_eq_c(word, words[i])) return true;
  return false;
}

static size_t letters_end(nb_str s, size_t pos) {
  for (size_t next = pos; pos < s.len && nb_is_letter(nb_utf8_next(s, &next)); pos = next) continue;
  return pos;
}

/* Not further back than a word goes: chains of broken words would take for ever. */
static size_t letters_start(nb_str s, size_t pos) {
  size_t first = pos > WORD_CAP ? pos - WORD_CAP : 0;
  for (size_t before = pos; pos > first && nb_is_letter(nb_utf8_prev(s, &before)); pos = before) continue;
  return pos;
}

/* A hyphen (or a soft one) at the end of a line: the word goes on, with or without the hyphen. */
static bool broken_word(pass *p, size_t after_hyphen, bool soft) {
  bool line_end = false;
  size_t next = skip_space(p, after_hyphen, &line_end);
  int32_t c = peek(p, next);
  if (!line_end || !nb_is_letter(last_put(p)) || !nb_is_letter(c)) return false;
  nb_str written = {p->out, p->len};
  nb_str left = nb_str_sub(written, letters_start(written, p->len), p->len);
  nb_str right = nb_str_sub(p->raw, next, letters_end(p->raw, next));
  if (is_conjunction(right) || left.len >= WORD_CAP) return false;
  bool joined = soft || (nb_is_lower(c) && (!p->joiner || p->joiner->joined(p->joiner->user, left, right)));
  if (!joined) put(p, "-", 1);
  p->pos = next;
  return true;
}

/* ,, opens a quotation, unless it is a comma twice after a word. */
static bool low_quote(pass *p) {
  nb_str s = p->raw;
  size_t at = p->pos;
  if (!nb_str_starts(nb_str_sub(s, at, at + 2), NB_STR(",,")) || peek(p, at + 2) == ',') return false;
  int32_t before = last_put(p), next = peek(p, at + 2);
  if ((nb_is_letter(before) || nb_is_digit(before)) && nb_is_space(next)) return false;
  put(p, "\"", 1);
  bool line_end = false;
  p->pos = skip_space(p, at + 2, &line_end);
  return true;
}

/* Two single marks in a row, straight or curly, or two back quotes are one mark; before a closing '' no space is left.
 */
static bool double_quote(pass *p) {
  if (p->pos >= p->raw.len) return false;
  size_t second = p->pos;
  int32_t c = nb_utf8_next(p->raw, &second), d = peek(p, second);
  bool single = c == '\'' || (c >= 0x2018 && c <= 0x201B), same = d == '\'' || (d >= 0x2018 && d <= 0x201B);
  if (!(single && same) && !(c == '`' && d == '`')) return false;
  size_t after = second;
  nb_utf8_next(p->raw, &after);
  int32_t next = peek(p, after);
  if (c == '\'' && (next == 0 || nb_is_space(next)) && p->len && p->out[p->len - 1] == ' ') p->len--;
  put(p, "\"", 1);
  p->pos = after;
  return true;
}

static void step(pass *p) {
  size_t start = p->pos, next = start;
  int32_t c = nb_utf8_next(p->raw, &next);
  if (nb_is_space(c)) {
    space(p);
    return;
  }
  if ((c == ',' && low_quote(p)) || double_quote(p)) return;
  if ((c == '-' || c == 0xAD || c == 0x2010) && broken_word(p, next, c == 0xAD)) return;
  p->pos = next;
  const char *text = mapped(c);
  if (text) {
    put(p, text, strlen(text));
  } else if (c == '-' && peek(p, next) == '-') {
    while (p->pos < p->raw.len && p->raw.ptr[p->pos] == '-') p->pos++;
    put(p, "\xE2\x80\x93", 3);
  } else if (c == 0xFFFD) {
    put(p, "\xEF\xBF\xBD", 3);
  } else {
    put(p, p->raw.ptr + start, next - start);
  }
}

static bool is_ascii(nb_str s) {
  for (size_t i = 0; i < s.len; i++)
    if ((unsigned char)s.ptr[i] >= 0x80) return false;
  return true;
}

static nb_status compose(nb_context *ctx, nb_arena *arena, nb_str s, nb_str *text) {
  utf8proc_uint8_t *composed = NULL;
  utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.ptr, (utf8proc_ssize_t)s.len, &composed,
                                    UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  nb_str kept = n < 0 ? (nb_str){NULL, 0} : nb_arena_str(arena, (nb_str){(const char *)composed, (size_t)n});
  free(composed);
  if (!kept.ptr) return nb_fail_memory(ctx);
  *text = kept;
  return NB_OK;
}

nb_status nb_normalize_characters(nb_context *ctx, nb_arena *arena, nb_str raw, const nb_joiner *joiner, nb_str *text) {
  if (raw.len > (size_t)-1 / 8) return nb_fail_memory(ctx);
  pass p = {.raw = raw, .out = nb_arena_alloc(arena, 3 * raw.len + 1), .joiner = joiner};
  if (!p.out) return nb_fail_memory(ctx);
  while (p.pos < raw.len) step(&p);
  while (p.len && p.out[p.len - 1] == ' ') p.len--;
  nb_str written = {p.out, p.len};
  if (!is_ascii(written)) return compose(ctx, arena, written, text);
  *text = written;
  return NB_OK;
}

nb_status nb_normalize_text(nb_context *ctx, nb_arena *arena, nb_str raw, nb_str *text) {
  return nb_normalize_characters(ctx, arena, raw, NULL, text);
}
