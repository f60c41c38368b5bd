/* base/: slices, buffers, arena, map, UTF-8, files, tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/map.h"
#include "base/tsv.h"
#include "base/utf8.h"

static void slices(void **state) {
  (void)state;
  nb_str rest = NB_STR("a,,b"), field;
  assert_true(nb_str_split(&rest, ',', &field) && nb_str_eq_c(field, "a"));
  assert_true(nb_str_split(&rest, ',', &field) && field.len == 0);
  assert_true(nb_str_split(&rest, ',', &field) && nb_str_eq_c(field, "b"));
  assert_false(nb_str_split(&rest, ',', &field));
  assert_true(nb_str_eq_c(nb_str_trim(NB_STR(" \xC2\xA0 x y\n")), "x y"));
  assert_int_equal(nb_str_find(NB_STR("banaan"), NB_STR("aan"), 0), 3);
  assert_int_equal(nb_str_find(NB_STR("banaan"), NB_STR("aan"), 4), NB_NOT_FOUND);
  assert_true(nb_str_cmp(NB_STR("a"), NB_STR("ab")) < 0);
}

static void buffer_cap_is_sticky(void **state) {
  (void)state;
  nb_buf buf;
  nb_buf_init(&buf, 5);
  assert_int_equal(nb_buf_add_c(&buf, "abc"), NB_OK);
  assert_int_equal(nb_buf_printf(&buf, "%d", 1234), NB_DATA);
  assert_int_equal(nb_buf_add_char(&buf, 'x'), NB_DATA);
  assert_string_equal(buf.ptr, "abc");
  nb_buf_free(&buf);
  nb_buf_free(&buf);
}

static void arena_and_map(void **state) {
  (void)state;
  nb_arena *arena = nb_arena_new();
  nb_map *map = nb_map_new(arena);
  for (size_t i = 0; i < 1000; i++) {
    void **slot = nb_map_slot(map, nb_arena_printf(arena, "key%zu", i));
    assert_non_null(slot);
    *slot = (void *)(i + 1);
  }
  assert_int_equal(nb_map_size(map), 1000);
  assert_ptr_equal(nb_map_get(map, NB_STR("key999")), (void *)1000);
  assert_null(nb_map_get(map, NB_STR("none")));
  assert_null(nb_arena_array(arena, SIZE_MAX / 2, 16));
  nb_arena_free(arena);
}

static void utf8(void **state) {
  (void)state;
  nb_str s = NB_STR("\xC3\x89\xFFx");
  size_t pos = 0;
  assert_int_equal(nb_utf8_next(s, &pos), 0xC9);
  assert_int_equal(nb_utf8_next(s, &pos), 0xFFFD);
  assert_int_equal(nb_utf8_next(s, &pos), 'x');
  assert_int_equal(nb_utf8_prev(s, &pos), 'x');
  assert_int_equal(nb_utf8_prev(s, &pos), 0xFFFD);
  assert_int_equal(nb_utf8_prev(s, &pos), 0xC9);
  assert_int_equal(pos, 0);
  nb_arena *arena = nb_arena_new();
  assert_true(nb_str_eq_c(nb_str_lower(arena, NB_STR("\xC3\x89\x45n")), "\xC3\xA9\x65n"));
  assert_true(nb_str_eq_c(nb_str_capitalise(arena, NB_STR("'\xC3\xA9\x65n")), "'\xC3\x89\x65n"));
  nb_arena_free(arena);
}

static void files_are_whole_or_not_there(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  char folder[] = "/tmp/nb-base-XXXXXX", path[64];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/out", folder);
  assert_int_equal(nb_file_write(ctx, path, NB_STR("one")), NB_OK);
  assert_int_equal(nb_file_write(ctx, path, NB_STR("two")), NB_OK);
  nb_buf buf;
  nb_buf_init(&buf, 10);
  assert_int_equal(nb_file_read(ctx, path, &buf), NB_OK);
  assert_string_equal(buf.ptr, "two");
  nb_buf_free(&buf);
  nb_buf_init(&buf, 2);
  assert_int_equal(nb_file_read(ctx, path, &buf), NB_DATA);
  assert_non_null(strstr(nb_error(ctx), "limit"));
  assert_int_equal(nb_file_read(ctx, "/nonexistent/x", &buf), NB_NOINPUT);
  assert_int_equal(nb_file_write(ctx, "/nonexistent/x", NB_STR("x")), NB_CANTCREAT);
  nb_buf_free(&buf);
  unlink(path);
  rmdir(folder);
  nb_context_free(ctx);
}

static void places_as_code_points(void **state) {
  (void)state;
  nb_points points = {0};
  nb_str text = NB_STR(
             "h\xC3\xA9 \xE2\x82\xAC"
             "5"),
         other = NB_STR(
             "\xC3\xA9"
             "en");
  assert_int_equal(nb_points_before(&points, text, 3), 2);
  assert_int_equal(nb_points_before(&points, text, 8), 5);
  assert_int_equal(nb_points_before(&points, text, 1), 1); /* back again */
  assert_int_equal(nb_points_before(&points, other, 2), 1);
}

static nb_status count_row(nb_context *ctx, void *user, const nb_tsv_row *row) {
  size_t *seen = user;
  if (nb_str_eq_c(row->field[0], "bad")) return nb_fail(ctx, NB_DATA, "%s:%zu: bad", row->path, row->line);
  assert_int_equal(row->n, 2);
  assert_int_equal(row->field[2].len, 0);
  ++*seen;
  return NB_OK;
}

static void tables_name_the_line(void **state) {
  (void)state;
  nb_context *ctx = nb_context_new();
  nb_arena *arena = nb_arena_new();
  char path[] = "/tmp/nb-tsv-XXXXXX";
  close(mkstemp(path));
  assert_int_equal(nb_file_write(ctx, path, NB_STR("# a comment\na\tb\r\n\n#tag\tx\nbad\ty\nc\td\n")), NB_OK);
  size_t seen = 0;
  assert_int_equal(nb_tsv_read(ctx, path, arena, count_row, &seen), NB_DATA);
  assert_int_equal(seen, 2);
  assert_non_null(strstr(nb_error(ctx), ":5: bad"));
  assert_int_equal(nb_file_write(ctx, path, NB_STR("a\t\xFF\n")), NB_OK);
  assert_int_equal(nb_tsv_read(ctx, path, arena, count_row, &seen), NB_DATA);
  assert_non_null(strstr(nb_error(ctx), ":1: not UTF-8"));
  unlink(path);
  nb_arena_free(arena);
  nb_context_free(ctx);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(slices),
      cmocka_unit_test(buffer_cap_is_sticky),
      cmocka_unit_test(arena_and_map),
      cmocka_unit_test(utf8),
      cmocka_unit_test(places_as_code_points),
      cmocka_unit_test(files_are_whole_or_not_there),
      cmocka_unit_test(tables_name_the_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
