/* The character pass of the normalizer, with a say for whoever knows words. */
#ifndef NB_TEXT_CHARACTERS_H
#define NB_TEXT_CHARACTERS_H

#include "text/normalizer.h"

/* Asked about "left-", line end, "right": whether the word is written without the hyphen. */
typedef struct nb_joiner {
  bool (*joined)(void *user, nb_str left, nb_str right);
  void *user;
} nb_joiner;

/* As nb_normalize_text; `joiner` NULL: a word that goes on in lower case loses the hyphen. */
nb_status nb_normalize_characters(nb_context *ctx, nb_arena *arena, nb_str raw, const nb_joiner *joiner, nb_str *text);

#endif
