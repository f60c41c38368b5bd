/* What Dutch says with helping verbs: perfects, passives, modals, laten, gaan, blijven, "aan het", "staat te". */
#include "base/utf8.h"
#include "translate/glossary/verb.h"

static const char *const perfect_with_zijn[] = {
    /* verbs of motion and change: "is gestorven" has died; with all others zijn makes a passive */
    "gaan",          "komen",         "vallen",      "worden",     "blijven",    "zijn",
    "sterven",       "overlijden",    "vertrekken",  "aankomen",   "gebeuren",   "beginnen",
    "stijgen",       "dalen",         "groeien",     "verdwijnen", "slagen",     "ontstaan",
    "verschijnen",   "lukken",        "mislukken",   "toenemen",   "afnemen",    "opstaan",
    "terugkeren",    "terugkomen",    "teruggaan",   "omkomen",    "ontsnappen", "vluchten",
    "stoppen",       "uitgaan",       "binnenkomen", "opkomen",    "bezwijken",  "ontploffen",
    "zakken",        "verhuizen",     "trouwen",     "scheiden",   "veranderen", "verbeteren",
    "verslechteren", "bevallen",      "gelukken",    "ontwaken",   "opgroeien",  "uitgroeien",
    "rijden",        "lopen",         "vliegen",     "varen",      "reizen",     "springen",
    "klimmen",       "zinken",        "kantelen",    "botsen",     "crashen",    "neerstorten",
    "instorten",     "uitbreken",     "losbarsten",  "ingaan",     "aftreden",   "aantreden",
    "opstappen",     "toetreden",     "terugtreden", "eindigen",   "aflopen",    "doorgaan",
    "langskomen",    "uitkomen",      "voorkomen",   "overkomen",  "meegaan",    "weggaan",
    "wegblijven",    "verongelukken", "verdrinken",  "arriveren",  "emigreren",  "promoveren",
    "degraderen",    "escaleren",     "exploderen",  "verlopen",   "schrikken",  "duren",
    "stranden",      "halveren",      "verdubbelen", "krimpen",    "zwellen",    "ontwikkelen",
    "deelnemen",     "bijkomen",      "afgaan",      "aanbreken",  "opduiken",   "belanden",
    "geraken",       "raken",         "stranden",    "landen",     "opstijgen",  "uitwijken",
    "wijken",        "vorderen",      "herstellen",  "naderen",    NULL};

static const char *const perfect_endings[] = {"komen",   "gaan",  "vallen", "sterven", "stappen",
                                              "groeien", "keren", "worden", NULL};
static const char *const no_perfect_endings[] = {"aanvallen", "overvallen", "lastigvallen", "ondergaan", "begaan",
                                                 "nakomen",   "omkeren",    "keren",        "voorkomen", "bijvallen",
                                                 NULL};

/* With zijn a state, no passive: "is convinced", not "has been convinced". */
static const char *const states[] = {"overtuigd",   "verbonden",     "gevestigd",   "getrouwd",
                                     "bereid",      "verplicht",     "gericht",     "bedoeld",
                                     "gebaseerd",   "verdeeld",      "betrokken",   "gespecialiseerd",
                                     "opgelucht",   "teleurgesteld", "geschokt",    "verrast",
                                     "bezorgd",     "gewend",        "gelegen",     "omringd",
                                     "gesloten",    "verboden",      "toegestaan",  "verzekerd",
                                     "bevoegd",     "besmet",        "geschikt",    "verslaafd",
                                     "verliefd",    "gescheiden",    "beperkt",     "ge\xC3\xAFnteresseerd",
                                     "verantwoord", "verwacht",      "gehouden",    "voorbereid",
                                     "bekend",      "geopend",       "gewond",      "uitverkocht",
                                     "volgeboekt",  "toegankelijk",  "beschikbaar", "afgelopen",
                                     NULL};

static bool moves(const nb_unit *participle) {
  if (nb_unit_lemma(participle, perfect_with_zijn)) return true;
  if (nb_unit_lemma(participle, no_perfect_endings)) return false;
  for (const char *const *e = perfect_endings; *e; e++)
    if (nb_str_ends(participle->lemma, nb_str_of(*e))) return true;
  return false;
}

static bool is(const nb_unit *u, const char *lemma) {
  return nb_str_eq_c(u->lemma, lemma);
}

static nb_unit *at(nb_units *units, size_t i) {
  return i == NB_NOT_FOUND ? NULL : &units->items[i];
}

