#include "translate/neural/meanings.h"

#include <string.h>

#include "base/utf8.h"

enum { READINGS = 8 };

void nb_add_word(nb_word_list *list, nb_str word) {
  if (word.len < 2 || list->failed) return;
  list->failed = !nb_arena_grow(list->arena, &list->items, &list->cap, list->n + 1, sizeof *list->items);
  if (!list->failed) list->items[list->n++] = word;
}

void nb_add_words(nb_word_list *list, nb_str candidates) {
  nb_str lower = nb_str_lower(list->arena, candidates);
  list->failed = list->failed || !lower.ptr;
  for (size_t start = 0, at = 0; at <= lower.len && lower.ptr; at++) {
    if (at < lower.len && !strchr(" |-/(),", lower.ptr[at])) continue;
    nb_add_word(list, nb_str_sub(lower, start, at));
    start = at + 1;
  }
}

void nb_add_irregular(nb_word_list *list, const nb_lexicon *lexicon, nb_str candidates) {
  nb_irregular irregular = nb_lexicon_irregular(lexicon);
  nb_str candidate, word, forms;
  while (nb_str_split(&candidates, '|', &candidate))
    while (nb_str_split(&candidate, ' ', &word))
      for (const char *pos = "VNA"; *pos; pos++) {
        nb_str key = nb_arena_printf(list->arena, "%c " NB_STR_FMT, *pos, NB_STR_ARG(word));
        list->failed = list->failed || !key.ptr;
        if (key.ptr && irregular.find && irregular.find(irregular.table, key, &forms)) nb_add_words(list, forms);
      }
}

/* Whether the lists say what a form means. */
static bool add_form(nb_word_list *list, const nb_lexicon *lexicon, nb_str form) {
  nb_reading r[READINGS], base[READINGS];
  size_t n = nb_lexicon_readings(lexicon, form, r, READINGS);
  bool known = false;
  for (size_t i = 0; i < n; i++) {
    nb_add_words(list, r[i].english);
    bool seen = false;
    for (size_t k = 0; k < i; k++) seen = seen || nb_str_eq(r[k].lemma, r[i].lemma);
    size_t n_base = seen ? 0 : nb_lexicon_readings(lexicon, r[i].lemma, base, READINGS);
    for (size_t k = 0; k < n_base; k++) {
      nb_add_words(list, base[k].english);
      nb_add_irregular(list, lexicon, base[k].english);
    }
    known = known || r[i].curated;
  }
  return known;
}

void nb_add_meanings(nb_word_list *list, const nb_lexicon *lexicon, nb_str word) {
  nb_name name;
  nb_str lower = nb_str_lower(list->arena, word), left, head, rest = lower, part;
  list->failed = list->failed || !lower.ptr;
  if (list->failed) return;
  bool known = add_form(list, lexicon, lower);
  if (!nb_str_eq(word, lower)) add_form(list, lexicon, word);
  if (nb_lexicon_name(lexicon, word, &name)) nb_add_words(list, name.english);
  if (!known && nb_lexicon_compound(lexicon, list->arena, lower, &left, &head)) {
    add_form(list, lexicon, left);
    add_form(list, lexicon, head);
  }
  while (nb_str_split(&rest, '-', &part))
    if (part.len < lower.len) add_form(list, lexicon, part);
}
