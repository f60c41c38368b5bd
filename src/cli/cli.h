/* What the subcommands share. Each subcommand is one file with one function. */
#ifndef NB_CLI_CLI_H
#define NB_CLI_CLI_H

#include "api/pipeline.h"
#include "cli/lines.h"
#include "cli/options.h"
#include "cli/output.h"
#include "net/http.h"
#include "read/reader.h"

/* As nb_read_text. */
typedef nb_status cli_text_reader(nb_context *ctx, nb_str name, nb_str bytes, nb_str charset, nb_document **document);

typedef struct cli {
  nb_context *ctx;
  nb_arena *arena; /* of the whole run */
  const cli_options *options;
  nb_pipeline *pipeline; /* nothing open at first: a subcommand asks with nb_pipeline_need */
  nb_http *http;         /* made when an address is to be fetched */
  cli_text_reader *read_text;
  cli_output output;
  size_t done, failed; /* documents or lines delivered, inputs or lines reported */
  size_t unknown;      /* words marked in an output that does not say what the mark means */
  nb_status failure;   /* of the first that failed */
  bool progress;       /* a progress line stands on the terminal */
} cli;

/* Each returns the exit status; what it appended to the output is written by main. */
nb_status cli_brief(cli *c);
nb_status cli_translate(cli *c);
nb_status cli_summarize(cli *c);
nb_status cli_sentences(cli *c);
nb_status cli_analyse(cli *c);
nb_status cli_digest(cli *c);
nb_status cli_doctor(cli *c);
nb_status cli_glossary(cli *c);

/* --- inputs.c --- */

/* Gets a document and owns it. `line` is true where it is one of many in a JSON Lines input, so that output need not
 * wait. NB_DATA: this document cannot be used, the others can; any other failure ends the run. */
typedef nb_status cli_document_fn(cli *c, void *user, nb_document *document, bool line);
/* All inputs, one document after another. What cannot be read is reported, counted and passed over. */
nb_status cli_each_document(cli *c, cli_document_fn *fn, void *user);

/* One input without a reader: what it is called, its bytes as they come, and what the server said; empty for a file. */
typedef struct cli_source {
  cli_lines lines;
  nb_str charset, url;
  bool opened; /* the descriptor is ours to close */
} cli_source;
typedef nb_status cli_source_fn(cli *c, void *user, cli_source *source);
nb_status cli_each_source(cli *c, cli_source_fn *fn, void *user);
/* Reads the source to its end: all of it in *bytes, valid as long as the source. NB_DATA: larger than NB_INPUT_CAP. */
nb_status cli_source_all(cli *c, cli_source *source, nb_str *bytes);

/* Reports the last failure as that of one input or line. */
void cli_failed(cli *c, nb_status status);
/* NB_OK; NB_PARTIAL where some inputs failed or an engine took over; the first failure where nothing was delivered. */
nb_status cli_outcome(const cli *c);
nb_status cli_need_http(cli *c);
/* Writes what there is, as cli_output_flush, on a terminal without the progress line. */
nb_status cli_flush(cli *c);
void cli_clear_progress(cli *c);

/* --- deliver.c: briefs of a run as one output, or one by one where the input comes line by line --- */

enum { CLI_WIDTH = 80 }; /* columns of text for readers, where no terminal says otherwise */

typedef struct cli_briefs {
  nb_arena *arena;
  nb_document **documents; /* owned */
  nb_brief *briefs;
  size_t n, documents_cap, briefs_cap;
  size_t width;
  bool rendered; /* some are in the output already */
} cli_briefs;

nb_status cli_briefs_new(cli *c, size_t width, cli_briefs *briefs);
/* Takes the document that the brief borrows from. */
nb_status cli_briefs_add(cli *c, cli_briefs *briefs, nb_document *document, nb_brief *brief, bool line);
nb_status cli_briefs_end(cli *c, cli_briefs *briefs); /* renders what was collected and frees */
nb_render_options cli_render_options(const cli *c, size_t width);

#endif
