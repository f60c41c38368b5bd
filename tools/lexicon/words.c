#include "words.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_READINGS = 6, MAX_CANDIDATES = 5 };

const char *list_path(nb_arena *arena, const char *folder, const char *name) {
  return nb_arena_printf(arena, "%s/%s", folder, name).ptr;
}

nb_status words_new(nb_context *ctx, nb_arena *arena, words *w) {
  *w = (words){arena, nb_map_new(arena), nb_map_new(arena), nb_map_new(arena), nb_map_new(arena)};
  return w->irregular && w->forms && w->closed && w->dictionary ? NB_OK : nb_fail_memory(ctx);
}

static nb_str pos_key(nb_arena *arena, nb_pos pos, nb_str lemma) {
  return nb_arena_printf(arena, "%s " NB_STR_FMT, nb_pos_name(pos), NB_STR_ARG(lemma));
}

static unsigned features_of(nb_str letters) {
  static const char codes[] = "pdtifcskr3"; /* in the order of the bits in lexicon.h */
  unsigned bits = 0;
  for (size_t i = 0; i < letters.len; i++) {
    const char *at = strchr(codes, letters.ptr[i]);
    if (at) bits |= 1u << (at - codes);
  }
  return bits;
}

static bool ends(nb_str s, const char *ending) {
  return nb_str_ends(s, nb_str_of(ending));
}

/* Features of a hand-made entry by its shape, where forms.tsv does not have it. */
static unsigned features_by_shape(nb_str form, nb_str lemma, nb_pos pos) {
  bool same = nb_str_eq(form, lemma);
  if (pos == NB_POS_NOUN) {
    bool small = (ends(form, "je") || ends(form, "jes")) && !ends(lemma, "je");
    return (!same && (ends(form, "en") || ends(form, "s") || ends(form, "\xC3\xABn")) ? NB_PLURAL : 0u) |
           (small ? NB_DIMINUTIVE : 0u);
  }
  if (pos == NB_POS_ADJ && !same) {
    if (ends(form, "st") || ends(form, "ste")) return NB_SUPERLATIVE;
    return ends(form, "er") || ends(form, "ere") ? NB_COMPARATIVE : 0u;
  }
  if (pos != NB_POS_VERB) return 0;
  if (same) return NB_INFINITIVE | NB_FINITE;
  if (ends(form, "end") || ends(form, "ende")) return NB_PRESENT_PART;
  bool ge = nb_str_find(form, NB_STR("ge"), 0) != NB_NOT_FOUND && !nb_str_starts(lemma, NB_STR("ge"));
  if (ge && nb_str_find(lemma, NB_STR("ge"), 0) == NB_NOT_FOUND &&
      (ends(form, "d") || ends(form, "t") || ends(form, "en")))
    return NB_PARTICIPLE;
  if (ends(form, "de") || ends(form, "te") || ends(form, "den") || ends(form, "ten")) return NB_PAST | NB_FINITE;
  return NB_FINITE | (ends(form, "t") ? NB_THIRD : 0u);
}

static nb_inflection inflection_of(nb_pos pos, unsigned f) {
  if (pos == NB_POS_NOUN) return f & NB_PLURAL ? NB_EN_PLURAL : NB_EN_BASE;
  if (pos == NB_POS_ADJ || pos == NB_POS_ADV)
    return f & NB_COMPARATIVE ? NB_EN_COMPARATIVE : f & NB_SUPERLATIVE ? NB_EN_SUPERLATIVE : NB_EN_BASE;
  if (pos != NB_POS_VERB) return NB_EN_BASE;
  if (f & NB_INFINITIVE) return NB_EN_BASE;
  if (f & NB_PAST) return NB_EN_PAST;
  if (f & NB_PARTICIPLE) return NB_EN_PARTICIPLE;
  if (f & NB_PRESENT_PART) return NB_EN_ING;
  return f & NB_THIRD ? NB_EN_THIRD : NB_EN_BASE;
}

