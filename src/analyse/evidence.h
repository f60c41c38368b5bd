/* What speaks for the labels of a token beside its clues and tags: the word lists, the names of the lexicon, and what
 * its clause says of whether things happened. For labels.c and tools/learn. */
#ifndef NB_ANALYSE_EVIDENCE_H
#define NB_ANALYSE_EVIDENCE_H

#include "analyse/tags.h"

typedef struct nb_lists nb_lists;

/* Reads the word lists of the data folder. The caller frees. */
nb_status nb_lists_new(nb_context *ctx, nb_lists **lists);
void nb_lists_free(nb_lists *lists);

/* Bits of nb_witness.clause. */
enum {
  NB_CLAUSE_DENIED = 1,
  NB_CLAUSE_WOULD = 2,
  NB_CLAUSE_PERFECT = 4,
  NB_CLAUSE_INFINITIVE = 8,
  NB_CLAUSE_QUOTED = 16
};

typedef struct nb_witness {
  uint32_t lists, head_lists; /* bits: the lists that have the word or its lemma; those that have a compound's head */
  unsigned name;              /* place in a name of several words of the lexicon, and its kind; 0: none */
  uint64_t lemma;
  uint64_t particle; /* of a separable verb, where one stands at the clause's end; else 0 */
  uint64_t finite;   /* the clause's finite verb: lemma and tense; 0: none */
  uint64_t opener;   /* the clause's first word */
  uint64_t above;    /* lemma of the last verb of the clauses before it */
  unsigned char clause;
  bool to; /* "te" stands before it */
} nb_witness;

typedef struct nb_evidence {
  const nb_clues *clues;
  const nb_tag *tags;
  const nb_witness *of; /* one a token */
} nb_evidence;

/* In the arena. The clues' tokens are slices of one text. */
nb_status nb_evidence_of(nb_context *ctx, const nb_lists *lists, const nb_lexicon *lexicon, nb_arena *arena,
                         const nb_clues *clues, const nb_tag *tags, nb_evidence *evidence);

/* Token i + by, or the witness of the sentence's edge where there is none. */
const nb_witness *nb_witness_at(const nb_evidence *e, size_t i, int by);

#endif
