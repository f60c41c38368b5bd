/* Dutch clause order to English: the subject before the finite verb, the rest of the verbs right behind it, objects
 * before what else there is, times last. */
#include "translate/glossary/clause.h"

enum { FIRST_RANK = 1, LAST_RANK = 5, LONG_TAIL = 8 };

/* Place in an English verb cluster: modals, then have and be, then the verb that carries the meaning. */
static int rank(const nb_unit *u) {
  bool modal = u->pos == NB_POS_AUX && !nb_str_eq_c(u->lemma, "hebben") && !nb_str_eq_c(u->lemma, "zijn") &&
               !nb_str_eq_c(u->lemma, "worden");
  if (modal) return FIRST_RANK;
  if (u->pos == NB_POS_AUX) return u->features & NB_INFINITIVE ? 2 : 3;
  return u->features & NB_INFINITIVE && !u->late ? 4 : LAST_RANK;
}

/* Adverbs that stand between the auxiliary and the verb in English. */
static bool mid_adverb(const nb_unit *u) {
  static const char *const table[] = {"niet",
                                      "nooit",
                                      "ook",
                                      "al",
                                      "nog",
                                      "niet meer",
                                      "nog niet",
                                      "inmiddels",
                                      "waarschijnlijk",
                                      "mogelijk",
                                      "reeds",
                                      "onlangs",
                                      "net",
                                      "alleen",
                                      "zelfs",
                                      "vaak",
                                      "altijd",
                                      "steeds",
                                      "eindelijk",
                                      "opnieuw",
                                      "bovendien",
                                      "eerder",
                                      "nu",
                                      "vooral",
                                      "nog steeds",
                                      "nog altijd",
                                      "nog nooit",
                                      "nauwelijks",
                                      "volledig",
                                      "officieel",
                                      "definitief",
                                      "ernstig",
                                      "zwaar",
                                      "zeker",
                                      "meestal",
                                      "soms",
                                      "vermoedelijk",
                                      "binnenkort",
                                      "tijdelijk",
                                      "juist",
                                      "bijna",
                                      "misschien",
                                      "nog steeds niet",
                                      NULL};
  return (u->pos == NB_POS_ADV || u->pos == NB_POS_ADJ) && nb_str_in_nocase(u->nl, table);
}

/* Those that stand before a full verb: "also turned", "still has". */
static bool early_adverb(const nb_unit *u) {
  static const char *const table[] = {"ook",          "nog",        "nog steeds", "nog altijd", "vaak",
                                      "altijd",       "nooit",      "al",         "eindelijk",  "soms",
                                      "meestal",      "nauwelijks", "nog nooit",  "reeds",      "waarschijnlijk",
                                      "vermoedelijk", "inmiddels",  "steeds",     NULL};
  return (u->pos == NB_POS_ADV || u->pos == NB_POS_ADJ) && nb_str_in_nocase(u->nl, table);
}

typedef struct sorter {
  const nb_work *work;
  nb_units *units;
  const nb_clause *clause;
  bool *used; /* by unit */
} sorter;

static void put(sorter *s, size_t i) {
  if (s->used[i]) return;
  s->used[i] = true;
  s->units->order[s->units->n_order++] = &s->units->items[i];
}

static void put_range(sorter *s, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) put(s, i);
}

/* A word that the Dutch does not have. */
static void put_new(sorter *s, const char *english) {
  nb_unit *u = nb_arena_alloc(s->work->arena, sizeof *u);
  if (!u) return;
  *u = (nb_unit){.nl = NB_STR(""),
                 .lemma = NB_STR(""),
                 .pos = NB_POS_AUX,
                 .english = nb_str_of(english),
                 .origin = NB_FROM_GRAMMAR,
                 .space_before = true};
  s->units->order[s->units->n_order++] = u;
}

static nb_unit *unit(const sorter *s, size_t i) {
  return &s->units->items[i];
}

