#include "translate/neural/pieces.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/random.h"
#include "base/utf8.h"
#include "translate/neural/spm.h"
#include "translate/neural/trie.h"

#define SPACE "\xE2\x96\x81" /* U+2581, how pieces write a space */

enum { TEXT_CAP = 1024 * 1024, NORMAL_CAP = 16 * TEXT_CAP, CLUSTER_CAP = 1024 };
static const float unknown_penalty = 10;

struct nb_pieces {
  nb_arena *arena;
  nb_spm_piece *list;
  size_t n;
  nb_trie *words;   /* normal pieces and user symbols: what a text can consist of */
  nb_trie *symbols; /* user symbols alone: they are not normalised */
  int32_t bytes[256], space;
  float worst, best; /* scores of normal pieces, as SentencePiece takes them */
};

/* ---- the model ---- */

static bool is_byte(const nb_spm_piece *piece, unsigned *byte) {
  static const char digits[] = "0123456789ABCDEF";
  nb_str t = piece->text;
  if (piece->type != NB_SPM_BYTE || t.len != 6 || memcmp(t.ptr, "<0x", 3) != 0 || t.ptr[5] != '>') return false;
  const char *high = strchr(digits, t.ptr[3]), *low = strchr(digits, t.ptr[4]);
  if (!high || !low) return false;
  *byte = (unsigned)(high - digits) * 16 + (unsigned)(low - digits);
  return true;
}

/* The ids that the trainer and the decoder count on, and a piece for every byte. */
static nb_status check_ids(nb_context *ctx, nb_pieces *p) {
  bool good = p->n > NB_PIECE_UNKNOWN && p->list[NB_PIECE_UNKNOWN].type == NB_SPM_UNKNOWN;
  for (size_t i = 0; good && i < NB_PIECE_UNKNOWN; i++) good = p->list[i].type == NB_SPM_CONTROL;
  if (!good)
    return nb_fail(ctx, NB_CONFIG, "SentencePiece model: the first four pieces are not pad, begin, end, unknown");
  for (size_t i = 0; i < 256; i++) p->bytes[i] = -1;
  for (size_t i = 0; i < p->n; i++) {
    unsigned byte;
    if (is_byte(&p->list[i], &byte)) p->bytes[byte] = (int32_t)i;
  }
  for (size_t i = 0; i < 256; i++)
    if (p->bytes[i] < 0) return nb_fail(ctx, NB_CONFIG, "SentencePiece model: no piece for byte %zu", i);
  return NB_OK;
}

static nb_status make_tries(nb_context *ctx, nb_pieces *p) {
  nb_trie_key *words = malloc(p->n * sizeof *words), *symbols = malloc(p->n * sizeof *symbols);
  size_t n_words = 0, n_symbols = 0;
  p->space = -1;
  p->worst = FLT_MAX;
  p->best = FLT_MIN;
  for (size_t i = 0; words && symbols && i < p->n; i++) {
    const nb_spm_piece *piece = &p->list[i];
    nb_trie_key key = {piece->text, (int32_t)i};
    if (piece->type == NB_SPM_USER) symbols[n_symbols++] = key;
    if (piece->type == NB_SPM_USER || piece->type == NB_SPM_NORMAL) words[n_words++] = key;
    if (piece->type != NB_SPM_NORMAL) continue;
    if (piece->score < p->worst) p->worst = piece->score;
    if (piece->score > p->best) p->best = piece->score;
    if (nb_str_eq_c(piece->text, SPACE)) p->space = (int32_t)i;
  }
  if (words && symbols) {
    p->words = nb_trie_new(p->arena, words, n_words);
    p->symbols = nb_trie_new(p->arena, symbols, n_symbols);
  }
  free(words);
  free(symbols);
  return p->words && p->symbols ? NB_OK : nb_fail_memory(ctx);
}

nb_status nb_pieces_new(nb_context *ctx, nb_str model, nb_pieces **pieces) {
  nb_pieces *p = calloc(1, sizeof *p);
  if (!p) return nb_fail_memory(ctx);
  p->arena = nb_arena_new();
  nb_status status = p->arena ? nb_spm_read(ctx, p->arena, model, &p->list, &p->n) : nb_fail_memory(ctx);
  if (!status) status = check_ids(ctx, p);
  if (!status) status = make_tries(ctx, p);
  if (status)
    nb_pieces_free(p);
  else
    *pieces = p;
  return status;
}

void nb_pieces_free(nb_pieces *pieces) {
  if (!pieces) return;
  nb_arena_free(pieces->arena);
  free(pieces);
}

