#include "lexicon/lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "lexicon/format.h"

struct nb_lexicon {
  nb_str file;
  nb_lexicon_header header;
};

static const char *const pos_names[] = {"X",   "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
                                        "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB"};
enum { N_POS = sizeof pos_names / sizeof *pos_names };

const char *nb_pos_name(nb_pos pos) {
  return pos_names[pos];
}

bool nb_pos_of(nb_str name, nb_pos *pos) {
  for (size_t i = 0; i < N_POS; i++) {
    if (!nb_str_eq_c(name, pos_names[i])) continue;
    *pos = (nb_pos)i;
    return true;
  }
  return false;
}

nb_inflection nb_inflection_of(nb_pos pos, unsigned features) {
  static const struct {
    nb_pos pos;
    unsigned features; /* all of them */
    nb_inflection form;
  } rules[] = {{NB_POS_NOUN, NB_PLURAL, NB_EN_PLURAL},
               {NB_POS_ADJ, NB_COMPARATIVE, NB_EN_COMPARATIVE},
               {NB_POS_ADJ, NB_SUPERLATIVE, NB_EN_SUPERLATIVE},
               {NB_POS_VERB, NB_PARTICIPLE | NB_PRESENT_PART, NB_EN_ING},
               {NB_POS_VERB, NB_PARTICIPLE, NB_EN_PARTICIPLE},
               {NB_POS_VERB, NB_INFINITIVE, NB_EN_BASE},
               {NB_POS_VERB, NB_PAST, NB_EN_PAST},
               {NB_POS_VERB, NB_THIRD, NB_EN_THIRD}};
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
    if (rules[i].pos == pos && (features & rules[i].features) == rules[i].features) return rules[i].form;
  return NB_EN_BASE;
}

static bool table_fits(const nb_lexicon_table *t, uint64_t size) {
  return t->slots % 8 == 0 && t->n_slots && (t->n_slots & (t->n_slots - 1)) == 0 &&
         t->n_slots <= size / sizeof(nb_lexicon_slot) && t->slots <= size - t->n_slots * sizeof(nb_lexicon_slot) &&
         t->entries <= size && t->entries_size <= size - t->entries;
}

static bool file_fits(nb_str file, nb_lexicon_header *header) {
  if (file.len < sizeof *header) return false;
  memcpy(header, file.ptr, sizeof *header);
  if (memcmp(header->magic, NB_LEXICON_MAGIC, sizeof header->magic) != 0 || header->byte_order != 0x01020304 ||
      header->n_tables != NB_TABLES || header->file_size != file.len)
    return false;
  for (size_t i = 0; i < NB_TABLES; i++)
    if (!table_fits(&header->tables[i], file.len)) return false;
  return true;
}

nb_status nb_lexicon_open(nb_context *ctx, nb_lexicon **lexicon) {
  nb_buf path;
  nb_buf_init(&path, 4096);
  nb_lexicon opened = {.file = {NULL, 0}};
  nb_status status = nb_data_path(ctx, "lexicon.bin", &path);
  if (!status) status = nb_file_map(ctx, path.ptr, &opened.file);
  if (!status && !file_fits(opened.file, &opened.header))
    status = nb_fail(ctx, NB_CONFIG, "%s: not a lexicon of this version, or damaged: build it again", path.ptr);
  nb_lexicon *kept = status ? NULL : malloc(sizeof *kept);
  if (!status && !kept) status = nb_fail_memory(ctx);
  nb_buf_free(&path);
  if (status) {
    nb_file_unmap(opened.file);
    return status;
  }
  *kept = opened;
  *lexicon = kept;
  return NB_OK;
}

void nb_lexicon_free(nb_lexicon *lexicon) {
  if (!lexicon) return;
  nb_file_unmap(lexicon->file);
  free(lexicon);
}

