/* What the engine saw in a sentence and did with it. */
#include "translate/glossary/clause.h"

enum { EXPLANATION_CAP = 1 << 20 };

static bool within(const nb_units *units, const nb_unit *u) {
  return u >= units->items && u < units->items + units->n;
}

/* The Dutch words of units, those left out too. */
static void add_words(nb_buf *out, const nb_units *units, size_t from, size_t to) {
  for (size_t i = from; i < to; i++) {
    const nb_unit *u = &units->items[i];
    if (i > from && u->space_before) nb_buf_add_char(out, ' ');
    nb_buf_add(out, u->nl);
  }
}

static void add_chunks(nb_buf *out, const nb_units *units, const nb_clause *c) {
  static const char *const names[] = {"other", "nouns", "time", "preposition", "adverb", "adjective", "verb", "te"};
  const char *before = "";
  for (size_t i = c->first; i < c->end;) {
    nb_chunk k = nb_chunk_at(units, i, c->end);
    i = k.end;
    nb_buf_add_c(out, before);
    nb_buf_add_char(out, '[');
    nb_buf_add_c(out, units->items[k.start].dropped ? "left out" : names[k.kind]);
    nb_buf_add_char(out, ' ');
    add_words(out, units, k.start, k.end);
    nb_buf_add_c(out, "]");
    before = " ";
  }
}

/* "main clause: subject de raad, verb stemt: [nouns de raad] [verb stemt]". */
static void add_clause(nb_buf *out, const nb_units *units, const nb_clause *c) {
  static const char *const names[] = {"words without a finite verb", "main clause", "subordinate clause",
                                      "relative clause", "infinitive clause"};
  nb_buf_printf(out, "%s%s%s: ", out->len ? "\n" : "", c->question ? "question, " : "", names[c->kind]);
  if (c->subject < c->subject_end) {
    nb_buf_add_c(out, "subject ");
    add_words(out, units, c->subject, c->subject_end);
    nb_buf_add_c(out, ", ");
  }
  if (c->finite != NB_NOT_FOUND) {
    nb_buf_add_c(out, "verb ");
    add_words(out, units, c->finite, c->finite + 1);
    nb_buf_add_c(out, ": ");
  }
  add_chunks(out, units, c);
}

/* The next unit of the Dutch that has English. */
static const nb_unit *next_in_dutch(const nb_units *units, const nb_unit *u) {
  do u++;
  while (within(units, u) && u->dropped);
  return u;
}

/* Words that stand behind ones that they stand before in the Dutch. */
static void add_moves(nb_buf *out, const nb_units *units) {
  const nb_unit *before = NULL;
  for (size_t i = 0; i < units->n_order; i++) {
    const nb_unit *first = units->order[i], *last = first;
    if (first->dropped) continue;
    if (!within(units, first)) {
      nb_buf_printf(out, "\nadded: " NB_STR_FMT, NB_STR_ARG(first->english));
      continue;
    }
    for (size_t k = i + 1; k < units->n_order; k++) {
      if (units->order[k]->dropped) continue;
      if (units->order[k] != next_in_dutch(units, last)) break;
      last = units->order[k];
      i = k;
    }
    if (before && first < before) {
      nb_buf_add_c(out, "\nmoved: ");
      add_words(out, units, (size_t)(first - units->items), (size_t)(last - units->items) + 1);
      nb_buf_add_c(out, " behind ");
      add_words(out, units, (size_t)(before - units->items), (size_t)(before - units->items) + 1);
    }
    before = last;
  }
}

/* "opstand [NOUN] -> uprising (glossary)". */
static void add_sources(nb_buf *out, const nb_units *units) {
  for (size_t i = 0; i < units->n; i++) {
    const nb_unit *u = &units->items[i];
    if (u->pos == NB_POS_PUNCT) continue;
    if (out->len) nb_buf_add_char(out, '\n');
    nb_buf_add(out, u->nl);
    nb_buf_add_c(out, " [");
    nb_buf_add_c(out, nb_pos_name(u->pos));
    nb_buf_add_c(out, "] -> ");
    nb_buf_add(out, u->dropped ? NB_STR("nothing") : u->english);
    nb_buf_add_c(out, " (");
    nb_buf_add_c(out, nb_origin_name(u->origin));
    nb_buf_add_char(out, ')');
  }
}

nb_str nb_explanation(nb_arena *arena, const nb_units *units) {
  nb_buf out;
  nb_buf_init(&out, EXPLANATION_CAP);
  for (size_t i = 0; i < units->n_clauses; i++)
    if (units->clauses[i].first < units->clauses[i].end) add_clause(&out, units, &units->clauses[i]);
  add_moves(&out, units);
  add_sources(&out, units);
  nb_str kept = nb_arena_str(arena, nb_buf_str(&out));
  nb_buf_free(&out);
  return kept;
}
