/* Words of several senses: a word of the sentence decides ("bank" beside "woonkamer" is a couch). */
#include "base/map.h"
#include "base/utf8.h"
#include "translate/glossary/unit.h"

enum { MOST_SENSES = 16 };

static const nb_unit *beside(const nb_units *units, size_t i, int step) {
  while (step < 0 ? i-- > 0 : ++i < units->n)
    if (units->items[i].pos != NB_POS_ADJ || step > 0) return &units->items[i];
  return NULL;
}

static bool is_word(const nb_unit *u, nb_str word) {
  return u && (nb_str_eq_nocase(u->nl, word) || nb_str_eq(u->lemma, word));
}

/* Somewhere in the sentence; a word does not decide about itself. */
static bool stands_elsewhere(const nb_map *words, const nb_unit *u, nb_str word) {
  const nb_unit *found = nb_map_get(words, word);
  return found && found != u;
}

static bool decides(const nb_units *units, const nb_map *words, size_t i, nb_str list) {
  nb_str word;
  while (nb_str_split(&list, ' ', &word)) {
    nb_str bare = nb_str_sub(word, 1, word.len);
    if (word.len == 0) continue;
    bool here = word.ptr[0] == '<'   ? is_word(i > 0 ? &units->items[i - 1] : NULL, bare)
                : word.ptr[0] == '>' ? is_word(beside(units, i, +1), bare)
                                     : stands_elsewhere(words, &units->items[i], word);
    if (here) return true;
  }
  return false;
}

static void choose(const nb_work *work, nb_units *units, const nb_map *words, size_t i) {
  nb_unit *u = &units->items[i];
  bool plain = (u->origin == NB_FROM_GLOSSARY || u->origin == NB_FROM_DICTIONARY) && !u->dropped && !u->idiom.len;
  if (!plain || u->features & (NB_COMPARATIVE | NB_SUPERLATIVE | NB_DIMINUTIVE | NB_PRESENT_PART)) return;
  nb_context_sense senses[MOST_SENSES];
  size_t n = nb_lexicon_contexts(work->lexicon, u->lemma, senses, MOST_SENSES);
  for (size_t k = 0; k < n; k++) {
    if (senses[k].pos != u->pos || !decides(units, words, i, senses[k].words)) continue;
    nb_str base = nb_first_candidate(senses[k].english);
    nb_str english = nb_english_inflect(work->arena, nb_lexicon_irregular(work->lexicon), base,
                                        nb_inflection_of(u->pos, u->features));
    if (!english.ptr) return;
    u->english = english;
    if (u->pos == NB_POS_VERB) u->idiom = base;
    return;
  }
}

nb_status nb_choose_senses(const nb_work *work, nb_units *units) {
  nb_map *words = nb_map_new(work->arena);
  if (!words) return nb_fail_memory(work->ctx);
  for (size_t i = 0; i < units->n; i++) {
    nb_unit *u = &units->items[i];
    void **form = nb_map_slot(words, nb_str_lower(work->arena, u->nl));
    if (!form) return nb_fail_memory(work->ctx);
    *form = u;
    void **lemma = nb_map_slot(words, u->lemma);
    if (!lemma) return nb_fail_memory(work->ctx);
    *lemma = u;
  }
  for (size_t i = 0; i < units->n; i++) choose(work, units, words, i);
  return NB_OK;
}
