#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "read/layout.h"
#include "read/reader.h"

enum { WRAP_LEAST = 60, WRAP_MOST = 100, LEAD_WORDS = 5 }; /* columns in which people wrap lines */

typedef struct line {
  nb_str text; /* trimmed */
  size_t start, end;
  bool lead; /* stands behind a metadata line's date */
} line;

typedef struct reader {
  nb_context *ctx;
  nb_document *d;
  size_t last;     /* where the last line with text begins: what stands there heads nothing */
  bool loose;      /* there are empty lines, so these part the paragraphs */
  bool begun;      /* a title or a block was seen */
  size_t width;    /* columns of the longest line that may be a wrapped one */
  bool long_lines; /* the group at hand has a longer one: each line is a paragraph */
  size_t pos;
} reader;

static void skip(reader *r, nb_str value);
static void take_title(reader *r, nb_str value);
static void take_date(reader *r, nb_str value);
static void take_source(reader *r, nb_str value);
static void take_url(reader *r, nb_str value);

static const struct {
  const char *key;
  void (*take)(reader *r, nb_str value);
} fields[] = {
    {"title", take_title},    {"titel", take_title},   {"kop", take_title},
    {"date", take_date},      {"datum", take_date},    {"gepubliceerd", take_date},
    {"published", take_date}, {"source", take_source}, {"bron", take_source},
    {"url", take_url},        {"link", take_url},      {"auteur", skip},
    {"author", skip},         {"door", skip},          {"tags", skip},
    {"categorie", skip},      {"rubriek", skip},
};

static nb_str unquoted(nb_str s) {
  s = nb_str_trim(s);
  if (s.len >= 2 && s.ptr[0] == '"' && s.ptr[s.len - 1] == '"') s = nb_str_trim(nb_str_sub(s, 1, s.len - 1));
  return s;
}

static void skip(reader *r, nb_str value) {
  (void)r;
  (void)value;
}

static void take_title(reader *r, nb_str value) {
  if (!r->d->title.len) r->d->title = unquoted(value);
}

static void take_date(reader *r, nb_str value) {
  if (!r->d->date.len) r->d->date = unquoted(value);
}

static void take_source(reader *r, nb_str value) {
  if (!r->d->source.len) r->d->source = unquoted(value);
}

static void take_url(reader *r, nb_str value) {
  if (!r->d->url.len) r->d->url = unquoted(value);
}

/* The next line, trimmed; ends at LF, CR LF or CR. False at the end of the text. */
static bool next_line(nb_str text, size_t *pos, line *l) {
  if (*pos >= text.len) return false;
  size_t start = *pos, end = start;
  while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r') end++;
  *pos = end + (end < text.len);
  if (end + 1 < text.len && text.ptr[end] == '\r' && text.ptr[end + 1] == '\n') ++*pos;
  l->text = nb_str_trim(nb_str_sub(text, start, end));
  l->start = (size_t)(l->text.ptr - text.ptr);
  l->end = l->start + l->text.len;
  l->lead = false;
  return true;
}

/* "---", "===", "* * *": a rule, or the underline of a heading. */
static bool is_rule(nb_str s) {
  size_t marks = 0;
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] == ' ') continue;
    if (s.ptr[i] != s.ptr[0] || !strchr("-=*_", s.ptr[i])) return false;
    marks++;
  }
  return marks >= 3;
}

/* Bytes of the mark before a list item's text; 0: none. */
static size_t bullet(nb_str s) {
  static const nb_str marks[] = {{"* ", 2}, {"- ", 2}, {"+ ", 2}, {"\xE2\x80\xA2 ", 4}, {"\xE2\x80\xA2", 3}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (nb_str_starts(s, marks[i])) return marks[i].len;
  return 0;
}

/* Level of a Markdown heading, 0: none. */
static size_t hashes(nb_str s) {
  size_t n = 0;
  while (n < s.len && s.ptr[n] == '#') n++;
  return n >= 1 && n <= 6 && n < s.len && s.ptr[n] == ' ' ? n : 0;
}

static bool is_blank(nb_str s) {
  return s.len == 0 || is_rule(s);
}

static bool stands_alone(nb_str s) {
  return hashes(s) || bullet(s) || (s.len && s.ptr[0] == '>');
}

typedef struct head {
  void (*take)(reader *r, nb_str value);
  nb_str value, lead; /* what stands behind a date and reads like text */
} head;

/* A "key: value" or "key date ..." line of the head, or a line that is a date. */
static bool is_head(nb_str s, head *h) {
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    nb_str key = nb_str_of(fields[i].key), rest = nb_str_sub(s, key.len, s.len);
    if (!nb_str_eq_nocase(nb_str_sub(s, 0, key.len), key) || rest.len == 0) continue;
    bool colon = rest.ptr[0] == ':', space = rest.ptr[0] == ' ' || rest.ptr[0] == '\t';
    rest = nb_str_trim(nb_str_sub(rest, colon, rest.len));
    size_t date = fields[i].take == take_date ? nb_date_prefix(rest) : 0;
    if (!colon && !(space && date)) continue;
    nb_str behind = nb_str_trim(nb_str_sub(rest, date, rest.len));
    bool text = date && nb_words(behind) >= LEAD_WORDS;
    *h = (head){fields[i].take, text ? nb_str_sub(rest, 0, date) : rest, text ? behind : NB_STR("")};
    return true;
  }
  size_t date = nb_date_prefix(s);
  *h = (head){take_date, s, NB_STR("")};
  return date && date == s.len;
}

