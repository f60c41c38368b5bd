#include "phrases.h"

#include "base/utf8.h"

nb_status phrases_new(nb_context *ctx, words *w, phrases *p) {
  *p = (phrases){w, nb_map_new(w->arena), nb_map_new(w->arena), nb_map_new(w->arena)};
  return p->names && p->phrases && p->idioms ? NB_OK : nb_fail_memory(ctx);
}

static const struct {
  const char *code;
  nb_name_kind kind;
} kinds[] = {
    {"PER", NB_NAME_PERSON},  {"LOC", NB_NAME_PLACE},       {"ORG", NB_NAME_ORGANISATION}, {"EVENT", NB_NAME_EVENT},
    {"GROUP", NB_NAME_GROUP}, {"DEMONYM", NB_NAME_DEMONYM}, {"TITLE", NB_NAME_TITLE},      {"TIME", NB_NAME_TIME},
    {"WORD", NB_NAME_WORD},   {"office", NB_NAME_TITLE},
};

static nb_name_kind kind_of(nb_str code, nb_name_kind otherwise) {
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (nb_str_eq_c(code, kinds[i].code)) return kinds[i].kind;
  return otherwise;
}

/* The first list that has a name decides. */
static nb_status add_name(nb_context *ctx, phrases *p, nb_str nl, nb_str en, nb_name_kind kind, bool checked) {
  if (nl.len == 0 || en.len == 0) return NB_OK;
  void **slot = nb_map_slot(p->names, nl);
  if (!slot) return nb_fail_memory(ctx);
  if (*slot) return NB_OK;
  nb_name *name = nb_arena_alloc(p->words->arena, sizeof *name);
  if (!name) return nb_fail_memory(ctx);
  *name = (nb_name){.kind = kind, .english = en, .checked = checked};
  *slot = name;
  return NB_OK;
}

static nb_status add_phrase(nb_context *ctx, phrases *p, nb_str nl, nb_str en, nb_pos pos) {
  void **slot = nb_map_slot(p->phrases, nb_str_lower(p->words->arena, nl));
  if (!slot) return nb_fail_memory(ctx);
  if (*slot) return NB_OK;
  nb_phrase *phrase = nb_arena_alloc(p->words->arena, sizeof *phrase);
  if (!phrase) return nb_fail_memory(ctx);
  *phrase = (nb_phrase){pos, en};
  *slot = phrase;
  return NB_OK;
}

static bool is_group(nb_str s) {
  return nb_str_find(s, NB_STR(" "), 0) != NB_NOT_FOUND;
}

static nb_status checked_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  return add_name(ctx, user, row->field[0], row->field[1], kind_of(row->field[2], NB_NAME_OTHER), true);
}

static nb_status title_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  phrases *p = user;
  bool known = nb_map_get(p->names, row->field[0]) != NULL;
  nb_status status = add_name(ctx, p, row->field[0], row->field[1], kind_of(row->field[2], NB_NAME_OTHER), false);
  nb_name *name = nb_map_get(p->names, row->field[0]);
  if (!known && name) name->part = nb_str_eq_c(row->field[2], "part");
  return status;
}

static nb_status institution_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  phrases *p = user;
  const nb_str *f = row->field;
  if (nb_str_capital(f[0])) return add_name(ctx, p, f[0], f[1], kind_of(f[2], NB_NAME_ORGANISATION), true);
  if (is_group(f[0])) return add_phrase(ctx, p, f[0], f[1], NB_POS_NOUN);
  return words_add(ctx, p->words, f[0], f[0], NB_POS_NOUN, 0, f[1]);
}

static nb_status function_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  static const struct {
    const char *kind;
    nb_pos pos;
  } table[] = {
      {"prep", NB_POS_ADP}, {"conj", NB_POS_SCONJ}, {"adv", NB_POS_ADV}, {"det", NB_POS_DET}, {"pron", NB_POS_PRON}};
  const nb_str *f = row->field;
  if (!is_group(f[0])) return NB_OK; /* words: the other lists have them with their readings */
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (nb_str_eq_c(f[2], table[i].kind)) return add_phrase(ctx, user, f[0], f[1], table[i].pos);
  return nb_fail(ctx, NB_DATA, "%s:%zu: no kind '" NB_STR_FMT "'", row->path, row->line, NB_STR_ARG(f[2]));
}

/* Of the machine-made groups only nouns and adverbials that several sources have. */
static nb_status dictionary_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  enum { LEAST_SCORE = 5 };
  const nb_str *f = row->field;
  nb_pos pos;
  if (!is_group(f[0]) || nb_str_capital(f[0]) || !nb_pos_of(f[1], &pos) || f[3].len == 0) return NB_OK;
  if ((pos != NB_POS_NOUN && pos != NB_POS_ADV) || f[3].ptr[0] - '0' < LEAST_SCORE) return NB_OK;
  return add_phrase(ctx, user, f[0], f[2], pos);
}

