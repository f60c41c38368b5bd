#include "text/repair.h"

#include <string.h>

#include "base/utf8.h"

enum { SHORTEST = 8, LONGEST = 24, PART = 4, PARTICLE = 3, TAIL = 3 /* letters */ };

typedef struct letters {
  int32_t c[LONGEST + 1];
  size_t n;
} letters;

/* The form as bytes; `room` takes the longest. */
static nb_str encoded(const letters *w, char room[NB_REPAIR_CAP]) {
  nb_buf buf;
  nb_buf_init(&buf, NB_REPAIR_CAP - 1);
  for (size_t i = 0; i < w->n; i++) nb_utf8_add(&buf, w->c[i]);
  size_t len = buf.status ? 0 : buf.len;
  memcpy(room, buf.ptr, len);
  nb_buf_free(&buf);
  room[len] = 0;
  return (nb_str){room, len};
}

static bool decoded(nb_str word, letters *w) {
  w->n = 0;
  for (size_t pos = 0; pos < word.len;) {
    int32_t c = nb_utf8_next(word, &pos);
    if (!nb_is_lower(c) || w->n == LONGEST) return false;
    w->c[w->n++] = c;
  }
  return w->n >= SHORTEST;
}

/* Candidates: two letters swapped, one too many or left out, an accent left out. A letter in another's place is another
 * word more often than a slip (rammer, remmer); a change at the end is another inflection or English (process,
 * impressive). */

typedef bool visit_fn(void *user, const letters *candidate); /* false ends the walk */

static void insert(letters *w, size_t at, int32_t c) {
  memmove(w->c + at + 1, w->c + at, (w->n - at) * sizeof *w->c);
  w->c[at] = c;
  w->n++;
}

static void erase(letters *w, size_t at) {
  memmove(w->c + at, w->c + at + 1, (w->n - at - 1) * sizeof *w->c);
  w->n--;
}

static bool swaps(const letters *w, visit_fn *visit, void *user) {
  for (size_t i = 1; i + 2 < w->n; i++) {
    if (w->c[i] == w->c[i + 1]) continue;
    letters candidate = *w;
    candidate.c[i] = w->c[i + 1];
    candidate.c[i + 1] = w->c[i];
    if (!visit(user, &candidate)) return false;
  }
  return true;
}

static bool erasures(const letters *w, visit_fn *visit, void *user) {
  for (size_t i = 1; i + TAIL < w->n; i++) {
    if (w->c[i] == w->c[i - 1]) continue; /* the same as the erasure before */
    letters candidate = *w;
    erase(&candidate, i);
    if (!visit(user, &candidate)) return false;
  }
  return true;
}

static bool omissions(const letters *w, visit_fn *visit, void *user) {
  for (size_t i = 1; i + TAIL <= w->n; i++) {
    for (int32_t c = 'a'; c <= 'z'; c++) {
      if (w->c[i - 1] == c) continue; /* the same as the insertion before */
      letters candidate = *w;
      insert(&candidate, i, c);
      if (!visit(user, &candidate)) return false;
    }
  }
  return true;
}

static bool accents(const letters *w, visit_fn *visit, void *user) {
  static const int32_t pairs[][2] = {{'e', 0xEB}, {'e', 0xE9}, {'e', 0xE8}, {'i', 0xEF}, {'o', 0xF6}, {'u', 0xFC}};
  for (size_t i = 1; i < w->n; i++) {
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
      if (w->c[i] != pairs[k][0]) continue;
      letters candidate = *w;
      candidate.c[i] = pairs[k][1];
      if (!visit(user, &candidate)) return false;
    }
  }
  return true;
}

/* Never made, but where one of them is a word too, it is not clear which was meant. */
static bool replacements(const letters *w, visit_fn *visit, void *user) {
  for (size_t i = 0; i < w->n; i++) {
    for (int32_t c = 'a'; c <= 'z'; c++) {
      if (w->c[i] == c) continue;
      letters candidate = *w;
      candidate.c[i] = c;
      if (!visit(user, &candidate)) return false;
    }
  }
  return true;
}

