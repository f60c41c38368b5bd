#include "treebank.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "text/tokenizer.h"

enum { FILE_CAP = 256 << 20, COLUMNS = 10 };

#define L(label) (1u << NB_TAG_##label)

/* A tag of another notation: the labels that it may stand for. The last row is for the rest. */
typedef struct notation {
  const char *tag;
  uint32_t mask;
} notation;

/* UD 2.0 of LassySmall, as its sentences that also stand in today's dev and test show. */
static const notation old_ud[] = {
    {"ADJ", L(ADJ) | L(PROPN) | L(PART_ADJ) | L(PART) | L(DET) | L(ADV) | L(X)},
    {"ADP", L(ADP) | L(SCONJ) | L(PROPN)},
    {"ADV", L(ADV) | L(ADJ) | L(CCONJ) | L(SCONJ) | L(PRON) | L(X)},
    {"AUX", L(AUX_FIN) | L(AUX_INF) | L(AUX_PART) | L(FIN) | L(INF) | L(PART)},
    {"CCONJ", L(CCONJ) | L(PROPN)},
    {"DET", L(DET) | L(POSS) | L(PROPN)},
    {"INTJ", L(INTJ)},
    {"NOUN", L(NOUN) | L(PROPN) | L(SYM) | L(X) | L(ADJ)},
    {"NUM", L(NUM) | L(ADJ) | L(PROPN)},
    {"PRON", L(PRON) | L(ADV) | L(DET)},
    {"PROPN", L(PROPN) | L(X) | L(NOUN) | L(DET) | L(ADJ)},
    {"PUNCT", L(PUNCT)},
    {"SCONJ", L(SCONJ)},
    {"SYM", L(SYM)},
    {"VERB", L(FIN) | L(INF) | L(PART) | L(PART_ADJ) | L(INF_NOUN) | L(AUX_FIN) | L(AUX_INF) | L(AUX_PART) | L(NOUN)},
    {"X", L(X) | L(PROPN)},
    {NULL, UINT32_MAX},
};

static const notation coarse[] = {
    {"noun", ~(L(FIN) | L(INF) | L(PART) | L(AUX_FIN) | L(AUX_INF) | L(AUX_PART) | L(PUNCT) | L(SCONJ) | L(CCONJ) |
               L(DET) | L(POSS))},
    {"verb", L(FIN) | L(INF) | L(PART) | L(PART_ADJ)},
    {"det", L(DET) | L(POSS) | L(NUM)},
    {"prep", L(ADP) | L(SCONJ) | L(ADV) | L(NOUN) | L(PROPN) | L(CCONJ) | L(DET)},
    {"punct", L(PUNCT)},
    {"adj", L(ADJ) | L(PART_ADJ) | L(PART) | L(ADV) | L(DET) | L(PRON) | L(NUM) | L(PROPN)},
    {"adv", L(ADV) | L(ADJ) | L(ADP) | L(PRON) | L(SCONJ) | L(DET) | L(NOUN) | L(NUM) | L(CCONJ) | L(INTJ) | L(X)},
    {"comp", L(SCONJ) | L(ADP) | L(ADV) | L(CCONJ) | L(NOUN)},
    {"vg", L(CCONJ) | L(SCONJ) | L(ADV) | L(ADP)},
    {"num", L(NUM) | L(ADJ) | L(DET) | L(PRON) | L(ADV) | L(NOUN) | L(SYM)},
    {"part", L(ADP) | L(ADV) | L(ADJ) | L(NOUN)},
    {"pp", L(ADV) | L(ADP)},
    {"comparative", L(SCONJ)},
    {NULL, UINT32_MAX},
};

static uint32_t mask_in(const notation *table, nb_str tag) {
  while (table->tag && !nb_str_eq_c(tag, table->tag)) table++;
  return table->mask;
}

static bool has(nb_str s, const char *part) {
  return nb_str_find(s, nb_str_of(part), 0) != NB_NOT_FOUND;
}

/* The verb forms that a token's features allow, of those in `mask`. */
static uint32_t of_form(uint32_t mask, nb_str xpos, nb_str features) {
  const uint32_t fin = L(FIN) | L(AUX_FIN), inf = L(INF) | L(INF_NOUN) | L(AUX_INF),
                 part = L(PART) | L(PART_ADJ) | L(AUX_PART), nominal = L(INF_NOUN) | L(PART_ADJ);
  uint32_t form = has(features, "VerbForm=Inf") ? inf : has(features, "VerbForm=Part") ? part : fin;
  if (has(xpos, "|nom") || has(xpos, "|prenom"))
    form &= nominal | L(AUX_INF) | L(AUX_PART);
  else if (has(xpos, "|"))
    form &= ~nominal;
  return (mask & ~(fin | inf | part)) | (mask & form);
}

