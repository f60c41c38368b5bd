#include "translate/neural/words.h"

#include "base/utf8.h"

static bool is_hyphen(int32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011;
}

static bool is_joint(int32_t c) {
  return is_hyphen(c) || c == '\'' || c == 0x2019 || c == '.' || c == '@' || c == '/' || c == '_';
}

nb_str nb_next_word(nb_str text, size_t *pos, bool *odd) {
  size_t start = text.len, end = text.len;
  for (size_t at = *pos, next = at; at < text.len; at = next) {
    int32_t c = nb_utf8_next(text, &next);
    bool word = nb_is_letter(c) || nb_is_digit(c);
    bool joined = !word && is_joint(c) && next < text.len && nb_is_letter(nb_utf8_next(text, &(size_t){next}));
    if (start == text.len) {
      if (word) start = at;
    } else if (!word && !joined) {
      end = at;
      break;
    }
  }
  *pos = end;
  nb_str run = nb_str_sub(text, start, end);
  if (nb_str_ends(run, NB_STR("'s"))) run.len -= 2;
  if (nb_str_ends(run, NB_STR("\xE2\x80\x99s"))) run.len -= 4;
  *odd = false;
  for (size_t at = 0; at < run.len && !*odd;) {
    int32_t c = nb_utf8_next(run, &at);
    *odd = !nb_is_letter(c) && !is_hyphen(c);
  }
  return run;
}

bool nb_has_words(nb_str text, nb_str words) {
  for (size_t at = 0; words.len && (at = nb_str_find(text, words, at)) != NB_NOT_FOUND; at++) {
    size_t before = at, behind = at + words.len;
    bool left = at > 0 && nb_is_word(nb_utf8_prev(text, &before));
    if (!left && (behind == text.len || !nb_is_word(nb_utf8_next(text, &behind)))) return true;
  }
  return false;
}
