/* A verb with what belongs to it: its particle ("kondigde ... aan"), its noun ("een einde maken aan", "aangifte doen";
 * the lexicon's idioms and dict/light-verbs.tsv). */
#include <string.h>

#include "analyse/events.h"
#include "base/utf8.h"

enum { LONGEST_WORD = 40 /* bytes */, LOOK_AHEAD = 40 /* tokens */, MOST_IDIOMS = 64 };

static nb_str first_candidate(nb_str english) {
  nb_str first;
  return nb_str_split(&english, '|', &first) ? first : NB_STR("");
}

/* ---- particles ---- */

static bool may_be_particle(const nb_view *v, size_t i) {
  nb_pos pos = v->tags[i].pos;
  return (pos == NB_POS_ADP || pos == NB_POS_ADV || pos == NB_POS_ADJ || pos == NB_POS_NOUN) &&
         v->s->tokens[i].kind == NB_WORD && v->s->tokens[i].text.len <= LONGEST_WORD;
}

/* The reading of particle and form as one word, where its lemma is that of the form with the particle before it. */
static bool joined(const nb_view *v, size_t particle, nb_str form, nb_str lemma, nb_reading *r) {
  nb_arena *arena = v->a->arena;
  nb_str word =
      nb_arena_printf(arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(v->s->tokens[particle].text), NB_STR_ARG(form));
  word = word.ptr ? nb_str_lower(arena, word) : word;
  if (!word.ptr || nb_lexicon_readings(v->a->analyser->lexicon, word, r, 1) == 0) return false;
  return r->pos == NB_POS_VERB && nb_str_ends(r->lemma, lemma);
}

/* Where a particle may stand: at the clause's end, or before a preposition, "te" or an infinitive. */
static bool stands_apart(const nb_view *v, size_t i, size_t end) {
  if (i + 1 >= end) return true;
  nb_pos next = v->tags[i + 1].pos;
  return next == NB_POS_ADP || next == NB_POS_PUNCT || next == NB_POS_CCONJ || next == NB_POS_SCONJ ||
         nb_word_is(v, i + 1, "te") || v->clause_of[i + 1] != v->clause_of[i];
}

static bool particle_behind(const nb_view *v, size_t at, nb_reading *r) {
  size_t clause = v->clause_of[at], end = v->clauses[clause].end;
  for (size_t i = at + 1; i < end && i - at < LOOK_AHEAD; i++) {
    if (v->clause_of[i] != clause) continue;
    if (nb_verb_form(v, i, NB_FINITE)) return false;
    if (may_be_particle(v, i) && stands_apart(v, i, end) && joined(v, i, v->s->tokens[at].text, v->tags[at].lemma, r))
      return true;
  }
  return false;
}

static void join_particle(const nb_view *v, size_t at, nb_verb_phrase *p) {
  nb_reading r;
  const nb_tag *t = &v->tags[at];
  nb_str form = v->s->tokens[at].text;
  if (form.len > LONGEST_WORD) return;
  bool before = at > 1 && t->features & NB_INFINITIVE && nb_word_is(v, at - 1, "te") && may_be_particle(v, at - 2) &&
                joined(v, at - 2, form, t->lemma, &r); /* "aan te kondigen" */
  if (!before && !(t->features & NB_FINITE && particle_behind(v, at, &r))) return;
  p->lemma = r.lemma;
  p->en = first_candidate(r.english);
}

/* ---- idioms ---- */

/* The words before token i are those of `words`; articles may differ and adjectives stand between. */
static bool words_before(const nb_view *v, size_t i, nb_str words) {
  static const char *const articles[] = {"een", "de", "het", NULL};
  nb_str rest = words, word, last = NB_STR("");
  size_t n = 0;
  for (; nb_str_split(&rest, ' ', &word); n++) last = word;
  if (n == 0 || (n == 1 && nb_str_in_nocase(last, articles))) return true;
  size_t k = i;
  for (size_t left = n; left > 0; left--) {
    rest = words;
    for (size_t skip = 0; skip < left; skip++) nb_str_split(&rest, ' ', &word);
    if (k == 0 || !nb_str_eq_nocase(v->s->tokens[k - 1].text, word)) return false;
    k--;
  }
  return true;
}

/* The token of the clause that is the last of an idiom's words, the others before it. */
static size_t find_words(const nb_view *v, size_t at, nb_str words) {
  size_t space = words.len, clause = v->clause_of[at];
  while (space > 0 && words.ptr[space - 1] != ' ') space--;
  nb_str last = nb_str_sub(words, space, words.len), before = nb_str_trim(nb_str_sub(words, 0, space));
  size_t from = at > LOOK_AHEAD ? at - LOOK_AHEAD : 0, to = at + LOOK_AHEAD;
  for (size_t i = from; i < to && i < v->s->n_tokens; i++) {
    if (i == at || v->clause_of[i] != clause) continue;
    bool same = nb_str_eq_nocase(v->s->tokens[i].text, last) || nb_str_eq_nocase(v->tags[i].lemma, last);
    if (same && words_before(v, i, before)) return i;
  }
  return NB_NONE;
}

static bool in_clause(const nb_view *v, size_t at, nb_str word) {
  size_t clause = v->clause_of[at];
  for (size_t i = v->clauses[clause].first; i < v->clauses[clause].end && i < v->clauses[clause].first + LOOK_AHEAD;
       i++)
    if (v->clause_of[i] == clause && nb_str_eq_nocase(v->s->tokens[i].text, word)) return true;
  return false;
}

