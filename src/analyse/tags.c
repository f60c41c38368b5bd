#include "analyse/tags.h"

#include <stdlib.h>

struct nb_tagger {
  const nb_lexicon *lexicon;
  nb_sequence_model *model;
};

/* ---- the task ---- */

static const char *const label_names[] = {"ADJ",   "ADP",    "ADV",    "CCONJ",  "DET",    "INTJ",   "NOUN",  "NUM",
                                          "PRON",  "PRON.p", "PROPN",  "PUNCT",  "SCONJ",  "SYM",    "X",     "AUX.f",
                                          "AUX.i", "AUX.p",  "VERB.f", "VERB.i", "VERB.n", "VERB.p", "VERB.a"};

/* The key: the last two labels (plus 1; 0: the sentence's edge) and how the clause stands. */
enum { LAST = 0x1F, BEFORE_LAST = 0x3E0, HAS_FINITE = 0x400, SUBORDINATE = 0x800, BEFORE_SHIFT = 5 };

static bool is_relative(nb_str lower) {
  static const char *const words[] = {"die", "dat", "wie", "wat", NULL};
  return nb_str_in(lower, words);
}

static unsigned step(const void *sentence, size_t i, unsigned key, int label) {
  const nb_clues *clues = sentence;
  unsigned clause = key & (HAS_FINITE | SUBORDINATE);
  switch (label) {
    case NB_TAG_FIN:
    case NB_TAG_AUX_FIN:
      clause |= HAS_FINITE;
      break;
    case NB_TAG_CCONJ:
    case NB_TAG_PUNCT:
      clause = 0;
      break;
    case NB_TAG_SCONJ:
      clause = SUBORDINATE;
      break;
    case NB_TAG_PRON:
      if (is_relative(clues->of[i].lower)) clause = SUBORDINATE;
      break;
    case NB_TAG_ADV:
      if (nb_str_starts(clues->of[i].lower, NB_STR("waar"))) clause = SUBORDINATE;
      break;
    default:
      break;
  }
  return clause | (key & LAST) << BEFORE_SHIFT | (unsigned)(label + 1);
}

/* Numbers of the templates are part of the model: a change asks for a new version. */
static void observe(const void *sentence, size_t i, nb_features *f) {
  const nb_clues *s = sentence;
  const nb_clue *c = &s->of[i], *p = nb_clue_at(s, i, -1), *n = nb_clue_at(s, i, 1), *pp = nb_clue_at(s, i, -2),
                *nn = nb_clue_at(s, i, 2);
  unsigned looks = (unsigned)c->start | (unsigned)c->capital << 1 | (unsigned)c->named << 2 |
                   (unsigned)(c->named ? c->name.kind : 0) << 3 | (unsigned)s->tokens[i].kind << 8;
  nb_feature(f, 1, looks, 0);
  nb_feature(f, 2, c->word, 0);
  nb_feature(f, 3, c->form, c->start);
  nb_feature(f, 4, p->word, 0);
  nb_feature(f, 5, n->word, 0);
  nb_feature(f, 6, pp->word, 0);
  nb_feature(f, 7, nn->word, 0);
  nb_feature(f, 8, p->word, c->word);
  nb_feature(f, 9, c->word, n->word);
  for (unsigned k = 0; k < NB_SUFFIXES; k++)
    if (c->suffix[k]) nb_feature(f, 10 + k, c->suffix[k], 0);
  for (unsigned k = 0; k < NB_PREFIXES; k++)
    if (c->prefix[k]) nb_feature(f, 16 + k, c->prefix[k], 0);
  nb_feature(f, 20, c->shape, c->start);
  nb_feature(f, 21, c->classes, looks);
  nb_feature(f, 22, c->readings_hash, 0);
  nb_feature(f, 23, c->classes, n->classes);
  nb_feature(f, 24, p->classes, c->classes);
  nb_feature(f, 25, p->classes * UINT64_C(0x9E3779B97F4A7C15) + n->classes, c->classes);
  nb_feature(f, 26, n->classes, 0);
  nb_feature(f, 27, p->classes, 0);
  nb_feature(f, 28, n->classes, nn->classes);
  nb_feature(f, 29, c->word, n->classes);
  nb_feature(f, 30, p->word, c->classes);
  nb_feature(f, 31, c->classes, n->word);
  nb_feature(f, 32, c->suffix[2], n->classes);
  nb_feature(f, 33, c->suffix[2], p->word);
  nb_feature(f, 34, p->suffix[2], 0);
  nb_feature(f, 35, n->suffix[2], 0);
  nb_feature(f, 36, c->classes, c->left);
  nb_feature(f, 37, c->classes, c->ahead | (uint64_t)c->before << 8);
  nb_feature(f, 38, c->word, c->ahead);
  nb_feature(f, 39, c->word, c->before);
  nb_feature(f, 40, c->classes, c->opener);
  nb_feature(f, 41, looks,
             (unsigned)p->capital | (unsigned)n->capital << 1 | (unsigned)p->named << 2 | (unsigned)n->named << 3);
  nb_feature(f, 42, c->word, c->left == 0);
  nb_feature(f, 43, pp->classes, c->classes);
  nb_feature(f, 44, c->classes, nn->classes);
}

