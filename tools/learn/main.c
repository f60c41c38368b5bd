/* nb-learn: trains the sequence models of dict/ and measures them. tools/learn/all runs it for all three.
 *
 *   nb-learn tags TREEBANKS OUT         trains dict/tags.model from the folder of treebanks
 *   nb-learn test-tags CONLLU...        accuracy and speed of dict/tags.model
 *   nb-learn labels NEWS OUT            trains names.model and events.model in the folder OUT from marked news
 *   nb-learn test-labels NEWS           precision, recall and F1 on the tenth of the news that is never learnt
 *
 * The data folder (NIEUWSBRIEF_DATA) must hold lexicon.bin. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "annotated.h"
#include "treebank.h"

typedef struct tool {
  nb_context *ctx;
  nb_arena *arena;
  nb_lexicon *lexicon;
} tool;

static treebank treebank_of(const tool *t) {
  return (treebank){t->ctx, t->arena, t->lexicon, nb_map_new(t->arena), nb_map_new(t->arena)};
}

static nb_status read_in(const tool *t, treebank *bank, const char *folder, const char *name, bool hold,
                         examples *list) {
  const char *path = nb_arena_printf(t->arena, "%s/%s", folder, name).ptr;
  return path ? treebank_read(bank, path, hold, list) : nb_fail_memory(t->ctx);
}

static nb_status learn_tags(const tool *t, char **args) {
  static const char *const held_files[] = {"nl_alpino-ud-test.conllu", "nl_alpino-ud-dev.conllu"};
  static const char *const files[] = {"nl_lassysmall-ud-dev.conllu", "nl_lassysmall-ud-test.conllu",
                                      "nl_lassysmall-ud-train.v2.0-blob.conllu", "alpino_cdb.tsv"};
  treebank bank = treebank_of(t);
  examples held = {0}, test = {0}, train = {0};
  nb_status status = read_in(t, &bank, args[0], held_files[0], true, &test);
  if (!status) status = read_in(t, &bank, args[0], held_files[1], true, &held);
  for (size_t i = 0; !status && i < sizeof files / sizeof *files; i++)
    status = read_in(t, &bank, args[0], files[i], false, &train);
  const learning how = {.rounds = 3, .epochs = 8, .whole_epochs = 3, .least_updates = 8, .least_weight = 5};
  nb_buf out;
  nb_buf_init(&out, 64 << 20);
  if (!status) status = learn(t->ctx, &nb_tag_task, &train, &held, how, &out);
  if (!status) status = nb_file_write(t->ctx, args[1], nb_buf_str(&out));
  nb_buf_free(&out);
  return status;
}

static bool same_upos(const char *a, const char *b) {
  size_t n = strcspn(a, ".");
  return n == strcspn(b, ".") && strncmp(a, b, n) == 0;
}

static const char *label_of_mask(uint32_t mask) {
  int l = 0;
  while (l + 1 < NB_TAG_LABELS && !(mask >> l & 1)) l++;
  return nb_tag_task.labels[l];
}

static nb_status test_file(const tool *t, const nb_tagger *tagger, const char *path) {
  treebank bank = treebank_of(t);
  examples list = {0};
  nb_status status = treebank_read(&bank, path, true, &list);
  size_t words = 0, right = 0, exact = 0;
  struct timespec start, end;
  double seconds = 0;
  nb_arena *arena = nb_arena_new();
  for (size_t i = 0; !status && i < list.n; i++) {
    const example *e = &list.items[i];
    const nb_clues *clues = e->sentence;
    nb_tag *tags;
    clock_gettime(CLOCK_MONOTONIC, &start);
    status = nb_tag_tokens(t->ctx, tagger, arena, clues->tokens, clues->n, &tags);
    clock_gettime(CLOCK_MONOTONIC, &end);
    seconds += (double)(end.tv_sec - start.tv_sec) + 1e-9 * (double)(end.tv_nsec - start.tv_nsec);
    for (size_t k = 0; k < e->n && !status; k++) {
      const char *found = nb_tag_task.labels[tags[k].label], *wanted = label_of_mask(e->masks[k]);
      right += same_upos(found, wanted);
      exact += strcmp(found, wanted) == 0;
      if (!same_upos(found, wanted))
        printf("%s\t%s\t" NB_STR_FMT "\t" NB_STR_FMT " _ " NB_STR_FMT "\n", wanted, found,
               NB_STR_ARG(clues->tokens[k].text), NB_STR_ARG(nb_clue_at(clues, k, -1)->lower),
               NB_STR_ARG(nb_clue_at(clues, k, 1)->lower));
    }
    words += e->n;
    nb_arena_reset(arena);
  }
  nb_arena_free(arena);
  if (!status && words)
    fprintf(stderr, "%s: %zu words, UPOS %.2f %%, with verb forms %.2f %%, %.0f words a second\n", path, words,
            100.0 * (double)right / (double)words, 100.0 * (double)exact / (double)words, (double)words / seconds);
  return status;
}

static nb_status test_tags(const tool *t, char **args) {
  nb_tagger *tagger;
  nb_status status = nb_tagger_new(t->ctx, t->lexicon, &tagger);
  if (status) return status;
  for (; *args && !status; args++) status = test_file(t, tagger, *args);
  nb_tagger_free(tagger);
  return status;
}

/* ---- labels ---- */

