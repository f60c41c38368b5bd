/* TMX 1.4: those units of a translation memory that are terms. */
#include "lexicon/user/xml.h"

enum { ROOT = NB_XML_FIRST, BODY, UNIT, NOTE, VARIANT, SEGMENT };

static const nb_xml_element elements[] = {
    {NB_XML_OUTSIDE, "tmx", ROOT, false},
    {ROOT, "body", BODY, false},
    {BODY, "tu", UNIT, false},
    {UNIT, "note", NOTE, true},
    {UNIT, "tuv", VARIANT, false},
    {VARIANT, "seg", SEGMENT, true},
    {SEGMENT, "hi", NB_XML_INLINE, false},
    {NB_XML_INLINE, "hi", NB_XML_INLINE, false},
};

typedef struct work {
  nb_glossary_file *file;
  nb_str dutch, english, note;
  nb_str *current; /* NULL: another language, or one that was there already */
  size_t line, found, left_out;
} work;

static void open(void *user, int kind, const char **attributes, size_t line) {
  work *w = user;
  if (kind == UNIT) {
    w->dutch = w->english = w->note = NB_STR("");
    w->line = line;
  }
  if (kind != VARIANT) return;
  nb_str code = nb_xml_attribute(attributes, "xml:lang");
  if (!code.len) code = nb_xml_attribute(attributes, "lang"); /* TMX 1.1 */
  nb_str *place = nb_xml_language(code, "nl") ? &w->dutch : nb_xml_language(code, "en") ? &w->english : NULL;
  w->current = place && !place->len ? place : NULL;
}

/* A sentence is no term. */
static bool is_term(nb_str text) {
  size_t words = 1;
  for (size_t i = 0; i < text.len; i++) words += text.ptr[i] == ' ';
  bool sentence = nb_str_ends(text, NB_STR(".")) || nb_str_ends(text, NB_STR("!")) || nb_str_ends(text, NB_STR("?"));
  return words <= NB_TERM_WORDS && text.len <= NB_TERM_BYTES && !sentence;
}

static nb_status take_unit(work *w) {
  if (!w->dutch.len || !w->english.len || !is_term(w->dutch)) {
    w->left_out++;
    return NB_OK;
  }
  w->found++;
  nb_term term = {.nl = w->dutch, .en = w->english, .note = w->note, .path = w->file->path, .line = w->line};
  return nb_terms_add(w->file->ctx, w->file->arena, w->file->terms, &term, NB_STR(""));
}

static nb_status close(void *user, int kind, nb_str text) {
  work *w = user;
  if (kind == UNIT) return take_unit(w);
  nb_str *place = kind == SEGMENT ? w->current : kind == NOTE ? &w->note : NULL;
  if (!place) return NB_OK;
  *place = nb_arena_str(w->file->arena, nb_str_trim(text));
  return place->ptr ? NB_OK : nb_fail_memory(w->file->ctx);
}

nb_status nb_read_tmx(nb_glossary_file *file) {
  static const nb_xml_format format = {elements, sizeof elements / sizeof *elements, open, close};
  work w = {.file = file};
  nb_status status = nb_xml_read(file, &format, &w);
  if (status || !w.left_out) return status;
  if (!w.found)
    return nb_fail(file->ctx, NB_DATA, "%s: no unit with Dutch of at most %d words and English: sentences are no terms",
                   file->path, NB_TERM_WORDS);
  nb_log(file->ctx, NB_LOG_WARN, "%s: %zu units that are sentences or lack a language are left out", file->path,
         w.left_out);
  return NB_OK;
}
