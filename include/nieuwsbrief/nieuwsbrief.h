/* nieuwsbrief: short, faithful English briefs of Dutch news.
 *
 * The one public header. Rules that hold for every function:
 *  - A function that can fail returns an nb_status and puts its results last, through pointers; on failure the
 *    results are untouched and nb_error() says what went wrong.
 *  - Every nb_X_new has an nb_X_free that takes NULL.
 *  - Text is UTF-8. Strings handed in are copied where they are kept; strings handed out with a length are
 *    NUL-terminated as well, and are freed with nb_free() where the comment says "caller frees".
 *  - The library never prints and never exits. It has no globals: one context per thread.
 */
#ifndef NIEUWSBRIEF_H
#define NIEUWSBRIEF_H

#include <stdbool.h>
#include <stddef.h>

#include <nieuwsbrief/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Outcome of a call. The values are the exit statuses of the command (sysexits.h), so that none has to be mapped. */
typedef enum nb_status {
  NB_OK = 0,
  NB_PARTIAL = 1,      /* some items failed, or a fallback engine was used; the rest was delivered */
  NB_USAGE = 64,       /* wrong argument */
  NB_DATA = 65,        /* bad input data */
  NB_NOINPUT = 66,     /* no such input */
  NB_UNAVAILABLE = 69, /* a service cannot be reached or refuses */
  NB_INTERNAL = 70,    /* a bug, or out of memory */
  NB_CANTCREAT = 73,   /* cannot create the output */
  NB_IO = 74,          /* reading or writing failed midway */
  NB_TEMPFAIL = 75,    /* try again later: rate limit, lock held */
  NB_AUTH = 77,        /* authentication refused */
  NB_CONFIG = 78       /* configuration or the program's own data is wrong or missing */
} nb_status;

typedef enum nb_log_level { NB_LOG_ERROR, NB_LOG_WARN, NB_LOG_INFO, NB_LOG_DEBUG } nb_log_level;

/* `message` has no line end and is valid during the call only. */
typedef void nb_log_fn(void *user, nb_log_level level, const char *message);

typedef struct nb_context nb_context;

/* The caller owns the context and frees it last. NULL: out of memory. */
NB_API nb_context *nb_context_new(void);
NB_API void nb_context_free(nb_context *context);
NB_API void nb_context_set_log(nb_context *context, nb_log_fn *log, void *user);
/* Folder with the compiled dictionary data. Without a call: $NIEUWSBRIEF_DATA, else beside the program, else as installed. */
NB_API nb_status nb_context_set_data_dir(nb_context *context, const char *folder);
/* The message of the last failure; owned by the context, valid until its next call; never NULL. */
NB_API const char *nb_error(const nb_context *context);

NB_API const char *nb_version(void);
NB_API void nb_free(void *memory);

#ifdef __cplusplus
}
#endif
#endif
