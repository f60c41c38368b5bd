/* A document of some paragraphs through splitter, tokenizer, tagger and analysis, for the tests of what comes behind.
 */
#ifndef NB_TESTS_ANALYSED_H
#define NB_TESTS_ANALYSED_H

#include "analyse/analysis.h"
#include "summarise/summary.h"
#include "text/splitter.h"

typedef struct nb_stages {
  nb_context *ctx;
  nb_splitter *splitter;
  nb_lexicon *lexicon;
  nb_tagger *tagger;
  nb_analyser *analyser;
  nb_summariser *summariser;
} nb_stages;

typedef struct nb_analysed {
  nb_document *document; /* owns all of it */
  nb_sentences sentences;
  nb_analysis analysis;
} nb_analysed;

/* CMocka's group set-up and tear-down; *state is a nb_stages. */
int nb_stages_open(void **state);
int nb_stages_close(void **state);

/* A line is a block: "# " a heading, "> " a pull-quote, else a paragraph. A failure ends the test. It lives in its
 * document, which the caller frees. */
nb_analysed *nb_analysed_text(const nb_stages *stages, nb_str text);

#endif
