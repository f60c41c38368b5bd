#include "translate/neural/guard_words.h"

#include "base/utf8.h"
#include "translate/neural/sources.h"
#include "translate/neural/words.h"

enum { SHORTEST = 4, SHORTEST_PART = 3 /* at a hyphen */, LONGEST = 64, MOST_BYTES = 16384 /* looked at */ };

/* A Dutch word that a hand-made list translates: copied it was forgotten, not chosen. */
static bool has_english(const nb_lexicon *lexicon, nb_str word) {
  nb_reading r[1];
  return nb_lexicon_readings(lexicon, word, r, 1) && r[0].curated && r[0].english.len &&
         nb_str_find(r[0].english, word, 0) == NB_NOT_FOUND;
}

/* --- checks --- */

/* An ordinary word that begins both texts, with a capital there: no name where what follows is none. */
static bool left_at_start(const nb_source_text *s, nb_str word, nb_str lower) {
  size_t at = nb_str_find(s->text, word, 0), end = at + word.len;
  if (at == NB_NOT_FOUND || at > 3 || end + 1 >= s->text.len || s->text.ptr[end] != ' ') return false;
  nb_name name;
  return !nb_str_capital(nb_str_sub(s->text, end + 1, s->text.len)) && has_english(s->lexicon, lower) &&
         !(nb_lexicon_name(s->lexicon, word, &name) && name.kind != NB_NAME_WORD);
}

/* `dutch`: the text in lower case. */
static bool made_up(const nb_source_text *s, nb_str dutch, nb_str part, bool whole, bool first) {
  if (part.len < (whole ? SHORTEST : SHORTEST_PART) || part.len > LONGEST) return false;
  nb_str lower = nb_str_lower(s->arena, part);
  if (!lower.ptr || nb_lexicon_english_word(s->lexicon, lower)) return false;
  bool capital = nb_str_capital(part), in_dutch = nb_str_find(dutch, lower, 0) != NB_NOT_FOUND;
  if (nb_str_all_caps(part)) return false;
  if (in_dutch) return capital ? first && left_at_start(s, part, lower) : has_english(s->lexicon, lower);
  return !nb_given_by_lists(s, lower) && !nb_sounds_like_dutch(s, lower);
}

nb_str nb_invented_word(const nb_lexicon *lexicon, nb_arena *arena, nb_str dutch, nb_str english) {
  dutch = nb_str_sub(dutch, 0, MOST_BYTES);
  english = nb_str_sub(english, 0, MOST_BYTES);
  const nb_source_text s = {lexicon, arena, dutch};
  nb_str lower = nb_str_lower(arena, dutch);
  if (!lower.ptr) return lower;
  bool odd, first = true;
  for (size_t pos = 0; pos < english.len; first = false) {
    nb_str word = nb_next_word(english, &pos, &odd), rest = word, part;
    if (!word.len) break;
    if (odd) continue;
    while (nb_str_split(&rest, '-', &part))
      if (made_up(&s, lower, part, part.len == word.len, first)) return part;
  }
  return NB_STR("");
}

bool nb_copied_words(const nb_lexicon *lexicon, nb_arena *arena, nb_str dutch, nb_str english, nb_str **words,
                     size_t *n) {
  size_t cap = 0;
  *n = 0;
  *words = NULL;
  bool odd;
  for (size_t pos = 0; pos < english.len;) {
    nb_str word = nb_next_word(english, &pos, &odd);
    if (!word.len) break;
    if (odd || word.len < SHORTEST || nb_str_capital(word) || nb_lexicon_english_word(lexicon, word)) continue;
    if (!nb_has_words(dutch, word)) continue;
    if (!nb_arena_grow(arena, words, &cap, *n + 1, sizeof **words)) return false;
    (*words)[(*n)++] = word;
  }
  return true;
}
