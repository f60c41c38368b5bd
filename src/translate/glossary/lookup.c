/* Tokens to units: the longest user term, name or phrase, else the word. */
#include <string.h>

#include "base/utf8.h"
#include "text/tokenizer.h"
#include "translate/glossary/lookup.h"

enum { LONGEST_GROUP = 8 };

bool nb_unit_is(const nb_unit *unit, const char *dutch) {
  return nb_str_eq_nocase(unit->nl, nb_str_of(dutch));
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

nb_inflection nb_inflection_of(nb_pos pos, unsigned features) {
  if (pos == NB_POS_NOUN) return features & NB_PLURAL ? NB_EN_PLURAL : NB_EN_BASE;
  if (pos != NB_POS_VERB) return NB_EN_BASE;
  if (features & NB_PARTICIPLE) return NB_EN_PARTICIPLE;
  if (features & NB_INFINITIVE) return NB_EN_BASE;
  if (features & NB_PAST) return NB_EN_PAST;
  return features & NB_THIRD ? NB_EN_THIRD : NB_EN_BASE;
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

/* The user's term, as written, in lower case at a start, or by the lemma of a single word and then inflected. */
static bool user_term(const nb_source *s, size_t i, size_t n, nb_str words, nb_unit *u) {
  const nb_user_glossary *g = s->work->user;
  nb_phrase found;
  if (!g || !words.ptr) return false;
  const nb_tag *tag = &s->tags[i];
  bool exact = nb_user_glossary_find(g, words, &found);
  if (!exact && nb_at_start(s->tokens, i) && nb_str_capital(words))
    exact = nb_user_glossary_find(g, nb_str_lower(s->work->arena, words), &found);
  bool by_lemma = !exact && n == 1 && nb_user_glossary_find(g, tag->lemma, &found);
  if (!exact && !by_lemma) return false;
  u->pos = n == 1 && tag->pos != NB_POS_PROPN ? tag->pos : found.pos;
  if (by_lemma)
    found.english = nb_english_inflect(s->work->arena, nb_lexicon_irregular(s->work->lexicon), found.english,
                                       nb_inflection_of(u->pos, u->features));
  nb_unit_set(u, found.english, NB_FROM_USER);
  return true;
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

static size_t longest_at(const nb_source *s, size_t i) {
  nb_str first = s->tokens[i].text;
  if (nb_str_all_caps(first)) first = nb_str_title_case(s->work->arena, first);
  nb_str lower = nb_str_capital(first) ? nb_str_lower(s->work->arena, first) : first;
  size_t n = nb_lexicon_longest(s->work->lexicon, first), m = nb_lexicon_longest(s->work->lexicon, lower);
  if (m > n) n = m;
  if (s->work->user) {
    m = nb_user_glossary_longest(s->work->user, first);
    if (m > n) n = m;
    m = nb_user_glossary_longest(s->work->user, lower);
    if (m > n) n = m;
  }
  if (n > LONGEST_GROUP) n = LONGEST_GROUP;
  if (n < 1) n = 1;
  return n < s->n - i ? n : s->n - i;
}

/* The longest name or phrase from token i on; the user's terms before all others. Returns its length in tokens, 0:
 * none. */
static size_t group(const nb_source *s, size_t i, nb_unit *u) {
  typedef bool matcher(const nb_source *, size_t, size_t, nb_str, nb_unit *);
  static matcher *const matchers[] = {nb_unit_name, phrase};
  size_t longest = longest_at(s, i);
  nb_str words[LONGEST_GROUP + 1];
  for (size_t n = longest; n >= 1; n--) words[n] = joined(s, i, n);
  for (size_t n = longest; n >= 1; n--)
    if (user_term(s, i, n, words[n], u)) return n;
  for (size_t n = longest; n >= 1; n--)
    for (size_t m = 0; m < sizeof matchers / sizeof *matchers; m++)
      if (matchers[m](s, i, n, words[n], u)) return n;
  return 0;
}

nb_status nb_units_of(const nb_work *work, nb_str text, nb_units *units) {
  nb_source s = {.work = work};
  nb_status status = nb_tokenize(work->ctx, work->arena, text, &s.tokens, &s.n);
  if (!status) status = nb_tag_tokens(work->ctx, work->tagger, work->arena, s.tokens, s.n, &s.tags);
  if (status) return status;
  units->items = nb_arena_array(work->arena, s.n, sizeof *units->items);
  units->order = nb_arena_array(work->arena, 2 * s.n + 2, sizeof *units->order);
  units->n = units->n_order = 0;
  if (!units->items || !units->order) return nb_fail_memory(work->ctx);
  for (size_t i = 0; i < s.n;) {
    const nb_token *t = &s.tokens[i];
    const nb_tag *tag = &s.tags[i];
    nb_unit *u = &units->items[units->n];
    *u = (nb_unit){.nl = t->text,
                   .lemma = tag->lemma,
                   .pos = tag->pos,
                   .features = tag->features,
                   .space_before = t->space_before,
                   .candidates = NB_STR(""),
                   .english = t->text};
    size_t used = 1;
    if (t->kind == NB_PUNCT) {
      u->pos = NB_POS_PUNCT;
    } else if (t->kind == NB_NUMBER) {
      u->pos = tag->pos == NB_POS_ADJ ? NB_POS_ADJ : NB_POS_NUM;
      u->origin = nb_english_number(work->arena, t->text, &u->english) ? NB_FROM_NUMBER : NB_FROM_COPY;
    } else if (t->kind == NB_WORD) {
      used = group(&s, i, u);
      if (used > 1) u->nl = joined(&s, i, used);
      if (used == 0) {
        used = 1;
        nb_unit_word(&s, i, u);
      }
      if (!u->english.ptr) return nb_fail_memory(work->ctx);
    } else {
      u->pos = NB_POS_PROPN;
    }
    units->n++;
    i += used;
  }
  nb_retag(work, units);
  return NB_OK;
}