static bool find_irregular(const void *table, nb_str key, nb_str *forms) {
  const nb_str *found = nb_map_get(table, key);
  if (found) *forms = *found;
  return found != NULL;
}

static nb_str inflect_all(const words *w, nb_str candidates, nb_inflection form) {
  nb_buf out;
  nb_buf_init(&out, 4096);
  nb_irregular irregular = {find_irregular, w->irregular};
  nb_str c;
  for (size_t n = 0; n < MAX_CANDIDATES && nb_str_split(&candidates, '|', &c); n++) {
    if (n) nb_buf_add_char(&out, '|');
    nb_buf_add(&out, nb_english_inflect(w->arena, irregular, c, form));
  }
  nb_str kept = out.status ? NB_STR("") : nb_arena_str(w->arena, nb_buf_str(&out));
  nb_buf_free(&out);
  return kept;
}

/* Adds a reading behind those with a higher score; one more of the same part of speech and lemma is left out. */
static nb_status insert(nb_context *ctx, words *w, nb_str form, reading r) {
  void **slot = nb_map_slot(w->forms, form);
  if (!slot) return nb_fail_memory(ctx);
  size_t n = 0;
  for (reading *o = *slot; o; o = o->next, n++)
    if (o->pos == r.pos && (nb_str_eq(o->lemma, r.lemma) || o->curated)) {
      if (o->curated && nb_str_eq(o->lemma, r.lemma) && r.features) o->features = r.features;
      return NB_OK;
    }
  if (n >= MAX_READINGS) return NB_OK;
  reading *made = nb_arena_alloc(w->arena, sizeof *made), **at = (reading **)slot;
  if (!made) return nb_fail_memory(ctx);
  *made = r;
  while (*at && (*at)->score >= r.score) at = &(*at)->next;
  made->next = *at;
  *at = made;
  return NB_OK;
}

static bool is_closed(const words *w, nb_str form) {
  return nb_map_get(w->closed, form) != NULL;
}

static nb_status bad_pos(nb_context *ctx, const nb_tsv_row *row, nb_str pos) {
  return nb_fail(ctx, NB_DATA, "%s:%zu: no part of speech '" NB_STR_FMT "'", row->path, row->line, NB_STR_ARG(pos));
}

static nb_status english_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  words *w = user;
  nb_str key =
      nb_arena_printf(w->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(row->field[1]), NB_STR_ARG(row->field[0]));
  void **slot = key.ptr ? nb_map_slot(w->irregular, key) : NULL;
  nb_str *forms = nb_arena_alloc(w->arena, sizeof *forms);
  if (!slot || !forms) return nb_fail_memory(ctx);
  *forms = row->field[2];
  *slot = forms;
  return NB_OK;
}

static nb_status closed_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  words *w = user;
  const nb_str *f = row->field;
  reading r = {.lemma = f[1], .english = f[4], .features = features_of(f[3]), .curated = true};
  if (!nb_pos_of(f[2], &r.pos)) return bad_pos(ctx, row, f[2]);
  void **slot = nb_map_slot(w->closed, f[0]);
  if (!slot) return nb_fail_memory(ctx);
  *slot = w;                                     /* anything but NULL */
  r.score = 1000.0 - (double)row->line / 1000.0; /* the file's order */
  return insert(ctx, w, f[0], r);
}

static nb_status glossary_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  words *w = user;
  const nb_str *f = row->field;
  reading r = {.lemma = f[1], .english = f[3], .score = 100, .curated = true};
  if (row->n != 4) return nb_fail(ctx, NB_DATA, "%s:%zu: %zu fields instead of 4", row->path, row->line, row->n);
  if (!nb_pos_of(f[2], &r.pos)) return bad_pos(ctx, row, f[2]);
  if (is_closed(w, f[0]) || r.pos == NB_POS_X) return NB_OK;
  r.features = features_by_shape(f[0], f[1], r.pos);
  if (nb_str_eq(f[0], f[1])) {
    void **slot = nb_map_slot(w->dictionary, pos_key(w->arena, r.pos, f[1]));
    reading *kept = nb_arena_alloc(w->arena, sizeof *kept);
    if (!slot || !kept) return nb_fail_memory(ctx);
    *kept = r;
    *slot = kept;
  }
  return insert(ctx, w, f[0], r);
}