static bool each_candidate(const letters *w, visit_fn *visit, void *user) {
  return swaps(w, visit, user) && erasures(w, visit, user) && omissions(w, visit, user) && accents(w, visit, user);
}

/* The search */

typedef struct search {
  nb_context *ctx;
  const nb_vocabulary *vocabulary;
  bool spelled; /* ask the speller, not the lexicon */
  size_t n;
  letters found; /* the last one */
} search;

static bool lexicon_knows(const nb_vocabulary *v, nb_str form) {
  return v->lexicon_knows && v->lexicon_knows(v->user, form);
}

bool nb_vocabulary_knows(nb_context *ctx, const nb_vocabulary *v, nb_str form) {
  return lexicon_knows(v, form) || nb_speller_accepts(ctx, v->speller, form);
}

static bool count(void *user, const letters *candidate) {
  search *s = user;
  char room[NB_REPAIR_CAP];
  nb_str form = encoded(candidate, room);
  bool known =
      s->spelled ? nb_speller_accepts(s->ctx, s->vocabulary->speller, form) : lexicon_knows(s->vocabulary, form);
  if (known) {
    s->n++;
    s->found = *candidate;
  }
  return s->n < 2;
}

/* In lower case or as a name: "kamerlid" is no slip where "Kamerlid" is known. */
static bool is_word(nb_context *ctx, const nb_vocabulary *v, const letters *w) {
  char room[NB_REPAIR_CAP];
  if (nb_speller_accepts(ctx, v->speller, encoded(w, room))) return true;
  letters name = *w;
  name.c[0] = nb_to_upper(name.c[0]);
  return nb_vocabulary_knows(ctx, v, encoded(&name, room));
}

/* Exactly one candidate is in the lexicon. */
static bool one_in_lexicon(nb_context *ctx, const nb_vocabulary *v, const letters *w) {
  search s = {.ctx = ctx, .vocabulary = v};
  each_candidate(w, count, &s);
  return s.n == 1;
}

/* Exactly one candidate is accepted by the speller, and no replacement is. */
static bool one_is_accepted(nb_context *ctx, const nb_vocabulary *v, const letters *w, letters *meant) {
  search s = {.ctx = ctx, .vocabulary = v, .spelled = true};
  each_candidate(w, count, &s);
  *meant = s.found;
  return s.n == 1 && replacements(w, count, &s);
}

static bool knows_part(nb_context *ctx, const nb_vocabulary *v, const letters *w, size_t start, size_t end) {
  letters part = {.n = end - start};
  char room[NB_REPAIR_CAP];
  memcpy(part.c, w->c + start, part.n * sizeof *part.c);
  return nb_vocabulary_knows(ctx, v, encoded(&part, room));
}

/* What may stand before the second part: voetbal-fan, station-s-hal, uit-ge-sprint. */
static bool knows_first_part(nb_context *ctx, const nb_vocabulary *v, const letters *w, size_t end) {
  if (end >= PART && knows_part(ctx, v, w, 0, end)) return true;
  if (end > PART && w->c[end - 1] == 's' && knows_part(ctx, v, w, 0, end - 1)) return true;
  return end >= PARTICLE + 2 && w->c[end - 2] == 'g' && w->c[end - 1] == 'e' && knows_part(ctx, v, w, 0, end - 2);
}

/* A compound that nobody has is no slip for something else. */
static bool may_be_compound(nb_context *ctx, const nb_vocabulary *v, const letters *w) {
  for (size_t i = PART; i + PART <= w->n; i++)
    if (knows_part(ctx, v, w, i, w->n) && knows_first_part(ctx, v, w, i)) return true;
  return false;
}

bool nb_repair_word(nb_context *ctx, const nb_vocabulary *v, nb_str word, char repaired[NB_REPAIR_CAP]) {
  letters w, meant;
  if (!decoded(word, &w) || lexicon_knows(v, word)) return false;
  if (v->lexicon_knows && !one_in_lexicon(ctx, v, &w)) return false;
  if (is_word(ctx, v, &w) || may_be_compound(ctx, v, &w)) return false;
  if (!one_is_accepted(ctx, v, &w, &meant)) return false;
  nb_str form = encoded(&meant, repaired);
  return !v->lexicon_knows || lexicon_knows(v, form);
}
