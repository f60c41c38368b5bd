#include "render/page.h"

#include <string.h>

#include "render/clean.h"
#include "base/date.h"
#include "base/utf8.h"

enum { ENGINES_NAMED = 4 };

static const struct {
  const char *engine, *said;
} ENGINES[] = {
    {"neural", "offline by the neural engine"},
    {"glossary", "offline by the glossary engine"},
    {"deepl", "by DeepL"},
    {"libretranslate", "by LibreTranslate"},
};

/* ---- texts ---- */

static nb_str kept(nb_page *page, nb_str s) {
  if (s.ptr) return s;
  page->out->status = NB_INTERNAL;
  return NB_STR("");
}

void nb_page_gap(nb_page *page) {
  if (page->out->len > page->start) nb_buf_add_char(page->out, '\n');
}

nb_str nb_page_line(nb_page *page, nb_str s) {
  return kept(page, nb_clean_line(page->arena, s));
}

static nb_pair pair(nb_page *page, nb_str en, nb_str nl, const nb_str *unknown, size_t n_unknown) {
  nb_str dutch = nb_page_line(page, nl), english = nb_page_line(page, en);
  if (english.len == 0) return (nb_pair){dutch, NB_STR(""), false};
  if (page->options->no_marks) english = kept(page, nb_clean_marks(page->arena, english, unknown, n_unknown));
  if (!page->options->bilingual) dutch = NB_STR("");
  return (nb_pair){english, dutch, true};
}

nb_pair nb_page_title(nb_page *page, const nb_brief *b) {
  return pair(page, b->title_en, b->title_nl, b->title_unknown, b->n_title_unknown);
}

static nb_str joined(nb_page *page, nb_str a, const char *between, nb_str b) {
  a = nb_page_line(page, a);
  b = nb_page_line(page, b);
  if (a.len == 0 || b.len == 0) return a.len ? a : b;
  return kept(page, nb_arena_printf(page->arena, NB_STR_FMT "%s" NB_STR_FMT, NB_STR_ARG(a), between, NB_STR_ARG(b)));
}

nb_pair nb_page_actor(nb_page *page, const nb_brief *brief, const nb_actor *actor) {
  nb_str nl = joined(page, actor->nl, ", ", actor->role_nl);
  if (brief->engine[0] == 0) return (nb_pair){nl, NB_STR(""), false};
  nb_str role = actor->role_en.len ? actor->role_en : actor->role_nl;
  nb_str en = joined(page, actor->en.len ? actor->en : actor->nl, ", ", role);
  bool beside = page->options->bilingual && !nb_str_eq(en, nl);
  return (nb_pair){en, beside ? nl : NB_STR(""), true};
}

/* ---- events ---- */

static void add_parts(nb_buf *out, const nb_brief_event *e, nb_part_role role, bool english) {
  size_t n = 0;
  for (size_t i = 0; i < e->n_parts; i++) {
    const nb_brief_part *p = &e->parts[i];
    if (p->role != role) continue;
    if (n++) nb_buf_add_c(out, ", ");
    nb_buf_add(out, english && p->en.len ? p->en : p->nl);
  }
}

static bool has_part(const nb_brief_event *e, nb_part_role role) {
  for (size_t i = 0; i < e->n_parts; i++)
    if (e->parts[i].role == role) return true;
  return false;
}

