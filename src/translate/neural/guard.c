#include "translate/neural/guard.h"

#include <string.h>

#include "base/utf8.h"
#include "analyse/tags.h"
#include "text/tokenizer.h"
#include "translate/neural/guard_meaning.h"
#include "translate/neural/guard_numbers.h"
#include "translate/neural/guard_sound.h"
#include "translate/neural/guard_words.h"
#include "translate/neural/repair_numbers.h"
#include "translate/neural/words.h"

enum { NAME_WORDS = 6, MOST_WORDS = 2000 /* looked at, of a longer sentence the first */ };

typedef struct side {
  nb_str text;
  nb_token *tokens, *lower; /* as they stand, and in lower case */
  size_t n;
} side;

typedef struct guard {
  const nb_lexicon *lexicon;
  const nb_guard_lists *lists;
  nb_arena *arena;
  side nl, en;
  nb_strays *strays;
} guard;

static bool begins_as(nb_str word, const char *const *table) {
  for (; *table; table++)
    if (nb_str_starts(word, nb_str_of(*table)) && word.len > strlen(*table)) return true;
  return false;
}

static bool ends_as(nb_str word, const char *const *table) {
  for (; *table; table++)
    if (nb_str_ends(word, nb_str_of(*table)) && word.len > strlen(*table)) return true;
  return false;
}

/* --- empty, unknown, length --- */

static nb_str empty(const guard *g) {
  bool letters = false;
  for (size_t i = 0; i < g->en.n; i++) letters = letters || g->en.tokens[i].kind != NB_PUNCT;
  for (size_t i = 0; i < g->nl.n; i++)
    if (g->nl.tokens[i].kind != NB_PUNCT && !letters) return NB_STR("no words");
  return NB_STR("");
}

