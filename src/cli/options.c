#include "cli/options.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "cli/nearest.h"

enum {
  B = 1 << CLI_BRIEF,
  T = 1 << CLI_TRANSLATE,
  S = 1 << CLI_SUMMARIZE,
  E = 1 << CLI_SENTENCES,
  A = 1 << CLI_ANALYSE,
  D = 1 << CLI_DIGEST,
  K = 1 << CLI_DOCTOR,
  G = 1 << CLI_GLOSSARY,
  ALL = (1 << CLI_COMMANDS) - 1
};
enum { LARGEST_COUNT = 1000000, MOST_THREADS = 64, HELP_COLUMN = 26 };

static const char glossary_actions[] =
    "\nActions:\n"
    "  check [FILE]...         conflicts, duplicates and lines that cannot be used\n"
    "  add TERM TRANSLATION    to your own glossary, which is always used:\n"
    "                          $XDG_CONFIG_HOME/nieuwsbrief/glossary.tsv\n"
    "  list [FILE]...          all terms, for people\n"
    "  import FILE...          TSV, CSV, TBX or TMX into your own glossary\n"
    "  export [FILE]...        as one TSV, CSV or TBX file\n"
    "\n"
    "Without a file it is your own glossary, and do-not-translate.txt beside it. The\n"
    "manual page nieuwsbrief-glossary(5) says what stands in the files.\n";

static const struct command {
  const char *name, *operands, *help;
  const char *more; /* in place of what is said of inputs and services; NULL: that */
} commands[CLI_COMMANDS] = {
    [CLI_BRIEF] = {"brief", "[FILE|URL|-]...", "the main points of each article, in English (the default command)",
                   NULL},
    [CLI_TRANSLATE] = {"translate", "[FILE|URL|-]...", "all of it in English, structure kept", NULL},
    [CLI_SUMMARIZE] = {"summarize", "[FILE|URL|-]...", "the main sentences, in Dutch", NULL},
    [CLI_SENTENCES] = {"sentences", "[FILE|URL|-]...", "one Dutch sentence a line", NULL},
    [CLI_ANALYSE] = {"analyse", "[FILE|URL|-]...", "tokens, actors and events as JSON Lines", NULL},
    [CLI_DIGEST] = {"digest", "FEED...", "briefs of what is new in RSS and Atom feeds (files or addresses)", NULL},
    [CLI_DOCTOR] = {"doctor", "", "which dictionaries, data and engines were found, what to install", NULL},
    [CLI_GLOSSARY] = {"glossary", "ACTION ...", "your own terms: check, add, list, import, export", glossary_actions},
};

typedef struct parse {
  nb_context *ctx;
  nb_arena *arena;
  cli_options *options;
  size_t glossaries_cap, kept_cap, inputs_cap;
  bool operands_only;
} parse;

typedef struct option option;
typedef nb_status set_fn(parse *p, const option *o, const char *value);
static set_fn set_flag, set_text, set_from, set_length, set_words, set_threads, add_glossary, add_kept;

