/* The pieces that a translation may have: those of the English texts, and of the names of the Dutch ones. */
#ifndef TRAIN_TARGETS_H
#define TRAIN_TARGETS_H

#include "corpus.h"
#include "translate/neural/pieces.h"

/* A byte a piece, 1 where it may; `before`, of a model, is kept where it is not empty. In the corpus's arena. */
nb_status targets_of(nb_context *ctx, const corpus *c, const nb_pieces *pieces, nb_str before, nb_str *targets);

#endif
