#include "brief/events.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/utf8.h"
#include "brief/times.h"

enum { ORDINARY = 2, BIG = 3, MOST_READINGS = 8, MOST_WORDINGS = 8 };

typedef struct choice {
  const nb_event *event;
  nb_str en, time, place; /* time and place as shown */
  unsigned rank;
  long day;
  bool taken;
} choice;

typedef struct choosing {
  nb_context *ctx;
  const nb_lexicon *lexicon;
  nb_arena *arena;
  const nb_analysis *analysis;
  const nb_brief *brief;
  const nb_brief_sentence **shown; /* of each sentence of the document; NULL: not in the brief */
  choice *items;                   /* in the text's order */
  size_t n;
} choosing;

/* ---- what may be an event of the brief ---- */

static const nb_sentence *sentence_of_mention(const choosing *c, const nb_mention *m) {
  return &c->analysis->sentences->items[m->sentence];
}

static const nb_sentence *sentence_of(const choosing *c, const nb_event *e) {
  return sentence_of_mention(c, &e->at);
}

/* "ROTTERDAM - Een ...": where the report comes from; nobody who does anything. */
static bool is_dateline(const choosing *c, const nb_event *e, const nb_actor *actor) {
  static const char *const dashes[] = {"-", "\xE2\x80\x93", "\xE2\x80\x94", NULL};
  const nb_sentence *s = sentence_of(c, e);
  for (size_t i = 0; i < actor->n_mentions; i++) {
    const nb_mention *m = &actor->mentions[i];
    if (m->sentence == e->at.sentence && m->first == 0 && m->last + 1 < s->n_tokens &&
        nb_str_in(s->tokens[m->last + 1].text, dashes))
      return true;
  }
  return false;
}

/* "Volgens de officier, mr. De Wit, heeft ...": says so, and did nothing. */
static bool is_source(const choosing *c, const nb_event *e, const nb_actor *actor) {
  for (size_t i = 0; i < actor->n_mentions; i++) {
    const nb_mention *m = &actor->mentions[i];
    if (m->sentence != e->at.sentence) continue;
    for (size_t t = m->first; t > 0; t--) {
      nb_pos pos = c->analysis->tags[m->sentence][t - 1].pos;
      if (pos == NB_POS_VERB || pos == NB_POS_AUX) break;
      if (nb_str_eq_nocase_c(sentence_of(c, e)->tokens[t - 1].text, "volgens")) return true;
    }
  }
  return false;
}

static size_t count_parts(const nb_event *e, nb_part_role role) {
  size_t n = 0;
  for (size_t i = 0; i < e->n_parts; i++) n += e->parts[i].role == role;
  return n;
}

static bool is_quoted(const choosing *c, const nb_event *e) {
  static const char *const quotes[] = {"\"", "'", "\xE2\x80\x98", "\xE2\x80\x9C", "\xE2\x80\x9E", "\xC2\xAB", NULL};
  const nb_sentence *s = sentence_of(c, e);
  return s->kind == NB_QUOTE || (s->n_tokens && nb_str_in(s->tokens[0].text, quotes));
}

static bool is_named_there(const nb_event *e, const nb_actor *actor) {
  for (size_t i = 0; i < actor->n_mentions; i++)
    if (actor->mentions[i].sentence == e->at.sentence && !actor->mentions[i].pronoun) return true;
  return false;
}

/* All are named in the sentence, none only meant by a pronoun, and no place does anything: "Nederland schoot" is about
 * a team, "de Bank van Japan" a bank. */
static bool is_clear(const choosing *c, const nb_event *e) {
  for (size_t i = 0; i < e->n_parts; i++) {
    const nb_actor *a = &c->analysis->actors[e->parts[i].actor];
    if (is_dateline(c, e, a) || is_source(c, e, a) || !is_named_there(e, a)) return false;
    if (a->kind == NB_PLACE && e->parts[i].role == NB_AGENT) return false;
  }
  return true;
}

static bool is_idiom(const nb_event *e) { /* says its object: "een doelpunt maken" */
  return nb_str_find(e->lemma, NB_STR(" "), 0) != NB_NOT_FOUND;
}

