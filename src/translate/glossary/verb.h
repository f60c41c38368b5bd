/* Between the files that work on verbs. */
#ifndef NB_TRANSLATE_GLOSSARY_VERB_H
#define NB_TRANSLATE_GLOSSARY_VERB_H

#include "translate/glossary/clause.h"

/* The English of a unit, unless it is the user's or `english` is NULL for want of memory. */
void nb_say(nb_unit *u, nb_str english);
void nb_say_c(nb_unit *u, const char *english);
/* Has no English of its own any more. */
void nb_drop(nb_unit *u, nb_origin why);
/* The reading of a form as a verb that has one of the features (0: any). */
bool nb_verb_reading(const nb_work *w, nb_str form, unsigned wanted, nb_reading *found);
/* English base form of a verb unit: that of its idiom, else of its lemma; empty: not known. */
nb_str nb_verb_base(const nb_work *w, const nb_unit *u);
/* A verb's English in another form; the verb stays as it is where its base is not known. */
void nb_inflect_verb(const nb_work *w, nb_unit *u, nb_inflection form);
/* The verb at the end of a cluster that carries the meaning and has one of the features, or NULL. */
nb_unit *nb_main_verb(nb_units *units, const nb_clause *c, unsigned form);

/* tense.c: perfects, passives, modals, laten, gaan, progressives. */
void nb_fix_tense(const nb_work *w, nb_units *units, const nb_clause *c);

#endif
