/* Glossaries as tables: TSV, and CSV as in RFC 4180. */
#include <string.h>

#include "lexicon/user/formats.h"

enum { FIELDS = 16 };

typedef enum column { DUTCH, ENGLISH, POS, NOTE, COLUMNS } column;

/* What a first row may call its columns; other columns are left out. */
static const struct {
  const char *name;
  column column;
} names[] = {
    {"nl", DUTCH},           {"nl-nl", DUTCH},    {"nl-be", DUTCH},    {"dutch", DUTCH},   {"nederlands", DUTCH},
    {"source", DUTCH},       {"src", DUTCH},      {"en", ENGLISH},     {"en-gb", ENGLISH}, {"en-us", ENGLISH},
    {"english", ENGLISH},    {"engels", ENGLISH}, {"target", ENGLISH}, {"trg", ENGLISH},   {"pos", POS},
    {"part of speech", POS}, {"woordsoort", POS}, {"note", NOTE},      {"comment", NOTE},  {"opmerking", NOTE},
};

typedef struct table {
  nb_glossary_file *file;
  nb_str rest;      /* ptr NULL: all is read */
  size_t next_line; /* of the first byte of `rest` */
  char separator;
  bool quotes;
  size_t at[COLUMNS]; /* the place of a column; FIELDS: there is none */
  nb_str field[FIELDS];
  size_t n, line;
  const char *problem;
} table;

bool nb_is_comment(nb_str line) {
  return nb_str_trim(line).len == 0 || nb_str_eq_c(line, "#") || nb_str_starts(line, NB_STR("# ")) ||
         nb_str_starts(line, NB_STR("#\t"));
}

static nb_str without_cr(nb_str line) {
  return nb_str_ends(line, NB_STR("\r")) ? nb_str_sub(line, 0, line.len - 1) : line;
}

static void add_field(table *t, nb_str field) {
  if (t->n < FIELDS) t->field[t->n++] = field;
}

/* A field in quotation marks, from behind the first one; two of them stand for one. False: it is never closed. */
static bool quoted_field(table *t, size_t *pos, nb_str *field) {
  nb_str s = t->rest;
  char *out = nb_arena_alloc(t->file->arena, 1);
  size_t len = 0, cap = 1;
  for (size_t i = *pos; i < s.len && out; i++) {
    if (s.ptr[i] == '"' && (i + 1 >= s.len || s.ptr[i + 1] != '"')) {
      *pos = i + 1;
      *field = (nb_str){out, len};
      return true;
    }
    if (s.ptr[i] == '"') i++;
    t->next_line += s.ptr[i] == '\n';
    if (!nb_arena_grow(t->file->arena, &out, &cap, len + 1, 1)) out = NULL;
    if (out) out[len++] = s.ptr[i];
  }
  *pos = s.len;
  *field = (nb_str){out, out ? len : 0};
  return false;
}

static size_t field_end(const table *t, size_t pos) {
  while (pos < t->rest.len && t->rest.ptr[pos] != t->separator && t->rest.ptr[pos] != '\n') pos++;
  return pos;
}

/* One row of CSV, which may go over several lines. */
static void csv_row(table *t) {
  nb_str s = t->rest;
  size_t pos = 0;
  for (bool more = true; more;) {
    nb_str field;
    if (pos < s.len && s.ptr[pos] == '"') {
      pos++;
      if (!quoted_field(t, &pos, &field)) t->problem = "a quotation mark is not closed";
      size_t end = field_end(t, pos);
      if (nb_str_trim(nb_str_sub(s, pos, end)).len) t->problem = "text behind a quotation mark";
      pos = end;
    } else {
      size_t end = field_end(t, pos);
      field = without_cr(nb_str_sub(s, pos, end));
      pos = end;
    }
    add_field(t, field);
    more = pos < s.len && s.ptr[pos++] == t->separator;
  }
  t->next_line += pos > 0 && s.ptr[pos - 1] == '\n';
  t->rest = pos < s.len ? nb_str_sub(s, pos, s.len) : (nb_str){NULL, 0};
}

