#include "pass.h"

#include <math.h>
#include <string.h>

#include "base/random.h"
#include "translate/neural/layers.h"
#include "translate/neural/pieces.h"

enum { BLOCK = 128 /* rows of logits at a time */ };
static const float smoothing = 0.1F;

/* Source or target pieces of all sentences of the group */
typedef struct side {
  size_t rows, *start; /* [n + 1] */
  int32_t *ids;
  uint64_t key; /* of the embedding's dropout */
} side;

/* One sum of the residual stream, x + f(LayerNorm(x)), with what the way back needs of it */
typedef struct sum {
  const nb_norm *norm;
  float *x, *y; /* [rows, dim]: before, normalised */
  uint64_t key; /* of dropout */
} sum;

typedef struct self_part {
  sum sum;
  float *qkv, *shares, *mixed;
} self_part;

typedef struct cross_part {
  sum sum;
  float *q, *kv, *shares, *mixed;
} cross_part;

typedef struct forward_part {
  sum sum;
  float *hidden;
  uint64_t key;
} forward_part;

typedef struct encoder_part {
  self_part self;
  forward_part forward;
} encoder_part;

typedef struct decoder_part {
  self_part self;
  cross_part cross;
  forward_part forward;
} decoder_part;

typedef struct work {
  pass *pass;
  const nb_network *net;
  size_t n, dim, hidden;
  const example *examples;
  side source, target;
  uint64_t keys; /* drawn so far */
  bool failed;   /* out of memory */
  encoder_part *encoder;
  decoder_part *decoder;
  float *encoded, *memory;  /* [source rows, dim]: what comes out of the encoder, normalised */
  float *decoded, *outcome; /* [target rows, dim]: the same of the decoder */
  float *scores, *logits;   /* room for one attention; for a block */
  /* backwards: gradients */
  float *stream, *dmemory; /* of the residual stream; of the memory */
  float *d, *dy, *wide;    /* room [rows, dim], [rows, dim], [rows, hidden or 3 dim] */
} work;

static float *take(work *w, size_t rows, size_t cols) {
  float *taken = w->failed ? NULL : nb_arena_array(w->pass->arena, rows, cols * sizeof *taken);
  w->failed = w->failed || !taken;
  return taken;
}

static uint64_t next_key(work *w) {
  return nb_random_mix(w->pass->key ^ nb_random_mix(++w->keys));
}

static size_t longest(const side *s, size_t n) {
  size_t most = 0;
  for (size_t i = 0; i < n; i++)
    if (s->start[i + 1] - s->start[i] > most) most = s->start[i + 1] - s->start[i];
  return most;
}

/* Scores of all heads of all sentences */
static size_t shares_size(const work *w, const side *queries, const side *keys) {
  size_t size = 0;
  for (size_t i = 0; i < w->n; i++)
    size += (queries->start[i + 1] - queries->start[i]) * (keys->start[i + 1] - keys->start[i]);
  return size * w->net->config.heads;
}

/* --- forwards --- */

static float *embed(work *w, side *s) {
  float *x = take(w, s->rows, w->dim), *positions = take(w, longest(s, w->n), w->dim);
  if (w->failed) return NULL;
  for (size_t i = 0; i < longest(s, w->n); i++) nb_position(w->net, i, positions + i * w->dim);
  for (size_t i = 0; i < w->n; i++)
    for (size_t r = s->start[i]; r < s->start[i + 1]; r++)
      nb_embed(w->net, s->ids[r], positions + (r - s->start[i]) * w->dim, x + r * w->dim);
  s->key = next_key(w);
  dropout(x, s->rows * w->dim, w->pass->share, s->key);
  return x;
}

static float *normalised(work *w, const nb_norm *norm, const float *x, size_t rows) {
  float *y = take(w, rows, w->dim);
  if (y) nb_normalise(norm, x, rows, w->dim, y);
  return y;
}

static float *through(work *w, const nb_linear *l, const float *x, size_t rows) {
  float *y = take(w, rows, l->outputs);
  if (y) linear_run(l, x, rows, y);
  return y;
}

