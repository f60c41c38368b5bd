/* nb-train: makes and adapts the offline model; see README.md. */
#include <getopt.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ops.h"
#include "train.h"
#include "weights.h"

static const char usage[] =
    "usage: nb-train [options] --out MODEL TEXT...\n"
    "       nb-train pack [--note KEY=TEXT]... WEIGHTS BASE OUT [TEXT]...\n"
    "       nb-train unpack MODEL OUT\n"
    "\n"
    "Trains on parallel text, TSV (weight, Dutch, English; or Dutch, English) or TMX, and writes a model file. Stop "
    "it\n"
    "with Ctrl-C or SIGTERM; the same command goes on where it was.\n"
    "\n"
    "  --init MODEL        begin with this model file; else from nothing, with --tokenizer\n"
    "  --tokenizer FILE    SentencePiece model (unigram, NFKC, byte fallback)\n"
    "  --dim N --hidden N --heads N --encoder N --decoder N   shape of a new model (256, 1024, 4, 6, 2)\n"
    "  --minutes N         how long in all (600), or\n"
    "  --steps N           how many steps in all\n"
    "  --rate R            learning rate at its highest (1e-3; with --init 3e-4)\n"
    "  --warmup N          steps until then (1000; with --init 100)\n"
    "  --hold F            share of the run until the rate sinks in a straight line to nothing (0.7)\n"
    "  --batch N           pieces a step (4096)\n"
    "  --dropout F         (0.1)\n"
    "  --dev TEXT          parallel text whose loss is told at each checkpoint\n"
    "  --save N            minutes between checkpoints (5)\n"
    "  --threads N         (one a processor)\n"
    "  --seed N            (1)\n"
    "  --note KEY=TEXT     for the model's metadata: licence, provenance, scores\n"
    "\n"
    "pack makes a model file of weights (safetensors, F32 or F16, or a checkpoint), with the tokenizer and the counts "
    "of\n"
    "the model file BASE; the English of the texts tells which pieces translations may have (else those of BASE, "
    "where\n"
    "it says so). unpack makes weights in F32 of a model file.\n";

static volatile sig_atomic_t stopped;

static void on_signal(int number) {
  stopped = number;
}

static bool stop(void *user, size_t step) {
  (void)user;
  (void)step;
  return stopped != 0;
}

enum { MOST_NOTES = 8, FIRST = 256 };
enum {
  OUT = FIRST,
  INIT,
  TOKENIZER,
  DEV,
  NOTE,
  SIZES,
  DIM = SIZES,
  HIDDEN,
  HEADS,
  ENCODER,
  DECODER,
  STEPS,
  WARMUP,
  BATCH,
  THREADS,
  SEED,
  NUMBERS,
  MINUTES = NUMBERS,
  RATE,
  HOLD,
  DROPOUT,
  SAVE,
  HELP
};

static const struct option long_options[] = {{"out", 1, NULL, OUT},
                                             {"init", 1, NULL, INIT},
                                             {"tokenizer", 1, NULL, TOKENIZER},
                                             {"dev", 1, NULL, DEV},
                                             {"note", 1, NULL, NOTE},
                                             {"dim", 1, NULL, DIM},
                                             {"hidden", 1, NULL, HIDDEN},
                                             {"heads", 1, NULL, HEADS},
                                             {"encoder", 1, NULL, ENCODER},
                                             {"decoder", 1, NULL, DECODER},
                                             {"steps", 1, NULL, STEPS},
                                             {"warmup", 1, NULL, WARMUP},
                                             {"batch", 1, NULL, BATCH},
                                             {"threads", 1, NULL, THREADS},
                                             {"seed", 1, NULL, SEED},
                                             {"minutes", 1, NULL, MINUTES},
                                             {"rate", 1, NULL, RATE},
                                             {"hold", 1, NULL, HOLD},
                                             {"dropout", 1, NULL, DROPOUT},
                                             {"save", 1, NULL, SAVE},
                                             {"help", 0, NULL, HELP},
                                             {NULL, 0, NULL, 0}};

typedef struct settings {
  train_options o;
  model_note notes[MOST_NOTES];
  size_t sizes[NUMBERS - SIZES];
  double numbers[HELP - NUMBERS];
} settings;

/* Bounds of the options with numbers, both included */
static const struct {
  double least, most;
} bounds[] = {[DIM - SIZES] = {8, 4096},   [HIDDEN - SIZES] = {8, 16384},    [HEADS - SIZES] = {1, 64},
              [ENCODER - SIZES] = {1, 48}, [DECODER - SIZES] = {1, 48},      [STEPS - SIZES] = {1, 1e9},
              [WARMUP - SIZES] = {0, 1e9}, [BATCH - SIZES] = {1, 1e7},       [THREADS - SIZES] = {1, 256},
              [SEED - SIZES] = {0, 1e15},  [MINUTES - SIZES] = {0.001, 1e7}, [RATE - SIZES] = {0, 1},
              [HOLD - SIZES] = {0, 0.999}, [DROPOUT - SIZES] = {0, 0.9},     [SAVE - SIZES] = {0.001, 1e7}};

static bool set_number(settings *s, int option, const char *text) {
  char *end;
  double value = strtod(text, &end);
  if (!*text || *end || !(value >= bounds[option - SIZES].least) || value > bounds[option - SIZES].most) return false;
  if (option < NUMBERS && value != floor(value)) return false;
  if (option < NUMBERS)
    s->sizes[option - SIZES] = (size_t)value;
  else
    s->numbers[option - NUMBERS] = value;
  return true;
}

