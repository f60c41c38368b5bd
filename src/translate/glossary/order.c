/* Dutch clause order to English: the subject before the finite verb, the rest of the verbs right behind it. */
#include "translate/glossary/clause.h"

enum { FIRST_RANK = 1, LAST_RANK = 5 };

/* Place in an English verb cluster: modals, then have and be, then the verb that carries the meaning. */
static int rank(const nb_unit *u) {
  bool modal = u->pos == NB_POS_AUX && !nb_str_eq_c(u->lemma, "hebben") && !nb_str_eq_c(u->lemma, "zijn") &&
               !nb_str_eq_c(u->lemma, "worden");
  if (modal) return FIRST_RANK;
  if (u->pos == NB_POS_AUX) return u->features & NB_INFINITIVE ? 2 : 3;
  return u->features & NB_INFINITIVE ? 4 : LAST_RANK;
}

/* Adverbs that stand between the auxiliary and the verb in English. */
static bool mid_adverb(const nb_unit *u) {
  static const char *const table[] = {
      "niet",           "nooit",    "ook",       "al",      "nog",       "niet meer", "nog niet", "inmiddels",
      "waarschijnlijk", "mogelijk", "reeds",     "onlangs", "net",       "alleen",    "zelfs",    "vaak",
      "altijd",         "steeds",   "eindelijk", "opnieuw", "bovendien", "eerder",    "nu",       "vooral"};
  if (u->pos != NB_POS_ADV && u->pos != NB_POS_ADJ) return false;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (nb_unit_is(u, table[i])) return true;
  return false;
}

typedef struct sorter {
  nb_units *units;
  const nb_clause *clause;
  nb_unit **out;
  size_t n;
  bool *used; /* by unit */
} sorter;

static void put(sorter *s, size_t i) {
  if (s->used[i]) return;
  s->used[i] = true;
  s->out[s->n++] = &s->units->items[i];
}

static void put_range(sorter *s, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) put(s, i);
}

static bool is_cluster(const sorter *s, size_t i) {
  const nb_unit *u = &s->units->items[i];
  if (i == s->clause->finite || !nb_is_nonfinite(u)) return false;
  return i == 0 || !nb_unit_is(&s->units->items[i - 1], "te");
}

static bool has_cluster(const sorter *s) {
  for (size_t i = s->clause->first; i < s->clause->end; i++)
    if (is_cluster(s, i)) return true;
  return false;
}

/* The finite verb, the adverbs that belong in the middle, and the other verbs in English order. */
static void put_verbs(sorter *s) {
  const nb_clause *c = s->clause;
  put(s, c->finite);
  bool cluster = has_cluster(s), be = nb_str_eq_c(s->units->items[c->finite].lemma, "zijn");
  for (size_t i = c->first; i < c->end && (cluster || be); i++)
    if (mid_adverb(&s->units->items[i]) && (cluster || nb_unit_is(&s->units->items[i], "niet"))) {
      bool focus =
          i + 1 < c->end && s->units->items[i + 1].pos == NB_POS_ADP && !nb_unit_is(&s->units->items[i], "niet");
      bool degree = i + 1 < c->end && s->units->items[i + 1].pos == NB_POS_ADJ;
      if (!focus && !degree) put(s, i);
    }
  for (int r = FIRST_RANK; r <= LAST_RANK; r++)
    for (size_t i = c->first; i < c->end; i++)
      if (is_cluster(s, i) && rank(&s->units->items[i]) == r) put(s, i);
}

/* "te" and its verbs go before what they govern: back over one noun or prepositional phrase. */
static size_t infinitive_start(const sorter *s, size_t te) {
  const nb_units *u = s->units;
  size_t best = te;
  for (size_t i = te; i-- > s->clause->first;) {
    if (s->used[i] || nb_is_finite(&u->items[i]) || nb_is_nonfinite(&u->items[i])) break;
    size_t from = u->items[i].pos == NB_POS_ADP && i + 1 < te ? i + 1 : i;
    if (nb_noun_phrase(u, from, te) == te) best = i;
  }
  return best;
}

