#include "translate/neural/model.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct nb_model {
  nb_safetensors *file;
  nb_model_config config;
};

static const struct {
  const char *key;
  size_t offset, least, most;
} settings[] = {
    {"dim", offsetof(nb_model_config, dim), 2, 8192},
    {"hidden", offsetof(nb_model_config, hidden), 1, 65536},
    {"heads", offsetof(nb_model_config, heads), 1, 256},
    {"encoder_layers", offsetof(nb_model_config, encoder_layers), 1, 64},
    {"decoder_layers", offsetof(nb_model_config, decoder_layers), 1, 64},
    {"vocabulary", offsetof(nb_model_config, vocabulary), 4, 65535},
    {"max_length", offsetof(nb_model_config, max_length), 16, 65536},
};

/* The tensors of the architecture, named as in the trainer. Layers: "enc.N." and "dec.N." before the name. */
enum stack { ONCE = 1, ENCODER = 2, DECODER = 4, BOTH = ENCODER | DECODER };
enum size { VECTOR, DIM, HIDDEN, VOCABULARY };
static const struct {
  const char *name;
  enum stack stack;
  enum size rows, cols; /* rows VECTOR: a vector of `cols` */
} wanted[] = {
    {"emb.weight", ONCE, VOCABULARY, DIM}, {"bias", ONCE, VECTOR, VOCABULARY},  {"ne.weight", ONCE, VECTOR, DIM},
    {"ne.bias", ONCE, VECTOR, DIM},        {"nd.weight", ONCE, VECTOR, DIM},    {"nd.bias", ONCE, VECTOR, DIM},
    {"n1.weight", BOTH, VECTOR, DIM},      {"n1.bias", BOTH, VECTOR, DIM},      {"n2.weight", BOTH, VECTOR, DIM},
    {"n2.bias", BOTH, VECTOR, DIM},        {"n3.weight", DECODER, VECTOR, DIM}, {"n3.bias", DECODER, VECTOR, DIM},
    {"a.q.weight", BOTH, DIM, DIM},        {"a.q.bias", BOTH, VECTOR, DIM},     {"a.k.weight", BOTH, DIM, DIM},
    {"a.k.bias", BOTH, VECTOR, DIM},       {"a.v.weight", BOTH, DIM, DIM},      {"a.v.bias", BOTH, VECTOR, DIM},
    {"a.o.weight", BOTH, DIM, DIM},        {"a.o.bias", BOTH, VECTOR, DIM},     {"c.q.weight", DECODER, DIM, DIM},
    {"c.q.bias", DECODER, VECTOR, DIM},    {"c.k.weight", DECODER, DIM, DIM},   {"c.k.bias", DECODER, VECTOR, DIM},
    {"c.v.weight", DECODER, DIM, DIM},     {"c.v.bias", DECODER, VECTOR, DIM},  {"c.o.weight", DECODER, DIM, DIM},
    {"c.o.bias", DECODER, VECTOR, DIM},    {"f.a.weight", BOTH, HIDDEN, DIM},   {"f.a.bias", BOTH, VECTOR, HIDDEN},
    {"f.b.weight", BOTH, DIM, HIDDEN},     {"f.b.bias", BOTH, VECTOR, DIM},
};
static const char *const byte_tensors[] = {"tokenizer", "counts"};

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* ---- what the architecture needs ---- */

static nb_status read_config(nb_context *ctx, nb_model *model) {
  if (strcmp(nb_model_note(model, "format"), "nieuwsbrief-neural") != 0 ||
      strcmp(nb_model_note(model, "version"), "1") != 0)
    return nb_fail(ctx, NB_CONFIG, "not a model of this version");
  for (size_t i = 0; i < COUNT(settings); i++) {
    const char *text = nb_model_note(model, settings[i].key);
    size_t digits = strspn(text, "0123456789"), value = digits < 10 ? strtoul(text, NULL, 10) : 0;
    if (digits == 0 || text[digits] || value < settings[i].least || value > settings[i].most)
      return nb_fail(ctx, NB_CONFIG, "%s \"%.32s\" is not between %zu and %zu", settings[i].key, text,
                     settings[i].least, settings[i].most);
    memcpy((char *)&model->config + settings[i].offset, &value, sizeof value);
  }
  if (model->config.dim % model->config.heads != 0 || model->config.dim % 2 != 0)
    return nb_fail(ctx, NB_CONFIG, "dim %zu does not divide by two and by %zu heads", model->config.dim,
                   model->config.heads);
  return NB_OK;
}

static size_t extent(const nb_model_config *c, enum size size) {
  switch (size) {
    case DIM:
      return c->dim;
    case HIDDEN:
      return c->hidden;
    case VOCABULARY:
      return c->vocabulary;
    case VECTOR:
      break;
  }
  return 1;
}

