/* Decoding beside a naive implementation of the same network and search: plain loops, one sentence, no cache. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "translate/neural/decode.h"
#include "translate/neural/pieces.h"

enum { DIM = 16, HIDDEN = 24, HEADS = 2, ENCODER = 2, DECODER = 2, VOCABULARY = 32, MAX_LENGTH = 64 };
enum { TENSORS = 128, SOURCES = 60, MAX_BEAM = 4, WIDTH = DIM / HEADS };

/* ---- a model with random weights ---- */

typedef struct tensor {
  char name[64];
  size_t rows, cols; /* rows 0: a vector */
  float *values;     /* as the file has them */
} tensor;

typedef struct net {
  tensor tensors[TENSORS];
  size_t n;
  uint32_t random;
  nb_dtype matrices;
  bool even_targets; /* translations may have pieces with an even number only */
} net;

static float uniform(net *m) {
  m->random = m->random * 1664525U + 1013904223U;
  return (float)(m->random >> 8) / 8388608.0F - 1;
}

static float *values(const net *m, const char *name) {
  for (size_t i = 0; i < m->n; i++)
    if (strcmp(m->tensors[i].name, name) == 0) return m->tensors[i].values;
  fail_msg("no tensor %s", name);
  return NULL;
}

static void add(net *m, const char *name, size_t rows, size_t cols, float spread, float around) {
  assert_true(m->n < TENSORS);
  size_t n = rows ? rows * cols : cols;
  tensor *t = &m->tensors[m->n++];
  *t = (tensor){.rows = rows, .cols = cols, .values = malloc(n * sizeof(float))};
  snprintf(t->name, sizeof t->name, "%s", name);
  for (size_t i = 0; i < n; i++) t->values[i] = around + spread * uniform(m);
}

static void add_layer(net *m, const char *stack, int layer, const char *part, size_t out, size_t in) {
  char name[64];
  snprintf(name, sizeof name, "%s.%d.%s.weight", stack, layer, part);
  add(m, name, out, in, 0.5F, 0);
  snprintf(name, sizeof name, "%s.%d.%s.bias", stack, layer, part);
  add(m, name, 0, out, 0.2F, 0);
}

static void add_norm(net *m, const char *prefix) {
  char name[64];
  snprintf(name, sizeof name, "%s.weight", prefix);
  add(m, name, 0, DIM, 0.3F, 1);
  snprintf(name, sizeof name, "%s.bias", prefix);
  add(m, name, 0, DIM, 0.3F, 0);
}

static void add_stack(net *m, const char *stack, int layers, const char *attentions) {
  char name[32];
  for (int i = 0; i < layers; i++) {
    for (const char *a = attentions; *a; a++)
      for (const char *p = "qkvo"; *p; p++) {
        snprintf(name, sizeof name, "%c.%c", *a, *p);
        add_layer(m, stack, i, name, DIM, DIM);
      }
    add_layer(m, stack, i, "f.a", HIDDEN, DIM);
    add_layer(m, stack, i, "f.b", DIM, HIDDEN);
    for (size_t n = 1; n <= strlen(attentions) + 1; n++) {
      snprintf(name, sizeof name, "%s.%d.n%zu", stack, i, n);
      add_norm(m, name);
    }
  }
}

static net *make_net(nb_dtype matrices) {
  net *m = calloc(1, sizeof *m);
  m->random = 7;
  m->matrices = matrices;
  add(m, "emb.weight", VOCABULARY, DIM, 0.6F, 0);
  add(m, "bias", 0, VOCABULARY, 0.5F, 0);
  add_norm(m, "ne");
  add_norm(m, "nd");
  add_stack(m, "enc", ENCODER, "a");
  add_stack(m, "dec", DECODER, "ac");
  return m;
}

static void free_net(net *m) {
  for (size_t i = 0; i < m->n; i++) free(m->tensors[i].values);
  free(m);
}

/* ---- the same as a file ---- */

static void put(nb_buf *b, const void *bytes, size_t n) {
  assert_int_equal(nb_buf_add(b, (nb_str){bytes, n}), NB_OK);
}

