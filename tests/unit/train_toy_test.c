/* A training from nothing to a model that the engine reads: a small network learns to put each word of a made-up
 * language into another; stopped half-way it ends the same to the bit; and it can be adapted. */
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
#include "base/random.h"
#include "sample_pieces.h"
#include "train.h"
#include "translate/neural/decode.h"
#include "translate/neural/pieces.h"

enum { WORDS = 10, LONGEST = 6, LINES = 600, HELD_OUT = 40, FILE_CAP = 64 * 1024 * 1024 };

#define SPACE "\xE2\x96\x81"

static const char *const words[] = {SPACE "zobi", SPACE "kelu", SPACE "mafo", SPACE "tiru", SPACE "pexa", SPACE "wudo",
                                    SPACE "nybe", SPACE "huvi", SPACE "jaqo", SPACE "reso", SPACE "gliw", SPACE "brap",
                                    SPACE "thun", SPACE "sniv", SPACE "clor", SPACE "dwem", SPACE "frix", SPACE "plen",
                                    SPACE "squa", SPACE "vrod", NULL};

static const char *word(size_t i) {
  return words[i] + sizeof SPACE - 1;
}

typedef struct fixture {
  nb_context *ctx;
  char folder[32];
  nb_buf tokenizer, text, dev, out, checkpoint; /* paths */
} fixture;

static void path(fixture *f, nb_buf *buf, const char *name) {
  nb_buf_init(buf, 256);
  assert_int_equal(nb_buf_printf(buf, "%s/%s", f->folder, name), NB_OK);
}

/* Two to LONGEST words, the same one never twice in a row; and what they mean. */
static void add_line(nb_buf *nl, nb_buf *en, uint64_t *random) {
  size_t n = 2 + nb_random_below(random, LONGEST - 1), before = WORDS;
  for (size_t i = 0; i < n; i++) {
    size_t w = nb_random_below(random, WORDS);
    if (w == before) w = (w + 1) % WORDS;
    before = w;
    nb_buf_printf(nl, "%s%s", i ? " " : "", word(w));
    nb_buf_printf(en, "%s%s", i ? " " : "", word(WORDS + w));
  }
}

static void write_text(fixture *f, const char *to, size_t lines, uint64_t seed) {
  nb_buf text, nl, en;
  nb_buf_init(&text, FILE_CAP);
  nb_buf_init(&nl, 256);
  nb_buf_init(&en, 256);
  for (size_t i = 0; i < lines; i++) {
    nb_buf_clear(&nl);
    nb_buf_clear(&en);
    add_line(&nl, &en, &seed);
    nb_buf_printf(&text, "1\t%s\t%s\n", nl.ptr, en.ptr);
  }
  assert_int_equal(nb_file_write(f->ctx, to, nb_buf_str(&text)), NB_OK);
  nb_buf_free(&text);
  nb_buf_free(&nl);
  nb_buf_free(&en);
}

static int setup(void **state) {
  fixture *f = calloc(1, sizeof *f);
  assert_non_null(f);
  f->ctx = nb_context_new();
  strcpy(f->folder, "/tmp/nb-train-XXXXXX");
  assert_non_null(mkdtemp(f->folder));
  path(f, &f->tokenizer, "toy.model");
  path(f, &f->text, "toy.tsv");
  path(f, &f->dev, "dev.tsv");
  path(f, &f->out, "toy.safetensors");
  path(f, &f->checkpoint, "toy.safetensors.checkpoint");
  nb_sample_pieces model = nb_sound_pieces;
  model.words = words;
  nb_buf bytes;
  nb_buf_init(&bytes, FILE_CAP);
  nb_sample_pieces_make(&bytes, &model);
  assert_int_equal(nb_file_write(f->ctx, f->tokenizer.ptr, nb_buf_str(&bytes)), NB_OK);
  nb_buf_free(&bytes);
  write_text(f, f->text.ptr, LINES, 1);
  write_text(f, f->dev.ptr, HELD_OUT, 2);
  *state = f;
  return 0;
}

static int teardown(void **state) {
  fixture *f = *state;
  char command[64];
  snprintf(command, sizeof command, "rm -r %s", f->folder);
  assert_int_equal(system(command), 0);
  nb_buf_free(&f->tokenizer);
  nb_buf_free(&f->text);
  nb_buf_free(&f->dev);
  nb_buf_free(&f->out);
  nb_buf_free(&f->checkpoint);
  nb_context_free(f->ctx);
  free(f);
  return 0;
}

static train_options options_of(const fixture *f, const char *const *texts, size_t steps) {
  return (train_options){.out = f->out.ptr,
                         .texts = texts,
                         .n_texts = 1,
                         .tokenizer = f->tokenizer.ptr,
                         .shape = {.dim = 32, .hidden = 64, .heads = 4, .encoder_layers = 1, .decoder_layers = 1},
                         .steps = steps,
                         .rate = 6e-3,
                         .warmup = 30,
                         .hold = 0.6,
                         .batch = 300,
                         .share = 0,
                         .threads = 1,
                         .seed = 1,
                         .save = 1000};
}

