/* Part-of-speech tagger: a bigram hidden Markov model (Viterbi decoding; see Brants 2000 for the suffix model) over the
 * lexicon's readings and the counts of dict/tagger.tsv, which tools/tagger/train.py makes. It also remembers whether
 * the clause has a finite verb, because Dutch puts the others at the clause's end, out of a bigram's sight. */
#ifndef NB_ANALYSE_TAGS_H
#define NB_ANALYSE_TAGS_H

#include "lexicon/lexicon.h"
#include "text/sentence.h"

typedef struct nb_tagger nb_tagger;

typedef struct nb_tag {
  nb_pos pos;
  unsigned features; /* NB_PLURAL ...; of the reading */
  nb_str lemma;      /* the form itself where no reading is known */
  nb_str english;    /* candidates of that reading, inflected like the form; empty: none known */
  bool known;        /* the lexicon has the form with this part of speech */
  bool curated;      /* the reading is from a hand-made list */
} nb_tag;

/* Reads tagger.tsv of the data folder. The lexicon is borrowed. The caller frees. */
nb_status nb_tagger_new(nb_context *ctx, const nb_lexicon *lexicon, nb_tagger **tagger);
void nb_tagger_free(nb_tagger *tagger);

/* One tag a token, in the arena. The tokens are those of one sentence. */
nb_status nb_tag_tokens(nb_context *ctx, const nb_tagger *tagger, nb_arena *arena, const nb_token *tokens, size_t n,
                        nb_tag **tags);

/* Whether a word stands where any word has a capital: first, or behind an opening quotation mark, a colon or a dash at
 * the start. */
bool nb_at_start(const nb_token *tokens, size_t i);

#endif
