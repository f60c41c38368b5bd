/* Events: verbs that say what happened, event nouns, and verbs of speech; whether they happened, are planned, reported or denied. */
#include <stdlib.h>

#include "analyse/tables.h"
#include "base/utf8.h"

enum { NEAR = 4 };

static bool is_any(nb_str word, const char *const *table) {
  for (; *table; table++)
    if (nb_str_eq_nocase(word, nb_str_of(*table))) return true;
  return false;
}

/* Verbs of state: they tell of no event. */
static bool is_state(nb_str lemma) {
  static const char *const table[] = {"zijn", "hebben", "worden", "blijven", "zullen", "kunnen", "moeten", "mogen", "willen", "hoeven",
                                      "gaan", "staan", "liggen", "zitten", "lijken", "blijken", "schijnen", "heten", "laten", "doen",
                                      "kosten", "weten", "betekenen", "bestaan", "bevatten", "gelden", "horen", "wonen", "duren", NULL};
  return is_any(lemma, table);
}

static bool is_verb(const nb_tag *t) {
  return t->pos == NB_POS_VERB;
}

/* A word near the event that says it did not or may not happen; commas and the sentence's edge end the search. */
static nb_event_status status_of(const nb_sentence *s, const nb_tag *tags, size_t at) {
  static const char *const denied[] = {"niet", "geen", "nooit", "nimmer", "evenmin", "niemand", NULL};
  static const char *const planned[] = {"zullen", "willen", "moeten", "kunnen", "mogen", "plannen", NULL};
  static const char *const reported[] = {"zou", "zouden", NULL};
  nb_event_status status = NB_HAPPENED;
  for (int step = -1; step <= 1; step += 2)
    for (size_t k = at, n = 0; n <= 2 * NEAR; n++) {
      if (k != at && s->tokens[k].kind == NB_PUNCT) break;
      if (n <= NEAR && is_any(s->tokens[k].text, denied)) return NB_DENIED;
      if (is_any(s->tokens[k].text, reported)) status = NB_REPORTED;
      else if (status == NB_HAPPENED && tags[k].pos == NB_POS_AUX && is_any(tags[k].lemma, planned)) status = NB_PLANNED;
      if ((step < 0 && k == 0) || (step > 0 && k + 1 >= s->n_tokens)) break;
      k += (size_t)step;
    }
  bool te = at > 0 && nb_str_eq_c(s->tokens[at - 1].text, "te") && tags[at].features & NB_INFINITIVE;
  return te && status == NB_HAPPENED ? NB_PLANNED : status;
}

/* The first word or two of time in a sentence: a day, or "vorige week". */
static nb_str time_of(const nb_sentence *s) {
  static const char *const days[] = {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "gisteren", "vandaag",
                                     "morgen", "vanochtend", "vanmiddag", "vanavond", "vannacht", NULL};
  static const char *const spans[] = {"week", "maand", "jaar", "weekend", "nacht", "avond", "ochtend", "middag", "dag", NULL};
  static const char *const before[] = {"vorige", "vorig", "afgelopen", "komende", "komend", "volgende", "volgend", "deze", "dit", NULL};
  static const char *const months[] = {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
                                       "oktober", "november", "december", NULL};
  for (size_t i = 0; i < s->n_tokens; i++) {
    nb_str word = s->tokens[i].text;
    for (const char *const *d = days; *d; d++)
      if (nb_str_starts(word, nb_str_of(*d)) && word.len <= nb_str_of(*d).len + 7) return word;
    if (i > 0 && is_any(word, spans) && is_any(s->tokens[i - 1].text, before))
      return nb_str_sub(s->text, s->tokens[i - 1].start, s->tokens[i].end);
    if (i > 0 && is_any(word, months) && s->tokens[i - 1].kind == NB_NUMBER) {
      size_t last = i + 1 < s->n_tokens && s->tokens[i + 1].kind == NB_NUMBER && s->tokens[i + 1].text.len == 4 ? i + 1 : i;
      return nb_str_sub(s->text, s->tokens[i - 1].start, s->tokens[last].end);
    }
  }
  return NB_STR("");
}

