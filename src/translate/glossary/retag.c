/* What a word's neighbours say against the tagger. */
#include "translate/glossary/lookup.h"

/* "een uitgelopen bezoek", "het door hem geleide team": a participle before its noun is an adjective. */
static void attributive(nb_units *units) {
  for (size_t i = 1; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    nb_pos before = units->items[i - 1].pos, after = units->items[i + 1].pos;
    bool noun = after == NB_POS_NOUN || after == NB_POS_PROPN || after == NB_POS_ADJ;
    bool inside = before == NB_POS_DET || before == NB_POS_ADJ || before == NB_POS_NUM || before == NB_POS_ADP;
    bool listed = before == NB_POS_CCONJ && after == NB_POS_NOUN && i > 1 && units->items[i - 2].pos == NB_POS_NOUN;
    bool best = i > 1 && before == NB_POS_ADV && units->items[i - 2].pos == NB_POS_DET && after == NB_POS_NOUN;
    if (u->pos == NB_POS_VERB && u->features & NB_PARTICIPLE && noun && (inside || best || listed)) u->pos = NB_POS_ADJ;
  }
}

/* "het delen van informatie": the sharing of; "het niet delen van": the not sharing of. */
static void nominal_infinitive(const nb_work *w, nb_units *units) {
  for (size_t i = 1; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    size_t het = i > 1 && nb_unit_is(&units->items[i - 1], "niet") ? i - 2 : i - 1;
    bool frame = nb_unit_is(&units->items[het], "het") && nb_unit_is(&units->items[i + 1], "van");
    if (!frame || !nb_str_ends(u->nl, NB_STR("n")) || u->origin == NB_FROM_USER) continue;
    nb_reading r[8];
    size_t n = nb_lexicon_readings(w->lexicon, u->nl, r, 8);
    for (size_t k = 0; k < n; k++) {
      if (r[k].pos == NB_POS_NOUN && nb_str_eq(r[k].lemma, u->nl) && k == 0)
        break; /* "het lijden van": a noun of its own */
      if (r[k].pos != NB_POS_VERB || !(r[k].features & NB_INFINITIVE) || !r[k].english.len) continue;
      nb_str ing =
          nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), nb_first_candidate(r[k].english), NB_EN_ING);
      if (!ing.ptr) return;
      units->items[het].english = NB_STR("the");
      units->items[het].pos = NB_POS_DET;
      u->english = ing;
      u->pos = NB_POS_NOUN;
      u->features = 0;
      u->origin = NB_FROM_GRAMMAR;
      break;
    }
  }
}

static void make_verb(nb_unit *zijn) {
  zijn->pos = NB_POS_AUX;
  zijn->features = NB_FINITE;
  zijn->english = NB_STR("are");
}

/* "zijn" tagged as "his" is the verb before a name, and in a sentence that has no other; so is a participle that can be
 * finite. */
static void missing_verb(const nb_work *w, nb_units *units) {
  nb_unit *zijn = NULL, *participle = NULL;
  for (size_t i = 1; i + 1 < units->n; i++)
    if (units->items[i].pos == NB_POS_DET && nb_unit_is(&units->items[i], "zijn") &&
        units->items[i + 1].pos == NB_POS_PROPN)
      make_verb(&units->items[i]);
  for (size_t i = 0; i < units->n; i++) {
    nb_unit *u = &units->items[i];
    if ((u->pos == NB_POS_VERB || u->pos == NB_POS_AUX) && u->features & NB_FINITE) return;
    if (i > 0 && u->pos == NB_POS_DET && nb_unit_is(u, "zijn") && !zijn) zijn = u;
    if (i > 0 && u->pos == NB_POS_VERB && u->features & NB_PARTICIPLE && !participle) participle = u;
  }
  nb_str finite = participle ? nb_third_person(w, NB_POS_VERB, NB_FINITE | NB_THIRD, participle->lemma, participle->nl)
                             : NB_STR("");
  if (finite.len && participle->origin != NB_FROM_USER) { /* a headline: "Winnaar verrast favorieten" */
    participle->features = NB_FINITE | NB_THIRD;
    participle->english = finite;
    return;
  }
  if (zijn) make_verb(zijn);
}

/* "Nu het bevestigd is": it; a determiner has a noun behind it. "te weinig": too little. */
static void lone_words(nb_units *units) {
  for (size_t i = 0; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    const nb_unit *next = &units->items[i + 1];
    if (u->origin == NB_FROM_USER) continue;
    bool verb = (next->pos == NB_POS_VERB || next->pos == NB_POS_AUX) && !(next->features & NB_PRESENT_PART);
    bool noun_soon =
        i + 2 < units->n && (units->items[i + 2].pos == NB_POS_NOUN || units->items[i + 2].pos == NB_POS_ADJ);
    bool alone = next->pos == NB_POS_ADP || next->pos == NB_POS_SCONJ || next->pos == NB_POS_PRON ||
                 (verb && !noun_soon && !nb_str_ends(next->nl, NB_STR("n")));
    if (u->pos == NB_POS_DET && nb_unit_is(u, "het") && alone) {
      u->pos = NB_POS_PRON;
      u->english = NB_STR("it");
    }
    bool degree =
        next->pos == NB_POS_ADJ || nb_unit_is(next, "veel") || nb_unit_is(next, "weinig") || nb_unit_is(next, "vaak");
    if (nb_unit_is(u, "te") && degree) {
      u->pos = NB_POS_ADV;
      u->english = NB_STR("too");
    }
  }
}

