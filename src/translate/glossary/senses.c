#include "translate/glossary/unit.h"

nb_str nb_inflect_candidates(const nb_work *work, nb_str candidates, unsigned features) {
  nb_str all = NB_STR(""), candidate;
  while (all.ptr && nb_str_split(&candidates, '|', &candidate)) {
    nb_str form = nb_english_inflect(work->arena, nb_lexicon_irregular(work->lexicon), candidate,
                                     nb_inflection_of(NB_POS_VERB, features));
    if (!form.ptr) return form;
    all = all.len ? nb_arena_printf(work->arena, NB_STR_FMT "|" NB_STR_FMT, NB_STR_ARG(all), NB_STR_ARG(form)) : form;
  }
  return all;
}

static nb_str last_word(nb_str words) {
  nb_str word = words;
  while (nb_str_split(&words, ' ', &word)) continue;
  return word;
}

nb_status nb_senses(const nb_work *work, nb_str text, nb_sense **senses, size_t *n) {
  nb_units units;
  nb_status status = nb_units_of(work, text, &units);
  if (status) return status;
  *n = 0;
  *senses = nb_arena_array(work->arena, 2 * units.n, sizeof **senses);
  if (!*senses) return nb_fail_memory(work->ctx);
  for (size_t i = 0; i < units.n; i++) /* before the verbs take their own along */
    if (units.items[i].origin == NB_FROM_USER)
      (*senses)[(*n)++] = (nb_sense){units.items[i].nl, units.items[i].english, true};
  status = nb_fix_verbs(work, &units);
  for (size_t i = 0; !status && i < units.n; i++) {
    const nb_unit *u = &units.items[i];
    if (!u->sense.ptr && u->sense.len) return nb_fail_memory(work->ctx);
    if (u->sense.len && u->origin != NB_FROM_USER) (*senses)[(*n)++] = (nb_sense){last_word(u->nl), u->sense, false};
  }
  return status;
}
