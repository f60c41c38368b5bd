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

static void sort_unique(nb_words *w) {
  if (w->n) qsort(w->ids, w->n, sizeof *w->ids, by_value);
  size_t kept = 0;
  for (size_t i = 0; i < w->n; i++)
    if (kept == 0 || w->ids[i] != w->ids[kept - 1]) w->ids[kept++] = w->ids[i];
  w->n = kept;
}

/* Numbers of the words; `forms` is for the headline, which has no tags: each of its words stands for the lemma that the
 * article has for that form first. */
typedef struct numbering {
  nb_arena *arena;
  nb_map *lemmas, *forms; /* in lower case -> unsigned */
  unsigned n;
} numbering;

static unsigned *slot(numbering *all, nb_map *map, nb_str word) {
  nb_str lower = nb_str_lower(all->arena, word);
  void **found = lower.ptr ? nb_map_slot(map, lower) : NULL;
  if (!found) return NULL;
  if (!*found && (*found = nb_arena_alloc(all->arena, sizeof(unsigned)))) *(unsigned *)*found = all->n;
  return *found;
}

static bool content_words(numbering *all, const nb_sentence *s, const nb_tag *tags, nb_words *out) {
  *out = (nb_words){nb_arena_array(all->arena, s->n_tokens, sizeof *out->ids), 0};
  if (!out->ids) return false;
  for (size_t i = 0; i < s->n_tokens; i++) {
    if (!is_content(&s->tokens[i], &tags[i])) continue;
    unsigned *id = slot(all, all->lemmas, tags[i].lemma.len ? tags[i].lemma : s->tokens[i].text);
    unsigned *form = id ? slot(all, all->forms, s->tokens[i].text) : NULL;
    if (!form) return false;
    if (*form == all->n) *form = *id;
    if (*id == all->n) all->n++;
    out->ids[out->n++] = *id;
  }
  sort_unique(out);
  return true;
}

static bool title_words(const numbering *all, nb_str title, nb_words *out) {
  *out = (nb_words){nb_arena_array(all->arena, title.len + 1, sizeof *out->ids), 0};
  if (!out->ids) return false;
  size_t start = 0;
  for (size_t pos = 0; title.len && pos <= title.len;) {
    size_t next = pos;
    int32_t c = pos < title.len ? nb_utf8_next(title, &next) : ' ';
    if (!nb_is_letter(c) && !nb_is_digit(c)) {
      nb_str lower = nb_str_lower(all->arena, nb_str_sub(title, start, pos));
      if (!lower.ptr) return false;
      const unsigned *id = nb_map_get(all->forms, lower);
      if (id) out->ids[out->n++] = *id;
      start = next;
    }
    if (pos == title.len) break;
    pos = next;
  }
  sort_unique(out);
  return true;
}

nb_status nb_vocabulary_of(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, nb_str title,
                           nb_vocabulary *v) {
  const nb_sentences *sentences = analysis->sentences;
  numbering all = {arena, nb_map_new(arena), nb_map_new(arena), 0};
  *v = (nb_vocabulary){.sentences = nb_arena_array(arena, sentences->n, sizeof *v->sentences)};
  if (!v->sentences || !all.lemmas || !all.forms) return nb_fail_memory(ctx);
  for (size_t i = 0; i < sentences->n; i++)
    if (!content_words(&all, &sentences->items[i], analysis->tags[i], &v->sentences[i])) return nb_fail_memory(ctx);
  v->n = all.n;
  v->counts = nb_arena_array(arena, v->n, sizeof *v->counts);
  if (!v->counts || !title_words(&all, title, &v->title)) return nb_fail_memory(ctx);
  for (size_t i = 0; i < sentences->n; i++)
    for (size_t k = 0; sentences->items[i].kind != NB_HEADING && k < v->sentences[i].n; k++)
      v->counts[v->sentences[i].ids[k]]++;
  return NB_OK;
}

double nb_overlap(nb_words a, nb_words b) {
  size_t i = 0, k = 0, shared = 0, least = a.n < b.n ? a.n : b.n;
  while (i < a.n && k < b.n) {
    if (a.ids[i] == b.ids[k]) {
      shared++;
      i++;
      k++;
    } else if (a.ids[i] < b.ids[k]) {
      i++;
    } else {
      k++;
    }
  }
  return least ? (double)shared / (double)least : 0;
}
