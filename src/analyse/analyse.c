#include <stdlib.h>

#include "analyse/tables.h"
#include "base/tsv.h"

bool nb_word_in(const nb_word_list *list, nb_str lemma, nb_str *value) {
  const nb_str *found = nb_map_get(list->words, lemma);
  if (found && value) *value = *found;
  return found != NULL;
}

nb_str nb_word_extra(const nb_word_list *list, nb_str lemma) {
  const nb_str *found = nb_map_get(list->extras, lemma);
  return found ? *found : NB_STR("");
}

/* "staat", "staats", "hond" of "honden-": a noun, verb or adjective. */
static bool has_meaning(const nb_lexicon *lexicon, nb_str left) {
  for (size_t cut = 0; cut < 3 && left.len - cut >= 3; cut++) { /* without the linking sound */
    nb_reading r[1];
    if (nb_lexicon_readings(lexicon, nb_str_sub(left, 0, left.len - cut), r, 1) == 0) continue;
    return r[0].pos == NB_POS_NOUN || r[0].pos == NB_POS_VERB || r[0].pos == NB_POS_ADJ || r[0].pos == NB_POS_PROPN;
  }
  return false;
}

bool nb_head_in(const nb_analyser *a, const nb_word_list *list, nb_str lemma, nb_str *value, size_t *head) {
  enum { SHORTEST_LEFT = 3, SHORTEST_HEAD = 5, LONGEST_WORD = 80 };
  *head = 0;
  if (nb_word_in(list, lemma, value)) return true;
  if (lemma.len > LONGEST_WORD) return false;
  for (size_t cut = 1; cut < lemma.len; cut++) {
    bool hyphen = lemma.ptr[cut - 1] == '-';
    if (!hyphen && (cut < SHORTEST_LEFT || lemma.len - cut < SHORTEST_HEAD)) continue;
    *head = cut;
    if (nb_word_in(list, nb_str_sub(lemma, cut, lemma.len), value) &&
        (hyphen || has_meaning(a->lexicon, nb_str_sub(lemma, 0, cut))))
      return true;
  }
  return false;
}

typedef struct loading {
  nb_arena *arena;
  nb_word_list *list;
} loading;

static nb_status row(nb_context *ctx, void *user, const nb_tsv_row *r) {
  loading *l = user;
  nb_map *maps[] = {l->list->words, l->list->extras};
  for (size_t i = 0; i < (r->field[2].len ? 2 : 1); i++) {
    void **slot = nb_map_slot(maps[i], r->field[0]);
    nb_str *value = nb_arena_alloc(l->arena, sizeof *value);
    if (!slot || !value) return nb_fail_memory(ctx);
    *value = r->field[1 + i];
    *slot = value;
  }
  return NB_OK;
}

static nb_status load(nb_context *ctx, nb_analyser *a, const char *name, nb_word_list *list) {
  nb_buf path;
  nb_buf_init(&path, 4096);
  *list = (nb_word_list){nb_map_new(a->arena), nb_map_new(a->arena)};
  loading l = {a->arena, list};
  nb_status status = list->words && list->extras ? nb_data_path(ctx, name, &path) : nb_fail_memory(ctx);
  if (!status) status = nb_tsv_read(ctx, path.ptr, a->arena, row, &l);
  nb_buf_free(&path);
  return status;
}

nb_status nb_analyser_new(nb_context *ctx, const nb_lexicon *lexicon, const nb_tagger *tagger, nb_analyser **analyser) {
  nb_arena *arena = nb_arena_new();
  nb_analyser *a = arena ? nb_arena_alloc(arena, sizeof *a) : NULL;
  nb_status status = a ? NB_OK : nb_fail_memory(ctx);
  if (a) *a = (nb_analyser){.arena = arena, .lexicon = lexicon, .tagger = tagger};
  const struct {
    const char *name;
    nb_word_list *list;
  } tables[] = {{"roles.tsv", &a->roles},
                {"groups.tsv", &a->groups},
                {"event-nouns.tsv", &a->event_nouns},
                {"reporting-verbs.tsv", &a->reporting},
                {"verb-kinds.tsv", &a->verb_kinds},
                {"verb-frames.tsv", &a->verb_frames},
                {"attitudes.tsv", &a->attitudes},
                {"light-verbs.tsv", &a->light_verbs},
                {"name-kinds.tsv", &a->name_kinds},
                {"demonym-places.tsv", &a->demonym_places},
                {"aliases.tsv", &a->aliases},
                {"portfolios.tsv", &a->portfolios},
                {"name-patterns.tsv", &a->name_patterns}};
  for (size_t i = 0; i < sizeof tables / sizeof *tables && !status; i++)
    status = load(ctx, a, tables[i].name, tables[i].list);
  if (!status) status = nb_labeller_new(ctx, &a->labeller);
  if (status)
    nb_arena_free(arena);
  else
    *analyser = a;
  return status;
}

void nb_analyser_free(nb_analyser *analyser) {
  if (!analyser) return;
  nb_labeller_free(analyser->labeller);
  nb_arena_free(analyser->arena);
}

/* Tags and labels of all sentences. */
static nb_status read_sentences(nb_context *ctx, const nb_analyser *a, nb_arena *arena, nb_analysis *analysis) {
  nb_arena *scratch = nb_arena_new();
  nb_status status = scratch ? NB_OK : nb_fail_memory(ctx);
  for (size_t i = 0; i < analysis->sentences->n && !status; i++) {
    const nb_sentence *s = &analysis->sentences->items[i];
    nb_clues clues;
    nb_arena_reset(scratch);
    status = nb_clues_of(ctx, a->lexicon, scratch, s->tokens, s->n_tokens, &clues);
    if (!status) status = nb_tag_clues(ctx, a->tagger, arena, &clues, &analysis->tags[i]);
    if (!status)
      status = nb_labels_of(ctx, a->labeller, arena, scratch, &clues, analysis->tags[i], &analysis->labels[i]);
  }
  nb_arena_free(scratch);
  return status;
}

nb_status nb_analyse(nb_context *ctx, const nb_analyser *analyser, nb_arena *arena, const nb_sentences *sentences,
                     nb_analysis *analysis) {
  *analysis = (nb_analysis){.sentences = sentences,
                            .tags = nb_arena_array(arena, sentences->n, sizeof *analysis->tags),
                            .labels = nb_arena_array(arena, sentences->n, sizeof *analysis->labels)};
  if (!analysis->tags || !analysis->labels) return nb_fail_memory(ctx);
  nb_analysing a = {ctx, analyser, arena, analysis};
  nb_status status = read_sentences(ctx, analyser, arena, analysis);
  if (!status) status = nb_find_actors(&a);
  return status ? status : nb_find_events(&a);
}

const char *nb_actor_kind_name(nb_actor_kind kind) {
  static const char *const names[] = {"person", "organisation", "place", "role", "group"};
  return names[kind];
}

const char *nb_event_kind_name(nb_event_kind kind) {
  static const char *const names[] = {"verb", "noun", "participle", "speech"};
  return names[kind];
}

const char *nb_event_status_name(nb_event_status status) {
  static const char *const names[] = {"happened", "reported", "planned", "feared", "denied"};
  return names[status];
}

const char *nb_part_role_name(nb_part_role role) {
  static const char *const names[] = {"agent", "patient", "recipient"};
  return names[role];
}