/* The value of a key; every offset is checked, so that a damaged file can only answer "not found". */
static bool find(const nb_lexicon *lexicon, int table, nb_str key, nb_str *value) {
  if (key.len == 0 || key.len > NB_ENTRY_MAX) return false;
  const nb_lexicon_table *t = &lexicon->header.tables[table];
  const nb_lexicon_slot *slots = (const nb_lexicon_slot *)(const void *)(lexicon->file.ptr + t->slots);
  nb_str entries = nb_str_sub(lexicon->file, t->entries, t->entries + t->entries_size);
  uint64_t h = nb_hash(key);
  uint32_t hash = (uint32_t)(h ^ h >> 32);
  for (uint64_t i = 0, at = hash & (t->n_slots - 1); i < t->n_slots; i++, at = (at + 1) & (t->n_slots - 1)) {
    if (slots[at].entry == 0) return false;
    if (slots[at].hash != hash) continue;
    size_t offset = slots[at].entry - 1;
    uint16_t lengths[2];
    if (offset > entries.len || entries.len - offset < sizeof lengths) return false;
    memcpy(lengths, entries.ptr + offset, sizeof lengths);
    offset += sizeof lengths;
    if (entries.len - offset < (size_t)lengths[0] + lengths[1]) return false;
    if (!nb_str_eq(nb_str_sub(entries, offset, offset + lengths[0]), key)) continue;
    *value = nb_str_sub(entries, offset + lengths[0], offset + lengths[0] + lengths[1]);
    return true;
  }
  return false;
}

static unsigned number(nb_str digits) {
  unsigned n = 0;
  for (size_t i = 0; i < digits.len && i < 9 && digits.ptr[i] >= '0' && digits.ptr[i] <= '9'; i++)
    n = n * 10 + (unsigned)(digits.ptr[i] - '0');
  return n;
}

static nb_str field(nb_str *record) {
  nb_str f;
  return nb_str_split(record, '\t', &f) ? f : NB_STR("");
}

static nb_pos pos_field(nb_str *record) {
  unsigned n = number(field(record));
  return n < N_POS ? (nb_pos)n : NB_POS_X;
}

size_t nb_lexicon_readings(const nb_lexicon *lexicon, nb_str form, nb_reading *readings, size_t max) {
  nb_str value, record;
  if (!find(lexicon, NB_TABLE_WORDS, form, &value)) return 0;
  size_t n = 0;
  while (n < max && nb_str_split(&value, '\n', &record)) {
    nb_reading *r = &readings[n++];
    r->pos = pos_field(&record);
    r->features = number(field(&record));
    r->lemma = field(&record);
    r->english = field(&record);
    r->curated = nb_str_eq_c(field(&record), "1");
  }
  return n;
}

bool nb_lexicon_name(const nb_lexicon *lexicon, nb_str name, nb_name *found) {
  nb_str record;
  if (!find(lexicon, NB_TABLE_NAMES, name, &record)) return false;
  unsigned kind = number(field(&record));
  found->kind = kind <= NB_NAME_WORD ? (nb_name_kind)kind : NB_NAME_OTHER;
  found->english = field(&record);
  unsigned evidence = number(field(&record));
  found->checked = evidence == 1;
  found->part = evidence == 2;
  return true;
}

bool nb_lexicon_phrase(const nb_lexicon *lexicon, nb_str words, nb_phrase *found) {
  nb_str record;
  if (!find(lexicon, NB_TABLE_PHRASES, words, &record)) return false;
  found->pos = pos_field(&record);
  found->english = field(&record);
  return true;
}

size_t nb_lexicon_longest(const nb_lexicon *lexicon, nb_str first_word) {
  nb_str value;
  return find(lexicon, NB_TABLE_LONGEST, first_word, &value) ? number(value) : 0;
}

size_t nb_lexicon_idioms(const nb_lexicon *lexicon, nb_str lemma, nb_idiom *idioms, size_t max) {
  nb_str value, record;
  if (!find(lexicon, NB_TABLE_IDIOMS, lemma, &value)) return 0;
  size_t n = 0;
  while (n < max && nb_str_split(&value, '\n', &record)) {
    nb_idiom *i = &idioms[n++];
    i->before = field(&record);
    i->behind = field(&record);
    i->reflexive = nb_str_eq_c(field(&record), "1");
    i->english = field(&record);
  }
  return n;
}

size_t nb_lexicon_contexts(const nb_lexicon *lexicon, nb_str lemma, nb_context_sense *senses, size_t max) {
  nb_str value, record;
  if (!find(lexicon, NB_TABLE_CONTEXTS, lemma, &value)) return 0;
  size_t n = 0;
  while (n < max && nb_str_split(&value, '\n', &record)) {
    nb_context_sense *s = &senses[n++];
    s->pos = pos_field(&record);
    s->english = field(&record);
    s->words = field(&record);
  }
  return n;
}

static bool find_irregular(const void *lexicon, nb_str key, nb_str *forms) {
  return find(lexicon, NB_TABLE_ENGLISH, key, forms);
}

