/* Pronouns of the third person: whose they are, by salience (after Lappin and Leass 1994): what stands near counts more
 * than what is far, a subject more than an object, an object more than what is behind a preposition. Where two actors
 * that agree in number and gender come close, or little speaks for the best, the pronoun stays nobody's; so it does in
 * quotations, where "hij" is somebody else's word. */
#include <stdlib.h>

#include "analyse/chains.h"
#include "base/utf8.h"

enum { SENTENCES_BACK = 3, MOST_CANDIDATES = 24, LONGEST_PHRASE = 12, LONGEST_SENTENCE = 300 };
static const double SUBJECT = 1, OBJECT = 0.7, OBLIQUE = 0.5, EMBEDDED = 0.35; /* by the place in the clause */
static const double FADING = 0.5;                                              /* with each sentence back */
static const double COLLECTIVE = 0.6;                                          /* as several */
static const double KNOWN_GENDER = 1.25, UNKNOWN_GENDER = 0.8;
static const double ENOUGH = 0.3, CLEARLY = 1.5; /* the least score, and how much more than the next */
static const double WEIGHT = 0.5;                /* of a pronoun among its actor's mentions */
static const size_t NOBODY = (size_t)-1;

typedef enum number { ONE, SEVERAL } number;

typedef struct pronoun {
  number number;
  char gender;     /* 'm', 'f'; 0: of several */
  bool possessive; /* "zijn", "haar": of the subject of its own clause as well, and of what is no person */
  bool relative;
} pronoun;

/* A mention, or a noun of a person that is no actor ("een man"), as one that a pronoun may stand for. */
typedef struct antecedent {
  size_t chain; /* NOBODY: no actor, it only stands in the way */
  size_t sentence, first, last;
  double rank;
  char gender;  /* where it is no actor */
  bool several; /* "Ford en Chrysler" */
} antecedent;

typedef struct candidate {
  size_t chain;
  char gender;
  double score, here; /* `here`: the best rank in the sentence that is being summed */
} candidate;

typedef struct resolving {
  const nb_analysing *a;
  chain *chains;
  size_t n_chains;
  char *genders;
  bool *certain;    /* that it is a person: an unknown name may be anything */
  antecedent *list; /* in the text's order */
  size_t n, cap;
  size_t *from;         /* of each sentence: the place of its first antecedent */
  antecedent *resolved; /* pronouns, in the text's order */
  size_t n_resolved, resolved_cap;
  size_t *resolved_from;
} resolving;

static const nb_sentence *sentence_at(const resolving *r, size_t i) {
  return &r->a->out->sentences->items[i];
}

/* ---- gender ---- */

static char mark(nb_str value) {
  return value.len == 1 ? value.ptr[0] : 0;
}

/* Of "woordvoerster" and "VVD-woordvoerster". */
static char gender_of_role(const nb_analyser *a, nb_arena *arena, nb_str role) {
  nb_str lower = nb_str_lower(arena, role);
  size_t head;
  if (!lower.ptr || !nb_head_in(a, &a->roles, lower, NULL, &head)) return 0;
  return mark(nb_word_extra(&a->roles, nb_str_sub(lower, head, lower.len)));
}

static char gender_of_mention(const resolving *r, const nb_mention *m) {
  static const char *const women[] = {"mevrouw", "mevr.", "vrouw", "koningin", "prinses", NULL};
  static const char *const men[] = {"meneer", "dhr.", "mijnheer", "heer", "koning", "prins", NULL};
  const nb_analyser *a = r->a->analyser;
  const nb_sentence *s = sentence_at(r, m->sentence);
  nb_str before = m->first ? s->tokens[m->first - 1].text : NB_STR("");
  if (nb_str_in_nocase(before, women)) return 'f';
  if (nb_str_in_nocase(before, men)) return 'm';
  char given = m->first < m->last ? mark(nb_word_extra(&a->name_kinds, s->tokens[m->first].text)) : 0;
  return given ? given : gender_of_role(a, r->a->arena, nb_str_sub(s->text, m->start, m->end));
}

static char gender_of_chain(const resolving *r, const nb_actor *actor) {
  if (actor->kind != NB_PERSON && actor->kind != NB_ROLE) return 0;
  char gender = 0;
  for (size_t i = 0; i < actor->n_mentions && !gender; i++) gender = gender_of_mention(r, &actor->mentions[i]);
  return gender;
}

