#include "weights.h"

#include <stdio.h>
#include <stdlib.h>

#include "targets.h"

enum { MOST_LAYERS = 64, MOST_HEADS = 256, MAX_LENGTH = 1024, NOTES = 32 };

typedef struct loader {
  nb_context *ctx;
  const char *path;
  const nb_safetensors *file;
} loader;

static nb_status load(void *user, const char *name, size_t rows, size_t cols, float *weights) {
  const loader *l = user;
  const nb_safetensor *s = nb_safetensors_find(l->file, name);
  const nb_tensor *t = s ? &s->tensor : NULL;
  if (!t || s->vector != !rows || t->rows != (rows ? rows : 1) || t->cols != cols ||
      (t->dtype != NB_F32 && t->dtype != NB_F16))
    return nb_fail(l->ctx, NB_CONFIG, "%s: %s is missing, of another shape, or not in F32 or F16", l->path, name);
  for (size_t r = 0; r < t->rows; r++) nb_tensor_row(t, r, weights + r * cols);
  return NB_OK;
}

/* None where one in between is missing */
static size_t layers(const nb_safetensors *file, const char *stack) {
  size_t n = 0;
  for (size_t i = 0; i <= MOST_LAYERS; i++) {
    char name[32];
    snprintf(name, sizeof name, "%s.%zu.n1.weight", stack, i);
    if (nb_safetensors_find(file, name) && i != n++) return 0;
  }
  return n;
}

/* All but the heads can be seen from the shapes. */
static nb_status config_of(nb_context *ctx, const char *path, const nb_safetensors *file, nb_model_config *c) {
  const nb_safetensor *embedding = nb_safetensors_find(file, "emb.weight");
  const nb_safetensor *wide = nb_safetensors_find(file, "enc.0.f.a.weight");
  *c = (nb_model_config){.heads = strtoul(nb_safetensors_note(file, "heads"), NULL, 10),
                         .encoder_layers = layers(file, "enc"),
                         .decoder_layers = layers(file, "dec"),
                         .max_length = MAX_LENGTH};
  if (embedding && wide) {
    c->vocabulary = embedding->tensor.rows;
    c->dim = embedding->tensor.cols;
    c->hidden = wide->tensor.rows;
  }
  bool good = c->dim && c->hidden && c->encoder_layers && c->decoder_layers && c->heads && c->heads <= MOST_HEADS &&
              c->dim % c->heads == 0;
  return good ? NB_OK : nb_fail(ctx, NB_CONFIG, "%s: not the weights of this kind of model", path);
}

static nb_status write_packed(nb_context *ctx, const nb_network *net, const nb_safetensors *file, const nb_model *base,
                              nb_str targets, const char *out, const pack_options *o) {
  model_note notes[NOTES];
  size_t n = 0;
  while (n < o->n_notes && n < NOTES / 2) {
    notes[n] = o->notes[n];
    n++;
  }
  const char *licence = nb_model_note(base, "licence"), *provenance = nb_safetensors_note(file, "provenance");
  if (licence[0]) notes[n++] = (model_note){"licence", licence};
  if (provenance[0]) notes[n++] = (model_note){"provenance", provenance};
  return model_file_write(ctx, out,
                          &(model_file){.net = net,
                                        .tokenizer = nb_model_bytes(base, "tokenizer"),
                                        .counts = nb_model_bytes(base, "counts"),
                                        .targets = targets,
                                        .notes = notes,
                                        .n_notes = n});
}

/* In the arena. */
static nb_status find_targets(nb_context *ctx, nb_arena *arena, const nb_model *base, const pack_options *o,
                              nb_str *targets) {
  nb_pieces *pieces = NULL;
  corpus c = {.arena = arena};
  *targets = nb_model_bytes(base, "targets");
  if (!o->n_texts) return NB_OK;
  nb_status status = nb_pieces_new(ctx, nb_model_bytes(base, "tokenizer"), &pieces);
  for (size_t i = 0; !status && i < o->n_texts; i++) status = corpus_read(ctx, &c, o->texts[i]);
  if (!status) status = targets_of(ctx, &c, pieces, NB_STR(""), targets);
  nb_pieces_free(pieces);
  return status;
}

nb_status weights_pack(nb_context *ctx, const char *weights, const char *base, const char *out,
                       const pack_options *options) {
  nb_safetensors *file = NULL;
  nb_model *model = NULL;
  nb_network net = {0};
  nb_model_config config;
  nb_str targets;
  nb_arena *arena = nb_arena_new();
  nb_status status = arena ? nb_safetensors_open(ctx, weights, &file) : nb_fail_memory(ctx);
  if (!status) status = config_of(ctx, weights, file, &config);
  if (!status) status = nb_model_open(ctx, base, &model);
  if (!status && nb_model_config_of(model)->vocabulary != config.vocabulary)
    status = nb_fail(ctx, NB_CONFIG, "%s: the tokenizer of %s has another size", weights, base);
  if (!status) status = nb_network_empty(ctx, &net, &config);
  if (!status) status = nb_network_each(&net, load, &(loader){ctx, weights, file});
  if (!status) status = find_targets(ctx, arena, model, options, &targets);
  if (!status) status = write_packed(ctx, &net, file, model, targets, out, options);
  nb_network_free(&net);
  nb_model_free(model);
  nb_safetensors_free(file);
  nb_arena_free(arena);
  return status;
}

nb_status weights_unpack(nb_context *ctx, const char *path, const char *out) {
  nb_model *model;
  nb_network net = {0};
  nb_status status = nb_model_open(ctx, path, &model);
  if (status) return status;
  status = nb_network_init(ctx, &net, model);
  if (!status) status = weights_file_write(ctx, out, &net);
  nb_network_free(&net);
  nb_model_free(model);
  return status;
}
