/* What a document says: part of speech of each token, actors and events. Lives in the document's arena. */
#ifndef NB_ANALYSE_ANALYSIS_H
#define NB_ANALYSE_ANALYSIS_H

#include "analyse/labels.h"

typedef enum nb_actor_kind { NB_PERSON, NB_ORGANISATION, NB_PLACE, NB_ROLE, NB_GROUP } nb_actor_kind;

typedef struct nb_mention {
  size_t sentence;
  size_t first, last; /* tokens, both included */
  size_t start, end;  /* bytes in that sentence's text */
  bool pronoun;       /* "hij", "ze", "zijn": no name, no role */
} nb_mention;

typedef struct nb_actor {
  nb_actor_kind kind;
  nb_str nl, en;           /* the fullest name; its English */
  nb_str role_nl, role_en; /* "Amerikaans minister van Buitenlandse Zaken"; empty: none found */
  nb_mention *mentions;    /* in order */
  size_t n_mentions;
} nb_actor;

typedef enum nb_event_kind { NB_EVENT_VERB, NB_EVENT_NOUN, NB_EVENT_PARTICIPLE, NB_EVENT_SPEECH } nb_event_kind;
typedef enum nb_event_status { NB_HAPPENED, NB_REPORTED, NB_PLANNED, NB_FEARED, NB_DENIED } nb_event_status;

/* What an actor has to do with an event. */
typedef enum nb_part_role { NB_AGENT, NB_PATIENT, NB_RECIPIENT } nb_part_role;

typedef struct nb_part {
  size_t actor; /* index into the analysis' actors */
  nb_part_role role;
} nb_part;

typedef struct nb_event {
  nb_event_kind kind;
  nb_event_status status;
  nb_str nl, lemma, en; /* of a separable verb the lemma and English of the whole: "aankondigen" */
  unsigned weight;      /* 1 speech and weak words, 2 ordinary, 3 big news */
  nb_mention at;
  nb_str time, place; /* as in the sentence; empty: none */
  nb_part *parts;     /* who did it, to whom; in the arena */
  size_t n_parts;
} nb_event;

typedef struct nb_analysis {
  const nb_sentences *sentences;
  nb_tag **tags;     /* tags[sentence][token] */
  nb_labels *labels; /* of each sentence: what the sequence models see */
  nb_actor *actors;  /* most important first */
  size_t n_actors;
  nb_event *events; /* in the text's order */
  size_t n_events;
} nb_analysis;

typedef struct nb_analyser nb_analyser;

/* Reads its word lists (roles, reporting verbs, event nouns, ...) from the data folder. Lexicon and tagger are
 * borrowed. The caller frees. */
nb_status nb_analyser_new(nb_context *ctx, const nb_lexicon *lexicon, const nb_tagger *tagger, nb_analyser **analyser);
void nb_analyser_free(nb_analyser *analyser);
nb_status nb_analyse(nb_context *ctx, const nb_analyser *analyser, nb_arena *arena, const nb_sentences *sentences,
                     nb_analysis *analysis);

const char *nb_actor_kind_name(nb_actor_kind kind);       /* "person", ... */
const char *nb_event_kind_name(nb_event_kind kind);       /* "verb", ... */
const char *nb_event_status_name(nb_event_status status); /* "happened", ... */
const char *nb_part_role_name(nb_part_role role);         /* "agent", ... */

#endif