static size_t find_aux(const nb_units *units, const nb_clause *c, const char *lemma, unsigned features) {
  for (size_t i = c->first; i < c->end; i++) {
    const nb_unit *u = &units->items[i];
    if (i != c->finite && u->pos == NB_POS_AUX && !u->dropped && is(u, lemma) && u->features & features) return i;
  }
  return NB_NOT_FOUND;
}

static bool has_word(const nb_units *units, size_t from, size_t to, const char *const *words) {
  for (size_t i = from; i < to; i++)
    if (nb_str_in_nocase(units->items[i].nl, words)) return true;
  return false;
}

/* ---- Verbs with an infinitive ---- */

/* The infinitive that hangs on the verb at `governor` without "te". */
static nb_unit *bare_infinitive(nb_units *units, const nb_clause *c, size_t governor) {
  for (size_t i = c->end; i-- > c->first;) {
    nb_unit *u = &units->items[i];
    if (i == governor || i == c->finite || u->dropped || u->pos != NB_POS_VERB) continue;
    if (!(u->features & NB_INFINITIVE) && !(u->features & NB_PARTICIPLE && nb_str_eq(u->nl, u->lemma))) continue;
    bool te = i > 0 && nb_unit_is(&units->items[i - 1], "te");
    if (te || (i < governor && governor == c->finite && c->kind == NB_CLAUSE_MAIN)) continue;
    return u;
  }
  return NULL;
}

/* The first noun phrase that is not the subject. */
static bool object_of(const nb_units *units, const nb_clause *c, nb_chunk *object) {
  for (size_t i = c->first + (c->kind == NB_CLAUSE_INFINITIVE); i < c->end;) {
    nb_chunk k = nb_chunk_at(units, i, c->end);
    i = k.end;
    bool relative = c->kind == NB_CLAUSE_RELATIVE && k.start == c->first;
    if (k.kind != NB_CHUNK_NOUNS || relative || (k.start >= c->subject && k.start < c->subject_end)) continue;
    *object = k;
    return true;
  }
  return false;
}

/* A verb's English replaced: its base form from now on. */
static void become(const nb_work *w, nb_unit *u, const char *base) {
  u->idiom = nb_str_of(base);
  nb_inflect_verb(w, u, nb_inflection_of(NB_POS_VERB, u->features));
}

static void to_infinitive(const nb_work *w, nb_unit *u) {
  nb_str base = nb_verb_base(w, u);
  if (base.len) nb_say(u, nb_arena_printf(w->arena, "to " NB_STR_FMT, NB_STR_ARG(base)));
}

/* "laat weten": says; "laat het huis bouwen": has the house built; "laat de man gaan": lets the man go. */
/* Verbs that nothing is done to: "laat hem wachten" lets him wait. */
static const char *const intransitive[] = {"lijken", "schijnen", "wachten", "slapen", "werken",  "leven",   "lachen",
                                           "huilen", "praten",   "denken",  "wonen",  "rusten",  "klinken", "branden",
                                           "lopen",  "spelen",   "staan",   "zitten", "draaien", "meedoen", NULL};

static void let(const nb_work *w, nb_units *units, const nb_clause *c, nb_unit *u, nb_unit *verb) {
  static const struct {
    const char *nl, *en;
  } fixed[] = {{"weten", "say"},    {"zien", "show"},    {"vallen", "drop"},
               {"liggen", "leave"}, {"staan", "leave"},  {"varen", "abandon"},
               {"merken", "show"},  {"blijken", "show"}, {"schrikken", "startle"}};
  for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
    if (is(verb, fixed[i].nl)) {
      become(w, u, fixed[i].en);
      nb_drop(verb, NB_FROM_PHRASE);
      return;
    }
  nb_chunk object = {0};
  if (!object_of(units, c, &object)) return;
  verb->late = true;
  if (verb->features & NB_PARTICIPLE) nb_inflect_verb(w, verb, NB_EN_BASE);
  verb->features = NB_INFINITIVE;
  if (nb_can_act(units, object.start, object.end) || units->items[object.start].pos == NB_POS_PRON ||
      nb_unit_lemma(verb, intransitive) || moves(verb))
    return;
  become(w, u, "have");
  nb_inflect_verb(w, verb, NB_EN_PARTICIPLE);
}

