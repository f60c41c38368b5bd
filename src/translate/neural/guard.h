/* The faithfulness guard: what can be seen of one sentence's translation without understanding it. It is made to be
 * right when it fires; what it cannot decide it lets pass. */
#ifndef NB_TRANSLATE_NEURAL_GUARD_H
#define NB_TRANSLATE_NEURAL_GUARD_H

#include "base/arena.h"
#include "lexicon/lexicon.h"

/* Bits. */
enum {
  NB_GUARD_EMPTY = 1,
  NB_GUARD_NUMBERS = 2,    /* one of the Dutch is missing, or the English has one in digits that the Dutch has not */
  NB_GUARD_NEGATION = 4,   /* in one of the two only */
  NB_GUARD_REPEATS = 8,    /* words again and again */
  NB_GUARD_UNKNOWN = 16,   /* pieces that the tokenizer does not know, or marks of hints */
  NB_GUARD_NAMES = 32,     /* a name of the Dutch is missing */
  NB_GUARD_LENGTH = 64,    /* much shorter or much longer than the Dutch */
  NB_GUARD_COPIED = 128,   /* Dutch words left as they are */
  NB_GUARD_INVENTED = 256, /* a word that is neither English nor in the Dutch */
  NB_GUARD_TERMS = 512,    /* a term of the user is missing, or in another form than the Dutch asks */
  /* Those with which no translation is shown. */
  NB_GUARD_HARD = NB_GUARD_EMPTY | NB_GUARD_NUMBERS | NB_GUARD_NEGATION | NB_GUARD_REPEATS | NB_GUARD_UNKNOWN |
                  NB_GUARD_INVENTED | NB_GUARD_NAMES | NB_GUARD_TERMS
};

typedef struct nb_verdict {
  unsigned failed; /* bits */
  nb_str why;      /* "numbers (12.500), negation (niet)"; empty where nothing failed */
} nb_verdict;

/* What the guard goes by beside the two texts; borrowed. */
typedef struct nb_guard_lists {
  const nb_lexicon *lexicon;
  const nb_str *terms; /* the user's in this sentence: English forms, one of which has to be there, apart by '|' */
  size_t n_terms;
} nb_guard_lists;

/* The verdict's text is in the arena. */
nb_status nb_guard(nb_context *ctx, const nb_guard_lists *lists, nb_arena *arena, nb_str dutch, nb_str english,
                   nb_verdict *verdict);

#endif