static const struct option {
  char letter; /* 0: none */
  const char *name;
  const char *argument; /* NULL: a flag */
  unsigned commands;    /* that take it */
  set_fn *set;
  size_t field;     /* for set_flag and set_text */
  const char *help; /* lines of at most 53 columns */
} options_table[] = {
#define FIELD(name) offsetof(cli_options, name)
    {'n', "length", "N|P%", B | S | D, set_length, 0,
     "sentences of a brief, or their share (default 5;\ndigest: a number, default 3)"},
    {0, "words", "N", B | S, set_words, 0, "at most N Dutch words"},
    {0, "no-position", NULL, B | S, set_flag, FIELD(no_position), "choose without regard to the place in the article"},
    {'b', "backend", "ENGINE", B | T | D, set_text, FIELD(backend),
     "auto (the default: the best without a network),\nneural, glossary; or a service: libretranslate, deepl\n(the "
     "offline engine takes over where it fails)"},
    {'j', "threads", "N", B | T | D, set_threads, 0,
     "threads of the neural engine (default: one a\nprocessor, at most 8)"},
    {0, "url", "ADDRESS", B | T | D, set_text, FIELD(url), "address of the service that -b names"},
    {0, "offline", NULL, B | T | S | E | A | D, set_flag, FIELD(offline), "open no connection whatever"},
    {'g', "glossary", "FILE", B | T | D, add_glossary, 0,
     "your own terms: TSV, CSV, TBX or TMX; see\nnieuwsbrief-glossary(5); may be given more than once"},
    {0, "keep", "FILE", B | T | D | G, add_kept, 0, "terms that stay Dutch, one a line; more than once"},
    {0, "lines", NULL, T, set_flag, FIELD(lines), "exactly one line out for each line in"},
    {0, "from", "KIND", B | T | S | E | A, set_from, 0, "text, html or jsonl (default auto: by content)"},
    {'f', "format", "FORMAT", B | T | S | D | G, set_text, FIELD(format_name),
     "text (default), markdown, html, json, jsonl or tmx;\nglossary export: tsv (default), csv or tbx"},
    {'o', "output", "FILE", B | T | S | E | A | D | G, set_text, FIELD(output), "write FILE, whole or not at all"},
    {0, "bilingual", NULL, B | T | D, set_flag, FIELD(bilingual), "the Dutch beside the English"},
    {0, "explain", NULL, B | T | S | D, set_flag, FIELD(explain),
     "why each sentence was chosen, where words came from"},
    {0, "no-marks", NULL, B | T | D, set_flag, FIELD(no_marks), "no * before words that could not be translated"},
    {0, "state", "FILE", D | K, set_text, FIELD(state),
     "what was seen (default\n$XDG_STATE_HOME/nieuwsbrief/digest.sqlite)"},
    {0, "pos", "POS", G, set_text, FIELD(pos), "glossary add: NOUN, VERB, ADJ, ...: only as such"},
    {0, "note", "TEXT", G, set_text, FIELD(note), "glossary add: for people"},
    {'q', "quiet", NULL, ALL, set_flag, FIELD(quiet), "errors only on standard error"},
    {'v', "verbose", NULL, ALL, set_flag, FIELD(verbose), "say what is done"},
    {'h', "help", NULL, ALL, set_flag, FIELD(help), "show this help, or that of a command"},
    {0, "version", NULL, ALL, set_flag, FIELD(version), "show the version"},
#undef FIELD
};
enum { N_OPTIONS = sizeof options_table / sizeof *options_table };

static nb_status set_flag(parse *p, const option *o, const char *value) {
  (void)value;
  *(bool *)((char *)p->options + o->field) = true;
  return NB_OK;
}

static nb_status set_text(parse *p, const option *o, const char *value) {
  if (!*value) return nb_fail(p->ctx, NB_USAGE, "--%s: the value is empty", o->name);
  *(const char **)(void *)((char *)p->options + o->field) = value;
  return NB_OK;
}

static nb_status set_from(parse *p, const option *o, const char *value) {
  bool known = nb_input_kind_of(nb_str_of(value), &p->options->from) && p->options->from != NB_INPUT_FEED;
  return known ? NB_OK : nb_fail(p->ctx, NB_USAGE, "--%s: '%s' is not text, html, jsonl or auto", o->name, value);
}

/* Digits only, 1 to `largest`; *end is what follows them. 0: no such number. */
static size_t count_of(const char *value, size_t largest, const char **end) {
  size_t n = 0;
  for (*end = value; **end >= '0' && **end <= '9'; ++*end) {
    n = n * 10 + (size_t)(**end - '0');
    if (n > largest) return 0;
  }
  return n;
}

