/* Whether the words of a translation mean what the Dutch says, as far as the lexicon knows both: "ongedeerd" said as
 * "undoubted". */
#ifndef NB_TRANSLATE_NEURAL_GUARD_MEANING_H
#define NB_TRANSLATE_NEURAL_GUARD_MEANING_H

#include "lexicon/lexicon.h"
#include "text/sentence.h"
#include "translate/glossary/unit.h"

typedef struct nb_meaning {
  const nb_lexicon *lexicon;
  const nb_sense *senses; /* of this sentence's verbs and terms */
  size_t n_senses;
  const nb_token *dutch, *english; /* as they stand */
  const nb_token *dutch_lower, *english_lower;
  size_t n_dutch, n_english;
} nb_meaning;

/* Dutch words of which nothing is said, and English words that come from nowhere: slices of the tokens, in the arena.
 */
typedef struct nb_strays {
  nb_str *dutch, *english;
  size_t n_dutch, n_english;
} nb_strays;

/* False: out of memory. */
bool nb_find_strays(nb_arena *arena, const nb_meaning *meaning, nb_strays *strays);

#endif
