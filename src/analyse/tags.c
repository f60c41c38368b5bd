#include "analyse/tags.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/tsv.h"
#include "base/utf8.h"

/* States of the model: parts of speech, verbs told apart by form. The last one is the sentence's edge. */
enum { FIN, INF, PART };
enum { N_POS = NB_POS_VERB + 1, AUX_INF = N_POS, AUX_PART, VERB_INF, VERB_PART, EDGE, N_STATES };
enum { MAX_READINGS = 8, MAX_WORD = 60 };

typedef struct counts {
  float of[EDGE];
  float total;
} counts;

struct nb_tagger {
  nb_arena *arena;
  const nb_lexicon *lexicon;
  nb_map *forms, *suffixes;           /* -> counts */
  float trans[2][N_STATES][N_STATES]; /* [1]: the clause has a finite verb already */
  float prior[EDGE];
};

static bool state_of(nb_str name, int *state) {
  static const struct {
    const char *name;
    int state;
  } verbs[] = {{"AUX.f", NB_POS_AUX}, {"AUX.i", AUX_INF},    {"AUX.p", AUX_PART}, {"VERB.f", NB_POS_VERB},
               {"VERB.i", VERB_INF},  {"VERB.p", VERB_PART}, {".", EDGE}};
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
    if (nb_str_eq_c(name, verbs[i].name)) return *state = verbs[i].state, true;
  nb_pos pos;
  if (!nb_pos_of(name, &pos)) return false;
  *state = (int)pos;
  return true;
}

static nb_pos pos_of_state(int state) {
  return state < N_POS ? (nb_pos)state : state <= AUX_PART ? NB_POS_AUX : NB_POS_VERB;
}

static nb_status add_count(nb_context *ctx, nb_tagger *t, nb_map *map, nb_str key, int state, float count) {
  void **slot = nb_map_slot(map, key);
  if (slot && !*slot) *slot = nb_arena_alloc(t->arena, sizeof(counts));
  if (!slot || !*slot) return nb_fail_memory(ctx);
  counts *c = *slot;
  c->of[state] += count;
  c->total += count;
  return NB_OK;
}

static bool number(nb_str s, float *value) {
  char digits[32], *end;
  if (!s.len || s.len >= sizeof digits) return false;
  memcpy(digits, s.ptr, s.len);
  digits[s.len] = 0;
  *value = strtof(digits, &end);
  return *end == 0;
}

static nb_status row(nb_context *ctx, void *user, const nb_tsv_row *r) {
  nb_tagger *t = user;
  const nb_str *f = r->field;
  int a = EDGE, b = EDGE;
  float value = 0, behind = 0;
  bool sound = state_of(f[2], &b) && number(f[3], &value);
  if (sound && r->n == 5 && nb_str_eq_c(f[0], "trans") && state_of(f[1], &a) && number(f[4], &behind)) {
    t->trans[0][a][b] = value;
    t->trans[1][a][b] = behind;
    return NB_OK;
  }
  sound = sound && r->n == 4;
  if (sound && nb_str_eq_c(f[0], "state") && state_of(f[1], &a) && a < EDGE) return t->prior[a] = value, NB_OK;
  if (sound && nb_str_eq_c(f[0], "form") && b < EDGE) return add_count(ctx, t, t->forms, f[1], b, value);
  if (sound && nb_str_eq_c(f[0], "suffix") && b < EDGE) return add_count(ctx, t, t->suffixes, f[1], b, value);
  return nb_fail(ctx, NB_DATA, "%s:%zu: not a row of the tagger's table", r->path, r->line);
}

nb_status nb_tagger_new(nb_context *ctx, const nb_lexicon *lexicon, nb_tagger **tagger) {
  nb_arena *arena = nb_arena_new();
  nb_tagger *t = arena ? nb_arena_alloc(arena, sizeof *t) : NULL;
  nb_buf path;
  nb_buf_init(&path, 4096);
  nb_status status = NB_OK;
  if (t) {
    *t = (nb_tagger){.arena = arena, .lexicon = lexicon, .forms = nb_map_new(arena), .suffixes = nb_map_new(arena)};
    for (size_t i = 0; i < EDGE; i++) t->prior[i] = -12;
  }
  if (!t || !t->forms || !t->suffixes) status = nb_fail_memory(ctx);
  if (!status) status = nb_data_path(ctx, "tagger.tsv", &path);
  if (!status) status = nb_tsv_read(ctx, path.ptr, arena, row, t);
  nb_buf_free(&path);
  if (status)
    nb_arena_free(arena);
  else
    *tagger = t;
  return status;
}

