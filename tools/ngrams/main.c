/* nb-ngrams TEXT OUT: counts words and pairs of words of English sentences, a line each, and writes their costs
 * (src/lexicon/ngrams_format.h). dict/english.ngrams was made from the English side of the training pairs:
 *
 *   xz -dc pairs.tsv.xz | cut -f3 > english.txt; nb-ngrams english.txt dict/english.ngrams */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "lexicon/ngrams.h"
#include "lexicon/ngrams_format.h"

enum { TEXT_CAP = 512 << 20, LEAST = 2 /* times, to be kept */ };

typedef struct counts {
  nb_arena *arena;
  nb_map *words, *pairs; /* text -> size_t *; a pair has a space between its words */
  double total;
} counts;

static size_t count_of(const nb_map *map, nb_str key) {
  const size_t *n = nb_map_get(map, key);
  return n ? *n : 0;
}

static bool add(counts *c, nb_map *map, nb_str key) {
  if (nb_map_get(map, key)) {
    ++*(size_t *)nb_map_get(map, key);
    return true;
  }
  size_t *n = nb_arena_alloc(c->arena, sizeof *n);
  nb_str kept = nb_arena_str(c->arena, key);
  void **slot = n && kept.ptr ? nb_map_slot(map, kept) : NULL;
  if (!slot) return false;
  *n = 1;
  *slot = n;
  return true;
}

static bool add_pair(counts *c, nb_str before, nb_str word) {
  nb_buf pair;
  nb_buf_init(&pair, TEXT_CAP);
  nb_buf_printf(&pair, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(before), NB_STR_ARG(word));
  c->total++;
  bool good = !pair.status && add(c, c->pairs, nb_buf_str(&pair)) && add(c, c->words, word);
  nb_buf_free(&pair);
  return good;
}

static bool in_word(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '\'' || c == '-';
}

static bool count_line(counts *c, nb_str line) {
  nb_str before = NB_STR("");
  for (size_t i = 0; i < line.len;) {
    size_t start = i++;
    if (line.ptr[start] == ' ') continue;
    while (in_word((unsigned char)line.ptr[start]) && i < line.len && in_word((unsigned char)line.ptr[i])) i++;
    nb_str word = nb_str_sub(line, start, i);
    if (!add_pair(c, before, word)) return false;
    before = word;
  }
  return add_pair(c, before, NB_STR(""));
}

static void put(uint32_t *cells, uint64_t mask, uint64_t key, double probability) {
  double cost = -log(probability) * NB_NGRAMS_UNIT + 0.5;
  uint32_t byte = cost < 1 ? 1 : cost > NB_NGRAMS_WORST ? NB_NGRAMS_WORST : (uint32_t)cost;
  uint64_t at = key & mask;
  while (cells[at]) at = (at + 1) & mask;
  cells[at] = nb_ngrams_mark(key) | byte;
}

static size_t kept(const nb_map *map) {
  nb_str key;
  void *value;
  size_t n = 0;
  for (size_t at = 0; nb_map_next(map, &at, &key, &value);) n += *(size_t *)value >= LEAST;
  return n;
}

static nb_status write(nb_context *ctx, const counts *c, const char *path) {
  nb_ngrams_header header = {.magic = "", .byte_order = 0x01020304, .log_cells = 10};
  memcpy(header.magic, NB_NGRAMS_MAGIC, sizeof header.magic);
  size_t n = kept(c->words) + kept(c->pairs);
  while (((size_t)1 << header.log_cells) * 3 < n * 4) header.log_cells++;
  size_t n_cells = (size_t)1 << header.log_cells;
  uint32_t *cells = nb_arena_array(c->arena, n_cells, sizeof *cells);
  if (!cells) return nb_fail_memory(ctx);
  nb_str key, word;
  void *value;
  for (size_t at = 0; nb_map_next(c->words, &at, &key, &value);)
    if (*(size_t *)value >= LEAST)
      put(cells, n_cells - 1, nb_ngrams_key(NULL, key), (double)*(size_t *)value / c->total);
  for (size_t at = 0; nb_map_next(c->pairs, &at, &key, &value);) {
    if (*(size_t *)value < LEAST) continue;
    size_t space = nb_str_find(key, NB_STR(" "), 0);
    nb_str before = nb_str_sub(key, 0, space);
    word = nb_str_sub(key, space + 1, key.len);
    double alone = (double)count_of(c->words, word) / c->total;
    double p = ((double)*(size_t *)value - 0.75) / (double)count_of(c->words, before) + 0.4 * alone;
    put(cells, n_cells - 1, nb_ngrams_key(&before, word), p);
  }
  nb_buf out;
  nb_buf_init(&out, TEXT_CAP);
  nb_buf_add(&out, (nb_str){(const char *)&header, sizeof header});
  nb_buf_add(&out, (nb_str){(const char *)cells, n_cells * sizeof *cells});
  nb_status status = out.status ? nb_fail_memory(ctx) : nb_file_write(ctx, path, nb_buf_str(&out));
  nb_buf_free(&out);
  printf("%zu words, %zu pairs kept, %zu cells\n", kept(c->words), kept(c->pairs), n_cells);
  return status;
}

static nb_status run(nb_context *ctx, nb_arena *arena, char **argv) {
  counts c = {arena, nb_map_new(arena), nb_map_new(arena), 0};
  nb_str text, line;
  nb_status status = c.words && c.pairs ? nb_file_map(ctx, argv[1], &text) : nb_fail_memory(ctx);
  if (status) return status;
  nb_str rest = nb_str_lower(arena, text);
  bool good = rest.ptr != NULL;
  while (good && nb_str_split(&rest, '\n', &line)) good = count_line(&c, line);
  nb_file_unmap(text);
  return good ? write(ctx, &c, argv[2]) : nb_fail_memory(ctx);
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fputs("usage: nb-ngrams TEXT OUT\n", stderr);
    return NB_USAGE;
  }
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_status status = ctx && arena ? run(ctx, arena, argv) : NB_INTERNAL;
  if (ctx && status) fprintf(stderr, "nb-ngrams: %s\n", nb_error(ctx));
  nb_arena_free(arena);
  nb_context_free(ctx);
  return (int)status;
}
