/* Clauses of a sentence: between punctuation, conjunctions and relative pronouns, by where the finite verbs stand. A
 * clause that another one interrupts goes on behind it ("De man, die ziek was, vertrok"). */
#include "analyse/events.h"

enum { LOOK_AHEAD = 60 /* tokens */, MOST_UP = 16 /* clauses */, LONGEST = 300 /* tokens */ };

bool nb_word_is(const nb_view *v, size_t i, const char *word) {
  return i < v->s->n_tokens && nb_str_eq_nocase(v->s->tokens[i].text, nb_str_of(word));
}

bool nb_word_of(const nb_view *v, size_t i, const char *const *words) {
  return i < v->s->n_tokens && nb_str_in_nocase(v->s->tokens[i].text, words);
}

bool nb_is_verb(const nb_view *v, size_t i) {
  return i < v->s->n_tokens && (v->tags[i].pos == NB_POS_VERB || v->tags[i].pos == NB_POS_AUX);
}

bool nb_verb_form(const nb_view *v, size_t i, unsigned features) {
  return nb_is_verb(v, i) && v->tags[i].features & features;
}

bool nb_verb_kind(const nb_view *v, size_t i, const char *kind) {
  nb_str value;
  return nb_is_verb(v, i) && nb_word_in(&v->a->analyser->verb_kinds, v->tags[i].lemma, &value) &&
         nb_str_eq_c(value, kind);
}

/* ---- what opens a clause ---- */

static bool is_mark(const nb_view *v, size_t i) {
  static const char *const within[] = {"\"", "'", "-", "/", "%", "(", ")", "''", "``", NULL};
  return v->s->tokens[i].kind == NB_PUNCT && !nb_str_in(v->s->tokens[i].text, within);
}

static bool is_conjunction(const nb_view *v, size_t i) {
  static const char *const joins[] = {"en", "maar", "want", "dus", NULL};
  return v->tags[i].pos == NB_POS_CCONJ || (v->tags[i].pos != NB_POS_NOUN && nb_word_of(v, i, joins));
}

/* Words that may stand for something less than a clause: "als president", "groter dan Utrecht", "zoals Jan". */
static bool may_compare(const nb_view *v, size_t i) {
  static const char *const words[] = {"als", "dan", "zoals", "of", "om", "tot", "na", "voor", "sinds", NULL};
  return nb_word_of(v, i, words);
}

static bool is_relative(const nb_view *v, size_t i) {
  static const char *const pronouns[] = {"die", "dat", "wie", "wat", "welke", "wiens", "wier", NULL};
  if (i == 0) return false;
  nb_pos before = v->tags[i - 1].pos;
  bool behind_noun = before == NB_POS_NOUN || before == NB_POS_PROPN || before == NB_POS_PRON;
  bool behind = behind_noun || is_mark(v, i - 1) || nb_word_is(v, i - 1, ")") || nb_word_is(v, i - 1, "\"");
  nb_str word = v->s->tokens[i].text;
  if (word.len >= 4 && nb_str_eq_nocase(nb_str_sub(word, 0, 4), NB_STR("waar")))
    return behind && !nb_word_is(v, i, "waarom") && !nb_word_is(v, i, "waarschijnlijk");
  if (!nb_word_of(v, i, pronouns) || v->tags[i].pos == NB_POS_DET || v->tags[i].pos == NB_POS_SCONJ) return false;
  return behind || (before == NB_POS_ADP && i > 1 && (is_mark(v, i - 2) || v->tags[i - 2].pos == NB_POS_NOUN));
}

static bool is_question_word(const nb_view *v, size_t i) {
  static const char *const words[] = {"waarom", "hoe", "wanneer", "wie", "wat", "waar", "hoeveel", NULL};
  return i > 0 && nb_word_of(v, i, words);
}

