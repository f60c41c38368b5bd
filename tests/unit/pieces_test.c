/* The tokenizer: ids as sentencepiece 0.1.97 gives them for the shipped model, text from ids, and models that are
 * refused. */
#include <math.h>
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
#include "sample_pieces.h"
#include "translate/neural/model.h"
#include "translate/neural/pieces.h"

typedef struct fixture {
  nb_context *ctx;
  nb_arena *arena;
  nb_model *model;
  nb_str bytes; /* of the tokenizer */
  nb_pieces *pieces;
} fixture;

static int setup(void **state) {
  fixture *f = calloc(1, sizeof *f);
  assert_non_null(f);
  f->ctx = nb_context_new();
  f->arena = nb_arena_new();
  nb_buf path;
  nb_buf_init(&path, 4096);
  assert_int_equal(nb_data_path(f->ctx, "nlen.safetensors", &path), NB_OK);
  assert_int_equal(nb_model_open(f->ctx, path.ptr, &f->model), NB_OK);
  nb_buf_free(&path);
  f->bytes = nb_model_bytes(f->model, "tokenizer");
  assert_int_equal(nb_pieces_new(f->ctx, f->bytes, &f->pieces), NB_OK);
  *state = f;
  return 0;
}

static int teardown(void **state) {
  fixture *f = *state;
  nb_pieces_free(f->pieces);
  nb_model_free(f->model);
  nb_arena_free(f->arena);
  nb_context_free(f->ctx);
  free(f);
  return 0;
}

enum { MOST = 64 };

/* Made with sentencepiece; a lone space piece before a user symbol is dropped. */
static const struct {
  const char *text;
  size_t n;
  int32_t ids[MOST];
} sentences[] = {
    {"", 0, {0}},
    {"   ", 0, {0}},
    {"De burgemeester opent morgen de nieuwe brug over het kanaal.",
     14,
     {288, 3760, 713, 277, 3627, 265, 479, 268, 4300, 308, 274, 268, 7263, 263}},
    {"Volgens de minister daalt de werkloosheid in 2027 tot 3,4 procent, ondanks de hogere rente.",
     25,
     {796,  264, 265,  1185, 2466, 323, 277,  265, 668,  1933, 524,  267, 916,
      5057, 399, 3440, 703,  742,  266, 4655, 265, 1751, 272,  3708, 263}},
    {"Utrecht <h> Utrecht </h> krijgt een fietsenstalling <h> bicycle parking <|> bike shed </h>.",
     24,
     {1501, 4,    1501, 6,    1169, 273, 1645, 271, 264,  672, 639, 4,
      2094, 2701, 272,  3351, 284,  5,   2094, 487, 1083, 283, 6,   263}},
    {"Zij <h>she</h>zag de <h> the <|> those </h> , toen niets meer.",
     20,
     {1721, 4, 264, 691, 6, 468, 655, 265, 4, 269, 5, 1241, 6, 268, 266, 1516, 300, 264, 386, 263}},
    {"<h> </h> begint en eindigt <h>", 6, {4, 6, 2325, 276, 7661, 4}},
    {"half <h open, </ h> en <|", 15, {1589, 268, 67, 490, 713, 266, 268, 67, 352, 825, 69, 276, 268, 67, 7994}},
    {"\xC3\x89\xC3\xA9n caf\xC3\xA9 in Cura\xC3\xA7"
     "ao: '\xE2\x80\x99s avonds' \xE2\x80\x9Ezeer\xE2\x80\x9D goed\xE2\x80\xA6",
     28,
     {268, 202, 144, 851, 298, 1181, 337, 851, 267, 4113, 435, 202, 174, 334,
      353, 295, 417, 382, 264, 3355, 264, 290, 489, 831,  293, 635, 604, 1338}},
    {"E\xCC\x81"
     "e\xCC\x81n cafe\xCC\x81 in Curac\xCC\xA7"
     "ao",
     15,
     {268, 202, 144, 851, 298, 1181, 337, 851, 267, 4113, 435, 202, 174, 334, 353}},
    {"niet\xC2\xA0"
     "breken\xE2\x80\x83"
     "en  dubbel   wit ",
     6,
     {300, 268, 4318, 276, 4068, 4686}},
    {"\xEF\xAC\x81"
     "ets en \xC4\xB3s, 5 m\xC2\xB2, \xC2\xBD liter, \xEF\xBC\xA1\xEF\xBC\xA2",
     18,
     {1645, 276, 268, 2339, 266, 638, 1271, 611, 266, 495, 233, 136, 139, 611, 6753, 266, 317, 497}},
    {"Feest \xF0\x9F\x8E\x89 in \xE6\x9D\xB1\xE4\xBA\xAC en \xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0",
     30,
     {422, 272, 682, 268, 247, 166, 149, 144, 267, 268, 237, 164, 184, 235, 193,
      179, 276, 268, 215, 163, 215, 197, 216, 136, 215, 193, 215, 185, 215, 183}},
    {"tab\x09here, zacht\xC2\xADstreepje, nul\xE2\x80\x8B"
     "breed, \xEF\xBB\xBFmerk",
     28,
     {3599, 16,  1965, 272, 266, 268, 1046, 585, 201, 180, 264, 4770, 365, 502,
      266,  453, 342,  233, 135, 146, 1385, 292, 266, 268, 246, 194,  198, 1453}},
    {"</h>\xCC\xB8 en a\xCC\xB8", 7, {6, 211, 191, 276, 282, 211, 191}},
    {"\xE2\x96\x81 al gespatieerd\xE2\x96\x81", 7, {268, 268, 383, 324, 1352, 467, 1366}},
    {"Donaudampfschifffahrtsgesellschaftskapit\xC3\xA4nsm\xC3\xBCtzenabzeichen",
     30,
     {2702, 1633, 283,  1783, 337, 865, 702,  844, 3245, 2214, 264, 355,  360, 494,  1648,
      1094, 264,  6139, 396,  202, 171, 1414, 332, 3253, 277,  725, 1122, 831, 2748, 271}},
    {"een <0x41> en </s> en <unk> en <pad>", 25, {273, 268, 67,  784, 540, 703, 650, 69,  276, 268, 67,   352, 264,
                                                  69,  276, 268, 67,  685, 319, 69,  276, 268, 67,  4744, 69}},
    {"\xEF\xB7\xBA", 34, {268, 223, 188, 224, 139, 224, 144, 268, 223, 174, 224, 139, 224, 139, 224, 142, 268,
                          223, 192, 224, 139, 224, 145, 224, 142, 268, 224, 143, 223, 186, 224, 139, 224, 140}},
    {"fout\xFF en \xED\xA0\x80 \xC3",
     19,
     {2867, 246, 198, 196, 276, 268, 246, 198, 196, 246, 198, 196, 246, 198, 196, 268, 246, 198, 196}},
};

