/* The analysis says whose a pronoun is; here it is seen whether the brief's reader can tell, and where not, the name
 * takes its place. A wrong name is worse than a "he" in the air, so that every doubt leaves the pronoun as it is. */
#include "brief/pronouns.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "text/tokenizer.h"

static const size_t NOWHERE = (size_t)-1;

/* A pronoun to be replaced. */
typedef struct finding {
  size_t at; /* of the brief's sentences */
  size_t start, end;
  nb_str name;
} finding;

typedef struct resolver {
  nb_context *ctx;
  nb_arena *arena;
  const nb_analysis *a;
  const nb_brief *brief;
  size_t *position; /* of each sentence: among the brief's, or NOWHERE */
  size_t *people;   /* how many persons with a name are in each sentence */
  finding *list;
  size_t n, cap;
} resolver;

/* The mentions of one actor in one sentence. */
typedef struct group {
  const nb_mention *list;
  size_t n, sentence;
} group;

static group next_group(const nb_actor *actor, size_t from) {
  group g = {actor->mentions + from, 0, actor->mentions[from].sentence};
  while (from + g.n < actor->n_mentions && g.list[g.n].sentence == g.sentence) g.n++;
  return g;
}

/* ---- names ---- */

/* "Poetin" and "Van Rossum" are ends of "Vladimir Poetin" and "Thijs van Rossum"; "de president" is none. */
static bool is_name_of(const nb_actor *actor, nb_str text) {
  nb_str full = actor->nl;
  if (text.len == 0 || text.len > full.len) return false;
  size_t start = full.len - text.len;
  return (start == 0 || full.ptr[start - 1] == ' ') && nb_str_ends(full, nb_str_sub(text, 1, text.len)) &&
         nb_str_eq_nocase(nb_str_sub(full, start, start + 1), nb_str_sub(text, 0, 1));
}

static nb_str last_name_in(const resolver *r, const nb_actor *actor, group g, nb_str name) {
  for (size_t i = 0; i < g.n; i++) {
    nb_str text = nb_str_sub(r->a->sentences->items[g.sentence].text, g.list[i].start, g.list[i].end);
    if (!g.list[i].pronoun && is_name_of(actor, text)) name = text;
  }
  return name;
}

/* "haar zoon en haar vriend Bakker": one of several, and perhaps not the one that the next sentence is about. */
static bool is_second_of_several(const nb_tag *tags, size_t first) {
  enum { LONGEST_PHRASE = 12 };
  size_t least = first > LONGEST_PHRASE ? first - LONGEST_PHRASE : 0;
  while (first > least && (tags[first - 1].pos == NB_POS_NOUN || tags[first - 1].pos == NB_POS_PROPN ||
                           tags[first - 1].pos == NB_POS_ADJ || tags[first - 1].pos == NB_POS_DET))
    first--;
  return first > 0 && tags[first - 1].pos == NB_POS_CCONJ;
}

/* Whether what is said of the actor here lets the next sentence go on about him. */
static bool is_firm(const resolver *r, group g) {
  for (size_t i = 0; i < g.n; i++)
    if (!is_second_of_several(r->a->tags[g.sentence], g.list[i].first)) return true;
  return false;
}

static bool is_mentioned_in_full(group g) {
  for (size_t i = 0; i < g.n; i++)
    if (!g.list[i].pronoun) return true;
  return false;
}

/* ---- the pronoun ---- */

static bool is_finite(const nb_tag *tag) {
  return (tag->pos == NB_POS_VERB || tag->pos == NB_POS_AUX) && (tag->features & NB_FINITE);
}

/* A finite verb that is not the pronoun's own ends a clause too: "de regisseur vertrok naar Parijs waar hij". */
static bool ends_clause(const nb_sentence *s, const nb_tag *tags, size_t i, size_t pronoun) {
  nb_pos pos = tags[i].pos;
  return s->tokens[i].kind == NB_PUNCT || pos == NB_POS_SCONJ || pos == NB_POS_CCONJ ||
         (i + 1 < pronoun && is_finite(&tags[i]));
}

/* Whether an earlier clause of the sentence has somebody else that the pronoun may stand for: "de buurman zei dat hij",
 * "wie valt, weet dat hij". What its own clause has before it cannot be meant by a subject, nor what is quoted. */
static bool is_rivalled(const nb_sentence *s, const nb_tag *tags, size_t pronoun) {
  static const char *const anybody[] = {"wie", "iemand", "iedereen", "ieder", "niemand", "degene", "diegene", NULL};
  bool quoted = false, rival = false, clause_over = false;
  for (size_t i = 0; i < pronoun; i++) {
    const nb_token *t = &s->tokens[i];
    if (t->kind == NB_PUNCT && nb_is_quotation_mark(t->text)) quoted = !quoted;
    if (quoted) continue;
    if (rival && ends_clause(s, tags, i, pronoun)) clause_over = true;
    bool one = (tags[i].pos == NB_POS_NOUN || tags[i].pos == NB_POS_PROPN) && !(tags[i].features & NB_PLURAL);
    rival = rival || one || nb_str_in_nocase(t->text, anybody);
  }
  return clause_over;
}

/* The first one in the sentence, where it is a subject: "Volgens hem is hij" would be torn apart. Possessives before it
 * do no harm: "In zijn toespraak zei Poetin". */