static bool seen_as_person(const resolving *r, const nb_mention *m) {
  const nb_labels *labels = &r->a->out->labels[m->sentence];
  for (size_t i = 0; i < labels->n_names && labels->names[i].first <= m->last; i++)
    if (labels->names[i].last >= m->first)
      return labels->names[i].label == NB_LABEL_PER || labels->names[i].label == NB_LABEL_ROL;
  return false;
}

static bool is_certain(const resolving *r, const nb_actor *actor) {
  if (actor->kind != NB_PERSON || actor->role_nl.len) return true;
  for (size_t i = 0; i < actor->n_mentions; i++)
    if (seen_as_person(r, &actor->mentions[i])) return true;
  return false;
}

/* ---- place in the clause ---- */

static bool is_finite(const nb_tag *t) {
  return (t->pos == NB_POS_VERB || t->pos == NB_POS_AUX) && (t->features & NB_FINITE);
}

static bool opens_clause(const nb_sentence *s, const nb_tag *tags, size_t i) {
  static const char *const marks[] = {",", ";", ":", "(", ")", "-", "\xE2\x80\x93", "\"", NULL};
  static const char *const relatives[] = {"die", "dat", "wie", "wat", "waar", NULL};
  if (tags[i].pos == NB_POS_SCONJ) return true;
  if (tags[i].pos == NB_POS_PRON && nb_str_in_nocase(s->tokens[i].text, relatives)) return true;
  return s->tokens[i].kind == NB_PUNCT && nb_str_in(s->tokens[i].text, marks);
}

/* The first token of the clause that token i is in. "en" opens one where what is before it has its verb. */
static size_t clause_start(const nb_sentence *s, const nb_tag *tags, size_t i) {
  size_t joint = NOBODY;
  for (size_t k = i; k-- > 0;) {
    if (joint != NOBODY && is_finite(&tags[k])) return joint + 1;
    if (opens_clause(s, tags, k)) return k + 1;
    if (joint == NOBODY && tags[k].pos == NB_POS_CCONJ) joint = k;
  }
  return 0;
}

/* Where the phrase of token i begins, without its preposition. */
static size_t phrase_start(const nb_tag *tags, size_t i) {
  size_t least = i > LONGEST_PHRASE ? i - LONGEST_PHRASE : 0;
  while (i > least) {
    nb_pos pos = tags[i - 1].pos;
    if (pos != NB_POS_DET && pos != NB_POS_ADJ && pos != NB_POS_NUM && pos != NB_POS_NOUN && pos != NB_POS_PROPN) break;
    i--;
    if (pos == NB_POS_DET) break;
  }
  return i;
}

/* Whether something that may be the subject stands before token `end` in its clause. */
static bool has_subject(const nb_sentence *s, const nb_tag *tags, size_t end) {
  size_t start = clause_start(s, tags, end);
  for (size_t i = start; i < end; i++) {
    nb_pos pos = tags[i].pos;
    if (pos != NB_POS_NOUN && pos != NB_POS_PROPN && pos != NB_POS_PRON) continue;
    size_t other = phrase_start(tags, i);
    if (other == 0 || tags[other - 1].pos != NB_POS_ADP) return true;
  }
  return false;
}

static double rank_of(const nb_sentence *s, const nb_tag *tags, size_t first) {
  if (s->n_tokens > LONGEST_SENTENCE) return EMBEDDED; /* no sentence, but a list */
  size_t start = phrase_start(tags, first);
  if (start > 0 && tags[start - 1].pos == NB_POS_ADP) {
    if (nb_str_eq_nocase(s->tokens[start - 1].text, NB_STR("volgens"))) return SUBJECT;
    bool of = nb_str_eq_nocase(s->tokens[start - 1].text, NB_STR("van")) && start > 1 &&
              (tags[start - 2].pos == NB_POS_NOUN || tags[start - 2].pos == NB_POS_PROPN);
    return of ? EMBEDDED : OBLIQUE;
  }
  return has_subject(s, tags, start) ? OBJECT : SUBJECT;
}

/* ---- antecedents ---- */