static void with_infinitive(const nb_work *w, nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (u->pos != NB_POS_VERB || u->dropped || u->origin == NB_FROM_PHRASE || u->origin == NB_FROM_USER) continue;
    if (!is(u, "laten") && !is(u, "blijven") && !is(u, "gaan") && !is(u, "komen") && !is(u, "zien") &&
        !is(u, "horen") && !is(u, "voelen"))
      continue;
    nb_unit *verb = bare_infinitive(units, c, i);
    if (!verb) continue;
    if (is(u, "laten")) {
      let(w, units, c, u, verb);
    } else if (is(u, "blijven")) {
      become(w, u, "continue");
      to_infinitive(w, verb);
    } else if (is(u, "komen")) {
      to_infinitive(w, verb);
    } else if (!is(u, "gaan")) { /* "zag de ploeg winnen" */
      verb->late = true;
    } else if (i == c->finite && !(u->features & NB_PAST)) {
      nb_say_c(u, "will");
      u->pos = NB_POS_AUX;
    } else if (i == c->finite) {
      become(w, u, "start");
      to_infinitive(w, verb);
    } else {
      nb_drop(u, NB_FROM_GRAMMAR);
    }
  }
}

/* "is te zien": can be seen. */
static bool can_be(const nb_work *w, nb_unit *finite, nb_unit *te, nb_unit *verb) {
  static const char *const table[] = {"zien",      "horen",   "lezen",      "vinden",     "bekijken",    "beluisteren",
                                      "volgen",    "krijgen", "bewonderen", "verwachten", "bezichtigen", "downloaden",
                                      "bestellen", "merken",  "bezoeken",   "herkennen",  NULL};
  if (!is(finite, "zijn") || finite->origin == NB_FROM_PHRASE || finite->origin == NB_FROM_USER) return false;
  if (!nb_unit_lemma(verb, table) || verb->origin == NB_FROM_USER) return false;
  nb_str participle =
      nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), nb_verb_base(w, verb), NB_EN_PARTICIPLE);
  if (!participle.len) return false;
  nb_say_c(finite, finite->features & NB_PAST ? "could" : "can");
  nb_say(verb, nb_arena_printf(w->arena, "be " NB_STR_FMT, NB_STR_ARG(participle)));
  nb_drop(te, NB_FROM_GRAMMAR);
  return true;
}

/* "staat te wachten": is waiting. "hoeft niet te betalen": need not pay. */
static void with_te(const nb_work *w, nb_units *units, const nb_clause *c) {
  static const char *const posture[] = {"staan", "zitten", "liggen", "lopen", "hangen", NULL};
  nb_unit *finite = at(units, c->finite);
  if (!finite) return;
  for (size_t i = c->first; i + 1 < c->end; i++) {
    if (!nb_is_te(units, i)) continue;
    nb_unit *te = &units->items[i], *verb = &units->items[i + 1];
    if (is(finite, "hoeven")) nb_drop(te, NB_FROM_GRAMMAR);
    if (can_be(w, finite, te, verb)) return;
    bool plain = nb_unit_lemma(finite, posture) && verb->pos == NB_POS_VERB && nb_verb_base(w, verb).len &&
                 finite->origin != NB_FROM_PHRASE && verb->origin != NB_FROM_USER;
    if (!plain) return;
    bool many = nb_verb_number(finite) == NB_MANY;
    nb_say_c(finite, finite->features & NB_PAST ? (many ? "were" : "was") : (many ? "are" : "is"));
    finite->pos = NB_POS_AUX;
    nb_drop(te, NB_FROM_GRAMMAR);
    nb_inflect_verb(w, verb, NB_EN_ING);
    return;
  }
}

/* "aan het onderhandelen": the progressive. */
static void progressive(const nb_work *w, nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i + 2 < c->end; i++) {
    nb_unit *aan = &units->items[i], *het = &units->items[i + 1], *verb = &units->items[i + 2];
    if (!nb_unit_is(aan, "aan") || !nb_unit_is(het, "het") || aan->dropped) continue;
    nb_reading r;
    bool be = c->finite != NB_NOT_FOUND && is(&units->items[c->finite], "zijn");
    bool known = (verb->pos == NB_POS_VERB && verb->features & NB_INFINITIVE) ||
                 (be && nb_verb_reading(w, verb->nl, NB_INFINITIVE, &r) && nb_str_eq(r.lemma, verb->nl));
    if (!known) continue;
    verb->pos = NB_POS_VERB;
    verb->lemma = verb->nl;
    verb->features = NB_INFINITIVE;
    if (!nb_verb_base(w, verb).len) continue;
    nb_inflect_verb(w, verb, NB_EN_ING);
    nb_drop(aan, NB_FROM_GRAMMAR);
    nb_drop(het, NB_FROM_GRAMMAR);
  }
}

