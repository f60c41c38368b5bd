/* translate: everything in English; documents keep their structure, or --lines gives one line for each line. */
#include "base/utf8.h"
#include "cli/cli.h"
#include "read/reader.h"
#include "render/clean.h"

enum { BATCH = 64, LONGEST_LINE = 1024 * 1024 }; /* lines that a service is asked for at once; bytes of one */

/* ---- documents ---- */

static void count_unknown(cli *c, const nb_brief *brief) {
  c->unknown += brief->n_title_unknown;
  for (size_t i = 0; i < brief->n_sentences; i++) c->unknown += brief->sentences[i].n_unknown;
}

static nb_status one(cli *c, void *user, nb_document *document, bool line) {
  nb_brief brief;
  nb_status status = nb_brief_whole(c->ctx, &c->pipeline->stages, document, &brief);
  bool by_itself = c->options->format == NB_FORMAT_TEXT || c->options->format == NB_FORMAT_MARKDOWN;
  if (!status && by_itself) count_unknown(c, &brief);
  if (!status) return cli_briefs_add(c, user, document, &brief, line);
  nb_document_free(document);
  return status;
}

static nb_status translate_documents(cli *c) {
  cli_briefs briefs;
  nb_status status = nb_pipeline_need(c->pipeline, NB_STAGE_SPLITTER | NB_STAGE_NORMALIZER | NB_STAGE_TRANSLATOR);
  if (!status) status = cli_briefs_new(c, 0, &briefs);
  if (status) return status;
  status = cli_each_document(c, one, &briefs);
  nb_status ended = cli_briefs_end(c, &briefs);
  return status ? status : ended;
}

/* ---- lines ---- */

/* A line that is not UTF-8 is taken for what old files are: one bad line must not change how the others are read. */
static nb_status segment_of(cli *c, nb_arena *arena, const cli_source *source, nb_str line, nb_segment *segment) {
  nb_str declared = source->charset.len ? source->charset : NB_STR("windows-1252"), charset;
  nb_sentence sentence = {.kind = NB_SENTENCE, .raw = line};
  nb_status status = NB_OK;
  if (!nb_utf8_valid(line)) status = nb_to_utf8(c->ctx, arena, line, declared, &sentence.raw, &charset);
  if (!status) status = nb_normalize(c->ctx, c->pipeline->stages.normalizer, arena, &sentence);
  *segment = (nb_segment){sentence.text, false};
  return status;
}

static nb_status add_line(cli *c, nb_arena *arena, const nb_translation *t) {
  c->unknown += t->n_unknown;
  nb_str text = c->options->no_marks ? nb_clean_marks(arena, t->text, t->unknown, t->n_unknown) : t->text;
  if (text.ptr) text = nb_clean_line(arena, text);
  if (!text.ptr) return nb_fail_memory(c->ctx);
  nb_buf_add(&c->output.text, text);
  nb_buf_add_char(&c->output.text, '\n');
  return NB_OK;
}

/* All together, or one by one where the engine refuses the lot: one bad line must not take the others with it. */
static nb_status translate_batch(cli *c, nb_arena *arena, const nb_segment *segments, size_t n, nb_translation *out) {
  nb_translator *translator = c->pipeline->stages.translator;
  nb_status status = nb_translate(translator, c->ctx, arena, segments, n, out);
  if (status != NB_DATA) return status;
  status = NB_OK;
  for (size_t i = 0; !status && i < n; i++) {
    out[i] = (nb_translation){.text = NB_STR("")};
    status = nb_translate(translator, c->ctx, arena, &segments[i], 1, &out[i]);
    if (status != NB_DATA) continue;
    cli_failed(c, status);
    status = NB_OK;
  }
  return status;
}

static nb_status translate_lines(cli *c, nb_arena *arena, const cli_source *source, const nb_str *lines, size_t n) {
  nb_segment segments[BATCH];
  nb_translation out[BATCH], nothing = {.text = NB_STR("")};
  size_t n_segments = 0, at = 0;
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < n; i++)
    if (nb_str_trim(lines[i]).len) status = segment_of(c, arena, source, lines[i], &segments[n_segments++]);
  if (!status && n_segments) status = translate_batch(c, arena, segments, n_segments, out);
  for (size_t i = 0; !status && i < n; i++)
    status = add_line(c, arena, nb_str_trim(lines[i]).len ? &out[at++] : &nothing);
  return status;
}

/* Takes what was read already, at most a batch, so that what was said is answered before more is waited for. */
static nb_status batch(cli *c, nb_arena *arena, cli_source *source, bool *more) {
  nb_str lines[BATCH];
  size_t n = 0;
  *more = true;
  while (*more && n < BATCH && (n == 0 || cli_lines_ready(&source->lines))) {
    nb_str line = NB_STR("");
    bool got = true;
    nb_status read = cli_lines_next(c->ctx, &source->lines, &line, &got);
    if (read) cli_failed(c, read); /* a line that is too long still gives a line */
    *more = got && (read == NB_OK || read == NB_DATA);
    if (*more) lines[n++] = read ? NB_STR("") : line;
  }
  nb_status status = translate_lines(c, arena, source, lines, n);
  if (!status) c->done += n;
  nb_arena_reset(arena);
  return status;
}

static nb_status lines_of(cli *c, void *user, cli_source *source) {
  nb_status status = NB_OK;
  source->lines.cap = LONGEST_LINE;
  for (bool more = true; more && !status;) {
    if (!cli_lines_ready(&source->lines)) status = cli_flush(c);
    if (!status) status = batch(c, user, source, &more);
  }
  return status;
}

static nb_status translate_by_lines(cli *c) {
  const cli_options *o = c->options;
  if (o->format != NB_FORMAT_TEXT || o->from > NB_INPUT_TEXT || o->bilingual || o->explain)
    return nb_fail(c->ctx, NB_USAGE,
                   "--lines is plain text in and out: no --from, -f, --bilingual or --explain with it");
  nb_arena *arena = nb_arena_new();
  if (!arena) return nb_fail_memory(c->ctx);
  nb_status status = nb_pipeline_need(c->pipeline, NB_STAGE_NORMALIZER | NB_STAGE_TRANSLATOR);
  if (!status) status = cli_each_source(c, lines_of, arena);
  nb_arena_free(arena);
  return status;
}

/* What a brief says in its last line; a failure of the service was told when it happened. */
static void explain_marks(cli *c) {
  if (c->unknown == 0 || c->options->no_marks) return;
  nb_log(c->ctx, NB_LOG_WARN, "%zu %s not found and stand%s marked with *", c->unknown,
         c->unknown == 1 ? "word was" : "words were", c->unknown == 1 ? "s" : "");
}

nb_status cli_translate(cli *c) {
  nb_status status = c->options->lines ? translate_by_lines(c) : translate_documents(c);
  explain_marks(c);
  return status ? status : cli_outcome(c);
}
