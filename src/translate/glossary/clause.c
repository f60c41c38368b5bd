#include "translate/glossary/clause.h"

/* Bounds that no sentence of news comes near, so that hostile text costs linear time. */
enum { LONGEST_CLAUSE = 120 };

bool nb_is_finite(const nb_unit *u) {
  return (u->pos == NB_POS_VERB || u->pos == NB_POS_AUX) && u->features & NB_FINITE;
}

bool nb_is_nonfinite(const nb_unit *u) {
  return (u->pos == NB_POS_VERB || u->pos == NB_POS_AUX) && u->features & (NB_INFINITIVE | NB_PARTICIPLE) &&
         !(u->features & (NB_FINITE | NB_PRESENT_PART));
}

bool nb_is_te(const nb_units *units, size_t i) {
  return i + 1 < units->n && nb_unit_is(&units->items[i], "te") && !units->items[i].dropped &&
         nb_is_nonfinite(&units->items[i + 1]);
}

bool nb_is_mark(const nb_unit *u, const char *mark) {
  return u->pos == NB_POS_PUNCT && nb_str_eq_c(u->nl, mark);
}

bool nb_is_quote(const nb_unit *u) {
  return nb_is_mark(u, "\"") || nb_is_mark(u, "'");
}

/* Parentheses around a few words without a verb do not end a clause. */
static bool is_aside(const nb_units *units, size_t i) {
  enum { LONGEST_ASIDE = 8 };
  bool opens = nb_is_mark(&units->items[i], "(");
  for (size_t step = 1; step <= LONGEST_ASIDE; step++) {
    size_t k = opens ? i + step : i - step;
    if (k >= units->n || (!opens && step > i)) return false;
    const nb_unit *u = &units->items[k];
    if (nb_is_mark(u, opens ? ")" : "(")) return opens ? k + 1 < units->n : i + 1 < units->n && k > 0;
    if (u->pos == NB_POS_PUNCT || nb_is_finite(u)) return false;
  }
  return false;
}

/* Quotation marks around a word inside a clause do not end it; those beside another mark or an edge do. */
static bool ends_clause(const nb_units *units, size_t i) {
  const nb_unit *u = &units->items[i];
  bool dash = nb_is_mark(u, "-") && i > 0 && i + 1 < units->n && u->space_before && units->items[i + 1].space_before;
  if (dash) return units->items[i - 1].pos != NB_POS_NUM || units->items[i + 1].pos != NB_POS_NUM;
  if (u->pos != NB_POS_PUNCT || nb_is_mark(u, "/") || nb_is_mark(u, "-") || nb_is_mark(u, "%") || nb_is_mark(u, "&"))
    return false;
  if (nb_is_mark(u, "\xE2\x82\xAC") || nb_is_mark(u, "$")) return false;
  if (nb_is_mark(u, "(") || nb_is_mark(u, ")")) return !is_aside(units, i);
  if (!nb_is_quote(u)) return true;
  return i == 0 || i + 1 == units->n || units->items[i - 1].pos == NB_POS_PUNCT ||
         units->items[i + 1].pos == NB_POS_PUNCT;
}

static bool is_coordinator(const nb_unit *u) {
  return u->pos == NB_POS_CCONJ &&
         (nb_unit_is(u, "en") || nb_unit_is(u, "maar") || nb_unit_is(u, "of") || nb_unit_is(u, "want"));
}

static bool infinitive_shape(const nb_unit *u) {
  return nb_str_eq(u->nl, u->lemma);
}

/* A finite verb, or one that has the shape of the plural and of the infinitive ("waar jongeren elkaar kunnen
 * ontmoeten"). */
static bool could_be_finite(const nb_units *units, size_t i) {
  const nb_unit *u = &units->items[i];
  bool verb = u->pos == NB_POS_VERB || u->pos == NB_POS_AUX;
  return nb_is_finite(u) || (verb && infinitive_shape(u) && (i == 0 || !nb_unit_is(&units->items[i - 1], "te")));
}

static bool verb_in(const nb_units *units, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    if (could_be_finite(units, i)) return true;
  return false;
}

static size_t next_end(const nb_units *units, size_t i) {
  size_t limit = units->n - i > LONGEST_CLAUSE ? i + LONGEST_CLAUSE : units->n;
  while (i < limit && !ends_clause(units, i)) i++;
  return i;
}

