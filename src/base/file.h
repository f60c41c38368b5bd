/* Whole files, with a cap on what is read and nothing half-written. "-" is standard input where it is read. */
#ifndef NB_BASE_FILE_H
#define NB_BASE_FILE_H

#include "base/buf.h"
#include "base/context.h"

enum { NB_INPUT_CAP = 20 * 1024 * 1024 }; /* bytes of one article, page, feed or reply */

/* Appends the file to `buf`. NB_NOINPUT: cannot open; NB_DATA: larger than the buffer's cap; NB_IO. */
nb_status nb_file_read(nb_context *ctx, const char *path, nb_buf *buf);
/* Writes a new file beside `path` and renames it over it, so that there is never half a file. NB_CANTCREAT, NB_IO. */
nb_status nb_file_write(nb_context *ctx, const char *path, nb_str bytes);
/* Makes the folders above `path` that are missing, for their owner alone. NB_CANTCREAT. */
nb_status nb_file_make_folders(nb_context *ctx, const char *path);

/* A memory-mapped file, read only. The owner calls nb_file_unmap. */
nb_status nb_file_map(nb_context *ctx, const char *path, nb_str *bytes);
void nb_file_unmap(nb_str bytes);

#endif
