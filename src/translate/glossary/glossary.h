/* The glossary engine: offline, starts at once, shows its work. */
#ifndef NB_TRANSLATE_GLOSSARY_GLOSSARY_H
#define NB_TRANSLATE_GLOSSARY_GLOSSARY_H

#include "analyse/tags.h"
#include "lexicon/user.h"
#include "translate/translator.h"

/* Lexicon, tagger and user glossary (may be NULL) are borrowed. The caller frees with nb_translator_free. */
nb_status nb_glossary_engine_new(nb_context *ctx, const nb_lexicon *lexicon, const nb_tagger *tagger,
                                 const nb_user_glossary *user, nb_translator **translator);

#endif
