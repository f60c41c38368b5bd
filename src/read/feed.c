#include "read/feed.h"

#include <expat.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "read/plain.h"
#include "read/reader.h"

enum { DEPTH_CAP = 100, ITEM_CAP = 2000, FIELD_CAP = 1024 * 1024 };

#define SEPARATOR '\n' /* between namespace and name, as Expat hands them over */

/* What an element is to those inside it. */
typedef enum kind { OUTSIDE, ROOT, CHANNEL, ITEM, FIELD, MARKUP /* inside a field */, HREF, IGNORED } kind;
typedef enum field { TITLE, LINK, ID, DATE, HTML, N_FIELDS } field;

typedef struct space_row {
  const char *uri, *name;
} space_row;

static const space_row spaces[] = {
    {"http://www.w3.org/2005/Atom", "atom"},
    {"http://purl.org/atom/ns#", "atom"},
    {"http://purl.org/rss/1.0/", ""},
    {"http://my.netscape.com/rdf/simple/0.9/", ""},
    {"http://channel.netscape.com/rdf/simple/0.9/", ""},
    {"http://backend.userland.com/rss2", ""},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    {"http://purl.org/rss/1.0/modules/content/", "content"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://www.w3.org/1999/xhtml", "xhtml"},
};

typedef struct element_row {
  kind parent;
  const char *space, *name;
  kind kind;
  field field;
  int rank; /* of several values the one with the highest rank counts, then the first; of HTML the longest */
} element_row;

static const element_row elements[] = {
    {OUTSIDE, "", "rss", ROOT, 0, 0},
    {OUTSIDE, "rdf", "RDF", ROOT, 0, 0},
    {OUTSIDE, "atom", "feed", CHANNEL, 0, 0},
    {ROOT, "", "channel", CHANNEL, 0, 0},
    {ROOT, "", "item", ITEM, 0, 0},
    {CHANNEL, "", "item", ITEM, 0, 0},
    {CHANNEL, "atom", "entry", ITEM, 0, 0},
    {CHANNEL, "", "title", FIELD, TITLE, 1},
    {CHANNEL, "atom", "title", FIELD, TITLE, 1},
    {CHANNEL, "", "link", FIELD, LINK, 2},
    {CHANNEL, "atom", "link", HREF, LINK, 1},
    {ITEM, "", "title", FIELD, TITLE, 2},
    {ITEM, "atom", "title", FIELD, TITLE, 2},
    {ITEM, "dc", "title", FIELD, TITLE, 1},
    {ITEM, "", "link", FIELD, LINK, 2},
    {ITEM, "atom", "link", HREF, LINK, 1},
    {ITEM, "", "guid", FIELD, ID, 3},
    {ITEM, "atom", "id", FIELD, ID, 3},
    {ITEM, "dc", "identifier", FIELD, ID, 2},
    {ITEM, "", "pubDate", FIELD, DATE, 3},
    {ITEM, "atom", "published", FIELD, DATE, 3},
    {ITEM, "atom", "issued", FIELD, DATE, 3},
    {ITEM, "dc", "date", FIELD, DATE, 2},
    {ITEM, "atom", "updated", FIELD, DATE, 1},
    {ITEM, "atom", "modified", FIELD, DATE, 1},
    {ITEM, "content", "encoded", FIELD, HTML, 1},
    {ITEM, "", "description", FIELD, HTML, 1},
    {ITEM, "atom", "content", FIELD, HTML, 1},
    {ITEM, "atom", "summary", FIELD, HTML, 1},
};

/* What the `type` of an Atom text says about its characters. Other types (pictures, base64) are left out. */
typedef struct type_row {
  const char *type;
  bool plain; /* characters are text, not HTML */
} type_row;

static const type_row types[] = {{"text", true},       {"text/plain", true}, {"html", false},
                                 {"text/html", false}, {"xhtml", true},      {"application/xhtml+xml", true}};

static const char *const void_tags[] = {"br",   "hr",   "img", "input", "wbr",  "source",
                                        "link", "meta", "col", "area",  "embed"};

typedef struct values {
  nb_str text[N_FIELDS];
  int rank[N_FIELDS]; /* 0: no value */
  bool guid_is_link;
} values;

typedef struct parse {
  nb_context *ctx;
  nb_arena *arena;
  nb_str name;
  size_t skipped_lines; /* before what Expat sees */
  XML_Parser expat;
  nb_status status;
  kind kinds[DEPTH_CAP];
  size_t depth;
  values channel, item;
  const element_row *element; /* of the open field */
  bool plain;                 /* the open field's characters are text */
  nb_buf text;                /* of the open field */
  bool cut;
  nb_feed *feed;
  bool *has_id; /* beside feed->items: the feed gave an id */
  size_t items_cap, ids_cap, left_out;
} parse;

typedef struct qualified {
  const char *space, *name;
} qualified;

static void stop(parse *p, const char *reason, const char *what) {
  if (p->status) return;
  p->status = nb_fail(p->ctx, NB_DATA, NB_STR_FMT ":%zu:%zu: %s%.40s", NB_STR_ARG(p->name),
                      (size_t)XML_GetCurrentLineNumber(p->expat) + p->skipped_lines,
                      (size_t)XML_GetCurrentColumnNumber(p->expat) + 1, reason, what);
  XML_StopParser(p->expat, XML_FALSE);
}

static void stop_memory(parse *p) {
  if (!p->status) p->status = nb_fail_memory(p->ctx);
  XML_StopParser(p->expat, XML_FALSE);
}

static qualified split_name(const char *name) {
  const char *local = strrchr(name, SEPARATOR);
  if (!local) return (qualified){"", name};
  size_t n = (size_t)(local - name);
  for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
    if (strlen(spaces[i].uri) == n && memcmp(spaces[i].uri, name, n) == 0)
      return (qualified){spaces[i].name, local + 1};
  return (qualified){"?", local + 1};
}

static const element_row *find_element(kind parent, qualified q) {
  for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
    const element_row *e = &elements[i];
    if (e->parent == parent && strcmp(e->name, q.name) == 0 && strcmp(e->space, q.space) == 0) return e;
  }
  return NULL;
}

