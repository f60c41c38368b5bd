#include "translate/neural/decode.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "translate/neural/pieces.h"
#include "translate/neural/search.h"

/* Sentences of like length are decoded together, in groups that do not depend on the number of threads. Large groups
 * use the processor best, but a short text should give work to some threads. */
enum {
  GROUP_SENTENCES = 64,
  GROUP_PIECES = 2048, /* over all beams: 143 MB on two threads */
  SMALL_GROUP_PIECES = 256,
  GROUPS = 4,
  MAX_BEAM = 16,
  MAX_THREADS = 64
};

struct nb_runner {
  nb_network net;
  unsigned threads;
};

typedef struct job {
  const nb_runner *runner;
  nb_decode_options options;
  const nb_ids *sources;
  nb_ids *outputs;
  const size_t *order, *groups; /* sentences, longest first; where groups begin in it */
  size_t n_groups;
  atomic_size_t next;
  atomic_bool failed;
} job;

nb_status nb_runner_new(nb_context *ctx, const nb_model *model, unsigned threads, nb_runner **runner) {
  nb_runner *r = calloc(1, sizeof *r);
  if (!r) return nb_fail_memory(ctx);
  r->threads = threads < 1 ? 1 : threads > MAX_THREADS ? MAX_THREADS : threads;
  nb_status status = nb_network_init(ctx, &r->net, model);
  if (!status && !nb_network_pack(&r->net, nb_model_bytes(model, "targets"))) status = nb_fail_memory(ctx);
  if (status) {
    nb_runner_free(r);
    return status;
  }
  *runner = r;
  return NB_OK;
}

void nb_runner_free(nb_runner *runner) {
  if (!runner) return;
  nb_network_free(&runner->net);
  free(runner);
}

static size_t min(size_t a, size_t b) {
  return a < b ? a : b;
}

/* What is read of a source: all, or what fits the positions, with the end in last place. */
static size_t pieces_read(const job *j, size_t sentence) {
  return min(j->sources[sentence].n, j->runner->net.config.max_length);
}

static size_t limit_of(const job *j, size_t sentence) {
  size_t wanted = j->options.max_length ? j->options.max_length : 2 * pieces_read(j, sentence) + 16;
  return min(wanted, j->runner->net.config.max_length);
}

static bool decode_group(job *j, const size_t *order, size_t n, nb_arena *arena) {
  size_t pieces = 0;
  for (size_t i = 0; i < n; i++) pieces += pieces_read(j, order[i]);
  int32_t *ids = nb_arena_array(arena, pieces, sizeof *ids);
  size_t *start = nb_arena_array(arena, n + 1, sizeof *start);
  size_t *limits = nb_arena_array(arena, n, sizeof *limits);
  nb_ids **outputs = nb_arena_array(arena, n, sizeof *outputs);
  if (!ids || !start || !limits || !outputs) return false;
  for (size_t i = 0; i < n; i++) {
    size_t length = pieces_read(j, order[i]);
    memcpy(ids + start[i], j->sources[order[i]].ids, length * sizeof *ids);
    start[i + 1] = start[i] + length;
    ids[start[i + 1] - 1] = NB_PIECE_END;
    limits[i] = limit_of(j, order[i]);
    outputs[i] = &j->outputs[order[i]];
  }
  return nb_search(&j->runner->net, &(nb_sources){n, ids, start}, limits, &j->options, outputs);
}

static void *work(void *argument) {
  job *j = argument;
  for (size_t g; !j->failed && (g = atomic_fetch_add(&j->next, 1)) < j->n_groups;) {
    nb_arena *arena = nb_arena_new();
    if (!arena || !decode_group(j, j->order + j->groups[g], j->groups[g + 1] - j->groups[g], arena)) j->failed = true;
    nb_arena_free(arena);
  }
  return NULL;
}