/* By sentence, the first place that stands behind "in", "bij", "uit"; empty: none. NULL: out of memory. */
static nb_str *places_of(const nb_analysing *a) {
  static const char *const before[] = {"in", "bij", "nabij", "op", "te", "rond", "uit", "naar", NULL};
  nb_str *places = nb_arena_array(a->arena, a->out->sentences->n, sizeof *places);
  for (size_t i = 0; places && i < a->out->n_actors; i++) {
    const nb_actor *actor = &a->out->actors[i];
    for (size_t k = 0; actor->kind == NB_PLACE && k < actor->n_mentions; k++) {
      const nb_mention *m = &actor->mentions[k];
      const nb_sentence *s = &a->out->sentences->items[m->sentence];
      if (!places[m->sentence].len && m->first > 0 && is_any(s->tokens[m->first - 1].text, before))
        places[m->sentence] = nb_str_sub(s->text, m->start, m->end);
    }
  }
  return places;
}

static nb_str english_of(const nb_tag *tag, nb_str form) {
  nb_str rest = tag->english, first;
  if (nb_str_split(&rest, '|', &first) && first.len) return first;
  return form;
}

/* An event noun, also as the head of a compound: "methaanuitstoot". */
static bool is_event_noun(const nb_analyser *a, nb_str lemma) {
  enum { SHORTEST_LEFT = 3, SHORTEST_HEAD = 5 };
  if (nb_word_in(&a->event_nouns, lemma, NULL)) return true;
  for (size_t cut = SHORTEST_LEFT; cut + SHORTEST_HEAD <= lemma.len; cut++)
    if (nb_word_in(&a->event_nouns, nb_str_sub(lemma, cut, lemma.len), NULL)) return true;
  return false;
}

typedef struct events {
  nb_event *items;
  size_t n, cap;
  const nb_str *places;
} events;

static nb_status in_sentence(const nb_analysing *a, size_t index, events *e) {
  const nb_sentence *s = &a->out->sentences->items[index];
  const nb_tag *tags = a->out->tags[index];
  nb_str time = {NULL, 0};
  for (size_t i = 0; i < s->n_tokens; i++) {
    const nb_tag *t = &tags[i];
    bool noun = t->pos == NB_POS_NOUN && is_event_noun(a->analyser, t->lemma);
    if (!noun && (!is_verb(t) || is_state(t->lemma))) continue;
    if (!time.ptr) time = time_of(s); /* once a sentence, only where it has an event */
    if (!nb_arena_grow(a->arena, &e->items, &e->cap, e->n + 1, sizeof *e->items)) return nb_fail_memory(a->ctx);
    nb_event_kind kind = noun ? NB_EVENT_NOUN : t->features & NB_PARTICIPLE ? NB_EVENT_PARTICIPLE : NB_EVENT_VERB;
    if (!noun && nb_word_in(&a->analyser->reporting, t->lemma, NULL)) kind = NB_EVENT_SPEECH;
    e->items[e->n++] = (nb_event){.kind = kind,
                                  .status = status_of(s, tags, i),
                                  .nl = s->tokens[i].text,
                                  .lemma = t->lemma,
                                  .en = english_of(t, s->tokens[i].text),
                                  .at = {index, i, i, s->tokens[i].start, s->tokens[i].end},
                                  .time = time,
                                  .place = e->places[index]};
  }
  return NB_OK;
}

nb_status nb_find_events(const nb_analysing *a) {
  events e = {.places = places_of(a)};
  if (!e.places) return nb_fail_memory(a->ctx);
  for (size_t i = 0; i < a->out->sentences->n; i++) {
    nb_status status = in_sentence(a, i, &e);
    if (status) return status;
  }
  a->out->events = e.items;
  a->out->n_events = e.n;
  return NB_OK;
}
