/* Actors: names, roles and groups as they are mentioned, and the mentions of one actor as one chain. */
#include <stdlib.h>
#include <string.h>

#include "analyse/tables.h"
#include "base/utf8.h"

enum { LONGEST_NAME = 6, LONGEST_ROLE = 8 };

typedef struct found {
  nb_actor_kind kind;
  size_t first, last;
  nb_str nl, en;
  nb_str role_nl, role_en;
  bool sure;   /* the kind is from the name list */
  bool listed; /* a whole name of the list, of whatever kind */
} found;

typedef struct sentence {
  const nb_analysing *a;
  size_t index;
  const nb_sentence *s;
  const nb_tag *tags;
} sentence;

static nb_str text_of(const sentence *s, size_t first, size_t last) {
  return nb_str_sub(s->s->text, s->s->tokens[first].start, s->s->tokens[last].end);
}

static bool is(const sentence *s, size_t i, const char *word) {
  return i < s->s->n_tokens && nb_str_eq_nocase(s->s->tokens[i].text, nb_str_of(word));
}

static bool is_any(const sentence *s, size_t i, const char *const *words) {
  for (; *words; words++)
    if (is(s, i, *words)) return true;
  return false;
}

static bool kind_of_name(nb_name_kind kind, nb_actor_kind *actor) {
  switch (kind) {
    case NB_NAME_PERSON: *actor = NB_PERSON; return true;
    case NB_NAME_PLACE: *actor = NB_PLACE; return true;
    case NB_NAME_ORGANISATION: *actor = NB_ORGANISATION; return true;
    case NB_NAME_GROUP: *actor = NB_GROUP; return true;
    default: return false;
  }
}

/* A name of the list from token i on. `skip`: it is on the list but names no actor (a time, an event, an adjective). */
static size_t listed_name(const sentence *s, size_t i, found *f, bool *skip) {
  const nb_lexicon *lexicon = s->a->analyser->lexicon;
  bool capitals = s->s->tokens[i].text.len > 2 && nb_str_all_caps(s->s->tokens[i].text); /* a dateline: "DEN HAAG" */
  nb_str first = capitals ? nb_str_title_case(s->a->arena, s->s->tokens[i].text) : s->s->tokens[i].text;
  size_t n = nb_lexicon_longest(lexicon, s->s->tokens[i].text), m = capitals ? nb_lexicon_longest(lexicon, first) : 0;
  if (n < m) n = m;
  if (n > LONGEST_NAME) n = LONGEST_NAME;
  for (*skip = false; n >= 1; n--) {
    if (i + n > s->s->n_tokens) continue;
    nb_name name;
    nb_str text = text_of(s, i, i + n - 1);
    if (!nb_lexicon_name(lexicon, text, &name) &&
        !(nb_str_all_caps(text) && nb_lexicon_name(lexicon, nb_str_title_case(s->a->arena, text), &name)))
      continue;
    if (name.kind == NB_NAME_WORD) continue;
    if (n == 1 && !name.checked && nb_at_start(s->s->tokens, i) && s->tags[i].pos != NB_POS_PROPN) continue;
    *f = (found){NB_ORGANISATION, i, i + n - 1, text_of(s, i, i + n - 1), name.english, NB_STR(""), NB_STR(""), name.checked, false};
    if (name.kind == NB_NAME_OTHER) {
      f->sure = false;
      f->listed = !name.part;
      return n;
    }
    if (name.kind == NB_NAME_DEMONYM && s->tags[i].pos == NB_POS_NOUN) {
      f->kind = NB_GROUP;
      f->sure = true;
      return n;
    }
    f->sure = kind_of_name(name.kind, &f->kind);
    *skip = !f->sure;
    return n;
  }
  return 0;
}

/* "China-strategie", "NOS-app": a thing named after a name is a noun. */
static bool is_noun_of_name(const sentence *s, nb_str form) {
  size_t at = form.len;
  while (at > 0 && form.ptr[at - 1] != '-') at--;
  nb_str last = nb_str_sub(form, at, form.len);
  nb_reading r[1];
  return at > 1 && !nb_str_capital(last) && nb_lexicon_readings(s->a->analyser->lexicon, last, r, 1) && r[0].pos == NB_POS_NOUN;
}

