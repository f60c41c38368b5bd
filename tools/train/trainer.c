#include "trainer.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "ops.h"

enum { GROUP = 1024 /* pieces of both sides that are in one pass */, GROUPS_A_THREAD = 4 };
static const float beta1 = 0.9F, beta2 = 0.98F, epsilon = 1e-9F;
static const double longest_gradient = 1;

typedef struct job {
  trainer *t;
  const example *examples;
  size_t *starts; /* of the groups; [n_groups + 1] */
  size_t n_groups;
  atomic_size_t next;
  bool backwards;
  uint64_t key;
  float scale, rate; /* of the update */
} job;

typedef struct worker worker;
typedef void work_fn(worker *w);
struct worker {
  job *job;
  size_t number;
  work_fn *work;
  pass pass;   /* sums of this thread */
  double norm; /* squared, of its share */
  bool failed;
};

/* --- threads --- */

static void *run(void *user) {
  worker *w = user;
  w->work(w);
  return NULL;
}

/* One call a thread; the last one in the caller's own. False: one of them failed. */
static bool in_threads(worker *workers, size_t n, work_fn *work) {
  pthread_t *threads = malloc(n * sizeof *threads);
  bool failed = !threads;
  size_t started = 0;
  for (size_t i = 0; !failed && i < n; i++) {
    workers[i].work = work;
    if (i + 1 < n && pthread_create(&threads[i], NULL, run, &workers[i]) == 0)
      started++;
    else if (i + 1 < n)
      failed = true;
  }
  if (!failed) work(&workers[n - 1]);
  for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
  free(threads);
  for (size_t i = 0; i < n; i++) failed = failed || workers[i].failed;
  return !failed;
}

/* This thread's share of the weights, in whole cache lines */
static void part_of(const worker *w, size_t *start, size_t *end) {
  const size_t line = 16, size = nb_network_size(&w->job->t->net), n = w->job->t->threads;
  const size_t lines = (size + line - 1) / line;
  *start = lines * w->number / n * line;
  *end = lines * (w->number + 1) / n * line;
  if (*end > size) *end = size;
}

/* --- what they do --- */

static void pass_groups(worker *w) {
  job *j = w->job;
  for (size_t i; !w->failed && (i = atomic_fetch_add(&j->next, 1)) < j->n_groups;) {
    w->pass.key = nb_random_mix(j->key + i);
    w->failed = !pass_run(&w->pass, j->examples + j->starts[i], j->starts[i + 1] - j->starts[i]);
  }
}

/* All gradients to the first thread's; the others are cleared. */
static void add_up(worker *w) {
  const trainer *t = w->job->t;
  size_t start, end;
  part_of(w, &start, &end);
  float *restrict sum = t->gradients[0].weights;
  for (size_t k = 1; k < t->threads; k++) {
    float *restrict other = t->gradients[k].weights;
    for (size_t i = start; i < end; i++) sum[i] += other[i];
    memset(other + start, 0, (end - start) * sizeof *other);
  }
  double norm = 0;
#pragma omp simd reduction(+ : norm)
  for (size_t i = start; i < end; i++) norm += (double)sum[i] * (double)sum[i];
  w->norm = norm;
}

static void update(worker *w) {
  const trainer *t = w->job->t;
  const float scale = w->job->scale, mean_scale = 1 / (1 - powf(beta1, (float)t->step));
  const float square_scale = 1 / (1 - powf(beta2, (float)t->step)), rate = w->job->rate * mean_scale;
  size_t start, end;
  part_of(w, &start, &end);
  float *restrict weights = t->net.weights, *restrict mean = t->mean, *restrict square = t->square;
  float *restrict gradient = t->gradients[0].weights;
  for (size_t i = start; i < end; i++) {
    float g = gradient[i] * scale;
    mean[i] = beta1 * mean[i] + (1 - beta1) * g;
    square[i] = beta2 * square[i] + (1 - beta2) * g * g;
    weights[i] -= rate * mean[i] / (sqrtf(square[i] * square_scale) + epsilon);
    gradient[i] = 0;
  }
}

/* --- a batch --- */

static size_t rows_of(const example *e) {
  return e->n_source + e->n_target;
}

static bool cut_groups(job *j, size_t n) {
  size_t rows = 0, most, here = 0;
  for (size_t i = 0; i < n; i++) rows += rows_of(&j->examples[i]);
  most = rows / (j->t->threads * GROUPS_A_THREAD) + 1;
  if (most > GROUP) most = GROUP;
  j->starts = malloc((n + 1) * sizeof *j->starts);
  if (!j->starts) return false;
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || here + rows_of(&j->examples[i]) > most) {
      j->starts[j->n_groups++] = i;
      here = 0;
    }
    here += rows_of(&j->examples[i]);
  }
  j->starts[j->n_groups] = n;
  return true;
}

