/* HTTP over libcurl: bounded in bytes, time and redirects; http and https only; the proxy variables are honoured.
 * One nb_http per thread; it keeps connections open between exchanges. */
#ifndef NB_NET_HTTP_H
#define NB_NET_HTTP_H

#include "base/arena.h"
#include "base/context.h"

typedef struct nb_http nb_http;

typedef struct nb_http_options {
  long timeout_ms;         /* of one try with its redirects; a try that ran into it is not repeated; 0: 30,000 */
  long connect_timeout_ms; /* 0: 10,000 */
  unsigned tries;          /* on 429, 5xx and failed connections; 0: 3. Between them 1 s x1.6 +-23 %, or Retry-After */
  long longest_wait_ms;    /* a Retry-After beyond this ends the tries; 0: 20,000 */
  /* For tests: waits instead of sleeping; NULL: sleeps. */
  void (*wait)(void *user, long ms);
  void *wait_user;
} nb_http_options;

typedef struct nb_http_request {
  const char *method; /* "GET" or "POST" */
  const char *url;
  const char *const *headers; /* "Name: value", NULL at the end; may be NULL. Never logged. */
  nb_str body;                /* for POST */
  bool follow; /* redirects of GET, at most 5, http(s) only; the caller's headers go to the first origin only */
} nb_http_request;

typedef struct nb_http_reply {
  long status;
  nb_str body;                                       /* at most NB_INPUT_CAP bytes, NUL-terminated */
  nb_str content_type, charset, etag, last_modified; /* empty: not said */
  nb_str url;                                        /* after redirects, without user and password */
  nb_str host;                                       /* of url, with a port that is not the usual one: for messages */
  long retry_after_s;                                /* -1: not said */
} nb_http_reply;

/* The caller frees. */
nb_status nb_http_new(nb_context *ctx, const nb_http_options *options, nb_http **http);
void nb_http_free(nb_http *http);

/* One exchange with its tries. A reply of any status below 500 but 429 is NB_OK: the caller looks at `status`.
 * NB_UNAVAILABLE: no connection, timeout, 5xx after all tries, too large. NB_TEMPFAIL: 429 after all tries. NB_USAGE:
 * not an http(s) address, or a control character in a header. The reply is in the arena; with NB_UNAVAILABLE and
 * NB_TEMPFAIL only `status` (0: none came) and `retry_after_s` are set. Messages name host and reason, never a header,
 * key or body. */
nb_status nb_http_do(nb_http *http, nb_context *ctx, nb_arena *arena, const nb_http_request *request,
                     nb_http_reply *reply);

#endif
