/* Spelling repair where it is safe: a lower-case word that nobody knows and that is one slip away from exactly one
 * word. */
#ifndef NB_TEXT_REPAIR_H
#define NB_TEXT_REPAIR_H

#include "text/speller.h"

/* Who knows words: the project's lexicon (fast; may be NULL) and the speller (slow to load). */
typedef struct nb_vocabulary {
  bool (*lexicon_knows)(void *user, nb_str form);
  void *user;
  nb_speller *speller;
} nb_vocabulary;

bool nb_vocabulary_knows(nb_context *ctx, const nb_vocabulary *vocabulary, nb_str form);

/* The word that `word` was meant to be, in `repaired` (cap: NB_REPAIR_CAP bytes). False: `word` stays as it is.
 * The speller is loaded only where the lexicon has exactly one candidate. */
enum { NB_REPAIR_CAP = 128 };
bool nb_repair_word(nb_context *ctx, const nb_vocabulary *vocabulary, nb_str word, char repaired[NB_REPAIR_CAP]);

#endif
