/* Agreement between neighbours, in English order: units of measure, days, money, articles. */
#include "base/utf8.h"
#include "translate/glossary/clause.h"

static nb_unit *neighbour(const nb_units *units, size_t i, int step) {
  for (size_t k = i + (size_t)step; k < units->n; k += (size_t)step) /* below 0 it wraps to a large number */
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
    bool bare = !before || (before->pos != NB_POS_ADP && before->pos != NB_POS_DET && before->pos != NB_POS_ADJ &&
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
  if (u->pos != NB_POS_DET) return;
  for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
    if (!nb_unit_is(u, table[k].nl)) continue;
    for (size_t j = i + 1; j < units->n && j <= i + 4; j++) {
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

/* "de enige zorg": the only. "te laat": too. "1,2 miljard â¬": euros. */
static void particle(const nb_units *units, size_t i) {
  nb_unit *u = units->order[i], *next = neighbour(units, i, +1), *before = neighbour(units, i, -1);
  if (nb_unit_is(u, "enige") && before && before->pos == NB_POS_DET) u->english = NB_STR("only");
  if (nb_unit_is(u, "te") && next && (next->pos == NB_POS_ADJ || next->pos == NB_POS_ADV)) u->english = NB_STR("too");
  if (nb_str_eq_c(u->nl, "\xE2\x82\xAC") && before && before->pos == NB_POS_NUM && (!next || next->pos != NB_POS_NUM)) {
    u->english = NB_STR("euros");
    u->pos = NB_POS_NOUN;
  }
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
    for (size_t k = i + 1; k < units->n && k <= i + 3; k++) time = time || nb_is_time(units->order[k]);
    u->english = time ? NB_STR("until") : NB_STR("to");
  }
  if (nb_unit_is(u, "om") && number) u->english = NB_STR("at");
  if (nb_unit_is(u, "van") && before && before->pos == NB_POS_NUM && number) u->english = NB_STR("to");
  if (nb_unit_is(u, "dan") && before && before->features & NB_COMPARATIVE) u->english = NB_STR("than");
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

nb_status nb_fix_nouns(const nb_work *work, nb_units *units) {
  for (size_t i = 0; i < units->n; i++) {
    if (units->order[i]->dropped || units->order[i]->origin == NB_FROM_USER) continue;
    plural_after_number(work, units, i);
    clock(work, units, i);
    clock_words(units, i);
    particle(units, i);
    day(work, units, i);
    determiner(units, i);
    preposition(units, i);
    amount(units, i);
  }
  for (size_t i = 0; i < units->n; i++) article(units, i);
  return NB_OK;
}