static nb_status dictionary_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  words *w = user;
  const nb_str *f = row->field;
  nb_pos pos;
  if (!nb_pos_of(f[1], &pos) || nb_str_find(f[0], NB_STR(" "), 0) != NB_NOT_FOUND)
    return NB_OK; /* phrases.c takes those */
  void **slot = nb_map_slot(w->dictionary, pos_key(w->arena, pos, f[0]));
  if (!slot) return nb_fail_memory(ctx);
  reading *r = *slot;
  if (r && r->curated) return NB_OK;
  if (r) {
    r->english = nb_arena_printf(w->arena, NB_STR_FMT "|" NB_STR_FMT, NB_STR_ARG(r->english), NB_STR_ARG(f[2]));
    return r->english.ptr ? NB_OK : nb_fail_memory(ctx);
  }
  *slot = r = nb_arena_alloc(w->arena, sizeof *r);
  if (!r) return nb_fail_memory(ctx);
  *r = (reading){.pos = pos, .lemma = f[0], .english = f[2], .score = strtod(nb_arena_cstr(w->arena, f[3]), NULL)};
  if (pos == NB_POS_VERB) r->features = NB_INFINITIVE | NB_FINITE;
  return NB_OK;
}

static nb_status form_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  words *w = user;
  const nb_str *f = row->field;
  nb_pos pos;
  if (is_closed(w, f[0])) return NB_OK;
  if (!nb_pos_of(f[2], &pos)) return bad_pos(ctx, row, f[2]);
  const reading *lemma = nb_map_get(w->dictionary, pos_key(w->arena, pos, f[1]));
  reading r = {.pos = pos, .lemma = f[1], .features = features_of(f[3]), .english = NB_STR("")};
  if (lemma) {
    r.english = inflect_all(w, lemma->english, inflection_of(pos, r.features));
    r.score = lemma->score - 1;
  }
  return insert(ctx, w, f[0], r);
}

/* Headwords of the dictionary are forms too. */
static nb_status add_headwords(nb_context *ctx, words *w) {
  nb_str key;
  void *value;
  for (size_t at = 0; nb_map_next(w->dictionary, &at, &key, &value);) {
    const reading *r = value;
    if (r->curated || is_closed(w, r->lemma)) continue;
    reading copy = *r;
    copy.english = inflect_all(w, r->english, NB_EN_BASE);
    copy.next = NULL;
    nb_status status = insert(ctx, w, r->lemma, copy);
    if (status) return status;
  }
  return NB_OK;
}

nb_status words_add(nb_context *ctx, words *w, nb_str form, nb_str lemma, nb_pos pos, unsigned features,
                    nb_str english) {
  if (form.len == 0 || is_closed(w, form)) return NB_OK;
  reading r = {.pos = pos, .features = features, .lemma = lemma, .english = english, .score = 90, .curated = true};
  return insert(ctx, w, form, r);
}

nb_status words_load(nb_context *ctx, words *w, const char *folder) {
  static const struct {
    const char *name;
    nb_tsv_fn *row;
  } lists[] = {
      {"english-forms.tsv", english_row},
      {"function-words.tsv", closed_row},
      {"glossary.tsv", glossary_row},
      {"dictionary.tsv", dictionary_row},
      {"forms.tsv", form_row},
  };
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    nb_status status = nb_tsv_read(ctx, list_path(w->arena, folder, lists[i].name), w->arena, lists[i].row, w);
    if (status) return status;
  }
  return add_headwords(ctx, w);
}