static void entry(nb_buf *header, const char *name, const char *dtype, size_t rows, size_t cols, size_t start,
                  size_t end) {
  nb_buf_printf(header, ",\"%s\":{\"dtype\":\"%s\",\"shape\":[", name, dtype);
  if (rows) nb_buf_printf(header, "%zu,", rows);
  nb_buf_printf(header, "%zu],\"data_offsets\":[%zu,%zu]}", cols, start, end);
}

/* Each row by its largest value; the scales go to `scales`, and the tensor keeps what can be read back. */
static void put_int8(nb_buf *data, tensor *t, float *scales) {
  for (size_t r = 0; r < t->rows; r++) {
    float *row = t->values + r * t->cols;
    scales[r] = 0;
    for (size_t i = 0; i < t->cols; i++) scales[r] = fmaxf(scales[r], fabsf(row[i]) / 127);
    for (size_t i = 0; i < t->cols; i++) {
      int8_t q = (int8_t)lrintf(row[i] / scales[r]);
      put(data, &q, 1);
      row[i] = (float)q * scales[r];
    }
  }
}

/* Cut to ten bits of fraction, which half precision can hold; small ones become zero. */
static void put_half(nb_buf *data, tensor *t) {
  for (size_t i = 0; i < t->rows * t->cols; i++) {
    uint32_t bits;
    memcpy(&bits, &t->values[i], sizeof bits);
    bits = fabsf(t->values[i]) < 0x1p-14F ? 0 : bits & 0xffffe000U;
    uint16_t h = bits ? (uint16_t)((bits >> 16 & 0x8000) | ((bits & 0x7fffffff) - 0x38000000) >> 13) : 0;
    put(data, &h, sizeof h);
    memcpy(&t->values[i], &bits, sizeof bits);
  }
}

static void put_tensor(nb_buf *header, nb_buf *data, net *m, tensor *t) {
  float scales[VOCABULARY];
  char name[80];
  size_t start = data->len;
  if (!t->rows || m->matrices == NB_F32) {
    put(data, t->values, (t->rows ? t->rows : 1) * t->cols * sizeof(float));
    entry(header, t->name, "F32", t->rows, t->cols, start, data->len);
  } else if (m->matrices == NB_F16) {
    put_half(data, t);
    entry(header, t->name, "F16", t->rows, t->cols, start, data->len);
  } else {
    put_int8(data, t, scales);
    entry(header, t->name, "I8", t->rows, t->cols, start, data->len);
    start = data->len;
    put(data, scales, t->rows * sizeof(float));
    snprintf(name, sizeof name, "%s.scale", t->name);
    entry(header, name, "F32", 0, t->rows, start, data->len);
  }
}

static nb_model *open_net(nb_context *ctx, net *m) {
  nb_buf header, data, file;
  nb_buf_init(&header, 65536);
  nb_buf_init(&data, 1 << 20);
  nb_buf_init(&file, 1 << 20);
  nb_buf_printf(
      &header,
      "{\"__metadata__\":{\"format\":\"nieuwsbrief-neural\",\"version\":\"1\",\"dim\":\"%d\",\"hidden\":\"%d\","
      "\"heads\":\"%d\",\"encoder_layers\":\"%d\",\"decoder_layers\":\"%d\",\"vocabulary\":\"%d\","
      "\"max_length\":\"%d\"}",
      DIM, HIDDEN, HEADS, ENCODER, DECODER, VOCABULARY, MAX_LENGTH);
  for (size_t i = 0; i < m->n; i++) put_tensor(&header, &data, m, &m->tensors[i]);
  for (const char *const *name = (const char *const[]){"tokenizer", "counts", NULL}; *name; name++) {
    entry(&header, *name, "U8", 0, 4, data.len, data.len + 4);
    put(&data, "none", 4);
  }
  if (m->even_targets) {
    entry(&header, "targets", "U8", 0, VOCABULARY, data.len, data.len + VOCABULARY);
    for (int i = 0; i < VOCABULARY; i++) nb_buf_add_char(&data, i % 2 == 0);
  }
  nb_buf_add_char(&header, '}');
  while (header.len % 8) nb_buf_add_char(&header, ' ');
  uint64_t length = header.len; /* little-endian, as the machines this runs on */
  put(&file, &length, sizeof length);
  put(&file, header.ptr, header.len);
  put(&file, data.ptr, data.len);
  char path[] = "/tmp/nb-decode-XXXXXX";
  close(mkstemp(path));
  assert_int_equal(nb_file_write(ctx, path, nb_buf_str(&file)), NB_OK);
  nb_model *model = NULL;
  if (nb_model_open(ctx, path, &model)) fail_msg("%s", nb_error(ctx));
  unlink(path);
  nb_buf_free(&header);
  nb_buf_free(&data);
  nb_buf_free(&file);
  return model;
}

