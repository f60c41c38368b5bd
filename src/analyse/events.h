/* Between events.c and its parts: a sentence with its clauses, and one event before it is whole. */
#ifndef NB_ANALYSE_EVENTS_H
#define NB_ANALYSE_EVENTS_H

#include "analyse/tables.h"

#define NB_NONE ((size_t)-1)

typedef enum nb_clause_kind {
  NB_CLAUSE_MAIN,
  NB_CLAUSE_SUB,      /* behind a subordinator or question word: "dat", "omdat", "of", "waarom" */
  NB_CLAUSE_RELATIVE, /* behind "die", "dat", "wie", "waar" */
  NB_CLAUSE_TO        /* "om ... te" */
} nb_clause_kind;

/* A time in the sentence: "maandag", "vorige week", "sinds 3 mei 2019", "na de wedstrijd". A preposition that says no
 * more than that it is one ("op", "in", "om") is left out. */
typedef struct nb_time {
  size_t first, end; /* tokens */
  bool future;       /* "morgen", "volgende week" */
} nb_time;

typedef struct nb_clause {
  nb_clause_kind kind;
  size_t first, end;  /* from its first token to behind its last; clauses inside it may lie between */
  size_t parent;      /* the clause that it hangs on or goes on from, or NB_NONE */
  bool coordinate;    /* goes on from its parent: "... en vertrok", with the same subject where it has none */
  size_t opener;      /* its subordinator or relative pronoun, or NB_NONE */
  size_t finite;      /* its finite verb, or NB_NONE */
  bool infinitive;    /* has one */
  bool negated;       /* niet, nooit, geen */
  bool would;         /* zou */
  bool perfect;       /* an infinitive of hebben, zijn or worden */
  bool modal, plan;   /* a finite verb that makes its infinitive uncertain, or something to come */
  bool possible;      /* mogelijk, wellicht */
  bool condition;     /* als, indien */
  bool passive;       /* worden and a participle */
  bool asked, bidden; /* a question, an order */
} nb_clause;

/* One sentence of the work. */
typedef struct nb_view {
  const nb_analysing *a;
  size_t index;
  const nb_sentence *s;
  const nb_tag *tags;
  nb_clause *clauses;
  size_t n_clauses;
  size_t *clause_of; /* of each token */
  nb_time *times;
  size_t n_times;
} nb_view;

bool nb_word_is(const nb_view *v, size_t i, const char *word); /* without regard to case; false behind the end */
bool nb_word_of(const nb_view *v, size_t i, const char *const *words);
bool nb_is_verb(const nb_view *v, size_t i);             /* of any form, auxiliaries too */
bool nb_verb_form(const nb_view *v, size_t i, unsigned); /* a verb with one of these features */
/* Whether dict/verb-kinds.tsv says so of a verb. */
bool nb_verb_kind(const nb_view *v, size_t i, const char *kind);

/* --- clauses.c --- */

/* Cuts the sentence of v->index into clauses; all else in *v but the analysis is filled in. */
nb_status nb_clauses_of(nb_view *v);

/* --- times.c --- */

/* Fills v->times, in order. */
nb_status nb_times_of(nb_view *v);
size_t nb_time_from(const nb_view *v, size_t token); /* the first that begins there or behind; v->n_times: none */

/* --- phrases.c --- */

/* What the verb at a token is with its particle, its noun or its idiom: "kondigde ... aan", "maakte ... een einde aan".
 */
typedef struct nb_verb_phrase {
  nb_str lemma, en; /* of the whole; the English in the verb's form */
  nb_str base;      /* of an idiom or light verb: its English in the base form, or empty */
  size_t head;      /* the token that stands for the event: the noun of a light verb */
  size_t noun;      /* where the verb is the head: the last of the other words, or NB_NONE ("in beslag nemen") */
  bool joined;      /* with its particle */
  bool whole;       /* with its noun or idiom */
} nb_verb_phrase;

nb_status nb_verb_phrase_of(const nb_view *v, size_t verb, nb_verb_phrase *phrase);
bool nb_is_bare(const nb_view *v, size_t noun); /* no preposition stands before its phrase */

/* --- status.c --- */

/* `verb`: the token whose form and clause tell; of a noun the noun. `future`: the event's time is to come. */
nb_event_status nb_status_of(const nb_view *v, const nb_event *e, size_t verb, bool future);

/* --- participants.c --- */

/* The mentions of all actors by sentence. */
typedef struct nb_named {
  size_t actor;
  const nb_mention *at;
} nb_named;

typedef struct nb_cast {
  nb_named *items; /* in the text's order */
  size_t *from;    /* of each sentence the first, and one more */
} nb_cast;

nb_status nb_cast_of(const nb_analysing *a, nb_cast *cast);
/* The sentence's first mention that begins at the token or behind it; else the next sentence's first. */
size_t nb_cast_from(const nb_cast *cast, size_t sentence, size_t token);
/* Fills e->parts: who did it, to whom. `verb` as above. */
nb_status nb_parts_of(const nb_view *v, const nb_cast *cast, size_t verb, nb_event *e);

#endif
