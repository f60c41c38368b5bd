#include "analyse/clues.h"

#include <string.h>

#include "base/map.h"
#include "base/utf8.h"

enum { MAX_READINGS = 8, MAX_WORD = 60, FARTHEST = 15 };

bool nb_at_start(const nb_token *tokens, size_t i) {
  static const char *const openers[] = {"\"",           "'", ":", "(", "|", "\xE2\x80\x93", "-", "...", "\xE2\x80\x9E",
                                        "\xE2\x80\x9C", NULL};
  if (i == 0) return true;
  bool clitic = nb_str_eq_c(tokens[i - 1].text, "'s") || nb_str_eq_c(tokens[i - 1].text, "'t"); /* "'s Avonds" */
  if (clitic && i == 1) return true;
  if (tokens[i - 1].kind != NB_PUNCT) return false;
  nb_str before = tokens[i - 1].text;
  bool opener = nb_str_in(before, openers);
  bool closing = i > 1 && !tokens[i - 1].space_before && tokens[i].space_before &&
                 (nb_str_eq_c(before, "\"") || nb_str_eq_c(before, "'"));
  nb_str last = closing ? tokens[i - 2].text : before; /* '"Ja." Toen' */
  bool ends = nb_str_eq_c(last, ".") || nb_str_eq_c(last, "?") || nb_str_eq_c(last, "!");
  return ends ||
         (opener && (!tokens[i].space_before || tokens[i - 1].space_before || i == 1 || nb_str_eq_c(before, ":")));
}

const nb_clue *nb_clue_at(const nb_clues *clues, size_t i, int by) {
  static const nb_clue edge = {.lower = {"", 0}, .word = 1, .form = 1};
  size_t at = i + (size_t)by; /* wraps below 0 */
  return at < clues->n ? &clues->of[at] : &edge;
}

/* "Den-Haag's" is "Aa-Aa'a"; longer runs count as two. */
static uint64_t shape_of(nb_str s) {
  uint64_t h = 14695981039346656037u;
  char last = 0, before = 0;
  for (size_t pos = 0; pos < s.len;) {
    int32_t c = nb_utf8_next(s, &pos);
    char k = nb_is_upper(c) ? 'A' : nb_is_letter(c) ? 'a' : nb_is_digit(c) ? '0' : c < 0x80 ? (char)c : '?';
    if (k == last && k == before) continue;
    before = last;
    last = k;
    h = (h ^ (unsigned char)k) * 1099511628211u;
  }
  return h;
}

static void hash_ends(nb_clue *c) {
  uint64_t p = 14695981039346656037u, s = p;
  const nb_str w = c->lower;
  for (size_t k = 0; k < NB_SUFFIXES && k < w.len; k++)
    c->suffix[k] = s = (s ^ (unsigned char)w.ptr[w.len - 1 - k]) * 1099511628211u;
  for (size_t k = 0; k < NB_PREFIXES && k < w.len; k++)
    c->prefix[k] = p = (p ^ (unsigned char)w.ptr[k]) * 1099511628211u;
}

static uint32_t classes_of(const nb_reading *r) {
  bool aux = r->pos == NB_POS_AUX;
  uint32_t of = 0;
  if (!aux && r->pos != NB_POS_VERB)
    return 1u << r->pos | (r->pos == NB_POS_NOUN && r->features & NB_PLURAL ? 1u << NB_CLASS_PLURAL : 0);
  if (r->features & NB_INFINITIVE) of |= 1u << (aux ? NB_CLASS_AUX_INF : NB_CLASS_INF);
  if (r->features & NB_PARTICIPLE)
    of |= 1u << (aux ? NB_CLASS_AUX_PART : r->features & NB_PRESENT_PART ? NB_CLASS_PRESENT_PART : NB_CLASS_PART);
  if (r->features & NB_FINITE || !of) of |= 1u << r->pos;
  return of;
}

static void note_reading(nb_clue *c, const nb_reading *r) {
  c->classes |= classes_of(r);
  c->readings_hash = (c->readings_hash ^ (r->pos | (uint64_t)r->features << 8)) * UINT64_C(0x9E3779B97F4A7C15);
  c->readings_hash ^= c->readings_hash >> 29;
}

/* The head of "PSV-trainer": what is behind the last hyphen. */
static bool hyphenated(nb_str form, nb_str *head) {
  size_t at = form.len;
  while (at > 0 && form.ptr[at - 1] != '-') at--;
  *head = nb_str_sub(form, at, form.len);
  return at > 1 && head->len > 2 && !nb_str_capital(*head);
}

/* An unknown compound is what its head is. */
static void note_compound(const nb_lexicon *lexicon, nb_arena *arena, nb_str form, nb_clue *c) {
  nb_str left, head;
  nb_reading r[MAX_READINGS];
  if (!hyphenated(form, &head) && (c->capital || !nb_lexicon_compound(lexicon, arena, c->lower, &left, &head))) return;
  size_t n = nb_lexicon_readings(lexicon, head, r, MAX_READINGS);
  for (size_t i = 0; i < n; i++)
    if (r[i].pos == NB_POS_NOUN || r[i].pos == NB_POS_ADJ) note_reading(c, &r[i]);
  c->classes |= 1u << NB_CLASS_COMPOUND;
}