/* ---- Modals ---- */

/* "heeft kunnen doen", has been able to do; "zal kunnen komen", will be able to come. */
static void modal_infinitive(nb_unit *u, bool perfect) {
  static const struct {
    const char *lemma, *after_have, *after_modal;
  } table[] = {{"kunnen", "been able to", "be able to"},
               {"moeten", "had to", "have to"},
               {"willen", "wanted to", "want to"},
               {"mogen", "been allowed to", "be allowed to"}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (is(u, table[i].lemma)) nb_say_c(u, perfect ? table[i].after_have : table[i].after_modal);
}

/* "zou kunnen": could; "had moeten": should have; "zou ... hebben gestolen" without a condition: is said to have. */
static void modal_past(const nb_work *w, nb_units *units, const nb_clause *c) {
  static const struct {
    const char *finite, *infinitive, *english;
  } table[] = {{"zullen", "kunnen", "could"},
               {"zullen", "moeten", "should"},
               {"hebben", "kunnen", "could have"},
               {"hebben", "moeten", "should have"}};
  static const char *const conditions[] = {"als",  "indien", "wanneer", "anders", "zonder", "graag", "liever",
                                           "mits", "tenzij", "had",     "hadden", "was",    "waren", "dan",
                                           "ik",   "we",     "wij",     "je",     NULL};
  nb_unit *finite = at(units, c->finite);
  if (!finite || !(finite->features & NB_PAST)) return;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    nb_unit *modal = at(units, find_aux(units, c, table[i].infinitive, NB_INFINITIVE));
    if (!modal || !is(finite, table[i].finite)) continue;
    nb_unit *verb = nb_main_verb(units, c, NB_INFINITIVE);
    bool perfect = is(finite, "hebben");
    if (perfect && (!verb || nb_main_verb(units, c, NB_PARTICIPLE))) return;
    nb_say_c(finite, table[i].english);
    nb_drop(modal, NB_FROM_GRAMMAR);
    if (perfect) nb_inflect_verb(w, verb, NB_EN_PARTICIPLE);
    return;
  }
  bool have = find_aux(units, c, "hebben", NB_INFINITIVE) != NB_NOT_FOUND ||
              find_aux(units, c, "zijn", NB_INFINITIVE) != NB_NOT_FOUND;
  if (!is(finite, "zullen") || !have || !nb_main_verb(units, c, NB_PARTICIPLE)) return;
  if (find_aux(units, c, "moeten", NB_INFINITIVE) != NB_NOT_FOUND || has_word(units, 0, units->n, conditions)) return;
  nb_say_c(finite, nb_verb_number(finite) == NB_MANY ? "are said to" : "is said to");
}

/* ---- Perfects and passives ---- */

/* "is niet gevonden", "is al gebouwd": the adverb goes between "has" and "been". */
static const char *inner_adverb(nb_units *units, const nb_clause *c) {
  static const struct {
    const char *nl, *en;
  } table[] = {{"niet", " not been"},         {"nooit", " never been"},
               {"nog niet", " not yet been"}, {"niet meer", " no longer been"},
               {"nog nooit", " never been"},  {"nog steeds niet", " still not been"},
               {"al", " already been"},       {"reeds", " already been"},
               {"ook", " also been"},         {"inmiddels", " now been"}};
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    const char *inner = NULL;
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
      if (nb_unit_is(u, table[k].nl)) inner = table[k].en;
    nb_pos next = i + 1 < c->end ? units->items[i + 1].pos : NB_POS_X;
    if (u->dropped || !inner || next == NB_POS_ADV || next == NB_POS_DET || next == NB_POS_NUM) continue;
    nb_drop(u, NB_FROM_GRAMMAR);
    return inner;
  }
  return " been";
}

