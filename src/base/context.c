#include "base/context.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_CAP = 4096 };

nb_context *nb_context_new(void) {
  nb_context *ctx = calloc(1, sizeof *ctx);
  if (ctx) nb_buf_init(&ctx->data_dir, PATH_CAP);
  return ctx;
}

void nb_context_free(nb_context *ctx) {
  if (!ctx) return;
  nb_buf_free(&ctx->data_dir);
  free(ctx);
}

void nb_context_set_log(nb_context *ctx, nb_log_fn *log, void *user) {
  ctx->log = log;
  ctx->log_user = user;
}

nb_status nb_context_set_data_dir(nb_context *ctx, const char *folder) {
  nb_buf_clear(&ctx->data_dir);
  return nb_buf_add_c(&ctx->data_dir, folder) ? nb_fail(ctx, NB_USAGE, "data folder: path too long") : NB_OK;
}

const char *nb_error(const nb_context *ctx) {
  return ctx->error;
}

const char *nb_version(void) {
  return NB_VERSION;
}

void nb_free(void *memory) {
  free(memory);
}

nb_status nb_fail(nb_context *ctx, nb_status status, const char *format, ...) {
  char message[sizeof ctx->error]; /* the arguments may hold the old message */
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  memcpy(ctx->error, message, sizeof message);
  return status;
}

nb_status nb_fail_memory(nb_context *ctx) {
  return nb_fail(ctx, NB_INTERNAL, "out of memory");
}

void nb_log(nb_context *ctx, nb_log_level level, const char *format, ...) {
  if (!ctx->log) return;
  char message[1024];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  ctx->log(ctx->log_user, level, message);
}

static bool has(nb_buf *path, const char *folder, const char *name) {
  nb_buf_clear(path);
  return folder && *folder && nb_buf_printf(path, "%s/%s", folder, name) == NB_OK && access(path->ptr, R_OK) == 0;
}

/* The folder of the running program, as in "/usr/bin"; empty where /proc does not say. */
static void program_folder(char *folder, size_t size) {
  ssize_t n = readlink("/proc/self/exe", folder, size - 1);
  folder[n > 0 ? n : 0] = 0;
  char *slash = strrchr(folder, '/');
  *(slash ? slash : folder) = 0;
}

nb_status nb_data_path(nb_context *ctx, const char *name, nb_buf *path) {
  static const char *const beside[] = {"/dict", "/../dict", "/../share/nieuwsbrief"};
  const char *set = ctx->data_dir.len ? ctx->data_dir.ptr : getenv("NIEUWSBRIEF_DATA");
  if (set && *set) return has(path, set, name) ? NB_OK : nb_fail(ctx, NB_CONFIG, "data folder %s has no %s", set, name);
  char folder[PATH_CAP], candidate[PATH_CAP + 64];
  program_folder(folder, sizeof folder);
  for (size_t i = 0; *folder && i < sizeof beside / sizeof *beside; i++) {
    snprintf(candidate, sizeof candidate, "%s%s", folder, beside[i]);
    if (has(path, candidate, name)) return NB_OK;
  }
  if (has(path, NB_DATA_DIR, name)) return NB_OK;
  return nb_fail(ctx, NB_CONFIG, "cannot find the program's data file %s (looked beside the program and in %s)", name,
                 NB_DATA_DIR);
}