static bool is_name_token(const sentence *s, size_t i) {
  if (i >= s->s->n_tokens || s->s->tokens[i].kind != NB_WORD || !nb_str_capital(s->s->tokens[i].text)) return false;
  return s->tags[i].pos == NB_POS_PROPN && !is_noun_of_name(s, s->s->tokens[i].text);
}

/* "Ingrid van Heukelom | van Infrastructuur en Waterstaat": a known name that is no surname stands by itself. A village may be one
 * ("Thijs van Rossum"), a place with an English name of its own may not ("Poetin van Rusland"). */
static bool ends_name(const sentence *s, size_t particle, const found *next) {
  if (!next->sure || next->kind == NB_PERSON) return false;
  if (next->kind != NB_PLACE || !nb_str_eq(next->nl, next->en)) return true;
  nb_reading r[1];
  nb_str before = nb_str_lower(s->a->arena, s->s->tokens[particle - 1].text);
  return nb_lexicon_readings(s->a->analyser->lexicon, before, r, 1) > 0; /* "Universiteit van Amsterdam" */
}

static const char *const particles[] = {"van", "de", "der", "den", "het", "ten", "ter", "von", "bin", "al", "el", "la", "le", "du",
                                        "di", "da", "dos", "of", "the", "'t", NULL};

/* Capitalised words with the particles of surnames between them. */
static size_t name_run(const sentence *s, size_t i) {
  size_t end = i;
  while (end < s->s->n_tokens && end - i < LONGEST_NAME) {
    size_t k = end;
    while (k > i && k < s->s->n_tokens && k - end < 2 && is_any(s, k, particles) && !nb_str_capital(s->s->tokens[k].text)) k++;
    found other;
    bool skip;
    if (k > end && k < s->s->n_tokens && listed_name(s, k, &other, &skip) && ends_name(s, end, &other)) break;
    if (!is_name_token(s, k) || (k > i && !s->s->tokens[k].space_before && k == end)) break;
    end = k + 1;
  }
  return end - i;
}

static bool has_word(nb_str name, const char *const *words) {
  for (; *words; words++)
    if (nb_str_find(name, nb_str_of(*words), 0) != NB_NOT_FOUND) return true;
  return false;
}

/* "PvdA", "D66", "GeenStijl": a capital or a digit behind a small letter or a capital's first; hyphens begin a word anew. */
static bool mixed_case(nb_str name) {
  int32_t before = '-';
  for (size_t pos = 0; pos < name.len;) {
    int32_t c = nb_utf8_next(name, &pos);
    bool inside = before != '-' && before != ' ' && before != '\'';
    if (inside && (nb_is_digit(c) || (nb_is_upper(c) && nb_is_lower(before)))) return true;
    before = c;
  }
  return false;
}

/* The kind of a name that no list has: what it is made of and what stands before it. */
static nb_actor_kind guess_kind(const sentence *s, const found *f) {
  static const char *const organisation[] = {"partij", "Partij", "bank", "Bank", "Universiteit", "universiteit", "Group", "Ministerie",
                                             "Stichting", "Vereniging", "Raad", "FC ", "SC ", "SV ", "VV ", " BV", " NV", "United", "City",
                                             "Club", "Comit", "RTV ", "Omroep", "Team ", "Het ", "Instituut", "College", "Dienst", "Centrum", "bond", "Museum", "Theater",
                                             "Council", "University", "Association", "Company", "Party", "Agency", "Court", NULL};
  static const char *const place_before[] = {"in", "naar", "uit", "nabij", "bij", "rond", "vanuit", "omgeving", "gemeente", "near", "from",
                                             NULL};
  static const char *const into[] = {"in", "naar", "uit", "nabij", "vanuit", NULL}; /* few people are behind these */
  static const char *const place[] = {"straat", "weg", "plein", "laan", "dorp", "berg", "kade", "gracht", "burg", "dam", "zee", "Eiland",
                                      NULL};
  if (has_word(f->nl, organisation)) return NB_ORGANISATION;
  if (f->role_nl.len) return NB_PERSON;
  bool single = f->first == f->last;
  if (nb_str_all_caps(f->nl)) return NB_ORGANISATION;
  if (single && has_word(f->nl, place)) return NB_PLACE;
  if (f->first > 0 && is_any(s, f->first - 1, single ? place_before : into)) return NB_PLACE;
  if (!single) return NB_PERSON;
  if (f->listed || mixed_case(f->nl)) return NB_ORGANISATION; /* the list has people by two names or more */
  bool article = f->first > 0 && (s->tags[f->first - 1].pos == NB_POS_DET || s->tags[f->first - 1].pos == NB_POS_ADJ);
  return article ? NB_ORGANISATION : NB_PERSON;
}

