/* Verbs within their clause, and what depends on them: negation and questions with "do", "er", person and number. */
#include "translate/glossary/verb.h"

void nb_say(nb_unit *u, nb_str english) {
  if (english.ptr && u->origin != NB_FROM_USER) u->english = english;
}

void nb_say_c(nb_unit *u, const char *english) {
  nb_say(u, nb_str_of(english));
}

void nb_drop(nb_unit *u, nb_origin why) {
  if (u->origin == NB_FROM_USER) return;
  u->dropped = true;
  u->origin = why;
}

bool nb_verb_reading(const nb_work *w, nb_str form, unsigned wanted, nb_reading *found) {
  nb_reading r[8];
  size_t n = nb_lexicon_readings(w->lexicon, form, r, 8);
  for (size_t i = 0; i < n; i++)
    if (r[i].pos == NB_POS_VERB && r[i].english.len && (!wanted || r[i].features & wanted)) {
      *found = r[i];
      return true;
    }
  return false;
}

/* "vervangen" has "replaced|replace": the base is the one that another is a form of. */
static nb_str base_beside_participle(const nb_work *w, nb_str candidates) {
  nb_str rest = candidates, base, other;
  while (nb_str_split(&rest, '|', &base)) {
    nb_str form = nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), base, NB_EN_PARTICIPLE);
    for (nb_str others = candidates; nb_str_split(&others, '|', &other);)
      if (form.ptr && nb_str_eq(form, other) && !nb_str_eq(base, other)) return base;
  }
  return nb_first_candidate(candidates);
}

nb_str nb_verb_base(const nb_work *w, const nb_unit *u) {
  nb_reading r;
  if (u->idiom.len) return u->idiom;
  if (!nb_verb_reading(w, u->lemma, 0, &r)) return NB_STR("");
  if (r.features & NB_PARTICIPLE) return base_beside_participle(w, r.english);
  return nb_verb_candidate(w, r.english, NB_INFINITIVE, u->lemma);
}

void nb_inflect_verb(const nb_work *w, nb_unit *u, nb_inflection form) {
  nb_str base = nb_verb_base(w, u);
  if (base.len) nb_say(u, nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), base, form));
}

nb_unit *nb_main_verb(nb_units *units, const nb_clause *c, unsigned form) {
  for (size_t i = c->end; i-- > c->first;) {
    nb_unit *u = &units->items[i];
    if (i == c->finite || u->dropped || !nb_is_nonfinite(u) || !(u->features & form)) continue;
    if (i > 0 && nb_unit_is(&units->items[i - 1], "te") && !units->items[i - 1].dropped) continue;
    if (u->pos == NB_POS_VERB) return u;
  }
  return NULL;
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
  size_t te = i + 1;
  while (te + 1 < end && units->items[te].dropped) te++;
  return next->pos == NB_POS_DET || next->pos == NB_POS_NUM || nb_is_te(units, te);
}

/* "wil niet komen": does not want to come. */
static void negated_modal(nb_units *units, const nb_clause *c, nb_unit *verb) {
  static const struct {
    const char *yes, *no;
  } table[] = {{"wants to", "does not want to"},
               {"want to", "do not want to"},
               {"wanted to", "did not want to"},
               {"wants", "does not want"},
               {"want", "do not want"},
               {"wanted", "did not want"},
               {"had to", "did not have to"},
               {"was allowed to", "was not allowed to"},
               {"were allowed to", "were not allowed to"},
               {"is said to", "is said not to"},
               {"are said to", "are said not to"},
               {"has", "does not have"},
               {"have", "do not have"},
               {"had", "did not have"}};
  bool cluster = nb_main_verb(units, c, NB_INFINITIVE | NB_PARTICIPLE) != NULL;
  bool have = nb_str_eq_c(verb->lemma, "hebben");
  if (have && cluster) return;
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (!nb_unit_is(u, "niet") || u->dropped || (c->kind == NB_CLAUSE_MAIN && i < c->finite)) continue;
    if (denies_a_part(units, i, c->end)) return;
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
      if (!nb_str_eq_c(verb->english, table[k].yes)) continue;
      nb_say_c(verb, table[k].no);
      nb_drop(u, NB_FROM_GRAMMAR);
      return;
    }
    return;
  }
}

