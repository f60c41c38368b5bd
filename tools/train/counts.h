/* How often the training text has a form: what the hints ask of it (src/translate/neural/hints.h). */
#ifndef TRAIN_COUNTS_H
#define TRAIN_COUNTS_H

#include "corpus.h"
#include "lexicon/lexicon.h"

/* Lines "form<TAB>count", sorted by bytes, in the corpus's arena. Only what can matter: frequent forms in lower case,
 * and names with how often they are written in lower case. NB_DATA: there are none. */
nb_status counts_of(nb_context *ctx, const corpus *c, const nb_lexicon *lexicon, nb_str *counts);

#endif
