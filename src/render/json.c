#include <cJSON.h>
#include <math.h>

#include "render/clean.h"
#include "render/page.h"

static const char *const KINDS[] = {
    [NB_PARAGRAPH] = "paragraph", [NB_HEADING] = "heading",     [NB_LEAD] = "lead",
    [NB_QUOTE] = "quote",         [NB_LIST_ITEM] = "list item", [NB_SENTENCE] = "sentence",
};

/* ---- values: what cannot be made spoils page->out, and the line is not written ---- */

static cJSON *made(nb_page *page, cJSON *item) {
  if (!item) page->out->status = NB_INTERNAL;
  return item;
}

static void add(nb_page *page, cJSON *object, const char *key, cJSON *item) {
  if (made(page, item) && !cJSON_AddItemToObject(object, key, item)) {
    cJSON_Delete(item);
    page->out->status = NB_INTERNAL;
  }
}

static void push(nb_page *page, cJSON *array, cJSON *item) {
  if (made(page, item) && !cJSON_AddItemToArray(array, item)) {
    cJSON_Delete(item);
    page->out->status = NB_INTERNAL;
  }
}

/* cJSON takes C strings and checks no UTF-8. */
static cJSON *string(nb_page *page, nb_str s) {
  s = nb_clean_utf8(page->arena, s);
  const char *c_string = s.ptr ? nb_arena_cstr(page->arena, s) : NULL;
  return c_string ? cJSON_CreateString(c_string) : NULL;
}

static void text(nb_page *page, cJSON *object, const char *key, nb_str s) {
  add(page, object, key, string(page, s));
}

static void english(nb_page *page, cJSON *object, const char *key, nb_str s, const nb_str *unknown, size_t n_unknown) {
  s = nb_clean_utf8(page->arena, s);
  if (s.ptr && page->options->no_marks) s = nb_clean_marks(page->arena, s, unknown, n_unknown);
  add(page, object, key, s.ptr ? string(page, s) : NULL);
}

static void count(nb_page *page, cJSON *object, const char *key, size_t n) {
  add(page, object, key, cJSON_CreateNumber((double)n));
}

static cJSON *strings(nb_page *page, const nb_str *items, size_t n) {
  cJSON *array = made(page, cJSON_CreateArray());
  for (size_t i = 0; i < n; i++) push(page, array, string(page, items[i]));
  return array;
}

/* ---- the parts of a brief ---- */

static cJSON *title(nb_page *page, const nb_brief *b) {
  cJSON *o = made(page, cJSON_CreateObject());
  text(page, o, "nl", b->title_nl);
  english(page, o, "en", b->title_en, b->title_unknown, b->n_title_unknown);
  text(page, o, "engine", nb_str_of(b->title_engine));
  add(page, o, "unknown", strings(page, b->title_unknown, b->n_title_unknown));
  return o;
}

static void score_part(nb_page *page, cJSON *object, const char *key, double value) {
  add(page, object, key, cJSON_CreateNumber(round(value * 1e6) / 1e6)); /* 0.3, not 0.30000000000000004 */
}

static cJSON *score(nb_page *page, const nb_score *s) {
  cJSON *o = made(page, cJSON_CreateObject());
  score_part(page, o, "total", s->total);
  for (int p = 0; p < NB_SCORE_PARTS; p++) score_part(page, o, nb_score_part_name((nb_score_part)p), s->part[p]);
  return o;
}

static cJSON *repairs(nb_page *page, const nb_brief_sentence *s) {
  cJSON *array = made(page, cJSON_CreateArray());
  for (size_t i = 0; i < s->n_repairs; i++) {
    cJSON *o = made(page, cJSON_CreateObject());
    text(page, o, "from", s->repairs[i].from);
    text(page, o, "to", s->repairs[i].to);
    text(page, o, "why", nb_str_of(s->repairs[i].why));
    push(page, array, o);
  }
  return array;
}

static cJSON *resolved(nb_page *page, const nb_brief_sentence *s) {
  cJSON *array = made(page, cJSON_CreateArray());
  for (size_t i = 0; i < s->n_resolved; i++) {
    cJSON *o = made(page, cJSON_CreateObject());
    text(page, o, "pronoun", s->resolved[i].pronoun);
    text(page, o, "name", s->resolved[i].name);
    count(page, o, "start", s->resolved[i].start);
    count(page, o, "end", s->resolved[i].end);
    push(page, array, o);
  }
  return array;
}

static cJSON *attribution(nb_page *page, const nb_brief_sentence *s) {
  cJSON *o = made(page, cJSON_CreateObject());
  text(page, o, "nl", s->by_nl);
  english(page, o, "en", s->by_en, s->unknown, s->n_unknown);
  return o;
}

static cJSON *sentence(nb_page *page, const nb_brief_sentence *s) {
  cJSON *o = made(page, cJSON_CreateObject());
  count(page, o, "index", s->index);
  count(page, o, "start", s->start);
  count(page, o, "end", s->end);
  count(page, o, "block", s->block);
  text(page, o, "kind", nb_str_of(KINDS[s->kind]));
  text(page, o, "nl", s->nl);
  english(page, o, "en", s->en, s->unknown, s->n_unknown);
  if (s->by_nl.len) add(page, o, "by", attribution(page, s));
  text(page, o, "engine", nb_str_of(s->engine));
  add(page, o, "score", score(page, &s->score));
  add(page, o, "repairs", repairs(page, s));
  if (s->n_resolved) add(page, o, "resolved", resolved(page, s));
  add(page, o, "unknown", strings(page, s->unknown, s->n_unknown));
  if (page->options->explain) text(page, o, "explain", s->explain);
  return o;
}

