#include "translate/terms.h"

#include <string.h>

#include "base/utf8.h"
#include "text/tokenizer.h"

enum { LONGEST_TERM = 24 /* tokens */, READINGS = 8, SHORTEST_COMPOUND = 6, LONGEST_COMPOUND = 80 /* bytes */ };

typedef struct source {
  nb_arena *arena;
  const nb_user_glossary *glossary;
  const nb_lexicon *lexicon;
  const nb_token *tokens;
  const nb_tag *tags;
  size_t n;
} source;

/* The text from token i to the end of token i + n - 1. */
static nb_str span(const source *s, size_t i, size_t n) {
  return (nb_str){s->tokens[i].text.ptr, s->tokens[i + n - 1].end - s->tokens[i].start};
}

/* "Hoge Raad" as "hoge Raad"; ij is one letter. */
static nb_str without_capital(nb_arena *arena, nb_str words) {
  size_t first = 0;
  nb_utf8_next(words, &first);
  if (nb_str_starts(words, NB_STR("IJ"))) first = 2;
  nb_str lower = nb_str_lower(arena, nb_str_sub(words, 0, first));
  return nb_arena_printf(arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(lower), (int)(words.len - first), words.ptr + first);
}

/* The tokens with the lemmas of those from `from` on. */
static nb_str with_lemmas(const source *s, size_t i, size_t n, size_t from) {
  size_t len = 0;
  for (size_t k = i; k < i + n; k++) len += s->tokens[k].text.len + s->tags[k].lemma.len + 1;
  char *out = nb_arena_alloc(s->arena, len);
  if (!out) return (nb_str){NULL, 0};
  len = 0;
  for (size_t k = i; k < i + n; k++) {
    nb_str word = k < i + from || !s->tags[k].lemma.len ? s->tokens[k].text : s->tags[k].lemma;
    if (k > i && s->tokens[k].space_before) out[len++] = ' ';
    memcpy(out + len, word.ptr, word.len);
    len += word.len;
  }
  return (nb_str){out, len};
}

/* English in the form of the Dutch; "to close" is what a dictionary calls "close". */
static nb_str inflected(const source *s, nb_str english, nb_pos pos, unsigned features) {
  if (pos == NB_POS_VERB && nb_str_starts(english, NB_STR("to ")) && english.len > 3)
    english = nb_str_sub(english, 3, english.len);
  return nb_english_inflect(s->arena, nb_lexicon_irregular(s->lexicon), english, nb_inflection_of(pos, features));
}

/* What the tagger knows of a term's part of speech: nothing of several words, nor of a word that it had to guess. */
static nb_pos known_pos(const source *s, size_t i, size_t n) {
  return n == 1 && s->tags[i].known ? s->tags[i].pos : NB_POS_X;
}

/* The part of speech by which a term is moved and agrees in the English sentence. */
static nb_pos pos_of(const source *s, size_t i, size_t n, const nb_user_term *term) {
  nb_pos last = s->tags[i + n - 1].pos;
  if (term->keep) return NB_POS_PROPN;
  if (n == 1 && last != NB_POS_PROPN) return last;
  if (term->pos != NB_POS_X) return term->pos;
  if (nb_str_capital(s->tokens[i].text) && !nb_at_start(s->tokens, i)) return NB_POS_PROPN;
  return last == NB_POS_VERB || last == NB_POS_ADJ || last == NB_POS_ADV || last == NB_POS_PROPN ? last : NB_POS_NOUN;
}

/* The entry of the tokens as they are written, else by lemmas: *base says that it is in dictionary form. */
static bool find(const source *s, size_t i, size_t n, nb_user_term *term, bool *base) {
  nb_pos pos = known_pos(s, i, n);
  nb_str form = span(s, i, n), lemmas;
  *base = nb_str_eq(s->tokens[i + n - 1].text, s->tags[i + n - 1].lemma) && s->tags[i + n - 1].pos != NB_POS_NOUN;
  if (nb_user_glossary_find(s->glossary, form, pos, term)) return true;
  bool start = nb_at_start(s->tokens, i) && nb_str_capital(form);
  if (start && nb_user_glossary_find(s->glossary, without_capital(s->arena, form), pos, term)) return true;
  *base = true;
  for (size_t from = n; from-- > 0;) {
    if (from > 0 && from + 1 < n) continue; /* the last word's lemma, or all of them */
    lemmas = with_lemmas(s, i, n, from);
    if (nb_user_glossary_find(s->glossary, lemmas, pos, term)) return true;
    if (start && n > 1 && nb_user_glossary_find(s->glossary, without_capital(s->arena, lemmas), pos, term)) return true;
  }
  return false;
}

