#include <string.h>

#include "base/utf8.h"
#include "text/tokenizer.h"
#include "translate/glossary/unit.h"

enum { LONGEST_GROUP = 8, LONGEST_HYPHENATED = 100 /* bytes; bounds the recursion */ };

typedef struct source {
  const nb_work *work;
  nb_token *tokens;
  nb_tag *tags;
  size_t n;
} source;

bool nb_unit_is(const nb_unit *unit, const char *dutch) {
  return nb_str_eq_nocase(unit->nl, nb_str_of(dutch));
}

bool nb_unit_lemma(const nb_unit *unit, const char *const *lemmas) {
  for (; *lemmas; lemmas++)
    if (nb_str_eq_c(unit->lemma, *lemmas)) return true;
  return false;
}

nb_str nb_first_candidate(nb_str candidates) {
  nb_str first;
  return nb_str_split(&candidates, '|', &first) ? first : NB_STR("");
}

const char *nb_origin_name(nb_origin origin) {
  static const char *const names[] = {"copied",     "user glossary", "name",   "phrase",  "glossary",
                                      "dictionary", "compound",      "number", "grammar", "unknown"};
  return names[origin];
}

/* Tokens i .. i+n-1 with single spaces; ptr NULL where a mark or a missing space is among them. */
static nb_str joined(const source *s, size_t i, size_t n) {
  size_t len = 0;
  for (size_t k = i; k < i + n; k++) {
    if (k > i && !s->tokens[k].space_before) return (nb_str){NULL, 0};
    if (s->tokens[k].kind == NB_PUNCT) return (nb_str){NULL, 0};
    len += s->tokens[k].text.len + 1;
  }
  if (n == 1) return s->tokens[i].text;
  char *out = nb_arena_alloc(s->work->arena, len);
  if (!out) return (nb_str){NULL, 0};
  len = 0;
  for (size_t k = i; k < i + n; k++) {
    if (k > i) out[len++] = ' ';
    memcpy(out + len, s->tokens[k].text.ptr, s->tokens[k].text.len);
    len += s->tokens[k].text.len;
  }
  return (nb_str){out, len};
}

static void set(nb_unit *u, nb_str candidates, nb_origin origin) {
  u->candidates = candidates;
  u->english = nb_first_candidate(candidates);
  u->origin = origin;
}

static nb_inflection inflection_of(nb_pos pos, unsigned f) {
  if (pos == NB_POS_NOUN) return f & NB_PLURAL ? NB_EN_PLURAL : NB_EN_BASE;
  if (pos != NB_POS_VERB || f & NB_INFINITIVE) return NB_EN_BASE;
  if (f & NB_PAST) return NB_EN_PAST;
  if (f & NB_PARTICIPLE) return NB_EN_PARTICIPLE;
  return f & NB_THIRD ? NB_EN_THIRD : NB_EN_BASE;
}

/* The user's term, as written, in lower case at a start, or by the lemma of a single word and then inflected. */
static bool user_term(const source *s, size_t i, size_t n, nb_str words, nb_unit *u) {
  const nb_user_glossary *g = s->work->user;
  nb_phrase found;
  if (!g || !words.ptr) return false;
  const nb_tag *tag = &s->tags[i];
  bool exact = nb_user_glossary_find(g, words, &found);
  if (!exact && nb_at_start(s->tokens, i) && nb_str_capital(words))
    exact = nb_user_glossary_find(g, nb_str_lower(s->work->arena, words), &found);
  bool by_lemma = !exact && n == 1 && nb_user_glossary_find(g, tag->lemma, &found);
  if (!exact && !by_lemma) return false;
  u->pos = n == 1 && tag->pos != NB_POS_PROPN ? tag->pos : found.pos;
  if (by_lemma)
    found.english = nb_english_inflect(s->work->arena, nb_lexicon_irregular(s->work->lexicon), found.english,
                                       inflection_of(u->pos, u->features));
  set(u, found.english, NB_FROM_USER);
  return true;
}

