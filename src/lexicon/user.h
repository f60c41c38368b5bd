/* The user's own glossaries: TSV files of Dutch, English, and optionally part of speech and note. They win over
 * everything. */
#ifndef NB_LEXICON_USER_H
#define NB_LEXICON_USER_H

#include "lexicon/lexicon.h"

typedef struct nb_user_glossary nb_user_glossary;

nb_status nb_user_glossary_new(nb_context *ctx, nb_user_glossary **glossary);
void nb_user_glossary_free(nb_user_glossary *glossary);
/* Adds a file. NB_NOINPUT; NB_DATA names the file and line of an entry that cannot be used. */
nb_status nb_user_glossary_load(nb_context *ctx, nb_user_glossary *glossary, const char *path);
/* Exact words, single spaces between them. */
bool nb_user_glossary_find(const nb_user_glossary *glossary, nb_str words, nb_phrase *found);
size_t nb_user_glossary_longest(const nb_user_glossary *glossary, nb_str first_word);

#endif
