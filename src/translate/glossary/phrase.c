/* Noun phrases, the chunks of a clause, and its subject. */
#include "translate/glossary/clause.h"

enum { DEEPEST_PHRASE = 6, MOST_GLUED = 8 };

bool nb_is_subject_pronoun(const nb_unit *u) {
  static const char *const table[] = {"ik",     "hij", "zij", "ze", "wij",     "we",       "je", "jij",
                                      "jullie", "u",   "men", "ie", "niemand", "iedereen", NULL};
  return nb_str_in_nocase(u->nl, table);
}

static bool is_day(const nb_unit *u) {
  static const char *const days[] = {"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"};
  for (size_t i = 0; i < sizeof days / sizeof *days; i++)
    if (u->nl.len >= 6 && nb_str_eq_nocase(nb_str_sub(u->nl, 0, nb_str_of(days[i]).len), nb_str_of(days[i])))
      return !nb_str_ends(u->nl, NB_STR("s"));
  return false;
}

bool nb_is_time(const nb_unit *u) {
  static const char *const nouns[] = {
      "dag",        "week",     "weekend",   "weekeinde", "maand",    "jaar",      "ochtend", "middag",   "avond",
      "nacht",      "keer",     "uur",       "moment",    "seizoen",  "zomer",     "winter",  "voorjaar", "najaar",
      "herfst",     "lente",    "eeuw",      "minuut",    "seconde",  "kwartier",  "januari", "februari", "maart",
      "april",      "mei",      "juni",      "juli",      "augustus", "september", "oktober", "november", "december",
      "schooljaar", "kwartaal", "decennium", "periode",   "kerst",    "pasen",     NULL};
  if (u->pos == NB_POS_ADV) { /* "vorige week" of the phrases */
    size_t space = u->nl.len;
    while (space > 0 && u->nl.ptr[space - 1] != ' ') space--;
    return space > 0 && nb_str_in(nb_str_sub(u->nl, space, u->nl.len), nouns);
  }
  if (u->pos != NB_POS_NOUN && u->pos != NB_POS_PROPN) return false;
  return nb_unit_lemma(u, nouns) || is_day(u);
}

/* Adverbs that say when. */
static bool is_time_adverb(const nb_unit *u) {
  static const char *const table[] = {"gisteren",    "vandaag",      "morgen",        "eergisteren", "overmorgen",
                                      "vanavond",    "vanmiddag",    "vanochtend",    "vanmorgen",   "vannacht",
                                      "gisteravond", "gistermiddag", "gisterochtend", "gisteren",    "destijds",
                                      "toen",        "straks",       "later",         "daarna",      NULL};
  if (u->pos == NB_POS_ADV && nb_is_time(u)) return true;
  return (u->pos == NB_POS_ADV || u->pos == NB_POS_NOUN) && (nb_str_in_nocase(u->nl, table) || is_day(u));
}

static bool modifies(const nb_units *units, size_t i, size_t end) {
  const nb_unit *u = &units->items[i];
  if (u->pos == NB_POS_ADJ || u->pos == NB_POS_NUM || u->pos == NB_POS_DET) return true;
  if (nb_is_quote(u)) return true;
  static const char *const amounts[] = {"veel",    "weinig", "meer", "minder",  "genoeg",    "zoveel",
                                        "hoeveel", "wat",    "alle", "te veel", "te weinig", NULL};
  if (u->pos == NB_POS_ADV && i + 1 < end && nb_str_in_nocase(u->nl, amounts) &&
      (units->items[i + 1].pos == NB_POS_NOUN ||
       (units->items[i + 1].pos == NB_POS_ADJ && i + 2 < end && units->items[i + 2].pos == NB_POS_NOUN)))
    return true;
  if (nb_unit_is(u, "te") && i + 1 < end && modifies(units, i + 1, end)) return true; /* "te weinig steun" */
  bool before_adjective =
      i + 1 < end && (units->items[i + 1].pos == NB_POS_ADJ || units->items[i + 1].pos == NB_POS_NUM);
  return ((u->pos == NB_POS_ADV || u->pos == NB_POS_CCONJ) && before_adjective) || u->features & NB_PRESENT_PART;
}

