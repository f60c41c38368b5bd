#include "translate/neural/model.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"

enum { HEADER_CAP = 1024 * 1024, MAX_TENSORS = 4096, LENGTH_BYTES = 8 };

typedef struct entry {
  const char *name;
  size_t start, end; /* bytes of the data */
  bool vector;       /* one dimension in the file */
  nb_tensor tensor;
} entry;

struct nb_model {
  nb_arena *arena;
  nb_str file;
  nb_model_config config;
  entry *entries; /* by name */
  size_t n;
  const char *(*notes)[2]; /* key and text of __metadata__ */
  size_t n_notes;
};

static const struct {
  const char *name;
  size_t size;
} dtypes[] = {[NB_F32] = {"F32", 4}, [NB_F16] = {"F16", 2}, [NB_I8] = {"I8", 1}, [NB_U8] = {"U8", 1}};
enum { N_DTYPES = sizeof dtypes / sizeof *dtypes };

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

/* ---- the header ---- */

/* The JSON text of the header and the data behind it. */
static bool split_file(nb_str file, nb_str *header, nb_str *data) {
  if (file.len < LENGTH_BYTES) return false;
  uint64_t length = 0;
  for (size_t i = LENGTH_BYTES; i-- > 0;) length = length << 8 | (unsigned char)file.ptr[i];
  if (length > HEADER_CAP || length > file.len - LENGTH_BYTES) return false;
  *header = nb_str_sub(file, LENGTH_BYTES, LENGTH_BYTES + (size_t)length);
  *data = nb_str_sub(file, LENGTH_BYTES + (size_t)length, file.len);
  return true;
}

static bool whole_number(const cJSON *item, size_t most, size_t *n) {
  if (!cJSON_IsNumber(item) || !(item->valuedouble >= 0) || item->valuedouble > (double)most) return false;
  *n = (size_t)item->valuedouble;
  return (double)*n == item->valuedouble;
}

static bool read_dtype(const cJSON *item, nb_dtype *dtype) {
  for (size_t i = 0; cJSON_IsString(item) && i < N_DTYPES; i++) {
    if (strcmp(item->valuestring, dtypes[i].name) != 0) continue;
    *dtype = (nb_dtype)i;
    return true;
  }
  return false;
}

/* One dimension or two, none of them empty. */
static bool read_shape(const cJSON *item, size_t most, entry *e) {
  int n = cJSON_IsArray(item) ? cJSON_GetArraySize(item) : 0;
  e->vector = n == 1;
  e->tensor.rows = 1;
  return (n == 1 || (n == 2 && whole_number(cJSON_GetArrayItem(item, 0), most, &e->tensor.rows))) &&
         whole_number(cJSON_GetArrayItem(item, n - 1), most, &e->tensor.cols) && e->tensor.rows && e->tensor.cols;
}

/* What an entry says of itself agrees and lies within the file, aligned for its type. */
static bool read_entry(const cJSON *item, nb_str data, entry *e) {
  const cJSON *offsets = cJSON_GetObjectItemCaseSensitive(item, "data_offsets");
  nb_tensor *t = &e->tensor;
  if (!cJSON_IsObject(item) || !cJSON_IsArray(offsets) || cJSON_GetArraySize(offsets) != 2 ||
      !read_dtype(cJSON_GetObjectItemCaseSensitive(item, "dtype"), &t->dtype) ||
      !read_shape(cJSON_GetObjectItemCaseSensitive(item, "shape"), data.len, e) ||
      !whole_number(cJSON_GetArrayItem(offsets, 0), data.len, &e->start) ||
      !whole_number(cJSON_GetArrayItem(offsets, 1), data.len, &e->end) || e->start > e->end)
    return false;
  size_t size = dtypes[t->dtype].size;
  t->data = data.ptr + e->start;
  return t->cols <= data.len / size / t->rows && t->rows * t->cols * size == e->end - e->start &&
         (uintptr_t)t->data % size == 0;
}

static int by_start(const void *a, const void *b) {
  const entry *x = a, *y = b;
  return (x->start > y->start) - (x->start < y->start);
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const entry *)a)->name, ((const entry *)b)->name);
}

/* The tensors fill the data without gap or overlap, as the format demands. */
static bool contiguous(entry *entries, size_t n, size_t size) {
  size_t at = 0;
  qsort(entries, n, sizeof *entries, by_start);
  for (size_t i = 0; i < n; i++) {
    if (entries[i].start != at) return false;
    at = entries[i].end;
  }
  return at == size;
}

static bool names_differ(entry *entries, size_t n) {
  qsort(entries, n, sizeof *entries, by_name);
  for (size_t i = 1; i < n; i++)
    if (by_name(&entries[i - 1], &entries[i]) == 0) return false;
  return true;
}

