#include "perceptron.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A row of weights for each feature that ever made a difference, found by its hash. */
typedef struct weights {
  size_t labels, n, cap, n_slots;
  uint32_t *slots; /* row + 1 */
  uint64_t *features;
  int *now;       /* rows of `labels` */
  double *sum;    /* over all steps up to `seen` */
  uint32_t *seen; /* the step up to which a row is summed */
  unsigned *updates;
  uint32_t step;
  bool failed; /* out of memory */
} weights;

static size_t slot_of(const weights *w, uint64_t feature) {
  size_t at = (size_t)(feature >> 20) & (w->n_slots - 1);
  while (w->slots[at] && w->features[w->slots[at] - 1] != feature) at = (at + 1) & (w->n_slots - 1);
  return at;
}

static void *resized(weights *w, void *p, size_t n, size_t size) {
  void *q = realloc(p, n * size);
  if (!q) w->failed = true;
  return q ? q : p;
}

static void grow(weights *w) {
  size_t cap = w->cap ? w->cap * 2 : 1 << 16;
  w->features = resized(w, w->features, cap, sizeof *w->features);
  w->now = resized(w, w->now, cap * w->labels, sizeof *w->now);
  w->sum = resized(w, w->sum, cap * w->labels, sizeof *w->sum);
  w->seen = resized(w, w->seen, cap, sizeof *w->seen);
  w->updates = resized(w, w->updates, cap, sizeof *w->updates);
  uint32_t *slots = calloc(cap * 2, sizeof *slots);
  if (!slots) w->failed = true;
  if (w->failed) {
    free(slots);
    return;
  }
  free(w->slots);
  w->slots = slots;
  w->n_slots = cap * 2;
  w->cap = cap;
  for (size_t i = 0; i < w->n; i++) w->slots[slot_of(w, w->features[i])] = (uint32_t)i + 1;
}

static void free_weights(weights *w) {
  free(w->slots);
  free(w->features);
  free(w->now);
  free(w->sum);
  free(w->seen);
  free(w->updates);
}

static void catch_up(weights *w, size_t row) {
  double steps = w->step - w->seen[row];
  for (size_t l = 0; l < w->labels; l++) w->sum[row * w->labels + l] += steps * w->now[row * w->labels + l];
  w->seen[row] = w->step;
}

static void change(weights *w, uint64_t feature, int label, int by) {
  if (w->n == w->cap) grow(w);
  if (w->failed) return;
  size_t at = slot_of(w, feature);
  if (!w->slots[at]) {
    size_t row = w->n++;
    w->slots[at] = (uint32_t)row + 1;
    w->features[row] = feature;
    w->seen[row] = w->step;
    w->updates[row] = 0;
    memset(w->now + row * w->labels, 0, w->labels * sizeof *w->now);
    memset(w->sum + row * w->labels, 0, w->labels * sizeof *w->sum);
  }
  size_t row = w->slots[at] - 1;
  catch_up(w, row);
  w->updates[row]++;
  w->now[row * w->labels + (size_t)label] += by;
}

/* The sums stay. */
static void forget(weights *w) {
  for (size_t i = 0; i < w->n; i++) catch_up(w, i);
  memset(w->now, 0, w->n * w->labels * sizeof *w->now);
}

static void add_now(const void *weights_, uint64_t feature, int *scores) {
  const weights *w = weights_;
  size_t at = slot_of(w, feature);
  if (!w->slots[at]) return;
  const int *row = w->now + (w->slots[at] - 1) * w->labels;
  for (size_t l = 0; l < w->labels; l++) scores[l] += row[l];
}

/* ---- training ---- */

nb_status examples_add(nb_context *ctx, nb_arena *arena, examples *list, example e) {
  if (!nb_arena_grow(arena, &list->items, &list->cap, list->n + 1, sizeof e)) return nb_fail_memory(ctx);
  list->items[list->n++] = e;
  return NB_OK;
}

static bool fits(const example *e, const nb_labelled *labels) {
  for (size_t i = 0; i < e->n; i++)
    if (!(e->masks[i] >> labels[i].label & 1)) return false;
  return true;
}

