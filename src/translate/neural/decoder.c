#include "translate/neural/stacks.h"

#include "translate/neural/layers.h"

static size_t max(size_t a, size_t b) {
  return a > b ? a : b;
}

static bool make_room(nb_decoder *d, size_t pieces, size_t rows, size_t length) {
  const nb_model_config *c = &d->net->config;
  d->memory = nb_arena_array(d->arena, c->decoder_layers * pieces, 2 * c->dim * sizeof(float));
  d->entries = nb_arena_array(d->arena, pieces, sizeof *d->entries);
  d->x = nb_arena_array(d->arena, rows, c->dim * sizeof(float));
  d->y = nb_arena_array(d->arena, rows, c->dim * sizeof(float));
  d->room = nb_arena_array(d->arena, rows, (c->dim + max(c->hidden, 3 * c->dim)) * sizeof(float));
  d->scores = nb_arena_array(d->arena, max(pieces, length + 1), c->heads * sizeof(float));
  d->position = nb_arena_array(d->arena, c->dim, sizeof(float));
  d->logits = nb_arena_array(d->arena, rows, d->net->said.outputs * sizeof(float));
  return d->memory && d->entries && d->x && d->y && d->room && d->scores && d->position && d->logits;
}

bool nb_decoder_init(nb_decoder *d, const nb_network *net, const nb_sources *sources, nb_arena *arena, size_t rows,
                     size_t length) {
  const size_t dim = net->config.dim, pieces = sources->start[sources->n];
  *d = (nb_decoder){.net = net, .sources = sources, .arena = arena};
  if (!make_room(d, pieces, rows, length)) return false;
  nb_arena *work = nb_arena_new();
  float *encoded = work ? nb_arena_array(work, pieces, dim * sizeof *encoded) : NULL;
  bool done = encoded && nb_encode(net, sources, encoded);
  for (size_t i = 0; done && i < net->config.decoder_layers; i++)
    nb_linear_run(&net->decoder[i].source, encoded, pieces, d->memory + i * pieces * 2 * dim);
  for (size_t p = 0; p < pieces; p++) d->entries[p] = d->memory + p * 2 * dim;
  nb_arena_free(work);
  return done;
}

/* x += Attention(LayerNorm(x)), each hypothesis to its own pieces; the newest joins the cache first. */
static void attend_self(nb_decoder *d, size_t layer, nb_hypothesis *rows, size_t n) {
  const nb_decoder_layer *w = &d->net->decoder[layer];
  const size_t dim = d->net->config.dim, offset = layer * 2 * dim;
  float *self = d->room;
  nb_normalise(&w->n1, d->x, n, dim, d->y);
  nb_linear_run(&w->self, d->y, n, self);
  for (size_t r = 0; r < n; r++, self += 3 * dim) {
    float *newest = rows[r].cache[rows[r].length] + offset;
    for (size_t i = 0; i < 2 * dim; i++) newest[i] = self[dim + i];
    nb_attend(&d->net->config, self, rows[r].cache, offset, rows[r].length + 1, d->scores, d->y + r * dim);
  }
  nb_add_linear(&w->out, d->y, n, d->x, d->room);
}

/* x += Attention(LayerNorm(x)), each hypothesis to the pieces of its source */
static void attend_source(nb_decoder *d, size_t layer, const nb_hypothesis *rows, size_t n) {
  const nb_decoder_layer *w = &d->net->decoder[layer];
  const size_t dim = d->net->config.dim, *start = d->sources->start, offset = layer * start[d->sources->n] * 2 * dim;
  nb_normalise(&w->n2, d->x, n, dim, d->y);
  nb_linear_run(&w->query, d->y, n, d->room);
  for (size_t r = 0; r < n; r++) {
    size_t s = rows[r].sentence;
    nb_attend(&d->net->config, d->room + r * dim, d->entries + start[s], offset, start[s + 1] - start[s], d->scores,
              d->y + r * dim);
  }
  nb_add_linear(&w->cross, d->y, n, d->x, d->room);
}

bool nb_decoder_step(nb_decoder *d, nb_hypothesis *rows, size_t n) {
  const nb_network *net = d->net;
  const size_t dim = net->config.dim, layers = net->config.decoder_layers, length = rows[0].length;
  float *cache = nb_arena_array(d->arena, n, layers * 2 * dim * sizeof *cache);
  if (!cache) return false;
  nb_position(net, length, d->position);
  for (size_t r = 0; r < n; r++) {
    rows[r].cache[length] = cache + r * layers * 2 * dim;
    nb_embed(net, rows[r].ids[length], d->position, d->x + r * dim);
  }
  for (size_t i = 0; i < layers; i++) {
    const nb_decoder_layer *w = &net->decoder[i];
    attend_self(d, i, rows, n);
    attend_source(d, i, rows, n);
    nb_feed_forward(&w->n3, &w->wide, &w->narrow, d->x, n, d->room);
  }
  nb_normalise(&net->decoder_norm, d->x, n, dim, d->y);
  nb_linear_run(&net->said, d->y, n, d->logits);
  return true;
}