static uint32_t mask_of(const nb_str *cell, size_t n) {
  if (n < COLUMNS) return mask_in(coarse, cell[3]); /* auxiliaries: note_auxiliaries */
  bool today = !nb_str_eq_c(cell[4], "_");
  if (nb_str_eq_c(cell[3], "VERB") || nb_str_eq_c(cell[3], "AUX")) {
    uint32_t aux = L(AUX_FIN) | L(AUX_INF) | L(AUX_PART), verb = L(FIN) | L(INF) | L(PART) | L(INF_NOUN) | L(PART_ADJ);
    uint32_t mask = !today ? mask_in(old_ud, cell[3]) : nb_str_eq_c(cell[3], "AUX") ? aux : verb;
    return of_form(mask, cell[4], cell[5]);
  }
  if (today && has(cell[5], "Poss=Yes")) return L(POSS);
  for (int l = 0; today && l < NB_TAG_LABELS; l++)
    if (nb_str_eq_c(cell[3], nb_tag_task.labels[l])) return 1u << l;
  return mask_in(old_ud, cell[3]);
}

typedef struct dependency {
  size_t id, head;
  nb_str root, relation;
} dependency;

typedef struct sentence {
  nb_token *tokens;
  uint32_t *masks;
  dependency *links; /* of alpino_cdb.tsv */
  size_t cap_links;
  size_t n, cap, cap_masks;
  nb_buf text;
} sentence;

static size_t number(nb_str digits) {
  size_t n = 0;
  for (size_t i = 0; i < digits.len && digits.ptr[i] >= '0' && digits.ptr[i] <= '9'; i++)
    n = n * 10 + (size_t)(digits.ptr[i] - '0');
  return n;
}

/* A verb of alpino_cdb.tsv that UD has among the auxiliaries is one where it has a verb, or "zijn" a predicate. */
static void note_auxiliaries(sentence *s) {
  static const char *const roots[] = {"ben", "heb", "word", "zal", "kan", "moet", "mag", NULL};
  const uint32_t aux = L(AUX_FIN) | L(AUX_INF) | L(AUX_PART);
  for (size_t i = 0; i < s->n; i++) {
    const dependency *link = &s->links[i];
    if (!link->relation.len || s->masks[i] != mask_in(coarse, NB_STR("verb")) || !nb_str_in(link->root, roots))
      continue;
    bool helps = false, copula = nb_str_eq_c(link->root, "ben");
    for (size_t k = 0; k < s->n; k++)
      helps = helps || (s->links[k].head == link->id && (nb_str_eq_c(s->links[k].relation, "vc") ||
                                                         (copula && nb_str_eq_c(s->links[k].relation, "predc"))));
    if (helps) s->masks[i] = aux;
  }
}

/* What a form may be, by the whole examples so far. */
typedef struct habit {
  uint32_t mask;
  unsigned n;
} habit;

static habit *habit_of(treebank *t, nb_str form) {
  void **slot = nb_map_slot(t->habits, form);
  if (slot && !*slot) *slot = nb_arena_alloc(t->arena, sizeof(habit));
  return slot ? *slot : NULL;
}

static bool reads(const nb_clue *c, size_t from, nb_pos pos) {
  for (size_t i = from; i < c->n_readings; i++)
    if (c->readings[i].pos == pos) return true;
  return false;
}

/* Nouns and adjectives of a coarser notation: a small letter makes no name, a capital inside makes one of an adjective,
 * and what the lexicon has as a noun first is no adjective, but for plurals of people ("doden"). */
static uint32_t without_unlikely(const nb_clue *c, uint32_t mask) {
  if (!(mask & L(NOUN)) || !(mask & L(PROPN))) return mask;
  bool noun = c->n_readings && c->readings[0].pos == NB_POS_NOUN;
  if (!c->capital) mask &= ~L(PROPN);
  if (c->capital && c->start && !c->named && reads(c, 0, NB_POS_NOUN)) mask &= ~L(PROPN);
  if (noun && !nb_str_ends(c->lower, NB_STR("en"))) mask &= ~L(ADJ);
  return mask;
}