/* "Van Dijck" at a start: a particle of a surname, where what follows has a capital and is no place or known word. */
static bool name_particle(const source *s, size_t i) {
  static const char *const particles[] = {"Van", "De", "Den", "Der", "Ten", "Ter", "El", "Al", "Le", "La", "Von", "Di", "Dos"};
  bool particle = false;
  for (size_t k = 0; k < sizeof particles / sizeof *particles; k++) particle = particle || nb_str_eq_c(s->tokens[i].text, particles[k]);
  if (!particle || i + 1 >= s->n || !nb_str_capital(s->tokens[i + 1].text) || nb_str_all_caps(s->tokens[i + 1].text)) return false;
  nb_str next = s->tokens[i + 1].text;
  if (next.len > 1 && next.ptr[1] >= 'A' && next.ptr[1] <= 'Z') return false; /* "De NAVO-top" */
  nb_name found;
  if (nb_lexicon_name(s->work->lexicon, next, &found) && found.kind != NB_NAME_PERSON && found.kind != NB_NAME_OTHER) return false;
  nb_reading r[1];
  return nb_lexicon_readings(s->work->lexicon, next, r, 1) == 0 &&
         nb_lexicon_readings(s->work->lexicon, nb_str_lower(s->work->arena, next), r, 1) == 0;
}

/* "Ingrid van Heukelom": a particle between a name and a capitalised word that is no place or other known name. */
static bool inner_particle(const source *s, size_t i) {
  static const char *const particles[] = {"van", "de", "den", "der", "von", "ten", "ter", "te", "el", "al", "la", "le", "du", "da", "di",
                                          "bin", "'t", "het", "dos", "del", "ben", "ibn"};
  bool particle = false;
  for (size_t k = 0; k < sizeof particles / sizeof *particles; k++) particle = particle || nb_str_eq_c(s->tokens[i].text, particles[k]);
  if (!particle || i == 0 || i + 1 >= s->n) return false;
  size_t next = i + 1; /* "van der Laan": the particle behind this one */
  for (size_t k = 0; k < sizeof particles / sizeof *particles && next == i + 1; k++)
    if (nb_str_eq_c(s->tokens[next].text, particles[k]) && next + 1 < s->n) next++;
  size_t before = i - 1;
  for (size_t k = 0; k < sizeof particles / sizeof *particles && before == i - 1 && before > 0; k++)
    if (nb_str_eq_c(s->tokens[before].text, particles[k])) before--;
  nb_str left = s->tokens[before].text, right = s->tokens[next].text;
  if (!nb_str_capital(left) || !nb_str_capital(right) || s->tokens[before].kind != NB_WORD || nb_str_all_caps(right)) return false;
  bool initial = left.len <= 3 && nb_str_find(left, NB_STR("."), 0) != NB_NOT_FOUND;
  if (!initial && s->tags[before].pos != NB_POS_PROPN) return false;
  nb_name found;
  if (nb_lexicon_name(s->work->lexicon, left, &found) && found.kind != NB_NAME_PERSON && found.kind != NB_NAME_OTHER) return false;
  nb_reading r[1];
  bool common = nb_lexicon_readings(s->work->lexicon, nb_str_lower(s->work->arena, left), r, 1) > 0; /* "Universiteit van Amsterdam" */
  if (!nb_lexicon_name(s->work->lexicon, right, &found) || found.kind == NB_NAME_PERSON || found.kind == NB_NAME_OTHER) return true;
  return found.kind == NB_NAME_PLACE && nb_str_eq(found.english, right) && !common; /* a village: "Thijs van Rossum" */
}

/* At a start every word has a capital: a name of one word counts only where it can hardly be an ordinary word. */
static bool is_name_here(const source *s, size_t i, size_t n, nb_str words, const nb_name *name) {
  if (name->kind == NB_NAME_WORD) return false;
  if (n > 1 || !nb_at_start(s->tokens, i) || nb_str_all_caps(words)) return true;
  if (name_particle(s, i)) return true;
  if (s->tags[i].pos == NB_POS_PROPN) return true;
  nb_reading r[1];
  return nb_lexicon_readings(s->work->lexicon, nb_str_lower(s->work->arena, words), r, 1) == 0;
}

