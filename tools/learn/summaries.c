#include "summaries.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotated.h"
#include "base/file.h"
#include "summarise/score.h"
#include "text/text.h"

#define FIRST SIZE_MAX

enum { FILE_CAP = 64 << 20, TENTH = 10, LEAST_SENTENCES = 6, LEAST_HEADLINE = 4, CHOSEN = 3, STEPS = 3000 };
static const double rate = 0.3, ridge = 1e-3;

/* The sentences to choose among: the values of their parts, and how much each is to be chosen (1 in all). */
typedef struct lesson {
  double (*values)[NB_SCORE_PARTS];
  double *wanted;
  size_t n;
} lesson;

typedef struct lessons {
  lesson *items;
  size_t n, cap;
} lessons;

typedef struct reading {
  nb_context *ctx;
  nb_arena *arena;
  nb_splitter *splitter;
  nb_tagger *tagger;
  nb_analyser *analyser;
  nb_document *article; /* its lines are blocks */
  nb_buf text;          /* of the article */
  lessons train, held;
} reading;

/* ---- lessons ---- */

static bool tells(const nb_tag *tag) {
  return tag->pos == NB_POS_NOUN || tag->pos == NB_POS_VERB || tag->pos == NB_POS_ADJ || tag->pos == NB_POS_NUM;
}

/* Words of sentence x that sentence y has too. Names do not count: the main ones come up everywhere. */
static size_t shared(const nb_analysis *a, size_t x, size_t y) {
  const nb_sentence *s = a->sentences->items;
  size_t n = 0;
  for (size_t i = 0; i < s[x].n_tokens; i++) {
    bool found = false;
    for (size_t k = 0; k < s[y].n_tokens && tells(&a->tags[x][i]); k++)
      found = found || (tells(&a->tags[y][k]) && nb_str_eq_nocase(a->tags[x][i].lemma, a->tags[y][k].lemma));
    n += found;
  }
  return n;
}

/* The best share the choice; nothing shared is never chosen. */
static bool choose(double *wanted, size_t n) {
  size_t best[CHOSEN], found = 0;
  for (; found < CHOSEN; found++) {
    size_t top = n;
    for (size_t i = 0; i < n; i++)
      if (wanted[i] > 0 && (top == n || wanted[i] > wanted[top])) top = i;
    if (top == n) break;
    best[found] = top;
    wanted[top] = 0;
  }
  memset(wanted, 0, n * sizeof *wanted);
  for (size_t i = 0; i < found; i++) wanted[best[i]] = 1.0 / (double)found;
  return found > 0;
}

static nb_status add(reading *r, lessons *to, lesson l) {
  if (to->n == to->cap) {
    size_t cap = to->cap ? 2 * to->cap : 256;
    lesson *items = realloc(to->items, cap * sizeof *items);
    if (!items) return nb_fail_memory(r->ctx);
    to->items = items;
    to->cap = cap;
  }
  to->items[to->n++] = l;
  return NB_OK;
}

/* `hidden` is the part that the lesson leaves out; `reference` the sentence whose words are to be found again, FIRST:
 * the first sentences are to be found. */
static nb_status teach(reading *r, const nb_analysis *a, const nb_vocabulary *v, size_t reference, nb_score_part hidden,
                       lessons *to) {
  double ones[NB_SCORE_PARTS];
  for (int p = 0; p < NB_SCORE_PARTS; p++) ones[p] = p != (int)hidden;
  nb_score *scores;
  nb_status status = nb_score_sentences(r->ctx, r->article->arena, a, v, ones, &scores);
  if (status) return status;
  size_t n = a->sentences->n;
  lesson l = {nb_arena_array(r->arena, n, sizeof *l.values), nb_arena_array(r->arena, n, sizeof *l.wanted), 0};
  if (!l.values || !l.wanted) return nb_fail_memory(r->ctx);
  for (size_t i = 0; i < n; i++) {
    if (a->sentences->items[i].kind == NB_HEADING || !a->sentences->items[i].n_tokens) continue;
    memcpy(l.values[l.n], scores[i].part, sizeof *l.values);
    l.wanted[l.n] = reference == FIRST ? l.n < CHOSEN : (double)shared(a, reference, i);
    l.n++;
  }
  return choose(l.wanted, l.n) ? add(r, to, l) : NB_OK;
}

static size_t first_sentence(const nb_sentences *all) {
  for (size_t i = 0; i < all->n; i++)
    if (all->items[i].kind != NB_HEADING) return i;
  return all->n;
}