/* English of a name by its parts: "Vladimir" "Poetin". */
static nb_str english_name(const sentence *s, size_t first, size_t last) {
  nb_str whole = text_of(s, first, last), out = NB_STR("");
  bool changed = false;
  for (size_t i = first; i <= last; i++) {
    nb_name name;
    nb_str part = s->s->tokens[i].text;
    if (nb_str_capital(part) && nb_lexicon_name(s->a->analyser->lexicon, part, &name) && name.kind != NB_NAME_WORD &&
        nb_str_find(name.english, NB_STR(" "), 0) == NB_NOT_FOUND) {
      changed = changed || !nb_str_eq(name.english, part);
      part = name.english;
    }
    out = nb_arena_printf(s->a->arena, NB_STR_FMT "%s" NB_STR_FMT, NB_STR_ARG(out), i > first && s->s->tokens[i].space_before ? " " : "",
                          NB_STR_ARG(part));
    if (!out.ptr) return whole;
  }
  return changed ? out : whole;
}

static bool is_role(const sentence *s, size_t i, nb_str *english) {
  if (i >= s->s->n_tokens || s->s->tokens[i].kind != NB_WORD) return false;
  const nb_word_list *roles = &s->a->analyser->roles;
  nb_str form = s->s->tokens[i].text;
  if (nb_word_in(roles, form, english)) return true;
  if (nb_str_capital(form) && nb_at_start(s->s->tokens, i) && nb_word_in(roles, nb_str_lower(s->a->arena, form), english)) return true;
  size_t dash = nb_str_find(form, NB_STR("-"), 0); /* "VVD-leider", "oud-minister" */
  nb_str head, left = nb_str_sub(form, 0, dash == NB_NOT_FOUND ? 0 : dash);
  if (nb_str_eq_nocase(left, NB_STR("oud")) || nb_str_eq_nocase(left, NB_STR("ex"))) left = NB_STR("former");
  if (dash != NB_NOT_FOUND && dash > 0 && nb_word_in(roles, nb_str_sub(form, dash + 1, form.len), &head)) {
    *english = nb_arena_printf(s->a->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(left), NB_STR_ARG(head));
    return english->ptr != NULL;
  }
  return false;
}

/* A role phrase that begins at token i: adjectives, the role noun, "van ...". Its end (exclusive), or i. The role is in nl and en. */
static size_t role_phrase(const sentence *s, size_t i, nb_str *nl, nb_str *en) {
  nb_arena *arena = s->a->arena;
  bool age = s->tags[i].pos == NB_POS_ADJ && nb_is_digit((unsigned char)s->s->tokens[i].text.ptr[0]); /* "58-jarige": no role */
  size_t begin = age && i + 1 < s->s->n_tokens ? i + 1 : i, k = begin;
  nb_str english = NB_STR(""), role;
  while (k < s->s->n_tokens && k < begin + 3 && s->tags[k].pos == NB_POS_ADJ && !is_role(s, k, &role)) {
    nb_name name;
    nb_str word = s->tags[k].english, first;
    if (nb_lexicon_name(s->a->analyser->lexicon, s->s->tokens[k].text, &name) && name.kind == NB_NAME_DEMONYM) word = name.english;
    if (!nb_str_split(&word, '|', &first) || !first.len) first = s->s->tokens[k].text;
    english = nb_arena_printf(arena, NB_STR_FMT NB_STR_FMT " ", NB_STR_ARG(english), NB_STR_ARG(first));
    k++;
  }
  if (!is_role(s, k, &role)) return i;
  english = nb_arena_printf(arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(english), NB_STR_ARG(role));
  k++;
  if (is(s, k, "van") && k + 1 < s->s->n_tokens) { /* "minister van Buitenlandse Zaken", "burgemeester van Utrecht" */
    found f;
    bool skip;
    size_t at = k + 1;
    bool article = s->tags[at].pos == NB_POS_DET && at + 1 < s->s->n_tokens;
    at += article;
    size_t n = nb_str_capital(s->s->tokens[at].text) ? listed_name(s, at, &f, &skip) : 0;
    size_t run = nb_str_capital(s->s->tokens[at].text) ? name_run(s, at) : 0;
    if (n == 0 && run) f.en = english_name(s, at, at + run - 1);
    if (n < run) n = run;
    if (n) {
      english = nb_arena_printf(arena, NB_STR_FMT " of %s" NB_STR_FMT, NB_STR_ARG(english), article ? "the " : "", NB_STR_ARG(f.en));
      k = at + n;
    }
  }
  if (!english.ptr) return i;
  *nl = text_of(s, begin, k - 1);
  *en = english;
  return k;
}

