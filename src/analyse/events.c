/* Events: verbs that say what happened, event nouns, and verbs and nouns of speech, each with its clause's time, place
 * and actors, and whether it happened. A verb with its noun ("een einde maken") is one event. */
#include <stdlib.h>

#include "analyse/events.h"

enum { WEAK = 1, ORDINARY = 2, BIG = 3, MOST_UP = 6 /* clauses */ };

/* What may be an event's head: of a noun the verb is itself. */
typedef struct candidate {
  bool found;
  bool spent; /* a word of an idiom whose verb is the event */
  size_t verb;
  nb_event event;
} candidate;

typedef struct finding {
  const nb_analysing *a;
  nb_cast cast;
  nb_event *items;
  size_t n, cap;
} finding;

static nb_str first_candidate(nb_str english, nb_str form) {
  nb_str first;
  return nb_str_split(&english, '|', &first) && first.len ? first : form;
}

/* ---- heads ---- */

static nb_inflection inflection(unsigned features) {
  if (features & NB_PARTICIPLE) return NB_EN_PARTICIPLE;
  if (features & NB_PAST) return NB_EN_PAST;
  return features & NB_FINITE && !(features & NB_PLURAL) ? NB_EN_THIRD : NB_EN_BASE;
}

/* "drie jaar geleden" is a time. */
static bool is_ago(const nb_view *v, size_t i) {
  return i > 0 && nb_word_is(v, i, "geleden") && v->s->tokens[i - 1].kind == NB_WORD;
}

static unsigned weight_of(nb_str value) {
  return nb_str_eq_c(value, "3") ? BIG : nb_str_eq_c(value, "1") || nb_str_eq_c(value, "speech") ? WEAK : ORDINARY;
}

/* Whether the noun is an event by the list; *value: its weight there. */
static bool noun_listed(const nb_view *v, size_t i, nb_str *value) {
  const nb_analyser *a = v->a->analyser;
  size_t head;
  if (v->tags[i].pos == NB_POS_PROPN) /* "WK", "Songfestival" */
    return nb_word_in(&a->name_kinds, v->s->tokens[i].text, value) && nb_str_eq_c(*value, "event");
  return v->tags[i].pos == NB_POS_NOUN && nb_head_in(a, &a->event_nouns, v->tags[i].lemma, value, &head);
}

static bool is_helper(const nb_view *v, size_t i) { /* "laat weten", "gaat sluiten" */
  return nb_verb_form(v, i, NB_FINITE) && v->clauses[v->clause_of[i]].infinitive;
}

static nb_event_kind kind_of_verb(const nb_view *v, size_t i, const nb_verb_phrase *p, unsigned *weight) {
  nb_str value = NB_STR("");
  bool noun = p->head != i && noun_listed(v, p->head, &value);
  *weight = noun ? weight_of(value) : ORDINARY;
  if (nb_word_in(&v->a->analyser->reporting, p->lemma, NULL) || nb_str_eq_c(value, "speech")) {
    *weight = WEAK;
    return NB_EVENT_SPEECH;
  }
  return v->tags[i].features & NB_PARTICIPLE ? NB_EVENT_PARTICIPLE : NB_EVENT_VERB;
}

/* Verbs that are no event by themselves. */
static bool says_nothing(const nb_view *v, size_t i, const nb_verb_phrase *p) {
  if (p->whole || p->joined || nb_word_in(&v->a->analyser->reporting, p->lemma, NULL)) return false;
  if (nb_verb_kind(v, i, "state") || nb_verb_kind(v, i, "aux") || nb_verb_kind(v, i, "modal")) return true;
  return (nb_verb_kind(v, i, "light") || nb_verb_kind(v, i, "weak")) && is_helper(v, i);
}