/* The end of the sentence or quotation that unit i stands in: commas do not end it. */
static size_t strong_end(const nb_units *units, size_t i) {
  size_t limit = units->n - i > LONGEST_CLAUSE ? i + LONGEST_CLAUSE : units->n;
  while (i < limit && !(ends_clause(units, i) && !nb_is_mark(&units->items[i], ","))) i++;
  return i;
}

static bool finite_in(const nb_units *units, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    if (nb_is_finite(&units->items[i])) return true;
  return false;
}

/* "om ... te" up to the clause's end, no finite verb before "te". */
static bool opens_infinitive(const nb_units *units, size_t i, size_t end) {
  if (!nb_unit_is(&units->items[i], "om")) return false;
  for (size_t k = i + 1; k < end; k++) {
    if (nb_is_te(units, k)) return true;
    if (nb_is_finite(&units->items[k])) return false;
  }
  return false;
}

static bool is_relative_word(const nb_unit *u) {
  return u->pos == NB_POS_PRON && (nb_unit_is(u, "die") || nb_unit_is(u, "dat") || nb_unit_is(u, "wie") ||
                                   nb_unit_is(u, "wat") || (nb_str_starts(u->nl, NB_STR("waar")) && u->nl.len > 4));
}

/* "de vraag of het mag": whether; the stretch ends with its finite verb, with two words or more before it. */
static bool opens_whether(const nb_units *units, size_t i, size_t end) {
  if (!nb_unit_is(&units->items[i], "of")) return false;
  for (size_t k = i + 1; k < end; k++) {
    if (!nb_is_finite(&units->items[k])) continue;
    for (size_t j = k + 1; j < end; j++)
      if (units->items[j].pos != NB_POS_VERB && units->items[j].pos != NB_POS_AUX && units->items[j].pos != NB_POS_PART)
        return false;
    return k >= i + 3;
  }
  return false;
}

/* "dat" behind a noun opens a relative clause only where it agrees with it, and where it is no news, chance or the like
 * that the clause tells. */
static bool tells(const nb_units *units, size_t i) {
  static const char *const told[] = {
      "feit",       "idee",    "gevoel",  "bericht",  "nieuws",   "besluit",  "risico",    "gevolg",     "bewijs",
      "signaal",    "verhaal", "gerucht", "voordeel", "nadeel",   "probleem", "moment",    "vertrouwen", "vermoeden",
      "geloof",     "inzicht", "besef",   "voorstel", "verwijt",  "argument", "standpunt", "teken",      "vooruitzicht",
      "dreigement", "bezwaar", "doel",    "oordeel",  "principe", "punt",     NULL};
  const nb_unit *noun = &units->items[i - 1];
  if (i + 1 < units->n && nb_unit_is(&units->items[i + 1], "er")) return true;
  if (noun->pos != NB_POS_NOUN)
    return noun->pos != NB_POS_PROPN && noun->pos != NB_POS_PUNCT && noun->pos != NB_POS_PRON;
  if (noun->features & NB_PLURAL || nb_unit_lemma(noun, told)) return true;
  for (size_t k = i - 1; k-- > 0 && k + 4 > i;) {
    const nb_unit *det = &units->items[k];
    if (det->pos == NB_POS_ADJ || det->pos == NB_POS_NUM) continue;
    return nb_unit_is(det, "de") || nb_unit_is(det, "deze") || nb_unit_is(det, "die") || nb_unit_is(det, "onze");
  }
  return false;
}

/* "Wie dat wil, moet betalen", "Nu het plan er is, wil de raad": a verb ends the stretch, another begins the next. */
static bool answered(const nb_units *units, size_t i, size_t end) {
  if (end < i + 3 || end + 1 >= units->n || !nb_is_mark(&units->items[end], ",")) return false;
  const nb_unit *last = &units->items[end - 1];
  bool verb = nb_is_finite(last) || nb_is_nonfinite(last);
  bool early = nb_is_finite(&units->items[i + 1]);
  return verb && nb_is_finite(&units->items[end + 1]) && (!early || end == i + 2) && verb_in(units, i + 1, end);
}

/* The kind of clause that unit i opens, NB_CLAUSE_FRAGMENT: none. `behind` is the unit before it in the same stretch,
 * or NULL. */
