/* Actors: which mentions of an article are one actor, and what kind it is of. */
#include <stdlib.h>

#include "analyse/chains.h"
#include "analyse/mentions.h"
#include "base/utf8.h"

enum { SURNAME_OF_A_PERSON = 8, END_OF_AN_ORGANISATION = 3 };

typedef struct mentions {
  found *list;
  size_t n;
} mentions;

typedef struct chains {
  const nb_analysing *a;
  nb_map *votes;   /* name -> double[NB_PLACE + 1], summed over its mentions */
  nb_map *by_key;  /* name, role or group -> nb_actor index + 1 */
  nb_map *by_last; /* a person's surname in lower case -> index + 1 */
  chain *list;
  size_t n, cap;
} chains;

static nb_actor *actor_at(const chains *c, size_t at) { /* from 1 */
  return &c->list[at - 1].actor;
}

static size_t lookup(const nb_map *map, nb_str key) {
  return (size_t)nb_map_get(map, key);
}

static bool put(nb_map *map, nb_str key, size_t value) {
  void **slot = key.ptr ? nb_map_slot(map, key) : NULL;
  if (slot) *slot = (void *)value;
  return slot != NULL;
}

static bool keep(nb_map *map, nb_str key, size_t value) {
  return key.ptr && (nb_map_get(map, key) || put(map, key, value));
}

static bool is_name(const found *f) {
  return f->kind == NB_PERSON || f->kind == NB_ORGANISATION || f->kind == NB_PLACE;
}

/* What a person is called later on, in lower case: "van rossum" of "Thijs van Rossum" and of "Van Rossum", else the
 * last word. */
static nb_str surname(nb_arena *arena, nb_str name) {
  size_t at = name.len;
  while (at > 0 && name.ptr[at - 1] != ' ') at--;
  for (size_t start; at > 1; at = start) {
    for (start = at - 1; start > 0 && name.ptr[start - 1] != ' '; start--) continue;
    nb_str word = nb_str_sub(name, start, at - 1);
    if (!nb_is_particle(word) || (start > 0 && nb_str_capital(word))) break;
  }
  return nb_str_lower(arena, nb_str_sub(name, at, name.len));
}

/* ---- names at the start of a sentence ---- */

/* Puts `name` at its place, instead of what overlaps with it; as many mentions as tokens fit. */
static void put_in_order(mentions *m, found name) {
  size_t kept = 0, at;
  for (size_t k = 0; k < m->n; k++)
    if (m->list[k].last < name.first || m->list[k].first > name.last) m->list[kept++] = m->list[k];
  for (at = kept; at > 0 && m->list[at - 1].first > name.last; at--) m->list[at] = m->list[at - 1];
  m->list[at] = name;
  m->n = kept + 1;
}

/* "Kuipers heeft ..." and "Van Rossum zou ...": where every word has a capital, the tagger takes a surname for a noun
 * or a preposition; the persons that the article names elsewhere tell better. */
static void recover_start(const nb_analysing *a, size_t sentence, const nb_map *surnames, mentions *m) {
  enum { LONGEST_SURNAME = 4, MOST_STARTS = 16 };
  const spotting s = {a, &a->out->sentences->items[sentence], a->out->tags[sentence]};
  for (size_t i = 0, starts = 0; i < s.s->n_tokens && starts < MOST_STARTS; i++) {
    if (!nb_at_start(s.s->tokens, i) || !nb_str_capital(s.s->tokens[i].text)) continue;
    starts++;
    for (size_t n = LONGEST_SURNAME; n >= 1; n--) {
      if (i + n > s.s->n_tokens) continue;
      nb_str text = nb_text_of(&s, i, i + n - 1);
      if (!nb_map_get(surnames, nb_str_lower(a->arena, text))) continue;
      bool covered = false;
      for (size_t k = 0; k < m->n; k++) covered = covered || (m->list[k].first <= i && m->list[k].last >= i + n - 1);
      if (covered) break;
      found name = nb_name_found(&s, i, i + n - 1, text);
      nb_vote_kind(a, sentence, &name);
      put_in_order(m, name);
      break;
    }
  }
}

static nb_status recover_starts(const nb_analysing *a, mentions *all, size_t n) {
  enum { SURELY_A_PERSON = 5 };
  nb_map *surnames = nb_map_new(a->arena);
  if (!surnames) return nb_fail_memory(a->ctx);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < all[i].n; k++) {
      const found *f = &all[i].list[k];
      if (!is_name(f) || f->first == f->last || f->votes[NB_PERSON] < SURELY_A_PERSON) continue;
      if (!keep(surnames, surname(a->arena, f->key), 1)) return nb_fail_memory(a->ctx);
    }
  for (size_t i = 0; i < n && nb_map_size(surnames); i++) recover_start(a, i, surnames, &all[i]);
  return NB_OK;
}