/* What is left of the clause, in Dutch order but for "te" infinitives. */
static void put_rest(sorter *s) {
  const nb_clause *c = s->clause;
  for (size_t i = c->first; i < c->end; i++) {
    if (s->used[i]) continue;
    size_t te = NB_NOT_FOUND;
    for (size_t k = i; k < c->end && te == NB_NOT_FOUND; k++)
      if (nb_is_te(s->units, k) && !s->used[k]) te = k;
    if (te != NB_NOT_FOUND && te > i && infinitive_start(s, te) == i) {
      size_t after = te + 2;
      while (after < c->end && nb_is_nonfinite(&s->units->items[after]) && !s->used[after]) after++;
      put_range(s, te, after);
    }
    put(s, i);
  }
}

/* Behind the finite verb: the noun phrase that is the subject, adverbs before it skipped. False: none. */
static bool subject_behind(const sorter *s, size_t from, size_t *start, size_t *end) {
  const nb_units *u = s->units;
  size_t limit = s->clause->end;
  for (size_t i = from; i < limit && i < from + 3; i++) {
    if (u->items[i].dropped) continue;
    if (nb_unit_is(&u->items[i], "volgens")) { /* "werden volgens de politie drie mannen opgepakt" */
      size_t source = nb_noun_phrase(u, i + 1, limit);
      from += source - i;
      i = source - 1;
      continue;
    }
    size_t after = nb_noun_phrase(u, i, limit);
    if (nb_unit_is(&u->items[i], "er")) after = i + 1;
    if (after > i && !nb_is_time(&u->items[after - 1])) {
      *start = i;
      *end = after;
      return true;
    }
    if (u->items[i].pos != NB_POS_ADV && !(after > i)) return false;
    if (after > i) i = after - 1;
  }
  return false;
}

/* Whether what stands before the finite verb can be its subject. */
static bool is_subject(const sorter *s, size_t from, size_t to) {
  const nb_units *u = s->units;
  while (from < to && (u->items[from].dropped || u->items[from].pos == NB_POS_PUNCT ||
                       (u->items[from].pos == NB_POS_ADV && from + 1 < to)))
    from++;
  if (from >= to) return false;
  if (nb_unit_is(&u->items[from], "er")) return true;
  nb_pos pos = u->items[from].pos;
  if (pos == NB_POS_ADP || pos == NB_POS_ADV || pos == NB_POS_SCONJ) return false;
  size_t noun = from; /* "vorige week", but not "de storm van het jaar" */
  while (noun + 1 < to && u->items[noun].pos != NB_POS_NOUN && u->items[noun].pos != NB_POS_PROPN) noun++;
  if (nb_is_time(&u->items[noun]) && nb_noun_phrase(u, from, to) == to) {
    size_t a, b;
    return !subject_behind(s, to + 1, &a, &b);
  }
  if (to + 1 < s->clause->end && nb_is_subject_pronoun(&u->items[to + 1]) && !nb_unit_is(&u->items[to + 1], "er"))
    return false;
  return true;
}

/* A clause that begins with its verb: whether its subject stands before the clause ("De man, die ziek was, werd
 * opgepakt"). */
static bool subject_before(const nb_units *units, const nb_clause *clauses, size_t i) {
  if (clauses[i].behind_quote) return false;
  for (size_t k = i; k-- > 0;) {
    if (clauses[k].kind == NB_CLAUSE_RELATIVE) continue;
    if (clauses[k].kind != NB_CLAUSE_FRAGMENT) return clauses[k].kind == NB_CLAUSE_MAIN;
    nb_pos pos = clauses[k].first < units->n ? units->items[clauses[k].first].pos : NB_POS_X;
    bool aside =
        pos == NB_POS_ADP || pos == NB_POS_ADV; /* "Zes van hen, onder wie een kind, overleefden": look further back */
    if (aside && k > 0 && clauses[k - 1].kind == NB_CLAUSE_FRAGMENT) continue;
    if (aside) return false;
    if (k == 0 || clauses[k - 1].kind == NB_CLAUSE_MAIN || clauses[k - 1].kind == NB_CLAUSE_SUB) return true;
  }
  return false;
}