/* "komt niet": does not come. */
static void negation(const nb_work *w, nb_units *units, const nb_clause *c) {
  if (c->finite == NB_NOT_FOUND) return;
  nb_unit *verb = &units->items[c->finite];
  if (verb->pos == NB_POS_AUX) {
    negated_modal(units, c, verb);
    return;
  }
  if (verb->origin == NB_FROM_NOTHING || nb_main_verb(units, c, NB_INFINITIVE | NB_PARTICIPLE)) return;
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (i > c->finite && u->pos == NB_POS_SCONJ) return; /* the rest is a clause of its own, whose verb was not found */
    if (!nb_unit_is(u, "niet") || u->dropped) continue;
    nb_str base = nb_verb_base(w, verb);
    bool in_front = c->kind == NB_CLAUSE_MAIN && i < c->finite; /* "Niet iedereen kwam" */
    if (!base.len || in_front || denies_a_part(units, i, c->end)) return;
    const char *aux = verb->features & NB_PAST ? "did" : verb->features & NB_THIRD ? "does" : "do";
    bool be = nb_str_starts(base, NB_STR("be ")) || nb_str_eq_c(base, "be");
    nb_str rest = verb->english, is = NB_STR("");
    if (be && nb_str_split(&rest, ' ', &is)) /* "was injured": was not injured */
      nb_say(verb, nb_arena_printf(w->arena, NB_STR_FMT " not%s" NB_STR_FMT, NB_STR_ARG(is), rest.ptr ? " " : "",
                                   NB_STR_ARG(rest)));
    else
      nb_say(verb, nb_arena_printf(w->arena, "%s not " NB_STR_FMT, aux, NB_STR_ARG(base)));
    u->dropped = true;
    u->origin = NB_FROM_GRAMMAR;
    return;
  }
}

/* "Kent hij het?": does ... know. order.c takes the words apart. */
static void question(const nb_work *w, nb_units *units, const nb_clause *c) {
  if (!c->question || c->kind != NB_CLAUSE_MAIN || c->finite == NB_NOT_FOUND) return;
  nb_unit *verb = &units->items[c->finite];
  nb_str base = nb_verb_base(w, verb);
  if (verb->pos != NB_POS_VERB || c->subject <= c->finite || c->subject == c->subject_end || !base.len) return;
  if (nb_str_starts(base, NB_STR("be ")) || nb_str_starts(verb->english, NB_STR("do")) ||
      nb_str_starts(verb->english, NB_STR("did not")))
    return;
  const char *aux = verb->features & NB_PAST ? "did" : nb_verb_number(verb) == NB_MANY ? "do" : "does";
  nb_say(verb, nb_arena_printf(w->arena, "%s " NB_STR_FMT, aux, NB_STR_ARG(base)));
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
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
    nb_str third = nb_str_of(forms[k].third);
    if (me && (nb_str_eq_c(third, "is") || nb_str_eq_c(third, "was"))) continue;
    if (!nb_str_starts(verb->english, third) || (verb->english.len > third.len && verb->english.ptr[third.len] != ' '))
      continue;
    nb_say(verb, nb_arena_printf(w->arena, "%s" NB_STR_FMT, forms[k].other,
                                 NB_STR_ARG(nb_str_sub(verb->english, third.len, verb->english.len))));
    return;
  }
  if (verb->pos != NB_POS_VERB || verb->features & NB_PAST || !(verb->features & NB_THIRD)) return;
  nb_str base = nb_verb_base(w, verb);
  nb_str third = nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), base, NB_EN_THIRD);
  if (base.len && third.ptr && nb_str_eq(verb->english, third)) nb_say(verb, base);
}

/* "ze" is she or they: the verb's form tells. "die" alone: that one, they. */
static void subject_number(nb_units *units, const nb_clause *c) {
  if (c->finite == NB_NOT_FOUND) return;
  bool many = nb_verb_number(&units->items[c->finite]) == NB_MANY;
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (u->pos != NB_POS_PRON || u->origin == NB_FROM_USER) continue;
    if (nb_unit_is(u, "ze") || nb_unit_is(u, "zij")) u->english = many ? NB_STR("they") : NB_STR("she");
    bool alone = c->kind != NB_CLAUSE_RELATIVE && i == c->first && i + 1 == c->finite && nb_unit_is(u, "die");
    if (alone) u->english = many ? NB_STR("they") : NB_STR("that one");
  }
}

