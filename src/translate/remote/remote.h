/* Engines behind a web service. All are made the same way and share batching, checks and errors. */
#ifndef NB_TRANSLATE_REMOTE_REMOTE_H
#define NB_TRANSLATE_REMOTE_REMOTE_H

#include "net/http.h"
#include "translate/translator.h"

typedef struct nb_remote_options {
  const char
      *url; /* base address; NULL: the service's own (DeepL by the kind of key; LibreTranslate has none: NB_CONFIG) */
  const char *key; /* NULL: none */
  nb_http_options http;
} nb_remote_options;

/* `service`: "libretranslate" or "deepl". The options are copied. NB_CONFIG: unknown service, key or address missing.
 * A translation that cannot be right is NB_UNAVAILABLE, as a service that does not answer is: another count, an empty
 * text, no letter where the source has some, far too long, a control character, a source of five words or more sent
 * back as it was. Errors name the host and the reason, with at most 200 bytes of what the service says, and never the
 * key. */
nb_status nb_remote_engine_new(nb_context *ctx, const char *service, const nb_remote_options *options,
                               nb_translator **translator);

/* Reads a key: $variable, else the file named by $variable_FILE, which must not be open to group or others (NB_CONFIG).
 * White space around it is left out. *key is in the arena, NULL where neither is set. */
nb_status nb_remote_key(nb_context *ctx, nb_arena *arena, const char *variable, const char **key);

#endif
