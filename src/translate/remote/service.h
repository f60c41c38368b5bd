/* What differs between the services, behind remote.h: a table each. */
#ifndef NB_TRANSLATE_REMOTE_SERVICE_H
#define NB_TRANSLATE_REMOTE_SERVICE_H

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "base/context.h"

typedef struct nb_remote_service {
  const char *name;
  const char *path;                            /* after the base address */
  const char *(*default_url)(const char *key); /* NULL: the user has to give one */
  bool needs_key;
  const char *key_header; /* what stands before the key in a header; NULL: the key goes into the body */
  /* Bounds of one request. A text that is over max_size by itself goes alone. */
  size_t max_texts, max_size;
  size_t (*size)(nb_str text);
  /* The body; the texts are NUL-terminated. NULL: out of memory. */
  cJSON *(*request)(const char *key, const nb_str *texts, size_t n);
  /* The array of translations in a reply, NULL: there is none; and the text of one of its items, NULL likewise. */
  const cJSON *(*list)(const cJSON *reply);
  const cJSON *(*text)(const cJSON *item);
} nb_remote_service;

extern const nb_remote_service nb_libretranslate, nb_deepl;

/* Bytes of a text within JSON, quotes and comma included. */
size_t nb_json_size(nb_str text);
/* Adds an array of the texts; false: out of memory. */
bool nb_json_add_texts(cJSON *object, const char *name, const nb_str *texts, size_t n);

/* Reads the body (NUL-terminated, hostile) of a reply to `sources` into as many texts, in the arena. NB_UNAVAILABLE
 * where it is not one translation for each, or one that cannot be right; the message begins with `host`. */
nb_status nb_remote_read(nb_context *ctx, nb_arena *arena, const nb_remote_service *service, nb_str host, nb_str body,
                         const nb_str *sources, size_t n, nb_str *texts);
/* What a service says about a failure ("error" or "message"), fit to be shown: one line, 200 bytes at most. Empty where
 * it says nothing or repeats the key (may be NULL). */
nb_str nb_remote_complaint(nb_arena *arena, nb_str body, const char *key);

#endif