/* "de politie zoekt": the police are looking. */
static void collective(const nb_work *w, nb_units *units, const nb_clause *c) {
  static const struct {
    const char *one, *many;
  } forms[] = {{"is", "are"}, {"was", "were"}, {"has", "have"}, {"wants", "want"}, {"does", "do"}};
  bool police = false;
  for (size_t i = c->subject; i < c->subject_end && !police; i++) {
    if (units->items[i].pos != NB_POS_NOUN) continue;
    police = nb_str_ends(units->items[i].english, NB_STR("police")) || nb_str_eq_c(units->items[i].english, "people");
    break;
  }
  if (!police || c->finite == NB_NOT_FOUND) return;
  nb_unit *verb = &units->items[c->finite];
  if (verb->dropped || nb_verb_number(verb) == NB_MANY) return;
  nb_str rest = verb->english, first;
  if (!nb_str_split(&rest, ' ', &first)) return;
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
    if (nb_str_eq_c(first, forms[k].one)) {
      nb_say(verb, nb_arena_printf(w->arena, "%s%s" NB_STR_FMT, forms[k].many, rest.ptr ? " " : "", NB_STR_ARG(rest)));
      return;
    }
  if (verb->pos == NB_POS_VERB && !(verb->features & NB_PAST) && nb_str_ends(first, NB_STR("s")))
    nb_inflect_verb(w, verb, NB_EN_BASE);
}

/* ---- "er" ---- */

static bool definite(const nb_units *units, size_t start) {
  static const char *const table[] = {"de",   "het", "deze", "die",  "dat",  "dit", "zijn",
                                      "haar", "hun", "ons",  "onze", "mijn", NULL};
  const nb_unit *u = &units->items[start];
  if (u->pos == NB_POS_PROPN) return true;
  if (u->pos == NB_POS_PRON) return nb_is_subject_pronoun(u) || nb_str_in_nocase(u->nl, table);
  return nb_str_in_nocase(u->nl, table);
}

/* "Er rijden geen treinen": no trains run; "er ligt een schip": there is a ship; "er wordt gevochten": there is
 * fighting. */
static void existential(const nb_work *w, nb_units *units, nb_clause *c) {
  static const char *const posture[] = {"liggen", "staan", "zitten", "hangen", NULL};
  size_t er = c->first;
  while (er < c->end && (!nb_unit_is(&units->items[er], "er") || units->items[er].dropped)) er++;
  if (er == c->end || c->finite == NB_NOT_FOUND || c->kind == NB_CLAUSE_RELATIVE) return;
  nb_unit *finite = &units->items[c->finite];
  nb_unit *participle = nb_main_verb(units, c, NB_PARTICIPLE), *infinitive = nb_main_verb(units, c, NB_INFINITIVE);
  bool subject = c->subject < c->subject_end && c->subject != er;
  if (subject && definite(units, c->subject)) return;
  if (!subject) {
    bool passive = participle && (nb_str_eq_c(finite->lemma, "worden") || nb_str_eq_c(finite->lemma, "zijn"));
    c->subject = er;
    c->subject_end = er + 1;
    if (passive) nb_inflect_verb(w, participle, NB_EN_ING);
    return;
  }
  bool bare = !participle && !infinitive, many = nb_verb_number(finite) == NB_MANY;
  bool past = (finite->features & NB_PAST) != 0;
  bool sits = bare && nb_unit_lemma(finite, posture), comes = bare && nb_str_eq_c(finite->lemma, "komen");
  for (size_t i = c->first; i < c->end; i++) comes = comes && !nb_unit_is(&units->items[i], "naar");
  bool is = bare && (nb_str_eq_c(finite->lemma, "zijn") || finite->pos == NB_POS_AUX);
  bool phrase = finite->origin == NB_FROM_PHRASE && !nb_str_eq_c(finite->lemma, "zijn");
  if (sits && !phrase) nb_say_c(finite, past ? (many ? "were" : "was") : (many ? "are" : "is"));
  if (comes && !phrase) nb_say_c(finite, past ? (many ? "were" : "was") : "will be");
  if ((sits || comes || is) && !phrase) {
    if (sits || comes) finite->pos = NB_POS_AUX;
    c->subject = er;
    c->subject_end = er + 1;
    return;
  }
  nb_drop(&units->items[er], NB_FROM_GRAMMAR);
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
      if (nb_unit_is(u, table[k])) nb_drop(u, NB_FROM_PHRASE);
  }
}

