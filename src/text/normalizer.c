#include "text/normalizer.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "text/characters.h"
#include "text/repair.h"
#include "text/tokenizer.h"

enum { SEARCHES = 200 /* words a document for which a repair is looked for */, CACHED = 20000 /* words in all */ };

struct nb_normalizer {
  nb_vocabulary vocabulary;
  nb_arena *arena;
  nb_map *repairs; /* a word to an nb_str: what it becomes, or itself; NULL: begun anew when next needed */
  size_t searches; /* left for this document */
};

nb_status nb_normalizer_new(nb_context *ctx, bool (*lexicon_knows)(void *user, nb_str form), void *user,
                            nb_normalizer **result) {
  nb_normalizer *n = calloc(1, sizeof *n);
  if (!n) return nb_fail_memory(ctx);
  n->vocabulary = (nb_vocabulary){.lexicon_knows = lexicon_knows, .user = user};
  n->searches = SEARCHES;
  n->arena = nb_arena_new();
  nb_status status = n->arena ? nb_speller_new(ctx, &n->vocabulary.speller) : nb_fail_memory(ctx);
  if (status) {
    nb_normalizer_free(n);
    return status;
  }
  *result = n;
  return NB_OK;
}

void nb_normalizer_free(nb_normalizer *normalizer) {
  if (!normalizer) return;
  nb_speller_free(normalizer->vocabulary.speller);
  nb_arena_free(normalizer->arena);
  free(normalizer);
}

const char *nb_normalizer_dictionary(const nb_normalizer *normalizer) {
  return nb_speller_dictionary(normalizer->vocabulary.speller);
}

void nb_normalizer_next_document(nb_normalizer *normalizer) {
  normalizer->searches = SEARCHES;
  if (!normalizer->repairs || nb_map_size(normalizer->repairs) < CACHED) return;
  nb_arena_reset(normalizer->arena);
  normalizer->repairs = NULL;
}

nb_status nb_hunspell_stems(nb_context *ctx, nb_normalizer *normalizer, nb_arena *arena, nb_str form, nb_str **stems,
                            size_t *n) {
  return nb_speller_stems(ctx, normalizer->vocabulary.speller, arena, form, stems, n);
}

/* The work on one sentence */

typedef struct work {
  nb_context *ctx;
  nb_normalizer *normalizer;
  nb_arena *arena;
  nb_sentence *sentence;
  size_t cap; /* of the repairs */
  nb_status status;
} work;

/* One of the searches that a document has. */
static bool may_search(nb_normalizer *n) {
  if (n->searches == 0) return false;
  n->searches--;
  return true;
}

static void record(work *w, nb_str from, nb_str to, const char *why) {
  nb_sentence *s = w->sentence;
  if (!from.ptr || !to.ptr || !nb_arena_grow(w->arena, &s->repairs, &w->cap, s->n_repairs + 1, sizeof *s->repairs))
    w->status = nb_fail_memory(w->ctx);
  else
    s->repairs[s->n_repairs++] = (nb_repair){from, to, why};
}

static bool knows_joined(work *w, nb_str whole, nb_str lower) {
  const nb_vocabulary *v = &w->normalizer->vocabulary;
  if (!v->lexicon_knows && !*nb_speller_dictionary(v->speller)) return true;
  if (v->lexicon_knows && (v->lexicon_knows(v->user, whole) || v->lexicon_knows(v->user, lower))) return true;
  return may_search(w->normalizer) &&
         (nb_speller_accepts(w->ctx, v->speller, whole) || nb_speller_accepts(w->ctx, v->speller, lower));
}

/* "rege-", "ring": joined where somebody knows the whole, or nobody could know it. */
static bool joined(void *user, nb_str left, nb_str right) {
  work *w = user;
  nb_str whole = nb_arena_printf(w->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(left), NB_STR_ARG(right));
  nb_str broken = nb_arena_printf(w->arena, NB_STR_FMT "-" NB_STR_FMT, NB_STR_ARG(left), NB_STR_ARG(right));
  nb_str lower = whole.ptr ? nb_str_lower(w->arena, whole) : whole;
  if (!lower.ptr || !broken.ptr) {
    w->status = nb_fail_memory(w->ctx);
    return false;
  }
  if (!knows_joined(w, whole, lower)) return false;
  record(w, broken, whole, "hyphenation");
  return true;
}

static bool is_ligature(int32_t c) {
  return c == 0x132 || c == 0x133 || (c >= 0xFB00 && c <= 0xFB06);
}

static void record_ligatures(work *w) {
  nb_str raw = w->sentence->raw;
  for (size_t pos = 0, start = 0; pos < raw.len && !w->status; start = pos) {
    bool found = false;
    size_t next = pos;
    for (; pos < raw.len; pos = next) {
      int32_t c = nb_utf8_next(raw, &next);
      if (!nb_is_letter(c)) break;
      found = found || is_ligature(c);
    }
    nb_str from = nb_str_sub(raw, start, pos), to;
    if (found && !(w->status = nb_normalize_text(w->ctx, w->arena, from, &to))) record(w, from, to, "ligature");
    if (pos == start) pos = next;
  }
}

