/* A scripted HTTP/1.1 server on the loopback, in its own thread: it answers one request a connection, in the script's
 * order, and keeps what it was sent. Tests state what they expect of a request in the script and give the reply beside
 * it. */
#ifndef NB_TESTS_HTTP_SERVER_H
#define NB_TESTS_HTTP_SERVER_H

#include "base/str.h"

enum { NB_SERVER_WANTS = 6 };

typedef struct nb_exchange {
  /* What the request has to be; what is left out is not checked. */
  const char *method, *path;
  const char *head[NB_SERVER_WANTS];    /* each is a line of the head, as in "If-None-Match: \"a\"" */
  const char *no_head[NB_SERVER_WANTS]; /* no header of this name */
  const char *body[NB_SERVER_WANTS];    /* each is within the body */
  /* What it gets. */
  int status;          /* 0: 200 */
  const char *headers; /* lines that end in "\r\n" */
  nb_str reply;        /* the body */
  size_t promised;     /* Content-Length where it is not the body's own: the reply is cut */
  long delay_ms;       /* before the reply */
  nb_str raw;          /* sent in place of all of this, where it has a pointer; empty: the connection is closed */
} nb_exchange;

typedef struct nb_server nb_server;

/* The script is borrowed until the server stops. Never NULL: a failure ends the test. */
nb_server *nb_server_start(const nb_exchange *script, size_t n);
const char *nb_server_url(const nb_server *server); /* "http://127.0.0.1:PORT" */
/* Fails the test where a request was not as the script says, one came too many, or one is missing. */
void nb_server_stop(nb_server *server);

#endif
