/* The glossary engine's working form of a sentence: units (a word, name, phrase, number or mark), each with its Dutch,
 * its English and where that came from. Later steps reorder, change and drop units; nothing is lost before generate.c.
 */
#ifndef NB_TRANSLATE_GLOSSARY_UNIT_H
#define NB_TRANSLATE_GLOSSARY_UNIT_H

#include "analyse/tags.h"
#include "lexicon/ngrams.h"
#include "lexicon/user.h"

typedef enum nb_origin {
  NB_FROM_COPY,
  NB_FROM_USER,
  NB_FROM_NAME,
  NB_FROM_PHRASE,
  NB_FROM_GLOSSARY,
  NB_FROM_DICTIONARY,
  NB_FROM_COMPOUND,
  NB_FROM_NUMBER,
  NB_FROM_GRAMMAR,
  NB_FROM_NOTHING /* unknown */
} nb_origin;

typedef struct nb_unit {
  nb_str nl, lemma;
  nb_pos pos;
  unsigned features;
  nb_str candidates; /* apart by '|' */
  nb_str english;    /* the one chosen; empty: left out */
  nb_str idiom;      /* of a verb: its base form in English where an idiom gives it; else empty */
  nb_str sense;      /* of a verb: what it means with its particle or idiom, candidates inflected like it; of an idiom
                        with "to be" at its last word; empty: what it means alone */
  nb_origin origin;
  bool space_before; /* in the Dutch */
  bool late;         /* a verb that stands behind its object in English: "have the houses built" */
  bool dropped;      /* has no English of its own */
} nb_unit;

typedef struct nb_units {
  nb_unit *items; /* in the Dutch order */
  size_t n;
  nb_unit **order; /* in the English order, with room for one unit more a clause ("did") */
  size_t n_order;
  struct nb_clause *clauses; /* clause.h; in Dutch order, over all units */
  size_t n_clauses;
} nb_units;

/* What the steps share. */
typedef struct nb_work {
  nb_context *ctx;
  nb_arena *arena;
  const nb_lexicon *lexicon;
  const nb_tagger *tagger;
  const nb_user_glossary *user; /* NULL: none */
  const nb_ngrams *ngrams;      /* for choice.c only */
} nb_work;

/* lookup.c: Dutch text to units in Dutch order. */
nb_status nb_units_of(const nb_work *work, nb_str text, nb_units *units);

/* idioms.c: separable verbs rejoined, idioms. */
void nb_join_verbs(const nb_work *work, nb_units *units);

/* contexts.c: words of several senses, by the words around them. */
nb_status nb_choose_senses(const nb_work *work, nb_units *units);

/* verbs.c: clauses, their verbs joined, subjects, then tense, negation and agreement. */
nb_status nb_fix_verbs(const nb_work *work, nb_units *units);

typedef struct nb_sense {
  nb_str form, english; /* words as they stand in the Dutch; candidates apart by '|' */
  bool user;            /* a term of the user */
} nb_sense;

/* senses.c: what the other engine cannot know, inflected as the Dutch asks, in the arena: the user's terms, the nouns
 * that look like verbs, and the verbs that mean something else with their particle or idiom than alone ("schroeft ...
 * op"). The sense of an idiom with "to be" stands at its last word ("is van plan": "planning"). */
nb_status nb_senses(const nb_work *work, nb_str text, nb_sense **senses, size_t *n);

/* order.c: Dutch clause order to English. */
nb_status nb_reorder(const nb_work *work, nb_units *units);

/* nouns.c: units of measure, days, a/an and other agreement between neighbours; in English order. */
nb_status nb_fix_nouns(const nb_work *work, nb_units *units);

/* choice.c: the candidates that English has beside one another; in English order. */
nb_status nb_choose_candidates(const nb_work *work, nb_units *units);

/* generate.c: units to an English sentence. */
nb_status nb_generate(const nb_work *work, const nb_units *units, bool heading, nb_str *english);

/* explain.c: the clauses with their chunks, what moved, and where each word came from; a line each. */
nb_str nb_explanation(nb_arena *arena, const nb_units *units);

/* numbers.c: "1.000,5" to "1,000.5"; "50-jarige" to "50-year-old". False: stays as it is. */
bool nb_english_number(nb_arena *arena, nb_str dutch, nb_str *english);

bool nb_unit_is(const nb_unit *unit, const char *dutch);            /* the form, whatever its case */
bool nb_unit_lemma(const nb_unit *unit, const char *const *lemmas); /* one of a NULL-terminated table */
nb_str nb_first_candidate(nb_str candidates);
nb_str nb_verb_candidate(const nb_work *work, nb_str candidates, unsigned features,
                         nb_str lemma); /* the first that fits a verb's form */
/* Candidates that are base forms, each as a verb's form asks; ptr NULL: out of memory. */
nb_str nb_inflect_candidates(const nb_work *work, nb_str candidates, unsigned features);
const char *nb_origin_name(nb_origin origin);

#endif
