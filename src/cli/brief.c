/* brief: the main points of each article, in English. */
#include "cli/cli.h"

static nb_status one(cli *c, void *user, nb_document *document, bool line) {
  nb_brief brief;
  nb_brief_options options = {.budget = c->options->budget, .no_position = c->options->no_position};
  nb_status status = nb_brief_make(c->ctx, &c->pipeline->stages, document, &options, &brief);
  if (!status) return cli_briefs_add(c, user, document, &brief, line);
  nb_document_free(document);
  return status;
}

nb_status cli_brief(cli *c) {
  unsigned stages = NB_STAGE_SPLITTER | NB_STAGE_NORMALIZER | NB_STAGE_SUMMARISER | NB_STAGE_TRANSLATOR;
  cli_briefs briefs;
  nb_status status = nb_pipeline_need(c->pipeline, stages);
  if (!status) status = cli_briefs_new(c, CLI_WIDTH, &briefs);
  if (status) return status;
  status = cli_each_document(c, one, &briefs);
  nb_status ended = cli_briefs_end(c, &briefs); /* also after a failure: what was made is delivered */
  return status ? status : ended ? ended : cli_outcome(c);
}
