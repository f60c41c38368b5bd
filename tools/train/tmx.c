/* Translation memories (TMX 1.4b, https://www.gala-global.org/tmx-14b): of each unit the Dutch and the English, without
 * the codes of a document's formatting that are within. */
#include <expat.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "corpus.h"

enum { SEGMENT_CAP = 64 * 1024, CHUNK = 64 * 1024 };

typedef struct reader {
  nb_context *ctx;
  corpus *corpus;
  const char *path;
  XML_Parser expat;
  nb_buf text[2]; /* Dutch, English */
  int language;   /* of the variant: 0, 1; -1: another */
  bool in_unit, in_segment;
  size_t units, codes; /* codes: elements open whose content is no text */
  nb_status status;
} reader;

static const char *const code_elements[] = {"bpt", "ept", "it", "ph", "ut", NULL};

static void stop(reader *r, const char *why) {
  if (r->status) return;
  r->status = nb_fail(r->ctx, NB_DATA, "%s:%zu: %s", r->path, (size_t)XML_GetCurrentLineNumber(r->expat), why);
  XML_StopParser(r->expat, XML_FALSE);
}

/* "nl", "NL-BE", "en_US" */
static int language_of(const char *const *attributes) {
  static const nb_str codes[] = {{"nl", 2}, {"en", 2}};
  for (; attributes[0]; attributes += 2) {
    if (strcmp(attributes[0], "xml:lang") != 0 && strcmp(attributes[0], "lang") != 0) continue;
    nb_str value = nb_str_of(attributes[1]);
    for (int i = 0; i < 2; i++)
      if (nb_str_eq_nocase(nb_str_sub(value, 0, codes[i].len), codes[i]) &&
          (value.len == codes[i].len || strchr("-_", value.ptr[codes[i].len])))
        return i;
  }
  return -1;
}

static void XMLCALL on_start(void *user, const char *name, const char **attributes) {
  reader *r = user;
  if (r->codes || nb_str_in(nb_str_of(name), code_elements)) r->codes++;
  if (strcmp(name, "tu") == 0) {
    r->in_unit = true;
    r->language = -1;
    for (int i = 0; i < 2; i++) nb_buf_clear(&r->text[i]);
  }
  if (strcmp(name, "tuv") == 0) r->language = language_of(attributes);
  /* Of two variants in a language the first counts. */
  if (strcmp(name, "seg") == 0) r->in_segment = r->in_unit && r->language >= 0 && !r->text[r->language].len;
}

static void end_unit(reader *r) {
  r->in_unit = false;
  r->units++;
  nb_str nl = nb_arena_str(r->corpus->arena, nb_buf_str(&r->text[0]));
  nb_str en = nb_arena_str(r->corpus->arena, nb_buf_str(&r->text[1]));
  r->status = nl.ptr && en.ptr ? corpus_add(r->ctx, r->corpus, 1, nl, en) : nb_fail_memory(r->ctx);
  if (r->status) XML_StopParser(r->expat, XML_FALSE);
}

static void XMLCALL on_end(void *user, const char *name) {
  reader *r = user;
  if (r->codes) r->codes--;
  if (strcmp(name, "seg") == 0) r->in_segment = false;
  if (strcmp(name, "tu") == 0 && !r->status) end_unit(r);
}

static void XMLCALL on_text(void *user, const char *text, int n) {
  reader *r = user;
  if (!r->in_segment || r->codes) return;
  for (int i = 0; i < n; i++) { /* a line of the file ends anywhere */
    char c = strchr("\t\r\n", text[i]) ? ' ' : text[i];
    if (nb_buf_add_char(&r->text[r->language], c)) stop(r, "a segment is too long, or memory is out");
  }
}

/* An entity of one's own could grow without end. */
static void XMLCALL on_doctype(void *user, const char *name, const char *system, const char *public, int internal) {
  (void)name;
  (void)system;
  (void)public;
  if (internal) stop(user, "entities of its own are not read");
}

static nb_status parse(reader *r, FILE *file) {
  for (bool last = false; !last && !r->status;) {
    void *chunk = XML_GetBuffer(r->expat, CHUNK);
    if (!chunk) return nb_fail_memory(r->ctx);
    size_t n = fread(chunk, 1, CHUNK, file);
    if (ferror(file)) return nb_fail(r->ctx, NB_IO, "%s: %s", r->path, strerror(errno));
    last = n < CHUNK;
    if (XML_ParseBuffer(r->expat, (int)n, last) != XML_STATUS_OK) stop(r, XML_ErrorString(XML_GetErrorCode(r->expat)));
  }
  if (!r->status && !r->units) return nb_fail(r->ctx, NB_DATA, "%s: no translation units in it", r->path);
  return r->status;
}

nb_status tmx_read(nb_context *ctx, corpus *c, const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) return nb_fail(ctx, NB_NOINPUT, "%s: %s", path, strerror(errno));
  reader r = {.ctx = ctx, .corpus = c, .path = path, .expat = XML_ParserCreate(NULL), .language = -1};
  for (int i = 0; i < 2; i++) nb_buf_init(&r.text[i], SEGMENT_CAP);
  nb_status status = NB_INTERNAL;
  if (r.expat) {
    XML_SetUserData(r.expat, &r);
    XML_SetElementHandler(r.expat, on_start, on_end);
    XML_SetCharacterDataHandler(r.expat, on_text);
    XML_SetStartDoctypeDeclHandler(r.expat, on_doctype);
    status = parse(&r, file);
    XML_ParserFree(r.expat);
  } else {
    status = nb_fail_memory(ctx);
  }
  for (int i = 0; i < 2; i++) nb_buf_free(&r.text[i]);
  fclose(file);
  return status;
}