/* Where the stretch of words from i on ends: before the next mark, conjunction or subordinator. */
static size_t stretch_end(const nb_view *v, size_t i) {
  size_t end = i;
  while (end < v->s->n_tokens && end - i < LOOK_AHEAD && !is_mark(v, end)) {
    if (end > i && (is_conjunction(v, end) || v->tags[end].pos == NB_POS_SCONJ || is_relative(v, end))) break;
    end++;
  }
  return end;
}

static size_t finite_in(const nb_view *v, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (nb_verb_form(v, i, NB_FINITE)) return i;
  return NB_NONE;
}

/* Up to the next mark, over conjunctions. */
static bool finite_ahead(const nb_view *v, size_t i) {
  for (size_t k = i; k < v->s->n_tokens && k - i < LOOK_AHEAD && !is_mark(v, k); k++)
    if (nb_verb_form(v, k, NB_FINITE)) return true;
  return false;
}

static bool te_ahead(const nb_view *v, size_t i) {
  for (size_t k = i; k < v->s->n_tokens && k - i < LOOK_AHEAD && !is_mark(v, k); k++)
    if (nb_word_is(v, k, "te") && nb_is_verb(v, k + 1)) return true;
  return false;
}

/* ---- the walk ---- */

typedef struct walk {
  nb_view *v;
  size_t cap, at; /* the clause under way */
} walk;

static bool open_clause(walk *w, nb_clause_kind kind, size_t first, size_t opener, size_t parent, bool coordinate) {
  nb_view *v = w->v;
  if (!nb_arena_grow(v->a->arena, &v->clauses, &w->cap, v->n_clauses + 1, sizeof *v->clauses)) return false;
  v->clauses[v->n_clauses] = (nb_clause){
      .kind = kind, .first = first, .end = first, .parent = parent, .coordinate = coordinate, .opener = opener};
  v->clauses[v->n_clauses].finite = NB_NONE;
  w->at = v->n_clauses++;
  return true;
}

static bool complete(const nb_clause *c) {
  return c->finite != NB_NONE || (c->kind == NB_CLAUSE_TO && c->infinitive);
}

/* Behind a comma: clauses that have their verb are over, as long as what they hang on still goes on. */
static void close_clauses(walk *w) {
  const nb_view *v = w->v;
  while (v->clauses[w->at].kind != NB_CLAUSE_MAIN && complete(&v->clauses[w->at]) &&
         v->clauses[w->at].parent != NB_NONE)
    w->at = v->clauses[w->at].parent;
}

static bool behind_mark(walk *w, size_t i) {
  const nb_view *v = w->v;
  if (!nb_word_is(v, i, ",")) return open_clause(w, NB_CLAUSE_MAIN, i + 1, NB_NONE, NB_NONE, false);
  const nb_clause *before = &v->clauses[w->at];
  close_clauses(w);
  size_t next = i + 1;
  while (next < v->s->n_tokens && v->s->tokens[next].kind == NB_PUNCT && !is_mark(v, next)) next++;
  size_t finite = finite_in(v, next, stretch_end(v, next));
  if (finite == NB_NONE || v->clauses[w->at].finite == NB_NONE) return true;
  if (before->kind != NB_CLAUSE_MAIN && finite + 1 >= stretch_end(v, next)) { /* ", dat hij kwam, zag en overwon" */
    size_t sub = (size_t)(before - v->clauses);
    return open_clause(w, before->kind, next, before->opener, sub, true);
  }
  return open_clause(w, NB_CLAUSE_MAIN, next, NB_NONE, w->at, finite == next);
}

/* At "en", "maar": another clause where both sides have a finite verb. */
static bool at_conjunction(walk *w, size_t i) {
  const nb_view *v = w->v;
  size_t end = stretch_end(v, i + 1), finite = finite_in(v, i + 1, end);
  const nb_clause *c = &v->clauses[w->at];
  if (finite == NB_NONE || c->finite == NB_NONE) return true;
  bool second = finite <= i + 4 && finite + 2 < end; /* the verb stands where a main clause has it */
  size_t at = w->at;
  if (c->kind == NB_CLAUSE_MAIN || !second) return open_clause(w, c->kind, i, c->opener, at, true);
  for (size_t up = 0; up < MOST_UP && v->clauses[at].kind != NB_CLAUSE_MAIN && v->clauses[at].parent != NB_NONE; up++)
    at = v->clauses[at].parent;
  return open_clause(w, NB_CLAUSE_MAIN, i, NB_NONE, at, true);
}