void nb_tagger_free(nb_tagger *tagger) {
  if (tagger) nb_arena_free(tagger->arena);
}

bool nb_at_start(const nb_token *tokens, size_t i) {
  static const char *const openers[] = {"\"",           "'",           ":", "(", "\xE2\x80\x93", "-", "...",
                                        "\xE2\x80\x9E", "\xE2\x80\x9C"};
  if (i == 0) return true;
  bool clitic = nb_str_eq_c(tokens[i - 1].text, "'s") || nb_str_eq_c(tokens[i - 1].text, "'t"); /* "'s Avonds" */
  if (clitic && i == 1) return true;
  if (tokens[i - 1].kind != NB_PUNCT) return false;
  bool opener = false;
  for (size_t k = 0; k < sizeof openers / sizeof *openers; k++)
    opener = opener || nb_str_eq_c(tokens[i - 1].text, openers[k]);
  nb_str before = tokens[i - 1].text;
  bool closing = i > 1 && !tokens[i - 1].space_before && tokens[i].space_before &&
                 (nb_str_eq_c(before, "\"") || nb_str_eq_c(before, "'"));
  nb_str last = closing ? tokens[i - 2].text : before; /* '"Ja." Toen' */
  bool ends = nb_str_eq_c(last, ".") || nb_str_eq_c(last, "?") || nb_str_eq_c(last, "!");
  return ends ||
         (opener && (!tokens[i].space_before || tokens[i - 1].space_before || i == 1 || nb_str_eq_c(before, ":")));
}

/* One possible reading of a token with its log score. */
typedef struct option {
  int state;
  float score;
  nb_tag tag;
} option;

typedef struct lattice {
  option options[MAX_READINGS];
  size_t n;
  bool relative; /* as a pronoun, the word may open a clause */
} lattice;

/* A reading in as many states as its features allow: "lopen" is finite or infinitive. */
static size_t states_of(const nb_reading *r, int *states) {
  bool aux = r->pos == NB_POS_AUX;
  size_t n = 0;
  if (!aux && r->pos != NB_POS_VERB) {
    states[n++] = (int)r->pos;
    return n;
  }
  if (r->features & NB_INFINITIVE) states[n++] = aux ? AUX_INF : VERB_INF;
  if (r->features & (NB_PARTICIPLE | NB_PRESENT_PART)) states[n++] = aux ? AUX_PART : VERB_PART;
  if (r->features & NB_FINITE || n == 0) states[n++] = (int)r->pos;
  return n;
}

/* ln p(word | state) up to a constant of the word: p(state | word) / p(state), the counts smoothed by `expected`. */
static float emission(const nb_tagger *t, const counts *c, int state, float expected) {
  const float weight = 2;
  float p = ((c ? c->of[state] : 0) + weight * expected) / ((c ? c->total : 0) + weight);
  return logf(p + 1e-4f) - t->prior[state];
}

static void add_option(lattice *l, int state, float score, const nb_tag *tag) {
  for (size_t i = 0; i < l->n; i++)
    if (l->options[i].state == state) return;
  if (l->n < MAX_READINGS) l->options[l->n++] = (option){state, score, *tag};
}

