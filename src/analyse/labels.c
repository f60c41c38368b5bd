#include "analyse/labels.h"

#include <stdlib.h>

#include "analyse/label_tasks.h"

struct nb_labeller {
  const nb_lexicon *lexicon;
  nb_lists *lists;
  nb_sequence_model *names, *events;
};

nb_status nb_labeller_new(nb_context *ctx, const nb_lexicon *lexicon, nb_labeller **labeller) {
  nb_labeller *l = calloc(1, sizeof *l);
  if (!l) return nb_fail_memory(ctx);
  l->lexicon = lexicon;
  nb_status status = nb_lists_new(ctx, &l->lists);
  if (!status) status = nb_sequence_open(ctx, &nb_name_task, &l->names);
  if (!status) status = nb_sequence_open(ctx, &nb_event_task, &l->events);
  if (status)
    nb_labeller_free(l);
  else
    *labeller = l;
  return status;
}

void nb_labeller_free(nb_labeller *labeller) {
  if (!labeller) return;
  nb_sequence_free(labeller->names);
  nb_sequence_free(labeller->events);
  nb_lists_free(labeller->lists);
  free(labeller);
}

static float share(int margin, const nb_sequence_model *model) {
  return (float)margin / (float)nb_sequence_scale(model);
}

/* Room for the spans that begin at these labels. */
static nb_sighting *room_for(nb_arena *arena, const nb_labelled *found, size_t n, bool names) {
  size_t begin = 0;
  for (size_t i = 0; i < n; i++) begin += found[i].label && (!names || found[i].label & 1);
  return nb_arena_array(arena, begin, sizeof(nb_sighting));
}

/* A name is as doubtful as its worst token. */
static void add_names(const nb_labeller *l, const nb_labelled *found, size_t n, nb_labels *out) {
  for (size_t i = 0; i < n; i++) {
    if (!found[i].label) continue;
    float margin = share(found[i].margin, l->names);
    bool begins = found[i].label & 1;
    nb_sighting *last = begins ? &out->names[out->n_names++] : &out->names[out->n_names - 1];
    if (begins) *last = (nb_sighting){(nb_label)(NB_LABEL_PER + found[i].label / 2), i, i, margin};
    last->last = i;
    if (margin < last->margin) last->margin = margin;
  }
}

static void add_events(const nb_labeller *l, const nb_labelled *found, size_t n, nb_labels *out) {
  for (size_t i = 0; i < n; i++)
    if (found[i].label)
      out->events[out->n_events++] =
          (nb_sighting){(nb_label)(NB_LABEL_REAL + found[i].label - 1), i, i, share(found[i].margin, l->events)};
}

static nb_status decode(nb_context *ctx, const nb_sequence_task *task, const nb_sequence_model *model,
                        const nb_evidence *evidence, nb_labelled *found) {
  const nb_scorer scorer = nb_sequence_scorer(model);
  return nb_label_sequence(ctx, task, &scorer, evidence, evidence->clues->n, NULL, found);
}

nb_status nb_labels_of(nb_context *ctx, const nb_labeller *l, nb_arena *arena, nb_arena *scratch, const nb_clues *clues,
                       const nb_tag *tags, nb_labels *labels) {
  const size_t n = clues->n;
  nb_evidence evidence;
  nb_labelled *names = nb_arena_array(scratch, n, sizeof *names), *events = nb_arena_array(scratch, n, sizeof *events);
  if (!names || !events) return nb_fail_memory(ctx);
  nb_status status = nb_evidence_of(ctx, l->lists, l->lexicon, scratch, clues, tags, &evidence);
  if (!status) status = decode(ctx, &nb_name_task, l->names, &evidence, names);
  if (!status) status = decode(ctx, &nb_event_task, l->events, &evidence, events);
  if (status) return status;
  *labels = (nb_labels){room_for(arena, names, n, true), room_for(arena, events, n, false), 0, 0};
  if (!labels->names || !labels->events) return nb_fail_memory(ctx);
  add_names(l, names, n, labels);
  add_events(l, events, n, labels);
  return NB_OK;
}

const nb_sighting *nb_sighting_at(const nb_sighting *list, size_t n, size_t i) {
  for (size_t k = 0; k < n && list[k].first <= i; k++)
    if (list[k].first == i) return &list[k];
  return NULL;
}
