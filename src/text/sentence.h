/* Sentences and tokens of a document, and the one call that makes them. */
#ifndef NB_TEXT_SENTENCE_H
#define NB_TEXT_SENTENCE_H

#include "read/document.h"

typedef enum nb_token_kind { NB_WORD, NB_NUMBER, NB_ADDRESS /* URL, mail, @name, #tag */, NB_PUNCT } nb_token_kind;

typedef struct nb_token {
  nb_token_kind kind;
  bool space_before;
  size_t start, end; /* bytes in the text it was cut from */
  nb_str text;
} nb_token;

typedef struct nb_repair {
  nb_str from, to; /* a word before and after */
  const char *why; /* static: "spelling", "hyphenation", "ligature", ... */
} nb_repair;

typedef struct nb_sentence {
  size_t start, end;  /* bytes in document->text */
  size_t block;       /* index in document->blocks */
  nb_block_kind kind; /* of that block */
  nb_str raw;         /* document->text[start, end) */
  nb_str text;        /* normalised and repaired: what every later stage reads */
  nb_token *tokens;   /* of `text` */
  size_t n_tokens;
  nb_repair *repairs;
  size_t n_repairs;
} nb_sentence;

typedef struct nb_sentences {
  nb_sentence *items; /* in the document's order, in its arena */
  size_t n;
} nb_sentences;

#endif