/* Moves the weights towards the right labels and away from those found. */
static void update(weights *w, const nb_sequence_task *task, const example *e, const nb_labelled *right,
                   const nb_labelled *wrong) {
  unsigned right_key = 0, wrong_key = 0;
  nb_features f;
  for (size_t i = 0; i < e->n; i++) {
    int good = right[i].label, bad = wrong[i].label;
    if (good != bad) {
      f.n = 0;
      task->observe(e->sentence, i, &f);
      for (size_t k = 0; k < f.n; k++) {
        change(w, f.of[k], good, 1);
        change(w, f.of[k], bad, -1);
      }
    }
    if (good != bad || right_key != wrong_key) {
      f.n = 0;
      task->remember(e->sentence, i, right_key, &f);
      for (size_t k = 0; k < f.n; k++) change(w, f.of[k], good, 1);
      f.n = 0;
      task->remember(e->sentence, i, wrong_key, &f);
      for (size_t k = 0; k < f.n; k++) change(w, f.of[k], bad, -1);
    }
    right_key = task->step(e->sentence, i, right_key, good);
    wrong_key = task->step(e->sentence, i, wrong_key, bad);
  }
}

static nb_status train_on(nb_context *ctx, nb_arena *arena, weights *w, const nb_sequence_task *task, const example *e,
                          size_t *wrong) {
  nb_labelled *found = nb_arena_array(arena, e->n, sizeof *found), *right = nb_arena_array(arena, e->n, sizeof *right);
  if (!found || !right) return nb_fail_memory(ctx);
  nb_scorer scorer = {add_now, w};
  nb_status status = nb_label_sequence(ctx, task, &scorer, e->sentence, e->n, NULL, found);
  w->step++;
  if (status || fits(e, found)) return status;
  ++*wrong;
  status = nb_label_sequence(ctx, task, &scorer, e->sentence, e->n, e->masks, right);
  if (!status) update(w, task, e, right, found);
  return w->failed ? nb_fail_memory(ctx) : status;
}

static uint64_t random_of(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  return *state ^= *state << 17;
}

static nb_status train(nb_context *ctx, weights *w, const nb_sequence_task *task, const examples *examples_,
                       learning how) {
  nb_arena *arena = nb_arena_new();
  size_t *order = calloc(examples_->n + 1, sizeof *order);
  if (!arena || !order) {
    nb_arena_free(arena);
    free(order);
    return nb_fail_memory(ctx);
  }
  for (size_t i = 0; i < examples_->n; i++) order[i] = i;
  uint64_t random = 88172645463325252u;
  nb_status status = NB_OK;
  grow(w);
  for (size_t epoch = 0; epoch < how.rounds * how.epochs && !status; epoch++) {
    size_t wrong = 0, used = 0;
    if (epoch % how.epochs == 0) forget(w);
    for (size_t i = examples_->n; i > 1; i--) {
      size_t k = (size_t)(random_of(&random) % i), other = order[i - 1];
      order[i - 1] = order[k];
      order[k] = other;
    }
    for (size_t i = 0; i < examples_->n && !status; i++) {
      const example *e = &examples_->items[order[i]];
      if (epoch % how.epochs < how.whole_epochs && !e->whole) continue;
      used++;
      status = train_on(ctx, arena, w, task, e, &wrong);
      nb_arena_reset(arena);
    }
    fprintf(stderr, "epoch %zu: %zu of %zu sentences wrong, %zu features\n", epoch + 1, wrong, used, w->n);
  }
  nb_arena_free(arena);
  free(order);
  return status;
}

/* ---- the file ---- */

typedef struct kept {
  uint64_t feature;
  size_t row;
} kept;

static int by_feature(const void *a, const void *b) {
  uint64_t x = ((const kept *)a)->feature, y = ((const kept *)b)->feature;
  return (x > y) - (x < y);
}

static void put(nb_buf *out, uint32_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; i++) nb_buf_add_char(out, (char)(value >> 8 * i & 0xFF));
}

static double average(const weights *w, size_t row, size_t label) {
  return w->sum[row * w->labels + label] / w->step;
}

