/* Between mentions.c, kinds.c and chains.c: one mention of an actor, before it is known whose. */
#ifndef NB_ANALYSE_MENTIONS_H
#define NB_ANALYSE_MENTIONS_H

#include "analyse/tables.h"

typedef struct found {
  nb_actor_kind kind;
  size_t first, last; /* tokens, both included */
  nb_str nl, en;
  nb_str key; /* what its mentions share: a name without genitive, the lemma of a group, the word of a role */
  nb_str role_nl, role_en, role_key; /* of a name: the role beside it */
  double votes[NB_PLACE + 1];        /* of a name: evidence for each kind; all zero for roles and groups */
  size_t phrase;                     /* of a role: where its phrase begins, with what describes it */
  size_t holder;                     /* of a role: the first token, from 1, of the name that has it; 0: none */
  bool adjective;                    /* of a place: "Amerikaanse" */
} found;

/* One sentence of the work. */
typedef struct spotting {
  const nb_analysing *a;
  const nb_sentence *s;
  const nb_tag *tags;
} spotting;

nb_str nb_text_of(const spotting *s, size_t first, size_t last);
bool nb_token_is(const spotting *s, size_t i, const char *word); /* without regard to case; false behind the end */

found nb_name_found(const spotting *s, size_t first, size_t last, nb_str english);
/* A name that begins at token i, whole; returns its tokens, 0: none. *skip: it names no actor (a time, an event, an
 * adjective). */
size_t nb_name_at(const spotting *s, size_t i, found *f, bool *skip);
bool nb_is_particle(nb_str word); /* of a surname: "van", "der" */
bool nb_name_token(const spotting *s, size_t i);
bool nb_is_demonym(const spotting *s, size_t i, nb_str *english); /* "Amerikaanse" */

/* A role phrase that begins at token i: adjectives, the role, "van ...". Returns its end (exclusive), or i. The mention
 * is the title alone ("minister van Defensie"), its text and English those of the phrase. */
size_t nb_role_at(const spotting *s, size_t i, found *role);
/* "van Infrastructuur en Waterstaat" at token i, fields of a ministry: the end (exclusive), or i, and their English. */
size_t nb_portfolio_at(const spotting *s, size_t i, nb_str *english);

/* "Universiteit van Tilburg", "Noord-Groningen": the English by dict/name-patterns.tsv and the directions; ptr NULL:
 * the name is of no such make. */
nb_str nb_english_by_pattern(const nb_analysing *a, nb_str name);

/* Mentions of one sentence in order, in the arena; none overlap. */
nb_status nb_mentions_of(const nb_analysing *a, size_t sentence, found **list, size_t *n);

/* Adds to `f->votes` what speaks for each kind: the lists, what the name is made of and what stands around it. */
void nb_vote_kind(const nb_analysing *a, size_t sentence, found *f);

#endif
