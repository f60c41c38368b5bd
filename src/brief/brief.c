#include "brief/brief.h"

#include <string.h>

#include "base/utf8.h"
#include "brief/events.h"
#include "brief/pronouns.h"

enum { DEFAULT_ACTORS = 5, MOST_EVENTS = 5 };

static nb_status begin(nb_context *ctx, const nb_document *d, nb_brief *b) {
  *b = (nb_brief){
      .id = d->id, .id_is_number = d->id_is_number, .source = d->source, .date = d->date, .url = d->url, .engine = ""};
  b->title_en = NB_STR("");
  return nb_normalize_text(ctx, d->arena, nb_str_trim(d->title), &b->title_nl);
}

/* Plain text often has its headline as a heading above everything else. */
static nb_status heading_as_title(nb_context *ctx, const nb_document *d, nb_brief *b) {
  if (b->title_nl.len || d->n_blocks == 0 || d->blocks[0].kind != NB_HEADING) return NB_OK;
  return nb_normalize_text(ctx, d->arena, nb_str_trim(d->blocks[0].text), &b->title_nl);
}

/* ---- sentences ---- */

static nb_status take(nb_context *ctx, const nb_document *d, size_t index, nb_points *points, nb_brief *b) {
  const nb_sentence *s = &b->all.items[index];
  nb_brief_sentence *out = &b->sentences[b->n_sentences++];
  *out = (nb_brief_sentence){.index = index, .block = s->block, .kind = s->kind};
  out->start = nb_points_before(points, d->text, s->start);
  out->end = nb_points_before(points, d->text, s->end);
  out->nl = out->meant = s->text;
  out->en = out->by_nl = out->by_en = out->explain = NB_STR("");
  out->repairs = s->repairs;
  out->n_repairs = s->n_repairs;
  if (b->summary.scores) out->score = b->summary.scores[index];
  if (s->kind != NB_QUOTE || s->block >= d->n_blocks || d->blocks[s->block].attribution.len == 0) return NB_OK;
  return nb_normalize_text(ctx, d->arena, d->blocks[s->block].attribution, &out->by_nl);
}

/* `picked` NULL: all of them. */
static nb_status take_sentences(nb_context *ctx, const nb_document *d, const size_t *picked, size_t n, nb_brief *b) {
  b->sentences = nb_arena_array(d->arena, n, sizeof *b->sentences);
  if (!b->sentences) return nb_fail_memory(ctx);
  nb_status status = NB_OK;
  nb_points points = {0};
  for (size_t i = 0; i < n && !status; i++) {
    size_t index = picked ? picked[i] : i;
    if (b->all.items[index].n_tokens) status = take(ctx, d, index, &points, b); /* a given sentence may be empty */
  }
  return status;
}

/* ---- translation ---- */

static nb_status join_unknown(nb_context *ctx, nb_arena *arena, const nb_translation *t, nb_brief_sentence *s) {
  if (t->n_unknown == 0) return NB_OK;
  nb_str *joined = nb_arena_array(arena, s->n_unknown + t->n_unknown, sizeof *joined);
  if (!joined) return nb_fail_memory(ctx);
  if (s->n_unknown) memcpy(joined, s->unknown, s->n_unknown * sizeof *joined);
  memcpy(joined + s->n_unknown, t->unknown, t->n_unknown * sizeof *joined);
  s->unknown = joined;
  s->n_unknown += t->n_unknown;
  return NB_OK;
}

static nb_status keep(nb_context *ctx, nb_arena *arena, const nb_translation *t, nb_brief *b) {
  if (b->title_nl.len) {
    b->title_en = t->text;
    b->title_engine = b->engine = t->engine;
    b->title_unknown = t->unknown;
    b->n_title_unknown = t->n_unknown;
    t++;
  }
  nb_status status = NB_OK;
  for (size_t i = 0; i < b->n_sentences && !status; i++, t++) {
    nb_brief_sentence *s = &b->sentences[i];
    s->en = t->text;
    s->engine = t->engine;
    s->unknown = t->unknown;
    s->n_unknown = t->n_unknown;
    s->explain = t->explain;
    if (i == 0)
      b->engine = t->engine;
    else if (strcmp(b->engine, t->engine) != 0)
      b->engine = "mixed";
    if (s->by_nl.len == 0) continue;
    s->by_en = (++t)->text;
    status = join_unknown(ctx, arena, t, s);
  }
  return status;
}

