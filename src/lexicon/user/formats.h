/* The readers of the kinds of glossary files, behind read.h: each appends what it finds. */
#ifndef NB_LEXICON_USER_FORMATS_H
#define NB_LEXICON_USER_FORMATS_H

#include "lexicon/user/read.h"

typedef struct nb_glossary_file {
  nb_context *ctx;
  nb_arena *arena;
  const char *path;
  nb_str bytes; /* without a byte-order mark of UTF-8 */
  nb_terms *terms;
} nb_glossary_file;

/* An empty line, or one that is for people only. */
bool nb_is_comment(nb_str line);

nb_status nb_read_tsv(nb_glossary_file *file);
nb_status nb_read_csv(nb_glossary_file *file);
nb_status nb_read_tbx(nb_glossary_file *file);
nb_status nb_read_tmx(nb_glossary_file *file);

#endif
