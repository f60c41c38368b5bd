/* What costs the model a word that it knows: the capital of a sentence's first word, which says nothing, and a
 * quotation mark before a word. */
#ifndef NB_TRANSLATE_NEURAL_START_H
#define NB_TRANSLATE_NEURAL_START_H

#include "lexicon/lexicon.h"
#include "translate/neural/pieces.h"

/* The text without its first capital, where that is of an ordinary word that the tokenizer then writes in fewer pieces
 * ("Uitbreiding"); else as it is. In the arena. */
nb_status nb_plain_start(nb_context *ctx, const nb_lexicon *lexicon, const nb_pieces *pieces, nb_arena *arena,
                         nb_str text, nb_str *plain);
/* With a space behind the quotation marks that stand before a word ("‘ Frisdrank"), not before a clitic ("'s").
 * ptr NULL: out of memory. */
nb_str nb_free_quotes(nb_arena *arena, nb_str text);
/* Whether a text begins with a capital, also behind marks and a clitic ("'s Ochtends"). */
bool nb_begins_with_capital(nb_str text);

#endif