/* Nouns that count or measure the noun behind them: "een aantal mensen", "drie jaar cel". */
static bool measures(const nb_units *units, size_t i) {
  static const char *const table[] = {
      "aantal",  "soort",   "paar",    "groep",      "stuk",      "deel",        "procent",    "reeks",     "kop",
      "glas",    "fles",    "rij",     "handvol",    "euro",      "miljoen",     "miljard",    "kilo",      "liter",
      "meter",   "ton",     "tiental", "honderdtal", "vorm",      "hoeveelheid", "tientallen", "honderden", "duizenden",
      "tiental", "duizend", "honderd", "dollar",     "kilometer", "gram",        NULL};
  const nb_unit *u = &units->items[i];
  if (nb_unit_lemma(u, table) || nb_str_in(u->nl, table)) return true;
  return nb_is_time(u) && i > 0 && units->items[i - 1].pos == NB_POS_NUM;
}

/* Focus words that belong to the phrase behind them: "ongeveer dertig man", "alleen de burgemeester". */
static bool focuses(const nb_unit *u) {
  static const char *const table[] = {
      "ongeveer",    "circa",          "bijna",      "ruim",       "zeker",        "minstens", "zo'n",
      "alleen",      "zelfs",          "vooral",     "slechts",    "hooguit",      "maximaal", "minimaal",
      "vrijwel",     "precies",        "zowat",      "mede",       "juist",        "meer dan", "minder dan",
      "nog geen",    "naar schatting", "ten minste", "onder meer", "onder andere", "pas",      "niet alleen",
      "maar liefst", "tot wel",        NULL};
  return !u->dropped && nb_str_in_nocase(u->nl, table);
}

/* "duizenden Nederlandse supporters": the end of what is measured from k on; k: nothing. */
static size_t measured(const nb_units *units, size_t k, size_t end) {
  size_t n = k;
  if (!measures(units, k - 1)) return k;
  while (n < end && units->items[n].pos == NB_POS_ADJ) n++;
  return n < end && units->items[n].pos == NB_POS_NOUN ? n + 1 : k;
}

static size_t noun_phrase(const nb_units *units, size_t i, size_t end, int depth) {
  size_t k = i;
  while (k < end && k < i + 2 && focuses(&units->items[k])) k++;
  if (k < end && units->items[k].pos == NB_POS_PRON && !nb_unit_is(&units->items[k], "er")) return k + 1;
  size_t start = k;
  while (k < end && modifies(units, k, end)) k++;
  size_t head = k;
  while (k < end && (units->items[k].pos == NB_POS_PROPN || (k > i && units->items[k].origin == NB_FROM_NOTHING) ||
                     (k == head && units->items[k].pos == NB_POS_NOUN) || (k > head && measured(units, k, end) > k))) {
    if (k > head && nb_is_time(&units->items[k])) break;
    size_t after = k > head ? measured(units, k, end) : k;
    k = after > k ? after : k + 1;
  }
  if (k == head) { /* "zes van hen", "de oude", "die" */
    const nb_unit *first = &units->items[start];
    bool alone = k > start && (units->items[k - 1].pos == NB_POS_NUM || first->pos == NB_POS_DET);
    if (!alone) return i;
  }
  bool numbered = k < end && units->items[k].pos == NB_POS_NUM && units->items[k - 1].pos == NB_POS_NOUN;
  if (numbered && (k + 1 >= end || units->items[k + 1].pos != NB_POS_NOUN)) k++; /* "groep 8" */
  if (k < end && nb_is_mark(&units->items[k], "%")) k++;
  if (k < end && nb_is_quote(&units->items[k])) {
    size_t open = 0;
    for (size_t q = i; q < k; q++) open += nb_is_quote(&units->items[q]);
    if (open % 2) k++;
  }
  if (k + 1 < end && depth < DEEPEST_PHRASE &&
      (nb_unit_is(&units->items[k], "van") || nb_unit_is(&units->items[k], "en") ||
       nb_unit_is(&units->items[k], "of"))) {
    size_t after = noun_phrase(units, k + 1, end, depth + 1);
    if (after > k + 1) return after;
  }
  return k;
}

size_t nb_noun_phrase(const nb_units *units, size_t i, size_t end) {
  return noun_phrase(units, i, end, 0);
}

