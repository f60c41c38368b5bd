#include "translate/neural/sources.h"

#include <string.h>

#include "base/utf8.h"
#include "translate/neural/guard_sound.h"
#include "translate/neural/words.h"

enum { READINGS = 8, NAME_WORDS = 4 };

/* `part` (lower case) begins a word of the English that a list gives. */
static bool said(const nb_source_text *s, nb_str english, nb_str part) {
  nb_str lower = nb_str_lower(s->arena, english);
  for (size_t at = 0; lower.ptr && (at = nb_str_find(lower, part, at)) != NB_NOT_FOUND; at++)
    if (at == 0 || strchr(" |-'", lower.ptr[at - 1])) return true;
  return !lower.ptr;
}

static bool said_by_readings(const nb_source_text *s, nb_str form, nb_str part) {
  nb_reading r[READINGS];
  size_t n = nb_lexicon_readings(s->lexicon, form, r, READINGS);
  for (size_t i = 0; i < n; i++)
    if (said(s, r[i].english, part)) return true;
  return false;
}

static bool said_by_word(const nb_source_text *s, nb_str word, nb_str part) {
  nb_str lower = nb_str_lower(s->arena, word), left, head;
  if (!lower.ptr || said_by_readings(s, word, part) || said_by_readings(s, lower, part)) return true;
  return nb_lexicon_compound(s->lexicon, s->arena, word, &left, &head) &&
         (said_by_readings(s, left, part) || said_by_readings(s, head, part));
}

/* The name of at most NAME_WORDS words that begins at byte `at`. */
static bool said_by_names(const nb_source_text *s, size_t at, nb_str part) {
  nb_name name;
  size_t end = at;
  for (size_t words = 0; words < NAME_WORDS && end < s->text.len; words++) {
    size_t space = nb_str_find(s->text, NB_STR(" "), end + 1), next = space == NB_NOT_FOUND ? s->text.len : space;
    for (end = next; end > at && strchr(",.:;?!'\")", s->text.ptr[end - 1]);) end--;
    if (nb_lexicon_name(s->lexicon, nb_str_sub(s->text, at, end), &name) && said(s, name.english, part)) return true;
    if (end != next) return false;
  }
  return false;
}

/* A sound of the Dutch, or nearly: "Sjoigoe" is "Shoigu", "Zwolse" "Zwolle". */
static bool sounds_like(const nb_source_text *s, nb_str word, nb_str part) {
  enum { COMMON = 4 };
  nb_str lower = nb_str_lower(s->arena, word);
  nb_str a = lower.ptr ? nb_sound(s->arena, lower) : lower, b = nb_sound(s->arena, part);
  if (!a.ptr || !b.ptr) return true;
  if (nb_str_starts(a, b) || nb_str_starts(b, a)) return a.len + 3 >= b.len && b.len + 3 >= a.len;
  size_t same = 0;
  while (same < a.len && same < b.len && a.ptr[same] == b.ptr[same]) same++;
  return same >= COMMON && same + 3 >= a.len && same + 3 >= b.len;
}

bool nb_given_by_lists(const nb_source_text *s, nb_str part) {
  bool odd;
  for (size_t pos = 0; pos < s->text.len;) {
    nb_str word = nb_next_word(s->text, &pos, &odd), rest = word, piece;
    if (!word.len) break;
    if (nb_str_capital(word) && said_by_names(s, (size_t)(word.ptr - s->text.ptr), part)) return true;
    if (said_by_word(s, word, part)) return true;
    while (nb_str_split(&rest, '-', &piece)) {
      nb_name name;
      if (piece.len == word.len) continue;
      if (said_by_word(s, piece, part) || (nb_lexicon_name(s->lexicon, piece, &name) && said(s, name.english, part)))
        return true;
    }
  }
  return false;
}

bool nb_sounds_like_dutch(const nb_source_text *s, nb_str part) {
  bool odd;
  for (size_t pos = 0; pos < s->text.len;) {
    nb_str rest = nb_next_word(s->text, &pos, &odd), piece;
    if (!rest.len) break;
    while (nb_str_split(&rest, '-', &piece))
      if (nb_str_capital(piece) && sounds_like(s, piece, part)) return true;
  }
  return false;
}
