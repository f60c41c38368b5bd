#include "analyse/evidence.h"

#include <string.h>

#include "base/map.h"
#include "base/tsv.h"
#include "text/tokenizer.h"

enum { SHORTEST_HEAD = 4, LONGEST_WORD = 60 };

/* ---- the lists ---- */

/* A class is a file, or the rows of a file with this second column. The order is part of the models. */
static const struct {
  const char *file, *value; /* NULL: any */
} classes[] = {
    {"roles.tsv", NULL},         {"groups.tsv", NULL},        {"event-nouns.tsv", "3"},
    {"event-nouns.tsv", NULL},   {"event-nouns.tsv", "1"},    {"reporting-verbs.tsv", NULL},
    {"verb-kinds.tsv", "aux"},   {"verb-kinds.tsv", "modal"}, {"verb-kinds.tsv", "plan"},
    {"verb-kinds.tsv", "state"}, {"verb-kinds.tsv", NULL},    {"name-kinds.tsv", "given"},
    {"name-kinds.tsv", "place"}, {"name-kinds.tsv", "event"}, {"name-kinds.tsv", "organisation"},
    {"name-kinds.tsv", NULL},
};
enum { N_CLASSES = sizeof classes / sizeof *classes };

struct nb_lists {
  nb_arena *arena;
  nb_map *words; /* -> uint32_t */
};

typedef struct loading {
  nb_lists *lists;
  const char *file;
} loading;

static uint32_t class_of(const char *file, nb_str value) {
  uint32_t any = 0;
  for (size_t i = 0; i < N_CLASSES; i++) {
    if (strcmp(classes[i].file, file) != 0) continue;
    if (!classes[i].value)
      any = 1u << i;
    else if (nb_str_eq_c(value, classes[i].value))
      return 1u << i;
  }
  return any;
}

static nb_status row(nb_context *ctx, void *user, const nb_tsv_row *r) {
  const loading *l = user;
  void **slot = nb_map_slot(l->lists->words, r->field[0]);
  if (slot && !*slot) *slot = nb_arena_alloc(l->lists->arena, sizeof(uint32_t));
  if (!slot || !*slot) return nb_fail_memory(ctx);
  *(uint32_t *)*slot |= class_of(l->file, r->field[1]);
  return NB_OK;
}

nb_status nb_lists_new(nb_context *ctx, nb_lists **lists) {
  nb_arena *arena = nb_arena_new();
  nb_lists *l = arena ? nb_arena_alloc(arena, sizeof *l) : NULL;
  nb_status status = NB_OK;
  if (l) *l = (nb_lists){arena, nb_map_new(arena)};
  if (!l || !l->words) status = nb_fail_memory(ctx);
  nb_buf path;
  nb_buf_init(&path, 4096);
  for (size_t i = 0; i < N_CLASSES && !status; i++) {
    if (i > 0 && strcmp(classes[i].file, classes[i - 1].file) == 0) continue;
    loading user = {l, classes[i].file};
    nb_buf_clear(&path);
    status = nb_data_path(ctx, classes[i].file, &path);
    if (!status) status = nb_tsv_read(ctx, path.ptr, arena, row, &user);
  }
  nb_buf_free(&path);
  if (status)
    nb_arena_free(arena);
  else
    *lists = l;
  return status;
}

void nb_lists_free(nb_lists *lists) {
  if (lists) nb_arena_free(lists->arena);
}

static uint32_t lists_of(const nb_lists *l, nb_str word) {
  const uint32_t *found = nb_map_get(l->words, word);
  return found ? *found : 0;
}

/* The longest listed end of a word. */
static uint32_t lists_of_head(const nb_lists *l, nb_str word) {
  for (size_t cut = 2; word.len <= LONGEST_WORD && cut + SHORTEST_HEAD <= word.len; cut++) {
    uint32_t found = lists_of(l, nb_str_sub(word, cut, word.len));
    if (found) return found;
  }
  return 0;
}

/* ---- clauses ---- */

static bool ends_clause(const nb_evidence *e, size_t i) {
  static const char *const marks[] = {",", ".", ";", ":", "?", "!", "\xE2\x80\x93", NULL};
  static const char *const joins[] = {"maar", "want", NULL};
  const nb_token *t = &e->clues->tokens[i];
  if (t->kind == NB_PUNCT) return nb_str_in(t->text, marks);
  return e->tags[i].label == NB_TAG_SCONJ || nb_str_in(e->clues->of[i].lower, joins);
}