static nb_status set_length(parse *p, const option *o, const char *value) {
  const char *end;
  size_t n = count_of(value, LARGEST_COUNT, &end);
  bool share = strcmp(end, "%") == 0;
  if (n == 0 || (*end && !share) || (share && n > 100))
    return nb_fail(p->ctx, NB_USAGE, "--%s: '%s' is not a number of sentences (5) or a share (20%%)", o->name, value);
  p->options->budget.sentences = share ? 0 : n;
  p->options->budget.share = share ? (double)n / 100 : 0;
  return NB_OK;
}

static nb_status set_words(parse *p, const option *o, const char *value) {
  const char *end;
  size_t n = count_of(value, LARGEST_COUNT, &end);
  if (n == 0 || *end) return nb_fail(p->ctx, NB_USAGE, "--%s: '%s' is not a number of words", o->name, value);
  p->options->budget.words = n;
  return NB_OK;
}

static nb_status set_threads(parse *p, const option *o, const char *value) {
  const char *end;
  size_t n = count_of(value, MOST_THREADS, &end);
  if (n == 0 || *end)
    return nb_fail(p->ctx, NB_USAGE, "--%s: '%s' is not a number of threads, 1 to %d", o->name, value, MOST_THREADS);
  p->options->threads = (unsigned)n;
  return NB_OK;
}

static nb_status append(parse *p, const char ***list, size_t *n, size_t *cap, const char *value) {
  if (!nb_arena_grow(p->arena, list, cap, *n + 1, sizeof **list)) return nb_fail_memory(p->ctx);
  (*list)[(*n)++] = value;
  return NB_OK;
}

static nb_status add_glossary(parse *p, const option *o, const char *value) {
  (void)o;
  return append(p, &p->options->glossaries, &p->options->n_glossaries, &p->glossaries_cap, value);
}

static nb_status add_kept(parse *p, const option *o, const char *value) {
  (void)o;
  return append(p, &p->options->kept, &p->options->n_kept, &p->kept_cap, value);
}

static nb_status operand(parse *p, const char *value) {
  cli_options *o = p->options;
  if (!p->operands_only && !o->command_given && o->n_inputs == 0) {
    for (size_t c = 0; c < CLI_COMMANDS; c++) {
      if (strcmp(value, commands[c].name) != 0) continue;
      o->command = (cli_command)c;
      o->command_given = true;
      return NB_OK;
    }
  }
  return append(p, &o->inputs, &o->n_inputs, &p->inputs_cap, value);
}

static nb_status unknown(parse *p, nb_str name) {
  size_t best = 1000;
  const char *near = NULL;
  for (size_t i = 0; i < N_OPTIONS; i++)
    if (cli_nearer(name, nb_str_of(options_table[i].name), &best)) near = options_table[i].name;
  if (near)
    return nb_fail(p->ctx, NB_USAGE, "unknown option --" NB_STR_FMT "; did you mean --%s?", NB_STR_ARG(name), near);
  return nb_fail(p->ctx, NB_USAGE, "unknown option --" NB_STR_FMT, NB_STR_ARG(name));
}

static nb_status apply(parse *p, const option *o, const char *value, unsigned *used) {
  *used |= 1u << (o - options_table);
  return o->set(p, o, value);
}

/* One argument that begins with "--"; takes the next one too where the value stands apart. */
static nb_status long_option(parse *p, char ***arg, unsigned *used) {
  const char *text = **arg + 2, *equals = strchr(text, '=');
  nb_str name = {text, equals ? (size_t)(equals - text) : strlen(text)};
  for (const option *o = options_table; o < options_table + N_OPTIONS; o++) {
    if (!nb_str_eq_c(name, o->name)) continue;
    if (!o->argument && equals) return nb_fail(p->ctx, NB_USAGE, "--%s takes no value", o->name);
    const char *value = equals ? equals + 1 : o->argument ? *++*arg : "";
    if (!value) return nb_fail(p->ctx, NB_USAGE, "--%s needs a value: %s", o->name, o->argument);
    return apply(p, o, value, used);
  }
  return unknown(p, name);
}