/* Headline, sentences and attributions in one call, so that a remote engine sees them together and once. */
static nb_status translate(nb_context *ctx, const nb_stages *stages, nb_arena *arena, nb_brief *b) {
  if (!stages->translator) return NB_OK;
  nb_segment *segments = nb_arena_array(arena, 1 + 2 * b->n_sentences, sizeof *segments);
  if (!segments) return nb_fail_memory(ctx);
  size_t n = 0;
  if (b->title_nl.len) segments[n++] = (nb_segment){b->title_nl, true};
  for (size_t i = 0; i < b->n_sentences; i++) {
    const nb_brief_sentence *s = &b->sentences[i];
    segments[n++] = (nb_segment){s->meant, s->kind == NB_HEADING};
    if (s->by_nl.len) segments[n++] = (nb_segment){s->by_nl, true};
  }
  if (n == 0) return NB_OK;
  nb_translation *out = nb_arena_array(arena, n, sizeof *out);
  if (!out) return nb_fail_memory(ctx);
  nb_status status = nb_translate(stages->translator, ctx, arena, segments, n, out);
  return status ? status : keep(ctx, arena, out, b);
}

/* ---- actors ---- */

static bool in_brief(const nb_actor *actor, const bool *selected) {
  for (size_t i = 0; i < actor->n_mentions; i++)
    if (selected[actor->mentions[i].sentence]) return true;
  return false;
}

static bool has_name(const nb_actor *actor) {
  return actor->kind == NB_PERSON || actor->kind == NB_ORGANISATION || actor->kind == NB_PLACE;
}

static bool count_in_points(nb_arena *arena, const nb_sentences *all, nb_actor *actor) {
  nb_mention *mentions = nb_arena_array(arena, actor->n_mentions, sizeof *mentions);
  nb_points points = {0};
  for (size_t i = 0; mentions && i < actor->n_mentions; i++) {
    nb_mention *m = &mentions[i];
    *m = actor->mentions[i];
    m->start = nb_points_before(&points, all->items[m->sentence].text, m->start);
    m->end = nb_points_before(&points, all->items[m->sentence].text, m->end);
  }
  actor->mentions = mentions;
  return mentions;
}

/* By importance: the names in the selected sentences, then, where these are few, the roles and groups there and the
 * other names. */
static nb_status choose_actors(nb_context *ctx, nb_arena *arena, const nb_analysis *analysis, size_t max, nb_brief *b) {
  enum { FEW = 3 };
  static const struct { bool in_brief, name; } passes[] = {{true, true}, {true, false}, {false, true}};
  bool *selected = nb_arena_array(arena, b->all.n, sizeof *selected);
  nb_actor *chosen = nb_arena_array(arena, max < analysis->n_actors ? max : analysis->n_actors, sizeof *chosen);
  if (!selected || !chosen) return nb_fail_memory(ctx);
  for (size_t i = 0; i < b->n_sentences; i++) selected[b->sentences[i].index] = true;
  size_t n = 0;
  for (size_t p = 0; p < sizeof passes / sizeof *passes; p++)
    for (size_t i = 0; i < analysis->n_actors && n < (p ? FEW : max) && n < max; i++) {
      const nb_actor *a = &analysis->actors[i];
      if (in_brief(a, selected) == passes[p].in_brief && has_name(a) == passes[p].name) chosen[n++] = *a;
    }
  b->actors = chosen;
  b->n_actors = n;
  for (size_t i = 0; i < n; i++)
    if (!count_in_points(arena, &b->all, &chosen[i])) return nb_fail_memory(ctx);
  return NB_OK;
}

/* ---- the two jobs ---- */

nb_status nb_brief_make(nb_context *ctx, const nb_stages *stages, nb_document *document,
                        const nb_brief_options *options, nb_brief *brief) {
  nb_arena *arena = document->arena;
  nb_brief b;
  nb_analysis analysis;
  nb_status status = begin(ctx, document, &b);
  if (!status) status = heading_as_title(ctx, document, &b);
  if (!status) status = nb_sentences_of(ctx, stages->splitter, stages->normalizer, document, &b.all);
  if (!status) status = nb_analyse(ctx, stages->analyser, arena, &b.all, &analysis);
  if (status) return status;
  status = nb_summarise(ctx, stages->summariser, arena, &analysis, b.title_nl, options->budget, !options->no_position,
                        &b.summary);
  if (!status) status = take_sentences(ctx, document, b.summary.picked, b.summary.n_picked, &b);
  if (!status && stages->translator) status = nb_name_pronouns(ctx, arena, &analysis, &b);
  if (!status) status = translate(ctx, stages, arena, &b);
  size_t max = options->max_actors ? options->max_actors : DEFAULT_ACTORS;
  if (!status) status = choose_actors(ctx, arena, &analysis, max, &b);
  if (!status) status = nb_brief_events(ctx, stages->lexicon, arena, &analysis, MOST_EVENTS, &b);
  if (!status) *brief = b;
  return status;
}

nb_status nb_brief_whole(nb_context *ctx, const nb_stages *stages, nb_document *document, nb_brief *brief) {
  nb_brief b;
  nb_status status = begin(ctx, document, &b);
  if (!status) status = nb_sentences_of(ctx, stages->splitter, stages->normalizer, document, &b.all);
  if (!status) status = take_sentences(ctx, document, NULL, b.all.n, &b);
  if (!status) status = translate(ctx, stages, document->arena, &b);
  if (!status) *brief = b;
  return status;
}