static void begin_sum(work *w, sum *s, const nb_norm *norm, float *x, size_t rows) {
  *s = (sum){norm, x, normalised(w, norm, x, rows), next_key(w)};
}

/* x + dropout(l(y)): the stream behind it */
static float *end_sum(work *w, const sum *s, const nb_linear *l, const float *y, size_t rows) {
  float *x = through(w, l, y, rows);
  if (!x) return NULL;
  dropout(x, rows * w->dim, w->pass->share, s->key);
  for (size_t i = 0; i < rows * w->dim; i++) x[i] += s->x[i];
  return x;
}

/* Attention of one sentence of the group; `query_step` and `key_step` as in attention. */
static attention sentence_attention(const work *w, size_t i, const side *queries, const side *keys, bool self,
                                    uint64_t key) {
  return (attention){.queries = queries->start[i + 1] - queries->start[i],
                     .keys = keys->start[i + 1] - keys->start[i],
                     .heads = w->net->config.heads,
                     .dim = w->dim,
                     .query_step = self ? 3 * w->dim : w->dim,
                     .key_step = self ? 3 * w->dim : 2 * w->dim,
                     .causal = self && queries == &w->target,
                     .share = w->pass->share,
                     .key = key + i * 1024};
}

static float *self_forward(work *w, self_part *p, const nb_norm *norm, const nb_linear *self, const nb_linear *out,
                           const side *s, float *x) {
  begin_sum(w, &p->sum, norm, x, s->rows);
  p->qkv = w->failed ? NULL : through(w, self, p->sum.y, s->rows);
  p->shares = take(w, shares_size(w, s, s), 1);
  p->mixed = take(w, s->rows, w->dim);
  if (w->failed) return NULL;
  float *shares = p->shares;
  for (size_t i = 0; i < w->n; i++) {
    attention a = sentence_attention(w, i, s, s, true, p->sum.key + 1);
    const float *q = p->qkv + s->start[i] * 3 * w->dim;
    attend(&a, q, q + w->dim, q + 2 * w->dim, shares, p->mixed + s->start[i] * w->dim, w->scores);
    shares += a.heads * a.queries * a.keys;
  }
  return end_sum(w, &p->sum, out, p->mixed, s->rows);
}

static float *cross_forward(work *w, cross_part *p, const nb_decoder_layer *l, float *x) {
  const side *s = &w->source, *t = &w->target;
  begin_sum(w, &p->sum, &l->n2, x, t->rows);
  p->q = w->failed ? NULL : through(w, &l->query, p->sum.y, t->rows);
  p->kv = w->failed ? NULL : through(w, &l->source, w->memory, s->rows);
  p->shares = take(w, shares_size(w, t, s), 1);
  p->mixed = take(w, t->rows, w->dim);
  if (w->failed) return NULL;
  float *shares = p->shares;
  for (size_t i = 0; i < w->n; i++) {
    attention a = sentence_attention(w, i, t, s, false, p->sum.key + 1);
    const float *k = p->kv + s->start[i] * 2 * w->dim;
    attend(&a, p->q + t->start[i] * w->dim, k, k + w->dim, shares, p->mixed + t->start[i] * w->dim, w->scores);
    shares += a.heads * a.queries * a.keys;
  }
  return end_sum(w, &p->sum, &l->cross, p->mixed, t->rows);
}

static float *feed_forward(work *w, forward_part *p, const nb_norm *norm, const nb_linear *wide,
                           const nb_linear *narrow, size_t rows, float *x) {
  begin_sum(w, &p->sum, norm, x, rows);
  p->hidden = w->failed ? NULL : through(w, wide, p->sum.y, rows);
  if (w->failed) return NULL;
  for (size_t i = 0; i < rows * w->hidden; i++) p->hidden[i] = p->hidden[i] > 0 ? p->hidden[i] : 0;
  p->key = next_key(w);
  dropout(p->hidden, rows * w->hidden, w->pass->share, p->key);
  return end_sum(w, &p->sum, narrow, p->hidden, rows);
}

