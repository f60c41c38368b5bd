/* The kind of a name by votes: every mention adds its evidence, and chains.c lets the sum over the article decide. */
#include "analyse/mentions.h"
#include "base/utf8.h"

enum { LISTED = 10, CURATED = 6, ROLE = 5, MADE_OF = 4, SHAPE = 3, SEEN = 4, NEAR = 2, WEAK = 1 };

static bool has_word(nb_str name, const char *const *words) {
  for (; *words; words++)
    if (nb_str_find(name, nb_str_of(*words), 0) != NB_NOT_FOUND) return true;
  return false;
}

static bool ends_in(nb_str name, const char *const *words) {
  for (; *words; words++)
    if (nb_str_ends(name, nb_str_of(*words))) return true;
  return false;
}

/* "PvdA", "D66", "WikiLeaks", "Disney+": letters in upper case behind the first one, digits, signs. */
static bool shaped_like_organisation(nb_str name) {
  bool lower = false;
  for (size_t pos = 0; pos < name.len;) {
    int32_t c = nb_utf8_next(name, &pos);
    if (nb_is_digit(c) || c == '+' || c == '&') return true;
    if (lower && nb_is_upper(c)) return true;
    lower = nb_is_lower(c);
  }
  return nb_str_all_caps(name);
}

/* "A12", "N224": roads. */
static bool is_road(nb_str name) {
  if (name.len < 2 || name.len > 4 || (name.ptr[0] != 'A' && name.ptr[0] != 'N' && name.ptr[0] != 'E')) return false;
  for (size_t i = 1; i < name.len; i++)
    if (!nb_is_digit((unsigned char)name.ptr[i])) return false;
  return true;
}

static bool has_direction(nb_str name) {
  static const char *const directions[] = {"Noord-", "Zuid-", "Oost-", "West-", "Midden-"};
  for (size_t i = 0; i < sizeof directions / sizeof *directions; i++)
    if (nb_str_starts(name, nb_str_of(directions[i]))) return true;
  return false;
}

static void vote_parts(found *f) {
  static const char *const organisation[] = {
      "partij",       "Partij",      "bank",       "Bank",       "niversiteit", "Group",     "inisterie", "tichting",
      "Vereniging",   "Raad",        "FC ",        "SC ",        "SV ",         "VV ",       " BV",       " NV",
      "United",       "City",        "Club",       "Comit",      "nstituut",    "College",   "Dienst",    "Centrum",
      "bond",         "Museum",      "museum",     "Theater",    "Airlines",    "Airways",   "Motors",    "Council",
      "University",   "Association", "Company",    "Party",      "Agency",      "Court",     "Team ",     "Omroep",
      "RTV ",         "Radio",       "TV",         "Nieuws",     "News",        "Times",     "Journaal",  "dagblad",
      "Dagblad",      "krant",       "Ziekenhuis", "ziekenhuis", "concern",     "bedrijf",   "fabriek",   "keten",
      "maatschappij", "Bond van",    "Orkest",     "orkest",     "Federatie",   "federatie", "Inspectie", "organisatie",
      "Organisatie",  NULL};
  static const char *const place[] = {"straat", "plein",   "laan",    "dorp",    "kade",  "gracht", "drecht",
                                      "zee",    "eiland",  "kerk",    "port",    "poort", "haven",  "stad",
                                      "Street", "paleis",  "stadion", "Stadion", "Park",  "Arena",  "Eiland",
                                      "Paleis", "Airport", "zaal",    "snelweg", NULL};
  if (is_road(f->nl) || has_direction(f->nl))
    f->votes[NB_PLACE] += CURATED;
  else if (has_word(f->nl, organisation))
    f->votes[NB_ORGANISATION] += MADE_OF;
  else if (ends_in(f->nl, place))
    f->votes[NB_PLACE] += MADE_OF;
}

/* "zegt Dekker", "Dekker vindt": persons speak, mostly. */
static bool speaks(const nb_analysing *a, size_t sentence, size_t i) {
  const nb_tag *tags = a->out->tags[sentence];
  return i < a->out->sentences->items[sentence].n_tokens && tags[i].pos == NB_POS_VERB &&
         nb_word_in(&a->analyser->reporting, tags[i].lemma, NULL);
}