static cJSON *mentions(nb_page *page, const nb_actor *a) {
  cJSON *array = made(page, cJSON_CreateArray());
  for (size_t i = 0; i < a->n_mentions; i++) {
    cJSON *o = made(page, cJSON_CreateObject());
    count(page, o, "sentence", a->mentions[i].sentence);
    count(page, o, "start", a->mentions[i].start);
    count(page, o, "end", a->mentions[i].end);
    push(page, array, o);
  }
  return array;
}

static cJSON *actor(nb_page *page, const nb_actor *a) {
  cJSON *o = made(page, cJSON_CreateObject()), *role = made(page, cJSON_CreateObject());
  text(page, o, "nl", a->nl);
  text(page, o, "en", a->en);
  text(page, o, "kind", nb_str_of(nb_actor_kind_name(a->kind)));
  text(page, role, "nl", a->role_nl);
  text(page, role, "en", a->role_en);
  add(page, o, "role", role);
  add(page, o, "mentions", mentions(page, a));
  return o;
}

static cJSON *parts(nb_page *page, const nb_brief_event *e) {
  cJSON *array = made(page, cJSON_CreateArray());
  for (size_t i = 0; i < e->n_parts; i++) {
    cJSON *o = made(page, cJSON_CreateObject());
    text(page, o, "role", nb_str_of(nb_part_role_name(e->parts[i].role)));
    text(page, o, "nl", e->parts[i].nl);
    text(page, o, "en", e->parts[i].en);
    push(page, array, o);
  }
  return array;
}

static cJSON *event(nb_page *page, const nb_brief_event *e) {
  cJSON *o = made(page, cJSON_CreateObject());
  count(page, o, "sentence", e->sentence);
  count(page, o, "start", e->start);
  count(page, o, "end", e->end);
  text(page, o, "kind", nb_str_of(nb_event_kind_name(e->kind)));
  text(page, o, "status", nb_str_of(nb_event_status_name(e->status)));
  text(page, o, "nl", e->nl);
  text(page, o, "lemma", e->lemma);
  text(page, o, "en", e->en);
  text(page, o, "time", e->time);
  text(page, o, "place", e->place);
  text(page, o, "when", e->when);
  text(page, o, "where", e->where);
  add(page, o, "actors", parts(page, e));
  return o;
}

static cJSON *id(nb_page *page, const nb_brief *b) {
  if (!b->id_is_number) return string(page, b->id);
  const char *digits = nb_arena_cstr(page->arena, b->id);
  return digits ? cJSON_CreateRaw(digits) : NULL;
}

static cJSON *brief(nb_page *page, const nb_brief *b) {
  cJSON *o = made(page, cJSON_CreateObject());
  add(page, o, "id", id(page, b));
  add(page, o, "title", title(page, b));
  text(page, o, "source", b->source);
  text(page, o, "date", b->date);
  text(page, o, "url", b->url);
  text(page, o, "engine", nb_str_of(b->engine));
  add(page, o, "degraded", cJSON_CreateBool(b->degraded));
  cJSON *sentences = made(page, cJSON_CreateArray()), *actors = made(page, cJSON_CreateArray());
  cJSON *events = made(page, cJSON_CreateArray());
  for (size_t i = 0; i < b->n_sentences; i++) push(page, sentences, sentence(page, &b->sentences[i]));
  for (size_t i = 0; i < b->n_actors; i++) push(page, actors, actor(page, &b->actors[i]));
  for (size_t i = 0; i < b->n_events; i++) push(page, events, event(page, &b->events[i]));
  add(page, o, "sentences", sentences);
  add(page, o, "actors", actors);
  add(page, o, "events", events);
  return o;
}

/* ---- output ---- */

/* Prints and deletes. */
static void write_out(nb_page *page, cJSON *item, bool pretty) {
  char *printed = page->out->status ? NULL : pretty ? cJSON_Print(item) : cJSON_PrintUnformatted(item);
  if (printed) {
    nb_buf_add_c(page->out, printed);
    nb_buf_add_char(page->out, '\n');
  } else if (!page->out->status) {
    page->out->status = NB_INTERNAL;
  }
  cJSON_free(printed);
  cJSON_Delete(item);
}

void nb_render_json(nb_page *page, const nb_brief *briefs, size_t n) {
  if (n == 1 && !page->options->heading) {
    write_out(page, brief(page, briefs), true);
    return;
  }
  cJSON *array = made(page, cJSON_CreateArray());
  for (size_t i = 0; i < n; i++) push(page, array, brief(page, &briefs[i]));
  write_out(page, array, true);
}

void nb_render_jsonl(nb_page *page, const nb_brief *briefs, size_t n) {
  for (size_t i = 0; i < n; i++) {
    write_out(page, brief(page, &briefs[i]), false);
    nb_arena_reset(page->arena);
  }
}