/* The value of an attribute without a namespace, or NULL. */
static const char *attribute(const char **attributes, const char *name) {
  for (; attributes[0]; attributes += 2)
    if (strcmp(attributes[0], name) == 0) return attributes[1];
  return NULL;
}

static void offer(parse *p, values *v, field f, int rank, nb_str value) {
  value = nb_str_trim(value);
  bool better = f == HTML ? value.len > v->text[f].len : rank > v->rank[f];
  if (!value.len || !better) return;
  nb_str kept = nb_arena_str(p->arena, value);
  if (!kept.ptr) {
    stop_memory(p);
    return;
  }
  v->text[f] = kept;
  v->rank[f] = rank;
}

static values *open_values(parse *p, kind parent) {
  return parent == ITEM ? &p->item : &p->channel;
}

/* What is over the cap is cut, between two characters; then nothing more fits. */
static void append(parse *p, nb_str s) {
  size_t room = p->text.max - p->text.len;
  bool cut = !p->text.status && s.len > room;
  if (cut) {
    while (room && ((unsigned char)s.ptr[room] & 0xC0) == 0x80) room--;
    s = nb_str_sub(s, 0, room);
  }
  if (nb_buf_add(&p->text, s) == NB_INTERNAL) stop_memory(p);
  if (!cut) return;
  p->text.status = NB_DATA;
  p->cut = true;
}

/* "<" and its kind become entities where they are text. */
static void add_text(parse *p, nb_str s, bool escape) {
  for (size_t i = 0, from = 0; i <= s.len; i++) {
    const char *entity = NULL;
    if (i < s.len && escape)
      entity = s.ptr[i] == '&' ? "&amp;" : s.ptr[i] == '<' ? "&lt;" : s.ptr[i] == '"' ? "&quot;" : NULL;
    if (!entity && i < s.len) continue;
    append(p, nb_str_sub(s, from, i));
    if (entity) append(p, nb_str_of(entity));
    from = i + 1;
  }
}

static bool is_html(const parse *p) {
  return p->element->field == HTML || p->element->field == TITLE;
}

static void open_tag(parse *p, const char *name, const char **attributes) {
  if (!is_html(p)) return;
  add_text(p, NB_STR("<"), false);
  add_text(p, nb_str_of(name), false);
  for (; attributes[0]; attributes += 2) {
    if (strchr(attributes[0], SEPARATOR)) continue;
    add_text(p, NB_STR(" "), false);
    add_text(p, nb_str_of(attributes[0]), false);
    add_text(p, NB_STR("=\""), false);
    add_text(p, nb_str_of(attributes[1]), true);
    add_text(p, NB_STR("\""), false);
  }
  add_text(p, NB_STR(">"), false);
}

