/* What a token shows before anything is decided: hashes of its form and ends, its shape, what the lexicon says of it,
 * and what its clause holds before and behind it. The features of all sequence models are made of these. */
#ifndef NB_ANALYSE_CLUES_H
#define NB_ANALYSE_CLUES_H

#include <stdint.h>

#include "lexicon/lexicon.h"
#include "text/sentence.h"

enum { NB_SUFFIXES = 5, NB_PREFIXES = 4 };

/* Bits of nb_clue.classes: those of nb_pos, the finite forms under NB_POS_AUX and NB_POS_VERB, and these. */
enum {
  NB_CLASS_AUX_INF = NB_POS_VERB + 1,
  NB_CLASS_AUX_PART,
  NB_CLASS_INF,
  NB_CLASS_PART,
  NB_CLASS_PRESENT_PART,
  NB_CLASS_PLURAL,
  NB_CLASS_COMPOUND, /* the classes are its head's */
  NB_CLASS_NAME
};

/* Bits of nb_clue.before and .ahead: what the clause may hold on that side of the token. */
enum { NB_SEES_FINITE = 1, NB_SEES_MAYBE_FINITE = 2, NB_SEES_PART = 4, NB_SEES_INF = 8, NB_SEES_ADJ = 16 };

typedef struct nb_clue {
  nb_str lower;
  uint64_t form, word; /* hashes: as written, in lower case */
  uint64_t shape;
  uint64_t suffix[NB_SUFFIXES], prefix[NB_PREFIXES]; /* of 1, 2 ... bytes of the lower case; 0: the word is shorter */
  uint32_t classes;                                  /* of all readings */
  uint64_t readings_hash;                            /* of the readings in order, with their features */
  const nb_reading *readings;                        /* as written, then in lower case */
  size_t n_readings;
  nb_name name; /* only where named */
  bool named;   /* with a capital and in the list of names */
  bool capital, start;
  unsigned char before, ahead;
  unsigned char left; /* tokens of the clause behind it, at most 15 */
  uint64_t opener;    /* the clause's first word */
} nb_clue;

typedef struct nb_clues {
  const nb_token *tokens;
  const nb_clue *of; /* one a token */
  size_t n;
} nb_clues;

/* In the arena. */
nb_status nb_clues_of(nb_context *ctx, const nb_lexicon *lexicon, nb_arena *arena, const nb_token *tokens, size_t n,
                      nb_clues *clues);

/* Token i + by, or the clue of the sentence's edge where there is none. */
const nb_clue *nb_clue_at(const nb_clues *clues, size_t i, int by);

/* Whether a word stands where any word has a capital: first, or behind an opening quotation mark, a colon or a dash at
 * the start. */
bool nb_at_start(const nb_token *tokens, size_t i);

#endif
