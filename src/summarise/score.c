/* score = actors + events + position + title + length - penalties, each part times its weight in dict/weights.tsv:
 *
 *   actors    sum over the actors of the sentence, each once, of ln(1 + its mentions in the article), over sqrt(tokens)
 *   events    sum over its events of their weight (a verb 1, a participle 1, a noun 1, speech 0.4; half where denied or only planned)
 *             over sqrt(tokens)
 *   position  1 / (1 + place among the sentences that can be picked)
 *   title     share of the headline's content words that the sentence has
 *   length    minus a quarter for each token under 8, a tenth for each over 35
 *   penalty   a question; a quotation of the first person; a start that needs the sentence before; no verb; a pull-quote
 *
 * Density by the square root of the length is neither for nor against long sentences; density by the length itself picks fragments. */
#include "summarise/score.h"

#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"

enum { SHORT = 8, LONG = 35 };

static bool is_any(nb_str word, const char *const *table) {
  for (; *table; table++)
    if (nb_str_eq_nocase(word, nb_str_of(*table))) return true;
  return false;
}

static bool is_content(const nb_token *token, const nb_tag *tag) {
  if (token->kind == NB_PUNCT) return false;
  switch (tag->pos) {
    case NB_POS_NOUN:
    case NB_POS_PROPN:
    case NB_POS_NUM:
    case NB_POS_ADJ:
    case NB_POS_VERB:
    case NB_POS_X: return token->text.len > 1;
    default: return false;
  }
}

static int by_value(const void *a, const void *b) {
  unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
  return (x > y) - (x < y);
}

static unsigned word_hash(nb_arena *arena, nb_str word) {
  nb_str lower = nb_str_lower(arena, word);
  return (unsigned)nb_hash(lower.ptr ? lower : word);
}

static void sort_unique(nb_words *w) {
  if (w->n) qsort(w->hashes, w->n, sizeof *w->hashes, by_value);
  size_t kept = 0;
  for (size_t i = 0; i < w->n; i++)
    if (kept == 0 || w->hashes[i] != w->hashes[kept - 1]) w->hashes[kept++] = w->hashes[i];
  w->n = kept;
}

static bool content_words(nb_arena *arena, const nb_sentence *s, const nb_tag *tags, nb_words *out) {
  *out = (nb_words){nb_arena_array(arena, s->n_tokens, sizeof *out->hashes), 0};
  if (!out->hashes) return false;
  for (size_t i = 0; i < s->n_tokens; i++)
    if (is_content(&s->tokens[i], &tags[i])) out->hashes[out->n++] = word_hash(arena, tags[i].lemma.len ? tags[i].lemma : s->tokens[i].text);
  sort_unique(out);
  return true;
}

/* The headline has no tags: its words of four letters and more, and those with a capital or a digit; matched by form or lemma. */
static bool title_words(nb_arena *arena, nb_str title, nb_words *out) {
  *out = (nb_words){nb_arena_array(arena, title.len + 1, sizeof *out->hashes), 0};
  if (!out->hashes) return false;
  size_t start = 0;
  for (size_t pos = 0; pos <= title.len;) {
    size_t next = pos;
    int32_t c = pos < title.len ? nb_utf8_next(title, &next) : ' ';
    if (!nb_is_letter(c) && !nb_is_digit(c)) {
      nb_str word = nb_str_sub(title, start, pos);
      if (word.len >= 4 || (word.len >= 2 && nb_str_capital(word))) out->hashes[out->n++] = word_hash(arena, word);
      start = next;
    }
    if (pos == title.len) break;
    pos = next;
  }
  sort_unique(out);
  return true;
}

static size_t shared(nb_words a, nb_words b) {
  size_t i = 0, k = 0, n = 0;
  while (i < a.n && k < b.n) {
    if (a.hashes[i] == b.hashes[k]) n++, i++, k++;
    else if (a.hashes[i] < b.hashes[k]) i++;
    else k++;
  }
  return n;
}

double nb_overlap(nb_words a, nb_words b) {
  size_t least = a.n < b.n ? a.n : b.n;
  return least ? (double)shared(a, b) / (double)least : 0;
}

/* The headline's words among a sentence's forms and lemmas. */
static double title_share(nb_arena *arena, nb_words title, const nb_sentence *s, const nb_tag *tags) {
  if (!title.n) return 0;
  nb_words both = {nb_arena_array(arena, 2 * s->n_tokens, sizeof *both.hashes), 0};
  if (!both.hashes) return 0;
  for (size_t i = 0; i < s->n_tokens; i++) {
    both.hashes[both.n++] = word_hash(arena, s->tokens[i].text);
    both.hashes[both.n++] = word_hash(arena, tags[i].lemma);
  }
  sort_unique(&both);
  return (double)shared(title, both) / (double)title.n;
}

