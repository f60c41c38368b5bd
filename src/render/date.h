/* Dates of feeds, pages and Dutch prose as English readers write them. */
#ifndef NB_RENDER_DATE_H
#define NB_RENDER_DATE_H

#include "base/arena.h"

/* RFC 822 ("Sun, 07 Jul 2019 16:11:40 +0200"), ISO 8601 ("2019-07-07T16:11:40Z", "2022-01") and Dutch ("zondag 7 juli
 * 2019 om 16.11 uur") to "7 July 2019" or "January 2022", in the zone that they are in. Anything else as it stands. In
 * the arena; ptr NULL: out of memory. */
nb_str nb_date_english(nb_arena *arena, nb_str date);

#endif
