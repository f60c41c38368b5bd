/* Names: those of the lists, and capitalised words with the particles of surnames between them. */
#include <string.h>

#include "analyse/mentions.h"
#include "base/utf8.h"

enum { LONGEST_NAME = 6, CHECKED = 10, FROM_TITLES = 3 };

static bool kind_of_name(nb_name_kind kind, nb_actor_kind *actor) {
  switch (kind) {
    case NB_NAME_PERSON:
      *actor = NB_PERSON;
      return true;
    case NB_NAME_PLACE:
      *actor = NB_PLACE;
      return true;
    case NB_NAME_ORGANISATION:
      *actor = NB_ORGANISATION;
      return true;
    case NB_NAME_GROUP:
      *actor = NB_GROUP;
      return true;
    default:
      return false;
  }
}

/* "Rutte" of "Rutte's" and "Máxima's". */
static nb_str without_genitive(nb_str name) {
  static const char *const endings[] = {"'s", "\xE2\x80\x99s"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (nb_str_ends(name, nb_str_of(endings[i])) && name.len > strlen(endings[i]) + 1)
      return nb_str_sub(name, 0, name.len - strlen(endings[i]));
  return name;
}

found nb_name_found(const spotting *s, size_t first, size_t last, nb_str english) {
  found f = {.kind = NB_ORGANISATION, .first = first, .last = last, .nl = nb_text_of(s, first, last), .en = english};
  f.key = without_genitive(f.nl);
  f.role_nl = f.role_en = NB_STR("");
  return f;
}

static bool name_kind_is(const spotting *s, nb_str word, const char *kind) {
  nb_str value;
  return nb_word_in(&s->a->analyser->name_kinds, word, &value) && nb_str_eq_c(value, kind);
}

/* "Tour de France", "Koningsdag": names of no actor. */
static bool names_event(const spotting *s, nb_str name) {
  return name_kind_is(s, name, "event");
}

/* Inhabitants by their English: "Danes", "French", "Dutch", but "Dane", "Frenchman". */
static bool several(nb_str english) {
  return nb_str_ends(english, NB_STR("s")) || nb_str_ends(english, NB_STR("sh")) ||
         nb_str_ends(english, NB_STR("ch")) || nb_str_ends(english, NB_STR("men"));
}

/* A name of the list from token i on. `skip`: it is on the list but names no actor (a time, an event, an adjective). */
static size_t listed_name(const spotting *s, size_t i, found *f, bool *skip) {
  const nb_lexicon *lexicon = s->a->analyser->lexicon;
  bool capitals = s->s->tokens[i].text.len > 2 && nb_str_all_caps(s->s->tokens[i].text); /* a dateline: "DEN HAAG" */
  nb_str first = capitals ? nb_str_title_case(s->a->arena, s->s->tokens[i].text) : s->s->tokens[i].text;
  size_t n = nb_lexicon_longest(lexicon, s->s->tokens[i].text), m = capitals ? nb_lexicon_longest(lexicon, first) : 0;
  if (n < m) n = m;
  if (n > LONGEST_NAME) n = LONGEST_NAME;
  for (*skip = false; n >= 1; n--) {
    if (i + n > s->s->n_tokens) continue;
    nb_name name;
    nb_str text = nb_text_of(s, i, i + n - 1);
    if (!nb_lexicon_name(lexicon, text, &name) &&
        !(nb_str_all_caps(text) && nb_lexicon_name(lexicon, nb_str_title_case(s->a->arena, text), &name)))
      continue;
    if (name.kind == NB_NAME_WORD) continue;
    if (n == 1 && !name.checked && nb_at_start(s->s->tokens, i) && s->tags[i].pos != NB_POS_PROPN) continue;
    *f = nb_name_found(s, i, i + n - 1, name.english);
    if (capitals && text.len > 3 && !nb_lexicon_name(lexicon, text, &name))
      f->key = nb_str_title_case(s->a->arena, text);
    if (name.kind == NB_NAME_OTHER) {
      *skip = names_event(s, f->nl);
      return n;
    }
    if (name.kind == NB_NAME_DEMONYM && s->tags[i].pos == NB_POS_NOUN) {
      f->kind = several(name.english) ? NB_GROUP : NB_ROLE;
      return n;
    }
    *skip = !kind_of_name(name.kind, &f->kind);
    if (!*skip && f->kind <= NB_PLACE) f->votes[f->kind] += name.checked ? CHECKED : FROM_TITLES;
    return n;
  }
  return 0;
}

/* "China-strategie", "NOS-app": a thing named after a name is a noun. */
static bool is_noun_of_name(const spotting *s, nb_str form) {
  size_t at = form.len;
  while (at > 0 && form.ptr[at - 1] != '-') at--;
  nb_str last = nb_str_sub(form, at, form.len);
  nb_reading r[1];
  return at > 1 && !nb_str_capital(last) && nb_lexicon_readings(s->a->analyser->lexicon, last, r, 1) &&
         r[0].pos == NB_POS_NOUN;
}

bool nb_name_token(const spotting *s, size_t i) {
  if (i >= s->s->n_tokens || s->s->tokens[i].kind != NB_WORD || !nb_str_capital(s->s->tokens[i].text)) return false;
  if (is_noun_of_name(s, s->s->tokens[i].text)) return false;
  bool noun = s->tags[i].pos == NB_POS_NOUN && !nb_at_start(s->s->tokens, i); /* "de Bond van ..." */
  return s->tags[i].pos == NB_POS_PROPN || noun;
}

bool nb_is_demonym(const spotting *s, size_t i, nb_str *english) {
  nb_name name;
  if (i >= s->s->n_tokens || (s->tags[i].pos == NB_POS_NOUN && nb_at_start(s->s->tokens, i))) return false;
  if (!nb_lexicon_name(s->a->analyser->lexicon, s->s->tokens[i].text, &name) || name.kind != NB_NAME_DEMONYM)
    return false;
  *english = name.english;
  return true;
}

/* "Mobiliteit | Bart Verstraeten": a given name begins another name where no given name or initial stands before it. */
static bool begins_person(const spotting *s, size_t first, size_t k) {
  if (k == first || !name_kind_is(s, s->s->tokens[k].text, "given")) return false;
  nb_str before = s->s->tokens[k - 1].text;
  return nb_str_capital(before) && !nb_str_ends(before, NB_STR(".")) && !name_kind_is(s, before, "given") &&
         k + 1 < s->s->n_tokens && nb_str_capital(s->s->tokens[k + 1].text) + (s->s->tokens[k + 1].text.len < 4) > 0;
}

/* "Ingrid van Heukelom | van Infrastructuur en Waterstaat": a known name that is no surname stands by itself. A village
 * may be one
 * ("Thijs van Rossum"), a place with an English name of its own may not ("Poetin van Rusland"). */
static bool ends_name(const spotting *s, size_t particle, const found *next) {
  if (name_kind_is(s, next->nl, "organisation")) return true;
  if (next->votes[NB_ORGANISATION] + next->votes[NB_PLACE] < CHECKED) return false;
  if (next->kind != NB_PLACE || !nb_str_eq(next->nl, next->en)) return true;
  nb_reading r[1];
  nb_str before = nb_str_lower(s->a->arena, s->s->tokens[particle - 1].text);
  return nb_lexicon_readings(s->a->analyser->lexicon, before, r, 1) > 0; /* "Universiteit van Amsterdam" */
}

bool nb_is_particle(nb_str word) {
  static const char *const particles[] = {"van", "de", "der", "den", "het", "ten", "ter", "von", "bin", "al",
                                          "el",  "la", "le",  "du",  "di",  "da",  "dos", "'t",  NULL};
  for (const char *const *p = particles; *p; p++)
    if (nb_str_eq_nocase(word, nb_str_of(*p))) return true;
  return false;
}

/* Capitalised words with the particles of surnames between them. */
static size_t name_run(const spotting *s, size_t i) {
  size_t end = i;
  while (end < s->s->n_tokens && end - i < LONGEST_NAME) {
    size_t k = end;
    while (k > i && k < s->s->n_tokens && k - end < 2 && nb_is_particle(s->s->tokens[k].text) &&
           !nb_str_capital(s->s->tokens[k].text))
      k++;
    found other;
    bool skip;
    if (k > end && k < s->s->n_tokens && listed_name(s, k, &other, &skip) && ends_name(s, end, &other)) break;
    if (k > end && k < s->s->n_tokens && nb_str_all_caps(s->s->tokens[k].text) &&
        !nb_str_all_caps(s->s->tokens[i].text))
      break;
    if (k < s->s->n_tokens && begins_person(s, i, k)) break;
    if (!nb_name_token(s, k) || (k > i && !s->s->tokens[k].space_before && k == end)) break;
    end = k + 1;
  }
  return end - i;
}

/* English of a name by its parts: "Vladimir" "Poetin". */
static nb_str english_name(const spotting *s, size_t first, size_t last) {
  nb_str whole = nb_text_of(s, first, last), out = NB_STR("");
  bool changed = false;
  for (size_t i = first; i <= last; i++) {
    nb_name name;
    nb_str part = s->s->tokens[i].text;
    if (nb_str_capital(part) && nb_lexicon_name(s->a->analyser->lexicon, part, &name) && name.kind != NB_NAME_WORD &&
        (name.checked || name.part) && nb_str_find(name.english, NB_STR(" "), 0) == NB_NOT_FOUND) {
      changed = changed || !nb_str_eq(name.english, part);
      part = name.english;
    }
    out = nb_arena_printf(s->a->arena, NB_STR_FMT "%s" NB_STR_FMT, NB_STR_ARG(out),
                          i > first && s->s->tokens[i].space_before ? " " : "", NB_STR_ARG(part));
    if (!out.ptr) return whole;
  }
  return changed ? out : whole;
}

/* "de Franstalige partijen", "de Zaanse fabriek": an adjective with a capital that no list has. */
static bool is_adjective_of_place(const spotting *s, size_t i) {
  nb_str word = s->s->tokens[i].text;
  if (i == 0 || i + 1 >= s->s->n_tokens || s->tags[i - 1].pos != NB_POS_DET || s->tags[i + 1].pos != NB_POS_NOUN)
    return false;
  return !nb_str_capital(s->s->tokens[i + 1].text) &&
         (nb_str_ends(word, NB_STR("se")) || nb_str_ends(word, NB_STR("ige")));
}

size_t nb_name_at(const spotting *s, size_t i, found *f, bool *skip) {
  nb_str adjective;
  *skip = false;
  if (!nb_str_capital(s->s->tokens[i].text)) return 0;
  size_t listed = listed_name(s, i, f, skip);
  bool inhabitant = listed == 1 && !*skip && (f->kind == NB_ROLE || f->kind == NB_GROUP);
  if (inhabitant || (listed <= 1 && nb_is_demonym(s, i, &adjective)))
    return listed; /* "Sloveen Kovac", "Duitse Lufthansa" */
  if (listed == 0 && is_adjective_of_place(s, i)) return 0;
  bool place = listed && !*skip && f->kind == NB_PLACE && f->votes[NB_PLACE] >= CHECKED;
  size_t run =
      !place && nb_name_token(s, i) ? name_run(s, i) : 0; /* "Rusland Oekraïne": a place begins no longer name */
  if (run <= listed) return listed;
  *f = nb_name_found(s, i, i + run - 1, english_name(s, i, i + run - 1));
  *skip = names_event(s, f->nl);
  return run;
}