static void add_readings(const nb_tagger *t, lattice *l, nb_str form, const counts *c, float weight) {
  nb_reading readings[MAX_READINGS];
  size_t n = nb_lexicon_readings(t->lexicon, form, readings, MAX_READINGS);
  /* The first reading is the usual one; beside a hand-made one, those made by machine hardly count. */
  const float first = n > 1 ? readings[0].curated && !readings[1].curated ? 0.95f : 0.7f : 1.0f;
  for (size_t i = 0; i < n; i++) {
    const nb_reading *r = &readings[i];
    int states[3];
    size_t n_states = states_of(r, states);
    nb_tag tag = {r->pos, r->features, r->lemma, r->english, true, r->curated};
    float share = weight * (i == 0 ? first : (1 - first) / (float)(n - 1));
    for (size_t k = 0; k < n_states; k++) {
      nb_tag chosen = tag;
      if (r->pos == NB_POS_VERB || r->pos == NB_POS_AUX) { /* of several verb forms, only that of the state */
        if (states[k] == (int)r->pos)
          chosen.features &= ~(unsigned)(NB_INFINITIVE | NB_PARTICIPLE);
        else if (states[k] == AUX_INF || states[k] == VERB_INF)
          chosen.features &= ~(unsigned)(NB_FINITE | NB_PAST);
        else
          chosen.features &= ~(unsigned)(NB_FINITE | NB_INFINITIVE);
      }
      add_option(l, states[k], emission(t, c, states[k], share / (float)n_states), &chosen);
    }
  }
}

/* States that the training text saw for the form, for what the lexicon does not know. */
static void add_counts(const nb_tagger *t, lattice *l, nb_str form, const counts *c, float weight) {
  for (int s = 0; c && s < EDGE; s++) {
    if (c->of[s] <= 0) continue;
    nb_tag tag = {pos_of_state(s), 0, form, NB_STR(""), false, false};
    if (s == VERB_PART || s == AUX_PART) tag.features = NB_PARTICIPLE;
    if (s == VERB_INF || s == AUX_INF) tag.features = NB_INFINITIVE;
    if (s == NB_POS_VERB || s == NB_POS_AUX) tag.features = NB_FINITE;
    add_option(l, s, logf(weight * c->of[s] / c->total + 1e-4f) - t->prior[s], &tag);
  }
}

static nb_str suffix_key(nb_arena *arena, nb_str form) {
  nb_str lower = nb_str_lower(arena, form);
  size_t at = lower.len;
  for (int i = 0; i < 3 && at > 0; i++) nb_utf8_prev(lower, &at);
  return nb_arena_printf(arena, "%s" NB_STR_FMT, nb_str_capital(form) ? "^" : "",
                         NB_STR_ARG(nb_str_sub(lower, at, lower.len)));
}

/* An unknown compound is what its head is. */
static bool add_compound(const nb_tagger *t, nb_arena *arena, lattice *l, nb_str form) {
  nb_str left, head;
  if (nb_str_capital(form) || !nb_lexicon_compound(t->lexicon, arena, form, &left, &head)) return false;
  nb_reading r[MAX_READINGS];
  size_t n = nb_lexicon_readings(t->lexicon, head, r, MAX_READINGS);
  for (size_t i = 0; i < n; i++) {
    if (r[i].pos != NB_POS_NOUN && r[i].pos != NB_POS_ADJ) continue;
    nb_tag tag = {r[i].pos, r[i].features, form, NB_STR(""), false, false};
    add_option(l, (int)r[i].pos, emission(t, NULL, (int)r[i].pos, r[i].pos == NB_POS_NOUN ? 0.8f : 0.3f), &tag);
  }
  return l->n > 0;
}

