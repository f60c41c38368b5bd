/* The neural engine: a small Transformer that runs in this process and takes hints from the lexicon (see dict/model).
 */
#ifndef NB_TRANSLATE_NEURAL_NEURAL_H
#define NB_TRANSLATE_NEURAL_NEURAL_H

#include "analyse/tags.h"
#include "lexicon/user.h"
#include "translate/translator.h"

#define NB_NEURAL_MODEL "nlen.safetensors" /* in the data folder */

typedef struct nb_neural_options {
  unsigned threads; /* 0: one a processor, at most 8 */
  unsigned beam;    /* 0: four; 1: greedy */
} nb_neural_options;

/* Opens the model. Lexicon, tagger and user glossary (may be NULL) are borrowed. NB_CONFIG: no model, or not one of
 * this version. The caller frees with nb_translator_free. */
nb_status nb_neural_engine_new(nb_context *ctx, const nb_lexicon *lexicon, const nb_tagger *tagger,
                               const nb_user_glossary *user, const nb_neural_options *options,
                               nb_translator **translator);

#endif
