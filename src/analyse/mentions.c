/* Mentions of actors: the names, roles and groups of one sentence. chains.c says which of them are one actor. */
#include "analyse/mentions.h"
#include "base/utf8.h"

nb_str nb_text_of(const spotting *s, size_t first, size_t last) {
  return nb_str_sub(s->s->text, s->s->tokens[first].start, s->s->tokens[last].end);
}

bool nb_token_is(const spotting *s, size_t i, const char *word) {
  return i < s->s->n_tokens && nb_str_eq_nocase(s->s->tokens[i].text, nb_str_of(word));
}

/* The mentions of a sentence as they are found. */
typedef struct collection {
  const spotting *s;
  found *list; /* has room for one a token */
  size_t n;
  size_t before; /* a role whose holder comes next: its place from 1; 0: none */
  size_t before_end;
} collection;

/* The name that place `holder` (from 1) of the list has a role. */
static void give_role(collection *c, size_t holder, size_t role, bool speaks_for_person) {
  enum { ROLE = 5 };
  found *name = &c->list[holder - 1], *r = &c->list[role - 1];
  r->holder = name->first + 1;
  if (name->role_nl.len >= r->nl.len) return;
  if (speaks_for_person && !name->role_nl.len) name->votes[NB_PERSON] += ROLE;
  name->role_nl = r->nl;
  name->role_en = r->en;
  name->role_key = r->key;
}

/* "Amerikaanse" is a mention of the United States; elsewhere than before a noun it is a language. */
static bool adjective_of_place(const spotting *s, size_t i, found *f) {
  nb_str place, form = s->s->tokens[i].text;
  if (!nb_str_capital(form) || i + 1 >= s->s->n_tokens || s->s->tokens[i + 1].kind != NB_WORD) return false;
  nb_pos next = s->tags[i + 1].pos;
  if (next != NB_POS_NOUN && next != NB_POS_ADJ && next != NB_POS_PROPN && s->tags[i].pos != NB_POS_ADJ) return false;
  if (!nb_word_in(&s->a->analyser->demonym_places, form, &place)) return false;
  nb_name listed;
  bool known = nb_lexicon_name(s->a->analyser->lexicon, place, &listed);
  *f = nb_name_found(s, i, i, known ? listed.english : place);
  f->key = place;
  f->kind = NB_PLACE;
  f->votes[NB_PLACE] = 10;
  f->adjective = true;
  return true;
}

/* A collective ("politie", "wielerbond"), or several of a role ("betogers", "ministers"). */
static bool group_at(const spotting *s, size_t i, found *f) {
  const nb_analyser *a = s->a->analyser;
  const nb_tag *tag = &s->tags[i];
  bool plural = tag->features & NB_PLURAL;
  nb_str english = NB_STR(""), candidates = tag->english, first;
  size_t head;
  if (tag->pos != NB_POS_NOUN || nb_word_in(&a->event_nouns, tag->lemma, NULL)) return false; /* "valpartij" */
  bool person = nb_word_in(&a->roles, tag->lemma, &english);
  bool group = (plural || !person) && (nb_word_in(&a->groups, s->s->tokens[i].text, &english) ||
                                       nb_head_in(a, &a->groups, tag->lemma, &english, &head));
  if (!group && !(plural && nb_head_in(a, &a->roles, tag->lemma, &english, &head))) return false;
  if (nb_str_split(&candidates, '|', &first) && first.len) english = first;
  *f = (found){.kind = NB_GROUP, .first = i, .last = i, .nl = s->s->tokens[i].text, .en = english};
  f->key = nb_arena_printf(s->a->arena, "#" NB_STR_FMT, NB_STR_ARG(tag->lemma)); /* "de arts" is not "de artsen" */
  f->role_nl = f->role_en = NB_STR("");
  return true;
}

/* "ministerie van Justitie en Veiligheid", "universiteit van Cambridge": names, though their first word has no capital.
 * Returns the tokens, 0: none. */
static size_t institution_at(const spotting *s, size_t i, found *f) {
  found of;
  bool skip, ministry = nb_token_is(s, i, "ministerie");
  nb_name listed;
  nb_str english = NB_STR("");
  if ((!ministry && !nb_token_is(s, i, "universiteit")) || !nb_token_is(s, i + 1, "van")) return 0;
  size_t end = ministry ? nb_portfolio_at(s, i + 1, &english) : i + 1;
  if (end == i + 1) {
    if (i + 2 >= s->s->n_tokens) return 0;
    size_t n = nb_name_at(s, i + 2, &of, &skip);
    if (n == 0) return 0;
    end = i + 2 + n;
    english = of.en;
  }
  nb_str name = nb_text_of(s, i, end - 1);
  if (nb_lexicon_name(s->a->analyser->lexicon, name, &listed))
    english = listed.english;
  else
    english =
        nb_arena_printf(s->a->arena, "%s of " NB_STR_FMT, ministry ? "Ministry" : "University", NB_STR_ARG(english));
  *f = nb_name_found(s, i, end - 1, english);
  f->votes[NB_ORGANISATION] = 10;
  return english.ptr ? end - i : 0;
}

