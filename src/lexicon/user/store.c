#include "lexicon/user/store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "lexicon/user/read.h"
#include "lexicon/user/write.h"

enum { PAUSE_MS = 50, TRIES = 100 };

/* The folder is locked and not the file, which is replaced. *fd is closed to unlock. */
static nb_status lock(nb_context *ctx, const char *path, int *fd) {
  char folder[PATH_MAX];
  const char *slash = strrchr(path, '/');
  size_t len = slash ? (size_t)(slash - path) : 0;
  if (len >= sizeof folder) return nb_fail(ctx, NB_CANTCREAT, "path too long: %.200s...", path);
  memcpy(folder, path, len);
  folder[len] = 0;
  *fd = open(slash == path ? "/" : slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (*fd < 0) return nb_fail(ctx, NB_CANTCREAT, "%s: %s", path, strerror(errno));
  for (int i = 0; i < TRIES; i++) {
    if (flock(*fd, LOCK_EX | LOCK_NB) == 0) return NB_OK;
    if (errno != EWOULDBLOCK && errno != EINTR) break;
    nanosleep(&(struct timespec){0, PAUSE_MS * 1000000L}, NULL);
  }
  nb_status status = errno == EWOULDBLOCK || errno == EINTR
                         ? nb_fail(ctx, NB_TEMPFAIL, "%s: another process is writing it; try again later", path)
                         : nb_fail(ctx, NB_IO, "%s: %s", path, strerror(errno));
  close(*fd);
  return status;
}

/* The file as it is, or the first line of a new one. */
static nb_status read_old(nb_context *ctx, const char *path, nb_buf *bytes) {
  if (access(path, F_OK) != 0 && errno == ENOENT) return nb_buf_add_c(bytes, nb_tsv_columns);
  nb_status status = nb_file_read(ctx, path, bytes);
  if (!status && bytes->len && bytes->ptr[bytes->len - 1] != '\n') status = nb_buf_add_char(bytes, '\n');
  return status;
}

/* Puts what the file has into the set; an entry that cannot be used would stop every translation. */
static nb_status take_old(nb_context *ctx, const nb_terms *old, nb_term_set *set) {
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < old->n; i++) {
    const nb_term *t = &old->items[i], *before;
    status = t->problem.len ? nb_fail(ctx, NB_DATA, "%s:%zu: " NB_STR_FMT, t->path, t->line, NB_STR_ARG(t->problem))
                            : nb_term_set_add(ctx, set, t, &before);
  }
  return status;
}

static nb_status choose(nb_context *ctx, nb_term_set *set, const nb_terms *terms, nb_refused_fn *refused, void *user,
                        nb_buf *bytes, nb_store_result *result) {
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < terms->n; i++) {
    const nb_term *t = &terms->items[i], *before = NULL;
    bool usable = !t->problem.len;
    if (usable) status = nb_term_set_add(ctx, set, t, &before);
    if (usable && before && nb_term_same(t, before)) {
      result->present++;
    } else if (!usable || before) {
      refused(user, t, before);
      result->refused++;
    } else {
      nb_term_write_line(bytes, t);
      result->added++;
    }
  }
  return status;
}

/* Whether the new file says what was meant: its own first line may give the columns another order. */
static nb_status check(nb_context *ctx, nb_arena *arena, const char *path, nb_str bytes, size_t wanted) {
  nb_terms now = {0};
  nb_status status = nb_terms_parse(ctx, arena, path, bytes, &now);
  if (status) return status;
  bool good = now.n == wanted && !now.items[wanted - 1].problem.len;
  nb_buf line;
  nb_buf_init(&line, NB_INPUT_CAP);
  if (good) nb_term_write_line(&line, &now.items[wanted - 1]);
  good = good && nb_str_ends(bytes, nb_buf_str(&line));
  nb_buf_free(&line);
  if (good) return NB_OK;
  return nb_fail(ctx, NB_DATA, "%s: its columns are not Dutch, English, part of speech, note: nothing is added", path);
}

static nb_status add(nb_context *ctx, nb_arena *arena, const char *path, const nb_terms *terms, nb_refused_fn *refused,
                     void *user, nb_store_result *result) {
  nb_buf bytes;
  nb_buf_init(&bytes, NB_INPUT_CAP);
  nb_terms old = {0};
  nb_term_set *set = nb_term_set_new(arena);
  nb_status status = set ? read_old(ctx, path, &bytes) : nb_fail_memory(ctx);
  nb_str kept = nb_arena_str(arena, nb_buf_str(&bytes));
  if (!status && !kept.ptr) status = nb_fail_memory(ctx);
  if (!status) status = nb_terms_parse(ctx, arena, path, kept, &old);
  if (!status) status = take_old(ctx, &old, set);
  if (!status) status = choose(ctx, set, terms, refused, user, &bytes, result);
  if (!status && bytes.status)
    status = nb_fail(ctx, bytes.status, "%s: larger than the limit of %zu bytes", path, bytes.max);
  if (!status && result->added) status = check(ctx, arena, path, nb_buf_str(&bytes), old.n + result->added);
  if (!status && result->added) status = nb_file_write(ctx, path, nb_buf_str(&bytes));
  nb_buf_free(&bytes);
  return status;
}

nb_status nb_store_add(nb_context *ctx, nb_arena *arena, const char *path, const nb_terms *terms,
                       nb_refused_fn *refused, void *user, nb_store_result *result) {
  *result = (nb_store_result){0};
  nb_status status = nb_file_make_folders(ctx, path);
  char *target = status ? NULL : realpath(path, NULL); /* a link to the file stays a link */
  int fd = -1;
  if (!status) status = lock(ctx, target ? target : path, &fd);
  if (!status) {
    status = add(ctx, arena, target ? target : path, terms, refused, user, result);
    close(fd);
  }
  free(target);
  return status;
}
