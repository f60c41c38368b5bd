/* Words by themselves: the tagger's reading, genitives of names, compounds, words with hyphens. */
#include "base/utf8.h"
#include "translate/glossary/lookup.h"

enum { LONGEST_HYPHENATED = 100 /* bytes; bounds the recursion */ };

/* "Poetins", "Ruslands", "Kaags" are genitives of names. */
static bool genitive(const nb_source *s, nb_str form, nb_unit *u) {
  size_t cut = nb_str_ends(form, NB_STR("'s")) ? 2 : nb_str_ends(form, NB_STR("s")) ? 1 : 0;
  nb_name found;
  if (!cut || !nb_str_capital(form) || form.len < 5) return false;
  nb_str stem = nb_str_sub(form, 0, form.len - cut);
  if (!nb_lexicon_name(s->work->lexicon, stem, &found) || found.kind == NB_NAME_WORD || found.kind == NB_NAME_DEMONYM ||
      !found.checked)
    return false;
  u->pos = NB_POS_DET; /* stands before its noun like a determiner */
  nb_unit_set(u, nb_arena_printf(s->work->arena, NB_STR_FMT "'s", NB_STR_ARG(nb_first_candidate(found.english))),
              NB_FROM_NAME);
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

static unsigned noun_features(const nb_work *w, nb_str form) {
  nb_reading r[8];
  size_t n = nb_lexicon_readings(w->lexicon, form, r, 8);
  for (size_t i = 0; i < n; i++)
    if (r[i].pos == NB_POS_NOUN) return r[i].features;
  return 0;
}

static bool compound(const nb_source *s, nb_str form, nb_unit *u) {
  nb_str left, head;
  if (!nb_lexicon_compound(s->work->lexicon, s->work->arena, form, &left, &head)) return false;
  if (u->pos == NB_POS_NOUN) u->features |= noun_features(s->work, head);
  nb_str a = part_english(s->work, left, true), b = part_english(s->work, head, false);
  if (!a.len || !b.len) return false;
  nb_unit_set(u, nb_arena_printf(s->work->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(a), NB_STR_ARG(b)),
              NB_FROM_COMPOUND);
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
  if (nb_lexicon_name(w->lexicon, form, &found) && found.checked && found.kind != NB_NAME_PERSON)
    *english = nb_first_candidate(found.english);
  else if (nb_lexicon_readings(w->lexicon, form, r, 1) && r[0].english.len)
    *english = nb_first_candidate(r[0].english);
  else if (nb_lexicon_readings(w->lexicon, nb_str_lower(w->arena, form), r, 1) && r[0].curated)
    *english = nb_first_candidate(r[0].english);
  else
    return false;
  return true;
}

/* "NAVO-troepen": each part by itself; a part that is not known is copied, the last one must be known. */
static bool hyphenated(const nb_source *s, nb_str form, nb_unit *u) {
  size_t at = nb_str_find(form, NB_STR("-"), 0);
  if (at == NB_NOT_FOUND || at == 0 || at + 1 >= form.len || form.len > LONGEST_HYPHENATED) return false;
  nb_str left = nb_str_sub(form, 0, at), right = nb_str_sub(form, at + 1, form.len);
  nb_unit rest = *u;
  nb_str tail = right;
  bool second_name =
      nb_str_capital(right); /* "Sint-Gillis", "Mulder-Smit": copied, where no list has the second part */
  if (second_name ? !known_name(s->work, right, &tail) : !(tail = lone_english(s->work, right)).len) {
    if (second_name || !hyphenated(s, right, &rest)) return false;
    tail = rest.english;
  }
  nb_str lower = nb_str_lower(s->work->arena, left);
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    if (nb_str_eq_c(lower, prefixes[i].nl)) {
      nb_unit_set(u,
                  nb_arena_printf(s->work->arena, "%s%s" NB_STR_FMT, prefixes[i].en, prefixes[i].hyphen ? "-" : " ",
                                  NB_STR_ARG(tail)),
                  NB_FROM_COMPOUND);
      return true;
    }
  if (u->pos == NB_POS_NOUN) u->features |= noun_features(s->work, right);
  nb_str head = lone_english(s->work, left);
  if (!head.len) head = left;
  nb_unit_set(u, nb_arena_printf(s->work->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(head), NB_STR_ARG(tail)),
              NB_FROM_COMPOUND);
  return true;
}

/* "verwacht" is "expects" or "expected": where the tagger took it for the finite verb, the lemma inflected; else empty.
 */
nb_str nb_third_person(const nb_work *w, nb_pos pos, unsigned features, nb_str lemma, nb_str form) {
  nb_reading r[8];
  if (pos != NB_POS_VERB || !(features & NB_FINITE) || features & NB_PAST) return NB_STR("");
  size_t n = nb_lexicon_readings(w->lexicon, form, r, 8);
  bool both = false;
  for (size_t i = 0; i < n; i++)
    both = both || (r[i].pos == NB_POS_VERB && r[i].features & NB_PARTICIPLE && r[i].features & NB_FINITE);
  if (!both) return NB_STR("");
  n = nb_lexicon_readings(w->lexicon, lemma, r, 8);
  for (size_t i = 0; i < n; i++)
    if (r[i].pos == NB_POS_VERB && r[i].english.len)
      return nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), nb_first_candidate(r[i].english),
                                nb_inflection_of(NB_POS_VERB, features));
  return NB_STR("");
}

