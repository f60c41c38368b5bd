/* Verbs within their clause: separable verbs rejoined, hebben/zijn/worden as the English auxiliary that the participle
 * asks for, negation with "do", reflexives, modals without an infinitive. */
#include "base/utf8.h"
#include "translate/glossary/clause.h"
#include "translate/terms.h"

static const char *const perfect_with_zijn[] = {
    /* verbs of motion and change: "is gestorven" has died; with all others zijn makes a passive */
    "gaan",          "komen",       "vallen",        "worden",      "blijven",     "zijn",        "sterven",
    "overlijden",    "vertrekken",  "aankomen",      "gebeuren",    "beginnen",    "stijgen",     "dalen",
    "groeien",       "verdwijnen",  "slagen",        "ontstaan",    "verschijnen", "lukken",      "mislukken",
    "toenemen",      "afnemen",     "opstaan",       "terugkeren",  "terugkomen",  "teruggaan",   "omkomen",
    "ontsnappen",    "vluchten",    "stoppen",       "uitgaan",     "binnenkomen", "opkomen",     "bezwijken",
    "ontploffen",    "zakken",      "verhuizen",     "trouwen",     "scheiden",    "veranderen",  "verbeteren",
    "verslechteren", "bevallen",    "gelukken",      "ontwaken",    "opgroeien",   "uitgroeien",  "rijden",
    "lopen",         "vliegen",     "varen",         "reizen",      "springen",    "klimmen",     "zinken",
    "kantelen",      "botsen",      "crashen",       "neerstorten", "instorten",   "uitbreken",   "losbarsten",
    "ingaan",        "aftreden",    "aantreden",     "opstappen",   "toetreden",   "terugtreden", "eindigen",
    "aflopen",       "doorgaan",    "langskomen",    "uitkomen",    "voorkomen",   "overkomen",   "meegaan",
    "weggaan",       "wegblijven",  "verongelukken", "verdrinken",  "arriveren",   "emigreren",   "promoveren",
    "degraderen",    "escaleren",   "exploderen",    "verlopen",    "schrikken",   "duren",       "stranden",
    "halveren",      "verdubbelen", "krimpen",       "zwellen",     "ontwikkelen", "deelnemen",   "bijkomen",
    "afgaan",        "aanbreken",   "opduiken",      "belanden",    "geraken",     "raken",       "stranden",
    "landen",        "opstijgen",   "uitwijken",     "wijken",      "vorderen",    "herstellen",  NULL};

static void say(nb_unit *u, nb_str english) {
  if (!english.ptr || u->origin == NB_FROM_USER) return;
  u->english = english;
}

/* The reading of a form as a verb. */
static bool verb_reading(const nb_work *w, nb_str form, unsigned wanted, nb_reading *found) {
  nb_reading r[8];
  size_t n = nb_lexicon_readings(w->lexicon, form, r, 8);
  for (size_t i = 0; i < n; i++)
    if (r[i].pos == NB_POS_VERB && r[i].english.len && (!wanted || r[i].features & wanted)) {
      *found = r[i];
      return true;
    }
  return false;
}

/* English base form of a verb unit: that of its idiom, else of its lemma; empty: not known. */
static nb_str base_of(const nb_work *w, const nb_unit *u) {
  nb_reading r;
  if (u->idiom.len) return u->idiom;
  return verb_reading(w, u->lemma, 0, &r) ? nb_verb_candidate(w, r.english, NB_INFINITIVE, u->lemma) : NB_STR("");
}

static bool begins_phrase(const nb_unit *u) {
  return u->pos == NB_POS_DET || u->pos == NB_POS_NOUN || u->pos == NB_POS_PROPN || u->pos == NB_POS_ADJ ||
         u->pos == NB_POS_NUM || (u->pos == NB_POS_PRON && !nb_unit_is(u, "die") && !nb_unit_is(u, "dat"));
}

/* Particle and verb as one: the joined form where the lexicon has it, else the joined lemma, inflected like the verb.
 */
