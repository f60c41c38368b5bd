/* Selection under a budget by maximal marginal relevance (Carbonell and Goldstein 1998): the best score less what it repeats. */
#include <stdlib.h>

#include "summarise/score.h"

enum { DEFAULT_SENTENCES = 5, CANDIDATES = 400, MOST = 2000 };
static const double near_repeat = 0.75;

typedef struct candidate {
  size_t sentence;
  double score, repeats; /* the largest overlap with what is picked */
} candidate;

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

/* The best candidate that fits into `room` words (0: any), or n. */
static size_t best(const candidate *c, size_t n, const nb_sentences *all, double redundancy, size_t room) {
  size_t at = n;
  double top = 0;
  for (size_t i = 0; i < n; i++) {
    if (c[i].repeats > near_repeat || (room && words_of(&all->items[c[i].sentence]) > room)) continue;
    double value = c[i].score - redundancy * c[i].repeats;
    if (at == n || value > top) {
      top = value;
      at = i;
    }
  }
  return at;
}

nb_status nb_summarise(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, nb_str title, nb_budget budget,
                       bool position, nb_summary *summary) {
  const nb_sentences *all = analysis->sentences;
  nb_weights weights;
  nb_words *words;
  *summary = (nb_summary){0};
  nb_status status = nb_weights_load(ctx, &weights);
  if (!status) status = nb_score_sentences(ctx, arena, analysis, title, position, &weights, &summary->scores, &words);
  if (status) return status;
  candidate *c = nb_arena_array(arena, all->n, sizeof *c);
  size_t n = 0;
  if (!c) return nb_fail_memory(ctx);
  for (size_t i = 0; i < all->n; i++)
    if (all->items[i].kind != NB_HEADING && all->items[i].n_tokens) c[n++] = (candidate){i, summary->scores[i].total, 0};
  size_t limit = sentence_limit(budget, n), room = budget.words;
  if (n) qsort(c, n, sizeof *c, by_score);
  bool cut = limit > MOST; /* each pick looks at every candidate */
  if (cut) limit = MOST;
  if (n > CANDIDATES && n > limit * 4) n = limit * 4 > CANDIDATES ? limit * 4 : CANDIDATES; /* keeps the work linear */
  summary->picked = nb_arena_array(arena, limit, sizeof *summary->picked);
  if (!summary->picked) return nb_fail_memory(ctx);
  while (summary->n_picked < limit && (!budget.words || room > 0)) {
    size_t at = best(c, n, all, weights.redundancy, summary->n_picked ? room : 0); /* one sentence is always there */
    if (at == n) break;
    size_t picked = c[at].sentence, used = words_of(&all->items[picked]);
    summary->picked[summary->n_picked++] = picked;
    room = room > used ? room - used : 0;
    c[at] = c[--n];
    for (size_t i = 0; i < n; i++) {
      double overlap = nb_overlap(words[picked], words[c[i].sentence]);
      if (overlap > c[i].repeats) c[i].repeats = overlap;
    }
  }
  if (cut && summary->n_picked == MOST) nb_log(ctx, NB_LOG_WARN, "summary cut at %d sentences", MOST);
  if (summary->n_picked) qsort(summary->picked, summary->n_picked, sizeof *summary->picked, by_place);
  return NB_OK;
}