/* A year, or what else stands for a time behind a preposition. */
static bool is_year(const nb_unit *u) {
  return u->pos == NB_POS_NUM && u->nl.len == 4 &&
         (nb_str_starts(u->nl, NB_STR("19")) || nb_str_starts(u->nl, NB_STR("20")) ||
          nb_str_starts(u->nl, NB_STR("18")));
}

static bool ends_in_time(const nb_units *units, size_t start, size_t end) {
  for (size_t i = start; i < end; i++) {
    const nb_unit *u = &units->items[i];
    if (u->pos == NB_POS_NOUN || u->pos == NB_POS_PROPN) { /* the head decides: "het jaar van de storm" */
      bool measured = i + 1 < end && units->items[i + 1].pos == NB_POS_NOUN && measures(units, i);
      return nb_is_time(u) && !measured;
    }
    if (is_year(u) && i + 1 == end) return true;
  }
  return false;
}

/* "langer dan de oude", "minder inbraken dan vorig jaar", "even snel als de auto": the end with what is compared. */
static size_t comparison(const nb_units *units, size_t start, size_t i, size_t end) {
  static const char *const as[] = {"even",      "zo",     "net zo", "evenveel",     "dezelfde",
                                   "hetzelfde", "zelfde", "zoveel", "twee keer zo", NULL};
  if (i + 1 >= end) return i;
  bool than = nb_unit_is(&units->items[i], "dan"), like = nb_unit_is(&units->items[i], "als");
  bool compares = false;
  for (size_t k = start > 0 ? start - 1 : start; k < i; k++)
    compares = compares || (than && units->items[k].features & NB_COMPARATIVE) ||
               (than && (nb_unit_is(&units->items[k], "minder") || nb_unit_is(&units->items[k], "meer") ||
                         nb_unit_is(&units->items[k], "anders") || nb_unit_is(&units->items[k], "eerder"))) ||
               (like && nb_str_in_nocase(units->items[k].nl, as));
  if (!compares) return i;
  size_t k = i + 1;
  if (units->items[k].pos == NB_POS_ADP) k++;
  size_t after = nb_noun_phrase(units, k, end);
  if (after > k) return after;
  return units->items[k].pos == NB_POS_ADV || units->items[k].pos == NB_POS_ADJ ? k + 1 : i;
}

static nb_chunk chunk(const nb_units *units, size_t i, size_t end);

static bool is_conjunction(const nb_unit *u) {
  return u->pos == NB_POS_CCONJ && !u->dropped;
}

/* A chunk with what cannot leave it: "(2020)", "54%", "PvdA/GroenLinks", "in Utrecht en in Amersfoort". */
static size_t glued(const nb_units *units, nb_chunk c, size_t end) {
  for (int round = 0; round < MOST_GLUED && c.end < end; round++) {
    const nb_unit *u = &units->items[c.end];
    size_t after = c.end;
    if (nb_is_mark(u, "(")) {
      while (after < end && !nb_is_mark(&units->items[after], ")")) after++;
      if (after < end) after++;
    } else if (nb_is_mark(u, "%") || nb_is_mark(u, "\xE2\x82\xAC")) {
      after++;
      size_t nouns = nb_noun_phrase(units, after, end);
      if (c.kind == NB_CHUNK_NOUNS && after < end && nb_unit_is(&units->items[after], "van") &&
          (nouns = nb_noun_phrase(units, after + 1, end)) > after + 1)
        after = nouns;
    } else if (u->pos == NB_POS_PUNCT && !nb_is_quote(u) && !nb_is_mark(u, ")") && c.end + 1 < end) {
      after = chunk(units, c.end + 1, end).end;
    } else if (is_conjunction(u) && c.end + 1 < end && c.kind != NB_CHUNK_OTHER) {
      nb_chunk next = chunk(units, c.end + 1, end);
      if (next.kind == c.kind || (next.kind == NB_CHUNK_NOUNS && c.kind == NB_CHUNK_PREPOSITION)) after = next.end;
    }
    if (after == c.end) break;
    c.end = after;
  }
  return c.end;
}

