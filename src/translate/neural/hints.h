/* Hints: Dutch text with the lexicon's English behind the names and rare words ("Moskou <h> Moscow </h>"), as in
 * training. */
#ifndef NB_TRANSLATE_NEURAL_HINTS_H
#define NB_TRANSLATE_NEURAL_HINTS_H

#include "analyse/tags.h"
#include "lexicon/user.h"
#include "translate/glossary/unit.h"
#include "translate/neural/hint_rules.h"

typedef struct nb_hinter nb_hinter;

/* `tagger`: for the senses of verbs with particles and idioms, and for
 * the user's terms by lemma; NULL: without those. `counts`: the model's training
 * counts, "form<TAB>count" lines, borrowed. Lexicon and user glossary (may be NULL) are borrowed. */
nb_status nb_hinter_new(nb_context *ctx, const nb_lexicon *lexicon, const nb_tagger *tagger,
                        const nb_user_glossary *user, nb_str counts, nb_hinter **hinter);
void nb_hinter_free(nb_hinter *hinter);
/* Which words get a hint beside the names, the user's terms and what needs its sentence. */
typedef struct nb_hint_choice {
  size_t rare;         /* those that training had less often than that */
  const nb_str *words; /* and these, as they stand in the Dutch */
  size_t n;
  const nb_hint_chooser *chooser; /* of training; NULL: run time */
} nb_hint_choice;

/* In the arena. */
nb_status nb_hint(nb_context *ctx, const nb_hinter *hinter, nb_arena *arena, nb_str dutch, const nb_hint_choice *choice,
                  nb_str *hinted);
/* What the hints say of a sentence's verbs, and of the user's terms in it. None without a tagger. In the arena. */
nb_status nb_hint_senses(nb_context *ctx, const nb_hinter *hinter, nb_arena *arena, nb_str dutch, nb_sense **senses,
                         size_t *n);

#endif
