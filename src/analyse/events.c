/* Events: verbs that say what happened, event nouns, and verbs of speech; whether they happened, are planned, reported
 * or denied. What a verb's auxiliaries and negations are is looked for in its clause: between punctuation and
 * subordinators. */
#include <stdlib.h>

#include "analyse/tables.h"
#include "base/utf8.h"

enum { WEAK = 1, ORDINARY = 2, BIG = 3, LONGEST_CLAUSE = 60, LONGEST_VERB = 40 };

typedef struct clause {
  size_t first, end;
  bool negated;     /* niet, geen */
  bool would;       /* zou */
  bool perfect;     /* an infinitive of hebben, zijn or worden */
  bool modal, plan; /* a finite verb that makes its infinitive uncertain */
  bool condition;   /* als, indien */
  bool infinitive;  /* has one */
  nb_str time;
} clause;

typedef struct finding {
  const nb_analysing *a;
  nb_str *places; /* of each sentence */
  nb_event *items;
  size_t n, cap;
} finding;

static bool verb_is(const nb_analysing *a, const nb_tag *t, const char *kind) {
  nb_str value;
  return (t->pos == NB_POS_VERB || t->pos == NB_POS_AUX) && nb_word_in(&a->analyser->verb_kinds, t->lemma, &value) &&
         nb_str_eq_c(value, kind);
}

/* A form like the lemma may be finite, too ("zij winnen"): what stands beside it decides. */
static bool like_infinitive(const nb_sentence *s, const nb_tag *tags, size_t i) {
  return tags[i].features & NB_INFINITIVE || nb_str_eq_nocase(s->tokens[i].text, tags[i].lemma);
}

/* ---- clauses ---- */

static bool ends_clause(const nb_sentence *s, const nb_tag *tags, size_t i) {
  static const char *const within[] = {"\"", "'", "-", "/", "%", "(", ")", NULL};
  static const char *const joins[] = {"maar", "want", NULL};
  if (s->tokens[i].kind == NB_PUNCT) return !nb_str_in_nocase(s->tokens[i].text, within);
  return tags[i].pos == NB_POS_SCONJ || nb_str_in_nocase(s->tokens[i].text, joins);
}

/* A day, "vorige week" or "3 mei" at token i, else empty. */
static nb_str time_at(const nb_sentence *s, size_t i) {
  static const char *const days[] = {"maandag",  "dinsdag",  "woensdag",    "donderdag",  "vrijdag",    "zaterdag",
                                     "zondag",   "gisteren", "vandaag",     "morgen",     "vanochtend", "vanmiddag",
                                     "vanavond", "vannacht", "eergisteren", "overmorgen", NULL};
  static const char *const parts[] = {"", "ochtend", "morgen", "middag", "avond", "nacht", NULL};
  static const char *const spans[] = {"week",    "maand",  "jaar",  "weekend", "nacht",   "avond",
                                      "ochtend", "middag", "dag",   "zomer",   "winter",  "voorjaar",
                                      "najaar",  "herfst", "lente", "eeuw",    "seizoen", NULL};
  static const char *const before[] = {"vorige",   "vorig",   "afgelopen", "komende", "komend",
                                       "volgende", "volgend", "deze",      "dit",     NULL};
  static const char *const months[] = {"januari",  "februari",  "maart",   "april",    "mei",      "juni", "juli",
                                       "augustus", "september", "oktober", "november", "december", NULL};
  nb_str word = s->tokens[i].text;
  for (const char *const *d = days; *d; d++) {
    size_t n = nb_str_of(*d).len;
    if (word.len >= n && nb_str_eq_nocase(nb_str_sub(word, 0, n), nb_str_of(*d)) &&
        nb_str_in_nocase(nb_str_sub(word, n, word.len), parts))
      return word;
  }
  if (i > 0 && nb_str_in_nocase(word, spans) && nb_str_in_nocase(s->tokens[i - 1].text, before))
    return nb_str_sub(s->text, s->tokens[i - 1].start, s->tokens[i].end);
  if (i > 0 && nb_str_in_nocase(word, months) && s->tokens[i - 1].kind == NB_NUMBER) {
    size_t last =
        i + 1 < s->n_tokens && s->tokens[i + 1].kind == NB_NUMBER && s->tokens[i + 1].text.len == 4 ? i + 1 : i;
    return nb_str_sub(s->text, s->tokens[i - 1].start, s->tokens[last].end);
  }
  return NB_STR("");
}