static bool join_particle(const nb_work *w, nb_unit *particle, nb_unit *verb) {
  nb_reading r;
  unsigned wanted = verb->features & (NB_PAST | NB_PARTICIPLE | NB_INFINITIVE);
  nb_str form = nb_arena_printf(w->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(particle->nl), NB_STR_ARG(verb->nl));
  nb_str lemma = nb_arena_printf(w->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(particle->nl), NB_STR_ARG(verb->lemma));
  if (!form.ptr || !lemma.ptr) return false;
  nb_str user = nb_user_verb(w->arena, w->user, w->lexicon, lemma, verb->features);
  if (!user.len && verb->origin == NB_FROM_USER) return false;
  if (user.len) {
    verb->candidates = verb->english = user;
    verb->origin = NB_FROM_USER;
    verb->lemma = lemma;
    particle->dropped = true;
    particle->origin = NB_FROM_GRAMMAR;
    return true;
  }
  if (verb_reading(w, form, wanted, &r) && nb_str_eq(r.lemma, lemma)) {
    verb->candidates = r.english;
    verb->sense = r.english;
    say(verb, nb_first_candidate(r.english));
  } else if (verb_reading(w, lemma, 0, &r)) {
    verb->candidates = r.english;
    verb->sense = nb_inflect_candidates(w, r.english, verb->features);
    say(verb, nb_first_candidate(verb->sense));
  } else {
    return false;
  }
  verb->lemma = lemma;
  verb->origin = r.curated ? NB_FROM_GLOSSARY : NB_FROM_DICTIONARY;
  particle->dropped = true;
  particle->origin = NB_FROM_GRAMMAR;
  return true;
}

static bool can_be_particle(const nb_unit *u) {
  return (u->pos == NB_POS_ADP || u->pos == NB_POS_ADV || u->pos == NB_POS_ADJ || u->pos == NB_POS_NOUN) &&
         u->nl.len <= 10;
}

/* "schroeft hij de spanningen op": a particle at the clause's end, or before something that is no noun phrase. */
static void rejoin(const nb_work *w, nb_units *units, const nb_clause *c) {
  for (size_t i = c->start; i < c->end; i++) /* "in te drukken" */
    if (nb_is_te(units, i) && i > c->start && can_be_particle(&units->items[i - 1]))
      join_particle(w, &units->items[i - 1], &units->items[i + 1]);
  if (c->finite == NB_NOT_FOUND || c->kind != NB_CLAUSE_MAIN || units->items[c->finite].pos == NB_POS_AUX) return;
  nb_unit *verb = &units->items[c->finite];
  for (size_t i = c->end; i-- > c->finite + 1;) {
    nb_unit *u = &units->items[i];
    if (u->dropped || !can_be_particle(u)) continue;
    if (u->pos == NB_POS_ADP && i + 1 < c->end && begins_phrase(&units->items[i + 1])) continue;
    if ((u->pos == NB_POS_NOUN || u->pos == NB_POS_ADJ) && i + 1 < c->end && units->items[i + 1].pos != NB_POS_ADP)
      continue;
    if (join_particle(w, u, verb)) return;
  }
}

/* A word of an idiom; "Van" of a surname is none, nor is what the user has a term for. */
static bool word_is(const nb_unit *u, nb_str word) {
  return !u->dropped && u->origin != NB_FROM_USER && u->pos != NB_POS_PROPN && nb_str_eq_nocase(u->nl, word);
}