/* A second finite verb ends a clause whose own verb stands before it: "De man die won | is blij". */
static void resume(walk *w, size_t i) {
  const nb_view *v = w->v;
  const nb_clause *c = &v->clauses[w->at];
  bool verb_last = i > 0 && c->finite != NB_NONE && c->finite < i;
  if (c->kind != NB_CLAUSE_MAIN && verb_last && c->parent != NB_NONE && v->clauses[c->parent].finite == NB_NONE)
    w->at = c->parent;
}

/* "vreest dat betogers", where the tagger takes "dat" for a pronoun. */
static bool opens_that_clause(const nb_view *v, size_t i) {
  if (i == 0 || !nb_word_is(v, i, "dat") || nb_is_verb(v, i + 1) || !finite_ahead(v, i + 1)) return false;
  return v->tags[i].pos == NB_POS_SCONJ || nb_is_verb(v, i - 1);
}

static bool step(walk *w, size_t i) {
  const nb_view *v = w->v;
  if (i > 0 && is_mark(v, i - 1) && !behind_mark(w, i - 1)) return false;
  if (nb_word_is(v, i, "om") && te_ahead(v, i + 1)) return open_clause(w, NB_CLAUSE_TO, i, i, w->at, false);
  if (opens_that_clause(v, i)) return open_clause(w, NB_CLAUSE_SUB, i, i, w->at, false);
  if (v->tags[i].pos == NB_POS_SCONJ && (!may_compare(v, i) || finite_ahead(v, i + 1)))
    return open_clause(w, NB_CLAUSE_SUB, i, i, w->at, false);
  if (is_relative(v, i) && finite_ahead(v, i + 1)) return open_clause(w, NB_CLAUSE_RELATIVE, i, i, w->at, false);
  if (is_question_word(v, i) && complete(&v->clauses[w->at]) && finite_ahead(v, i + 1))
    return open_clause(w, NB_CLAUSE_SUB, i, i, w->at, false);
  if (is_conjunction(v, i)) return at_conjunction(w, i);
  if (nb_verb_form(v, i, NB_FINITE)) resume(w, i);
  return true;
}

/* ---- what a clause says of its events ---- */

/* "niet alleen", "nog geen tien": not of the verb. */
static bool denies(const nb_view *v, size_t i) {
  static const char *const denied[] = {"niet", "nooit", "nimmer", "evenmin", "niemand", "niets", "nergens", NULL};
  bool number = i + 1 < v->s->n_tokens && v->tags[i + 1].pos == NB_POS_NUM;
  if (nb_word_is(v, i, "geen")) return !number;
  if (!nb_word_of(v, i, denied)) return false;
  return !nb_word_is(v, i + 1, "alleen") && !nb_word_is(v, i + 1, "enkel") && !nb_word_is(v, i + 1, "zozeer");
}

