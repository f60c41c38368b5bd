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

static nb_str joined(const spotting *s, nb_str english, const char *link, nb_str more) {
  return nb_arena_printf(s->a->arena, NB_STR_FMT "%s" NB_STR_FMT, NB_STR_ARG(english), link, NB_STR_ARG(more));
}

/* One field from token k on: the longest that is listed. */
static size_t field_at(const spotting *s, size_t k, nb_str *english) {
  enum { LONGEST_FIELD = 4 };
  for (size_t n = LONGEST_FIELD; n > 0; n--)
    if (k + n <= s->s->n_tokens && nb_word_in(&s->a->analyser->portfolios, nb_text_of(s, k, k + n - 1), english))
      return k + n;
  return k;
}

size_t nb_portfolio_at(const spotting *s, size_t i, nb_str *english) {
  enum { MOST_FIELDS = 5 };
  nb_str field;
  if (!nb_token_is(s, i, "van")) return i;
  size_t end = field_at(s, i + 1, english);
  if (end == i + 1) return i;
  for (int fields = 1; fields < MOST_FIELDS; fields++) {
    bool comma = nb_token_is(s, end, ",");
    size_t next = comma || nb_token_is(s, end, "en") ? field_at(s, end + 1, &field) : end + 1;
    if (next == end + 1) break;
    if (comma && !nb_token_is(s, next, ",") && !nb_token_is(s, next, "en")) break; /* "van Defensie, Justitie zwijgt" */
    *english = joined(s, *english, comma ? ", " : " and ", field);
    end = next;
  }
  return english->ptr ? end : i;
}

/* "van Zuid-Korea", "van het Vlaamse Parlement": the end (exclusive), or k; its English is added. */
static size_t of_name(const spotting *s, size_t k, nb_str *english) {
  size_t at = k + 1;
  if (!nb_token_is(s, k, "van") || at >= s->s->n_tokens) return k;
  bool article = s->tags[at].pos == NB_POS_DET;
  at += article;
  nb_str before = NB_STR("");
  found name;
  bool skip;
  for (int i = 0; i < 2 && at < s->s->n_tokens; i++, at++) {
    size_t n = nb_name_at(s, at, &name, &skip);
    if (n && !skip) {
      *english = joined(s, joined(s, *english, article ? " of the " : " of ", before), "", name.en);
      return at + n;
    }
    if (!is_adjective(s, at)) return k;
    before = joined(s, adjective(s, at), " ", NB_STR(""));
  }
  return k;
}

size_t nb_role_at(const spotting *s, size_t i, found *role) {
  bool age = s->tags[i].pos == NB_POS_ADJ &&
             nb_is_digit((unsigned char)s->s->tokens[i].text.ptr[0]); /* "58-jarige": no role */
  size_t begin = age && i + 1 < s->s->n_tokens ? i + 1 : i, k = begin, n;
  nb_str english = NB_STR(""), word;
  while ((n = role_words(s, k, &word)) == 0 && k < begin + ADJECTIVES && is_adjective(s, k)) {
    english = joined(s, joined(s, english, "", adjective(s, k)), " ", NB_STR(""));
    k++;
  }
  if (n == 0) return i;
  english = joined(s, english, "", word);
  nb_str field;
  size_t title = nb_portfolio_at(s, k + n, &field), end = title;
  if (title > k + n)
    english = joined(s, english, " of ", field);
  else
    end = of_name(s, k + n, &english);
  *role = (found){.kind = NB_ROLE, .first = k, .last = title - 1, .phrase = begin, .en = english};
  role->nl = nb_text_of(s, begin, end - 1);
  role->key = nb_str_lower(s->a->arena, nb_text_of(s, k, k + n - 1));
  role->role_nl = role->role_en = NB_STR("");
  return english.ptr && role->key.ptr ? end : i;
}