/* Where "te" begins: at its particle or "niet" before it. */
static size_t te_start(const sorter *s, size_t te) {
  size_t i = te;
  while (i > s->clause->first && (unit(s, i - 1)->dropped || nb_unit_is(unit(s, i - 1), "niet"))) i--;
  return i;
}

static size_t next_te(const sorter *s, size_t from) {
  for (size_t i = from; i < s->clause->end; i++)
    if (nb_is_te(s->units, i) && !s->used[i]) return i;
  return NB_NOT_FOUND;
}

/* "te hebben beroofd", "beroofd te hebben": the end of the verbs. */
static size_t te_end(const sorter *s, size_t te) {
  size_t i = te + 1;
  while (i < s->clause->end && nb_is_nonfinite(unit(s, i))) i++;
  return i;
}

/* The verbs of one "te": not, to, and the verbs by rank. */
static void put_te(sorter *s, size_t te) {
  size_t from = te_start(s, te), to = te_end(s, te);
  while (from > s->clause->first && nb_is_nonfinite(unit(s, from - 1)) && unit(s, from - 1)->features & NB_PARTICIPLE &&
         !s->used[from - 1] && unit(s, te + 1)->pos == NB_POS_AUX)
    from--;
  for (size_t i = from; i < te; i++)
    if (nb_unit_is(unit(s, i), "niet")) put(s, i);
  put(s, te);
  for (int r = FIRST_RANK; r <= LAST_RANK; r++)
    for (size_t i = from; i < to; i++)
      if (nb_is_nonfinite(unit(s, i)) && rank(unit(s, i)) == r && !unit(s, i)->late) put(s, i);
}

/* Verbs that have somebody as object whom they make do something: "vraagt de minister het plan te wijzigen". */
static bool has_object(const nb_unit *verb) {
  static const char *const table[] = {
      "vragen",   "verzoeken", "dwingen",    "opdragen",   "adviseren",   "aanraden",  "verbieden",    "verplichten",
      "oproepen", "toestaan",  "helpen",     "overtuigen", "waarschuwen", "verwijten", "beschuldigen", "aansporen",
      "bevelen",  "gelasten",  "uitnodigen", "verdenken",  "dreigen",     NULL};
  return nb_unit_lemma(verb, table) && !nb_str_eq_c(verb->lemma, "dreigen");
}

static bool is_verb(const sorter *s, size_t i) {
  return i == s->clause->finite || nb_is_nonfinite(unit(s, i));
}

static bool in_subject(const nb_clause *c, size_t i) {
  return i >= c->subject && i < c->subject_end;
}

/* From where on the words before "te" are governed by its verb and not by the clause's. */
static size_t te_group(const sorter *s, size_t from, size_t te) {
  const nb_clause *c = s->clause;
  size_t start = te_start(s, te), at = from, first = NB_NOT_FOUND, governor = NB_NOT_FOUND;
  for (size_t i = from; i < start; i++)
    if (is_verb(s, i) &&
        !(unit(s, i)->features & NB_PARTICIPLE && i + 1 == start && unit(s, te + 1)->pos == NB_POS_AUX)) {
      at = i + 1;
      governor = i;
    }
  bool be = governor != NB_NOT_FOUND && nb_str_eq_c(unit(s, governor)->lemma, "zijn") && governor == c->finite;
  bool object = governor != NB_NOT_FOUND && has_object(unit(s, governor));
  for (size_t i = at; i < start && first == NB_NOT_FOUND;) {
    nb_chunk k = nb_chunk_at(s->units, i, start);
    if (k.end > start) k.end = start;
    bool subject = in_subject(c, k.start);
    if (k.kind == NB_CHUNK_NOUNS && !subject && !s->used[i]) {
      if (object)
        object = false;
      else
        first = i;
    }
    if (k.kind == NB_CHUNK_PREPOSITION && !subject && k.end == start) first = i;
    if (k.kind == NB_CHUNK_OTHER && nb_unit_is(unit(s, i), "niet") && k.end == start) first = i;
    bool denied = nb_unit_is(unit(s, k.start), "niet") && at > c->first && at - 1 != c->finite;
    if (denied && first == NB_NOT_FOUND) first = k.start; /* "heeft besloten niet verder te gaan" */
    i = k.end;
  }
  return be || first == NB_NOT_FOUND ? start : first;
}

