#include "http_server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/buf.h"

enum { REQUEST_CAP = 4 * 1024 * 1024, PATIENCE_MS = 5000 };

struct nb_server {
  const nb_exchange *script;
  size_t n, served;
  int listener;
  int stop[2]; /* a pipe: the reading end is readable once the server shall stop */
  pthread_t thread;
  char url[64];
  char error[512]; /* the first one; read after the thread's end */
};

static void complain(nb_server *s, const char *what, const char *detail) {
  if (!*s->error) snprintf(s->error, sizeof s->error, "request %zu: %s %s", s->served + 1, what, detail ? detail : "");
}

/* False: shall stop, or nothing came for so long. */
static bool wait_for(const nb_server *s, int fd, int ms) {
  struct pollfd polled[] = {{.fd = s->stop[0], .events = POLLIN}, {.fd = fd, .events = POLLIN}};
  int n;
  while ((n = poll(polled, 2, ms)) < 0 && errno == EINTR) continue;
  return n > 0 && !polled[0].revents;
}

/* The value of a header, trimmed; ptr NULL where it is not there. */
static nb_str header_of(nb_str head, const char *name) {
  nb_str line, field;
  while (nb_str_split(&head, '\n', &line)) {
    nb_str value = line;
    if (nb_str_split(&value, ':', &field) && value.ptr && nb_str_eq_nocase(field, nb_str_of(name)))
      return nb_str_trim(value);
  }
  return (nb_str){NULL, 0};
}

static bool has_line(nb_str head, const char *wanted) {
  nb_str line;
  while (nb_str_split(&head, '\n', &line))
    if (nb_str_eq_c(nb_str_trim(line), wanted)) return true;
  return false;
}

/* Head (up to and with its empty line) and body of the request that the buffer holds; false while it is not whole. */
static bool whole(const nb_buf *buf, nb_str *head, nb_str *body) {
  size_t end = nb_str_find(nb_buf_str(buf), NB_STR("\r\n\r\n"), 0);
  if (end == NB_NOT_FOUND) return false;
  *head = nb_str_sub(nb_buf_str(buf), 0, end + 4);
  *body = nb_str_sub(nb_buf_str(buf), end + 4, buf->len);
  nb_str length = header_of(*head, "Content-Length");
  return body->len >= (length.len ? strtoul(length.ptr, NULL, 10) : 0);
}

static bool receive(nb_server *s, int fd, nb_buf *buf, nb_str *head, nb_str *body) {
  char chunk[16384];
  while (!whole(buf, head, body)) {
    if (!wait_for(s, fd, PATIENCE_MS)) return false;
    ssize_t n = recv(fd, chunk, sizeof chunk, 0);
    if (n <= 0 || nb_buf_add(buf, (nb_str){chunk, (size_t)n})) return false;
  }
  return true;
}

static void check(nb_server *s, const nb_exchange *e, nb_str head, nb_str body) {
  nb_str rest = head, method = NB_STR(""), path = NB_STR("");
  nb_str_split(&rest, ' ', &method);
  nb_str_split(&rest, ' ', &path);
  if (e->method && !nb_str_eq_c(method, e->method)) complain(s, "is not a", e->method);
  if (e->path && !nb_str_eq_c(path, e->path)) complain(s, "is not for", e->path);
  for (size_t i = 0; i < NB_SERVER_WANTS; i++) {
    if (e->head[i] && !has_line(head, e->head[i])) complain(s, "lacks the line", e->head[i]);
    if (e->no_head[i] && header_of(head, e->no_head[i]).ptr) complain(s, "has the header", e->no_head[i]);
    if (e->body[i] && nb_str_find(body, nb_str_of(e->body[i]), 0) == NB_NOT_FOUND)
      complain(s, "its body lacks", e->body[i]);
  }
}

/* A client that hangs up early is no error. */
static void send_all(int fd, nb_str bytes) {
  while (bytes.len) {
    ssize_t n = send(fd, bytes.ptr, bytes.len, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    bytes = nb_str_sub(bytes, (size_t)n, bytes.len);
  }
}

static void answer(int fd, const nb_exchange *e) {
  if (e->raw.ptr) {
    send_all(fd, e->raw);
    return;
  }
  char head[4096];
  int n = snprintf(head, sizeof head, "HTTP/1.1 %d Scripted\r\nContent-Length: %zu\r\nConnection: close\r\n%s\r\n",
                   e->status ? e->status : 200, e->promised ? e->promised : e->reply.len, e->headers ? e->headers : "");
  send_all(fd, (nb_str){head, (size_t)n});
  send_all(fd, e->reply);
}

static void serve(nb_server *s, int fd) {
  nb_buf buf;
  nb_str head, body;
  nb_buf_init(&buf, REQUEST_CAP);
  if (s->served == s->n) {
    complain(s, "is one more than the script has", NULL);
  } else if (!receive(s, fd, &buf, &head, &body)) {
    complain(s, "came only in part", NULL);
  } else {
    const nb_exchange *e = &s->script[s->served];
    check(s, e, head, body);
    if (e->delay_ms) wait_for(s, s->stop[0], (int)e->delay_ms);
    answer(fd, e);
    s->served++;
  }
  nb_buf_free(&buf);
}

static void *run(void *user) {
  nb_server *s = user;
  while (wait_for(s, s->listener, -1)) {
    int fd = accept(s->listener, NULL, NULL);
    if (fd < 0) continue;
    serve(s, fd);
    shutdown(fd, SHUT_WR);
    close(fd);
  }
  return NULL;
}

nb_server *nb_server_start(const nb_exchange *script, size_t n) {
  nb_server *s = calloc(1, sizeof *s);
  assert_non_null(s);
  assert_int_equal(setenv("no_proxy", "127.0.0.1", 1), 0); /* whatever proxy the tester has */
  s->script = script;
  s->n = n;
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof at;
  s->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  assert_int_equal(bind(s->listener, (struct sockaddr *)&at, size), 0);
  assert_int_equal(listen(s->listener, 16), 0);
  assert_int_equal(getsockname(s->listener, (struct sockaddr *)&at, &size), 0);
  snprintf(s->url, sizeof s->url, "http://127.0.0.1:%u", (unsigned)ntohs(at.sin_port));
  assert_int_equal(pipe(s->stop), 0);
  assert_int_equal(pthread_create(&s->thread, NULL, run, s), 0);
  return s;
}

const char *nb_server_url(const nb_server *server) {
  return server->url;
}

void nb_server_stop(nb_server *s) {
  assert_int_equal(write(s->stop[1], "", 1), 1);
  pthread_join(s->thread, NULL);
  if (!*s->error && s->served < s->n) complain(s, "never came", NULL);
  char error[sizeof s->error];
  memcpy(error, s->error, sizeof error);
  close(s->listener);
  close(s->stop[0]);
  close(s->stop[1]);
  free(s);
  if (*error) fail_msg("%s", error);
}