static nb_clause_kind opened(const nb_units *units, size_t i, size_t end, bool sentence_start) {
  const nb_unit *u = &units->items[i];
  if (opens_infinitive(units, i, end)) return NB_CLAUSE_INFINITIVE;
  if (opens_whether(units, i, end)) return NB_CLAUSE_SUB;
  bool verb_behind = i + 1 < units->n && nb_is_finite(&units->items[i + 1]);
  nb_pos before = i > 0 ? units->items[i - 1].pos : NB_POS_PUNCT;
  bool object = (nb_unit_is(u, "dat") || nb_unit_is(u, "die")) &&
                (before == NB_POS_PRON || before == NB_POS_SCONJ); /* "als u dat wilt" */
  if ((is_relative_word(u) && !object) || (nb_unit_is(u, "waar") && u->pos == NB_POS_ADV)) {
    if (sentence_start && nb_unit_is(u, "wie") && answered(units, i, end)) return NB_CLAUSE_RELATIVE;
    if (sentence_start && verb_behind) return NB_CLAUSE_FRAGMENT; /* "Die stuurden troepen": a demonstrative */
    bool relative = verb_in(units, i + 1, end) && !sentence_start;
    if (relative && nb_unit_is(u, "dat") && tells(units, i)) return NB_CLAUSE_SUB;
    return relative ? NB_CLAUSE_RELATIVE : NB_CLAUSE_FRAGMENT;
  }
  if (sentence_start && !verb_behind && nb_unit_is(u, "nu") && answered(units, i, end)) return NB_CLAUSE_SUB;
  bool verb = finite_in(units, i + 1, strong_end(units, i + 1)) ||
              (nb_unit_is(u, "dat") && verb_in(units, i + 1, end)); /* "dat de problemen aanhouden" */
  if (u->pos != NB_POS_SCONJ || !verb) return NB_CLAUSE_FRAGMENT;
  return sentence_start && verb_behind ? NB_CLAUSE_FRAGMENT : NB_CLAUSE_SUB; /* "Waarom ging hij": a question */
}

/* Main clauses: the first finite verb; others: the last, one that cannot be an infinitive before one that can. */
static size_t finite_verb(const nb_units *units, const nb_clause *c) {
  bool last = c->kind == NB_CLAUSE_SUB || c->kind == NB_CLAUSE_RELATIVE;
  size_t found = NB_NOT_FOUND;
  for (size_t i = c->first; i < c->end; i++) {
    const nb_unit *u = &units->items[i];
    if (!nb_is_finite(u) || (i > c->first && nb_unit_is(&units->items[i - 1], "te"))) continue;
    if (found == NB_NOT_FOUND)
      found = i;
    else if (last && (!infinitive_shape(u) || infinitive_shape(&units->items[found])))
      found = i;
  }
  return found;
}

static bool is_somebody(const nb_unit *u) {
  static const char *const table[] = {"iemand", "iedereen", "degenen", "degene", "mensen",
                                      "zij",    "hij",      "politie", NULL};
  return nb_str_in_nocase(u->nl, table);
}

/* The English of the word that opens a clause, where the clause decides it. */
static void opener(nb_units *units, const nb_clause *c) {
  nb_unit *u = &units->items[c->first];
  if (u->origin == NB_FROM_USER) return;
  if (c->kind == NB_CLAUSE_SUB && nb_unit_is(u, "als")) u->english = NB_STR("if");
  if (c->kind == NB_CLAUSE_SUB && nb_unit_is(u, "nu")) {
    u->english = NB_STR("now that");
    u->pos = NB_POS_SCONJ;
  }
  if (c->kind == NB_CLAUSE_RELATIVE && c->first == 0 && nb_unit_is(u, "wie")) u->english = NB_STR("whoever");
  if (c->kind == NB_CLAUSE_SUB && nb_unit_is(u, "dat")) {
    u->english = NB_STR("that");
    u->pos = NB_POS_SCONJ;
  }
  if (c->kind == NB_CLAUSE_SUB && nb_unit_is(u, "of")) {
    u->english = NB_STR("whether");
    u->pos = NB_POS_SCONJ;
  }
  if (c->kind != NB_CLAUSE_RELATIVE || (!nb_unit_is(u, "die") && !nb_unit_is(u, "dat"))) return;
  bool comma = c->first > 0 && nb_is_mark(&units->items[c->first - 1], ",");
  const nb_unit *before = c->first > (size_t)comma ? &units->items[c->first - 1 - comma] : NULL;
  bool person = before && before->pos == NB_POS_PROPN && comma && nb_unit_is(u, "die");
  person = person || (before && nb_unit_is(u, "die") && (nb_is_person(before) || is_somebody(before)));
  u->english = person ? NB_STR("who") : comma ? NB_STR("which") : NB_STR("that");
}

