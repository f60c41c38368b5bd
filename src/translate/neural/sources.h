/* Where a word of the English can come from in its Dutch sentence. */
#ifndef NB_TRANSLATE_NEURAL_SOURCES_H
#define NB_TRANSLATE_NEURAL_SOURCES_H

#include "base/arena.h"
#include "lexicon/lexicon.h"

typedef struct nb_source_text {
  const nb_lexicon *lexicon;
  nb_arena *arena;
  nb_str text;
} nb_source_text;

/* Whether the lexicon gives a word that begins as this one (lower case) for a word, name, compound or part at a hyphen
 * of the Dutch. */
bool nb_given_by_lists(const nb_source_text *dutch, nb_str word);
/* Whether a word of the Dutch with a capital sounds like this one (lower case), or nearly: "Sjoigoe" is "Shoigu". */
bool nb_sounds_like_dutch(const nb_source_text *dutch, nb_str word);

#endif
