/* Runs a fuzz target over the files of the folders and files named: the corpus as a regression test, without libFuzzer.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path) {
  FILE *f = fopen(path, "rb");
  if (!f) return 0;
  uint8_t *data = NULL;
  size_t size = 0, cap = 0, n;
  do {
    if (size == cap) {
      cap = cap ? cap * 2 : 4096;
      uint8_t *grown = realloc(data, cap);
      if (!grown) abort();
      data = grown;
    }
    n = fread(data + size, 1, cap - size, f);
    size += n;
  } while (n > 0);
  fclose(f);
  uint8_t *exact = malloc(size ? size : 1); /* so that a sanitizer sees a read past the end */
  if (!exact) abort();
  for (size_t i = 0; i < size; i++) exact[i] = data[i];
  free(data);
  LLVMFuzzerTestOneInput(exact, size);
  free(exact);
  return 1;
}

static int run_path(const char *path) {
  struct stat st;
  if (stat(path, &st) != 0) return 0;
  if (!S_ISDIR(st.st_mode)) return run_file(path);
  DIR *folder = opendir(path);
  if (!folder) return 0;
  int done = 0;
  for (struct dirent *e; (e = readdir(folder));) {
    if (e->d_name[0] == '.') continue;
    char child[4096];
    snprintf(child, sizeof child, "%s/%s", path, e->d_name);
    done += run_path(child);
  }
  closedir(folder);
  return done;
}

int main(int argc, char **argv) {
  int done = 0;
  for (int i = 1; i < argc; i++) done += run_path(argv[i]);
  printf("%d inputs\n", done);
  return done > 0 ? 0 : 1;
}