nb_chunk nb_chunk_at(const nb_units *units, size_t i, size_t end) {
  nb_chunk c = chunk(units, i, end);
  if (c.kind == NB_CHUNK_NOUNS || c.kind == NB_CHUNK_ADJECTIVE || c.kind == NB_CHUNK_ADVERB)
    c.end = comparison(units, c.start, c.end, end);
  if (c.kind != NB_CHUNK_VERB && c.kind != NB_CHUNK_TE) c.end = glued(units, c, end);
  return c;
}

static nb_chunk chunk(const nb_units *units, size_t i, size_t end) {
  const nb_unit *u = &units->items[i];
  nb_chunk c = {NB_CHUNK_OTHER, i, i + 1};
  if (u->dropped) return c;
  if (nb_is_te(units, i)) {
    c.kind = NB_CHUNK_TE;
    return c;
  }
  if (nb_is_finite(u) || nb_is_nonfinite(u)) {
    c.kind = NB_CHUNK_VERB;
    return c;
  }
  size_t from = i;
  if (focuses(u) && i + 1 < end && units->items[i + 1].pos == NB_POS_ADP) from++;
  bool as = from > 0 && nb_unit_is(&units->items[from], "als"); /* "bestempelt het als een succes" */
  if (units->items[from].pos == NB_POS_ADP || as) {
    c.end = nb_noun_phrase(units, from + 1, end);
    if (c.end == from + 1 && from + 1 < end && is_time_adverb(&units->items[from + 1])) c.end = from + 2;
    bool when = !nb_unit_is(&units->items[from], "voor") && !nb_unit_is(&units->items[from], "van");
    c.kind = when && ends_in_time(units, from + 1, c.end) ? NB_CHUNK_TIME
             : c.end > from + 1                           ? NB_CHUNK_PREPOSITION
                                                          : NB_CHUNK_ADVERB;
    if (c.end < end && nb_unit_is(&units->items[c.end], "geleden")) c.end++;
    return c;
  }
  if (is_time_adverb(u)) {
    c.kind = NB_CHUNK_TIME;
    return c;
  }
  size_t nouns = nb_noun_phrase(units, i, end);
  if (nouns > i) {
    c.end = nouns;
    c.kind = ends_in_time(units, i, nouns) ? NB_CHUNK_TIME : NB_CHUNK_NOUNS;
    bool behind = c.kind == NB_CHUNK_TIME && c.end < end;
    if (behind && (nb_unit_is(&units->items[c.end], "geleden") || nb_unit_is(&units->items[c.end], "lang"))) c.end++;
    return c;
  }
  if (u->pos == NB_POS_ADV && i + 1 < end && units->items[i + 1].pos == NB_POS_ADJ) {
    c.end = i + 2;
    c.kind = NB_CHUNK_ADJECTIVE;
    return c;
  }
  if (u->pos == NB_POS_ADJ) c.kind = NB_CHUNK_ADJECTIVE;
  if (u->pos == NB_POS_ADV) c.kind = NB_CHUNK_ADVERB;
  return c;
}

/* ---- Subjects ---- */

nb_number nb_verb_number(const nb_unit *verb) {
  static const char *const weak[] = {"was", "is", "heeft", "had", "werd", "wordt", NULL};
  if (nb_str_in_nocase(verb->nl, weak)) return NB_ONE;
  if (nb_str_ends(verb->lemma, verb->nl)) return NB_MANY;
  if (verb->features & NB_PAST && nb_str_ends(verb->nl, NB_STR("en"))) return NB_MANY;
  return NB_ONE;
}