static nb_status add(const sentence *s, found *list, size_t *n, found f) {
  if (*n >= s->s->n_tokens) return NB_OK;
  list[(*n)++] = f;
  return NB_OK;
}

/* ", (de|een) ROLE," behind a name gives that name's role. Returns the token behind the apposition, or `from`. */
static size_t apposition(const sentence *s, size_t from, found *f) {
  size_t k = from;
  nb_str nl, en;
  if (!is(s, k, ",") || f->role_nl.len || (f->sure && f->kind != NB_PERSON)) return from;
  k++;
  if (k < s->s->n_tokens && s->tags[k].pos == NB_POS_DET) k++;
  if (k >= s->s->n_tokens) return from;
  size_t end = role_phrase(s, k, &nl, &en);
  bool closed = end >= s->s->n_tokens || (s->s->tokens[end].kind == NB_PUNCT && !is(s, end, "\"")) || s->tags[end].pos == NB_POS_ADP;
  if (end == k || !closed) return from;
  f->role_nl = nl;
  f->role_en = en;
  f->kind = NB_PERSON;
  return end;
}

/* All mentions of one sentence. */
static nb_status mentions_of(const sentence *s, found *list, size_t *n) {
  nb_status status = NB_OK;
  nb_str role_nl = NB_STR(""), role_en = NB_STR("");
  size_t role_first = 0, role_end = 0; /* a role phrase that ends right before token role_end */
  for (size_t i = 0; i < s->s->n_tokens && !status;) {
    found f;
    bool skip = false;
    size_t end = role_phrase(s, i, &role_nl, &role_en);
    if (end > i) {
      role_first = i;
      role_end = end;
      bool named = end < s->s->n_tokens && is_name_token(s, end);
      bool comma = is(s, end, ",") && is_name_token(s, end + 1) && i > 0 && s->tags[i - 1].pos == NB_POS_DET;
      if (comma) role_end = end + 1; /* "de Amerikaanse onderminister, Wendy Sherman," */
      if (!named && !comma) status = add(s, list, n, (found){NB_ROLE, i, end - 1, role_nl, role_en, NB_STR(""), NB_STR(""), true, false});
      i = comma ? end + 1 : end;
      continue;
    }
    size_t taken = nb_str_capital(s->s->tokens[i].text) ? listed_name(s, i, &f, &skip) : 0;
    size_t run = is_name_token(s, i) ? name_run(s, i) : 0;
    bool place_first = taken && f.kind == NB_PLACE && f.sure; /* "Rusland Oekraïne": a place is not the first part of a longer name */
    if (run > taken && !place_first) {
      f = (found){NB_ORGANISATION, i, i + run - 1, text_of(s, i, i + run - 1), NB_STR(""), NB_STR(""), NB_STR(""), false, false};
      f.en = english_name(s, i, i + run - 1);
      taken = run;
      skip = false;
    }
    if (taken) {
      if (!skip) {
        if (role_end == i && role_end > role_first) {
          f.role_nl = role_nl;
          f.role_en = role_en;
        }
        size_t after = apposition(s, i + taken, &f);
        if (!f.sure) f.kind = guess_kind(s, &f);
        status = add(s, list, n, f);
        taken = after > i + taken ? after - i : taken;
      }
      i += taken;
      continue;
    }
    nb_str english;
    if (s->tags[i].pos == NB_POS_NOUN && nb_word_in(&s->a->analyser->groups, s->tags[i].lemma, &english)) {
      nb_str first = s->tags[i].english, word;
      if (nb_str_split(&first, '|', &word) && word.len) english = word;
      status = add(s, list, n, (found){NB_GROUP, i, i, s->s->tokens[i].text, english, NB_STR(""), NB_STR(""), true, false});
    }
    i++;
  }
  return status;
}

