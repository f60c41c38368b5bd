#include "translate/neural/search.h"

#include <math.h>
#include <string.h>

#include "translate/neural/layers.h"
#include "translate/neural/pieces.h"

enum { REPEAT = 4 }; /* pieces in a row that may not come twice */

typedef struct candidate {
  float score;
  size_t row;
  int32_t id;
} candidate;

typedef struct beam_search {
  const nb_network *net;
  const nb_decode_options *options;
  const size_t *limits;
  nb_ids *const *outputs;
  size_t *finished; /* a sentence */
  nb_decoder decoder;
  nb_hypothesis *rows, *next;  /* those of a sentence lie together */
  candidate *candidates, *top; /* of a sentence; of a row */
} beam_search;

static bool make_hypotheses(nb_arena *arena, nb_hypothesis **rows, size_t n, size_t length) {
  *rows = nb_arena_array(arena, n, sizeof **rows);
  int32_t *ids = nb_arena_array(arena, n, (length + 1) * sizeof *ids);
  float **cache = nb_arena_array(arena, n, (length + 1) * sizeof *cache);
  if (!*rows || !ids || !cache) return false;
  for (size_t i = 0; i < n; i++) {
    (*rows)[i].ids = ids + i * (length + 1);
    (*rows)[i].cache = cache + i * (length + 1);
  }
  return true;
}

static bool start(beam_search *s, const nb_sources *sources, nb_arena *arena) {
  size_t beam = s->options->beam, rows = sources->n * beam, longest = 0;
  for (size_t i = 0; i < sources->n; i++) longest = s->limits[i] > longest ? s->limits[i] : longest;
  s->finished = nb_arena_array(arena, sources->n, sizeof *s->finished);
  s->candidates = nb_arena_array(arena, 2 * beam * beam, sizeof *s->candidates);
  s->top = nb_arena_array(arena, 2 * beam, sizeof *s->top);
  if (!s->finished || !s->candidates || !s->top) return false;
  if (!make_hypotheses(arena, &s->rows, rows, longest) || !make_hypotheses(arena, &s->next, rows, longest))
    return false;
  for (size_t i = 0; i < sources->n; i++) {
    s->rows[i].sentence = i;
    s->rows[i].ids[0] = NB_PIECE_BEGIN;
  }
  return nb_decoder_init(&s->decoder, s->net, sources, arena, rows, longest);
}

/* Which output stands for a piece, which some hypothesis has and so has an output. */
static size_t output_of(const nb_network *net, int32_t piece) {
  size_t low = 0, high = net->said.outputs;
  while (low + 1 < high) {
    size_t middle = (low + high) / 2;
    if (net->pieces[middle] <= piece)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/* Takes away what would say the same four pieces a second time. */
static void forbid_repeats(const nb_network *net, const nb_hypothesis *h, float *logits) {
  if (h->length < REPEAT - 1) return;
  const int32_t *last = h->ids + h->length + 1 - (REPEAT - 1);
  for (const int32_t *at = h->ids + 1; at < last; at++)
    if (memcmp(at, last, (REPEAT - 1) * sizeof *at) == 0) logits[output_of(net, at[REPEAT - 1])] = -INFINITY;
}

/* Puts a candidate into a list with the best first, which holds at most `cap`. Equals keep their order; what is no
 * number stays out. */
static size_t insert(candidate *list, size_t n, size_t cap, candidate c) {
  if (!(c.score > (n == cap ? list[n - 1].score : -INFINITY))) return n;
  if (n < cap) n++;
  size_t i = n - 1;
  for (; i > 0 && list[i - 1].score < c.score; i--) list[i] = list[i - 1];
  list[i] = c;
  return n;
}

/* The best continuations of a row, as candidates of its sentence. */
static size_t add_row(beam_search *s, size_t row, size_t n) {
  const size_t outputs = s->net->said.outputs, wanted = 2 * s->options->beam;
  const nb_hypothesis *h = &s->rows[row];
  float *logits = s->decoder.logits + row * outputs;
  if (s->options->no_repeats) forbid_repeats(s->net, h, logits);
  size_t found = 0;
  for (size_t i = 0; i < outputs; i++)
    if (found < wanted || logits[i] > s->top[wanted - 1].score)
      found = insert(s->top, found, wanted, (candidate){logits[i], row, s->net->pieces[i]});
  float norm = nb_log_sum_exp(logits, outputs);
  for (size_t i = 0; i < found; i++) {
    s->top[i].score += h->score - norm;
    n = insert(s->candidates, n, wanted * s->options->beam, s->top[i]);
  }
  return n;
}

/* A translation that ends: kept where it is the best of its sentence. `last` may be the end. */
static void finish(beam_search *s, const nb_hypothesis *h, int32_t last, float log_probability) {
  nb_ids *best = s->outputs[h->sentence];
  float score = log_probability / powf((float)(h->length + 1), s->options->alpha);
  if (s->finished[h->sentence]++ && best->score >= score) return;
  memcpy(best->ids, h->ids + 1, h->length * sizeof *best->ids);
  best->n = h->length;
  best->score = score;
  if (last != NB_PIECE_END) best->ids[best->n++] = last;
}

static void extend(nb_hypothesis *to, const nb_hypothesis *from, const candidate *c) {
  to->sentence = from->sentence;
  to->length = from->length + 1;
  to->score = c->score;
  memcpy(to->ids, from->ids, (from->length + 1) * sizeof *to->ids);
  memcpy(to->cache, from->cache, (from->length + 1) * sizeof *to->cache);
  to->ids[to->length] = c->id;
}

/* Rows first to last - 1 are of one sentence; those that go on are put to `next`. Returns how many. */
static size_t advance(beam_search *s, size_t first, size_t last, nb_hypothesis *next) {
  const size_t beam = s->options->beam, sentence = s->rows[first].sentence;
  size_t n = 0, live = 0;
  const candidate *best = NULL;
  for (size_t r = first; r < last; r++) n = add_row(s, r, n);
  for (size_t i = 0; i < n && i < 2 * beam && live < beam; i++) {
    const candidate *c = &s->candidates[i];
    if (c->id != NB_PIECE_END) {
      if (!best) best = c;
      extend(&next[live++], &s->rows[c->row], c);
    } else if (i < beam) {
      finish(s, &s->rows[c->row], NB_PIECE_END, c->score);
    }
  }
  bool full = s->rows[first].length + 1 >= s->limits[sentence];
  if (full && best && !s->finished[sentence]) finish(s, &s->rows[best->row], best->id, best->score);
  return full || s->finished[sentence] >= beam ? 0 : live;
}

static bool run(beam_search *s, size_t n) {
  while (n) {
    if (!nb_decoder_step(&s->decoder, s->rows, n)) return false;
    size_t live = 0;
    for (size_t first = 0, last; first < n; first = last) {
      for (last = first + 1; last < n && s->rows[last].sentence == s->rows[first].sentence;) last++;
      live += advance(s, first, last, s->next + live);
    }
    nb_hypothesis *old = s->rows;
    s->rows = s->next;
    s->next = old;
    n = live;
  }
  return true;
}

bool nb_search(const nb_network *net, const nb_sources *sources, const size_t *limits, const nb_decode_options *options,
               nb_ids *const *outputs) {
  beam_search s = {.net = net, .options = options, .limits = limits, .outputs = outputs};
  nb_arena *arena = nb_arena_new();
  bool done = arena && start(&s, sources, arena) && run(&s, sources->n);
  nb_arena_free(arena);
  return done;
}