static nb_number chunk_number(const nb_units *units, size_t start, size_t end) {
  static const char *const many[] = {"wij",   "we",       "jullie",  "beide", "beiden",
                                     "velen", "sommigen", "enkelen", "allen", NULL};
  static const char *const either[] = {"die", "wie", "zij", "ze", "welke", "u", "je", "jij", "ik", "wat", NULL};
  static const char *const counts[] = {"aantal",  "paar",        "groep", "reeks", "deel", "helft",
                                       "tiental", "meerderheid", "soort", "media", "data", NULL};
  if (nb_str_ends(units->items[start].nl, NB_STR("aantal"))) return NB_EITHER;
  const nb_unit *head = NULL;
  for (size_t i = start; i < end; i++) {
    const nb_unit *u = &units->items[i];
    if (nb_unit_is(u, "van") && head) break;
    if (nb_unit_is(u, "en") && head) return NB_MANY;
    bool noun = u->pos == NB_POS_NOUN || u->pos == NB_POS_PROPN || u->pos == NB_POS_PRON;
    if (noun && !head) head = u;
  }
  if (!head) { /* "zes", "de oude" */
    const nb_unit *u = &units->items[start];
    if (u->pos == NB_POS_NUM) return nb_unit_is(u, "een") || nb_unit_is(u, "\xC3\xA9\xC3\xA9n") ? NB_ONE : NB_EITHER;
    return nb_unit_is(u, "dit") || nb_unit_is(u, "dat") ? NB_ONE : NB_EITHER;
  }
  if (head->pos == NB_POS_PRON) {
    if (nb_str_in_nocase(head->nl, many)) return NB_MANY;
    return nb_str_in_nocase(head->nl, either) ? NB_EITHER : NB_ONE;
  }
  bool copied = head->pos == NB_POS_PROPN && head->origin == NB_FROM_COPY;
  if (copied && nb_str_ends(head->nl, NB_STR("s"))) return NB_EITHER; /* "Buurtvaders": a name or a plural */
  if (nb_unit_lemma(head, counts) || head->origin == NB_FROM_NOTHING) return NB_EITHER;
  if (head->features & NB_PLURAL) return NB_MANY;
  for (size_t i = start; i < end && &units->items[i] != head; i++)
    if (units->items[i].pos == NB_POS_NUM) return NB_EITHER;
  return NB_ONE;
}

static bool agrees(nb_number a, nb_number b) {
  return a == NB_EITHER || b == NB_EITHER || a == b;
}

static bool is_plural_of(nb_str english, const char *const *table) {
  return nb_str_in(english, table) ||
         (nb_str_ends(english, NB_STR("s")) && nb_str_in(nb_str_sub(english, 0, english.len - 1), table));
}

bool nb_is_person(const nb_unit *u) {
  static const char *const people[] = {
      "man",     "woman",    "person", "child",     "boy",        "girl",       "victim",   "president", "men",
      "women",   "children", "people", "parent",    "student",    "king",       "queen",    "suspect",   "judge",
      "coach",   "member",   "couple", "friend",    "son",        "resident",   "baby",     "guy",       "lady",
      "chief",   "boss",     "wife",   "boyfriend", "girlfriend", "prince",     "princess", "pope",      "guest",
      "patient", "hero",     "star",   "captain",   "candidate",  "politician", NULL};
  static const char *const endings[] = {"er", "or", "ist", "ian", "man", "ee", "father", NULL};
  static const char *const things[] = {
      "number",  "center",    "paper",     "letter",     "water",    "power",    "summer",    "winter",
      "matter",  "order",     "offer",     "river",      "tower",    "computer", "newspaper", "corner",
      "dinner",  "border",    "shoulder",  "disaster",   "sector",   "factor",   "motor",     "committee",
      "quarter", "chapter",   "container", "helicopter", "trailer",  "silver",   "fire",      "register",
      "poster",  "october",   "september", "december",   "november", "butter",   "fever",     "cancer",
      "floor",   "door",      "color",     "labor",      "error",    "terror",   "mirror",    "weather",
      "user",    "cover",     "layer",     "finger",     "transfer", "server",   "theater",   "career",
      "degree",  "coffee",    "fee",       "tree",       "cluster",  "counter",  "chamber",   "answer",
      "shelter", "character", "master",    "monitor",    "reactor",  "tractor",  "corridor",  "danger",
      "anger",   "gender",    "charter",   "encounter",  "bunker",   "tanker",   "freighter", "ladder",
      "hammer",  "gutter",    "shower",    NULL};
  if (u->pos != NB_POS_NOUN) return false;
  nb_str base = u->english;
  size_t space = base.len;
  while (space > 0 && base.ptr[space - 1] != ' ') space--;
  base = nb_str_sub(base, space, base.len);
  if (is_plural_of(base, people)) return true;
  if (base.len < 5 || is_plural_of(base, things)) return false;
  if (u->features & NB_PLURAL && nb_str_ends(base, NB_STR("s"))) base = nb_str_sub(base, 0, base.len - 1);
  for (const char *const *e = endings; *e; e++)
    if (nb_str_ends(base, nb_str_of(*e))) return true;
  return false;
}

