/* Sequence labelling by an averaged structured perceptron (Collins 2002): the model file and the decoder, which the
 * run-time and tools/learn share. A task says which features a token has and what later tokens remember of a label; the
 * decoder searches the best labels by dynamic programming over what is remembered, keeping the best few (a beam; with
 * as many places as there are keys it is Viterbi's search). */
#ifndef NB_ANALYSE_SEQUENCE_H
#define NB_ANALYSE_SEQUENCE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/context.h"

enum { NB_SEQ_LABELS = 32, NB_SEQ_FEATURES = 128, NB_SEQ_BEAM = 16 };

/* Features are hashes of 64 bits; the model's file keeps 16 bits and more of them beside the place. */
typedef struct nb_features {
  uint64_t of[NB_SEQ_FEATURES];
  size_t n; /* what would be too many is left out */
} nb_features;

/* Adds feature (kind, a, b): `kind` tells the templates apart. */
static inline void nb_feature(nb_features *f, unsigned kind, uint64_t a, uint64_t b) {
  uint64_t h = (a + kind * UINT64_C(0x9E3779B97F4A7C15)) * UINT64_C(0xBF58476D1CE4E5B9);
  h = ((h ^ h >> 32) + b) * UINT64_C(0x94D049BB133111EB);
  if (f->n < NB_SEQ_FEATURES) f->of[f->n++] = (h ^ h >> 31) * UINT64_C(0x9E3779B97F4A7C15);
}

typedef struct nb_sequence_task {
  const char *file; /* of the data folder */
  const char *const *labels;
  size_t n_labels, beam;
  unsigned version; /* of the features: a model of another one is refused */
  /* Features of token i whatever the labels before it are, and those that depend on them by the key. */
  void (*observe)(const void *sentence, size_t i, nb_features *features);
  void (*remember)(const void *sentence, size_t i, unsigned key, nb_features *features);
  /* The key behind token i with this label; the key before the first token is 0. */
  unsigned (*step)(const void *sentence, size_t i, unsigned key, int label);
  uint32_t (*allowed)(unsigned key); /* labels (bits) that may follow; NULL: all */
} nb_sequence_task;

/* Adds a feature's weights to the scores of all labels. */
typedef struct nb_scorer {
  void (*add)(const void *weights, uint64_t feature, int *scores);
  const void *weights;
} nb_scorer;

typedef struct nb_labelled {
  int label;
  int margin; /* its score at this token, less that of the best other label there */
} nb_labelled;

/* One label a token, into `out`. `masks`: bits of the labels that each token may have (at least one); NULL: all. */
nb_status nb_label_sequence(nb_context *ctx, const nb_sequence_task *task, const nb_scorer *scorer,
                            const void *sentence, size_t n, const uint32_t *masks, nb_labelled *out);

/* A model's file, mapped. All of it is checked when it is opened: NB_CONFIG where it is missing, damaged, or another
 * task's or version's. Little endian:
 *
 *   magic | labels, version, bits, scale, size of the names, size of the records: 32 bits each | names of the labels,
 *   each with '\n' behind it | 2^bits + 1 offsets (32 bits) into the records | records
 *
 * A feature's top bits choose a run of records (from its offset to the next one), the next 16 bits tell them apart. A
 * record is those 16 bits, the count of its weights (8 bits), and the weights: label (8 bits), weight (8 bits, signed).
 */
#define NB_SEQ_MAGIC "NBSEQ01\n"
enum { NB_SEQ_BITS = 20 };

typedef struct nb_sequence_model nb_sequence_model;

nb_status nb_sequence_open(nb_context *ctx, const nb_sequence_task *task, nb_sequence_model **model);
/* The same of bytes, which are borrowed; `name` is for messages. */
nb_status nb_sequence_of(nb_context *ctx, const nb_sequence_task *task, const char *name, nb_str bytes,
                         nb_sequence_model **model);
void nb_sequence_free(nb_sequence_model *model);
nb_scorer nb_sequence_scorer(const nb_sequence_model *model);
/* The usual margin on text not seen in training: what nb_labelled.margin is measured by. At least 1. */
int nb_sequence_scale(const nb_sequence_model *model);

#endif