/* Places whose English name has an article of its own. */
static nb_str with_article(const source *s, size_t i, nb_str english) {
  static const char *const table[] = {"Netherlands", "United States", "United Kingdom", "Philippines", "United Arab Emirates", "Gambia",
                                      "Bahamas", "Maldives", "Balkans", "Vatican", "Czech Republic", "Middle East"};
  if (i > 0 && (s->tags[i - 1].pos == NB_POS_DET || s->tags[i - 1].pos == NB_POS_ADJ)) return english;
  for (size_t k = 0; k < sizeof table / sizeof *table; k++)
    if (nb_str_eq_c(english, table[k])) return nb_arena_printf(s->work->arena, "the " NB_STR_FMT, NB_STR_ARG(english));
  return english;
}

/* A name of the list; a lone word that the list changes only by machine evidence is left alone beside another name: it is a part. */
static bool listed_name(const source *s, size_t i, size_t n, nb_str words, nb_name *found) {
  if (!nb_lexicon_name(s->work->lexicon, words, found)) {
    if (words.len < 4 || !nb_str_all_caps(words)) return false;
    if (!nb_lexicon_name(s->work->lexicon, nb_str_title_case(s->work->arena, words), found)) return false;
    return found->checked && found->kind != NB_NAME_WORD;
  }
  if (n > 1 || found->checked || found->part || nb_str_eq(found->english, words)) return true;
  bool left = i > 0 && s->tokens[i - 1].kind == NB_WORD && nb_str_capital(s->tokens[i - 1].text) && !nb_at_start(s->tokens, i - 1);
  bool right = i + 1 < s->n && s->tokens[i + 1].kind == NB_WORD && nb_str_capital(s->tokens[i + 1].text);
  return !left && !right;
}

static bool name(const source *s, size_t i, size_t n, nb_str words, nb_unit *u) {
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
  set(u, found.english, NB_FROM_NAME);
  return true;
}

static bool phrase(const source *s, size_t i, size_t n, nb_str words, nb_unit *u) {
  nb_phrase found;
  if (!words.ptr || n < 2) return false;
  if (nb_at_start(s->tokens, i)) words = nb_str_lower(s->work->arena, words); /* "In plaats van", "'s Avonds" */
  if (!nb_lexicon_phrase(s->work->lexicon, words, &found)) return false;
  u->pos = found.pos;
  u->features = 0;
  set(u, found.english, NB_FROM_PHRASE);
  return true;
}

static size_t longest_at(const source *s, size_t i) {
  nb_str first = s->tokens[i].text;
  if (nb_str_all_caps(first)) first = nb_str_title_case(s->work->arena, first);
  nb_str lower = nb_str_capital(first) ? nb_str_lower(s->work->arena, first) : first;
  size_t n = nb_lexicon_longest(s->work->lexicon, first), m = nb_lexicon_longest(s->work->lexicon, lower);
  if (m > n) n = m;
  if (s->work->user) {
    m = nb_user_glossary_longest(s->work->user, first);
    if (m > n) n = m;
    m = nb_user_glossary_longest(s->work->user, lower);
    if (m > n) n = m;
  }
  if (n > LONGEST_GROUP) n = LONGEST_GROUP;
  if (n < 1) n = 1;
  return n < s->n - i ? n : s->n - i;
}

/* The longest name or phrase from token i on; the user's terms before all others. Returns its length in tokens, 0: none. */
static size_t group(const source *s, size_t i, nb_unit *u) {
  typedef bool matcher(const source *, size_t, size_t, nb_str, nb_unit *);
  static matcher *const matchers[] = {name, phrase};
  size_t longest = longest_at(s, i);
  nb_str words[LONGEST_GROUP + 1];
  for (size_t n = longest; n >= 1; n--) words[n] = joined(s, i, n);
  for (size_t n = longest; n >= 1; n--)
    if (user_term(s, i, n, words[n], u)) return n;
  for (size_t n = longest; n >= 1; n--)
    for (size_t m = 0; m < sizeof matchers / sizeof *matchers; m++)
      if (matchers[m](s, i, n, words[n], u)) return n;
  return 0;
}

