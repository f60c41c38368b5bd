/* Bytes from where a user says they are: a path, "-" (standard input) or an http(s) address. */
#ifndef NB_READ_FETCH_H
#define NB_READ_FETCH_H

#include "net/http.h"

/* What a server said about a version, to be sent back when asking for a newer one. Empty slices: nothing. */
typedef struct nb_validators {
  nb_str etag, last_modified;
} nb_validators;

typedef struct nb_fetched {
  nb_str name;    /* for messages: the path, or the address without user name, password and query */
  nb_str bytes;   /* at most NB_INPUT_CAP */
  nb_str charset; /* declared by the server; else empty */
  nb_str url;     /* after redirects; empty for a file */
  bool unchanged; /* the server has nothing newer than `known`: no bytes */
  nb_validators validators;
} nb_fetched;

bool nb_is_address(nb_str source); /* begins with http:// or https:// */

/* Reads the whole source into the arena. `known` (may be NULL) makes the request of an address conditional. `http`
 * NULL: connections are forbidden, an address gives NB_USAGE. A file fails as nb_file_read, an address as nb_http_do;
 * an error status of the server gives NB_NOINPUT (404, 410), NB_AUTH (401, 407) or NB_UNAVAILABLE. */
nb_status nb_fetch(nb_context *ctx, nb_http *http, nb_arena *arena, const char *source, const nb_validators *known,
                   nb_fetched *fetched);

#endif