/* ---- kinds ---- */

/* "Poetins" is a genitive where the article also has "Poetin". */
static void cut_genitive(const nb_map *votes, found *f) {
  nb_str shorter = nb_str_sub(f->key, 0, f->key.len ? f->key.len - 1 : 0);
  if (is_name(f) && shorter.len > 3 && nb_str_ends(f->key, NB_STR("s")) && nb_map_get(votes, shorter)) {
    f->en = nb_str_eq(f->en, f->key) ? shorter : f->en;
    f->key = shorter;
  }
}

static nb_status count_votes(chains *c, mentions *all, size_t n) {
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < all[i].n; k++) {
      found *f = &all[i].list[k];
      if (!is_name(f)) continue;
      void **slot = nb_map_slot(c->votes, f->key);
      if (slot && !*slot) *slot = nb_arena_array(c->a->arena, NB_PLACE + 1, sizeof(double));
      if (!slot || !*slot) return nb_fail_memory(c->a->ctx);
      for (int v = 0; v <= NB_PLACE; v++) ((double *)*slot)[v] += f->votes[v];
    }
  return NB_OK;
}

static nb_actor_kind elected(const double *votes) {
  nb_actor_kind best = NB_PERSON;
  for (int v = 1; v <= NB_PLACE; v++)
    if (votes[v] > votes[best]) best = (nb_actor_kind)v;
  return best;
}

/* A single name that ends a longer one of the article, before or behind, is the same: "Poetin" a person, "Vermeer" the
 * company of "Zuivelconcern Vermeer". */
static nb_status count_surnames(chains *c, mentions *all, size_t n) {
  nb_map *surnames = nb_map_new(c->a->arena); /* -> kind + 1 of the longer name */
  if (!surnames) return nb_fail_memory(c->a->ctx);
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < all[i].n; k++) {
      const found *f = &all[i].list[k];
      if (!is_name(f) || f->first == f->last) continue;
      size_t kind = elected(nb_map_get(c->votes, f->key));
      if (kind != NB_PLACE && !keep(surnames, surname(c->a->arena, f->key), kind + 1)) return nb_fail_memory(c->a->ctx);
    }
  nb_str name;
  void *votes;
  for (size_t at = 0; nb_map_next(c->votes, &at, &name, &votes);) {
    size_t kind = lookup(surnames, nb_str_lower(c->a->arena, name));
    if (kind) ((double *)votes)[kind - 1] += kind - 1 == NB_PERSON ? SURNAME_OF_A_PERSON : END_OF_AN_ORGANISATION;
  }
  return NB_OK;
}

static void decide_kinds(chains *c, mentions *all, size_t n) {
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < all[i].n; k++) {
      found *f = &all[i].list[k];
      cut_genitive(c->votes, f);
      if (is_name(f)) f->kind = elected(nb_map_get(c->votes, f->key));
    }
}

/* ---- chains ---- */

/* "VS" is the Verenigde Staten. */
static nb_str identity(const chains *c, nb_str name) {
  nb_word_in(&c->a->analyser->aliases, name, &name);
  return name;
}

static bool is_indefinite(const nb_sentence *s, size_t first) {
  return first > 0 && (nb_str_eq_nocase(s->tokens[first - 1].text, NB_STR("een")) ||
                       nb_str_eq_nocase(s->tokens[first - 1].text, NB_STR("geen")));
}

/* The words of "Franse president" are among those of the holder's role. */
static bool fits_role(const found *f, const nb_actor *holder) {
  nb_str rest = f->nl, word, role = holder->kind == NB_ROLE ? holder->nl : holder->role_nl;
  while (nb_str_split(&rest, ' ', &word))
    if (nb_str_find(role, word, 0) == NB_NOT_FOUND && !nb_str_eq_nocase(word, f->key)) return false;
  return true;
}

static nb_str holder_key(chains *c, nb_str word) {
  return nb_arena_printf(c->a->arena, "@" NB_STR_FMT, NB_STR_ARG(word));
}