static void same_ids(void **state) {
  fixture *f = *state;
  assert_int_equal(nb_pieces_size(f->pieces), nb_model_config_of(f->model)->vocabulary);
  for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
    int32_t *ids;
    size_t n;
    assert_int_equal(nb_pieces_encode(f->ctx, f->pieces, f->arena, nb_str_of(sentences[i].text), &ids, &n), NB_OK);
    if (n != sentences[i].n || memcmp(ids, sentences[i].ids, n * sizeof *ids) != 0)
      fail_msg("\"%s\": %zu ids, %zu expected, or others", sentences[i].text, n, sentences[i].n);
  }
}

static void decode(fixture *f, const int32_t *ids, size_t n, const char *expected) {
  nb_str text;
  assert_int_equal(nb_pieces_decode(f->ctx, f->pieces, f->arena, ids, n, &text), NB_OK);
  assert_string_equal(text.ptr, expected);
}

static void there_and_back(void **state) {
  fixture *f = *state;
  static const char *const texts[] = {"", "De brug gaat morgen open.", "Feest \xF0\x9F\x8E\x89 in \xE6\x9D\xB1!"};
  int32_t *ids;
  size_t n;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    assert_int_equal(nb_pieces_encode(f->ctx, f->pieces, f->arena, nb_str_of(texts[i]), &ids, &n), NB_OK);
    decode(f, ids, n, texts[i]);
  }
}