/* ---- the naive network ---- */

typedef float vec[DIM];

static float *part(const net *m, const char *stack, int layer, const char *what) {
  char name[32];
  snprintf(name, sizeof name, "%s.%d.%s", stack, layer, what);
  return values(m, name);
}

static void linear(const float *w, const float *b, const float *x, size_t in, float *y, size_t out) {
  for (size_t o = 0; o < out; o++) {
    double sum = b[o];
    for (size_t i = 0; i < in; i++) sum += (double)w[o * in + i] * x[i];
    y[o] = (float)sum;
  }
}

static void norm(const float *gain, const float *bias, const float *x, float *y) {
  double mean = 0, variance = 0;
  for (size_t i = 0; i < DIM; i++) mean += x[i] / (double)DIM;
  for (size_t i = 0; i < DIM; i++) variance += (x[i] - mean) * (x[i] - mean) / DIM;
  for (size_t i = 0; i < DIM; i++) y[i] = (float)((x[i] - mean) / sqrt(variance + 1e-5) * gain[i] + bias[i]);
}

static void project(const net *m, const char *stack, int layer, char attention, char to, const float *x, float *y) {
  char weight[16], bias[16];
  snprintf(weight, sizeof weight, "%c.%c.weight", attention, to);
  snprintf(bias, sizeof bias, "%c.%c.bias", attention, to);
  linear(part(m, stack, layer, weight), part(m, stack, layer, bias), x, DIM, y, DIM);
}

/* One query to n pieces */
static void attend(const net *m, const char *stack, int layer, char attention, const float *query, vec *to, size_t n,
                   float *x) {
  vec q, k, v, mixed = {0}, out;
  double score[MAX_LENGTH], total;
  project(m, stack, layer, attention, 'q', query, q);
  for (size_t h = 0; h < HEADS; h++) {
    total = 0;
    for (size_t j = 0; j < n; j++) {
      project(m, stack, layer, attention, 'k', to[j], k);
      score[j] = 0;
      for (size_t i = h * WIDTH; i < (h + 1) * WIDTH; i++) score[j] += (double)q[i] * k[i];
      total += score[j] = exp(score[j] / sqrt(WIDTH));
    }
    for (size_t j = 0; j < n; j++) {
      project(m, stack, layer, attention, 'v', to[j], v);
      for (size_t i = h * WIDTH; i < (h + 1) * WIDTH; i++) mixed[i] += (float)(score[j] / total * v[i]);
    }
  }
  project(m, stack, layer, attention, 'o', mixed, out);
  for (size_t i = 0; i < DIM; i++) x[i] += out[i];
}

static void feed_forward(const net *m, const char *stack, int layer, const float *y, float *x) {
  float hidden[HIDDEN];
  vec out;
  linear(part(m, stack, layer, "f.a.weight"), part(m, stack, layer, "f.a.bias"), y, DIM, hidden, HIDDEN);
  for (size_t i = 0; i < HIDDEN; i++) hidden[i] = fmaxf(hidden[i], 0);
  linear(part(m, stack, layer, "f.b.weight"), part(m, stack, layer, "f.b.bias"), hidden, HIDDEN, out, DIM);
  for (size_t i = 0; i < DIM; i++) x[i] += out[i];
}