typedef struct chain {
  size_t cap; /* of the mentions */
  bool sure;  /* of the kind */
} chain;

typedef struct chains {
  const nb_analysing *a;
  nb_map *by_key;  /* name, role or group -> nb_actor index + 1 */
  nb_map *by_last; /* a surname, or a single name that may be one -> index + 1 */
  nb_actor *actors;
  chain *more; /* beside each actor */
  size_t n, cap, more_cap;
} chains;

static size_t lookup(const nb_map *map, nb_str key) {
  return (size_t)nb_map_get(map, key);
}

static bool keep(nb_map *map, nb_str key, size_t value) {
  void **slot = nb_map_slot(map, key);
  if (!slot) return false;
  if (!*slot) *slot = (void *)value;
  return true;
}

static bool is_particle(nb_str word) {
  for (const char *const *p = particles; *p; p++)
    if (nb_str_eq_nocase(word, nb_str_of(*p))) return true;
  return false;
}

/* What a person is called later on, in lower case: "van rossum" of "Thijs van Rossum" and of "Van Rossum", else the last word. */
static nb_str surname(nb_arena *arena, nb_str name) {
  size_t at = name.len;
  while (at > 0 && name.ptr[at - 1] != ' ') at--;
  for (size_t start; at > 1; at = start) {
    for (start = at - 1; start > 0 && name.ptr[start - 1] != ' '; start--) continue;
    nb_str word = nb_str_sub(name, start, at - 1);
    if (!is_particle(word) || (start > 0 && nb_str_capital(word))) break;
  }
  return nb_str_lower(arena, nb_str_sub(name, at, name.len));
}

/* What a role is called without its adjectives and its "van ...": "president". */
static nb_str role_word(const nb_analyser *a, nb_str role) {
  nb_str rest = role, word;
  while (nb_str_split(&rest, ' ', &word))
    if (nb_word_in(&a->roles, word, NULL)) return word;
  return role;
}

static bool is_name(const found *f) {
  return f->kind == NB_PERSON || f->kind == NB_ORGANISATION || f->kind == NB_PLACE;
}

static size_t find_actor(const chains *c, const found *f) {
  nb_arena *arena = c->a->arena;
  nb_str key = f->nl;
  if (f->kind == NB_ROLE) {
    size_t holder = lookup(c->by_key, nb_arena_printf(arena, "@" NB_STR_FMT, NB_STR_ARG(role_word(c->a->analyser, f->nl))));
    if (holder) return holder;
    key = role_word(c->a->analyser, f->nl);
  }
  size_t known = lookup(c->by_key, key);
  if (known || !is_name(f)) return known;
  nb_str name = nb_str_lower(arena, f->nl);
  size_t person = lookup(c->by_last, name);
  if (person || f->kind != NB_PERSON) return person;
  nb_str last = surname(arena, f->nl);
  person = lookup(c->by_last, last); /* so far by the surname alone: "Terpstra", then "Ernst Terpstra" */
  return person && nb_str_eq(nb_str_lower(arena, c->actors[person - 1].nl), last) ? person : 0;
}

/* "Van Rossum" at the start of a sentence, where the particle's capital says nothing: a surname that is known already. */
static void add_particles(const chains *c, const sentence *s, found *f) {
  if (!is_name(f)) return;
  for (size_t first = f->first; first > 0 && is_particle(s->s->tokens[first - 1].text); first--) {
    nb_str name = text_of(s, first - 1, f->last);
    if (!nb_str_capital(name) || !lookup(c->by_last, nb_str_lower(c->a->arena, name))) continue;
    f->first = first - 1;
    f->nl = name;
    return;
  }
}

/* A new actor's index + 1; 0: out of memory. */
static size_t new_actor(chains *c, const found *f) {
  nb_arena *arena = c->a->arena;
  if (!nb_arena_grow(arena, &c->actors, &c->cap, c->n + 1, sizeof *c->actors) ||
      !nb_arena_grow(arena, &c->more, &c->more_cap, c->n + 1, sizeof *c->more))
    return 0;
  c->actors[c->n] = (nb_actor){.kind = f->kind, .nl = f->nl, .en = f->en, .role_nl = NB_STR(""), .role_en = NB_STR("")};
  c->more[c->n] = (chain){0, f->sure};
  return ++c->n;
}

