#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/tsv.h"
#include "summarise/score.h"

static const struct {
  const char *name;
  size_t offset;
} fields[] = {
    {"actors", offsetof(nb_weights, actors)},         {"events", offsetof(nb_weights, events)},
    {"position", offsetof(nb_weights, position)},     {"title", offsetof(nb_weights, title)},
    {"topic", offsetof(nb_weights, topic)},           {"length", offsetof(nb_weights, length)},
    {"question", offsetof(nb_weights, question)},     {"quotation", offsetof(nb_weights, quotation)},
    {"dangling", offsetof(nb_weights, dangling)},     {"no-verb", offsetof(nb_weights, no_verb)},
    {"pull-quote", offsetof(nb_weights, pull_quote)}, {"redundancy", offsetof(nb_weights, redundancy)},
};

static nb_status row(nb_context *ctx, void *user, const nb_tsv_row *r) {
  char digits[32], *end;
  if (r->n != 2 || r->field[1].len >= sizeof digits)
    return nb_fail(ctx, NB_DATA, "%s:%zu: not a name and a weight", r->path, r->line);
  memcpy(digits, r->field[1].ptr, r->field[1].len);
  digits[r->field[1].len] = 0;
  double value = strtod(digits, &end);
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
    if (nb_str_eq_c(r->field[0], fields[i].name) && end != digits && *end == 0 && isfinite(value)) {
      memcpy((char *)user + fields[i].offset, &value, sizeof value);
      return NB_OK;
    }
  return nb_fail(ctx, NB_DATA, "%s:%zu: no weight of that name, or no number", r->path, r->line);
}

nb_status nb_weights_load(nb_context *ctx, nb_weights *weights) {
  nb_buf path;
  nb_buf_init(&path, 4096);
  nb_arena *arena = nb_arena_new();
  *weights = (nb_weights){0};
  nb_status status = arena ? nb_data_path(ctx, "weights.tsv", &path) : nb_fail_memory(ctx);
  if (!status) status = nb_tsv_read(ctx, path.ptr, arena, row, weights);
  nb_arena_free(arena);
  nb_buf_free(&path);
  return status;
}
