#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "translate/glossary/glossary.h"
#include "translate/neural/decode.h"
#include "translate/neural/guard.h"
#include "translate/neural/repair_numbers.h"
#include "translate/neural/guard_words.h"
#include "translate/neural/hints.h"
#include "translate/neural/neural.h"
#include "translate/neural/parts.h"
#include "translate/neural/pieces.h"
#include "translate/neural/repair.h"
#include "translate/neural/start.h"

enum {
  BEAM = 4,
  MOST_THREADS = 8,
  RARE = 60,     /* training has a word less often: it gets a hint; measured: 20, 200 and 1000 are worse */
  KNOWN = 2000,  /* the same in the second try */
  LONGEST = 180, /* pieces of a part */
  CUTS = 64,
  LONGEST_SENTENCE = 4096 /* bytes; no news has such sentences, and what has them is not worth the time */
};
static const float alpha = 1.0F;

typedef struct engine {
  nb_translator base;
  const nb_lexicon *lexicon;
  nb_model *model;
  nb_pieces *pieces;
  nb_hinter *hinter;
  nb_runner *runner;
  nb_translator *glossary;
  unsigned beam;
} engine;

/* What the model is given: a sentence, or a part of a long one. */
typedef struct part {
  nb_str dutch, hinted;
} part;

typedef enum tries { FIRST, SECOND, THIRD } tries;

typedef struct attempt {
  nb_str hinted, english;
  nb_verdict verdict;
} attempt;

/* One call's work: which sentences, their parts one after the other, and what came out. */
typedef struct work {
  engine *e;
  nb_context *ctx;
  nb_arena *arena;
  const nb_segment *segments;
  part *parts;
  nb_ids *sources;
  size_t n_parts, parts_cap, sources_cap;
} work;

/* --- Dutch to pieces --- */

static nb_status encode(work *w, nb_str dutch, const nb_hint_choice *hints, nb_str *hinted, nb_ids *source) {
  int32_t *ids;
  size_t n;
  nb_str plain;
  nb_status status = nb_plain_start(w->ctx, w->e->lexicon, w->e->pieces, w->arena, dutch, &plain);
  if (!status) status = nb_hint(w->ctx, w->e->hinter, w->arena, plain, hints, hinted);
  if (status) return status;
  nb_str given = nb_free_quotes(w->arena, *hinted);
  if (!given.ptr) return nb_fail_memory(w->ctx);
  status = nb_pieces_encode(w->ctx, w->e->pieces, w->arena, given, &ids, &n);
  if (status) return status;
  int32_t *with_end = nb_arena_array(w->arena, n + 1, sizeof *with_end);
  if (!with_end) return nb_fail_memory(w->ctx);
  for (size_t i = 0; i < n; i++) with_end[i] = ids[i];
  with_end[n] = NB_PIECE_END;
  *source = (nb_ids){.ids = with_end, .n = n + 1};
  return NB_OK;
}

static nb_status add_part(work *w, nb_str dutch, nb_str hinted, nb_ids source) {
  if (!nb_arena_grow(w->arena, &w->parts, &w->parts_cap, w->n_parts + 1, sizeof *w->parts) ||
      !nb_arena_grow(w->arena, &w->sources, &w->sources_cap, w->n_parts + 1, sizeof *w->sources))
    return nb_fail_memory(w->ctx);
  w->parts[w->n_parts] = (part){dutch, hinted};
  w->sources[w->n_parts++] = source;
  return NB_OK;
}

/* Leaves a dateline out, and halves what is too long until all of it is short enough. */
static nb_status add_sentence(work *w, nb_str dutch, const nb_hint_choice *hints) {
  dutch = nb_str_trim(dutch);
  nb_str waiting[CUTS] = {nb_str_sub(dutch, nb_dateline(dutch).len, dutch.len)}, hinted, left, right;
  for (size_t n = 1; n > 0;) {
    nb_str text = waiting[--n];
    nb_ids source;
    nb_status status = encode(w, text, hints, &hinted, &source);
    if (status) return status;
    if (source.n > LONGEST && n + 2 <= CUTS && nb_cut_text(text, &left, &right)) {
      waiting[n++] = right;
      waiting[n++] = left;
      continue;
    }
    status = add_part(w, text, hinted, source);
    if (status) return status;
  }
  return NB_OK;
}

