/* The main job: one document in, one brief out. Everything that a renderer needs is in nb_brief. */
#ifndef NB_BRIEF_BRIEF_H
#define NB_BRIEF_BRIEF_H

#include "analyse/analysis.h"
#include "read/document.h"
#include "summarise/summary.h"
#include "text/text.h"
#include "translate/translator.h"

/* The stages, made once and used for many documents. All but the translator may be shared; none is owned. */
typedef struct nb_stages {
  const nb_splitter *splitter;
  nb_normalizer *normalizer;
  const nb_lexicon *lexicon;
  const nb_analyser *analyser;
  const nb_summariser *summariser;
  nb_translator *translator; /* NULL: Dutch stays Dutch */
} nb_stages;

typedef struct nb_brief_options {
  nb_budget budget;
  bool no_position;
  size_t max_actors; /* 0: five */
} nb_brief_options;

/* A pronoun whose antecedent is not in the brief. */
typedef struct nb_resolved {
  nb_str pronoun, name;
  size_t start, end; /* code points in `nl` */
} nb_resolved;

typedef struct nb_brief_sentence {
  size_t index;      /* among the document's sentences */
  size_t start, end; /* code points in document->text */
  size_t block;      /* sentences of one block are one paragraph */
  nb_block_kind kind;
  nb_str nl, en; /* en is empty without a translator */
  nb_str meant;  /* what is translated: `nl` with the names of `resolved` */
  const nb_resolved *resolved;
  size_t n_resolved;
  nb_str by_nl, by_en; /* of a pull-quote: who said it; else empty */
  const char *engine;
  nb_score score;
  const nb_repair *repairs;
  size_t n_repairs;
  const nb_str *unknown; /* of `en` and `by_en` */
  size_t n_unknown;
  nb_str explain;
} nb_brief_sentence;

typedef struct nb_brief_part {
  nb_part_role role;
  nb_str nl, en;
} nb_brief_part;

typedef struct nb_brief_event {
  nb_event_kind kind;
  nb_event_status status;
  size_t sentence;      /* among the document's */
  size_t start, end;    /* code points in that sentence */
  nb_str nl, lemma, en; /* en: by the word that the translation has for it; empty without a translator */
  nb_str time, place;   /* as in the sentence; empty: none */
  nb_str when, where;   /* the same for readers, in English where there is a translator; empty: not sure */
  const nb_brief_part *parts;
  size_t n_parts;
} nb_brief_event;

typedef struct nb_brief {
  nb_str id, source, date, url; /* as the document has them */
  bool id_is_number;
  nb_str title_nl, title_en; /* the title, else a heading above everything; else empty: no headline is invented */
  const char *title_engine;  /* NULL: no translation */
  const nb_str *title_unknown;
  size_t n_title_unknown;
  nb_brief_sentence *sentences; /* in the source's order */
  size_t n_sentences;
  const nb_actor *actors; /* the main ones; the offsets of their mentions are code points here */
  size_t n_actors;
  const nb_brief_event *events; /* the main ones, in time order (brief/events.h) */
  size_t n_events;
  const char *engine; /* the engine of the sentences, "mixed" where they differ, "" without translation */
  bool degraded;      /* a remote service failed and another engine took over */
  nb_summary summary; /* of all sentences, for `summarize` */
  nb_sentences all;
} nb_brief;

/* Selects, then translates what was selected and the headline. In the document's arena. */
nb_status nb_brief_make(nb_context *ctx, const nb_stages *stages, nb_document *document,
                        const nb_brief_options *options, nb_brief *brief);
/* All sentences and headings, nothing left out: what `translate` prints. No scores, no actors; the analyser may be
 * NULL. */
nb_status nb_brief_whole(nb_context *ctx, const nb_stages *stages, nb_document *document, nb_brief *brief);

#endif
