#include "base/date.h"

typedef struct date {
  unsigned year, month, day; /* day 0: a month */
} date;

static const struct {
  const char *name;
  unsigned month;
} MONTH_NAMES[] = {
    {"jan", 1},  {"january", 1},   {"januari", 1}, {"feb", 2},       {"february", 2}, {"februari", 2},
    {"mar", 3},  {"march", 3},     {"mrt", 3},     {"maart", 3},     {"apr", 4},      {"april", 4},
    {"may", 5},  {"mei", 5},       {"jun", 6},     {"june", 6},      {"juni", 6},     {"jul", 7},
    {"july", 7}, {"juli", 7},      {"aug", 8},     {"august", 8},    {"augustus", 8}, {"sep", 9},
    {"sept", 9}, {"september", 9}, {"oct", 10},    {"october", 10},  {"okt", 10},     {"oktober", 10},
    {"nov", 11}, {"november", 11}, {"dec", 12},    {"december", 12},
};

static const char *const WEEKDAYS[] = {
    "mon",      "tue",     "wed",      "thu",      "fri",       "sat",     "sun",      "monday", "tuesday", "wednesday",
    "thursday", "friday",  "saturday", "sunday",   "ma",        "di",      "wo",       "do",     "vr",      "za",
    "zo",       "maandag", "dinsdag",  "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag",
};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static bool digit(char c) {
  return c >= '0' && c <= '9';
}

static bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static nb_str cut(nb_str *rest, bool (*belongs)(char)) {
  size_t n = 0;
  while (n < rest->len && belongs(rest->ptr[n])) n++;
  nb_str head = nb_str_sub(*rest, 0, n);
  *rest = nb_str_sub(*rest, n, rest->len);
  return head;
}

static bool number(nb_str *rest, size_t shortest, size_t longest, unsigned *value) {
  nb_str digits = cut(rest, digit);
  if (digits.len < shortest || digits.len > longest) return false;
  *value = 0;
  for (size_t i = 0; i < digits.len; i++) *value = *value * 10 + (unsigned)(digits.ptr[i] - '0');
  return true;
}

static bool character(nb_str *rest, char c) {
  if (rest->len == 0 || rest->ptr[0] != c) return false;
  *rest = nb_str_sub(*rest, 1, rest->len);
  return true;
}

unsigned nb_month_of(nb_str name) {
  for (size_t i = 0; i < COUNT(MONTH_NAMES); i++)
    if (nb_str_eq_nocase(name, nb_str_of(MONTH_NAMES[i].name))) return MONTH_NAMES[i].month;
  return 0;
}

const char *nb_month_english(unsigned month) {
  static const char *const months[] = {"",     "January", "February",  "March",   "April",    "May",     "June",
                                       "July", "August",  "September", "October", "November", "December"};
  return month < COUNT(months) ? months[month] : "";
}

static bool is_weekday(nb_str name) {
  for (size_t i = 0; i < COUNT(WEEKDAYS); i++)
    if (nb_str_eq_nocase(name, nb_str_of(WEEKDAYS[i]))) return true;
  return false;
}

static bool valid(const date *d) {
  return d->month >= 1 && d->month <= 12 && d->day <= 31;
}

static bool iso(nb_str s, date *d) {
  if (!number(&s, 4, 4, &d->year) || !character(&s, '-') || !number(&s, 2, 2, &d->month)) return false;
  d->day = 0;
  if (s.len == 0) return valid(d);
  if (!character(&s, '-') || !number(&s, 2, 2, &d->day) || d->day == 0) return false;
  return valid(d) && (s.len == 0 || s.ptr[0] == 'T' || s.ptr[0] == 't' || s.ptr[0] == ' ');
}

/* What may follow a date: a time of the day. */
static bool time_or_end(nb_str s) {
  if (s.len == 0) return true;
  character(&s, ',');
  if (!character(&s, ' ')) return false;
  if (nb_str_starts(s, NB_STR("om "))) s = nb_str_sub(s, 3, s.len);
  return s.len > 0 && digit(s.ptr[0]);
}

static bool named(nb_str s, date *d) {
  nb_str name = cut(&s, letter);
  if (name.len) {
    if (!is_weekday(name)) return false;
    if (!character(&s, ',')) character(&s, '.');
    if (!character(&s, ' ')) return false;
  }
  if (!number(&s, 1, 2, &d->day) || d->day == 0 || !character(&s, ' ')) return false;
  d->month = nb_month_of(cut(&s, letter));
  character(&s, '.');
  return character(&s, ' ') && number(&s, 4, 4, &d->year) && valid(d) && time_or_end(s);
}

nb_str nb_date_english(nb_arena *arena, nb_str given) {
  nb_str s = nb_str_trim(given);
  date d;
  if (s.len == 0) return NB_STR("");
  if (!iso(s, &d) && !named(s, &d)) return s;
  if (d.day == 0) return nb_arena_printf(arena, "%s %u", nb_month_english(d.month), d.year);
  return nb_arena_printf(arena, "%u %s %u", d.day, nb_month_english(d.month), d.year);
}

/* Years begin in March, so that the day that some of them have more is the last. */
long nb_days_of(long year, unsigned month, unsigned day) {
  const long days_of_era = 146097, days_to_1970 = 719468;
  if (month <= 2) year--;
  long era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
  long of_year = (153 * (long)(month > 2 ? month - 3 : month + 9) + 2) / 5 + (long)day - 1;
  return era * days_of_era + of_era * 365 + of_era / 4 - of_era / 100 + of_year - days_to_1970;
}

bool nb_date_days(nb_str given, long *days) {
  nb_str s = nb_str_trim(given);
  date d;
  if ((!iso(s, &d) && !named(s, &d)) || d.day == 0) return false;
  *days = nb_days_of((long)d.year, d.month, d.day);
  return true;
}
