#include "translate/neural/safetensors.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"

enum { HEADER_CAP = 1024 * 1024, MAX_TENSORS = 4096, LENGTH_BYTES = 8 };

struct nb_safetensors {
  nb_arena *arena;
  nb_str file;
  nb_safetensor *entries; /* by name */
  size_t n;
  const char *(*notes)[2]; /* key and text of __metadata__ */
  size_t n_notes;
};

static const struct {
  const char *name;
  size_t size;
} dtypes[] = {[NB_F32] = {"F32", 4}, [NB_F16] = {"F16", 2}, [NB_I8] = {"I8", 1}, [NB_U8] = {"U8", 1}};
enum { N_DTYPES = sizeof dtypes / sizeof *dtypes };

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
static bool read_shape(const cJSON *item, size_t most, nb_safetensor *e) {
  int n = cJSON_IsArray(item) ? cJSON_GetArraySize(item) : 0;
  e->vector = n == 1;
  e->tensor.rows = 1;
  return (n == 1 || (n == 2 && whole_number(cJSON_GetArrayItem(item, 0), most, &e->tensor.rows))) &&
         whole_number(cJSON_GetArrayItem(item, n - 1), most, &e->tensor.cols) && e->tensor.rows && e->tensor.cols;
}

/* What an entry says of itself agrees and lies within the file, aligned for its type. */
static bool read_entry(const cJSON *item, nb_str data, nb_safetensor *e) {
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
  const nb_safetensor *x = a, *y = b;
  return (x->start > y->start) - (x->start < y->start);
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const nb_safetensor *)a)->name, ((const nb_safetensor *)b)->name);
}

/* The tensors fill the data without gap or overlap, as the format demands. */
static bool contiguous(nb_safetensor *entries, size_t n, size_t size) {
  size_t at = 0;
  qsort(entries, n, sizeof *entries, by_start);
  for (size_t i = 0; i < n; i++) {
    if (entries[i].start != at) return false;
    at = entries[i].end;
  }
  return at == size;
}

static bool names_differ(nb_safetensor *entries, size_t n) {
  qsort(entries, n, sizeof *entries, by_name);
  for (size_t i = 1; i < n; i++)
    if (by_name(&entries[i - 1], &entries[i]) == 0) return false;
  return true;
}

static nb_status read_notes(nb_context *ctx, nb_safetensors *s, const cJSON *metadata) {
  s->notes = nb_arena_array(s->arena, (size_t)cJSON_GetArraySize(metadata), sizeof *s->notes);
  if (!s->notes) return nb_fail_memory(ctx);
  const cJSON *item;
  cJSON_ArrayForEach(item, metadata) {
    if (!cJSON_IsString(item)) continue;
    const char **note = s->notes[s->n_notes++];
    note[0] = nb_arena_cstr(s->arena, nb_str_of(item->string));
    note[1] = nb_arena_cstr(s->arena, nb_str_of(item->valuestring));
    if (!note[0] || !note[1]) return nb_fail_memory(ctx);
  }
  return NB_OK;
}

static nb_status read_tensors(nb_context *ctx, nb_safetensors *s, const cJSON *header, nb_str data) {
  size_t n = (size_t)cJSON_GetArraySize(header);
  if (n > MAX_TENSORS) return nb_fail(ctx, NB_CONFIG, "%zu tensors, more than %d", n, MAX_TENSORS);
  s->entries = nb_arena_array(s->arena, n, sizeof *s->entries);
  if (!s->entries) return nb_fail_memory(ctx);
  const cJSON *item;
  cJSON_ArrayForEach(item, header) {
    if (strcmp(item->string, "__metadata__") == 0) continue;
    nb_safetensor *e = &s->entries[s->n++];
    if (!read_entry(item, data, e)) return nb_fail(ctx, NB_CONFIG, "tensor \"%.64s\" is damaged", item->string);
    e->name = nb_arena_cstr(s->arena, nb_str_of(item->string));
    if (!e->name) return nb_fail_memory(ctx);
  }
  if (!contiguous(s->entries, s->n, data.len))
    return nb_fail(ctx, NB_CONFIG, "the tensors do not fill the file, or overlap");
  if (!names_differ(s->entries, s->n)) return nb_fail(ctx, NB_CONFIG, "two tensors of one name");
  return NB_OK;
}