static void remember(const void *sentence, size_t i, unsigned key, nb_features *f) {
  const nb_clues *s = sentence;
  const nb_clue *c = &s->of[i], *n = nb_clue_at(s, i, 1);
  unsigned last = key & LAST, two = key & (LAST | BEFORE_LAST), clause = key & (HAS_FINITE | SUBORDINATE);
  nb_feature(f, 60, last, 0);
  nb_feature(f, 61, two, 0);
  nb_feature(f, 62, last, c->word);
  nb_feature(f, 63, last, c->classes);
  nb_feature(f, 64, two, c->classes);
  nb_feature(f, 65, last, n->classes);
  nb_feature(f, 66, clause, c->classes);
  nb_feature(f, 67, clause | (c->ahead & (NB_SEES_FINITE | NB_SEES_MAYBE_FINITE)), c->classes);
  nb_feature(f, 68, clause | last, c->left);
  nb_feature(f, 69, last, c->suffix[2]);
  nb_feature(f, 70, clause, c->word);
}

const nb_sequence_task nb_tag_task = {.file = "tags.model",
                                      .labels = label_names,
                                      .n_labels = NB_TAG_LABELS,
                                      .beam = 4,
                                      .version = 1,
                                      .observe = observe,
                                      .remember = remember,
                                      .step = step};

/* ---- from labels to readings ---- */

enum { NEAR = 7 };