static bool add_antecedent(resolving *r, antecedent x) {
  if (!nb_arena_grow(r->a->arena, &r->list, &r->cap, r->n + 1, sizeof *r->list)) return false;
  r->list[r->n++] = x;
  return true;
}

static int by_place(const void *x, const void *y) {
  const antecedent *a = x, *b = y;
  if (a->sentence != b->sentence) return a->sentence < b->sentence ? -1 : 1;
  return (a->first > b->first) - (a->first < b->first);
}

static nb_status add_mentions(resolving *r) {
  for (size_t c = 0; c < r->n_chains; c++)
    for (size_t i = 0; i < r->chains[c].actor.n_mentions; i++) {
      const nb_mention *m = &r->chains[c].actor.mentions[i];
      double rank = rank_of(sentence_at(r, m->sentence), r->a->out->tags[m->sentence], m->first);
      if (!add_antecedent(r, (antecedent){c, m->sentence, m->first, m->last, rank, 0, false}))
        return nb_fail_memory(r->a->ctx);
    }
  return NB_OK;
}

/* "een man", "het slachtoffer": persons, though no actors. */
static nb_status add_people(resolving *r) {
  static const char *const words[] = {"man", "vrouw", "jongen", "meisje", "kind", "persoon", "iemand", "ander", NULL};
  for (size_t i = 0; i < r->a->out->sentences->n; i++) {
    const nb_sentence *s = sentence_at(r, i);
    const nb_tag *tags = r->a->out->tags[i];
    for (size_t k = 0; k < s->n_tokens; k++) {
      if (tags[k].features & NB_PLURAL || !nb_str_in_nocase(s->tokens[k].text, words)) continue;
      char gender = nb_str_eq_nocase(s->tokens[k].text, NB_STR("man"))     ? 'm'
                    : nb_str_eq_nocase(s->tokens[k].text, NB_STR("vrouw")) ? 'f'
                                                                           : 0;
      if (!add_antecedent(r, (antecedent){NOBODY, i, k, k, rank_of(s, tags, k), gender, false}))
        return nb_fail_memory(r->a->ctx);
    }
  }
  return NB_OK;
}

static nb_actor_kind kind_of(const resolving *r, const antecedent *x) {
  return x->chain == NOBODY ? NB_ROLE : r->chains[x->chain].actor.kind;
}

/* "de overheid, een aandeelhouder": the role of what is no person stands for nobody. */
static void drop_roles_of_groups(resolving *r) {
  for (size_t k = 1; k < r->n; k++) {
    antecedent *x = &r->list[k];
    const antecedent *before = x - 1;
    if (kind_of(r, x) != NB_ROLE || x->sentence != before->sentence) continue;
    size_t start = phrase_start(r->a->out->tags[x->sentence], x->first);
    bool apposed =
        start > 0 && before->last + 2 == start && nb_str_eq_c(sentence_at(r, x->sentence)->tokens[start - 1].text, ",");
    if (apposed && kind_of(r, before) != NB_PERSON && kind_of(r, before) != NB_ROLE) x->rank = 0;
  }
}

/* "Ford en Chrysler" are several, but no actor. */
static nb_status add_pairs(resolving *r) {
  size_t n = r->n;
  for (size_t k = 1; k < n; k++) {
    const antecedent *x = &r->list[k], *before = x - 1;
    if (x->sentence != before->sentence) continue;
    size_t start = phrase_start(r->a->out->tags[x->sentence], x->first);
    bool pair = start > 0 && before->last + 2 == start && r->a->out->tags[x->sentence][start - 1].pos == NB_POS_CCONJ;
    antecedent both = {NOBODY, x->sentence, before->first, x->last, before->rank, 0, true};
    if (pair && !add_antecedent(r, both)) return nb_fail_memory(r->a->ctx);
  }
  return NB_OK;
}

static bool is_several(const resolving *r, const antecedent *x) {
  const nb_tag *tags = r->a->out->tags[x->sentence];
  return x->several || (kind_of(r, x) == NB_GROUP && (tags[x->first].features & NB_PLURAL));
}

/* "Boeing zegt dat ze": too seldom to be taken, too often to be passed over. */
static bool is_collective(const resolving *r, const antecedent *x) {
  return kind_of(r, x) == NB_GROUP || kind_of(r, x) == NB_ORGANISATION;
}

