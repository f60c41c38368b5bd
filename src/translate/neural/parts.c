#include "translate/neural/parts.h"

#include <string.h>

#include "base/utf8.h"
#include "lexicon/english.h"

/* --- cutting --- */

typedef bool place_fn(nb_str text, size_t at);

static bool behind_comma(nb_str text, size_t at) {
  return text.ptr[at] == ' ' && (text.ptr[at - 1] == ',' || text.ptr[at - 1] == ';');
}

static bool at_space(nb_str text, size_t at) {
  return text.ptr[at] == ' ';
}

static bool between_characters(nb_str text, size_t at) {
  return ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

/* The place nearest the middle, in the middle half. */
static bool find_place(nb_str text, place_fn *fits, size_t *place) {
  size_t middle = text.len / 2, reach = text.len / 4;
  for (size_t d = 0; d <= reach; d++) {
    if (middle + d < text.len && fits(text, middle + d))
      *place = middle + d;
    else if (middle > d && fits(text, middle - d))
      *place = middle - d;
    else
      continue;
    return true;
  }
  return false;
}

bool nb_cut_text(nb_str text, nb_str *left, nb_str *right) {
  enum { SHORTEST = 8 };
  static place_fn *const kinds[] = {behind_comma, at_space, between_characters};
  size_t place;
  if (text.len < SHORTEST) return false;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (!find_place(text, kinds[i], &place)) continue;
    *left = nb_str_trim(nb_str_sub(text, 0, place));
    *right = nb_str_trim(nb_str_sub(text, place, text.len));
    return left->len > 0 && right->len > 0;
  }
  return false;
}

/* Words in capitals before a dash between spaces. */
nb_str nb_dateline(nb_str text) {
  static const nb_str dashes[] = {{" - ", 3}, {" – ", 5}, {" — ", 5}};
  enum { LONGEST = 40 };
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    size_t at = nb_str_find(nb_str_sub(text, 0, LONGEST), dashes[i], 0);
    if (at == NB_NOT_FOUND || at + dashes[i].len >= text.len || !nb_str_all_caps(nb_str_sub(text, 0, at))) continue;
    return nb_str_sub(text, 0, at + dashes[i].len);
  }
  return NB_STR("");
}

/* --- joining --- */

static bool ends_as(nb_str s, char c) {
  return s.len && s.ptr[s.len - 1] == c;
}

nb_str nb_fit_part(nb_arena *arena, nb_str dutch, nb_str english, bool first, bool last) {
  if (!last && ends_as(english, '.') && !ends_as(dutch, '.')) {
    english.len--;
    const char *mark = ends_as(dutch, ',') ? "," : ends_as(dutch, ';') ? ";" : "";
    english = nb_arena_printf(arena, NB_STR_FMT "%s", NB_STR_ARG(english), mark);
  }
  if (first || !english.len || nb_str_capital(dutch) || !nb_str_capital(english)) return english;
  size_t pos = 0, second;
  int32_t c = nb_utf8_next(english, &pos);
  second = pos;
  bool alone = pos >= english.len || english.ptr[pos] == ' ' || english.ptr[pos] == '\'';
  if (alone ? c == 'I' : nb_is_upper(nb_utf8_next(english, &second))) return english; /* "I", "NATO" */
  nb_buf out;
  nb_buf_init(&out, english.len + 8);
  nb_utf8_add(&out, nb_to_lower(c));
  nb_buf_add(&out, nb_str_sub(english, pos, english.len));
  nb_str made = out.status ? (nb_str){NULL, 0} : nb_arena_str(arena, nb_buf_str(&out));
  nb_buf_free(&out);
  return made;
}

/* --- marks --- */

typedef enum mark { NO_MARK, OPENING, CLOSING } mark;

static bool in_set(int32_t c, nb_str set) {
  for (size_t pos = 0; pos < set.len;)
    if (nb_utf8_next(set, &pos) == c) return true;
  return false;
}