/* A subordinate clause without a finite verb: the tagger took it for an infinitive. Of several the auxiliary, else the
 * last. */
static size_t plural_verb(nb_units *units, const nb_clause *c) {
  size_t found = NB_NOT_FOUND;
  for (size_t i = c->first; i < c->end; i++) {
    if (!could_be_finite(units, i)) continue;
    if (found == NB_NOT_FOUND || units->items[found].pos != NB_POS_AUX) found = i;
  }
  if (found == NB_NOT_FOUND) return found;
  nb_unit *u = &units->items[found];
  u->features = (u->features & ~(unsigned)NB_INFINITIVE) | NB_FINITE;
  return found;
}

/* "heeft de rechter beslist": beside an auxiliary, a form that can be a participle is one. */
static void participle_beside(const nb_work *w, nb_unit *u) {
  nb_reading r[8];
  size_t n = nb_lexicon_readings(w->lexicon, u->nl, r, 8);
  for (size_t i = 0; i < n; i++) {
    if (r[i].pos != NB_POS_VERB || !(r[i].features & NB_PARTICIPLE)) continue;
    u->features = (u->features & ~(unsigned)(NB_FINITE | NB_PAST | NB_THIRD)) | NB_PARTICIPLE;
    if (u->origin != NB_FROM_USER) u->english = nb_verb_candidate(w, r[i].english, NB_PARTICIPLE, r[i].lemma);
    return;
  }
}

static bool takes_participle(const nb_unit *u) {
  return nb_str_eq_c(u->lemma, "hebben") || nb_str_eq_c(u->lemma, "zijn") || nb_str_eq_c(u->lemma, "worden");
}

/* "te verlaten": an infinitive, though the form can be a participle. */
static void infinitive_behind_te(const nb_work *w, nb_unit *u) {
  if (u->pos == NB_POS_AUX && infinitive_shape(u)) u->features = NB_INFINITIVE; /* "te zijn" */
  if (u->pos == NB_POS_AUX && nb_str_eq_c(u->lemma, "zijn") && u->origin != NB_FROM_USER) u->english = NB_STR("be");
  if (u->pos != NB_POS_VERB || !infinitive_shape(u)) return;
  if (u->features & NB_PARTICIPLE && u->origin != NB_FROM_USER)
    u->english = nb_verb_candidate(w, u->candidates, NB_INFINITIVE, u->lemma);
  u->features = NB_INFINITIVE;
}

static void finish(const nb_work *w, nb_units *units, nb_clause *c) {
  c->first = c->start;
  while (c->first < c->end && (units->items[c->first].pos == NB_POS_PUNCT || is_coordinator(&units->items[c->first])))
    c->first++;
  c->finite = c->kind == NB_CLAUSE_INFINITIVE ? NB_NOT_FOUND : finite_verb(units, c);
  bool sub = c->kind == NB_CLAUSE_SUB || c->kind == NB_CLAUSE_RELATIVE;
  if (sub && c->finite == NB_NOT_FOUND) c->finite = plural_verb(units, c);
  if (c->kind == NB_CLAUSE_FRAGMENT && c->finite != NB_NOT_FOUND) c->kind = NB_CLAUSE_MAIN;
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if (i > c->first && nb_unit_is(&units->items[i - 1], "te")) infinitive_behind_te(w, u);
    if (i == c->finite || !nb_is_finite(u)) continue;
    if (u->pos == NB_POS_VERB && c->finite != NB_NOT_FOUND && takes_participle(&units->items[c->finite]))
      participle_beside(w, u);
    if (!nb_is_finite(u) || !infinitive_shape(u)) continue;
    u->features = (u->features & ~(unsigned)(NB_FINITE | NB_PAST | NB_THIRD)) | NB_INFINITIVE;
  }
  if (c->first < c->end) opener(units, c);
  c->question = c->end < units->n && nb_is_mark(&units->items[c->end], "?");
  for (size_t i = c->start; i < c->first; i++) c->behind_quote = c->behind_quote || nb_is_quote(&units->items[i]);
  if (c->start > 0 && c->first > c->start)
    c->behind_quote = c->behind_quote || nb_is_quote(&units->items[c->start - 1]);
}