static void close_tag(parse *p, const char *name) {
  if (!is_html(p)) return;
  for (size_t i = 0; i < sizeof void_tags / sizeof *void_tags; i++)
    if (strcmp(void_tags[i], name) == 0) return;
  add_text(p, NB_STR("</"), false);
  add_text(p, nb_str_of(name), false);
  add_text(p, NB_STR(">"), false);
}

static kind begin_item(parse *p, const char **attributes) {
  p->item = (values){.rank = {0}};
  for (; attributes[0]; attributes += 2) {
    qualified q = split_name(attributes[0]);
    if (strcmp(q.space, "rdf") == 0 && strcmp(q.name, "about") == 0)
      offer(p, &p->item, ID, 1, nb_str_of(attributes[1]));
  }
  return ITEM;
}

static kind begin_field(parse *p, const element_row *e, const char **attributes) {
  const char *type = attribute(attributes, "type"), *mode = attribute(attributes, "mode");
  bool plain = false;
  if (strcmp(e->space, "atom") == 0 && (e->field == HTML || e->field == TITLE)) {
    size_t i = 0, n = sizeof types / sizeof *types;
    while (i < n && strcmp(types[i].type, type ? type : "text") != 0) i++;
    if (i == n || (mode && strcmp(mode, "base64") == 0)) return IGNORED;
    plain = types[i].plain;
  }
  if (e->field == ID && strcmp(e->name, "guid") == 0) {
    const char *permanent = attribute(attributes, "isPermaLink");
    p->item.guid_is_link = !permanent || strcmp(permanent, "false") != 0;
  }
  p->element = e;
  p->plain = plain;
  nb_buf_clear(&p->text);
  return FIELD;
}

static kind take_href(parse *p, const element_row *e, const char **attributes) {
  const char *href = attribute(attributes, "href"), *rel = attribute(attributes, "rel");
  if (href && (!rel || strcmp(rel, "alternate") == 0))
    offer(p, open_values(p, e->parent), LINK, e->rank, nb_str_of(href));
  return IGNORED;
}

static kind begin_element(parse *p, const element_row *e, const char **attributes) {
  switch (e->kind) {
    case ITEM:
      return begin_item(p, attributes);
    case FIELD:
      return begin_field(p, e, attributes);
    case HREF:
      return take_href(p, e, attributes);
    default:
      return e->kind;
  }
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
  parse *p = user;
  if (p->status) return;
  if (p->depth == DEPTH_CAP) {
    stop(p, "elements nested too deeply", "");
    return;
  }
  qualified q = split_name(name);
  kind parent = p->depth ? p->kinds[p->depth - 1] : OUTSIDE, k = IGNORED;
  if (parent == FIELD || parent == MARKUP) {
    open_tag(p, q.name, attributes);
    k = MARKUP;
  } else {
    const element_row *e = find_element(parent, q);
    if (!e && parent == OUTSIDE) stop(p, "not a feed: the root element is ", q.name);
    if (e) k = begin_element(p, e, attributes);
  }
  p->kinds[p->depth++] = k;
}

static void end_field(parse *p) {
  const element_row *e = p->element;
  values *v = open_values(p, e->parent);
  if (e->field != TITLE) {
    offer(p, v, e->field, e->rank, nb_buf_str(&p->text));
    return;
  }
  nb_buf plain;
  nb_buf_init(&plain, FIELD_CAP);
  if (nb_html_plain(nb_buf_str(&p->text), &plain) == NB_INTERNAL) stop_memory(p);
  offer(p, v, TITLE, e->rank, nb_buf_str(&plain));
  nb_buf_free(&plain);
}

static nb_str or_empty(nb_str s) {
  return s.ptr ? s : NB_STR("");
}

static bool is_address(nb_str s) {
  return nb_str_starts(s, NB_STR("http://")) || nb_str_starts(s, NB_STR("https://"));
}

