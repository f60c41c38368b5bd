/* Word lists of the analysis: dict/roles.tsv, groups.tsv, event-nouns.tsv, reporting-verbs.tsv, verb-kinds.tsv,
 * name-kinds.tsv. */
#ifndef NB_ANALYSE_TABLES_H
#define NB_ANALYSE_TABLES_H

#include "analyse/analysis.h"
#include "base/map.h"

typedef struct nb_word_list {
  nb_map *words; /* lemma -> nb_str, the second column */
} nb_word_list;

struct nb_analyser {
  nb_arena *arena;
  const nb_lexicon *lexicon;
  const nb_tagger *tagger;
  nb_labeller *labeller;
  nb_word_list roles, groups, event_nouns, reporting, verb_kinds, name_kinds;
};

/* The second column of a lemma's row; false: not in the list. */
bool nb_word_in(const nb_word_list *list, nb_str lemma, nb_str *value);
/* The same of the word or of the head of a compound: "wielerbond" by "bond", "VVD-leider" by "leider". *head: where in
 * the word it begins, 0: the whole word is listed. A head joined without a hyphen has five letters or more, and what is
 * before it is a word of meaning too: "com-missie" and "toe-komst" are no compounds. */
bool nb_head_in(const nb_analyser *a, const nb_word_list *list, nb_str lemma, nb_str *value, size_t *head);

/* The work of one document, for actors.c and events.c. */
typedef struct nb_analysing {
  nb_context *ctx;
  const nb_analyser *analyser;
  nb_arena *arena;
  nb_analysis *out;
} nb_analysing;

nb_status nb_find_actors(const nb_analysing *a);
nb_status nb_find_events(const nb_analysing *a);

#endif
