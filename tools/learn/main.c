/* nb-learn: trains the sequence models of dict/ and measures them.
 *
 *   nb-learn tags TREEBANKS OUT         trains dict/tags.model from the folder of treebanks
 *   nb-learn test-tags CONLLU...        accuracy and speed of dict/tags.model
 *
 * The data folder (NIEUWSBRIEF_DATA) must hold lexicon.bin. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
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

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    int least, most;
    nb_status (*run)(const tool *, char **);
  } commands[] = {{"tags", 2, 2, learn_tags}, {"test-tags", 1, 99, test_tags}};
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
  fputs("usage: nb-learn tags TREEBANKS OUT | test-tags CONLLU...\n", stderr);
  return NB_USAGE;
}
