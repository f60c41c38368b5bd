#include "translate/glossary/unit.h"

nb_status nb_verb_senses(const nb_work *work, nb_str text, nb_sense **senses, size_t *n) {
  nb_units units;
  nb_status status = nb_units_of(work, text, &units);
  if (!status) status = nb_fix_verbs(work, &units);
  if (status) return status;
  *n = 0;
  *senses = nb_arena_array(work->arena, units.n, sizeof **senses);
  if (!*senses) return nb_fail_memory(work->ctx);
  for (size_t i = 0; i < units.n; i++)
    if (units.items[i].sense.len &&
        !nb_str_starts(units.items[i].sense, NB_STR("be "))) /* "be annoyed" is no verb to inflect */
      (*senses)[(*n)++] = (nb_sense){units.items[i].nl, units.items[i].sense};
  return NB_OK;
}
