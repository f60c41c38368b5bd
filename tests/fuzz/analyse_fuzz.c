/* Any text through sentences, analysis and summary: what the headers promise holds. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "summarise/summary.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct stages {
  nb_context *ctx;
  nb_splitter *splitter;
  nb_lexicon *lexicon;
  nb_tagger *tagger;
  nb_analyser *analyser;
  nb_summariser *summariser;
} stages;

/* Opened once: they hold nothing of an input. */
static const stages *opened(void) {
  static stages s;
  if (s.analyser) return &s;
  s.ctx = nb_context_new();
  if (!s.ctx || nb_splitter_new(s.ctx, &s.splitter) || nb_lexicon_open(s.ctx, &s.lexicon) ||
      nb_tagger_new(s.ctx, s.lexicon, &s.tagger) || nb_analyser_new(s.ctx, s.lexicon, s.tagger, &s.analyser) ||
      nb_summariser_new(s.ctx, &s.summariser))
    abort();
  return &s;
}

static void check_mention(const nb_sentences *all, const nb_mention *m) {
  if (m->sentence >= all->n) abort();
  const nb_sentence *s = &all->items[m->sentence];
  if (m->first > m->last || m->last >= s->n_tokens || m->end > s->text.len) abort();
  if (m->start != s->tokens[m->first].start || m->end != s->tokens[m->last].end) abort();
}

static void check_analysis(const nb_analysis *a) {
  for (size_t i = 0; i < a->n_actors; i++) {
    const nb_actor *x = &a->actors[i];
    if (x->n_mentions == 0 || x->nl.len == 0 || x->en.len == 0) abort();
    for (size_t k = 0; k < x->n_mentions; k++) {
      check_mention(a->sentences, &x->mentions[k]);
      if (k && x->mentions[k - 1].sentence > x->mentions[k].sentence) abort();
    }
  }
  for (size_t i = 0; i < a->n_events; i++) {
    const nb_mention *at = &a->events[i].at, *before = i ? &a->events[i - 1].at : at;
    check_mention(a->sentences, at);
    if (at->sentence < before->sentence || (i && at->sentence == before->sentence && at->first <= before->first))
      abort();
  }
}

static void check_summary(const nb_sentences *all, const nb_summary *s) {
  for (size_t i = 0; i < all->n; i++) {
    const nb_score *o = &s->scores[i];
    double sum = 0;
    for (int p = 0; p < NB_SCORE_PARTS; p++) sum += o->part[p];
    if (!(fabs(sum - o->total) < 1e-9)) abort();
  }
  for (size_t i = 0; i < s->n_picked; i++) {
    if (s->picked[i] >= all->n || all->items[s->picked[i]].kind == NB_HEADING) abort();
    if (i && s->picked[i] <= s->picked[i - 1]) abort();
  }
}

/* The first byte chooses the budget; then each line is a block, of a kind by its own first byte. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const stages *s = opened();
  nb_document *d = nb_document_new();
  if (!d || size == 0) return nb_document_free(d), 0;
  nb_budget budget = {data[0] & 3, data[0] & 4 ? 0.3 : 0, data[0] & 8 ? 40 : 0};
  d->text = (nb_str){(const char *)data + 1, size - 1};
  nb_str rest = d->text, line, title = NB_STR("");
  while (nb_str_split(&rest, '\n', &line)) {
    if (!line.len) continue;
    size_t start = (size_t)(line.ptr - d->text.ptr);
    if (!title.len) title = line;
    nb_document_add(d, (nb_block_kind)((unsigned char)*line.ptr % 6), start, start + line.len);
  }
  nb_sentences sentences;
  nb_analysis analysis;
  nb_summary summary;
  if (nb_sentences_of(s->ctx, s->splitter, NULL, d, &sentences) ||
      nb_analyse(s->ctx, s->analyser, d->arena, &sentences, &analysis) ||
      nb_summarise(s->ctx, s->summariser, d->arena, &analysis, title, budget, data[0] & 16, &summary))
    abort();
  check_analysis(&analysis);
  check_summary(&sentences, &summary);
  nb_document_free(d);
  return 0;
}
