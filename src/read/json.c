#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "read/layout.h"
#include "read/reader.h"

typedef struct reader {
  nb_context *ctx;
  nb_str name;
  nb_document *d;
  nb_buf text; /* what becomes the document's text */
} reader;

typedef struct span {
  size_t start, end;
} span;

typedef struct piece {
  nb_block_kind kind;
  size_t start, end;
  span *tokens; /* of a sentence given as tokens */
  size_t n_tokens;
} piece;

static nb_status wrong(reader *r, const char *field, const char *wanted) {
  return nb_fail(r->ctx, NB_DATA, NB_STR_FMT ": \"%s\" is not %s", NB_STR_ARG(r->name), field, wanted);
}

/* A string as it is, a number in digits; null and absent give the empty slice. */
static nb_status take(reader *r, const cJSON *object, const char *field, nb_str *to) {
  const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, field);
  if (!value || cJSON_IsNull(value)) return NB_OK;
  if (cJSON_IsNumber(value))
    *to = nb_arena_printf(r->d->arena, "%.16g", value->valuedouble); /* all whole numbers up to 2^53 */
  else if (cJSON_IsString(value))
    *to = nb_arena_str(r->d->arena, nb_str_of(value->valuestring));
  else
    return wrong(r, field, "a string");
  return to->ptr ? NB_OK : nb_fail_memory(r->ctx);
}

/* A sentence as tokens: joined by single spaces. An empty one is none. */
static nb_status add_tokens(reader *r, const cJSON *tokens, piece *p) {
  p->tokens = nb_arena_array(r->d->arena, (size_t)cJSON_GetArraySize(tokens), sizeof *p->tokens);
  if (!p->tokens) return nb_fail_memory(r->ctx);
  for (const cJSON *t = tokens->child; t; t = t->next) {
    if (!cJSON_IsString(t)) return wrong(r, "sentences", "an array of strings or of arrays of strings");
    if (t != tokens->child) nb_buf_add_char(&r->text, ' ');
    size_t start = r->text.len;
    nb_buf_add_c(&r->text, t->valuestring);
    if (r->text.len > start) p->tokens[p->n_tokens++] = (span){start, r->text.len};
  }
  return NB_OK;
}

static nb_status add_item(reader *r, const cJSON *item, bool sentences, piece *p) {
  if (r->text.len) nb_buf_add_c(&r->text, "\n\n");
  p->kind = sentences ? NB_SENTENCE : NB_PARAGRAPH;
  p->start = r->text.len;
  if (sentences && cJSON_IsArray(item)) {
    nb_status status = add_tokens(r, item, p);
    if (status) return status;
  } else if (cJSON_IsString(item)) {
    nb_str s = nb_str_of(item->valuestring);
    bool marked = !sentences && nb_str_starts(s, NB_STR("## "));
    if (marked || (!sentences && nb_looks_heading(s))) p->kind = NB_HEADING;
    nb_buf_add(&r->text, marked ? nb_str_sub(s, 3, s.len) : s);
  } else {
    return sentences ? wrong(r, "sentences", "an array of strings or of arrays of strings")
                     : wrong(r, "paragraphs", "an array of strings");
  }
  p->end = r->text.len;
  return NB_OK;
}

/* White space around a given sentence is part of it, and an empty one keeps its place. */
static nb_status put_sentence(reader *r, const piece *p) {
  nb_document *d = r->d;
  if (d->n_blocks >= NB_BLOCK_CAP)
    return nb_fail(r->ctx, NB_DATA, NB_STR_FMT ": more than %d sentences", NB_STR_ARG(r->name), (int)NB_BLOCK_CAP);
  nb_block *block = nb_document_add(d, NB_SENTENCE, p->start, p->end);
  nb_str *tokens = p->tokens ? nb_arena_array(d->arena, p->n_tokens, sizeof *tokens) : NULL;
  if (!block || (p->tokens && !tokens)) return nb_fail_memory(r->ctx);
  for (size_t i = 0; i < p->n_tokens; i++) tokens[i] = nb_str_sub(d->text, p->tokens[i].start, p->tokens[i].end);
  block->tokens = tokens;
  block->n_tokens = p->n_tokens;
  return NB_OK;
}

static nb_status add_items(reader *r, const cJSON *array, bool sentences) {
  size_t n = (size_t)cJSON_GetArraySize(array), i = 0;
  piece *pieces = nb_arena_array(r->d->arena, n, sizeof *pieces);
  if (!pieces) return nb_fail_memory(r->ctx);
  nb_status status = NB_OK;
  for (const cJSON *item = array->child; item && !status; item = item->next)
    status = add_item(r, item, sentences, &pieces[i++]);
  if (status) return status;
  r->d->text = nb_arena_str(r->d->arena, nb_buf_str(&r->text));
  if (r->text.status || !r->d->text.ptr) return nb_fail_memory(r->ctx);
  if (sentences && !nb_str_trim(r->d->text).len)
    return nb_fail(r->ctx, NB_DATA, NB_STR_FMT ": no text", NB_STR_ARG(r->name));
  for (i = 0; i < n && !status; i++)
    status = sentences ? put_sentence(r, &pieces[i])
                       : nb_document_put(r->ctx, r->d, pieces[i].kind, pieces[i].start, pieces[i].end);
  return status ? status : nb_document_close(r->ctx, r->d, "no text");
}

