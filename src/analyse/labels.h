/* What the sequence models say of each token: parts of names, roles and groups, and heads of events. */
#ifndef NB_ANALYSE_LABELS_H
#define NB_ANALYSE_LABELS_H

#include "analyse/tags.h"

typedef enum nb_name_label {
  NB_NO_NAME,
  NB_NAME_PER,
  NB_NAME_ORG,
  NB_NAME_LOC,
  NB_NAME_DEM, /* adjective or inhabitant of a place, people or religion: "Amerikaanse", "Nederlanders" */
  NB_NAME_ROL, /* role, function or title of one person */
  NB_NAME_GRP  /* group or collective: "agenten", "regering" */
} nb_name_label;

typedef enum nb_event_label {
  NB_NO_EVENT,
  NB_EVENT_REAL,   /* happened or is happening */
  NB_EVENT_SAID,   /* reporting or thinking */
  NB_EVENT_IRREAL, /* planned, possible, feared, denied, alleged */
} nb_event_label;

/* Margins: how much better the label scores than the best other one, as a share of the usual margin: 1 is an ordinary
 * decision, below 0.2 it is a guess. */
typedef struct nb_labels {
  nb_name_label name;
  bool begins; /* of a name's first token: "[PER Rutte] [ROL premier]" */
  float name_margin;
  nb_event_label event;
  float event_margin;
} nb_labels;

typedef struct nb_labeller nb_labeller;

/* Maps names.model and events.model of the data folder and reads the word lists. The lexicon is borrowed. The caller
 * frees. */
nb_status nb_labeller_new(nb_context *ctx, const nb_lexicon *lexicon, nb_labeller **labeller);
void nb_labeller_free(nb_labeller *labeller);

/* Labels of one sentence, in the arena; its tags are those of nb_tag_clues for the same clues. */
nb_status nb_label_clues(nb_context *ctx, const nb_labeller *labeller, nb_arena *arena, const nb_clues *clues,
                         const nb_tag *tags, nb_labels **labels);

#endif
