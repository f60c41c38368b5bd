#include "choice.h"

#include <string.h>

#include "base/random.h"
#include "base/utf8.h"

/* Shares of names, of words that would have a hint at run time, of other words; of hints that the English does not
 * bear out. */
static const double of_names = 0.7, of_rare = 0.7, of_common = 0.06, of_wrong = 0.25;

enum { CANDIDATES = 16, STEMS = 24 };

/* --- rough English stems: whether two words are forms of one --- */

static const struct {
  nb_str suffix, instead;
} endings[] = {{{"ies", 3}, {"y", 1}}, {{"ied", 3}, {"y", 1}}, {{"es", 2}, {"", 0}},  {{"s", 1}, {"", 0}},
               {{"ed", 2}, {"", 0}},   {{"ed", 2}, {"e", 1}},  {{"ing", 3}, {"", 0}}, {{"ing", 3}, {"e", 1}},
               {{"er", 2}, {"", 0}},   {{"ers", 3}, {"", 0}},  {{"'s", 2}, {"", 0}}};

/* In the arena; at most STEMS. Out of memory gives fewer. */
static size_t stems_of(nb_arena *arena, nb_str word, nb_str stems[STEMS]) {
  enum { LEAST = 3 };
  size_t n = 0;
  stems[n++] = word;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    if (!nb_str_ends(word, endings[i].suffix) || word.len - endings[i].suffix.len < LEAST) continue;
    nb_str stem = nb_arena_printf(arena, NB_STR_FMT NB_STR_FMT, (int)(word.len - endings[i].suffix.len), word.ptr,
                                  NB_STR_ARG(endings[i].instead));
    if (!stem.ptr) continue;
    stems[n++] = stem;
    if (stem.len > LEAST && stem.ptr[stem.len - 1] == stem.ptr[stem.len - 2])
      stems[n++] = nb_str_sub(stem, 0, stem.len - 1);
  }
  return n;
}

/* The next run of letters and apostrophes of a text in lower case; false: none. */
static bool next_word(nb_str text, size_t *at, nb_str *word) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz'";
  while (*at < text.len && !(text.ptr[*at] && strchr(letters, text.ptr[*at]))) ++*at;
  size_t start = *at;
  while (*at < text.len && text.ptr[*at] && strchr(letters, text.ptr[*at])) ++*at;
  *word = nb_str_sub(text, start, *at);
  return word->len > 0;
}

/* Whether each word of a candidate is in the reference, in any form. */
static bool fits(const choice *c, nb_arena *arena, nb_str candidate) {
  nb_str text = nb_str_lower(arena, candidate), word, stems[STEMS];
  for (size_t at = 0; next_word(text, &at, &word);) {
    bool found = false;
    for (size_t n = stems_of(arena, word, stems); n-- > 0;) found = found || nb_map_get(c->known, stems[n]);
    if (!found) return false;
  }
  return true;
}

/* --- what the rules of hints ask --- */

static bool name(void *self, nb_str english) {
  choice *c = self;
  nb_arena *arena = nb_arena_new();
  bool there = arena && nb_str_find(c->reference, nb_str_lower(arena, english), 0) != NB_NOT_FOUND;
  nb_arena_free(arena);
  return there && nb_random_unit(&c->random) <= of_names;
}

static bool word(void *self, bool rare) {
  choice *c = self;
  return nb_random_unit(&c->random) <= (rare ? of_rare : of_common);
}

static size_t split(nb_str text, nb_str parts[CANDIDATES]) {
  size_t n = 0;
  while (n < CANDIDATES && nb_str_split(&text, '|', &parts[n])) n++;
  return n;
}

static nb_str join(nb_arena *arena, const nb_str *parts, size_t n) {
  nb_str all = parts[0];
  for (size_t i = 1; i < n; i++)
    all = nb_arena_printf(arena, NB_STR_FMT "|" NB_STR_FMT, NB_STR_ARG(all), NB_STR_ARG(parts[i]));
  return all;
}

/* Where none of those shown fits, one further down that does takes the last place, and their order is drawn. */
static bool candidates(void *self, nb_arena *arena, nb_str *text) {
  choice *c = self;
  nb_str all[CANDIDATES];
  size_t n = split(*text, all), shown = n < NB_HINT_SHOWN ? n : NB_HINT_SHOWN, fit = 0;
  while (fit < n && !fits(c, arena, all[fit])) fit++;
  if (fit < shown) return true;
  if (fit == n) return nb_random_unit(&c->random) <= of_wrong;
  all[shown - 1] = all[fit];
  for (size_t i = shown; i > 1; i--) {
    size_t other = nb_random_below(&c->random, i);
    nb_str kept = all[i - 1];
    all[i - 1] = all[other];
    all[other] = kept;
  }
  *text = join(arena, all, shown);
  return text->ptr != NULL;
}

bool choice_init(choice *c, nb_arena *arena, nb_str english, uint64_t seed) {
  *c = (choice){.random = seed, .reference = nb_str_lower(arena, english), .known = nb_map_new(arena)};
  c->chooser = (nb_hint_chooser){c, name, word, candidates};
  if (!c->known || !c->reference.ptr) return false;
  nb_str w, stems[STEMS];
  for (size_t at = 0; next_word(c->reference, &at, &w);)
    for (size_t n = stems_of(arena, w, stems); n-- > 0;) {
      void **slot = nb_map_slot(c->known, stems[n]);
      if (!slot) return false;
      *slot = c;
    }
  return true;
}
