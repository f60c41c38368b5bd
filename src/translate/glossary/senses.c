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

/* A noun that looks like a verb's finite form: "een sloot" is a ditch, nothing that was closed. */
static bool looks_like_verb(const nb_work *work, const nb_unit *u) {
  nb_reading r[1];
  if (u->pos != NB_POS_NOUN || !u->candidates.len || !nb_lexicon_readings(work->lexicon, u->nl, r, 1)) return false;
  return r[0].pos == NB_POS_VERB && r[0].features & NB_FINITE && !(r[0].features & (NB_INFINITIVE | NB_PARTICIPLE));
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
    bool user = u->origin == NB_FROM_USER; /* a separable verb in two parts; what was a term before is there already */
    if (u->sense.len && (!user || nb_str_eq(u->sense, u->candidates)))
      (*senses)[(*n)++] = (nb_sense){last_word(u->nl), u->sense, user};
    else if (!user && looks_like_verb(work, u))
      (*senses)[(*n)++] = (nb_sense){u->nl, nb_first_candidate(u->candidates), false};
  }
  return status;
}
