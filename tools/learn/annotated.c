#include "annotated.h"

#include <stdio.h>

#include "base/file.h"
#include "text/tokenizer.h"

enum { FILE_CAP = 64 << 20, MOST_MARKS = 400, TENTH = 10 };

/* Bytes of the text without marks. */
typedef struct mark {
  size_t start, end;
  int label; /* NB_LABEL_... */
} mark;

typedef struct marks {
  nb_buf text;
  mark of[MOST_MARKS];
  size_t n;
} marks;

static int kind_of(nb_str line, size_t *at) {
  static const char *const names[] = {"[PER ", "[ORG ", "[LOC ", "[DEM ", "[ROL ", "[GRP ", NULL};
  static const char *const events[] = {"{~", "{!", "{", NULL};
  static const int labels[] = {NB_LABEL_SAID, NB_LABEL_IRREAL, NB_LABEL_REAL};
  nb_str rest = nb_str_sub(line, *at, line.len);
  for (int i = 0; names[i]; i++)
    if (nb_str_starts(rest, nb_str_of(names[i]))) return *at += 5, NB_LABEL_PER + i;
  for (int i = 0; events[i]; i++)
    if (nb_str_starts(rest, nb_str_of(events[i]))) return *at += nb_str_of(events[i]).len, labels[i];
  return NB_LABEL_NONE;
}

/* The line's text, and what is marked in it. A mark in another one is left out. */
static nb_status read_marks(nb_str line, marks *m) {
  nb_buf_clear(&m->text);
  m->n = 0;
  int open = NB_LABEL_NONE;
  nb_status status = NB_OK;
  for (size_t at = 0; at < line.len && !status;) {
    char c = line.ptr[at];
    int label = open ? NB_LABEL_NONE : kind_of(line, &at);
    if (label && m->n < MOST_MARKS) {
      open = label;
      m->of[m->n++] = (mark){m->text.len, m->text.len, label};
    } else if (open && c == (open >= NB_LABEL_REAL ? '}' : ']')) {
      m->of[m->n - 1].end = m->text.len;
      open = NB_LABEL_NONE;
      at++;
    } else {
      status = nb_buf_add_char(&m->text, c);
      at++;
    }
  }
  return status;
}

/* The label of a token under a mark, whose first one it may be. */
static uint32_t mask_of(int label, bool first) {
  if (label >= NB_LABEL_REAL) return 1u << (1 + label - NB_LABEL_REAL);
  return 1u << (1 + 2 * (label - NB_LABEL_PER) + !first);
}

static void lay_marks(const marks *m, const nb_token *tokens, size_t n, uint32_t *names, uint32_t *events) {
  for (size_t i = 0; i < n; i++) names[i] = events[i] = 1;
  for (size_t k = 0; k < m->n; k++) {
    const mark *of = &m->of[k];
    bool first = true;
    for (size_t i = 0; i < n; i++) {
      if (tokens[i].end <= of->start || tokens[i].start >= of->end) continue;
      uint32_t *masks = of->label >= NB_LABEL_REAL ? events : names;
      if (first || masks == names) masks[i] = mask_of(of->label, first);
      first = false;
    }
  }
}

static nb_status add(const annotated *a, const marks *m, marked *out) {
  nb_str text = nb_arena_str(a->arena, nb_buf_str(&m->text));
  nb_token *tokens;
  size_t n;
  nb_tag *tags;
  nb_clues *clues = nb_arena_alloc(a->arena, sizeof *clues);
  nb_evidence *evidence = nb_arena_alloc(a->arena, sizeof *evidence);
  if (!text.ptr || !clues || !evidence) return nb_fail_memory(a->ctx);
  nb_status status = nb_tokenize(a->ctx, a->arena, text, &tokens, &n);
  if (!status) status = nb_clues_of(a->ctx, a->lexicon, a->arena, tokens, n, clues);
  if (!status) status = nb_tag_clues(a->ctx, a->tagger, a->arena, clues, &tags);
  if (!status) status = nb_evidence_of(a->ctx, a->lists, a->lexicon, a->arena, clues, tags, evidence);
  if (status) return status;
  uint32_t *names = nb_arena_array(a->arena, n, sizeof *names), *events = nb_arena_array(a->arena, n, sizeof *events);
  if (!names || !events) return nb_fail_memory(a->ctx);
  lay_marks(m, tokens, n, names, events);
  status = examples_add(a->ctx, a->arena, &out->names, (example){evidence, names, n, true});
  return status ? status : examples_add(a->ctx, a->arena, &out->events, (example){evidence, events, n, true});
}

nb_status annotated_read(const annotated *a, const char *path, marked *train, marked *held) {
  nb_buf file;
  nb_buf_init(&file, FILE_CAP);
  marks m = {.n = 0};
  nb_buf_init(&m.text, 1 << 20);
  nb_status status = nb_file_read(a->ctx, path, &file);
  nb_str rest = nb_buf_str(&file), line;
  size_t blocks = 0;
  while (!status && nb_str_split(&rest, '\n', &line)) {
    bool block = nb_str_starts(line, NB_STR("# file"));
    blocks += block;
    if (block || line.len == 0) continue;
    status = read_marks(line, &m);
    if (!status) status = add(a, &m, blocks % TENTH == 0 ? held : train);
  }
  nb_buf_free(&m.text);
  nb_buf_free(&file);
  if (!status) fprintf(stderr, "%s: %zu sentences to learn, %zu held out\n", path, train->names.n, held->names.n);
  return status;
}
