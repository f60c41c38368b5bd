#include "translate/neural/stacks.h"

#include "translate/neural/layers.h"

/* x += Attention(LayerNorm(x)), each piece to all pieces of its sentence. */
static void encoder_attention(const nb_network *net, const nb_encoder_layer *layer, const nb_sources *sources, float *x,
                              float *room, float **entries, float *scores) {
  const size_t dim = net->config.dim, rows = sources->start[sources->n];
  float *y = room, *self = room + rows * dim;
  nb_normalise(&layer->n1, x, rows, dim, y);
  nb_linear_run(&layer->self, y, rows, self);
  for (size_t r = 0; r < rows; r++) entries[r] = self + r * 3 * dim + dim;
  for (size_t s = 0; s < sources->n; s++) {
    size_t first = sources->start[s], n = sources->start[s + 1] - first;
    for (size_t r = first; r < first + n; r++)
      nb_attend(&net->config, self + r * 3 * dim, entries + first, 0, n, scores, y + r * dim);
  }
  nb_add_linear(&layer->out, y, rows, x, self);
}

static void embed(const nb_network *net, const nb_sources *sources, float *x, float *position) {
  const size_t dim = net->config.dim;
  bool any = true;
  for (size_t p = 0; any; p++) {
    any = false;
    nb_position(net, p, position);
    for (size_t s = 0; s < sources->n; s++) {
      size_t r = sources->start[s] + p;
      if (r >= sources->start[s + 1]) continue;
      nb_embed(net, sources->ids[r], position, x + r * dim);
      any = true;
    }
  }
}

bool nb_encode(const nb_network *net, const nb_sources *sources, float *memory) {
  const nb_model_config *c = &net->config;
  const size_t dim = c->dim, rows = sources->start[sources->n];
  nb_arena *work = nb_arena_new();
  if (!work) return false;
  float *x = nb_arena_array(work, rows * dim, sizeof *x);
  float *room = nb_arena_array(work, rows * (dim + (c->hidden > 3 * dim ? c->hidden : 3 * dim)), sizeof *room);
  float **entries = nb_arena_array(work, rows, sizeof *entries);
  float *scores = nb_arena_array(work, rows * c->heads, sizeof *scores);
  bool ready = x && room && entries && scores;
  if (ready) {
    embed(net, sources, x, room);
    for (size_t i = 0; i < c->encoder_layers; i++) {
      const nb_encoder_layer *layer = &net->encoder[i];
      encoder_attention(net, layer, sources, x, room, entries, scores);
      nb_feed_forward(&layer->n2, &layer->wide, &layer->narrow, x, rows, room);
    }
    nb_normalise(&net->encoder_norm, x, rows, dim, memory);
  }
  nb_arena_free(work);
  return ready;
}