static nb_str unknown(const guard *g) {
  static const char *const marks[] = {
      "\xE2\x81\x87" /* U+2047 */, "\xEF\xBF\xBD" /* U+FFFD */, "<unk>", "<h>", "</h>", "<|>"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (nb_str_find(g->en.text, nb_str_of(marks[i]), 0) != NB_NOT_FOUND &&
        nb_str_find(g->nl.text, nb_str_of(marks[i]), 0) == NB_NOT_FOUND)
      return nb_str_of(marks[i]);
  return NB_STR("");
}

/* English news is about as long as its Dutch; short texts vary more. */
static nb_str length(const guard *g) {
  const double shortest = 0.55, longest = 1.7, spare = 12;
  double nl = (double)nb_utf8_length(g->nl.text), en = (double)nb_utf8_length(g->en.text);
  if (en + spare < shortest * nl) return NB_STR("too short");
  return en > longest * nl + spare ? NB_STR("too long") : NB_STR("");
}

/* --- repeats --- */

/* Words from i on that come again at once ("in the city in the city"): how many, 0: none. */
static size_t twice(const side *s, size_t i) {
  enum { LONGEST = 12 };
  for (size_t k = 1; k <= LONGEST && i + 2 * k <= s->n; k++) {
    bool same = true, word = false;
    for (size_t j = 0; same && j < k; j++) {
      same = nb_str_eq(s->lower[i + j].text, s->lower[i + k + j].text);
      word = word || s->lower[i + j].kind == NB_WORD;
    }
    if (same && word) return k;
  }
  return 0;
}

/* Three words that come three times, or anything twice in a row; *at is where. */
static size_t repeats(const side *s, size_t *at) {
  enum { GRAM = 3, TIMES = 3 };
  size_t found = 0;
  for (size_t i = 0; i < s->n; i++) {
    size_t again = twice(s, i);
    if (again == 0) continue;
    if (!found) *at = i;
    found++;
    i += again - 1;
  }
  for (size_t i = 0; i + GRAM <= s->n && !found; i++) {
    size_t times = 1, words = 0;
    for (size_t k = 0; k < GRAM; k++) words += s->lower[i + k].kind == NB_WORD;
    for (size_t j = i + GRAM; words == GRAM && j + GRAM <= s->n && times < TIMES; j++) {
      bool same = true;
      for (size_t k = 0; same && k < GRAM; k++) same = nb_str_eq(s->lower[i + k].text, s->lower[j + k].text);
      times += same;
    }
    if (times < TIMES) continue;
    *at = i;
    found = 1;
  }
  return found;
}

/* How often the word of four letters or more comes that comes most often; *at is where. */
static size_t most_often(const side *s, size_t *at) {
  enum { SHORTEST = 4, WORDS = 300 };
  size_t most = 0, n = s->n < WORDS ? s->n : WORDS;
  for (size_t i = 0; i < n; i++) {
    if (s->lower[i].kind != NB_WORD || s->lower[i].text.len < SHORTEST) continue;
    size_t times = 1;
    for (size_t k = i + 1; k < n; k++) times += nb_str_eq(s->lower[i].text, s->lower[k].text);
    if (times <= most) continue;
    most = times;
    *at = i;
  }
  return most;
}

static nb_str loops(const guard *g) {
  enum { OFTEN = 4 };
  static const char *const allowed[] = {"that", "had", "very", NULL}; /* "that that", "had had" */
  size_t at = 0, ignored;
  if (most_often(&g->en, &at) >= OFTEN && most_often(&g->nl, &ignored) < OFTEN - 1) return g->en.tokens[at].text;
  size_t found = repeats(&g->en, &at);
  if (!found || found <= repeats(&g->nl, &ignored)) return NB_STR("");
  if (found == 1 && nb_str_in(g->en.lower[at].text, allowed)) return NB_STR("");
  return g->en.tokens[at].text;
}

/* --- negation --- */

static const char *const dutch_negations[] = {"niet",    "geen",      "nooit",      "niemand", "niets",
                                              "niks",    "nergens",   "zonder",     "noch",    "nimmer",
                                              "evenmin", "geenszins", "allerminst", NULL};
/* What English may put as a negation. */
static const char *const dutch_soft[] = {
    "nee",     "neen",       "nul",   "pas",     "nauwelijks", "amper",      "tenzij",  "behalve",      "weinig",
    "zelden",  "weg",        "kwijt", "verbod",  "gebrek",     "tekort",     "leeg",    "vrij",         "gestopt",
    "stoppen", "tevergeefs", "taboe", "voorbij", "afwezig",    "liever",     "ondanks", "evenwel",      "zomin",
    "hoeft",   "vergeefs",   "laat",  "hooguit", "slechts",    "gepasseerd", "verre",   "allesbehalve", "moeilijk",
    "langer",  "anders",     "mis",   "enige",   NULL};
static const char *const dutch_soft_starts[] = {
    "onaf",  "onb",     "oncontr", "ondenk",  "onduid",   "one",    "onf",    "ong",    "onh",   "oni",
    "onj",   "onl",     "onm",     "onn",     "onop",     "onov",   "onr",    "onsch",  "onto",  "onu",
    "onv",   "onw",     "onz",     "weiger",  "geweiger", "ontbr",  "ontken", "ontkra", "mislu", "verbied",
    "verbo", "verhind", "voorko",  "vermijd", "stopge",   "afgewe", "afgez",  "wijg",   "non-",  "niet-",
    "anti",  "nalat",   "naliet",  "vergee",  "vergat",   "missen", "gemist", "mist",   NULL};
static const char *const dutch_soft_ends[] = {"loos", "loze", "vrij", "vrije", NULL};

static const char *const english_negations[] = {"not",     "no",      "never", "nobody", "none", "nothing", "nowhere",
                                                "without", "neither", "nor",   "cannot", "non",  "no-one",  NULL};
/* What says a Dutch negation in another way. */
static const char *const english_soft[] = {
    "lack",    "lacks",   "lacked",   "lacking",   "unable",     "few",       "hardly",   "barely",
    "except",  "unless",  "instead",  "absent",    "absence",    "rarely",    "scarcely", "missing",
    "missed",  "miss",    "ain't",    "nil",       "zero",       "reluctant", "devoid",   "inability",
    "rather",  "prevent", "prevents", "prevented", "preventing", "only",      "until",    "stop",
    "stopped", "stops",   "far",      "less",      "free",       "beyond",    "unlike",   "ban",
    "banned",  "before",  "anything", "anyone",    "any",        "otherwise", "empty",    NULL};
static const char *const english_soft_starts[] = {
    "unab",   "unac",    "unaf",   "unan",   "unau",   "unav",   "unb",    "unc",    "undec",  "undis",  "undo",
    "une",    "unf",     "ung",    "unh",    "unin",   "unj",    "unk",    "unl",    "unm",    "unn",    "uno",
    "unp",    "unr",     "uns",    "unt",    "unus",   "unv",    "unw",    "imposs", "improb", "imperf", "inab",
    "incap",  "incomp",  "incorr", "ineff",  "insuff", "inacc",  "inadeq", "inval",  "disag",  "disap",  "disl",
    "dissat", "discont", "irres",  "irrel",  "irreg",  "illeg",  "illic",  "non-",   "fail",   "refus",  "den",
    "avoid",  "elimin",  "reject", "prohib", "exclud", "declin", "misund", NULL};
static const char *const english_soft_ends[] = {"less", "free", NULL};

/* Not "no less than", "not only", "not least", "No. 1". */
static bool explicit_english(const side *s, size_t i) {
  static const char *const harmless[] = {"less", "fewer", "sooner", "doubt", "matter", "only", "least", "just", NULL};
  nb_str word = s->lower[i].text;
  if (nb_str_ends(word, NB_STR("n't")) || nb_str_ends(word, NB_STR("n’t"))) return true;
  if (!nb_str_in(word, english_negations)) return false;
  return i + 1 == s->n || !(nb_str_in(s->lower[i + 1].text, harmless) || s->lower[i + 1].kind == NB_NUMBER);
}

/* "niet alleen ... maar ook" is "not only", or "both": no negation. "of niet", "al dan niet" are "or not", "whether".
 */
static bool counts_as_negation(const side *s, size_t i) {
  nb_str word = s->lower[i].text;
  if (!nb_str_in(word, dutch_negations)) return false;
  if (!nb_str_eq_c(word, "niet")) return true;
  static const char *const before[] = {"of", "dan", "toch", NULL}, *const behind[] = {"alleen", "zozeer", "enkel",
                                                                                      NULL};
  return !(i > 0 && nb_str_in(s->lower[i - 1].text, before)) &&
         !(i + 1 < s->n && nb_str_in(s->lower[i + 1].text, behind));
}

static nb_str negation(const guard *g) {
  nb_str dutch = NB_STR(""), english = NB_STR("");
  bool dutch_soft_found = false, english_found = false;
  for (size_t i = 0; i < g->nl.n; i++) {
    nb_str w = g->nl.lower[i].text;
    if (!dutch.len && counts_as_negation(&g->nl, i)) dutch = g->nl.tokens[i].text;
    dutch_soft_found = dutch_soft_found || nb_str_in(w, dutch_negations) || nb_str_in(w, dutch_soft) ||
                       begins_as(w, dutch_soft_starts) || ends_as(w, dutch_soft_ends);
  }
  for (size_t i = 0; i < g->en.n; i++) {
    nb_str w = g->en.lower[i].text;
    if (!english.len && explicit_english(&g->en, i)) english = g->en.tokens[i].text;
    english_found = english_found || explicit_english(&g->en, i) || nb_str_in(w, english_soft) ||
                    begins_as(w, english_soft_starts) || ends_as(w, english_soft_ends);
  }
  if (dutch.len && !english_found) return dutch;
  return english.len && !dutch_soft_found ? english : NB_STR("");
}

/* --- names --- */

/* The Dutch is the English name with a Dutch word behind it: "Galapagoseilanden". */
static bool begins_compound(const guard *g, nb_str lower, nb_str w) {
  enum { SHORTEST = 4 };
  nb_reading r[1];
  return w.len >= SHORTEST && lower.len >= w.len + SHORTEST && nb_str_starts(lower, w) &&
         nb_lexicon_readings(g->lexicon, nb_str_sub(lower, w.len, lower.len), r, 1) > 0;
}

static bool same_word(const guard *g, nb_str lower, nb_str wanted, nb_str w) {
  if (nb_str_eq(w, lower) || (nb_str_starts(w, lower) && w.len <= lower.len + 3) || begins_compound(g, lower, w))
    return true;
  nb_str heard = nb_sound(g->arena, w);
  if (!heard.ptr || (nb_str_starts(heard, wanted) && heard.len <= wanted.len + 2)) return true;
  return nb_str_ends(wanted, NB_STR("s")) && nb_str_eq(nb_str_sub(wanted, 0, wanted.len - 1), heard);
}

/* One of the English words, or of their parts at hyphens, is this one, or it with an ending ("Rutte's", "Turks"). */
static bool word_there(const guard *g, nb_str lower) {
  if (nb_str_ends(lower, NB_STR("."))) lower.len--;
  nb_str wanted = nb_sound(g->arena, lower);
  if (!wanted.ptr || !wanted.len) return true;
  for (size_t i = 0; i < g->en.n; i++) {
    nb_str rest = g->en.lower[i].text, part;
    if (same_word(g, lower, wanted, rest)) return true;
    while (nb_str_split(&rest, '-', &part))
      if (part.len && same_word(g, lower, wanted, part)) return true;
  }
  return false;
}

/* A name in English that begins with the same letters and ends in one of these, if any are asked for. */
static bool capital_like(const guard *g, nb_str lower, size_t letters, const char *const *endings) {
  if (!lower.ptr || lower.len < letters) return false;
  for (size_t i = 0; i < g->en.n; i++) {
    if (!nb_str_capital(g->en.tokens[i].text) || !nb_str_starts(g->en.lower[i].text, nb_str_sub(lower, 0, letters)))
      continue;
    bool ends = !endings;
    for (const char *const *e = endings; e && *e && !ends; e++) ends = nb_str_ends(g->en.lower[i].text, nb_str_of(*e));
    if (ends) return true;
  }
  return false;
}

/* People of a country, or the country: some word begins as the demonym ("Belgian", "Belgium's"). */
static bool country_there(const guard *g, nb_str demonym) {
  return capital_like(g, nb_str_lower(g->arena, demonym), 3, NULL);
}

/* All words of one of the candidates that begin with a capital, or all words where none does. */
static bool english_there(const guard *g, nb_str candidates) {
  nb_str lower = nb_str_lower(g->arena, g->en.text), candidate;
  while (nb_str_split(&candidates, '|', &candidate)) {
    nb_str wanted = nb_str_lower(g->arena, candidate);
    if (!wanted.ptr || !lower.ptr || nb_str_find(lower, wanted, 0) != NB_NOT_FOUND) return true;
    size_t capitals = 0, there = 0;
    nb_str rest = candidate, word;
    while (nb_str_split(&rest, ' ', &word))
      if (nb_str_capital(word)) {
        capitals++;
        there += word_there(g, nb_str_lower(g->arena, word));
      }
    if (capitals && 2 * there >= capitals) return true;
  }
  return false;
}

/* English that a name of the news has besides the list's. */
static const struct {
  const char *nl, *en;
} also[] = {{"VS", "U.S.|United States|America|USA"},
            {"VN", "U.N.|United Nations|UN"},
            {"EU", "E.U.|European Union"},
            {"Amerikaanse", "U.S.|US|American"},
            {"Amerikaans", "U.S.|US|American"},
            {"Nederland", "Dutch|Netherlands|Holland"},
            {"Nederlandse", "Netherlands|Dutch"},
            {"Britse", "UK|British|Britain|Briton"},
            {"Kamer", "Parliament|House|Chamber|MP"},
            {"Brits", "UK|British"},
            {"Rusland", "Russian"},
            {"Tweede Kamer", "Parliament|Lower House|MP"},
            {"WK", "world c|world t|world ch"},
            {"EK", "European"},
            {"NK", "national|Dutch"},
            {"AOW", "state pension|pension"},
            {"Songfestival", "Eurovision|Song Contest"},
            {"Statenverkiezingen", "provincial|Provincial"},
            {"OM", "prosecut"},
            {"WOII", "World War"},
            {"Christus", "BC|B.C.|AD|A.D.|Christ"},
            {"Groot-Brittannië", "Britain|UK|U.K.|United Kingdom"},
            {"Brittannië", "Britain|UK"},
            {"Kerst", "Christmas"},
            {"Zeeuwse", "Zeeland"},
            {"Oranje", "Dutch|Netherlands|Orange"}};

/* "Arnhemse", "Zwolse": the place itself, or what it is called; "Dordtse", "Dordtenaren": "Dordrecht". */
static bool place_there(const guard *g, nb_str lower) {
  enum { SHORTEST = 4 };
  static const char *const people[] = {"tse", "naar", "naars", "naren", NULL};
  size_t cut = nb_str_ends(lower, NB_STR("se")) ? 2 : nb_str_ends(lower, NB_STR("s")) ? 1 : 0;
  if (cut && lower.len >= SHORTEST + cut && word_there(g, nb_str_sub(lower, 0, lower.len - cut))) return true;
  for (const char *const *p = people; *p; p++)
    if (nb_str_ends(lower, nb_str_of(*p)) && capital_like(g, lower, SHORTEST, NULL)) return true;
  return false;
}

/* "France" said as "French". */
static bool adjective_there(const guard *g, nb_str place) {
  static const char *const endings[] = {"ch", "sh", "an", "ese", "ic", "ss", "ek", NULL};
  return capital_like(g, nb_str_lower(g->arena, place), 2, endings);
}

static bool also_there(const guard *g, nb_str word) {
  for (size_t i = 0; i < sizeof also / sizeof *also; i++)
    if (nb_str_eq_c(word, also[i].nl) && english_there(g, nb_str_of(also[i].en))) return true;
  return false;
}

static nb_str joined(const guard *g, size_t i, size_t n) {
  const nb_token *t = g->nl.tokens;
  for (size_t k = i + 1; k < i + n; k++)
    if (t[k].kind == NB_PUNCT || !t[k].space_before) return (nb_str){NULL, 0};
  if (n == 1) return t[i].text;
  nb_str all = t[i].text;
  for (size_t k = i + 1; k < i + n && all.ptr; k++)
    all = nb_arena_printf(g->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(all), NB_STR_ARG(t[k].text));
  return all;
}

/* What a single word may be in English when it is no name of the list: as an ordinary word; in parts at its hyphens. */
static bool ordinary_there(const guard *g, nb_str word) {
  nb_reading r[4];
  for (int lower = 0; lower < 2; lower++) {
    size_t n = nb_lexicon_readings(g->lexicon, lower ? nb_str_lower(g->arena, word) : word, r, 4);
    for (size_t i = 0; i < n; i++)
      if (r[i].english.len && (lower || r[i].curated || english_there(g, r[i].english)))
        return true; /* a word may be put in many ways */
  }
  nb_str left, head;
  return nb_lexicon_compound(g->lexicon, g->arena, word, &left, &head); /* a title or group: "Veiligheidsraad" */
}

static bool name_word_there(const guard *g, nb_str word) {
  nb_str lower = nb_str_lower(g->arena, word);
  if (word_there(g, lower) || place_there(g, lower) || also_there(g, word)) return true;
  nb_name found;
  if (nb_lexicon_name(g->lexicon, word, &found) &&
      (found.kind == NB_NAME_WORD || english_there(g, found.english) ||
       (found.kind == NB_NAME_DEMONYM && country_there(g, found.english)) ||
       (found.kind == NB_NAME_PLACE && adjective_there(g, found.english))))
    return true;
  size_t hyphen = nb_str_find(word, NB_STR("-"), 0);
  if (hyphen != NB_NOT_FOUND) {
    nb_str rest = word, part;
    while (nb_str_split(&rest, '-', &part))
      if (nb_str_capital(part) && !word_there(g, nb_str_lower(g->arena, part)) && !also_there(g, part) &&
          !(nb_lexicon_name(g->lexicon, part, &found) && english_there(g, found.english)) && !ordinary_there(g, part))
        return false;
    return true;
  }
  if (nb_lexicon_name(g->lexicon, word, &found) && found.checked) return false;
  return ordinary_there(g, word);
}

/* A name of the list as a whole in English: its length in words, 0: none. */
static size_t listed_name(const guard *g, size_t i) {
  size_t most = g->nl.n - i < NAME_WORDS ? g->nl.n - i : NAME_WORDS;
  for (size_t n = most; n > 1; n--) {
    nb_str words = joined(g, i, n);
    nb_name found;
    if (!words.ptr) continue;
    if (also_there(g, words)) return n;
    if (nb_lexicon_name(g->lexicon, words, &found) && english_there(g, found.english)) return n;
  }
  return 0;
}

static nb_str names(const guard *g) {
  for (size_t i = 0; i < g->nl.n; i++) {
    const nb_token *t = &g->nl.tokens[i];
    if (t->kind != NB_WORD || !nb_str_capital(t->text)) continue;
    size_t n = listed_name(g, i);
    if (n) i += n - 1;
    if (n || nb_at_start(g->nl.tokens, i) || t->text.len < 2) continue;
    if (!name_word_there(g, t->text)) return t->text;
  }
  return NB_STR("");
}

/* --- copied --- */

/* A word of the source as it stands there, which the lexicon translates otherwise. */
static bool dutch_word_of_source(const guard *g, nb_str word) {
  enum { SHORTEST = 5, READINGS = 8 };
  bool there = false, translated = false;
  for (size_t i = 0; i < g->nl.n && !there; i++) there = nb_str_eq(g->nl.tokens[i].text, word);
  if (!there || word.len < SHORTEST) return false;
  nb_reading r[READINGS];
  size_t n = nb_lexicon_readings(g->lexicon, word, r, READINGS);
  for (size_t i = 0; i < n; i++) {
    if (nb_str_find(r[i].english, word, 0) != NB_NOT_FOUND) return false;
    translated = translated || r[i].english.len;
  }
  return translated;
}

static nb_str copied(const guard *g) {
  static const char *const dutch_only[] = {"de",    "het", "een",  "van",   "voor", "met",   "niet",  "zijn",  "naar",
                                           "wordt", "ook", "maar", "aan",   "bij",  "uit",   "dat",   "deze",  "nog",
                                           "geen",  "wel", "werd", "heeft", "zich", "door",  "tot",   "onder", "omdat",
                                           "hij",   "zij", "hun",  "veel",  "meer", "tegen", "naast", NULL};
  enum { ENOUGH = 2 };
  size_t found = 0;
  nb_str first = NB_STR("");
  for (size_t i = 0; i < g->en.n; i++) {
    nb_str w = g->en.tokens[i].text;
    if (g->en.tokens[i].kind != NB_WORD || nb_str_capital(w)) continue;
    bool in_name = (i > 0 && nb_str_capital(g->en.tokens[i - 1].text) && !nb_at_start(g->en.tokens, i - 1)) ||
                   (i + 1 < g->en.n && nb_str_capital(g->en.tokens[i + 1].text));
    bool dutch = !in_name && (nb_str_in(w, dutch_only) || dutch_word_of_source(g, w));
    if (!dutch) continue;
    if (!found++) first = w;
  }
  return found >= ENOUGH ? first : NB_STR("");
}

/* --- all of them --- */

/* Without the ordinals of names: "Tweede Kamer" and "Tweede Wereldoorlog" need no "second". */
static nb_str numbers(const guard *g) {
  nb_token *dutch = nb_arena_array(g->arena, g->nl.n, sizeof *dutch);
  if (!dutch) return (nb_str){NULL, 0};
  for (size_t i = 0; i < g->nl.n; i++) {
    const nb_token *t = &g->nl.tokens[i];
    bool next = i + 1 < g->nl.n && nb_str_capital(t[1].text);
    bool named = nb_str_capital(t->text) && (next || !nb_at_start(g->nl.tokens, i));
    dutch[i] = named ? *t : g->nl.lower[i];
  }
  nb_str wrong = nb_guard_number(g->arena, dutch, g->nl.n, g->en.lower, g->en.n);
  if (!wrong.ptr || wrong.len) return wrong;
  const nb_token *half = nb_wrong_half_of_day(g->nl.tokens, g->nl.n, g->en.tokens, g->en.n);
  return half ? half->text : NB_STR("");
}

/* --- the user's terms --- */

static nb_str terms(const guard *g) {
  nb_str english = nb_str_lower(g->arena, g->en.text);
  if (!english.ptr) return english;
  for (size_t i = 0; i < g->lists->n_senses; i++) {
    if (!g->lists->senses[i].user) continue;
    nb_str rest = g->lists->senses[i].english, form, first = NB_STR("");
    bool found = false;
    while (!found && nb_str_split(&rest, '|', &form)) {
      nb_str lower = nb_str_lower(g->arena, form);
      if (!lower.ptr) return lower;
      found = nb_has_words(english, lower);
      if (!first.len) first = form;
    }
    if (!found && first.len) return first;
  }
  return NB_STR("");
}

/* "ongedeerd / undoubted" */
static nb_str meaning(const guard *g) {
  const nb_meaning m = {.lexicon = g->lexicon,
                        .senses = g->lists->senses,
                        .n_senses = g->lists->n_senses,
                        .dutch = g->nl.tokens,
                        .dutch_lower = g->nl.lower,
                        .n_dutch = g->nl.n,
                        .english = g->en.tokens,
                        .english_lower = g->en.lower,
                        .n_english = g->en.n};
  nb_strays *s = g->strays;
  if (!nb_find_strays(g->arena, &m, s)) return (nb_str){NULL, 0};
  if (!s->n_dutch || !s->n_english) return NB_STR("");
  return nb_arena_printf(g->arena, NB_STR_FMT " / " NB_STR_FMT, NB_STR_ARG(s->dutch[0]), NB_STR_ARG(s->english[0]));
}

static nb_str invented(const guard *g) {
  return nb_invented_word(g->lexicon, g->arena, g->nl.text, g->en.text);
}

static const struct {
  unsigned bit;
  const char *name;
  nb_str (*check)(const guard *g); /* what is wrong; empty: nothing; ptr NULL: no memory */
} checks[] = {
    {NB_GUARD_EMPTY, "empty", empty},          {NB_GUARD_NUMBERS, "numbers", numbers},
    {NB_GUARD_NEGATION, "negation", negation}, {NB_GUARD_REPEATS, "repeats", loops},
    {NB_GUARD_UNKNOWN, "unknown", unknown},    {NB_GUARD_NAMES, "names", names},
    {NB_GUARD_LENGTH, "length", length},       {NB_GUARD_COPIED, "copied", copied},
    {NB_GUARD_INVENTED, "invented", invented}, {NB_GUARD_TERMS, "terms", terms},
    {NB_GUARD_MEANING, "meaning", meaning},
};

static nb_status side_of(nb_context *ctx, nb_arena *arena, nb_str text, side *s) {
  *s = (side){.text = text};
  nb_status status = nb_tokenize(ctx, arena, text, &s->tokens, &s->n);
  if (status) return status;
  if (s->n > MOST_WORDS) s->n = MOST_WORDS;
  s->lower = nb_arena_array(arena, s->n, sizeof *s->lower);
  if (!s->lower) return nb_fail_memory(ctx);
  for (size_t i = 0; i < s->n; i++) {
    s->lower[i] = s->tokens[i];
    s->lower[i].text = nb_str_lower(arena, s->tokens[i].text);
    if (!s->lower[i].text.ptr) return nb_fail_memory(ctx);
  }
  return NB_OK;
}

size_t nb_stray_pairs(const nb_verdict *verdict) {
  const nb_strays *s = &verdict->strays;
  return s->n_dutch < s->n_english ? s->n_dutch : s->n_english;
}

nb_status nb_guard(nb_context *ctx, const nb_guard_lists *lists, nb_arena *arena, nb_str dutch, nb_str english,
                   nb_verdict *verdict) {
  nb_verdict v = {.why = NB_STR("")};
  guard g = {.lexicon = lists->lexicon, .lists = lists, .arena = arena, .strays = &v.strays};
  nb_status status = side_of(ctx, arena, dutch, &g.nl);
  if (!status) status = side_of(ctx, arena, english, &g.en);
  if (status) return status;
  for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
    nb_str wrong = checks[i].check(&g);
    if (!wrong.ptr) return nb_fail_memory(ctx);
    if (!wrong.len) continue;
    v.failed |= checks[i].bit;
    v.why = nb_arena_printf(arena, NB_STR_FMT "%s%s (" NB_STR_FMT ")", NB_STR_ARG(v.why), v.why.len ? ", " : "",
                            checks[i].name, NB_STR_ARG(wrong));
    if (!v.why.ptr) return nb_fail_memory(ctx);
  }
  *verdict = v;
  return NB_OK;
}
