/* Dates of feeds, pages and Dutch prose as English readers write them. */
#ifndef NB_BASE_DATE_H
#define NB_BASE_DATE_H

#include <stdbool.h>

#include "base/arena.h"

/* RFC 822 ("Sun, 07 Jul 2019 16:11:40 +0200"), ISO 8601 ("2019-07-07T16:11:40Z", "2022-01") and Dutch ("zondag 7 juli
 * 2019 om 16.11 uur") to "7 July 2019" or "January 2022", in the zone that they are in. Anything else as it stands. In
 * the arena; ptr NULL: out of memory. */
nb_str nb_date_english(nb_arena *arena, nb_str date);

/* The same dates as a count of days from 1 January 1970, a Thursday. False: not read, or no day given. */
bool nb_date_days(nb_str date, long *days);
/* Of the Gregorian calendar; month 1 to 12. */
long nb_days_of(long year, unsigned month, unsigned day);
/* The month of a Dutch or English name, also short; 0: none. */
unsigned nb_month_of(nb_str name);
const char *nb_month_english(unsigned month); /* empty: no month */

#endif
