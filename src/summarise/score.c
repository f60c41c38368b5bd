/* score = sum of the parts, each its value times its weight in dict/weights.tsv:
 *
 *   actors        sum over the actors of the sentence, each once, of ln(1 + mentions of its chain), over sqrt(tokens)
 *   events        sum over its events of half their weight (see nb_event; halved again where planned, feared or
 * denied), over sqrt(tokens) deeds         who did what to whom: of the event that is told best, half for who did it
 * and half for to whom topic         the words that the article keeps coming back to: sum over the content words of
 * ln(sentences that have it), over the square root of their number; finds the subject where the lists know no event,
 * and in other languages title         share of the headline's words that the sentence has, rare words counting more
 *   dates         an event's time is said
 *   figures       a number is said
 *   position      ln(sentences / place), place from 1
 *   length        ln(tokens / 30), at most 0; less a thirtieth for each token over 40
 *   question, quotation, first-person, dangling, no-verb, pull-quote
 *                 -1 for a question; a start in a quotation; somebody who speaks of himself (in quotation marks, else
 *                 half); a start that needs the sentence before; no verb; a sentence set apart
 *   chosen        what the sentences already chosen change (select.c): topic words that these have said count no more,
 *                 times the weight; and where the sentence before is chosen, a dangling start costs nothing
 *
 * Density by the square root of the length is neither for nor against long sentences; density by the length itself
 * picks fragments. In a text that is not Dutch actors, events, deeds, dates and no-verb are 0. Each weight has a second
 * value for use without position: then nothing depends on the order of the sentences. */
#include "summarise/score.h"

#include <math.h>

enum { FULL = 30, LONG = 40, FEW_WORDS = 50 };

const char *nb_score_part_name(nb_score_part part) {
  static const char *const names[NB_SCORE_PARTS] = {
      "actors", "events",   "deeds",     "topic",        "title",    "dates",   "figures",    "position",
      "length", "question", "quotation", "first-person", "dangling", "no-verb", "pull-quote", "chosen"};
  return part < NB_SCORE_PARTS ? names[part] : "";
}

static bool can_be_picked(const nb_sentence *s) {
  return s->kind != NB_HEADING && s->n_tokens > 0;
}

static bool has_verb(const nb_sentence *s, const nb_tag *tags) {
  for (size_t i = 0; i < s->n_tokens; i++)
    if (tags[i].pos == NB_POS_VERB || tags[i].pos == NB_POS_AUX) return true;
  return false;
}

/* In Dutch two words in five are articles, prepositions, pronouns and the like; in another language the tagger finds
 * few. What rests on the Dutch lists then says nothing: actors, events and the lack of a verb. */
static bool is_dutch(const nb_analysis *analysis) {
  size_t small = 0, words = 0;
  for (size_t i = 0; i < analysis->sentences->n; i++)
    for (size_t k = 0; k < analysis->sentences->items[i].n_tokens; k++) {
      nb_pos pos = analysis->tags[i][k].pos;
      words += pos != NB_POS_PUNCT;
      small += pos == NB_POS_DET || pos == NB_POS_ADP || pos == NB_POS_PRON || pos == NB_POS_AUX ||
               pos == NB_POS_CCONJ || pos == NB_POS_SCONJ;
    }
  return words < FEW_WORDS || small * 5 >= words;
}

/* ---- how it is said ---- */

static bool is_quote_mark(nb_str token) {
  static const char *const marks[] = {"\"",           "'", "``", "\xE2\x80\x9C", "\xE2\x80\x9E", "\xE2\x80\x98",
                                      "\xE2\x80\x9D", NULL};
  return nb_str_in_nocase(token, marks);
}

/* "Daarop", "hiermee" and the like point back, and so do these. */
static bool points_back(nb_str word, nb_pos pos) {
  static const char *const words[] = {"dat",  "dit",  "hij",   "zij",   "ze",   "die",       "deze",       "toch",
                                      "ook",  "maar", "en",    "want",  "dus",  "bovendien", "toen",       "zo",
                                      "zo'n", "hun",  "zijn",  "haar",  "hem",  "beiden",    "vervolgens", "verder",
                                      "he",   "she",  "it",    "they",  "this", "that",      "but",        "and",
                                      "his",  "her",  "these", "those", NULL};
  if (nb_str_in_nocase(word, words)) return true;
  if (pos == NB_POS_PROPN || pos == NB_POS_NOUN || word.len <= 4) return false;
  nb_str start = nb_str_sub(word, 0, 4);
  return nb_str_eq_nocase(start, NB_STR("daar")) || nb_str_eq_nocase(start, NB_STR("hier"));
}

static void manner(const nb_sentence *s, const nb_tag *tags, double value[NB_SCORE_PARTS]) {
  static const char *const first_person[] = {"ik", "wij", "we",  "mijn", "ons", "onze", "je",
                                             "i",  "my",  "our", "me",   "you", NULL};
  size_t first = 0;
  bool quote = false, me = false, question = false;
  while (first + 1 < s->n_tokens && s->tokens[first].kind == NB_PUNCT) first++;
  for (size_t i = 0; i < s->n_tokens; i++) {
    quote = quote || is_quote_mark(s->tokens[i].text);
    me = me || nb_str_in_nocase(s->tokens[i].text, first_person);
    question = question || nb_str_eq_c(s->tokens[i].text, "?");
  }
  value[NB_SCORE_QUESTION] = -question;
  value[NB_SCORE_QUOTATION] = -(first > 0 && is_quote_mark(s->tokens[first - 1].text));
  value[NB_SCORE_FIRST_PERSON] = me ? quote ? -1 : -0.5 : 0;
  value[NB_SCORE_DANGLING] = -points_back(s->tokens[first].text, tags[first].pos);
  value[NB_SCORE_PULL_QUOTE] = -(s->kind == NB_QUOTE);
}

