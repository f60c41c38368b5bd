/* lexicon/user/: each reader and writer of glossary files, and the file that grows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "lexicon/user/read.h"
#include "lexicon/user/store.h"
#include "lexicon/user/write.h"

static nb_context *ctx;
static nb_arena *arena;
static char logged[1024];

static void keep_log(void *user, nb_log_level level, const char *message) {
  (void)user;
  if (level <= NB_LOG_WARN) snprintf(logged, sizeof logged, "%s", message);
}

static int set_up(void **state) {
  (void)state;
  ctx = nb_context_new();
  arena = nb_arena_new();
  nb_context_set_log(ctx, keep_log, NULL);
  return ctx && arena ? 0 : 1;
}

static int tear_down(void **state) {
  (void)state;
  nb_arena_free(arena);
  nb_context_free(ctx);
  return 0;
}

/* Terms as lines: "1 nl=en/NOUN (note) !problem". */
static const char *shown(const nb_terms *terms) {
  nb_buf out;
  nb_buf_init(&out, 1 << 20);
  for (size_t i = 0; i < terms->n; i++) {
    const nb_term *t = &terms->items[i];
    nb_buf_printf(&out, "%zu " NB_STR_FMT "=" NB_STR_FMT, t->line, NB_STR_ARG(t->nl), NB_STR_ARG(t->en));
    if (t->pos != NB_POS_X) nb_buf_printf(&out, "/%s", nb_pos_name(t->pos));
    if (t->note.len) nb_buf_printf(&out, " (" NB_STR_FMT ")", NB_STR_ARG(t->note));
    if (t->problem.len) nb_buf_printf(&out, " !" NB_STR_FMT, NB_STR_ARG(t->problem));
    nb_buf_add_char(&out, '\n');
  }
  const char *kept = nb_arena_cstr(arena, nb_buf_str(&out));
  nb_buf_free(&out);
  return kept;
}

static const char *parsed(const char *name, nb_str bytes) {
  nb_terms terms = {0};
  *logged = 0;
  nb_status status = nb_terms_parse(ctx, arena, name, bytes, &terms);
  return status ? nb_error(ctx) : shown(&terms);
}

typedef struct text_case {
  const char *name, *text, *terms;
} text_case;

static void check_all(const text_case *cases, size_t n) {
  for (size_t i = 0; i < n; i++) assert_string_equal(parsed(cases[i].name, nb_str_of(cases[i].text)), cases[i].terms);
}

static void tables(void **state) {
  (void)state;
  static const text_case cases[] = {
      {"t.tsv", "kabinet\tcabinet\tNOUN\tnote\nTweede   Kamer\tLower House\n",
       "1 kabinet=cabinet/NOUN (note)\n2 Tweede Kamer=Lower House\n"},
      {"t.tsv", "\xEF\xBB\xBF# comment\r\n\r\nwet\tact\tzelfstandig naamwoord\r\n", "3 wet=act/NOUN\n"},
      {"t.tsv", "wet\t\"act\", say\n", "1 wet=\"act\", say\n"}, /* no quoting in TSV */
      {"t.tsv", "Source\tTarget\twet\ne\tf\n", "2 e=f\n"},
      {"t.tsv", "en\tid\tnl\tnote\nact\t7\twet\tx\n", "2 wet=act (x)\n"}, /* columns by their names */
      {"t.tsv", "wet\tact\nwet\n\tact\n#hashtag\thash tag\n",
       "1 wet=act\n2 wet= !no English: one column only\n3 =act !no Dutch\n4 #hashtag=hash tag\n"},
      {"t.tsv", "wet\tact\tXYZ\nwet\tac\x01t\nw\xFFt\tact\n!\tact\n",
       "1 wet=act !no part of speech 'XYZ' (ADJ, ADV, NOUN, PROPN, VERB, ...)\n2 wet=ac\x01t !a control character\n"
       "3 w\xFFt=act !not UTF-8\n4 !=act !no word in the Dutch\n"},
      {"t.tsv", "een twee drie vier vijf zes zeven acht\tx\neen twee drie vier vijf zes zeven acht negen\tx\n",
       "1 een twee drie vier vijf zes zeven acht=x\n"
       "2 een twee drie vier vijf zes zeven acht negen=x !more than 8 Dutch words\n"},
      {"t.csv", "wet,act\n\"de wet, oud\",\"the \"\"act\"\"\",noun,\"a\nb\"\nraad,council\n",
       "1 wet=act\n2 de wet, oud=the \"act\"/NOUN (a b)\n4 raad=council\n"},
      {"t.csv", "nl;en\nwet;\"act; law\"\n", "2 wet=act; law\n"},
      {"t.csv", "wet,act,nl,en-GB\nraad,council,NL,EN\n", "1 wet=act\n2 raad=council\n"}, /* as DeepL has it */
      {"t.csv", "\"wet\"x,act\nraad,\"council\n",
       "1 wet=act !text behind a quotation mark\n"
       "2 raad=council !a quotation mark is not closed\n"},
      {"t.csv", "wet,act\r\n\r\n# c\r\nraad,council", "1 wet=act\n4 raad=council\n"},
      {"-", "wet,act\n", "1 wet=act\n"}, /* without a name that says it */
      {"terms", "wet\tact, law\n", "1 wet=act, law\n"},
      {"t.tsv", "", ""},
      {"t.csv", "\n", ""},
      {"t.tsv", "wet", "1 wet= !no English: one column only\n"},
  };
  check_all(cases, sizeof cases / sizeof *cases);
  nb_str nul = {"wet\tac\0t\n", 9};
  assert_string_equal(strstr(parsed("t.tsv", nul), "!"), "!a control character\n");
}

