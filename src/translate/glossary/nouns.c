/* Agreement between neighbours, in English order: units of measure, days, money, articles. */
#include "base/utf8.h"
#include "translate/glossary/verb.h"

static nb_unit *neighbour(const nb_units *units, size_t i, int step) {
  for (size_t k = i + (size_t)step; k < units->n_order; k += (size_t)step) /* below 0 it wraps to a large number */
    if (!units->order[k]->dropped && units->order[k]->english.len) return units->order[k];
  return NULL;
}

static bool is_one(const nb_unit *u) {
  return nb_str_eq_c(u->english, "1") || nb_str_eq_c(u->english, "one");
}

/* Dutch counts in the singular: "5 euro", "10 jaar", "3 uur". */
static void plural_after_number(const nb_work *w, const nb_units *units, size_t i) {
  static const char *const measures[] = {
      "euro", "dollar", "pond",    "jaar",   "uur",      "kilo", "kilometer",   "meter", "centimeter",
      "gram", "liter",  "hectare", "ton",    "kwartier", "cent", "keer",        "mijl",  "man",
      "yen",  "roebel", "frank",   "gulden", "graad",    "punt", "procentpunt", NULL};
  nb_unit *u = units->order[i];
  if (u->pos != NB_POS_NOUN || u->features & NB_PLURAL || u->origin == NB_FROM_USER || !nb_unit_lemma(u, measures))
    return;
  const nb_unit *before = neighbour(units, i, -1);
  bool one = before && before->pos == NB_POS_DET && nb_str_ends(u->english, NB_STR("s"));
  nb_str singular = nb_str_sub(u->english, 0, u->english.len - one); /* "de euro" */
  nb_str rest = u->candidates, candidate;
  while (one && nb_str_split(&rest, '|', &candidate))
    if (nb_str_eq(candidate, singular)) u->english = singular;
  if (!before || before->pos != NB_POS_NUM || is_one(before) || nb_str_ends(u->english, NB_STR("s"))) return;
  nb_str plural = nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), u->english, NB_EN_PLURAL);
  if (plural.ptr) u->english = plural;
}