static void layer_norm(const net *m, const char *stack, int layer, int n, const float *x, float *y) {
  char gain[16], bias[16];
  snprintf(gain, sizeof gain, "n%d.weight", n);
  snprintf(bias, sizeof bias, "n%d.bias", n);
  norm(part(m, stack, layer, gain), part(m, stack, layer, bias), x, y);
}

static void embed(const net *m, const int32_t *ids, size_t n, vec *x) {
  const float *table = values(m, "emb.weight");
  for (size_t t = 0; t < n; t++)
    for (int i = 0; i < DIM; i++) {
      double angle = (double)t * pow(10000, -(double)(i / 2 * 2) / DIM);
      x[t][i] = table[ids[t] * DIM + i] * sqrtf(DIM) + (float)(i % 2 ? cos(angle) : sin(angle));
    }
}

static void encode(const net *m, const int32_t *ids, size_t n, vec *memory) {
  vec x[MAX_LENGTH], y[MAX_LENGTH];
  embed(m, ids, n, x);
  for (int i = 0; i < ENCODER; i++) {
    for (size_t t = 0; t < n; t++) layer_norm(m, "enc", i, 1, x[t], y[t]);
    for (size_t t = 0; t < n; t++) attend(m, "enc", i, 'a', y[t], y, n, x[t]);
    for (size_t t = 0; t < n; t++) {
      layer_norm(m, "enc", i, 2, x[t], y[t]);
      feed_forward(m, "enc", i, y[t], x[t]);
    }
  }
  for (size_t t = 0; t < n; t++) norm(values(m, "ne.weight"), values(m, "ne.bias"), x[t], memory[t]);
}

/* Log-probabilities of what follows n pieces */
static void predict(const net *m, const int32_t *ids, size_t n, vec *memory, size_t source, float *log_p) {
  vec x[MAX_LENGTH], y[MAX_LENGTH], z;
  embed(m, ids, n, x);
  for (int i = 0; i < DECODER; i++) {
    for (size_t t = 0; t < n; t++) layer_norm(m, "dec", i, 1, x[t], y[t]);
    for (size_t t = 0; t < n; t++) attend(m, "dec", i, 'a', y[t], y, t + 1, x[t]);
    for (size_t t = 0; t < n; t++) {
      layer_norm(m, "dec", i, 2, x[t], z);
      attend(m, "dec", i, 'c', z, memory, source, x[t]);
      layer_norm(m, "dec", i, 3, x[t], z);
      feed_forward(m, "dec", i, z, x[t]);
    }
  }
  norm(values(m, "nd.weight"), values(m, "nd.bias"), x[n - 1], z);
  linear(values(m, "emb.weight"), values(m, "bias"), z, DIM, log_p, VOCABULARY);
  double sum = 0;
  for (int v = 0; v < VOCABULARY; v++)
    if (v == NB_PIECE_END || v > NB_PIECE_UNKNOWN) sum += exp(log_p[v]);
  for (int v = 0; v < VOCABULARY; v++)
    log_p[v] = v == NB_PIECE_END || v > NB_PIECE_UNKNOWN ? log_p[v] - (float)log(sum) : -INFINITY;
}

/* ---- the naive search ---- */

typedef struct guess {
  int32_t ids[MAX_LENGTH + 1]; /* with the begin */
  size_t n;
  float score;
} guess;

static int best_first(const void *a, const void *b) {
  float x = ((const guess *)a)->score, y = ((const guess *)b)->score;
  return (x < y) - (x > y);
}