typedef struct news {
  nb_tagger *tagger;
  nb_lists *lists;
  marked train, held;
} news;

static nb_status read_news(const tool *t, const char *path, news *n) {
  nb_status status = nb_tagger_new(t->ctx, t->lexicon, &n->tagger);
  if (!status) status = nb_lists_new(t->ctx, &n->lists);
  const annotated a = {t->ctx, t->arena, t->lexicon, n->tagger, n->lists};
  return status ? status : annotated_read(&a, path, &n->train, &n->held);
}

static void free_news(news *n) {
  nb_tagger_free(n->tagger);
  nb_lists_free(n->lists);
}

static nb_status learn_one(const tool *t, const nb_sequence_task *task, const examples *train, const examples *held,
                           learning how, const char *folder) {
  nb_buf out;
  nb_buf_init(&out, 64 << 20);
  nb_str path = nb_arena_printf(t->arena, "%s/%s", folder, task->file);
  nb_status status = path.ptr ? learn(t->ctx, task, train, held, how, &out) : nb_fail_memory(t->ctx);
  if (!status) status = nb_file_write(t->ctx, path.ptr, nb_buf_str(&out));
  nb_buf_free(&out);
  return status;
}

static nb_status learn_labels(const tool *t, char **args) {
  const learning names = {.rounds = 3, .epochs = 8, .least_updates = 6, .least_weight = 4},
                 events = {.rounds = 3, .epochs = 8, .least_updates = 8, .least_weight = 7};
  news n = {0};
  nb_status status = read_news(t, args[0], &n);
  if (!status) status = learn_one(t, &nb_name_task, &n.train.names, &n.held.names, names, args[1]);
  if (!status) status = learn_one(t, &nb_event_task, &n.train.events, &n.held.events, events, args[1]);
  free_news(&n);
  return status;
}

typedef struct tally {
  size_t found, wanted, right;
} tally;

static void print_tally(const char *what, const tally *t) {
  double p = t->found ? 100.0 * (double)t->right / (double)t->found : 0,
         r = t->wanted ? 100.0 * (double)t->right / (double)t->wanted : 0;
  printf("%-10s P %5.1f  R %5.1f  F1 %5.1f  (%zu marked)\n", what, p, r, p + r > 0 ? 2 * p * r / (p + r) : 0,
         t->wanted);
}

/* The marks again, as the labeller gives them. */
static size_t spans_of(const example *e, bool names, nb_sighting *spans) {
  size_t n = 0;
  for (size_t i = 0; i < e->n; i++) {
    unsigned label = 0;
    while (!(e->masks[i] >> label & 1)) label++;
    if (label == 0) continue;
    if (names && label % 2 == 0)
      spans[n - 1].last = i;
    else
      spans[n++] = (nb_sighting){(nb_label)(names ? NB_LABEL_PER + label / 2 : NB_LABEL_REAL + label - 1), i, i, 0};
  }
  return n;
}