/* "De man vertrok maandag": "on Monday". */
static void day(const nb_work *w, const nb_units *units, size_t i) {
  static const char *const days[] = {"maandag", "dinsdag",  "woensdag", "donderdag",
                                     "vrijdag", "zaterdag", "zondag",   NULL};
  static const struct {
    const char *ending, *english;
  } parts[] = {{"ochtend", " morning"},
               {"morgen", " morning"},
               {"middag", " afternoon"},
               {"avond", " evening"},
               {"nacht", " night"}};
  nb_unit *u = units->order[i];
  if (u->pos != NB_POS_NOUN && u->pos != NB_POS_ADV && u->pos != NB_POS_PROPN) return;
  nb_str nl = nb_str_lower(w->arena, u->nl);
  for (size_t d = 0; days[d] && nl.ptr; d++) {
    if (!nb_str_starts(nl, nb_str_of(days[d]))) continue;
    nb_str rest = nb_str_sub(nl, nb_str_of(days[d]).len, nl.len), name = nb_first_candidate(u->english);
    const char *part = rest.len ? NULL : "";
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
      if (nb_str_eq_c(rest, parts[k].ending)) part = parts[k].english;
    if (!part) return;
    static const char *const english[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    const nb_unit *before = neighbour(units, i, -1);
    bool bare = !before || before + 1 != u ||
                (before->pos != NB_POS_ADP && before->pos != NB_POS_DET && before->pos != NB_POS_ADJ &&
                 before->pos != NB_POS_NUM);
    name = nb_arena_printf(w->arena, "%s%s%s", bare ? "on " : "", english[d], part);
    if (name.ptr) u->english = name;
    u->origin = NB_FROM_GRAMMAR;
    return;
  }
}

/* "17.30 uur": 17:30; "om 10 uur": at 10 o'clock; "10 uur": 10 hours. */
static void clock(const nb_work *w, const nb_units *units, size_t i) {
  nb_unit *u = units->order[i], *number = neighbour(units, i, -1);
  if (!nb_unit_is(u, "uur") || !number || number->pos != NB_POS_NUM) return;
  nb_str nl = number->nl;
  size_t dot = nb_str_find(nl, NB_STR("."), 0);
  if (dot == NB_NOT_FOUND) dot = nb_str_find(nl, NB_STR(":"), 0);
  bool time = dot != NB_NOT_FOUND && dot >= 1 && dot <= 2 && nl.len == dot + 3;
  const nb_unit *before = i >= 2 ? neighbour(units, i - 1, -1) : NULL;
  bool at = before && (nb_unit_is(before, "om") || nb_unit_is(before, "rond") || nb_unit_is(before, "vanaf") ||
                       nb_unit_is(before, "tot") || nb_unit_is(before, "sinds"));
  if (time) {
    nb_str english = nb_arena_printf(w->arena, NB_STR_FMT ":" NB_STR_FMT, (int)dot, nl.ptr, 2, nl.ptr + dot + 1);
    if (!english.ptr) return;
    number->english = english;
    number->origin = NB_FROM_NUMBER;
    u->dropped = true;
  } else if (at && dot == NB_NOT_FOUND) {
    u->english = NB_STR("o'clock");
  }
  u->origin = NB_FROM_GRAMMAR;
}

static void article(const nb_units *units, size_t i) {
  nb_unit *u = units->order[i];
  if (u->pos != NB_POS_DET || !nb_str_eq_c(u->english, "a")) return;
  const nb_unit *next = neighbour(units, i, +1);
  if (next && nb_english_vowel_sound(next->english)) u->english = NB_STR("an");
}

/* "die mannen", "deze plannen": demonstratives agree with their noun; "veel mensen", "veel geld". */
static void determiner(const nb_units *units, size_t i) {
  static const struct {
    const char *nl, *one, *many;
  } table[] = {{"die", "that", "those"},        {"deze", "this", "these"},           {"veel", "much", "many"},
               {"weinig", "little", "few"},     {"hoeveel", "how much", "how many"}, {"minder", "less", "fewer"},
               {"zoveel", "so much", "so many"}};
  nb_unit *u = units->order[i];
  const nb_unit *next = neighbour(units, i, +1);
  bool before_noun = next && next->pos == NB_POS_NOUN && u->pos == NB_POS_ADV && !nb_unit_is(u, "die");
  if (u->pos != NB_POS_DET && !before_noun) return;
  for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
    if (!nb_unit_is(u, table[k].nl)) continue;
    for (size_t j = i + 1; j < units->n_order && j <= i + 4; j++) {
      const nb_unit *n = units->order[j];
      if (n->pos == NB_POS_NUM) {
        u->english = nb_str_of(table[k].many);
        return;
      }
      if (n->pos != NB_POS_NOUN) continue;
      u->english = nb_str_of(n->features & NB_PLURAL ? table[k].many : table[k].one);
      return;
    }
  }
}

/* "half vier": half past three; "kwart over zes": quarter past six. */
static void clock_words(const nb_units *units, size_t i) {
  static const char *const hours[] = {"een",   "twee", "drie",  "vier", "vijf", "zes",
                                      "zeven", "acht", "negen", "tien", "elf",  "twaalf"};
  static const char *const past[] = {"half past twelve", "half past one",  "half past two", "half past three",
                                     "half past four",   "half past five", "half past six", "half past seven",
                                     "half past eight",  "half past nine", "half past ten", "half past eleven"};
  nb_unit *u = units->order[i], *next = neighbour(units, i, +1);
  if (!next || next->pos != NB_POS_NUM) return;
  const nb_unit *before = neighbour(units, i, -1);
  bool quarter = before && (nb_unit_is(before, "kwart") || nb_unit_is(before, "minuten"));
  if (quarter && nb_unit_is(u, "over")) u->english = NB_STR("past");
  if (quarter && nb_unit_is(u, "voor")) u->english = NB_STR("to");
  if (!nb_unit_is(u, "half") || !before || before->pos != NB_POS_ADP) return;
  for (size_t h = 0; h < sizeof hours / sizeof *hours; h++)
    if (nb_unit_is(next, hours[h])) {
      u->english = nb_str_of(past[h]);
      next->dropped = true;
      u->origin = next->origin = NB_FROM_GRAMMAR;
    }
}