/* A finite verb behind the verbs of a subordinate clause belongs to the clause around it: "De man die viel | is dood".
 */
static bool verb_of_outer(const nb_units *units, const nb_clause *open, size_t i) {
  const nb_unit *u = &units->items[i];
  if (!nb_is_finite(u) || nb_unit_is(&units->items[i - 1], "te")) return false;
  size_t last = NB_NOT_FOUND;
  for (size_t k = open->start; k < i; k++)
    if (nb_is_finite(&units->items[k])) last = k;
  if (last == NB_NOT_FOUND) return false;
  const nb_unit *before = &units->items[i - 1];
  bool beside = nb_is_finite(before) || nb_is_nonfinite(before);
  if (!beside) return !infinitive_shape(u) || u->pos == NB_POS_AUX;
  return !infinitive_shape(u) && before->pos != NB_POS_AUX && u->pos != NB_POS_AUX && last == i - 1;
}

/* "Om de rust te herstellen | stuurt de minister". */
static bool behind_infinitive(const nb_units *units, const nb_clause *open, size_t i) {
  if (open->kind != NB_CLAUSE_INFINITIVE || !nb_is_finite(&units->items[i])) return false;
  for (size_t k = open->start; k < i; k++)
    if (nb_is_te(units, k)) return k + 1 < i;
  return false;
}

/* Whether the clauses before the one that opens at `n` leave the main clause without its verb. */
static bool wants_verb(const nb_clause *clauses, size_t n) {
  while (n > 0 && (clauses[n - 1].kind == NB_CLAUSE_RELATIVE ||
                   (clauses[n - 1].kind == NB_CLAUSE_SUB && clauses[n - 1].finite != NB_NOT_FOUND)))
    n--;
  return n == 0 || clauses[n - 1].kind == NB_CLAUSE_FRAGMENT;
}

/* "heeft een grote, rode auto gekocht": a comma inside, where the auxiliary waits for its verb. */
static bool waits_for_verb(const nb_units *units, const nb_clause *c) {
  if (c->kind != NB_CLAUSE_MAIN || c->finite == NB_NOT_FOUND) return false;
  bool helps = units->items[c->finite].pos == NB_POS_AUX || nb_str_eq_c(units->items[c->finite].lemma, "gaan");
  if (!helps) return false;
  if (nb_str_eq_c(units->items[c->finite].lemma, "zijn") || nb_str_eq_c(units->items[c->finite].lemma, "worden")) {
    if (c->end > c->finite + 1 && units->items[c->end - 1].pos == NB_POS_ADJ) return false;
  }
  for (size_t i = c->first; i < c->end; i++)
    if (i != c->finite && nb_is_nonfinite(&units->items[i])) return false;
  return true;
}

static bool is_list_item(const nb_units *units, const nb_clause *c) {
  bool verb = false;
  if (c->kind != NB_CLAUSE_FRAGMENT || !nb_is_mark(&units->items[c->start], ",") || c->first > c->start + 1)
    return false;
  for (size_t i = c->first; i < c->end; i++)
    verb = verb || (nb_is_nonfinite(&units->items[i]) && !nb_is_te(units, i - 1));
  return verb;
}

/* "omdat de raad dat niet wilde": one verb is left for the open clause and for what "dat" would open. */
static bool is_object(nb_units *units, const nb_clause *open, size_t i, size_t end) {
  bool that = nb_unit_is(&units->items[i], "dat") || nb_unit_is(&units->items[i], "die");
  bool sub = open->kind == NB_CLAUSE_SUB || open->kind == NB_CLAUSE_RELATIVE;
  if (!that || !sub || finite_in(units, open->start, i) || nb_is_mark(&units->items[i - 1], ",")) return false;
  size_t verbs = 0;
  for (size_t k = i + 1; k < end; k++) verbs += nb_is_finite(&units->items[k]);
  return verbs < 2;
}

