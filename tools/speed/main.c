/* nb-speed THREADS < LINES: how fast the neural engine starts and translates these sentences, greedy and with its beam
 * in turn in one process, so that the ratio holds on a machine that others use too. One line a figure: name, tab,
 * value. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/file.h"
#include "translate/neural/neural.h"

enum { ROUNDS = 3, MOST_LINES = 1000, MOST_BYTES = 1 << 20 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t words_of(nb_str line) {
  size_t n = 0;
  nb_str word;
  while (nb_str_split(&line, ' ', &word)) n += word.len > 0;
  return n;
}

typedef struct speed {
  nb_context *ctx;
  nb_lexicon *lexicon;
  nb_tagger *tagger;
  nb_segment segments[MOST_LINES];
  nb_translation out[MOST_LINES];
  size_t n, words;
} speed;

static void read_lines(speed *s, nb_str text) {
  nb_str line;
  while (s->n < MOST_LINES && nb_str_split(&text, '\n', &line)) {
    s->segments[s->n++] = (nb_segment){line, false};
    s->words += words_of(line);
  }
}

/* Seconds to open the engine, and to translate everything with it. */
static nb_status once(speed *s, unsigned threads, unsigned beam, double *opening, double *seconds) {
  nb_translator *engine;
  nb_arena *arena = nb_arena_new();
  double start = now();
  nb_status status =
      nb_neural_engine_new(s->ctx, s->lexicon, s->tagger, NULL, &(nb_neural_options){threads, beam}, &engine);
  if (status) return status;
  double open = now();
  status = nb_translate(engine, s->ctx, arena, s->segments, s->n, s->out);
  *opening = open - start < *opening ? open - start : *opening;
  *seconds = now() - open < *seconds ? now() - open : *seconds;
  nb_translator_free(engine);
  nb_arena_free(arena);
  return status;
}

static nb_status measure(speed *s, unsigned threads) {
  double opening = 1e9, greedy = 1e9, beam = 1e9;
  nb_status status = NB_OK;
  for (int i = 0; !status && i < ROUNDS; i++) {
    status = once(s, threads, 1, &opening, &greedy);
    if (!status) status = once(s, threads, 4, &opening, &beam);
  }
  if (status) return status;
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("start ms\t%.1f\ngreedy words/s\t%.0f\nbeam 4 words/s\t%.0f\ngreedy to beam 4\t%.2f\npeak MB\t%.0f\n",
         1000 * opening, (double)s->words / greedy, (double)s->words / beam, beam / greedy,
         (double)usage.ru_maxrss / 1024);
  return NB_OK;
}

int main(int argc, char **argv) {
  static speed s;
  if (argc != 2) {
    fputs("usage: nb-speed THREADS < LINES\n", stderr);
    return 64;
  }
  nb_buf text;
  nb_buf_init(&text, MOST_BYTES);
  char chunk[4096];
  for (size_t got; (got = fread(chunk, 1, sizeof chunk, stdin)) > 0;) nb_buf_add(&text, (nb_str){chunk, got});
  s.ctx = nb_context_new();
  read_lines(&s, nb_buf_str(&text));
  nb_status status = nb_lexicon_open(s.ctx, &s.lexicon);
  if (!status) status = nb_tagger_new(s.ctx, s.lexicon, &s.tagger);
  if (!status) status = measure(&s, (unsigned)strtoul(argv[1], NULL, 10));
  if (status) fprintf(stderr, "nb-speed: %s\n", nb_error(s.ctx));
  nb_tagger_free(s.tagger);
  nb_lexicon_free(s.lexicon);
  nb_context_free(s.ctx);
  nb_buf_free(&text);
  return status ? 1 : 0;
}