/* --- pieces to English --- */

static nb_str upper(nb_arena *arena, nb_str s) {
  nb_buf out;
  nb_buf_init(&out, 2 * s.len + 8);
  for (size_t pos = 0; pos < s.len;) nb_utf8_add(&out, nb_to_upper(nb_utf8_next(s, &pos)));
  nb_str made = out.status ? (nb_str){NULL, 0} : nb_arena_str(arena, nb_buf_str(&out));
  nb_buf_free(&out);
  return made;
}

/* "DEN HAAG - " as "THE HAGUE - "; what is no name of the list stays. */
static nb_str english_dateline(const work *w, nb_str dateline) {
  size_t end = dateline.len;
  for (int spaces = 0; end > 0 && spaces < 2; end--) spaces += dateline.ptr[end - 1] == ' ';
  nb_str place = nb_str_sub(dateline, 0, end);
  nb_name found;
  if (!nb_lexicon_name(w->e->lexicon, nb_str_title_case(w->arena, place), &found) || !found.checked) return dateline;
  return nb_arena_printf(w->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(upper(w->arena, found.english)),
                         (int)(dateline.len - end), dateline.ptr + end);
}

static nb_str append(nb_arena *arena, nb_str a, nb_str b) {
  return a.len ? nb_arena_printf(arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(a), NB_STR_ARG(b)) : b;
}

static nb_status judge(work *w, nb_str dutch, nb_str english, nb_verdict *verdict) {
  nb_sense *senses = NULL;
  nb_guard_lists lists = {.lexicon = w->e->lexicon};
  nb_status status = nb_hint_senses(w->ctx, w->e->hinter, w->arena, dutch, &senses, &lists.n_senses);
  lists.senses = senses;
  return status ? status : nb_guard(w->ctx, &lists, w->arena, dutch, english, verdict);
}

static nb_status join_parts(work *w, const nb_segment *segment, size_t first, size_t end, const nb_ids *outputs,
                            attempt *a) {
  *a = (attempt){.hinted = NB_STR(""), .english = NB_STR("")};
  for (size_t p = first; p < end; p++) {
    nb_str english;
    nb_status status = nb_pieces_decode(w->ctx, w->e->pieces, w->arena, outputs[p].ids, outputs[p].n, &english);
    if (status) return status;
    english = nb_fit_part(w->arena, w->parts[p].dutch, nb_str_trim(english), p == first, p + 1 == end);
    if (english.ptr) a->english = append(w->arena, a->english, english);
    a->hinted = append(w->arena, a->hinted, w->parts[p].hinted);
    if (!english.ptr || !a->english.ptr || !a->hinted.ptr) return nb_fail_memory(w->ctx);
  }
  nb_str dateline = nb_dateline(nb_str_trim(segment->text));
  a->english = nb_polish(w->arena, segment->text, a->english, segment->heading);
  if (a->english.ptr) a->english = nb_repair_words(w->e->lexicon, w->arena, segment->text, a->english);
  if (a->english.ptr) a->english = nb_fix_articles(w->arena, a->english);
  if (a->english.ptr && nb_begins_with_capital(segment->text)) a->english = nb_str_capitalise(w->arena, a->english);
  if (dateline.len && a->english.ptr)
    a->english = nb_arena_printf(w->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(english_dateline(w, dateline)),
                                 NB_STR_ARG(a->english));
  if (!a->english.ptr) return nb_fail_memory(w->ctx);
  nb_status status = nb_repair_numbers(w->ctx, w->arena, segment->text, &a->english);
  return status ? status : judge(w, segment->text, a->english, &a->verdict);
}

/* Which words get hints in which try. The second one has them for all but the commonest words after a hard failure,
 * else for the words that the first did not say; the third has none but of names, as a hint can lead astray too. */
