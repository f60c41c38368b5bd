/* Verbs that Dutch takes apart: particles rejoined ("schroeft ... op"), idioms ("drukt ... de kop in"). */
#include "translate/glossary/verb.h"
#include "translate/terms.h"

static bool begins_phrase(const nb_unit *u) {
  return u->pos == NB_POS_DET || u->pos == NB_POS_NOUN || u->pos == NB_POS_PROPN || u->pos == NB_POS_ADJ ||
         u->pos == NB_POS_NUM || (u->pos == NB_POS_PRON && !nb_unit_is(u, "die") && !nb_unit_is(u, "dat"));
}

/* A base form as the verb asks; "be" agrees. */
static nb_str inflected(const nb_work *w, const nb_unit *v, nb_str base) {
  bool be = nb_str_eq_c(base, "be") || nb_str_starts(base, NB_STR("be "));
  if (be && v->features & NB_FINITE && nb_str_ends(v->nl, NB_STR("n")))
    return nb_arena_printf(w->arena, "%s" NB_STR_FMT, v->features & NB_PAST ? "were" : "are",
                           NB_STR_ARG(nb_str_sub(base, 2, base.len)));
  return nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), base,
                            nb_inflection_of(NB_POS_VERB, v->features));
}

/* Particle and verb as one: the joined form where the lexicon has it, else the joined lemma, inflected like the verb.
 */