/* An int8 matrix gets its scales. */
static nb_status attach_scales(nb_context *ctx, const nb_model *model, nb_safetensor *matrix) {
  char name[96];
  snprintf(name, sizeof name, "%s.scale", matrix->name);
  const nb_safetensor *scale = nb_safetensors_find(model->file, name);
  if (!scale || !scale->vector || scale->tensor.dtype != NB_F32 || scale->tensor.cols != matrix->tensor.rows)
    return nb_fail(ctx, NB_CONFIG, "no scale for each row of %s", matrix->name);
  matrix->tensor.scales = scale->tensor.data;
  for (size_t i = 0; i < matrix->tensor.rows; i++)
    if (!isfinite(matrix->tensor.scales[i])) return nb_fail(ctx, NB_CONFIG, "a scale of %s is no number", matrix->name);
  return NB_OK;
}

static nb_status check_tensor(nb_context *ctx, const nb_model *model, size_t row, const char *prefix) {
  char name[64];
  snprintf(name, sizeof name, "%s%s", prefix, wanted[row].name);
  nb_safetensor *e = nb_safetensors_find(model->file, name);
  bool vector = wanted[row].rows == VECTOR;
  size_t rows = extent(&model->config, wanted[row].rows), cols = extent(&model->config, wanted[row].cols);
  if (!e || e->vector != vector || e->tensor.rows != rows || e->tensor.cols != cols || e->tensor.dtype == NB_U8 ||
      (vector && e->tensor.dtype != NB_F32))
    return nb_fail(ctx, NB_CONFIG, "tensor %s is missing, or not of %zu x %zu", name, rows, cols);
  return e->tensor.dtype == NB_I8 ? attach_scales(ctx, model, e) : NB_OK;
}

static nb_status check_stack(nb_context *ctx, const nb_model *model, enum stack stack, const char *prefix,
                             size_t layers) {
  nb_status status = NB_OK;
  for (size_t layer = 0; !status && layer < layers; layer++) {
    char full[32] = "";
    if (stack != ONCE) snprintf(full, sizeof full, "%s.%zu.", prefix, layer);
    for (size_t i = 0; !status && i < COUNT(wanted); i++)
      if (wanted[i].stack & stack) status = check_tensor(ctx, model, i, full);
  }
  return status;
}

static nb_status check_tensors(nb_context *ctx, const nb_model *model) {
  nb_status status = check_stack(ctx, model, ONCE, "", 1);
  if (!status) status = check_stack(ctx, model, ENCODER, "enc", model->config.encoder_layers);
  if (!status) status = check_stack(ctx, model, DECODER, "dec", model->config.decoder_layers);
  for (size_t i = 0; !status && i < COUNT(byte_tensors); i++)
    if (nb_model_bytes(model, byte_tensors[i]).len == 0)
      status = nb_fail(ctx, NB_CONFIG, "no \"%s\" in it", byte_tensors[i]);
  size_t targets = nb_model_bytes(model, "targets").len;
  if (!status && targets && targets != model->config.vocabulary)
    status = nb_fail(ctx, NB_CONFIG, "\"targets\" of %zu bytes for %zu pieces", targets, model->config.vocabulary);
  return status;
}

/* ---- the interface ---- */

nb_status nb_model_open(nb_context *ctx, const char *path, nb_model **model) {
  nb_model *m = calloc(1, sizeof *m);
  if (!m) return nb_fail_memory(ctx);
  nb_status opened = nb_safetensors_open(ctx, path, &m->file);
  nb_status status = opened ? opened : read_config(ctx, m);
  if (!status) status = check_tensors(ctx, m);
  if (!status) {
    *model = m;
    return NB_OK;
  }
  nb_model_free(m);
  if (opened || status != NB_CONFIG) return status;
  return nb_fail(ctx, status, "%s: %s", path, nb_error(ctx));
}

void nb_model_free(nb_model *model) {
  if (!model) return;
  nb_safetensors_free(model->file);
  free(model);
}

const nb_model_config *nb_model_config_of(const nb_model *model) {
  return &model->config;
}

bool nb_model_tensor(const nb_model *model, const char *name, nb_tensor *tensor) {
  const nb_safetensor *e = nb_safetensors_find(model->file, name);
  if (e) *tensor = e->tensor;
  return e != NULL;
}

nb_str nb_model_bytes(const nb_model *model, const char *name) {
  const nb_safetensor *e = nb_safetensors_find(model->file, name);
  bool bytes = e && e->vector && e->tensor.dtype == NB_U8;
  return bytes ? (nb_str){e->tensor.data, e->tensor.cols} : NB_STR("");
}

const char *nb_model_note(const nb_model *model, const char *key) {
  return nb_safetensors_note(model->file, key);
}