static nb_hint_choice hints_of(tries try, const nb_verdict *before) {
  if (try == FIRST) return (nb_hint_choice){.rare = RARE};
  if (try == THIRD) return (nb_hint_choice){.rare = 0};
  if (before->failed & NB_GUARD_HARD) return (nb_hint_choice){.rare = KNOWN};
  return (nb_hint_choice){.rare = RARE, .words = before->strays.dutch, .n = before->strays.n_dutch};
}

/* Translates the chosen sentences (indices) in one batch; the attempts, one each, hold what came of them before. */
static nb_status attempt_all(work *w, const size_t *chosen, size_t n, tries try, attempt *attempts) {
  size_t *first = nb_arena_array(w->arena, n + 1, sizeof *first);
  if (!first) return nb_fail_memory(w->ctx);
  w->n_parts = 0;
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < n; i++) {
    nb_hint_choice hints = hints_of(try, &attempts[i].verdict);
    status = add_sentence(w, w->segments[chosen[i]].text, &hints);
    first[i + 1] = w->n_parts;
  }
  if (status) return status;
  nb_ids *outputs = nb_arena_array(w->arena, w->n_parts, sizeof *outputs);
  if (!outputs) return nb_fail_memory(w->ctx);
  nb_decode_options options = {.beam = try == FIRST      ? w->e->beam
                                       : w->e->beam <= 8 ? 2 * w->e->beam
                                                         : w->e->beam,
                               .alpha = alpha,
                               .no_repeats = try != FIRST};
  status = nb_decode(w->ctx, w->e->runner, w->arena, w->sources, w->n_parts, &options, outputs);
  for (size_t i = 0; !status && i < n; i++)
    status = join_parts(w, &w->segments[chosen[i]], first[i], first[i + 1], outputs, &attempts[i]);
  return status;
}

/* --- choosing --- */

static unsigned bits(unsigned x) {
  unsigned n = 0;
  for (; x; x &= x - 1) n++;
  return n;
}

static bool better(const nb_verdict *a, const nb_verdict *b) {
  unsigned hard_a = bits(a->failed & NB_GUARD_HARD), hard_b = bits(b->failed & NB_GUARD_HARD);
  if (hard_a != hard_b) return hard_a < hard_b;
  size_t strays_a = nb_stray_pairs(a), strays_b = nb_stray_pairs(b);
  return strays_a != strays_b ? strays_a < strays_b : bits(a->failed) < bits(b->failed);
}

/* Another try of those sentences that failed one of these checks; the better of the two stays. */
static nb_status try_again(work *w, tries try, unsigned checks, const size_t *chosen, size_t n, attempt *best) {
  size_t *failed = nb_arena_array(w->arena, n, sizeof *failed), *places = nb_arena_array(w->arena, n, sizeof *places);
  attempt *again = nb_arena_array(w->arena, n, sizeof *again);
  if (!failed || !places || !again) return nb_fail_memory(w->ctx);
  size_t n_failed = 0;
  for (size_t i = 0; i < n; i++) {
    if (!(best[i].verdict.failed & checks)) continue;
    again[n_failed] = best[i];
    places[n_failed] = i;
    failed[n_failed++] = chosen[i];
  }
  nb_status status = n_failed ? attempt_all(w, failed, n_failed, try, again) : NB_OK;
  for (size_t i = 0; !status && i < n_failed; i++)
    if (better(&again[i].verdict, &best[places[i]].verdict)) best[places[i]] = again[i];
  return status;
}

/* Dutch words that were copied get the mark that the glossary engine gives them. */
static nb_status mark_copied(work *w, nb_str dutch, nb_translation *t) {
  if (!nb_copied_words(w->e->lexicon, w->arena, dutch, t->text, &t->unknown, &t->n_unknown))
    return nb_fail_memory(w->ctx);
  if (!t->n_unknown) return NB_OK;
  char *out = nb_arena_alloc(w->arena, t->text.len + t->n_unknown + 1);
  if (!out) return nb_fail_memory(w->ctx);
  size_t len = 0;
  for (size_t i = 0, next = 0; i < t->text.len; i++) {
    if (next < t->n_unknown && t->unknown[next].ptr == t->text.ptr + i) {
      out[len++] = '*';
      next++;
    }
    out[len++] = t->text.ptr[i];
  }
  t->text = (nb_str){out, len};
  return NB_OK;
}