static void forget(const fixture *f) {
  unlink(f->checkpoint.ptr);
  unlink(f->out.ptr);
}

static train_result train(const fixture *f, const train_options *o) {
  train_result result;
  nb_status status = train_run(f->ctx, o, &result);
  if (status) fail_msg("%d: %s", (int)status, nb_error(f->ctx));
  return result;
}

static void refused(const fixture *f, const train_options *o, nb_status expected, const char *message) {
  train_result result;
  nb_status status = train_run(f->ctx, o, &result);
  if (status != expected || !strstr(nb_error(f->ctx), message))
    fail_msg("%d, \"%s\", not \"%s\"", (int)status, nb_error(f->ctx), message);
}

/* --- the whole way --- */

/* How many lines of the held-out text the engine's greedy decoding gets right. */
static size_t right_lines(const fixture *f, const nb_model *model) {
  nb_arena *arena = nb_arena_new();
  nb_pieces *pieces;
  nb_runner *runner;
  nb_buf dev;
  nb_buf_init(&dev, FILE_CAP);
  assert_int_equal(nb_file_read(f->ctx, f->dev.ptr, &dev), NB_OK);
  assert_int_equal(nb_pieces_new(f->ctx, nb_model_bytes(model, "tokenizer"), &pieces), NB_OK);
  assert_int_equal(nb_runner_new(f->ctx, model, 1, &runner), NB_OK);
  size_t right = 0;
  nb_str rest = nb_buf_str(&dev), line, nl, text;
  while (nb_str_split(&rest, '\n', &line) && line.len) {
    nb_ids source, output;
    nb_str_split(&line, '\t', &nl);
    nb_str_split(&line, '\t', &nl);
    assert_int_equal(nb_pieces_encode(f->ctx, pieces, arena, nl, &source.ids, &source.n), NB_OK);
    int32_t ids[2 * LONGEST];
    memcpy(ids, source.ids, source.n * sizeof *ids);
    ids[source.n++] = NB_PIECE_END;
    source.ids = ids;
    assert_int_equal(nb_decode(f->ctx, runner, arena, &source, 1, &(nb_decode_options){.beam = 1, .alpha = 1}, &output),
                     NB_OK);
    assert_int_equal(nb_pieces_decode(f->ctx, pieces, arena, output.ids, output.n, &text), NB_OK);
    right += nb_str_eq(text, line);
  }
  nb_runner_free(runner);
  nb_pieces_free(pieces);
  nb_buf_free(&dev);
  nb_arena_free(arena);
  return right;
}

static size_t right_lines_of(const fixture *f, const char *file) {
  nb_model *model;
  assert_int_equal(nb_model_open(f->ctx, file, &model), NB_OK);
  size_t right = right_lines(f, model);
  nb_model_free(model);
  return right;
}

/* The loss of a guess is ln(281) = 5.6; no model can get below 0.89, because of the smoothing. */
static void learns(void **state) {
  fixture *f = *state;
  const char *const texts[] = {f->text.ptr};
  const model_note notes[] = {{"licence", "none"}};
  train_options o = options_of(f, texts, 300);
  o.notes = notes;
  o.n_notes = 1;
  forget(f);
  train_result result = train(f, &o);
  assert_true(result.finished);
  assert_int_equal(result.step, 300);
  assert_true(result.loss < 1);
  assert_in_range(right_lines_of(f, f->out.ptr), HELD_OUT - 2, HELD_OUT);
  assert_in_range(right_lines_of(f, f->checkpoint.ptr), HELD_OUT - 2, HELD_OUT);
  nb_model *model;
  assert_int_equal(nb_model_open(f->ctx, f->out.ptr, &model), NB_OK);
  nb_tensor t;
  assert_true(nb_model_tensor(model, "enc.0.f.a.weight", &t) && t.dtype == NB_I8);
  assert_string_equal(nb_model_note(model, "licence"), "none");
  assert_non_null(strstr(nb_model_note(model, "provenance"), "in 300 steps"));
  assert_int_equal(nb_str_find(nb_model_bytes(model, "counts"), NB_STR("brap"), 0), NB_NOT_FOUND);
  assert_true(nb_str_find(nb_model_bytes(model, "counts"), NB_STR("zobi\t"), 0) != NB_NOT_FOUND);
  nb_model_free(model);
}

/* From the model that `learns` left: in the same language it knows what it knew, also with two threads. */
static void adapted(void **state) {
  fixture *f = *state;
  const char *const texts[] = {f->text.ptr};
  nb_buf adapted;
  path(f, &adapted, "adapted.safetensors");
  train_options o = options_of(f, texts, 5);
  o.init = f->out.ptr;
  o.out = adapted.ptr;
  o.rate = 1e-4;
  o.threads = 2;
  train_result result = train(f, &o);
  assert_true(result.finished && result.loss < 1);
  nb_model *model;
  assert_int_equal(nb_model_open(f->ctx, adapted.ptr, &model), NB_OK);
  assert_non_null(strstr(nb_model_note(model, "provenance"), "in 300 steps; then nb-train: "));
  assert_string_equal(nb_model_note(model, "licence"), "none");
  nb_model_free(model);
  nb_buf_free(&adapted);
}

