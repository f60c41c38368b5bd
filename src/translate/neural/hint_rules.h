/* The rules by which a sentence gets hints, over any tables: those of shared training (prepare.py, run time) to the
 * letter, with the user's terms before all others and the senses of verbs before words. */
#ifndef NB_TRANSLATE_NEURAL_HINT_RULES_H
#define NB_TRANSLATE_NEURAL_HINT_RULES_H

#include "base/arena.h"
#include "base/context.h"

typedef enum nb_hint_part { NB_PART_NONE, NB_PART_FIRST /* only before another */, NB_PART_ANY } nb_hint_part;

/* Training gives and leaves out hints at random, so that the model learns to do with and without. */
typedef struct nb_hint_chooser {
  void *self;
  bool (*name)(void *self, nb_str english); /* whether a name gets its hint */
  bool (*word)(void *self, bool rare);      /* whether a word is looked up; rare: it would be at run time */
  /* Whether a word gets its hint; may change the candidates. */
  bool (*candidates)(void *self, nb_arena *arena, nb_str *candidates);
} nb_hint_chooser;

/* Where hints come from. Candidates are apart by '|', best first; what is allocated goes into the arena. */
typedef struct nb_hint_tables {
  const void *self;
  /* A term of the user, exactly so; NULL: there are none. */
  bool (*user)(const void *self, nb_str words, nb_str *candidates);
  /* English of a name that is spelt otherwise there. `beside`: one word next to another that has a capital. */
  bool (*name)(const void *self, nb_str words, bool beside, nb_str *english);
  /* What a verb means in this sentence with its particle or idiom; NULL: not asked. */
  bool (*sense)(const void *self, nb_str form, nb_str *candidates);
  /* Candidates of a form exactly as written. */
  bool (*word)(const void *self, nb_arena *arena, nb_str form, nb_str *candidates);
  /* English of a form before another in a compound. */
  bool (*first)(const void *self, nb_arena *arena, nb_str form, nb_str *english);
  /* Whether a form in lower case can be a part of a compound. */
  nb_hint_part (*part)(const void *self, nb_str form);
  /* How often training had the form. */
  size_t (*count)(const void *self, nb_str form);
  const nb_hint_chooser *chooser; /* NULL: run time */
} nb_hint_tables;

enum {
  NB_HINT_SHOWN = 3 /* candidates in one hint */,
  NB_HINT_RARE = 20 /* training count under which a word has one */
};

/* What hints look a word up by: without the marks around it. */
nb_str nb_hint_core(nb_str word);
/* As nb_hint (hints.h); prepare.py has NB_HINT_RARE for `rare`. */
nb_status nb_hint_by(nb_context *ctx, const nb_hint_tables *tables, nb_arena *arena, nb_str dutch, size_t rare,
                     nb_str *hinted);

#endif
