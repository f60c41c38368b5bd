/* Content words of an article: what its sentences share with each other and with the headline. */
#include <stdlib.h>

#include "base/map.h"
#include "base/utf8.h"
#include "summarise/score.h"

/* Words of English (which the tagger takes for names) and those of Dutch that are content words elsewhere. */
static bool is_empty_word(nb_str word) {
  static const char *const words[] = {
      "the",    "and",    "that",   "with",   "from",  "this",  "have",   "has",     "had",   "was",   "were",
      "been",   "are",    "for",    "but",    "not",   "you",   "his",    "her",     "its",   "their", "they",
      "them",   "she",    "him",    "who",    "whom",  "which", "what",   "when",    "where", "will",  "would",
      "could",  "should", "can",    "may",    "more",  "most",  "than",   "then",    "into",  "over",  "after",
      "before", "about",  "also",   "said",   "says",  "say",   "one",    "two",     "our",   "out",   "any",
      "all",    "some",   "such",   "there",  "these", "those", "while",  "because", "being", "does",  "did",
      "of",     "to",     "in",     "on",     "at",    "by",    "as",     "it",      "he",    "be",    "an",
      "or",     "if",     "up",     "so",     "no",    "we",    "my",     "me",      "do",    "zijn",  "hebben",
      "worden", "kunnen", "zullen", "moeten", "gaan",  "jaar",  "zeggen", "veel",    "ander", "nieuw", "groot",
      "goed",   "eerst",  "één",    "twee",   NULL};
  for (const char *const *w = words; *w; w++)
    if (nb_str_eq_nocase(word, nb_str_of(*w))) return true;
  return false;
}

static bool is_content(const nb_token *token, const nb_tag *tag) {
  if (token->kind == NB_PUNCT || token->text.len < 2) return false;
  switch (tag->pos) {
    case NB_POS_NOUN:
    case NB_POS_PROPN:
    case NB_POS_NUM:
    case NB_POS_ADJ:
    case NB_POS_VERB:
    case NB_POS_X:
      return !is_empty_word(tag->lemma) && !is_empty_word(token->text);
    default:
      return false;
  }
}

static int by_value(const void *a, const void *b) {
  unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
  return (x > y) - (x < y);
}

static unsigned word_hash(nb_arena *arena, nb_str word) {
  nb_str lower = nb_str_lower(arena, word);
  return (unsigned)nb_hash(lower.ptr ? lower : word);
}

/* Sorted, each once; `counts` (may be NULL): how often each was there. */
static void sort_unique(nb_words *w, unsigned *counts) {
  if (w->n) qsort(w->hashes, w->n, sizeof *w->hashes, by_value);
  size_t kept = 0;
  for (size_t i = 0; i < w->n; i++) {
    if (kept == 0 || w->hashes[i] != w->hashes[kept - 1]) {
      w->hashes[kept++] = w->hashes[i];
      if (counts) counts[kept - 1] = 0;
    }
    if (counts) counts[kept - 1]++;
  }
  w->n = kept;
}

static bool content_words(nb_arena *arena, const nb_sentence *s, const nb_tag *tags, nb_words *out) {
  *out = (nb_words){nb_arena_array(arena, s->n_tokens, sizeof *out->hashes), 0};
  if (!out->hashes) return false;
  for (size_t i = 0; i < s->n_tokens; i++)
    if (is_content(&s->tokens[i], &tags[i]))
      out->hashes[out->n++] = word_hash(arena, tags[i].lemma.len ? tags[i].lemma : s->tokens[i].text);
  sort_unique(out, NULL);
  return true;
}