static nb_status make_verb(const nb_view *v, size_t i, candidate *heads) {
  if (v->tags[i].pos != NB_POS_VERB || is_ago(v, i)) return NB_OK;
  nb_verb_phrase p;
  nb_status status = nb_verb_phrase_of(v, i, &p);
  if (status || says_nothing(v, i, &p) || heads[p.head].found) return status;
  nb_str form = v->s->tokens[p.head].text;
  nb_event e = {.nl = form, .lemma = p.lemma, .en = p.en.len ? p.en : form};
  e.kind = kind_of_verb(v, i, &p, &e.weight);
  if (!p.whole && (nb_verb_kind(v, i, "light") || nb_verb_kind(v, i, "weak")) && !p.joined) e.weight = WEAK;
  if (p.base.len) {
    const nb_lexicon *lexicon = v->a->analyser->lexicon;
    e.en = nb_english_inflect(v->a->arena, nb_lexicon_irregular(lexicon), p.base, inflection(v->tags[i].features));
    if (!e.en.ptr) return nb_fail_memory(v->a->ctx);
  } else if (p.head != i) {
    e.en = first_candidate(v->tags[p.head].english, form);
  }
  if (p.noun != NB_NONE && !nb_is_bare(v, p.noun)) heads[p.noun].spent = true; /* "in beslag", but "de wedstrijd" */
  heads[p.head] = (candidate){true, false, i, e};
  return NB_OK;
}

static void make_noun(const nb_view *v, size_t i, candidate *heads) {
  nb_str value = NB_STR("");
  if (heads[i].found || heads[i].spent || !noun_listed(v, i, &value)) return;
  nb_str form = v->s->tokens[i].text;
  nb_event e = {.nl = form, .lemma = v->tags[i].lemma, .en = first_candidate(v->tags[i].english, form)};
  e.kind = nb_str_eq_c(value, "speech") ? NB_EVENT_SPEECH : NB_EVENT_NOUN;
  e.weight = weight_of(value);
  heads[i] = (candidate){true, false, i, e};
}

/* ---- time and place ---- */

/* The clause whose time and place hold for this one, too: the one that it goes on from. */
static size_t shared_clause(const nb_view *v, size_t clause) {
  const nb_clause *c = &v->clauses[clause];
  return c->coordinate || c->kind == NB_CLAUSE_TO ? c->parent : NB_NONE;
}

static const nb_time *time_in(const nb_view *v, size_t clause, size_t but) {
  const nb_clause *c = &v->clauses[clause];
  for (size_t i = nb_time_from(v, c->first); i < v->n_times && v->times[i].first < c->end; i++) {
    const nb_time *t = &v->times[i];
    if (v->clause_of[t->first] == clause && !(t->first <= but && but < t->end)) return t;
  }
  return NULL;
}

/* A noun behind a preposition has its own time and place or none: "voor de verkiezingen in mei". */
static bool stands_aside(const nb_view *v, size_t at) {
  return v->tags[at].pos == NB_POS_NOUN && !nb_is_bare(v, at);
}

static const nb_time *time_of(const nb_view *v, size_t at) {
  enum { NEAR = 3 };
  size_t clause = v->clause_of[at];
  const nb_time *found = NULL;
  if (stands_aside(v, at)) {
    found = time_in(v, clause, at);
    return found && found->first > at && found->first < at + NEAR ? found : NULL;
  }
  for (int up = 0; up < MOST_UP && clause != NB_NONE && !found; up++) {
    found = time_in(v, clause, at);
    clause = shared_clause(v, clause);
  }
  return found;
}

static bool is_where(const nb_view *v, const nb_mention *m) {
  static const char *const before[] = {"in",  "bij",  "nabij",  "op",     "te", "rond",
                                       "uit", "naar", "vanuit", "buiten", NULL};
  size_t i = m->first;
  while (i > 0 && m->first - i < 3 && (v->tags[i - 1].pos == NB_POS_DET || v->tags[i - 1].pos == NB_POS_ADJ)) i--;
  return i > 0 && nb_word_of(v, i - 1, before);
}

/* The first place of the clause in tokens [first, end). */
static nb_str place_in(const nb_view *v, const nb_cast *cast, size_t clause, size_t first, size_t end) {
  for (size_t i = nb_cast_from(cast, v->index, first); i < cast->from[v->index + 1]; i++) {
    const nb_mention *m = cast->items[i].at;
    if (m->first >= end) break;
    if (v->clause_of[m->first] != clause || m->pronoun) continue;
    if (v->a->out->actors[cast->items[i].actor].kind == NB_PLACE && is_where(v, m))
      return nb_str_sub(v->s->text, m->start, m->end);
  }
  return NB_STR("");
}

