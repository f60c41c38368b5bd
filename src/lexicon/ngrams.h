/* How usual an English word is behind another: costs learnt from English text by tools/ngrams, mapped from
 * english.ngrams of the data folder. A damaged file is refused; what the table does not know costs much. */
#ifndef NB_LEXICON_NGRAMS_H
#define NB_LEXICON_NGRAMS_H

#include "base/context.h"
#include "base/str.h"

enum { NB_NGRAMS_UNIT = 8 /* of cost: one natural logarithm */ };

typedef struct nb_ngrams nb_ngrams;

/* The caller frees. NB_CONFIG: missing, or not such a file. */
nb_status nb_ngrams_open(nb_context *ctx, nb_ngrams **ngrams);
void nb_ngrams_free(nb_ngrams *ngrams); /* NULL is fine */

/* Both in lower case; empty: the edge of a sentence. */
int nb_ngrams_cost(const nb_ngrams *ngrams, nb_str before, nb_str word);

#endif
