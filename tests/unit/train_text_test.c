/* What the trainer reads: TSV and TMX, with the file and line of what is wrong; and what it makes of it: hints chosen
 * at random, counts, batches. */
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
#include "batches.h"
#include "choice.h"
#include "counts.h"
#include "sample_pieces.h"
#include "targets.h"

typedef struct fixture {
  nb_context *ctx;
  nb_arena *arena;
  nb_lexicon *lexicon;
  char tsv[40], tmx[40];
} fixture;

static int setup(void **state) {
  fixture *f = calloc(1, sizeof *f);
  assert_non_null(f);
  f->ctx = nb_context_new();
  f->arena = nb_arena_new();
  assert_int_equal(nb_lexicon_open(f->ctx, &f->lexicon), NB_OK);
  strcpy(f->tsv, "/tmp/nb-text-XXXXXX.tsv");
  strcpy(f->tmx, "/tmp/nb-text-XXXXXX.TMX");
  close(mkstemps(f->tsv, 4));
  close(mkstemps(f->tmx, 4));
  *state = f;
  return 0;
}

static int teardown(void **state) {
  fixture *f = *state;
  unlink(f->tsv);
  unlink(f->tmx);
  nb_lexicon_free(f->lexicon);
  nb_arena_free(f->arena);
  nb_context_free(f->ctx);
  free(f);
  return 0;
}

static corpus read_text(fixture *f, const char *path, nb_str text, nb_status expected) {
  corpus c = {.arena = f->arena};
  assert_int_equal(nb_file_write(f->ctx, path, text), NB_OK);
  nb_status status = corpus_read(f->ctx, &c, path);
  if (status != expected) fail_msg("%d, not %d: %s", (int)status, (int)expected, nb_error(f->ctx));
  return c;
}

static void check_pair(const corpus *c, size_t i, double weight, const char *nl, const char *en) {
  assert_in_range(i, 0, c->n - 1);
  assert_true(c->pairs[i].weight == weight);
  if (!nb_str_eq_c(c->pairs[i].nl, nl) || !nb_str_eq_c(c->pairs[i].en, en))
    fail_msg("\"%.*s\", \"%.*s\", not \"%s\", \"%s\"", NB_STR_ARG(c->pairs[i].nl), NB_STR_ARG(c->pairs[i].en), nl, en);
}

/* --- files --- */

static void tsv(void **state) {
  fixture *f = *state;
  corpus c = read_text(f, f->tsv,
                       NB_STR("2.5\tDe brug is open.\tThe bridge is open.\n"
                              "Hij slaapt.\tHe sleeps.\r\n"
                              "# een opmerking\n"
                              "0\tnooit\tnever\n"
                              "1\t \tnothing\n"
                              "1e1\t Ja. \tYes.\n"),
                       NB_OK);
  assert_int_equal(c.n, 3);
  check_pair(&c, 0, 2.5, "De brug is open.", "The bridge is open.");
  check_pair(&c, 1, 1, "Hij slaapt.", "He sleeps.");
  check_pair(&c, 2, 10, "Ja.", "Yes.");
}