/* Takes what a line of the head says; false: there is text left, which becomes the line. */
static bool head_line(reader *r, line *l) {
  head h;
  if (!is_head(l->text, &h)) return false;
  h.take(r, h.value);
  if (h.lead.len == 0) return true;
  l->text = h.lead;
  l->start = (size_t)(h.lead.ptr - r->d->text.ptr);
  l->lead = true;
  return false;
}

static size_t first_word(nb_str s) {
  size_t n = 0;
  while (n < s.len && s.ptr[n] != ' ' && s.ptr[n] != '\t') n++;
  return nb_utf8_length(nb_str_sub(s, 0, n));
}

/* Whether `next` begins a new paragraph below `l` where no empty line parts them. `first`: l is the first line of its
 * own; `item`: of a list item. */
static bool breaks(const reader *r, const line *l, const line *next, bool first, bool item) {
  head h;
  bool ends = nb_ends_sentence(l->text), title = first && !r->begun && nb_looks_title(l->text);
  bool full =
      !r->long_lines && r->width >= WRAP_LEAST && nb_utf8_length(l->text) + 1 + first_word(next->text) > r->width;
  if (stands_alone(next->text)) return !full || ends || item; /* else a dash within a sentence */
  if (r->d->n_blocks == 0 && is_head(next->text, &h)) return true;
  if (r->long_lines) return ends || !nb_begins_lower(next->text);
  if (nb_begins_lower(next->text)) return false;
  if (title && ends) return true; /* a question or a cry over the text */
  if (full) return false;
  if (ends) return !r->loose;
  return title || (first && nb_looks_heading(l->text));
}

/* Markdown's bold or italic around the whole text: a lead, or a heading. */
static bool emphasised(nb_str *s) {
  static const nb_str marks[] = {{"**", 2}, {"__", 2}, {"*", 1}, {"_", 1}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    nb_str inside = nb_str_sub(*s, marks[i].len, s->len > marks[i].len ? s->len - marks[i].len : 0);
    if (!nb_str_starts(*s, marks[i]) || !nb_str_ends(*s, marks[i]) || inside.len == 0) continue;
    if (nb_str_find(inside, marks[i], 0) != NB_NOT_FOUND) continue;
    *s = nb_str_trim(inside);
    return true;
  }
  return false;
}

/* One paragraph, heading or item, as cut out by its lines. */
static nb_status put(reader *r, size_t start, size_t end, bool lead) {
  nb_document *d = r->d;
  nb_str s = nb_str_sub(d->text, start, end);
  bool single = !memchr(s.ptr, '\n', s.len) && !memchr(s.ptr, '\r', s.len), heads = start != r->last;
  size_t level = hashes(s), item = bullet(s);
  nb_block_kind kind = NB_PARAGRAPH;
  if (level) {
    s = nb_str_trim(nb_str_sub(s, level, s.len));
    kind = NB_HEADING;
  } else if (s.ptr[0] == '>') {
    s = nb_str_trim(nb_str_sub(s, 1, s.len));
    kind = NB_QUOTE;
  } else if (emphasised(&s)) {
    kind = nb_looks_heading(s) ? NB_HEADING : d->n_blocks ? NB_PARAGRAPH : NB_LEAD;
  } else if (item) {
    s = nb_str_trim(nb_str_sub(s, item, s.len));
    kind = NB_LIST_ITEM;
  } else if (single && nb_looks_furniture(s)) {
    return NB_OK;
  } else if (single && (nb_looks_heading(s) || (!r->begun && heads && nb_looks_title(s)))) {
    kind = NB_HEADING;
  } else if (lead) {
    kind = NB_LEAD;
  }
  bool first = !r->begun;
  r->begun = true;
  if (kind == NB_HEADING && heads && (first || level == 1) && !d->title.len && !d->n_blocks) {
    take_title(r, s);
    return NB_OK;
  }
  if (kind == NB_HEADING && nb_str_eq(s, d->title)) return NB_OK;
  size_t at = (size_t)(s.ptr - d->text.ptr);
  return nb_document_put(r->ctx, d, kind, at, at + s.len);
}