static bool is_event_noun(const nb_view *v, size_t i) {
  size_t head;
  return nb_head_in(v->a->analyser, &v->a->analyser->event_nouns, v->tags[i].lemma, NULL, &head);
}

/* The noun stands for the event where the verb says little ("een onderzoek doen", "in gesprek gaan"), else the verb. */
static void choose_head(const nb_view *v, size_t at, size_t noun, nb_verb_phrase *p) {
  bool little = nb_verb_kind(v, at, "light") || nb_verb_kind(v, at, "weak") || nb_verb_kind(v, at, "state");
  if (little && !p->joined && v->tags[noun].pos == NB_POS_NOUN && is_event_noun(v, noun))
    p->head = noun;
  else
    p->noun = noun;
}

static nb_status name_whole(const nb_view *v, const nb_idiom *idiom, nb_verb_phrase *p) {
  p->lemma = nb_arena_printf(v->a->arena, "%s" NB_STR_FMT " " NB_STR_FMT "%s" NB_STR_FMT,
                             idiom->reflexive ? "zich " : "", NB_STR_ARG(idiom->before), NB_STR_ARG(p->lemma),
                             idiom->behind.len ? " " : "", NB_STR_ARG(idiom->behind));
  p->base = first_candidate(idiom->english);
  p->whole = true;
  return p->lemma.ptr ? NB_OK : nb_fail_memory(v->a->ctx);
}

static nb_status find_idiom(const nb_view *v, size_t at, nb_verb_phrase *p) {
  nb_idiom found[MOST_IDIOMS];
  size_t n = nb_lexicon_idioms(v->a->analyser->lexicon, p->lemma, found, MOST_IDIOMS);
  for (size_t i = 0; i < n; i++) {
    const nb_idiom *idiom = &found[i];
    if (!idiom->before.len || (idiom->behind.len && !in_clause(v, at, idiom->behind))) continue;
    if (idiom->reflexive && !in_clause(v, at, NB_STR("zich"))) continue;
    size_t last = find_words(v, at, idiom->before);
    if (last == NB_NONE) continue;
    choose_head(v, at, last, p);
    return name_whole(v, idiom, p);
  }
  return NB_OK;
}

/* ---- light verbs ---- */

bool nb_is_bare(const nb_view *v, size_t noun) {
  size_t i = noun;
  while (i > 0 && noun - i < 5 && v->clause_of[i - 1] == v->clause_of[noun] &&
         (v->tags[i - 1].pos == NB_POS_DET || v->tags[i - 1].pos == NB_POS_ADJ || v->tags[i - 1].pos == NB_POS_NUM))
    i--;
  return i == 0 || v->tags[i - 1].pos != NB_POS_ADP;
}

/* "noun verb" of dict/light-verbs.tsv. */
static bool is_listed(const nb_view *v, nb_str noun, nb_str verb, nb_str *english) {
  char key[2 * LONGEST_WORD + 2];
  if (noun.len > LONGEST_WORD || verb.len > LONGEST_WORD) return false;
  memcpy(key, noun.ptr, noun.len);
  key[noun.len] = ' ';
  memcpy(key + noun.len + 1, verb.ptr, verb.len);
  return nb_word_in(&v->a->analyser->light_verbs, (nb_str){key, noun.len + 1 + verb.len}, english);
}

/* The object that says what is done: listed with the verb, or any event's name beside a verb that says nothing. */
static nb_status find_light(const nb_view *v, size_t at, nb_verb_phrase *p) {
  size_t clause = v->clause_of[at], from = at > LOOK_AHEAD ? at - LOOK_AHEAD : 0;
  bool empty = nb_verb_kind(v, at, "light") && nb_str_eq(p->lemma, v->tags[at].lemma);
  for (size_t i = from; i < v->s->n_tokens && i < at + LOOK_AHEAD; i++) {
    bool adjective = v->tags[i].pos == NB_POS_ADJ || nb_verb_form(v, i, NB_PARTICIPLE); /* "gewond raken" */
    if (v->clause_of[i] != clause || i == at || !(adjective || v->tags[i].pos == NB_POS_NOUN)) continue;
    nb_str noun = adjective ? v->s->tokens[i].text : v->tags[i].lemma, english = NB_STR("");
    if (!adjective && !nb_is_bare(v, i)) continue;
    bool listed = is_listed(v, noun, p->lemma, &english);
    if (!listed && !(empty && !adjective && is_event_noun(v, i))) continue;
    choose_head(v, at, i, p);
    p->whole = true;
    p->base = english;
    p->lemma = nb_arena_printf(v->a->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(noun), NB_STR_ARG(p->lemma));
    return p->lemma.ptr ? NB_OK : nb_fail_memory(v->a->ctx);
  }
  return NB_OK;
}

nb_status nb_verb_phrase_of(const nb_view *v, size_t at, nb_verb_phrase *p) {
  const nb_tag *t = &v->tags[at];
  *p = (nb_verb_phrase){
      .lemma = t->lemma, .en = first_candidate(t->english), .base = NB_STR(""), .head = at, .noun = NB_NONE};
  if (t->pos != NB_POS_VERB) return NB_OK;
  join_particle(v, at, p);
  p->joined = !nb_str_eq(p->lemma, t->lemma);
  nb_status status = find_idiom(v, at, p);
  if (!status && !p->whole) status = find_light(v, at, p);
  return status;
}
