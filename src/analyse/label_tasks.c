/* Numbers of the templates are part of the models: a change asks for a new version. */
#include "analyse/label_tasks.h"

static const char *const name_labels[] = {"O",   "PER",  "PER+", "ORG",  "ORG+", "LOC", "LOC+",
                                          "DEM", "DEM+", "ROL",  "ROL+", "GRP",  "GRP+"};
static const char *const event_labels[] = {"O", "real", "said", "irreal"};
enum { N_NAMES = sizeof name_labels / sizeof *name_labels, N_EVENTS = sizeof event_labels / sizeof *event_labels };

static uint64_t mix(uint64_t a, uint64_t b) {
  return (a ^ b << 32 ^ b >> 32) * UINT64_C(0x9E3779B97F4A7C15);
}

/* One token's view, for both tasks. */
typedef struct view {
  const nb_clue *c;
  const nb_witness *w;
  unsigned tag;   /* label of the tagger, plus 1; 0: the edge */
  unsigned looks; /* capital, start, name of the lexicon, kind of token */
  uint64_t lists; /* of the word, or of its head */
} view;

static view view_at(const nb_evidence *e, size_t i, int by) {
  size_t at = i + (size_t)by;
  view v = {nb_clue_at(e->clues, i, by), nb_witness_at(e, i, by), 0, 0, 0};
  if (at < e->clues->n) {
    v.tag = (unsigned)e->tags[at].label + 1;
    v.looks = (unsigned)v.c->start | (unsigned)v.c->capital << 1 | (unsigned)v.c->named << 2 |
              (unsigned)(v.c->named ? v.c->name.kind : 0) << 3 | (unsigned)e->clues->tokens[at].kind << 8;
  }
  v.lists = v.w->lists | (uint64_t)v.w->head_lists << 32;
  return v;
}

/* ---- names ---- */

static void observe_name(const void *sentence, size_t i, nb_features *f) {
  const nb_evidence *e = sentence;
  view c = view_at(e, i, 0), p = view_at(e, i, -1), n = view_at(e, i, 1), pp = view_at(e, i, -2), nn = view_at(e, i, 2);
  bool plural = e->tags[i].features & NB_PLURAL;
  nb_feature(f, 1, c.looks, 0);
  nb_feature(f, 2, c.c->word, 0);
  nb_feature(f, 3, c.c->form, 0);
  nb_feature(f, 4, c.w->lemma, plural);
  nb_feature(f, 5, p.c->form, 0);
  nb_feature(f, 6, n.c->form, 0);
  nb_feature(f, 7, pp.c->word, 0);
  nb_feature(f, 8, nn.c->word, 0);
  nb_feature(f, 9, p.c->word, c.looks);
  nb_feature(f, 10, c.looks, n.c->word);
  for (unsigned k = 1; k < NB_SUFFIXES; k++)
    if (c.c->suffix[k]) nb_feature(f, 10 + k, c.c->suffix[k], c.c->capital);
  for (unsigned k = 1; k < NB_PREFIXES; k++)
    if (c.c->prefix[k]) nb_feature(f, 15 + k, c.c->prefix[k], c.c->capital);
  nb_feature(f, 20, c.c->shape, c.c->start);
  nb_feature(f, 21, c.lists, c.looks);
  nb_feature(f, 22, c.lists, plural);
  nb_feature(f, 23, p.lists, c.looks);
  nb_feature(f, 24, n.lists, c.looks);
  nb_feature(f, 25, c.w->name, c.looks);
  nb_feature(f, 26, c.tag, mix(p.tag, n.tag));
  nb_feature(f, 27, c.tag, c.looks);
  nb_feature(f, 28, c.tag, p.c->word);
  nb_feature(f, 29, c.tag, n.c->word);
  nb_feature(f, 30, mix(p.c->shape, c.c->shape), n.c->shape);
  nb_feature(f, 31, p.looks, mix(c.looks, n.looks));
  nb_feature(f, 32, p.c->word, c.c->word);
  nb_feature(f, 33, c.c->word, n.c->word);
  nb_feature(f, 34, c.lists, n.lists);
  nb_feature(f, 35, p.lists, c.lists);
  nb_feature(f, 36, c.lists, c.tag);
  nb_feature(f, 37, c.lists, n.looks);
  nb_feature(f, 38, mix(n.c->word, nn.looks), c.lists);
  nb_feature(f, 39, mix(n.c->word, nn.looks), c.looks);
  nb_feature(f, 40, mix(pp.c->word, p.c->word), c.looks);
  nb_feature(f, 41, p.w->name, n.w->name);
  nb_feature(f, 42, p.c->suffix[2], c.looks);
  nb_feature(f, 43, n.c->suffix[2], c.looks);
  nb_feature(f, 44, c.w->finite, c.looks);
}

enum { NAME_LAST = 0xF };

static void remember_name(const void *sentence, size_t i, unsigned key, nb_features *f) {
  const nb_evidence *e = sentence;
  view c = view_at(e, i, 0), p = view_at(e, i, -1), n = view_at(e, i, 1);
  unsigned last = key & NAME_LAST;
  nb_feature(f, 60, last, 0);
  nb_feature(f, 61, key, 0);
  nb_feature(f, 62, last, c.c->word);
  nb_feature(f, 63, last, c.looks);
  nb_feature(f, 64, key, c.looks);
  nb_feature(f, 65, last, c.lists);
  nb_feature(f, 66, last, p.c->word);
  nb_feature(f, 67, last, mix(c.tag, n.tag));
  nb_feature(f, 68, last, mix(c.w->name, c.looks));
  nb_feature(f, 69, last, mix(c.looks, n.looks));
  nb_feature(f, 70, last, c.c->suffix[2]);
  nb_feature(f, 71, last, mix(p.c->word, c.looks));
}