/* Whether one of the lines up to the next empty one is too long for a wrapped one. */
static bool has_long_line(nb_str text, size_t pos) {
  for (line l; next_line(text, &pos, &l) && !is_blank(l.text);)
    if (nb_utf8_length(l.text) > WRAP_MOST) return true;
  return false;
}

static nb_status read_group(reader *r, line l) {
  nb_str text = r->d->text;
  while (true) {
    bool in_head = r->d->n_blocks == 0;
    if (in_head && head_line(r, &l)) {
      if (!next_line(text, &r->pos, &l) || is_blank(l.text)) return NB_OK;
      continue;
    }
    size_t start = l.start, end = l.end;
    bool lead = l.lead, more, first = true, alone = hashes(l.text) > 0, item = bullet(l.text) > 0;
    line next;
    while ((more = next_line(text, &r->pos, &next) && !is_blank(next.text))) {
      if (alone || breaks(r, &l, &next, first, item)) break;
      end = next.end;
      l = next;
      first = false;
    }
    nb_status status = put(r, start, end, lead);
    if (status || !more) return status;
    l = next;
  }
}

/* The width that lines are wrapped at: one in twenty may be longer, as addresses are. */
static size_t common_width(const size_t *count) {
  size_t all = 0, longer = 0, width = WRAP_MOST;
  for (size_t i = 0; i <= WRAP_MOST; i++) all += count[i];
  while (width > 0 && (longer += count[width]) * 20 <= all) width--;
  return width;
}

/* Finds the last line, the width of lines that have a neighbour, and whether empty lines part the text. */
static void survey(reader *r) {
  size_t count[WRAP_MOST + 1] = {0}, pos = r->pos, before = 0; /* columns of the line before, 0 for none */
  bool seen = false, counted = false;
  for (line l; next_line(r->d->text, &pos, &l);) {
    if (is_blank(l.text)) {
      before = 0;
      continue;
    }
    size_t columns = nb_utf8_length(l.text);
    if (before && !counted && before <= WRAP_MOST) count[before]++;
    if (before && columns <= WRAP_MOST) count[columns]++;
    counted = before;
    r->loose = r->loose || (seen && !before);
    r->last = l.start;
    before = columns;
    seen = true;
  }
  r->width = common_width(count);
}

static nb_status read_blocks(reader *r) {
  nb_str text = r->d->text;
  if (nb_str_starts(text, NB_STR("\xEF\xBB\xBF"))) r->pos = 3;
  survey(r);
  size_t group = r->pos;
  for (line l; next_line(text, &r->pos, &l); group = r->pos) {
    if (is_blank(l.text)) continue;
    r->long_lines = has_long_line(text, group);
    nb_status status = read_group(r, l);
    if (status) return status;
  }
  if (r->d->n_blocks == 0 && r->d->title.len) { /* a title over nothing but furniture */
    size_t start = (size_t)(r->d->title.ptr - text.ptr);
    return nb_document_put(r->ctx, r->d, NB_PARAGRAPH, start, start + r->d->title.len);
  }
  return NB_OK;
}

nb_status nb_read_text(nb_context *ctx, nb_str name, nb_str bytes, nb_str charset, nb_document **document) {
  if (bytes.len > NB_INPUT_CAP)
    return nb_fail(ctx, NB_DATA, NB_STR_FMT ": larger than the limit of %d bytes", NB_STR_ARG(name), (int)NB_INPUT_CAP);
  nb_document *d = nb_document_new();
  if (!d) return nb_fail_memory(ctx);
  nb_str found;
  nb_status status = nb_to_utf8(ctx, d->arena, bytes, charset, &d->text, &found);
  d->name = nb_arena_str(d->arena, name);
  if (!status && !d->name.ptr) status = nb_fail_memory(ctx);
  reader r = {.ctx = ctx, .d = d};
  if (!status) status = read_blocks(&r);
  if (!status) status = nb_document_close(ctx, d, "no text");
  if (status)
    nb_document_free(d);
  else
    *document = d;
  return status;
}
