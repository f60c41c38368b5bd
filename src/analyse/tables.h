/* Word lists of the analysis: dict/roles.tsv, groups.tsv, event-nouns.tsv, reporting-verbs.tsv, verb-kinds.tsv,
 * verb-frames.tsv, attitudes.tsv, light-verbs.tsv, name-kinds.tsv, demonym-places.tsv, aliases.tsv, portfolios.tsv,
 * name-patterns.tsv. */
#ifndef NB_ANALYSE_TABLES_H
#define NB_ANALYSE_TABLES_H

#include "analyse/analysis.h"
#include "base/map.h"

typedef struct nb_word_list {
  nb_map *words;  /* lemma -> nb_str, the second column */
  nb_map *extras; /* lemma -> nb_str, the third column where it is not empty */
} nb_word_list;

struct nb_analyser {
  nb_arena *arena;
  const nb_lexicon *lexicon;
  const nb_tagger *tagger;
  nb_labeller *labeller;
  nb_word_list roles, groups, event_nouns, reporting, verb_kinds, verb_frames, attitudes, light_verbs, name_kinds;
  nb_word_list demonym_places, aliases, portfolios, name_patterns;
};

/* The second column of a lemma's row; false: not in the list. */
bool nb_word_in(const nb_word_list *list, nb_str lemma, nb_str *value);
nb_str nb_word_extra(const nb_word_list *list, nb_str lemma); /* the third column; empty: none */
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
