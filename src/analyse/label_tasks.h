/* The tasks of labels.c, for tools/learn. Their sentences are nb_evidence. */
#ifndef NB_ANALYSE_LABEL_TASKS_H
#define NB_ANALYSE_LABEL_TASKS_H

#include "analyse/evidence.h"
#include "analyse/labels.h"
#include "analyse/sequence.h"

/* Labels of nb_name_task: 0 outside; 1 + 2k begins and 2 + 2k goes on with a name of kind NB_LABEL_PER + k. Those of
 * nb_event_task: 0 none, 1 + k NB_LABEL_REAL + k. */
extern const nb_sequence_task nb_name_task, nb_event_task;

#endif