/* "omdat zij, na lang wachten, niet wilde": clause n has the verb of a subordinate one that asides cut off. */
static bool goes_on(const nb_units *units, size_t n) {
  const nb_clause *c = &units->clauses[n];
  if (c->kind != NB_CLAUSE_MAIN || c->finite == c->first || !nb_is_mark(&units->items[c->start], ",")) return false;
  while (n > 0 && units->clauses[n - 1].kind == NB_CLAUSE_FRAGMENT && units->clauses[n - 1].first > 0) n--;
  const nb_clause *sub = n > 0 ? &units->clauses[n - 1] : c;
  return (sub->kind == NB_CLAUSE_SUB || sub->kind == NB_CLAUSE_RELATIVE) && sub->finite == NB_NOT_FOUND;
}

/* ", een dag na de start,": an aside. */
static bool is_verbless(const nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i < c->end; i++)
    if (units->items[i].pos == NB_POS_VERB || units->items[i].pos == NB_POS_AUX) return false;
  return c->kind == NB_CLAUSE_FRAGMENT && nb_is_mark(&units->items[c->start], ",");
}

typedef struct finder {
  const nb_work *work;
  nb_units *units;
  nb_clause open;
} finder;

static void close_clause(finder *f, size_t end) {
  nb_units *units = f->units;
  nb_clause *c = &units->clauses[units->n_clauses];
  *c = f->open;
  c->end = end;
  finish(f->work, units, c);
  if (goes_on(units, units->n_clauses)) c->kind = NB_CLAUSE_SUB;
  size_t back = units->n_clauses > 1 && is_verbless(units, c - 1) ? 2 : 1;
  if (units->n_clauses >= back && waits_for_verb(units, c - back) && is_list_item(units, c)) {
    c -= back;
    c->end = end;
    units->n_clauses -= back - 1;
    finish(f->work, units, c);
  } else {
    units->n_clauses++;
  }
  f->open = (nb_clause){.kind = NB_CLAUSE_FRAGMENT, .start = end};
}

nb_status nb_find_clauses(const nb_work *work, nb_units *units) {
  units->clauses = nb_arena_array(work->arena, units->n + 1, sizeof *units->clauses);
  if (!units->clauses) return nb_fail_memory(work->ctx);
  units->n_clauses = 0;
  finder f = {work, units, {.kind = NB_CLAUSE_FRAGMENT}};
  size_t end = 0;     /* of the stretch between marks */
  bool words = false; /* the open clause has a word already */
  for (size_t i = 0; i < units->n; i++) {
    const nb_unit *u = &units->items[i];
    bool too_long = i - f.open.start >= LONGEST_CLAUSE;
    if (ends_clause(units, i) || too_long) {
      if (words || too_long) close_clause(&f, i);
      words = words && f.open.start != i;
      continue;
    }
    if (!words || i >= end) end = next_end(units, i);
    nb_clause_kind opens =
        opened(units, i, end, !words && (units->n_clauses == 0 || !nb_is_mark(&units->items[i - 1], ",")));
    if (opens != NB_CLAUSE_FRAGMENT && words && is_object(units, &f.open, i, end)) {
      opens = NB_CLAUSE_FRAGMENT;
      units->items[i].pos = NB_POS_PRON;
    }
    bool fresh = opens != NB_CLAUSE_FRAGMENT;
    if (opens == NB_CLAUSE_SUB && nb_unit_is(u, "of")) units->items[i].pos = NB_POS_SCONJ;
    bool both = is_coordinator(u) && words && finite_in(units, f.open.start, i) && finite_in(units, i + 1, end);
    bool sub = f.open.kind == NB_CLAUSE_SUB || f.open.kind == NB_CLAUSE_RELATIVE;
    bool outer = words && wants_verb(units->clauses, units->n_clauses) &&
                 (sub ? verb_of_outer(units, &f.open, i) : behind_infinitive(units, &f.open, i));
    if (words && (fresh || both || outer)) {
      nb_clause_kind before = f.open.kind;
      close_clause(&f, i);
      /* "dat hij kwam en (dat hij) weer ging": the verbs stay last where they were */
      bool verb_soon = i + 1 < end && nb_is_finite(&units->items[i + 1]);
      if (both && !verb_soon && !nb_unit_is(u, "want") && before == NB_CLAUSE_SUB) f.open.kind = NB_CLAUSE_SUB;
    }
    if (fresh) f.open.kind = opens;
    if (!is_coordinator(u)) words = true;
  }
  if (f.open.start < units->n) close_clause(&f, units->n);
  return NB_OK;
}