/* The units of an idiom's words, one behind the other somewhere in the clause. */
static size_t find_words(const nb_units *units, const nb_clause *c, size_t verb, nb_str words, size_t *n) {
  for (size_t i = c->first; i < c->end; i++) {
    nb_str rest = words, word;
    size_t k = i;
    while (k < c->end && k != verb && nb_str_split(&rest, ' ', &word)) {
      nb_str unit_rest = units->items[k].nl, part; /* a unit may be a phrase of several words */
      if (word_is(&units->items[k], word)) {
        k++;
        continue;
      }
      bool same = !units->items[k].dropped && units->items[k].origin != NB_FROM_USER &&
                  nb_str_split(&unit_rest, ' ', &part) && nb_str_eq_nocase(part, word);
      while (same && unit_rest.ptr)
        same = nb_str_split(&rest, ' ', &word) && nb_str_split(&unit_rest, ' ', &part) && nb_str_eq_nocase(part, word);
      if (!same) {
        rest.ptr = words.ptr; /* not this one: something is left over */
        break;
      }
      k++;
    }
    if (rest.ptr || k == i) continue;
    *n = k - i;
    return i;
  }
  return NB_NOT_FOUND;
}

static size_t find_word(const nb_units *units, const nb_clause *c, nb_str word) {
  for (size_t i = c->first; i < c->end; i++)
    if (word_is(&units->items[i], word)) return i;
  return NB_NOT_FOUND;
}

static void drop(nb_unit *u) {
  u->dropped = true;
  u->origin = NB_FROM_PHRASE;
}

/* "een einde maken aan": the verb gets the first English word ("put"), the words before it the rest ("an end"), the
 * preposition the last one ("to") where it stands in both languages, so that each moves with its own Dutch. */
static bool apply_idiom(const nb_work *w, nb_units *units, const nb_clause *c, size_t verb, const nb_idiom *idiom) {
  size_t n = 0, before = NB_NOT_FOUND, behind = NB_NOT_FOUND;
  if (idiom->before.len && (before = find_words(units, c, verb, idiom->before, &n)) == NB_NOT_FOUND) return false;
  if (idiom->behind.len && (behind = find_word(units, c, idiom->behind)) == NB_NOT_FOUND) return false;
  if (idiom->reflexive && find_word(units, c, NB_STR("zich")) == NB_NOT_FOUND) return false;
  nb_str english = nb_first_candidate(idiom->english), head;
  nb_str rest = english, last = NB_STR("");
  nb_str_split(&rest, ' ', &head);
  if (!rest.ptr) rest = NB_STR("");
  if (behind != NB_NOT_FOUND) { /* an English preposition at the end goes to the Dutch one's place */
    size_t space = rest.len;
    while (space > 0 && rest.ptr[space - 1] != ' ') space--;
    last = nb_str_sub(rest, space, rest.len);
    if (last.len) rest = nb_str_trim(nb_str_sub(rest, 0, space));
    if (last.len)
      say(&units->items[behind], last);
    else
      drop(&units->items[behind]);
    units->items[behind].origin = NB_FROM_PHRASE;
  }
  nb_unit *v = &units->items[verb];
  if (before == NB_NOT_FOUND && rest.len) head = nb_str_sub(english, 0, (size_t)(rest.ptr + rest.len - english.ptr));
  bool be = nb_str_eq_c(head, "be") || nb_str_starts(head, NB_STR("be "));
  bool zijn = nb_str_eq_c(v->lemma, "zijn") && nb_str_eq_c(head, "be"); /* keeps person and number of its own */
  bool plural = nb_str_ends(v->nl, NB_STR("n"));
  if (be && !zijn && v->features & NB_FINITE && plural)
    say(v, nb_arena_printf(w->arena, "%s" NB_STR_FMT, v->features & NB_PAST ? "were" : "are", (int)head.len - 2,
                           head.ptr + 2));
  else if (!zijn)
    say(v, nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), head,
                              nb_inflection_of(NB_POS_VERB, v->features)));
  v->origin = NB_FROM_PHRASE;
  v->idiom = head;
  if (zijn && n) /* what counts is the rest, behind the last Dutch word of it */
    units->items[before + n - 1].sense = rest;
  else if (be && v->features & NB_FINITE && plural)
    v->sense = nb_arena_printf(w->arena, "%s" NB_STR_FMT, v->features & NB_PAST ? "were" : "are", (int)english.len - 2,
                               english.ptr + 2);
  else if (!nb_str_eq_c(v->lemma, "zijn"))
    v->sense = nb_inflect_candidates(w, idiom->english, v->features);
  for (size_t i = 0; i < n; i++) drop(&units->items[before + i]);
  if (n && rest.len) {
    nb_unit *u = &units->items[before];
    u->dropped = false;
    u->english = rest;
    u->pos = NB_POS_ADV;
  }
  return true;
}