/* What of a sentence is looked at: up to token `end`, and nothing from token `barred` on; `clause` begins the clause of
 * the pronoun, where it is this sentence that has it. */
typedef struct window {
  size_t sentence, end, barred, clause;
  double fade;
} window;

static char gender_of(const resolving *r, const antecedent *x) {
  return x->chain == NOBODY ? x->gender : r->genders[x->chain];
}

static bool agrees(const resolving *r, const antecedent *x, const window *w, pronoun p) {
  if (p.number == SEVERAL) return is_several(r, x) || is_collective(r, x);
  if (is_several(r, x)) return false;
  if (gender_of(r, x) && gender_of(r, x) != p.gender) return false;
  if (x->chain == NOBODY) return true;
  return kind_of(r, x) == NB_PERSON || kind_of(r, x) == NB_ROLE ||
         (p.possessive && x->sentence == w->sentence && x->first >= w->clause && x->rank == SUBJECT);
}

/* ---- the pronoun ---- */

/* "Ze lopen" and "lopen ze", but "ze loopt": by the finite verb beside it, else by that of its clause. */
static bool verb_of(const nb_sentence *s, const nb_tag *tags, size_t i, size_t *verb) {
  if (i + 1 < s->n_tokens && is_finite(&tags[i + 1])) return *verb = i + 1, true;
  if (i > 0 && is_finite(&tags[i - 1])) {
    bool joined = i > 1 && tags[i - 2].pos == NB_POS_CCONJ; /* "sprak en vroeg ze": an object */
    return *verb = i - 1, !joined && !has_subject(s, tags, i - 1);
  }
  if (i > 0 && !opens_clause(s, tags, i - 1)) return false; /* perhaps an object */
  for (size_t k = i + 1; k < s->n_tokens && !opens_clause(s, tags, k); k++)
    if (is_finite(&tags[k])) return *verb = k, true;
  return false;
}

static bool ends_plural(nb_str verb) {
  static const char *const endings[] = {"en", "aan", "oen", "ien", "zijn", NULL};
  if (nb_str_eq_nocase(verb, NB_STR("ben"))) return false;
  for (const char *const *e = endings; *e; e++)
    if (nb_str_ends(verb, nb_str_of(*e))) return true;
  return false;
}

/* The tagger takes "zijn" for a determiner before an adjective as well ("planten zijn uitgestorven", "te zijn"). */
static bool is_possessive(const nb_sentence *s, const nb_tag *tags, size_t i) {
  if (tags[i].pos != NB_POS_DET || (i > 0 && nb_str_eq_nocase(s->tokens[i - 1].text, NB_STR("te")))) return false;
  for (size_t k = i + 1; k < s->n_tokens && k < i + 4; k++) {
    if (tags[k].pos == NB_POS_NOUN || tags[k].pos == NB_POS_PROPN) return true;
    if (tags[k].pos != NB_POS_ADJ && tags[k].pos != NB_POS_NUM && tags[k].pos != NB_POS_ADV) return false;
  }
  return false;
}

static bool pronoun_at(const nb_sentence *s, const nb_tag *tags, size_t i, pronoun *p) {
  static const struct {
    const char *form;
    pronoun p;
  } forms[] = {
      {"hij", {ONE, 'm', false, false}}, {"hem", {ONE, 'm', false, false}},  {"zijn", {ONE, 'm', true, false}},
      {"haar", {ONE, 'f', true, false}}, {"hun", {SEVERAL, 0, true, false}}, {"hen", {SEVERAL, 0, false, false}},
      {"zij", {ONE, 'f', false, false}}, {"ze", {ONE, 'f', false, false}},   {"die", {ONE, 0, false, true}}};
  nb_str form = s->tokens[i].text;
  if (tags[i].pos != NB_POS_PRON && tags[i].pos != NB_POS_DET) return false;
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
    if (!nb_str_eq_nocase(form, nb_str_of(forms[k].form))) continue;
    *p = forms[k].p;
    if (p->relative) return tags[i].pos == NB_POS_PRON;
    if (nb_str_eq_nocase(form, NB_STR("zijn"))) return is_possessive(s, tags, i);
    if (nb_str_eq_nocase(form, NB_STR("haar"))) p->possessive = tags[i].pos == NB_POS_DET;
    if (form.ptr[0] != 'z' && form.ptr[0] != 'Z') return true;
    size_t verb;
    if (!verb_of(s, tags, i, &verb)) return false;
    if (ends_plural(s->tokens[verb].text)) *p = (pronoun){SEVERAL, 0, false, false};
    return true;
  }
  return false;
}

