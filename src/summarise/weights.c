#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/tsv.h"
#include "summarise/score.h"

static bool number(nb_str field, double *value) {
  char digits[32], *end;
  if (field.len >= sizeof digits) return false;
  memcpy(digits, field.ptr, field.len);
  digits[field.len] = 0;
  *value = strtod(digits, &end);
  return end != digits && *end == 0 && isfinite(*value);
}

static nb_status row(nb_context *ctx, void *user, const nb_tsv_row *r) {
  nb_summariser *s = user;
  for (int p = 0; r->n == 3 && p < NB_SCORE_PARTS; p++)
    if (nb_str_eq_c(r->field[0], nb_score_part_name((nb_score_part)p)) && number(r->field[1], &s->weights[1][p]) &&
        number(r->field[2], &s->weights[0][p]))
      return NB_OK;
  return nb_fail(ctx, NB_DATA, "%s:%zu: not a part of the score and two numbers", r->path, r->line);
}

static nb_status load(nb_context *ctx, nb_summariser *s) {
  nb_buf path;
  nb_buf_init(&path, 4096);
  nb_arena *arena = nb_arena_new();
  nb_status status = arena ? nb_data_path(ctx, "weights.tsv", &path) : nb_fail_memory(ctx);
  if (!status) status = nb_tsv_read(ctx, path.ptr, arena, row, s);
  nb_arena_free(arena);
  nb_buf_free(&path);
  return status;
}

nb_status nb_summariser_new(nb_context *ctx, nb_summariser **summariser) {
  nb_summariser *s = calloc(1, sizeof *s);
  if (!s) return nb_fail_memory(ctx);
  nb_status status = load(ctx, s);
  if (status)
    nb_summariser_free(s);
  else
    *summariser = s;
  return status;
}

void nb_summariser_free(nb_summariser *summariser) {
  free(summariser);
}
