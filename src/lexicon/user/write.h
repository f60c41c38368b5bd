/* Terms as a glossary file. */
#ifndef NB_LEXICON_USER_WRITE_H
#define NB_LEXICON_USER_WRITE_H

#include "lexicon/user/term.h"

typedef enum nb_glossary_format { NB_GLOSSARY_TSV, NB_GLOSSARY_CSV, NB_GLOSSARY_TBX } nb_glossary_format;

/* "tsv", "csv", "tbx". False: no such format. */
bool nb_glossary_format_of(nb_str name, nb_glossary_format *format);

/* Appends a whole file with those of the terms that can be used: TSV, CSV (RFC 4180) or TBX-Basic (version 2, which
 * more programs read). nb_terms_parse gives the same terms again. */
void nb_terms_write(nb_buf *out, nb_glossary_format format, const nb_terms *terms);
/* One line of TSV. */
void nb_term_write_line(nb_buf *out, const nb_term *term);
extern const char nb_tsv_columns[]; /* the first line of a TSV file */

#endif
