/* Times as nb_event has them ("vorige week", "maandag 3 mei"): their English, and the day that they mean. */
#ifndef NB_BRIEF_TIMES_H
#define NB_BRIEF_TIMES_H

#include "base/arena.h"

/* Word for word; empty where a word has no place in the table ("na de wedstrijd"): nothing is guessed. In the arena;
 * ptr NULL: out of memory. */
nb_str nb_time_english(nb_arena *arena, nb_str dutch);

/* Counted from the article's day, which is `today` in days from 1970 (NULL: not known, and weekdays and dates are not
 * either). A weekday is the nearest before the article or, `ahead`, behind it; a date without a year is the nearest; of
 * a month or year it is the first day. False: it cannot be told. */
bool nb_time_day(nb_str dutch, const long *today, bool ahead, long *day);

#endif
