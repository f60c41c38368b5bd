/* Feeds: RSS 2.0 and Atom, over Expat. No document type declaration is accepted, so no entity can open or blow up anything. */
#ifndef NB_READ_FEED_H
#define NB_READ_FEED_H

#include "base/arena.h"
#include "base/context.h"

typedef struct nb_feed_item {
  nb_str id;    /* guid or atom:id; else the link; else a hash of title and date, so that it is never empty */
  nb_str title, link, date;
  nb_str html;  /* content:encoded, content, description or summary, the longest of them, as HTML */
} nb_feed_item;

typedef struct nb_feed {
  nb_str title, link;
  nb_feed_item *items; /* in the feed's order */
  size_t n_items;
} nb_feed;

/* In the arena. NB_DATA: not a feed; the message names `name`, line and column. */
nb_status nb_read_feed(nb_context *ctx, nb_arena *arena, nb_str name, nb_str bytes, nb_feed *feed);

#endif
