#include <string.h>

#include "read/reader.h"

enum { WINDOW = 64 * 1024, WIDE_WINDOW = 1024 };

bool nb_input_kind_of(nb_str name, nb_input_kind *kind) {
  static const char *const names[] = {
      [NB_INPUT_AUTO] = "auto", [NB_INPUT_TEXT] = "text",   [NB_INPUT_HTML] = "html",
      [NB_INPUT_FEED] = "feed", [NB_INPUT_JSONL] = "jsonl",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!nb_str_eq_c(name, names[i])) continue;
    *kind = (nb_input_kind)i;
    return true;
  }
  return false;
}

static const char *const feed_roots[] = {"rss", "feed", "rdf:rdf", "atom:feed"};
static const char *const html_tags[] = {"html",  "head",    "body",   "p",      "div",        "br",     "a",    "b",
                                        "i",     "em",      "strong", "span",   "article",    "main",   "h1",   "h2",
                                        "h3",    "h4",      "ul",     "ol",     "li",         "img",    "meta", "title",
                                        "table", "section", "header", "figure", "blockquote", "script", "link"};

static bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ':' || c == '-';
}

static bool tag_in(nb_str s, size_t at, const char *const *table, size_t n) {
  size_t end = at;
  while (end < s.len && is_name(s.ptr[end])) end++;
  nb_str tag = nb_str_sub(s, at, end);
  for (size_t i = 0; i < n; i++)
    if (nb_str_eq_nocase(tag, nb_str_of(table[i]))) return true;
  return false;
}
#define TAG_IN(s, at, table) tag_in(s, at, table, sizeof(table) / sizeof *(table))

static size_t after(nb_str s, size_t at, nb_str needle) {
  size_t hit = nb_str_find(s, needle, at);
  return hit == NB_NOT_FOUND ? s.len : hit + needle.len;
}

static size_t skip_space(nb_str s, size_t at) {
  while (at < s.len && strchr(" \t\r\n\f", s.ptr[at]) && s.ptr[at]) at++;
  return at;
}

/* Past declarations, processing instructions and comments, to the first tag or text. */
static size_t skip_prolog(nb_str s) {
  for (size_t at = skip_space(s, 0);; at = skip_space(s, at)) {
    nb_str rest = nb_str_sub(s, at, s.len);
    if (nb_str_starts(rest, NB_STR("<?")))
      at = after(s, at, NB_STR("?>"));
    else if (nb_str_starts(rest, NB_STR("<!--")))
      at = after(s, at, NB_STR("-->"));
    else if (nb_str_starts(rest, NB_STR("<!")))
      at = after(s, at, NB_STR(">"));
    else
      return at;
  }
}

static bool has_html_tag(nb_str s) {
  for (size_t at = 0; (at = nb_str_find(s, NB_STR("<"), at)) != NB_NOT_FOUND; at++) {
    size_t name = at + 1 + (at + 1 < s.len && s.ptr[at + 1] == '/');
    if (TAG_IN(s, name, html_tags) && memchr(s.ptr + name, '>', s.len - name)) return true;
  }
  return false;
}

static nb_input_kind kind_of(nb_str s) {
  size_t at = skip_space(s, 0);
  if (at < s.len && s.ptr[at] == '{') {
    size_t next = skip_space(s, at + 1);
    if (next < s.len && strchr("\"}", s.ptr[next]) && s.ptr[next]) return NB_INPUT_JSONL;
  }
  at = skip_prolog(s);
  if (at < s.len && s.ptr[at] == '<' && TAG_IN(s, at + 1, feed_roots)) return NB_INPUT_FEED;
  return has_html_tag(s) ? NB_INPUT_HTML : NB_INPUT_TEXT;
}

nb_input_kind nb_sniff(nb_str bytes) {
  char narrow[WIDE_WINDOW];
  bool wide = nb_str_starts(bytes, NB_STR("\xFF\xFE")) || nb_str_starts(bytes, NB_STR("\xFE\xFF"));
  if (!wide) {
    if (nb_str_starts(bytes, NB_STR("\xEF\xBB\xBF"))) bytes = nb_str_sub(bytes, 3, bytes.len);
    return kind_of(nb_str_sub(bytes, 0, WINDOW));
  }
  size_t n = 0; /* UTF-16: tags and braces are ASCII, so it is enough to leave out the zero bytes */
  for (size_t i = 2; i < bytes.len && n < sizeof narrow; i++)
    if (bytes.ptr[i]) narrow[n++] = bytes.ptr[i];
  return kind_of((nb_str){narrow, n});
}
