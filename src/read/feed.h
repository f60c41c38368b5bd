/* Feeds: RSS 0.9x, 1.0 and 2.0 and Atom, over Expat. A document type declaration is refused where it declares anything
 * itself and never followed to another file, so that no entity can open or blow up anything. */
#ifndef NB_READ_FEED_H
#define NB_READ_FEED_H

#include "base/arena.h"
#include "base/context.h"

typedef struct nb_feed_item {
  /* guid or atom:id; else the link where no other item has it; else a hash of title (or html) and date: never empty. */
  nb_str id;
  nb_str title;      /* plain text */
  nb_str link, date; /* as given */
  nb_str html;       /* content:encoded, content, description or summary, the longest of them, as HTML */
} nb_feed_item;

typedef struct nb_feed {
  nb_str title, link;
  nb_feed_item *items; /* in the feed's order; those with neither title nor text are left out */
  size_t n_items;
} nb_feed;

/* In the arena. The charset is that of the XML declaration, else as nb_to_utf8 finds it. At most 2,000 items and 1 MB a
 * text: what is cut is logged. NB_DATA: not a feed; the message names `name`, line and column. */
nb_status nb_read_feed(nb_context *ctx, nb_arena *arena, nb_str name, nb_str bytes, nb_feed *feed);

#endif
