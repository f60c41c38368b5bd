#include "translate/neural/guard_meaning.h"

#include <string.h>

#include "base/utf8.h"
#include "translate/neural/meanings.h"

enum {
  READINGS = 8,
  PHRASE_WORDS = 6,
  SHORTEST = 4,
  MOST_TOKENS = 200 /* of each side; longer sentences are not looked at */
};

/* --- likeness --- */

/* Without a regular ending: "tries" and "trying" are "try", "used" and "using" are "us". */
static nb_str stem(nb_str word) {
  static const char *const endings[] = {"ies", "ied", "ing", "ed", "es", "er", "ly", "s", "e", "y", NULL};
  enum { STEM = 2 };
  for (const char *const *e = endings; *e; e++)
    if (nb_str_ends(word, nb_str_of(*e)) && word.len >= strlen(*e) + STEM) {
      word.len -= strlen(*e);
      break;
    }
  if (word.len > STEM && word.ptr[word.len - 1] == word.ptr[word.len - 2]) word.len--;
  if (word.len > STEM && word.ptr[word.len - 1] == 'y') word.len--;
  return word;
}

/* One word in two forms, more or less: "visit" and "visited", "strong" and "strength", "finals" and "semifinals". */
static bool alike(nb_str a, nb_str b) {
  enum { LONG = 5 };
  size_t same = 0;
  while (same < a.len && same < b.len && a.ptr[same] == b.ptr[same]) same++;
  size_t rest = a.len - same > b.len - same ? a.len - same : b.len - same;
  if (same >= 4 && rest <= (same > LONG ? 5 : 4)) return true;
  if ((a.len >= LONG && nb_str_ends(b, a)) || (b.len >= LONG && nb_str_ends(a, b))) return true;
  return nb_str_eq(stem(a), stem(b));
}

static bool any_alike(const nb_word_list *list, size_t from, nb_str word) {
  for (size_t i = from; i < list->n; i++)
    if (alike(list->items[i], word)) return true;
  return false;
}

static bool said(const nb_meaning *m, const nb_word_list *list, size_t from) {
  for (size_t i = 0; i < m->n_english; i++) {
    nb_str rest = m->english_lower[i].text, part;
    while (nb_str_split(&rest, '-', &part))
      if (any_alike(list, from, part)) return true;
  }
  return false;
}

/* --- what counts --- */

/* Words that English says in many ways, verbs first, then nouns that live in idioms ("aan de slag", "in dienst"). */
static const char *const light_lemmas[] = {
    "gaan",   "komen",  "doen",   "maken",   "laten",  "krijgen",   "staan",   "zitten",  "liggen",  "houden",
    "nemen",  "geven",  "zetten", "blijven", "raken",  "brengen",   "stellen", "vallen",  "lopen",   "halen",
    "leggen", "vinden", "willen", "zien",    "lijken", "blijken",   "hangen",  "steken",  "treffen", "spelen",
    "slaan",  "gelden", "lukken", "zeggen",  "weten",  "betreffen", "horen",   "vormen",  "trekken", "kijken",
    "treden", "heten",  "voeren", "duren",   "zorgen", "heel",      "geheel",  "groot",   "goed",    "bepalen",
    "hoog",   "hand",   "teken",  "slag",    "gang",   "klap",      "dienst",  "last",    "hoofd",   "hoogte",
    "jaar",   "macht",  "tijd",   "plaats",  "ander",  "laat",      "laatst",  "vliegen", "spoor",   "rij",
    "streep", "scène",  "baan",   "einde",   "begin",  NULL};

/* English that can come from any grammar. */
static const char *const light_english[] = {
    "about",        "above",   "across",    "after",   "again",     "against",   "ahead",    "along",      "also",
    "although",     "among",   "another",   "around",  "away",      "back",      "because",  "been",       "before",
    "behind",       "being",   "below",     "between", "both",      "bring",     "call",     "called",     "came",
    "come",         "comes",   "coming",    "could",   "does",      "doing",     "done",     "down",       "during",
    "each",         "either",  "else",      "even",    "ever",      "every",     "everyone", "everything", "find",
    "first",        "found",   "from",      "gave",    "gets",      "getting",   "give",     "given",      "gives",
    "giving",       "goes",    "going",     "gone",    "have",      "having",    "held",     "here",       "himself",
    "hold",         "however", "including", "instead", "into",      "itself",    "just",     "keep",       "keeps",
    "kept",         "know",    "known",     "last",    "least",     "less",      "like",     "look",       "made",
    "make",         "makes",   "making",    "many",    "means",     "might",     "more",     "most",       "much",
    "must",         "myself",  "need",      "neither", "next",      "nobody",    "none",     "nothing",    "once",
    "only",         "onto",    "other",     "others",  "otherwise", "ourselves", "over",     "people",     "person",
    "place",        "put",     "quite",     "rather",  "said",      "same",      "says",     "seem",       "seems",
    "several",      "should",  "since",     "some",    "someone",   "something", "soon",     "still",      "such",
    "take",         "taken",   "takes",     "taking",  "than",      "that",      "their",    "them",       "themselves",
    "then",         "there",   "therefore", "these",   "they",      "thing",     "things",   "this",       "those",
    "though",       "through", "thus",      "time",    "times",     "together",  "told",     "took",       "toward",
    "towards",      "under",   "until",     "upon",    "used",      "very",      "want",     "wants",      "wanted",
    "well",         "went",    "were",      "what",    "when",      "where",     "whether",  "which",      "while",
    "whole",        "whom",    "whose",     "will",    "with",      "within",    "without",  "would",      "yourself",
    "your",         "already", "always",    "anyone",  "anything",  "become",    "besides",  "became",     "becomes",
    "enough",       "having",  "left",      "long",    "never",     "often",     "part",     "perhaps",    "turn",
    "turned",       "turns",   "various",   "order",   "case",      "able",      "actually", "really",     "especially",
    "particularly", "mainly",  "course",    "example", "according", "lot",       "lots",     "kind",       "sort",
    "work",         "works",   "year",      "years",   NULL};

