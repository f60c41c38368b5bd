#include "translate/neural/repair_numbers.h"

#include <string.h>

#include "text/tokenizer.h"
#include "translate/glossary/unit.h"

enum { MOST_TOKENS = 1000 /* looked at */ };

/* Which halves of the day the hours in digits are in; false: others are said in words, or none. */
static bool halves(const nb_token *t, size_t n, bool *morning, bool *afternoon) {
  *morning = *afternoon = false;
  for (size_t i = 0; i < n; i++) {
    nb_str s = t[i].text;
    size_t dot = s.len == 5 ? 2 : s.len == 4 ? 1 : 0;
    bool digits = dot && (s.ptr[dot] == '.' || s.ptr[dot] == ':');
    for (size_t k = 0; digits && k < s.len; k++) digits = k == dot || (s.ptr[k] >= '0' && s.ptr[k] <= '9');
    if (!digits) {
      bool hour = i + 1 < n && nb_str_eq_nocase(t[i + 1].text, NB_STR("uur"));
      if (hour || nb_str_eq_nocase(s, NB_STR("half")) || nb_str_eq_nocase(s, NB_STR("kwart"))) return false;
      continue;
    }
    int h = dot == 2 ? (s.ptr[0] - '0') * 10 + s.ptr[1] - '0' : s.ptr[0] - '0';
    *(h < 12 || h == 24 ? morning : afternoon) = true;
  }
  return *morning != *afternoon;
}

const nb_token *nb_wrong_half_of_day(const nb_token *dutch, size_t n_dutch, const nb_token *english, size_t n_english) {
  static const char *const before_noon[] = {"a.m.", "a.m", "am", NULL}, *const after_noon[] = {"p.m.", "p.m", "pm",
                                                                                               NULL};
  bool morning, afternoon;
  if (!halves(dutch, n_dutch, &morning, &afternoon)) return NULL;
  for (size_t i = 1; i < n_english; i++)
    if (nb_str_in_nocase(english[i].text, morning ? after_noon : before_noon) && english[i - 1].kind == NB_NUMBER)
      return &english[i];
  return NULL;
}

nb_status nb_repair_numbers(nb_context *ctx, nb_arena *arena, nb_str dutch, nb_str *english) {
  nb_token *nl, *en;
  size_t n_nl, n_en;
  char *out = nb_arena_cstr(arena, *english);
  if (!out) return nb_fail_memory(ctx);
  *english = (nb_str){out, english->len};
  nb_status status = nb_tokenize(ctx, arena, dutch, &nl, &n_nl);
  if (!status) status = nb_tokenize(ctx, arena, *english, &en, &n_en);
  if (status) return status;
  for (const nb_token *half; (half = nb_wrong_half_of_day(nl, n_nl, en, n_en));) out[half->text.ptr - out] ^= 'p' ^ 'a';
  for (size_t i = 0; i < n_nl && i < MOST_TOKENS; i++) {
    nb_str wanted;
    if (nl[i].kind != NB_NUMBER || !nb_english_number(arena, nl[i].text, &wanted)) continue;
    for (size_t k = 0; k < n_en; k++)
      if (wanted.len == nl[i].text.len && nb_str_eq(en[k].text, nl[i].text))
        memcpy(out + (en[k].text.ptr - out), wanted.ptr, wanted.len);
  }
  return NB_OK;
}