/* "VVD" in "de Volkspartij voor Vrijheid en Democratie (VVD)": the name right before the bracket. */
static size_t spelled_out(chains *c, const mentions *m, size_t k, const nb_sentence *s) {
  const found *f = &m->list[k];
  if (k == 0 || f->first < 2 || f->kind != NB_ORGANISATION || !nb_str_all_caps(f->key)) return 0;
  const found *long_name = &m->list[k - 1];
  bool bracket = nb_str_eq_c(s->tokens[f->first - 1].text, "(") && long_name->last + 2 == f->first;
  if (!bracket || long_name->kind != NB_ORGANISATION || long_name->nl.ptr[0] != f->nl.ptr[0]) return 0;
  return lookup(c->by_key, identity(c, long_name->key));
}

static size_t find_actor(chains *c, const mentions *m, size_t k, const nb_sentence *s) {
  const found *f = &m->list[k];
  if (f->kind == NB_ROLE) {
    if (is_indefinite(s, f->phrase)) return 0;
    size_t holder = lookup(c->by_key, holder_key(c, f->key)), before = lookup(c->by_key, f->key);
    if (holder && fits_role(f, actor_at(c, holder))) return holder;
    return before && fits_role(f, actor_at(c, before)) ? before : 0;
  }
  size_t known = lookup(c->by_key, identity(c, f->key));
  if (known) return known;
  if (f->kind != NB_PERSON && f->kind != NB_ORGANISATION) return 0;
  size_t initials = spelled_out(c, m, k, s);
  if (initials) return initials;
  size_t short_name = lookup(c->by_last, nb_str_lower(c->a->arena, f->key)); /* "Poetin" behind "Vladimir Poetin" */
  if (short_name) return actor_at(c, short_name)->kind == f->kind ? short_name : 0;
  if (f->kind == NB_ORGANISATION) return 0;
  nb_str last = surname(c->a->arena, f->key);
  size_t met = lookup(c->by_last, last); /* or before: he had no more than the surname yet */
  return met && nb_str_eq(nb_str_lower(c->a->arena, actor_at(c, met)->nl), last) ? met : 0;
}

static size_t new_actor(chains *c, const found *f) {
  if (!nb_arena_grow(c->a->arena, &c->list, &c->cap, c->n + 1, sizeof *c->list)) return 0;
  c->list[c->n] = (chain){.actor = {.kind = f->kind, .nl = is_name(f) ? f->key : f->nl, .en = f->en}};
  c->list[c->n].actor.role_nl = c->list[c->n].actor.role_en = NB_STR("");
  return ++c->n;
}

/* The names by which the actor may be met again. */
static bool remember(chains *c, const found *f, size_t at) {
  nb_arena *arena = c->a->arena;
  nb_actor *actor = actor_at(c, at);
  if (f->role_nl.len && !actor->role_nl.len) {
    actor->role_nl = f->role_nl;
    actor->role_en = f->role_en;
  }
  if (f->kind == NB_PERSON && actor->kind == NB_PERSON && f->key.len > actor->nl.len) {
    actor->nl = f->key;
    actor->en = f->en;
  }
  bool held =
      f->kind == NB_ROLE && (f->holder || actor->kind != NB_ROLE); /* "the president" is a name of nobody for ever */
  bool kept = held || (f->kind == NB_ROLE ? put(c->by_key, f->key, at)
                                          : keep(c->by_key, identity(c, f->key), at)); /* the last "minister" */
  if (!kept) return false;
  if (f->kind == NB_ORGANISATION && f->first < f->last && !keep(c->by_last, surname(arena, f->key), at)) return false;
  if (actor->kind != NB_PERSON) return true;
  if (f->kind == NB_PERSON && !keep(c->by_last, surname(arena, f->key), at)) return false;
  return !f->role_key.len || put(c->by_key, holder_key(c, f->role_key), at);
}

nb_status nb_chain_add(const nb_analysing *a, chain *c, nb_mention mention, double weight) {
  if (!nb_arena_grow(a->arena, &c->actor.mentions, &c->cap, c->actor.n_mentions + 1, sizeof mention))
    return nb_fail_memory(a->ctx);
  c->actor.mentions[c->actor.n_mentions++] = mention;
  c->weight += weight;
  return NB_OK;
}

static nb_status add_mention(chains *c, const found *f, size_t at, size_t index) {
  static const double ADJECTIVE = 0.3;
  const nb_sentence *s = &c->a->out->sentences->items[index];
  nb_mention m = {.sentence = index, .first = f->first, .last = f->last};
  m.start = s->tokens[f->first].start;
  m.end = s->tokens[f->last].end;
  return nb_chain_add(c->a, &c->list[at - 1], m, f->adjective ? ADJECTIVE : 1);
}