/* The verbs of the clause itself, those of "te" left out, up to `end`. */
static bool is_cluster(const sorter *s, size_t i, size_t end) {
  if (i == s->clause->finite || i >= end || !nb_is_nonfinite(unit(s, i)) || s->used[i]) return false;
  return i == 0 || !nb_unit_is(unit(s, i - 1), "te") || unit(s, i - 1)->dropped;
}

static bool has_cluster(const sorter *s, size_t end) {
  for (size_t i = s->clause->first; i < end; i++)
    if (is_cluster(s, i, end)) return true;
  return false;
}

/* Whether an adverb at i belongs to what follows it. */
static bool leans_right(const sorter *s, size_t i, size_t end) {
  const nb_unit *u = unit(s, i);
  if (i + 1 >= end || nb_unit_is(u, "niet"))
    return i + 1 < end && unit(s, i + 1)->pos == NB_POS_ADJ && i + 2 < end && unit(s, i + 2)->pos == NB_POS_NOUN;
  const nb_unit *next = unit(s, i + 1);
  bool focus = next->pos == NB_POS_ADP && !nb_unit_is(u, "ook") && !early_adverb(u);
  bool degree = next->pos == NB_POS_ADJ || (next->pos == NB_POS_ADV && !mid_adverb(next));
  bool count =
      next->pos == NB_POS_NUM ||
      (next->pos == NB_POS_DET && (nb_unit_is(u, "alleen") || nb_unit_is(u, "zelfs") || nb_unit_is(u, "vooral") ||
                                   nb_unit_is(u, "juist") || nb_unit_is(u, "bijna")));
  return focus || degree || count;
}

/* The finite verb, the adverbs that belong in the middle, and the other verbs in English order. */
static void put_verbs(sorter *s, size_t end) {
  const nb_clause *c = s->clause;
  nb_unit *finite = unit(s, c->finite);
  bool cluster = has_cluster(s, end), be = nb_str_eq_c(finite->lemma, "zijn");
  bool full = !cluster && !be && finite->pos != NB_POS_AUX;
  full = full || (!cluster && nb_str_eq_c(finite->lemma, "hebben"));
  for (size_t i = c->first; i < end && full; i++)
    if (!s->used[i] && early_adverb(unit(s, i)) && !leans_right(s, i, end) && !unit(s, i)->dropped) put(s, i);
  put(s, c->finite);
  for (size_t i = c->first; i < end && (cluster || be); i++)
    if (!s->used[i] && mid_adverb(unit(s, i)) && !leans_right(s, i, end)) put(s, i);
  for (int r = FIRST_RANK; r <= LAST_RANK; r++)
    for (size_t i = c->first; i < end; i++)
      if (is_cluster(s, i, end) && rank(unit(s, i)) == r && !unit(s, i)->late) put(s, i);
}

/* What comes first behind the verbs. */
static int place(const sorter *s, nb_chunk k, bool tail) {
  (void)s;
  if (tail) return 3;
  switch (k.kind) {
    case NB_CHUNK_NOUNS:
      return 1;
    case NB_CHUNK_TIME:
      return 4;
    default:
      return 3;
  }
}

/* Objects, then late verbs, then the rest, times last; `keep` is the chunk that must stay last, because a relative
 * clause hangs on it. */
