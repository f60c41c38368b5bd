#include "analysed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/text.h"

int nb_stages_open(void **state) {
  static nb_stages s;
  s = (nb_stages){.ctx = nb_context_new()};
  *state = &s;
  return !s.ctx || nb_splitter_new(s.ctx, &s.splitter) || nb_lexicon_open(s.ctx, &s.lexicon) ||
         nb_tagger_new(s.ctx, s.lexicon, &s.tagger) || nb_analyser_new(s.ctx, s.lexicon, s.tagger, &s.analyser) ||
         nb_summariser_new(s.ctx, &s.summariser);
}

int nb_stages_close(void **state) {
  nb_stages *s = *state;
  nb_summariser_free(s->summariser);
  nb_analyser_free(s->analyser);
  nb_tagger_free(s->tagger);
  nb_lexicon_free(s->lexicon);
  nb_splitter_free(s->splitter);
  nb_context_free(s->ctx);
  return 0;
}

nb_analysed *nb_analysed_text(const nb_stages *s, nb_str text) {
  nb_document *d = nb_document_new();
  assert_non_null(d);
  nb_analysed *a = nb_arena_alloc(d->arena, sizeof *a);
  assert_non_null(a);
  a->document = d;
  d->text = text;
  nb_str rest = text, line;
  while (nb_str_split(&rest, '\n', &line)) {
    nb_block_kind kind = nb_str_starts(line, NB_STR("# "))   ? NB_HEADING
                         : nb_str_starts(line, NB_STR("> ")) ? NB_QUOTE
                                                             : NB_PARAGRAPH;
    size_t start = (size_t)(line.ptr - text.ptr), end = start + line.len;
    if (kind != NB_PARAGRAPH) start += 2;
    if (start < end) assert_non_null(nb_document_add(d, kind, start, end));
  }
  assert_int_equal(nb_sentences_of(s->ctx, s->splitter, NULL, d, &a->sentences), NB_OK);
  assert_int_equal(nb_analyse(s->ctx, s->analyser, d->arena, &a->sentences, &a->analysis), NB_OK);
  return a;
}
