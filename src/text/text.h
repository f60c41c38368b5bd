/* The text stage as one call: a document's blocks to normalised sentences with tokens. */
#ifndef NB_TEXT_TEXT_H
#define NB_TEXT_TEXT_H

#include "text/normalizer.h"
#include "text/splitter.h"

/* Sentences of all blocks in order, in the document's arena. Headings, list items and ready-made sentences are never
 * joined with their neighbours. `normalizer` NULL: characters only, and of a ready-made sentence none that would move
 * the others; its tokens are those given, if any. Such a sentence is there also where it is empty. */
nb_status nb_sentences_of(nb_context *ctx, const nb_splitter *splitter, nb_normalizer *normalizer,
                          nb_document *document, nb_sentences *sentences);

#endif
