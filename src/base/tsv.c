#include "base/tsv.h"

#include "base/file.h"
#include "base/utf8.h"

enum { TSV_CAP = 256 * 1024 * 1024 };

static bool is_comment(nb_str line) {
  return line.len == 0 || nb_str_eq_c(line, "#") || nb_str_starts(line, NB_STR("# ")) ||
         nb_str_starts(line, NB_STR("#\t"));
}

static nb_status rows(nb_context *ctx, const char *path, nb_str rest, nb_tsv_fn *fn, void *user) {
  if (nb_str_starts(rest, NB_STR("\xEF\xBB\xBF"))) rest = nb_str_sub(rest, 3, rest.len);
  nb_tsv_row row = {.path = path};
  for (nb_str line; nb_str_split(&rest, '\n', &line);) {
    row.line++;
    if (nb_str_ends(line, NB_STR("\r"))) line.len--;
    if (is_comment(line)) continue;
    if (!nb_utf8_valid(line)) return nb_fail(ctx, NB_DATA, "%s:%zu: not UTF-8", path, row.line);
    for (row.n = 0; row.n < NB_TSV_FIELDS - 1 && nb_str_split(&line, '\t', &row.field[row.n]); row.n++) continue;
    if (line.ptr) row.field[row.n++] = line;
    for (size_t i = row.n; i < NB_TSV_FIELDS; i++) row.field[i] = NB_STR("");
    nb_status status = fn(ctx, user, &row);
    if (status) return status;
  }
  return NB_OK;
}

nb_status nb_tsv_read(nb_context *ctx, const char *path, nb_arena *arena, nb_tsv_fn *fn, void *user) {
  nb_buf bytes;
  nb_buf_init(&bytes, TSV_CAP);
  nb_status status = nb_file_read(ctx, path, &bytes);
  if (!status) {
    nb_str kept = nb_arena_str(arena, nb_buf_str(&bytes));
    nb_buf_free(&bytes);
    status = kept.ptr ? rows(ctx, path, kept, fn, user) : nb_fail_memory(ctx);
  }
  nb_buf_free(&bytes);
  return status;
}