/* "Poetins", "Ruslands", "Kaags" are genitives of names. */
static bool genitive(const source *s, nb_str form, nb_unit *u) {
  size_t cut = nb_str_ends(form, NB_STR("'s")) ? 2 : nb_str_ends(form, NB_STR("s")) ? 1 : 0;
  nb_name found;
  if (!cut || !nb_str_capital(form) || form.len < 5) return false;
  nb_str stem = nb_str_sub(form, 0, form.len - cut);
  if (!nb_lexicon_name(s->work->lexicon, stem, &found) || found.kind == NB_NAME_WORD || found.kind == NB_NAME_DEMONYM || !found.checked)
    return false;
  u->pos = NB_POS_DET; /* stands before its noun like a determiner */
  set(u, nb_arena_printf(s->work->arena, NB_STR_FMT "'s", NB_STR_ARG(nb_first_candidate(found.english))), NB_FROM_NAME);
  return true;
}

/* English of a form or lemma as a noun or adjective; empty: none. */
static nb_str part_english(const nb_work *w, nb_str form, bool base) {
  nb_reading r[8];
  size_t n = nb_lexicon_readings(w->lexicon, form, r, 8);
  size_t at = n;
  for (size_t i = 0; i < n && at == n; i++)
    if (r[i].english.len && (r[i].pos == NB_POS_NOUN || (!base && r[i].pos == NB_POS_ADJ))) at = i;
  for (size_t i = 0; i < n && at == n; i++)
    if (r[i].english.len) at = i;
  if (at == n) return NB_STR("");
  if (base && r[at].features & NB_PLURAL && !nb_str_eq(r[at].lemma, form)) {
    nb_str singular = part_english(w, r[at].lemma, true);
    if (singular.len) return singular;
  }
  return nb_first_candidate(r[at].english);
}

static bool compound(const source *s, nb_str form, nb_unit *u) {
  nb_str left, head;
  if (!nb_lexicon_compound(s->work->lexicon, s->work->arena, form, &left, &head)) return false;
  nb_str a = part_english(s->work, left, true), b = part_english(s->work, head, false);
  if (!a.len || !b.len) return false;
  set(u, nb_arena_printf(s->work->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(a), NB_STR_ARG(b)), NB_FROM_COMPOUND);
  return true;
}

/* English of a word by itself, as a name or an ordinary word; empty: none. */
static nb_str lone_english(const nb_work *w, nb_str form) {
  nb_name found;
  if (nb_lexicon_name(w->lexicon, form, &found) && found.kind != NB_NAME_WORD) return nb_first_candidate(found.english);
  nb_str english = part_english(w, form, false);
  if (!english.len && nb_str_capital(form)) english = part_english(w, nb_str_lower(w->arena, form), false);
  nb_str left, head;
  if (!english.len && nb_lexicon_compound(w->lexicon, w->arena, form, &left, &head)) {
    nb_str a = part_english(w, left, true), b = part_english(w, head, false);
    if (a.len && b.len) english = nb_arena_printf(w->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(a), NB_STR_ARG(b));
  }
  return english;
}

static const struct {
  const char *nl, *en;
  bool hyphen; /* kept before the rest */
} prefixes[] = {{"oud", "former", false}, {"ex", "ex", true},     {"vice", "vice", true}, {"anti", "anti", true},
                {"pro", "pro", true},     {"niet", "non", true},  {"co", "co", true},     {"mini", "mini", true},
                {"euro", "euro", false},  {"semi", "semi", true}, {"top", "top", false},  {"non", "non", true}};

static bool known_name(const nb_work *w, nb_str form, nb_str *english) {
  nb_name found;
  nb_reading r[1];
  if (nb_lexicon_name(w->lexicon, form, &found) && found.checked && found.kind != NB_NAME_PERSON) *english = nb_first_candidate(found.english);
  else if (nb_lexicon_readings(w->lexicon, form, r, 1) && r[0].english.len) *english = nb_first_candidate(r[0].english);
  else if (nb_lexicon_readings(w->lexicon, nb_str_lower(w->arena, form), r, 1) && r[0].curated) *english = nb_first_candidate(r[0].english);
  else return false;
  return true;
}