static void note(const nb_view *v, size_t i, nb_clause *c) {
  static const char *const possible[] = {"mogelijk",     "misschien",      "wellicht", "waarschijnlijk", "eventueel",
                                         "vermoedelijk", "mogelijkerwijs", "vermeend", "verluidt",       NULL};
  static const char *const wanted[] = {"wilde", "wilden", "wou", NULL};
  const nb_tag *t = &v->tags[i];
  bool infinitive = nb_verb_form(v, i, NB_INFINITIVE), past = t->features & NB_PAST;
  if (nb_verb_form(v, i, NB_FINITE) && c->finite == NB_NONE) c->finite = i;
  c->infinitive = c->infinitive || infinitive;
  c->negated = c->negated || denies(v, i);
  c->would = c->would || nb_word_is(v, i, "zou") || nb_word_is(v, i, "zouden");
  c->perfect = c->perfect || (infinitive && nb_verb_kind(v, i, "aux"));
  c->modal = c->modal || nb_word_of(v, i, wanted) ||
             (!past && !infinitive && (nb_verb_kind(v, i, "modal") || nb_str_eq_c(t->lemma, "zullen")));
  c->plan = c->plan || nb_verb_kind(v, i, "plan") || (!past && nb_is_verb(v, i) && nb_str_eq_c(t->lemma, "gaan"));
  c->possible = c->possible || (t->pos != NB_POS_NOUN && nb_word_of(v, i, possible));
  c->passive = c->passive || (nb_is_verb(v, i) && nb_str_eq_c(t->lemma, "worden"));
}

static bool is_condition(const nb_view *v, const nb_clause *c) {
  static const char *const words[] = {"als", "indien", "mits", "tenzij", "zodra", "mocht", "mochten", "wanneer", NULL};
  return nb_word_of(v, c->opener == NB_NONE ? c->first : c->opener, words);
}

/* A main clause that begins with its verb asks, or orders: "Bekijk de beelden", not "Zei hij". */
static void note_mood(const nb_view *v, nb_clause *c) {
  static const char *const subjects[] = {"ik", "je", "jij", "u", "hij", "ze", "zij", "we", "wij", "er", "het", NULL};
  size_t first = c->first;
  while (first < c->end && v->s->tokens[first].kind == NB_PUNCT) first++;
  if (c->kind != NB_CLAUSE_MAIN || c->finite != first || c->coordinate) return;
  c->asked = nb_word_is(v, v->s->n_tokens - 1, "?");
  c->bidden = !c->asked && first == 0 && !(v->tags[first].features & (NB_PAST | NB_THIRD | NB_PLURAL)) &&
              v->tags[first].pos == NB_POS_VERB && !nb_word_of(v, first + 1, subjects);
}

/* Where brackets without a verb of their own end: "(Delft, Den Hoorn)" opens and ends no clause. */
static size_t aside_end(const nb_view *v, size_t i) {
  if (!nb_word_is(v, i, "(")) return i;
  size_t end = i + 1;
  while (end < v->s->n_tokens && end - i < LOOK_AHEAD && !nb_word_is(v, end, ")")) end++;
  return nb_word_is(v, end, ")") && finite_in(v, i, end) == NB_NONE ? end : i;
}

nb_status nb_clauses_of(nb_view *v) {
  v->s = &v->a->out->sentences->items[v->index];
  v->tags = v->a->out->tags[v->index];
  v->clauses = NULL;
  v->n_clauses = 0;
  v->clause_of = nb_arena_array(v->a->arena, v->s->n_tokens, sizeof *v->clause_of);
  walk w = {.v = v};
  bool made = v->clause_of && open_clause(&w, NB_CLAUSE_MAIN, 0, NB_NONE, NB_NONE, false);
  for (size_t i = 0, aside = 0; i < v->s->n_tokens && made; i++) {
    if (i >= aside) {
      made = step(&w, i);
      aside = aside_end(v, i);
    }
    if (made && i - v->clauses[w.at].first >= LONGEST)
      made = open_clause(&w, NB_CLAUSE_MAIN, i, NB_NONE, NB_NONE, false);
    if (!made) break;
    v->clause_of[i] = w.at;
    v->clauses[w.at].end = i + 1;
    note(v, i, &v->clauses[w.at]);
  }
  if (!made) return nb_fail_memory(v->a->ctx);
  for (size_t i = 0; i < v->n_clauses; i++) {
    v->clauses[i].condition = is_condition(v, &v->clauses[i]);
    note_mood(v, &v->clauses[i]);
  }
  return NB_OK;
}
