/* Replies: every byte is doubted. */
#include <string.h>

#include "base/utf8.h"
#include "translate/remote/service.h"

enum { COMPLAINT = 200, LONGEST_RATIO = 8, LONGEST_MORE = 200, ECHO_WORDS = 5 };

static bool is_control(int32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static bool has_letter(nb_str s) {
  for (size_t pos = 0; pos < s.len;)
    if (nb_is_letter(nb_utf8_next(s, &pos))) return true;
  return false;
}

static bool has_control(nb_str s) {
  for (size_t pos = 0; pos < s.len;)
    if (is_control(nb_utf8_next(s, &pos))) return true;
  return false;
}

/* Runs of characters that are not white space and hold a letter. */
static size_t words(nb_str s) {
  size_t n = 0;
  bool counted = false;
  for (size_t pos = 0; pos < s.len;) {
    int32_t c = nb_utf8_next(s, &pos);
    if (nb_is_space(c)) counted = false;
    if (counted || !nb_is_letter(c)) continue;
    counted = true;
    n++;
  }
  return n;
}

/* Line ends and tabs are white space like any other: a segment is one line. */
static nb_str one_line(nb_arena *arena, const char *text) {
  char *line = nb_arena_cstr(arena, nb_str_of(text));
  for (char *c = line; c && *c; c++)
    if (*c == '\n' || *c == '\r' || *c == '\t') *c = ' ';
  return line ? nb_str_trim(nb_str_of(line)) : (nb_str){NULL, 0};
}

/* Why a translation cannot be right; NULL: it may be. */
static const char *doubt(nb_str source, nb_str text) {
  if (!text.len) return "an empty text";
  if (!nb_utf8_valid(text)) return "a text that is not UTF-8";
  if (text.len > LONGEST_RATIO * source.len + LONGEST_MORE) return "a text far longer than its source";
  if (has_control(text)) return "a control character";
  if (has_letter(source) && !has_letter(text)) return "a text without any letter";
  if (nb_str_eq(nb_str_trim(source), text) && words(source) >= ECHO_WORDS) return "a sentence that was not translated";
  return NULL;
}

static nb_status unusable(nb_context *ctx, nb_str host, const char *reason) {
  return nb_fail(ctx, NB_UNAVAILABLE, NB_STR_FMT ": the reply is not usable: %s", NB_STR_ARG(host), reason);
}

static nb_status read_texts(nb_context *ctx, nb_arena *arena, const nb_remote_service *service, nb_str host,
                            const cJSON *reply, const nb_str *sources, size_t n, nb_str *texts) {
  const cJSON *list = service->list(reply);
  if (!cJSON_IsArray(list)) return unusable(ctx, host, "no list of translations");
  size_t i = 0;
  for (const cJSON *item = list->child; item; item = item->next, i++) {
    if (i == n) return unusable(ctx, host, "more translations than texts");
    const cJSON *text = service->text(item);
    if (!cJSON_IsString(text)) return unusable(ctx, host, "a translation that is not a text");
    texts[i] = one_line(arena, text->valuestring);
    if (!texts[i].ptr) return nb_fail_memory(ctx);
    const char *reason = doubt(sources[i], texts[i]);
    if (reason) return unusable(ctx, host, reason);
  }
  return i == n ? NB_OK : unusable(ctx, host, "fewer translations than texts");
}

nb_status nb_remote_read(nb_context *ctx, nb_arena *arena, const nb_remote_service *service, nb_str host, nb_str body,
                         const nb_str *sources, size_t n, nb_str *texts) {
  /* cJSON's strings end at a NUL, so that one would cut a text without a word. */
  if (nb_str_find(body, NB_STR("\\u0000"), 0) != NB_NOT_FOUND) return unusable(ctx, host, "a NUL character");
  cJSON *reply = cJSON_ParseWithOpts(body.ptr, NULL, true);
  if (!reply) return unusable(ctx, host, "not JSON");
  nb_status status = read_texts(ctx, arena, service, host, reply, sources, n, texts);
  cJSON_Delete(reply);
  return status;
}

/* At most `max` bytes, no character cut in two, control characters and bad bytes left out. */
static nb_str shown(nb_arena *arena, const char *text, size_t max) {
  nb_str s = nb_str_of(text);
  nb_buf buf;
  nb_buf_init(&buf, max);
  for (size_t pos = 0; pos < s.len && !buf.status;) {
    int32_t c = nb_utf8_next(s, &pos);
    if (c != 0xFFFD && !is_control(c)) nb_utf8_add(&buf, c);
  }
  nb_str copy = nb_arena_str(arena, nb_buf_str(&buf));
  nb_buf_free(&buf);
  return copy.ptr ? copy : NB_STR("");
}

/* Cleaning may join what a control character kept apart, and cutting may hide the key's end: both texts are looked at.
 */
static bool repeats(const char *raw, nb_str cleaned, const char *key) {
  return key && (strstr(raw, key) || nb_str_find(cleaned, nb_str_of(key), 0) != NB_NOT_FOUND);
}

nb_str nb_remote_complaint(nb_arena *arena, nb_str body, const char *key) {
  static const char *const names[] = {"error", "message"};
  nb_str said = NB_STR("");
  cJSON *reply = cJSON_ParseWithOpts(body.ptr, NULL, true);
  for (size_t i = 0; i < sizeof names / sizeof *names && !said.len; i++) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(reply, names[i]);
    if (!cJSON_IsString(item)) continue;
    nb_str cleaned = shown(arena, item->valuestring, COMPLAINT);
    if (!repeats(item->valuestring, cleaned, key)) said = cleaned;
  }
  cJSON_Delete(reply);
  return said;
}