static double length(const nb_sentence *s) {
  double n = (double)s->n_tokens;
  if (s->n_tokens > LONG) return -(n - LONG) / FULL;
  return n < FULL ? log(n / FULL) : 0;
}

/* ---- what is said ---- */

static double rarity(const nb_vocabulary *v, unsigned word, size_t n) {
  return v->counts[word] ? log(1.0 + (double)n / v->counts[word]) : 0;
}

/* Of the headline's words, those that the sentence has. */
static double title_share(const nb_vocabulary *v, nb_words words, size_t n) {
  double shared = 0, all = 0;
  for (size_t i = 0, k = 0; i < v->title.n; i++) {
    double rare = rarity(v, v->title.ids[i], n);
    while (k < words.n && words.ids[k] < v->title.ids[i]) k++;
    all += rare;
    if (k < words.n && words.ids[k] == v->title.ids[i]) shared += rare;
  }
  return all > 0 ? shared / all : 0;
}

double nb_topic(const nb_vocabulary *v, nb_words words, const bool *said) {
  double sum = 0;
  for (size_t i = 0; i < words.n; i++) {
    unsigned with = v->counts[words.ids[i]];
    if (with > 1 && !(said && said[words.ids[i]])) sum += log(with);
  }
  return words.n ? sum / sqrt((double)words.n) : 0;
}

static bool has_number(const nb_sentence *s, const nb_tag *tags) {
  for (size_t i = 0; i < s->n_tokens; i++)
    if (s->tokens[i].kind == NB_NUMBER || tags[i].pos == NB_POS_NUM) return true;
  return false;
}

static bool came_about(const nb_event *e) {
  return e->status == NB_HAPPENED || e->status == NB_REPORTED;
}

static double deed(const nb_event *e) {
  bool who = false, whom = false;
  for (size_t i = 0; i < e->n_parts; i++) {
    who = who || e->parts[i].role == NB_AGENT;
    whom = whom || e->parts[i].role != NB_AGENT;
  }
  return e->kind == NB_EVENT_SPEECH ? 0 : (who + whom) / 2.0;
}

/* Each actor counts once a sentence; its mentions are in the text's order. */
static void add_actors_and_events(const nb_analysis *analysis, nb_score *out) {
  for (size_t i = 0; i < analysis->n_actors; i++) {
    const nb_actor *a = &analysis->actors[i];
    for (size_t k = 0; k < a->n_mentions; k++)
      if (k == 0 || a->mentions[k].sentence != a->mentions[k - 1].sentence)
        out[a->mentions[k].sentence].part[NB_SCORE_ACTORS] += log(1.0 + (double)a->n_mentions);
  }
  for (size_t i = 0; i < analysis->n_events; i++) {
    const nb_event *e = &analysis->events[i];
    double *value = out[e->at.sentence].part;
    value[NB_SCORE_EVENTS] += e->weight / (came_about(e) ? 2.0 : 4.0);
    value[NB_SCORE_DEEDS] = fmax(value[NB_SCORE_DEEDS], deed(e));
    if (e->time.len) value[NB_SCORE_DATES] = 1;
  }
}

nb_status nb_score_sentences(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, const nb_vocabulary *v,
                             const double weights[NB_SCORE_PARTS], nb_score **scores) {
  const nb_sentences *all = analysis->sentences;
  nb_score *out = nb_arena_array(arena, all->n, sizeof *out);
  if (!out) return nb_fail_memory(ctx);
  bool dutch = is_dutch(analysis);
  if (dutch) add_actors_and_events(analysis, out);
  size_t n = 0, place = 0;
  for (size_t i = 0; i < all->n; i++) n += can_be_picked(&all->items[i]);
  for (size_t i = 0; i < all->n; i++) {
    const nb_sentence *s = &all->items[i];
    double *value = out[i].part, root = sqrt((double)s->n_tokens);
    if (!can_be_picked(s)) {
      out[i] = (nb_score){0};
      continue;
    }
    value[NB_SCORE_ACTORS] /= root;
    value[NB_SCORE_EVENTS] /= root;
    value[NB_SCORE_TOPIC] = nb_topic(v, v->sentences[i], NULL);
    value[NB_SCORE_TITLE] = title_share(v, v->sentences[i], n);
    value[NB_SCORE_FIGURES] = has_number(s, analysis->tags[i]);
    value[NB_SCORE_POSITION] = log((double)n / (double)++place);
    value[NB_SCORE_LENGTH] = length(s);
    value[NB_SCORE_NO_VERB] = -(dutch && !has_verb(s, analysis->tags[i]));
    manner(s, analysis->tags[i], value);
    for (int p = 0; p < NB_SCORE_PARTS; p++) out[i].total += value[p] *= weights[p];
  }
  *scores = out;
  return NB_OK;
}
