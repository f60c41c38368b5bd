/* TBX-Basic: version 2 (martif, ISO 30042:2008) and version 3 (tbx, ISO 30042:2019), in both of its styles. */
#include "lexicon/user/xml.h"

enum { MOST_TERMS = 64 /* of a concept */ };

enum { ROOT = NB_XML_FIRST, TEXT, BODY, ENTRY, LANGUAGE, GROUP, TERM, TERM_NOTE, POS, STATUS, NOTE };

static const nb_xml_element elements[] = {
    {NB_XML_OUTSIDE, "martif", ROOT, false},
    {NB_XML_OUTSIDE, "tbx", ROOT, false},
    {ROOT, "text", TEXT, false},
    {TEXT, "body", BODY, false},
    {BODY, "termEntry", ENTRY, false},
    {BODY, "conceptEntry", ENTRY, false},
    {ENTRY, "note", NOTE, true},
    {ENTRY, "langSet", LANGUAGE, false},
    {ENTRY, "langSec", LANGUAGE, false},
    {LANGUAGE, "note", NOTE, true},
    {LANGUAGE, "tig", GROUP, false},
    {LANGUAGE, "ntig", GROUP, false},
    {LANGUAGE, "termSec", GROUP, false},
    {GROUP, "termGrp", GROUP, false},
    {GROUP, "termNoteGrp", GROUP, false},
    {GROUP, "term", TERM, true},
    {GROUP, "termNote", TERM_NOTE, true},
    {GROUP, "partOfSpeech", POS, true},
    {GROUP, "administrativeStatus", STATUS, true},
    {GROUP, "note", NOTE, true},
    {TERM, "hi", NB_XML_INLINE, false},
    {NB_XML_INLINE, "hi", NB_XML_INLINE, false},
};

typedef struct term {
  nb_str text, pos;
  int rank; /* 1: preferred, -1: deprecated */
  size_t line;
} term;

typedef struct language {
  term terms[MOST_TERMS];
  size_t n;
} language;

typedef struct work {
  nb_glossary_file *file;
  language dutch, english;
  language *current; /* NULL: another language */
  nb_str note;
  int meaning;       /* of the open termNote: POS, STATUS, or 0 */
  size_t line;       /* of the open element */
  size_t incomplete; /* concepts without Dutch or without English */
} work;

static void open(void *user, int kind, const char **attributes, size_t line) {
  work *w = user;
  w->line = line;
  if (kind == ENTRY) {
    w->dutch.n = w->english.n = 0;
    w->note = NB_STR("");
  }
  if (kind == LANGUAGE) {
    nb_str code = nb_xml_attribute(attributes, "xml:lang");
    w->current = nb_xml_language(code, "nl") ? &w->dutch : nb_xml_language(code, "en") ? &w->english : NULL;
  }
  if (kind != TERM_NOTE) return;
  nb_str type = nb_xml_attribute(attributes, "type");
  w->meaning = nb_str_eq_c(type, "partOfSpeech") ? POS : nb_str_eq_c(type, "administrativeStatus") ? STATUS : 0;
}

static void take_status(term *t, nb_str text) {
  if (nb_str_starts(text, NB_STR("preferred"))) t->rank = 1;
  if (nb_str_starts(text, NB_STR("deprecated")) || nb_str_starts(text, NB_STR("superseded"))) t->rank = -1;
}

static nb_status take_entry(work *w) {
  if (!w->dutch.n || !w->english.n) {
    w->incomplete += w->dutch.n || w->english.n;
    return NB_OK;
  }
  const term *best = w->english.terms;
  for (size_t i = 1; i < w->english.n; i++)
    if (w->english.terms[i].rank > best->rank) best = &w->english.terms[i];
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < w->dutch.n; i++) {
    const term *nl = &w->dutch.terms[i];
    nb_pos known;
    nb_str pos = nb_term_pos(nl->pos, &known) ? nl->pos : nb_term_pos(best->pos, &known) ? best->pos : NB_STR("");
    nb_term made = {.nl = nl->text, .en = best->text, .note = w->note, .path = w->file->path, .line = nl->line};
    status = nb_terms_add(w->file->ctx, w->file->arena, w->file->terms, &made, pos);
  }
  return status;
}

static void take_term(work *w, int kind, nb_str text) {
  language *l = w->current;
  if (kind == TERM && l->n < MOST_TERMS) l->terms[l->n++] = (term){text, NB_STR(""), 0, w->line};
  if (kind == POS && l->n) l->terms[l->n - 1].pos = text;
  if (kind == STATUS && l->n) take_status(&l->terms[l->n - 1], text);
}

static nb_status close(void *user, int kind, nb_str text) {
  work *w = user;
  if (kind == ENTRY) return take_entry(w);
  if (kind == LANGUAGE) w->current = NULL;
  if (kind == TERM_NOTE) kind = w->meaning;
  bool of_term = w->current && (kind == TERM || kind == POS || kind == STATUS), note = kind == NOTE && !w->note.len;
  if (!of_term && !note) return NB_OK;
  nb_str kept = nb_arena_str(w->file->arena, nb_str_trim(text));
  if (!kept.ptr) return nb_fail_memory(w->file->ctx);
  if (note)
    w->note = kept;
  else
    take_term(w, kind, kept);
  return NB_OK;
}

nb_status nb_read_tbx(nb_glossary_file *file) {
  static const nb_xml_format format = {elements, sizeof elements / sizeof *elements, open, close};
  work *w = nb_arena_alloc(file->arena, sizeof *w);
  if (!w) return nb_fail_memory(file->ctx);
  w->file = file;
  nb_status status = nb_xml_read(file, &format, w);
  if (!status && w->incomplete)
    nb_log(file->ctx, NB_LOG_WARN, "%s: %zu concepts without a Dutch or an English term are left out", file->path,
           w->incomplete);
  return status;
}