static bool run_groups(job *j, worker *workers, size_t n, outcome *o) {
  trainer *t = j->t;
  if (!cut_groups(j, n)) return false;
  for (size_t i = 0; i < t->threads; i++) {
    pass p = {.net = &t->net, .gradients = j->backwards ? &t->gradients[i] : NULL, .arena = t->arenas[i]};
    if (j->backwards) p.share = t->share;
    workers[i] = (worker){.job = j, .number = i, .pass = p};
  }
  bool good = in_threads(workers, t->threads, pass_groups);
  *o = (outcome){0};
  for (size_t i = 0; i < t->threads; i++) {
    o->loss += workers[i].pass.loss;
    o->surprise += workers[i].pass.surprise;
    o->pieces += workers[i].pass.pieces;
  }
  return good;
}

static bool descend(job *j, worker *workers, outcome *o) {
  trainer *t = j->t;
  if (!in_threads(workers, t->threads, add_up)) return false;
  double squared = 0;
  for (size_t i = 0; i < t->threads; i++) squared += workers[i].norm;
  o->norm = sqrt(squared) / (double)o->pieces;
  t->step++;
  o->skipped = !isfinite(o->norm) || !isfinite(o->loss);
  if (o->skipped) {
    memset(t->gradients[0].weights, 0, nb_network_size(&t->net) * sizeof(float));
    return true;
  }
  double clip = o->norm > longest_gradient ? longest_gradient / o->norm : 1;
  j->scale = (float)(clip / (double)o->pieces);
  return in_threads(workers, t->threads, update);
}

static nb_status run_job(nb_context *ctx, job *j, size_t n, outcome *o) {
  worker *workers = calloc(j->t->threads, sizeof *workers);
  bool good = workers && run_groups(j, workers, n, o) && (!j->backwards || descend(j, workers, o));
  free(workers);
  free(j->starts);
  return good ? NB_OK : nb_fail(ctx, NB_INTERNAL, "out of memory or threads");
}

nb_status trainer_step(nb_context *ctx, trainer *t, const example *examples, size_t n, float rate, uint64_t key,
                       outcome *o) {
  return run_job(ctx, &(job){.t = t, .examples = examples, .backwards = true, .key = key, .rate = rate}, n, o);
}

nb_status trainer_loss(nb_context *ctx, trainer *t, const example *examples, size_t n, outcome *o) {
  return run_job(ctx, &(job){.t = t, .examples = examples}, n, o);
}

/* --- beginning and end --- */

nb_status trainer_init(nb_context *ctx, trainer *t, const nb_model_config *config, size_t threads, unsigned share) {
  *t = (trainer){.threads = threads, .share = share};
  nb_status status = nb_network_empty(ctx, &t->net, config);
  if (status) return status;
  size_t size = nb_network_size(&t->net);
  t->mean = calloc(size, sizeof *t->mean);
  t->square = calloc(size, sizeof *t->square);
  t->gradients = calloc(threads, sizeof *t->gradients);
  t->arenas = calloc(threads, sizeof *t->arenas);
  if (!t->mean || !t->square || !t->gradients || !t->arenas) return nb_fail_memory(ctx);
  for (size_t i = 0; !status && i < threads; i++) {
    status = nb_network_empty(ctx, &t->gradients[i], config);
    t->arenas[i] = nb_arena_new();
    if (!status && !t->arenas[i]) status = nb_fail_memory(ctx);
  }
  ops_start();
  return status;
}

void trainer_free(trainer *t) {
  nb_network_free(&t->net);
  for (size_t i = 0; i < t->threads; i++) {
    if (t->gradients) nb_network_free(&t->gradients[i]);
    if (t->arenas) nb_arena_free(t->arenas[i]);
  }
  free(t->gradients);
  free(t->arenas);
  free(t->mean);
  free(t->square);
}

static double normal(uint64_t *random) {
  double u = nb_random_unit(random) + 0x1p-60;
  return sqrt(-2 * log(u)) * cos(6.283185307179586 * nb_random_unit(random));
}

/* Embeddings normal of deviation dim^-0.5, other matrices uniform (Glorot and Bengio 2010), biases zero, gains one. */
static nb_status randomise(void *user, const char *name, size_t rows, size_t cols, float *weights) {
  uint64_t *random = user;
  const double limit = sqrt(6 / (double)(rows + cols));
  const bool embedding = strcmp(name, "emb.weight") == 0, gain = nb_str_ends(nb_str_of(name), NB_STR(".weight"));
  for (size_t i = 0; i < (rows ? rows : 1) * cols; i++) {
    if (embedding)
      weights[i] = (float)(normal(random) / sqrt((double)cols));
    else if (rows)
      weights[i] = (float)((2 * nb_random_unit(random) - 1) * limit);
    else
      weights[i] = gain ? 1 : 0;
  }
  return NB_OK;
}

void trainer_randomise(trainer *t, uint64_t seed) {
  uint64_t random = nb_random_mix(seed);
  nb_network_each(&t->net, randomise, &random);
}