static void encode(work *w) {
  const nb_network *net = w->net;
  float *x = embed(w, &w->source);
  for (size_t i = 0; !w->failed && i < net->config.encoder_layers; i++) {
    const nb_encoder_layer *l = &net->encoder[i];
    x = self_forward(w, &w->encoder[i].self, &l->n1, &l->self, &l->out, &w->source, x);
    if (!w->failed) x = feed_forward(w, &w->encoder[i].forward, &l->n2, &l->wide, &l->narrow, w->source.rows, x);
  }
  w->encoded = x;
  if (!w->failed) w->memory = normalised(w, &net->encoder_norm, x, w->source.rows);
}

static void decode(work *w) {
  const nb_network *net = w->net;
  float *x = w->failed ? NULL : embed(w, &w->target);
  for (size_t i = 0; !w->failed && i < net->config.decoder_layers; i++) {
    const nb_decoder_layer *l = &net->decoder[i];
    decoder_part *p = &w->decoder[i];
    x = self_forward(w, &p->self, &l->n1, &l->self, &l->out, &w->target, x);
    if (!w->failed) x = cross_forward(w, &p->cross, l, x);
    if (!w->failed) x = feed_forward(w, &p->forward, &l->n3, &l->wide, &l->narrow, w->target.rows, x);
  }
  w->decoded = x;
  if (!w->failed) w->outcome = normalised(w, &net->decoder_norm, x, w->target.rows);
}

/* --- the output --- */

/* Logits of one piece become the gradient of its loss. */
static void score(work *w, float *logits, int32_t label) {
  const size_t n = w->net->config.vocabulary;
  const float even = smoothing / (float)n;
  float sum_all = 0, right = logits[label];
#pragma omp simd reduction(+ : sum_all)
  for (size_t i = 0; i < n; i++) sum_all += logits[i];
  float whole = nb_softmax(logits, n);
  w->pass->surprise += (double)(whole - right);
  w->pass->loss += (double)((1 - smoothing) * (whole - right) + smoothing * (whole - sum_all / (float)n));
  for (size_t i = 0; i < n; i++) logits[i] -= even;
  logits[label] -= 1 - smoothing;
}

static int32_t label_of(const work *w, size_t sentence, size_t row) {
  return w->examples[sentence].target[row - w->target.start[sentence]];
}

/* Loss; backwards, the gradient of the decoder's outcome to `dy`. */
static void output(work *w) {
  const nb_linear *l = &w->net->output;
  nb_network *g = w->pass->gradients;
  size_t sentence = 0;
  for (size_t at = 0; at < w->target.rows; at += BLOCK) {
    size_t rows = w->target.rows - at < BLOCK ? w->target.rows - at : BLOCK;
    linear_run(l, w->outcome + at * w->dim, rows, w->logits);
    for (size_t r = 0; r < rows; r++) {
      while (at + r >= w->target.start[sentence + 1]) sentence++;
      score(w, w->logits + r * l->outputs, label_of(w, sentence, at + r));
    }
    if (g) linear_back(l, &g->output, w->outcome + at * w->dim, w->logits, rows, w->dy + at * w->dim, false);
  }
  w->pass->pieces += w->target.rows;
}

/* --- backwards: `stream` holds the gradient behind a sum and gets that before it --- */

/* The gradient of what was added */
static void open_sum(work *w, const sum *s, size_t rows) {
  memcpy(w->d, w->stream, rows * w->dim * sizeof *w->d);
  dropout(w->d, rows * w->dim, w->pass->share, s->key);
}

