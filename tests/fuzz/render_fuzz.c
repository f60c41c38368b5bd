/* Hostile strings through all formats: JSON parses, no '<' of the input is markup, a terminal gets no control
 * character. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cJSON.h>

#include "base/utf8.h"
#include "render/render.h"

static nb_str field(nb_str *rest) {
  nb_str s;
  return nb_str_split(rest, '\n', &s) ? s : NB_STR("");
}

/* All of it borrowed from `bytes`. */
static void fill(nb_str bytes, nb_brief *b, nb_brief_sentence s[2], nb_str *unknown, nb_repair *repair,
                 nb_actor *actor) {
  b->source = field(&bytes);
  b->url = field(&bytes);
  b->date = field(&bytes);
  b->title_nl = field(&bytes);
  b->title_en = field(&bytes);
  *unknown = field(&bytes);
  *repair = (nb_repair){*unknown, b->title_nl, "spelling"};
  *actor = (nb_actor){.nl = b->title_nl, .en = b->title_en, .role_nl = *unknown, .role_en = b->source};
  s[0] = (nb_brief_sentence){.nl = field(&bytes), .en = field(&bytes), .by_nl = field(&bytes), .by_en = field(&bytes)};
  s[0].engine = "glossary";
  s[0].kind = s[0].nl.len % (NB_SENTENCE + 1);
  s[0].unknown = unknown;
  s[0].repairs = repair;
  s[0].n_unknown = s[0].n_repairs = 1;
  s[1] = s[0];
  s[1].block = s[0].en.len % 2;
  s[0].explain = bytes.ptr ? bytes : NB_STR("");
  s[1].explain = NB_STR("");
  b->sentences = s;
  b->n_sentences = 2;
  b->actors = actor;
  b->n_actors = 1;
  b->title_engine = b->engine = "glossary";
  b->title_unknown = unknown;
  b->n_title_unknown = 1;
}

static void render(nb_context *ctx, nb_render_options options, nb_format format, const nb_brief *b, nb_buf *out) {
  options.format = format;
  nb_buf_clear(out);
  if (nb_render(ctx, &options, b, 1, out) != NB_OK) abort();
  if (!nb_utf8_valid(nb_buf_str(out))) abort();
}

static size_t count(const nb_buf *buf, char c) {
  size_t n = 0;
  for (size_t i = 0; i < buf->len; i++) n += buf->ptr[i] == c;
  return n;
}

static void check(nb_context *ctx, nb_render_options options, const nb_brief *b, const nb_brief *harmless,
                  nb_buf *out) {
  for (nb_format f = NB_FORMAT_TEXT; f <= NB_FORMAT_MARKDOWN; f++) {
    render(ctx, options, f, b, out);
    for (size_t i = 0; i < out->len; i++)
      if ((unsigned char)out->ptr[i] < 0x20 && out->ptr[i] != '\n') abort();
  }
  render(ctx, options, NB_FORMAT_HTML, b, out);
  size_t tags = count(out, '<'), quotes = count(out, '"');
  render(ctx, options, NB_FORMAT_HTML, harmless, out);
  if (count(out, '<') != tags || count(out, '"') != quotes) abort();
  for (nb_format f = NB_FORMAT_JSON; f <= NB_FORMAT_JSONL; f++) {
    render(ctx, options, f, b, out);
    cJSON *json = cJSON_Parse(out->ptr);
    if (!json) abort();
    cJSON_Delete(json);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  nb_render_options options = {.bilingual = data[0] & 1, .explain = data[0] & 2, .no_marks = data[0] & 4};
  options.heading = data[0] & 8 ? "Dutch news" : NULL;
  options.width = data[1];
  nb_arena *arena = nb_arena_new();
  nb_context *ctx = nb_context_new();
  nb_buf out;
  nb_buf_init(&out, 64 * size + (1 << 20));
  nb_str bytes = {(const char *)data + 2, size - 2};
  char *twin = arena ? nb_arena_cstr(arena, bytes) : NULL;
  if (!twin || !ctx) abort();
  for (size_t i = 0; i < bytes.len; i++)
    if (twin[i] == '<' || twin[i] == '"') twin[i] = '`'; /* as little allowed in an address */
  nb_brief b = {0}, harmless = {0};
  nb_brief_sentence s[2], harmless_s[2];
  nb_str unknown[2];
  nb_repair repair[2];
  nb_actor actor[2];
  fill(bytes, &b, s, &unknown[0], &repair[0], &actor[0]);
  fill((nb_str){twin, bytes.len}, &harmless, harmless_s, &unknown[1], &repair[1], &actor[1]);
  check(ctx, options, &b, &harmless, &out);
  nb_buf_free(&out);
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}
