/* What the sequence models see in a sentence: names, roles and groups of people, and the heads of events. They are
 * witnesses for mentions.c and events.c, which decide. */
#ifndef NB_ANALYSE_LABELS_H
#define NB_ANALYSE_LABELS_H

#include "analyse/tags.h"

typedef enum nb_label {
  NB_LABEL_NONE,
  /* names */
  NB_LABEL_PER, /* without title */
  NB_LABEL_ORG,
  NB_LABEL_LOC,
  NB_LABEL_DEM, /* adjective or inhabitant of a place, people or religion: "Amerikaanse", "Nederlanders" */
  NB_LABEL_ROL, /* role, function or title of one person, without article and adjectives */
  NB_LABEL_GRP, /* group or collective: "agenten", "regering" */
  /* events */
  NB_LABEL_REAL,  /* happened or is happening */
  NB_LABEL_SAID,  /* reporting or thinking */
  NB_LABEL_IRREAL /* planned, possible, feared, denied, alleged */
} nb_label;

typedef struct nb_sighting {
  nb_label label;
  size_t first, last; /* tokens, both included; an event is one token */
  float margin; /* how much better the label scores than the best other one, as a share of the usual margin: 1 is an
                   ordinary decision, below 0.3 it is a guess */
} nb_sighting;

typedef struct nb_labels {
  nb_sighting *names, *events; /* in order; names do not overlap */
  size_t n_names, n_events;
} nb_labels;

typedef struct nb_labeller nb_labeller;

/* Maps names.model and events.model of the data folder and reads the word lists. The lexicon is borrowed. The caller
 * frees. */
nb_status nb_labeller_new(nb_context *ctx, const nb_lexicon *lexicon, nb_labeller **labeller);
void nb_labeller_free(nb_labeller *labeller);

/* The labels of one sentence, in the arena; `tags` are those of nb_tag_clues for the same clues. What is needed only in
 * between is in `scratch`. */
nb_status nb_labels_of(nb_context *ctx, const nb_labeller *labeller, nb_arena *arena, nb_arena *scratch,
                       const nb_clues *clues, const nb_tag *tags, nb_labels *labels);

/* The name that begins at token i, or the event there; NULL: none. */
const nb_sighting *nb_sighting_at(const nb_sighting *list, size_t n, size_t i);

#endif
