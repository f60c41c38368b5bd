/* Sentence splitter for Dutch. Table-driven: dict/abbreviations.tsv says what a full stop after a word means. */
#ifndef NB_TEXT_SPLITTER_H
#define NB_TEXT_SPLITTER_H

#include "base/arena.h"
#include "base/context.h"

typedef struct nb_splitter nb_splitter;

typedef struct nb_span {
  size_t start, end; /* bytes; white space around a sentence is in no span */
} nb_span;

/* Reads abbreviations.tsv of the data folder. The caller frees. NB_CONFIG, NB_DATA. */
nb_status nb_splitter_new(nb_context *ctx, nb_splitter **splitter);
void nb_splitter_free(nb_splitter *splitter);

/* Cuts `text`, which may be one paragraph or several: an empty line always ends a sentence, a single line end is white
 * space. The spans are in the arena. Never fails on any bytes but for memory (NB_INTERNAL). */
nb_status nb_split(nb_context *ctx, const nb_splitter *splitter, nb_arena *arena, nb_str text, nb_span **spans,
                   size_t *n);

#endif