/* "toen" that opens no clause is an adverb. */
static void inner_toen(nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i < c->end; i++)
    if (nb_unit_is(&units->items[i], "toen") && (c->kind != NB_CLAUSE_SUB || i > c->first))
      nb_say(&units->items[i], NB_STR("then"));
}

/* ---- Adjectives as adverbs ---- */

/* "konden hem gemakkelijk vinden": easily; "is gemakkelijk": easy. */
static void adverb(const nb_work *w, nb_unit *u) {
  static const struct {
    const char *adjective, *adverb;
  } irregular[] = {{"good", "well"},     {"fast", "fast"},     {"hard", "hard"},         {"long", "long"},
                   {"late", "late"},     {"early", "early"},   {"straight", "straight"}, {"daily", "daily"},
                   {"weekly", "weekly"}, {"high", "high"},     {"low", "low"},           {"far", "far"},
                   {"close", "close"},   {"free", "free"},     {"first", "first"},       {"next", "next"},
                   {"last", "last"},     {"more", "more"},     {"much", "much"},         {"little", "little"},
                   {"enough", "enough"}, {"alone", "alone"},   {"together", "together"}, {"live", "live"},
                   {"dead", "dead"},     {"whole", "wholly"},  {"full", "fully"},        {"true", "truly"},
                   {"yearly", "yearly"}, {"short", "briefly"}, {"single", "singly"},     {"annual", "annually"}};
  nb_str rest = u->candidates, candidate;
  while (nb_str_split(&rest, '|', &candidate))
    if (nb_str_ends(candidate, NB_STR("ly")) && !nb_str_eq_c(candidate, "only")) {
      nb_say(u, candidate);
      return;
    }
  for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
    if (nb_str_eq_c(u->english, irregular[i].adjective)) {
      nb_say_c(u, irregular[i].adverb);
      return;
    }
  nb_str e = u->english;
  if (nb_str_find(e, NB_STR(" "), 0) != NB_NOT_FOUND || e.len < 4 || nb_str_ends(e, NB_STR("ly")) ||
      nb_str_ends(e, NB_STR("ed")))
    return;
  char last = e.ptr[e.len - 1];
  nb_str made;
  if (nb_str_ends(e, NB_STR("ic")))
    made = nb_arena_printf(w->arena, NB_STR_FMT "ally", NB_STR_ARG(e));
  else if (last == 'y')
    made = nb_arena_printf(w->arena, NB_STR_FMT "ily", NB_STR_ARG(nb_str_sub(e, 0, e.len - 1)));
  else if (nb_str_ends(e, NB_STR("le")))
    made = nb_arena_printf(w->arena, NB_STR_FMT "y", NB_STR_ARG(nb_str_sub(e, 0, e.len - 1)));
  else
    made = nb_arena_printf(w->arena, NB_STR_FMT "ly", NB_STR_ARG(e));
  if (made.ptr && nb_lexicon_english_word(w->lexicon, made)) nb_say(u, made);
}

/* "is snel": fast; the lists may have the adverb first. */
static void predicate(nb_unit *u) {
  if (!nb_str_ends(u->english, NB_STR("ly"))) return;
  nb_str rest = u->candidates, candidate;
  while (nb_str_split(&rest, '|', &candidate))
    if (!nb_str_ends(candidate, NB_STR("ly"))) {
      nb_say(u, candidate);
      return;
    }
}

