/* The tables of hints: the lexicon, the user's glossary, and the model's training counts. */
#include "translate/neural/hints.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "translate/glossary/unit.h"

struct nb_hinter {
  const nb_lexicon *lexicon;
  const nb_tagger *tagger; /* NULL: no senses of verbs */
  const nb_user_glossary *user;
  nb_str counts; /* lines sorted by their bytes */
  nb_hint_tables tables;
};

/* One sentence: the tables take it for its hinter. */
typedef struct sentence {
  nb_hinter hinter; /* a copy */
  nb_sense *senses;
  size_t n;
} sentence;

enum { READINGS = 8, CANDIDATES = 5 };

static bool user_term(const void *self, nb_str words, nb_str *candidates) {
  const nb_hinter *h = self;
  nb_user_term found;
  if (!nb_user_glossary_find(h->user, words, NB_POS_X, &found)) return false;
  *candidates = found.keep ? words : found.english;
  return true;
}

/* What a machine made of a lone word holds for the whole name only, not for a part of another one. */
static bool name(const void *self, nb_str words, bool beside, nb_str *english) {
  const nb_hinter *h = self;
  nb_name found;
  if (!nb_lexicon_name(h->lexicon, words, &found) || found.kind == NB_NAME_WORD) return false;
  if (beside && !found.checked && !found.part) return false;
  *english = found.english;
  nb_str_split(&found.english, '|', english);
  if (!found.checked && nb_str_eq_nocase(*english, words)) return false; /* "Net", a title: "NET" */
  return english->len > 0 && !nb_str_eq(*english, words);
}

static bool listed(nb_str candidates, nb_str candidate) {
  nb_str c;
  while (nb_str_split(&candidates, '|', &c))
    if (nb_str_eq(c, candidate)) return true;
  return false;
}

/* "Seoul" is no "capital of South Korea": what the machine-made lists say of a form with a capital counts only where it
 * has one too. */
static bool usable(const nb_reading *r, nb_str form, bool curated) {
  if (!r->english.len || r->curated != curated) return false;
  return curated || !nb_str_capital(form) || nb_str_all_caps(form) || nb_str_capital(r->english);
}

/* Candidates of the readings in turn, each once: those made by hand alone where there are any. */
static bool word(const void *self, nb_arena *arena, nb_str form, nb_str *candidates) {
  const nb_hinter *h = self;
  nb_reading readings[READINGS];
  size_t n = nb_lexicon_readings(h->lexicon, form, readings, READINGS), kept = 0, shown = 0;
  bool curated = false;
  for (size_t i = 0; i < n; i++) curated = curated || (readings[i].curated && readings[i].english.len);
  nb_str rest[READINGS];
  for (size_t i = 0; i < n; i++)
    if (usable(&readings[i], form, curated)) rest[kept++] = readings[i].english;
  if (!kept) return false;
  *candidates = rest[0];
  if (kept == 1) return true;
  nb_str all = NB_STR("");
  for (bool more = true; more && shown < CANDIDATES;) {
    more = false;
    for (size_t i = 0; i < kept && shown < CANDIDATES; i++) {
      nb_str candidate;
      if (!nb_str_split(&rest[i], '|', &candidate)) continue;
      more = true;
      if (listed(all, candidate)) continue;
      all = nb_arena_printf(arena, NB_STR_FMT "%s" NB_STR_FMT, NB_STR_ARG(all), shown++ ? "|" : "",
                            NB_STR_ARG(candidate));
      if (!all.ptr) return false;
    }
  }
  *candidates = all;
  return true;
}

/* A plural before another noun is a linking sound, so that English has the singular. */
static bool first(const void *self, nb_arena *arena, nb_str form, nb_str *english) {
  const nb_hinter *h = self;
  nb_reading r[1];
  nb_str candidates;
  if (nb_lexicon_readings(h->lexicon, form, r, 1) && r->features & NB_PLURAL &&
      word(self, arena, r->lemma, &candidates))
    return nb_str_split(&candidates, '|', english);
  return word(self, arena, form, &candidates) && nb_str_split(&candidates, '|', english);
}

static nb_hint_part part(const void *self, nb_str form) {
  const nb_hinter *h = self;
  nb_reading readings[READINGS];
  size_t n = nb_lexicon_readings(h->lexicon, form, readings, READINGS);
  nb_hint_part best = NB_PART_NONE;
  for (size_t i = 0; i < n; i++) {
    if (!readings[i].english.len) continue;
    if (readings[i].pos == NB_POS_NOUN) return NB_PART_ANY;
    if (readings[i].pos == NB_POS_ADJ || readings[i].pos == NB_POS_VERB || readings[i].pos == NB_POS_NUM)
      best = NB_PART_FIRST;
  }
  return best;
}

