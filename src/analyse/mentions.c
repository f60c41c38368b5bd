/* Mentions of actors: the names, roles and groups of one sentence. chains.c says which of them are one actor. */
#include "analyse/mentions.h"
#include "base/utf8.h"

nb_str nb_text_of(const spotting *s, size_t first, size_t last) {
  return nb_str_sub(s->s->text, s->s->tokens[first].start, s->s->tokens[last].end);
}

bool nb_token_is(const spotting *s, size_t i, const char *word) {
  return i < s->s->n_tokens && nb_str_eq_nocase(s->s->tokens[i].text, nb_str_of(word));
}

static void give_role(found *f, const found *role) {
  f->role_nl = role->nl;
  f->role_en = role->en;
  f->role_key = role->key;
}

/* ", (de|een) ROLE," behind a name gives that name's role. Returns the token behind the apposition, or `from`. */
static size_t apposition(const spotting *s, size_t from, found *f) {
  size_t k = from + 1;
  found role;
  if (!nb_token_is(s, from, ",") || f->role_nl.len || f->votes[NB_ORGANISATION] + f->votes[NB_PLACE] > 0) return from;
  if (k < s->s->n_tokens && s->tags[k].pos == NB_POS_DET) k++;
  if (k >= s->s->n_tokens) return from;
  size_t end = nb_role_at(s, k, &role);
  bool closed = end >= s->s->n_tokens || (s->s->tokens[end].kind == NB_PUNCT && !nb_token_is(s, end, "\"")) ||
                s->tags[end].pos == NB_POS_ADP;
  if (end == k || !closed) return from;
  give_role(f, &role);
  return end;
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

/* "ministerie van Justitie" is a name, though its first word has no capital. Returns its tokens, 0: none. */
static size_t ministry_at(const spotting *s, size_t i, found *f) {
  found of;
  bool skip;
  if (!nb_token_is(s, i, "ministerie") || !nb_token_is(s, i + 1, "van") || i + 2 >= s->s->n_tokens) return 0;
  size_t n = nb_name_at(s, i + 2, &of, &skip);
  if (n == 0) return 0;
  *f = of;
  f->kind = NB_ORGANISATION;
  f->first = i;
  f->nl = f->key = nb_text_of(s, i, i + n + 1);
  nb_name listed;
  f->en = nb_lexicon_name(s->a->analyser->lexicon, f->nl, &listed)
              ? listed.english
              : nb_arena_printf(s->a->arena, "Ministry of " NB_STR_FMT, NB_STR_ARG(of.en));
  f->votes[NB_ORGANISATION] += 10;
  return f->en.ptr ? n + 2 : 0;
}

/* "Bankanalist Pieter de Wit": no name, but a word before one at the start of a sentence. */
static bool before_given_name(const spotting *s, size_t i) {
  nb_str kind;
  return nb_at_start(s->s->tokens, i) && nb_name_token(s, i + 1) &&
         !nb_word_in(&s->a->analyser->name_kinds, s->s->tokens[i].text, NULL) &&
         nb_word_in(&s->a->analyser->name_kinds, s->s->tokens[i + 1].text, &kind) && nb_str_eq_c(kind, "given");
}

/* A role, alone or before the name whose it is: then it is kept in *before and its end in *before_end. */
static size_t take_role(const spotting *s, size_t i, found *list, size_t *n, found *before, size_t *before_end) {
  found role;
  size_t end = nb_role_at(s, i, &role);
  if (end == i) return i;
  bool comma = nb_token_is(s, end, ",") && nb_name_token(s, end + 1) && i > 0 && s->tags[i - 1].pos == NB_POS_DET;
  if (comma) end++; /* "de Amerikaanse onderminister, Wendy Sherman," */
  if (comma || nb_name_token(s, end)) {
    *before = role;
    *before_end = end;
  } else {
    list[(*n)++] = role;
  }
  return end;
}

nb_status nb_mentions_of(const nb_analysing *a, size_t sentence, found **out, size_t *n_out) {
  const spotting s = {a, &a->out->sentences->items[sentence], a->out->tags[sentence]};
  found *list = nb_arena_array(a->arena, s.s->n_tokens, sizeof *list), before = {0};
  size_t n = 0, before_end = 0; /* a role phrase ends right before token before_end; 0: none */
  if (!list) return nb_fail_memory(a->ctx);
  for (size_t i = 0; i < s.s->n_tokens;) {
    found f;
    bool skip;
    size_t end = take_role(&s, i, list, &n, &before, &before_end);
    if (end > i) {
      i = end;
      continue;
    }
    bool ministry = (end = ministry_at(&s, i, &f)) > 0;
    skip = false;
    size_t taken = ministry ? end : nb_name_at(&s, i, &f, &skip);
    if (taken == 1 && before_given_name(&s, i)) skip = true;
    if (taken && !skip && f.kind == NB_ROLE && nb_name_token(&s, i + taken)) { /* "de Sloveen Matej Kovac" */
      before = f;
      before_end = i + taken;
      i += taken;
    } else if (taken && !skip) {
      if (before_end && before_end == i) give_role(&f, &before);
      end = apposition(&s, i + taken, &f);
      if (f.kind <= NB_PLACE) nb_vote_kind(a, sentence, &f);
      list[n++] = f;
      i = end;
    } else if (taken) {
      i += taken;
    } else {
      if (group_at(&s, i, &f)) list[n++] = f;
      i++;
    }
  }
  *out = list;
  *n_out = n;
  return NB_OK;
}
