/* A program that uses the library: prints the brief of one article in Dutch.
 *
 *     cc library.c $(pkg-config --cflags --libs nieuwsbrief) -o library
 *     ./library artikel.txt
 */
#include <nieuwsbrief/nieuwsbrief.h>
#include <stdio.h>
#include <stdlib.h>

static const char article[] =
    "Gemeente Zwolle sluit brug voor onderhoud\n\n"
    "De gemeente Zwolle sluit de brug over de Vecht maandag voor groot onderhoud. Wethouder Anna de Vries zei dinsdag "
    "dat het werk zes weken duurt.\n\n"
    "Fietsers kunnen een pont nemen. Automobilisten moeten omrijden over de snelweg.\n";

static void print_message(void *user, nb_log_level level, const char *message) {
  (void)level;
  fprintf(user, "library: %s\n", message);
}

/* The first megabyte of a file; the caller frees. NULL: it cannot be read. */
static char *read_file(const char *path, size_t *size) {
  enum { LIMIT = 1024 * 1024 };
  FILE *file = fopen(path, "rb");
  char *bytes = file ? malloc(LIMIT) : NULL;
  if (bytes) *size = fread(bytes, 1, LIMIT, file);
  if (file) fclose(file);
  return bytes;
}

static nb_status print_brief(nb_pipeline *pipeline, const char *bytes, size_t size) {
  nb_options options = {.size = sizeof options, .sentences = 2, .width = 72};
  char *brief;
  size_t length;
  nb_status status = nb_brief_bytes(pipeline, bytes, size, &options, "text", &brief, &length);
  if (status != NB_OK && status != NB_PARTIAL) return status;
  fwrite(brief, 1, length, stdout);
  nb_free(brief);
  return status;
}

int main(int argc, char **argv) {
  size_t size = sizeof article - 1;
  char *file = argc > 1 ? read_file(argv[1], &size) : NULL;
  nb_context *context = nb_context_new();
  if (!context || (argc > 1 && !file)) {
    fprintf(stderr, "library: cannot read the article\n");
    return NB_NOINPUT;
  }
  nb_context_set_log(context, print_message, stderr);

  nb_pipeline_options options = {.size = sizeof options, .offline = true};
  nb_pipeline *pipeline = NULL;
  nb_status status = nb_pipeline_open(context, &options, &pipeline);
  if (status == NB_OK) status = print_brief(pipeline, file ? file : article, size);
  if (status != NB_OK) fprintf(stderr, "library: %s\n", nb_error(context));

  nb_pipeline_free(pipeline);
  nb_context_free(context);
  free(file);
  return status;
}
