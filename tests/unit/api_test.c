/* The public interface: pipelines, options of several sizes, ownership, errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <nieuwsbrief/nieuwsbrief.h>

static const char article[] =
    "Gemeente Zwolle sluit brug\n\n"
    "De gemeente Zwolle sluit de brug maandag voor groot onderhoud. Wethouder Anna de Vries zei dat dinsdag.\n\n"
    "Fietsers kunnen een pont nemen. Automobilisten moeten omrijden. Het werk duurt zes weken.\n";

typedef struct fixture {
  nb_context *context;
  nb_pipeline *pipeline;
} fixture;

static int open_pipeline(void **state) {
  static fixture f;
  f.context = nb_context_new();
  if (!f.context || nb_pipeline_open(f.context, NULL, &f.pipeline) != NB_OK) return -1;
  *state = &f;
  return 0;
}

static int close_pipeline(void **state) {
  fixture *f = *state;
  nb_pipeline_free(f->pipeline);
  nb_context_free(f->context);
  return 0;
}

static size_t count(const char *text, const char *what) {
  size_t n = 0;
  for (const char *at = text; (at = strstr(at, what)) != NULL; at += strlen(what)) n++;
  return n;
}

static void makes_briefs(void **state) {
  const fixture *f = *state;
  nb_options options = {.size = sizeof options, .sentences = 2};
  char *out = NULL;
  size_t len = 0;
  assert_int_equal(nb_brief_bytes(f->pipeline, article, sizeof article - 1, &options, "jsonl", &out, &len), NB_OK);
  assert_int_equal(strlen(out), len);
  assert_int_equal(count(out, "\"index\":"), 2);
  assert_non_null(strstr(out, "\"engine\":\"neural\""));
  nb_free(out);
}

static void translates_all_of_it(void **state) {
  const fixture *f = *state;
  nb_options options = {.size = sizeof options, .bilingual = true};
  char *out = NULL;
  size_t len = 0;
  assert_int_equal(nb_translate_bytes(f->pipeline, article, sizeof article - 1, &options, "text", &out, &len), NB_OK);
  assert_non_null(strstr(out, "Automobilisten moeten omrijden."));
  assert_non_null(strstr(out, "Wethouder Anna de Vries zei dat dinsdag."));
  nb_free(out);
}

/* A caller that was built with an older header gives a shorter struct; what it does not know is not read. */
static void reads_what_the_caller_has(void **state) {
  const fixture *f = *state;
  nb_options options = {.size = offsetof(nb_options, words), .sentences = 1, .share = 0};
  options.words = SIZE_MAX;
  options.width = 1;
  char *out = NULL;
  size_t len = 0;
  assert_int_equal(nb_brief_bytes(f->pipeline, article, sizeof article - 1, &options, "jsonl", &out, &len), NB_OK);
  assert_int_equal(count(out, "\"index\":"), 1);
  nb_free(out);
  nb_pipeline_options old = {.size = offsetof(nb_pipeline_options, url), .engine = "glossary", .n_glossaries = 99};
  nb_pipeline *pipeline = NULL;
  assert_int_equal(nb_pipeline_open(f->context, &old, &pipeline), NB_OK);
  nb_pipeline_free(pipeline);
}

static void says_what_is_wrong(void **state) {
  const fixture *f = *state;
  char *out = NULL;
  size_t len = 7;
  const char feed[] = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Stad</title></channel></rss>";
  assert_int_equal(nb_brief_bytes(f->pipeline, article, sizeof article - 1, NULL, "pdf", &out, &len), NB_USAGE);
  assert_non_null(strstr(nb_error(f->context), "pdf"));
  assert_int_equal(nb_brief_bytes(f->pipeline, article, sizeof article - 1, NULL, NULL, &out, &len), NB_USAGE);
  assert_int_equal(nb_brief_bytes(f->pipeline, "", 0, NULL, "text", &out, &len), NB_DATA);
  assert_int_equal(nb_brief_bytes(f->pipeline, feed, sizeof feed - 1, NULL, "text", &out, &len), NB_DATA);
  nb_options options = {.size = sizeof options, .input = "pdf"};
  assert_int_equal(nb_translate_bytes(f->pipeline, article, sizeof article - 1, &options, "text", &out, &len),
                   NB_USAGE);
  options = (nb_options){.size = sizeof options, .share = 1.5};
  assert_int_equal(nb_brief_bytes(f->pipeline, article, sizeof article - 1, &options, "text", &out, &len), NB_USAGE);
  assert_null(out);
  assert_int_equal(len, 7);
}

static void refuses_engines(void **state) {
  const fixture *f = *state;
  nb_pipeline *pipeline = NULL;
  nb_pipeline_options options = {.size = sizeof options, .engine = "babelfish"};
  assert_int_equal(nb_pipeline_open(f->context, &options, &pipeline), NB_USAGE);
  options = (nb_pipeline_options){.size = sizeof options, .engine = "deepl", .offline = true};
  assert_int_equal(nb_pipeline_open(f->context, &options, &pipeline), NB_USAGE);
  const char *missing[] = {"/nonexistent/terms.tsv"};
  options = (nb_pipeline_options){.size = sizeof options, .glossaries = missing, .n_glossaries = 1};
  assert_int_equal(nb_pipeline_open(f->context, &options, &pipeline), NB_NOINPUT);
  assert_null(pipeline);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(makes_briefs),
      cmocka_unit_test(translates_all_of_it),
      cmocka_unit_test(reads_what_the_caller_has),
      cmocka_unit_test(says_what_is_wrong),
      cmocka_unit_test(refuses_engines),
  };
  return cmocka_run_group_tests(tests, open_pipeline, close_pipeline);
}
