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
  size_t start, end; /* units; marks and coordinators before the first word are inside, at the start */
  size_t first;      /* the first unit that is neither */
  size_t finite;     /* the finite verb, or NB_NOT_FOUND */
  bool question;     /* a question mark ends it */
  bool behind_quote; /* a closing quotation mark stands right before it */
} nb_clause;

/* In the arena. Corrects verb forms on the way: a clause has one finite verb, and "-en" forms beside it are
 * infinitives. */
nb_status nb_clauses(const nb_work *work, nb_units *units, nb_clause **clauses, size_t *n);

/* The end of the noun phrase that begins at unit i (with its "van ..."), at most `end`; i where none begins there. */
size_t nb_noun_phrase(const nb_units *units, size_t i, size_t end);
/* A pronoun that can only be a subject: hij, ik, wij, ze, men, er, ... */
bool nb_is_subject_pronoun(const nb_unit *u);
bool nb_is_time(const nb_unit *u); /* maandag, week, jaar, gisteren */

bool nb_is_finite(const nb_unit *u);
bool nb_is_nonfinite(const nb_unit *u);         /* infinitive or participle */
bool nb_is_te(const nb_units *units, size_t i); /* "te" before an infinitive */

#endif
