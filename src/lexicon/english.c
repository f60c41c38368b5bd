#include "lexicon/english.h"

#include <string.h>

#include "base/utf8.h"

/* Part of speech whose row holds the form, and the form's place in it. */
static const struct {
  char pos;
  unsigned char at;
} places[] = {
    [NB_EN_BASE] = {0, 0},  [NB_EN_PLURAL] = {'N', 0}, [NB_EN_PAST] = {'V', 0},        [NB_EN_PARTICIPLE] = {'V', 1},
    [NB_EN_ING] = {'V', 2}, [NB_EN_THIRD] = {'V', 3},  [NB_EN_COMPARATIVE] = {'A', 0}, [NB_EN_SUPERLATIVE] = {'A', 1},
};

static bool is_vowel(char c) {
  return c && strchr("aeiou", c) != NULL;
}

static bool ends_any(nb_str word, const char *const *endings) {
  for (; *endings; endings++)
    if (nb_str_ends(word, nb_str_of(*endings))) return true;
  return false;
}

static bool consonant_y(nb_str w) {
  return w.len > 1 && w.ptr[w.len - 1] == 'y' && !is_vowel(w.ptr[w.len - 2]);
}

static nb_str join(nb_arena *arena, nb_str stem, const char *ending) {
  return nb_arena_printf(arena, NB_STR_FMT "%s", NB_STR_ARG(stem), ending);
}

static nb_str drop(nb_str word, size_t n) {
  return nb_str_sub(word, 0, word.len - n);
}

static nb_str with_s(nb_arena *arena, nb_str w) {
  static const char *const sibilants[] = {"s", "x", "z", "ch", "sh", NULL};
  if (consonant_y(w)) return join(arena, drop(w, 1), "ies");
  return join(arena, w, ends_any(w, sibilants) ? "es" : "s");
}

static nb_str with_ed(nb_arena *arena, nb_str w) {
  if (consonant_y(w)) return join(arena, drop(w, 1), "ied");
  return join(arena, w, w.ptr[w.len - 1] == 'e' ? "d" : "ed");
}

static nb_str with_ing(nb_arena *arena, nb_str w) {
  static const char *const kept[] = {"ee", "oe", "ye", NULL};
  bool drops = w.len > 2 && w.ptr[w.len - 1] == 'e' && !ends_any(w, kept);
  return join(arena, drops ? drop(w, 1) : w, "ing");
}

/* One syllable, or two with a final y, take an ending; longer words "more" and "most". */
static nb_str compared(nb_arena *arena, nb_str w, const char *ending, const char *more) {
  size_t syllables = 0;
  for (size_t i = 0; i < w.len; i++)
    syllables += (is_vowel(w.ptr[i]) || w.ptr[i] == 'y') && (i == 0 || !is_vowel(w.ptr[i - 1]));
  if (w.ptr[w.len - 1] == 'e' && syllables > 1) syllables--;
  if (consonant_y(w) && syllables <= 2) return nb_arena_printf(arena, NB_STR_FMT "i%s", NB_STR_ARG(drop(w, 1)), ending);
  if (syllables > 1) return nb_arena_printf(arena, "%s " NB_STR_FMT, more, NB_STR_ARG(w));
  return join(arena, w.ptr[w.len - 1] == 'e' ? drop(w, 1) : w, ending);
}

static nb_str by_rule(nb_arena *arena, nb_str w, nb_inflection form) {
  switch (form) {
    case NB_EN_PLURAL:
    case NB_EN_THIRD:
      return with_s(arena, w);
    case NB_EN_PAST:
    case NB_EN_PARTICIPLE:
      return with_ed(arena, w);
    case NB_EN_ING:
      return with_ing(arena, w);
    case NB_EN_COMPARATIVE:
      return compared(arena, w, "er", "more");
    case NB_EN_SUPERLATIVE:
      return compared(arena, w, "est", "most");
    case NB_EN_BASE:
      break;
  }
  return w;
}

static nb_str to_be(nb_inflection form) {
  switch (form) {
    case NB_EN_PAST:
      return NB_STR("was");
    case NB_EN_PARTICIPLE:
      return NB_STR("been");
    case NB_EN_ING:
      return NB_STR("being");
    case NB_EN_THIRD:
      return NB_STR("is");
    default:
      return NB_STR("be");
  }
}

