/* Whether an event happened, is reported, planned, feared or denied: by the auxiliaries, negations and adverbs of its
 * clause, and by what the clause hangs on ("vreest dat", "ontkent dat", "plan om te"; dict/attitudes.tsv). */
#include "analyse/events.h"

enum { MOST_UP = 6 /* clauses */, NOUN_LEFT = 4 /* tokens before a noun that are of its phrase */ };

typedef struct attitude {
  bool found, fact;
  nb_event_status status; /* of what is thought or said */
} attitude;

static attitude attitude_of(nb_str value) {
  static const struct {
    const char *name;
    attitude is;
  } table[] = {{"fact", {true, true, NB_HAPPENED}},
               {"planned", {true, false, NB_PLANNED}},
               {"feared", {true, false, NB_FEARED}},
               {"denied", {true, false, NB_DENIED}},
               {"reported", {true, false, NB_REPORTED}}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (nb_str_eq_c(value, table[i].name)) return table[i].is;
  return (attitude){0};
}

/* What the word at token i makes of a clause or an infinitive that hangs on it. */
static attitude attitude_at(const nb_view *v, size_t i) {
  nb_str value, lemma = v->tags[i].lemma;
  nb_verb_phrase phrase;
  if (nb_is_verb(v, i) && !nb_verb_phrase_of(v, i, &phrase)) lemma = phrase.lemma;
  nb_pos pos = v->tags[i].pos;
  if (pos != NB_POS_VERB && pos != NB_POS_AUX && pos != NB_POS_NOUN && pos != NB_POS_ADJ) return (attitude){0};
  if (nb_word_in(&v->a->analyser->attitudes, lemma, &value)) return attitude_of(value);
  if (nb_word_in(&v->a->analyser->reporting, lemma, NULL)) return (attitude){true, false, NB_REPORTED};
  return (attitude){0};
}

/* The last word with an attitude of the clause before token `before`, else its finite verb's. */
static attitude attitude_before(const nb_view *v, const nb_clause *c, size_t before) {
  enum { NEAR = 12 };
  for (size_t i = before, seen = 0; i-- > c->first && seen < NEAR; seen++) {
    if (&v->clauses[v->clause_of[i]] != c) continue;
    attitude a = attitude_at(v, i);
    if (a.found) return a;
  }
  return c->finite == NB_NONE ? (attitude){0} : attitude_at(v, c->finite);
}

/* A finding, a plan or a fear that is denied is none: "ontkent niet dat". */
static nb_event_status governed(const nb_view *v, const nb_clause *c) {
  static const char *const said[] = {"dat", "of", "om", "hoe", NULL};
  for (size_t up = 0; up < MOST_UP && c->coordinate && c->parent != NB_NONE; up++) {
    if (v->clauses[c->parent].kind != c->kind) break;
    c = &v->clauses[c->parent];
  }
  if (c->opener == NB_NONE || c->parent == NB_NONE || c->kind == NB_CLAUSE_RELATIVE) return NB_HAPPENED;
  if (!nb_word_of(v, c->opener, said)) return nb_word_is(v, c->opener, "zonder") ? NB_DENIED : NB_HAPPENED;
  if (nb_word_is(v, c->opener - 1, "zonder")) return NB_DENIED;
  const nb_clause *parent = &v->clauses[c->parent];
  attitude a = attitude_before(v, parent, c->opener);
  if (c->kind == NB_CLAUSE_TO) return a.found && !a.fact && a.status != NB_REPORTED ? a.status : NB_PLANNED;
  if (!a.found || a.fact) return NB_HAPPENED;
  if (parent->negated && a.status == NB_DENIED) return NB_REPORTED;
  return a.status;
}

/* What is said of the whole clause of its verbs, without regard to one of them. */
static nb_event_status clause_status(const nb_view *v, const nb_clause *c) {
  nb_event_status over = governed(v, c);
  if (over == NB_HAPPENED && (c->condition || c->asked || c->bidden)) return NB_PLANNED;
  return over;
}

static bool te_before(const nb_view *v, size_t at) {
  return nb_word_is(v, at - 1, "te") && at > 0;
}

/* "probeert te ontsnappen", "dreigt te sluiten", "blijkt te werken", "zonder te groeten" */
static nb_event_status with_te(const nb_view *v, const nb_clause *c, size_t at) {
  static const char *const really[] = {"door",   "na",     "blijken", "lijken", "staan",
                                       "zitten", "liggen", "weten",   "helpen", NULL};
  for (size_t i = at; i-- > c->first;) {
    if (&v->clauses[v->clause_of[i]] != c) continue;
    if (nb_word_is(v, i, "zonder")) return NB_DENIED;
    if (nb_word_of(v, i, really) || nb_str_in_nocase(v->tags[i].lemma, really)) return NB_HAPPENED;
    attitude a = attitude_at(v, i);
    if (a.found) return a.fact || a.status == NB_REPORTED ? NB_PLANNED : a.status;
  }
  return NB_PLANNED;
}

static nb_event_status verb_status(const nb_view *v, const nb_clause *c, size_t at, bool future) {
  const nb_tag *t = &v->tags[at];
  bool infinitive = nb_verb_form(v, at, NB_INFINITIVE), participle = t->features & NB_PARTICIPLE;
  bool present = t->features & NB_FINITE && !(t->features & NB_PAST);
  nb_event_status over = clause_status(v, c);
  if (over == NB_DENIED) return c->negated ? NB_REPORTED : NB_DENIED;
  if (c->negated) return NB_DENIED;
  if (over == NB_FEARED || over == NB_PLANNED) return over;
  if (c->would) return c->perfect || participle ? NB_REPORTED : NB_PLANNED;
  if (c->modal && (infinitive || c->perfect)) return NB_PLANNED;
  if (c->plan && infinitive && !nb_verb_kind(v, at, "plan") && !te_before(v, at)) return NB_PLANNED;
  if (infinitive && te_before(v, at)) {
    nb_event_status te = with_te(v, c, at);
    if (te != NB_HAPPENED) return te;
  }
  if (c->possible) return participle || t->features & NB_PAST ? NB_REPORTED : NB_PLANNED;
  return future && present ? NB_PLANNED : over;
}

/* ---- nouns ---- */

static bool is_definite(const nb_view *v, size_t at) {
  static const char *const words[] = {"de", "het", "dit", "deze", "die", "dat", "zijn", "haar", "hun", NULL};
  for (size_t i = at; i > 0 && at - i < NOUN_LEFT; i--) {
    nb_pos pos = v->tags[i - 1].pos;
    if (nb_word_of(v, i - 1, words)) return true;
    if (pos != NB_POS_ADJ && pos != NB_POS_NUM && pos != NB_POS_PROPN) return false;
  }
  return false;
}

static nb_event_status phrase_status(const nb_view *v, size_t at) {
  static const char *const denied[] = {"geen", "zonder", NULL};
  static const char *const feared[] = {"dreigende", "dreigend", NULL};
  static const char *const reported[] = {"vermeende", "vermeend", NULL};
  static const char *const planned[] = {"geplande",      "gepland",     "mogelijke",   "mogelijk", "eventuele",
                                        "eventueel",     "komende",     "komend",      "volgende", "volgend",
                                        "aanstaande",    "voorgenomen", "toekomstige", "nieuwe",   "beoogde",
                                        "aangekondigde", "verwachte",   NULL};
  for (size_t i = at; i > 0 && at - i < NOUN_LEFT; i--) {
    nb_pos pos = v->tags[i - 1].pos;
    if (nb_word_of(v, i - 1, denied)) return NB_DENIED;
    if (nb_word_of(v, i - 1, feared)) return NB_FEARED;
    if (nb_word_of(v, i - 1, reported)) return NB_REPORTED;
    if (nb_word_of(v, i - 1, planned) && !nb_word_is(v, i - 1, "nieuwe")) return NB_PLANNED;
    if (pos != NB_POS_ADJ && pos != NB_POS_DET && pos != NB_POS_NUM && pos != NB_POS_PROPN) break;
  }
  return NB_HAPPENED;
}

/* "vreest een aanval", "waarschuwt voor stakingen", "vrees voor oorlog", "eist een onderzoek": the word right before
 * the noun's phrase, or before the preposition of it; for a verb at the end the one behind. */
static nb_event_status object_status(const nb_view *v, const nb_clause *c, size_t at) {
  size_t i = at;
  while (i > c->first && at - i < NOUN_LEFT &&
         (v->tags[i - 1].pos == NB_POS_DET || v->tags[i - 1].pos == NB_POS_ADJ || v->tags[i - 1].pos == NB_POS_NUM))
    i--;
  if (i > c->first && v->tags[i - 1].pos == NB_POS_ADP) i--;
  attitude a = i > c->first ? attitude_at(v, i - 1) : (attitude){0};
  if (!a.found && at + 1 < c->end && nb_is_verb(v, at + 1)) a = attitude_at(v, at + 1);
  if (!a.found || a.fact || a.status == NB_REPORTED) return NB_HAPPENED;
  return a.status;
}

static nb_event_status noun_status(const nb_view *v, const nb_clause *c, size_t at, bool future) {
  nb_event_status own = phrase_status(v, at);
  if (own != NB_HAPPENED) return own;
  if (is_definite(v, at)) return NB_HAPPENED;
  own = object_status(v, c, at);
  if (own != NB_HAPPENED) return own;
  if (c->would) return NB_REPORTED;
  nb_event_status over = clause_status(v, c);
  if (over != NB_HAPPENED && over != NB_REPORTED) return over == NB_DENIED && c->negated ? NB_REPORTED : over;
  if (c->modal || c->possible || (c->plan && c->infinitive) || future) return NB_PLANNED;
  return over;
}

/* "Volgens de politie ...", "naar verluidt"; '"...", zei hij': somebody else says so. */
static bool is_attributed(const nb_view *v, const nb_clause *c) {
  static const char *const words[] = {"volgens", "verluidt", "aldus", NULL};
  for (size_t i = c->first; i < c->end; i++)
    if (nb_word_of(v, i, words)) return true;
  size_t next = (size_t)(c - v->clauses) + 1;
  if (next >= v->n_clauses) return false;
  const nb_clause *n = &v->clauses[next];
  return n->kind == NB_CLAUSE_MAIN && n->finite != NB_NONE && n->finite <= n->first + 1 && c->kind == NB_CLAUSE_MAIN &&
         nb_word_in(&v->a->analyser->reporting, v->tags[n->finite].lemma, NULL);
}

nb_event_status nb_status_of(const nb_view *v, const nb_event *e, size_t verb, bool future) {
  const nb_clause *c = &v->clauses[v->clause_of[verb]];
  nb_event_status status = nb_is_verb(v, verb) ? verb_status(v, c, verb, future) : noun_status(v, c, verb, future);
  if (status == NB_HAPPENED && e->kind != NB_EVENT_SPEECH && is_attributed(v, c)) return NB_REPORTED;
  return status;
}