static nb_status keep(work *w, const nb_segment *segment, const attempt *a, nb_str before, const char *done,
                      nb_translation *out) {
  *out = (nb_translation){.text = a->english, .engine = "neural"};
  out->explain = nb_arena_printf(w->arena, "hints: " NB_STR_FMT NB_STR_FMT "%s%s", NB_STR_ARG(a->hinted),
                                 NB_STR_ARG(before), *done ? "\n" : "", done);
  return out->explain.ptr ? mark_copied(w, segment->text, out) : nb_fail_memory(w->ctx);
}

/* "checks: numbers (12)", a line of its own. */
static nb_str checks_line(nb_arena *arena, const nb_verdict *v) {
  if (!v->failed) return NB_STR("");
  return nb_arena_printf(arena, "\nchecks: " NB_STR_FMT, NB_STR_ARG(v->why));
}

static nb_status by_glossary(const work *w, nb_str why, nb_translation *out) {
  out->explain = nb_arena_printf(w->arena, NB_STR_FMT "\nthe glossary engine translated it\n" NB_STR_FMT,
                                 NB_STR_ARG(why), NB_STR_ARG(out->explain));
  return why.ptr && out->explain.ptr ? NB_OK : nb_fail_memory(w->ctx);
}

static nb_status too_long(const work *w, const nb_segment *segment, nb_translation *out) {
  nb_status status = nb_translate(w->e->glossary, w->ctx, w->arena, segment, 1, out);
  if (status) return status;
  return by_glossary(w, nb_arena_printf(w->arena, "longer than %d bytes", LONGEST_SENTENCE), out);
}

/* The glossary engine's sentence, where it does not fail the same check: then the check is wrong rather than the model.
 */
static nb_status fall_back(work *w, const nb_segment *segment, const attempt *kept, nb_str before,
                           nb_translation *out) {
  nb_translation plain;
  nb_verdict verdict;
  nb_status status = nb_translate(w->e->glossary, w->ctx, w->arena, segment, 1, &plain);
  if (!status) status = judge(w, segment->text, plain.text, &verdict);
  if (status) return status;
  if (verdict.failed & kept->verdict.failed & NB_GUARD_HARD)
    return keep(w, segment, kept, before, "kept: the glossary engine fails the same checks", out);
  *out = plain;
  nb_str why = nb_arena_printf(w->arena, "hints: " NB_STR_FMT NB_STR_FMT, NB_STR_ARG(kept->hinted), NB_STR_ARG(before));
  return by_glossary(w, why, out);
}

/* What the first try was where another one is shown: "first try: ...", and what of that one is wrong too. */
static nb_str story(work *w, const attempt *first, const attempt *again) {
  nb_str checks = checks_line(w->arena, &first->verdict),
         checks_again = again ? checks_line(w->arena, &again->verdict) : NB_STR("");
  return nb_arena_printf(w->arena, NB_STR_FMT "\nfirst try: " NB_STR_FMT "%s" NB_STR_FMT, NB_STR_ARG(checks),
                         NB_STR_ARG(first->english), again ? "\ndecoded again" : "", NB_STR_ARG(checks_again));
}

static nb_status choose(work *w, const nb_segment *segment, const attempt *first, const attempt *best,
                        nb_translation *out) {
  bool again = best->english.ptr != first->english.ptr, hard = best->verdict.failed & NB_GUARD_HARD;
  nb_str told = again || hard ? story(w, first, again ? best : NULL) : checks_line(w->arena, &first->verdict);
  if (!told.ptr) return nb_fail_memory(w->ctx);
  return hard ? fall_back(w, segment, best, told, out) : keep(w, segment, best, told, "", out);
}

static bool has_words(nb_str text) {
  for (size_t pos = 0; pos < text.len;)
    if (nb_is_word(nb_utf8_next(text, &pos))) return true;
  return false;
}