/* All continuations of all guesses, sorted, at every step. */
static guess search(const net *m, const nb_ids *source, size_t beam, float alpha, size_t limit) {
  vec memory[MAX_LENGTH];
  guess live[MAX_BEAM] = {{.ids = {NB_PIECE_BEGIN}, .n = 1}}, best = {.score = -INFINITY};
  guess *all = malloc(MAX_BEAM * VOCABULARY * sizeof *all);
  size_t n = 1, finished = 0;
  encode(m, source->ids, source->n, memory);
  for (size_t step = 1; step <= limit && finished < beam; step++) {
    size_t count = 0;
    for (size_t g = 0; g < n; g++) {
      float log_p[VOCABULARY];
      predict(m, live[g].ids, live[g].n, memory, source->n, log_p);
      for (int v = 0; v < VOCABULARY; v++) {
        guess *next = &all[count++];
        *next = live[g];
        next->ids[next->n++] = v;
        next->score += log_p[v];
      }
    }
    qsort(all, count, sizeof *all, best_first);
    n = 0;
    for (size_t i = 0; i < 2 * beam && n < beam; i++) {
      bool end = all[i].ids[all[i].n - 1] == NB_PIECE_END;
      if (!end) {
        live[n++] = all[i];
      } else if (i < beam) {
        finished++;
        all[i].score /= powf((float)step, alpha);
        if (all[i].score > best.score) best = all[i];
      }
    }
  }
  if (!finished) {
    best = live[0];
    best.score /= powf((float)limit, alpha);
  }
  free(all);
  return best;
}

/* ---- tests ---- */

typedef struct fixture {
  nb_context *ctx;
  nb_arena *arena;
  net *net;
  nb_model *model;
  nb_ids sources[SOURCES], outputs[SOURCES];
} fixture;

static void make_sources(fixture *f) {
  for (size_t i = 0; i < SOURCES; i++) {
    nb_ids *s = &f->sources[i];
    s->n = 1 + i * 7 % 13;
    s->ids = nb_arena_array(f->arena, s->n, sizeof *s->ids);
    for (size_t k = 0; k < s->n; k++) s->ids[k] = 4 + (int32_t)((uniform(f->net) + 1) * 13.9F);
    s->ids[s->n - 1] = NB_PIECE_END;
  }
}

static fixture set_up(nb_dtype matrices, void (*change)(net *)) {
  fixture f = {.ctx = nb_context_new(), .arena = nb_arena_new(), .net = make_net(matrices)};
  if (change) change(f.net);
  f.model = open_net(f.ctx, f.net);
  make_sources(&f);
  return f;
}

static void tear_down(fixture *f) {
  nb_model_free(f->model);
  free_net(f->net);
  nb_arena_free(f->arena);
  nb_context_free(f->ctx);
}

static nb_status decode(fixture *f, unsigned threads, nb_decode_options options, size_t n) {
  nb_runner *runner;
  assert_int_equal(nb_runner_new(f->ctx, f->model, threads, &runner), NB_OK);
  nb_status status = nb_decode(f->ctx, runner, f->arena, f->sources, n, &options, f->outputs);
  nb_runner_free(runner);
  return status;
}

static void ends_often(net *m) {
  values(m, "bias")[NB_PIECE_END] = 1;
}

static void compare(nb_dtype matrices, size_t n) {
  enum { LENGTH = 8 };
  fixture f = set_up(matrices, ends_often);
  size_t ended = 0, cut = 0;
  for (unsigned beam = 1; beam <= MAX_BEAM; beam *= 2) {
    assert_int_equal(decode(&f, 1, (nb_decode_options){.beam = beam, .alpha = 0.8F, .max_length = LENGTH}, n), NB_OK);
    for (size_t i = 0; i < n; i++) {
      guess expected = search(f.net, &f.sources[i], beam, 0.8F, LENGTH);
      bool end = expected.ids[expected.n - 1] == NB_PIECE_END;
      *(end ? &ended : &cut) += 1;
      assert_int_equal(f.outputs[i].n, expected.n - 1 - end);
      assert_memory_equal(f.outputs[i].ids, expected.ids + 1, f.outputs[i].n * sizeof(int32_t));
      assert_float_equal(f.outputs[i].score, expected.score, 1e-3F);
    }
  }
  assert_true(ended > 1 && cut > 1);
  tear_down(&f);
}

static void as_naive_f32(void **state) {
  (void)state;
  compare(NB_F32, 10);
}

static void as_naive_f16(void **state) {
  (void)state;
  compare(NB_F16, 4);
}

static void as_naive_int8(void **state) {
  (void)state;
  compare(NB_I8, 4);
}

