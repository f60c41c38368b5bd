/* Hunspell-backed normalizer: one spelling for what is written in several ways, and repairs only where they are safe.
 */
#ifndef NB_TEXT_NORMALIZER_H
#define NB_TEXT_NORMALIZER_H

#include "text/sentence.h"

typedef struct nb_normalizer nb_normalizer;

/* `lexicon_knows` says whether the project's own lexicon has a form, so that it is no candidate for repair; may be
 * NULL. Without a Dutch Hunspell dictionary (searched in $DICPATH, or where that is not set in /usr/share/hunspell and
 * /usr/share/myspell/dicts) one warning names the package and the normalizer works without repairs. The caller frees.
 * Hunspell is loaded when it is first needed. */
nb_status nb_normalizer_new(nb_context *ctx, bool (*lexicon_knows)(void *user, nb_str form), void *user,
                            nb_normalizer **n);
void nb_normalizer_free(nb_normalizer *normalizer);
/* The dictionary file in use, or "" without one. Borrowed. */
const char *nb_normalizer_dictionary(const nb_normalizer *normalizer);

/* A document begins: how many words may be looked up for repair is counted anew. nb_sentences_of calls it. */
void nb_normalizer_next_document(nb_normalizer *normalizer);

/* Characters only, no dictionary: NFC, quotes and dashes to one form, soft hyphens, ligatures (ij, fi, fl), odd white
 * space, words broken over lines. */
nb_status nb_normalize_text(nb_context *ctx, nb_arena *arena, nb_str raw, nb_str *text);

/* Fills sentence->text, tokens and repairs from sentence->raw. */
nb_status nb_normalize(nb_context *ctx, nb_normalizer *normalizer, nb_arena *arena, nb_sentence *sentence);

/* Stems of a form by Hunspell's analysis (in the arena), for forms that the lexicon lacks. */
nb_status nb_hunspell_stems(nb_context *ctx, nb_normalizer *normalizer, nb_arena *arena, nb_str form, nb_str **stems,
                            size_t *n);

#endif