/* What a mark at byte `at` does. A straight quotation mark opens and closes in turn; `open` says which are open. */
static mark mark_at(nb_str s, size_t at, int32_t c, size_t next, unsigned *open) {
  bool space_before = at == 0 || s.ptr[at - 1] == ' ' || s.ptr[at - 1] == '(',
       space_after = next >= s.len || s.ptr[next] == ' ';
  unsigned bit = c == '"' ? 1 : c == '\'' ? 2 : 0;
  if (bit) {
    if (*open & bit ? !space_before && !space_after && c == '\'' : !space_before) return NO_MARK; /* an apostrophe */
    *open ^= bit;
    return *open & bit ? OPENING : CLOSING;
  }
  if (in_set(c, NB_STR("“‘«([„"))) return OPENING;
  if (in_set(c, NB_STR("”»)]%!?;:,"))) return CLOSING;
  return c == '.' && space_after ? CLOSING : NO_MARK;
}

/* An odd number of straight double marks cannot be paired: they stay as they are. */
static bool paired(nb_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.len; i++) n += s.ptr[i] == '"';
  return n % 2 == 0;
}

static bool drops_full_stop(nb_str dutch, nb_str english) {
  if (!ends_as(english, '.') || ends_as(dutch, '.')) return false;
  nb_str rest = nb_str_sub(english, 0, english.len - 1);
  for (size_t i = rest.len; i > 0 && rest.ptr[i - 1] != ' '; i--)
    if (rest.ptr[i - 1] == '.') return false; /* "U.S.", "..." */
  return true;
}

nb_str nb_polish(nb_arena *arena, nb_str dutch, nb_str english, bool heading) {
  nb_str s = nb_str_trim(english);
  char *out = nb_arena_alloc(arena, s.len + 1);
  if (!out) return (nb_str){NULL, 0};
  size_t len = 0;
  unsigned open = 0;
  bool pairs = paired(s), glue = false;
  for (size_t pos = 0; pos < s.len;) {
    size_t at = pos;
    int32_t c = nb_utf8_next(s, &pos);
    if (c == ' ' && (glue || (len && out[len - 1] == ' '))) continue;
    mark m = c == '"' && !pairs ? NO_MARK : mark_at(s, at, c, pos, &open);
    if (m == CLOSING)
      while (len && out[len - 1] == ' ') len--;
    memcpy(out + len, s.ptr + at, pos - at);
    len += pos - at;
    glue = m == OPENING;
  }
  nb_str made = {out, len};
  if (heading && drops_full_stop(nb_str_trim(dutch), made)) made.len--;
  out[made.len] = '\0';
  return made;
}

/* --- articles --- */

/* "a" or "an" at byte `at`, as a word before a space; with a capital only at the text's start: "vitamin A". Its length,
 * 0: none. */
static size_t article_at(nb_str s, size_t at) {
  bool free_before = at == 0 || strchr(" (\"'", s.ptr[at - 1]);
  if (!free_before || (s.ptr[at] != 'a' && (s.ptr[at] != 'A' || at > 0))) return 0;
  size_t len = at + 1 < s.len && s.ptr[at + 1] == 'n' ? 2 : 1;
  return at + len < s.len && s.ptr[at + len] == ' ' ? len : 0;
}

/* The word behind the space and the opening marks from `at` on. */
static nb_str word_behind(nb_str s, size_t at) {
  while (at < s.len) {
    size_t here = at;
    int32_t c = nb_utf8_next(s, &at);
    if (c != ' ' && !in_set(c, NB_STR("\"'“‘«([„"))) return nb_str_sub(s, here, s.len);
  }
  return NB_STR("");
}

nb_str nb_fix_articles(nb_arena *arena, nb_str english) {
  char *out = nb_arena_alloc(arena, 2 * english.len + 1); /* every other byte may be an article */
  if (!out) return (nb_str){NULL, 0};
  size_t len = 0;
  for (size_t at = 0; at < english.len;) {
    size_t article = article_at(english, at);
    out[len++] = english.ptr[at];
    if (!article) {
      at++;
      continue;
    }
    nb_str next = word_behind(english, at + article);
    size_t end = nb_str_find(next, NB_STR(" "), 0);
    nb_str word = nb_str_sub(next, 0, end == NB_NOT_FOUND ? next.len : end);
    if (nb_str_all_caps(word) || !word.len ? article == 2 : nb_english_vowel_sound(word)) out[len++] = 'n';
    at += article;
  }
  return (nb_str){out, len};
}