/* "de enige zorg": the only. "aldus de trainer": according to. "duizend woningen": a thousand. "te laat": too. "1,2
 * miljard â¬": euros. */
static void particle(const nb_units *units, size_t i) {
  nb_unit *u = units->order[i], *next = neighbour(units, i, +1), *before = neighbour(units, i, -1);
  if (nb_unit_is(u, "enige") && before && before->pos == NB_POS_DET) u->english = NB_STR("only");
  bool noun = next && (next->pos == NB_POS_DET || next->pos == NB_POS_NOUN || next->pos == NB_POS_PROPN);
  if (nb_unit_is(u, "aldus") && noun) u->english = NB_STR("according to");
  bool counts = next && (next->pos == NB_POS_NOUN || next->pos == NB_POS_ADJ || next->pos == NB_POS_NUM);
  bool first = !before || (before->pos != NB_POS_NUM && before->pos != NB_POS_DET);
  if (nb_unit_is(u, "duizend") && counts && first) u->english = NB_STR("a thousand");
  if (nb_unit_is(u, "honderd") && counts && first) u->english = NB_STR("a hundred");
  if (nb_unit_is(u, "heel") && next && (next->pos == NB_POS_ADJ || next->pos == NB_POS_ADV))
    u->english = NB_STR("very");
  if (nb_unit_is(u, "te") && next && (next->pos == NB_POS_ADJ || next->pos == NB_POS_ADV)) u->english = NB_STR("too");
  if (nb_str_eq_c(u->nl, "\xE2\x82\xAC") && before && before->pos == NB_POS_NUM && (!next || next->pos != NB_POS_NUM)) {
    u->english = NB_STR("euros");
    u->pos = NB_POS_NOUN;
  }
}

/* "drie maanden lang": for three months. */
static void duration(const nb_work *w, const nb_units *units, size_t i) {
  nb_unit *u = units->order[i];
  const nb_unit *time = neighbour(units, i, -1);
  if (!nb_unit_is(u, "lang") || !time || time != u - 1 || !nb_is_time(time) || u < units->items + 2) return;
  nb_unit *number = u - 2;
  if (number->pos != NB_POS_NUM || number->origin == NB_FROM_USER) return;
  nb_str english = nb_arena_printf(w->arena, "for " NB_STR_FMT, NB_STR_ARG(number->english));
  if (!english.ptr) return;
  number->english = english;
  u->dropped = true;
  u->origin = NB_FROM_GRAMMAR;
}

/* Prepositions that another word decides. */
static void preposition(const nb_units *units, size_t i) {
  nb_unit *u = units->order[i];
  const nb_unit *next = neighbour(units, i, +1), *before = neighbour(units, i, -1);
  if (u->pos != NB_POS_ADP || !next || u->origin == NB_FROM_PHRASE) return;
  bool number = next->pos == NB_POS_NUM;
  if (nb_unit_is(u, "tot")) { /* until a time, to an amount or a goal */
    bool year =
        number && next->nl.len == 4 && (nb_str_starts(next->nl, NB_STR("19")) || nb_str_starts(next->nl, NB_STR("20")));
    bool time = year;
    for (size_t k = i + 1; k < units->n_order && k <= i + 3; k++) time = time || nb_is_time(units->order[k]);
    u->english = time ? NB_STR("until") : NB_STR("to");
  }
  if (nb_unit_is(u, "om") && number) u->english = NB_STR("at");
  if (nb_unit_is(u, "van") && before && before->pos == NB_POS_NUM && number) u->english = NB_STR("to");
}