static void idioms(const nb_work *w, nb_units *units, const nb_clause *c) {
  enum { MOST = 64, MOST_VERBS = 8 /* of a clause: more is no Dutch */ };
  nb_idiom found[MOST];
  size_t verbs = 0;
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if ((u->pos != NB_POS_VERB && u->pos != NB_POS_AUX) || u->dropped || u->origin == NB_FROM_USER) continue;
    if (++verbs > MOST_VERBS) return;
    size_t n = nb_lexicon_idioms(w->lexicon, u->lemma, found, MOST);
    for (size_t k = 0; k < n; k++)
      if (apply_idiom(w, units, c, i, &found[k])) break;
  }
}

/* The verb at the end of a cluster that carries the meaning, or NULL. */
static nb_unit *main_verb(nb_units *units, const nb_clause *c, unsigned form) {
  for (size_t i = c->end; i-- > c->first;) {
    nb_unit *u = &units->items[i];
    if (i == c->finite || u->dropped || !nb_is_nonfinite(u) || !(u->features & form)) continue;
    if (i > 0 && nb_unit_is(&units->items[i - 1], "te")) continue;
    if (u->pos == NB_POS_VERB) return u;
  }
  return NULL;
}

static bool has_modal_infinitive(nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i < c->end; i++)
    if (i != c->finite && units->items[i].pos == NB_POS_AUX && units->items[i].features & NB_INFINITIVE) return true;
  return false;
}

static nb_str have(const nb_unit *u) {
  if (u->features & NB_PAST) return NB_STR("had");
  return nb_str_eq_c(u->english, "is") ? NB_STR("has") : NB_STR("have");
}

/* "is niet gevonden", "is al gebouwd": the adverb goes between "has" and "been". */
static const char *inner_adverb(nb_units *units, const nb_clause *c) {
  static const struct {
    const char *nl, *en;
  } table[] = {{"niet", " not been"},         {"nooit", " never been"},
               {"nog niet", " not yet been"}, {"niet meer", " no longer been"},
               {"nog nooit", " never been"},  {"nog steeds niet", " still not been"},
               {"al", " already been"},       {"reeds", " already been"},
               {"ook", " also been"}};
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    const char *inner = NULL;
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
      if (nb_unit_is(u, table[k].nl)) inner = table[k].en;
    nb_pos next = i + 1 < c->end ? units->items[i + 1].pos : NB_POS_X;
    if (u->dropped || !inner || next == NB_POS_ADV || next == NB_POS_DET || next == NB_POS_NUM) continue;
    u->dropped = true;
    u->origin = NB_FROM_GRAMMAR;
    return inner;
  }
  return " been";
}

static void auxiliary(const nb_work *w, nb_units *units, const nb_clause *c, nb_unit *u, const nb_unit *participle) {
  bool moves = participle && nb_unit_lemma(participle, perfect_with_zijn);
  if (nb_str_eq_c(u->lemma, "zijn") && participle && !(u->features & NB_PARTICIPLE)) {
    bool past = (u->features & NB_PAST) != 0, infinitive = (u->features & NB_INFINITIVE) != 0;
    if (moves)
      say(u, infinitive ? NB_STR("have") : have(u));
    else if (infinitive)
      say(u, NB_STR("have been"));
    else if (!past)
      say(u, nb_arena_printf(w->arena, NB_STR_FMT "%s", NB_STR_ARG(have(u)), inner_adverb(units, c)));
  }
  if (nb_str_eq_c(u->lemma, "worden") && u->pos == NB_POS_AUX) {
    if (u->features & NB_INFINITIVE)
      say(u, participle ? NB_STR("be") : NB_STR("become"));
    else if (!participle)
      say(u, u->features & NB_PAST ? NB_STR("became") : u->features & NB_THIRD ? NB_STR("becomes") : NB_STR("become"));
    else if (!(u->features & NB_PAST))
      say(u, u->features & NB_THIRD ? NB_STR("is") : NB_STR("are"));
  }
}

