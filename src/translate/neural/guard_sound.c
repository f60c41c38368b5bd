#include "translate/neural/guard_sound.h"

#include <string.h>

nb_str nb_sound(nb_arena *arena, nb_str word) {
  static const struct {
    const char *from, *to;
  } rules[] = {{"tsj", "c"}, {"dzj", "j"}, {"sch", "s"}, {"tch", "c"}, {"sj", "s"}, {"sh", "s"}, {"ch", "c"},
               {"zh", "s"},  {"zj", "s"},  {"kh", "c"},  {"oe", "u"},  {"ou", "u"}, {"ie", "i"}, {"ij", "i"},
               {"ij", "i"},  {"ei", "i"},  {"ay", "i"},  {"ai", "i"},  {"ph", "f"}, {"th", "t"}, {"ck", "c"},
               {"ks", "s"},  {"x", "s"},   {"k", "c"},   {"q", "c"},   {"g", "c"},  {"w", "v"},  {"f", "v"},
               {"z", "s"},   {"j", "i"},   {"y", "i"},   {"é", "e"},   {"è", "e"},  {"ë", "e"},  {"ê", "e"},
               {"ï", "i"},   {"í", "i"},   {"ü", "u"},   {"ú", "u"},   {"ö", "o"},  {"ó", "o"},  {"ô", "o"},
               {"ä", "a"},   {"á", "a"},   {"à", "a"},   {"ç", "s"},   {"ñ", "n"},  {"ş", "s"},  {"š", "s"},
               {"č", "c"},   {"ć", "c"},   {"ğ", ""},    {"ı", "i"},   {"h", ""},   {"ã", "a"},  {"â", "a"},
               {"å", "a"},   {"ø", "o"},   {"ò", "o"},   {"õ", "o"},   {"û", "u"},  {"ù", "u"},  {"î", "i"},
               {"ì", "i"},   {"ł", "l"},   {"ń", "n"},   {"ž", "s"},   {"ý", "i"},  {"ř", "r"},  {"ş", "s"},
               {"ț", "t"},   {"ș", "s"},   {"'", ""},    {"’", ""}};
  char *out = nb_arena_alloc(arena, word.len + 1);
  if (!out) return (nb_str){NULL, 0};
  size_t len = 0;
  for (size_t at = 0; at < word.len;) {
    size_t used = 0;
    const char *to = "";
    for (size_t k = 0; k < sizeof rules / sizeof *rules && !used; k++)
      if (nb_str_starts(nb_str_sub(word, at, word.len), nb_str_of(rules[k].from))) {
        used = strlen(rules[k].from);
        to = rules[k].to;
      }
    char c = used ? *to : word.ptr[at];
    at += used ? used : 1;
    if (c && (len == 0 || out[len - 1] != c)) out[len++] = c;
  }
  return (nb_str){out, len};
}
