#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

nb_status nb_file_read(nb_context *ctx, const char *path, nb_buf *buf) {
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return nb_fail(ctx, NB_NOINPUT, "%s: %s", path, strerror(errno));
  nb_status status = NB_OK;
  char chunk[65536];
  ssize_t n;
  while (!status && (n = read(fd, chunk, sizeof chunk)) != 0) {
    if (n < 0 && errno == EINTR) continue;
    if (n < 0)
      status = nb_fail(ctx, errno == EISDIR ? NB_NOINPUT : NB_IO, "%s: %s", path, strerror(errno));
    else if (nb_buf_add(buf, (nb_str){chunk, (size_t)n}))
      status = nb_fail(ctx, buf->status, "%s: larger than the limit of %zu bytes", path, buf->max);
  }
  if (!standard) close(fd);
  return status;
}

static bool write_all(int fd, nb_str bytes) {
  while (bytes.len) {
    ssize_t n = write(fd, bytes.ptr, bytes.len);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes = nb_str_sub(bytes, (size_t)n, bytes.len);
  }
  return true;
}

/* A device or a pipe (/dev/null, a fifo) is written to as it is: it cannot be replaced. */
static nb_status write_in_place(nb_context *ctx, const char *path, nb_str bytes) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return nb_fail(ctx, NB_CANTCREAT, "%s: %s", path, strerror(errno));
  bool written = write_all(fd, bytes);
  int error = errno;
  if (close(fd) != 0 && written) {
    written = false;
    error = errno;
  }
  return written ? NB_OK : nb_fail(ctx, NB_IO, "%s: %s", path, strerror(error));
}

nb_status nb_file_write(nb_context *ctx, const char *path, nb_str bytes) {
  struct stat st;
  bool exists = stat(path, &st) == 0;
  if (exists && S_ISDIR(st.st_mode)) return nb_fail(ctx, NB_CANTCREAT, "%s: %s", path, strerror(EISDIR));
  if (exists && !S_ISREG(st.st_mode)) return write_in_place(ctx, path, bytes);
  nb_buf temporary;
  nb_buf_init(&temporary, 8192);
  if (nb_buf_printf(&temporary, "%s.XXXXXX", path)) return nb_fail(ctx, NB_CANTCREAT, "%s: path too long", path);
  int fd = mkstemp(temporary.ptr);
  nb_status status = NB_OK;
  if (fd < 0) {
    status = nb_fail(ctx, NB_CANTCREAT, "%s: %s", path, strerror(errno));
  } else {
    mode_t mask = umask(0);
    umask(mask);
    bool good = fchmod(fd, exists ? st.st_mode & 07777 : 0666 & ~mask) == 0 && write_all(fd, bytes) && fsync(fd) == 0;
    int error = errno;
    if (close(fd) != 0 && good) {
      good = false;
      error = errno;
    }
    if (good && rename(temporary.ptr, path) != 0) {
      good = false;
      error = errno;
    }
    if (!good) {
      unlink(temporary.ptr);
      status = nb_fail(ctx, NB_IO, "%s: %s", path, strerror(error));
    }
  }
  nb_buf_free(&temporary);
  return status;
}

nb_status nb_file_make_folders(nb_context *ctx, const char *path) {
  char folder[4096];
  size_t len = strlen(path);
  if (len >= sizeof folder) return nb_fail(ctx, NB_CANTCREAT, "path too long: %.200s...", path);
  memcpy(folder, path, len + 1);
  for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    struct stat st;
    if (mkdir(folder, 0700) != 0 && (errno != EEXIST || stat(folder, &st) != 0))
      return nb_fail(ctx, NB_CANTCREAT, "cannot make the folder %s: %s", folder, strerror(errno));
    *slash = '/';
  }
  return NB_OK;
}

nb_status nb_file_map(nb_context *ctx, const char *path, nb_str *bytes) {
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return nb_fail(ctx, NB_CONFIG, "%s: %s", path, strerror(errno));
  struct stat st;
  void *map = MAP_FAILED;
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
    map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  close(fd);
  if (map == MAP_FAILED) return nb_fail(ctx, NB_CONFIG, "%s: cannot map the file (empty, or not a regular file)", path);
  *bytes = (nb_str){map, (size_t)st.st_size};
  return NB_OK;
}

void nb_file_unmap(nb_str bytes) {
  if (bytes.ptr) munmap((void *)(size_t)bytes.ptr, bytes.len);
}