static void put_rest(sorter *s, size_t from, size_t end, bool hangs) {
  size_t last_verb = NB_NOT_FOUND, last = NB_NOT_FOUND;
  for (size_t i = from; i < end; i++)
    if (nb_is_nonfinite(unit(s, i)) && s->used[i]) last_verb = i;
  for (size_t i = from; i < end;) {
    nb_chunk k = nb_chunk_at(s->units, i, end);
    if (hangs && k.end == end) last = i;
    i = k.end;
  }
  size_t tail = 0;
  for (size_t i = last_verb == NB_NOT_FOUND ? end : last_verb; i < end; i++) tail += !s->used[i];
  for (int p = 1; p <= 5; p++) {
    if (p == 2)
      for (size_t i = from; i < end; i++)
        if (unit(s, i)->late) put(s, i);
    for (size_t i = from; i < end;) {
      nb_chunk k = nb_chunk_at(s->units, i, end);
      i = k.end;
      bool behind = last_verb != NB_NOT_FOUND && k.start > last_verb;
      int at = k.start == last ? 5 : place(s, k, behind);
      if (at == 4 && tail > LONG_TAIL) at = 2;
      if (at == p) put_range(s, k.start, k.end);
    }
  }
}

/* "te" with what belongs to it, up to the clause's end or the next "te". */
static void put_groups(sorter *s, size_t from) {
  const nb_clause *c = s->clause;
  size_t te = next_te(s, from);
  while (te != NB_NOT_FOUND) {
    size_t after = te_end(s, te), next = next_te(s, after);
    size_t end = next == NB_NOT_FOUND ? c->end : te_group(s, after, next);
    put_te(s, te);
    put_rest(s, from, end, false);
    from = end;
    te = next;
  }
}

/* Whether a relative clause stands right behind, without a comma. */
static bool relative_behind(const sorter *s) {
  size_t i = (size_t)(s->clause - s->units->clauses);
  if (i + 1 >= s->units->n_clauses) return false;
  const nb_clause *next = s->clause + 1;
  return next->kind == NB_CLAUSE_RELATIVE && next->first <= next->start + 1;
}

/* Verbs and the rest, with the infinitives of "te" where there are any. */
static void put_predicate(sorter *s, size_t from) {
  const nb_clause *c = s->clause;
  size_t te = next_te(s, c->first), end = c->end;
  if (te != NB_NOT_FOUND) end = te_group(s, from, te);
  bool last = te != NB_NOT_FOUND && (c->finite == NB_NOT_FOUND || c->finite < te) && te_start(s, te) == c->finite + 1 &&
              c->kind != NB_CLAUSE_MAIN; /* "dat hij het plan probeert te wijzigen" */
  put_verbs(s, end);
  if (last) {
    put_te(s, te);
    put_rest(s, c->first, c->end, relative_behind(s));
    return;
  }
  put_rest(s, c->first, end, end == c->end && relative_behind(s));
  put_groups(s, end);
}

static bool shared(const nb_clause *c) {
  return c->subject == c->subject_end;
}

static bool is_be(nb_str english) {
  static const char *const table[] = {"is",   "are", "was",  "were",  "am",     "can", "could",
                                      "must", "may", "will", "would", "should", NULL};
  nb_str first;
  return nb_str_split(&english, ' ', &first) && nb_str_in(first, table);
}

/* A question: the auxiliary before the subject, or "did". */
static void question(sorter *s) {
  const nb_clause *c = s->clause;
  nb_unit *finite = unit(s, c->finite);
  nb_str rest = finite->english, first;
  if (finite->origin != NB_FROM_USER && nb_str_split(&rest, ' ', &first) && rest.ptr &&
      (is_be(first) || finite->pos == NB_POS_AUX || nb_str_starts(first, NB_STR("d")))) {
    static const char *const helpers[] = {"is", "are",  "was", "were", "can",  "could", "will", "would",
                                          "do", "does", "did", "has",  "have", "had",   NULL};
    if (nb_str_in(first, helpers)) {
      const char *word = nb_arena_cstr(s->work->arena, first);
      if (word) {
        put_new(s, word);
        finite->english = rest;
        put_range(s, c->subject, c->subject_end);
        return;
      }
    }
  }
  if (finite->pos == NB_POS_AUX || is_be(finite->english)) put(s, c->finite);
  put_range(s, c->subject, c->subject_end);
}