/* "NAVO-troepen": each part by itself; a part that is not known is copied, the last one must be known. */
static bool hyphenated(const source *s, nb_str form, nb_unit *u) {
  size_t at = nb_str_find(form, NB_STR("-"), 0);
  if (at == NB_NOT_FOUND || at == 0 || at + 1 >= form.len || form.len > LONGEST_HYPHENATED) return false;
  nb_str left = nb_str_sub(form, 0, at), right = nb_str_sub(form, at + 1, form.len);
  nb_unit rest = *u;
  nb_str tail = right;
  bool second_name = nb_str_capital(right); /* "Sint-Gillis", "Mulder-Smit": copied, where no list has the second part */
  if (second_name ? !known_name(s->work, right, &tail) : !(tail = lone_english(s->work, right)).len) {
    if (second_name || !hyphenated(s, right, &rest)) return false;
    tail = rest.english;
  }
  nb_str lower = nb_str_lower(s->work->arena, left);
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    if (nb_str_eq_c(lower, prefixes[i].nl)) {
      set(u, nb_arena_printf(s->work->arena, "%s%s" NB_STR_FMT, prefixes[i].en, prefixes[i].hyphen ? "-" : " ", NB_STR_ARG(tail)),
          NB_FROM_COMPOUND);
      return true;
    }
  nb_str head = lone_english(s->work, left);
  if (!head.len) head = left;
  set(u, nb_arena_printf(s->work->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(head), NB_STR_ARG(tail)), NB_FROM_COMPOUND);
  return true;
}

/* "verwacht" is "expects" or "expected": where the tagger took it for the finite verb, the lemma inflected; else empty. */
static nb_str third_person(const nb_work *w, nb_pos pos, unsigned features, nb_str lemma, nb_str form) {
  nb_reading r[8];
  if (pos != NB_POS_VERB || !(features & NB_FINITE) || features & NB_PAST) return NB_STR("");
  size_t n = nb_lexicon_readings(w->lexicon, form, r, 8);
  bool both = false;
  for (size_t i = 0; i < n; i++) both = both || (r[i].pos == NB_POS_VERB && r[i].features & NB_PARTICIPLE && r[i].features & NB_FINITE);
  if (!both) return NB_STR("");
  n = nb_lexicon_readings(w->lexicon, lemma, r, 8);
  for (size_t i = 0; i < n; i++)
    if (r[i].pos == NB_POS_VERB && r[i].english.len)
      return nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), nb_first_candidate(r[i].english),
                                features & NB_THIRD ? NB_EN_THIRD : NB_EN_BASE);
  return NB_STR("");
}

static nb_inflection verb_inflection(unsigned features) {
  if (features & NB_PARTICIPLE) return NB_EN_PARTICIPLE;
  if (features & NB_INFINITIVE) return NB_EN_BASE;
  if (features & NB_PAST) return NB_EN_PAST;
  return features & NB_THIRD ? NB_EN_THIRD : NB_EN_BASE;
}

/* Hand-made lists give one row for a form that is infinitive and participle ("vervangen"), or finite and participle ("beslist"): the
 * candidate is wanted that is the right form of one of the lemma's. */
nb_str nb_verb_candidate(const nb_work *w, nb_str candidates, unsigned features, nb_str lemma) {
  nb_reading r[8];
  size_t n = nb_lexicon_readings(w->lexicon, lemma, r, 8);
  nb_inflection wanted = verb_inflection(features);
  nb_str rest = candidates, candidate, base;
  while (nb_str_split(&rest, '|', &candidate))
    for (size_t i = 0; i < n; i++)
      for (nb_str bases = r[i].pos == NB_POS_VERB ? r[i].english : (nb_str){NULL, 0}; nb_str_split(&bases, '|', &base);)
        if (nb_str_eq(nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), base, wanted), candidate)) return candidate;
  return nb_first_candidate(candidates);
}

