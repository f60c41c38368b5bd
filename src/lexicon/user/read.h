/* Glossary files of any kind that is known, as lists of terms. */
#ifndef NB_LEXICON_USER_READ_H
#define NB_LEXICON_USER_READ_H

#include "lexicon/user/term.h"

/* Appends the terms of a file to the list. The kind is told by content, between TSV and CSV first by the name's end:
 *   TSV   Dutch, English, part of speech, note; comments and empty lines left out
 *   CSV   the same columns, quoted as in RFC 4180, apart by comma, semicolon or tab
 *   TBX   2 ("martif") and 3 ("tbx"); concepts with a Dutch and an English term
 *   TMX   units of at most eight Dutch words that are no sentence; how many others there are is logged
 * A first row that names its columns gives their order. `path` is kept; "-" is standard input. NB_NOINPUT, NB_IO;
 * NB_DATA: not such a file, larger than 20 MB, XML that is damaged or has a document type of its own: names the line.
 * An entry that cannot be used is in the list with its problem. */
nb_status nb_terms_read(nb_context *ctx, nb_arena *arena, const char *path, nb_terms *terms);
/* The same of bytes. */
nb_status nb_terms_parse(nb_context *ctx, nb_arena *arena, const char *path, nb_str bytes, nb_terms *terms);

/* A do-not-translate list: a term a line; comments and empty lines as in TSV. */
nb_status nb_kept_terms_read(nb_context *ctx, nb_arena *arena, const char *path, nb_terms *terms);

#endif
