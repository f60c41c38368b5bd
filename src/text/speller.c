#include "text/speller.h"

#include <hunspell/hunspell.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_CAP = 4096, WORD_CAP = 96 /* bytes; Hunspell itself stops at 100 letters */ };

struct nb_speller {
  nb_buf dictionary; /* path of the .dic, empty: none */
  Hunhandle *hunspell;
};

static bool readable(nb_buf *path, nb_str folder, const char *name, const char *ending) {
  nb_buf_clear(path);
  return nb_buf_printf(path, NB_STR_FMT "/%s%s", NB_STR_ARG(folder), name, ending) == NB_OK &&
         access(path->ptr, R_OK) == 0;
}

static bool find_dictionary(nb_buf *path, nb_str folders) {
  static const char *const names[] = {"nl_NL", "nl", "nl_BE"};
  for (nb_str folder; nb_str_split(&folders, ':', &folder);)
    for (size_t i = 0; folder.len && i < sizeof names / sizeof *names; i++)
      if (readable(path, folder, names[i], ".aff") && readable(path, folder, names[i], ".dic")) return true;
  nb_buf_clear(path);
  return false;
}

nb_status nb_speller_new(nb_context *ctx, nb_speller **speller) {
  nb_speller *s = calloc(1, sizeof *s);
  if (!s) return nb_fail_memory(ctx);
  nb_buf_init(&s->dictionary, PATH_CAP);
  const char *set = getenv("DICPATH");
  if (!find_dictionary(&s->dictionary, nb_str_of(set && *set ? set : "/usr/share/hunspell:/usr/share/myspell/dicts")))
    nb_log(ctx, NB_LOG_WARN, "no Dutch Hunspell dictionary: spelling is not repaired (install hunspell-nl)");
  *speller = s;
  return NB_OK;
}

void nb_speller_free(nb_speller *speller) {
  if (!speller) return;
  if (speller->hunspell) Hunspell_destroy(speller->hunspell);
  nb_buf_free(&speller->dictionary);
  free(speller);
}

const char *nb_speller_dictionary(const nb_speller *speller) {
  return speller->dictionary.ptr;
}

/* Loads the dictionary. One that cannot be used is left out with a warning. */
static bool loaded(nb_context *ctx, nb_speller *s) {
  if (s->hunspell) return true;
  if (s->dictionary.len == 0) return false;
  char affixes[PATH_CAP + 1];
  memcpy(affixes, s->dictionary.ptr, s->dictionary.len + 1);
  memcpy(affixes + s->dictionary.len - 3, "aff", 3);
  s->hunspell = Hunspell_create(affixes, s->dictionary.ptr);
  const char *encoding = s->hunspell ? Hunspell_get_dic_encoding(s->hunspell) : "";
  if (strcmp(encoding, "UTF-8") == 0) return true;
  nb_log(ctx, NB_LOG_WARN, "%s: not in UTF-8: spelling is not repaired", s->dictionary.ptr);
  nb_buf_clear(&s->dictionary);
  if (s->hunspell) Hunspell_destroy(s->hunspell);
  s->hunspell = NULL;
  return false;
}

static bool copied(nb_str word, char room[WORD_CAP + 1]) {
  if (word.len == 0 || word.len > WORD_CAP || memchr(word.ptr, 0, word.len)) return false;
  memcpy(room, word.ptr, word.len);
  room[word.len] = 0;
  return true;
}

bool nb_speller_accepts(nb_context *ctx, nb_speller *speller, nb_str word) {
  char room[WORD_CAP + 1];
  return copied(word, room) && loaded(ctx, speller) && Hunspell_spell(speller->hunspell, room);
}

nb_status nb_speller_stems(nb_context *ctx, nb_speller *speller, nb_arena *arena, nb_str form, nb_str **stems,
                           size_t *n) {
  char room[WORD_CAP + 1], **list = NULL;
  *stems = NULL;
  *n = 0;
  if (!copied(form, room) || !loaded(ctx, speller)) return NB_OK;
  int found = Hunspell_stem(speller->hunspell, &list, room);
  if (found <= 0) return NB_OK;
  nb_str *items = nb_arena_array(arena, (size_t)found, sizeof *items);
  bool whole = items != NULL;
  for (int i = 0; whole && i < found; i++) {
    items[i] = nb_arena_str(arena, nb_str_of(list[i]));
    whole = items[i].ptr != NULL;
  }
  Hunspell_free_list(speller->hunspell, &list, found);
  if (!whole) return nb_fail_memory(ctx);
  *stems = items;
  *n = (size_t)found;
  return NB_OK;
}
