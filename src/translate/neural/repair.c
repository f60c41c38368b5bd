#include "translate/neural/repair.h"

#include <string.h>

#include "base/utf8.h"
#include "translate/neural/guard_sound.h"
#include "translate/neural/sources.h"
#include "translate/neural/words.h"

enum { SHORTEST = 4, LONGEST = 48 /* bytes of a name */ };

/* Levenshtein's distance in bytes. */
static size_t distance(nb_str a, nb_str b) {
  size_t row[LONGEST + 1];
  for (size_t k = 0; k <= b.len; k++) row[k] = k;
  for (size_t i = 1; i <= a.len; i++) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t k = 1; k <= b.len; k++) {
      size_t change = diagonal + (a.ptr[i - 1] != b.ptr[k - 1]);
      diagonal = row[k];
      size_t add = (row[k] < row[k - 1] ? row[k] : row[k - 1]) + 1;
      row[k] = change < add ? change : add;
    }
  }
  return row[b.len];
}

/* The same but for letters that are doubled. */
static bool same_but_doubled(nb_str a, nb_str b) {
  size_t i = 0, k = 0;
  while (i < a.len && k < b.len) {
    if (a.ptr[i] != b.ptr[k]) return false;
    char c = a.ptr[i];
    while (i < a.len && a.ptr[i] == c) i++;
    while (k < b.len && b.ptr[k] == c) k++;
  }
  return i == a.len && k == b.len;
}

/* "Zwolse" said as "Zwolle", "Apeldoorner" as "Apeldoorn": the place of an adjective or inhabitant is no slip. */
static bool place_of(nb_str dutch, nb_str english) {
  static const char *const endings[] = {"se", "er", "ers", "aar", "aren", "aars", NULL};
  size_t same = 0;
  while (same < dutch.len && same < english.len && dutch.ptr[same] == english.ptr[same]) same++;
  for (const char *const *e = endings; *e; e++)
    if (nb_str_ends(dutch, nb_str_of(*e))) return same + 2 >= english.len;
  return false;
}

/* How far a name of the Dutch is from a word of the English, both in lower case; 0: they are not one name. */
static size_t slip(nb_arena *arena, nb_str dutch, nb_str english) {
  if (dutch.len < SHORTEST || dutch.len > LONGEST || english.len > LONGEST) return 0;
  if (same_but_doubled(dutch, english)) return 1;
  nb_str a = nb_sound(arena, dutch), b = nb_sound(arena, english);
  if (!a.ptr || !b.ptr || nb_str_eq(a, b) || place_of(dutch, english)) return 0; /* written as English does */
  size_t most = dutch.len / (dutch.len < 6 ? 4 : 3), d = distance(dutch, english);
  return d <= most ? d : 0;
}

/* The name of the Dutch that a word stands for; empty: none. */
static nb_str meant(const nb_source_text *dutch, nb_str english, nb_str lower) {
  nb_str best = NB_STR("");
  size_t least = LONGEST;
  bool odd;
  for (size_t pos = 0; pos < dutch->text.len;) {
    nb_str word = nb_next_word(dutch->text, &pos, &odd);
    if (!word.len) break;
    nb_name name;
    if (odd || !nb_str_capital(word) || nb_has_words(english, word)) continue;
    if (nb_lexicon_name(dutch->lexicon, word, &name) && !nb_str_eq(name.english, word)) continue;
    nb_str name_lower = nb_str_lower(dutch->arena, word);
    size_t d = name_lower.ptr ? slip(dutch->arena, name_lower, lower) : 0;
    if (!d || d >= least) continue;
    least = d;
    best = word;
  }
  return best;
}

nb_str nb_repair_names(const nb_lexicon *lexicon, nb_arena *arena, nb_str dutch, nb_str english) {
  const nb_source_text source = {lexicon, arena, dutch};
  nb_buf out;
  nb_buf_init(&out, (LONGEST / SHORTEST + 1) * (english.len + SHORTEST));
  size_t copied = 0;
  bool odd;
  for (size_t pos = 0; pos < english.len;) {
    nb_str word = nb_next_word(english, &pos, &odd);
    if (!word.len) break;
    if (odd || word.len < SHORTEST || !nb_str_capital(word) || nb_str_all_caps(word) || nb_has_words(dutch, word))
      continue;
    nb_str lower = nb_str_lower(arena, word);
    if (!lower.ptr || nb_lexicon_english_word(lexicon, lower)) continue;
    nb_str name = meant(&source, english, lower);
    if (!name.len || nb_given_by_lists(&source, lower)) continue;
    size_t at = (size_t)(word.ptr - english.ptr);
    nb_buf_add(&out, nb_str_sub(english, copied, at));
    nb_buf_add(&out, name);
    copied = at + word.len;
  }
  nb_buf_add(&out, nb_str_sub(english, copied, english.len));
  nb_str made = out.status ? (nb_str){NULL, 0} : nb_arena_str(arena, nb_buf_str(&out));
  nb_buf_free(&out);
  return made;
}
