/* Glossary files of any bytes and kind: no crash; what is read can be written in each format and read again. */
#include <stdint.h>
#include <stdlib.h>

#include "base/file.h"
#include "lexicon/user/read.h"
#include "lexicon/user/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t usable(const nb_terms *terms) {
  size_t n = 0;
  for (size_t i = 0; i < terms->n; i++) n += !terms->items[i].problem.len;
  return n;
}

static void check(bool holds) {
  if (!holds) abort();
}

static void check_again(nb_context *ctx, nb_arena *arena, nb_glossary_format format, const char *path,
                        const nb_terms *terms) {
  nb_buf out;
  nb_terms again = {0};
  nb_buf_init(&out, NB_INPUT_CAP);
  nb_terms_write(&out, format, terms);
  check(nb_terms_parse(ctx, arena, path, nb_buf_str(&out), &again) == NB_OK);
  check(again.n == usable(terms) && usable(&again) == again.n);
  for (size_t i = 0, k = 0; i < terms->n; i++) {
    const nb_term *t = &terms->items[i];
    if (t->problem.len) continue;
    const nb_term *same = &again.items[k++];
    check(nb_str_eq(t->nl, same->nl) && nb_str_eq(t->en, same->en) && t->pos == same->pos);
    check(nb_str_eq(t->note, same->note));
  }
  nb_buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  nb_str bytes = {size ? (const char *)data : "", size};
  static const char *const names[] = {"t.tsv", "t.csv"};
  for (size_t i = 0; ctx && arena && i < sizeof names / sizeof *names; i++) {
    nb_terms terms = {0};
    if (nb_terms_parse(ctx, arena, names[i], bytes, &terms)) continue;
    check_again(ctx, arena, NB_GLOSSARY_TSV, "t.tsv", &terms);
    check_again(ctx, arena, NB_GLOSSARY_CSV, "t.csv", &terms);
    check_again(ctx, arena, NB_GLOSSARY_TBX, "t.tbx", &terms);
  }
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}