/* The best piece at every step, without any search */
static void beam_of_one_is_greedy(void **state) {
  (void)state;
  fixture f = set_up(NB_F32, NULL);
  assert_int_equal(decode(&f, 2, (nb_decode_options){.beam = 1, .alpha = 0.8F, .max_length = 8}, 12), NB_OK);
  for (size_t i = 0; i < 12; i++) {
    vec memory[MAX_LENGTH];
    int32_t ids[MAX_LENGTH] = {NB_PIECE_BEGIN};
    size_t n = 1;
    encode(f.net, f.sources[i].ids, f.sources[i].n, memory);
    for (; n <= 8; n++) {
      float log_p[VOCABULARY];
      predict(f.net, ids, n, memory, f.sources[i].n, log_p);
      for (int v = ids[n] = NB_PIECE_END; v < VOCABULARY; v++)
        if (log_p[v] > log_p[ids[n]]) ids[n] = v;
      if (ids[n] == NB_PIECE_END) break;
    }
    assert_int_equal(f.outputs[i].n, n - 1);
    assert_memory_equal(f.outputs[i].ids, ids + 1, (n - 1) * sizeof *ids);
  }
  tear_down(&f);
}

static void same_outputs(const nb_ids *a, const nb_ids *b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(a[i].n, b[i].n);
    assert_memory_equal(a[i].ids, b[i].ids, a[i].n * sizeof *a[i].ids);
  }
}

static void any_threads_any_batch(void **state) {
  (void)state;
  fixture f = set_up(NB_F32, NULL);
  nb_decode_options options = {.beam = 4, .alpha = 0.8F};
  nb_ids together[SOURCES];
  assert_int_equal(decode(&f, 1, options, SOURCES), NB_OK);
  memcpy(together, f.outputs, sizeof together);
  for (unsigned threads = 0; threads <= 5; threads++) {
    assert_int_equal(decode(&f, threads, options, SOURCES), NB_OK);
    same_outputs(f.outputs, together, SOURCES);
    for (size_t i = 0; i < SOURCES; i++) assert_true(f.outputs[i].score == together[i].score);
  }
  nb_ids first = f.sources[0];
  for (size_t i = 0; i < SOURCES; i++) { /* each one alone */
    f.sources[0] = i ? f.sources[i] : first;
    assert_int_equal(decode(&f, 2, options, 1), NB_OK);
    same_outputs(f.outputs, &together[i], 1);
  }
  tear_down(&f);
}

static void never_ends(net *m) {
  values(m, "bias")[NB_PIECE_END] = -1000;
}

static void limits(void **state) {
  (void)state;
  fixture f = set_up(NB_F32, never_ends);
  int32_t long_source[3 * MAX_LENGTH];
  for (size_t i = 0; i < 3 * MAX_LENGTH; i++) long_source[i] = 4 + (int32_t)i % 20;
  f.sources[3] = (nb_ids){.ids = long_source, .n = 3 * MAX_LENGTH};
  f.sources[4].n = 0;
  for (unsigned beam = 1; beam <= 4; beam += 3) {
    assert_int_equal(decode(&f, 2, (nb_decode_options){.beam = beam, .alpha = 0.8F}, SOURCES), NB_OK);
    for (size_t i = 5; i < SOURCES; i++) assert_int_equal(f.outputs[i].n, 2 * f.sources[i].n + 16);
    assert_int_equal(f.outputs[3].n, MAX_LENGTH);
    assert_int_equal(f.outputs[4].n, 0);
    assert_int_equal(decode(&f, 2, (nb_decode_options){.beam = beam, .alpha = 0.8F, .max_length = 3}, SOURCES), NB_OK);
    for (size_t i = 0; i < SOURCES; i++) assert_int_equal(f.outputs[i].n, i == 4 ? 0 : 3);
  }
  assert_int_equal(decode(&f, 1, (nb_decode_options){.beam = 4, .alpha = 0.8F}, 0), NB_OK);
  assert_int_equal(decode(&f, 1, (nb_decode_options){.beam = 0, .alpha = 0.8F}, 1), NB_USAGE);
  assert_int_equal(decode(&f, 1, (nb_decode_options){.beam = 1000, .alpha = 0.8F}, 1), NB_USAGE);
  static const int32_t outside[] = {-1, VOCABULARY, INT32_MAX};
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
    long_source[5] = outside[i];
    assert_int_equal(decode(&f, 1, (nb_decode_options){.beam = 4, .alpha = 0.8F}, 4), NB_DATA);
  }
  tear_down(&f);
}