static void main_clause(sorter *s, const nb_clause *clauses, size_t i) {
  const nb_clause *c = s->clause;
  size_t f = c->finite, a, b;
  bool coordinated = c->first > c->start && s->units->items[c->first - 1].pos == NB_POS_CCONJ;
  bool subject =
      f > c->first ? is_subject(s, c->first, f) : coordinated || (i > 0 && subject_before(s->units, clauses, i));
  bool inverted = !subject && subject_behind(s, f + 1, &a, &b);
  bool question = c->question && s->units->items[f].pos == NB_POS_AUX;
  put_range(s, c->first, f);
  if (inverted && !question) put_range(s, a, b);
  if (inverted && question) {
    put(s, f);
    put_range(s, a, b);
  }
  put_verbs(s);
  put_rest(s);
}

static void sub_clause(sorter *s) {
  const nb_clause *c = s->clause;
  size_t at = c->first, a, b;
  bool relative = c->kind == NB_CLAUSE_RELATIVE;
  bool headed = relative || s->units->items[at].pos == NB_POS_SCONJ;
  if (headed) put(s, at++);
  while (at < c->finite && s->units->items[at].pos == NB_POS_ADV && relative &&
         !nb_is_subject_pronoun(&s->units->items[at]))
    at++;
  bool pronoun = at < c->finite && nb_is_subject_pronoun(&s->units->items[at]);
  bool place = relative && nb_str_starts(s->units->items[c->first].nl, NB_STR("waar"));
  if ((!relative || pronoun || place) && subject_behind(s, at, &a, &b) && a < c->finite) {
    if (b > c->finite) b = c->finite;
    put_range(s, at, b);
  }
  put_verbs(s);
  put_rest(s);
}

/* "om het land te destabiliseren": to destabilise the country. */
static void infinitive_clause(sorter *s) {
  const nb_clause *c = s->clause;
  nb_unit *om = &s->units->items[c->first];
  om->dropped = true;
  om->origin = NB_FROM_GRAMMAR;
  put(s, c->first);
  for (size_t te = c->first; te < c->end; te++) {
    if (!nb_is_te(s->units, te)) continue;
    for (size_t i = c->first; i < te; i++)
      if (nb_unit_is(&s->units->items[i], "niet")) put(s, i);
    put(s, te);
    for (int r = FIRST_RANK; r <= LAST_RANK; r++)
      for (size_t i = c->first; i < c->end; i++)
        if (nb_is_nonfinite(&s->units->items[i]) && (i == te + 1 || is_cluster(s, i)) && rank(&s->units->items[i]) == r)
          put(s, i);
    break;
  }
  put_range(s, c->first, c->end);
}

nb_status nb_reorder(const nb_work *work, nb_units *units) {
  nb_clause *clauses;
  size_t n;
  nb_status status = nb_clauses(work, units, &clauses, &n);
  if (status) return status;
  sorter s = {.units = units, .out = units->order, .used = nb_arena_array(work->arena, units->n, sizeof(bool))};
  if (!s.used) return nb_fail_memory(work->ctx);
  for (size_t i = 0; i < n; i++) {
    s.clause = &clauses[i];
    put_range(&s, clauses[i].start, clauses[i].first);
    switch (clauses[i].kind) {
      case NB_CLAUSE_MAIN:
        main_clause(&s, clauses, i);
        break;
      case NB_CLAUSE_SUB:
      case NB_CLAUSE_RELATIVE:
        if (clauses[i].finite != NB_NOT_FOUND) sub_clause(&s);
        break;
      case NB_CLAUSE_INFINITIVE:
        infinitive_clause(&s);
        break;
      case NB_CLAUSE_FRAGMENT:
        put_rest(&s);
        break;
    }
    put_range(&s, clauses[i].start, clauses[i].end);
  }
  put_range(&s, 0, units->n);
  return NB_OK;
}