static void bad_tsv(void **state) {
  fixture *f = *state;
  static const struct {
    const char *text, *message;
  } cases[] = {
      {"1\ta\tb\nalleen\n", ".tsv:2: 1 fields"},      {"1\ta\tb\tc\n", ".tsv:1: 4 fields"},
      {"veel\ta\tb\n", ".tsv:1: the weight"},         {"\ta\tb\n", ".tsv:1: the weight"},
      {"nan\ta\tb\n", ".tsv:1: the weight"},          {"-1\ta\tb\n", ".tsv:1: the weight"},
      {"1e9\ta\tb\n", ".tsv:1: the weight"},          {"1 \ta\tb\n", ".tsv:1: the weight"},
      {"1\ta\tb\n\n1\t\xFF\tb\n", ".tsv:3: not UTF"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    read_text(f, f->tsv, nb_str_of(cases[i].text), NB_DATA);
    if (!strstr(nb_error(f->ctx), cases[i].message)) fail_msg("\"%s\", not \"%s\"", nb_error(f->ctx), cases[i].message);
  }
  corpus c = {.arena = f->arena};
  assert_int_equal(corpus_read(f->ctx, &c, "/nowhere/a.tsv"), NB_NOINPUT);
  assert_int_equal(corpus_read(f->ctx, &c, "/nowhere/a.tmx"), NB_NOINPUT);
}

#define TMX_HEAD                                                                                           \
  "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">" \
  "<header srclang=\"nl\"/><body>\n"
#define TMX_FOOT "</body></tmx>\n"

static void tmx(void **state) {
  fixture *f = *state;
  corpus c = read_text(
      f, f->tmx,
      NB_STR(TMX_HEAD
             "<tu><note>geen tekst</note><tuv xml:lang=\"NL-BE\"><seg>De\nbrug &amp; de "
             "weg</seg></tuv><tuv xml:lang=\"en\"><seg>The bridge &amp; the road</seg></tuv></tu>\n"
             "<tu><tuv lang=\"en_US\"><seg><bpt i=\"1\">&lt;b <sub>x</sub>></bpt>Bold<ept "
             "i=\"1\">&lt;/b></ept> <hi>word</hi><ph/></seg></tuv><tuv xml:lang=\"de\"><seg>Wort</seg></tuv><tuv "
             "lang=\"nl\"><seg>Vet woord</seg></tuv><tuv lang=\"nl\"><seg>nog een</seg></tuv></tu>\n"
             "<tu><tuv xml:lang=\"nl\"><seg>alleen</seg></tuv><tuv xml:lang=\"nld\"><seg>x</seg></tuv></tu>"
             "<tu><tuv xml:lang=\"nl\"><seg>buiten<tuv>binnen</tuv></seg></tuv></tu>" TMX_FOOT),
      NB_OK);
  assert_int_equal(c.n, 2);
  check_pair(&c, 0, 1, "De brug & de weg", "The bridge & the road");
  check_pair(&c, 1, 1, "Vet woord", "Bold word");
}

/* A text of more than one chunk: 100,000 units */
static void long_tmx(void **state) {
  fixture *f = *state;
  nb_buf text;
  nb_buf_init(&text, 64 * 1024 * 1024);
  nb_buf_add_c(&text, TMX_HEAD);
  for (size_t i = 0; i < 100000; i++)
    nb_buf_printf(&text, "<tu><tuv xml:lang='nl'><seg>n%zu</seg></tuv><tuv xml:lang='en'><seg>e%zu</seg></tuv></tu>\n",
                  i, i);
  nb_buf_add_c(&text, TMX_FOOT);
  corpus c = read_text(f, f->tmx, nb_buf_str(&text), NB_OK);
  assert_int_equal(c.n, 100000);
  check_pair(&c, 54321, 1, "n54321", "e54321");
  nb_buf_clear(&text);
  nb_buf_add_c(&text, TMX_HEAD "<tu><tuv xml:lang='nl'><seg>");
  for (size_t i = 0; i < 10000; i++) nb_buf_add_c(&text, "lang woord ");
  read_text(f, f->tmx, nb_buf_str(&text), NB_DATA);
  assert_non_null(strstr(nb_error(f->ctx), ".TMX:4: a segment is too long"));
  nb_buf_free(&text);
}

static void bad_tmx(void **state) {
  fixture *f = *state;
  static const struct {
    const char *text, *message;
  } cases[] = {
      {"", ".TMX:1: no element"},
      {"zomaar tekst\n", ".TMX:1: "},
      {TMX_HEAD "<tu></tuv>" TMX_FOOT, ".TMX:4: mismatched"},
      {TMX_HEAD TMX_FOOT, "no translation units"},
      {TMX_HEAD "<tu><tuv xml:lang='nl'><seg>half", ".TMX:4: "},
      {"<!DOCTYPE tmx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><tmx>&b;</tmx>", ".TMX:1: entities"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    read_text(f, f->tmx, nb_str_of(cases[i].text), NB_DATA);
    if (!strstr(nb_error(f->ctx), cases[i].message)) fail_msg("\"%s\", not \"%s\"", nb_error(f->ctx), cases[i].message);
  }
}

/* --- hints --- */

enum { DRAWS = 2000 };

/* How often a chooser for this English takes a name, and candidates (which become `changed` where that differs). */
typedef struct taken {
  double name, word, candidates, changed;
} taken;

static taken choose(fixture *f, const char *english, const char *name, bool rare, const char *candidates) {
  taken t = {0};
  for (uint64_t i = 0; i < DRAWS; i++) {
    choice c;
    nb_arena_reset(f->arena);
    assert_true(choice_init(&c, f->arena, nb_str_of(english), i));
    nb_str text = nb_str_of(candidates);
    t.name += c.chooser.name(&c, nb_str_of(name));
    t.word += c.chooser.word(&c, rare);
    t.candidates += c.chooser.candidates(&c, f->arena, &text);
    t.changed += !nb_str_eq_c(text, candidates);
  }
  return (taken){t.name / DRAWS, t.word / DRAWS, t.candidates / DRAWS, t.changed / DRAWS};
}

static bool near(double a, double b) {
  return fabs(a - b) < 0.04;
}

static void choices(void **state) {
  fixture *f = *state;
  const char *english = "In Moscow the rebels were parking their bicycles, said the boy's mother.";
  taken t = choose(f, english, "Moscow", true, "rebel|insurgent");
  assert_true(near(t.name, 0.7) && near(t.word, 0.7));
  assert_true(t.candidates == 1 && t.changed == 0);
  t = choose(f, english, "Kyiv", false, "boy");
  assert_true(t.name == 0 && near(t.word, 0.06) && t.candidates == 1);
  t = choose(f, english, "Kyiv", false, "park a bicycle|park");
  assert_true(t.candidates == 1 && t.changed == 0); /* "park" */
  t = choose(f, english, "Kyiv", false, "fountain|park a bike");
  assert_true(near(t.candidates, 0.25) && t.changed == 0);
  t = choose(f, english, "Kyiv", false, "a|b|c|d|mothers");
  assert_true(t.candidates == 1 && t.changed == 1);
}

/* The candidate that fits is among those shown, in any place. */
static void replaced_candidates(void **state) {
  fixture *f = *state;
  size_t places[3] = {0};
  for (uint64_t i = 0; i < 300; i++) {
    choice c;
    nb_str text = NB_STR("een|twee|drie|vier|mother"), part;
    nb_arena_reset(f->arena);
    assert_true(choice_init(&c, f->arena, NB_STR("Her mother slept."), i));
    assert_true(c.chooser.candidates(&c, f->arena, &text));
    size_t n = 0, found = 0;
    for (; nb_str_split(&text, '|', &part); n++)
      if (nb_str_eq_c(part, "mother")) {
        places[n]++;
        found++;
      } else {
        assert_true(nb_str_eq_c(part, "een") || nb_str_eq_c(part, "twee"));
      }
    assert_int_equal(n, 3);
    assert_int_equal(found, 1);
  }
  for (size_t i = 0; i < 3; i++) assert_in_range(places[i], 60, 140);
}

/* --- counts --- */

static void counted(void **state) {
  fixture *f = *state;
  corpus c = {.arena = f->arena};
  for (size_t i = 0; i < 25; i++)
    corpus_add(f->ctx, &c, 1, NB_STR("\"De trein rijdt\" naar Moskou, (zegt)"), NB_STR("x"));
  corpus_add(f->ctx, &c, 1, NB_STR("Weinig gezegd over moskou"), NB_STR("x"));
  nb_str counts;
  assert_int_equal(counts_of(f->ctx, &c, f->lexicon, &counts), NB_OK);
  assert_string_equal(counts.ptr, "Moskou\t25\nde\t25\nmoskou\t26\nnaar\t25\nrijdt\t25\ntrein\t25\nzegt\t25\n");
}

/* --- batches --- */

typedef struct material {
  corpus corpus;
  nb_pieces *pieces;
  nb_hinter *hinter;
  nb_buf model;
} material;

/* Pairs "a", "b" and "c" with their weights */
static void make_material(fixture *f, material *m) {
  static const char *const words[] = {"\xE2\x96\x81", "b", "c", NULL};
  nb_sample_pieces model = nb_sound_pieces;
  model.words = words;
  nb_buf_init(&m->model, 65536);
  nb_sample_pieces_make(&m->model, &model);
  nb_arena_reset(f->arena);
  m->corpus = (corpus){.arena = f->arena};
  corpus_add(f->ctx, &m->corpus, 2.5, NB_STR("a"), NB_STR("a"));
  corpus_add(f->ctx, &m->corpus, 0.5, NB_STR("b"), NB_STR("b"));
  corpus_add(f->ctx, &m->corpus, 17, NB_STR("c"), NB_STR("c"));
  assert_int_equal(nb_pieces_new(f->ctx, nb_buf_str(&m->model), &m->pieces), NB_OK);
  assert_int_equal(nb_hinter_new(f->ctx, f->lexicon, NULL, NULL, NB_STR(""), &m->hinter), NB_OK);
}

static void free_material(material *m) {
  nb_hinter_free(m->hinter);
  nb_pieces_free(m->pieces);
  nb_buf_free(&m->model);
}

/* Pieces of English and of Dutch names; 260 is "a", 261 the space, 262 "b", 263 "c", a byte's piece its value + 4. */
static void targets(void **state) {
  fixture *f = *state;
  material m;
  nb_str marked;
  make_material(f, &m);
  m.corpus.n = 0;
  corpus_add(f->ctx, &m.corpus, 1, NB_STR("b Xb"), NB_STR("a"));
  assert_int_equal(targets_of(f->ctx, &m.corpus, m.pieces, NB_STR(""), &marked), NB_OK);
  assert_int_equal(marked.len, nb_pieces_size(m.pieces));
  assert_true(marked.ptr[260] && marked.ptr[261] && marked.ptr[262] && marked.ptr['X' + 4]);
  assert_false(marked.ptr[263] || marked.ptr['Y' + 4] || marked.ptr[NB_PIECE_PAD]);
  corpus_add(f->ctx, &m.corpus, 1, NB_STR("b"), NB_STR("c"));
  assert_int_equal(targets_of(f->ctx, &m.corpus, m.pieces, marked, &marked), NB_OK);
  assert_true(marked.ptr[263] && marked.ptr['X' + 4]);
  free_material(&m);
}

/* In an epoch each pair comes as often as its weight says, rounded up or down, and not in the corpus's order. */
static void epochs(void **state) {
  fixture *f = *state;
  material m;
  batches b;
  make_material(f, &m);
  assert_int_equal(batches_init(f->ctx, &b, &m.corpus, m.hinter, m.pieces, 1, 3), NB_OK);
  size_t seen[3] = {0}, changes = 0, last = 3, fractions = 0;
  nb_arena *arena = nb_arena_new();
  for (size_t epoch = 0; epoch < 50; epoch++) {
    memset(seen, 0, sizeof seen);
    while (b.epoch == epoch) {
      example *e;
      size_t n;
      assert_int_equal(batches_next(f->ctx, &b, arena, &e, &n), NB_OK);
      assert_int_equal(n, 1);
      assert_int_equal(e->target[e->n_target - 1], NB_PIECE_END);
      assert_int_equal(e->n_target, 3);
      static const int32_t ids[] = {260, 262, 263};
      size_t which = 0;
      while (which < 2 && e->target[1] != ids[which]) which++;
      assert_int_equal(e->target[1], ids[which]);
      seen[which]++;
      changes += which != last;
      last = which;
    }
    assert_int_equal(seen[0] + seen[1] + seen[2], 20);
    assert_in_range(seen[0], 2, 3);
    assert_in_range(seen[1], 0, 1);
    assert_int_equal(seen[2], 17);
    fractions += seen[1];
  }
  assert_in_range(fractions, 12, 38);
  assert_in_range(changes, 150, 1000);
  nb_arena_free(arena);
  batches_free(&b);
  free_material(&m);
}

/* The same from the same place on, whatever came before. */
static void same_place(void **state) {
  fixture *f = *state;
  material m;
  batches a, b;
  make_material(f, &m);
  assert_int_equal(batches_init(f->ctx, &a, &m.corpus, m.hinter, m.pieces, 7, 3), NB_OK);
  assert_int_equal(batches_init(f->ctx, &b, &m.corpus, m.hinter, m.pieces, 7, 3), NB_OK);
  example *x, *y;
  size_t n, k;
  nb_arena *arena = nb_arena_new();
  for (size_t i = 0; i < 9; i++) assert_int_equal(batches_next(f->ctx, &a, arena, &x, &n), NB_OK);
  b.epoch = a.epoch;
  b.at = a.at;
  assert_true(a.epoch > 0 && a.at > 0);
  assert_int_equal(batches_next(f->ctx, &a, arena, &x, &n), NB_OK);
  assert_int_equal(batches_next(f->ctx, &b, arena, &y, &k), NB_OK);
  assert_int_equal(n, k);
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(x[i].n_source, y[i].n_source);
    assert_memory_equal(x[i].source, y[i].source, x[i].n_source * sizeof *x[i].source);
    assert_memory_equal(x[i].target, y[i].target, x[i].n_target * sizeof *x[i].target);
  }
  assert_int_equal(batches_plain(f->ctx, &m.corpus, m.hinter, m.pieces, arena, &x, &n), NB_OK);
  assert_int_equal(n, 3);
  assert_int_equal(x[2].source[1], 263);
  nb_arena_free(arena);
  batches_free(&a);
  batches_free(&b);
  free_material(&m);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tsv),        cmocka_unit_test(bad_tsv),
      cmocka_unit_test(tmx),        cmocka_unit_test(long_tmx),
      cmocka_unit_test(bad_tmx),    cmocka_unit_test(choices),
      cmocka_unit_test(counted),    cmocka_unit_test(replaced_candidates),
      cmocka_unit_test(targets),    cmocka_unit_test(epochs),
      cmocka_unit_test(same_place),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