/* ---- choice ---- */

static candidate *candidate_for(const resolving *r, candidate *list, size_t *n, const antecedent *x) {
  for (size_t i = 0; i < *n; i++)
    if (list[i].chain == x->chain && x->chain != NOBODY) return &list[i];
  if (*n == MOST_CANDIDATES) return NULL;
  list[*n] = (candidate){.chain = x->chain, .gender = gender_of(r, x)};
  return &list[(*n)++];
}

/* The best antecedent of each chain. False: too many to compare. */
static bool look(const resolving *r, const antecedent *x, const antecedent *stop, window w, pronoun p, candidate *list,
                 size_t *n) {
  for (; x < stop && x->sentence == w.sentence && x->last < w.end; x++) {
    if (x->first >= w.barred || !agrees(r, x, &w, p)) continue;
    antecedent y = *x;
    if (p.number == SEVERAL && !is_several(r, x)) {
      y.chain = NOBODY;
      y.rank *= COLLECTIVE;
    }
    candidate *c = candidate_for(r, list, n, &y);
    if (!c) return false;
    if (y.rank > c->here) c->here = y.rank;
  }
  return true;
}

static bool sum_sentence(const resolving *r, window w, pronoun p, candidate *list, size_t *n) {
  for (size_t i = 0; i < *n; i++) list[i].here = 0;
  bool few = look(r, r->list + r->from[w.sentence], r->list + r->n, w, p, list, n) &&
             look(r, r->resolved + r->resolved_from[w.sentence], r->resolved + r->n_resolved, w, p, list, n);
  for (size_t i = 0; i < *n; i++) list[i].score += w.fade * list[i].here;
  return few;
}

/* "die" right behind a mention, or behind its comma. */
static size_t relative_to(const resolving *r, size_t sentence, size_t i) {
  const nb_sentence *s = sentence_at(r, sentence);
  size_t end = i > 0 && nb_str_eq_c(s->tokens[i - 1].text, ",") ? i - 1 : i;
  for (size_t k = r->from[sentence]; k < r->n && r->list[k].sentence == sentence; k++) {
    const antecedent *x = &r->list[k];
    if (x->last + 1 != end || x->chain == NOBODY) continue;
    nb_actor_kind kind = kind_of(r, x);
    bool one_of_several = x->first > 0 && r->a->out->tags[sentence][x->first - 1].pos == NB_POS_CCONJ;
    bool apart = kind != NB_PERSON || end < i; /* "Jansen, die": a person's clause is set apart */
    return x->rank > EMBEDDED && kind != NB_PLACE && apart && !one_of_several ? x->chain : NOBODY;
  }
  return NOBODY;
}

static size_t antecedent_of(const resolving *r, size_t sentence, size_t i, pronoun p) {
  if (p.relative) return relative_to(r, sentence, i);
  candidate list[MOST_CANDIDATES];
  size_t n = 0;
  const nb_sentence *s = sentence_at(r, sentence);
  size_t clause = clause_start(s, r->a->out->tags[sentence], i);
  window w = {sentence, i, p.possessive ? NOBODY : clause, clause, 1};
  if (!sum_sentence(r, w, p, list, &n)) return NOBODY;
  for (size_t back = 0; w.sentence > 0 && back < SENTENCES_BACK; back++) {
    w = (window){w.sentence - 1, NOBODY, NOBODY, NOBODY, w.fade * FADING};
    const nb_sentence *before = sentence_at(r, w.sentence);
    if (before->kind == NB_HEADING || before->n_tokens > LONGEST_SENTENCE) break;
    if (!sum_sentence(r, w, p, list, &n)) return NOBODY;
  }
  size_t best = NOBODY;
  double score = 0, next = 0;
  for (size_t c = 0; c < n; c++) {
    if (p.number == ONE) list[c].score *= list[c].gender ? KNOWN_GENDER : UNKNOWN_GENDER;
    if (list[c].score > score) {
      next = score;
      score = list[c].score;
      best = list[c].chain;
    } else if (list[c].score > next) {
      next = list[c].score;
    }
  }
  if (best != NOBODY && !r->certain[best]) return NOBODY;
  return score >= ENOUGH && score >= CLEARLY * next ? best : NOBODY;
}

