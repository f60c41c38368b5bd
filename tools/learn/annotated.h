/* Sentences with marked actors and events (shared/data/annotated) as examples for the labels. */
#ifndef NB_LEARN_ANNOTATED_H
#define NB_LEARN_ANNOTATED_H

#include "analyse/label_tasks.h"
#include "perceptron.h"

typedef struct annotated {
  nb_context *ctx;
  nb_arena *arena;
  const nb_lexicon *lexicon;
  const nb_tagger *tagger;
  const nb_lists *lists;
} annotated;

/* The same sentences twice: with the labels of nb_name_task and of nb_event_task. */
typedef struct marked {
  examples names, events;
} marked;

/* Appends the sentences of the file: those of every tenth block to `held`, the others to `train`. */
nb_status annotated_read(const annotated *a, const char *path, marked *train, marked *held);

#endif
