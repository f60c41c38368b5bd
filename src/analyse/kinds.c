/* The kind of a name by votes: every mention adds its evidence, and chains.c lets the sum over the article decide. */
#include "analyse/mentions.h"
#include "base/utf8.h"

enum { LISTED = 10, CURATED = 6, ROLE = 5, MADE_OF = 4, SHAPE = 3, NEAR = 2, WEAK = 1 };

static bool has_word(nb_str name, const char *const *words) {
  for (; *words; words++)
    if (nb_str_find(name, nb_str_of(*words), 0) != NB_NOT_FOUND) return true;
  return false;
}

static bool is_any(nb_str word, const char *const *words) {
  for (; *words; words++)
    if (nb_str_eq_nocase(word, nb_str_of(*words))) return true;
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

static void vote_parts(found *f, bool single) {
  static const char *const organisation[] = {
      "partij",  "Partij",   "bank",   "Bank",    "niversiteit", "Group",      "inisterie", "tichting",    "Vereniging", "Raad",
      "FC ",     "SC ",      "SV ",    "VV ",     " BV",         " NV",        "United",    "City",        "Club",       "Comit",
      "nstituut", "College", "Dienst", "Centrum", "bond",        "Museum",     "museum",    "Theater",     "Airlines",   "Airways",
      "Motors",  "Council",  "University", "Association", "Company", "Party",  "Agency",    "Court",       "Team ",      "Omroep",
      "RTV ",    "Radio",    "TV",     "Nieuws",  "News",        "Times",      "Journaal",  "dagblad",     "Dagblad",    "krant",
      "Ziekenhuis", "ziekenhuis", "Orkest", "orkest", "Federatie", "federatie", "Inspectie", "organisatie", "Organisatie", NULL};
  static const char *const place[] = {"straat", "weg",    "plein",    "laan",      "dorp",   "berg",    "kade",    "gracht", "burg",
                                      "drecht", "zee",    "Eiland",   "eiland",    "meer",   "kerk",    "Airport", "poort",  "haven",
                                      "stad",   "Street", "Paleis",   "paleis",    "stadion", "Stadion", "Park",   "Arena",  NULL};
  if (has_word(f->nl, organisation)) f->votes[NB_ORGANISATION] += MADE_OF;
  else if (has_word(f->nl, place)) f->votes[NB_PLACE] += single ? NEAR : WEAK;
}

/* "zegt Dekker", "Dekker vindt": persons speak, mostly. */
static bool speaks(const nb_analysing *a, size_t sentence, size_t i) {
  const nb_tag *tags = a->out->tags[sentence];
  return i < a->out->sentences->items[sentence].n_tokens && tags[i].pos == NB_POS_VERB &&
         nb_word_in(&a->analyser->reporting, tags[i].lemma, NULL);
}

static void vote_neighbours(const nb_analysing *a, size_t sentence, found *f, bool single) {
  static const char *const place_before[] = {"in", "naar", "uit", "nabij", "rond", "vanuit", "omgeving", "near", "from", NULL};
  static const char *const organisation_before[] = {"bij", "partij", "club", "bedrijf", "concern", "ploeg", "krant", "stichting", NULL};
  const nb_sentence *s = &a->out->sentences->items[sentence];
  const nb_tag *tags = a->out->tags[sentence];
  if (speaks(a, sentence, f->last + 1) || (f->first > 0 && speaks(a, sentence, f->first - 1))) f->votes[NB_PERSON] += single ? NEAR : WEAK;
  if (f->first == 0) return;
  nb_str before = s->tokens[f->first - 1].text;
  if (single && is_any(before, place_before)) f->votes[NB_PLACE] += NEAR;
  if (is_any(before, organisation_before)) f->votes[NB_ORGANISATION] += NEAR;
  if (tags[f->first - 1].pos == NB_POS_DET) f->votes[NB_ORGANISATION] += NEAR;
}

static nb_str first_word(nb_str name) {
  nb_str rest = name, word;
  return nb_str_split(&rest, ' ', &word) ? word : name;
}

void nb_vote_kind(const nb_analysing *a, size_t sentence, found *f) {
  static const struct {
    const char *name;
    nb_actor_kind kind;
  } kinds[] = {{"given", NB_PERSON}, {"place", NB_PLACE}, {"organisation", NB_ORGANISATION}};
  const nb_word_list *list = &a->analyser->name_kinds;
  bool single = f->first == f->last;
  nb_str value;
  if (nb_word_in(list, f->key, &value) || nb_word_in(list, f->nl, &value))
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
      if (nb_str_eq_c(value, kinds[i].name)) f->votes[kinds[i].kind] += CURATED;
  if (!single && nb_word_in(list, first_word(f->nl), &value) && nb_str_eq_c(value, "given")) f->votes[NB_PERSON] += ROLE;
  if (f->role_nl.len) f->votes[NB_PERSON] += ROLE;
  if (single && shaped_like_organisation(f->key)) f->votes[NB_ORGANISATION] += SHAPE;
  vote_parts(f, single);
  vote_neighbours(a, sentence, f, single);
  f->votes[single ? NB_ORGANISATION : NB_PERSON] += WEAK;
}
