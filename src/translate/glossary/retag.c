/* What a word's neighbours say against the tagger. */
#include "translate/glossary/lookup.h"

/* "een uitgelopen bezoek", "het door hem geleide team": a participle before its noun is an adjective. */
static void attributive(nb_units *units) {
  for (size_t i = 1; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    nb_pos before = units->items[i - 1].pos, after = units->items[i + 1].pos;
    bool noun = after == NB_POS_NOUN || after == NB_POS_PROPN || after == NB_POS_ADJ;
    bool inside = before == NB_POS_DET || before == NB_POS_ADJ || before == NB_POS_NUM || before == NB_POS_ADP;
    if (u->pos == NB_POS_VERB && u->features & NB_PARTICIPLE && noun && inside) u->pos = NB_POS_ADJ;
  }
}

/* "het delen van informatie": the sharing of; "het niet delen van": the not sharing of. */
static void nominal_infinitive(const nb_work *w, nb_units *units) {
  for (size_t i = 1; i + 1 < units->n; i++) {
    nb_unit *u = &units->items[i];
    size_t het = i > 1 && nb_unit_is(&units->items[i - 1], "niet") ? i - 2 : i - 1;
    bool frame = nb_unit_is(&units->items[het], "het") && nb_unit_is(&units->items[i + 1], "van");
    if (!frame || !nb_str_ends(u->nl, NB_STR("n")) || u->origin == NB_FROM_USER) continue;
    nb_reading r[8];
    size_t n = nb_lexicon_readings(w->lexicon, u->nl, r, 8);
    for (size_t k = 0; k < n; k++) {
      if (r[k].pos == NB_POS_NOUN && nb_str_eq(r[k].lemma, u->nl) && k == 0)
        break; /* "het lijden van": a noun of its own */
      if (r[k].pos != NB_POS_VERB || !(r[k].features & NB_INFINITIVE) || !r[k].english.len) continue;
      nb_str ing =
          nb_english_inflect(w->arena, nb_lexicon_irregular(w->lexicon), nb_first_candidate(r[k].english), NB_EN_ING);
      if (!ing.ptr) return;
      units->items[het].english = NB_STR("the");
      units->items[het].pos = NB_POS_DET;
      u->english = ing;
      u->pos = NB_POS_NOUN;
      u->features = 0;
      u->origin = NB_FROM_GRAMMAR;
      break;
    }
  }
}

static void make_verb(nb_unit *zijn) {
  zijn->pos = NB_POS_AUX;
  zijn->features = NB_FINITE;
  zijn->english = NB_STR("are");
}

/* "zijn" tagged as "his" is the verb before a name, and in a sentence that has no other; so is a participle that can be
 * finite. */
static void missing_verb(const nb_work *w, nb_units *units) {
  nb_unit *zijn = NULL, *participle = NULL;
  for (size_t i = 1; i + 1 < units->n; i++)
    if (units->items[i].pos == NB_POS_DET && nb_unit_is(&units->items[i], "zijn") &&
        units->items[i + 1].pos == NB_POS_PROPN)
      make_verb(&units->items[i]);
  for (size_t i = 0; i < units->n; i++) {
    nb_unit *u = &units->items[i];
    if ((u->pos == NB_POS_VERB || u->pos == NB_POS_AUX) && u->features & NB_FINITE) return;
    if (i > 0 && u->pos == NB_POS_DET && nb_unit_is(u, "zijn") && !zijn) zijn = u;
    if (i > 0 && u->pos == NB_POS_VERB && u->features & NB_PARTICIPLE && !participle) participle = u;
  }
  nb_str finite = participle ? nb_third_person(w, NB_POS_VERB, NB_FINITE | NB_THIRD, participle->lemma, participle->nl)
                             : NB_STR("");
  if (finite.len && participle->origin != NB_FROM_USER) { /* a headline: "Winnaar verrast favorieten" */
    participle->features = NB_FINITE | NB_THIRD;
    participle->english = finite;
    return;
  }
  if (zijn) make_verb(zijn);
}

void nb_retag(const nb_work *work, nb_units *units) {
  attributive(units);
  missing_verb(work, units);
  nominal_infinitive(work, units);
}