/* "Bankanalist Pieter de Wit": no name, but a word before one at the start of a sentence. */
static bool before_given_name(const spotting *s, size_t i) {
  nb_str kind;
  return nb_at_start(s->s->tokens, i) && nb_name_token(s, i + 1) &&
         !nb_word_in(&s->a->analyser->name_kinds, s->s->tokens[i].text, NULL) &&
         nb_word_in(&s->a->analyser->name_kinds, s->s->tokens[i + 1].text, &kind) && nb_str_eq_c(kind, "given");
}

/* ---- whose role ---- */

/* The lists and the name itself do not say that it is something else. */
static bool may_be_person(const found *f) {
  enum { SURE = 4 };
  return f->kind <= NB_PLACE && !f->adjective && f->votes[NB_ORGANISATION] < SURE && f->votes[NB_PLACE] < SURE;
}

/* The last name found, where it ends right before token i; its place from 1. */
static size_t name_before(const collection *c, size_t i) {
  for (size_t k = c->n; k-- > 0 && c->list[k].last + 1 >= i;)
    if (c->list[k].last + 1 == i && may_be_person(&c->list[k])) return k + 1;
  return 0;
}

static bool is_clause_end(const spotting *s, size_t i) {
  return i >= s->s->n_tokens || (s->s->tokens[i].kind == NB_PUNCT && !nb_token_is(s, i, "\"")) ||
         s->tags[i].pos == NB_POS_ADP;
}

/* Token i or the one before what may stand between a name and its apposition: ", 51," and " (48)". */
static size_t without_age(const spotting *s, size_t i) {
  if (i >= 4 && nb_token_is(s, i - 1, ",") && s->s->tokens[i - 2].kind == NB_NUMBER && nb_token_is(s, i - 3, ","))
    return i - 2;
  if (i >= 5 && nb_token_is(s, i - 1, ",") && nb_token_is(s, i - 2, ")") && s->s->tokens[i - 3].kind == NB_NUMBER &&
      nb_token_is(s, i - 4, "("))
    return i - 4 + 1;
  return i;
}

/* "Antony Blinken, (de) minister van ...,": the name before a role phrase from `begin` to `end`. */
static size_t apposed(const collection *c, size_t begin, size_t end) {
  if (!is_clause_end(c->s, end)) return 0;
  size_t at = without_age(c->s, begin);
  if (at == begin && !(at >= 2 && nb_token_is(c->s, at - 1, ","))) return 0;
  return name_before(c, at - 1);
}

static bool verb_in(const spotting *s, size_t i, const char *const *lemmas) {
  return (s->tags[i].pos == NB_POS_VERB || s->tags[i].pos == NB_POS_AUX) && nb_str_in(s->tags[i].lemma, lemmas);
}

/* "Jansen is (sinds kort) burgemeester": the name before the verb before a role phrase. */
static size_t subject_of(const collection *c, size_t begin) {
  static const char *const copulas[] = {"zijn", "worden", "blijven", NULL};
  enum { ADVERBS = 2 };
  size_t i = begin;
  for (int n = 0; n < ADVERBS && i > 1 && c->s->tags[i - 1].pos == NB_POS_ADV; n++) i--;
  return i > 1 && verb_in(c->s, i - 1, copulas) && (c->s->tags[i - 1].features & NB_FINITE) ? name_before(c, i - 1) : 0;
}

/* "Jansen is (door ...) benoemd tot burgemeester", "benoemde Jansen tot burgemeester". */
static size_t appointed(const collection *c, size_t begin) {
  static const char *const verbs[] = {"benoemen", "kiezen",  "verkiezen",  "uitroepen", "aanstellen", "roepen",
                                      "kronen",   "stellen", "promoveren", "beëdigen",  NULL};
  enum { FAR = 20 };
  const spotting *s = c->s;
  if (begin < 2 || !(nb_token_is(s, begin - 1, "tot") || nb_token_is(s, begin - 1, "als"))) return 0;
  size_t near = name_before(c, begin - 1);
  if (!verb_in(s, begin - 2, verbs)) {
    for (size_t i = begin > FAR ? begin - FAR : 0; i < begin && near; i++)
      if (verb_in(s, i, verbs)) return near;
    return 0;
  }
  size_t first = 0;
  for (size_t k = c->n; k-- > 0 && c->list[k].last + FAR > begin;)
    if (may_be_person(&c->list[k]) && c->list[k].votes[NB_PERSON] > 0) {
      if (first) return 0; /* who of them? */
      first = k + 1;
    }
  return first;
}