/* The word as another part of speech: its first reading as such with one of these features (0: any). */
static bool become(const nb_work *w, nb_unit *u, nb_pos pos, unsigned features, bool curated) {
  nb_reading r[8];
  size_t n = nb_lexicon_readings(w->lexicon, u->nl, r, 8);
  for (size_t k = 0; k < n; k++) {
    bool fits = r[k].pos == pos && (!features || r[k].features & features) && (!curated || r[k].curated);
    if (!fits || !r[k].english.len) continue;
    u->pos = pos;
    u->features = r[k].features;
    u->lemma = r[k].lemma;
    nb_unit_set(u, r[k].english, NB_FROM_GLOSSARY);
    return true;
  }
  return false;
}

/* "drie gevallen", "religieuze gronden": a noun, though the form can be a participle. */
static void counted(const nb_work *w, nb_units *units) {
  for (size_t i = 1; i < units->n; i++) {
    nb_unit *u = &units->items[i];
    const nb_unit *before = &units->items[i - 1];
    bool number = before->pos == NB_POS_NUM || nb_unit_is(before, "miljoen") || nb_unit_is(before, "miljard") ||
                  (before->pos == NB_POS_ADJ && nb_str_ends(before->nl, NB_STR("e")) && i > 1);
    bool noun_behind = i + 1 < units->n && units->items[i + 1].pos == NB_POS_NOUN;
    if (!number || noun_behind || u->pos != NB_POS_VERB || u->origin == NB_FROM_USER) continue;
    become(w, u, NB_POS_NOUN, NB_PLURAL, false);
  }
}

/* "de prijs die boeren kregen": a verb of its own has the clause, and behind its opener stands who does it. */
static void bare_plural(const nb_work *w, nb_units *units) {
  static const char *const openers[] = {"die", "dat", "of", "omdat", "als", "toen", "terwijl", "nadat", "zodat", NULL};
  for (size_t i = 1; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    if (u->pos != NB_POS_VERB || !nb_str_in_nocase(units->items[i - 1].nl, openers) || u->origin == NB_FROM_USER)
      continue;
    bool finite = false;
    for (size_t k = i + 1; k < units->n && units->items[k].pos != NB_POS_PUNCT; k++)
      finite = finite || ((units->items[k].pos == NB_POS_VERB || units->items[k].pos == NB_POS_AUX) &&
                          units->items[k].features & NB_FINITE);
    if (finite) become(w, u, NB_POS_NOUN, NB_PLURAL, true);
  }
}

/* "dat boeren boos zijn": before a plural "dat" is no determiner. */
static void dat_clause(nb_units *units) {
  for (size_t i = 0; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    bool plural = units->items[i + 1].pos == NB_POS_NOUN && units->items[i + 1].features & NB_PLURAL;
    if (u->pos == NB_POS_DET && nb_unit_is(u, "dat") && plural && u->origin != NB_FROM_USER) u->pos = NB_POS_SCONJ;
  }
}

/* "De verdachte, een man uit Delft,": a noun, where nothing follows that it could belong to. */
static void lone_adjective(const nb_work *w, nb_units *units) {
  for (size_t i = 1; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    nb_pos before = units->items[i - 1].pos, after = units->items[i + 1].pos;
    bool phrase = before == NB_POS_DET || (before == NB_POS_ADJ && nb_str_ends(units->items[i - 1].nl, NB_STR("e")));
    bool last = after == NB_POS_VERB || after == NB_POS_AUX || after == NB_POS_ADP || after == NB_POS_SCONJ ||
                after == NB_POS_ADV;
    if (after == NB_POS_PUNCT) last = i + 2 >= units->n || units->items[i + 2].pos != NB_POS_ADJ;
    if (u->pos != NB_POS_ADJ || !phrase || !last || u->origin == NB_FROM_USER) continue;
    become(w, u, NB_POS_NOUN, 0, true);
  }
}

/* "de oude weg": a road, not away. */
static void road(const nb_work *w, nb_units *units) {
  for (size_t i = 1; i < units->n; i++) {
    nb_unit *u = &units->items[i];
    nb_pos before = units->items[i - 1].pos;
    bool noun = before == NB_POS_DET || (before == NB_POS_ADJ && nb_str_ends(units->items[i - 1].nl, NB_STR("e")));
    if (u->pos != NB_POS_ADV || !noun || !nb_unit_is(u, "weg") || u->origin == NB_FROM_USER) continue;
    become(w, u, NB_POS_NOUN, 0, false);
  }
}

