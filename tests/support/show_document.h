/* A document as one string, to compare in tests. */
#ifndef NB_TESTS_SHOW_DOCUMENT_H
#define NB_TESTS_SHOW_DOCUMENT_H

#include "read/document.h"

/* "title|date|source|url" (left out when all are empty), then a line per block: kind, space, text, and " --
 * attribution". Kinds: P H L(ead) Q(uote) *(item) S(entence). Asserts that each block is its slice of the text. The
 * caller frees. */
char *show_document(const nb_document *document);

#endif