/* Modal infinitives: "heeft kunnen doen", has been able to do; "zou kunnen komen", would be able to come. */
static void modal_infinitive(nb_unit *u, bool perfect) {
  static const struct {
    const char *lemma, *after_have, *after_modal;
  } table[] = {{"kunnen", "been able to", "be able to"},
               {"moeten", "had to", "have to"},
               {"willen", "wanted to", "want to"},
               {"mogen", "been allowed to", "be allowed to"}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (nb_str_eq_c(u->lemma, table[i].lemma)) say(u, nb_str_of(perfect ? table[i].after_have : table[i].after_modal));
}

static void auxiliaries(const nb_work *w, nb_units *units, const nb_clause *c) {
  const nb_unit *participle = main_verb(units, c, NB_PARTICIPLE);
  const nb_unit *infinitive = main_verb(units, c, NB_INFINITIVE);
  nb_unit *finite = c->finite == NB_NOT_FOUND ? NULL : &units->items[c->finite];
  bool perfect = finite && nb_str_eq_c(finite->lemma, "hebben");
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (u->pos != NB_POS_AUX) continue;
    auxiliary(w, units, c, u, participle);
    if (i == c->finite || !(u->features & NB_INFINITIVE)) continue;
    modal_infinitive(u, perfect);
  }
  for (size_t i = c->first; perfect && !participle && !has_modal_infinitive(units, c) && i < c->end; i++) {
    nb_unit *u = &units->items[i]; /* "heeft laten weten": the first infinitive stands for the participle */
    if (u->dropped || !nb_is_nonfinite(u) || nb_unit_is(&units->items[i ? i - 1 : i], "te")) continue;
    nb_str base = u->origin == NB_FROM_PHRASE ? u->english : base_of(w, u);
    if (base.len) say(u, nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), base, NB_EN_PARTICIPLE));
    break;
  }
  bool modal = finite && finite->pos == NB_POS_AUX && !perfect && !nb_str_eq_c(finite->lemma, "zijn") &&
               !nb_str_eq_c(finite->lemma, "worden");
  for (size_t i = c->first; modal && !infinitive && !has_modal_infinitive(units, c) && i < c->end; i++) {
    nb_unit *u =
        &units->items[i]; /* "moest vervangen": the tagger took the infinitive for the participle of the same form */
    if (u->pos != NB_POS_VERB || !(u->features & NB_PARTICIPLE) || !nb_str_eq(u->nl, u->lemma)) continue;
    u->features = (u->features & ~(unsigned)NB_PARTICIPLE) | NB_INFINITIVE;
    infinitive = u;
    nb_str base = base_of(w, u);
    if (base.len && u->origin != NB_FROM_PHRASE) say(u, base);
  }
  bool alone = finite && finite->pos == NB_POS_AUX && !infinitive && !participle && !has_modal_infinitive(units, c);
  for (size_t i = c->first; alone && modal && i < c->end; i++)
    if (nb_unit_is(&units->items[i], "naar")) { /* "Hij moet naar school": the verb of going is not said in Dutch */
      say(finite, nb_arena_printf(w->arena, NB_STR_FMT " go", NB_STR_ARG(finite->english)));
      return;
    }
  if (alone && nb_str_ends(finite->english, NB_STR(" to")))
    say(finite, nb_str_sub(finite->english, 0, finite->english.len - 3));
}

/* Whether "niet" at i denies what follows it ("niet alleen", "niet de eerste", "niet te vervolgen") and not its clause.
 */
