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
/* Folder with the compiled dictionary data. Without a call: $NIEUWSBRIEF_DATA, else beside the program, else as
 * installed. */
NB_API nb_status nb_context_set_data_dir(nb_context *context, const char *folder);
/* The message of the last failure; owned by the context, valid until its next call; never NULL. */
NB_API const char *nb_error(const nb_context *context);

NB_API const char *nb_version(void);
NB_API void nb_free(void *memory);

/* --- Briefs ---
 *
 * A pipeline holds the opened dictionaries and the engine: open it once, use it for many articles, one at a time.
 * Options begin with their size, so that a program built with an older header goes on working; all else may stay zero:
 *     nb_pipeline_options options = {.size = sizeof options};
 */
typedef struct nb_pipeline nb_pipeline;

typedef struct nb_pipeline_options {
  size_t size;
  const char *engine; /* "auto" (NULL means it): the best that needs no network, which is "neural" where its model is
                       * there, else "glossary"; or one of these, or a service: "libretranslate", "deepl", with the
                       * offline engine where it fails */
  const char *url;    /* address of the service that `engine` names; NULL: from the environment, else its own */
  bool offline;       /* refuse every engine that opens a connection */
  const char *const *glossaries; /* files of the user's own terms, see nieuwsbrief-glossary(5); later ones win */
  size_t n_glossaries;
  unsigned threads;        /* of the neural engine; 0: one for each processor, at most 8 */
  const char *const *kept; /* lists of terms that are not translated; they win over the glossaries */
  size_t n_kept;
} nb_pipeline_options;

typedef struct nb_options {
  size_t size;
  const char *input; /* kind: "text", "html", "jsonl" (one object); NULL: by content */
  size_t sentences;  /* at most; when all three are 0: five sentences */
  double share;      /* of the sentences, above 0 and at most 1; 0: not limited by this */
  size_t words;      /* Dutch words; 0: not limited by this */
  bool no_position;  /* choose without regard to the place in the article */
  bool bilingual;    /* the Dutch beside the English */
  bool explain;      /* why each sentence was chosen, where words came from */
  bool no_marks;     /* no '*' before words that could not be translated */
  size_t width;      /* columns, for text; 0: not wrapped */
} nb_options;

/* Copies the options (NULL: the defaults) and opens everything. The pipeline borrows the context. The caller frees it
 * before the context. NB_CONFIG: data, key or address missing; NB_USAGE: unknown engine, or one that `offline` forbids;
 * NB_NOINPUT, NB_DATA: a glossary file. */
NB_API nb_status nb_pipeline_open(nb_context *context, const nb_pipeline_options *options, nb_pipeline **pipeline);
NB_API void nb_pipeline_free(nb_pipeline *pipeline);

/* One article (plain text or HTML, any usual charset, at most 20 MB) to its English brief, or to English from end to
 * end. `format`: "text", "markdown", "html", "json" or "jsonl". `options` may be NULL. *out is NUL-terminated, *len
 * bytes long; the caller frees it with nb_free(). NB_PARTIAL: it was made, but another engine had to take over; *out is
 * set. NB_DATA: no text in it; NB_USAGE: no such format or kind. */
NB_API nb_status nb_brief_bytes(nb_pipeline *pipeline, const void *bytes, size_t size, const nb_options *options,
                                const char *format, char **out, size_t *len);
NB_API nb_status nb_translate_bytes(nb_pipeline *pipeline, const void *bytes, size_t size, const nb_options *options,
                                    const char *format, char **out, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