static void even_targets(net *m) {
  m->even_targets = true;
}

static void odd_ones_unlikely(net *m) {
  for (int i = 5; i < VOCABULARY; i += 2) values(m, "bias")[i] = -1000;
}

static void only_targets(void **state) {
  (void)state;
  fixture all = set_up(NB_F32, odd_ones_unlikely), even = set_up(NB_F32, even_targets);
  for (unsigned beam = 1; beam <= 4; beam += 3) {
    nb_decode_options options = {.beam = beam, .alpha = 0.8F, .no_repeats = beam > 1};
    assert_int_equal(decode(&all, 1, options, SOURCES), NB_OK);
    assert_int_equal(decode(&even, 2, options, SOURCES), NB_OK);
    same_outputs(all.outputs, even.outputs, SOURCES);
  }
  tear_down(&all);
  tear_down(&even);
}

static size_t repeated(const nb_ids *o) {
  size_t n = 0;
  for (size_t a = 0; a + 4 <= o->n; a++)
    for (size_t b = a + 1; b + 4 <= o->n; b++) n += memcmp(o->ids + a, o->ids + b, 4 * sizeof *o->ids) == 0;
  return n;
}

static void repeats(void **state) {
  (void)state;
  fixture f = set_up(NB_F32, never_ends);
  for (unsigned beam = 1; beam <= 4; beam += 3) {
    size_t before = 0;
    nb_decode_options options = {.beam = beam, .alpha = 0.8F, .max_length = MAX_LENGTH};
    assert_int_equal(decode(&f, 2, options, SOURCES), NB_OK);
    for (size_t i = 0; i < SOURCES; i++) before += repeated(&f.outputs[i]);
    assert_true(before > 0);
    options.no_repeats = true;
    assert_int_equal(decode(&f, 2, options, SOURCES), NB_OK);
    for (size_t i = 0; i < SOURCES; i++) {
      assert_int_equal(repeated(&f.outputs[i]), 0);
      assert_int_equal(f.outputs[i].n, MAX_LENGTH);
    }
  }
  tear_down(&f);
}

static void no_number(net *m) {
  values(m, "dec.1.f.b.weight")[5] = NAN;
}

static void infinite(net *m) {
  values(m, "enc.0.a.q.weight")[3] = INFINITY;
  values(m, "bias")[9] = INFINITY;
}

/* Weights that are no numbers give nothing, or anything, within the limits. */
static void bad_weights(void **state) {
  (void)state;
  void (*const changes[])(net *) = {no_number, infinite};
  for (size_t c = 0; c < sizeof changes / sizeof *changes; c++) {
    fixture f = set_up(NB_F32, changes[c]);
    assert_int_equal(decode(&f, 2, (nb_decode_options){.beam = 4, .alpha = 0.8F, .no_repeats = true}, SOURCES), NB_OK);
    for (size_t i = 0; i < SOURCES; i++) {
      assert_true(f.outputs[i].n <= 2 * f.sources[i].n + 16);
      for (size_t k = 0; k < f.outputs[i].n; k++) assert_in_range(f.outputs[i].ids[k], 4, VOCABULARY - 1);
    }
    tear_down(&f);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(as_naive_f32),
      cmocka_unit_test(as_naive_f16),
      cmocka_unit_test(as_naive_int8),
      cmocka_unit_test(beam_of_one_is_greedy),
      cmocka_unit_test(any_threads_any_batch),
      cmocka_unit_test(limits),
      cmocka_unit_test(repeats),
      cmocka_unit_test(only_targets),
      cmocka_unit_test(bad_weights),
  };
  return cmocka_run_group_tests_name("decode", tests, NULL, NULL);
}