#define TBX2(entries)                                                                                       \
  "<?xml version=\"1.0\"?>\n<!DOCTYPE martif SYSTEM \"TBXcoreStructV02.dtd\">\n<martif type=\"TBX\"><text>" \
  "<body>" entries "</body></text></martif>"
#define TBX3(entries)                                                                            \
  "<tbx style=\"dct\" xmlns=\"urn:iso:std:iso:30042:ed-2\" xmlns:min=\"x\"><text><body>" entries \
  "</body></text></"                                                                             \
  "tbx>"

static void tbx(void **state) {
  (void)state;
  static const text_case cases[] = {
      {"t.tbx",
       TBX2("\n<termEntry><note>n1</note><langSet xml:lang=\"nl-NL\"><tig><term>wet &amp; <hi>regel</hi></term>"
            "<termNote type=\"partOfSpeech\">noun</termNote><termNote type=\"x\">y</termNote></tig>"
            "<tig><term>regel</term></tig></langSet>\n<langSet xml:lang=\"de\"><tig><term>Gesetz</term></tig></langSet>"
            "<langSet xml:lang=\"EN-gb\"><ntig><termGrp><term>law</term><termNote type=\"administrativeStatus\">"
            "deprecatedTerm-admn-sts</termNote></termGrp></ntig><ntig><termGrp><term>act</term></termGrp></ntig>"
            "</langSet></termEntry>"),
       "4 wet & regel=act/NOUN (n1)\n4 regel=act (n1)\n"},
      {"t.xml",
       TBX3("<conceptEntry id=\"1\"><langSec xml:lang=\"en\"><termSec><term>close</term><min:partOfSpeech>verb"
            "</min:partOfSpeech></termSec><termSec><term>shut</term><min:administrativeStatus>preferredTerm-admn-sts"
            "</min:administrativeStatus></termSec></langSec><langSec xml:lang=\"nl\"><termSec><term>sluiten</term>"
            "</termSec></langSec></conceptEntry>"),
       "1 sluiten=shut\n"},
      {"t.tbx", TBX2(""), ""},
      {"t.tbx", TBX2("<termEntry><langSet xml:lang=\"nlx\"><tig><term>a</term></tig></langSet></termEntry>"), ""},
      {"t.tbx", "<martif>\n<text></martif>", "t.tbx:2: mismatched tag"},
      {"t.tbx", "<a><martif/></a>", "t.tbx:1: the root element is not that of TBX or TMX"},
      {"t.tbx", "<!DOCTYPE martif [<!ENTITY a \"aaaa\">]>\n<martif>&a;</martif>",
       "t.tbx:1: a document type with declarations of its own is refused"},
      {"t.tbx", TBX2("<termEntry>&eacute;</termEntry>"),
       "t.tbx:3: an entity that XML does not have: write the character itself"},
      {"t.tbx", "<martif>&eacute;</martif>", "t.tbx:1: undefined entity"},
      {"t.html", "<html></html>", "t.html:1: XML, but neither TBX nor TMX"},
  };
  check_all(cases, sizeof cases / sizeof *cases);
  assert_string_equal(parsed("t.tbx", nb_str_of(TBX2("<termEntry><langSet xml:lang=\"nl\"><tig><term>a</term></tig>"
                                                     "</langSet></termEntry>"))),
                      "");
  assert_string_equal(logged, "t.tbx: 1 concepts without a Dutch or an English term are left out");
  nb_buf deep;
  nb_buf_init(&deep, 1 << 20);
  for (int i = 0; i < 10000; i++) nb_buf_add_c(&deep, "<tbx>");
  assert_string_equal(parsed("t.tbx", nb_buf_str(&deep)), "t.tbx:1: elements nested too deeply");
  nb_buf_free(&deep);
}

