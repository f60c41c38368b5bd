/* nb-lexicon FOLDER OUT: compiles the lists of dict/lexicon into the file that the program maps (src/lexicon/format.h).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "lexicon/format.h"
#include "phrases.h"

enum { FILE_CAP = 512 * 1024 * 1024 };

typedef struct table {
  nb_map *values; /* key -> nb_str * */
  nb_arena *arena;
} table;

static nb_status put(nb_context *ctx, table *t, nb_str key, nb_str value) {
  void **slot = nb_map_slot(t->values, key);
  nb_str *kept = nb_arena_alloc(t->arena, sizeof *kept);
  if (!slot || !kept || !value.ptr) return nb_fail_memory(ctx);
  *kept = value;
  *slot = kept;
  return NB_OK;
}

static nb_status word_table(nb_context *ctx, const words *w, table *t) {
  nb_buf value;
  nb_buf_init(&value, NB_ENTRY_MAX);
  nb_str form;
  void *list;
  nb_status status = NB_OK;
  for (size_t at = 0; !status && nb_map_next(w->forms, &at, &form, &list);) {
    nb_buf_clear(&value);
    for (const reading *r = list; r; r = r->next)
      nb_buf_printf(&value, "%s%d\t%u\t" NB_STR_FMT "\t" NB_STR_FMT "\t%d", value.len ? "\n" : "", (int)r->pos,
                    r->features, NB_STR_ARG(r->lemma), NB_STR_ARG(r->english), r->curated);
    status = value.status ? nb_fail(ctx, NB_DATA, "too long an entry: " NB_STR_FMT, NB_STR_ARG(form))
                          : put(ctx, t, form, nb_arena_str(t->arena, nb_buf_str(&value)));
  }
  nb_buf_free(&value);
  return status;
}

static nb_status name_table(nb_context *ctx, const phrases *p, table *t) {
  nb_str key;
  void *value;
  for (size_t at = 0; nb_map_next(p->names, &at, &key, &value);) {
    const nb_name *n = value;
    nb_str text = nb_arena_printf(t->arena, "%d\t" NB_STR_FMT "\t%d", (int)n->kind, NB_STR_ARG(n->english),
                                  n->checked ? 1
                                  : n->part  ? 2
                                             : 0);
    nb_status status = put(ctx, t, key, text);
    if (status) return status;
  }
  return NB_OK;
}

static nb_status phrase_table(nb_context *ctx, const phrases *p, table *t) {
  nb_str key;
  void *value;
  for (size_t at = 0; nb_map_next(p->phrases, &at, &key, &value);) {
    const nb_phrase *ph = value;
    nb_str text = nb_arena_printf(t->arena, "%d\t" NB_STR_FMT, (int)ph->pos, NB_STR_ARG(ph->english));
    nb_status status = put(ctx, t, key, text);
    if (status) return status;
  }
  return NB_OK;
}

static nb_status idiom_table(nb_context *ctx, const phrases *p, table *t) {
  nb_buf value;
  nb_buf_init(&value, NB_ENTRY_MAX);
  nb_str key;
  void *list;
  nb_status status = NB_OK;
  for (size_t at = 0; !status && nb_map_next(p->idioms, &at, &key, &list);) {
    nb_buf_clear(&value);
    for (const idiom *i = list; i; i = i->next)
      nb_buf_printf(&value, "%s" NB_STR_FMT "\t" NB_STR_FMT "\t%d\t" NB_STR_FMT, value.len ? "\n" : "",
                    NB_STR_ARG(i->text.before), NB_STR_ARG(i->text.behind), i->text.reflexive,
                    NB_STR_ARG(i->text.english));
    status = value.status ? nb_fail(ctx, NB_DATA, "too many idioms with " NB_STR_FMT, NB_STR_ARG(key))
                          : put(ctx, t, key, nb_arena_str(t->arena, nb_buf_str(&value)));
  }
  nb_buf_free(&value);
  return status;
}

