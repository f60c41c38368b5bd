#include "targets.h"

#include <string.h>

#include "base/utf8.h"
#include "translate/neural/hint_rules.h"

typedef struct marker {
  nb_context *ctx;
  const nb_pieces *pieces;
  nb_arena *room;
  char *targets;
} marker;

static nb_status mark(const marker *m, nb_str text) {
  int32_t *ids;
  size_t n;
  nb_arena_reset(m->room);
  nb_status status = nb_pieces_encode(m->ctx, m->pieces, m->room, text, &ids, &n);
  for (size_t i = 0; !status && i < n; i++) m->targets[ids[i]] = 1;
  return status;
}

static nb_status mark_names(const marker *m, nb_str text) {
  nb_status status = NB_OK;
  nb_str word;
  while (!status && nb_str_split(&text, ' ', &word)) {
    nb_str core = nb_hint_core(word);
    if (core.len && nb_str_capital(core)) status = mark(m, core);
  }
  return status;
}

nb_status targets_of(nb_context *ctx, const corpus *c, const nb_pieces *pieces, nb_str before, nb_str *targets) {
  const size_t n = nb_pieces_size(pieces);
  marker m = {ctx, pieces, nb_arena_new(), nb_arena_alloc(c->arena, n)};
  nb_status status = m.room && m.targets ? NB_OK : nb_fail_memory(ctx);
  if (!status) memset(m.targets, 0, n);
  if (!status && before.len == n) memcpy(m.targets, before.ptr, n);
  for (size_t i = 0; !status && i < c->n; i++) {
    status = mark(&m, c->pairs[i].en);
    if (!status) status = mark_names(&m, c->pairs[i].nl);
  }
  nb_arena_free(m.room);
  *targets = (nb_str){m.targets, n};
  return status;
}
