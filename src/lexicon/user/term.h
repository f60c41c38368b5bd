/* Entries of the user's glossaries, whatever file they are from. */
#ifndef NB_LEXICON_USER_TERM_H
#define NB_LEXICON_USER_TERM_H

#include "lexicon/lexicon.h"

enum { NB_TERM_WORDS = 8, NB_TERM_BYTES = 500 }; /* of either language; more is no term */

typedef struct nb_term {
  nb_str nl, en; /* white space between words is one space; `en` is empty where the term is kept */
  nb_pos pos;    /* NB_POS_X: any */
  nb_str note;
  bool keep;        /* stays as it is: from a do-not-translate list */
  const char *path; /* where it is from: a file, and a line from 1 */
  size_t line;
  nb_str problem; /* why it cannot be used; empty: it can */
} nb_term;

typedef struct nb_terms {
  nb_term *items;
  size_t n, cap;
} nb_terms;

/* Adds a copy, tidied and checked; `pos` is the part of speech as written there, empty: none. Everything is in the
 * arena but the path. A problem that the term has already stays. */
nb_status nb_terms_add(nb_context *ctx, nb_arena *arena, nb_terms *terms, const nb_term *term, nb_str pos);

/* "NOUN", "noun", "n", "zelfstandig naamwoord", ... False: no such part of speech. */
bool nb_term_pos(nb_str name, nb_pos *pos);

/* The Dutch as the texts will have it after their normalisation. */
nb_status nb_term_key(nb_context *ctx, nb_arena *arena, nb_str nl, nb_str *key);

/* Terms by their Dutch and part of speech, so that what stands twice is found. */
typedef struct nb_term_set nb_term_set;
nb_term_set *nb_term_set_new(nb_arena *arena); /* NULL: out of memory */
/* *before: the term with the same Dutch and part of speech that the set has, NULL: none, and then it has this one. */
nb_status nb_term_set_add(nb_context *ctx, nb_term_set *set, const nb_term *term, const nb_term **before);
bool nb_term_same(const nb_term *a, const nb_term *b); /* the same English */

#endif
