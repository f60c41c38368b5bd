#include "translate/neural/spm.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum { MAX_PIECES = 65535, MAX_PIECE_BYTES = 1024 };
enum { VARINT = 0, FIXED64 = 1, BYTES = 2, FIXED32 = 5 };                /* wire types */
enum { PIECE = 1, TRAINER = 2, NORMALIZER = 3 };                         /* fields of the model */
enum { PIECE_TEXT = 1, PIECE_SCORE = 2, PIECE_TYPE = 3, RULE_NAME = 1 }; /* fields of a piece and of the normalizer */

typedef struct field {
  uint64_t number, value; /* value: of VARINT and FIXED32 */
  nb_str bytes;           /* of BYTES */
  unsigned wire;
} field;

/* What a model must say of itself; `usual` is what it means when it says nothing. */
static const struct {
  unsigned message, number, usual, wanted;
  const char *what;
} required[] = {
    {TRAINER, 3, 1, 1, "unigram pieces"},          {TRAINER, 24, 0, 0, "spaces before words"},
    {TRAINER, 35, 0, 1, "byte fallback"},          {NORMALIZER, 3, 1, 1, "a space before the text"},
    {NORMALIZER, 4, 1, 1, "extra spaces removed"}, {NORMALIZER, 5, 1, 1, "spaces escaped"},
};
enum { N_REQUIRED = sizeof required / sizeof *required };

static bool take_varint(nb_str *rest, uint64_t *value) {
  *value = 0;
  for (unsigned shift = 0; shift < 64 && rest->len; shift += 7) {
    unsigned char b = (unsigned char)rest->ptr[0];
    *rest = nb_str_sub(*rest, 1, rest->len);
    *value |= (uint64_t)(b & 0x7F) << shift;
    if (b < 0x80) return true;
  }
  return false;
}

static bool take_bytes(nb_str *rest, uint64_t n, nb_str *bytes) {
  if (n > rest->len) return false;
  *bytes = nb_str_sub(*rest, 0, (size_t)n);
  *rest = nb_str_sub(*rest, (size_t)n, rest->len);
  return true;
}

/* False at the end, and with *damaged where what is there is no field. */
static bool next_field(nb_str *rest, field *f, bool *damaged) {
  uint64_t key;
  if (rest->len == 0) return false;
  *damaged = true;
  if (!take_varint(rest, &key)) return false;
  *f = (field){.number = key >> 3, .wire = (unsigned)(key & 7)};
  bool good = false;
  switch (f->wire) {
    case VARINT:
      good = take_varint(rest, &f->value);
      break;
    case FIXED64:
      good = take_bytes(rest, 8, &f->bytes);
      break;
    case BYTES:
      good = take_varint(rest, &f->value) && take_bytes(rest, f->value, &f->bytes);
      break;
    case FIXED32:
      good = take_bytes(rest, 4, &f->bytes);
      break;
    default:
      break;
  }
  *damaged = !good;
  return good;
}

/* Protobuf's floats are little-endian whatever the machine. */
static float float_of(nb_str bytes) {
  uint32_t bits = 0;
  for (size_t i = 4; i-- > 0;) bits = bits << 8 | (unsigned char)bytes.ptr[i];
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static bool read_piece(nb_str message, nb_spm_piece *piece) {
  *piece = (nb_spm_piece){.type = NB_SPM_NORMAL};
  bool damaged = false;
  for (field f; next_field(&message, &f, &damaged);) {
    if (f.number == PIECE_TEXT && f.wire == BYTES) piece->text = f.bytes;
    if (f.number == PIECE_SCORE && f.wire == FIXED32) piece->score = float_of(f.bytes);
    if (f.number != PIECE_TYPE || f.wire != VARINT) continue;
    if (f.value < NB_SPM_NORMAL || f.value > NB_SPM_BYTE) return false;
    piece->type = (nb_spm_type)f.value;
  }
  return !damaged && piece->text.len > 0 && piece->text.len <= MAX_PIECE_BYTES && isfinite(piece->score) &&
         nb_utf8_valid(piece->text) && !memchr(piece->text.ptr, 0, piece->text.len);
}

typedef struct facts {
  uint64_t values[N_REQUIRED];
  nb_str rule; /* the normalizer's name */
} facts;

static bool read_facts(unsigned message, nb_str bytes, facts *found) {
  bool damaged = false;
  for (field f; next_field(&bytes, &f, &damaged);) {
    if (message == NORMALIZER && f.number == RULE_NAME && f.wire == BYTES) found->rule = f.bytes;
    for (size_t i = 0; i < N_REQUIRED; i++)
      if (required[i].message == message && required[i].number == f.number && f.wire == VARINT)
        found->values[i] = f.value;
  }
  return !damaged;
}

static nb_status check_facts(nb_context *ctx, const facts *found) {
  for (size_t i = 0; i < N_REQUIRED; i++)
    if (found->values[i] != required[i].wanted)
      return nb_fail(ctx, NB_CONFIG, "SentencePiece model: only models with %s are read", required[i].what);
  if (!nb_str_eq_c(found->rule, "nfkc"))
    return nb_fail(ctx, NB_CONFIG, "SentencePiece model: only models with NFKC are read");
  return NB_OK;
}

static bool count_pieces(nb_str model, size_t *n) {
  bool damaged = false;
  *n = 0;
  for (field f; next_field(&model, &f, &damaged);) *n += f.number == PIECE && f.wire == BYTES;
  return !damaged && *n > 0 && *n <= MAX_PIECES;
}

nb_status nb_spm_read(nb_context *ctx, nb_arena *arena, nb_str model, nb_spm_piece **pieces, size_t *n) {
  if (!count_pieces(model, n)) return nb_fail(ctx, NB_CONFIG, "not a SentencePiece model, or damaged");
  nb_spm_piece *list = nb_arena_array(arena, *n, sizeof *list);
  if (!list) return nb_fail_memory(ctx);
  facts found = {.rule = NB_STR("")};
  for (size_t i = 0; i < N_REQUIRED; i++) found.values[i] = required[i].usual;
  bool damaged = false, good = true;
  size_t at = 0;
  for (field f; good && next_field(&model, &f, &damaged);) {
    if (f.wire != BYTES) continue;
    if (f.number == PIECE) good = read_piece(f.bytes, &list[at++]);
    if (f.number == TRAINER || f.number == NORMALIZER) good = read_facts((unsigned)f.number, f.bytes, &found);
  }
  if (!good) return nb_fail(ctx, NB_CONFIG, "SentencePiece model: damaged near piece %zu", at);
  *pieces = list;
  return check_facts(ctx, &found);
}