/* A verb alone with its subject ("company: pass on") is a fragment: time, place or the other side has to be there, and
 * in English. */
static bool is_whole(const choosing *c, const choice *i) {
  const nb_event *e = i->event;
  bool agent = count_parts(e, NB_AGENT), patient = count_parts(e, NB_PATIENT), time = i->time.len, place = i->place.len;
  bool shown = c->shown[e->at.sentence];
  if (e->kind == NB_EVENT_NOUN) return e->weight == BIG && shown && (time || place);
  if (!shown) return time && agent && is_idiom(e);
  if (e->status == NB_DENIED && !patient) return false; /* "lost no set" is not "lost nothing" */
  return (agent || patient) && agent + patient + time + place > 1;
}

static bool may_be_main(const choosing *c, const nb_event *e) {
  if (e->kind == NB_EVENT_SPEECH || e->weight < ORDINARY) return false;
  return sentence_of(c, e)->kind != NB_HEADING && !is_quoted(c, e) && is_clear(c, e);
}

/* ---- where ---- */

/* "in Zwolle", "bij het Noorse Bergen"; not "een man uit Zwolle". */
static bool stands_in(const choosing *c, const nb_mention *m) {
  static const char *const before[] = {"in", "bij", "nabij", "te", NULL};
  enum { FAR = 3 };
  const nb_token *tokens = sentence_of_mention(c, m)->tokens;
  const nb_tag *tags = c->analysis->tags[m->sentence];
  size_t i = m->first;
  while (i > 0 && m->first - i < FAR && (tags[i - 1].pos == NB_POS_DET || tags[i - 1].pos == NB_POS_ADJ)) i--;
  return i > 0 && nb_str_in_nocase(tokens[i - 1].text, before);
}

static nb_str place_of(const choosing *c, const nb_event *e, bool translated) {
  nb_str text = sentence_of(c, e)->text;
  for (size_t i = 0; e->place.len && i < c->analysis->n_actors; i++) {
    const nb_actor *a = &c->analysis->actors[i];
    for (size_t m = 0; a->kind == NB_PLACE && m < a->n_mentions; m++) {
      const nb_mention *at = &a->mentions[m];
      if (at->sentence == e->at.sentence && text.ptr + at->start == e->place.ptr && stands_in(c, at))
        return translated ? a->en : a->nl;
    }
  }
  return NB_STR("");
}

/* ---- its English ---- */

static bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whole words, without regard to case. */
static bool has_words(nb_str text, nb_str words) {
  for (size_t i = 0; words.len && i + words.len <= text.len; i++) {
    if (i > 0 && is_letter(text.ptr[i - 1])) continue;
    if (i + words.len < text.len && is_letter(text.ptr[i + words.len])) continue;
    if (nb_str_eq_nocase(nb_str_sub(text, i, i + words.len), words)) return true;
  }
  return false;
}

/* The first word that says something: "killed" of "been killed". */
static nb_str telling_word(nb_str words) {
  static const char *const helpers[] = {"be", "been", "is", "are", "was", "were", NULL};
  nb_str word = NB_STR("");
  while (nb_str_split(&words, ' ', &word) && nb_str_in_nocase(word, helpers)) {
  }
  return word.ptr ? word : NB_STR("");
}

/* Whether a translation has the word in any of its forms. */
static bool is_said(const choosing *c, nb_str translation, nb_str base) {
  static const nb_inflection forms[] = {NB_EN_BASE, NB_EN_THIRD, NB_EN_PAST, NB_EN_PARTICIPLE, NB_EN_ING};
  nb_str word = telling_word(base);
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    nb_str form = nb_english_inflect(c->arena, nb_lexicon_irregular(c->lexicon), word, forms[i]);
    if (form.ptr && has_words(translation, form)) return true;
  }
  return false;
}