static bool count_all(nb_arena *arena, const nb_sentences *sentences, nb_vocabulary *v) {
  size_t n = 0;
  for (size_t i = 0; i < sentences->n; i++) n += v->sentences[i].n;
  v->all = (nb_words){nb_arena_array(arena, n, sizeof *v->all.hashes), 0};
  v->counts = nb_arena_array(arena, n, sizeof *v->counts);
  if (!v->all.hashes || !v->counts) return false;
  for (size_t i = 0; i < sentences->n; i++)
    for (size_t k = 0; sentences->items[i].kind != NB_HEADING && k < v->sentences[i].n; k++)
      v->all.hashes[v->all.n++] = v->sentences[i].hashes[k];
  sort_unique(&v->all, v->counts);
  return true;
}

/* The headline has no tags: each of its words stands for the lemma that the article has for that form. */
static nb_str *lemma_slot(nb_arena *arena, nb_map *lemmas, nb_str form) {
  nb_str lower = nb_str_lower(arena, form);
  void **slot = lower.ptr ? nb_map_slot(lemmas, lower) : NULL;
  if (slot && !*slot) *slot = nb_arena_alloc(arena, sizeof(nb_str));
  return slot ? *slot : NULL;
}

static bool title_words(nb_arena *arena, const nb_analysis *analysis, nb_str title, nb_words *out) {
  *out = (nb_words){nb_arena_array(arena, title.len + 1, sizeof *out->hashes), 0};
  nb_map *lemmas = nb_map_new(arena);
  if (!out->hashes || !lemmas) return false;
  if (!title.len) return true;
  for (size_t i = 0; i < analysis->sentences->n; i++)
    for (size_t k = 0; k < analysis->sentences->items[i].n_tokens; k++) {
      const nb_tag *tag = &analysis->tags[i][k];
      if (!is_content(&analysis->sentences->items[i].tokens[k], tag)) continue;
      nb_str *lemma = lemma_slot(arena, lemmas, analysis->sentences->items[i].tokens[k].text);
      if (!lemma) return false;
      if (!lemma->ptr) *lemma = tag->lemma;
    }
  size_t start = 0;
  for (size_t pos = 0; pos <= title.len;) {
    size_t next = pos;
    int32_t c = pos < title.len ? nb_utf8_next(title, &next) : ' ';
    if (!nb_is_letter(c) && !nb_is_digit(c)) {
      nb_str word = nb_str_sub(title, start, pos), lower = nb_str_lower(arena, word);
      const nb_str *lemma = lower.ptr ? nb_map_get(lemmas, lower) : NULL;
      if (lemma && lemma->ptr) out->hashes[out->n++] = word_hash(arena, *lemma);
      start = next;
    }
    if (pos == title.len) break;
    pos = next;
  }
  sort_unique(out, NULL);
  return true;
}

nb_status nb_vocabulary_of(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, nb_str title,
                           nb_vocabulary *v) {
  const nb_sentences *all = analysis->sentences;
  *v = (nb_vocabulary){.sentences = nb_arena_array(arena, all->n, sizeof *v->sentences)};
  if (!v->sentences) return nb_fail_memory(ctx);
  for (size_t i = 0; i < all->n; i++)
    if (!content_words(arena, &all->items[i], analysis->tags[i], &v->sentences[i])) return nb_fail_memory(ctx);
  if (!count_all(arena, all, v) || !title_words(arena, analysis, title, &v->title)) return nb_fail_memory(ctx);
  return NB_OK;
}

size_t nb_sentences_with(const nb_vocabulary *v, unsigned hash) {
  const unsigned *at = v->all.n ? bsearch(&hash, v->all.hashes, v->all.n, sizeof hash, by_value) : NULL;
  return at ? v->counts[at - v->all.hashes] : 0;
}

double nb_overlap(nb_words a, nb_words b) {
  size_t i = 0, k = 0, shared = 0, least = a.n < b.n ? a.n : b.n;
  while (i < a.n && k < b.n) {
    if (a.hashes[i] == b.hashes[k]) {
      shared++;
      i++;
      k++;
    } else if (a.hashes[i] < b.hashes[k]) {
      i++;
    } else {
      k++;
    }
  }
  return least ? (double)shared / (double)least : 0;
}
