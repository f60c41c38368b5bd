#include "counts.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"
#include "translate/neural/hint_rules.h"

enum { COUNTS_CAP = 64 * 1024 * 1024 };

typedef struct form {
  nb_str text;
  size_t n;
} form;

static bool count(nb_map *forms, nb_arena *arena, nb_str text) {
  form *known = nb_map_get(forms, text);
  if (!known) {
    void **slot = nb_map_slot(forms, text);
    known = nb_arena_alloc(arena, sizeof *known);
    if (!slot || !known) return false;
    *known = (form){text, 0};
    *slot = known;
  }
  known->n++;
  return true;
}

static bool count_word(nb_map *forms, nb_arena *arena, nb_str word) {
  nb_str core = nb_hint_core(word);
  if (!core.len) return true;
  nb_str lower = nb_str_lower(arena, core);
  return lower.ptr && count(forms, arena, lower) && (!nb_str_capital(core) || count(forms, arena, core));
}

static bool count_words(nb_map *forms, nb_arena *arena, nb_str text) {
  size_t start = 0;
  for (size_t at = 0, end; at <= text.len; at = end) {
    end = at;
    bool space = at == text.len || nb_is_space(nb_utf8_next(text, &end));
    if (at == text.len) end = at + 1;
    if (!space) continue;
    if (at > start && !count_word(forms, arena, nb_str_sub(text, start, at))) return false;
    start = end;
  }
  return true;
}

static int by_text(const void *a, const void *b) {
  return nb_str_cmp((*(form *const *)a)->text, (*(form *const *)b)->text);
}

/* Marks a name and the same in lower case as wanted. */
static bool want_name(nb_map *wanted, nb_arena *arena, const nb_lexicon *lexicon, nb_str text) {
  nb_name found;
  if (!nb_str_capital(text) || !nb_lexicon_name(lexicon, text, &found)) return true;
  void **slot = nb_map_slot(wanted, text);
  if (slot) *slot = wanted;
  nb_str lower = nb_str_lower(arena, text);
  void **lower_slot = slot && lower.ptr ? nb_map_slot(wanted, lower) : NULL;
  if (lower_slot) *lower_slot = wanted;
  return lower_slot != NULL;
}

static nb_status write_forms(nb_context *ctx, form **forms, size_t n, const nb_map *wanted, nb_arena *arena,
                             nb_str *counts) {
  nb_buf out;
  nb_buf_init(&out, COUNTS_CAP);
  qsort(forms, n, sizeof *forms, by_text);
  for (size_t i = 0; i < n; i++) {
    const form *f = forms[i];
    bool frequent = f->n >= NB_HINT_RARE && !nb_str_capital(f->text);
    if (frequent || nb_map_get(wanted, f->text)) nb_buf_printf(&out, NB_STR_FMT "\t%zu\n", NB_STR_ARG(f->text), f->n);
  }
  *counts = nb_arena_str(arena, nb_buf_str(&out));
  nb_status status = out.status;
  nb_buf_free(&out);
  if (status || !counts->ptr) return nb_fail_memory(ctx);
  return counts->len ? NB_OK : nb_fail(ctx, NB_DATA, "the text is too small: no word comes %d times", NB_HINT_RARE);
}

nb_status counts_of(nb_context *ctx, const corpus *c, const nb_lexicon *lexicon, nb_str *counts) {
  nb_map *forms = nb_map_new(c->arena), *wanted = nb_map_new(c->arena);
  bool good = forms && wanted;
  for (size_t i = 0; good && i < c->n; i++) good = count_words(forms, c->arena, c->pairs[i].nl);
  form **all = good ? nb_arena_array(c->arena, nb_map_size(forms), sizeof(form *)) : NULL;
  if (!all) return nb_fail_memory(ctx);
  size_t n = 0;
  nb_str text;
  void *value;
  for (size_t at = 0; good && nb_map_next(forms, &at, &text, &value);) {
    all[n++] = value;
    good = want_name(wanted, c->arena, lexicon, text);
  }
  return good ? write_forms(ctx, all, n, wanted, c->arena, counts) : nb_fail_memory(ctx);
}