static bool set_note(settings *s, char *text) {
  char *equals = strchr(text, '=');
  if (!equals || equals == text || s->o.n_notes == MOST_NOTES) return false;
  *equals = '\0';
  s->notes[s->o.n_notes++] = (model_note){text, equals + 1};
  return true;
}

static bool set_option(settings *s, int option, char *text) {
  switch (option) {
    case OUT:
      s->o.out = text;
      return true;
    case INIT:
      s->o.init = text;
      return true;
    case TOKENIZER:
      s->o.tokenizer = text;
      return true;
    case DEV:
      s->o.dev = text;
      return true;
    case NOTE:
      return set_note(s, text);
    default:
      return option >= SIZES && option < HELP && set_number(s, option, text);
  }
}

static void set_defaults(settings *s) {
  static const size_t sizes[] = {256, 1024, 4, 6, 2, 0, 0, 4096, 0, 1};
  static const double numbers[] = {0, -1, 0.7, 0.1, 5};
  memcpy(s->sizes, sizes, sizeof sizes);
  memcpy(s->numbers, numbers, sizeof numbers);
  s->sizes[WARMUP - SIZES] = SIZE_MAX;
  s->o.stop = stop;
  s->o.log = stderr;
}

static void complete(settings *s) {
  train_options *o = &s->o;
  const size_t *sizes = s->sizes;
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  o->shape = (nb_model_config){.dim = sizes[DIM - SIZES],
                               .hidden = sizes[HIDDEN - SIZES],
                               .heads = sizes[HEADS - SIZES],
                               .encoder_layers = sizes[ENCODER - SIZES],
                               .decoder_layers = sizes[DECODER - SIZES]};
  o->steps = sizes[STEPS - SIZES];
  o->minutes = s->numbers[MINUTES - NUMBERS];
  if (!o->steps && o->minutes <= 0) o->minutes = 600;
  o->warmup = sizes[WARMUP - SIZES] != SIZE_MAX ? sizes[WARMUP - SIZES] : o->init ? 100 : 1000;
  o->batch = sizes[BATCH - SIZES];
  o->threads = sizes[THREADS - SIZES] ? sizes[THREADS - SIZES] : processors > 0 ? (size_t)processors : 1;
  o->seed = sizes[SEED - SIZES];
  o->rate = s->numbers[RATE - NUMBERS] >= 0 ? s->numbers[RATE - NUMBERS] : o->init ? 3e-4 : 1e-3;
  o->hold = s->numbers[HOLD - NUMBERS];
  o->share = (unsigned)lround(s->numbers[DROPOUT - NUMBERS] * DROPOUT_WHOLE);
  o->save = s->numbers[SAVE - NUMBERS];
  o->notes = s->notes;
}

static const char *wrong(const train_options *o) {
  if (!o->out || !o->n_texts) return "needs --out and a text";
  if (!o->init == !o->tokenizer) return "needs either --init or --tokenizer";
  if (o->shape.dim % 4 || o->shape.dim % o->shape.heads) return "--dim is no multiple of four and of --heads";
  return NULL;
}

static nb_status failed(nb_context *ctx, nb_status status) {
  if (status) fprintf(stderr, "nb-train: %s\n", nb_error(ctx));
  return status;
}

static nb_status train(nb_context *ctx, const train_options *o) {
  struct sigaction action = {.sa_handler = on_signal};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  train_result result;
  nb_status status = train_run(ctx, o, &result);
  if (status) return failed(ctx, status);
  if (result.finished)
    fprintf(stderr, "%s is written\n", o->out);
  else
    fprintf(stderr, "stopped at step %zu; the same command goes on\n", result.step);
  return status;
}

static int misused(const char *why) {
  fprintf(stderr, "nb-train: %s (see --help)\n", why);
  return NB_USAGE;
}

/* The conversions, which have a name in the first place. */
static bool converts(nb_context *ctx, const settings *s, char **words, size_t n, nb_status *status) {
  const pack_options pack = {s->notes, s->o.n_notes, (const char *const *)words + 4, n > 4 ? n - 4 : 0};
  if (n >= 4 && strcmp(words[0], "pack") == 0)
    *status = failed(ctx, weights_pack(ctx, words[1], words[2], words[3], &pack));
  else if (n == 3 && strcmp(words[0], "unpack") == 0)
    *status = failed(ctx, weights_unpack(ctx, words[1], words[2]));
  else
    return false;
  return true;
}

int main(int argc, char **argv) {
  settings s = {0};
  set_defaults(&s);
  for (int option; (option = getopt_long(argc, argv, "h", long_options, NULL)) != -1;) {
    if (option == HELP || option == 'h') return fputs(usage, stdout) < 0 ? NB_IO : NB_OK;
    if (option == '?') return misused("that is no option");
    if (!set_option(&s, option, optarg)) return misused("a bad value of an option");
  }
  char **words = argv + optind;
  size_t n = (size_t)(argc - optind);
  nb_context *ctx = nb_context_new();
  if (!ctx) return NB_INTERNAL;
  nb_status status;
  if (s.o.out || !converts(ctx, &s, words, n, &status)) {
    s.o.texts = (const char *const *)words;
    s.o.n_texts = n;
    complete(&s);
    status = wrong(&s.o) ? (nb_status)misused(wrong(&s.o)) : train(ctx, &s.o);
  }
  nb_context_free(ctx);
  return (int)status;
}