static void end_item(parse *p) {
  const nb_str *t = p->item.text;
  if (!t[TITLE].len && !t[HTML].len) return; /* nothing to read */
  nb_feed *f = p->feed;
  if (f->n_items == ITEM_CAP) {
    p->left_out++;
    return;
  }
  if (!nb_arena_grow(p->arena, &f->items, &p->items_cap, f->n_items + 1, sizeof *f->items) ||
      !nb_arena_grow(p->arena, &p->has_id, &p->ids_cap, f->n_items + 1, sizeof *p->has_id)) {
    stop_memory(p);
    return;
  }
  nb_str link = t[LINK];
  if (!link.len && p->item.guid_is_link && is_address(or_empty(t[ID]))) link = t[ID];
  p->has_id[f->n_items] = t[ID].len > 0;
  f->items[f->n_items++] = (nb_feed_item){.id = or_empty(t[ID]),
                                          .title = or_empty(t[TITLE]),
                                          .link = or_empty(link),
                                          .date = or_empty(t[DATE]),
                                          .html = or_empty(t[HTML])};
}

static void XMLCALL on_end(void *user, const char *name) {
  parse *p = user;
  if (p->status) return;
  kind k = p->kinds[--p->depth];
  if (k == MARKUP) close_tag(p, split_name(name).name);
  if (k == FIELD) end_field(p);
  if (k == ITEM) end_item(p);
}

static void XMLCALL on_text(void *user, const char *text, int len) {
  parse *p = user;
  kind k = p->depth ? p->kinds[p->depth - 1] : OUTSIDE;
  if (p->status || (k != FIELD && k != MARKUP)) return;
  add_text(p, (nb_str){text, (size_t)len}, is_html(p) && (p->plain || k == MARKUP));
}

/* An entity of HTML that XML does not know, such as &nbsp;: it stays as it is, for the reader of the HTML. */
static void XMLCALL on_skipped_entity(void *user, const char *name, int is_parameter) {
  parse *p = user;
  kind k = p->depth ? p->kinds[p->depth - 1] : OUTSIDE;
  if (p->status || is_parameter || (k != FIELD && k != MARKUP)) return;
  add_text(p, NB_STR("&"), false);
  add_text(p, nb_str_of(name), false);
  add_text(p, NB_STR(";"), false);
}

static void XMLCALL on_doctype(void *user, const char *name, const char *system_id, const char *public_id,
                               int internal) {
  (void)name, (void)system_id, (void)public_id;
  if (internal) stop(user, "document type declaration refused", "");
}

/* The encoding that the XML declaration names, or the empty slice. */
static nb_str declared_encoding(nb_str bytes) {
  nb_str head = nb_str_sub(bytes, 0, 256);
  size_t end = nb_str_find(head, NB_STR("?>"), 0);
  if (!nb_str_starts(head, NB_STR("<?xml")) || end == NB_NOT_FOUND) return NB_STR("");
  head = nb_str_sub(head, 0, end);
  size_t at = nb_str_find(head, NB_STR("encoding"), 0);
  if (at == NB_NOT_FOUND) return NB_STR("");
  nb_str rest = nb_str_trim(nb_str_sub(head, at + strlen("encoding"), head.len));
  if (!nb_str_starts(rest, NB_STR("="))) return NB_STR("");
  rest = nb_str_trim(nb_str_sub(rest, 1, rest.len));
  nb_str name;
  if (!rest.len || (rest.ptr[0] != '"' && rest.ptr[0] != '\'')) return NB_STR("");
  char quote = rest.ptr[0];
  rest = nb_str_sub(rest, 1, rest.len);
  return nb_str_split(&rest, quote, &name) ? name : NB_STR("");
}

/* Items without an id get their link, unless other items have the same link: then it says nothing about them. */
static bool complete_ids(parse *p) {
  nb_feed *f = p->feed;
  nb_map *links = nb_map_new(p->arena);
  if (!links) return false;
  for (size_t i = 0; i < f->n_items; i++) {
    void **slot = nb_map_slot(links, f->items[i].link);
    if (!slot) return false;
    *slot = *slot ? (void *)links : &f->items[i]; /* the map itself: seen more than once */
  }
  for (size_t i = 0; i < f->n_items; i++) {
    nb_feed_item *item = &f->items[i];
    if (p->has_id[i]) continue;
    item->id = item->link;
    if (item->link.len && nb_map_get(links, item->link) == item) continue;
    nb_str what = item->title.len ? item->title : item->html;
    item->id = nb_arena_printf(p->arena, "hash:%016llx%016llx", (unsigned long long)nb_hash(what),
                               (unsigned long long)nb_hash(item->date));
    if (!item->id.ptr) return false;
  }
  return true;
}

