/* summarize: the main sentences in Dutch. */
#include "cli/cli.h"
#include "cli/json.h"

static void add_scores(nb_buf *out, const nb_brief *brief) {
  nb_buf_add_c(out, ",\"scores\":[");
  for (size_t i = 0; i < brief->all.n; i++) nb_buf_printf(out, "%s%.4f", i ? "," : "", brief->summary.scores[i].total);
  nb_buf_add_char(out, ']');
}

/* The indices count the sentences of the document from 0: those of "sentences" where the input had them. */
static void add_line(nb_buf *out, const nb_brief *brief, bool explain) {
  nb_buf_add_c(out, "{\"id\":");
  cli_json_string(out, brief->id);
  nb_buf_add_c(out, ",\"summary\":[");
  for (size_t i = 0; i < brief->n_sentences; i++) {
    if (i) nb_buf_add_char(out, ',');
    cli_json_string(out, brief->sentences[i].nl);
  }
  nb_buf_add_c(out, "],\"picked\":[");
  for (size_t i = 0; i < brief->n_sentences; i++) nb_buf_printf(out, "%s%zu", i ? "," : "", brief->sentences[i].index);
  nb_buf_add_char(out, ']');
  if (explain) add_scores(out, brief);
  nb_buf_add_c(out, "}\n");
}

static nb_status one(cli *c, void *user, nb_document *document, bool line) {
  nb_brief brief = {0};
  nb_brief_options options = {.budget = c->options->budget, .no_position = c->options->no_position};
  nb_status status = nb_brief_make(c->ctx, &c->pipeline->stages, document, &options, &brief);
  brief.n_actors = brief.n_events = 0; /* sentences only */
  if (!status && c->options->format != NB_FORMAT_JSONL) return cli_briefs_add(c, user, document, &brief, line);
  if (!status) add_line(&c->output.text, &brief, c->options->explain);
  nb_document_free(document);
  return status;
}

nb_status cli_summarize(cli *c) {
  cli_briefs briefs;
  nb_status status = nb_pipeline_need(c->pipeline, NB_STAGE_SPLITTER | NB_STAGE_NORMALIZER | NB_STAGE_SUMMARISER);
  if (!status) status = cli_briefs_new(c, CLI_WIDTH, &briefs);
  if (status) return status;
  status = cli_each_document(c, one, &briefs);
  nb_status ended = cli_briefs_end(c, &briefs);
  return status ? status : ended ? ended : cli_outcome(c);
}
