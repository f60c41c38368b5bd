/* Names and fixed word groups. */
#ifndef NB_TOOLS_LEXICON_PHRASES_H
#define NB_TOOLS_LEXICON_PHRASES_H

#include "words.h"

typedef struct idiom {
  nb_idiom text;
  size_t words;
  struct idiom *next;
} idiom;

typedef struct phrases {
  words *words;    /* demonyms and institutions of one word go there */
  nb_map *names;   /* name -> nb_name */
  nb_map *phrases; /* words in lower case -> nb_phrase */
  nb_map *idioms;  /* verb's lemma -> idiom list, most words first */
} phrases;

nb_status phrases_new(nb_context *ctx, words *w, phrases *p);
nb_status phrases_load(nb_context *ctx, phrases *p, const char *folder);

#endif
