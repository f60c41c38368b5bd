/* A sentence's first word: its capital says nothing, and costs the model a word that it knows. */
#ifndef NB_TRANSLATE_NEURAL_START_H
#define NB_TRANSLATE_NEURAL_START_H

#include "lexicon/lexicon.h"
#include "translate/neural/pieces.h"

/* The text without its first capital, where that is of an ordinary word that the tokenizer then writes in fewer pieces
 * ("Uitbreiding"); else as it is. In the arena. */
nb_status nb_plain_start(nb_context *ctx, const nb_lexicon *lexicon, const nb_pieces *pieces, nb_arena *arena,
                         nb_str text, nb_str *plain);
/* Whether a text begins with a capital, also behind marks and a clitic ("'s Ochtends"). */
bool nb_begins_with_capital(nb_str text);

#endif
