/* nb_document: what every reader makes of its input, and what every later stage starts from.
 * A document and all its slices live in its arena. */
#ifndef NB_READ_DOCUMENT_H
#define NB_READ_DOCUMENT_H

#include "base/arena.h"
#include "base/context.h"

typedef enum nb_block_kind {
  NB_PARAGRAPH,
  NB_HEADING,   /* a line of its own above paragraphs, "## ..." in JSON Lines, h2-h6 */
  NB_LEAD,      /* the first paragraph, where the layout sets it off as a summary */
  NB_QUOTE,     /* a pull-quote: `attribution` holds the name and function behind it, if any */
  NB_LIST_ITEM, /* without its bullet */
  NB_SENTENCE   /* exactly one sentence, cut by whoever made the input: never split */
} nb_block_kind;

typedef struct nb_block {
  nb_block_kind kind;
  size_t start, end; /* bytes in document->text */
  nb_str text;       /* that slice */
  nb_str attribution;
  const nb_str *tokens; /* of a sentence given as tokens: slices of its text; else NULL */
  size_t n_tokens;
} nb_block;

typedef struct nb_document {
  nb_arena *arena;
  nb_str name;                         /* where it came from, for messages: path, address, "path:line" */
  nb_str id, title, date, source, url; /* as given; empty slices where unknown */
  bool id_is_number;                   /* in JSON: it goes out as one */
  nb_str text; /* plain text: the input as UTF-8, byte for byte where it was UTF-8; HTML: the main text, blocks apart by
                * empty lines; JSON Lines: the paragraphs (or sentences) apart by empty lines */
  nb_block *blocks; /* in order, not overlapping; the title is not among them */
  size_t n_blocks;
} nb_document;

nb_document *nb_document_new(void); /* empty slices, no blocks; NULL: out of memory */
void nb_document_free(nb_document *document);
/* Appends a block over text[start, end). NULL: out of memory. */
nb_block *nb_document_add(nb_document *document, nb_block_kind kind, size_t start, size_t end);

#endif