/* "uit te leveren": an infinitive, whatever the tagger took it for. */
static void behind_te(nb_units *units) {
  for (size_t i = 0; i + 1 < units->n; i++) {
    nb_unit *te = &units->items[i], *verb = te + 1;
    bool infinitive = (verb->pos == NB_POS_VERB || verb->pos == NB_POS_AUX) && nb_str_eq(verb->nl, verb->lemma);
    if (!nb_unit_is(te, "te") || !infinitive || !(verb->features & NB_FINITE)) continue;
    verb->features = NB_INFINITIVE;
    te->pos = NB_POS_PART;
    if (te->origin != NB_FROM_USER) te->english = NB_STR("to");
  }
}

/* ", schrijven Trouw en RTL": they write. */
static void reporting_plural(const nb_work *w, nb_units *units) {
  static const char *const verbs[] = {"schrijven", "melden", "zeggen", "stellen", "berichten", "vertellen", NULL};
  for (size_t i = 1; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    nb_pos next = units->items[i + 1].pos;
    bool noun = next == NB_POS_PROPN || next == NB_POS_DET || next == NB_POS_NOUN || next == NB_POS_NUM;
    bool mark = units->items[i - 1].pos == NB_POS_PUNCT;
    if (!mark || !noun || !nb_str_in(u->nl, verbs) || u->origin == NB_FROM_USER || u->features & NB_FINITE) continue;
    if (become(w, u, NB_POS_VERB, 0, false)) u->features = NB_FINITE;
  }
}

/* "voor ik naar bed ging": before. */
static void before_clause(nb_units *units) {
  static const char *const subjects[] = {"ik", "hij", "ze", "zij", "we", "wij", "je", "jullie", NULL};
  for (size_t i = 0; i + 2 < units->n; i++) {
    nb_unit *u = &units->items[i];
    if (!nb_unit_is(u, "voor") || u->origin == NB_FROM_USER) continue;
    if (!nb_str_in_nocase(units->items[i + 1].nl, subjects) || units->items[i + 2].pos == NB_POS_NOUN) continue;
    u->pos = NB_POS_SCONJ;
    u->english = NB_STR("before");
  }
}

/* "groter dan verwacht": what is compared is no verb of the clause. */
static void compared(nb_units *units) {
  for (size_t i = 1; i < units->n; i++) {
    nb_unit *u = &units->items[i];
    bool last = i + 1 == units->n || units->items[i + 1].pos == NB_POS_PUNCT;
    if (!last || u->pos != NB_POS_VERB || !(u->features & (NB_PARTICIPLE | NB_FINITE))) continue;
    const nb_unit *dan = &units->items[i - 1];
    bool more = i > 1 && (units->items[i - 2].features & NB_COMPARATIVE || nb_unit_is(&units->items[i - 2], "meer") ||
                          nb_unit_is(&units->items[i - 2], "minder"));
    if (!nb_unit_is(dan, "dan") || !more || nb_str_eq(u->nl, u->lemma)) continue;
    u->pos = NB_POS_ADJ;
    u->features = NB_PARTICIPLE;
  }
}

/* "van witwassen": of money laundering; "bij het oversteken": in crossing. */
static void gerund(const nb_work *w, nb_units *units) {
  for (size_t i = 1; i < units->n; i++) {
    nb_unit *u = &units->items[i];
    bool het = nb_unit_is(&units->items[i - 1], "het") && i > 1;
    const nb_unit *adp = &units->items[i - 1 - het];
    bool free = adp->pos == NB_POS_ADP && !nb_unit_is(adp, "te") && !nb_unit_is(adp, "om") && !nb_unit_is(adp, "aan");
    if (u->pos != NB_POS_VERB || !free || !nb_str_eq(u->nl, u->lemma) || u->origin == NB_FROM_USER) continue;
    bool verbs = i + 1 < units->n && (units->items[i + 1].pos == NB_POS_VERB || units->items[i + 1].pos == NB_POS_AUX);
    if (!het && (verbs || adp->space_before == false)) continue;
    nb_str base = nb_verb_candidate(w, u->candidates, NB_INFINITIVE, u->lemma);
    nb_str ing = nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), base, NB_EN_ING);
    if (!ing.ptr) return;
    u->english = ing;
    u->pos = NB_POS_NOUN;
    u->features = 0;
    u->origin = NB_FROM_GRAMMAR;
    bool of = i + 1 < units->n && nb_unit_is(&units->items[i + 1], "van");
    if (het && of) units->items[i - 1].english = NB_STR("the");
    if (het && !of) units->items[i - 1].dropped = true;
    if (het) units->items[i - 1].pos = NB_POS_DET;
  }
}

void nb_retag(const nb_work *work, nb_units *units) {
  attributive(units);
  missing_verb(work, units);
  lone_words(units);
  counted(work, units);
  lone_adjective(work, units);
  bare_plural(work, units);
  dat_clause(units);
  compared(units);
  before_clause(units);
  behind_te(units);
  reporting_plural(work, units);
  road(work, units);
  nominal_infinitive(work, units);
  gerund(work, units);
}