/* The readings that a label may stand for, the best first; what the lexicon's notation has for the label among them. */
static const struct {
  nb_pos pos;        /* where the lexicon has none of them */
  unsigned features; /* the same */
  struct {
    nb_pos pos;
    unsigned features; /* that it must have one of; 0: any */
  } near[NEAR];        /* X at the end */
} kinds[NB_TAG_LABELS] = {
    [NB_TAG_ADJ] = {NB_POS_ADJ,
                    0,
                    {{NB_POS_ADJ, 0}, {NB_POS_VERB, NB_PARTICIPLE}, {NB_POS_NUM, 0}, {NB_POS_DET, 0}, {NB_POS_ADV, 0}}},
    [NB_TAG_ADP] = {NB_POS_ADP, 0, {{NB_POS_ADP, 0}, {NB_POS_SCONJ, 0}, {NB_POS_ADV, 0}, {NB_POS_PART, 0}}},
    [NB_TAG_ADV] = {NB_POS_ADV,
                    0,
                    {{NB_POS_ADV, 0},
                     {NB_POS_ADJ, 0},
                     {NB_POS_PRON, 0},
                     {NB_POS_ADP, 0},
                     {NB_POS_SCONJ, 0},
                     {NB_POS_DET, 0},
                     {NB_POS_CCONJ, 0}}},
    [NB_TAG_CCONJ] = {NB_POS_CCONJ, 0, {{NB_POS_CCONJ, 0}, {NB_POS_SCONJ, 0}, {NB_POS_ADV, 0}, {NB_POS_ADP, 0}}},
    [NB_TAG_DET] = {NB_POS_DET, 0, {{NB_POS_DET, 0}, {NB_POS_PRON, 0}, {NB_POS_NUM, 0}, {NB_POS_ADJ, 0}}},
    [NB_TAG_INTJ] = {NB_POS_INTJ, 0, {{NB_POS_INTJ, 0}, {NB_POS_ADV, 0}}},
    [NB_TAG_NOUN] = {NB_POS_NOUN, 0, {{NB_POS_NOUN, 0}, {NB_POS_VERB, NB_INFINITIVE}, {NB_POS_ADJ, 0}}},
    [NB_TAG_NUM] = {NB_POS_NUM, 0, {{NB_POS_NUM, 0}, {NB_POS_DET, 0}, {NB_POS_ADJ, 0}}},
    [NB_TAG_PRON] = {NB_POS_PRON, 0, {{NB_POS_PRON, 0}, {NB_POS_DET, 0}, {NB_POS_NUM, 0}, {NB_POS_ADV, 0}}},
    [NB_TAG_POSS] = {NB_POS_DET, 0, {{NB_POS_DET, 0}, {NB_POS_PRON, 0}}},
    [NB_TAG_PROPN] = {NB_POS_PROPN, 0, {{NB_POS_PROPN, 0}}},
    [NB_TAG_PUNCT] = {NB_POS_PUNCT, 0, {{NB_POS_PUNCT, 0}}},
    [NB_TAG_SCONJ] = {NB_POS_SCONJ, 0, {{NB_POS_SCONJ, 0}, {NB_POS_ADP, 0}, {NB_POS_ADV, 0}, {NB_POS_CCONJ, 0}}},
    [NB_TAG_SYM] = {NB_POS_SYM, 0, {{NB_POS_SYM, 0}, {NB_POS_NOUN, 0}}},
    [NB_TAG_X] = {NB_POS_NOUN, 0, {{NB_POS_X, 0}}},
    [NB_TAG_AUX_FIN] = {NB_POS_AUX, NB_FINITE, {{NB_POS_AUX, NB_FINITE}, {NB_POS_VERB, NB_FINITE}}},
    [NB_TAG_AUX_INF] = {NB_POS_AUX, NB_INFINITIVE, {{NB_POS_AUX, NB_INFINITIVE}, {NB_POS_VERB, NB_INFINITIVE}}},
    [NB_TAG_AUX_PART] = {NB_POS_AUX, NB_PARTICIPLE, {{NB_POS_AUX, NB_PARTICIPLE}, {NB_POS_VERB, NB_PARTICIPLE}}},
    [NB_TAG_FIN] = {NB_POS_VERB, NB_FINITE, {{NB_POS_VERB, NB_FINITE}, {NB_POS_AUX, NB_FINITE}}},
    [NB_TAG_INF] = {NB_POS_VERB, NB_INFINITIVE, {{NB_POS_VERB, NB_INFINITIVE}, {NB_POS_AUX, NB_INFINITIVE}}},
    [NB_TAG_INF_NOUN] = {NB_POS_NOUN, 0, {{NB_POS_NOUN, 0}, {NB_POS_VERB, NB_INFINITIVE}, {NB_POS_AUX, NB_INFINITIVE}}},
    [NB_TAG_PART] = {NB_POS_VERB,
                     NB_PARTICIPLE,
                     {{NB_POS_VERB, NB_PARTICIPLE}, {NB_POS_AUX, NB_PARTICIPLE}, {NB_POS_ADJ, 0}}},
    [NB_TAG_PART_ADJ] = {NB_POS_ADJ, 0, {{NB_POS_ADJ, 0}, {NB_POS_VERB, NB_PARTICIPLE}, {NB_POS_AUX, NB_PARTICIPLE}}},
};

static const nb_reading *reading_for(const nb_clue *c, nb_tag_label label) {
  for (size_t k = 0; k < NEAR && kinds[label].near[k].pos != NB_POS_X; k++)
    for (size_t i = 0; i < c->n_readings; i++) {
      const nb_reading *r = &c->readings[i];
      unsigned needed = kinds[label].near[k].features;
      if (r->pos == kinds[label].near[k].pos && (!needed || r->features & needed)) return r;
    }
  return NULL;
}

/* Of several verb forms, only that of the label. */
static unsigned features_for(const nb_reading *r, nb_tag_label label) {
  if (r->pos != NB_POS_VERB && r->pos != NB_POS_AUX) return r->features;
  switch (label) {
    case NB_TAG_FIN:
    case NB_TAG_AUX_FIN:
      return r->features & ~(unsigned)(NB_INFINITIVE | NB_PARTICIPLE);
    case NB_TAG_INF:
    case NB_TAG_AUX_INF:
    case NB_TAG_INF_NOUN:
      return r->features & ~(unsigned)(NB_FINITE | NB_PAST);
    case NB_TAG_PART:
    case NB_TAG_AUX_PART:
      return r->features & ~(unsigned)(NB_FINITE | NB_INFINITIVE);
    default:
      return r->features;
  }
}

static nb_tag with_reading(const nb_reading *r, nb_tag_label label) {
  nb_tag t = {r->pos, features_for(r, label), r->lemma, r->english, true, r->curated, label};
  if (label == NB_TAG_PART_ADJ && r->features & NB_PARTICIPLE) t.pos = NB_POS_ADJ;
  return t;
}

