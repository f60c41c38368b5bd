#include "digest/link.h"

#include <string.h>

static size_t find_any(nb_str s, const char *any) {
  size_t i = 0;
  while (i < s.len && !(s.ptr[i] && strchr(any, s.ptr[i]))) i++;
  return i;
}

typedef struct writer {
  char *ptr; /* room for the whole link and one byte */
  size_t len;
} writer;

static void add(writer *w, nb_str s) {
  if (s.len) memcpy(w->ptr + w->len, s.ptr, s.len);
  w->len += s.len;
}

static void add_lower(writer *w, nb_str s) {
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    w->ptr[w->len++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
}

static void add_query(writer *w, nb_str query) {
  char separator = '?';
  for (nb_str parameter; nb_str_split(&query, '&', &parameter);) {
    if (!parameter.len || nb_str_eq_nocase(nb_str_sub(parameter, 0, 4), NB_STR("utm_"))) continue;
    add(w, (nb_str){&separator, 1});
    add(w, parameter);
    separator = '&';
  }
}

static nb_str without_default_port(nb_str host, bool secure) {
  nb_str port = secure ? NB_STR(":443") : NB_STR(":80");
  return nb_str_ends(host, port) ? nb_str_sub(host, 0, host.len - port.len) : host;
}

nb_str nb_canonical_link(nb_arena *arena, nb_str link) {
  link = nb_str_trim(link);
  size_t colon = find_any(link, ":");
  nb_str scheme = nb_str_sub(link, 0, colon), rest = nb_str_sub(link, colon, link.len);
  bool secure = nb_str_eq_nocase(scheme, NB_STR("https"));
  if ((!secure && !nb_str_eq_nocase(scheme, NB_STR("http"))) || !nb_str_starts(rest, NB_STR("://"))) return NB_STR("");
  rest = nb_str_sub(rest, 3, rest.len);
  rest = nb_str_sub(rest, 0, find_any(rest, "#"));
  size_t host_end = find_any(rest, "/?"), path_end = find_any(rest, "?");
  writer w = {.ptr = nb_arena_alloc(arena, link.len + 2)};
  if (!w.ptr) return (nb_str){NULL, 0};
  add_lower(&w, scheme);
  add(&w, NB_STR("://"));
  add_lower(&w, without_default_port(nb_str_sub(rest, 0, host_end), secure));
  add(&w, path_end > host_end ? nb_str_sub(rest, host_end, path_end) : NB_STR("/"));
  if (path_end < rest.len) add_query(&w, nb_str_sub(rest, path_end + 1, rest.len));
  return (nb_str){w.ptr, w.len};
}