/* A word by itself: the reading that the tagger chose, then what it is made of; else it is copied and, if no name, marked. */
static void word(const source *s, size_t i, nb_unit *u) {
  const nb_tag *tag = &s->tags[i];
  nb_str form = u->nl;
  bool start = nb_at_start(s->tokens, i);
  if ((start && name_particle(s, i)) || inner_particle(s, i)) {
    u->pos = NB_POS_PROPN;
    u->english = form;
    return;
  }
  if (tag->english.len && !(tag->pos == NB_POS_PROPN && start)) {
    nb_str finite = third_person(s->work, tag->pos, tag->features, tag->lemma, form);
    if (finite.len) {
      set(u, finite, NB_FROM_GLOSSARY);
      return;
    }
    set(u, tag->english, tag->curated ? NB_FROM_GLOSSARY : NB_FROM_DICTIONARY);
    if (tag->pos == NB_POS_VERB) u->english = nb_verb_candidate(s->work, u->candidates, tag->features, tag->lemma);
    return;
  }
  if (form.ptr[0] >= '0' && form.ptr[0] <= '9' && nb_english_number(s->work->arena, form, &u->english)) {
    u->pos = NB_POS_ADJ;
    u->origin = NB_FROM_NUMBER;
    return;
  }
  if (genitive(s, form, u)) return;
  bool capital = nb_str_capital(form);
  if (hyphenated(s, form, u)) return;
  if (!capital && compound(s, form, u)) return;
  if (capital && nb_str_all_caps(form) && form.len > 3) { /* a word in capitals for show, or an acronym: copied */
    nb_str english = lone_english(s->work, nb_str_title_case(s->work->arena, form));
    if (english.len) {
      set(u, english, NB_FROM_DICTIONARY);
      return;
    }
  }
  bool after_det = i > 0 && (s->tags[i - 1].pos == NB_POS_DET || s->tags[i - 1].pos == NB_POS_ADJ);
  if (capital && (start || after_det)) {
    nb_reading r[1];
    nb_str lower = nb_str_lower(s->work->arena, form);
    bool known = nb_lexicon_readings(s->work->lexicon, lower, r, 1) && r[0].english.len && (start || r[0].curated);
    if (known && (start ? tag->pos != NB_POS_PROPN : true)) {
      u->pos = r[0].pos;
      u->features = r[0].features;
      u->lemma = r[0].lemma;
      set(u, r[0].english, r[0].curated ? NB_FROM_GLOSSARY : NB_FROM_DICTIONARY);
      return;
    }
    if (start && tag->pos != NB_POS_PROPN && compound(s, form, u)) return;
  }
  u->english = form;
  u->origin = capital ? NB_FROM_COPY : NB_FROM_NOTHING;
  if (capital) u->pos = NB_POS_PROPN;
}

/* "een uitgelopen bezoek", "het door hem geleide team": a participle before its noun is an adjective. */
static void attributive(nb_units *units) {
  for (size_t i = 1; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    nb_pos before = units->items[i - 1].pos, after = units->items[i + 1].pos;
    bool noun = after == NB_POS_NOUN || after == NB_POS_PROPN || after == NB_POS_ADJ;
    bool inside = before == NB_POS_DET || before == NB_POS_ADJ || before == NB_POS_NUM || before == NB_POS_ADP;
    if (u->pos == NB_POS_VERB && u->features & NB_PARTICIPLE && noun && inside) u->pos = NB_POS_ADJ;
  }
}

/* "het delen van informatie": the sharing of. */
static void nominal_infinitive(const nb_work *w, nb_units *units) {
  for (size_t i = 1; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    bool frame = nb_unit_is(&units->items[i - 1], "het") && nb_unit_is(&units->items[i + 1], "van");
    if (!frame || !nb_str_ends(u->nl, NB_STR("n")) || u->origin == NB_FROM_USER) continue;
    nb_reading r[8];
    size_t n = nb_lexicon_readings(w->lexicon, u->nl, r, 8);
    for (size_t k = 0; k < n; k++) {
      if (r[k].pos == NB_POS_NOUN && nb_str_eq(r[k].lemma, u->nl) && k == 0) break; /* "het lijden van": a noun of its own */
      if (r[k].pos != NB_POS_VERB || !(r[k].features & NB_INFINITIVE) || !r[k].english.len) continue;
      nb_str ing = nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), nb_first_candidate(r[k].english), NB_EN_ING);
      if (!ing.ptr) return;
      u->english = ing;
      u->pos = NB_POS_NOUN;
      u->features = 0;
      u->origin = NB_FROM_GRAMMAR;
      break;
    }
  }
}

