/* lexicon.bin: written by tools/lexicon, read by src/lexicon/lexicon.c. Native byte order: it is built where it is
 * used.
 *
 *   header | for each table: slots, then entries
 *
 * A table is a hash from key to value with open addressing. A slot is {hash, offset of the entry in the table's entries
 * plus 1}, both 32 bits; an offset of 0 is a free slot. An entry is a 16-bit key length, a 16-bit value length, key,
 * value. Values are text, records apart by '\n' and fields by '\t':
 *
 *   words    pos letter code, features, lemma, English candidates, "1" where curated
 *   names    kind, English, evidence: "1" checked by hand, "2" part of longer names, "0" a title
 *   phrases  pos letter code, English
 *   longest  first word of a name or phrase: the most words
 *   idioms   verb's lemma: words before it, preposition behind it, English; most words first
 *   contexts lemma: pos letter code, English, the words that decide; the first that fits is meant
 *   vocab    every English word of the lists, in lower case: no value
 *   english  part of speech and English word: irregular forms (english.h)
 */
#ifndef NB_LEXICON_FORMAT_H
#define NB_LEXICON_FORMAT_H

#include <stdint.h>

#define NB_LEXICON_MAGIC "NBLEX06\n"

enum {
  NB_TABLE_WORDS,
  NB_TABLE_NAMES,
  NB_TABLE_PHRASES,
  NB_TABLE_LONGEST,
  NB_TABLE_ENGLISH,
  NB_TABLE_IDIOMS,
  NB_TABLE_VOCABULARY,
  NB_TABLE_CONTEXTS,
  NB_TABLES
};
enum { NB_ENTRY_MAX = 65535 };

typedef struct nb_lexicon_table {
  uint64_t slots;   /* offset of the slots in the file, a multiple of 8 */
  uint64_t n_slots; /* a power of two */
  uint64_t entries; /* offset of the entries */
  uint64_t entries_size;
} nb_lexicon_table;

typedef struct nb_lexicon_header {
  char magic[8];
  uint32_t byte_order; /* 0x01020304 as the writer stores it */
  uint32_t n_tables;
  uint64_t file_size;
  nb_lexicon_table tables[NB_TABLES];
} nb_lexicon_header;

typedef struct nb_lexicon_slot {
  uint32_t hash;
  uint32_t entry; /* offset + 1; 0: free */
} nb_lexicon_slot;

#endif
