/* English inflection: irregular forms from a table, the rest by rule. Phrases inflect at their head: the first word of a verb
 * phrase ("take off": "took off"), the last of a noun phrase before its first preposition ("head of state": "heads of state"). */
#ifndef NB_LEXICON_ENGLISH_H
#define NB_LEXICON_ENGLISH_H

#include "base/arena.h"
#include "base/map.h"

typedef enum nb_inflection {
  NB_EN_BASE, NB_EN_PLURAL, NB_EN_PAST, NB_EN_PARTICIPLE, NB_EN_ING, NB_EN_THIRD, NB_EN_COMPARATIVE, NB_EN_SUPERLATIVE
} nb_inflection;

/* `irregular`: a word's forms by nb_english_key, or NULL for rules alone; values are C strings. The result is in the arena; ptr
 * NULL: out of memory. */
nb_str nb_english_inflect(nb_arena *arena, const nb_map *irregular, nb_str base, nb_inflection form);

/* The key of a word's forms as `pos` ('N', 'V', 'A') in the table: "V take". The value is as in dict/lexicon/english-forms.tsv. */
nb_str nb_english_key(nb_arena *arena, char pos, nb_str word);

#endif
