/* Who did it, to whom: by the order of the noun phrases in the clause (Dutch: subject, indirect object, object; in a
 * main clause one of them before the finite verb), the passive with "door", and the prepositions behind a noun. */
#include <stdlib.h>
#include <string.h>

#include "analyse/events.h"

enum { MOST_PHRASES = 24 /* of a clause */, MOST_PARTS = 8, MOST_UP = 6 };

/* ---- the mentions of each sentence ---- */

static int by_place(const void *x, const void *y) {
  const nb_mention *a = ((const nb_named *)x)->at, *b = ((const nb_named *)y)->at;
  if (a->sentence != b->sentence) return a->sentence < b->sentence ? -1 : 1;
  return (a->first > b->first) - (a->first < b->first);
}

nb_status nb_cast_of(const nb_analysing *a, nb_cast *cast) {
  const nb_analysis *out = a->out;
  size_t n = 0, sentences = out->sentences->n;
  for (size_t i = 0; i < out->n_actors; i++) n += out->actors[i].n_mentions;
  cast->items = nb_arena_array(a->arena, n, sizeof *cast->items);
  cast->from = nb_arena_array(a->arena, sentences + 1, sizeof *cast->from);
  if (!cast->items || !cast->from) return nb_fail_memory(a->ctx);
  n = 0;
  for (size_t i = 0; i < out->n_actors; i++)
    for (size_t k = 0; k < out->actors[i].n_mentions; k++)
      cast->items[n++] = (nb_named){i, &out->actors[i].mentions[k]};
  if (n) qsort(cast->items, n, sizeof *cast->items, by_place);
  for (size_t i = 0, at = 0; i <= sentences; i++) {
    while (at < n && cast->items[at].at->sentence < i) at++;
    cast->from[i] = at;
  }
  return NB_OK;
}