/* A time in the clause that is over: English has the simple past with it. */
static bool past_time(const nb_work *w, const nb_units *units, const nb_clause *c) {
  static const char *const words[] = {
      "gisteren",   "eergisteren", "gisteravond", "gistermiddag", "gisterochtend", "gisterenavond", "vannacht",
      "vanochtend", "vanmorgen",   "geleden",     "destijds",     "toen",          "gisternacht",   NULL};
  static const char *const last[] = {"vorig", "vorige", "afgelopen", "voorbije", NULL};
  static const char *const open[] = {"sinds", "sindsdien", "volgende", "volgend", "komende", "aanstaande",
                                     "al",    "nog",       "ooit",     "elke",    "iedere",  NULL};
  if (has_word(units, c->first, c->end, open)) return false;
  if (has_word(units, c->first, c->end, words)) return true;
  for (size_t i = c->first; i < c->end; i++) {
    const nb_unit *u = &units->items[i];
    if (u->dropped) continue;
    if (u->pos == NB_POS_ADV && nb_is_time(u) && (nb_str_starts(nb_str_lower(w->arena, u->nl), NB_STR("vorig"))))
      return true;
    bool day = nb_is_time(u) && u->nl.len > 6 && nb_str_find(u->lemma, NB_STR("dag"), 3) != NB_NOT_FOUND;
    if (day && !nb_unit_is(u, "feestdag") && !nb_str_ends(u->nl, NB_STR("dagen"))) return true;
    if (i + 1 >= c->end) break;
    const nb_unit *next = &units->items[i + 1];
    if (nb_str_in_nocase(u->nl, last) && nb_is_time(next) && !nb_str_ends(next->nl, NB_STR("en")) &&
        !(nb_str_in_nocase(next->nl, (const char *const[]){"jaar", NULL}) && nb_unit_is(u, "afgelopen")))
      return true;
    bool year = next->pos == NB_POS_NUM && next->nl.len == 4 &&
                (nb_str_starts(next->nl, NB_STR("19")) || nb_str_starts(next->nl, NB_STR("20")));
    bool in = nb_unit_is(u, "in") || nb_unit_is(u, "eind") || nb_unit_is(u, "begin") ||
              (u->pos == NB_POS_NOUN && nb_is_time(u));
    if (year && in) return true;
  }
  return false;
}

static nb_str have(const nb_unit *u) {
  if (u->features & NB_PAST) return NB_STR("had");
  return nb_verb_number(u) == NB_ONE ? NB_STR("has") : NB_STR("have");
}

static const char *was(const nb_unit *u) {
  return nb_verb_number(u) == NB_MANY ? "were" : "was";
}

/* "heeft gisteren bezocht": visited; "heeft gisteren niet gestemd": did not vote. */
static bool simple_past(const nb_work *w, nb_units *units, const nb_clause *c, nb_unit *finite) {
  static const char *const not [] = {"niet", NULL};
  bool denied = has_word(units, c->first, c->end, not ) || c->question;
  for (size_t i = c->first; i < c->end; i++) {
    const nb_unit *u = &units->items[i];
    if (i == c->finite || u->dropped || !nb_is_nonfinite(u)) continue;
    if (!(u->features & NB_PARTICIPLE) || u->pos == NB_POS_AUX || u->origin == NB_FROM_USER || !nb_verb_base(w, u).len)
      return false;
  }
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (i != c->finite && !u->dropped && nb_is_nonfinite(u)) nb_inflect_verb(w, u, denied ? NB_EN_BASE : NB_EN_PAST);
  }
  if (denied)
    nb_say_c(finite, "did");
  else
    nb_drop(finite, NB_FROM_GRAMMAR);
  return true;
}

static void be(const nb_work *w, nb_units *units, const nb_clause *c, nb_unit *u, const nb_unit *participle) {
  bool past = (u->features & NB_PAST) != 0,
       infinitive = (u->features & NB_INFINITIVE) != 0 && u != at(units, c->finite);
  if (moves(participle)) {
    if (!infinitive && !past && past_time(w, units, c) && simple_past(w, units, c, u)) return;
    nb_say(u, infinitive ? NB_STR("have") : have(u));
  } else if (infinitive) {
    nb_say_c(u, "have been");
  } else if (!past && past_time(w, units, c)) {
    nb_say_c(u, was(u));
  } else if (!past && !nb_str_in_nocase(participle->nl, states)) {
    nb_say(u, nb_arena_printf(w->arena, NB_STR_FMT "%s", NB_STR_ARG(have(u)), inner_adverb(units, c)));
  }
}

static void become_or_be(nb_unit *u, const nb_unit *participle, bool finite) {
  if (u->features & NB_INFINITIVE && !finite)
    nb_say_c(u, participle ? "be" : "become");
  else if (!participle)
    nb_say_c(u, u->features & NB_PAST ? "became" : u->features & NB_THIRD ? "becomes" : "become");
  else if (!(u->features & NB_PAST))
    nb_say_c(u, u->features & NB_THIRD ? "is" : "are");
}

