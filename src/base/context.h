/* The context's inside, and how library code reports: failures by nb_fail (kept for nb_error), the rest by nb_log. */
#ifndef NB_BASE_CONTEXT_H
#define NB_BASE_CONTEXT_H

#include <nieuwsbrief/nieuwsbrief.h>

#include "base/buf.h"
#include "base/str.h"

struct nb_context {
  nb_log_fn *log;
  void *log_user;
  nb_buf data_dir; /* empty: not set */
  char error[1024];
};

/* Keeps the message and returns `status`, so that a function ends with: return nb_fail(ctx, NB_DATA, "...", ...). */
nb_status nb_fail(nb_context *ctx, nb_status status, const char *format, ...) __attribute__((format(printf, 3, 4)));
nb_status nb_fail_memory(nb_context *ctx); /* NB_INTERNAL, "out of memory" */
void nb_log(nb_context *ctx, nb_log_level level, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Path of a file of the program's own data ("lexicon.bin", "abbreviations.tsv"). NB_CONFIG when no data folder has it.
 */
nb_status nb_data_path(nb_context *ctx, const char *name, nb_buf *path);

#endif