/* Only what is known, and no sentence made of it: when and where, who, what, whom. Passively, whom and what. */
static nb_str event_line(nb_page *page, const nb_brief_event *e, bool english) {
  static const char dash[] = " \xE2\x80\x93 ";
  nb_str time = english ? e->when : e->time, place = e->where;
  bool noun = e->kind == NB_EVENT_NOUN; /* "elections": whose they are is not as clear */
  bool agent = !noun && has_part(e, NB_AGENT), patient = !noun && has_part(e, NB_PATIENT);
  nb_buf out;
  nb_buf_init(&out, page->out->max);
  nb_buf_add(&out, kept(page, nb_str_capitalise(page->arena, time)));
  if (time.len && place.len) nb_buf_add_c(&out, ", ");
  nb_buf_add(&out, place);
  if (time.len || place.len) nb_buf_add_c(&out, ": ");
  if (agent || patient) {
    add_parts(&out, e, agent ? NB_AGENT : NB_PATIENT, english);
    nb_buf_add_c(&out, dash);
  }
  nb_buf_add(&out, english ? e->en : e->lemma);
  if (agent && patient) nb_buf_add_c(&out, dash);
  if (agent) add_parts(&out, e, NB_PATIENT, english);
  if (e->status != NB_HAPPENED) nb_buf_printf(&out, " (%s)", nb_event_status_name(e->status));
  if (out.status) page->out->status = out.status;
  nb_str line = nb_page_line(page, nb_buf_str(&out));
  nb_buf_free(&out);
  return line;
}

nb_pair nb_page_event(nb_page *page, const nb_brief *b, const nb_brief_event *e) {
  if (b->engine[0] == 0) return (nb_pair){event_line(page, e, false), NB_STR(""), false};
  nb_brief_event dutch = *e;
  dutch.where = NB_STR(""); /* it stands in the English */
  nb_str nl = page->options->bilingual ? event_line(page, &dutch, false) : NB_STR("");
  return (nb_pair){event_line(page, e, true), nl, true};
}

nb_str nb_page_source(nb_page *page, const nb_brief *b) {
  return joined(page, b->source, ", ", kept(page, nb_date_english(page->arena, b->date)));
}

/* ---- explanations ---- */

static void add_score(nb_buf *out, const nb_score *s) {
  nb_buf_printf(out, "score %.2f:", s->total);
  for (int p = 0; p < NB_SCORE_PARTS; p++)
    if (s->part[p] != 0) nb_buf_printf(out, " %s %+.2f", nb_score_part_name((nb_score_part)p), s->part[p]);
  nb_buf_add_char(out, '\n');
}

static void add_line(nb_page *page, nb_buf *out, const char *label, nb_str s) {
  nb_str line = nb_page_line(page, s);
  if (line.len == 0) return;
  nb_buf_add_c(out, label);
  nb_buf_add(out, line);
  nb_buf_add_char(out, '\n');
}

static void add_unknown(nb_page *page, nb_buf *out, const nb_brief_sentence *s) {
  if (s->n_unknown == 0) return;
  nb_buf_add_c(out, "not found: ");
  for (size_t i = 0; i < s->n_unknown; i++) {
    if (i) nb_buf_add_c(out, ", ");
    nb_buf_add(out, nb_page_line(page, s->unknown[i]));
  }
  nb_buf_add_char(out, '\n');
}

static nb_str why(nb_page *page, const nb_brief_sentence *s) {
  if (!page->options->explain) return NB_STR("");
  nb_buf out;
  nb_buf_init(&out, page->out->max);
  static const nb_score none;
  if (memcmp(&s->score, &none, sizeof none) != 0) add_score(&out, &s->score);
  if (s->engine) add_line(page, &out, "engine: ", nb_str_of(s->engine));
  for (size_t i = 0; i < s->n_repairs; i++) {
    const nb_repair *r = &s->repairs[i];
    nb_buf_printf(&out, "repaired (%s): ", r->why);
    add_line(page, &out, "", joined(page, r->from, " -> ", r->to));
  }
  for (size_t i = 0; i < s->n_resolved; i++)
    add_line(page, &out, "pronoun: ", joined(page, s->resolved[i].pronoun, " -> ", s->resolved[i].name));
  add_unknown(page, &out, s);
  nb_str rest = s->explain;
  for (nb_str line; nb_str_split(&rest, '\n', &line);) add_line(page, &out, "", line);
  if (out.status) page->out->status = out.status;
  nb_str lines = kept(page, nb_arena_str(page->arena, nb_str_sub(nb_buf_str(&out), 0, out.len ? out.len - 1 : 0)));
  nb_buf_free(&out);
  return lines;
}

/* ---- units ---- */

