#include "lexicon/ngrams.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "lexicon/ngrams_format.h"

enum { MOST_PROBES = 256 /* a sound table needs fewer */, BACK_OFF = 7, UNKNOWN = 16 * NB_NGRAMS_UNIT };

struct nb_ngrams {
  nb_str file;
  const uint32_t *cells;
  uint64_t mask;
};

static bool fits(nb_str file, nb_ngrams *n) {
  nb_ngrams_header header;
  if (file.len < sizeof header) return false;
  memcpy(&header, file.ptr, sizeof header);
  if (memcmp(header.magic, NB_NGRAMS_MAGIC, sizeof header.magic) != 0 || header.byte_order != 0x01020304 ||
      header.log_cells > NB_NGRAMS_MAX_LOG)
    return false;
  uint64_t cells = (uint64_t)1 << header.log_cells;
  if (file.len != sizeof header + cells * sizeof *n->cells) return false;
  *n = (nb_ngrams){file, (const uint32_t *)(const void *)(file.ptr + sizeof header), cells - 1};
  return true;
}

nb_status nb_ngrams_open(nb_context *ctx, nb_ngrams **ngrams) {
  nb_buf path;
  nb_buf_init(&path, 4096);
  nb_str file = {NULL, 0};
  nb_ngrams opened;
  nb_status status = nb_data_path(ctx, "english.ngrams", &path);
  if (!status) status = nb_file_map(ctx, path.ptr, &file);
  if (!status && !fits(file, &opened))
    status = nb_fail(ctx, NB_CONFIG, "%s: no table of English words, or damaged", path.ptr);
  nb_ngrams *kept = status ? NULL : malloc(sizeof *kept);
  if (!status && !kept) status = nb_fail_memory(ctx);
  nb_buf_free(&path);
  if (status) {
    nb_file_unmap(file);
    return status;
  }
  *kept = opened;
  *ngrams = kept;
  return NB_OK;
}

void nb_ngrams_free(nb_ngrams *ngrams) {
  if (!ngrams) return;
  nb_file_unmap(ngrams->file);
  free(ngrams);
}

/* 0: not there. */
static int cost_of(const nb_ngrams *n, uint64_t key) {
  uint32_t mark = nb_ngrams_mark(key);
  for (uint64_t i = 0, at = key & n->mask; i <= n->mask && i < MOST_PROBES; i++, at = (at + 1) & n->mask) {
    uint32_t cell = n->cells[at];
    if (cell == 0) return 0;
    if ((cell & ~(uint32_t)0xFF) == mark) return (int)(cell & 0xFF);
  }
  return 0;
}

int nb_ngrams_cost(const nb_ngrams *n, nb_str before, nb_str word) {
  int cost = cost_of(n, nb_ngrams_key(&before, word));
  if (cost) return cost;
  cost = cost_of(n, nb_ngrams_key(NULL, word));
  return (cost ? cost : UNKNOWN) + BACK_OFF;
}