static size_t larger(size_t a, size_t b) {
  return a > b ? a : b;
}

static size_t longest_at(const source *s, size_t i) {
  nb_str form = s->tokens[i].text;
  size_t n =
      larger(nb_user_glossary_longest(s->glossary, form), nb_user_glossary_longest(s->glossary, s->tags[i].lemma));
  if (nb_str_capital(form) && nb_at_start(s->tokens, i))
    n = larger(n, nb_user_glossary_longest(s->glossary, without_capital(s->arena, form)));
  if (n > LONGEST_TERM) n = LONGEST_TERM;
  return n < s->n - i ? n : s->n - i;
}

/* The longest term from token i on. */
static bool match_at(const source *s, size_t i, nb_user_match *match) {
  for (size_t n = longest_at(s, i); n > 0; n--) {
    nb_user_term term;
    bool base;
    if (!find(s, i, n, &term, &base)) continue;
    nb_pos pos = pos_of(s, i, n, &term);
    *match = (nb_user_match){.first = i, .n = n, .pos = pos, .keep = term.keep, .english = term.english};
    if (term.keep)
      match->english = span(s, i, n);
    else if (base)
      match->english = inflected(s, term.english, pos, s->tags[i + n - 1].features);
    return true;
  }
  return false;
}

/* --- compounds --- */

static nb_str first_candidate(nb_str candidates) {
  nb_str first;
  return nb_str_split(&candidates, '|', &first) ? first : NB_STR("");
}

/* A noun of the user by its form or lemma, in the form's number. */
static bool user_noun(const source *s, nb_str form, nb_str *english) {
  nb_user_term term;
  nb_reading r[READINGS];
  if (nb_user_glossary_find(s->glossary, form, NB_POS_NOUN, &term) && !term.keep) {
    *english = term.english;
    return true;
  }
  size_t n = nb_lexicon_readings(s->lexicon, form, r, READINGS);
  for (size_t i = 0; i < n; i++) {
    if (r[i].pos != NB_POS_NOUN || !nb_user_glossary_find(s->glossary, r[i].lemma, NB_POS_NOUN, &term) || term.keep)
      continue;
    *english = inflected(s, term.english, NB_POS_NOUN, r[i].features);
    return true;
  }
  return false;
}

/* English of the part before the head, in the singular; empty: none. */
static nb_str left_english(const source *s, nb_str left) {
  nb_reading r[READINGS];
  nb_str english;
  if (user_noun(s, left, &english)) return english;
  size_t n = nb_lexicon_readings(s->lexicon, left, r, READINGS), best = n;
  for (size_t i = n; i-- > 0;)
    if (r[i].english.len && (best == n || r[i].pos == NB_POS_NOUN || r[best].pos != NB_POS_NOUN)) best = i;
  if (best == n) return NB_STR("");
  english = first_candidate(r[best].english);
  if (!(r[best].features & NB_PLURAL)) return english;
  size_t singular = nb_lexicon_readings(s->lexicon, r[best].lemma, r, 1);
  return singular && r[0].english.len ? first_candidate(r[0].english) : english;
}

static nb_str joined(const source *s, nb_str left, nb_str head) {
  return nb_arena_printf(s->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(left), NB_STR_ARG(head));
}

/* "NAVO-akkoord": what stands before the hyphen is a name more often than not. */
static bool hyphenated(const source *s, nb_str form, nb_str *english) {
  size_t at = form.len;
  while (at > 0 && form.ptr[at - 1] != '-') at--;
  nb_str head, left = nb_str_sub(form, 0, at ? at - 1 : 0);
  if (!left.len || !user_noun(s, nb_str_sub(form, at, form.len), &head)) return false;
  nb_name name;
  bool named = nb_lexicon_name(s->lexicon, left, &name) && name.kind != NB_NAME_WORD;
  nb_str en = named ? first_candidate(name.english) : left_english(s, nb_str_lower(s->arena, left));
  *english = joined(s, en.len ? en : left, head);
  return true;
}