static bool has_modal_infinitive(const nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i < c->end; i++)
    if (i != c->finite && units->items[i].pos == NB_POS_AUX && units->items[i].features & NB_INFINITIVE) return true;
  return false;
}

/* "heeft laten weten": the first infinitive stands for the participle. */
static void infinitive_for_participle(const nb_work *w, nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (u->dropped || u->late || !nb_is_nonfinite(u) || nb_unit_is(&units->items[i ? i - 1 : i], "te")) continue;
    nb_inflect_verb(w, u, NB_EN_PARTICIPLE);
    return;
  }
}

/* "moest vervangen": the tagger took the infinitive for the participle of the same form. */
static nb_unit *infinitive_of_modal(const nb_work *w, nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (u->pos != NB_POS_VERB || !(u->features & NB_PARTICIPLE) || !nb_str_eq(u->nl, u->lemma)) continue;
    u->features = (u->features & ~(unsigned)NB_PARTICIPLE) | NB_INFINITIVE;
    if (u->origin != NB_FROM_PHRASE) nb_inflect_verb(w, u, NB_EN_BASE);
    return u;
  }
  return NULL;
}

/* "Hij moet naar school": the verb of going is not said in Dutch. */
static void modal_alone(const nb_work *w, nb_units *units, const nb_clause *c, nb_unit *finite, bool modal) {
  static const char *const to[] = {"naar", NULL};
  size_t next = (size_t)(c - units->clauses) + 1;
  while (next < units->n_clauses && units->clauses[next].kind == NB_CLAUSE_RELATIVE) next++;
  const nb_clause *rest =
      next < units->n_clauses && next > (size_t)(c - units->clauses) + 1 ? &units->clauses[next] : NULL;
  if (modal && rest && rest->kind == NB_CLAUSE_FRAGMENT && nb_main_verb(units, rest, NB_INFINITIVE)) return;
  if (modal && has_word(units, c->first, c->end, to))
    nb_say(finite, nb_arena_printf(w->arena, NB_STR_FMT " go", NB_STR_ARG(finite->english)));
  else if (nb_str_ends(finite->english, NB_STR(" to")))
    nb_say(finite, nb_str_sub(finite->english, 0, finite->english.len - 3));
}

static void auxiliaries(const nb_work *w, nb_units *units, const nb_clause *c) {
  const nb_unit *participle = nb_main_verb(units, c, NB_PARTICIPLE);
  const nb_unit *infinitive = nb_main_verb(units, c, NB_INFINITIVE);
  nb_unit *finite = at(units, c->finite);
  bool perfect = finite && is(finite, "hebben") && finite->pos == NB_POS_AUX;
  bool other = finite && finite->pos == NB_POS_AUX && (is(finite, "zijn") || is(finite, "worden"));
  bool modal = finite && finite->pos == NB_POS_AUX && !perfect && !other && !nb_str_eq_c(finite->english, "will");
  if (modal && !infinitive && !has_modal_infinitive(units, c) && (infinitive = infinitive_of_modal(w, units, c)))
    participle = nb_main_verb(units, c, NB_PARTICIPLE);
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (u->pos != NB_POS_AUX || u->dropped) continue;
    if (is(u, "zijn") && participle && !(u->features & NB_PARTICIPLE)) be(w, units, c, u, participle);
    bool alone =
        is(u, "zijn") && !participle && i != c->finite && u->features & NB_INFINITIVE && u->origin != NB_FROM_PHRASE;
    if (alone) nb_say_c(u, "be"); /* "zal groot zijn" */
    if (is(u, "worden") && !(u->features & NB_PARTICIPLE)) become_or_be(u, participle, i == c->finite);
    if (i != c->finite && u->features & NB_INFINITIVE)
      modal_infinitive(u, perfect && !nb_unit_is(&units->items[i ? i - 1 : i], "te"));
  }
  if (perfect && participle && !(finite->features & NB_PAST) && past_time(w, units, c))
    simple_past(w, units, c, finite);
  if (perfect && !participle && !has_modal_infinitive(units, c)) infinitive_for_participle(w, units, c);
  bool alone = finite && finite->pos == NB_POS_AUX && !infinitive && !participle && !has_modal_infinitive(units, c);
  if (alone && !nb_str_eq_c(finite->english, "will")) modal_alone(w, units, c, finite, modal);
}

void nb_fix_tense(const nb_work *w, nb_units *units, const nb_clause *c) {
  progressive(w, units, c);
  with_infinitive(w, units, c);
  with_te(w, units, c);
  modal_past(w, units, c);
  auxiliaries(w, units, c);
}