/* Marks, figures and addresses are what the tokenizer says. */
static bool by_kind(const nb_token *token, nb_pos *pos) {
  switch (token->kind) {
    case NB_PUNCT:
      return *pos = NB_POS_PUNCT, true;
    case NB_NUMBER:
      return *pos = nb_str_find(token->text, NB_STR("-jarig"), 0) == NB_NOT_FOUND ? NB_POS_NUM : NB_POS_ADJ, true;
    case NB_ADDRESS:
      return *pos = NB_POS_PROPN, true;
    default:
      return false;
  }
}

/* A label of names: the lexicon's name, or a noun ("PSV-trainer"; "Fransman" is a name in UD only). */
static nb_tag named_tag(const nb_token *token, const nb_clue *c, nb_tag_label label) {
  nb_tag t = {NB_POS_PROPN, 0, token->text, NB_STR(""), c->named, false, label};
  bool noun = c->named ? c->name.kind == NB_NAME_DEMONYM : !c->capital || c->classes & 1u << NB_CLASS_COMPOUND;
  if (noun) t.pos = NB_POS_NOUN;
  if (c->named) t.english = c->name.english;
  return t;
}

/* UD has adjectives where the lexicon has adverbs: "niet precies". */
static bool adverbial(const nb_clue *c, nb_tag_label next) {
  return next != NB_TAG_NOUN && next != NB_TAG_ADJ && next != NB_TAG_PART_ADJ && c->n_readings &&
         c->readings[0].pos == NB_POS_ADV;
}

static const nb_reading *with_pos(const nb_clue *c, nb_pos pos) {
  for (size_t i = 0; i < c->n_readings; i++)
    if (c->readings[i].pos == pos) return &c->readings[i];
  return NULL;
}

static nb_tag tag_for(const nb_token *token, const nb_clue *c, nb_tag_label label, nb_tag_label next) {
  nb_tag plain = {kinds[label].pos, kinds[label].features, token->text, NB_STR(""), false, false, label};
  if (by_kind(token, &plain.pos)) return plain.features = 0, plain;
  if ((label == NB_TAG_PROPN || label == NB_TAG_X) && (c->capital || !c->n_readings)) return named_tag(token, c, label);
  const nb_reading *r = reading_for(c, label);
  bool to = label == NB_TAG_ADP && nb_str_eq_c(c->lower, "te") && (next == NB_TAG_INF || next == NB_TAG_AUX_INF);
  if (to && with_pos(c, NB_POS_PART)) r = with_pos(c, NB_POS_PART);
  if (!r || (label == NB_TAG_ADJ && adverbial(c, next))) r = c->n_readings ? c->readings : NULL;
  return r ? with_reading(r, label) : plain;
}

/* ---- the tagger ---- */

nb_status nb_tagger_new(nb_context *ctx, const nb_lexicon *lexicon, nb_tagger **tagger) {
  nb_tagger *t = malloc(sizeof *t);
  if (!t) return nb_fail_memory(ctx);
  *t = (nb_tagger){.lexicon = lexicon};
  nb_status status = nb_sequence_open(ctx, &nb_tag_task, &t->model);
  if (status)
    free(t);
  else
    *tagger = t;
  return status;
}

void nb_tagger_free(nb_tagger *tagger) {
  if (!tagger) return;
  nb_sequence_free(tagger->model);
  free(tagger);
}

nb_status nb_tag_clues(nb_context *ctx, const nb_tagger *t, nb_arena *arena, const nb_clues *clues, nb_tag **tags) {
  nb_labelled *labels = nb_arena_array(arena, clues->n, sizeof *labels);
  nb_tag *out = nb_arena_array(arena, clues->n, sizeof *out);
  if (!labels || !out) return nb_fail_memory(ctx);
  nb_scorer scorer = nb_sequence_scorer(t->model);
  nb_status status = nb_label_sequence(ctx, &nb_tag_task, &scorer, clues, clues->n, NULL, labels);
  if (status) return status;
  for (size_t i = 0; i < clues->n; i++)
    out[i] = tag_for(&clues->tokens[i], &clues->of[i], (nb_tag_label)labels[i].label,
                     i + 1 < clues->n ? (nb_tag_label)labels[i + 1].label : NB_TAG_PUNCT);
  *tags = out;
  return NB_OK;
}

nb_status nb_tag_tokens(nb_context *ctx, const nb_tagger *t, nb_arena *arena, const nb_token *tokens, size_t n,
                        nb_tag **tags) {
  nb_clues clues;
  nb_status status = nb_clues_of(ctx, t->lexicon, arena, tokens, n, &clues);
  return status ? status : nb_tag_clues(ctx, t, arena, &clues, tags);
}
