/* Names: those of the lists, particles of surnames, datelines. */
#include "base/utf8.h"
#include "translate/glossary/lookup.h"

/* "Van Dijck" at a start: a particle of a surname, where what follows has a capital and is no place or known word. */
static bool first_particle(const nb_source *s, size_t i) {
  static const char *const particles[] = {"Van", "De", "Den", "Der", "Ten", "Ter", "El",
                                          "Al",  "Le", "La",  "Von", "Di",  "Dos"};
  bool particle = false;
  for (size_t k = 0; k < sizeof particles / sizeof *particles; k++)
    particle = particle || nb_str_eq_c(s->tokens[i].text, particles[k]);
  if (!particle || i + 1 >= s->n || !nb_str_capital(s->tokens[i + 1].text) || nb_str_all_caps(s->tokens[i + 1].text))
    return false;
  nb_str next = s->tokens[i + 1].text;
  if (next.len > 1 && next.ptr[1] >= 'A' && next.ptr[1] <= 'Z') return false; /* "De NAVO-top" */
  nb_name found;
  if (nb_lexicon_name(s->work->lexicon, next, &found) && found.kind != NB_NAME_PERSON && found.kind != NB_NAME_OTHER)
    return false;
  nb_reading r[1];
  return nb_lexicon_readings(s->work->lexicon, next, r, 1) == 0 &&
         nb_lexicon_readings(s->work->lexicon, nb_str_lower(s->work->arena, next), r, 1) == 0;
}

/* "Ingrid van Heukelom": a particle between a name and a capitalised word that is no place or other known name. */
static bool inner_particle(const nb_source *s, size_t i) {
  static const char *const particles[] = {"van", "de", "den", "der", "von", "ten", "ter", "te",  "el",  "al",  "la",
                                          "le",  "du", "da",  "di",  "bin", "'t",  "het", "dos", "del", "ben", "ibn"};
  bool particle = false;
  for (size_t k = 0; k < sizeof particles / sizeof *particles; k++)
    particle = particle || nb_str_eq_c(s->tokens[i].text, particles[k]);
  if (!particle || i == 0 || i + 1 >= s->n) return false;
  size_t next = i + 1; /* "van der Laan": the particle behind this one */
  for (size_t k = 0; k < sizeof particles / sizeof *particles && next == i + 1; k++)
    if (nb_str_eq_c(s->tokens[next].text, particles[k]) && next + 1 < s->n) next++;
  size_t before = i - 1;
  for (size_t k = 0; k < sizeof particles / sizeof *particles && before == i - 1 && before > 0; k++)
    if (nb_str_eq_c(s->tokens[before].text, particles[k])) before--;
  nb_str left = s->tokens[before].text, right = s->tokens[next].text;
  if (!nb_str_capital(left) || !nb_str_capital(right) || s->tokens[before].kind != NB_WORD || nb_str_all_caps(right))
    return false;
  bool initial = left.len <= 3 && nb_str_find(left, NB_STR("."), 0) != NB_NOT_FOUND;
  if (!initial && s->tags[before].pos != NB_POS_PROPN) return false;
  nb_name found;
  if (nb_lexicon_name(s->work->lexicon, left, &found) && found.kind != NB_NAME_PERSON && found.kind != NB_NAME_OTHER)
    return false;
  nb_reading r[1];
  bool common = nb_lexicon_readings(s->work->lexicon, nb_str_lower(s->work->arena, left), r, 1) >
                0; /* "Universiteit van Amsterdam" */
  if (!nb_lexicon_name(s->work->lexicon, right, &found) || found.kind == NB_NAME_PERSON || found.kind == NB_NAME_OTHER)
    return true;
  return found.kind == NB_NAME_PLACE && nb_str_eq(found.english, right) && !common; /* a village: "Thijs van Rossum" */
}

bool nb_name_particle(const nb_source *s, size_t i) {
  return (nb_at_start(s->tokens, i) && first_particle(s, i)) || inner_particle(s, i);
}

/* At a start every word has a capital: a name of one word counts only where it can hardly be an ordinary word. */
static bool is_name_here(const nb_source *s, size_t i, size_t n, nb_str words, const nb_name *name) {
  if (name->kind == NB_NAME_WORD) return false;
  if (n > 1 || !nb_at_start(s->tokens, i) || nb_str_all_caps(words)) return true;
  if (first_particle(s, i)) return true;
  if (s->tags[i].pos == NB_POS_PROPN) return true;
  bool before_verb = i + 1 < s->n && (s->tags[i + 1].pos == NB_POS_VERB || s->tags[i + 1].pos == NB_POS_AUX);
  if (name->checked && before_verb && name->kind != NB_NAME_DEMONYM) return true; /* "Oranje speelt" */
  nb_reading r[1];
  return nb_lexicon_readings(s->work->lexicon, nb_str_lower(s->work->arena, words), r, 1) == 0;
}

/* Places whose English name has an article of its own. */
static nb_str with_article(const nb_source *s, size_t i, nb_str english) {
  static const char *const table[] = {
      "Netherlands", "United States", "United Kingdom", "Philippines", "United Arab Emirates", "Gambia",
      "Bahamas",     "Maldives",      "Balkans",        "Vatican",     "Czech Republic",       "Middle East"};
  if (i > 0 && (s->tags[i - 1].pos == NB_POS_DET || s->tags[i - 1].pos == NB_POS_ADJ)) return english;
  for (size_t k = 0; k < sizeof table / sizeof *table; k++)
    if (nb_str_eq_c(english, table[k])) return nb_arena_printf(s->work->arena, "the " NB_STR_FMT, NB_STR_ARG(english));
  return english;
}

/* A name of the list; a lone word that the list changes only by machine evidence is left alone beside another name: it
 * is a part. */
static bool listed_name(const nb_source *s, size_t i, size_t n, nb_str words, nb_name *found) {
  if (!nb_lexicon_name(s->work->lexicon, words, found)) {
    if (words.len < 4 || !nb_str_all_caps(words)) return false;
    if (!nb_lexicon_name(s->work->lexicon, nb_str_title_case(s->work->arena, words), found)) return false;
    return found->checked && found->kind != NB_NAME_WORD;
  }
  if (!found->checked && nb_str_all_caps(found->english) && !nb_str_all_caps(words)) return false; /* "Wit": WIT */
  if (n > 1 || found->checked || found->part || nb_str_eq(found->english, words)) return true;
  bool left = i > 0 && s->tokens[i - 1].kind == NB_WORD && nb_str_capital(s->tokens[i - 1].text) &&
              !nb_at_start(s->tokens, i - 1);
  bool right = i + 1 < s->n && s->tokens[i + 1].kind == NB_WORD && nb_str_capital(s->tokens[i + 1].text);
  return !left && !right;
}

bool nb_unit_name(const nb_source *s, size_t i, size_t n, nb_str words, nb_unit *u) {
  nb_name found;
  if (!words.ptr || !nb_str_capital(words) || !listed_name(s, i, n, words, &found)) return false;
  if (!is_name_here(s, i, n, words, &found)) return false;
  if (found.kind == NB_NAME_DEMONYM) {
    u->pos = n == 1 && s->tags[i].pos == NB_POS_NOUN ? NB_POS_NOUN : NB_POS_ADJ;
    if (n == 1 && s->tags[i].pos == u->pos && s->tags[i].english.len) found.english = s->tags[i].english;
  } else {
    u->pos = NB_POS_PROPN;
    found.english = with_article(s, i, found.english);
  }
  nb_unit_set(u, found.english, NB_FROM_NAME);
  return true;
}