static nb_status read_header(nb_context *ctx, nb_safetensors *s) {
  nb_str text, data;
  if (!split_file(s->file, &text, &data)) return nb_fail(ctx, NB_CONFIG, "no safetensors file, or cut off");
  cJSON *header = cJSON_ParseWithLength(text.ptr, text.len);
  const cJSON *metadata = cJSON_GetObjectItemCaseSensitive(header, "__metadata__");
  nb_status status = NB_OK;
  if (!cJSON_IsObject(header) || !cJSON_IsObject(metadata))
    status = nb_fail(ctx, NB_CONFIG, "the header is damaged or has no __metadata__");
  if (!status) status = read_notes(ctx, s, metadata);
  if (!status) status = read_tensors(ctx, s, header, data);
  cJSON_Delete(header);
  return status;
}

nb_status nb_safetensors_open(nb_context *ctx, const char *path, nb_safetensors **file) {
  nb_safetensors *s = calloc(1, sizeof *s);
  if (!s) return nb_fail_memory(ctx);
  s->arena = nb_arena_new();
  nb_status mapped = s->arena ? nb_file_map(ctx, path, &s->file) : nb_fail_memory(ctx);
  nb_status status = mapped ? mapped : read_header(ctx, s);
  if (!status) {
    *file = s;
    return NB_OK;
  }
  nb_safetensors_free(s);
  if (mapped || status != NB_CONFIG) return status;
  return nb_fail(ctx, status, "%s: %s", path, nb_error(ctx));
}

void nb_safetensors_free(nb_safetensors *file) {
  if (!file) return;
  nb_file_unmap(file->file);
  nb_arena_free(file->arena);
  free(file);
}

nb_safetensor *nb_safetensors_find(const nb_safetensors *file, const char *name) {
  nb_safetensor key = {.name = name};
  return file->n ? bsearch(&key, file->entries, file->n, sizeof key, by_name) : NULL;
}

const char *nb_safetensors_note(const nb_safetensors *file, const char *key) {
  for (size_t i = 0; i < file->n_notes; i++)
    if (strcmp(file->notes[i][0], key) == 0) return file->notes[i][1];
  return "";
}

/* IEEE 754 half precision. Subnormal halves are normal floats: the exponent is set right by a product. */
static float half(uint16_t h) {
  union {
    uint32_t bits;
    float value;
  } f = {.bits = (uint32_t)(h & 0x7fff) << 13}, sign = {.bits = (uint32_t)(h & 0x8000) << 16};
  if ((h & 0x7c00) == 0x7c00)
    f.bits |= 0x7f800000; /* infinity, not a number */
  else
    f.value *= 0x1p112F;
  f.bits |= sign.bits;
  return f.value;
}

void nb_tensor_row(const nb_tensor *t, size_t row, float *out) {
  size_t at = row * t->cols;
  const float *f32 = (const float *)t->data + at;
  const uint16_t *f16 = (const uint16_t *)t->data + at;
  const int8_t *i8 = (const int8_t *)t->data + at;
  switch (t->dtype) {
    case NB_F32:
      memcpy(out, f32, t->cols * sizeof *out);
      break;
    case NB_F16:
      for (size_t i = 0; i < t->cols; i++) out[i] = half(f16[i]);
      break;
    case NB_I8:
      for (size_t i = 0; i < t->cols; i++) out[i] = (float)i8[i] * t->scales[row];
      break;
    case NB_U8:
      break; /* bytes that travel along: no weights */
  }
}