static nb_status translate(nb_translator *self, nb_context *ctx, nb_arena *arena, const nb_segment *segments, size_t n,
                           nb_translation *out) {
  work w = {.e = (engine *)self, .ctx = ctx, .arena = arena, .segments = segments};
  size_t *chosen = nb_arena_array(arena, n, sizeof *chosen), n_chosen = 0;
  attempt *first = nb_arena_array(arena, n, sizeof *first), *best = nb_arena_array(arena, n, sizeof *best);
  if (!chosen || !first || !best) return nb_fail_memory(ctx);
  nb_status status = NB_OK;
  for (size_t i = 0; !status && i < n; i++) {
    out[i] =
        (nb_translation){.text = segments[i].text, .engine = "neural", .explain = NB_STR("")}; /* marks alone stay */
    if (segments[i].text.len > LONGEST_SENTENCE)
      status = too_long(&w, &segments[i], &out[i]);
    else if (has_words(segments[i].text))
      chosen[n_chosen++] = i;
  }
  if (!status) status = attempt_all(&w, chosen, n_chosen, FIRST, first);
  if (!status && n_chosen) memcpy(best, first, n_chosen * sizeof *best);
  const unsigned all = w.e->beam > 1 ? ~0U : NB_GUARD_HARD; /* greedy decoding is for those in a hurry */
  if (!status) status = try_again(&w, SECOND, all, chosen, n_chosen, best);
  if (!status) status = try_again(&w, THIRD, NB_GUARD_HARD, chosen, n_chosen, best);
  for (size_t i = 0; !status && i < n_chosen; i++)
    status = choose(&w, &segments[chosen[i]], &first[i], &best[i], &out[chosen[i]]);
  return status;
}

/* --- opening --- */

static void free_engine(nb_translator *self) {
  engine *e = (engine *)self;
  nb_translator_free(e->glossary);
  nb_runner_free(e->runner);
  nb_hinter_free(e->hinter);
  nb_pieces_free(e->pieces);
  nb_model_free(e->model);
  free(e);
}

static unsigned threads_of(const nb_neural_options *options) {
  if (options && options->threads) return options->threads;
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  return processors < 1 ? 1 : processors > MOST_THREADS ? MOST_THREADS : (unsigned)processors;
}

static nb_status open_model(nb_context *ctx, engine *e) {
  nb_buf path;
  nb_buf_init(&path, 4096);
  nb_status status = nb_data_path(ctx, NB_NEURAL_MODEL, &path);
  if (!status) status = nb_model_open(ctx, path.ptr, &e->model);
  if (!status) status = nb_pieces_new(ctx, nb_model_bytes(e->model, "tokenizer"), &e->pieces);
  if (!status && nb_pieces_size(e->pieces) != nb_model_config_of(e->model)->vocabulary)
    status = nb_fail(ctx, NB_CONFIG, "%s: tokenizer and weights are of different vocabularies", path.ptr);
  nb_buf_free(&path);
  return status;
}

nb_status nb_neural_engine_new(nb_context *ctx, const nb_lexicon *lexicon, const nb_tagger *tagger,
                               const nb_user_glossary *user, const nb_neural_options *options,
                               nb_translator **translator) {
  static const nb_translator_ops ops = {"neural", false, translate, free_engine};
  engine *e = calloc(1, sizeof *e);
  if (!e) return nb_fail_memory(ctx);
  e->base.ops = &ops;
  e->lexicon = lexicon;
  e->beam = options && options->beam ? options->beam : BEAM;
  nb_status status = open_model(ctx, e);
  if (!status) status = nb_runner_new(ctx, e->model, threads_of(options), &e->runner);
  if (!status) status = nb_hinter_new(ctx, lexicon, tagger, user, nb_model_bytes(e->model, "counts"), &e->hinter);
  if (!status) status = nb_glossary_engine_new(ctx, lexicon, tagger, user, &e->glossary);
  if (status) {
    free_engine(&e->base);
    return status;
  }
  *translator = &e->base;
  return NB_OK;
}