/* What this mention says of its actor beyond what is known: the full name, the kind, the role. */
static bool learn(chains *c, const found *f, size_t at) {
  nb_actor *actor = &c->actors[at - 1];
  chain *more = &c->more[at - 1];
  nb_str key = f->kind == NB_ROLE ? role_word(c->a->analyser, f->nl) : f->nl;
  bool single = is_name(f) && nb_str_find(f->nl, NB_STR(" "), 0) == NB_NOT_FOUND;
  if (!keep(c->by_key, key, at)) return false;
  if ((f->kind == NB_PERSON || (single && !f->sure)) && !keep(c->by_last, surname(c->a->arena, f->nl), at)) return false;
  if (f->kind == NB_PERSON && is_name(f) && !more->sure && actor->kind != NB_ROLE && actor->kind != NB_GROUP) actor->kind = NB_PERSON;
  if (f->kind == NB_PERSON && actor->kind == NB_PERSON && f->nl.len > actor->nl.len) {
    actor->nl = f->nl;
    actor->en = f->en;
  }
  if (!f->role_nl.len || actor->role_nl.len) return true;
  actor->role_nl = f->role_nl;
  actor->role_en = f->role_en;
  key = nb_arena_printf(c->a->arena, "@" NB_STR_FMT, NB_STR_ARG(role_word(c->a->analyser, f->role_nl)));
  return key.ptr && keep(c->by_key, key, at);
}

static nb_status add_mention(chains *c, const sentence *s, found *f) {
  add_particles(c, s, f);
  size_t at = find_actor(c, f);
  if (!at) at = new_actor(c, f);
  if (!at || !learn(c, f, at)) return nb_fail_memory(c->a->ctx);
  nb_actor *actor = &c->actors[at - 1];
  if (!nb_arena_grow(c->a->arena, &actor->mentions, &c->more[at - 1].cap, actor->n_mentions + 1, sizeof *actor->mentions))
    return nb_fail_memory(c->a->ctx);
  const nb_token *t = s->s->tokens;
  actor->mentions[actor->n_mentions++] = (nb_mention){s->index, f->first, f->last, t[f->first].start, t[f->last].end};
  return NB_OK;
}

/* Names before roles, roles before groups and places; then how often; then the first to come. */
static double importance(const nb_actor *a) {
  static const double weights[] = {[NB_PERSON] = 3, [NB_ORGANISATION] = 2.2, [NB_PLACE] = 1.2, [NB_ROLE] = 0.7, [NB_GROUP] = 0.4};
  return weights[a->kind] * (double)a->n_mentions + (a->role_nl.len ? 2 : 0) + 2.0 / (1.0 + (double)a->mentions[0].sentence);
}

static int by_importance(const void *x, const void *y) {
  const nb_actor *a = x, *b = y;
  double d = importance(b) - importance(a);
  if (d != 0) return d > 0 ? 1 : -1;
  if (a->mentions[0].sentence != b->mentions[0].sentence) return a->mentions[0].sentence < b->mentions[0].sentence ? -1 : 1;
  return (a->mentions[0].start > b->mentions[0].start) - (a->mentions[0].start < b->mentions[0].start);
}

nb_status nb_find_actors(const nb_analysing *a) {
  chains c = {.a = a, .by_key = nb_map_new(a->arena), .by_last = nb_map_new(a->arena)};
  if (!c.by_key || !c.by_last) return nb_fail_memory(a->ctx);
  const nb_sentences *all = a->out->sentences;
  nb_status status = NB_OK;
  for (size_t i = 0; i < all->n && !status; i++) {
    sentence s = {a, i, &all->items[i], a->out->tags[i]};
    found *list = nb_arena_array(a->arena, s.s->n_tokens, sizeof *list);
    size_t n = 0;
    if (!list) return nb_fail_memory(a->ctx);
    status = mentions_of(&s, list, &n);
    for (size_t k = 0; k < n && !status; k++) status = add_mention(&c, &s, &list[k]);
  }
  if (c.n) qsort(c.actors, c.n, sizeof *c.actors, by_importance);
  a->out->actors = c.actors;
  a->out->n_actors = c.n;
  return status;
}