static bool can_be_picked(const nb_sentence *s) {
  return s->kind != NB_HEADING && s->n_tokens > 0;
}

static double penalty(const nb_sentence *s, const nb_tag *tags, const nb_weights *w) {
  static const char *const dangling[] = {"dat", "dit", "hij", "zij", "ze", "het", "daarop", "daarna", "daarmee", "daarom", "daardoor",
                                         "daarbij", "daarvoor", "daarvan", "die", "deze", "toch", "ook", "maar", "en", "want", "dus",
                                         "bovendien", "toen", "zo", "hun", "zijn", "haar", "he", "she", "it", "they", "this", "that",
                                         "but", "and", "his", "her", "these", "those", NULL};
  static const char *const first_person[] = {"ik", "wij", "we", "mijn", "ons", "onze", "je", "i", "my", "our", "me", "you", NULL};
  double sum = 0;
  nb_str last = s->tokens[s->n_tokens - 1].text;
  size_t first = 0;
  bool quote = false, me = false, verb = false, question = nb_str_eq_c(last, "?");
  while (first + 1 < s->n_tokens && s->tokens[first].kind == NB_PUNCT) first++;
  for (size_t i = 0; i < s->n_tokens; i++) {
    quote = quote || nb_str_eq_c(s->tokens[i].text, "\"") || nb_str_eq_c(s->tokens[i].text, "'");
    me = me || is_any(s->tokens[i].text, first_person);
    verb = verb || tags[i].pos == NB_POS_VERB || tags[i].pos == NB_POS_AUX;
    question = question || nb_str_eq_c(s->tokens[i].text, "?");
  }
  if (question) sum += w->question;
  if (quote && me) sum += w->quotation;
  else if (me) sum += w->quotation / 2;
  if (is_any(s->tokens[first].text, dangling)) sum += w->dangling;
  if (!verb) sum += w->no_verb;
  if (s->kind == NB_QUOTE) sum += w->pull_quote;
  return sum;
}

static double event_weight(const nb_event *e) {
  double weight = e->kind == NB_EVENT_SPEECH ? 0.4 : 1.0;
  return e->status == NB_DENIED || e->status == NB_PLANNED ? weight / 2 : weight;
}

nb_status nb_score_sentences(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, nb_str title, bool position,
                             const nb_weights *w, nb_score **scores, nb_words **words) {
  const nb_sentences *all = analysis->sentences;
  nb_score *out = nb_arena_array(arena, all->n, sizeof *out);
  nb_words *content = nb_arena_array(arena, all->n, sizeof *content), headline;
  if (!out || !content || !title_words(arena, title, &headline)) return nb_fail_memory(ctx);
  for (size_t i = 0; i < analysis->n_actors; i++) { /* each actor counts once a sentence; mentions are in the text's order */
    const nb_actor *a = &analysis->actors[i];
    for (size_t k = 0; k < a->n_mentions; k++)
      if (k == 0 || a->mentions[k].sentence != a->mentions[k - 1].sentence)
        out[a->mentions[k].sentence].actors += log(1.0 + (double)a->n_mentions);
  }
  for (size_t i = 0; i < analysis->n_events; i++) out[analysis->events[i].at.sentence].events += event_weight(&analysis->events[i]);
  size_t place = 0;
  for (size_t i = 0; i < all->n; i++) {
    const nb_sentence *s = &all->items[i];
    nb_score *o = &out[i];
    if (!content_words(arena, s, analysis->tags[i], &content[i])) return nb_fail_memory(ctx);
    if (!can_be_picked(s)) {
      *o = (nb_score){0};
      continue;
    }
    double root = sqrt((double)s->n_tokens);
    double off = s->n_tokens < SHORT ? (double)(SHORT - s->n_tokens) / 4 : s->n_tokens > LONG ? (double)(s->n_tokens - LONG) / 10 : 0;
    o->actors *= w->actors / root;
    o->events *= w->events / root;
    o->position = position ? w->position / (1.0 + (double)place) : 0;
    o->title = w->title * title_share(arena, headline, s, analysis->tags[i]);
    o->length = off > 0 ? -w->length * off : 0;
    o->penalty = 0 - penalty(s, analysis->tags[i], w);
    o->total = o->actors + o->events + o->position + o->title + o->length + o->penalty;
    place++;
  }
  *scores = out;
  *words = content;
  return NB_OK;
}
