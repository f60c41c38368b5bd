#include "base/str.h"

#include <string.h>

nb_str nb_str_of(const char *c_string) {
  return c_string ? (nb_str){c_string, strlen(c_string)} : (nb_str){"", 0};
}

nb_str nb_str_sub(nb_str s, size_t start, size_t end) {
  if (end > s.len) end = s.len;
  if (start > end) start = end;
  return (nb_str){s.ptr + start, end - start};
}

bool nb_str_eq(nb_str a, nb_str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool nb_str_eq_c(nb_str a, const char *b) {
  for (size_t i = 0; i < a.len; i++)
    if (a.ptr[i] != b[i] || !b[i]) return false;
  return !b[a.len];
}

static unsigned char lower(char c) {
  return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

bool nb_str_eq_nocase(nb_str a, nb_str b) {
  if (a.len != b.len) return false;
  for (size_t i = 0; i < a.len; i++)
    if (lower(a.ptr[i]) != lower(b.ptr[i])) return false;
  return true;
}

bool nb_str_eq_nocase_c(nb_str a, const char *b) {
  for (size_t i = 0; i < a.len; i++)
    if (lower(a.ptr[i]) != lower(b[i]) || !b[i]) return false;
  return !b[a.len];
}

bool nb_str_in(nb_str s, const char *const *table) {
  for (; *table; table++)
    if (nb_str_eq_c(s, *table)) return true;
  return false;
}

bool nb_str_in_nocase(nb_str s, const char *const *table) {
  for (; *table; table++)
    if (nb_str_eq_nocase_c(s, *table)) return true;
  return false;
}

int nb_str_cmp(nb_str a, nb_str b) {
  size_t n = a.len < b.len ? a.len : b.len;
  int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
  return c ? c : (a.len > b.len) - (a.len < b.len);
}

bool nb_str_starts(nb_str s, nb_str prefix) {
  return s.len >= prefix.len && nb_str_eq(nb_str_sub(s, 0, prefix.len), prefix);
}

bool nb_str_ends(nb_str s, nb_str suffix) {
  return s.len >= suffix.len && nb_str_eq(nb_str_sub(s, s.len - suffix.len, s.len), suffix);
}

size_t nb_str_find(nb_str s, nb_str needle, size_t from) {
  if (needle.len == 0) return from <= s.len ? from : NB_NOT_FOUND;
  while (from + needle.len <= s.len) {
    const char *hit = memchr(s.ptr + from, needle.ptr[0], s.len - needle.len - from + 1);
    if (!hit) return NB_NOT_FOUND;
    from = (size_t)(hit - s.ptr);
    if (memcmp(hit, needle.ptr, needle.len) == 0) return from;
    from++;
  }
  return NB_NOT_FOUND;
}

static size_t space_at_start(nb_str s) {
  if (s.len && strchr(" \t\r\n\v\f", s.ptr[0]) && s.ptr[0]) return 1;
  return s.len >= 2 && (unsigned char)s.ptr[0] == 0xC2 && (unsigned char)s.ptr[1] == 0xA0 ? 2 : 0;
}

static size_t space_at_end(nb_str s) {
  if (s.len && strchr(" \t\r\n\v\f", s.ptr[s.len - 1]) && s.ptr[s.len - 1]) return 1;
  return s.len >= 2 && (unsigned char)s.ptr[s.len - 2] == 0xC2 && (unsigned char)s.ptr[s.len - 1] == 0xA0 ? 2 : 0;
}

nb_str nb_str_trim(nb_str s) {
  size_t n;
  while ((n = space_at_start(s)) > 0) s = nb_str_sub(s, n, s.len);
  while ((n = space_at_end(s)) > 0) s = nb_str_sub(s, 0, s.len - n);
  return s;
}

bool nb_str_split(nb_str *rest, char separator, nb_str *field) {
  if (!rest->ptr) return false;
  const char *hit = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;
  if (!hit) {
    *field = *rest;
    *rest = (nb_str){NULL, 0};
    return true;
  }
  size_t at = (size_t)(hit - rest->ptr);
  *field = nb_str_sub(*rest, 0, at);
  *rest = nb_str_sub(*rest, at + 1, rest->len);
  return true;
}