static void vote_neighbours(const nb_analysing *a, size_t sentence, found *f, bool single) {
  static const char *const place_before[] = {"in",     "naar",     "uit",  "nabij", "rond",
                                             "vanuit", "omgeving", "near", "from",  NULL};
  static const char *const into[] = {"in", "naar", "uit", "nabij", "vanuit", NULL}; /* few people are behind these */
  static const char *const organisation_before[] = {"bij",   "partij", "club",      "bedrijf", "concern",
                                                    "ploeg", "krant",  "stichting", NULL};
  static const char *const of_place[] = {
      "noorden",   "zuiden", "oosten", "westen",      "burgemeester", "inwoners",    "inwoner",    "centrum",
      "hoofdstad", "buiten", "rand",   "noordoosten", "zuidwesten",   "noordwesten", "zuidoosten", NULL};
  static const char *const settlement[] = {"dorp",   "stad",   "plaats",    "gemeente",  "provincie",
                                           "regio",  "eiland", "rivier",    "hoofdstad", "dorpje",
                                           "stadje", "wijk",   "havenstad", "deelstaat", NULL};
  const nb_sentence *s = &a->out->sentences->items[sentence];
  const nb_tag *tags = a->out->tags[sentence];
  if (speaks(a, sentence, f->last + 1) || (f->first > 0 && speaks(a, sentence, f->first - 1)))
    f->votes[NB_PERSON] += single ? NEAR : WEAK;
  if (f->first == 0) return;
  nb_str before = s->tokens[f->first - 1].text;
  if (nb_str_in_nocase(before, single ? place_before : into)) f->votes[NB_PLACE] += NEAR;
  if (nb_str_in_nocase(before, settlement)) f->votes[NB_PLACE] += MADE_OF;
  if (f->first > 1 && nb_str_eq_c(before, "van") && nb_str_in_nocase(s->tokens[f->first - 2].text, of_place))
    f->votes[NB_PLACE] += MADE_OF;
  if (nb_str_in_nocase(before, organisation_before)) f->votes[NB_ORGANISATION] += NEAR;
  if (tags[f->first - 1].pos == NB_POS_DET) f->votes[NB_ORGANISATION] += NEAR;
}

static nb_str first_word(nb_str name) {
  nb_str rest = name, word;
  return nb_str_split(&rest, ' ', &word) ? word : name;
}

/* What the sequence model sees there, by how sure it is. */
static void vote_labels(const nb_labels *labels, found *f) {
  static const nb_actor_kind kinds[] = {
      [NB_LABEL_PER] = NB_PERSON, [NB_LABEL_ORG] = NB_ORGANISATION, [NB_LABEL_LOC] = NB_PLACE};
  for (size_t i = 0; i < labels->n_names && labels->names[i].first <= f->last; i++) {
    const nb_sighting *seen = &labels->names[i];
    if (seen->last < f->first || seen->label > NB_LABEL_LOC) continue;
    f->votes[kinds[seen->label]] += SEEN * (seen->margin < 1 ? (double)seen->margin : 1);
  }
}

/* "Nieuwe KLM": what ends with initials, where not all of it is in capitals. */
static bool ends_with_initials(nb_str name) {
  enum { LONGEST = 5 };
  size_t at = name.len;
  while (at > 0 && name.ptr[at - 1] != ' ') at--;
  nb_str last = nb_str_sub(name, at, name.len);
  return at > 0 && last.len > 1 && last.len <= LONGEST && nb_str_all_caps(last);
}

void nb_vote_kind(const nb_analysing *a, size_t sentence, found *f) {
  static const struct {
    const char *name;
    nb_actor_kind kind;
  } kinds[] = {{"person", NB_PERSON}, {"given", NB_PERSON}, {"place", NB_PLACE}, {"organisation", NB_ORGANISATION}};
  static const char *const article[] = {"De", "Het", "The", NULL};
  const nb_word_list *list = &a->analyser->name_kinds;
  bool single = f->first == f->last;
  nb_str value;
  if (nb_word_in(list, f->key, &value) || nb_word_in(list, f->nl, &value))
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
      if (nb_str_eq_c(value, kinds[i].name)) f->votes[kinds[i].kind] += CURATED;
  if (!single && nb_word_in(list, first_word(f->nl), &value) && nb_str_eq_c(value, "given"))
    f->votes[NB_PERSON] += ROLE;
  if (!single && nb_str_in_nocase(first_word(f->nl), article)) f->votes[NB_ORGANISATION] += NEAR;
  if (f->role_nl.len) f->votes[NB_PERSON] += ROLE;
  if (single && shaped_like_organisation(f->key)) f->votes[NB_ORGANISATION] += SHAPE;
  if (!single && ends_with_initials(f->key) && !nb_str_all_caps(f->key)) f->votes[NB_ORGANISATION] += SHAPE;
  vote_parts(f);
  vote_neighbours(a, sentence, f, single);
  vote_labels(&a->out->labels[sentence], f);
  f->votes[single ? NB_ORGANISATION : NB_PERSON] += WEAK;
}