static void tmx(void **state) {
  (void)state;
#define UNIT(nl, en) \
  "<tu><tuv xml:lang=\"nl\"><seg>" nl "</seg></tuv><tuv lang=\"en-GB\"><seg>" en "</seg></tuv></tu>\n"
#define TMX(units) "<tmx version=\"1.4\"><header/>\n<body>\n" units "</body></tmx>"
  static const text_case cases[] = {
      {"t.tmx",
       TMX(UNIT("wet<ph>{1}</ph> op <hi>x</hi>", "act") UNIT(
           "Dit is een zin.", "This is a sentence.") "<tu><note>n</note><tuv xml:lang=\"en\"><seg>a</seg></tuv><tuv "
                                                     "xml:lang=\"en-US\"><seg>b</seg></tuv>"
                                                     "<tuv xml:lang=\"nl\"><seg>c</seg></tuv></tu>" UNIT("alleen", "")),
       "3 wet op x=act\n5 c=a (n)\n"},
      {"t.tmx", TMX(""), ""},
      {"t.tmx", TMX(UNIT("Dit is een zin.", "This is a sentence.")),
       "t.tmx: no unit with Dutch of at most 8 words and English: sentences are no terms"},
  };
  check_all(cases, sizeof cases / sizeof *cases);
  parsed(cases[0].name, nb_str_of(cases[0].text));
  assert_string_equal(logged, "t.tmx: 2 units that are sentences or lack a language are left out");
  static const char wide[] = "\xFF\xFE<\0t\0m\0x\0/\0>\0"; /* as some tools write it */
  assert_string_equal(parsed("t.tmx", (nb_str){wide, sizeof wide - 1}), "");
}

/* What is written is read again as it was, whatever is in it. */
static void round_trips(void **state) {
  (void)state;
  static const struct {
    const char *nl, *en, *pos, *note;
  } rows[] = {
      {"wet", "act", "NOUN", "a, \"b\"; <c> & 'd'"},
      {"nl", "en", "", ""},
      {"\"wet\", oud", "old; act", "", "x"},
      {"Jan & Co <b>", "Jan & Co <b>", "PROPN", ""},
      {"sluiten", "close", "VERB", ""},
      {"caf\xC3\xA9", "caf\xC3\xA9", "ADV", ""},
      {"'s avonds", "in the evening", "ADV", ""},
      {"#tag", "tag", "", ""},
  };
  nb_terms terms = {0};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    nb_term t = {.nl = nb_str_of(rows[i].nl), .en = nb_str_of(rows[i].en), .note = nb_str_of(rows[i].note)};
    assert_int_equal(nb_terms_add(ctx, arena, &terms, &t, nb_str_of(rows[i].pos)), NB_OK);
  }
  const char *before = shown(&terms);
  assert_null(strchr(before, '!'));
  static const char *const names[] = {"tsv", "csv", "tbx"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    nb_glossary_format format;
    nb_buf out;
    nb_terms again = {0};
    nb_buf_init(&out, 1 << 20);
    assert_true(nb_glossary_format_of(nb_str_of(names[i]), &format));
    nb_terms_write(&out, format, &terms);
    assert_int_equal(nb_terms_parse(ctx, arena, i == 1 ? "t.csv" : "t", nb_buf_str(&out), &again), NB_OK);
    for (size_t k = 0; k < again.n; k++) again.items[k].line = 0;
    assert_string_equal(shown(&again), before);
    nb_buf_free(&out);
  }
  nb_glossary_format none;
  assert_false(nb_glossary_format_of(NB_STR("xls"), &none));
}