static bool next_row(table *t) {
  while (t->rest.ptr) {
    nb_str after = t->rest, line;
    nb_str_split(&after, '\n', &line);
    line = without_cr(line);
    bool comment = nb_is_comment(line);
    t->n = 0;
    t->problem = NULL;
    t->line = t->next_line;
    if (!comment && t->quotes) {
      csv_row(t);
      return true;
    }
    t->rest = after;
    t->next_line++;
    if (comment) continue;
    for (nb_str field; nb_str_split(&line, t->separator, &field);) add_field(t, field);
    return true;
  }
  return false;
}

static nb_str cell(const table *t, column c) {
  return t->at[c] < t->n ? t->field[t->at[c]] : NB_STR("");
}

static bool is_language(nb_str s, const char *code) {
  s = nb_str_trim(s);
  return nb_str_eq_nocase(nb_str_sub(s, 0, 2), nb_str_of(code)) && (s.len == 2 || (s.len == 5 && s.ptr[2] == '-'));
}

/* DeepL's files have the languages in the third and fourth column. */
static bool has_languages(const table *t) {
  return t->n >= 4 && is_language(t->field[2], "nl") && is_language(t->field[3], "en");
}

/* Takes a first row for the columns' names where it names both languages. */
static bool is_header(table *t) {
  size_t at[COLUMNS] = {FIELDS, FIELDS, FIELDS, FIELDS};
  for (size_t i = t->n; i-- > 0;)
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
      if (nb_str_eq_nocase(nb_str_trim(t->field[i]), nb_str_of(names[k].name))) at[names[k].column] = i;
  if (at[DUTCH] == FIELDS || at[ENGLISH] == FIELDS || has_languages(t)) return false;
  memcpy(t->at, at, sizeof at);
  return true;
}

static nb_status add_row(table *t) {
  nb_glossary_file *f = t->file;
  nb_str pos = cell(t, POS), note = cell(t, NOTE);
  if (has_languages(t)) pos = note = NB_STR("");
  nb_term term = {.nl = cell(t, DUTCH),
                  .en = cell(t, ENGLISH),
                  .note = note,
                  .path = f->path,
                  .line = t->line,
                  .problem = nb_str_of(t->problem)};
  if (t->n < 2 && !t->problem) term.problem = NB_STR("no English: one column only");
  return nb_terms_add(f->ctx, f->arena, f->terms, &term, pos);
}

static nb_status read_table(nb_glossary_file *file, char separator, bool quotes) {
  table t = {.file = file, .rest = file->bytes, .next_line = 1, .separator = separator, .quotes = quotes};
  for (size_t c = 0; c < COLUMNS; c++) t.at[c] = c;
  nb_status status = NB_OK;
  for (bool first = true; !status && next_row(&t); first = false)
    if (!first || !is_header(&t)) status = add_row(&t);
  return status;
}

nb_status nb_read_tsv(nb_glossary_file *file) {
  return read_table(file, '\t', false);
}

/* The separator that the first row has most of, outside quotation marks. */
nb_status nb_read_csv(nb_glossary_file *file) {
  static const char separators[] = ",;\t";
  size_t count[sizeof separators] = {0}, best = 0;
  nb_str rest = file->bytes, line = NB_STR("");
  while (nb_str_split(&rest, '\n', &line) && nb_is_comment(without_cr(line))) continue;
  bool inside = false;
  for (size_t i = 0; i < line.len; i++) {
    if (line.ptr[i] == '"') inside = !inside;
    const char *at = inside || !line.ptr[i] ? NULL : strchr(separators, line.ptr[i]);
    if (at) count[at - separators]++;
  }
  for (size_t i = 0; i < sizeof separators - 1; i++)
    if (count[i] > count[best]) best = i;
  return read_table(file, separators[best], true);
}
