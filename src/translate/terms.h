/* The user's terms in a sentence: the one lookup of all engines. A term is found as it is written, at the start of a
 * sentence without the capital that any word has there, and by the lemmas of its words; the English then has the same
 * form (plural, tense, comparison). A term that is the head of a compound stands for that part of it. */
#ifndef NB_TRANSLATE_TERMS_H
#define NB_TRANSLATE_TERMS_H

#include "analyse/tags.h"
#include "lexicon/user.h"

typedef struct nb_user_match {
  size_t first, n;   /* tokens */
  size_t start, end; /* bytes of the text that the tokens were cut from */
  nb_str english;    /* as it is to stand in the sentence, but for the case of its first letter */
  nb_pos pos;        /* of the whole */
  bool keep;         /* the Dutch as it stands */
} nb_user_match;

/* All matches in order, none over another: at each word the longest. In the arena. */
nb_status nb_user_matches(nb_context *ctx, nb_arena *arena, const nb_user_glossary *glossary, const nb_lexicon *lexicon,
                          const nb_token *tokens, const nb_tag *tags, size_t n, nb_user_match **matches,
                          size_t *n_matches);
/* The same for an engine that works on the text. */
nb_status nb_user_matches_in(nb_context *ctx, nb_arena *arena, const nb_user_glossary *glossary,
                             const nb_lexicon *lexicon, const nb_tagger *tagger, nb_str text, nb_user_match **matches,
                             size_t *n_matches);
/* A verb that is not written in one piece ("schroeft ... op" is opschroeven), in the form of these features; empty: no
 * term. The glossary may be NULL. */
nb_str nb_user_verb(nb_arena *arena, const nb_user_glossary *glossary, const nb_lexicon *lexicon, nb_str lemma,
                    unsigned features);

#endif