/* ---- quotations ---- */

typedef struct quoting {
  bool twofold, single; /* inside "..." or '...' */
  size_t block;
} quoting;

static void read_quote(quoting *q, const nb_sentence *s, size_t i) {
  static const char *const twofold[] = {"\"", "``", "''", ",,", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", NULL};
  static const char *const single[] = {"'", "\xE2\x80\x98", "\xE2\x80\x99", NULL};
  const nb_token *t = &s->tokens[i];
  if (t->kind != NB_PUNCT) return;
  if (nb_str_in(t->text, twofold)) q->twofold = !q->twofold;
  if (!nb_str_in(t->text, single)) return;
  bool opens = (i == 0 || t->space_before) && i + 1 < s->n_tokens && !s->tokens[i + 1].space_before;
  q->single = !q->single && opens;
}

/* ---- all of them ---- */

static nb_status resolve_sentence(resolving *r, size_t sentence, quoting *q) {
  const nb_sentence *s = sentence_at(r, sentence);
  const nb_tag *tags = r->a->out->tags[sentence];
  if (s->block != q->block) *q = (quoting){.block = s->block};
  r->resolved_from[sentence] = r->n_resolved;
  for (size_t i = 0; i < s->n_tokens && s->n_tokens <= LONGEST_SENTENCE; i++) {
    read_quote(q, s, i);
    pronoun p;
    if (q->twofold || q->single || s->kind == NB_QUOTE || s->kind == NB_HEADING || !pronoun_at(s, tags, i, &p))
      continue;
    size_t c = antecedent_of(r, sentence, i, p);
    if (c == NOBODY) continue;
    nb_mention m = {.sentence = sentence, .first = i, .last = i, .pronoun = true};
    m.start = s->tokens[i].start;
    m.end = s->tokens[i].end;
    nb_status status = nb_chain_add(r->a, &r->chains[c], m, WEIGHT);
    if (status) return status;
    if (!nb_arena_grow(r->a->arena, &r->resolved, &r->resolved_cap, r->n_resolved + 1, sizeof *r->resolved))
      return nb_fail_memory(r->a->ctx);
    double rank = p.possessive ? EMBEDDED : rank_of(s, tags, i);
    if (!p.relative) r->resolved[r->n_resolved++] = (antecedent){c, sentence, i, i, rank, 0, false};
    if (p.number == ONE && !p.possessive && !r->genders[c]) r->genders[c] = p.gender;
  }
  return NB_OK;
}

nb_status nb_resolve_pronouns(const nb_analysing *a, chain *chains, size_t n) {
  size_t sentences = a->out->sentences->n;
  resolving r = {.a = a, .chains = chains, .n_chains = n, .genders = nb_arena_array(a->arena, n, 1)};
  r.from = nb_arena_array(a->arena, sentences, sizeof *r.from);
  r.resolved_from = nb_arena_array(a->arena, sentences, sizeof *r.resolved_from);
  r.certain = nb_arena_array(a->arena, n, sizeof *r.certain);
  if (!r.genders || !r.certain || !r.from || !r.resolved_from) return nb_fail_memory(a->ctx);
  for (size_t i = 0; i < n; i++) {
    r.genders[i] = gender_of_chain(&r, &chains[i].actor);
    r.certain[i] = r.genders[i] || is_certain(&r, &chains[i].actor);
  }
  nb_status status = add_mentions(&r);
  if (!status) status = add_people(&r);
  if (status) return status;
  if (r.n) qsort(r.list, r.n, sizeof *r.list, by_place);
  drop_roles_of_groups(&r);
  status = add_pairs(&r);
  if (status) return status;
  if (r.n) qsort(r.list, r.n, sizeof *r.list, by_place);
  for (size_t i = 0, k = 0; i < sentences; i++) {
    while (k < r.n && r.list[k].sentence < i) k++;
    r.from[i] = k;
  }
  quoting q = {.block = NOBODY};
  for (size_t i = 0; i < sentences && !status; i++) status = resolve_sentence(&r, i, &q);
  return status;
}
