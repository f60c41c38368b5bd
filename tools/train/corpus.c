#include "corpus.h"

#include <math.h>
#include <stdlib.h>

#include "base/tsv.h"

enum { MOST_PAIRS = 50 * 1000 * 1000, NUMBER = 32 };
static const double most_weight = 1000;

nb_status corpus_add(nb_context *ctx, corpus *c, double weight, nb_str nl, nb_str en) {
  nl = nb_str_trim(nl);
  en = nb_str_trim(en);
  if (!nl.len || !en.len || weight <= 0) return NB_OK;
  if (c->n == MOST_PAIRS) return nb_fail(ctx, NB_DATA, "more than %d pairs", MOST_PAIRS);
  if (!nb_arena_grow(c->arena, &c->pairs, &c->cap, c->n + 1, sizeof *c->pairs)) return nb_fail_memory(ctx);
  c->pairs[c->n++] = (corpus_pair){weight, nl, en};
  return NB_OK;
}

static bool read_weight(nb_str text, double *weight) {
  char digits[NUMBER], *end;
  if (!text.len || text.len >= sizeof digits) return false;
  for (size_t i = 0; i < text.len; i++) digits[i] = text.ptr[i];
  digits[text.len] = '\0';
  *weight = strtod(digits, &end);
  return !*end && *weight >= 0 && *weight <= most_weight;
}

static nb_status add_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  corpus *c = user;
  double weight = 1;
  if (row->n != 2 && row->n != 3)
    return nb_fail(ctx, NB_DATA, "%s:%zu: %zu fields, not weight, Dutch and English, or Dutch and English", row->path,
                   row->line, row->n);
  if (row->n == 3 && !read_weight(row->field[0], &weight))
    return nb_fail(ctx, NB_DATA, "%s:%zu: the weight is no number from 0 to %g", row->path, row->line, most_weight);
  return corpus_add(ctx, c, weight, row->field[row->n - 2], row->field[row->n - 1]);
}

nb_status corpus_read(nb_context *ctx, corpus *c, const char *path) {
  nb_str name = nb_str_of(path);
  if (name.len > 4 && nb_str_eq_nocase(nb_str_sub(name, name.len - 4, name.len), NB_STR(".tmx")))
    return tmx_read(ctx, c, path);
  return nb_tsv_read(ctx, path, c->arena, add_row, c);
}