static void kept_lists(void **state) {
  (void)state;
  char path[] = "/tmp/nb-kept-XXXXXX";
  close(mkstemp(path));
  nb_terms terms = {0};
  assert_int_equal(nb_file_write(ctx, path, NB_STR("\xEF\xBB\xBF# c\nDe  Correspondent\r\n\nwet\tact\n#metoo\n")),
                   NB_OK);
  assert_int_equal(nb_kept_terms_read(ctx, arena, path, &terms), NB_OK);
  assert_string_equal(
      shown(&terms),
      "2 De Correspondent=\n4 wet act= !a tab: a do-not-translate list has one term a line\n5 #metoo=\n");
  assert_true(terms.items[0].keep);
  unlink(path);
  assert_int_equal(nb_kept_terms_read(ctx, arena, path, &terms), NB_NOINPUT);
  assert_int_equal(nb_terms_read(ctx, arena, path, &terms), NB_NOINPUT);
}

/* --- the file that grows --- */

static size_t n_refused;

static void count_refused(void *user, const nb_term *term, const nb_term *before) {
  (void)user;
  (void)term;
  n_refused += before != NULL;
}

static nb_status store(const char *path, const char *tsv, nb_store_result *result) {
  nb_terms terms = {0};
  assert_int_equal(nb_terms_parse(ctx, arena, "new.tsv", nb_str_of(tsv), &terms), NB_OK);
  return nb_store_add(ctx, arena, path, &terms, count_refused, NULL, result);
}

static const char *content(const char *path) {
  nb_buf bytes;
  nb_buf_init(&bytes, 1 << 20);
  assert_int_equal(nb_file_read(ctx, path, &bytes), NB_OK);
  const char *kept = nb_arena_cstr(arena, nb_buf_str(&bytes));
  nb_buf_free(&bytes);
  return kept;
}

static void store_grows(void **state) {
  (void)state;
  char folder[] = "/tmp/nb-store-XXXXXX";
  assert_non_null(mkdtemp(folder));
  const char *path = nb_arena_printf(arena, "%s/a/b/g.tsv", folder).ptr;
  nb_store_result r;
  n_refused = 0;
  assert_int_equal(store(path, "wet\tact\nwet\tact\nwet\tlaw\nwet\tlaw\tVERB\nraad\n", &r), NB_OK);
  assert_true(r.added == 2 && r.present == 1 && r.refused == 2 && n_refused == 1);
  assert_string_equal(content(path), "nl\ten\tpos\tnote\nwet\tact\nwet\tlaw\tVERB\n");
  /* what is there stays as it is, a last line without end too; a link to the file stays one */
  assert_int_equal(nb_file_write(ctx, path, NB_STR("# mine\nwet \tact")), NB_OK);
  const char *link_path = nb_arena_printf(arena, "%s/link.tsv", folder).ptr;
  assert_int_equal(symlink(path, link_path), 0);
  assert_int_equal(store(link_path, "raad\tcouncil\nwet\tact\n", &r), NB_OK);
  assert_string_equal(content(path), "# mine\nwet \tact\nraad\tcouncil\n");
  struct stat st;
  assert_true(lstat(link_path, &st) == 0 && S_ISLNK(st.st_mode));
  /* columns in another order, entries that cannot be used: nothing is written */
  static const char *const foreign[] = {"en\tnl\nact\twet\n", "wet\tact\nraad\n"};
  for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
    assert_int_equal(nb_file_write(ctx, path, nb_str_of(foreign[i])), NB_OK);
    assert_int_equal(store(path, "kerk\tchurch\n", &r), NB_DATA);
    assert_string_equal(content(path), foreign[i]);
  }
  unlink(link_path);
  unlink(path);
  rmdir(nb_arena_printf(arena, "%s/a/b", folder).ptr);
  rmdir(nb_arena_printf(arena, "%s/a", folder).ptr);
  rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tables),      cmocka_unit_test(tbx),        cmocka_unit_test(tmx),
      cmocka_unit_test(round_trips), cmocka_unit_test(kept_lists), cmocka_unit_test(store_grows),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
