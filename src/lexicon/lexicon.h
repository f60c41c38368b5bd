/* The bilingual lexicon: one memory-mapped file, compiled from dict/ when the project is built; read only, shared by
 * threads. All slices point into the file and live as long as the lexicon. A damaged file is refused or answers "not
 * found". */
#ifndef NB_LEXICON_LEXICON_H
#define NB_LEXICON_LEXICON_H

#include "base/arena.h"
#include "base/context.h"
#include "lexicon/english.h"

/* A verb with what belongs to it: "de kop indrukken", "een einde maken aan", "zich verzetten tegen". */
typedef struct nb_idiom {
  nb_str before;  /* words, lower case, single spaces; may be empty, "zich" left out */
  nb_str behind;  /* a preposition, or empty */
  bool reflexive; /* needs "zich" */
  nb_str english; /* base form first: "put an end to" */
} nb_idiom;

typedef struct nb_lexicon nb_lexicon;

/* Universal Dependencies parts of speech. */
typedef enum nb_pos {
  NB_POS_X,
  NB_POS_ADJ,
  NB_POS_ADP,
  NB_POS_ADV,
  NB_POS_AUX,
  NB_POS_CCONJ,
  NB_POS_DET,
  NB_POS_INTJ,
  NB_POS_NOUN,
  NB_POS_NUM,
  NB_POS_PART,
  NB_POS_PRON,
  NB_POS_PROPN,
  NB_POS_PUNCT,
  NB_POS_SCONJ,
  NB_POS_SYM,
  NB_POS_VERB
} nb_pos;

const char *nb_pos_name(nb_pos pos); /* "NOUN" */
bool nb_pos_of(nb_str name, nb_pos *pos);

/* What a form says beyond its lemma. Bits. */
enum {
  NB_PLURAL = 1,
  NB_PAST = 2,
  NB_PARTICIPLE = 4 /* past, or present with NB_PRESENT_PART */,
  NB_INFINITIVE = 8,
  NB_FINITE = 16,
  NB_COMPARATIVE = 32,
  NB_SUPERLATIVE = 64,
  NB_DIMINUTIVE = 128,
  NB_PRESENT_PART = 256,
  NB_THIRD = 512 /* ends in -t */
};

/* The English form that a Dutch one asks for: "liep" is past. */
nb_inflection nb_inflection_of(nb_pos pos, unsigned features);

typedef struct nb_reading {
  nb_pos pos;
  unsigned features;
  nb_str lemma;
  nb_str english; /* candidates, inflected like the form, best first, '|' between them; empty: no translation known */
  bool curated;   /* from the hand-made glossary */
} nb_reading;

typedef enum nb_name_kind {
  NB_NAME_OTHER,
  NB_NAME_PERSON,
  NB_NAME_PLACE,
  NB_NAME_ORGANISATION,
  NB_NAME_EVENT,
  NB_NAME_GROUP,
  NB_NAME_DEMONYM,
  NB_NAME_TITLE,
  NB_NAME_TIME,
  NB_NAME_WORD /* an ordinary word that the news writes with a capital: no name */
} nb_name_kind;

typedef struct nb_name {
  nb_name_kind kind;
  nb_str english;
  bool checked; /* by hand, not by machine */
  bool part;    /* a word of longer names that always became this one: Poetin, Putin */
} nb_name;

typedef struct nb_phrase {
  nb_pos pos; /* of the whole */
  nb_str english;
} nb_phrase;

/* What a word of several senses means beside other words. */
typedef struct nb_context_sense {
  nb_pos pos;
  nb_str english; /* base forms, apart by '|' */
  nb_str words;   /* apart by ' '; forms or lemmas of the sentence, '<' before one that must stand right before, '>'
                     before one right behind */
} nb_context_sense;

/* Opens lexicon.bin of the data folder. The caller frees. NB_CONFIG: missing, or not such a file. */
nb_status nb_lexicon_open(nb_context *ctx, nb_lexicon **lexicon);
void nb_lexicon_free(nb_lexicon *lexicon);

/* Readings of a form as written, best first; returns how many (at most `max`). No lower-casing here. */
size_t nb_lexicon_readings(const nb_lexicon *lexicon, nb_str form, nb_reading *readings, size_t max);
/* A whole name as written ("Den Haag"), with its English. */
bool nb_lexicon_name(const nb_lexicon *lexicon, nb_str name, nb_name *found);
/* A fixed word group, lower case, single spaces ("aan de hand van"). */
bool nb_lexicon_phrase(const nb_lexicon *lexicon, nb_str words, nb_phrase *found);
/* Idioms of a verb's lemma, those with most words first; returns how many (at most `max`). */
size_t nb_lexicon_idioms(const nb_lexicon *lexicon, nb_str lemma, nb_idiom *idioms, size_t max);
/* Senses of a lemma by context, in the order in which they are to be tried; returns how many (at most `max`). */
size_t nb_lexicon_contexts(const nb_lexicon *lexicon, nb_str lemma, nb_context_sense *senses, size_t max);
/* The most words that a name or phrase beginning with this word has; 0: none does. */
size_t nb_lexicon_longest(const nb_lexicon *lexicon, nb_str first_word);
/* The irregular English forms, for nb_english_inflect. */
nb_irregular nb_lexicon_irregular(const nb_lexicon *lexicon);
/* Whether a lower-case word is English as far as the lists know: one of theirs, or one with a regular ending more or
 * less. */
bool nb_lexicon_english_word(const nb_lexicon *lexicon, nb_str word);
/* Parts of an unknown compound, the longest head first: left ("staat", where "staats" is no form itself) and head
 * ("greep"), in lower case and in the arena. False: none found. */
bool nb_lexicon_compound(const nb_lexicon *lexicon, nb_arena *arena, nb_str form, nb_str *left, nb_str *head);

#endif