bool nb_can_act(const nb_units *units, size_t start, size_t end) {
  static const char *const bodies[] = {"police",
                                       "family",
                                       "government",
                                       "municipality",
                                       "council",
                                       "cabinet",
                                       "court",
                                       "company",
                                       "club",
                                       "party",
                                       "army",
                                       "team",
                                       "service",
                                       "department",
                                       "union",
                                       "organization",
                                       "bank",
                                       "province",
                                       "parliament",
                                       "house of representatives",
                                       "media",
                                       "state",
                                       "administration",
                                       "authority",
                                       "commission",
                                       "committee",
                                       "newspaper",
                                       "association",
                                       "coalition",
                                       "ministry",
                                       NULL};
  for (size_t i = start; i < end; i++) {
    const nb_unit *u = &units->items[i];
    if (u->pos == NB_POS_PROPN) return true;
    if (u->pos == NB_POS_PRON) return nb_is_subject_pronoun(u);
    if (u->pos != NB_POS_NOUN) continue;
    nb_str head = u->english;
    size_t space = head.len;
    while (space > 0 && head.ptr[space - 1] != ' ') space--;
    return nb_is_person(u) || is_plural_of(head, bodies) || is_plural_of(nb_str_sub(head, space, head.len), bodies);
  }
  return false;
}

/* Verbs whose object can stand first where somebody acts behind them: "Dat zegt de minister". */
static bool says(const nb_unit *u) {
  static const char *const table[] = {
      "zeggen",      "melden",     "schrijven",   "stellen",     "vertellen",   "bevestigen",  "denken",
      "vinden",      "beweren",    "concluderen", "meedelen",    "bekendmaken", "aankondigen", "onthullen",
      "berichten",   "verklaren",  "benadrukken", "weten",       "besluiten",   "oordelen",    "antwoorden",
      "reageren",    "vragen",     "roepen",      "waarschuwen", "citeren",     "vervolgen",   "aldus",
      "uitleggen",   "toevoegen",  "erkennen",    "ontkennen",   "verzekeren",  "twitteren",   "constateren",
      "voorspellen", "verwachten", "hopen",       "menen",       "toelichten",  "klagen",      "stamelen",
      "lachen",      "fluisteren", "opmerken",    "toegeven",    "afvragen",    "doen",        "laten",
      "zien",        "eisen",      "besloten",    "bepalen",     "noemen",      "betogen",     "rapporteren",
      "schatten",    "klinken",    "kondigen",    "verkondigen", "voegen",      "geven",       "maken",
      NULL};
  return nb_unit_lemma(u, table);
}

static bool object_pronoun(const nb_unit *u) {
  static const char *const table[] = {"zich", "hem", "haar",   "hen",      "hun", "me",
                                      "mij",  "ons", "elkaar", "zichzelf", NULL};
  return u->pos == NB_POS_PRON && nb_str_in_nocase(u->nl, table);
}

/* The first noun phrase from `at` on that can be the subject of the verb. False: none. */
static bool subject_from(const nb_units *units, size_t at, size_t end, nb_number number, nb_chunk *found) {
  bool any = false;
  while (at < end) {
    nb_chunk c = nb_chunk_at(units, at, end);
    at = c.end;
    if (c.kind == NB_CHUNK_TE || (c.kind == NB_CHUNK_VERB && any)) break;
    if (c.kind != NB_CHUNK_NOUNS || object_pronoun(&units->items[c.start])) continue;
    if (!any) *found = c;
    any = true;
    if (!agrees(chunk_number(units, c.start, c.end), number)) continue;
    *found = c;
    return true;
  }
  return any;
}

static void set_subject(nb_clause *c, nb_chunk chunk) {
  c->subject = chunk.start;
  c->subject_end = chunk.end;
}

/* The verb that carries the meaning. */
static const nb_unit *meaning(const nb_units *units, const nb_clause *c) {
  const nb_unit *v = &units->items[c->finite];
  for (size_t i = c->first; i < c->end; i++)
    if (i != c->finite && nb_is_nonfinite(&units->items[i]) && units->items[i].pos == NB_POS_VERB) v = &units->items[i];
  return v;
}

