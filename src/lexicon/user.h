/* The user's own terms: glossaries of Dutch and English, and lists of what is not to be translated. They win over
 * everything. How they are found in a sentence is the business of translate/terms.h; their files of lexicon/user/. */
#ifndef NB_LEXICON_USER_H
#define NB_LEXICON_USER_H

#include "lexicon/lexicon.h"

typedef struct nb_user_glossary nb_user_glossary;

typedef struct nb_user_term {
  nb_str english; /* as the entry has it; empty where it is kept */
  nb_pos pos;     /* NB_POS_X: any */
  bool keep;      /* the Dutch stays as it is in the text */
} nb_user_term;

nb_status nb_user_glossary_new(nb_context *ctx, nb_user_glossary **glossary);
void nb_user_glossary_free(nb_user_glossary *glossary);
/* Adds a glossary file: TSV, CSV, TBX or TMX (lexicon/user/read.h). Of entries with the same Dutch and part of speech
 * the last one counts. NB_NOINPUT; NB_DATA names the file and line of an entry that cannot be used. */
nb_status nb_user_glossary_load(nb_context *ctx, nb_user_glossary *glossary, const char *path);
/* Adds a do-not-translate list. A term of it replaces all entries with the same Dutch that were added before. */
nb_status nb_user_glossary_load_kept(nb_context *ctx, nb_user_glossary *glossary, const char *path);
/* The entry of exactly these words, single spaces between them, that holds for a word with this part of speech:
 * one for it, else one for any. NB_POS_X: not known, the first entry. */
bool nb_user_glossary_find(const nb_user_glossary *glossary, nb_str words, nb_pos pos, nb_user_term *found);
/* The most tokens that an entry beginning with this token has; 0: none does. */
size_t nb_user_glossary_longest(const nb_user_glossary *glossary, nb_str first);

#endif
