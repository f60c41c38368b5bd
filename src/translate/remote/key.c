#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "translate/remote/remote.h"

enum { KEY_CAP = 4096 };

static nb_status read_open(nb_context *ctx, const char *path, int fd, nb_buf *buf) {
  struct stat st;
  if (fstat(fd, &st) != 0) return nb_fail(ctx, NB_CONFIG, "%s: %s", path, strerror(errno));
  if (st.st_mode & 077)
    return nb_fail(ctx, NB_CONFIG, "%s: others may read or write this key file: chmod 600 %s", path, path);
  char chunk[KEY_CAP];
  ssize_t n;
  while ((n = read(fd, chunk, sizeof chunk)) != 0) {
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return nb_fail(ctx, NB_CONFIG, "%s: %s", path, strerror(errno));
    if (nb_buf_add(buf, (nb_str){chunk, (size_t)n})) return nb_fail(ctx, NB_CONFIG, "%s: too large for a key", path);
  }
  return NB_OK;
}

/* `from` is named in messages; the key is not. */
static nb_status take(nb_context *ctx, nb_arena *arena, const char *from, nb_str text, const char **key) {
  text = nb_str_trim(text);
  if (!text.len) return nb_fail(ctx, NB_CONFIG, "%s: holds no key", from);
  for (size_t i = 0; i < text.len; i++)
    if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7F)
      return nb_fail(ctx, NB_CONFIG, "%s: a control character in the key", from);
  const char *copy = nb_arena_cstr(arena, text);
  if (!copy) return nb_fail_memory(ctx);
  *key = copy;
  return NB_OK;
}

static nb_status from_file(nb_context *ctx, nb_arena *arena, const char *path, const char **key) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return nb_fail(ctx, NB_CONFIG, "%s: %s", path, strerror(errno));
  nb_buf buf;
  nb_buf_init(&buf, KEY_CAP);
  nb_status status = read_open(ctx, path, fd, &buf);
  close(fd);
  if (!status) status = take(ctx, arena, path, nb_buf_str(&buf), key);
  nb_buf_free(&buf);
  return status;
}

nb_status nb_remote_key(nb_context *ctx, nb_arena *arena, const char *variable, const char **key) {
  const char *value = getenv(variable);
  if (value && *value) return take(ctx, arena, variable, nb_str_of(value), key);
  nb_str file = nb_arena_printf(arena, "%s_FILE", variable);
  if (!file.ptr) return nb_fail_memory(ctx);
  const char *path = getenv(file.ptr);
  if (path && *path) return from_file(ctx, arena, path, key);
  *key = NULL;
  return NB_OK;
}
