/* Hints: Dutch text with the lexicon's English behind the names and rare words ("Moskou <h> Moscow </h>"), as in
 * training. */
#ifndef NB_TRANSLATE_NEURAL_HINTS_H
#define NB_TRANSLATE_NEURAL_HINTS_H

#include "analyse/tags.h"
#include "lexicon/user.h"
#include "translate/neural/hint_rules.h"

typedef struct nb_hinter nb_hinter;

/* `tagger`: for the senses of verbs with particles and idioms, and for
 * the user's terms by lemma; NULL: without those. `counts`: the model's training
 * counts, "form<TAB>count" lines, borrowed. Lexicon and user glossary (may be NULL) are borrowed. */
nb_status nb_hinter_new(nb_context *ctx, const nb_lexicon *lexicon, const nb_tagger *tagger,
                        const nb_user_glossary *user, nb_str counts, nb_hinter **hinter);
void nb_hinter_free(nb_hinter *hinter);
/* `rare`: words that training had less often than that get a hint. In the arena. */
nb_status nb_hint(nb_context *ctx, const nb_hinter *hinter, nb_arena *arena, nb_str dutch, size_t rare, nb_str *hinted);
/* As training gives them. */
nb_status nb_hint_chosen(nb_context *ctx, const nb_hinter *hinter, nb_arena *arena, nb_str dutch,
                         const nb_hint_chooser *chooser, nb_str *hinted);
/* The user's terms in a sentence: their English, inflected as the Dutch asks. None without a tagger. In the arena. */
nb_status nb_hint_terms(nb_context *ctx, const nb_hinter *hinter, nb_arena *arena, nb_str dutch, nb_str **terms,
                        size_t *n);

#endif