/* Before the finite verb: the noun phrase there, where that is all there is but adverbs. */
static bool front_noun(const nb_units *units, const nb_clause *c, nb_chunk *front) {
  bool found = false;
  for (size_t i = c->first; i < c->finite;) {
    nb_chunk k = nb_chunk_at(units, i, c->finite);
    i = k.end;
    if (k.kind == NB_CHUNK_NOUNS && !found) {
      *front = k;
      found = true;
    } else if (!found && (k.kind == NB_CHUNK_PREPOSITION || k.kind == NB_CHUNK_TIME || k.kind == NB_CHUNK_VERB)) {
      return false;
    }
  }
  return found;
}

/* A clause that begins with its verb: whether its subject stands before the clause ("De man, die ziek was, werd
 * opgepakt"). */
static bool subject_before(const nb_units *units, const nb_clause *c) {
  if (c->behind_quote || c == units->clauses) return false;
  if (c->first > c->start && units->items[c->first - 1].pos == NB_POS_CCONJ) return true;
  size_t i = (size_t)(c - units->clauses);
  const nb_clause *clauses = units->clauses;
  for (size_t k = i; k-- > 0;) {
    if (clauses[k].kind == NB_CLAUSE_RELATIVE) continue;
    if (clauses[k].kind == NB_CLAUSE_INFINITIVE && k > 0 && clauses[k - 1].kind == NB_CLAUSE_FRAGMENT) continue;
    if (clauses[k].kind != NB_CLAUSE_FRAGMENT)
      return clauses[k].kind == NB_CLAUSE_MAIN && clauses[k].finite != clauses[k].first &&
             !(says(meaning(units, c)) && c->start < c->first && nb_is_mark(&units->items[c->start], ","));
    nb_pos pos = clauses[k].first < units->n ? units->items[clauses[k].first].pos : NB_POS_X;
    bool aside =
        pos == NB_POS_ADP || pos == NB_POS_ADV; /* "Zes van hen, onder wie een kind, overleefden": look further back */
    if (aside && k > 0 && clauses[k - 1].kind == NB_CLAUSE_FRAGMENT) continue;
    if (aside) return false;
    if (k == 0 || clauses[k - 1].kind == NB_CLAUSE_MAIN || clauses[k - 1].kind == NB_CLAUSE_SUB) return true;
  }
  return false;
}

/* "Bekijk hier de beelden": the stem alone, first in the sentence. */
static bool is_imperative(const nb_units *units, const nb_clause *c) {
  const nb_unit *verb = &units->items[c->finite];
  if (c->finite != c->first || c != units->clauses || c->question || verb->pos != NB_POS_VERB) return false;
  if (verb->features & (NB_PAST | NB_THIRD) || nb_str_eq(verb->nl, verb->lemma) || nb_str_ends(verb->nl, NB_STR("en")))
    return false;
  size_t next = c->finite + 1;
  return next >= c->end || !nb_is_subject_pronoun(&units->items[next]);
}

static void main_subject(const nb_units *units, nb_clause *c) {
  if (is_imperative(units, c)) return;
  const nb_unit *verb = &units->items[c->finite];
  nb_number number = nb_verb_number(verb);
  nb_chunk front = {0}, behind = {0};
  bool before = front_noun(units, c, &front);
  bool er_front = c->first < c->finite && nb_unit_is(&units->items[c->first], "er");
  size_t stop = c->end;
  bool after = subject_from(units, c->finite + 1, stop, number, &behind);
  if (before && nb_is_subject_pronoun(&units->items[front.start])) after = false;
  if (after && c->finite == c->first && subject_before(units, c)) {
    const nb_unit *b = &units->items[behind.start];
    after = behind.start == c->finite + 1 && b->pos == NB_POS_PRON && nb_is_subject_pronoun(b);
  }
  if (before && after) {
    const nb_unit *b = &units->items[behind.start], *f = &units->items[front.start];
    bool pronoun = b->pos == NB_POS_PRON && nb_is_subject_pronoun(b);
    bool mismatch = !agrees(chunk_number(units, front.start, front.end), number) &&
                    chunk_number(units, behind.start, behind.end) == number;
    bool that = f->pos == NB_POS_PRON || nb_unit_is(f, "dat") || nb_unit_is(f, "die") || nb_unit_is(f, "dit");
    bool fronted = that && says(meaning(units, c)) && nb_can_act(units, behind.start, behind.end) &&
                   !nb_can_act(units, front.start, front.end);
    bool asked = c->question && front.end == front.start + 1 && nb_unit_is(f, "hoeveel");
    bool what = c->question && nb_unit_is(f, "wat") && (fronted || nb_str_eq_c(verb->lemma, "kosten"));
    if (!pronoun && !mismatch && !fronted && !asked && !what) after = false;
  }
  if (er_front && after) before = false;
  if (after)
    set_subject(c, behind);
  else if (before)
    set_subject(c, front);
}