/* --- stopped and gone on --- */

static bool stop_at(void *user, size_t step) {
  return step == *(const size_t *)user;
}

static nb_str tensor_bytes(const nb_safetensors *file, const char *name) {
  const nb_safetensor *s = nb_safetensors_find(file, name);
  assert_non_null(s);
  return (nb_str){s->tensor.data, s->end - s->start};
}

static void resumed(void **state) {
  fixture *f = *state;
  static const char *const tensors[] = {"emb.weight", "dec.0.c.k.weight", "adam.mean", "adam.square"};
  const char *const texts[] = {f->text.ptr};
  nb_buf other;
  path(f, &other, "other.safetensors");
  train_options o = options_of(f, texts, 24);
  o.share = 26;
  forget(f);
  assert_true(train(f, &o).finished);

  train_options half = o;
  size_t step = 11;
  half.out = other.ptr;
  half.stop = stop_at;
  half.stop_user = &step;
  train_result result = train(f, &half);
  assert_false(result.finished);
  assert_int_equal(result.step, 11);
  assert_int_equal(access(other.ptr, F_OK), -1);
  half.stop = NULL;
  assert_true(train(f, &half).finished);

  char path_of_other[128];
  snprintf(path_of_other, sizeof path_of_other, "%s.checkpoint", other.ptr);
  nb_safetensors *a, *b;
  assert_int_equal(nb_safetensors_open(f->ctx, f->checkpoint.ptr, &a), NB_OK);
  assert_int_equal(nb_safetensors_open(f->ctx, path_of_other, &b), NB_OK);
  for (size_t i = 0; i < sizeof tensors / sizeof *tensors; i++)
    assert_true(nb_str_eq(tensor_bytes(a, tensors[i]), tensor_bytes(b, tensors[i])));
  nb_safetensors_free(a);
  nb_safetensors_free(b);
  nb_buf_free(&other);
}

/* --- what cannot be trained --- */

static void write_c(const fixture *f, const char *to, const char *text) {
  assert_int_equal(nb_file_write(f->ctx, to, nb_str_of(text)), NB_OK);
}

static void bad(void **state) {
  fixture *f = *state;
  nb_buf text, out;
  path(f, &text, "bad.tsv");
  path(f, &out, "bad.safetensors");
  const char *const texts[] = {text.ptr};
  train_options o = options_of(f, texts, 1);
  o.out = out.ptr;
  write_c(f, text.ptr, "");
  refused(f, &o, NB_DATA, "too small");
  write_c(f, text.ptr, "zobi\tgliw\n");
  refused(f, &o, NB_DATA, "too small");
  o.init = f->out.ptr;
  write_c(f, text.ptr, "");
  refused(f, &o, NB_DATA, "no pairs");
  nb_buf longer;
  nb_buf_init(&longer, 65536);
  for (size_t i = 0; i < 200; i++) nb_buf_add_c(&longer, "zobi ");
  nb_buf_add_c(&longer, "\tgliw\n");
  write_c(f, text.ptr, longer.ptr);
  refused(f, &o, NB_DATA, "180 pieces");
  nb_buf_free(&longer);
  write_c(f, text.ptr, "zobi\tgliw\n");
  o.init = text.ptr;
  refused(f, &o, NB_CONFIG, "bad.tsv");
  o.init = NULL;
  o.tokenizer = text.ptr;
  refused(f, &o, NB_CONFIG, "SentencePiece");
  o.tokenizer = "/nowhere/toy.model";
  refused(f, &o, NB_NOINPUT, "/nowhere");
  nb_buf_free(&text);
  nb_buf_free(&out);
}

/* A checkpoint that is another text's, or no checkpoint, is left as it is. */
static void bad_checkpoint(void **state) {
  fixture *f = *state;
  nb_buf text, model;
  path(f, &text, "short.tsv");
  const char *const texts[] = {f->text.ptr}, *const short_texts[] = {text.ptr};
  train_options o = options_of(f, texts, 3);
  forget(f);
  train(f, &o);
  write_c(f, text.ptr, "zobi\tgliw\n");
  o.texts = short_texts;
  refused(f, &o, NB_CONFIG, "another text");
  nb_buf_init(&model, FILE_CAP);
  assert_int_equal(nb_file_read(f->ctx, f->out.ptr, &model), NB_OK);
  assert_int_equal(nb_file_write(f->ctx, f->checkpoint.ptr, nb_buf_str(&model)), NB_OK);
  o.texts = texts;
  refused(f, &o, NB_CONFIG, "adam.mean");
  write_c(f, f->checkpoint.ptr, "no checkpoint");
  refused(f, &o, NB_CONFIG, "toy.safetensors.checkpoint");
  nb_buf_free(&model);
  nb_buf_free(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(learns),  cmocka_unit_test(adapted),        cmocka_unit_test(bad),
      cmocka_unit_test(resumed), cmocka_unit_test(bad_checkpoint),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
