/* Roles: "Amerikaanse onderminister van Buitenlandse Zaken", by the list of dict/roles.tsv, and their English. */
#include "analyse/mentions.h"
#include "base/utf8.h"

enum { LONGEST_ROLE = 6, ADJECTIVES = 3 };

/* "VVD-leider", "oud-minister": the English of a role with what stands before its hyphen. */
static nb_str with_left(const spotting *s, nb_str form, size_t head, nb_str english) {
  nb_str left = nb_str_sub(form, 0, head - 1), known;
  if (form.ptr[head - 1] != '-') return english;
  if (nb_str_eq_nocase(left, NB_STR("oud")) || nb_str_eq_nocase(left, NB_STR("ex"))) left = NB_STR("former");
  nb_name name;
  if (nb_lexicon_name(s->a->analyser->lexicon, left, &name))
    left = name.english;
  else if (nb_word_in(&s->a->analyser->groups, left, &known))
    left = known;
  return nb_arena_printf(s->a->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(left), NB_STR_ARG(english));
}

static nb_str first_candidate(nb_str english) {
  nb_str first;
  return nb_str_split(&english, '|', &first) ? first : NB_STR("");
}

/* A role of one word: on the list, or a compound whose head is. */
static bool single_role(const spotting *s, size_t i, nb_str *english) {
  const nb_tag *tag = &s->tags[i];
  const nb_word_list *roles = &s->a->analyser->roles;
  nb_str form = s->s->tokens[i].text;
  size_t head;
  if (tag->features & NB_PLURAL) return false;
  if (nb_word_in(roles, form, english)) return true;
  if (nb_str_capital(form) && nb_at_start(s->s->tokens, i) &&
      nb_word_in(roles, nb_str_lower(s->a->arena, form), english))
    return true;
  bool hyphen = nb_str_find(form, NB_STR("-"), 0) != NB_NOT_FOUND;
  if ((tag->pos != NB_POS_NOUN && !hyphen) || !nb_head_in(s->a->analyser, roles, form, english, &head) || head == 0)
    return false;
  *english = with_left(s, form, head, *english);
  nb_str whole = first_candidate(tag->english);
  if (!hyphen && whole.len) *english = whole;
  return english->ptr != NULL;
}

/* Tokens of the longest listed role that begins at token i; 0: none does. */
static size_t role_words(const spotting *s, size_t i, nb_str *english) {
  if (i >= s->s->n_tokens || s->s->tokens[i].kind != NB_WORD) return 0;
  size_t most = s->s->n_tokens - i < LONGEST_ROLE ? s->s->n_tokens - i : LONGEST_ROLE;
  if (s->tags[i].pos != NB_POS_NOUN && s->tags[i].pos != NB_POS_ADJ) most = 1;
  for (size_t n = most; n > 1; n--) {
    if (s->s->tokens[i + n - 1].kind != NB_WORD) continue;
    nb_str lower = nb_str_lower(s->a->arena, nb_text_of(s, i, i + n - 1));
    if (lower.ptr && nb_word_in(&s->a->analyser->roles, lower, english)) return n;
  }
  return single_role(s, i, english);
}

static nb_str adjective(const spotting *s, size_t i) {
  nb_str english;
  if (nb_is_demonym(s, i, &english)) return english;
  english = first_candidate(s->tags[i].english);
  return english.len ? english : s->s->tokens[i].text;
}

static bool is_adjective(const spotting *s, size_t i) {
  nb_str english;
  return i < s->s->n_tokens && (s->tags[i].pos == NB_POS_ADJ || nb_is_demonym(s, i, &english));
}

/* "van Buitenlandse Zaken", "van het Vlaamse Parlement": the end (exclusive), or k; its English is added. */
static size_t of_name(const spotting *s, size_t k, nb_str *english) {
  static const char *const links[] = {"van", "bij", "in"};
  bool van = nb_token_is(s, k, links[0]);
  size_t at = k + 1;
  if (!van || at >= s->s->n_tokens) return k;
  bool article = s->tags[at].pos == NB_POS_DET;
  at += article;
  nb_str before = NB_STR("");
  found name;
  bool skip;
  for (int i = 0; i < 2 && at < s->s->n_tokens; i++, at++) {
    size_t n = nb_name_at(s, at, &name, &skip);
    if (n && !skip) {
      *english = nb_arena_printf(s->a->arena, NB_STR_FMT " of %s" NB_STR_FMT NB_STR_FMT, NB_STR_ARG(*english),
                                 article ? "the " : "", NB_STR_ARG(before), NB_STR_ARG(name.en));
      return at + n;
    }
    if (!is_adjective(s, at)) return k;
    before = nb_arena_printf(s->a->arena, NB_STR_FMT " ", NB_STR_ARG(adjective(s, at)));
  }
  return k;
}

size_t nb_role_at(const spotting *s, size_t i, found *role) {
  bool age = s->tags[i].pos == NB_POS_ADJ &&
             nb_is_digit((unsigned char)s->s->tokens[i].text.ptr[0]); /* "58-jarige": no role */
  size_t begin = age && i + 1 < s->s->n_tokens ? i + 1 : i, k = begin, n;
  nb_str english = NB_STR(""), word;
  while ((n = role_words(s, k, &word)) == 0 && k < begin + ADJECTIVES && is_adjective(s, k)) {
    nb_str en = adjective(s, k);
    english = nb_arena_printf(s->a->arena, NB_STR_FMT NB_STR_FMT " ", NB_STR_ARG(english), NB_STR_ARG(en));
    k++;
  }
  if (n == 0) return i;
  size_t noun = k;
  english = nb_arena_printf(s->a->arena, NB_STR_FMT NB_STR_FMT, NB_STR_ARG(english), NB_STR_ARG(word));
  size_t end = of_name(s, k + n, &english);
  *role = (found){.kind = NB_ROLE, .first = begin, .last = end - 1, .nl = nb_text_of(s, begin, end - 1), .en = english};
  role->key = nb_str_lower(s->a->arena, nb_text_of(s, noun, noun + n - 1));
  role->role_nl = role->role_en = NB_STR("");
  return english.ptr && role->key.ptr ? end : i;
}