/* The actor of the person's name that has the role; 0: it has none. */
static size_t holder_of(const mentions *m, const found *role, const size_t *actors) {
  size_t low = 0, high = m->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (m->list[middle].first + 1 < role->holder)
      low = middle + 1;
    else
      high = middle;
  }
  bool found_it = role->holder && low < m->n && m->list[low].first + 1 == role->holder;
  return found_it && m->list[low].kind == NB_PERSON ? actors[low] : 0;
}

/* The sentence's mentions to their actors: those whose holder is named beside them behind the others. */
static nb_status add_sentence(chains *c, const mentions *m, size_t index) {
  const nb_sentence *s = &c->a->out->sentences->items[index];
  size_t *actors = nb_arena_array(c->a->arena, m->n, sizeof *actors);
  if (!actors) return nb_fail_memory(c->a->ctx);
  for (int held = 0; held < 2; held++)
    for (size_t k = 0; k < m->n; k++) {
      const found *f = &m->list[k];
      if ((f->holder > 0) != held) continue;
      size_t at = holder_of(m, f, actors);
      if (!at) at = find_actor(c, m, k, s);
      if (!at) at = new_actor(c, f);
      if (!at || !remember(c, f, at)) return nb_fail_memory(c->a->ctx);
      actors[k] = at;
      nb_status status = add_mention(c, f, at, index);
      if (status) return status;
    }
  return NB_OK;
}

static int by_place(const void *x, const void *y) {
  const nb_mention *a = x, *b = y;
  if (a->sentence != b->sentence) return a->sentence < b->sentence ? -1 : 1;
  return (a->first > b->first) - (a->first < b->first);
}

/* Names before roles, roles before groups and places; then how often; then the first to come. */
static double importance(const chain *c) {
  static const double weights[] = {
      [NB_PERSON] = 3, [NB_ORGANISATION] = 2.2, [NB_PLACE] = 1.2, [NB_ROLE] = 0.7, [NB_GROUP] = 0.4};
  double first = c->weight < 1 ? c->weight : 1; /* "Amerikaanse" brings nobody forward */
  return weights[c->actor.kind] * c->weight + (c->actor.role_nl.len ? 2 : 0) +
         2.0 * first / (1.0 + (double)c->actor.mentions[0].sentence);
}

static int by_importance(const void *x, const void *y) {
  const chain *a = x, *b = y;
  double d = importance(b) - importance(a);
  if (d != 0) return d > 0 ? 1 : -1;
  return by_place(a->actor.mentions, b->actor.mentions);
}

static nb_status rank(const nb_analysing *a, chain *list, size_t n) {
  if (n) qsort(list, n, sizeof *list, by_importance);
  a->out->actors = nb_arena_array(a->arena, n, sizeof *a->out->actors);
  if (!a->out->actors) return nb_fail_memory(a->ctx);
  for (size_t i = 0; i < n; i++) a->out->actors[i] = list[i].actor;
  a->out->n_actors = n;
  return NB_OK;
}

static void sort_mentions(chains *c) {
  for (size_t i = 0; i < c->n; i++)
    qsort(c->list[i].actor.mentions, c->list[i].actor.n_mentions, sizeof(nb_mention), by_place);
}

nb_status nb_find_actors(const nb_analysing *a) {
  const nb_sentences *sentences = a->out->sentences;
  chains c = {.a = a, .votes = nb_map_new(a->arena), .by_key = nb_map_new(a->arena), .by_last = nb_map_new(a->arena)};
  mentions *all = nb_arena_array(a->arena, sentences->n, sizeof *all);
  if (!c.votes || !c.by_key || !c.by_last || !all) return nb_fail_memory(a->ctx);
  nb_status status = NB_OK;
  for (size_t i = 0; i < sentences->n && !status; i++) status = nb_mentions_of(a, i, &all[i].list, &all[i].n);
  if (!status) status = recover_starts(a, all, sentences->n);
  if (!status) status = count_votes(&c, all, sentences->n);
  if (!status) status = count_surnames(&c, all, sentences->n);
  if (status) return status;
  decide_kinds(&c, all, sentences->n);
  for (size_t i = 0; i < sentences->n && !status; i++) status = add_sentence(&c, &all[i], i);
  if (status) return status;
  sort_mentions(&c);
  status = nb_resolve_pronouns(a, c.list, c.n);
  sort_mentions(&c);
  return status ? status : rank(a, c.list, c.n);
}