nb_irregular nb_lexicon_irregular(const nb_lexicon *lexicon) {
  return (nb_irregular){find_irregular, lexicon};
}

static bool in_vocabulary(const nb_lexicon *lexicon, nb_str stem, const char *ending) {
  enum { LONGEST = 64 };
  char word[LONGEST];
  nb_str value, end = nb_str_of(ending);
  if (stem.len + end.len > LONGEST || stem.len < 2) return false;
  memcpy(word, stem.ptr, stem.len);
  memcpy(word + stem.len, end.ptr, end.len);
  return find(lexicon, NB_TABLE_VOCABULARY, (nb_str){word, stem.len + end.len}, &value);
}

bool nb_lexicon_english_word(const nb_lexicon *lexicon, nb_str word) {
  static const struct {
    const char *ending, *instead;
  } rules[] = {{"s", ""},    {"es", ""},    {"ies", "y"}, {"ed", ""},   {"d", ""},     {"ied", "y"},
               {"ing", ""},  {"ing", "e"},  {"ly", ""},   {"ily", "y"}, {"er", ""},    {"er", "e"},
               {"ers", ""},  {"ers", "e"},  {"ness", ""}, {"less", ""}, {"'s", ""},    {"est", ""},
               {"ier", "y"}, {"iest", "y"}, {"ful", ""},  {"able", ""}, {"able", "e"}, {"ally", ""}};
  if (in_vocabulary(lexicon, word, "")) return true;
  for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
    nb_str ending = nb_str_of(rules[i].ending);
    if (!nb_str_ends(word, ending)) continue;
    nb_str stem = nb_str_sub(word, 0, word.len - ending.len);
    bool hissing = i == 0 && nb_str_ends(stem, NB_STR("s")); /* "bosss" */
    if (!hissing && in_vocabulary(lexicon, stem, rules[i].instead)) return true;
    bool doubled = stem.len > 3 && stem.ptr[stem.len - 1] == stem.ptr[stem.len - 2]; /* "stopped" */
    if (doubled && in_vocabulary(lexicon, nb_str_sub(stem, 0, stem.len - 1), "")) return true;
  }
  return false;
}

/* Whether a form can be a part: the head must be a noun or an adjective, what stands before it a noun, adjective, verb
 * or number. */
static bool is_part(const nb_lexicon *lexicon, nb_str form, bool head) {
  nb_reading r[8];
  size_t n = nb_lexicon_readings(lexicon, form, r, sizeof r / sizeof *r);
  for (size_t i = 0; i < n; i++) {
    if (r[i].english.len == 0) continue;
    if (r[i].pos == NB_POS_NOUN) return true;
    if (r[i].pos == NB_POS_ADJ && (!head || form.len >= 5)) return true;
    if (!head && (r[i].pos == NB_POS_VERB || r[i].pos == NB_POS_NUM)) return true;
  }
  return false;
}

/* The form of the part before the head without its linking sound: "staats" is staat + s, "honden" is hond + en. */
static bool left_part(const nb_lexicon *lexicon, nb_str left, nb_str *form) {
  static const nb_str links[] = {{"", 0}, {"s", 1}, {"en", 2}, {"e", 1}, {"er", 2}, {"-", 1}, {"s-", 2}};
  for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
    if (!nb_str_ends(left, links[i])) continue;
    nb_str cut = nb_str_sub(left, 0, left.len - links[i].len);
    if (cut.len < 3 || !is_part(lexicon, cut, false)) continue;
    *form = cut;
    return true;
  }
  return false;
}

bool nb_lexicon_compound(const nb_lexicon *lexicon, nb_arena *arena, nb_str form, nb_str *left, nb_str *head) {
  enum { SHORTEST = 3, LONGEST = 80 };
  nb_str word = nb_str_lower(arena, form);
  if (!word.ptr || word.len < 2 * SHORTEST || word.len > LONGEST) return false;
  for (size_t cut = SHORTEST; cut + SHORTEST <= word.len; cut++) { /* the longest head wins */
    if (((unsigned char)word.ptr[cut] & 0xC0) == 0x80) continue;
    nb_str tail = nb_str_sub(word, cut, word.len);
    if (!is_part(lexicon, tail, true) || !left_part(lexicon, nb_str_sub(word, 0, cut), left)) continue;
    *head = tail;
    return true;
  }
  return false;
}