/* "ruim 160 doden": more than; "zo'n 160": about. */
static void amount(const nb_units *units, size_t i) {
  static const struct {
    const char *nl, *en;
  } table[] = {{"ruim", "more than"}, {"zo'n", "about"},        {"bijna", "almost"},
               {"zeker", "at least"}, {"minstens", "at least"}, {"zowat", "almost"}};
  nb_unit *u = units->order[i];
  const nb_unit *next = neighbour(units, i, +1);
  bool a_one = next && next->pos == NB_POS_DET && nb_str_eq_c(next->english, "a");
  if (!next || (!a_one && (next->pos != NB_POS_NUM || is_one(next)))) return;
  for (size_t k = 0; k < sizeof table / sizeof *table; k++)
    if (nb_unit_is(u, table[k].nl)) u->english = nb_str_of(table[k].en);
}

/* "langer dan", longer than; "even snel als", as fast as; "zo snel mogelijk", as soon as possible. */
static void comparative(const nb_units *units, size_t i) {
  enum { REACH = 6, FAR = 12 };
  static const char *const more[] = {"meer", "minder", "anders", "eerder", "liever", NULL};
  static const char *const as[] = {"even", "zo", "net zo", "evenveel", NULL};
  nb_unit *u = units->order[i];
  bool than = nb_unit_is(u, "dan"), like = nb_unit_is(u, "als"), possible = nb_unit_is(u, "mogelijk");
  if (!than && !like && !possible) return;
  for (size_t k = i; k-- > 0 && k + (than ? FAR : REACH) > i;) {
    nb_unit *b = units->order[k];
    if (b->pos == NB_POS_PUNCT || (b->pos == NB_POS_VERB && !than)) break;
    if (than && (b->features & NB_COMPARATIVE || nb_str_in_nocase(b->nl, more))) {
      u->english = NB_STR("than");
      return;
    }
    const nb_unit *next = neighbour(units, k, +1);
    bool degree = next && next != u && (next->pos == NB_POS_ADJ || next->pos == NB_POS_ADV);
    if (than || !degree || !nb_str_in_nocase(b->nl, as)) continue;
    b->english = nb_unit_is(b, "net zo") ? NB_STR("just as") : NB_STR("as");
    u->english = possible ? NB_STR("as possible") : NB_STR("as");
    return;
  }
  if (than && nb_str_eq_c(u->english, "than")) u->english = NB_STR("then");
}

/* "langer dan de oude": the old one. */
static void noun_left_out(const nb_work *w, const nb_units *units, size_t i) {
  nb_unit *u = units->order[i];
  const nb_unit *det = neighbour(units, i, -1), *next = neighbour(units, i, +1);
  const nb_unit *than = i >= 2 ? neighbour(units, i - 1, -1) : NULL;
  bool alone = !next || next->pos == NB_POS_PUNCT || next->pos == NB_POS_ADP;
  if (u->pos != NB_POS_ADJ || !alone || !det || !than || u->features & NB_SUPERLATIVE) return;
  bool compared = nb_str_eq_c(than->english, "than") || nb_str_eq_c(than->english, "as");
  if (!compared || det->pos != NB_POS_DET || !nb_str_ends(u->nl, NB_STR("e"))) return;
  nb_str one = nb_arena_printf(w->arena, NB_STR_FMT " one", NB_STR_ARG(u->english));
  if (one.ptr) u->english = one;
}

/* "premier Rutte": Prime Minister Rutte. */
static void title(const nb_work *w, const nb_units *units, size_t i) {
  static const char *const table[] = {"president", "prime minister",  "minister",   "king",   "queen",     "prince",
                                      "princess",  "chancellor",      "mayor",      "pope",   "general",   "senator",
                                      "governor",  "state secretary", "archbishop", "bishop", "professor", "alderman",
                                      NULL};
  nb_unit *u = units->order[i];
  const nb_unit *before = neighbour(units, i, -1), *next = neighbour(units, i, +1);
  bool name = next && next->pos == NB_POS_PROPN && next == u + 1;
  bool bare = !before || before + 1 != u || (before->pos != NB_POS_DET && before->pos != NB_POS_ADJ);
  if (u->pos != NB_POS_NOUN || !name || !bare || !nb_str_in(u->english, table)) return;
  nb_str english = nb_str_capitalise(w->arena, u->english);
  size_t space = nb_str_find(english, NB_STR(" "), 0);
  if (space != NB_NOT_FOUND && english.ptr)
    english = nb_arena_printf(w->arena, NB_STR_FMT " " NB_STR_FMT, (int)space, english.ptr,
                              NB_STR_ARG(nb_str_capitalise(w->arena, nb_str_sub(english, space + 1, english.len))));
  if (english.ptr) u->english = english;
}

