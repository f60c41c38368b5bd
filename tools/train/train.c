#include "train.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/random.h"
#include "batches.h"
#include "counts.h"
#include "targets.h"
#include "trainer.h"

enum {
  TOKENIZER_CAP = 64 * 1024 * 1024,
  TOLD = 20 /* steps between lines of the log */,
  MAX_LENGTH = 1024,
  NOTES = 32
};

typedef struct training {
  nb_context *ctx;
  const train_options *o;
  nb_arena *arena; /* lives as long as the training */
  nb_arena *batch; /* of one step */
  nb_str checkpoint;
  nb_model *base; /* the checkpoint, else the model to begin with, else NULL */
  bool resumed;
  nb_str tokenizer, counts, targets;
  corpus corpus, dev;
  nb_lexicon *lexicon;
  nb_tagger *tagger;
  nb_hinter *hinter;
  nb_pieces *pieces;
  batches batches;
  example *dev_examples;
  size_t n_dev;
  trainer trainer;
  double seconds; /* of earlier runs */
  size_t seen;    /* target pieces in all */
  double started, saved;
  outcome told; /* sums since the last line of the log */
} training;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double elapsed(const training *t) {
  return t->seconds + now() - t->started;
}

/* --- what it begins with --- */

static nb_status open_base(training *t) {
  t->checkpoint = nb_arena_printf(t->arena, "%s.checkpoint", t->o->out);
  if (!t->checkpoint.ptr) return nb_fail_memory(t->ctx);
  t->resumed = access(t->checkpoint.ptr, F_OK) == 0;
  const char *path = t->resumed ? t->checkpoint.ptr : t->o->init;
  return path ? nb_model_open(t->ctx, path, &t->base) : NB_OK;
}

static nb_status read_tokenizer(training *t) {
  if (t->base) {
    t->tokenizer = nb_model_bytes(t->base, "tokenizer");
    return nb_pieces_new(t->ctx, t->tokenizer, &t->pieces);
  }
  nb_buf bytes;
  nb_buf_init(&bytes, TOKENIZER_CAP);
  nb_status status = nb_file_read(t->ctx, t->o->tokenizer, &bytes);
  if (!status) {
    t->tokenizer = nb_arena_str(t->arena, nb_buf_str(&bytes));
    status = t->tokenizer.ptr ? nb_pieces_new(t->ctx, t->tokenizer, &t->pieces) : nb_fail_memory(t->ctx);
  }
  nb_buf_free(&bytes);
  return status;
}

static nb_status read_texts(training *t) {
  t->corpus.arena = t->dev.arena = t->arena;
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < t->o->n_texts; i++) status = corpus_read(t->ctx, &t->corpus, t->o->texts[i]);
  if (!status && t->o->dev) status = corpus_read(t->ctx, &t->dev, t->o->dev);
  return status;
}

static nb_status make_hinter(training *t) {
  nb_status status = nb_lexicon_open(t->ctx, &t->lexicon);
  if (!status) status = nb_tagger_new(t->ctx, t->lexicon, &t->tagger);
  if (!status && t->base) t->counts = nb_model_bytes(t->base, "counts");
  if (!status && !t->base) status = counts_of(t->ctx, &t->corpus, t->lexicon, &t->counts);
  return status ? status : nb_hinter_new(t->ctx, t->lexicon, t->tagger, NULL, t->counts, &t->hinter);
}

/* A model that may say everything still may when it is adapted. */
static nb_status find_targets(training *t) {
  nb_str before = t->base ? nb_model_bytes(t->base, "targets") : NB_STR("");
  if (t->base && !before.len) return NB_OK;
  return targets_of(t->ctx, &t->corpus, t->pieces, before, &t->targets);
}

static size_t number_of(const nb_model *model, const char *key) {
  return strtoull(nb_model_note(model, key), NULL, 10);
}

static nb_status load_vector(training *t, const char *name, float *out) {
  nb_tensor tensor;
  size_t n = nb_network_size(&t->trainer.net);
  if (!nb_model_tensor(t->base, name, &tensor) || tensor.dtype != NB_F32 || tensor.rows != 1 || tensor.cols != n)
    return nb_fail(t->ctx, NB_CONFIG, NB_STR_FMT ": no checkpoint: %s is missing", NB_STR_ARG(t->checkpoint), name);
  memcpy(out, tensor.data, n * sizeof *out);
  return NB_OK;
}