static nb_status teach_article(reading *r, nb_str title, lessons *to) {
  nb_sentences sentences;
  nb_analysis a;
  nb_vocabulary v;
  nb_arena *arena = r->article->arena;
  nb_status status = nb_sentences_of(r->ctx, r->splitter, NULL, r->article, &sentences);
  if (!status) status = nb_analyse(r->ctx, r->analyser, arena, &sentences, &a);
  if (!status) status = nb_vocabulary_of(r->ctx, arena, &a, title, &v);
  if (!status) status = teach(r, &a, &v, 0, NB_SCORE_TITLE, to);
  if (!status) status = teach(r, &a, &v, FIRST, NB_SCORE_POSITION, to);
  if (status) return status;
  size_t lead = first_sentence(&sentences);
  sentences.items[lead].kind = NB_HEADING; /* cannot be picked, and its words do not count */
  status = nb_vocabulary_of(r->ctx, arena, &a, title, &v);
  return status ? status : teach(r, &a, &v, lead, NB_SCORE_POSITION, to);
}

/* ---- articles ---- */

static bool ends_sentence(nb_str line) {
  static const char *const ends[] = {".", "!", "?", "\"", "'", "\xE2\x80\x9D", "\xE2\x80\x99", NULL};
  for (int i = 0; ends[i]; i++)
    if (nb_str_ends(line, nb_str_of(ends[i]))) return true;
  return false;
}

static size_t words_of(nb_str line) {
  size_t n = 1;
  for (size_t i = 0; i < line.len; i++) n += line.ptr[i] == ' ';
  return n;
}

/* Ends the article that is open: a lesson, where it is long enough. Its text begins with the headline. */
static nb_status end_article(reading *r, lessons *to) {
  nb_status status = NB_OK;
  nb_document *d = r->article;
  d->text = nb_buf_str(&r->text);
  for (size_t i = 0; i < d->n_blocks; i++)
    d->blocks[i].text = nb_str_sub(d->text, d->blocks[i].start, d->blocks[i].end);
  if (d->n_blocks > LEAST_SENTENCES) {
    d->blocks[0].kind = NB_HEADING;
    status = teach_article(r, d->blocks[0].text, to);
  }
  nb_document_free(d);
  nb_buf_clear(&r->text);
  r->article = nb_document_new();
  return status || r->article ? status : nb_fail_memory(r->ctx);
}

/* A line that ends no sentence is a headline where it is long, else a heading; one with a colon leads to a picture. */
static nb_status read_line(reading *r, nb_str line, lessons *to) {
  bool loose = !ends_sentence(line);
  nb_status status = NB_OK;
  if (nb_str_ends(line, NB_STR(":"))) return NB_OK;
  if (loose && words_of(line) >= LEAST_HEADLINE) status = end_article(r, to);
  size_t start = r->text.len;
  if (!status) status = nb_buf_add(&r->text, line);
  if (!status) status = nb_buf_add_char(&r->text, '\n');
  if (status) return status;
  r->article->text = nb_buf_str(&r->text);
  bool added = nb_document_add(r->article, loose ? NB_HEADING : NB_SENTENCE, start, start + line.len);
  return added ? NB_OK : nb_fail_memory(r->ctx);
}

static nb_status read_news(reading *r, const char *path) {
  nb_buf file, plain;
  nb_buf_init(&file, FILE_CAP);
  nb_buf_init(&plain, 1 << 20);
  nb_status status = nb_file_read(r->ctx, path, &file);
  nb_str rest = nb_buf_str(&file), line;
  lessons *to = &r->train;
  size_t blocks = 0;
  while (!status && nb_str_split(&rest, '\n', &line)) {
    if (nb_str_starts(line, NB_STR("# file"))) {
      status = end_article(r, to);
      to = ++blocks % TENTH == 0 ? &r->held : &r->train;
    } else if (line.len) {
      status = annotated_plain(line, &plain);
      if (!status) status = read_line(r, nb_buf_str(&plain), to);
    }
  }
  if (!status) status = end_article(r, to);
  nb_buf_free(&plain);
  nb_buf_free(&file);
  return status;
}

/* ---- weights ---- */

static double scored(const double w[], const double value[]) {
  double sum = 0;
  for (int p = 0; p < NB_SCORE_PARTS; p++) sum += w[p] * value[p];
  return sum;
}

/* Adds to `slope` how the logarithm of the choice's likelihood grows with each weight. */
static void climb(const lesson *l, const double w[], double *chance, double slope[]) {
  double top = -INFINITY, sum = 0;
  for (size_t i = 0; i < l->n; i++) top = fmax(top, chance[i] = scored(w, l->values[i]));
  for (size_t i = 0; i < l->n; i++) sum += chance[i] = exp(chance[i] - top);
  for (size_t i = 0; i < l->n; i++)
    for (int p = 0; p < NB_SCORE_PARTS; p++) slope[p] += (l->wanted[i] - chance[i] / sum) * l->values[i][p];
}

