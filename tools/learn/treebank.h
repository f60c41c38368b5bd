/* Treebanks as examples for the tagger. */
#ifndef NB_LEARN_TREEBANK_H
#define NB_LEARN_TREEBANK_H

#include "analyse/tags.h"
#include "base/map.h"
#include "perceptron.h"

typedef struct treebank {
  nb_context *ctx;
  nb_arena *arena;
  const nb_lexicon *lexicon;
  nb_map *held;   /* texts, without spaces, of sentences that must not be learnt */
  nb_map *habits; /* form -> the labels that it has in the whole examples */
} treebank;

/* Appends the sentences of a file: CoNLL-U with the tags of today, CoNLL-U of UD 2.0 (no XPOS), or alpino_cdb.tsv.
 * Those in `held` are left out; `hold` puts them into it. */
nb_status treebank_read(treebank *t, const char *path, bool hold, examples *list);

#endif