static nb_str looked_up(work *w, nb_str word) {
  nb_normalizer *n = w->normalizer;
  if (!n->repairs) n->repairs = nb_map_new(n->arena);
  const nb_str *known = n->repairs ? nb_map_get(n->repairs, word) : NULL;
  if (known) return *known;
  if (!may_search(n)) return word;
  char repaired[NB_REPAIR_CAP];
  bool meant = nb_repair_word(w->ctx, &n->vocabulary, word, repaired);
  nb_str kept = nb_arena_str(n->arena, word), *answer = nb_arena_alloc(n->arena, sizeof *answer);
  void **slot = n->repairs && kept.ptr && answer ? nb_map_slot(n->repairs, kept) : NULL;
  nb_str to = meant ? nb_arena_str(n->arena, nb_str_of(repaired)) : kept;
  if (!slot || !to.ptr) {
    w->status = nb_fail_memory(w->ctx);
    return word;
  }
  *answer = to;
  *slot = answer;
  return to;
}

static bool is_quote(nb_str text) {
  return nb_str_eq_c(text, "\"") || nb_str_eq_c(text, "'");
}

/* An odd mark belongs to a quotation that goes on in another sentence. */
static bool has_odd_quotes(const nb_sentence *s) {
  size_t quotes = 0;
  for (size_t i = 0; i < s->n_tokens; i++) quotes += is_quote(s->tokens[i].text);
  return quotes % 2 == 1;
}

/* Between foreign words nothing is a slip. */
static bool neighbour_known(work *w, size_t token) {
  const nb_sentence *s = w->sentence;
  if (token >= s->n_tokens || s->tokens[token].kind != NB_WORD) return true;
  const nb_vocabulary *v = &w->normalizer->vocabulary;
  nb_str lower = nb_str_lower(w->arena, s->tokens[token].text);
  if (!lower.ptr) return false;
  return v->lexicon_knows ? v->lexicon_knows(v->user, lower) : nb_vocabulary_knows(w->ctx, v, lower);
}

static nb_str repaired_token(work *w, size_t i) {
  nb_str word = w->sentence->tokens[i].text;
  nb_str to = looked_up(w, word);
  if (nb_str_eq(to, word) || !neighbour_known(w, i - 1) || !neighbour_known(w, i + 1)) return word;
  return to;
}

static bool may_be_repaired(const nb_token *t) {
  size_t pos = 0;
  return t->kind == NB_WORD && nb_is_lower(nb_utf8_next(t->text, &pos));
}

/* The text with its slips repaired, in `out`. True: something was. */
static bool repair_words(work *w, nb_buf *out) {
  nb_sentence *s = w->sentence;
  size_t copied = 0, before = s->n_repairs;
  bool quoted = false;
  if (has_odd_quotes(s)) return false;
  for (size_t i = 0; i < s->n_tokens && !w->status; i++) {
    const nb_token *t = &s->tokens[i];
    if (is_quote(t->text)) quoted = !quoted;
    if (quoted || !may_be_repaired(t)) continue;
    nb_str to = repaired_token(w, i);
    if (nb_str_eq(to, t->text)) continue;
    record(w, t->text, nb_arena_str(w->arena, to), "spelling");
    nb_buf_add(out, nb_str_sub(s->text, copied, t->start));
    nb_buf_add(out, to);
    copied = t->end;
  }
  nb_buf_add(out, nb_str_sub(s->text, copied, s->text.len));
  return s->n_repairs > before;
}

static nb_status repair_spelling(work *w) {
  nb_sentence *s = w->sentence;
  nb_buf out;
  nb_buf_init(&out, 2 * s->text.len + NB_REPAIR_CAP);
  if (repair_words(w, &out) && !w->status) {
    nb_str text = out.status ? (nb_str){NULL, 0} : nb_arena_str(w->arena, nb_buf_str(&out));
    if (text.ptr) {
      s->text = text;
      w->status = nb_tokenize(w->ctx, w->arena, s->text, &s->tokens, &s->n_tokens);
    } else {
      w->status = nb_fail_memory(w->ctx);
    }
  }
  nb_buf_free(&out);
  return w->status;
}

nb_status nb_normalize(nb_context *ctx, nb_normalizer *normalizer, nb_arena *arena, nb_sentence *sentence) {
  work w = {.ctx = ctx, .normalizer = normalizer, .arena = arena, .sentence = sentence};
  nb_joiner joiner = {joined, &w};
  sentence->repairs = NULL;
  sentence->n_repairs = 0;
  record_ligatures(&w);
  if (!w.status) w.status = nb_normalize_characters(ctx, arena, sentence->raw, &joiner, &sentence->text);
  if (!w.status) w.status = nb_tokenize(ctx, arena, sentence->text, &sentence->tokens, &sentence->n_tokens);
  return w.status ? w.status : repair_spelling(&w);
}
