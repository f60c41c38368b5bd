#include "batches.h"

#include <math.h>
#include <stdlib.h>

#include "base/random.h"
#include "choice.h"

enum { NO_EPOCH = -1 };
static const double plain_share = 0.4;   /* of the draws: without any hint */
static const double sampled_share = 0.5; /* of the draws: Dutch in pieces drawn at random */
static const double sharpness = 0.4;     /* of these */

nb_status batches_init(nb_context *ctx, batches *b, const corpus *c, const nb_hinter *hinter, const nb_pieces *pieces,
                       size_t most, uint64_t seed) {
  *b = (batches){
      .corpus = c, .hinter = hinter, .pieces = pieces, .most = most, .seed = seed, .ordered = (size_t)NO_EPOCH};
  if (!c->n) return nb_fail(ctx, NB_DATA, "no pairs to train on");
  double sum = 0;
  b->until = malloc(c->n * sizeof *b->until);
  for (size_t i = 0; b->until && i < c->n; i++) b->until[i] = sum += c->pairs[i].weight;
  b->n = (size_t)ceil(sum);
  b->order = malloc(b->n * sizeof *b->order);
  return b->until && b->order ? NB_OK : nb_fail_memory(ctx);
}

void batches_free(batches *b) {
  free(b->until);
  free(b->order);
}

static void shuffle(batches *b) {
  uint64_t random = nb_random_mix(b->seed) ^ nb_random_mix(~b->epoch);
  for (size_t i = 0; i < b->n; i++) b->order[i] = i;
  for (size_t i = b->n; i > 1; i--) {
    size_t other = nb_random_below(&random, i);
    uint64_t kept = b->order[i - 1];
    b->order[i - 1] = b->order[other];
    b->order[other] = kept;
  }
  b->ordered = b->epoch;
}

/* The weights side by side are cut into draws of equal length, so that in each epoch a pair comes as often as its
 * weight says, rounded down or up: by chance, as the cuts begin at a random point. */
static size_t pair_of(const batches *b, uint64_t draw) {
  uint64_t random = nb_random_mix(b->seed + b->epoch);
  const double whole = b->until[b->corpus->n - 1];
  const double point = ((double)draw + nb_random_unit(&random)) / (double)b->n * whole;
  size_t low = 0, high = b->corpus->n - 1;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (b->until[middle] > point)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

static bool with_end(nb_arena *arena, const int32_t *ids, size_t n, const int32_t **out, size_t *n_out) {
  int32_t *all = nb_arena_array(arena, n + 1, sizeof *all);
  if (!all) return false;
  for (size_t i = 0; i < n; i++) all[i] = ids[i];
  all[n] = NB_PIECE_END;
  *out = all;
  *n_out = n + 1;
  return true;
}

/* `random` NULL: in the best pieces. */
static nb_status to_example(nb_context *ctx, const nb_pieces *pieces, nb_arena *arena, nb_str nl, nb_str en,
                            uint64_t *random, example *e) {
  int32_t *source, *target;
  size_t n_source, n_target;
  nb_status status = random ? nb_pieces_sample(ctx, pieces, arena, nl, sharpness, random, &source, &n_source)
                            : nb_pieces_encode(ctx, pieces, arena, nl, &source, &n_source);
  if (!status) status = nb_pieces_encode(ctx, pieces, arena, en, &target, &n_target);
  if (status) return status;
  bool made = with_end(arena, source, n_source, &e->source, &e->n_source) &&
              with_end(arena, target, n_target, &e->target, &e->n_target);
  return made ? NB_OK : nb_fail_memory(ctx);
}

static bool short_enough(const example *e) {
  return e->n_source > 1 && e->n_target > 1 && e->n_source <= LONGEST && e->n_target <= LONGEST;
}

static nb_status draw(nb_context *ctx, batches *b, nb_arena *arena, example *e) {
  if (b->ordered != b->epoch) shuffle(b);
  const corpus_pair *pair = &b->corpus->pairs[pair_of(b, b->order[b->at])];
  uint64_t random = nb_random_mix(nb_random_mix(b->seed) + b->epoch) ^ nb_random_mix(b->at);
  nb_str nl = pair->nl;
  choice c;
  if (!choice_init(&c, arena, pair->en, nb_random(&random))) return nb_fail_memory(ctx);
  nb_status status = NB_OK;
  if (nb_random_unit(&random) >= plain_share) status = nb_hint_chosen(ctx, b->hinter, arena, pair->nl, &c.chooser, &nl);
  bool sampled = nb_random_unit(&random) < sampled_share;
  if (!status) status = to_example(ctx, b->pieces, arena, nl, pair->en, sampled ? &random : NULL, e);
  if (++b->at < b->n) return status;
  b->at = 0;
  b->epoch++;
  return status;
}

static size_t longer(const example *e) {
  return e->n_source > e->n_target ? e->n_source : e->n_target;
}

nb_status batches_next(nb_context *ctx, batches *b, nb_arena *arena, example **examples, size_t *n) {
  size_t cap = 0, sum = 0, skipped = 0;
  *examples = NULL;
  for (*n = 0; sum < b->most;) {
    example e;
    nb_status status = draw(ctx, b, arena, &e);
    if (status) return status;
    if (!short_enough(&e)) {
      if (++skipped > b->n) return nb_fail(ctx, NB_DATA, "no pair of at most %d pieces to train on", LONGEST);
      continue;
    }
    if (!nb_arena_grow(arena, examples, &cap, *n + 1, sizeof **examples)) return nb_fail_memory(ctx);
    (*examples)[(*n)++] = e;
    sum += longer(&e);
  }
  return NB_OK;
}

nb_status batches_plain(nb_context *ctx, const corpus *c, const nb_hinter *hinter, const nb_pieces *pieces,
                        nb_arena *arena, example **examples, size_t *n) {
  *n = 0;
  *examples = nb_arena_array(arena, c->n, sizeof **examples);
  if (!*examples) return nb_fail_memory(ctx);
  for (size_t i = 0; i < c->n; i++) {
    nb_str hinted;
    example e;
    nb_status status = nb_hint(ctx, hinter, arena, c->pairs[i].nl, NB_HINT_RARE, &hinted);
    if (!status) status = to_example(ctx, pieces, arena, hinted, c->pairs[i].en, NULL, &e);
    if (status) return status;
    if (short_enough(&e)) (*examples)[(*n)++] = e;
  }
  return NB_OK;
}