/* Sentences of one paragraph run together unless each carries something of its own. */
static nb_str paragraph(nb_page *page, const nb_brief_sentence *s, size_t n, bool *translated) {
  nb_buf out;
  nb_buf_init(&out, page->out->max);
  for (size_t i = 0; i < n; i++) {
    nb_pair p = pair(page, s[i].en, s[i].nl, s[i].unknown, s[i].n_unknown);
    if (i) nb_buf_add_char(&out, ' ');
    nb_buf_add(&out, p.shown);
    *translated = p.translated;
  }
  if (out.status) page->out->status = out.status;
  nb_str text = kept(page, nb_arena_str(page->arena, nb_buf_str(&out)));
  nb_buf_free(&out);
  return text;
}

bool nb_page_next(nb_page *page, const nb_brief *b, size_t *at, nb_unit *unit) {
  if (*at >= b->n_sentences) return false;
  const nb_brief_sentence *first = &b->sentences[*at], *last = first, *end = b->sentences + b->n_sentences;
  *unit = (nb_unit){.kind = first->kind, .continued = *at > 0 && first[-1].block == first->block};
  if (page->options->bilingual || page->options->explain) {
    unit->text = pair(page, first->en, first->nl, first->unknown, first->n_unknown);
    unit->why = why(page, first);
  } else {
    while (last + 1 < end && last[1].block == first->block) last++;
    unit->text.shown = paragraph(page, first, (size_t)(last - first) + 1, &unit->text.translated);
  }
  if (last + 1 == end || last[1].block != last->block)
    unit->by = pair(page, last->by_en, last->by_nl, last->unknown, last->n_unknown);
  *at = (size_t)(last - b->sentences) + 1;
  return true;
}

/* ---- the note at the end ---- */

typedef struct tally {
  const char *engines[ENGINES_NAMED];
  size_t n_engines, unknown;
  bool degraded;
} tally;

static void count_engine(tally *t, const char *engine) {
  if (!engine || t->n_engines == ENGINES_NAMED) return;
  for (size_t i = 0; i < t->n_engines; i++)
    if (strcmp(t->engines[i], engine) == 0) return;
  t->engines[t->n_engines++] = engine;
}

static tally count(const nb_brief *briefs, size_t n) {
  tally t = {0};
  for (const nb_brief *b = briefs; b < briefs + n; b++) {
    t.degraded = t.degraded || b->degraded;
    t.unknown += b->n_title_unknown;
    count_engine(&t, b->title_engine);
    for (size_t i = 0; i < b->n_sentences; i++) {
      t.unknown += b->sentences[i].n_unknown;
      count_engine(&t, b->sentences[i].engine);
    }
  }
  return t;
}

static void add_engine(nb_buf *out, const char *engine) {
  for (size_t i = 0; i < sizeof ENGINES / sizeof *ENGINES; i++) {
    if (strcmp(ENGINES[i].engine, engine) != 0) continue;
    nb_buf_add_c(out, ENGINES[i].said);
    return;
  }
  nb_buf_printf(out, "by %s", engine);
}

nb_str nb_page_note(nb_page *page, const nb_brief *briefs, size_t n) {
  tally t = count(briefs, n);
  if (t.n_engines == 0) return NB_STR("");
  nb_buf out;
  nb_buf_init(&out, 1024);
  nb_buf_add_c(&out, t.degraded ? "The translation service failed: translated " : "Translated ");
  for (size_t i = 0; i < t.n_engines; i++) {
    if (i) nb_buf_add_c(&out, i + 1 == t.n_engines ? " and " : ", ");
    add_engine(&out, t.engines[i]);
  }
  if (t.unknown && !page->options->no_marks)
    nb_buf_add_c(&out, "; words marked * were not found");
  else if (t.unknown)
    nb_buf_printf(&out, "; %zu %s not found", t.unknown, t.unknown == 1 ? "word was" : "words were");
  nb_buf_add_char(&out, '.');
  if (out.status) page->out->status = out.status;
  nb_str note = nb_page_line(page, nb_buf_str(&out));
  nb_buf_free(&out);
  return note;
}