static void note_token(const nb_analysing *a, const nb_sentence *s, const nb_tag *tags, size_t i, clause *c) {
  static const char *const denied[] = {"niet", "geen", "nooit", "nimmer", "evenmin", "niemand", "noch", NULL};
  static const char *const would[] = {"zou", "zouden", NULL};
  nb_str word = s->tokens[i].text;
  const nb_tag *t = &tags[i];
  bool verb = t->pos == NB_POS_VERB || t->pos == NB_POS_AUX, past = t->features & NB_PAST,
       infinitive = t->features & NB_INFINITIVE;
  c->negated = c->negated || nb_str_in_nocase(word, denied);
  c->would = c->would || nb_str_in_nocase(word, would);
  c->perfect = c->perfect || (like_infinitive(s, tags, i) && verb_is(a, t, "aux"));
  c->infinitive = c->infinitive || (verb && infinitive);
  c->modal = c->modal || (!past && !infinitive && (verb_is(a, t, "modal") || nb_str_eq_c(t->lemma, "zullen"))) ||
             nb_str_eq_nocase(word, NB_STR("wilde")) || nb_str_eq_nocase(word, NB_STR("wilden"));
  c->plan = c->plan || verb_is(a, t, "plan") || (!past && verb && nb_str_eq_c(t->lemma, "gaan"));
  if (!c->time.len) c->time = time_at(s, i);
}

/* The clause that begins at token `first`; what opens it belongs to it. */
static clause clause_from(const nb_analysing *a, const nb_sentence *s, const nb_tag *tags, size_t first) {
  static const char *const conditions[] = {"als", "indien", "mits", "tenzij", "zodra", "mocht", "mochten", NULL};
  clause c = {.first = first, .time = NB_STR("")};
  size_t i = first;
  do note_token(a, s, tags, i++, &c);
  while (i < s->n_tokens && i - first < LONGEST_CLAUSE && !ends_clause(s, tags, i));
  c.end = i;
  size_t word = first + (s->tokens[first].kind == NB_PUNCT && first + 1 < c.end);
  c.condition = nb_str_in_nocase(s->tokens[word].text, conditions);
  return c;
}

/* ---- one event ---- */

static nb_event_status verb_status(const nb_analysing *a, const nb_sentence *s, const nb_tag *tags, const clause *c,
                                   size_t at) {
  static const char *const really[] = {"zonder", "door", "na", "blijken", "lijken", "staan", "zitten", "liggen", NULL};
  const nb_tag *t = &tags[at];
  bool te = at > 0 && nb_str_eq_c(s->tokens[at - 1].text, "te"), infinitive = like_infinitive(s, tags, at);
  if (c->negated) return NB_DENIED;
  if (c->would) return c->perfect || t->features & NB_PARTICIPLE ? NB_REPORTED : NB_PLANNED;
  if (c->condition || (c->modal && (infinitive || c->perfect))) return NB_PLANNED;
  if (!infinitive) return NB_HAPPENED;
  if (c->plan && !verb_is(a, t, "plan")) return NB_PLANNED;
  if (!te) return NB_HAPPENED;
  for (size_t i = c->first; i < at; i++)
    if (nb_str_in_nocase(s->tokens[i].text, really) || nb_str_in_nocase(tags[i].lemma, really)) return NB_HAPPENED;
  return NB_PLANNED;
}

