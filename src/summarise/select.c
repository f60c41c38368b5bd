/* Selection under a budget, greedily: again and again the sentence whose score, given what is chosen already, is best
 * (marginal relevance as of Carbonell and Goldstein 1998, over concepts as of Gillick and Favre 2009), never a near
 * repeat. That compares in pairs, so it is for the first COMPARED picks among the best CANDIDATES only; a longer
 * "summary" goes on by score and leaves out what repeats one of those picks or has the very same words as another
 * sentence of it. */
#include <stdlib.h>

#include "base/map.h"
#include "summarise/score.h"

enum { DEFAULT_SENTENCES = 5, COMPARED = 200, CANDIDATES = 4 * COMPARED };
static const double near_repeat = 0.75;

typedef struct candidate {
  size_t sentence, words;
  double score, repeats; /* at first; the largest overlap with what is picked */
  bool gone, led;        /* led: the sentence before is picked */
} candidate;

typedef struct selection {
  candidate *c;
  size_t n;
  const nb_vocabulary *vocabulary;
  const double *weights;
  bool in_order;      /* what stands before a sentence counts */
  bool *said;         /* content words of what is picked */
  size_t limit, room; /* sentences, words; room 0: not limited */
  bool words_limited;
  nb_summary *summary;
} selection;

static int by_score(const void *x, const void *y) {
  const candidate *a = x, *b = y;
  if (a->score != b->score) return a->score < b->score ? 1 : -1;
  return (a->sentence > b->sentence) - (a->sentence < b->sentence);
}

static int by_place(const void *x, const void *y) {
  size_t a = *(const size_t *)x, b = *(const size_t *)y;
  return (a > b) - (a < b);
}

static size_t words_of(const nb_sentence *s) {
  size_t n = 0;
  for (size_t i = 0; i < s->n_tokens; i++) n += s->tokens[i].kind != NB_PUNCT;
  return n;
}

static size_t sentence_limit(nb_budget b, size_t n) {
  size_t limit = b.sentences;
  if (b.share > 0) {
    size_t share = (size_t)(b.share * (double)n + 0.5);
    if (share < 1) share = 1;
    if (!limit || share < limit) limit = share;
  }
  if (!limit) limit = b.words ? n : DEFAULT_SENTENCES;
  return limit < n ? limit : n;
}

/* One sentence is always there, however small the budget. */
static bool fits(const selection *s, const candidate *c) {
  return !s->words_limited || s->summary->n_picked == 0 || c->words <= s->room;
}

static void take(selection *s, candidate *c) {
  c->gone = true;
  s->summary->picked[s->summary->n_picked++] = c->sentence;
  s->room = s->room > c->words ? s->room - c->words : 0;
}

/* The best of the first `n` candidates that fits, or NULL. */
static candidate *best(const selection *s, size_t n) {
  candidate *found = NULL;
  double top = 0;
  for (size_t i = 0; i < n; i++) {
    candidate *c = &s->c[i];
    if (c->gone || c->repeats > near_repeat || !fits(s, c)) continue;
    double value = s->summary->scores[c->sentence].total;
    if (found && value <= top) continue;
    top = value;
    found = c;
  }
  return found;
}

/* The part "chosen" anew, by what is picked. */
static void score_beside(const selection *s, const candidate *c) {
  nb_score *score = &s->summary->scores[c->sentence];
  nb_words words = s->vocabulary->sentences[c->sentence];
  double *part = score->part, before = part[NB_SCORE_CHOSEN];
  double lost = nb_topic(s->vocabulary, words, NULL) - nb_topic(s->vocabulary, words, s->said);
  part[NB_SCORE_CHOSEN] = -s->weights[NB_SCORE_CHOSEN] * s->weights[NB_SCORE_TOPIC] * lost;
  if (s->in_order && c->led) part[NB_SCORE_CHOSEN] -= part[NB_SCORE_DANGLING];
  score->total += part[NB_SCORE_CHOSEN] - before;
}

