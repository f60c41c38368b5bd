/* What Dutch words can mean, as a list of English words. */
#ifndef NB_TRANSLATE_NEURAL_MEANINGS_H
#define NB_TRANSLATE_NEURAL_MEANINGS_H

#include "base/arena.h"
#include "lexicon/lexicon.h"

/* In lower case; grows in the arena. */
typedef struct nb_word_list {
  nb_arena *arena;
  nb_str *items;
  size_t n, cap;
  bool failed; /* out of memory */
} nb_word_list;

void nb_add_word(nb_word_list *list, nb_str word);
/* The words of candidates. */
void nb_add_words(nb_word_list *list, nb_str candidates);
/* The irregular forms of candidates: go, went, gone. */
void nb_add_irregular(nb_word_list *list, const nb_lexicon *lexicon, nb_str candidates);
/* All that one Dutch word can mean, in any form, alone or as a compound. */
void nb_add_meanings(nb_word_list *list, const nb_lexicon *lexicon, nb_str word);

#endif
