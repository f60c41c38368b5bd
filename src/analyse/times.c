/* Times by table and pattern: days, dates, years, hours, "vorige week", "twee jaar geleden", "na de wedstrijd". */
#include "analyse/events.h"

typedef const char *const words[];

static words days = {"maandag",    "dinsdag",  "woensdag",  "donderdag",   "vrijdag",    "zaterdag",
                     "zondag",     "gisteren", "vandaag",   "morgen",      "vanochtend", "vanmiddag",
                     "vanavond",   "vannacht", "vanmorgen", "eergisteren", "overmorgen", "onlangs",
                     "binnenkort", "straks",   "destijds",  NULL};
static words to_come = {"morgen", "overmorgen", "vanavond", "binnenkort", "straks", "komende",
                        "komend", "volgende",   "volgend",  "aanstaande", NULL};
static words day_parts = {"", "ochtend", "morgen", "middag", "avond", "nacht", NULL};
static words spans = {"week",     "weken",     "maand",    "maanden", "jaar",    "jaren",   "weekend", "nacht",
                      "avond",    "ochtend",   "middag",   "dag",     "dagen",   "zomer",   "winter",  "voorjaar",
                      "najaar",   "herfst",    "lente",    "eeuw",    "seizoen", "uur",     "uren",    "minuten",
                      "kwartaal", "decennium", "decennia", "eeuwen",  "minuut",  "periode", NULL};
static words near = {"vorige", "vorig", "afgelopen",  "komende",  "komend",  "volgende",      "volgend",
                     "deze",   "dit",   "aanstaande", "voorbije", "laatste", "eerstvolgende", NULL};
static words months = {"januari",  "februari",  "maart",   "april",    "mei",      "juni", "juli",
                       "augustus", "september", "oktober", "november", "december", NULL};
static words edges = {"begin", "eind", "einde", "medio", "halverwege", "half", NULL};
/* Those that stay with the time, because they say more than that it is one. */
static words telling = {"sinds", "na",     "vanaf", "tot",     "binnen", "over",
                        "voor",  "tussen", "rond",  "tijdens", "tegen",  NULL};
static words plain = {"in", "op", "om", "van", "uit", NULL};
static words behind = {"geleden", "later", "eerder", NULL};

static bool is_day(const nb_view *v, size_t i) {
  if (i >= v->s->n_tokens) return false;
  nb_str word = v->s->tokens[i].text;
  for (const char *const *d = days; *d; d++) {
    size_t n = nb_str_of(*d).len;
    if (word.len >= n && nb_str_eq_nocase(nb_str_sub(word, 0, n), nb_str_of(*d)) &&
        nb_str_in_nocase(nb_str_sub(word, n, word.len), day_parts))
      return true;
  }
  return false;
}

static bool is_number(const nb_view *v, size_t i) {
  static words articles = {"een",      "enkele", "paar", "half", "anderhalf", "anderhalve", "twee\xC3\xABnhalf",
                           "meerdere", NULL};
  return i < v->s->n_tokens && (v->tags[i].pos == NB_POS_NUM || nb_word_of(v, i, articles));
}

static bool is_year(const nb_view *v, size_t i) {
  if (i >= v->s->n_tokens || v->s->tokens[i].kind != NB_NUMBER || v->s->tokens[i].text.len != 4) return false;
  const char *c = v->s->tokens[i].text.ptr;
  for (size_t k = 0; k < 4; k++)
    if (c[k] < '0' || c[k] > '9') return false;
  return (c[0] == '1' && c[1] >= '5') || (c[0] == '2' && c[1] == '0');
}

/* "mei", "mei 2019" behind whatever makes a date of it. */
static size_t month_end(const nb_view *v, size_t i) {
  if (!nb_word_of(v, i, months)) return i;
  return is_year(v, i + 1) ? i + 2 : i + 1;
}

/* "14.00 uur", "drie uur" */
static size_t clock_end(const nb_view *v, size_t i) {
  static words before = {"om", "rond", "tegen", "vanaf", "tot", "sinds", "na", "voor", "omstreeks", NULL};
  return is_number(v, i) && nb_word_is(v, i + 1, "uur") && nb_word_of(v, i - 1, before) ? i + 2 : i;
}