typedef struct clause {
  size_t first, end;
  uint64_t finite, opener, particle, last_verb;
  unsigned char flags;
} clause;

static uint64_t with_tense(const nb_tag *t) {
  return nb_hash(t->lemma) ^ (t->features & NB_PAST ? UINT64_C(0x9E3779B97F4A7C15) : 0);
}

static void note_token(const nb_evidence *e, size_t i, clause *c) {
  static const char *const denied[] = {"niet", "geen", "nooit", "nimmer", "evenmin", "niemand", "noch", "zonder", NULL};
  static const char *const would[] = {"zou", "zouden", NULL};
  const nb_tag *t = &e->tags[i];
  nb_str word = e->clues->of[i].lower;
  bool finite = t->label == NB_TAG_FIN || t->label == NB_TAG_AUX_FIN,
       infinitive = t->label == NB_TAG_INF || t->label == NB_TAG_AUX_INF;
  if (nb_str_in(word, denied)) c->flags |= NB_CLAUSE_DENIED;
  if (nb_str_in(word, would)) c->flags |= NB_CLAUSE_WOULD;
  if (infinitive) c->flags |= t->label == NB_TAG_AUX_INF ? NB_CLAUSE_PERFECT : NB_CLAUSE_INFINITIVE;
  if (finite && !c->finite) c->finite = with_tense(t);
  if (finite || infinitive || t->label == NB_TAG_PART) c->last_verb = nb_hash(t->lemma);
  bool particle = t->label == NB_TAG_ADP || t->label == NB_TAG_ADV || t->label == NB_TAG_ADJ;
  if (e->clues->tokens[i].kind != NB_PUNCT) c->particle = particle ? e->clues->of[i].word : 0;
}

static clause clause_from(const nb_evidence *e, size_t first) {
  clause c = {.first = first, .opener = e->clues->of[first].word};
  size_t i = first;
  do note_token(e, i++, &c);
  while (i < e->clues->n && !ends_clause(e, i));
  c.end = i;
  if (e->clues->tokens[first].kind == NB_PUNCT && first + 1 < c.end) c.opener = e->clues->of[first + 1].word;
  return c;
}

static void note_clauses(const nb_evidence *e, nb_witness *of) {
  uint64_t above = 0;
  bool quoted = false;
  for (size_t first = 0; first < e->clues->n;) {
    clause c = clause_from(e, first);
    for (size_t i = first; i < c.end; i++) {
      nb_witness *w = &of[i];
      if (nb_is_quotation_mark(e->clues->tokens[i].text)) quoted = !quoted;
      w->clause = c.flags | (quoted ? NB_CLAUSE_QUOTED : 0);
      w->finite = c.finite;
      w->opener = c.opener;
      w->above = above;
      w->particle = e->tags[i].label == NB_TAG_FIN ? c.particle : 0;
      w->to = i > 0 && nb_str_eq_c(e->clues->of[i - 1].lower, "te");
    }
    if (c.last_verb) above = c.last_verb;
    first = c.end;
  }
}

/* ---- all ---- */

static bool is_content(nb_tag_label label) {
  return label == NB_TAG_NOUN || label == NB_TAG_PROPN || label == NB_TAG_ADJ || label >= NB_TAG_AUX_FIN;
}

nb_status nb_evidence_of(nb_context *ctx, const nb_lists *lists, nb_arena *arena, const nb_clues *clues,
                         const nb_tag *tags, nb_evidence *evidence) {
  nb_witness *of = nb_arena_array(arena, clues->n, sizeof *of);
  if (!of) return nb_fail_memory(ctx);
  *evidence = (nb_evidence){clues, tags, of};
  for (size_t i = 0; i < clues->n; i++) {
    nb_str form = clues->tokens[i].text, lemma = tags[i].known ? tags[i].lemma : clues->of[i].lower;
    of[i].lemma = nb_hash(lemma);
    if (form.len > LONGEST_WORD) continue;
    of[i].lists = lists_of(lists, form) | lists_of(lists, lemma) | lists_of(lists, clues->of[i].lower);
    if (!of[i].lists && is_content(tags[i].label)) of[i].head_lists = lists_of_head(lists, lemma);
  }
  note_clauses(evidence, of);
  return NB_OK;
}

const nb_witness *nb_witness_at(const nb_evidence *e, size_t i, int by) {
  static const nb_witness edge = {.lemma = 1};
  size_t at = i + (size_t)by; /* wraps below 0 */
  return at < e->clues->n ? &e->of[at] : &edge;
}