static nb_status load_state(training *t) {
  nb_status status = load_vector(t, "adam.mean", t->trainer.mean);
  if (!status) status = load_vector(t, "adam.square", t->trainer.square);
  t->trainer.step = number_of(t->base, "step");
  t->batches.epoch = number_of(t->base, "epoch");
  t->batches.at = number_of(t->base, "at");
  t->seen = number_of(t->base, "pieces");
  t->seconds = strtod(nb_model_note(t->base, "seconds"), NULL);
  if (!status && t->batches.at >= t->batches.n)
    status = nb_fail(t->ctx, NB_CONFIG, NB_STR_FMT ": made with another text", NB_STR_ARG(t->checkpoint));
  return status;
}

static nb_status make_trainer(training *t) {
  nb_model_config config = t->base ? *nb_model_config_of(t->base) : t->o->shape;
  if (!t->base) {
    config.vocabulary = nb_pieces_size(t->pieces);
    config.max_length = MAX_LENGTH;
  }
  if (config.vocabulary != nb_pieces_size(t->pieces) || config.max_length < LONGEST)
    return nb_fail(t->ctx, NB_CONFIG, "the model is not of its tokenizer's size, or too short");
  nb_status status = trainer_init(t->ctx, &t->trainer, &config, t->o->threads, t->o->share);
  if (status) return status;
  if (!t->base)
    trainer_randomise(&t->trainer, t->o->seed);
  else
    status = nb_network_load(t->ctx, &t->trainer.net, t->base);
  return !status && t->resumed ? load_state(t) : status;
}

static nb_status begin(training *t) {
  t->arena = nb_arena_new();
  t->batch = nb_arena_new();
  nb_status status = t->arena && t->batch ? open_base(t) : nb_fail_memory(t->ctx);
  if (!status) status = read_tokenizer(t);
  if (!status) status = read_texts(t);
  if (!status) status = make_hinter(t);
  if (!status) status = find_targets(t);
  if (!status) status = batches_init(t->ctx, &t->batches, &t->corpus, t->hinter, t->pieces, t->o->batch, t->o->seed);
  if (!status) status = make_trainer(t);
  if (!status && t->dev.n)
    status = batches_plain(t->ctx, &t->dev, t->hinter, t->pieces, t->arena, &t->dev_examples, &t->n_dev);
  t->started = t->saved = now();
  return status;
}

static void end(training *t) {
  trainer_free(&t->trainer);
  batches_free(&t->batches);
  nb_hinter_free(t->hinter);
  nb_tagger_free(t->tagger);
  nb_lexicon_free(t->lexicon);
  nb_pieces_free(t->pieces);
  nb_model_free(t->base);
  nb_arena_free(t->batch);
  nb_arena_free(t->arena);
}

/* --- what it writes --- */

static const char *base_note(const training *t, const char *key) {
  return t->base ? nb_model_note(t->base, key) : "";
}

static size_t add_notes(const training *t, model_note notes[NOTES], nb_str provenance) {
  size_t n = 0;
  for (size_t i = 0; i < t->o->n_notes && n < NOTES / 2; i++) notes[n++] = t->o->notes[i];
  if (base_note(t, "licence")[0]) notes[n++] = (model_note){"licence", base_note(t, "licence")};
  if (provenance.len) notes[n++] = (model_note){"provenance", provenance.ptr};
  return n;
}

static nb_status save_checkpoint(training *t) {
  const size_t size = nb_network_size(&t->trainer.net);
  const model_vector more[] = {{"adam.mean", t->trainer.mean, size}, {"adam.square", t->trainer.square, size}};
  nb_arena *a = t->batch;
  nb_arena_reset(a);
  model_note notes[NOTES];
  size_t n = add_notes(t, notes, nb_str_of(base_note(t, "provenance")));
  notes[n++] = (model_note){"step", nb_arena_printf(a, "%zu", t->trainer.step).ptr};
  notes[n++] = (model_note){"epoch", nb_arena_printf(a, "%llu", (unsigned long long)t->batches.epoch).ptr};
  notes[n++] = (model_note){"at", nb_arena_printf(a, "%llu", (unsigned long long)t->batches.at).ptr};
  notes[n++] = (model_note){"pieces", nb_arena_printf(a, "%zu", t->seen).ptr};
  notes[n++] = (model_note){"seconds", nb_arena_printf(a, "%.3f", elapsed(t)).ptr};
  for (size_t i = 0; i < n; i++)
    if (!notes[i].text) return nb_fail_memory(t->ctx);
  t->saved = now();
  return model_file_write(t->ctx, t->checkpoint.ptr,
                          &(model_file){.net = &t->trainer.net,
                                        .whole = true,
                                        .tokenizer = t->tokenizer,
                                        .counts = t->counts,
                                        .targets = t->targets,
                                        .notes = notes,
                                        .n_notes = n,
                                        .more = more,
                                        .n_more = 2});
}