static nb_status read_notes(nb_context *ctx, nb_model *model, const cJSON *metadata) {
  model->notes = nb_arena_array(model->arena, (size_t)cJSON_GetArraySize(metadata), sizeof *model->notes);
  if (!model->notes) return nb_fail_memory(ctx);
  const cJSON *item;
  cJSON_ArrayForEach(item, metadata) {
    if (!cJSON_IsString(item)) continue;
    const char **note = model->notes[model->n_notes++];
    note[0] = nb_arena_cstr(model->arena, nb_str_of(item->string));
    note[1] = nb_arena_cstr(model->arena, nb_str_of(item->valuestring));
    if (!note[0] || !note[1]) return nb_fail_memory(ctx);
  }
  return NB_OK;
}

static nb_status read_tensors(nb_context *ctx, nb_model *model, const cJSON *header, nb_str data) {
  size_t n = (size_t)cJSON_GetArraySize(header);
  if (n > MAX_TENSORS) return nb_fail(ctx, NB_CONFIG, "%zu tensors, more than %d", n, MAX_TENSORS);
  model->entries = nb_arena_array(model->arena, n, sizeof *model->entries);
  if (!model->entries) return nb_fail_memory(ctx);
  const cJSON *item;
  cJSON_ArrayForEach(item, header) {
    if (strcmp(item->string, "__metadata__") == 0) continue;
    entry *e = &model->entries[model->n++];
    if (!read_entry(item, data, e)) return nb_fail(ctx, NB_CONFIG, "tensor \"%.64s\" is damaged", item->string);
    e->name = nb_arena_cstr(model->arena, nb_str_of(item->string));
    if (!e->name) return nb_fail_memory(ctx);
  }
  if (!contiguous(model->entries, model->n, data.len))
    return nb_fail(ctx, NB_CONFIG, "the tensors do not fill the file, or overlap");
  if (!names_differ(model->entries, model->n)) return nb_fail(ctx, NB_CONFIG, "two tensors of one name");
  return NB_OK;
}

static nb_status read_header(nb_context *ctx, nb_model *model) {
  nb_str text, data;
  if (!split_file(model->file, &text, &data)) return nb_fail(ctx, NB_CONFIG, "no safetensors file, or cut off");
  cJSON *header = cJSON_ParseWithLength(text.ptr, text.len);
  const cJSON *metadata = cJSON_GetObjectItemCaseSensitive(header, "__metadata__");
  nb_status status = NB_OK;
  if (!cJSON_IsObject(header) || !cJSON_IsObject(metadata))
    status = nb_fail(ctx, NB_CONFIG, "the header is damaged or has no __metadata__");
  if (!status) status = read_notes(ctx, model, metadata);
  if (!status) status = read_tensors(ctx, model, header, data);
  cJSON_Delete(header);
  return status;
}

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

static entry *find(const nb_model *model, const char *name) {
  entry key = {.name = name};
  return model->n ? bsearch(&key, model->entries, model->n, sizeof key, by_name) : NULL;
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
static nb_status attach_scales(nb_context *ctx, const nb_model *model, entry *matrix) {
  char name[96];
  snprintf(name, sizeof name, "%s.scale", matrix->name);
  const entry *scale = find(model, name);
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
  entry *e = find(model, name);
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
  return status;
}

/* ---- the interface ---- */

nb_status nb_model_open(nb_context *ctx, const char *path, nb_model **model) {
  nb_model *m = calloc(1, sizeof *m);
  if (!m) return nb_fail_memory(ctx);
  m->arena = nb_arena_new();
  nb_status mapped = m->arena ? nb_file_map(ctx, path, &m->file) : nb_fail_memory(ctx);
  nb_status status = mapped ? mapped : read_header(ctx, m);
  if (!status) status = read_config(ctx, m);
  if (!status) status = check_tensors(ctx, m);
  if (!status) {
    *model = m;
    return NB_OK;
  }
  nb_model_free(m);
  if (mapped || status != NB_CONFIG) return status;
  return nb_fail(ctx, status, "%s: %s", path, nb_error(ctx));
}

void nb_model_free(nb_model *model) {
  if (!model) return;
  nb_file_unmap(model->file);
  nb_arena_free(model->arena);
  free(model);
}

const nb_model_config *nb_model_config_of(const nb_model *model) {
  return &model->config;
}

bool nb_model_tensor(const nb_model *model, const char *name, nb_tensor *tensor) {
  const entry *e = find(model, name);
  if (e) *tensor = e->tensor;
  return e != NULL;
}

nb_str nb_model_bytes(const nb_model *model, const char *name) {
  const entry *e = find(model, name);
  bool bytes = e && e->vector && e->tensor.dtype == NB_U8;
  return bytes ? (nb_str){e->tensor.data, e->tensor.cols} : NB_STR("");
}

const char *nb_model_note(const nb_model *model, const char *key) {
  for (size_t i = 0; i < model->n_notes; i++)
    if (strcmp(model->notes[i][0], key) == 0) return model->notes[i][1];
  return "";
}