/* The words of candidates apart by '|' and ' '; those with a capital are names. */
static nb_status add_vocabulary(nb_context *ctx, table *t, nb_str candidates) {
  for (size_t start = 0, at = 0; at <= candidates.len; at++) {
    bool edge = at == candidates.len || strchr("| ()-,.;:!?\"/", candidates.ptr[at]);
    if (!edge) continue;
    nb_str word = nb_str_sub(candidates, start, at);
    start = at + 1;
    if (word.len < 2 || nb_str_capital(word)) continue;
    nb_status status = put(ctx, t, word, NB_STR(""));
    if (status) return status;
  }
  return NB_OK;
}

static nb_status vocabulary_table(nb_context *ctx, const words *w, const phrases *p, table *t) {
  nb_str key;
  void *value;
  nb_status status = NB_OK;
  for (size_t at = 0; !status && nb_map_next(w->forms, &at, &key, &value);)
    for (const reading *r = value; r && !status; r = r->next) status = add_vocabulary(ctx, t, r->english);
  for (size_t at = 0; !status && nb_map_next(p->phrases, &at, &key, &value);)
    status = add_vocabulary(ctx, t, ((const nb_phrase *)value)->english);
  for (size_t at = 0; !status && nb_map_next(p->idioms, &at, &key, &value);)
    for (const idiom *i = value; i && !status; i = i->next) status = add_vocabulary(ctx, t, i->text.english);
  for (size_t at = 0; !status && nb_map_next(w->irregular, &at, &key, &value);) { /* "V take": the word and its forms */
    status = add_vocabulary(ctx, t, nb_str_sub(key, 2, key.len));
    if (!status) status = add_vocabulary(ctx, t, *(const nb_str *)value);
  }
  return status;
}

static nb_status frequent_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  return add_vocabulary(ctx, user, row->field[0]);
}

/* "bank NOUN couch|sofa woonkamer thuis": the rows of a lemma behind one another. */
static nb_status context_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  table *t = user;
  const nb_str *f = row->field;
  nb_pos pos;
  if (row->n != 4 || !nb_pos_of(f[1], &pos) || f[2].len == 0 || f[3].len == 0)
    return nb_fail(ctx, NB_DATA, "%s:%zu: not lemma, part of speech, English, words", row->path, row->line);
  const nb_str *before = nb_map_get(t->values, f[0]);
  nb_str record = nb_arena_printf(t->arena, "%s%d\t" NB_STR_FMT "\t" NB_STR_FMT, before ? "\n" : "", (int)pos,
                                  NB_STR_ARG(f[2]), NB_STR_ARG(f[3]));
  if (before) record = nb_arena_printf(t->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(*before), NB_STR_ARG(record));
  return put(ctx, t, f[0], record);
}

/* How many words the longest name or phrase behind a first word has. */
static nb_status longest_table(nb_context *ctx, const table *from, table *t) {
  nb_str key;
  void *value;
  for (size_t at = 0; nb_map_next(from->values, &at, &key, &value);) {
    nb_str rest = key, first, word;
    unsigned n = nb_str_split(&rest, ' ', &first);
    while (nb_str_split(&rest, ' ', &word)) n++;
    const nb_str *known = nb_map_get(t->values, first);
    if (known && strtoul(known->ptr, NULL, 10) >= n) continue;
    nb_status status = put(ctx, t, first, nb_arena_printf(t->arena, "%u", n));
    if (status) return status;
  }
  return NB_OK;
}

static int by_key(const void *a, const void *b) {
  return nb_str_cmp(*(const nb_str *)a, *(const nb_str *)b);
}