static nb_str place_of(const nb_view *v, const nb_cast *cast, size_t at) {
  enum { NEAR = 4 };
  size_t clause = v->clause_of[at];
  nb_str found = NB_STR("");
  if (v->tags[at].pos == NB_POS_NOUN) found = place_in(v, cast, clause, at, at + NEAR);
  if (found.len || stands_aside(v, at)) return found;
  for (int up = 0; up < MOST_UP && clause != NB_NONE && !found.len; up++) {
    found = place_in(v, cast, clause, v->clauses[clause].first, v->clauses[clause].end);
    clause = shared_clause(v, clause);
  }
  return found;
}

/* ---- the sequence model as a witness ---- */

static const nb_sighting *sighting_of(const nb_view *v, size_t at) {
  const nb_labels *seen = &v->a->out->labels[v->index];
  return nb_sighting_at(seen->events, seen->n_events, at);
}

/* Words of little weight, nouns behind a preposition, and forms that are half noun or adjective ("het bouwen",
 * "gesloten deuren") are no event by the lists alone, but where the model sees one. */
static bool is_doubtful(const nb_view *v, size_t at, const candidate *c) {
  const nb_event *e = &c->event;
  bool aside = e->kind == NB_EVENT_NOUN && e->weight != BIG && stands_aside(v, at);
  bool half_verb = at == c->verb && nb_verb_form(v, at, NB_PARTICIPLE | NB_INFINITIVE);
  return (e->weight == WEAK || aside || half_verb) && !sighting_of(v, at) && !sighting_of(v, c->verb);
}

/* What the rules take for a fact and the model surely does not is none: better a fact too few. */
static nb_event_status with_model(const nb_view *v, size_t at, size_t verb, nb_event_status status) {
  const float sure = 0.4f;
  const nb_sighting *seen = sighting_of(v, at);
  if (status != NB_HAPPENED || !seen || seen->label != NB_LABEL_IRREAL || seen->margin < sure) return status;
  return nb_verb_form(v, verb, NB_PAST | NB_PARTICIPLE) ? NB_REPORTED : NB_PLANNED;
}

/* ---- all ---- */

static nb_status complete(finding *f, const nb_view *v, size_t at, candidate *c) {
  nb_event *e = &c->event;
  const nb_token *t = &v->s->tokens[at];
  const nb_time *time = time_of(v, at);
  e->at = (nb_mention){v->index, at, at, t->start, t->end, false};
  e->time = NB_STR("");
  if (time) e->time = nb_str_sub(v->s->text, v->s->tokens[time->first].start, v->s->tokens[time->end - 1].end);
  e->place = place_of(v, &f->cast, at);
  e->status = with_model(v, at, c->verb, nb_status_of(v, e, c->verb, time && time->future));
  nb_status status = nb_parts_of(v, &f->cast, c->verb, e);
  if (status) return status;
  if (!nb_arena_grow(f->a->arena, &f->items, &f->cap, f->n + 1, sizeof *f->items)) return nb_fail_memory(f->a->ctx);
  f->items[f->n++] = *e;
  return NB_OK;
}

static nb_status in_sentence(finding *f, size_t index) {
  nb_view v = {.a = f->a, .index = index};
  nb_status status = nb_clauses_of(&v);
  if (!status) status = nb_times_of(&v);
  if (status) return status;
  candidate *heads = nb_arena_array(f->a->arena, v.s->n_tokens, sizeof *heads);
  if (!heads) return nb_fail_memory(f->a->ctx);
  for (size_t i = 0; i < v.s->n_tokens && !status; i++) status = make_verb(&v, i, heads);
  for (size_t i = 0; i < v.s->n_tokens && !status; i++) {
    make_noun(&v, i, heads);
    if (heads[i].found && !is_doubtful(&v, i, &heads[i])) status = complete(f, &v, i, &heads[i]);
  }
  return status;
}

nb_status nb_find_events(const nb_analysing *a) {
  finding f = {.a = a};
  nb_status status = nb_cast_of(a, &f.cast);
  for (size_t i = 0; i < a->out->sentences->n && !status; i++) status = in_sentence(&f, i);
  a->out->events = f.items;
  a->out->n_events = f.n;
  return status;
}