static nb_event_status noun_status(const nb_sentence *s, const clause *c, size_t at) {
  static const char *const denied[] = {"geen", "zonder", NULL};
  static const char *const planned[] = {
      "geplande", "gepland", "mogelijke", "mogelijk",   "dreigende",   "dreigend",  "eventuele",   "eventueel",
      "komende",  "komend",  "volgende",  "aanstaande", "voorgenomen", "vermeende", "toekomstige", NULL};
  for (size_t i = at; i > c->first && at - i < 3; i--) {
    if (nb_str_in_nocase(s->tokens[i - 1].text, denied)) return NB_DENIED;
    if (nb_str_in_nocase(s->tokens[i - 1].text, planned)) return NB_PLANNED;
  }
  if (c->would) return NB_REPORTED;
  return c->condition || c->modal || (c->plan && c->infinitive) ? NB_PLANNED : NB_HAPPENED;
}

static nb_str first_candidate(nb_str english, nb_str form) {
  nb_str first;
  return nb_str_split(&english, '|', &first) && first.len ? first : form;
}

/* Where the part of the clause that belongs to the verb at `at` ends: before "en" or another finite verb. */
static size_t end_of_verb(const nb_tag *tags, const clause *c, size_t at) {
  size_t i = at + 1;
  while (i < c->end && tags[i].pos != NB_POS_CCONJ && !(tags[i].features & NB_FINITE)) i++;
  return i;
}

/* "kondigde ... aan": the last word of the clause makes another verb of it, where the lexicon has one. */
static void join_particle(const nb_analysing *a, const nb_sentence *s, const nb_tag *tags, const clause *c, size_t at,
                          nb_event *e) {
  if (!(tags[at].features & NB_FINITE) || e->nl.len > LONGEST_VERB) return;
  size_t i = end_of_verb(tags, c, at) - 1;
  while (i > at && tags[i].pos == NB_POS_PUNCT) i--;
  bool particle = tags[i].pos == NB_POS_ADP || tags[i].pos == NB_POS_ADV || tags[i].pos == NB_POS_ADJ;
  if (i == at || !particle || s->tokens[i].text.len > LONGEST_VERB) return;
  nb_reading r[1];
  nb_str joined = nb_arena_printf(a->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(s->tokens[i].text), NB_STR_ARG(e->nl));
  if (joined.ptr) joined = nb_str_lower(a->arena, joined);
  if (!joined.ptr || nb_lexicon_readings(a->analyser->lexicon, joined, r, 1) == 0 || r[0].pos != NB_POS_VERB) return;
  e->lemma = r[0].lemma;
  e->en = first_candidate(r[0].english, e->en);
}

/* "drie jaar geleden" is a time. */
static bool is_ago(const nb_sentence *s, size_t i) {
  return nb_str_eq_c(s->tokens[i].text, "geleden") && i > 0 && s->tokens[i - 1].kind == NB_WORD;
}

static bool make_verb(finding *f, const nb_sentence *s, const nb_tag *tags, const clause *c, size_t i, nb_event *e) {
  const nb_analysing *a = f->a;
  const nb_tag *t = &tags[i];
  if (t->pos != NB_POS_VERB || is_ago(s, i)) return false;
  e->kind = t->features & NB_PARTICIPLE ? NB_EVENT_PARTICIPLE : NB_EVENT_VERB;
  e->weight = ORDINARY;
  join_particle(a, s, tags, c, i, e);
  bool joined = !nb_str_eq(e->lemma, t->lemma),
       helper = t->features & NB_FINITE && c->infinitive; /* "laat weten", "gaat sluiten" */
  if (nb_word_in(&a->analyser->reporting, e->lemma, NULL)) {
    e->kind = NB_EVENT_SPEECH;
    e->weight = WEAK;
  } else if (!joined && (verb_is(a, t, "state") || verb_is(a, t, "aux") || verb_is(a, t, "modal"))) {
    return false;
  } else if (!joined && verb_is(a, t, "light")) {
    if (helper) return false;
    e->weight = WEAK;
  }
  e->status = verb_status(a, s, tags, c, i);
  return true;
}