static bool is_relative(nb_str form) {
  static const char *const words[] = {"die", "dat", "wie", "wat"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (nb_str_eq_nocase(form, nb_str_of(words[i]))) return true;
  return false;
}

static void fill(const nb_tagger *t, nb_arena *arena, const nb_token *tokens, size_t i, lattice *l) {
  nb_str form = tokens[i].text;
  nb_tag plain = {NB_POS_X, 0, form, NB_STR(""), false, false};
  l->n = 0;
  l->relative = is_relative(form);
  if (tokens[i].kind == NB_PUNCT || tokens[i].kind == NB_NUMBER || form.len > MAX_WORD ||
      tokens[i].kind == NB_ADDRESS) {
    plain.pos = tokens[i].kind == NB_PUNCT ? NB_POS_PUNCT : tokens[i].kind == NB_NUMBER ? NB_POS_NUM : NB_POS_PROPN;
    if (tokens[i].kind == NB_NUMBER && nb_str_find(form, NB_STR("-jarig"), 0) != NB_NOT_FOUND) plain.pos = NB_POS_ADJ;
    add_option(l, (int)plain.pos, 0, &plain);
    return;
  }
  bool capital = nb_str_capital(form), start = nb_at_start(tokens, i);
  nb_str lower = capital ? nb_str_lower(arena, form) : form;
  nb_name name;
  if (capital && nb_lexicon_name(t->lexicon, form, &name) && name.kind != NB_NAME_WORD &&
      name.kind != NB_NAME_DEMONYM && (!start || name.checked)) {
    plain.pos = NB_POS_PROPN;
    plain.known = true;
    plain.english = name.english;
    add_option(l, NB_POS_PROPN, emission(t, NULL, NB_POS_PROPN, start ? 0.5f : 0.95f), &plain);
  }
  size_t names = l->n;
  add_readings(t, l, form, nb_map_get(t->forms, form), 1.0f);
  if (capital && (start || l->n == 0)) {
    float weight = start ? 1.0f : nb_str_all_caps(form) ? 0.3f : 0.1f;
    add_readings(t, l, lower, nb_map_get(t->forms, start ? lower : form), weight);
  }
  if (l->n == 0 || (capital && !start)) {
    plain.pos = NB_POS_PROPN;
    plain.known = false;
    plain.english = NB_STR("");
    if (capital) add_option(l, NB_POS_PROPN, emission(t, NULL, NB_POS_PROPN, 0.9f), &plain);
  }
  if (l->n == 0 && add_compound(t, arena, l, form)) return;
  if (l->n == names) add_counts(t, l, form, nb_map_get(t->suffixes, suffix_key(arena, form)), 0.5f);
  if (l->n == 0) {
    plain.pos = NB_POS_NOUN;
    add_option(l, NB_POS_NOUN, 0, &plain);
  }
}

/* Whether the clause has a finite verb behind a token in this state. */
static int finite_behind(const lattice *l, int state, int before) {
  switch (state) {
    case NB_POS_AUX:
    case NB_POS_VERB:
      return 1;
    case NB_POS_PUNCT:
    case NB_POS_CCONJ:
    case NB_POS_SCONJ:
      return 0;
    case NB_POS_PRON:
      return l->relative ? 0 : before;
    default:
      return before;
  }
}

/* The best way to an option with and without a finite verb in its clause: its score, and the way (2 * option + finite)
 * before it. */
typedef struct way {
  float score;
  unsigned char from;
} way;

static void extend(const nb_tagger *t, const lattice *l, const way *before, const lattice *next, way *ways) {
  for (size_t k = 0; k < 2 * next->n; k++) ways[k] = (way){-INFINITY, 0};
  for (size_t p = 0; p < 2 * l->n; p++) {
    if (before[p].score == -INFINITY) continue;
    int finite = p % 2, state = l->options[p / 2].state;
    for (size_t k = 0; k < next->n; k++) {
      int to = next->options[k].state;
      float score = before[p].score + t->trans[finite][state][to] + next->options[k].score;
      way *w = &ways[2 * k + (size_t)finite_behind(next, to, finite)];
      if (score > w->score) *w = (way){score, (unsigned char)p};
    }
  }
}

nb_status nb_tag_tokens(nb_context *ctx, const nb_tagger *t, nb_arena *arena, const nb_token *tokens, size_t n,
                        nb_tag **tags) {
  static const lattice edge = {.options = {{.state = EDGE}}, .n = 1};
  const way first[] = {{0, 0}, {-INFINITY, 0}};
  lattice *columns = nb_arena_array(arena, n, sizeof *columns);
  way(*ways)[2 * MAX_READINGS] = nb_arena_array(arena, n, sizeof *ways), last[2];
  nb_tag *out = nb_arena_array(arena, n, sizeof *out);
  if (!columns || !ways || !out) return nb_fail_memory(ctx);
  for (size_t i = 0; i < n; i++) {
    fill(t, arena, tokens, i, &columns[i]);
    extend(t, i ? &columns[i - 1] : &edge, i ? ways[i - 1] : first, &columns[i], ways[i]);
  }
  if (n) extend(t, &columns[n - 1], ways[n - 1], &edge, last);
  size_t at = n ? last[last[1].score > last[0].score].from : 0;
  for (size_t i = n; i-- > 0; at = ways[i][at].from) out[i] = columns[i].options[at / 2].tag;
  *tags = out;
  return NB_OK;
}