/* Narrows the masks of coarser notations by what the whole examples have. */
static nb_status narrow(treebank *t, sentence *s, const nb_clues *clues, bool whole) {
  enum { ENOUGH = 3 };
  static const char *const days[] = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                     "vrijdag", "zaterdag", "zondag",   NULL};
  for (size_t i = 0; i < s->n; i++) {
    habit *h = habit_of(t, s->tokens[i].text);
    if (!h) return nb_fail_memory(t->ctx);
    if (whole) {
      h->mask |= s->masks[i];
      h->n++;
      continue;
    }
    uint32_t usual = nb_str_in(s->tokens[i].text, days) ? L(PROPN) : h->n >= ENOUGH ? h->mask : 0;
    s->masks[i] = usual & s->masks[i] ? usual & s->masks[i] : without_unlikely(&clues->of[i], s->masks[i]);
  }
  return NB_OK;
}

static nb_status add_token(treebank *t, sentence *s, const nb_str *cell, size_t n) {
  nb_token *one;
  size_t n_one;
  nb_status status = nb_tokenize(t->ctx, t->arena, cell[1], &one, &n_one);
  if (status) return status;
  if (!nb_arena_grow(t->arena, &s->tokens, &s->cap, s->n + 1, sizeof *s->tokens) ||
      !nb_arena_grow(t->arena, &s->masks, &s->cap_masks, s->n + 1, sizeof *s->masks))
    return nb_fail_memory(t->ctx);
  s->tokens[s->n] = (nb_token){n_one == 1 ? one->kind : NB_WORD, true, 0, 0, cell[1]};
  if (!nb_arena_grow(t->arena, &s->links, &s->cap_links, s->n + 1, sizeof *s->links)) return nb_fail_memory(t->ctx);
  s->links[s->n] = (dependency){number(cell[0]), number(cell[4]), cell[2], n < COLUMNS ? cell[5] : NB_STR("")};
  s->masks[s->n++] = mask_of(cell, n);
  return nb_buf_add(&s->text, cell[1]);
}

static nb_status end_sentence(treebank *t, sentence *s, bool hold, examples *list, size_t *left_out) {
  if (s->n == 0) return NB_OK;
  nb_str text = nb_arena_str(t->arena, nb_buf_str(&s->text));
  nb_clues *clues = nb_arena_alloc(t->arena, sizeof *clues);
  if (!clues || !text.ptr) return nb_fail_memory(t->ctx);
  nb_status status = NB_OK;
  if (!hold && nb_map_get(t->held, text)) {
    ++*left_out;
  } else {
    void **slot = nb_map_slot(t->held, text); /* no sentence twice, either */
    if (!slot) return nb_fail_memory(t->ctx);
    *slot = clues;
    status = nb_clues_of(t->ctx, t->lexicon, t->arena, s->tokens, s->n, clues);
    note_auxiliaries(s);
    example e = {clues, s->masks, s->n, true};
    for (size_t i = 0; i < s->n; i++) e.whole = e.whole && !(s->masks[i] & (s->masks[i] - 1));
    if (!status && !hold) status = narrow(t, s, clues, e.whole);
    if (!status) status = examples_add(t->ctx, t->arena, list, e);
  }
  nb_buf_clear(&s->text);
  *s = (sentence){.text = s->text};
  return status;
}

nb_status treebank_read(treebank *t, const char *path, bool hold, examples *list) {
  nb_buf file;
  nb_buf_init(&file, FILE_CAP);
  sentence s = {.n = 0};
  nb_buf_init(&s.text, 1 << 20);
  size_t left_out = 0, before = list->n;
  nb_status status = nb_file_read(t->ctx, path, &file);
  nb_str rest = status ? NB_STR("") : nb_arena_str(t->arena, nb_buf_str(&file)), line;
  while (!status && nb_str_split(&rest, '\n', &line)) {
    nb_str cell[COLUMNS];
    size_t n = 0;
    for (nb_str cells = line; n < COLUMNS && nb_str_split(&cells, '\t', &cell[n]);) n++;
    bool word = n >= 5 && cell[0].ptr[0] >= '0' && cell[0].ptr[0] <= '9';
    if (word && nb_str_find(cell[0], NB_STR("-"), 0) == NB_NOT_FOUND &&
        nb_str_find(cell[0], NB_STR("."), 0) == NB_NOT_FOUND)
      status = add_token(t, &s, cell, n);
    else if (line.len == 0)
      status = end_sentence(t, &s, hold, list, &left_out);
  }
  if (!status) status = end_sentence(t, &s, hold, list, &left_out);
  if (!status) fprintf(stderr, "%s: %zu sentences, %zu left out (held or twice)\n", path, list->n - before, left_out);
  nb_buf_free(&s.text);
  nb_buf_free(&file);
  return status;
}