static const option *with_letter(char letter) {
  for (const option *o = options_table; o < options_table + N_OPTIONS; o++)
    if (o->letter == letter) return o;
  return NULL;
}

/* One argument of letters: "-q", "-qv", "-n5", or "-n" and the next one. */
static nb_status short_options(parse *p, char ***arg, unsigned *used) {
  for (const char *letter = **arg + 1; *letter; letter++) {
    const option *o = with_letter(*letter);
    if (!o) return nb_fail(p->ctx, NB_USAGE, "unknown option -%c", *letter);
    if (!o->argument) {
      nb_status status = apply(p, o, "", used);
      if (status) return status;
      continue;
    }
    const char *value = letter[1] ? letter + 1 : *++*arg;
    if (!value) return nb_fail(p->ctx, NB_USAGE, "-%c needs a value: %s", o->letter, o->argument);
    return apply(p, o, value, used);
  }
  return NB_OK;
}

/* Names of the commands that take an option: "brief, translate". */
static void list_commands(unsigned mask, nb_buf *out) {
  const char *before = "";
  for (size_t c = 0; c < CLI_COMMANDS; c++) {
    if (!(mask & 1u << c)) continue;
    nb_buf_printf(out, "%s%s", before, commands[c].name);
    before = ", ";
  }
}

/* Which formats there are depends on the command, which may stand behind the option. */
static nb_status set_format(parse *p) {
  cli_options *o = p->options;
  nb_str name = nb_str_of(o->format_name);
  if (!name.len) return NB_OK;
  if (o->command == CLI_GLOSSARY)
    return nb_glossary_format_of(name, &o->glossary_format)
               ? NB_OK
               : nb_fail(p->ctx, NB_USAGE, "--format: '%s' is not tsv, csv or tbx", o->format_name);
  if (!nb_format_of(name, &o->format))
    return nb_fail(p->ctx, NB_USAGE, "--format: '%s' is not text, markdown, html, json, jsonl or tmx", o->format_name);
  if (o->format == NB_FORMAT_TMX && o->command == CLI_SUMMARIZE)
    return nb_fail(p->ctx, NB_USAGE, "summarize translates nothing: tmx is for brief, translate and digest");
  return NB_OK;
}

static nb_status check(parse *p, unsigned used) {
  const cli_options *o = p->options;
  for (size_t i = 0; i < N_OPTIONS; i++) {
    const option *given = &options_table[i];
    if (!(used & 1u << i) || given->commands & 1u << o->command) continue;
    nb_buf takers;
    nb_buf_init(&takers, 256);
    list_commands(given->commands, &takers);
    nb_status status = nb_fail(p->ctx, NB_USAGE, "%s has no option --%s (it belongs to: %s)", commands[o->command].name,
                               given->name, takers.ptr);
    nb_buf_free(&takers);
    return status;
  }
  if (o->help || o->version) return NB_OK;
  nb_status status = set_format(p);
  if (status) return status;
  if (o->command == CLI_DIGEST && o->n_inputs == 0)
    return nb_fail(p->ctx, NB_USAGE, "digest needs a feed: a file or an address");
  if (o->command == CLI_DIGEST && o->budget.share > 0)
    return nb_fail(p->ctx, NB_USAGE, "digest takes a number of sentences with -n, no share");
  if (o->command == CLI_DOCTOR && o->n_inputs > 0) return nb_fail(p->ctx, NB_USAGE, "doctor takes no files");
  return NB_OK;
}

