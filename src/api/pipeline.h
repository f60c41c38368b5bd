/* All stages of a run with their owner. The public interface opens them at once; the command opens what a subcommand
 * needs. */
#ifndef NB_API_PIPELINE_H
#define NB_API_PIPELINE_H

#include "brief/brief.h"
#include "lexicon/user.h"

enum {
  NB_STAGE_SPLITTER = 1,
  NB_STAGE_NORMALIZER = 2,
  NB_STAGE_LEXICON = 4,
  NB_STAGE_TAGGER = 8,
  NB_STAGE_ANALYSER = 16,
  NB_STAGE_SUMMARISER = 32,
  NB_STAGE_TRANSLATOR = 64
};

struct nb_pipeline {
  nb_context *ctx;
  nb_pipeline_options options;
  nb_arena *arena;  /* copies of the options' strings, keys */
  nb_stages stages; /* what is open; NULL where it is not */
  nb_splitter *splitter;
  nb_lexicon *lexicon;
  nb_tagger *tagger;
  nb_analyser *analyser;
  nb_summariser *summariser;
  nb_user_glossary *user;
  bool degraded; /* a service failed and the glossary engine took over */
};

/* Nothing is opened yet. The caller frees with nb_pipeline_free. */
nb_status nb_pipeline_new(nb_context *ctx, const nb_pipeline_options *options, nb_pipeline **pipeline);
/* Opens those of the stages (bits) that are not open, and what they rest on. NB_CONFIG, NB_DATA, NB_USAGE. */
nb_status nb_pipeline_need(nb_pipeline *pipeline, unsigned stages);

/* A service behind an engine, and the variables that configure it. */
typedef struct nb_service {
  const char *name, *url_variable, *key_variable;
  bool needs_url, needs_key;
} nb_service;

extern const nb_service nb_services[]; /* in the order in which "auto" tries them; name NULL at the end */
/* True where the environment (or `url`, NULL: not given) has what the service needs. Opens no connection. NB_CONFIG: a
 * key file that cannot be used. *key (in the arena) and *address are NULL where they are not set. */
nb_status nb_service_configured(nb_context *ctx, nb_arena *arena, const nb_service *service, const char *url,
                                const char **key, const char **address, bool *configured);

#endif
