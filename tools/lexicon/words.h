/* The dictionary side of the lexicon: every Dutch form with its readings, English inflected like the form. */
#ifndef NB_TOOLS_LEXICON_WORDS_H
#define NB_TOOLS_LEXICON_WORDS_H

#include "base/map.h"
#include "base/tsv.h"
#include "lexicon/lexicon.h"

typedef struct reading {
  nb_pos pos;
  unsigned features;
  nb_str lemma, english;
  double score;
  bool curated;
  struct reading *next;
} reading;

typedef struct words {
  nb_arena *arena;
  nb_map *irregular;  /* "V take" -> nb_str *, its forms */
  nb_map *forms;      /* form -> reading list, best first */
  nb_map *closed;     /* forms of function-words.tsv: nothing is added to them */
  nb_map *dictionary; /* "POS lemma" -> reading with the lemma's candidates */
} words;

nb_status words_new(nb_context *ctx, nb_arena *arena, words *w);
/* Reads the lists of `folder` in the order of their authority. */
nb_status words_load(nb_context *ctx, words *w, const char *folder);
/* A reading of one form from another list (demonyms, institutions); it stands first where `curated`. */
nb_status words_add(nb_context *ctx, words *w, nb_str form, nb_str lemma, nb_pos pos, unsigned features,
                    nb_str english);

/* Path of a list in a folder, in the arena. */
const char *list_path(nb_arena *arena, const char *folder, const char *name);

#endif