/* "residents: evacuated", "riders: fell", "motorists: take a detour" */
static nb_inflection form_of(const choosing *c, const nb_event *e) {
  const nb_tag *tag = &c->analysis->tags[e->at.sentence][e->at.first];
  if (e->status == NB_PLANNED || e->status == NB_FEARED)
    return tag->features & NB_PARTICIPLE && !count_parts(e, NB_AGENT) ? NB_EN_PARTICIPLE : NB_EN_BASE;
  if (tag->features & NB_PARTICIPLE && count_parts(e, NB_AGENT)) return NB_EN_PAST;
  return nb_inflection_of(NB_POS_VERB, tag->features);
}

/* The words that the lexicon has for it in the base form. */
static size_t wordings(const choosing *c, const nb_event *e, nb_str *words) {
  nb_pos pos = e->kind == NB_EVENT_NOUN ? NB_POS_NOUN : NB_POS_VERB;
  nb_reading readings[MOST_READINGS];
  size_t n = 0, n_readings = nb_lexicon_readings(c->lexicon, e->lemma, readings, MOST_READINGS);
  for (size_t i = 0; i < n_readings; i++) {
    if (readings[i].pos != pos || (pos == NB_POS_VERB && !(readings[i].features & NB_INFINITIVE))) continue;
    nb_str rest = readings[i].english, word;
    while (rest.len && n < MOST_WORDINGS && nb_str_split(&rest, '|', &word)) words[n++] = word;
    break;
  }
  return n;
}

/* "people: killed", not "been killed" or "was killed" */
static nb_str without_helper(nb_str en) {
  static const char *const helpers[] = {"been", "is", "are", "was", "were", NULL};
  nb_str rest = en, first;
  return nb_str_split(&rest, ' ', &first) && rest.len && nb_str_in(first, helpers) ? rest : en;
}

/* "reached an agreement on": what follows is not said here. */
static nb_str without_preposition(nb_str en) {
  static const char *const prepositions[] = {"on", "to",   "with", "of",      "for", "at",
                                             "in", "from", "by",   "against", NULL};
  size_t space = en.len;
  while (space > 0 && en.ptr[space - 1] != ' ') space--;
  return space > 1 && nb_str_in(nb_str_sub(en, space, en.len), prepositions) ? nb_str_sub(en, 0, space - 1) : en;
}

/* Of an idiom or a compound the lexicon has no more words than the analysis chose. */
static nb_str whole_english(const choosing *c, const nb_event *e, nb_str translation) {
  nb_str en = without_preposition(without_helper(e->en));
  if (nb_str_eq_nocase(en, e->nl)) return NB_STR("");
  if (translation.len ? is_said(c, translation, en) : is_idiom(e)) return en;
  return NB_STR("");
}

static nb_str english_of(const choosing *c, const nb_event *e) {
  const nb_brief_sentence *shown = c->shown[e->at.sentence];
  nb_str translation = shown ? shown->en : NB_STR(""), words[MOST_WORDINGS];
  size_t n = wordings(c, e, words);
  if (n == 0) return whole_english(c, e, translation);
  size_t chosen = 0;
  while (translation.len && chosen < n && !is_said(c, translation, words[chosen])) chosen++;
  if (chosen == n || (translation.len == 0 && n > 1)) return NB_STR("");
  if (e->kind == NB_EVENT_NOUN) return chosen ? words[chosen] : e->en;
  nb_str en = nb_english_inflect(c->arena, nb_lexicon_irregular(c->lexicon), words[chosen], form_of(c, e));
  return en.ptr ? without_helper(en) : en;
}

/* ---- the choice ---- */

static unsigned rank_of(const choosing *c, const choice *i) {
  const nb_event *e = i->event;
  return 6 * (c->shown[e->at.sentence] != NULL) + (e->weight == BIG) + (i->time.len > 0) +
         2 * (count_parts(e, NB_AGENT) > 0) + 2 * (count_parts(e, NB_PATIENT) > 0);
}

static long day_of(const choosing *c, const nb_event *e) {
  long today, day;
  bool dated = nb_date_days(c->brief->date, &today), ahead = e->status == NB_PLANNED || e->status == NB_FEARED;
  return e->time.len && nb_time_day(e->time, dated ? &today : NULL, ahead, &day) ? day : ahead;
}