/* "maandag", "maandag 3 mei 2019 om 14.00 uur", "zaterdag op zondag" */
static size_t day_end(const nb_view *v, size_t i) {
  if (!is_day(v, i)) return i;
  size_t end = i + 1, more;
  if (is_number(v, end) && (more = month_end(v, end + 1)) > end + 1) end = more;
  if (nb_word_is(v, end, "op") && is_day(v, end + 1)) end += 2;
  if (nb_word_is(v, end, "om") && (more = clock_end(v, end + 1)) > end + 1) end = more;
  return end;
}

/* "vorige week", "afgelopen zaterdag", "de komende twee jaar" from the adjective on. */
static size_t near_end(const nb_view *v, size_t i) {
  if (!nb_word_of(v, i, near)) return i;
  size_t k = i + 1 + is_number(v, i + 1), end = day_end(v, k);
  if (end > k) return end;
  end = month_end(v, k);
  if (end > k) return end;
  return nb_word_of(v, k, spans) ? k + 1 : i;
}

/* "twee jaar geleden", "een week later"; behind "na", "over", "binnen", "sinds": "twee weken". */
static size_t length_end(const nb_view *v, size_t i) {
  static words before = {"na", "over", "binnen", "sinds", NULL};
  size_t k = i;
  while (k < i + 3 && is_number(v, k)) k++;
  if (k == i && !nb_word_is(v, i, "jaren")) return i;
  if (!nb_word_of(v, k, spans)) return i;
  if (nb_word_of(v, k + 1, behind)) return k + 2;
  return i > 0 && nb_word_of(v, i - 1, before) ? k + 1 : i;
}

/* "begin mei", "eind vorig jaar", "half 2019" */
static size_t edge_end(const nb_view *v, size_t i) {
  if (!nb_word_of(v, i, edges)) return i;
  size_t k = i + 1, end = month_end(v, k);
  if (end > k) return end;
  end = near_end(v, k);
  if (end > k) return end;
  return is_year(v, k) ? k + 1 : i;
}

static size_t date_end(const nb_view *v, size_t i) {
  bool behind_preposition = i > 0 && (nb_word_of(v, i - 1, plain) || nb_word_of(v, i - 1, telling));
  size_t end = is_number(v, i) ? month_end(v, i + 1) : i;
  if (end > i + 1) return end;
  if (!behind_preposition) return i;
  return is_year(v, i) ? i + 1 : month_end(v, i);
}

/* The end of a time that begins at token i, without its preposition; i: none does. */
static size_t time_end(const nb_view *v, size_t i) {
  static size_t (*const kinds[])(const nb_view *, size_t) = {day_end,  date_end,  near_end,
                                                             edge_end, clock_end, length_end};
  for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
    size_t end = kinds[k](v, i);
    if (end > i) return end;
  }
  return i;
}

/* "na de wedstrijd", "tijdens het bezoek": an event says when. */
static size_t occasion_end(const nb_view *v, size_t i) {
  static words before = {"na", "tijdens", "sinds", NULL};
  enum { LONGEST = 5 };
  if (!nb_word_of(v, i, before)) return i;
  for (size_t k = i + 1; k < v->s->n_tokens && k < i + LONGEST; k++) {
    nb_pos pos = v->tags[k].pos;
    size_t head;
    if (pos == NB_POS_NOUN)
      return nb_head_in(v->a->analyser, &v->a->analyser->event_nouns, v->tags[k].lemma, NULL, &head) ? k + 1 : i;
    if (pos != NB_POS_DET && pos != NB_POS_ADJ && pos != NB_POS_NUM && pos != NB_POS_PRON) return i;
  }
  return i;
}

static bool is_future(const nb_view *v, size_t first, size_t end) {
  for (size_t i = first; i < end; i++)
    if (nb_word_of(v, i, to_come)) return true;
  return nb_word_is(v, first, "over");
}

size_t nb_time_from(const nb_view *v, size_t token) {
  size_t low = 0, high = v->n_times;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (v->times[middle].first < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

nb_status nb_times_of(nb_view *v) {
  size_t cap = 0;
  v->times = NULL;
  v->n_times = 0;
  for (size_t i = 0; i < v->s->n_tokens;) {
    size_t end = time_end(v, i), first = i;
    if (end > i) {
      if (i > 0 && nb_word_of(v, i - 1, telling)) first--;
    } else {
      end = occasion_end(v, i);
    }
    if (end == i) {
      i++;
      continue;
    }
    if (!nb_arena_grow(v->a->arena, &v->times, &cap, v->n_times + 1, sizeof *v->times))
      return nb_fail_memory(v->a->ctx);
    v->times[v->n_times++] = (nb_time){first, end, is_future(v, first, end)};
    i = end;
  }
  return NB_OK;
}
