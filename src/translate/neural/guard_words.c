#include "translate/neural/guard_words.h"

#include "base/utf8.h"

enum { SHORTEST = 5 };

/* The end of the run of ASCII lower-case letters from `pos` on; `pos` itself where the word has any other letter, a
 * digit or hyphen. */
static size_t plain_word(nb_str s, size_t pos, size_t *end) {
  bool plain = true;
  for (size_t next; pos < s.len; pos = next) {
    next = pos;
    int32_t c = nb_utf8_next(s, &next);
    bool inner = c == '-' || c == '\'' || c == 0x2019 || c == '.' || c == '@' || c == '/';
    if (!nb_is_letter(c) && !nb_is_digit(c) &&
        !(inner && next < s.len && nb_is_letter(nb_utf8_next(s, &(size_t){next}))))
      break;
    plain = plain && c >= 'a' && c <= 'z';
  }
  *end = pos;
  return plain;
}

/* A Dutch word that a hand-made list translates: copied it was forgotten, not chosen. */
static bool has_english(const nb_lexicon *lexicon, nb_str word) {
  nb_reading r[1];
  return nb_lexicon_readings(lexicon, word, r, 1) && r[0].curated && r[0].english.len &&
         nb_str_find(r[0].english, word, 0) == NB_NOT_FOUND;
}

nb_str nb_invented_word(const nb_lexicon *lexicon, nb_arena *arena, nb_str dutch, nb_str english) {
  nb_str source = nb_str_lower(arena, dutch);
  for (size_t pos = 0, end; pos < english.len; pos = end) {
    size_t next = pos;
    if (!nb_is_letter(nb_utf8_next(english, &next))) {
      end = next;
      continue;
    }
    bool plain = plain_word(english, pos, &end);
    nb_str word = nb_str_sub(english, pos, end);
    if (!plain || word.len < SHORTEST || nb_lexicon_english_word(lexicon, word)) continue;
    if (source.ptr && nb_str_find(source, word, 0) != NB_NOT_FOUND && !has_english(lexicon, word)) continue;
    return word;
  }
  return NB_STR("");
}