static bool make_noun(finding *f, const nb_sentence *s, const nb_tag *tags, const clause *c, size_t i, nb_event *e) {
  const nb_analyser *a = f->a->analyser;
  nb_str weight = NB_STR("");
  size_t head;
  if (tags[i].pos == NB_POS_PROPN) { /* "WK", "Songfestival" */
    if (!nb_word_in(&a->name_kinds, s->tokens[i].text, &weight) || !nb_str_eq_c(weight, "event")) return false;
  } else if (tags[i].pos != NB_POS_NOUN || !nb_head_in(a, &a->event_nouns, tags[i].lemma, &weight, &head)) {
    return false;
  }
  e->kind = NB_EVENT_NOUN;
  e->weight = nb_str_eq_c(weight, "3") ? BIG : nb_str_eq_c(weight, "1") ? WEAK : ORDINARY;
  e->status = noun_status(s, c, i);
  return true;
}

/* ---- all ---- */

static nb_status in_clause(finding *f, size_t index, const clause *c, bool attributed, nb_str time) {
  const nb_sentence *s = &f->a->out->sentences->items[index];
  const nb_tag *tags = f->a->out->tags[index];
  for (size_t i = c->first; i < c->end; i++) {
    nb_str form = s->tokens[i].text;
    nb_event e = {.nl = form, .lemma = tags[i].lemma, .en = first_candidate(tags[i].english, form)};
    if (!make_verb(f, s, tags, c, i, &e) && !make_noun(f, s, tags, c, i, &e)) continue;
    if (attributed && e.status == NB_HAPPENED && e.kind != NB_EVENT_SPEECH) e.status = NB_REPORTED;
    e.at = (nb_mention){index, i, i, s->tokens[i].start, s->tokens[i].end, false};
    e.time = c->time.len ? c->time : time;
    e.place = f->places[index];
    if (!nb_arena_grow(f->a->arena, &f->items, &f->cap, f->n + 1, sizeof *f->items)) return nb_fail_memory(f->a->ctx);
    f->items[f->n++] = e;
  }
  return NB_OK;
}

/* "Volgens de politie ...", "naar verluidt": somebody else says so. */
static bool is_attributed(const nb_sentence *s) {
  static const char *const words[] = {"volgens", "verluidt", NULL};
  for (size_t i = 0; i < s->n_tokens; i++)
    if (nb_str_in_nocase(s->tokens[i].text, words)) return true;
  return false;
}

static nb_status in_sentence(finding *f, size_t index) {
  const nb_sentence *s = &f->a->out->sentences->items[index];
  bool attributed = is_attributed(s);
  nb_str time = NB_STR("");
  nb_status status = NB_OK;
  for (size_t first = 0; first < s->n_tokens && !status;) {
    clause c = clause_from(f->a, s, f->a->out->tags[index], first);
    if (first == 0) time = c.time; /* "Maandag ..." holds for what follows, too */
    status = in_clause(f, index, &c, attributed, time);
    first = c.end;
  }
  return status;
}

/* Of each sentence the first place behind "in", "bij", "uit". */
static nb_str *places_of(const nb_analysing *a) {
  static const char *const before[] = {"in", "bij", "nabij", "op", "te", "rond", "uit", "naar", NULL};
  nb_str *places = nb_arena_array(a->arena, a->out->sentences->n, sizeof *places);
  for (size_t i = 0; places && i < a->out->n_actors; i++) {
    const nb_actor *actor = &a->out->actors[i];
    for (size_t k = 0; actor->kind == NB_PLACE && k < actor->n_mentions; k++) {
      const nb_mention *m = &actor->mentions[k];
      const nb_sentence *s = &a->out->sentences->items[m->sentence];
      nb_str *place = &places[m->sentence];
      if (m->first == 0 || !nb_str_in_nocase(s->tokens[m->first - 1].text, before)) continue;
      if (!place->ptr || s->text.ptr + m->start < place->ptr) *place = nb_str_sub(s->text, m->start, m->end);
    }
  }
  for (size_t i = 0; places && i < a->out->sentences->n; i++)
    if (!places[i].ptr) places[i] = NB_STR("");
  return places;
}

nb_status nb_find_events(const nb_analysing *a) {
  finding f = {.a = a, .places = places_of(a)};
  if (!f.places) return nb_fail_memory(a->ctx);
  for (size_t i = 0; i < a->out->sentences->n; i++) {
    nb_status status = in_sentence(&f, i);
    if (status) return status;
  }
  a->out->events = f.items;
  a->out->n_events = f.n;
  return NB_OK;
}