/* The text's own headline, where the object has another one: it is part of the text then. "Titel: ..." in its head is
 * not. */
static bool headline(const nb_document *inner, nb_str title, size_t *start) {
  if (!title.len || !inner->title.len || nb_str_eq_nocase(title, inner->title)) return false;
  *start = (size_t)(inner->title.ptr - inner->text.ptr);
  if (inner->n_blocks && inner->blocks[0].start <= *start) return false;
  size_t before = *start;
  while (before > 0 && strchr(" #*_\"", inner->text.ptr[before - 1])) before--;
  return before == 0 || inner->text.ptr[before - 1] == '\n' || inner->text.ptr[before - 1] == '\r';
}

/* "text": read as plain text, where the object's own fields win over what the text's head says. */
static nb_status add_text(reader *r, const cJSON *text) {
  nb_document *inner, *d = r->d;
  nb_status status = nb_read_text(r->ctx, r->name, nb_str_of(text->valuestring), NB_STR("utf-8"), &inner);
  if (status) return status;
  d->text = nb_arena_str(d->arena, inner->text);
  nb_str *to[] = {&d->title, &d->date, &d->source, &d->url},
         from[] = {inner->title, inner->date, inner->source, inner->url};
  bool kept = d->text.ptr;
  size_t start;
  if (kept && headline(inner, d->title, &start))
    kept = nb_document_add(d, NB_HEADING, start, start + inner->title.len) != NULL;
  for (size_t i = 0; i < sizeof to / sizeof *to; i++) {
    if (!to[i]->len) *to[i] = nb_arena_str(d->arena, from[i]);
    kept = kept && to[i]->ptr;
  }
  for (size_t i = 0; i < inner->n_blocks && kept; i++) {
    const nb_block *b = &inner->blocks[i];
    nb_block *copy = nb_document_add(d, b->kind, b->start, b->end);
    kept = copy;
    size_t who = b->attribution.len ? (size_t)(b->attribution.ptr - inner->text.ptr) : 0;
    if (copy) copy->attribution = nb_str_sub(d->text, who, who + b->attribution.len);
  }
  nb_document_free(inner);
  return kept ? NB_OK : nb_fail_memory(r->ctx);
}

static nb_status add_body(reader *r, const cJSON *object) {
  const cJSON *paragraphs = cJSON_GetObjectItemCaseSensitive(object, "paragraphs");
  const cJSON *sentences = cJSON_GetObjectItemCaseSensitive(object, "sentences");
  const cJSON *text = cJSON_GetObjectItemCaseSensitive(object, "text");
  if (paragraphs)
    return cJSON_IsArray(paragraphs) ? add_items(r, paragraphs, false) : wrong(r, "paragraphs", "an array of strings");
  if (sentences)
    return cJSON_IsArray(sentences) ? add_items(r, sentences, true)
                                    : wrong(r, "sentences", "an array of strings or of arrays of strings");
  if (text) return cJSON_IsString(text) ? add_text(r, text) : wrong(r, "text", "a string");
  return nb_fail(r->ctx, NB_DATA, NB_STR_FMT ": no \"paragraphs\", \"sentences\" or \"text\"", NB_STR_ARG(r->name));
}

static nb_status read_object(reader *r, const cJSON *object) {
  const struct {
    const char *field;
    nb_str *to;
  } fields[] = {{"id", &r->d->id},
                {"title", &r->d->title},
                {"date", &r->d->date},
                {"source", &r->d->source},
                {"url", &r->d->url}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    nb_status status = take(r, object, fields[i].field, fields[i].to);
    if (status) return status;
  }
  const cJSON *id = cJSON_GetObjectItemCaseSensitive(object, "id");
  r->d->id_is_number = cJSON_IsNumber(id) && isfinite(id->valuedouble);
  return add_body(r, object);
}

nb_status nb_read_json(nb_context *ctx, nb_str name, nb_str line, nb_document **document) {
  if (line.len > NB_INPUT_CAP)
    return nb_fail(ctx, NB_DATA, NB_STR_FMT ": larger than the limit of %d bytes", NB_STR_ARG(name), (int)NB_INPUT_CAP);
  nb_document *d = nb_document_new();
  if (!d) return nb_fail_memory(ctx);
  reader r = {.ctx = ctx, .d = d};
  nb_buf_init(&r.text, 2 * (size_t)NB_INPUT_CAP);
  nb_str utf8, charset;
  nb_status status =
      nb_to_utf8(ctx, d->arena, line, NB_STR(""), &utf8, &charset); /* NUL-terminated: cJSON reads one more */
  r.name = d->name = nb_arena_str(d->arena, name);
  if (!status && !d->name.ptr) status = nb_fail_memory(ctx);
  if (!status) {
    const char *at = NULL;
    cJSON *object = cJSON_ParseWithLengthOpts(utf8.ptr, utf8.len + 1, &at, true);
    if (cJSON_IsObject(object))
      status = read_object(&r, object);
    else
      status = nb_fail(ctx, NB_DATA, NB_STR_FMT ": not a JSON object near byte %zu", NB_STR_ARG(name),
                       object || !at ? (size_t)0 : (size_t)(at - utf8.ptr));
    cJSON_Delete(object);
  }
  nb_buf_free(&r.text);
  if (status)
    nb_document_free(d);
  else
    *document = d;
  return status;
}