static nb_status look_up(nb_context *ctx, const nb_lexicon *lexicon, nb_arena *arena, nb_str form, nb_clue *c) {
  nb_reading found[2 * MAX_READINGS];
  size_t n = nb_lexicon_readings(lexicon, form, found, MAX_READINGS);
  if (c->capital) n += nb_lexicon_readings(lexicon, c->lower, found + n, MAX_READINGS);
  nb_reading *kept = nb_arena_array(arena, n, sizeof *kept);
  if (!kept) return nb_fail_memory(ctx);
  for (size_t i = 0; i < n; i++) {
    kept[i] = found[i];
    note_reading(c, &kept[i]);
  }
  c->readings = kept;
  c->n_readings = n;
  c->named = c->capital && nb_lexicon_name(lexicon, form, &c->name) && c->name.kind != NB_NAME_WORD &&
             (!c->start || c->name.checked);
  if (c->named) c->classes |= 1u << NB_CLASS_NAME;
  if (n == 0) note_compound(lexicon, arena, form, c);
  return NB_OK;
}

static bool ends_clause(const nb_token *t) {
  static const char *const ends[] = {",", ".", ";", ":", "?", "!", "\xE2\x80\x93", NULL};
  return t->kind == NB_PUNCT && nb_str_in(t->text, ends);
}

static unsigned char seen(const nb_clue *c) {
  const uint32_t finite = 1u << NB_POS_AUX | 1u << NB_POS_VERB;
  const uint32_t nominal = 1u << NB_POS_NOUN | 1u << NB_POS_ADJ | 1u << NB_POS_DET | 1u << NB_CLASS_NAME |
                           1u << NB_CLASS_PART | 1u << NB_CLASS_INF;
  const uint32_t part = 1u << NB_CLASS_PART | 1u << NB_CLASS_AUX_PART,
                 inf = 1u << NB_CLASS_INF | 1u << NB_CLASS_AUX_INF;
  unsigned char s = 0;
  if (c->classes & finite) s |= c->classes & nominal ? NB_SEES_MAYBE_FINITE : NB_SEES_FINITE;
  if (c->classes & part) s |= NB_SEES_PART;
  if (c->classes & inf) s |= NB_SEES_INF;
  if (c->classes & 1u << NB_POS_ADJ) s |= NB_SEES_ADJ;
  return s;
}

static void look_around(nb_clue *c, const nb_token *tokens, size_t n) {
  unsigned char s = 0;
  uint64_t opener = 1;
  bool opens = true;
  for (size_t i = 0; i < n; i++) {
    if (opens && tokens[i].kind != NB_PUNCT) {
      opener = c[i].word;
      opens = false;
    }
    c[i].before = s;
    c[i].opener = opener;
    s |= seen(&c[i]);
    if (!ends_clause(&tokens[i])) continue;
    s = 0;
    opens = true;
  }
  s = 0;
  unsigned char left = 0;
  for (size_t i = n; i-- > 0;) {
    if (ends_clause(&tokens[i])) s = left = 0;
    c[i].ahead = s;
    c[i].left = left;
    s |= seen(&c[i]);
    left += left < FARTHEST && tokens[i].kind != NB_PUNCT;
  }
}

nb_status nb_clues_of(nb_context *ctx, const nb_lexicon *lexicon, nb_arena *arena, const nb_token *tokens, size_t n,
                      nb_clues *clues) {
  nb_clue *of = nb_arena_array(arena, n, sizeof *of);
  if (!of) return nb_fail_memory(ctx);
  for (size_t i = 0; i < n; i++) {
    nb_str form = tokens[i].text;
    nb_clue *c = &of[i];
    c->capital = nb_str_capital(form);
    c->start = nb_at_start(tokens, i);
    c->lower = form.len > MAX_WORD ? nb_str_sub(form, 0, MAX_WORD) : form;
    if (c->capital) c->lower = nb_str_lower(arena, c->lower);
    if (!c->lower.ptr) return nb_fail_memory(ctx);
    c->form = nb_hash(nb_str_sub(form, 0, form.len > MAX_WORD ? MAX_WORD : form.len));
    c->word = c->capital ? nb_hash(c->lower) : c->form;
    c->shape = shape_of(nb_str_sub(form, 0, form.len > MAX_WORD ? MAX_WORD : form.len));
    hash_ends(c);
    c->readings_hash = 0;
    if (form.len > MAX_WORD || tokens[i].kind == NB_ADDRESS) continue;
    nb_status status = look_up(ctx, lexicon, arena, form, c);
    if (status) return status;
  }
  look_around(of, tokens, n);
  *clues = (nb_clues){tokens, of, n};
  return NB_OK;
}