static bool denies_a_part(const nb_units *units, size_t i, size_t end) {
  static const char *const table[] = {"alleen", "eens", "zozeer", "zo",      "zoveel",
                                      "pas",    "ver",  "lang",   "slechts", "langer"};
  if (i + 1 >= end) return false;
  const nb_unit *next = &units->items[i + 1];
  for (size_t k = 0; k < sizeof table / sizeof *table; k++)
    if (nb_unit_is(next, table[k])) return true;
  return next->pos == NB_POS_DET || next->pos == NB_POS_NUM || nb_is_te(units, i + 1);
}

/* "komt niet": does not come. */
static void negation(const nb_work *w, nb_units *units, const nb_clause *c) {
  if (c->finite == NB_NOT_FOUND || units->items[c->finite].pos != NB_POS_VERB) return;
  nb_unit *verb = &units->items[c->finite];
  if (verb->origin == NB_FROM_NOTHING || main_verb(units, c, NB_INFINITIVE | NB_PARTICIPLE)) return;
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (i > c->finite && u->pos == NB_POS_SCONJ) return; /* the rest is a clause of its own, whose verb was not found */
    if (!nb_unit_is(u, "niet") || u->dropped) continue;
    nb_str base = base_of(w, verb);
    bool in_front = c->kind == NB_CLAUSE_MAIN && i < c->finite; /* "Niet iedereen kwam" */
    if (!base.len || in_front || denies_a_part(units, i, c->end)) return;
    const char *aux = verb->features & NB_PAST ? "did" : verb->features & NB_THIRD ? "does" : "do";
    bool be = nb_str_starts(base, NB_STR("be ")) || nb_str_eq_c(base, "be");
    nb_str rest = verb->english, is = NB_STR("");
    if (be && nb_str_split(&rest, ' ', &is)) /* "was injured": was not injured */
      say(verb, nb_arena_printf(w->arena, NB_STR_FMT " not%s" NB_STR_FMT, NB_STR_ARG(is), rest.ptr ? " " : "",
                                NB_STR_ARG(rest)));
    else
      say(verb, nb_arena_printf(w->arena, "%s not " NB_STR_FMT, aux, NB_STR_ARG(base)));
    u->dropped = true;
    u->origin = NB_FROM_GRAMMAR;
    return;
  }
}

/* "je loopt", "u heeft": English has no -s behind these. */
static void person(const nb_work *w, nb_units *units, const nb_clause *c) {
  static const char *const table[] = {"ik", "je", "jij", "u", "jullie", "we", "wij"};
  static const struct {
    const char *third, *other;
  } forms[] = {{"is", "are"},           {"has", "have"},   {"was", "were"},
               {"wants to", "want to"}, {"wants", "want"}, {"does not", "do not"}};
  if (c->finite == NB_NOT_FOUND) return;
  nb_unit *verb = &units->items[c->finite];
  bool subject = false, me = false;
  for (size_t i = c->first; i < c->end; i++)
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
      if (nb_unit_is(&units->items[i], table[k]) && units->items[i].pos == NB_POS_PRON &&
          (i + 1 == c->finite || i == c->finite + 1 || c->kind != NB_CLAUSE_MAIN)) {
        subject = true;
        me = k == 0;
      }
  if (!subject) return;
  for (size_t k = me ? 3 : 0; k < sizeof forms / sizeof *forms; k++) {
    nb_str third = nb_str_of(forms[k].third);
    if (!nb_str_starts(verb->english, third) || (verb->english.len > third.len && verb->english.ptr[third.len] != ' '))
      continue;
    say(verb, nb_arena_printf(w->arena, "%s" NB_STR_FMT, forms[k].other,
                              NB_STR_ARG(nb_str_sub(verb->english, third.len, verb->english.len))));
    return;
  }
  if (verb->pos != NB_POS_VERB || verb->features & NB_PAST || !(verb->features & NB_THIRD)) return;
  nb_str base = base_of(w, verb);
  if (base.len && verb->origin != NB_FROM_PHRASE && nb_str_ends(verb->english, NB_STR("s"))) say(verb, base);
}

