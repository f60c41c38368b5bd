/* Inference: encoder over a batch of sentences without padding, decoder with key/value cache, greedy or beam search. */
#ifndef NB_TRANSLATE_NEURAL_DECODE_H
#define NB_TRANSLATE_NEURAL_DECODE_H

#include "translate/neural/model.h"
#include "base/arena.h"

typedef struct nb_runner nb_runner; /* weights made ready for products, threads */

typedef struct nb_decode_options {
  unsigned beam;     /* 1: greedy */
  float alpha;       /* score / length^alpha, as in the trainer's decode.c; 0.8 */
  bool no_repeats;   /* no 4-gram of pieces twice */
  size_t max_length; /* pieces; 0: 2 * source + 16 */
} nb_decode_options;

typedef struct nb_ids {
  int32_t *ids;
  size_t n;
  float score; /* log-probability over length^alpha */
} nb_ids;

/* The model is borrowed. The caller frees. */
nb_status nb_runner_new(nb_context *ctx, const nb_model *model, unsigned threads, nb_runner **runner);
void nb_runner_free(nb_runner *runner);
/* Sources end with NB_PIECE_END; outputs hold no begin and end. In the arena. The same output at any number of threads.
 */
nb_status nb_decode(nb_context *ctx, nb_runner *runner, nb_arena *arena, const nb_ids *sources, size_t n,
                    const nb_decode_options *options, nb_ids *outputs);

#endif