static bool varies(const lessons *all, int part) {
  for (size_t i = 0; i < all->n; i++)
    for (size_t k = 0; k < all->items[i].n; k++)
      if (all->items[i].values[k][part] != 0) return true;
  return false;
}

static nb_status fit(reading *r, const lessons *all, double w[NB_SCORE_PARTS], bool position) {
  size_t most = 0;
  for (size_t i = 0; i < all->n; i++) most = all->items[i].n > most ? all->items[i].n : most;
  double *chance = nb_arena_array(r->arena, most, sizeof *chance);
  if (!chance) return nb_fail_memory(r->ctx);
  bool learnt[NB_SCORE_PARTS];
  for (int p = 0; p < NB_SCORE_PARTS; p++) {
    learnt[p] = varies(all, p) && (position || p != NB_SCORE_POSITION);
    if (learnt[p]) w[p] = 0;
  }
  if (!position) w[NB_SCORE_POSITION] = 0;
  for (int step = 0; step < STEPS; step++) {
    double slope[NB_SCORE_PARTS] = {0};
    for (size_t i = 0; i < all->n; i++) climb(&all->items[i], w, chance, slope);
    for (int p = 0; p < NB_SCORE_PARTS; p++)
      if (learnt[p]) w[p] = fmax(0, w[p] + rate * (slope[p] / (double)all->n - ridge * w[p]));
  }
  return NB_OK;
}

/* Share of the wanted sentences among as many with the best scores. */
static double hits(const lessons *all, const double w[]) {
  double sum = 0;
  for (size_t i = 0; i < all->n; i++) {
    const lesson *l = &all->items[i];
    for (size_t k = 0; k < l->n; k++) {
      size_t better = 0;
      for (size_t m = 0; m < l->n; m++) {
        double ahead = scored(w, l->values[m]) - scored(w, l->values[k]);
        better += ahead > 0 || (ahead == 0 && m < k);
      }
      if (better < CHOSEN) sum += l->wanted[k];
    }
  }
  return all->n ? 100 * sum / (double)all->n : 0;
}

static nb_status write_weights(nb_context *ctx, const nb_summariser *s, const char *path) {
  nb_buf out;
  nb_buf_init(&out, 1 << 16);
  nb_buf_add_c(&out,
               "# part of a sentence's score (src/summarise/score.c)\tweight\tweight without position; made by "
               "nb-learn weights\n");
  for (int p = 0; p < NB_SCORE_PARTS; p++)
    nb_buf_printf(&out, "%s\t%.2f\t%.2f\n", nb_score_part_name((nb_score_part)p), s->weights[1][p], s->weights[0][p]);
  nb_status status = nb_file_write(ctx, path, nb_buf_str(&out));
  nb_buf_free(&out);
  return status;
}

static nb_status learn_from(reading *r, nb_summariser *s, const char *news, const char *out) {
  static const double by_place[NB_SCORE_PARTS] = {[NB_SCORE_POSITION] = 1};
  nb_status status = read_news(r, news);
  for (int position = 0; position < 2 && !status; position++) {
    status = fit(r, &r->train, s->weights[position], position);
    fprintf(stderr,
            "%s position: %zu lessons, %zu held out; wanted among the first three: learnt %.1f %%, held out "
            "%.1f %%; by place alone %.1f %%\n",
            position ? "with" : "without", r->train.n, r->held.n, hits(&r->train, s->weights[position]),
            hits(&r->held, s->weights[position]), hits(&r->held, by_place));
  }
  return status ? status : write_weights(r->ctx, s, out);
}

nb_status summaries_learn(nb_context *ctx, nb_lexicon *lexicon, const char *news, const char *out) {
  reading r = {.ctx = ctx, .arena = nb_arena_new(), .article = nb_document_new()};
  nb_summariser *summariser = NULL;
  nb_buf_init(&r.text, FILE_CAP);
  nb_status status = r.arena && r.article ? nb_splitter_new(ctx, &r.splitter) : nb_fail_memory(ctx);
  if (!status) status = nb_tagger_new(ctx, lexicon, &r.tagger);
  if (!status) status = nb_analyser_new(ctx, lexicon, r.tagger, &r.analyser);
  if (!status) status = nb_summariser_new(ctx, &summariser);
  if (!status) status = learn_from(&r, summariser, news, out);
  nb_summariser_free(summariser);
  nb_analyser_free(r.analyser);
  nb_tagger_free(r.tagger);
  nb_splitter_free(r.splitter);
  nb_buf_free(&r.text);
  nb_document_free(r.article);
  nb_arena_free(r.arena);
  free(r.train.items);
  free(r.held.items);
  return status;
}