static void main_clause(sorter *s) {
  const nb_clause *c = s->clause;
  size_t f = c->finite;
  bool inverted = !shared(c) && c->subject > f;
  bool condition = false;
  size_t i = (size_t)(c - s->units->clauses);
  if (inverted && f == c->first && !c->question && i == 0 && s->units->n_clauses > 1) {
    const nb_clause *next = c + 1;
    bool then = next->first < next->end && (nb_unit_is(unit(s, next->first), "dan") || next->finite == next->first);
    bool comma = nb_is_mark(unit(s, next->start), ",");
    condition = then && comma && next->kind == NB_CLAUSE_MAIN;
  }
  if (condition) put_new(s, "if");
  size_t front = c->first;
  while (front < f && unit(s, front)->dropped) front++;
  nb_chunk object = front < f ? nb_chunk_at(s->units, front, f) : (nb_chunk){NB_CHUNK_OTHER, f, f};
  bool fronted = inverted && !c->question && object.kind == NB_CHUNK_NOUNS && object.end == f;
  if (!fronted) put_range(s, c->first, f);
  if (inverted && c->question)
    question(s);
  else
    put_range(s, c->subject, c->subject_end);
  put_predicate(s, f + 1);
}

static void sub_clause(sorter *s) {
  const nb_clause *c = s->clause;
  bool headed = c->kind == NB_CLAUSE_RELATIVE || unit(s, c->first)->pos == NB_POS_SCONJ;
  if (headed && (shared(c) || c->first != c->subject)) put(s, c->first);
  for (size_t i = c->first; i < c->subject && headed; i++) /* "zonder dat", "ook al" */
    if (unit(s, i)->pos == NB_POS_SCONJ) put(s, i);
  put_range(s, c->subject, c->subject_end);
  put_predicate(s, c->first + 1);
}

/* "om het land te destabiliseren": to destabilise the country. */
static void infinitive_clause(sorter *s) {
  const nb_clause *c = s->clause;
  nb_unit *om = unit(s, c->first);
  om->dropped = true;
  om->origin = NB_FROM_GRAMMAR;
  put(s, c->first);
  for (size_t i = c->first; i < c->end; i++)
    if (nb_unit_is(unit(s, i), "niet") && next_te(s, i) != NB_NOT_FOUND) {
      put(s, i);
      break;
    }
  put_groups(s, c->first + 1);
}

static void fragment(sorter *s) {
  const nb_clause *c = s->clause;
  size_t te = next_te(s, c->first);
  if (te == NB_NOT_FOUND) return;
  size_t from = te_group(s, c->first, te);
  put_range(s, c->first, from);
  put_groups(s, from);
}

nb_status nb_reorder(const nb_work *work, nb_units *units) {
  sorter s = {.work = work, .units = units, .used = nb_arena_array(work->arena, units->n + 1, sizeof(bool))};
  if (!s.used) return nb_fail_memory(work->ctx);
  units->n_order = 0;
  for (size_t i = 0; i < units->n_clauses; i++) {
    const nb_clause *c = s.clause = &units->clauses[i];
    put_range(&s, c->start, c->first);
    switch (c->kind) {
      case NB_CLAUSE_MAIN:
        main_clause(&s);
        break;
      case NB_CLAUSE_SUB:
      case NB_CLAUSE_RELATIVE:
        if (c->finite != NB_NOT_FOUND) sub_clause(&s);
        break;
      case NB_CLAUSE_INFINITIVE:
        infinitive_clause(&s);
        break;
      case NB_CLAUSE_FRAGMENT:
        fragment(&s);
        break;
    }
    put_range(&s, c->start, c->end);
  }
  put_range(&s, 0, units->n);
  return NB_OK;
}