static void adjectives(const nb_work *w, nb_units *units, const nb_clause *c) {
  static const char *const copulas[] = {
      "zijn",   "worden",  "blijven", "lijken", "blijken",  "heten",       "schijnen",   "voelen",
      "maken",  "vinden",  "houden",  "noemen", "achten",   "raken",       "staan",      "liggen",
      "zitten", "smaken",  "klinken", "ogen",   "ruiken",   "verklaren",   "zien",       "stellen",
      "laten",  "krijgen", "kleuren", "verven", "verlaten", "achterlaten", "aantreffen", "doen",
      "gaan",   "komen",   "vallen",  "hebben", "eindigen", NULL};
  if (c->finite == NB_NOT_FOUND) return;
  const nb_unit *verb = nb_main_verb(units, c, NB_INFINITIVE | NB_PARTICIPLE);
  if (!verb) verb = &units->items[c->finite];
  bool copula = nb_unit_lemma(verb, copulas) || verb->origin == NB_FROM_PHRASE;
  for (size_t i = c->first; i < c->end && verb == &units->items[c->finite]; i++) /* "zou onmogelijk zijn" */
    copula = copula || (nb_is_nonfinite(&units->items[i]) && nb_unit_lemma(&units->items[i], copulas));
  for (size_t i = c->first; i < c->end;) {
    nb_chunk k = nb_chunk_at(units, i, c->end);
    nb_unit *u = &units->items[k.start];
    size_t last = k.start;
    for (size_t j = k.start; j < k.end && j < k.start + 2; j++)
      if (units->items[j].pos == NB_POS_ADJ) last = j;
    u = &units->items[last];
    i = k.end;
    if (k.kind != NB_CHUNK_ADJECTIVE || u->pos != NB_POS_ADJ || u->origin == NB_FROM_USER ||
        u->origin == NB_FROM_PHRASE)
      continue;
    if (u->features & (NB_COMPARATIVE | NB_SUPERLATIVE) || nb_str_ends(u->nl, NB_STR("e"))) continue;
    if (copula)
      predicate(u);
    else
      adverb(w, u);
  }
}

/* "zonder dat de eigenaar het wist": without the owner knowing it. */
static void without(const nb_work *w, nb_units *units, const nb_clause *c) {
  static const struct {
    const char *from, *to;
  } forms[] = {{"has", "having"}, {"have", "having"}, {"had", "having"}, {"is", "being"},
               {"are", "being"},  {"was", "being"},   {"were", "being"}};
  if (c->kind != NB_CLAUSE_SUB || !nb_unit_is(&units->items[c->first], "zonder dat") || c->finite == NB_NOT_FOUND)
    return;
  nb_unit *verb = &units->items[c->finite];
  nb_str rest = verb->english, first;
  units->items[c->first].english = NB_STR("without");
  if (!nb_str_split(&rest, ' ', &first)) return;
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    if (nb_str_eq_c(first, forms[i].from)) {
      nb_say(verb, nb_arena_printf(w->arena, "%s%s" NB_STR_FMT, forms[i].to, rest.ptr ? " " : "", NB_STR_ARG(rest)));
      return;
    }
  if (verb->pos == NB_POS_VERB) nb_inflect_verb(w, verb, NB_EN_ING);
}

nb_status nb_fix_verbs(const nb_work *work, nb_units *units) {
  nb_status status = nb_find_clauses(work, units);
  if (status) return status;
  nb_join_verbs(work, units);
  status = nb_choose_senses(work, units);
  if (status) return status;
  nb_find_subjects(units);
  for (size_t i = 0; i < units->n_clauses; i++) {
    nb_clause *c = &units->clauses[i];
    existential(work, units, c);
    nb_fix_tense(work, units, c);
    negation(work, units, c);
    question(work, units, c);
    subject_number(units, c);
    person(work, units, c);
    collective(work, units, c);
    inner_toen(units, c);
    adjectives(work, units, c);
    without(work, units, c);
    announcing_adverb(units, c, i + 1 < units->n_clauses ? c + 1 : NULL);
    for (size_t k = c->first; k < c->end; k++)
      if (nb_unit_is(&units->items[k], "zich")) nb_drop(&units->items[k], NB_FROM_GRAMMAR);
  }
  return NB_OK;
}