size_t nb_cast_from(const nb_cast *cast, size_t sentence, size_t token) {
  size_t low = cast->from[sentence], high = cast->from[sentence + 1];
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (cast->items[middle].at->first < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* ---- noun phrases of a clause ---- */

typedef enum phrase_form { A_NOUN, A_SUBJECT_PRONOUN, AN_OBJECT_PRONOUN } phrase_form;

typedef struct phrase {
  size_t first, last;
  size_t actor;       /* or NB_NONE */
  size_t preposition; /* or NB_NONE */
  phrase_form form;
  bool joined; /* by "en" to the one before: the same part */
} phrase;

typedef struct tokens {
  size_t first, end;
} tokens;

typedef struct phrases {
  phrase items[MOST_PHRASES];
  size_t n;
} phrases;

typedef struct scan {
  const nb_view *v;
  const nb_cast *cast;
} scan;

static const nb_named *mention_at(const scan *s, size_t i) {
  size_t at = nb_cast_from(s->cast, s->v->index, i);
  return at < s->cast->from[s->v->index + 1] && s->cast->items[at].at->first == i ? &s->cast->items[at] : NULL;
}

static bool in_time(const nb_view *v, size_t i) {
  size_t next = nb_time_from(v, i + 1);
  return next > 0 && i < v->times[next - 1].end;
}

/* Of the mentions that one phrase has ("burgemeester [Jansen]", "[gemeente] [Zwolle]") the one that acts. */
static bool acts_rather(const nb_view *v, size_t actor, size_t than) {
  static const int rank[] = {[NB_PERSON] = 0, [NB_ORGANISATION] = 1, [NB_ROLE] = 2, [NB_GROUP] = 2, [NB_PLACE] = 3};
  if (than == NB_NONE) return true;
  return rank[v->a->out->actors[actor].kind] < rank[v->a->out->actors[than].kind];
}

static bool pronoun_form(const nb_view *v, size_t i, phrase_form *form) {
  static const char *const subjects[] = {"ik", "jij", "hij", "wij", "we", "men", NULL};
  static const char *const objects[] = {"wat", "hem", "hen", "hun", "mij", "me", "ons", "jou", "zich", NULL};
  static const char *const either[] = {"ze",       "zij",    "je",      "u",    "het",   "dit", "dat", "die",
                                       "iedereen", "iemand", "niemand", "iets", "niets", "wie", NULL};
  static const char *const articles[] = {"het", "dit", "dat", "die", NULL}; /* to the tagger now and then a pronoun */
  if (v->tags[i].pos != NB_POS_PRON) return false;
  bool before_noun = i + 1 < v->s->n_tokens && (v->tags[i + 1].pos == NB_POS_NOUN || v->tags[i + 1].pos == NB_POS_ADJ);
  if (before_noun && nb_word_of(v, i, articles)) return false;
  *form = nb_word_of(v, i, subjects) ? A_SUBJECT_PRONOUN : nb_word_of(v, i, objects) ? AN_OBJECT_PRONOUN : A_NOUN;
  return *form != A_NOUN || nb_word_of(v, i, either);
}

static void collect(const scan *s, size_t clause, phrases *out) {
  const nb_view *v = s->v;
  const nb_clause *c = &v->clauses[clause];
  size_t preposition = NB_NONE;
  bool open = false, joined = false; /* open: the phrase before is not over */
  out->n = 0;
  for (size_t i = c->first; i < c->end && out->n < MOST_PHRASES; i++) {
    if (v->clause_of[i] != clause) {
      open = false;
      continue;
    }
    bool opener = i == c->opener && c->kind == NB_CLAUSE_RELATIVE; /* who it is the antecedent tells */
    const nb_named *m = opener ? NULL : mention_at(s, i);
    phrase_form form = A_NOUN;
    nb_pos pos = v->tags[i].pos;
    bool noun = pos == NB_POS_NOUN || pos == NB_POS_PROPN, pronoun = pronoun_form(v, i, &form);
    if (opener) pronoun = false;
    if (!m && !noun && !pronoun) {
      bool inside = pos == NB_POS_DET || pos == NB_POS_ADJ || pos == NB_POS_NUM || pos == NB_POS_PRON;
      if (pos == NB_POS_ADP) preposition = i;
      if (!inside && pos != NB_POS_ADP && pos != NB_POS_CCONJ) preposition = NB_NONE;
      joined = pos == NB_POS_CCONJ || (joined && inside);
      open = false;
      continue;
    }
    size_t last = m ? m->at->last : i;
    if (in_time(v, i)) {
      preposition = NB_NONE;
    } else if (open) { /* "wethouder" + "Anna de Vries" */
      phrase *p = &out->items[out->n - 1];
      p->last = last;
      if (m && acts_rather(v, m->actor, p->actor)) p->actor = m->actor;
    } else {
      out->items[out->n++] = (phrase){i, last, m ? m->actor : NB_NONE, preposition, form, joined && out->n > 0};
    }
    open = !in_time(v, i);
    joined = false;
    preposition = NB_NONE;
    i = last;
  }
}

/* ---- subject and objects ---- */

static const phrase *first_bare(const phrases *p, size_t from, size_t to) {
  for (size_t i = 0; i < p->n; i++)
    if (p->items[i].preposition == NB_NONE && !p->items[i].joined && p->items[i].form != AN_OBJECT_PRONOUN &&
        p->items[i].first >= from && p->items[i].last < to)
      return &p->items[i];
  return NULL;
}

/* "De berg op fietste zij": a place, as a preposition stands behind it. */
static bool is_way(const nb_view *v, const phrase *p, size_t finite) {
  return p && p->last + 2 == finite && v->tags[p->last + 1].pos == NB_POS_ADP;
}

static const phrase *subject_of(const nb_view *v, const nb_clause *c, const phrases *p) {
  bool verb_first = c->coordinate && c->finite != NB_NONE && c->finite <= c->first + 1; /* "en vertrok" */
  if (c->kind == NB_CLAUSE_TO || verb_first) return NULL;
  if (c->kind != NB_CLAUSE_MAIN || c->finite == NB_NONE) return first_bare(p, c->first, c->end);
  const phrase *behind = first_bare(p, c->finite, c->end), *before = first_bare(p, c->first, c->finite);
  bool first = before && !(behind && (behind->form == A_SUBJECT_PRONOUN || is_way(v, before, c->finite)));
  return first ? before : behind;
}

typedef struct parts {
  nb_part items[MOST_PARTS];
  size_t n;
} parts;

static void add_part(parts *out, size_t actor, nb_part_role role) {
  for (size_t i = 0; i < out->n; i++)
    if (out->items[i].actor == actor) return;
  if (actor != NB_NONE && out->n < MOST_PARTS) out->items[out->n++] = (nb_part){actor, role};
}

/* A phrase and those that "en" joins to it. */
static void add_phrase(parts *out, const phrases *all, const phrase *p, nb_part_role role) {
  if (!p) return;
  add_part(out, p->actor, role);
  for (const phrase *q = p + 1; q < all->items + all->n && q->joined; q++) add_part(out, q->actor, role);
}

/* A place acts only where it stands for who governs it, which no word order tells: as a subject it may. */
static bool is_place(const nb_view *v, const phrase *p) {
  return p->actor != NB_NONE && v->a->out->actors[p->actor].kind == NB_PLACE;
}

static bool has_auxiliary(const nb_view *v, size_t clause, const char *lemma) {
  const nb_clause *c = &v->clauses[clause];
  for (size_t i = c->first; i < c->end; i++)
    if (v->clause_of[i] == clause && nb_is_verb(v, i) && nb_str_eq_c(v->tags[i].lemma, lemma)) return true;
  return false;
}

/* dict/verb-frames.tsv */
static bool frame_is(const nb_view *v, nb_str lemma, const char *frame) {
  nb_str value;
  return nb_word_in(&v->a->analyser->verb_frames, lemma, &value) && nb_str_eq_c(value, frame);
}

/* The verb in "toestemming geven" as by itself. */
static bool gives_something(const nb_view *v, nb_str lemma) {
  nb_str rest = lemma, word;
  while (nb_str_split(&rest, ' ', &word))
    if (frame_is(v, word, "gives")) return true;
  return false;
}

/* "wordt aangehouden", "is aangehouden", but not "is aangekomen". */
static bool is_passive(const nb_view *v, size_t clause, size_t verb) {
  if (!nb_verb_form(v, verb, NB_PARTICIPLE)) return false;
  if (v->clauses[clause].passive) return true;
  if (has_auxiliary(v, clause, "hebben")) return false;
  return !frame_is(v, v->tags[verb].lemma, "zijn");
}

/* The antecedent of a relative clause: the phrase right before it in the clause that it hangs on. */
static size_t antecedent(const scan *s, const nb_clause *c) {
  phrases p;
  if (c->parent == NB_NONE) return NB_NONE;
  collect(s, c->parent, &p);
  size_t found = NB_NONE;
  for (size_t i = 0; i < p.n && p.items[i].last < c->opener; i++)
    if (p.items[i].last + 3 > c->opener) found = p.items[i].actor;
  return found;
}

/* The subject's actor: the clause's own, the antecedent, or that of the clause that this one goes on from. */
static size_t subject_actor(const scan *s, size_t clause, const phrases *p, const phrase **own) {
  const nb_view *v = s->v;
  *own = subject_of(v, &v->clauses[clause], p);
  if (*own) return (*own)->actor;
  size_t at = clause;
  for (int up = 0; up < MOST_UP; up++) {
    const nb_clause *c = &v->clauses[at];
    if (c->kind == NB_CLAUSE_RELATIVE && !c->coordinate) return antecedent(s, c);
    bool shared = (c->coordinate || c->kind == NB_CLAUSE_TO) && c->parent != NB_NONE;
    if (!shared) return NB_NONE;
    at = c->parent;
    phrases above;
    collect(s, at, &above);
    const phrase *subject = subject_of(v, &v->clauses[at], &above);
    if (subject) return subject->actor;
  }
  return NB_NONE;
}

/* Where a verb's objects may stand: of an infinitive with "te" behind the verb before it, of others at the end of the
 * clause before themselves. */
static tokens objects_span(const nb_view *v, const nb_clause *c, size_t verb) {
  tokens span = {c->first, c->end};
  if (!nb_verb_form(v, verb, NB_INFINITIVE | NB_PARTICIPLE)) return span;
  span.end = verb;
  if (!nb_word_is(v, verb - 1, "te")) return span;
  for (size_t i = c->first; i + 1 < verb; i++)
    if (nb_is_verb(v, i)) span.first = i;
  return span;
}

/* The bare phrases behind the subject that belong to the verb: object, or indirect object and object. */
static size_t objects_of(const phrases *p, const phrase *subject, size_t verb, tokens span, const phrase **found,
                         size_t max) {
  size_t n = 0;
  for (size_t i = 0; i < p->n; i++) {
    const phrase *q = &p->items[i];
    if (q->first < span.first || q->first >= span.end || q == subject || q->preposition != NB_NONE || q->joined ||
        q->first == verb || q->form == A_SUBJECT_PRONOUN)
      continue;
    if (n == max) return n;
    found[n++] = q;
  }
  return n;
}

static void with_prepositions(const nb_view *v, const phrases *p, bool passive, parts *out) {
  static const char *const to[] = {"aan", NULL};
  for (size_t i = 0; i < p->n; i++) {
    const phrase *q = &p->items[i];
    if (q->preposition == NB_NONE || q->actor == NB_NONE) continue;
    if (passive && nb_word_is(v, q->preposition, "door")) add_phrase(out, p, q, NB_AGENT);
    if (nb_word_of(v, q->preposition, to) && !is_place(v, q)) add_phrase(out, p, q, NB_RECIPIENT);
  }
}

static void parts_of_verb(const nb_view *v, const nb_cast *cast, size_t verb, const nb_event *e, parts *out) {
  size_t clause = v->clause_of[verb];
  const nb_clause *c = &v->clauses[clause];
  scan s = {.v = v, .cast = cast};
  phrases p;
  collect(&s, clause, &p);
  const phrase *subject, *objects[2];
  size_t actor = subject_actor(&s, clause, &p, &subject);
  bool passive = is_passive(v, clause, verb), gives = gives_something(v, e->lemma);
  nb_part_role role = passive ? NB_PATIENT : NB_AGENT;
  if (c->kind == NB_CLAUSE_RELATIVE && subject && !c->coordinate) {
    /* "die de politie aanhield": who is whom only a pronoun tells */
    size_t before = antecedent(&s, c);
    bool told = subject->form == A_SUBJECT_PRONOUN;
    add_part(out, told ? subject->actor : before, role);
    if (!passive) add_part(out, told ? before : subject->actor, NB_PATIENT);
  } else {
    add_part(out, actor, role);
    if (subject) add_phrase(out, &p, subject, role);
    size_t n = passive ? 0 : objects_of(&p, subject, e->at.first, objects_span(v, c, verb), objects, 2);
    bool own_noun = e->at.first != verb; /* a light verb's: the second object, none of those found */
    bool two = gives && n + own_noun == 2;
    if (two) add_phrase(out, &p, objects[0], NB_RECIPIENT);
    if (n > two) add_phrase(out, &p, objects[two], NB_PATIENT);
  }
  with_prepositions(v, &p, passive, out);
}

/* "de aanval van A op B", "Poetins inval", "het bezoek aan C" */
static void parts_of_noun(const nb_view *v, const nb_cast *cast, size_t noun, parts *out) {
  static const char *const upon[] = {"op", "tegen", "aan", NULL};
  scan s = {.v = v, .cast = cast};
  phrases p;
  collect(&s, v->clause_of[noun], &p);
  bool by = false;
  size_t k = 0;
  while (k < p.n && p.items[k].last < noun) k++;
  if (k < p.n && p.items[k].first < noun && p.items[k].actor != NB_NONE) add_part(out, p.items[k].actor, NB_AGENT);
  size_t end = noun + 1;
  for (size_t i = k; i < p.n; i++) { /* one behind the other, without a gap */
    const phrase *q = &p.items[i];
    if (q->first <= noun) continue;
    if (q->preposition == NB_NONE ? !q->joined : q->preposition > end) break;
    end = q->last + 1;
    if (q->preposition == NB_NONE || q->actor == NB_NONE) continue;
    by = by || nb_word_is(v, q->preposition, "door");
    if (nb_word_is(v, q->preposition, "door")) add_phrase(out, &p, q, NB_AGENT);
    if (nb_word_is(v, q->preposition, "van") && !is_place(v, q)) add_phrase(out, &p, q, NB_AGENT);
    if (nb_word_of(v, q->preposition, upon)) add_phrase(out, &p, q, NB_PATIENT);
  }
  for (size_t i = 0; by && i < out->n; i++) /* "de arrestatie van A door B" */
    if (i + 1 < out->n) out->items[i].role = NB_PATIENT;
}

nb_status nb_parts_of(const nb_view *v, const nb_cast *cast, size_t verb, nb_event *e) {
  parts found = {.n = 0};
  if (nb_is_verb(v, verb))
    parts_of_verb(v, cast, verb, e, &found);
  else
    parts_of_noun(v, cast, verb, &found);
  if (!found.n) return NB_OK;
  e->parts = nb_arena_array(v->a->arena, found.n, sizeof *e->parts);
  if (!e->parts) return nb_fail_memory(v->a->ctx);
  memcpy(e->parts, found.items, found.n * sizeof *e->parts);
  e->n_parts = found.n;
  return NB_OK;
}
