#include "base/utf8.h"
#include "translate/glossary/unit.h"

/* "50-jarige", "50-jarig" */
static bool age(nb_arena *arena, nb_str s, nb_str *english) {
  size_t at = nb_str_find(s, NB_STR("-jarige"), 0);
  if (at == NB_NOT_FOUND) at = nb_str_find(s, NB_STR("-jarig"), 0);
  if (at == NB_NOT_FOUND || at == 0) return false;
  *english = nb_arena_printf(arena, NB_STR_FMT "-year-old%s", (int)at, s.ptr, nb_str_ends(s, NB_STR("n")) ? "s" : "");
  return english->ptr != NULL;
}

/* "17.30" with two digits each and a plausible hour is a time only with "uur" behind it: the caller sees that; here it
 * stays. */
static bool grouped(nb_str s, size_t dot) {
  size_t digits = 0;
  for (size_t i = dot + 1; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9'; i++) digits++;
  return digits == 3;
}

bool nb_english_number(nb_arena *arena, nb_str s, nb_str *english) {
  if (age(arena, s, english)) return true;
  char *out = nb_arena_cstr(arena, s);
  if (!out) return false;
  bool changed = false;
  for (size_t i = 1; i + 1 < s.len; i++) {
    bool between = s.ptr[i - 1] >= '0' && s.ptr[i - 1] <= '9' && s.ptr[i + 1] >= '0' && s.ptr[i + 1] <= '9';
    if (!between) continue;
    if (s.ptr[i] == ',') {
      out[i] = '.';
      changed = true;
    } else if (s.ptr[i] == '.' && grouped(s, i)) {
      out[i] = ',';
      changed = true;
    }
  }
  if (s.len > 1 && out[s.len - 1] == 'e') { /* "21e": 21st */
    size_t n = s.len - 1;
    char last = out[n - 1], before = n > 1 ? out[n - 2] : '0';
    if (last >= '0' && last <= '9') {
      const char *ending = before == '1' ? "th" : last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th";
      *english = nb_arena_printf(arena, NB_STR_FMT "%s", (int)n, out, ending);
      return english->ptr != NULL;
    }
  }
  *english = (nb_str){out, s.len};
  return changed;
}
