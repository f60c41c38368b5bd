/* score = actors + events + position + title + length + penalty, each part times its weight in dict/weights.tsv:
 *
 *   actors    sum over the actors of the sentence, each once, of ln(1 + its mentions in the article), over sqrt(tokens)
 *   events    what happens and what it is about: sum over its events of half their weight (see nb_event; halved again
 * where denied or only planned), over sqrt(tokens); and by the weight "topic" the words that the article keeps coming
 * back to: sum over its content words of ln(sentences that have it), over the square root of their number. The latter
 * finds the subject where the lists know no event, and in other languages position  1 / (1 + place among the sentences
 * that can be picked) title     share of the headline's words that the sentence has, rare words counting more length
 * minus a quarter for each token under 10, a tenth for each over 40 penalty   a question; a quotation of the first
 * person; a start that needs the sentence before; no verb; a pull-quote
 *
 * Density by the square root of the length is neither for nor against long sentences; density by the length itself
 * picks fragments. */
#include "summarise/score.h"

#include <math.h>

enum { SHORT = 10, LONG = 40 };

static bool can_be_picked(const nb_sentence *s) {
  return s->kind != NB_HEADING && s->n_tokens > 0;
}

static bool has_verb(const nb_sentence *s, const nb_tag *tags) {
  for (size_t i = 0; i < s->n_tokens; i++)
    if (tags[i].pos == NB_POS_VERB || tags[i].pos == NB_POS_AUX) return true;
  return false;
}

/* Another language has no verbs that the tagger would find: then their lack says nothing. */
static bool verbs_count(const nb_analysis *analysis) {
  size_t with = 0;
  for (size_t i = 0; i < analysis->sentences->n; i++)
    with += has_verb(&analysis->sentences->items[i], analysis->tags[i]);
  return with * 2 > analysis->sentences->n;
}

static double penalty(const nb_sentence *s, bool first_sentence, const nb_weights *w) {
  static const char *const dangling[] = {
      "dat",       "dit",      "hij",     "zij", "ze",   "het",   "daarop", "daarna", "daarmee", "daarom", "daardoor",
      "daarbij",   "daarvoor", "daarvan", "die", "deze", "toch",  "ook",    "maar",   "en",      "want",   "dus",
      "bovendien", "toen",     "zo",      "hun", "zijn", "haar",  "he",     "she",    "it",      "they",   "this",
      "that",      "but",      "and",     "his", "her",  "these", "those",  NULL};
  static const char *const first_person[] = {"ik", "wij", "we",  "mijn", "ons", "onze", "je",
                                             "i",  "my",  "our", "me",   "you", NULL};
  static const char *const quotes[] = {"\"", "'", "``", "\xE2\x80\x9C", "\xE2\x80\x9E", "\xE2\x80\x98", NULL};
  double sum = 0;
  size_t first = 0;
  bool quote = false, me = false, question = false;
  while (first + 1 < s->n_tokens && s->tokens[first].kind == NB_PUNCT) first++;
  for (size_t i = 0; i < s->n_tokens; i++) {
    quote = quote || nb_str_in_nocase(s->tokens[i].text, quotes);
    me = me || nb_str_in_nocase(s->tokens[i].text, first_person);
    question = question || nb_str_eq_c(s->tokens[i].text, "?");
  }
  if (question) sum += w->question;
  if (first > 0 && nb_str_in_nocase(s->tokens[first - 1].text, quotes)) sum += w->quotation;
  if (me) sum += quote ? w->quotation : w->quotation / 2;
  if (!first_sentence && nb_str_in_nocase(s->tokens[first].text, dangling)) sum += w->dangling;
  if (s->kind == NB_QUOTE) sum += w->pull_quote;
  return sum;
}

static double rarity(const nb_vocabulary *v, unsigned word, size_t n) {
  size_t with = nb_sentences_with(v, word);
  return with ? log(1.0 + (double)n / (double)with) : 0;
}

/* Of the headline's words, those that the sentence has. */
static double title_share(const nb_vocabulary *v, nb_words words, size_t n) {
  double shared = 0, all = 0;
  for (size_t i = 0, k = 0; i < v->title.n; i++) {
    double rare = rarity(v, v->title.hashes[i], n);
    while (k < words.n && words.hashes[k] < v->title.hashes[i]) k++;
    all += rare;
    if (k < words.n && words.hashes[k] == v->title.hashes[i]) shared += rare;
  }
  return all > 0 ? shared / all : 0;
}

static double topic(const nb_vocabulary *v, nb_words words) {
  double sum = 0;
  for (size_t i = 0; i < words.n; i++) {
    size_t with = nb_sentences_with(v, words.hashes[i]);
    if (with > 1) sum += log((double)with);
  }
  return words.n ? sum / sqrt((double)words.n) : 0;
}

static double length_part(const nb_sentence *s) {
  if (s->n_tokens < SHORT) return -(double)(SHORT - s->n_tokens) / 4;
  return s->n_tokens > LONG ? -(double)(s->n_tokens - LONG) / 10 : 0;
}

static double event_weight(const nb_event *e) {
  double weight = (double)e->weight / 2;
  return e->status == NB_DENIED || e->status == NB_PLANNED ? weight / 2 : weight;
}

/* Each actor counts once a sentence; its mentions are in the text's order. */
static void add_actors_and_events(const nb_analysis *analysis, nb_score *out) {
  for (size_t i = 0; i < analysis->n_actors; i++) {
    const nb_actor *a = &analysis->actors[i];
    for (size_t k = 0; k < a->n_mentions; k++)
      if (k == 0 || a->mentions[k].sentence != a->mentions[k - 1].sentence)
        out[a->mentions[k].sentence].actors += log(1.0 + (double)a->n_mentions);
  }
  for (size_t i = 0; i < analysis->n_events; i++)
    out[analysis->events[i].at.sentence].events += event_weight(&analysis->events[i]);
}

nb_status nb_score_sentences(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, const nb_vocabulary *v,
                             bool position, const nb_weights *w, nb_score **scores) {
  const nb_sentences *all = analysis->sentences;
  nb_score *out = nb_arena_array(arena, all->n, sizeof *out);
  if (!out) return nb_fail_memory(ctx);
  add_actors_and_events(analysis, out);
  bool verbs = verbs_count(analysis);
  size_t place = 0;
  for (size_t i = 0; i < all->n; i++) {
    const nb_sentence *s = &all->items[i];
    nb_score *o = &out[i];
    if (!can_be_picked(s)) {
      *o = (nb_score){0};
      continue;
    }
    double root = sqrt((double)s->n_tokens);
    o->actors *= w->actors / root;
    o->events = w->events * o->events / root + w->topic * topic(v, v->sentences[i]);
    o->position = position ? w->position / (1.0 + (double)place) : 0;
    o->title = w->title * title_share(v, v->sentences[i], all->n);
    o->length = w->length * length_part(s);
    o->penalty = 0 - penalty(s, place == 0, w) - (verbs && !has_verb(s, analysis->tags[i]) ? w->no_verb : 0);
    o->total = o->actors + o->events + o->position + o->title + o->length + o->penalty;
    place++;
  }
  *scores = out;
  return NB_OK;
}