/* "climate agreement" of the lexicon as "climate deal", where an agreement is a deal to the user; "bedroom" has no head
 * to change. */
static bool head_replaced(const source *s, nb_str whole, nb_str head_form, nb_str head, nb_str *english) {
  nb_reading r[READINGS];
  size_t n = nb_lexicon_readings(s->lexicon, head_form, r, READINGS);
  for (size_t i = 0; i < n; i++) {
    nb_str rest = r[i].english, candidate;
    while (nb_str_split(&rest, '|', &candidate)) {
      if (!candidate.len || whole.len < candidate.len + 2 || !nb_str_ends(whole, candidate)) continue;
      nb_str left = nb_str_sub(whole, 0, whole.len - candidate.len);
      if (!nb_str_ends(left, NB_STR(" "))) continue;
      *english = joined(s, nb_str_trim(left), head);
      return true;
    }
  }
  return false;
}

static bool compound_at(const source *s, size_t i, nb_user_match *match) {
  nb_str form = s->tokens[i].text, left, head_form, head, english;
  const nb_tag *tag = &s->tags[i];
  if (s->tokens[i].kind != NB_WORD || form.len < SHORTEST_COMPOUND || form.len > LONGEST_COMPOUND) return false;
  if (tag->known && tag->pos != NB_POS_NOUN) return false;
  if (!hyphenated(s, form, &english)) {
    if (nb_str_capital(form) && !nb_at_start(s->tokens, i)) return false;
    if (!nb_lexicon_compound(s->lexicon, s->arena, form, &left, &head_form) || !user_noun(s, head_form, &head))
      return false;
    nb_str en;
    if (tag->known && tag->english.len) {
      if (!head_replaced(s, first_candidate(tag->english), head_form, head, &english)) return false;
    } else {
      en = left_english(s, left);
      if (!en.len) return false;
      english = joined(s, en, head);
    }
  }
  *match = (nb_user_match){.first = i, .n = 1, .pos = NB_POS_NOUN, .english = english};
  return true;
}

nb_status nb_user_matches(nb_context *ctx, nb_arena *arena, const nb_user_glossary *glossary, const nb_lexicon *lexicon,
                          const nb_token *tokens, const nb_tag *tags, size_t n, nb_user_match **matches,
                          size_t *n_matches) {
  source s = {arena, glossary, lexicon, tokens, tags, n};
  nb_user_match *found = nb_arena_array(arena, n, sizeof *found);
  if (!found) return nb_fail_memory(ctx);
  size_t n_found = 0;
  for (size_t i = 0; i < n;) {
    nb_user_match *m = &found[n_found];
    if (!match_at(&s, i, m) && !compound_at(&s, i, m)) {
      i++;
      continue;
    }
    if (!m->english.ptr) return nb_fail_memory(ctx);
    m->start = tokens[i].start;
    m->end = tokens[i + m->n - 1].end;
    i += m->n;
    n_found++;
  }
  *matches = found;
  *n_matches = n_found;
  return NB_OK;
}

nb_status nb_user_matches_in(nb_context *ctx, nb_arena *arena, const nb_user_glossary *glossary,
                             const nb_lexicon *lexicon, const nb_tagger *tagger, nb_str text, nb_user_match **matches,
                             size_t *n_matches) {
  nb_token *tokens;
  nb_tag *tags;
  size_t n;
  nb_status status = nb_tokenize(ctx, arena, text, &tokens, &n);
  if (!status) status = nb_tag_tokens(ctx, tagger, arena, tokens, n, &tags);
  return status ? status : nb_user_matches(ctx, arena, glossary, lexicon, tokens, tags, n, matches, n_matches);
}

nb_str nb_user_verb(nb_arena *arena, const nb_user_glossary *glossary, const nb_lexicon *lexicon, nb_str lemma,
                    unsigned features) {
  source s = {.arena = arena, .glossary = glossary, .lexicon = lexicon};
  nb_user_term term;
  if (!glossary || !nb_user_glossary_find(glossary, lemma, NB_POS_VERB, &term)) return NB_STR("");
  return term.keep ? lemma : inflected(&s, term.english, NB_POS_VERB, features);
}