static nb_status save_model(training *t) {
  const char *before = base_note(t, "provenance");
  nb_str provenance = nb_arena_printf(t->arena, "%s%snb-train: %zu target pieces in %zu steps", before,
                                      before[0] ? "; then " : "", t->seen, t->trainer.step);
  if (!provenance.ptr) return nb_fail_memory(t->ctx);
  model_note notes[NOTES];
  size_t n = add_notes(t, notes, provenance);
  return model_file_write(t->ctx, t->o->out,
                          &(model_file){.net = &t->trainer.net,
                                        .tokenizer = t->tokenizer,
                                        .counts = t->counts,
                                        .targets = t->targets,
                                        .notes = notes,
                                        .n_notes = n});
}

/* --- the run --- */

static void tell_dev(training *t) {
  outcome o;
  if (!t->o->log || !t->n_dev || trainer_loss(t->ctx, &t->trainer, t->dev_examples, t->n_dev, &o)) return;
  fprintf(t->o->log, "dev: loss %.4f, perplexity %.3f, %zu pairs\n", o.loss / (double)o.pieces,
          exp(o.surprise / (double)o.pieces), t->n_dev);
  fflush(t->o->log);
}

static void tell_step(training *t, double rate, double since) {
  const outcome *o = &t->told;
  double n = (double)o->pieces;
  if (!t->o->log) return;
  fprintf(t->o->log,
          "step %zu: loss %.3f, perplexity %.2f, gradient %.2f, rate %.2e, %.0f pieces/s, %.1f minutes, epoch %.3f%s\n",
          t->trainer.step, o->loss / n, exp(o->surprise / n), o->norm / TOLD, rate, n / (now() - since),
          elapsed(t) / 60, (double)t->batches.epoch + (double)t->batches.at / (double)t->batches.n,
          o->skipped ? ", steps skipped" : "");
  fflush(t->o->log);
}

/* How much of the run is done, 0 to 1 */
static double progress(const training *t) {
  return t->o->minutes > 0 ? elapsed(t) / 60 / t->o->minutes : (double)t->trainer.step / (double)t->o->steps;
}

static double rate_at(const train_options *o, size_t step, double done) {
  double rate = o->rate * (step < o->warmup ? (double)step / (double)o->warmup : 1);
  return done <= o->hold ? rate : rate * (1 - done) / (1 - o->hold);
}

static nb_status one_step(training *t, double done, outcome *o, double *rate) {
  example *examples;
  size_t n;
  nb_arena_reset(t->batch);
  nb_status status = batches_next(t->ctx, &t->batches, t->batch, &examples, &n);
  if (status) return status;
  *rate = rate_at(t->o, t->trainer.step + 1, done);
  uint64_t key = nb_random_mix(nb_random_mix(t->o->seed) ^ t->trainer.step);
  status = trainer_step(t->ctx, &t->trainer, examples, n, (float)*rate, key, o);
  t->seen += o->pieces;
  return status;
}

static void add_up(outcome *sum, const outcome *o) {
  sum->skipped = sum->skipped || o->skipped;
  if (o->skipped) return;
  sum->loss += o->loss;
  sum->surprise += o->surprise;
  sum->pieces += o->pieces;
  sum->norm += o->norm;
}

static nb_status run(training *t, train_result *result) {
  double since = now(), rate = 0;
  nb_status status = NB_OK;
  while (!status) {
    double done = progress(t);
    result->finished = done >= 1;
    if (done >= 1 || (t->o->stop && t->o->stop(t->o->stop_user, t->trainer.step))) break;
    outcome o;
    status = one_step(t, done, &o, &rate);
    if (status) break;
    add_up(&t->told, &o);
    result->loss = t->told.loss / (double)t->told.pieces;
    if (t->trainer.step % TOLD == 0) {
      tell_step(t, rate, since);
      t->told = (outcome){0};
      since = now();
    }
    if (now() - t->saved < t->o->save * 60) continue;
    status = save_checkpoint(t);
    tell_dev(t);
  }
  result->step = t->trainer.step;
  return status;
}

nb_status train_run(nb_context *ctx, const train_options *options, train_result *result) {
  training t = {.ctx = ctx, .o = options};
  *result = (train_result){0};
  nb_status status = begin(&t);
  if (!status && options->log)
    fprintf(options->log, "%zu pairs, %zu draws an epoch, %zu weights, %zu threads, %s step %zu\n", t.corpus.n,
            t.batches.n, nb_network_size(&t.trainer.net), options->threads, t.resumed ? "goes on at" : "begins at",
            t.trainer.step);
  if (!status) tell_dev(&t);
  if (!status) status = run(&t, result);
  if (!status) status = save_checkpoint(&t);
  if (!status) tell_dev(&t);
  if (!status && result->finished) status = save_model(&t);
  end(&t);
  return status;
}
