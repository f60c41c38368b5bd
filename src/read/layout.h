/* What a line or a paragraph is by its look, whatever format it came in. Shared by the readers. */
#ifndef NB_READ_LAYOUT_H
#define NB_READ_LAYOUT_H

#include "read/document.h"

enum { NB_BLOCK_CAP = 100000 }; /* blocks of one document */

size_t nb_words(nb_str s); /* runs between white space */
bool nb_begins_lower(nb_str s);
/* Ends with . ! ? ... : or ; where closing quotes and brackets behind it do not count. */
bool nb_ends_sentence(nb_str s);
/* A short line without a full stop, as headings and names are; a short question counts too. */
bool nb_looks_heading(nb_str s);
bool nb_looks_title(nb_str s); /* the same for the first line of all, which may be longer, and call out or trail off */
/* "Door Jan Jansen", "Lees ook: ...", "Foto: ANP", "Advertentie": around an article, not of it. */
bool nb_looks_furniture(nb_str s);
/* "Ik ben er klaar mee. Jan Jansen voorzitter van de bond": one to three sentences, then a name (and function) without
 * a full stop. *quote_end: where the quote ends; *who: where the name begins. */
bool nb_looks_pull_quote(nb_str s, size_t *quote_end, size_t *who);
/* Bytes of a date at the beginning, with a time behind it if any: "2022-01", "12-5-2023", "vrijdag 12 mei 2023, 14:30".
 * 0: none. */
size_t nb_date_prefix(nb_str s);

/* Adds text[start, end) without the white space around it: a pull-quote where it looks like one, else a block of
 * `kind`. Nothing is added where it is empty. NB_DATA: more than NB_BLOCK_CAP blocks. */
nb_status nb_document_put(nb_context *ctx, nb_document *document, nb_block_kind kind, size_t start, size_t end);
/* Headings above nothing are no headings: where a document has no other blocks they become paragraphs. NB_DATA: no
 * block. */
nb_status nb_document_close(nb_context *ctx, nb_document *document, const char *what);

#endif