static bool is_verb(const phrases *p, nb_str word) {
  for (const reading *r = nb_map_get(p->words->forms, word); r; r = r->next)
    if ((r->pos == NB_POS_VERB || r->pos == NB_POS_AUX) && r->features & NB_INFINITIVE) return true;
  return false;
}

/* "een einde maken aan": slots left out, the last infinitive is the verb. An entry of the verb alone is a word, no
 * idiom. */
static nb_status idiom_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  static const char *const slots[] = {"iets", "iemand", "iemands", "zich"};
  phrases *p = user;
  nb_arena *arena = p->words->arena;
  nb_str part[16], rest = row->field[0], w;
  size_t n = 0, verb = 16;
  idiom *made = nb_arena_alloc(arena, sizeof *made);
  if (!made) return nb_fail_memory(ctx);
  *made = (idiom){.text = {NB_STR(""), NB_STR(""), false, row->field[1]}};
  while (n < 16 && nb_str_split(&rest, ' ', &w)) {
    bool slot = false;
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) slot = slot || nb_str_eq_c(w, slots[i]);
    if (nb_str_eq_c(w, "zich")) made->text.reflexive = true;
    if (slot) continue;
    if (is_verb(p, w)) verb = n;
    part[n++] = w;
  }
  if (nb_str_starts(row->field[1], NB_STR("not ")) || nb_str_starts(row->field[1], NB_STR("no ")))
    return NB_OK; /* "niet" stays itself */
  if (verb == 16 || n > verb + 2 || (n == 1 && !made->text.reflexive)) return NB_OK;
  for (size_t i = 0; i < verb; i++)
    made->text.before = nb_arena_printf(arena, NB_STR_FMT "%s" NB_STR_FMT, NB_STR_ARG(made->text.before), i ? " " : "",
                                        NB_STR_ARG(part[i]));
  if (n > verb + 1) made->text.behind = part[verb + 1];
  made->words = n + made->text.reflexive;
  void **slot = nb_map_slot(p->idioms, part[verb]);
  if (!slot) return nb_fail_memory(ctx);
  idiom **at = (idiom **)slot;
  while (*at && (*at)->words >= made->words) at = &(*at)->next;
  made->next = *at;
  *at = made;
  return NB_OK;
}

/* place_nl place_en adjective_nl adjective_en man_nl people_nl woman_nl person_en people_en */
static nb_status demonym_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  phrases *p = user;
  const nb_str *f = row->field;
  if (row->n != 9) return nb_fail(ctx, NB_DATA, "%s:%zu: %zu fields instead of 9", row->path, row->line, row->n);
  nb_str inflected = nb_arena_printf(p->words->arena, NB_STR_FMT "e", NB_STR_ARG(f[2]));
  const struct {
    nb_str form, lemma, english;
    nb_pos pos;
    unsigned features;
  } entries[] = {
      {f[2], f[2], f[3], NB_POS_ADJ, 0},  {inflected, f[2], f[3], NB_POS_ADJ, 0},
      {f[4], f[4], f[7], NB_POS_NOUN, 0}, {f[5], f[4], f[8], NB_POS_NOUN, NB_PLURAL},
      {f[6], f[6], f[7], NB_POS_NOUN, 0},
  };
  nb_status status = add_name(ctx, p, f[0], f[1], NB_NAME_PLACE, true);
  for (size_t i = 0; !status && i < sizeof entries / sizeof *entries; i++) {
    status = words_add(ctx, p->words, entries[i].form, entries[i].lemma, entries[i].pos, entries[i].features,
                       entries[i].english);
    if (!status) status = add_name(ctx, p, entries[i].form, entries[i].english, NB_NAME_DEMONYM, true);
  }
  return status;
}

nb_status phrases_load(nb_context *ctx, phrases *p, const char *folder) {
  static const struct {
    const char *name;
    nb_tsv_fn *row;
  } lists[] = {
      {"names.tsv", checked_row},
      {"demonyms.tsv", demonym_row},
      {"institutions.tsv", institution_row},
      {"function-phrases.tsv", function_row},
      {"dictionary.tsv", dictionary_row},
      {"titles.tsv", title_row},
      {"verb-phrases.tsv", idiom_row},
  };
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    nb_status status =
        nb_tsv_read(ctx, list_path(p->words->arena, folder, lists[i].name), p->words->arena, lists[i].row, p);
    if (status) return status;
  }
  return NB_OK;
}