static void count_spans(const nb_sighting *found, size_t n_found, const nb_sighting *wanted, size_t n_wanted,
                        tally *of) {
  for (size_t i = 0; i < n_found; i++) of[found[i].label].found++;
  for (size_t i = 0; i < n_wanted; i++) {
    const nb_sighting *w = &wanted[i], *f = nb_sighting_at(found, n_found, w->first);
    of[w->label].wanted++;
    of[w->label].right += f && f->last == w->last && f->label == w->label;
    of[NB_LABEL_NONE].right += f && w->label >= NB_LABEL_REAL; /* the event, whatever its label */
  }
}

static void print_tallies(tally *of) {
  static const char *const names[] = {"", "PER", "ORG", "LOC", "DEM", "ROL", "GRP", "real", "said", "irreal"};
  tally all_names = {0}, all_events = {0};
  for (int l = NB_LABEL_PER; l <= NB_LABEL_IRREAL; l++) {
    tally *sum = l < NB_LABEL_REAL ? &all_names : &all_events;
    print_tally(names[l], &of[l]);
    *sum = (tally){sum->found + of[l].found, sum->wanted + of[l].wanted, sum->right + of[l].right};
  }
  print_tally("names", &all_names);
  print_tally("events", &all_events);
  all_events.right = of[NB_LABEL_NONE].right;
  print_tally("any event", &all_events);
}

static nb_status test_labels(const tool *t, char **args) {
  news n = {0};
  nb_labeller *labeller = NULL;
  tally of[NB_LABEL_IRREAL + 1] = {{0}};
  nb_status status = read_news(t, args[0], &n);
  if (!status) status = nb_labeller_new(t->ctx, t->lexicon, &labeller);
  for (size_t i = 0; i < n.held.names.n && !status; i++) {
    const example *e = &n.held.names.items[i];
    const nb_evidence *evidence = e->sentence;
    nb_labels labels;
    nb_sighting *wanted = nb_arena_array(t->arena, e->n, sizeof *wanted);
    status = wanted ? nb_labels_of(t->ctx, labeller, t->arena, t->arena, evidence->clues, evidence->tags, &labels)
                    : nb_fail_memory(t->ctx);
    if (status) break;
    count_spans(labels.names, labels.n_names, wanted, spans_of(e, true, wanted), of);
    count_spans(labels.events, labels.n_events, wanted, spans_of(&n.held.events.items[i], false, wanted), of);
  }
  if (!status) print_tallies(of);
  nb_labeller_free(labeller);
  free_news(&n);
  return status;
}

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    int least, most;
    nb_status (*run)(const tool *, char **);
  } commands[] = {{"tags", 2, 2, learn_tags},
                  {"test-tags", 1, 99, test_tags},
                  {"labels", 2, 2, learn_labels},
                  {"test-labels", 1, 1, test_labels}};
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    if (argc < 2 || strcmp(argv[1], commands[i].name) != 0) continue;
    if (argc - 2 < commands[i].least || argc - 2 > commands[i].most) break;
    tool t = {nb_context_new(), nb_arena_new(), NULL};
    nb_status status = t.ctx && t.arena ? nb_lexicon_open(t.ctx, &t.lexicon) : NB_INTERNAL;
    if (!status) status = commands[i].run(&t, argv + 2);
    if (status) fprintf(stderr, "nb-learn: %s\n", t.ctx ? nb_error(t.ctx) : "out of memory");
    nb_lexicon_free(t.lexicon);
    nb_arena_free(t.arena);
    nb_context_free(t.ctx);
    return (int)status;
  }
  fputs("usage: nb-learn tags TREEBANKS OUT | test-tags CONLLU... | labels NEWS OUT | test-labels NEWS\n", stderr);
  return NB_USAGE;
}
