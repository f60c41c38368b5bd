/* Tokens to units: the user's terms, between them the longest name or phrase, else the word. */
#include <string.h>

#include "base/utf8.h"
#include "text/tokenizer.h"
#include "translate/glossary/lookup.h"
#include "translate/terms.h"

enum { LONGEST_GROUP = 8 };

bool nb_unit_is(const nb_unit *unit, const char *dutch) {
  return nb_str_eq_nocase_c(unit->nl, dutch);
}

bool nb_unit_lemma(const nb_unit *unit, const char *const *lemmas) {
  return nb_str_in(unit->lemma, lemmas);
}

nb_str nb_first_candidate(nb_str candidates) {
  nb_str first;
  return nb_str_split(&candidates, '|', &first) ? first : NB_STR("");
}

const char *nb_origin_name(nb_origin origin) {
  static const char *const names[] = {"copied",     "user glossary", "name",   "phrase",  "glossary",
                                      "dictionary", "compound",      "number", "grammar", "unknown"};
  return names[origin];
}

/* Tokens i .. i+n-1 with single spaces; ptr NULL where a mark or a missing space is among them. */
static nb_str joined(const nb_source *s, size_t i, size_t n) {
  size_t len = 0;
  for (size_t k = i; k < i + n; k++) {
    if (k > i && !s->tokens[k].space_before) return (nb_str){NULL, 0};
    if (s->tokens[k].kind == NB_PUNCT) return (nb_str){NULL, 0};
    len += s->tokens[k].text.len + 1;
  }
  if (n == 1) return s->tokens[i].text;
  char *out = nb_arena_alloc(s->work->arena, len);
  if (!out) return (nb_str){NULL, 0};
  len = 0;
  for (size_t k = i; k < i + n; k++) {
    if (k > i) out[len++] = ' ';
    memcpy(out + len, s->tokens[k].text.ptr, s->tokens[k].text.len);
    len += s->tokens[k].text.len;
  }
  return (nb_str){out, len};
}

void nb_unit_set(nb_unit *u, nb_str candidates, nb_origin origin) {
  u->candidates = candidates;
  u->english = nb_first_candidate(candidates);
  u->origin = origin;
}

static bool phrase(const nb_source *s, size_t i, size_t n, nb_str words, nb_unit *u) {
  nb_phrase found;
  if (!words.ptr || n < 2) return false;
  if (nb_at_start(s->tokens, i)) words = nb_str_lower(s->work->arena, words); /* "In plaats van", "'s Avonds" */
  if (!nb_lexicon_phrase(s->work->lexicon, words, &found)) return false;
  u->pos = found.pos;
  u->features = 0;
  nb_unit_set(u, found.english, NB_FROM_PHRASE);
  return true;
}

static size_t longest_at(const nb_source *s, size_t i, size_t end) {
  nb_str first = s->tokens[i].text;
  if (nb_str_all_caps(first)) first = nb_str_title_case(s->work->arena, first);
  nb_str lower = nb_str_capital(first) ? nb_str_lower(s->work->arena, first) : first;
  size_t n = nb_lexicon_longest(s->work->lexicon, first), m = nb_lexicon_longest(s->work->lexicon, lower);
  if (m > n) n = m;
  if (n > LONGEST_GROUP) n = LONGEST_GROUP;
  if (n < 1) n = 1;
  return n < end - i ? n : end - i;
}

/* The longest name or phrase from token i on that ends before `end`. Returns its length in tokens, 0: none. */
static size_t group(const nb_source *s, size_t i, size_t end, nb_unit *u) {
  typedef bool matcher(const nb_source *, size_t, size_t, nb_str, nb_unit *);
  static matcher *const matchers[] = {nb_unit_name, phrase};
  size_t longest = longest_at(s, i, end);
  nb_str words[LONGEST_GROUP + 1];
  for (size_t n = longest; n >= 1; n--) words[n] = joined(s, i, n);
  for (size_t n = longest; n >= 1; n--)
    for (size_t m = 0; m < sizeof matchers / sizeof *matchers; m++)
      if (matchers[m](s, i, n, words[n], u)) return n;
  return 0;
}

static void user_term(const nb_user_match *match, nb_unit *u) {
  u->pos = match->pos;
  nb_unit_set(u, match->english, NB_FROM_USER);
}

/* The unit that begins at token i: a word alone, or a name or phrase that ends before `end`. Returns how many tokens
 * it takes. */
static size_t unit_of(const nb_source *s, size_t i, size_t end, nb_unit *u) {
  if (s->tokens[i].kind == NB_PUNCT) {
    u->pos = NB_POS_PUNCT;
  } else if (s->tokens[i].kind == NB_NUMBER) {
    u->pos = s->tags[i].pos == NB_POS_ADJ ? NB_POS_ADJ : NB_POS_NUM;
    u->origin = nb_english_number(s->work->arena, u->nl, &u->english) ? NB_FROM_NUMBER : NB_FROM_COPY;
  } else if (s->tokens[i].kind == NB_WORD) {
    size_t used = group(s, i, end, u);
    if (used > 1) u->nl = joined(s, i, used);
    if (used) return used;
    nb_unit_word(s, i, u);
  } else {
    u->pos = NB_POS_PROPN;
  }
  return 1;
}

nb_status nb_units_of(const nb_work *work, nb_str text, nb_units *units) {
  nb_source s = {.work = work};
  nb_user_match *match = NULL;
  size_t n_matches = 0;
  nb_status status = nb_tokenize(work->ctx, work->arena, text, &s.tokens, &s.n);
  if (!status) status = nb_tag_tokens(work->ctx, work->tagger, work->arena, s.tokens, s.n, &s.tags);
  if (!status && work->user)
    status =
        nb_user_matches(work->ctx, work->arena, work->user, work->lexicon, s.tokens, s.tags, s.n, &match, &n_matches);
  if (status) return status;
  units->items = nb_arena_array(work->arena, s.n, sizeof *units->items);
  units->order = nb_arena_array(work->arena, 2 * s.n + 2, sizeof *units->order);
  units->n = units->n_order = 0;
  if (!units->items || !units->order) return nb_fail_memory(work->ctx);
  const nb_user_match *matches_end = n_matches ? match + n_matches : match;
  for (size_t i = 0, used; i < s.n; i += used) {
    bool user = match < matches_end && match->first == i;
    used = user ? match->n : 1;
    const nb_token *t = &s.tokens[i];
    const nb_tag *tag = &s.tags[i + used - 1]; /* of a group the last word has the form */
    nb_unit *u = &units->items[units->n];
    *u = (nb_unit){.nl = {t->text.ptr, s.tokens[i + used - 1].end - t->start},
                   .lemma = tag->lemma,
                   .pos = tag->pos,
                   .features = tag->features,
                   .space_before = t->space_before,
                   .candidates = NB_STR(""),
                   .english = t->text};
    if (user)
      user_term(match++, u);
    else
      used = unit_of(&s, i, match < matches_end ? match->first : s.n, u);
    if (!u->english.ptr) return nb_fail_memory(work->ctx);
    units->n++;
  }
  nb_retag(work, units);
  return NB_OK;
}