static size_t number(nb_str digits) {
  size_t n = 0;
  for (size_t i = 0; i < digits.len && i < 9 && digits.ptr[i] >= '0' && digits.ptr[i] <= '9'; i++)
    n = n * 10 + (size_t)(digits.ptr[i] - '0');
  return n;
}

/* Binary search in the lines as they are, so that opening a model costs nothing. */
static size_t count(const void *self, nb_str form) {
  const nb_hinter *h = self;
  size_t low = 0, high = h->counts.len;
  while (low < high) {
    size_t start = low + (high - low) / 2;
    while (start > low && h->counts.ptr[start - 1] != '\n') start--;
    nb_str rest = nb_str_sub(h->counts, start, high), line, key;
    nb_str_split(&rest, '\n', &line);
    size_t after = start + line.len + 1;
    nb_str_split(&line, '\t', &key);
    int order = nb_str_cmp(form, key);
    if (order == 0) return line.ptr ? number(line) : 0;
    if (order < 0)
      high = start;
    else
      low = after;
  }
  return 0;
}

static bool find(const sentence *s, nb_str form, bool user, nb_str *candidates) {
  for (size_t i = 0; i < s->n; i++)
    if (s->senses[i].user == user && nb_str_eq(s->senses[i].form, form)) {
      *candidates = s->senses[i].english;
      return true;
    }
  return false;
}

static bool sense(const void *self, nb_str form, nb_str *candidates) {
  return find(self, form, false, candidates);
}

/* As the glossary engine finds it: by lemma too, and then inflected. */
static bool inflected_term(const void *self, nb_str words, nb_str *candidates) {
  return find(self, words, true, candidates) || user_term(self, words, candidates);
}

nb_status nb_hinter_new(nb_context *ctx, const nb_lexicon *lexicon, const nb_tagger *tagger,
                        const nb_user_glossary *user, nb_str counts, nb_hinter **hinter) {
  nb_hinter *h = malloc(sizeof *h);
  if (!h) return nb_fail_memory(ctx);
  *h = (nb_hinter){
      lexicon, tagger, user, counts, {h, user ? user_term : NULL, name, NULL, word, first, part, count, NULL}};
  *hinter = h;
  return NB_OK;
}

void nb_hinter_free(nb_hinter *hinter) {
  free(hinter);
}

static nb_status senses_of(nb_context *ctx, const nb_hinter *h, nb_arena *arena, nb_str dutch, sentence *s) {
  *s = (sentence){.hinter = *h};
  nb_work work = {.ctx = ctx, .arena = arena, .lexicon = h->lexicon, .tagger = h->tagger, .user = h->user};
  return nb_senses(&work, dutch, &s->senses, &s->n);
}

static nb_status hint(nb_context *ctx, const nb_hinter *hinter, nb_arena *arena, nb_str dutch, size_t rare,
                      const nb_hint_chooser *chooser, nb_str *hinted) {
  sentence s = {.hinter = *hinter};
  if (hinter->tagger) {
    nb_status status = senses_of(ctx, hinter, arena, dutch, &s);
    if (status) return status;
    s.hinter.tables.self = &s;
    s.hinter.tables.sense = sense;
    if (hinter->user) s.hinter.tables.user = inflected_term;
  }
  s.hinter.tables.chooser = chooser;
  return nb_hint_by(ctx, &s.hinter.tables, arena, dutch, rare, hinted);
}

nb_status nb_hint(nb_context *ctx, const nb_hinter *hinter, nb_arena *arena, nb_str dutch, size_t rare,
                  nb_str *hinted) {
  return hint(ctx, hinter, arena, dutch, rare, NULL, hinted);
}

nb_status nb_hint_chosen(nb_context *ctx, const nb_hinter *hinter, nb_arena *arena, nb_str dutch,
                         const nb_hint_chooser *chooser, nb_str *hinted) {
  return hint(ctx, hinter, arena, dutch, NB_HINT_RARE, chooser, hinted);
}

nb_status nb_hint_terms(nb_context *ctx, const nb_hinter *hinter, nb_arena *arena, nb_str dutch, nb_str **terms,
                        size_t *n) {
  sentence s;
  *n = 0;
  if (!hinter->user || !hinter->tagger) return NB_OK;
  nb_status status = senses_of(ctx, hinter, arena, dutch, &s);
  if (status) return status;
  *terms = nb_arena_array(arena, s.n, sizeof **terms);
  if (!*terms) return nb_fail_memory(ctx);
  for (size_t i = 0; i < s.n; i++)
    if (s.senses[i].user) (*terms)[(*n)++] = s.senses[i].english;
  return NB_OK;
}