static nb_str word_form(nb_arena *arena, nb_irregular irregular, nb_str w, nb_inflection form) {
  if (places[form].pos == 'V' && nb_str_eq_c(w, "be")) return to_be(form);
  nb_str key = nb_arena_printf(arena, "%c " NB_STR_FMT, places[form].pos, NB_STR_ARG(w));
  if (!key.ptr) return key;
  nb_str rest = {NULL, 0}, found;
  if (irregular.find && !irregular.find(irregular.table, key, &rest)) rest = (nb_str){NULL, 0};
  for (size_t i = 0; nb_str_split(&rest, '|', &found); i++)
    if (i == places[form].at && found.len) return found;
  return by_rule(arena, w, form);
}

/* The head of a phrase as a span of bytes. */
static void head_of(nb_str base, char pos, size_t *start, size_t *end) {
  static const char *const stops[] = {" of ",   " for ",  " in ", " on ", " to ", " at ",
                                      " with ", " from ", " by ", " (",   NULL};
  *start = 0;
  *end = base.len;
  if (pos == 'V') {
    size_t space = nb_str_find(base, NB_STR(" "), 0);
    if (space != NB_NOT_FOUND) *end = space;
    return;
  }
  if (pos == 'N')
    for (const char *const *s = stops; *s; s++) {
      size_t at = nb_str_find(base, nb_str_of(*s), 0);
      if (at != NB_NOT_FOUND && at > 0 && at < *end) *end = at;
    }
  for (size_t i = 0; i < *end; i++)
    if (base.ptr[i] == ' ') *start = i + 1;
}

nb_str nb_english_inflect(nb_arena *arena, nb_irregular irregular, nb_str base, nb_inflection form) {
  if (form == NB_EN_BASE || base.len == 0) return base;
  size_t start, end;
  head_of(base, places[form].pos, &start, &end);
  if (start >= end) return base;
  bool phrase = places[form].pos == 'A' && start > 0; /* "well known" compares as a whole */
  if (phrase)
    return nb_arena_printf(arena, "%s " NB_STR_FMT, form == NB_EN_COMPARATIVE ? "more" : "most", NB_STR_ARG(base));
  nb_str inflected = word_form(arena, irregular, nb_str_sub(base, start, end), form);
  if (!inflected.ptr) return inflected;
  return nb_arena_printf(arena, NB_STR_FMT NB_STR_FMT NB_STR_FMT, (int)start, base.ptr, NB_STR_ARG(inflected),
                         (int)(base.len - end), base.ptr + end);
}

/* --- a or an --- */

/* Capitals that are spelt: three letters at most, or without a vowel among those behind the first ("FBI", "SGP"; not
 * "NATO"). */
static bool spelt(nb_str word) {
  size_t capitals = 0, vowels = 0;
  while (capitals < word.len && word.ptr[capitals] >= 'A' && word.ptr[capitals] <= 'Z') capitals++;
  for (size_t i = 1; i < capitals; i++) vowels += strchr("AEIOUY", word.ptr[i]) != NULL;
  bool whole = capitals == word.len || strchr(" '-,.", word.ptr[capitals]);
  return whole && capitals > 0 && (capitals <= 3 || vowels == 0);
}

static bool starts_any(nb_str word, const char *const *table) {
  for (; *table; table++)
    if (nb_str_eq_nocase(nb_str_sub(word, 0, strlen(*table)), nb_str_of(*table))) return true;
  return false;
}

/* 8, 80, 8.5; 11 and 18 as they stand or before thousands: eight, eleven, eighteen. */
static bool number_with_vowel(nb_str s) {
  size_t digits = 0;
  while (digits < s.len && s.ptr[digits] >= '0' && s.ptr[digits] <= '9') digits++;
  return s.ptr[0] == '8' || (digits == 2 && s.ptr[0] == '1' && (s.ptr[1] == '1' || s.ptr[1] == '8'));
}

bool nb_english_vowel_sound(nb_str word) {
  static const char *const soft[] = {"hour", "honest", "honour", "honor",  "heir", "unin", "unim", "unid",
                                     "unir", "usher",  "uneven", "uneasy", "utte", "utmo", NULL};
  static const char *const hard[] = {"uni", "use", "usu", "usa", "eu",  "one", "once", "ura",
                                     "ut",  "ubi", "ukr", "ure", "uku", "uga", "uefa", NULL};
  if (word.len == 0) return false;
  if (word.ptr[0] >= '0' && word.ptr[0] <= '9') return number_with_vowel(word);
  if (spelt(word)) return strchr("AEFHILMNORSX", word.ptr[0]) != NULL;
  if (starts_any(word, soft)) return true;
  if (starts_any(word, hard)) return nb_str_starts(word, NB_STR("onero"));
  size_t pos = 0;
  int32_t c = nb_to_lower(nb_utf8_next(word, &pos));
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 0xE9;
}