/* "ze" is she or they: the verb's form tells. */
static void subject_number(nb_units *units, const nb_clause *c) {
  if (c->finite == NB_NOT_FOUND) return;
  const nb_unit *verb = &units->items[c->finite];
  bool plural = nb_str_ends(verb->nl, NB_STR("n")) && !nb_unit_is(verb, "kan") && !nb_unit_is(verb, "kon") &&
                !nb_unit_is(verb, "ben");
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (u->pos != NB_POS_PRON || u->origin == NB_FROM_USER) continue;
    if (nb_unit_is(u, "ze") || nb_unit_is(u, "zij")) u->english = plural ? NB_STR("they") : NB_STR("she");
    if (i == c->first && i + 1 == c->finite && nb_unit_is(u, "die") && plural) u->english = NB_STR("they");
    if (i == c->first && i + 1 == c->finite && nb_unit_is(u, "die") && !plural) u->english = NB_STR("that one");
  }
}

/* "wordt ervan verdacht dat hij ...": the pronominal adverb only announces the clause. */
static void announcing_adverb(nb_units *units, const nb_clause *c, const nb_clause *next) {
  static const char *const table[] = {"ervan",   "eraan", "erop",  "ervoor", "erover",
                                      "ertegen", "ertoe", "ermee", "erin"};
  static const char *const prepositions[] = {"of", "to", "on", "for", "about", "with", "in", "against", NULL};
  if (!next || next->kind != NB_CLAUSE_SUB || !nb_unit_is(&units->items[next->first], "dat")) return;
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    bool idiom = u->origin == NB_FROM_PHRASE && !nb_str_in(u->english, prepositions); /* its English stands there */
    if (u->origin == NB_FROM_USER || idiom) continue;
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
      if (nb_unit_is(u, table[k])) drop(u);
  }
}

/* "toen" that opens no clause is an adverb. */
static void inner_toen(nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i < c->end; i++)
    if (nb_unit_is(&units->items[i], "toen") && (c->kind != NB_CLAUSE_SUB || i > c->first))
      say(&units->items[i], NB_STR("then"));
}

/* "aan het onderhandelen": the progressive. */
static void progressive(const nb_work *w, nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i + 2 < c->end; i++) {
    nb_unit *a = &units->items[i], *het = &units->items[i + 1], *verb = &units->items[i + 2];
    if (!nb_unit_is(a, "aan") || !nb_unit_is(het, "het") || verb->pos != NB_POS_VERB ||
        !(verb->features & NB_INFINITIVE))
      continue;
    nb_str base = base_of(w, verb);
    if (!base.len) continue;
    say(verb, nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), base, NB_EN_ING));
    a->dropped = het->dropped = true;
    a->origin = het->origin = NB_FROM_GRAMMAR;
  }
}

nb_status nb_fix_verbs(const nb_work *work, nb_units *units) {
  nb_clause *clauses;
  size_t n;
  nb_status status = nb_clauses(work, units, &clauses, &n);
  for (size_t i = 0; !status && i < n; i++) {
    const nb_clause *c = &clauses[i];
    rejoin(work, units, c);
    idioms(work, units, c);
    auxiliaries(work, units, c);
    negation(work, units, c);
    if (c->kind != NB_CLAUSE_RELATIVE) subject_number(units, c);
    person(work, units, c);
    progressive(work, units, c);
    inner_toen(units, c);
    announcing_adverb(units, c, i + 1 < n ? c + 1 : NULL);
    for (size_t k = c->first; k < c->end; k++)
      if (nb_unit_is(&units->items[k], "zich")) {
        units->items[k].dropped = true;
        units->items[k].origin = NB_FROM_GRAMMAR;
      }
  }
  return status;
}
