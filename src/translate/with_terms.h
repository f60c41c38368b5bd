/* A service that obeys the user's terms. */
#ifndef NB_TRANSLATE_WITH_TERMS_H
#define NB_TRANSLATE_WITH_TERMS_H

#include "translate/terms.h"
#include "translate/translator.h"

/* Sends each term as its English within the Dutch sentence, where services leave it as it is. A sentence that comes
 * back without a term is translated by `offline`, which is borrowed as lexicon, tagger and glossary are. The result
 * owns `service` and has its name; without NB_OK (no memory) the service stays the caller's. */
nb_status nb_translator_with_terms(nb_context *ctx, nb_translator *service, nb_translator *offline,
                                   const nb_user_glossary *glossary, const nb_lexicon *lexicon, const nb_tagger *tagger,
                                   nb_translator **translator);

#endif