static bool is_person(const nb_work *w, const nb_unit *u) {
  static const char *const pronouns[] = {"hij", "zij", "ze", "hem", "haar", "wie", "iemand", "ie", NULL};
  nb_name name;
  if (u->pos == NB_POS_PRON) return nb_str_in_nocase(u->nl, pronouns);
  if (u->pos != NB_POS_PROPN) return nb_is_person(u);
  if (!nb_lexicon_name(w->lexicon, u->nl, &name)) return true;
  return name.kind == NB_NAME_PERSON || name.kind == NB_NAME_OTHER;
}

/* "Rusland en zijn buren": its. Whose it is: the nearest that can own something, before it. */
static void possessive(const nb_work *w, const nb_units *units, size_t i) {
  nb_unit *u = units->order[i];
  bool his = u->pos == NB_POS_DET && (nb_str_eq_c(u->english, "his") || nb_str_eq_c(u->english, "her"));
  if (!his || u == units->items || u < units->items || u >= units->items + units->n) return;
  bool thing = false;
  for (const nb_unit *o = u; o-- > units->items;) {
    if (o->pos == NB_POS_PRON || o->pos == NB_POS_PROPN || o->pos == NB_POS_NOUN) {
      bool apposed = o->pos == NB_POS_PROPN && o > units->items && o[-1].pos == NB_POS_NOUN;
      if (apposed ? nb_is_person(o - 1) : is_person(w, o)) return;
      thing = thing || o->pos == NB_POS_NOUN || o->pos == NB_POS_PROPN;
    }
  }
  if (thing) u->english = NB_STR("its");
}

/* "met wie": with whom. */
static void whom(const nb_units *units, size_t i) {
  nb_unit *u = units->order[i];
  const nb_unit *before = neighbour(units, i, -1);
  if (nb_unit_is(u, "wie") && before && before->pos == NB_POS_ADP) u->english = NB_STR("whom");
}

/* "De man die ziek was, is dood": English has no comma behind a clause that has none before it. */
static void relative_commas(nb_units *units) {
  for (size_t i = 1; i < units->n_clauses; i++) {
    const nb_clause *c = &units->clauses[i], *before = c - 1;
    bool comma = c->first == c->start + 1 && nb_is_mark(&units->items[c->start], ",");
    bool verb = c->kind == NB_CLAUSE_MAIN && c->finite == c->first && c->subject == c->subject_end;
    if (!comma || !verb || before->kind != NB_CLAUSE_RELATIVE) continue;
    if (nb_is_mark(&units->items[before->start], ",")) continue;
    nb_drop(&units->items[c->start], NB_FROM_GRAMMAR);
  }
}

nb_status nb_fix_nouns(const nb_work *work, nb_units *units) {
  for (size_t i = 0; i < units->n_order; i++) {
    if (units->order[i]->dropped || units->order[i]->origin == NB_FROM_USER) continue;
    plural_after_number(work, units, i);
    clock(work, units, i);
    clock_words(units, i);
    duration(work, units, i);
    particle(units, i);
    day(work, units, i);
    determiner(units, i);
    preposition(units, i);
    comparative(units, i);
    noun_left_out(work, units, i);
    title(work, units, i);
    possessive(work, units, i);
    whom(units, i);
    amount(units, i);
  }
  relative_commas(units);
  nb_status status = nb_choose_candidates(work, units);
  if (status) return status;
  for (size_t i = 0; i < units->n_order; i++) article(units, i);
  return NB_OK;
}