/* The last label and the kind of the last name before it in the sentence. */
static unsigned step_name(const void *sentence, size_t i, unsigned key, int label) {
  (void)sentence;
  (void)i;
  unsigned last = key & NAME_LAST, kind = key >> 4;
  if (last && label != (int)last && label != (int)last + (int)(last & 1)) kind = (last + 1) / 2;
  return (unsigned)label | kind << 4;
}

/* A name goes on only where one of its kind has begun. */
static uint32_t allowed_name(unsigned key) {
  enum { BEGINNINGS = 0xAAB }; /* O and the odd ones */
  unsigned last = key & NAME_LAST;
  return BEGINNINGS | (last ? 1u << (last + (last & 1)) : 0);
}

const nb_sequence_task nb_name_task = {.file = "names.model",
                                       .labels = name_labels,
                                       .n_labels = N_NAMES,
                                       .beam = 6,
                                       .version = 1,
                                       .observe = observe_name,
                                       .remember = remember_name,
                                       .step = step_name,
                                       .allowed = allowed_name};

/* ---- events ---- */

static void observe_event(const void *sentence, size_t i, nb_features *f) {
  const nb_evidence *e = sentence;
  view c = view_at(e, i, 0), p = view_at(e, i, -1), n = view_at(e, i, 1), pp = view_at(e, i, -2), nn = view_at(e, i, 2);
  const nb_witness *w = c.w;
  uint64_t form = mix(c.tag, e->tags[i].features & (NB_PAST | NB_PLURAL | NB_PRESENT_PART));
  nb_feature(f, 1, form, c.looks);
  nb_feature(f, 2, w->lemma, 0);
  nb_feature(f, 3, c.c->word, 0);
  nb_feature(f, 4, w->lemma, c.tag);
  nb_feature(f, 5, w->lists, c.tag);
  nb_feature(f, 6, w->head_lists, c.tag);
  nb_feature(f, 7, c.tag, mix(p.tag, n.tag));
  nb_feature(f, 8, c.tag, mix(p.tag, pp.tag));
  nb_feature(f, 9, c.tag, mix(n.tag, nn.tag));
  for (unsigned k = 2; k < NB_SUFFIXES; k++)
    if (c.c->suffix[k]) nb_feature(f, 10 + k, c.c->suffix[k], c.tag);
  for (unsigned k = 1; k < NB_PREFIXES; k++)
    if (c.c->prefix[k]) nb_feature(f, 15 + k, c.c->prefix[k], c.tag);
  nb_feature(f, 20, c.tag, p.c->word);
  nb_feature(f, 21, c.tag, n.c->word);
  nb_feature(f, 22, w->lemma, p.c->word);
  nb_feature(f, 23, w->lemma, n.c->word);
  nb_feature(f, 24, w->lemma, pp.c->word);
  nb_feature(f, 25, w->lemma, nn.c->word);
  nb_feature(f, 26, form, w->finite);
  nb_feature(f, 27, w->lemma, w->finite);
  nb_feature(f, 28, form, w->clause);
  nb_feature(f, 29, w->lists, w->clause);
  nb_feature(f, 30, form, w->opener);
  nb_feature(f, 31, form, w->above);
  nb_feature(f, 32, mix(form, w->to), mix(w->finite, w->above));
  nb_feature(f, 33, mix(form, w->to), pp.c->word);
  nb_feature(f, 34, w->lemma, w->particle);
  nb_feature(f, 35, w->particle, c.tag);
  nb_feature(f, 36, w->lemma, w->clause & NB_CLAUSE_QUOTED);
  nb_feature(f, 37, w->lists, mix(p.w->lists, c.tag));
  nb_feature(f, 38, w->lists, mix(n.w->lists, c.tag));
  nb_feature(f, 39, mix(c.tag, w->to), w->clause);
  nb_feature(f, 40, w->lists | (uint64_t)w->head_lists << 32, p.c->word);
  nb_feature(f, 41, w->lists | (uint64_t)w->head_lists << 32, w->finite);
  nb_feature(f, 42, c.tag, c.c->left);
  nb_feature(f, 43, c.tag, c.c->before | (unsigned)c.c->ahead << 8);
  nb_feature(f, 44, w->lemma, c.c->before | (unsigned)c.c->ahead << 8);
  nb_feature(f, 45, c.looks, c.c->shape);
  nb_feature(f, 46, w->name, c.c->word);
}

enum { EVENT_LAST = 0x7 };

static void remember_event(const void *sentence, size_t i, unsigned key, nb_features *f) {
  const nb_evidence *e = sentence;
  view c = view_at(e, i, 0), p = view_at(e, i, -1);
  nb_feature(f, 60, key, c.tag);
  nb_feature(f, 61, key, c.w->lists);
  nb_feature(f, 62, key & EVENT_LAST, mix(c.tag, p.c->word));
  nb_feature(f, 63, key, mix(c.tag, c.w->opener));
  nb_feature(f, 64, key, c.w->lemma);
  nb_feature(f, 65, key, mix(c.tag, c.w->finite));
  nb_feature(f, 66, key, mix(c.tag, c.w->to));
}

/* The last label and the last one that was an event's. */
static unsigned step_event(const void *sentence, size_t i, unsigned key, int label) {
  (void)sentence;
  (void)i;
  unsigned last = key & EVENT_LAST;
  unsigned event = last ? last : key >> 3;
  return (unsigned)label | event << 3;
}

const nb_sequence_task nb_event_task = {.file = "events.model",
                                        .labels = event_labels,
                                        .n_labels = N_EVENTS,
                                        .beam = 8,
                                        .version = 1,
                                        .observe = observe_event,
                                        .remember = remember_event,
                                        .step = step_event};