static void odd_ids(void **state) {
  fixture *f = *state;
  const int32_t byte = 7; /* the piece of byte 0 */
  decode(f, (int32_t[]){NB_PIECE_BEGIN, -1, 1 << 20, INT32_MIN, NB_PIECE_PAD, NB_PIECE_END}, 6, "");
  decode(f, (int32_t[]){NB_PIECE_UNKNOWN}, 1, " \xE2\x81\x87 ");
  decode(f, (int32_t[]){byte + 0xC3, byte + 0xA9}, 2, "\xC3\xA9");
  decode(f, (int32_t[]){byte + 0xC3, byte + 'x'}, 2, "\xEF\xBF\xBDx");
  decode(f, (int32_t[]){byte + 0xC3, NB_PIECE_END, byte + 0xA9}, 3, "\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void too_long(void **state) {
  fixture *f = *state;
  size_t size = 1024 * 1024 + 1, n;
  char *text = malloc(size);
  int32_t *ids;
  assert_non_null(text);
  for (size_t i = 0; i < size; i++) text[i] = "\xCC\x81\xCC\xA3"[i % 4]; /* marks that change places */
  assert_int_equal(nb_pieces_encode(f->ctx, f->pieces, f->arena, (nb_str){text, size}, &ids, &n), NB_DATA);
  assert_int_equal(nb_pieces_encode(f->ctx, f->pieces, f->arena, (nb_str){text, size - 1}, &ids, &n), NB_OK);
  assert_in_range(n, size - 1, size + 4);
  free(text);
}

/* ---- drawn at random ---- */

static size_t sample(fixture *f, nb_str text, double sharpness, uint64_t *random, int32_t **ids) {
  size_t n;
  assert_int_equal(nb_pieces_sample(f->ctx, f->pieces, f->arena, text, sharpness, random, ids, &n), NB_OK);
  return n;
}

/* Another segmentation each time, of the same text; the best one where the draw is sharp; the same with one seed. */
static void sampled(void **state) {
  fixture *f = *state;
  const nb_str text = NB_STR("De <h> the </h> burgemeester opent \xF0\x9F\x8E\x89 de brug over het kanaal.");
  const char *plain = "De<h> the</h> burgemeester opent \xF0\x9F\x8E\x89 de brug over het kanaal.";
  enum { DRAWS = 50 };
  uint64_t random = 1, again = 1;
  int32_t *best, *ids, *same;
  size_t n_best, differ = 0;
  assert_int_equal(nb_pieces_encode(f->ctx, f->pieces, f->arena, text, &best, &n_best), NB_OK);
  for (size_t i = 0; i < DRAWS; i++) {
    size_t n = sample(f, text, 0.3, &random, &ids), n_same = sample(f, text, 0.3, &again, &same);
    assert_int_equal(n, n_same);
    assert_memory_equal(ids, same, n * sizeof *ids);
    decode(f, ids, n, plain);
    differ += n != n_best || memcmp(ids, best, n * sizeof *ids) != 0;
  }
  assert_in_range(differ, DRAWS / 2, DRAWS);
  for (size_t i = 0; i < DRAWS; i++) {
    assert_int_equal(sample(f, text, 1000, &random, &ids), n_best);
    assert_memory_equal(ids, best, n_best * sizeof *ids);
  }
  assert_int_equal(sample(f, NB_STR(""), 0.3, &random, &ids), 0);
}

/* "ab" is one piece or two, with shares as exp(score * sharpness). */
static void sampled_shares(void **state) {
  fixture *f = *state;
  static const char *const words[] = {"b", "ab", "\xE2\x96\x81", NULL};
  nb_sample_pieces model = nb_sound_pieces;
  model.words = words;
  enum { DRAWS = 4000 };
  nb_buf bytes;
  nb_buf_init(&bytes, 65536);
  nb_sample_pieces_make(&bytes, &model);
  nb_pieces *pieces;
  assert_int_equal(nb_pieces_new(f->ctx, nb_buf_str(&bytes), &pieces), NB_OK);
  uint64_t random = 2;
  size_t whole = 0;
  for (size_t i = 0; i < DRAWS; i++) {
    int32_t *ids;
    size_t n;
    assert_int_equal(nb_pieces_sample(f->ctx, pieces, f->arena, NB_STR("ab"), 0.5, &random, &ids, &n), NB_OK);
    assert_in_range(n, 2, 3); /* with the space */
    whole += n == 2;
  }
  double expected = 1 / (1 + exp(-2 * 0.5)); /* each piece has the score -2 */
  assert_true(fabs((double)whole / DRAWS - expected) < 0.03);
  nb_pieces_free(pieces);
  nb_buf_free(&bytes);
}

/* ---- other models ---- */

static void small_models(void **state) {
  fixture *f = *state;
  nb_buf bytes;
  nb_buf_init(&bytes, 65536);
  nb_pieces *pieces;
  int32_t *ids;
  size_t n;
  nb_sample_pieces_make(&bytes, &nb_sound_pieces);
  assert_int_equal(nb_pieces_new(f->ctx, nb_buf_str(&bytes), &pieces), NB_OK);
  assert_int_equal(nb_pieces_encode(f->ctx, pieces, f->arena, NB_STR("ab"), &ids, &n), NB_OK);
  const int32_t expected[] = {4 + 0xE2, 4 + 0x96, 4 + 0x81, 260, 4 + 'b'}; /* the space has no piece either */
  assert_int_equal(n, 5);
  assert_memory_equal(ids, expected, sizeof expected);
  nb_pieces_free(pieces);
  nb_sample_pieces bad[12];
  for (size_t i = 0; i < 12; i++) bad[i] = nb_sound_pieces;
  bad[0].word = NB_STR("");
  bad[1].word = NB_STR("\xFF");
  bad[2].word = NB_STR("a\0b");
  bad[3].rule = NB_STR("nmt_nfkc");
  bad[4].score = INFINITY;
  bad[5].unknown = 1;
  bad[6].type = 7;
  bad[7].type = 0;
  bad[8].bytes = 255;
  bad[9].model_type = 2;
  bad[10].fallback = 0;
  bad[11].dummy_prefix = 0;
  for (size_t i = 0; i < 12; i++) {
    nb_sample_pieces_make(&bytes, &bad[i]);
    if (nb_pieces_new(f->ctx, nb_buf_str(&bytes), &pieces) != NB_CONFIG) fail_msg("bad model %zu was taken", i);
  }
  nb_buf_free(&bytes);
}

/* Every field of the file is needed, the last one too, so that no beginning of it is a model. */
static void cut_off(void **state) {
  fixture *f = *state;
  nb_pieces *pieces;
  for (size_t n = 0; n < f->bytes.len; n += n < 256 ? 1 : 4999)
    assert_int_equal(nb_pieces_new(f->ctx, nb_str_sub(f->bytes, 0, n), &pieces), NB_CONFIG);
}

/* ---- beside spm_encode ---- */

/* The next number of a line of ids; false at its end. */
static bool next_id(const char **at, long *id) {
  char *end;
  *id = strtol(*at, &end, 10);
  bool found = end != *at;
  *at = end;
  return found;
}

static void compare_lines(fixture *f, nb_str text, FILE *ids_of_spm) {
  char *line = NULL;
  size_t cap = 0, differ = 0, lines = 0;
  for (nb_str sentence; nb_str_split(&text, '\n', &sentence) && (text.ptr || sentence.len); lines++) {
    int32_t *ids;
    size_t n, i = 0;
    long id;
    nb_arena_reset(f->arena);
    assert_int_equal(nb_pieces_encode(f->ctx, f->pieces, f->arena, sentence, &ids, &n), NB_OK);
    assert_true(getline(&line, &cap, ids_of_spm) >= 0);
    const char *at = line;
    bool same = true;
    while (next_id(&at, &id)) {
      same = same && i < n && ids[i] == id;
      i++;
    }
    if (!same || i != n) differ++;
  }
  free(line);
  assert_in_range(lines, 100000, SIZE_MAX);
  assert_int_equal(differ, 0);
}

/* The lists of the lexicon, Dutch and English, through the program of SentencePiece where it is installed. */
static void same_as_spm_encode(void **state) {
  fixture *f = *state;
  if (system("command -v spm_encode >/dev/null 2>&1") != 0) skip();
  char path[] = "/tmp/nb-spm-XXXXXX";
  close(mkstemp(path));
  assert_int_equal(nb_file_write(f->ctx, path, f->bytes), NB_OK);
  nb_buf list, command;
  nb_buf_init(&list, NB_INPUT_CAP);
  nb_buf_init(&command, 8192);
  nb_buf_printf(&command, "%s/../dict/lexicon/dictionary.tsv", getenv("NB_TESTS_DIR"));
  assert_int_equal(nb_file_read(f->ctx, command.ptr, &list), NB_OK);
  nb_buf_clear(&command);
  nb_buf_printf(&command, "spm_encode --model=%s --output_format=id '%s/../dict/lexicon/dictionary.tsv'", path,
                getenv("NB_TESTS_DIR"));
  FILE *spm = popen(command.ptr, "r");
  assert_non_null(spm);
  compare_lines(f, nb_buf_str(&list), spm);
  assert_int_equal(pclose(spm), 0);
  unlink(path);
  nb_buf_free(&list);
  nb_buf_free(&command);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(same_ids),     cmocka_unit_test(there_and_back), cmocka_unit_test(odd_ids),
      cmocka_unit_test(too_long),     cmocka_unit_test(sampled),        cmocka_unit_test(sampled_shares),
      cmocka_unit_test(small_models), cmocka_unit_test(cut_off),        cmocka_unit_test(same_as_spm_encode),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