static void select_compared(selection *s) {
  size_t n = s->n < CANDIDATES ? s->n : CANDIDATES;
  const nb_words *words = s->vocabulary->sentences;
  while (s->summary->n_picked < s->limit && s->summary->n_picked < COMPARED) {
    candidate *c = best(s, n);
    if (!c) return;
    take(s, c);
    nb_words chosen = words[c->sentence];
    for (size_t k = 0; k < chosen.n; k++) s->said[chosen.ids[k]] = true;
    for (size_t i = 0; i < n; i++) {
      if (s->c[i].gone) continue;
      double overlap = nb_overlap(chosen, words[s->c[i].sentence]);
      if (overlap > s->c[i].repeats) s->c[i].repeats = overlap;
      if (s->c[i].sentence == c->sentence + 1) s->c[i].led = true;
      score_beside(s, &s->c[i]);
    }
  }
}

static nb_str key_of(nb_words w) {
  return (nb_str){(const char *)w.ids, w.n * sizeof *w.ids};
}

static bool repeats_a_pick(const selection *s, nb_words words) {
  const size_t *picked = s->summary->picked;
  for (size_t i = 0; i < s->summary->n_picked && i < COMPARED; i++)
    if (nb_overlap(words, s->vocabulary->sentences[picked[i]]) > near_repeat) return true;
  return false;
}

/* What is not among the first candidates, or beyond the first picks, by score. */
static nb_status select_rest(nb_context *ctx, nb_arena *arena, selection *s) {
  nb_map *seen = nb_map_new(arena);
  if (!seen) return nb_fail_memory(ctx);
  for (size_t i = 0; i < s->n && s->summary->n_picked < s->limit; i++) {
    candidate *c = &s->c[i];
    nb_words words = s->vocabulary->sentences[c->sentence];
    if (c->gone || c->repeats > near_repeat || !fits(s, c)) continue;
    void **slot = nb_map_slot(seen, key_of(words));
    if (!slot) return nb_fail_memory(ctx);
    if (*slot || repeats_a_pick(s, words)) continue;
    *slot = seen;
    take(s, c);
  }
  return NB_OK;
}

static nb_status select_sentences(nb_context *ctx, nb_arena *arena, selection *s, nb_budget budget,
                                  const nb_sentences *all) {
  nb_summary *summary = s->summary;
  s->c = nb_arena_array(arena, all->n, sizeof *s->c);
  s->said = nb_arena_array(arena, s->vocabulary->n, sizeof *s->said);
  if (!s->c || !s->said) return nb_fail_memory(ctx);
  for (size_t i = 0; i < all->n; i++)
    if (all->items[i].kind != NB_HEADING && all->items[i].n_tokens)
      s->c[s->n++] = (candidate){.sentence = i, .words = words_of(&all->items[i]), .score = summary->scores[i].total};
  s->limit = sentence_limit(budget, s->n);
  s->room = budget.words;
  s->words_limited = budget.words > 0;
  if (s->n) qsort(s->c, s->n, sizeof *s->c, by_score);
  summary->picked = nb_arena_array(arena, s->limit, sizeof *summary->picked);
  if (!summary->picked) return nb_fail_memory(ctx);
  select_compared(s);
  nb_status status = summary->n_picked < s->limit ? select_rest(ctx, arena, s) : NB_OK;
  if (summary->n_picked) qsort(summary->picked, summary->n_picked, sizeof *summary->picked, by_place);
  return status;
}

nb_status nb_summarise(nb_context *ctx, const nb_summariser *summariser, nb_arena *arena, const nb_analysis *analysis,
                       nb_str title, nb_budget budget, bool position, nb_summary *summary) {
  const double *weights = summariser->weights[position];
  nb_vocabulary vocabulary;
  *summary = (nb_summary){0};
  nb_status status = nb_vocabulary_of(ctx, arena, analysis, title, &vocabulary);
  if (!status) status = nb_score_sentences(ctx, arena, analysis, &vocabulary, weights, &summary->scores);
  if (status) return status;
  selection s = {.vocabulary = &vocabulary, .weights = weights, .in_order = position, .summary = summary};
  return select_sentences(ctx, arena, &s, budget, analysis->sentences);
}
