/* Part-of-speech tagger: a sequence model (sequence.h) over the lexicon's readings, trained by tools/learn. */
#ifndef NB_ANALYSE_TAGS_H
#define NB_ANALYSE_TAGS_H

#include "analyse/clues.h"
#include "analyse/sequence.h"

typedef struct nb_tagger nb_tagger;

/* What the model tells apart: UD parts of speech, the verbs by form. */
typedef enum nb_tag_label {
  NB_TAG_ADJ,
  NB_TAG_ADP,
  NB_TAG_ADV,
  NB_TAG_CCONJ,
  NB_TAG_DET,
  NB_TAG_INTJ,
  NB_TAG_NOUN,
  NB_TAG_NUM,
  NB_TAG_PRON,
  NB_TAG_POSS, /* "zijn fiets" */
  NB_TAG_PROPN,
  NB_TAG_PUNCT,
  NB_TAG_SCONJ,
  NB_TAG_SYM,
  NB_TAG_X,
  NB_TAG_AUX_FIN,
  NB_TAG_AUX_INF,
  NB_TAG_AUX_PART,
  NB_TAG_FIN,
  NB_TAG_INF,
  NB_TAG_INF_NOUN, /* "het werken" */
  NB_TAG_PART,
  NB_TAG_PART_ADJ, /* "de gestolen fiets" */
  NB_TAG_LABELS
} nb_tag_label;

/* The model's label, brought to the lexicon's notation, which the later stages read: a verb that can be an auxiliary
 * always is one, possessives are determiners, "te" before an infinitive is a particle, an infinitive used as a noun is
 * a noun where the lexicon has one, a participle before its noun is an adjective. */
typedef struct nb_tag {
  nb_pos pos;
  unsigned features; /* NB_PLURAL ...; of the reading */
  nb_str lemma;      /* the form itself where no reading is known */
  nb_str english;    /* candidates of that reading, inflected like the form; empty: none known */
  bool known;        /* the lexicon has the form with this part of speech */
  bool curated;      /* the reading is from a hand-made list */
  nb_tag_label label;
} nb_tag;

/* Maps tags.model of the data folder. The lexicon is borrowed. The caller frees. */
nb_status nb_tagger_new(nb_context *ctx, const nb_lexicon *lexicon, nb_tagger **tagger);
void nb_tagger_free(nb_tagger *tagger);

/* One tag a token, in the arena. The tokens are those of one sentence. */
nb_status nb_tag_tokens(nb_context *ctx, const nb_tagger *tagger, nb_arena *arena, const nb_token *tokens, size_t n,
                        nb_tag **tags);
/* The same from clues that the caller has made. */
nb_status nb_tag_clues(nb_context *ctx, const nb_tagger *tagger, nb_arena *arena, const nb_clues *clues, nb_tag **tags);

/* Sentences are nb_clues. */
extern const nb_sequence_task nb_tag_task;

#endif
