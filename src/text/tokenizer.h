/* Tokenizer: words (with inner apostrophes, hyphens and full stops of abbreviations), numbers (1.000,5 and 17.30 and
 * 3-2 and 50-jarige stay whole), addresses, punctuation marks one by one ("..." and "--" as one). */
#ifndef NB_TEXT_TOKENIZER_H
#define NB_TEXT_TOKENIZER_H

#include "text/sentence.h"

/* Tokens in the arena; their texts are slices of `text`. Every byte that is not white space is in exactly one token. */
nb_status nb_tokenize(nb_context *ctx, nb_arena *arena, nb_str text, nb_token **tokens, size_t *n);

/* A token that opens or closes a quotation, straight or curly. */
bool nb_is_quotation_mark(nb_str token);

#endif
