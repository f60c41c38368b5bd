/* English of names that say what they name: "Universiteit van Tilburg", "Paleis Soestdijk", "Noord-Groningen". */
#include "analyse/mentions.h"
#include "base/utf8.h"

static nb_str english_of(const nb_analysing *a, nb_str name) {
  nb_name known;
  if (nb_lexicon_name(a->analyser->lexicon, name, &known) && known.kind != NB_NAME_WORD && known.checked)
    return known.english;
  nb_str made = nb_english_by_pattern(a, name);
  return made.ptr ? made : name;
}

/* The English of a pattern with the rest's in it. */
static nb_str filled(const nb_analysing *a, nb_str pattern, nb_str rest) {
  size_t at = nb_str_find(pattern, NB_STR("%"), 0);
  nb_str english = english_of(a, rest);
  if (at == NB_NOT_FOUND) return (nb_str){0};
  return nb_arena_printf(a->arena, NB_STR_FMT NB_STR_FMT NB_STR_FMT, NB_STR_ARG(nb_str_sub(pattern, 0, at)),
                         NB_STR_ARG(english), NB_STR_ARG(nb_str_sub(pattern, at + 1, pattern.len)));
}

/* "Noord-Groningen": South Limburg, but Southern Russia, as English does with what has a name of its own there. */
static nb_str by_direction(const nb_analysing *a, nb_str name) {
  static const struct {
    const char *nl, *plain, *country;
  } directions[] = {{"Noordoost-", "Northeast", "Northeastern"},
                    {"Noordwest-", "Northwest", "Northwestern"},
                    {"Zuidoost-", "Southeast", "Southeastern"},
                    {"Zuidwest-", "Southwest", "Southwestern"},
                    {"Noord-", "North", "Northern"},
                    {"Zuid-", "South", "Southern"},
                    {"Oost-", "East", "Eastern"},
                    {"West-", "West", "Western"},
                    {"Midden-", "Central", "Central"}};
  for (size_t i = 0; i < sizeof directions / sizeof *directions; i++) {
    nb_str direction = nb_str_of(directions[i].nl);
    nb_str rest = nb_str_sub(name, direction.len < name.len ? direction.len : name.len, name.len);
    if (!nb_str_starts(name, direction) || !nb_str_capital(rest)) continue;
    nb_str english = english_of(a, rest);
    return nb_arena_printf(a->arena, "%s " NB_STR_FMT,
                           nb_str_eq(english, rest) ? directions[i].plain : directions[i].country, NB_STR_ARG(english));
  }
  return (nb_str){0};
}

nb_str nb_english_by_pattern(const nb_analysing *a, nb_str name) {
  enum { MOST_WORDS = 8, LONGEST = 120 };
  const nb_word_list *patterns = &a->analyser->name_patterns;
  nb_str lower = nb_str_lower(a->arena, name), pattern;
  size_t words = 1;
  if (name.len > LONGEST || lower.len != name.len)
    return (nb_str){0}; /* the places of the words are those of the name */
  for (size_t at = name.len; at-- > 0 && words < MOST_WORDS;) {
    if (name.ptr[at] != ' ') continue;
    words++;
    nb_str head = nb_arena_printf(a->arena, NB_STR_FMT " %%", NB_STR_ARG(nb_str_sub(lower, 0, at)));
    nb_str tail = nb_arena_printf(a->arena, "%% " NB_STR_FMT, NB_STR_ARG(nb_str_sub(lower, at + 1, lower.len)));
    if (!head.ptr || !tail.ptr) break;
    if (nb_word_in(patterns, head, &pattern)) return filled(a, pattern, nb_str_sub(name, at + 1, name.len));
    if (nb_word_in(patterns, tail, &pattern)) return filled(a, pattern, nb_str_sub(name, 0, at));
  }
  return by_direction(a, name);
}