nb_status cli_options_parse(nb_context *ctx, nb_arena *arena, int argc, char **argv, cli_options *options) {
  _Static_assert(N_OPTIONS <= 32, "the options used are bits of an unsigned");
  *options = (cli_options){.command = CLI_BRIEF, .from = NB_INPUT_AUTO, .format = NB_FORMAT_TEXT};
  parse p = {.ctx = ctx, .arena = arena, .options = options};
  unsigned used = 0;
  nb_status status = NB_OK;
  char **end = argv + argc; /* argv[argc] is NULL: a missing value reads as NULL */
  for (char **arg = argv + (argc > 0); !status && arg < end; arg++) {
    if (p.operands_only || **arg != '-' || !(*arg)[1])
      status = operand(&p, *arg);
    else if (strcmp(*arg, "--") == 0)
      p.operands_only = true;
    else if ((*arg)[1] == '-')
      status = long_option(&p, &arg, &used);
    else
      status = short_options(&p, &arg, &used);
  }
  return status ? status : check(&p, used);
}

static void help_option(const option *o, nb_buf *out) {
  size_t start = out->len;
  if (o->letter)
    nb_buf_printf(out, "  -%c, --%s", o->letter, o->name);
  else
    nb_buf_printf(out, "      --%s", o->name);
  if (o->argument) nb_buf_printf(out, " %s", o->argument);
  size_t column = out->len - start;
  nb_str rest = nb_str_of(o->help), line;
  while (nb_str_split(&rest, '\n', &line)) {
    nb_buf_printf(out, "%*s" NB_STR_FMT "\n", (int)(column < HELP_COLUMN ? HELP_COLUMN - column : 1), "",
                  NB_STR_ARG(line));
    column = 0;
  }
}

static void help_commands(nb_buf *out) {
  nb_buf_add_c(out, "\nCommands:\n");
  for (size_t c = 0; c < CLI_COMMANDS; c++) nb_buf_printf(out, "  %-10s  %s\n", commands[c].name, commands[c].help);
}

static const char inputs_help[] =
    "\n"
    "Input is standard input where no file is named, or -. A file with the name of a\n"
    "command is written as ./brief, or after --. An address is fetched.\n"
    "\n"
    "Services are configured by the environment: DEEPL_API_KEY, LIBRETRANSLATE_URL,\n"
    "LIBRETRANSLATE_API_KEY; a key may stand in a file named by ..._API_KEY_FILE.\n";

static const char exit_help[] =
    "\n"
    "Exit status: 0 done; 1 some inputs failed or another engine took over; 64 usage;\n"
    "65 bad data; 66 no such file; 69 cannot be fetched; 70 bug or no memory; 73, 74\n"
    "cannot write; 75 try again later; 77 login needed; 78 configuration. The manual\n"
    "page nieuwsbrief(1) says more.\n";

void cli_help(const cli_options *options, nb_buf *out) {
  const struct command *command = &commands[options->command];
  bool whole = !options->command_given;
  if (whole)
    nb_buf_add_c(out,
                 "Usage: nieuwsbrief [COMMAND] [OPTION]... [FILE|URL|-]...\n\n"
                 "Dutch news in, a short, faithful English brief out. Offline by default.\n");
  else
    nb_buf_printf(out, "Usage: nieuwsbrief %s [OPTION]...%s%s\n\n%s\n", command->name, *command->operands ? " " : "",
                  command->operands, command->help);
  if (whole) help_commands(out);
  if (!whole && command->more) nb_buf_add_c(out, command->more);
  nb_buf_add_c(out, "\nOptions:\n");
  for (const option *o = options_table; o < options_table + N_OPTIONS; o++)
    if (whole || o->commands & 1u << options->command) help_option(o, out);
  if (whole || !command->more) nb_buf_add_c(out, inputs_help);
  nb_buf_add_c(out, exit_help);
}

const char *cli_command_name(cli_command command) {
  return commands[command].name;
}

const char *cli_command_near(const char *name) {
  size_t best = 1000;
  const char *near = NULL;
  for (size_t c = 0; c < CLI_COMMANDS; c++)
    if (cli_nearer(nb_str_of(name), nb_str_of(commands[c].name), &best)) near = commands[c].name;
  return near;
}