/* This thread works too, so that all is done even where no other can be started. */
static void run(job *j) {
  pthread_t threads[MAX_THREADS];
  size_t started = 0, wanted = min(j->runner->threads, j->n_groups);
  while (started + 1 < wanted && pthread_create(&threads[started], NULL, work, j) == 0) started++;
  work(j);
  while (started) pthread_join(threads[--started], NULL);
}

typedef struct place {
  size_t length, sentence;
} place;

static int longest_first(const void *a, const void *b) {
  const place *x = a, *y = b;
  if (x->length != y->length) return x->length > y->length ? -1 : 1;
  return x->sentence < y->sentence ? -1 : x->sentence > y->sentence;
}

static size_t group_pieces(size_t all, unsigned beam) {
  size_t wanted = (all + GROUPS - 1) / GROUPS;
  return wanted < SMALL_GROUP_PIECES ? SMALL_GROUP_PIECES : min(wanted, GROUP_PIECES / beam);
}

/* Orders the sentences and cuts them into groups. Empty ones are left out. False: out of memory. */
static bool make_groups(job *j, nb_arena *arena, size_t n) {
  place *places = nb_arena_array(arena, n, sizeof *places);
  size_t *order = nb_arena_array(arena, n, sizeof *order), *groups = nb_arena_array(arena, n + 1, sizeof *groups);
  if (!places || !order || !groups) return false;
  size_t used = 0, all = 0, pieces = 0;
  for (size_t i = 0; i < n; i++) {
    all += pieces_read(j, i);
    if (j->sources[i].n) places[used++] = (place){pieces_read(j, i), i};
  }
  qsort(places, used, sizeof *places, longest_first);
  for (size_t i = 0; i < used; i++) {
    bool full =
        pieces + places[i].length > group_pieces(all, j->options.beam) || i - groups[j->n_groups] >= GROUP_SENTENCES;
    if (i && full) {
      groups[++j->n_groups] = i;
      pieces = 0;
    }
    pieces += places[i].length;
    order[i] = places[i].sentence;
  }
  if (used) groups[++j->n_groups] = used;
  j->order = order;
  j->groups = groups;
  return true;
}

/* Checks the sources and makes room for the outputs, so that threads need no arena of the caller. */
static nb_status prepare(nb_context *ctx, job *j, nb_arena *arena, size_t n) {
  const size_t max_length = j->runner->net.config.max_length, vocabulary = j->runner->net.config.vocabulary;
  for (size_t i = 0; i < n; i++) {
    const nb_ids *s = &j->sources[i];
    for (size_t k = 0; k < s->n; k++)
      if (s->ids[k] < 0 || (size_t)s->ids[k] >= vocabulary)
        return nb_fail(ctx, NB_DATA, "piece %ld is not in the model's vocabulary", (long)s->ids[k]);
    if (s->n > max_length) nb_log(ctx, NB_LOG_WARN, "a sentence of %zu pieces was cut after %zu", s->n, max_length);
    j->outputs[i] = (nb_ids){.ids = nb_arena_array(arena, s->n ? limit_of(j, i) : 0, sizeof(int32_t))};
    if (!j->outputs[i].ids) return nb_fail_memory(ctx);
  }
  return NB_OK;
}

nb_status nb_decode(nb_context *ctx, nb_runner *runner, nb_arena *arena, const nb_ids *sources, size_t n,
                    const nb_decode_options *options, nb_ids *outputs) {
  job j = {.runner = runner, .options = *options, .sources = sources, .outputs = outputs};
  if (j.options.beam < 1 || j.options.beam > MAX_BEAM)
    return nb_fail(ctx, NB_USAGE, "beam of %u: 1 to %d are possible", j.options.beam, MAX_BEAM);
  nb_status status = prepare(ctx, &j, arena, n);
  if (status) return status;
  nb_arena *work_memory = nb_arena_new();
  if (!work_memory || !make_groups(&j, work_memory, n))
    j.failed = true;
  else
    run(&j);
  nb_arena_free(work_memory);
  return j.failed ? nb_fail_memory(ctx) : NB_OK;
}
