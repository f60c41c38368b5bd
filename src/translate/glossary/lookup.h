/* Between the files that look units up: the tokens of a sentence with their tags. */
#ifndef NB_TRANSLATE_GLOSSARY_LOOKUP_H
#define NB_TRANSLATE_GLOSSARY_LOOKUP_H

#include "translate/glossary/unit.h"

typedef struct nb_source {
  const nb_work *work;
  nb_token *tokens;
  nb_tag *tags;
  size_t n;
} nb_source;

/* Sets candidates, the first of them as the English, and where they came from. */
void nb_unit_set(nb_unit *unit, nb_str candidates, nb_origin origin);

/* names.c: the name that tokens i .. i+n-1 (`words`) are. False: none. */
bool nb_unit_name(const nb_source *source, size_t i, size_t n, nb_str words, nb_unit *unit);
/* "van" and "de" as parts of a surname: copied, not translated. */
bool nb_name_particle(const nb_source *source, size_t i);

/* words.c: a word by itself. */
void nb_unit_word(const nb_source *source, size_t i, nb_unit *unit);
/* "beslist" is finite or participle: its English as the finite verb where it can be both; else empty. */
nb_str nb_third_person(const nb_work *work, nb_pos pos, unsigned features, nb_str lemma, nb_str form);

/* retag.c: what the neighbours say against the tagger, over all units of a sentence. */
void nb_retag(const nb_work *work, nb_units *units);

#endif