static nb_status collect(choosing *c) {
  bool translated = c->brief->engine[0];
  for (size_t i = 0; i < c->analysis->n_events; i++) {
    const nb_event *e = &c->analysis->events[i];
    if (!may_be_main(c, e)) continue;
    choice found = {.event = e, .en = translated ? english_of(c, e) : NB_STR(""), .day = day_of(c, e)};
    found.time = translated ? nb_time_english(c->arena, e->time) : e->time;
    found.place = place_of(c, e, translated);
    found.rank = rank_of(c, &found);
    if (!found.en.ptr || !found.time.ptr) return nb_fail_memory(c->ctx);
    if (is_whole(c, &found) && (found.en.len || !translated)) c->items[c->n++] = found;
  }
  return NB_OK;
}

/* The same event told twice: one word, or a noun and the verb that goes with it ("akkoord", "een akkoord bereiken"). */
static bool is_same(const nb_event *a, const nb_event *b) {
  if (nb_str_eq(a->lemma, b->lemma)) return true;
  return a->at.sentence == b->at.sentence && (has_words(a->lemma, b->lemma) || has_words(b->lemma, a->lemma));
}

static bool is_told(const choosing *c, const nb_event *e) {
  for (size_t i = 0; i < c->n; i++)
    if (c->items[i].taken && is_same(c->items[i].event, e)) return true;
  return false;
}

static size_t take_best(choosing *c, size_t max) {
  for (size_t n = 0; n < max; n++) {
    choice *best = NULL;
    for (choice *i = c->items; i < c->items + c->n; i++)
      if (!i->taken && (!best || i->rank > best->rank) && !is_told(c, i->event)) best = i;
    if (!best) return n;
    best->taken = true;
  }
  return max;
}

static int by_day(const void *a, const void *b) {
  const choice *x = a, *y = b;
  if (x->taken != y->taken) return x->taken ? -1 : 1;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  return x->event < y->event ? -1 : x->event > y->event;
}

/* ---- what is shown ---- */

static nb_status show(const choosing *c, const choice *from, nb_brief_event *to) {
  const nb_event *e = from->event;
  nb_points points = {0};
  nb_str text = sentence_of(c, e)->text;
  *to = (nb_brief_event){.kind = e->kind, .status = e->status, .sentence = e->at.sentence, .nl = e->nl};
  to->lemma = e->lemma;
  to->en = from->en;
  to->time = e->time;
  to->place = e->place;
  to->when = from->time;
  to->where = from->place;
  to->start = nb_points_before(&points, text, e->at.start);
  to->end = nb_points_before(&points, text, e->at.end);
  nb_brief_part *parts = nb_arena_array(c->arena, e->n_parts, sizeof *parts);
  if (!parts) return nb_fail_memory(c->ctx);
  for (size_t i = 0; i < e->n_parts; i++) {
    const nb_actor *a = &c->analysis->actors[e->parts[i].actor];
    parts[i] = (nb_brief_part){e->parts[i].role, a->nl, a->en};
  }
  to->parts = parts;
  to->n_parts = e->n_parts;
  return NB_OK;
}

nb_status nb_brief_events(nb_context *ctx, const nb_lexicon *lexicon, nb_arena *arena, const nb_analysis *analysis,
                          size_t max, nb_brief *b) {
  choosing c = {.ctx = ctx, .lexicon = lexicon, .arena = arena, .analysis = analysis, .brief = b};
  c.shown = nb_arena_array(arena, analysis->sentences->n, sizeof *c.shown);
  c.items = nb_arena_array(arena, analysis->n_events, sizeof *c.items);
  nb_brief_event *events = nb_arena_array(arena, max, sizeof *events);
  if (!c.shown || !c.items || !events) return nb_fail_memory(ctx);
  for (size_t i = 0; i < b->n_sentences; i++) c.shown[b->sentences[i].index] = &b->sentences[i];
  nb_status status = collect(&c);
  if (status) return status;
  size_t n = take_best(&c, max);
  if (c.n) qsort(c.items, c.n, sizeof *c.items, by_day);
  for (size_t i = 0; i < n && !status; i++) status = show(&c, &c.items[i], &events[i]);
  b->events = events;
  b->n_events = n;
  return status;
}