static void self_back(work *w, const self_part *p, const nb_linear *self, const nb_linear *out, nb_norm *g_norm,
                      nb_linear *g_self, nb_linear *g_out, const side *s) {
  open_sum(w, &p->sum, s->rows);
  linear_back(out, g_out, p->mixed, w->d, s->rows, w->dy, false);
  const float *shares = p->shares;
  for (size_t i = 0; i < w->n; i++) {
    attention a = sentence_attention(w, i, s, s, true, p->sum.key + 1);
    const float *q = p->qkv + s->start[i] * 3 * w->dim;
    float *dq = w->wide + s->start[i] * 3 * w->dim;
    attend_back(&a, q, q + w->dim, q + 2 * w->dim, shares, w->dy + s->start[i] * w->dim, dq, dq + w->dim,
                dq + 2 * w->dim, w->scores);
    shares += a.heads * a.queries * a.keys;
  }
  linear_back(self, g_self, p->sum.y, w->wide, s->rows, w->dy, false);
  norm_back(p->sum.norm, g_norm, p->sum.x, w->dy, s->rows, w->dim, w->stream);
}

static void cross_back(work *w, const cross_part *p, const nb_decoder_layer *l, nb_decoder_layer *g) {
  const side *s = &w->source, *t = &w->target;
  open_sum(w, &p->sum, t->rows);
  linear_back(&l->cross, &g->cross, p->mixed, w->d, t->rows, w->dy, false);
  const float *shares = p->shares;
  for (size_t i = 0; i < w->n; i++) {
    attention a = sentence_attention(w, i, t, s, false, p->sum.key + 1);
    const float *k = p->kv + s->start[i] * 2 * w->dim;
    float *dk = w->wide + s->start[i] * 2 * w->dim;
    attend_back(&a, p->q + t->start[i] * w->dim, k, k + w->dim, shares, w->dy + t->start[i] * w->dim,
                w->d + t->start[i] * w->dim, dk, dk + w->dim, w->scores);
    shares += a.heads * a.queries * a.keys;
  }
  linear_back(&l->source, &g->source, w->memory, w->wide, s->rows, w->dmemory, true);
  linear_back(&l->query, &g->query, p->sum.y, w->d, t->rows, w->dy, false);
  norm_back(p->sum.norm, &g->n2, p->sum.x, w->dy, t->rows, w->dim, w->stream);
}

static void feed_back(work *w, const forward_part *p, const nb_linear *wide, const nb_linear *narrow, nb_norm *g_norm,
                      nb_linear *g_wide, nb_linear *g_narrow, size_t rows) {
  open_sum(w, &p->sum, rows);
  linear_back(narrow, g_narrow, p->hidden, w->d, rows, w->wide, false);
  dropout(w->wide, rows * w->hidden, w->pass->share, p->key);
  for (size_t i = 0; i < rows * w->hidden; i++) w->wide[i] = p->hidden[i] > 0 ? w->wide[i] : 0;
  linear_back(wide, g_wide, p->sum.y, w->wide, rows, w->dy, false);
  norm_back(p->sum.norm, g_norm, p->sum.x, w->dy, rows, w->dim, w->stream);
}

static void embed_back(work *w, const side *s) {
  const float scale = sqrtf((float)w->dim);
  dropout(w->stream, s->rows * w->dim, w->pass->share, s->key);
  for (size_t r = 0; r < s->rows; r++) {
    float *g = w->pass->gradients->output.weights + (size_t)s->ids[r] * w->dim;
    for (size_t i = 0; i < w->dim; i++) g[i] += scale * w->stream[r * w->dim + i];
  }
}

/* Through the norm at a stack's end: `stream` begins there. */
static void begin_stream(work *w, const nb_norm *norm, nb_norm *g, const float *x, const float *dy, size_t rows) {
  memset(w->stream, 0, rows * w->dim * sizeof *w->stream);
  norm_back(norm, g, x, dy, rows, w->dim, w->stream);
}

