#include <libxml/HTMLparser.h>
#include <string.h>

#include "base/file.h"
#include "read/html_extract.h"
#include "read/html_meta.h"
#include "read/layout.h"
#include "read/reader.h"

enum {
  DECLARATION_WINDOW = 8192,
  ATTRIBUTES = 250, /* of one tag: the parser's time grows with their square */
  TAGS = 1000000    /* of one page: each takes memory */
};

static bool is_white(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

/* charset=... in a meta element or encoding=... in an XML declaration, near the beginning. */
static nb_str declared_charset(nb_str bytes) {
  static const char *const keys[] = {"charset", "encoding"};
  bytes = nb_str_sub(bytes, 0, DECLARATION_WINDOW);
  for (size_t at = 0; at < bytes.len; at++) {
    if (bytes.ptr[at] != 'c' && bytes.ptr[at] != 'C' && bytes.ptr[at] != 'e') continue;
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
      size_t p = at + strlen(keys[k]), end;
      if (!nb_str_eq_nocase(nb_str_sub(bytes, at, p), nb_str_of(keys[k]))) continue;
      while (p < bytes.len && is_white(bytes.ptr[p])) p++;
      if (p >= bytes.len || bytes.ptr[p] != '=') continue;
      for (p++; p < bytes.len && (is_white(bytes.ptr[p]) || strchr("\"'", bytes.ptr[p])) && bytes.ptr[p]; p++) continue;
      for (end = p; end < bytes.len && bytes.ptr[end] && !strchr("\"'; />?\r\n\t", bytes.ptr[end]);) end++;
      if (end > p) return nb_str_sub(bytes, p, end);
    }
  }
  return NB_STR("");
}

/* A part of a page, as feeds carry: no html, head or body element of its own. */
static bool is_fragment(nb_str s) {
  static const char *const tags[] = {"<html", "<body", "<head"};
  s = nb_str_sub(s, 0, DECLARATION_WINDOW);
  for (size_t at = 0; (at = nb_str_find(s, NB_STR("<"), at)) != NB_NOT_FOUND; at++)
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
      if (nb_str_eq_nocase(nb_str_sub(s, at, at + 5), nb_str_of(tags[i]))) return false;
  return true;
}

/* Bytes of "</script" or "</style", which end what began as a tag only by its look. 0: neither. */
static size_t script_end(nb_str s, size_t at) {
  static const char *const ends[] = {"</script", "</style"};
  for (size_t i = 0; s.ptr[at] == '<' && i < sizeof ends / sizeof *ends; i++)
    if (nb_str_eq_nocase(nb_str_sub(s, at, at + strlen(ends[i])), nb_str_of(ends[i]))) return strlen(ends[i]);
  return 0;
}

/* The end of the tag whose inside begins at `at`; blanks the attributes beyond the limit. Quotes are read as the parser
 * does. */
static size_t trim_tag(char *text, size_t len, size_t at) {
  size_t attributes = 0;
  char quote = 0, before = ' ';
  while (at < len) {
    char c = text[at];
    size_t whole = script_end((nb_str){text, len}, at);
    if (whole) {
      quote = 0;
      before = ' ';
      at += whole;
      continue;
    }
    if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      return at;
    } else if ((c == '"' || c == '\'') && before == '=') {
      quote = c;
    } else if (!is_white(c) && c != '/' && c != '=' && before != '=' &&
               (at == 0 || is_white(text[at - 1]) || strchr("/\"'", text[at - 1]))) {
      attributes++;
    }
    if (attributes > ATTRIBUTES)
      text[at] = ' ';
    else if (!is_white(c))
      before = c;
    at++;
  }
  return at;
}

/* NUL bytes would end the parser's input; tags with very many attributes would take it hours. False: too many tags. */
static bool make_safe(char *text, size_t len) {
  size_t tags = 0;
  for (size_t i = 0; i < len; i++)
    if (!text[i]) text[i] = ' ';
  for (size_t i = 0; i + 1 < len; i++) {
    if (text[i] != '<' || (text[i + 1] | 32) < 'a' || (text[i + 1] | 32) > 'z') continue;
    if (++tags > TAGS) return false;
    i = trim_tag(text, len, i + 1);
  }
  return true;
}

static nb_status read_page(nb_context *ctx, nb_str utf8, nb_document *d) {
  size_t mark = nb_str_starts(utf8, NB_STR("\xEF\xBB\xBF")) ? 3 : 0;
  utf8 = nb_str_sub(utf8, mark, utf8.len);
  if (!make_safe((char *)(size_t)utf8.ptr, utf8.len)) /* our own copy */
    return nb_fail(ctx, NB_DATA, NB_STR_FMT ": more than %d tags", NB_STR_ARG(d->name), (int)TAGS);
  const int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                      HTML_PARSE_COMPACT | HTML_PARSE_IGNORE_ENC;
  htmlDocPtr page = htmlReadMemory(utf8.ptr, (int)utf8.len, NULL, "UTF-8", options);
  xmlNode *root = page ? xmlDocGetRootElement(page) : NULL;
  const xmlNode *h1 = NULL;
  nb_status status = root ? nb_html_meta(ctx, root, d, &h1) : NB_OK;
  if (root && !status) status = nb_html_extract(ctx, root, h1, is_fragment(utf8), d);
  xmlFreeDoc(page);
  return status ? status : nb_document_close(ctx, d, "no article text");
}

static nb_status read_bytes(nb_context *ctx, nb_str bytes, nb_str charset, nb_document *d) {
  nb_arena *scratch = nb_arena_new();
  nb_str utf8, found;
  if (!charset.len) charset = declared_charset(bytes);
  nb_status status = scratch ? nb_to_utf8(ctx, scratch, bytes, charset, &utf8, &found) : nb_fail_memory(ctx);
  if (!status) status = read_page(ctx, utf8, d);
  nb_arena_free(scratch);
  return status;
}

nb_status nb_read_html(nb_context *ctx, nb_str name, nb_str bytes, nb_str charset, nb_document **document) {
  if (bytes.len > NB_INPUT_CAP)
    return nb_fail(ctx, NB_DATA, NB_STR_FMT ": larger than the limit of %d bytes", NB_STR_ARG(name), (int)NB_INPUT_CAP);
  nb_document *d = nb_document_new();
  if (!d) return nb_fail_memory(ctx);
  d->name = nb_arena_str(d->arena, name);
  nb_status status = d->name.ptr ? read_bytes(ctx, bytes, charset, d) : nb_fail_memory(ctx);
  if (status)
    nb_document_free(d);
  else
    *document = d;
  return status;
}