static bool join_particle(const nb_work *w, nb_unit *particle, nb_unit *verb) {
  nb_reading r;
  unsigned wanted = verb->features & (NB_PAST | NB_PARTICIPLE | NB_INFINITIVE);
  nb_str form = nb_arena_printf(w->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(particle->nl), NB_STR_ARG(verb->nl));
  nb_str lemma = nb_arena_printf(w->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(particle->nl), NB_STR_ARG(verb->lemma));
  if (!form.ptr || !lemma.ptr || particle->origin == NB_FROM_USER) return false;
  nb_str user = nb_user_verb(w->arena, w->user, w->lexicon, lemma, verb->features);
  if (!user.len && verb->origin == NB_FROM_USER) return false;
  if (user.len) {
    verb->candidates = verb->english = verb->sense = user;
    verb->origin = NB_FROM_USER;
    verb->lemma = lemma;
    nb_drop(particle, NB_FROM_GRAMMAR);
    return true;
  }
  if (nb_verb_reading(w, form, wanted, &r) && nb_str_eq(r.lemma, lemma)) {
    verb->candidates = r.english;
    verb->sense = r.english;
    nb_say(verb, nb_first_candidate(r.english));
  } else if (nb_verb_reading(w, lemma, 0, &r)) {
    verb->candidates = r.english;
    verb->sense = nb_inflect_candidates(w, r.english, verb->features);
    nb_say(verb, inflected(w, verb, nb_first_candidate(r.english)));
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

static bool is_degree(const nb_unit *u) {
  static const char *const table[] = {"te", "zo", "heel", "erg", "zeer", "veel te", "even", "iets", NULL};
  return nb_str_in_nocase(u->nl, table);
}

/* "schroeft hij de spanningen op": a particle at the clause's end, or before something that is no noun phrase. */
static void rejoin(const nb_work *w, nb_units *units, const nb_clause *c) {
  for (size_t i = c->start; i < c->end; i++) /* "in te drukken" */
    if (nb_is_te(units, i) && i > c->start && can_be_particle(&units->items[i - 1]))
      join_particle(w, &units->items[i - 1], &units->items[i + 1]);
  static const char *const apart[] = {"terecht", "teweeg", "tegemoet", "bekend", "kwijt", "vast", "klaar", NULL};
  for (size_t i = c->first + 1; i < c->end; i++) /* "terecht gekomen" for "terechtgekomen" */
    if (nb_is_nonfinite(&units->items[i]) && nb_str_in(units->items[i - 1].nl, apart))
      join_particle(w, &units->items[i - 1], &units->items[i]);
  if (c->finite == NB_NOT_FOUND || c->kind != NB_CLAUSE_MAIN || units->items[c->finite].pos == NB_POS_AUX) return;
  nb_unit *verb = &units->items[c->finite];
  for (size_t i = c->end; i-- > c->finite + 1;) {
    nb_unit *u = &units->items[i];
    if (u->dropped || !can_be_particle(u)) continue;
    if (u->pos == NB_POS_ADP && i + 1 < c->end && begins_phrase(&units->items[i + 1])) continue;
    if ((u->pos == NB_POS_NOUN || u->pos == NB_POS_ADJ) && i + 1 < c->end && units->items[i + 1].pos != NB_POS_ADP)
      continue;
    nb_pos before = units->items[i - 1].pos;
    bool phrase = before == NB_POS_DET || before == NB_POS_ADP || before == NB_POS_ADJ || before == NB_POS_NUM;
    if (u->pos == NB_POS_NOUN && phrase) continue;                         /* "zat op de bank" */
    if (u->pos == NB_POS_ADJ && is_degree(&units->items[i - 1])) continue; /* "reed te hard" */
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

/* "een einde maken aan": the verb gets the first English word ("put"), the words before it the rest ("an end"), the
 * preposition the last one ("to") where it stands in both languages, so that each moves with its own Dutch. */
static bool apply_idiom(const nb_work *w, nb_units *units, const nb_clause *c, size_t verb, const nb_idiom *idiom) {
  size_t n = 0, before = NB_NOT_FOUND, behind = NB_NOT_FOUND;
  if (idiom->before.len && (before = find_words(units, c, verb, idiom->before, &n)) == NB_NOT_FOUND) return false;
  if (idiom->behind.len && (behind = find_word(units, c, idiom->behind)) == NB_NOT_FOUND) return false;
  if (behind == c->first && c->kind == NB_CLAUSE_INFINITIVE) return false; /* "om naar huis te gaan" */
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
      nb_say(&units->items[behind], last);
    else
      nb_drop(&units->items[behind], NB_FROM_PHRASE);
    units->items[behind].origin = NB_FROM_PHRASE;
  }
  nb_unit *v = &units->items[verb];
  if (before == NB_NOT_FOUND && rest.len) head = nb_str_sub(english, 0, (size_t)(rest.ptr + rest.len - english.ptr));
  bool be = nb_str_eq_c(head, "be") || nb_str_starts(head, NB_STR("be "));
  bool zijn = nb_str_eq_c(v->lemma, "zijn") && nb_str_eq_c(head, "be"); /* keeps person and number of its own */
  bool plural = nb_str_ends(v->nl, NB_STR("n"));
  if (be && !zijn && rest.len) { /* "are told": in one piece */
    head = nb_str_sub(english, 0, (size_t)(rest.ptr + rest.len - english.ptr));
    rest = NB_STR("");
  }
  if (!zijn) nb_say(v, inflected(w, v, head));
  if (zijn && verb != c->finite && v->features & NB_INFINITIVE) nb_say_c(v, "be");
  v->origin = NB_FROM_PHRASE;
  v->idiom = head;
  if (zijn && n) /* what counts is the rest, behind the last Dutch word of it */
    units->items[before + n - 1].sense = rest;
  else if (be && v->features & NB_FINITE && plural)
    v->sense = inflected(w, v, english);
  else if (!nb_str_eq_c(v->lemma, "zijn"))
    v->sense = nb_inflect_candidates(w, idiom->english, v->features);
  bool noun = false;
  for (size_t i = 0; i < n; i++) {
    nb_pos pos = units->items[before + i].pos;
    noun = pos != NB_POS_ADP && (noun || (i == 0 && pos == NB_POS_DET) || pos == NB_POS_NOUN);
    nb_drop(&units->items[before + i], NB_FROM_PHRASE);
  }
  if (n && rest.len) {
    nb_unit *u = &units->items[before];
    bool article = before > 0 && units->items[before - 1].pos == NB_POS_DET && !units->items[before - 1].dropped;
    if (article && nb_str_starts(rest, NB_STR("a "))) rest = nb_str_sub(rest, 2, rest.len);
    u->dropped = false;
    u->english = rest;
    u->pos = noun ? NB_POS_NOUN : NB_POS_ADV;
  }
  return true;
}

/* "heeft invloed gehad": the finite verb is only the auxiliary. */
static bool has_participle(const nb_units *units, const nb_clause *c) {
  for (size_t i = c->first; i < c->end; i++)
    if (i != c->finite && nb_is_nonfinite(&units->items[i]) && units->items[i].features & NB_PARTICIPLE) return true;
  return false;
}

static void idioms(const nb_work *w, nb_units *units, const nb_clause *c) {
  enum { MOST = 64, MOST_VERBS = 8 /* of a clause: more is no Dutch */ };
  nb_idiom found[MOST];
  size_t verbs = 0;
  for (size_t i = c->first; i < c->end; i++) {
    nb_unit *u = &units->items[i];
    if ((u->pos != NB_POS_VERB && u->pos != NB_POS_AUX) || u->dropped || u->origin == NB_FROM_USER) continue;
    if (++verbs > MOST_VERBS) return;
    if (i == c->finite && u->pos == NB_POS_AUX && has_participle(units, c)) continue;
    size_t n = nb_lexicon_idioms(w->lexicon, u->lemma, found, MOST);
    for (size_t k = 0; k < n; k++)
      if (apply_idiom(w, units, c, i, &found[k])) break;
  }
}

void nb_join_verbs(const nb_work *work, nb_units *units) {
  for (size_t i = 0; i < units->n_clauses; i++) {
    rejoin(work, units, &units->clauses[i]);
    idioms(work, units, &units->clauses[i]);
  }
}
