#include "lexicon/user/read.h"

#include "base/file.h"
#include "base/utf8.h"
#include "lexicon/user/formats.h"

typedef nb_status read_fn(nb_glossary_file *file);

static const struct {
  const char *root; /* of the XML */
  read_fn *read;
} xml_kinds[] = {{"<martif", nb_read_tbx}, {"<tbx", nb_read_tbx}, {"<tmx", nb_read_tmx}};

static const struct {
  const char *ending;
  read_fn *read;
} endings[] = {{".csv", nb_read_csv}, {".tsv", nb_read_tsv}, {".tab", nb_read_tsv}, {".utf8", nb_read_tsv}};

/* Whether a file begins as XML does: in UTF-8, or in UTF-16, which Expat reads too. */
static bool is_xml(nb_str bytes) {
  static const nb_str wide[] = {{"\xFF\xFE<\0", 4}, {"\xFE\xFF\0<", 4}};
  for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
    if (nb_str_starts(bytes, wide[i])) return true;
  return nb_str_starts(nb_str_trim(bytes), NB_STR("<"));
}

/* The reader by the root element's name; in UTF-16 every second byte is left out for that. */
static read_fn *xml_reader(nb_arena *arena, nb_str bytes) {
  enum { HEAD = 8192 };
  nb_str head = nb_str_sub(bytes, 0, HEAD);
  char *narrow = nb_arena_alloc(arena, HEAD);
  if (!narrow) return NULL;
  size_t len = 0;
  for (size_t i = 0; i < head.len; i++)
    if (head.ptr[i]) narrow[len++] = head.ptr[i];
  for (size_t i = 0; i < sizeof xml_kinds / sizeof *xml_kinds; i++)
    if (nb_str_find((nb_str){narrow, len}, nb_str_of(xml_kinds[i].root), 0) != NB_NOT_FOUND) return xml_kinds[i].read;
  return NULL;
}

static read_fn *table_reader(const char *path, nb_str bytes) {
  nb_str name = nb_str_of(path), line;
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    nb_str ending = nb_str_of(endings[i].ending);
    if (name.len > ending.len && nb_str_eq_nocase(nb_str_sub(name, name.len - ending.len, name.len), ending))
      return endings[i].read;
  }
  while (nb_str_split(&bytes, '\n', &line))
    if (!nb_is_comment(line)) break;
  bool tab = line.ptr && nb_str_find(line, NB_STR("\t"), 0) != NB_NOT_FOUND;
  bool comma = line.ptr &&
               (nb_str_find(line, NB_STR(","), 0) != NB_NOT_FOUND || nb_str_find(line, NB_STR(";"), 0) != NB_NOT_FOUND);
  return comma && !tab ? nb_read_csv : nb_read_tsv;
}

nb_status nb_terms_parse(nb_context *ctx, nb_arena *arena, const char *path, nb_str bytes, nb_terms *terms) {
  if (nb_str_starts(bytes, NB_STR("\xEF\xBB\xBF"))) bytes = nb_str_sub(bytes, 3, bytes.len);
  nb_glossary_file file = {ctx, arena, path, bytes, terms};
  read_fn *read = is_xml(bytes) ? xml_reader(arena, bytes) : table_reader(path, bytes);
  if (!read) return nb_fail(ctx, NB_DATA, "%s:1: XML, but neither TBX nor TMX", path);
  return read(&file);
}

/* The file in the arena, which the terms' texts may be slices of. */
static nb_status read_file(nb_context *ctx, nb_arena *arena, const char *path, nb_str *bytes) {
  nb_buf buf;
  nb_buf_init(&buf, NB_INPUT_CAP);
  nb_status status = nb_file_read(ctx, path, &buf);
  *bytes = status ? NB_STR("") : nb_arena_str(arena, nb_buf_str(&buf));
  nb_buf_free(&buf);
  return !status && !bytes->ptr ? nb_fail_memory(ctx) : status;
}

nb_status nb_terms_read(nb_context *ctx, nb_arena *arena, const char *path, nb_terms *terms) {
  nb_str bytes;
  nb_status status = read_file(ctx, arena, path, &bytes);
  return status ? status : nb_terms_parse(ctx, arena, path, bytes, terms);
}

nb_status nb_kept_terms_read(nb_context *ctx, nb_arena *arena, const char *path, nb_terms *terms) {
  nb_str bytes, line;
  nb_status status = read_file(ctx, arena, path, &bytes);
  if (nb_str_starts(bytes, NB_STR("\xEF\xBB\xBF"))) bytes = nb_str_sub(bytes, 3, bytes.len);
  for (size_t n = 1; !status && nb_str_split(&bytes, '\n', &line); n++) {
    if (nb_is_comment(line)) continue;
    nb_term term = {.nl = line, .keep = true, .path = path, .line = n};
    if (nb_str_find(line, NB_STR("\t"), 0) != NB_NOT_FOUND)
      term.problem = NB_STR("a tab: a do-not-translate list has one term a line");
    status = nb_terms_add(ctx, arena, terms, &term, NB_STR(""));
  }
  return status;
}