/* "zijn" tagged as "his" is the verb before a name, and in a sentence that has no other; so is a participle that can be finite. */
static void missing_verb(const nb_work *w, nb_units *units) {
  nb_unit *zijn = NULL, *participle = NULL;
  for (size_t i = 1; i + 1 < units->n; i++)
    if (units->items[i].pos == NB_POS_DET && nb_unit_is(&units->items[i], "zijn") && units->items[i + 1].pos == NB_POS_PROPN) {
      units->items[i].pos = NB_POS_AUX;
      units->items[i].features = NB_FINITE;
      units->items[i].english = NB_STR("are");
    }
  for (size_t i = 0; i < units->n; i++) {
    nb_unit *u = &units->items[i];
    if ((u->pos == NB_POS_VERB || u->pos == NB_POS_AUX) && u->features & NB_FINITE) return;
    if (i > 0 && u->pos == NB_POS_DET && nb_unit_is(u, "zijn") && !zijn) zijn = u;
    if (i > 0 && u->pos == NB_POS_VERB && u->features & NB_PARTICIPLE && !participle) participle = u;
  }
  nb_str finite = participle ? third_person(w, NB_POS_VERB, NB_FINITE | NB_THIRD, participle->lemma, participle->nl) : NB_STR("");
  if (finite.len && participle->origin != NB_FROM_USER) { /* a headline: "Winnaar verrast favorieten" */
    participle->features = NB_FINITE | NB_THIRD;
    participle->english = finite;
    return;
  }
  if (!zijn) return;
  zijn->pos = NB_POS_AUX;
  zijn->features = NB_FINITE;
  zijn->english = NB_STR("are");
}

nb_status nb_units_of(const nb_work *work, nb_str text, nb_units *units) {
  source s = {.work = work};
  nb_status status = nb_tokenize(work->ctx, work->arena, text, &s.tokens, &s.n);
  if (!status) status = nb_tag_tokens(work->ctx, work->tagger, work->arena, s.tokens, s.n, &s.tags);
  if (status) return status;
  units->items = nb_arena_array(work->arena, s.n, sizeof *units->items);
  units->order = nb_arena_array(work->arena, s.n, sizeof *units->order);
  units->n = 0;
  if (!units->items || !units->order) return nb_fail_memory(work->ctx);
  for (size_t i = 0; i < s.n;) {
    const nb_token *t = &s.tokens[i];
    const nb_tag *tag = &s.tags[i];
    nb_unit *u = &units->items[units->n];
    *u = (nb_unit){.nl = t->text, .lemma = tag->lemma, .pos = tag->pos, .features = tag->features, .space_before = t->space_before,
                   .candidates = NB_STR(""), .english = t->text};
    size_t used = 1;
    if (t->kind == NB_PUNCT) {
      u->pos = NB_POS_PUNCT;
    } else if (t->kind == NB_NUMBER) {
      u->pos = tag->pos == NB_POS_ADJ ? NB_POS_ADJ : NB_POS_NUM;
      u->origin = nb_english_number(work->arena, t->text, &u->english) ? NB_FROM_NUMBER : NB_FROM_COPY;
    } else if (t->kind == NB_WORD) {
      used = group(&s, i, u);
      if (used > 1) u->nl = joined(&s, i, used);
      if (used == 0) {
        used = 1;
        word(&s, i, u);
      }
      if (!u->english.ptr) return nb_fail_memory(work->ctx);
    } else {
      u->pos = NB_POS_PROPN;
    }
    units->order[units->n++] = u;
    i += used;
  }
  attributive(units);
  missing_verb(work, units);
  nominal_infinitive(work, units);
  return NB_OK;
}
