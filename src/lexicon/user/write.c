#include "lexicon/user/write.h"

#include "base/markup.h"

const char nb_tsv_columns[] = "nl\ten\tpos\tnote\n";

/* What TBX-Basic calls a part of speech; all others are "other" there. */
static const struct {
  nb_pos pos;
  const char *name;
} tbx_pos[] = {{NB_POS_NOUN, "noun"},
               {NB_POS_VERB, "verb"},
               {NB_POS_ADJ, "adjective"},
               {NB_POS_ADV, "adverb"},
               {NB_POS_PROPN, "properNoun"}};

static nb_str pos_name(const nb_term *t) {
  return t->pos == NB_POS_X ? NB_STR("") : nb_str_of(nb_pos_name(t->pos));
}

void nb_term_write_line(nb_buf *out, const nb_term *t) {
  const nb_str fields[] = {t->nl, t->en, pos_name(t), t->note};
  size_t n = t->note.len ? 4 : t->pos != NB_POS_X ? 3 : 2;
  for (size_t i = 0; i < n; i++) {
    if (i) nb_buf_add_char(out, '\t');
    nb_buf_add(out, fields[i]);
  }
  nb_buf_add_char(out, '\n');
}

static void csv_field(nb_buf *out, nb_str s) {
  bool quoted = false;
  for (size_t i = 0; i < s.len; i++) quoted = quoted || s.ptr[i] == '"' || s.ptr[i] == ',' || s.ptr[i] == ';';
  if (!quoted) {
    nb_buf_add(out, s);
    return;
  }
  nb_buf_add_char(out, '"');
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] == '"') nb_buf_add_char(out, '"');
    nb_buf_add_char(out, s.ptr[i]);
  }
  nb_buf_add_char(out, '"');
}

static void csv_line(nb_buf *out, const nb_term *t) {
  const nb_str fields[] = {t->nl, t->en, pos_name(t), t->note};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (i) nb_buf_add_char(out, ',');
    csv_field(out, fields[i]);
  }
  nb_buf_add_c(out, "\r\n");
}

static void tbx_entry(nb_buf *out, const nb_term *t) {
  nb_buf_add_c(out, "<termEntry>\n");
  if (t->note.len) nb_markup_put(out, "<note>", t->note, "</note>\n");
  nb_markup_put(out, "<langSet xml:lang=\"nl\"><tig><term>", t->nl, "</term>");
  const char *name = t->pos == NB_POS_X ? NULL : nb_pos_name(t->pos);
  for (size_t i = 0; i < sizeof tbx_pos / sizeof *tbx_pos; i++)
    if (tbx_pos[i].pos == t->pos) name = tbx_pos[i].name;
  if (name) nb_buf_printf(out, "<termNote type=\"partOfSpeech\">%s</termNote>", name);
  nb_markup_put(out, "</tig></langSet>\n<langSet xml:lang=\"en\"><tig><term>", t->en,
                "</term></tig></langSet>\n</termEntry>\n");
}

static const struct format {
  const char *name, *start, *end;
  void (*add)(nb_buf *out, const nb_term *term);
} formats[] = {
    [NB_GLOSSARY_TSV] = {"tsv", nb_tsv_columns, "", nb_term_write_line},
    [NB_GLOSSARY_CSV] = {"csv", "nl,en,pos,note\r\n", "", csv_line},
    [NB_GLOSSARY_TBX] =
        {"tbx",
         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<!DOCTYPE martif SYSTEM \"TBXBasiccoreStructV02.dtd\">\n"
         "<martif type=\"TBX-Basic\" xml:lang=\"nl\">\n"
         "<martifHeader><fileDesc><sourceDesc><p>nieuwsbrief</p></sourceDesc></fileDesc></martifHeader>\n"
         "<text><body>\n",
         "</body></text>\n</martif>\n", tbx_entry},
};

bool nb_glossary_format_of(nb_str name, nb_glossary_format *format) {
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    if (!nb_str_eq_c(name, formats[i].name)) continue;
    *format = (nb_glossary_format)i;
    return true;
  }
  return false;
}

void nb_terms_write(nb_buf *out, nb_glossary_format format, const nb_terms *terms) {
  nb_buf_add_c(out, formats[format].start);
  for (size_t i = 0; i < terms->n; i++)
    if (!terms->items[i].problem.len && !terms->items[i].keep) formats[format].add(out, &terms->items[i]);
  nb_buf_add_c(out, formats[format].end);
}
