#include "lexicon/user/xml.h"

#include <expat.h>
#include <string.h>

enum { DEPTH = 64, TEXT_CAP = 64 * 1024 };

typedef struct parse {
  nb_glossary_file *file;
  const nb_xml_format *format;
  void *user;
  XML_Parser expat;
  nb_status status;
  int kinds[DEPTH];
  size_t depth, wanted; /* wanted: the depth of the element whose text is; 0: none */
  nb_buf text;
} parse;

static void stop(parse *p, const char *reason) {
  if (!p->status)
    p->status =
        nb_fail(p->file->ctx, NB_DATA, "%s:%zu: %s", p->file->path, (size_t)XML_GetCurrentLineNumber(p->expat), reason);
  XML_StopParser(p->expat, XML_FALSE);
}

static const char *local_name(const char *name) {
  const char *colon = strrchr(name, ':');
  return colon ? colon + 1 : name;
}

static const nb_xml_element *find(const nb_xml_format *format, int parent, const char *name) {
  for (size_t i = 0; i < format->n; i++)
    if (format->elements[i].parent == parent && strcmp(format->elements[i].name, local_name(name)) == 0)
      return &format->elements[i];
  return NULL;
}

static int kind_above(const parse *p) {
  return p->depth ? p->kinds[p->depth - 1] : NB_XML_OUTSIDE;
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
  parse *p = user;
  if (p->status) return;
  if (p->depth == DEPTH) {
    stop(p, "elements nested too deeply");
    return;
  }
  const nb_xml_element *e = find(p->format, kind_above(p), name);
  if (!e && p->depth == 0) stop(p, "the root element is not that of TBX or TMX");
  p->kinds[p->depth++] = e ? e->kind : NB_XML_IGNORED;
  if (!e || e->kind < NB_XML_FIRST) return;
  if (e->text) {
    p->wanted = p->depth;
    nb_buf_clear(&p->text);
  }
  p->format->open(p->user, e->kind, attributes, (size_t)XML_GetCurrentLineNumber(p->expat));
}

static void XMLCALL on_end(void *user, const char *name) {
  parse *p = user;
  (void)name;
  if (p->status) return;
  int kind = kind_above(p);
  nb_str text = p->wanted == p->depth ? nb_buf_str(&p->text) : NB_STR("");
  if (p->wanted == p->depth) p->wanted = 0;
  p->depth--;
  if (kind < NB_XML_FIRST) return;
  p->status = p->format->close(p->user, kind, text);
  if (p->status) XML_StopParser(p->expat, XML_FALSE);
}

/* What is over the cap is far over what a term may have. */
static void XMLCALL on_text(void *user, const char *text, int len) {
  parse *p = user;
  if (p->status || !p->wanted || kind_above(p) == NB_XML_IGNORED) return;
  if (nb_buf_add(&p->text, (nb_str){text, (size_t)len}) == NB_INTERNAL) p->status = nb_fail_memory(p->file->ctx);
}

static void XMLCALL on_doctype(void *user, const char *name, const char *system_id, const char *public_id,
                               int internal) {
  (void)name, (void)system_id, (void)public_id;
  if (internal) stop(user, "a document type with declarations of its own is refused");
}

static void XMLCALL on_skipped_entity(void *user, const char *name, int is_parameter) {
  (void)name;
  if (!is_parameter) stop(user, "an entity that XML does not have: write the character itself");
}

nb_status nb_xml_read(nb_glossary_file *file, const nb_xml_format *format, void *user) {
  parse p = {.file = file, .format = format, .user = user, .expat = XML_ParserCreate(NULL)};
  if (!p.expat) return nb_fail_memory(file->ctx);
  nb_buf_init(&p.text, TEXT_CAP);
  XML_SetUserData(p.expat, &p);
  XML_SetElementHandler(p.expat, on_start, on_end);
  XML_SetCharacterDataHandler(p.expat, on_text);
  XML_SetStartDoctypeDeclHandler(p.expat, on_doctype);
  XML_SetSkippedEntityHandler(p.expat, on_skipped_entity);
  if (XML_Parse(p.expat, file->bytes.ptr, (int)file->bytes.len, 1) != XML_STATUS_OK) {
    if (XML_GetErrorCode(p.expat) == XML_ERROR_NO_MEMORY && !p.status) p.status = nb_fail_memory(file->ctx);
    stop(&p, XML_ErrorString(XML_GetErrorCode(p.expat)));
  }
  nb_buf_free(&p.text);
  XML_ParserFree(p.expat);
  return p.status;
}

nb_str nb_xml_attribute(const char **attributes, const char *name) {
  for (; attributes[0]; attributes += 2)
    if (strcmp(attributes[0], name) == 0) return nb_str_of(attributes[1]);
  return NB_STR("");
}

bool nb_xml_language(nb_str language, const char *code) {
  nb_str start = nb_str_of(code);
  bool whole = language.len == start.len ||
               (language.len > start.len && (language.ptr[start.len] == '-' || language.ptr[start.len] == '_'));
  return whole && nb_str_eq_nocase(nb_str_sub(language, 0, start.len), start);
}