/* What stands before a relative clause. */
static nb_number antecedent(const nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i-- > 0 && i + 4 > c->first;) {
    const nb_unit *u = &units->items[i];
    if (u->pos == NB_POS_PUNCT || u->dropped) continue;
    if (u->pos == NB_POS_NOUN) return u->features & NB_PLURAL ? NB_MANY : NB_ONE;
    return NB_EITHER;
  }
  return NB_EITHER;
}

static void relative_subject(const nb_units *units, nb_clause *c) {
  const nb_unit *r = &units->items[c->first];
  nb_number number = nb_verb_number(&units->items[c->finite]);
  nb_chunk nouns = {0};
  bool free = nb_str_starts(r->nl, NB_STR("waar")) || nb_str_starts(r->nl, NB_STR("Waar"));
  bool governed = c->first > 0 && units->items[c->first - 1].pos == NB_POS_ADP;
  if (!subject_from(units, c->first + 1, c->finite, number, &nouns)) return;
  if (!agrees(chunk_number(units, nouns.start, nouns.end), number) && !free && !governed) return;
  const nb_unit *n = &units->items[nouns.start];
  bool pronoun = n->pos == NB_POS_PRON && nb_is_subject_pronoun(n);
  bool indefinite = nb_unit_is(n, "een") || nb_unit_is(n, "geen") || n->pos == NB_POS_NUM || n->features & NB_PLURAL;
  const nb_unit *verb = &units->items[c->finite];
  bool passive = nb_str_eq_c(verb->lemma, "worden") || nb_str_eq_c(verb->lemma, "zijn");
  bool mismatch = !agrees(antecedent(units, c), number) && antecedent(units, c) != NB_EITHER;
  bool thing = !nb_str_eq_c(r->english, "who") && !indefinite && nb_can_act(units, nouns.start, nouns.end) && !passive;
  if (free || governed || pronoun || mismatch || thing) set_subject(c, nouns);
}

/* "als zij terugkeert en de strijd aangaat": what acts stands in the clause before. */
static bool shares_subject(const nb_units *units, const nb_clause *c, nb_chunk nouns) {
  const nb_clause *before = c - 1;
  bool coordinated = before->kind == NB_CLAUSE_SUB && before->subject < before->subject_end && c->first > c->start;
  return coordinated && nb_can_act(units, before->subject, before->subject_end) &&
         !nb_can_act(units, nouns.start, nouns.end) &&
         agrees(chunk_number(units, before->subject, before->subject_end), nb_verb_number(&units->items[c->finite]));
}

void nb_find_subjects(nb_units *units) {
  for (size_t i = 0; i < units->n_clauses; i++) {
    nb_clause *c = &units->clauses[i];
    c->subject = c->subject_end = c->first;
    if (c->finite == NB_NOT_FOUND) continue;
    nb_chunk nouns = {0};
    if (c->kind == NB_CLAUSE_MAIN) main_subject(units, c);
    if (c->kind == NB_CLAUSE_RELATIVE) relative_subject(units, c);
    bool headed = units->items[c->first].pos == NB_POS_SCONJ;
    if (c->kind == NB_CLAUSE_SUB &&
        subject_from(units, c->first + headed, c->finite, nb_verb_number(&units->items[c->finite]), &nouns) &&
        !(i > 0 && !headed && shares_subject(units, c, nouns)))
      set_subject(c, nouns);
  }
}
