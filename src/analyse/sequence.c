#include "analyse/sequence.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

enum { HEADER = 8 + 6 * 4, FINGERPRINT = 16 };

struct nb_sequence_model {
  nb_str map; /* to unmap; empty: borrowed */
  const unsigned char *offsets, *records;
  unsigned bits;
  int scale;
};

static uint32_t u32(const unsigned char *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static uint32_t u16(const unsigned char *p) {
  return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

/* ---- the file ---- */

static bool names_fit(const nb_sequence_task *task, nb_str names) {
  nb_str name;
  for (size_t i = 0; i < task->n_labels; i++)
    if (!nb_str_split(&names, '\n', &name) || !nb_str_eq_c(name, task->labels[i])) return false;
  return names.len == 0;
}

/* Whether the records from `at` to `end` are whole and name no label that there is not. */
static bool run_fits(const nb_sequence_task *task, const unsigned char *records, uint32_t at, uint32_t end) {
  while (at < end) {
    if (end - at < 3 || end - at - 3 < 2u * records[at + 2]) return false;
    for (unsigned k = 0; k < records[at + 2]; k++)
      if (records[at + 3 + 2 * k] >= task->n_labels) return false;
    at += 3 + 2u * records[at + 2];
  }
  return true;
}

static bool file_fits(const nb_sequence_task *task, nb_str file, nb_sequence_model *m) {
  const unsigned char *p = (const unsigned char *)file.ptr;
  if (file.len < HEADER || memcmp(p, NB_SEQ_MAGIC, 8) != 0 || u32(p + 8) != task->n_labels ||
      u32(p + 12) != task->version)
    return false;
  uint32_t bits = u32(p + 16), scale = u32(p + 20), names = u32(p + 24), records = u32(p + 28);
  if (bits < 1 || bits > NB_SEQ_BITS || scale < 1 || scale > INT_MAX) return false;
  uint64_t runs = (uint64_t)1 << bits;
  if (file.len != HEADER + (uint64_t)names + 4 * (runs + 1) + records) return false;
  if (!names_fit(task, nb_str_sub(file, HEADER, HEADER + names))) return false;
  *m = (nb_sequence_model){.offsets = p + HEADER + names, .bits = bits, .scale = (int)scale};
  m->records = m->offsets + 4 * (runs + 1);
  if (u32(m->offsets) != 0 || u32(m->offsets + 4 * runs) != records) return false;
  for (uint64_t i = 0; i < runs; i++) {
    uint32_t at = u32(m->offsets + 4 * i), end = u32(m->offsets + 4 * i + 4);
    if (at > end || end > records || !run_fits(task, m->records, at, end)) return false;
  }
  return true;
}

nb_status nb_sequence_of(nb_context *ctx, const nb_sequence_task *task, const char *name, nb_str bytes,
                         nb_sequence_model **model) {
  nb_sequence_model *m = malloc(sizeof *m);
  if (!m) return nb_fail_memory(ctx);
  if (!file_fits(task, bytes, m)) {
    free(m);
    return nb_fail(ctx, NB_CONFIG, "%s: not a model of this version, or damaged", name);
  }
  *model = m;
  return NB_OK;
}

nb_status nb_sequence_open(nb_context *ctx, const nb_sequence_task *task, nb_sequence_model **model) {
  nb_buf path;
  nb_buf_init(&path, 4096);
  nb_str map = {NULL, 0};
  nb_status status = nb_data_path(ctx, task->file, &path);
  if (!status) status = nb_file_map(ctx, path.ptr, &map);
  if (!status) status = nb_sequence_of(ctx, task, path.ptr, map, model);
  if (status)
    nb_file_unmap(map);
  else
    (*model)->map = map;
  nb_buf_free(&path);
  return status;
}

void nb_sequence_free(nb_sequence_model *model) {
  if (!model) return;
  nb_file_unmap(model->map);
  free(model);
}

int nb_sequence_scale(const nb_sequence_model *model) {
  return model->scale;
}

static void add_weights(const void *weights, uint64_t feature, int *scores) {
  const nb_sequence_model *m = weights;
  uint64_t run = feature >> (64 - m->bits);
  uint32_t fingerprint = (uint32_t)(feature >> (64 - m->bits - FINGERPRINT)) & 0xFFFF;
  const unsigned char *at = m->records + u32(m->offsets + 4 * run), *end = m->records + u32(m->offsets + 4 * run + 4);
  for (; at < end; at += 3 + 2 * at[2]) {
    if (u16(at) != fingerprint) continue;
    for (unsigned k = 0; k < at[2]; k++) scores[at[3 + 2 * k]] += (signed char)at[4 + 2 * k];
    return;
  }
}

nb_scorer nb_sequence_scorer(const nb_sequence_model *model) {
  return (nb_scorer){add_weights, model};
}

/* ---- decoding ---- */

/* A way to label the tokens up to one of them, the best of those with its key. */
typedef struct way {
  int score, margin;
  unsigned key;
  unsigned char label, from;
} way;

typedef struct column {
  way ways[NB_SEQ_BEAM];
  size_t n;
} column;

/* Keeps a way among the best, one for each key. */
static void offer(column *c, size_t beam, way w) {
  size_t worst = 0;
  for (size_t i = 0; i < c->n; i++) {
    if (c->ways[i].key == w.key) {
      if (w.score > c->ways[i].score) c->ways[i] = w;
      return;
    }
    if (c->ways[i].score < c->ways[worst].score) worst = i;
  }
  if (c->n < beam)
    c->ways[c->n++] = w;
  else if (w.score > c->ways[worst].score)
    c->ways[worst] = w;
}

static int lowest(const column *c, size_t beam) {
  int low = INT_MAX;
  for (size_t i = 0; i < c->n; i++) low = c->ways[i].score < low ? c->ways[i].score : low;
  return c->n < beam ? INT_MIN : low;
}

static void extend(const nb_sequence_task *task, const void *sentence, size_t i, const way *before, size_t from,
                   uint32_t mask, const int *scores, column *next) {
  int best = INT_MIN, second = INT_MIN;
  for (size_t l = 0; l < task->n_labels; l++) {
    if (!(mask >> l & 1)) continue;
    if (scores[l] > best) {
      second = best;
      best = scores[l];
    } else if (scores[l] > second) {
      second = scores[l];
    }
  }
  for (size_t l = 0; l < task->n_labels; l++) {
    int score = before->score + scores[l];
    if (!(mask >> l & 1) || score <= lowest(next, task->beam)) continue;
    int other = scores[l] == best ? second : best;
    unsigned key = task->step(sentence, i, before->key, (int)l);
    offer(next, task->beam,
          (way){score, other == INT_MIN ? INT_MAX : scores[l] - other, key, (unsigned char)l, (unsigned char)from});
  }
}

nb_status nb_label_sequence(nb_context *ctx, const nb_sequence_task *task, const nb_scorer *scorer,
                            const void *sentence, size_t n, const uint32_t *masks, nb_labelled *out) {
  column *columns = calloc(n + 1, sizeof *columns);
  if (!columns) return nb_fail_memory(ctx);
  columns[0].n = 1;
  nb_features features;
  for (size_t i = 0; i < n; i++) {
    int fixed[NB_SEQ_LABELS] = {0}, scores[NB_SEQ_LABELS];
    features.n = 0;
    task->observe(sentence, i, &features);
    for (size_t k = 0; k < features.n; k++) scorer->add(scorer->weights, features.of[k], fixed);
    uint32_t all = UINT32_MAX >> (NB_SEQ_LABELS - task->n_labels), mask = masks ? masks[i] & all : all;
    for (size_t h = 0; h < columns[i].n; h++) {
      const way *before = &columns[i].ways[h];
      features.n = 0;
      task->remember(sentence, i, before->key, &features);
      memcpy(scores, fixed, sizeof scores);
      for (size_t k = 0; k < features.n; k++) scorer->add(scorer->weights, features.of[k], scores);
      uint32_t follow = task->allowed ? mask & task->allowed(before->key) : mask;
      extend(task, sentence, i, before, h, follow ? follow : mask, scores, &columns[i + 1]);
    }
  }
  size_t at = 0;
  for (size_t h = 1; h < columns[n].n; h++)
    if (columns[n].ways[h].score > columns[n].ways[at].score) at = h;
  for (size_t i = n; i > 0; i--) {
    const way *w = &columns[i].ways[at];
    out[i - 1] = (nb_labelled){w->label, w->margin};
    at = w->from;
  }
  free(columns);
  return NB_OK;
}