static const nb_mention *subject_pronoun(const resolver *r, group g) {
  static const char *const subjects[] = {"hij", "zij", "ze", NULL};
  const nb_sentence *s = &r->a->sentences->items[g.sentence];
  const nb_tag *tags = r->a->tags[g.sentence];
  for (size_t i = 0; i < g.n; i++) {
    size_t token = g.list[i].first;
    if (tags[token].pos == NB_POS_DET) continue;
    bool subject = nb_str_in_nocase(s->tokens[token].text, subjects);
    return subject && !is_rivalled(s, tags, token) ? &g.list[i] : NULL;
  }
  return NULL;
}

/* ---- the reader ---- */

/* Whether it is plain at `at` who is meant, since it was so in the sentence before; where sentences in between were
 * left out, only if nobody else is in that one. */
static bool goes_on(const resolver *r, size_t clear, size_t at) {
  if (clear == NOWHERE || clear + 1 != at) return false;
  size_t before = r->brief->sentences[clear].index;
  return r->brief->sentences[at].index == before + 1 || r->people[before] <= 1;
}

static nb_status add(resolver *r, size_t at, const nb_mention *pronoun, nb_str name) {
  name = nb_str_capitalise(r->arena, name);
  if (!name.ptr || !nb_arena_grow(r->arena, &r->list, &r->cap, r->n + 1, sizeof *r->list))
    return nb_fail_memory(r->ctx);
  r->list[r->n++] = (finding){at, pronoun->start, pronoun->end, name};
  return NB_OK;
}

static nb_status follow(resolver *r, const nb_actor *actor) {
  nb_str name = NB_STR("");              /* as the text had it last */
  size_t clear = NOWHERE, met = NOWHERE; /* in the brief; in the text */
  nb_status status = NB_OK;
  for (size_t i = 0; i < actor->n_mentions && !status;) {
    group g = next_group(actor, i);
    size_t at = r->position[g.sentence];
    if (at != NOWHERE) {
      bool is_clear = is_mentioned_in_full(g) || goes_on(r, clear, at);
      bool near = met != NOWHERE && met + 1 == g.sentence; /* farther back the analysis may err */
      const nb_mention *pronoun = !is_clear && near && name.len ? subject_pronoun(r, g) : NULL;
      if (pronoun) status = add(r, at, pronoun, name);
      if (is_clear || pronoun) clear = at;
    }
    name = last_name_in(r, actor, g, name);
    met = is_firm(r, g) ? g.sentence : NOWHERE;
    i += g.n;
  }
  return status;
}

/* ---- the sentences ---- */

static int by_place(const void *x, const void *y) {
  const finding *a = x, *b = y;
  if (a->at != b->at) return a->at < b->at ? -1 : 1;
  return (a->start > b->start) - (a->start < b->start);
}

static nb_status put(const resolver *r, nb_brief_sentence *s, const finding *found, size_t n) {
  nb_resolved *resolved = nb_arena_array(r->arena, n, sizeof *resolved);
  if (!resolved) return nb_fail_memory(r->ctx);
  nb_str meant = NB_STR("");
  nb_points points = {0};
  for (size_t i = 0, from = 0; i < n; from = found[i++].end) {
    nb_str before = nb_str_sub(s->nl, from, found[i].start);
    resolved[i] = (nb_resolved){nb_str_sub(s->nl, found[i].start, found[i].end), found[i].name, 0, 0};
    resolved[i].start = nb_points_before(&points, s->nl, found[i].start);
    resolved[i].end = nb_points_before(&points, s->nl, found[i].end);
    meant = nb_arena_printf(r->arena, NB_STR_FMT NB_STR_FMT NB_STR_FMT, NB_STR_ARG(meant), NB_STR_ARG(before),
                            NB_STR_ARG(found[i].name));
    if (!meant.ptr) return nb_fail_memory(r->ctx);
  }
  nb_str rest = nb_str_sub(s->nl, found[n - 1].end, s->nl.len);
  s->meant = nb_arena_printf(r->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(meant), NB_STR_ARG(rest));
  s->resolved = resolved;
  s->n_resolved = n;
  return s->meant.ptr ? NB_OK : nb_fail_memory(r->ctx);
}

static bool begin(resolver *r) {
  size_t n = r->a->sentences->n;
  r->position = nb_arena_array(r->arena, n, sizeof *r->position);
  r->people = nb_arena_array(r->arena, n, sizeof *r->people);
  if (!r->position || !r->people) return false;
  for (size_t i = 0; i < n; i++) r->position[i] = NOWHERE;
  for (size_t i = 0; i < r->brief->n_sentences; i++) r->position[r->brief->sentences[i].index] = i;
  for (size_t k = 0; k < r->a->n_actors; k++) {
    const nb_actor *actor = &r->a->actors[k];
    for (size_t i = 0; actor->kind == NB_PERSON && i < actor->n_mentions; i += next_group(actor, i).n)
      r->people[actor->mentions[i].sentence]++;
  }
  return true;
}

nb_status nb_name_pronouns(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, nb_brief *brief) {
  resolver r = {.ctx = ctx, .arena = arena, .a = analysis, .brief = brief};
  if (!begin(&r)) return nb_fail_memory(ctx);
  nb_status status = NB_OK;
  for (size_t i = 0; i < analysis->n_actors && !status; i++)
    if (analysis->actors[i].kind == NB_PERSON) status = follow(&r, &analysis->actors[i]);
  if (r.n) qsort(r.list, r.n, sizeof *r.list, by_place);
  for (size_t i = 0, k; i < r.n && !status; i = k) {
    for (k = i; k < r.n && r.list[k].at == r.list[i].at;) k++;
    status = put(&r, &brief->sentences[r.list[i].at], r.list + i, k - i);
  }
  return status;
}