static nb_status run(parse *p, nb_str utf8) {
  XML_SetUserData(p->expat, p);
  XML_SetElementHandler(p->expat, on_start, on_end);
  XML_SetCharacterDataHandler(p->expat, on_text);
  XML_SetSkippedEntityHandler(p->expat, on_skipped_entity);
  XML_SetStartDoctypeDeclHandler(p->expat, on_doctype);
  /* As if there were a document type with entities that are not read (nothing reads it): so that &nbsp; is no error. */
  XML_UseForeignDTD(p->expat, XML_TRUE);
  enum XML_Status parsed = XML_Parse(p->expat, utf8.ptr, (int)utf8.len, 1);
  enum XML_Error error = XML_GetErrorCode(p->expat);
  if (parsed != XML_STATUS_OK && error == XML_ERROR_NO_MEMORY) stop_memory(p);
  if (parsed != XML_STATUS_OK) stop(p, "not a feed, or a damaged one: ", XML_ErrorString(error));
  if (!p->status && !complete_ids(p)) stop_memory(p);
  return p->status;
}

/* Blank lines before the XML declaration are an error to Expat and common all the same. */
static nb_str without_blank_start(nb_str bytes, size_t *lines) {
  size_t at = 0;
  for (; at < bytes.len && strchr(" \t\r\n", bytes.ptr[at]) && bytes.ptr[at]; at++) *lines += bytes.ptr[at] == '\n';
  return nb_str_sub(bytes, at, bytes.len);
}

static bool is_control(char c) {
  return (unsigned char)c < 0x20 && c != '\t' && c != '\r' && c != '\n';
}

/* XML forbids control characters; one that slipped into an article shall not cost the feed: they become spaces. */
static nb_str without_controls(nb_arena *arena, nb_str utf8) {
  size_t at = 0;
  while (at < utf8.len && !is_control(utf8.ptr[at])) at++;
  if (at == utf8.len) return utf8;
  char *copy = nb_arena_cstr(arena, utf8);
  for (; copy && at < utf8.len; at++)
    if (is_control(copy[at])) copy[at] = ' ';
  return (nb_str){copy, utf8.len};
}

nb_status nb_read_feed(nb_context *ctx, nb_arena *arena, nb_str name, nb_str bytes, nb_feed *feed) {
  if (bytes.len > NB_INPUT_CAP)
    return nb_fail(ctx, NB_DATA, NB_STR_FMT ": larger than the limit of %d bytes", NB_STR_ARG(name), NB_INPUT_CAP);
  size_t lines = 0;
  nb_str utf8, charset;
  bytes = without_blank_start(bytes, &lines);
  nb_status status = nb_to_utf8(ctx, arena, bytes, declared_encoding(bytes), &utf8, &charset);
  if (status) return status;
  utf8 = without_controls(arena, utf8);
  if (!utf8.ptr) return nb_fail_memory(ctx);
  nb_feed result = {.title = NB_STR(""), .link = NB_STR("")};
  parse p = {.ctx = ctx, .arena = arena, .name = name, .skipped_lines = lines, .feed = &result};
  p.expat = XML_ParserCreateNS("UTF-8", SEPARATOR);
  if (!p.expat) return nb_fail_memory(ctx);
  nb_buf_init(&p.text, FIELD_CAP);
  status = run(&p, utf8);
  nb_buf_free(&p.text);
  XML_ParserFree(p.expat);
  if (status) return status;
  result.title = or_empty(p.channel.text[TITLE]);
  result.link = or_empty(p.channel.text[LINK]);
  if (p.left_out)
    nb_log(ctx, NB_LOG_WARN, NB_STR_FMT ": only the first %d items are read, %zu are left out", NB_STR_ARG(name),
           ITEM_CAP, p.left_out);
  if (p.cut) nb_log(ctx, NB_LOG_WARN, NB_STR_FMT ": a text longer than %d bytes is cut", NB_STR_ARG(name), FIELD_CAP);
  *feed = result;
  return NB_OK;
}
