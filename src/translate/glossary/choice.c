/* Among the candidates of a word the one that English has beside its neighbours. The glossary's first candidate stays
 * where the others are not much more usual there. */
#include "base/utf8.h"
#include "lexicon/ngrams.h"
#include "translate/glossary/unit.h"

enum { MOST_OPTIONS = 3, OTHER = 6 * NB_NGRAMS_UNIT, LATER = 2 /* what it costs to leave the first one */ };

typedef struct place {
  nb_unit *unit;
  nb_str english[MOST_OPTIONS], first[MOST_OPTIONS], last[MOST_OPTIONS]; /* and its words in lower case */
  int cost[MOST_OPTIONS];
  size_t n, from[MOST_OPTIONS];
} place;

static bool is_open(const nb_unit *u) {
  if (u->origin != NB_FROM_GLOSSARY || u->idiom.len) return false;
  return u->pos == NB_POS_NOUN || u->pos == NB_POS_ADJ || u->pos == NB_POS_VERB;
}

static bool is_candidate(nb_str candidates, nb_str english) {
  nb_str candidate;
  while (nb_str_split(&candidates, '|', &candidate))
    if (nb_str_eq(candidate, english)) return true;
  return false;
}

static bool add(const nb_work *work, place *p, nb_str english) {
  nb_str lower = nb_str_lower(work->arena, english), rest = lower, word;
  if (!lower.ptr) return false;
  p->english[p->n] = english;
  p->first[p->n] = p->last[p->n] = lower;
  if (nb_str_split(&rest, ' ', &word)) p->first[p->n] = p->last[p->n] = word;
  while (nb_str_split(&rest, ' ', &word)) p->last[p->n] = word;
  p->n++;
  return true;
}

static bool add_options(const nb_work *work, place *p, nb_unit *u) {
  p->unit = u;
  if (!add(work, p, u->english)) return false;
  if (!is_open(u) || !is_candidate(u->candidates, u->english)) return true;
  nb_str rest = u->candidates, candidate;
  while (p->n < MOST_OPTIONS && nb_str_split(&rest, '|', &candidate)) {
    bool word = nb_str_find(candidate, NB_STR(" "), 0) == NB_NOT_FOUND;
    bool verb = u->pos == NB_POS_VERB && /* "meet" or "meeting": no choice */
                nb_str_ends(candidate, NB_STR("ing")) != nb_str_ends(u->english, NB_STR("ing"));
    if (word && !verb && !nb_str_eq(candidate, u->english) && !add(work, p, candidate)) return false;
  }
  return true;
}

static void follow(const nb_ngrams *ngrams, const place *before, place *p) {
  for (size_t k = 0; k < p->n; k++) {
    int own = k ? OTHER + (int)k * LATER : 0;
    for (size_t j = 0; j < (before ? before->n : 1); j++) {
      nb_str last = before ? before->last[j] : NB_STR("");
      int cost = own + (before ? before->cost[j] : 0) + nb_ngrams_cost(ngrams, last, p->first[k]);
      if (j && cost >= p->cost[k]) continue;
      p->cost[k] = cost;
      p->from[k] = j;
    }
  }
}

nb_status nb_choose_candidates(const nb_work *work, nb_units *units) {
  place *places = nb_arena_array(work->arena, units->n_order + 1, sizeof *places);
  if (!places) return nb_fail_memory(work->ctx);
  size_t n = 0;
  for (size_t i = 0; i < units->n_order; i++) {
    nb_unit *u = units->order[i];
    if (u->dropped || u->english.len == 0) continue;
    if (!add_options(work, &places[n], u)) return nb_fail_memory(work->ctx);
    follow(work->ngrams, n ? &places[n - 1] : NULL, &places[n]);
    n++;
  }
  place *end = &places[n];
  end->n = 1;
  end->first[0] = NB_STR("");
  follow(work->ngrams, n ? end - 1 : NULL, end);
  for (size_t k = end->from[0]; n-- > 0;) {
    places[n].unit->english = places[n].english[k];
    k = places[n].from[k];
  }
  return NB_OK;
}