/* A noun, verb or adjective and nothing else; what it means is known. */
static bool has_content(const nb_lexicon *lexicon, nb_str lower) {
  nb_reading r[READINGS];
  size_t n = nb_lexicon_readings(lexicon, lower, r, READINGS);
  bool content = false;
  for (size_t i = 0; i < n; i++) {
    bool open = r[i].pos == NB_POS_NOUN || r[i].pos == NB_POS_VERB || r[i].pos == NB_POS_ADJ;
    if (!open || nb_str_in(r[i].lemma, light_lemmas)) return false;
    content = content || (r[i].curated && r[i].english.len);
  }
  return content;
}

static bool plain_word(const nb_token *tokens, const nb_token *lower, size_t i) {
  if (tokens[i].kind != NB_WORD || tokens[i].text.len < SHORTEST) return false;
  if (nb_str_all_caps(tokens[i].text)) return false;
  return nb_str_eq(tokens[i].text, lower[i].text) || i == 0;
}

/* The words of a name or fixed group that begins at i, with what it means; 0: none does. */
static size_t add_phrase(nb_word_list *list, const nb_meaning *m, size_t i) {
  size_t most = nb_lexicon_longest(m->lexicon, m->dutch_lower[i].text);
  most = most < PHRASE_WORDS ? most : PHRASE_WORDS;
  size_t found = 0;
  nb_str words = m->dutch_lower[i].text, names = m->dutch[i].text;
  for (size_t n = 2; n <= most && i + n <= m->n_dutch && !list->failed; n++) {
    nb_phrase phrase;
    nb_name name;
    words = nb_arena_printf(list->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(words),
                            NB_STR_ARG(m->dutch_lower[i + n - 1].text));
    names = nb_arena_printf(list->arena, NB_STR_FMT " " NB_STR_FMT, NB_STR_ARG(names),
                            NB_STR_ARG(m->dutch[i + n - 1].text));
    list->failed = !words.ptr || !names.ptr;
    if (list->failed) break;
    bool named = nb_lexicon_name(m->lexicon, names, &name), fixed = nb_lexicon_phrase(m->lexicon, words, &phrase);
    if (named) nb_add_words(list, name.english);
    if (fixed) nb_add_words(list, phrase.english);
    if (named || fixed) found = n;
  }
  return found;
}

/* What the sentence can mean, and the Dutch words that none of the English says. */
static void missing(nb_word_list *list, const nb_meaning *m, nb_word_list *words) {
  size_t covered = 0;
  for (size_t i = 0; i < m->n_senses; i++) {
    nb_add_words(list, m->senses[i].english);
    nb_add_irregular(list, m->lexicon, m->senses[i].english);
  }
  for (size_t i = 0; i < m->n_dutch; i++) {
    size_t phrase = add_phrase(list, m, i), from = list->n;
    if (i + phrase > covered) covered = i + phrase;
    nb_add_meanings(list, m->lexicon, m->dutch[i].text);
    bool sense = i < covered;
    for (size_t k = 0; k < m->n_senses && !sense; k++) sense = nb_str_eq(m->senses[k].form, m->dutch[i].text);
    if (sense || !plain_word(m->dutch, m->dutch_lower, i) || !has_content(m->lexicon, m->dutch_lower[i].text)) continue;
    if (!said(m, list, from)) nb_add_word(words, m->dutch[i].text);
  }
}

/* A word of the Dutch taken over, or nearly: "chips", "minister", "protest". */
static bool from_dutch(const nb_meaning *m, nb_str word) {
  for (size_t i = 0; i < m->n_dutch; i++)
    if (alike(m->dutch_lower[i].text, word)) return true;
  return false;
}

static bool letters_only(nb_str word) {
  for (size_t i = 0; i < word.len; i++)
    if (word.ptr[i] < 'a' || word.ptr[i] > 'z') return false;
  return true;
}

static void from_nowhere(const nb_word_list *list, const nb_meaning *m, nb_word_list *words) {
  for (size_t i = 0; i < m->n_english; i++) {
    nb_str word = m->english_lower[i].text;
    if (!plain_word(m->english, m->english_lower, i) || !letters_only(word) || nb_str_in(word, light_english)) continue;
    if (!any_alike(list, 0, word) && !from_dutch(m, word)) nb_add_word(words, m->english[i].text);
  }
}

bool nb_find_strays(nb_arena *arena, const nb_meaning *meaning, nb_strays *strays) {
  *strays = (nb_strays){NULL, NULL, 0, 0};
  if (meaning->n_dutch > MOST_TOKENS || meaning->n_english > MOST_TOKENS) return true;
  nb_word_list list = {.arena = arena}, dutch = {.arena = arena}, english = {.arena = arena};
  missing(&list, meaning, &dutch);
  from_nowhere(&list, meaning, &english);
  *strays = (nb_strays){dutch.items, english.items, dutch.n, english.n};
  return !list.failed && !dutch.failed && !english.failed;
}
