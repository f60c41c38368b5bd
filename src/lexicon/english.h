/* English inflection: irregular forms from a table, the rest by rule. Phrases inflect at their head: the first word of
 * a verb phrase ("take off": "took off"), the last of a noun phrase before its first preposition ("head of state":
 * "heads of state"). */
#ifndef NB_LEXICON_ENGLISH_H
#define NB_LEXICON_ENGLISH_H

#include "base/arena.h"
#include "base/str.h"

typedef enum nb_inflection {
  NB_EN_BASE,
  NB_EN_PLURAL,
  NB_EN_PAST,
  NB_EN_PARTICIPLE,
  NB_EN_ING,
  NB_EN_THIRD,
  NB_EN_COMPARATIVE,
  NB_EN_SUPERLATIVE
} nb_inflection;

/* The table of irregular forms: looks up a key as "V take" (N, V or A, and the word); false: the word is regular. The
 * forms are as in dict/lexicon/english-forms.tsv: "took|taken|taking|takes". */
typedef struct nb_irregular {
  bool (*find)(const void *table, nb_str key, nb_str *forms); /* NULL: rules alone */
  const void *table;
} nb_irregular;

/* The result is in the arena, or `base` itself; ptr NULL: out of memory. */
nb_str nb_english_inflect(nb_arena *arena, nb_irregular irregular, nb_str base, nb_inflection form);
/* Whether a word or number is spoken with a vowel first, so that "an" stands before it: hour, FBI, 18; not one, euro,
 * UN. */
bool nb_english_vowel_sound(nb_str word);

#endif
