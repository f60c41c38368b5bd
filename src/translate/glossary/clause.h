/* Clauses and noun phrases of a sentence in units, in Dutch order. */
#ifndef NB_TRANSLATE_GLOSSARY_CLAUSE_H
#define NB_TRANSLATE_GLOSSARY_CLAUSE_H

#include "translate/glossary/unit.h"

typedef enum nb_clause_kind {
  NB_CLAUSE_FRAGMENT,  /* no finite verb */
  NB_CLAUSE_MAIN,      /* verb second, or first */
  NB_CLAUSE_SUB,       /* behind a subordinating conjunction: verbs last */
  NB_CLAUSE_RELATIVE,  /* behind die, dat, wie, wat, waar-: verbs last */
  NB_CLAUSE_INFINITIVE /* om ... te */
} nb_clause_kind;

typedef struct nb_clause {
  nb_clause_kind kind;
  size_t start, end;           /* units; marks and coordinators before the first word are inside, at the start */
  size_t first;                /* the first unit that is neither */
  size_t finite;               /* the finite verb, or NB_NOT_FOUND */
  size_t subject, subject_end; /* its units; equal: none in this clause (phrase.c, once particles are joined) */
  bool question;               /* a question mark ends it */
  bool behind_quote;           /* a closing quotation mark stands right before it */
} nb_clause;

/* What a clause is made of. */
typedef enum nb_chunk_kind {
  NB_CHUNK_OTHER,
  NB_CHUNK_NOUNS,       /* a noun phrase or pronoun */
  NB_CHUNK_TIME,        /* gisteren, vorige week, op maandag */
  NB_CHUNK_PREPOSITION, /* a preposition with its noun phrase */
  NB_CHUNK_ADVERB,
  NB_CHUNK_ADJECTIVE, /* of no noun: predicate or adverb */
  NB_CHUNK_VERB,
  NB_CHUNK_TE
} nb_chunk_kind;

typedef struct nb_chunk {
  nb_chunk_kind kind;
  size_t start, end;
} nb_chunk;

typedef enum nb_number { NB_EITHER, NB_ONE, NB_MANY } nb_number;

/* The clauses of all units. Corrects verb forms on the way: a clause has one finite verb, and "-en" forms beside it are
 * infinitives. */
nb_status nb_find_clauses(const nb_work *work, nb_units *units);

/* phrase.c: the chunk that begins at unit i, at most to `end`. */
nb_chunk nb_chunk_at(const nb_units *units, size_t i, size_t end);
/* The end of the noun phrase that begins at unit i (with its "van ..."), at most `end`; i where none begins there. */
size_t nb_noun_phrase(const nb_units *units, size_t i, size_t end);
/* Sets the subject of every clause. */
void nb_find_subjects(nb_units *units);
nb_number nb_verb_number(const nb_unit *verb);
bool nb_is_person(const nb_unit *u); /* a noun for somebody, by its English */
/* Whether the people or bodies that act stand here: a name, a person, "de politie". */
bool nb_can_act(const nb_units *units, size_t start, size_t end);
/* A pronoun that can only be a subject: hij, ik, wij, ze, men, er, ... */
bool nb_is_subject_pronoun(const nb_unit *u);
bool nb_is_time(const nb_unit *u); /* maandag, week, jaar, gisteren */

bool nb_is_finite(const nb_unit *u);
bool nb_is_nonfinite(const nb_unit *u);         /* infinitive or participle */
bool nb_is_te(const nb_units *units, size_t i); /* "te" before an infinitive */
bool nb_is_mark(const nb_unit *u, const char *mark);
bool nb_is_quote(const nb_unit *u);

#endif