size_t nb_pieces_size(const nb_pieces *pieces) {
  return pieces->n;
}

/* ---- text as the pieces write it ---- */

typedef struct writer {
  nb_buf *out;
  bool after_space; /* a further space is left out */
} writer;

static nb_status put(writer *w, nb_str s) {
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < s.len; i++) {
    bool space = s.ptr[i] == ' ';
    if (!space) status = nb_buf_add_char(w->out, s.ptr[i]);
    if (space && !w->after_space) status = nb_buf_add_c(w->out, SPACE);
    w->after_space = space;
  }
  return status;
}

/* NFKC; a byte that is not UTF-8 becomes U+FFFD. */
static nb_status put_normalised(writer *w, nb_str s) {
  nb_buf valid;
  nb_buf_init(&valid, 4 * CLUSTER_CAP);
  for (size_t at = 0; at < s.len;) nb_utf8_add(&valid, nb_utf8_next(s, &at));
  utf8proc_uint8_t *mapped = NULL;
  utf8proc_ssize_t n = valid.status ? UTF8PROC_ERROR_NOMEM
                                    : utf8proc_map((const utf8proc_uint8_t *)valid.ptr, (utf8proc_ssize_t)valid.len,
                                                   &mapped, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
  nb_status status = n < 0 ? NB_INTERNAL : put(w, (nb_str){(const char *)mapped, (size_t)n});
  free(mapped);
  nb_buf_free(&valid);
  return status;
}

static size_t symbol_at(const nb_pieces *p, nb_str text, size_t at) {
  size_t longest = 0;
  uint32_t node = NB_TRIE_ROOT;
  for (size_t end = at; end < text.len && nb_trie_step(p->symbols, &node, (unsigned char)text.ptr[end]);) {
    end++;
    if (nb_trie_value(p->symbols, node) != NB_TRIE_NONE) longest = end - at;
  }
  return longest;
}

/* A character that may begin a composition, and what is not ASCII behind it: normalising such clusters one by one gives
 * what normalising the text gives. The cap keeps the sorting of marks, quadratic in utf8proc, short on hostile text. */
static size_t cluster_end(const nb_pieces *p, nb_str text, size_t at) {
  size_t end = at, next = at;
  do {
    nb_utf8_next(text, &next);
    end = next;
  } while (end < text.len && (unsigned char)text.ptr[end] >= 0x80 && end - at < CLUSTER_CAP - 4 &&
           !symbol_at(p, text, end));
  return end;
}

static nb_status normalise(const nb_pieces *p, nb_str text, nb_buf *out) {
  writer w = {out, true};
  nb_status status = nb_buf_add_c(out, SPACE);
  for (size_t at = 0, end; !status && at < text.len; at = end) {
    size_t symbol = symbol_at(p, text, at);
    end = symbol ? at + symbol : cluster_end(p, text, at);
    nb_str part = nb_str_sub(text, at, end);
    bool plain = symbol || (part.len == 1 && (unsigned char)part.ptr[0] < 0x80);
    status = plain ? put(&w, part) : put_normalised(&w, part);
  }
  while (nb_str_ends(nb_buf_str(out), NB_STR(SPACE))) out->len -= sizeof SPACE - 1;
  return status;
}

/* ---- the best segmentation ---- */

typedef struct node {
  float score;    /* of the best path that ends here */
  uint32_t start; /* of its last piece */
  int32_t id;     /* of its last piece; -1: no path ends here yet */
} node;

/* Double and float as in SentencePiece, so that ties and roundings fall the same way. */
static void offer(node *target, uint32_t start, float before, double score, int32_t id) {
  double candidate = score + (double)before;
  if (target->id >= 0 && candidate <= (double)target->score) return;
  *target = (node){(float)candidate, start, id};
}

/* A user symbol costs next to nothing, so that it is always taken. */
static double piece_score(const nb_pieces *p, int32_t id, size_t length) {
  const nb_spm_piece *piece = &p->list[id];
  return piece->type == NB_SPM_USER ? (double)((float)length * p->best) - 0.1 : (double)piece->score;
}

typedef struct piece_at {
  size_t start, end;
  int32_t id;
  double score;
} piece_at;

typedef bool piece_fn(void *user, const piece_at *piece);

/* Every piece that a segmentation can have, by where it begins. False: `fn` gave up. */
static bool each_piece(const nb_pieces *p, nb_str text, piece_fn *fn, void *user) {
  double unknown = (double)(p->worst - unknown_penalty);
  bool going = true;
  for (size_t start = 0, next = 0; going && start < text.len; start = next) {
    nb_utf8_next(text, &next);
    bool single = false; /* a piece that is just this character */
    uint32_t at = NB_TRIE_ROOT;
    for (size_t end = start; going && end < text.len && nb_trie_step(p->words, &at, (unsigned char)text.ptr[end]);) {
      end++;
      int32_t id = nb_trie_value(p->words, at);
      if (id == NB_TRIE_NONE) continue;
      going = fn(user, &(piece_at){start, end, id, piece_score(p, id, end - start)});
      if (end == next) single = true;
    }
    if (going && !single) going = fn(user, &(piece_at){start, next, NB_PIECE_UNKNOWN, unknown});
  }
  return going;
}

static bool offer_piece(void *user, const piece_at *piece) {
  node *path = user;
  offer(&path[piece->end], (uint32_t)piece->start, path[piece->start].score, piece->score, piece->id);
  return true;
}

/* Viterbi: path[i] for the best segmentation of the first i bytes. */
static void find_path(const nb_pieces *p, nb_str text, node *path) {
  for (size_t i = 1; i <= text.len; i++) path[i].id = -1;
  each_piece(p, text, offer_piece, path);
}

/* Back along the path; from the end of `ids` to its front. How many there are. */
static size_t read_path(const nb_pieces *p, nb_str text, const node *path, int32_t *ids) {
  size_t at = text.len;
  for (size_t end = text.len; end > 0; end = path[end].start) {
    int32_t id = path[end].id;
    if (id == NB_PIECE_UNKNOWN) {
      for (size_t i = end; i > path[end].start; i--) ids[--at] = p->bytes[(unsigned char)text.ptr[i - 1]];
      continue;
    }
    bool before_symbol = at < text.len && p->list[ids[at]].type == NB_SPM_USER;
    if (id != p->space || !before_symbol) ids[--at] = id;
  }
  return text.len - at;
}

/* ---- a segmentation drawn at random ---- */

typedef struct lattice {
  double *total; /* of the first i bytes: logarithm of the sum over all segmentations */
  piece_at *pieces;
  size_t n, cap, *last, *before; /* pieces that end at byte i: last[i], and the ones before it; 0: none, else from 1 */
  double sharpness;
} lattice;

static double log_add(double a, double b) {
  double most = a > b ? a : b, least = a > b ? b : a;
  return least == -INFINITY ? most : most + log1p(exp(least - most));
}

static bool add_piece_at(void *user, const piece_at *piece) {
  lattice *l = user;
  if (l->n == l->cap) {
    size_t cap = 2 * l->cap + 256;
    piece_at *pieces = realloc(l->pieces, cap * sizeof *pieces);
    if (pieces) l->pieces = pieces;
    size_t *before = pieces ? realloc(l->before, cap * sizeof *before) : NULL;
    if (!before) return false;
    l->before = before;
    l->cap = cap;
  }
  l->pieces[l->n] = *piece;
  l->before[l->n] = l->last[piece->end];
  l->last[piece->end] = ++l->n;
  l->total[piece->end] = log_add(l->total[piece->end], l->total[piece->start] + l->sharpness * piece->score);
  return true;
}

/* Backwards from the end, each piece with its share of what leads there. */
static void draw_path(const lattice *l, size_t length, uint64_t *random, node *path) {
  for (size_t end = length; end > 0;) {
    double rest = nb_random_unit(random);
    size_t at = l->last[end];
    for (;; at = l->before[at - 1]) {
      const piece_at *piece = &l->pieces[at - 1];
      rest -= exp(l->total[piece->start] + l->sharpness * piece->score - l->total[end]);
      if (rest < 0 || !l->before[at - 1]) break;
    }
    const piece_at *drawn = &l->pieces[at - 1];
    path[end] = (node){.start = (uint32_t)drawn->start, .id = drawn->id};
    end = drawn->start;
  }
}

static bool sample_path(const nb_pieces *p, nb_str text, double sharpness, uint64_t *random, node *path) {
  lattice l = {.sharpness = sharpness};
  l.total = malloc((text.len + 1) * sizeof *l.total);
  l.last = calloc(text.len + 1, sizeof *l.last);
  bool good = l.total && l.last;
  for (size_t i = 0; good && i <= text.len; i++) l.total[i] = i ? -INFINITY : 0;
  good = good && each_piece(p, text, add_piece_at, &l);
  if (good) draw_path(&l, text.len, random, path);
  free(l.total);
  free(l.last);
  free(l.before);
  free(l.pieces);
  return good;
}

/* ---- text to ids ---- */

/* `random` NULL: the best segmentation. */
static nb_status encode(nb_context *ctx, const nb_pieces *pieces, nb_arena *arena, nb_str text, double sharpness,
                        uint64_t *random, int32_t **ids, size_t *n) {
  if (text.len > TEXT_CAP) return nb_fail(ctx, NB_DATA, "a sentence of %zu bytes is too long to translate", text.len);
  nb_buf normal;
  nb_buf_init(&normal, NORMAL_CAP);
  nb_status status = normalise(pieces, text, &normal);
  nb_str s = nb_buf_str(&normal);
  node *path = status ? NULL : calloc(s.len + 1, sizeof *path);
  int32_t *all = path ? malloc((s.len + 1) * sizeof *all) : NULL;
  int32_t *kept = NULL;
  bool found = all && (!random || sample_path(pieces, s, sharpness, random, path));
  if (found && !random) find_path(pieces, s, path);
  if (found) {
    *n = read_path(pieces, s, path, all);
    kept = nb_arena_array(arena, *n, sizeof *kept);
  }
  if (kept && *n) memcpy(kept, all + (s.len - *n), *n * sizeof *kept);
  *ids = kept;
  free(all);
  free(path);
  nb_buf_free(&normal);
  return kept ? NB_OK : nb_fail_memory(ctx);
}

nb_status nb_pieces_encode(nb_context *ctx, const nb_pieces *pieces, nb_arena *arena, nb_str text, int32_t **ids,
                           size_t *n) {
  return encode(ctx, pieces, arena, text, 0, NULL, ids, n);
}

nb_status nb_pieces_sample(nb_context *ctx, const nb_pieces *pieces, nb_arena *arena, nb_str text, double sharpness,
                           uint64_t *random, int32_t **ids, size_t *n) {
  return encode(ctx, pieces, arena, text, sharpness, random, ids, n);
}

/* ---- ids to text ---- */

static bool is_byte_piece(const nb_pieces *p, int32_t id, unsigned *byte) {
  return id >= 0 && (size_t)id < p->n && is_byte(&p->list[id], byte);
}

/* Bytes in a row make characters; those that do not become U+FFFD, one each. */
static void add_bytes(nb_buf *out, nb_str bytes) {
  for (size_t at = 0; at < bytes.len;) nb_utf8_add(out, nb_utf8_next(bytes, &at));
}

static void add_piece(const nb_pieces *p, int32_t id, nb_buf *out) {
  if (id < 0 || (size_t)id >= p->n || p->list[id].type == NB_SPM_CONTROL) return;
  nb_str rest = p->list[id].text;
  if (p->list[id].type == NB_SPM_UNKNOWN) rest = NB_STR(" \xE2\x81\x87 ");
  if (out->len == 0 && nb_str_starts(rest, NB_STR(SPACE))) rest = nb_str_sub(rest, sizeof SPACE - 1, rest.len);
  while (rest.len) {
    size_t space = nb_str_find(rest, NB_STR(SPACE), 0), end = space == NB_NOT_FOUND ? rest.len : space;
    nb_buf_add(out, nb_str_sub(rest, 0, end));
    if (end == rest.len) break;
    nb_buf_add_char(out, ' ');
    rest = nb_str_sub(rest, end + sizeof SPACE - 1, rest.len);
  }
}

nb_status nb_pieces_decode(nb_context *ctx, const nb_pieces *pieces, nb_arena *arena, const int32_t *ids, size_t n,
                           nb_str *text) {
  nb_buf out, bytes;
  nb_buf_init(&out, NORMAL_CAP);
  nb_buf_init(&bytes, NORMAL_CAP);
  for (size_t i = 0; i < n; i++) {
    unsigned byte;
    bool is = is_byte_piece(pieces, ids[i], &byte);
    if (is) nb_buf_add_char(&bytes, (char)byte);
    if (is && i + 1 < n) continue;
    add_bytes(&out, nb_buf_str(&bytes));
    nb_buf_clear(&bytes);
    if (!is) add_piece(pieces, ids[i], &out);
  }
  nb_status status = out.status ? out.status : bytes.status;
  if (!status) *text = nb_arena_str(arena, nb_buf_str(&out));
  nb_buf_free(&out);
  nb_buf_free(&bytes);
  if (status) return nb_fail(ctx, status, "the translation is too long");
  return text->ptr ? NB_OK : nb_fail_memory(ctx);
}