static void decoder_back(work *w) {
  const nb_network *net = w->net;
  nb_network *g = w->pass->gradients;
  begin_stream(w, &net->decoder_norm, &g->decoder_norm, w->decoded, w->dy, w->target.rows);
  for (size_t i = net->config.decoder_layers; i-- > 0;) {
    const nb_decoder_layer *l = &net->decoder[i];
    nb_decoder_layer *gl = &g->decoder[i];
    const decoder_part *p = &w->decoder[i];
    feed_back(w, &p->forward, &l->wide, &l->narrow, &gl->n3, &gl->wide, &gl->narrow, w->target.rows);
    cross_back(w, &p->cross, l, gl);
    self_back(w, &p->self, &l->self, &l->out, &gl->n1, &gl->self, &gl->out, &w->target);
  }
  embed_back(w, &w->target);
}

static void encoder_back(work *w) {
  const nb_network *net = w->net;
  nb_network *g = w->pass->gradients;
  begin_stream(w, &net->encoder_norm, &g->encoder_norm, w->encoded, w->dmemory, w->source.rows);
  for (size_t i = net->config.encoder_layers; i-- > 0;) {
    const nb_encoder_layer *l = &net->encoder[i];
    nb_encoder_layer *gl = &g->encoder[i];
    const encoder_part *p = &w->encoder[i];
    feed_back(w, &p->forward, &l->wide, &l->narrow, &gl->n2, &gl->wide, &gl->narrow, w->source.rows);
    self_back(w, &p->self, &l->self, &l->out, &gl->n1, &gl->self, &gl->out, &w->source);
  }
  embed_back(w, &w->source);
}

/* --- the group --- */

/* `shifted`: the decoder's input, which begins with NB_PIECE_BEGIN and lacks the last piece. */
static void lay_out(work *w, side *s, bool shifted) {
  s->start = nb_arena_array(w->pass->arena, w->n + 1, sizeof *s->start);
  for (size_t i = 0; s->start && i < w->n; i++)
    s->start[i + 1] = s->start[i] + (shifted ? w->examples[i].n_target : w->examples[i].n_source);
  s->rows = s->start ? s->start[w->n] : 0;
  s->ids = nb_arena_array(w->pass->arena, s->rows, sizeof *s->ids);
  w->failed = w->failed || !s->start || !s->ids;
  for (size_t i = 0; !w->failed && i < w->n; i++) {
    const example *e = &w->examples[i];
    int32_t *ids = s->ids + s->start[i];
    if (shifted) ids[0] = NB_PIECE_BEGIN;
    memcpy(ids + shifted, shifted ? e->target : e->source,
           ((shifted ? e->n_target : e->n_source) - shifted) * sizeof *ids);
  }
}

static void prepare(work *w) {
  const nb_model_config *c = &w->net->config;
  lay_out(w, &w->source, false);
  lay_out(w, &w->target, true);
  w->encoder = nb_arena_array(w->pass->arena, c->encoder_layers, sizeof *w->encoder);
  w->decoder = nb_arena_array(w->pass->arena, c->decoder_layers, sizeof *w->decoder);
  w->failed = w->failed || !w->encoder || !w->decoder;
  if (w->failed) return;
  size_t s = longest(&w->source, w->n), t = longest(&w->target, w->n), most = s > t ? s : t;
  w->scores = take(w, 2 * most, most);
  w->logits = take(w, BLOCK, c->vocabulary);
  if (!w->pass->gradients) return;
  size_t rows = w->source.rows > w->target.rows ? w->source.rows : w->target.rows;
  w->stream = take(w, rows, w->dim);
  w->dmemory = take(w, w->source.rows, w->dim);
  w->d = take(w, rows, w->dim);
  w->dy = take(w, rows, w->dim);
  w->wide = take(w, rows, w->hidden > 3 * w->dim ? w->hidden : 3 * w->dim);
}

bool pass_run(pass *p, const example *examples, size_t n) {
  nb_arena_reset(p->arena);
  const nb_model_config *c = &p->net->config;
  work w = {.pass = p, .net = p->net, .n = n, .dim = c->dim, .hidden = c->hidden, .examples = examples};
  prepare(&w);
  if (!w.failed) encode(&w);
  if (!w.failed) decode(&w);
  if (w.failed) return false;
  output(&w);
  if (p->gradients) {
    decoder_back(&w);
    encoder_back(&w);
  }
  return true;
}