/* Hand-made lists give one row for a form that is infinitive and participle ("vervangen"), or finite and participle
 * ("beslist"): the candidate is wanted that is the right form of one of the lemma's. */
nb_str nb_verb_candidate(const nb_work *w, nb_str candidates, unsigned features, nb_str lemma) {
  nb_reading r[8];
  size_t n = nb_lexicon_readings(w->lexicon, lemma, r, 8);
  nb_inflection wanted = nb_inflection_of(NB_POS_VERB, features);
  nb_str rest = candidates, candidate, base;
  while (nb_str_split(&rest, '|', &candidate))
    for (size_t i = 0; i < n; i++)
      for (nb_str bases = r[i].pos == NB_POS_VERB ? r[i].english : (nb_str){NULL, 0}; nb_str_split(&bases, '|', &base);)
        if (nb_str_eq(nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), base, wanted), candidate))
          return candidate;
  return nb_first_candidate(candidates);
}

/* "Peter Jansen" at a start: a noun that only the dictionary has ("godfather"), before another word with a capital.
 * Where the news glossary has the noun too ("Advocaat Jansen"), its English is taken: *listed. */
static bool given_name(const nb_source *s, size_t i, nb_reading *listed) {
  const nb_tag *tag = &s->tags[i];
  listed->english = NB_STR("");
  if (tag->pos != NB_POS_NOUN || tag->curated || !tag->english.len || !nb_at_start(s->tokens, i) || i + 1 >= s->n)
    return false;
  nb_str next = s->tokens[i + 1].text;
  if (s->tokens[i + 1].kind != NB_WORD || !nb_str_capital(next) || nb_str_all_caps(next)) return false;
  nb_reading r[8];
  size_t n = nb_lexicon_readings(s->work->lexicon, nb_str_lower(s->work->arena, s->tokens[i].text), r, 8);
  for (size_t k = 0; k < n && !listed->english.len; k++)
    if (r[k].curated && r[k].pos == NB_POS_NOUN) *listed = r[k];
  return !listed->english.len;
}

/* A word by itself: the reading that the tagger chose, then what it is made of; else it is copied and, if no name,
 * marked. */
void nb_unit_word(const nb_source *s, size_t i, nb_unit *u) {
  const nb_tag *tag = &s->tags[i];
  nb_str form = u->nl;
  bool start = nb_at_start(s->tokens, i);
  nb_reading listed;
  bool surname = i > 0 && nb_name_particle(s, i - 1) && nb_str_capital(form); /* "Matthijs de Ligt" */
  if (given_name(s, i, &listed) || nb_name_particle(s, i) || surname) {
    u->pos = NB_POS_PROPN;
    u->english = form;
    return;
  }
  if (listed.english.len) {
    nb_unit_set(u, listed.english, NB_FROM_GLOSSARY);
    return;
  }
  if (tag->english.len && !(tag->pos == NB_POS_PROPN && start)) {
    nb_str finite = nb_third_person(s->work, tag->pos, tag->features, tag->lemma, form);
    if (finite.len) {
      nb_unit_set(u, finite, NB_FROM_GLOSSARY);
      return;
    }
    nb_unit_set(u, tag->english, tag->curated ? NB_FROM_GLOSSARY : NB_FROM_DICTIONARY);
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
      nb_unit_set(u, english, NB_FROM_DICTIONARY);
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
      nb_unit_set(u, r[0].english, r[0].curated ? NB_FROM_GLOSSARY : NB_FROM_DICTIONARY);
      return;
    }
    if (start && tag->pos != NB_POS_PROPN && compound(s, form, u)) return;
  }
  u->english = form;
  u->origin = capital ? NB_FROM_COPY : NB_FROM_NOTHING;
  if (capital) u->pos = NB_POS_PROPN;
}