/* Whose role it is, where he is named before it; the place in the list from 1. */
static size_t holder_before(const collection *c, size_t begin, size_t end) {
  const spotting *s = c->s;
  if (begin > 0 && s->tags[begin - 1].pos == NB_POS_DET) begin--;
  if (begin == 0) return 0;
  size_t holder = apposed(c, begin, end);
  if (!holder) holder = subject_of(c, begin);
  return holder ? holder : appointed(c, begin);
}

/* "minister Blok van Buitenlandse Zaken", "president Poetin van Rusland": the rest of the role behind the name. */
static void complete_role(collection *c, size_t holder, size_t end) {
  const spotting *s = c->s;
  found *name = &c->list[holder - 1], of;
  bool skip;
  nb_str english = NB_STR("");
  size_t field = nb_portfolio_at(s, end, &english), n = 0;
  if (field == end) {
    if (!nb_token_is(s, end, "van") || end + 1 >= s->s->n_tokens) return;
    n = nb_name_at(s, end + 1, &of, &skip);
    if (n == 0 || skip || of.kind == NB_PERSON || of.kind > NB_PLACE) return;
    english = of.en;
    field = end + 1 + n;
  }
  name->role_nl = nb_arena_printf(s->a->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(name->role_nl),
                                  NB_STR_ARG(nb_text_of(s, end, field - 1)));
  name->role_en =
      nb_arena_printf(s->a->arena, NB_STR_FMT " of " NB_STR_FMT, NB_STR_ARG(name->role_en), NB_STR_ARG(english));
}

/* ---- the sentence ---- */

static void add_adjectives(collection *c, size_t i, size_t end) {
  found f;
  for (; i < end; i++)
    if (adjective_of_place(c->s, i, &f)) c->list[c->n++] = f;
}

/* A role; of one before the name whose it is, what comes before the name is gone through as ever. Returns where to go
 * on. */
static size_t take_role(collection *c, size_t i) {
  const spotting *s = c->s;
  found role;
  size_t end = nb_role_at(s, i, &role), phrase_end = end;
  if (end == i) return i;
  bool comma = nb_token_is(s, end, ",") && nb_name_token(s, end + 1) && role.phrase > 0 &&
               s->tags[role.phrase - 1].pos == NB_POS_DET;
  if (comma) end++; /* "de Amerikaanse onderminister, Wendy Sherman," */
  add_adjectives(c, role.phrase, role.first);
  c->list[c->n++] = role;
  size_t holder = holder_before(c, role.phrase, phrase_end);
  if (holder) {
    give_role(c, holder, c->n, true);
  } else if (comma || nb_name_token(s, end)) {
    c->before = c->n;
    c->before_end = end;
  }
  return role.last + 1;
}

static void take_name(collection *c, const found *name, size_t sentence, size_t end) {
  found *f = &c->list[c->n++];
  *f = *name;
  bool holds = c->before && c->before_end == f->first;
  if (holds) {
    give_role(c, c->n, c->before, false);
    complete_role(c, c->n, end);
  }
  if (f->kind <= NB_PLACE) nb_vote_kind(c->s->a, sentence, f);
}

nb_status nb_mentions_of(const nb_analysing *a, size_t sentence, found **out, size_t *n_out) {
  const spotting s = {a, &a->out->sentences->items[sentence], a->out->tags[sentence]};
  collection c = {.s = &s, .list = nb_arena_array(a->arena, s.s->n_tokens, sizeof *c.list)};
  if (!c.list) return nb_fail_memory(a->ctx);
  for (size_t i = 0; i < s.s->n_tokens;) {
    found f;
    bool skip = false;
    size_t end = take_role(&c, i);
    if (end > i) {
      i = end;
      continue;
    }
    size_t taken = institution_at(&s, i, &f);
    if (!taken) taken = nb_name_at(&s, i, &f, &skip);
    if (taken == 1 && before_given_name(&s, i)) skip = true;
    found place;
    if (taken <= 1 && (skip || !taken) && adjective_of_place(&s, i, &place)) {
      c.list[c.n++] = place;
    } else if (taken && !skip && f.kind == NB_ROLE && nb_name_token(&s, i + taken)) { /* "de Sloveen Matej Kovac" */
      c.list[c.n++] = f;
      c.before = c.n;
      c.before_end = i + taken;
    } else if (taken && !skip) {
      take_name(&c, &f, sentence, i + taken);
    } else if (!taken && group_at(&s, i, &f)) {
      c.list[c.n++] = f;
    }
    i += taken ? taken : 1;
  }
  *out = c.list;
  *n_out = c.n;
  return NB_OK;
}
