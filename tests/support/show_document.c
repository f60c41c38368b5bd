#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "show_document.h"

char *show_document(const nb_document *d) {
  static const char kinds[] = {[NB_PARAGRAPH] = 'P', [NB_HEADING] = 'H',   [NB_LEAD] = 'L',
                               [NB_QUOTE] = 'Q',     [NB_LIST_ITEM] = '*', [NB_SENTENCE] = 'S'};
  nb_buf out;
  nb_buf_init(&out, 1 << 20);
  if (d->title.len + d->date.len + d->source.len + d->url.len)
    nb_buf_printf(&out, NB_STR_FMT "|" NB_STR_FMT "|" NB_STR_FMT "|" NB_STR_FMT "\n", NB_STR_ARG(d->title),
                  NB_STR_ARG(d->date), NB_STR_ARG(d->source), NB_STR_ARG(d->url));
  size_t before = 0;
  for (size_t i = 0; i < d->n_blocks; i++) {
    const nb_block *b = &d->blocks[i];
    assert_true(b->start >= before && (b->start < b->end || b->kind == NB_SENTENCE) && b->end <= d->text.len);
    assert_ptr_equal(b->text.ptr, d->text.ptr + b->start);
    assert_int_equal(b->text.len, b->end - b->start);
    before = b->end;
    nb_buf_printf(&out, "%c " NB_STR_FMT, kinds[b->kind], NB_STR_ARG(b->text));
    if (b->attribution.len) nb_buf_printf(&out, " -- " NB_STR_FMT, NB_STR_ARG(b->attribution));
    nb_buf_add_char(&out, '\n');
  }
  char *copy = strdup(out.ptr);
  nb_buf_free(&out);
  return copy;
}