/* Appends slots and entries of a table. Keys are sorted first, so that the same lists give the same file. */
static nb_status write_table(nb_context *ctx, const table *t, nb_buf *out, nb_lexicon_table *place) {
  size_t n = nb_map_size(t->values), n_slots = 64, i = 0;
  while (n_slots < n * 2) n_slots *= 2;
  nb_str *keys = nb_arena_array(t->arena, n, sizeof *keys), key;
  nb_lexicon_slot *slots = nb_arena_array(t->arena, n_slots, sizeof *slots);
  if (!keys || !slots) return nb_fail_memory(ctx);
  void *value;
  for (size_t at = 0; nb_map_next(t->values, &at, &key, &value);) keys[i++] = key;
  qsort(keys, n, sizeof *keys, by_key);
  nb_buf entries;
  nb_buf_init(&entries, FILE_CAP);
  for (i = 0; i < n; i++) {
    nb_str v = *(const nb_str *)nb_map_get(t->values, keys[i]);
    uint16_t lengths[2] = {(uint16_t)keys[i].len, (uint16_t)v.len};
    if (keys[i].len > NB_ENTRY_MAX || v.len > NB_ENTRY_MAX) continue;
    uint64_t h = nb_hash(keys[i]);
    uint32_t hash = (uint32_t)(h ^ h >> 32);
    size_t at = hash & (n_slots - 1);
    while (slots[at].entry) at = (at + 1) & (n_slots - 1);
    slots[at] = (nb_lexicon_slot){hash, (uint32_t)entries.len + 1};
    nb_buf_add(&entries, (nb_str){(const char *)lengths, sizeof lengths});
    nb_buf_add(&entries, keys[i]);
    nb_buf_add(&entries, v);
  }
  while (out->len % 8) nb_buf_add_char(out, 0);
  *place = (nb_lexicon_table){out->len, n_slots, out->len + n_slots * sizeof *slots, entries.len};
  nb_buf_add(out, (nb_str){(const char *)slots, n_slots * sizeof *slots});
  nb_buf_add(out, nb_buf_str(&entries));
  nb_status status =
      out->status || entries.status ? nb_fail(ctx, NB_DATA, "the lexicon is larger than its limit") : NB_OK;
  nb_buf_free(&entries);
  return status;
}

static nb_status compile(nb_context *ctx, nb_arena *arena, const char *folder, nb_buf *out) {
  words w;
  phrases p;
  nb_status status = words_new(ctx, arena, &w);
  if (!status) status = phrases_new(ctx, &w, &p);
  if (!status) status = words_load(ctx, &w, folder);
  if (!status) status = phrases_load(ctx, &p, folder);
  table tables[NB_TABLES];
  for (size_t i = 0; i < NB_TABLES; i++) {
    tables[i] = (table){nb_map_new(arena), arena};
    if (!tables[i].values) status = nb_fail_memory(ctx);
  }
  tables[NB_TABLE_ENGLISH].values = w.irregular;
  if (!status) status = word_table(ctx, &w, &tables[NB_TABLE_WORDS]);
  if (!status) status = name_table(ctx, &p, &tables[NB_TABLE_NAMES]);
  if (!status) status = phrase_table(ctx, &p, &tables[NB_TABLE_PHRASES]);
  if (!status) status = idiom_table(ctx, &p, &tables[NB_TABLE_IDIOMS]);
  if (!status) status = vocabulary_table(ctx, &w, &p, &tables[NB_TABLE_VOCABULARY]);
  if (!status)
    status = nb_tsv_read(ctx, list_path(arena, folder, "english-words.tsv"), arena, frequent_row,
                         &tables[NB_TABLE_VOCABULARY]);
  if (!status)
    status = nb_tsv_read(ctx, list_path(arena, folder, "contexts.tsv"), arena, context_row, &tables[NB_TABLE_CONTEXTS]);
  if (!status) status = longest_table(ctx, &tables[NB_TABLE_NAMES], &tables[NB_TABLE_LONGEST]);
  if (!status) status = longest_table(ctx, &tables[NB_TABLE_PHRASES], &tables[NB_TABLE_LONGEST]);
  nb_lexicon_header header = {.magic = "", .byte_order = 0x01020304, .n_tables = NB_TABLES};
  memcpy(header.magic, NB_LEXICON_MAGIC, sizeof header.magic);
  nb_buf_add(out, (nb_str){(const char *)&header, sizeof header});
  for (size_t i = 0; !status && i < NB_TABLES; i++) status = write_table(ctx, &tables[i], out, &header.tables[i]);
  header.file_size = out->len;
  if (!status) memcpy(out->ptr, &header, sizeof header);
  return status;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fputs("usage: nb-lexicon FOLDER OUT\n", stderr);
    return NB_USAGE;
  }
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_buf out;
  nb_buf_init(&out, FILE_CAP);
  nb_status status = NB_INTERNAL;
  if (ctx && arena) {
    status = compile(ctx, arena, argv[1], &out);
    if (!status) status = nb_file_write(ctx, argv[2], nb_buf_str(&out));
    if (status) fprintf(stderr, "nb-lexicon: %s\n", nb_error(ctx));
  }
  nb_buf_free(&out);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return (int)status;
}