static int compare_doubles(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* What an averaged weight is multiplied with: all but one in ten thousand then fit. */
static double factor(const weights *w) {
  size_t n = w->n * w->labels, used = 0;
  double *all = calloc(n + 1, sizeof *all);
  if (!all) return 0;
  for (size_t i = 0; i < n; i++)
    if (w->sum[i] != 0) all[used++] = fabs(average(w, i / w->labels, i % w->labels));
  qsort(all, used, sizeof *all, compare_doubles);
  double top = used ? all[used - 1 - used / 10000] : 1;
  free(all);
  return 127 / top;
}

static unsigned quantise(const weights *w, size_t row, double by, int least, signed char *q) {
  unsigned n = 0;
  for (size_t l = 0; l < w->labels; l++) {
    double v = round(average(w, row, l) * by);
    q[l] = (signed char)(v > 127 ? 127 : v < -127 ? -127 : v);
    if (abs(q[l]) < least) q[l] = 0;
    n += q[l] != 0;
  }
  return n;
}

static nb_status write_model(nb_context *ctx, weights *w, const nb_sequence_task *task, learning how, nb_buf *out) {
  for (size_t i = 0; i < w->n; i++) catch_up(w, i);
  double by = factor(w);
  kept *list = calloc(w->n + 1, sizeof *list);
  if (!list || by == 0) return free(list), nb_fail_memory(ctx);
  signed char q[NB_SEQ_LABELS];
  size_t n = 0, n_weights = 0;
  for (size_t i = 0; i < w->n; i++) {
    unsigned used = w->updates[i] >= how.least_updates ? quantise(w, i, by, how.least_weight, q) : 0;
    if (used) list[n++] = (kept){w->features[i], i};
    n_weights += used;
  }
  qsort(list, n, sizeof *list, by_feature);
  uint32_t bits = 1;
  while (bits < NB_SEQ_BITS && (size_t)1 << (bits + 2) < n) bits++;
  nb_buf names, offsets, records;
  nb_buf_init(&names, 4096);
  nb_buf_init(&offsets, 64 << 20);
  nb_buf_init(&records, 64 << 20);
  for (size_t l = 0; l < task->n_labels; l++) nb_buf_printf(&names, "%s\n", task->labels[l]);
  size_t at = 0, same = 0;
  for (uint64_t run = 0; run < (uint64_t)1 << bits; run++) {
    put(&offsets, (uint32_t)records.len, 4);
    for (uint32_t last = UINT32_MAX; at < n && list[at].feature >> (64 - bits) == run; at++) {
      uint32_t fingerprint = (uint32_t)(list[at].feature >> (48 - bits)) & 0xFFFF;
      same += fingerprint == last;
      last = fingerprint;
      put(&records, fingerprint, 2);
      put(&records, quantise(w, list[at].row, by, how.least_weight, q), 1);
      for (size_t l = 0; l < w->labels; l++)
        if (q[l]) put(&records, (uint32_t)l | (uint32_t)(unsigned char)q[l] << 8, 2);
    }
  }
  put(&offsets, (uint32_t)records.len, 4);
  nb_buf_add_c(out, NB_SEQ_MAGIC);
  const uint32_t header[] = {(uint32_t)task->n_labels, task->version,        bits, 1,
                             (uint32_t)names.len,      (uint32_t)records.len};
  for (size_t i = 0; i < sizeof header / sizeof *header; i++) put(out, header[i], 4);
  nb_buf_add(out, nb_buf_str(&names));
  nb_buf_add(out, nb_buf_str(&offsets));
  nb_buf_add(out, nb_buf_str(&records));
  fprintf(stderr, "%zu features of %zu, %zu weights, %zu with the hash of another, %zu bytes\n", n, w->n, n_weights,
          same, out->len);
  bool failed = names.status || offsets.status || records.status || out->status;
  nb_buf_free(&names);
  nb_buf_free(&offsets);
  nb_buf_free(&records);
  free(list);
  return failed ? nb_fail_memory(ctx) : NB_OK;
}

/* The mean margin of the labels found in `held`, but for the first label ("none"), written to its place in the header.
 */
static nb_status set_scale(nb_context *ctx, const nb_sequence_task *task, const examples *held, nb_buf *out) {
  nb_sequence_model *model;
  nb_status status = nb_sequence_of(ctx, task, "the new model", nb_buf_str(out), &model);
  if (status) return status;
  nb_arena *arena = nb_arena_new();
  if (!arena) status = nb_fail_memory(ctx);
  nb_scorer scorer = nb_sequence_scorer(model);
  double sum = 0, n = 0;
  for (size_t i = 0; i < held->n && !status; i++) {
    const example *e = &held->items[i];
    nb_labelled *found = nb_arena_array(arena, e->n, sizeof *found);
    status = found ? nb_label_sequence(ctx, task, &scorer, e->sentence, e->n, NULL, found) : nb_fail_memory(ctx);
    for (size_t k = 0; k < e->n && !status; k++) {
      if (found[k].label == 0) continue;
      sum += found[k].margin;
      n++;
    }
    nb_arena_reset(arena);
  }
  nb_arena_free(arena);
  nb_sequence_free(model);
  uint32_t scale = n > 0 && sum / n > 1 ? (uint32_t)(sum / n) : 1;
  for (size_t i = 0; i < 4; i++) out->ptr[20 + i] = (char)(scale >> 8 * i & 0xFF);
  return status;
}

nb_status learn(nb_context *ctx, const nb_sequence_task *task, const examples *train_, const examples *held,
                learning how, nb_buf *out) {
  weights w = {.labels = task->n_labels};
  nb_status status = train(ctx, &w, task, train_, how);
  if (!status) status = write_model(ctx, &w, task, how, out);
  free_weights(&w);
  return status ? status : set_scale(ctx, task, held, out);
}
