#include "sample_pieces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

const nb_sample_pieces nb_sound_pieces = {{"a", 1}, {"nfkc", 4}, -2, 2, 1, 256, 1, 1, 1, NULL};

static void put_field(nb_buf *out, unsigned number, unsigned wire) {
  unsigned key = number << 3 | wire;
  if (key >= 128) nb_buf_add_char(out, (char)(key | 128));
  nb_buf_add_char(out, (char)(key >= 128 ? key >> 7 : key));
}

static void put_number(nb_buf *out, unsigned number, unsigned value) {
  put_field(out, number, 0);
  nb_buf_add_char(out, (char)value);
}

static void put_bytes(nb_buf *out, unsigned number, nb_str bytes) {
  put_field(out, number, 2);
  assert_in_range(bytes.len, 0, 127);
  nb_buf_add_char(out, (char)bytes.len);
  nb_buf_add(out, bytes);
}

static void put_piece(nb_buf *out, nb_str text, float score, unsigned type) {
  nb_buf piece;
  uint32_t bits;
  memcpy(&bits, &score, sizeof bits);
  nb_buf_init(&piece, 127);
  put_bytes(&piece, 1, text);
  put_field(&piece, 2, 5);
  for (unsigned i = 0; i < 4; i++) nb_buf_add_char(&piece, (char)(bits >> 8 * i & 0xFF));
  put_number(&piece, 3, type);
  put_bytes(out, 1, nb_buf_str(&piece));
  nb_buf_free(&piece);
}

void nb_sample_pieces_make(nb_buf *out, const nb_sample_pieces *s) {
  nb_buf spec;
  nb_buf_init(&spec, 127);
  nb_buf_clear(out);
  put_piece(out, NB_STR("<pad>"), 0, 3);
  put_piece(out, NB_STR("<s>"), 0, 3);
  put_piece(out, NB_STR("</s>"), 0, 3);
  put_piece(out, NB_STR("<unk>"), 0, s->unknown);
  for (unsigned i = 0; i < s->bytes; i++) {
    char text[8];
    snprintf(text, sizeof text, "<0x%02X>", i & 0xFF);
    put_piece(out, nb_str_of(text), 0, 6);
  }
  put_piece(out, s->word, s->score, s->type);
  for (const char *const *word = s->words; word && *word; word++) put_piece(out, nb_str_of(*word), s->score, s->type);
  put_number(&spec, 3, s->model_type);
  put_number(&spec, 35, s->fallback);
  put_bytes(out, 2, nb_buf_str(&spec));
  nb_buf_clear(&spec);
  put_bytes(&spec, 1, s->rule);
  put_number(&spec, 3, s->dummy_prefix);
  put_bytes(out, 3, nb_buf_str(&spec));
  nb_buf_free(&spec);
}
