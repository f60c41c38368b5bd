#include "digest/digest.h"

#include <stdlib.h>
#include <time.h>

#include "base/map.h"
#include "digest/link.h"
#include "digest/state.h"
#include "read/feed.h"
#include "read/reader.h"

enum { SENTENCES = 3, MAX_ITEMS = 50 };

struct nb_digest {
  nb_arena *arena; /* holds the two lists */
  nb_state *state;
  nb_brief *briefs;
  nb_document **documents; /* those of the briefs, in the same order */
  size_t n, briefs_cap, documents_cap;
  size_t failed;
};

/* A run in progress. */
typedef struct run {
  nb_context *ctx;
  const nb_stages *stages;
  nb_http *http;
  const nb_digest_options *options;
  nb_digest *digest;
} run;

/* A feed being read. */
typedef struct source {
  nb_str key;  /* as the user named it: the state's name of it */
  nb_str name; /* for messages */
  nb_arena *arena;
  nb_feed feed;
  nb_str *links; /* canonical, one an item; empty where it does not tell the items apart */
} source;

static nb_document *title_only(nb_context *ctx) {
  nb_document *d = nb_document_new();
  if (!d) nb_fail_memory(ctx);
  return d;
}

static nb_status describe(nb_context *ctx, nb_document *d, const source *s, const nb_feed_item *item) {
  const struct {
    nb_str *to, from;
  } fields[] = {{&d->name, s->name},    {&d->id, item->id},    {&d->title, item->title.len ? item->title : d->title},
                {&d->date, item->date}, {&d->url, item->link}, {&d->source, s->feed.title}};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    *fields[i].to = nb_arena_str(d->arena, fields[i].from);
    if (!fields[i].to->ptr) return nb_fail_memory(ctx);
  }
  return NB_OK;
}

/* An item whose text has nothing to read is its headline. */
static nb_status document_of(nb_context *ctx, const source *s, const nb_feed_item *item, nb_document **document) {
  nb_document *d = NULL;
  nb_status status = item->html.len ? nb_read_html(ctx, s->name, item->html, NB_STR("UTF-8"), &d) : NB_DATA;
  if (status == NB_DATA && item->title.len) {
    d = title_only(ctx);
    status = d ? NB_OK : NB_INTERNAL;
  }
  if (!status) status = describe(ctx, d, s, item);
  if (status)
    nb_document_free(d);
  else
    *document = d;
  return status;
}

static nb_status keep(nb_context *ctx, nb_digest *digest, nb_document *document, const nb_brief *brief) {
  if (!nb_arena_grow(digest->arena, &digest->briefs, &digest->briefs_cap, digest->n + 1, sizeof *digest->briefs) ||
      !nb_arena_grow(digest->arena, &digest->documents, &digest->documents_cap, digest->n + 1,
                     sizeof *digest->documents))
    return nb_fail_memory(ctx);
  digest->briefs[digest->n] = *brief;
  digest->documents[digest->n++] = document;
  return NB_OK;
}

static nb_status brief_item(run *r, const source *s, const nb_feed_item *item) {
  nb_document *document = NULL;
  nb_status status = document_of(r->ctx, s, item, &document);
  if (status) return status;
  nb_brief_options options = {.budget.sentences = r->options->sentences ? r->options->sentences : SENTENCES};
  nb_brief brief = {.n_sentences = 0};
  status = nb_brief_make(r->ctx, r->stages, document, &options, &brief);
  if (!status) status = keep(r->ctx, r->digest, document, &brief);
  if (status) nb_document_free(document);
  return status;
}

/* A link that several items share, or that is the feed's own, says nothing about an item. */
static nb_status canonical_links(nb_context *ctx, source *s) {
  size_t n = s->feed.n_items;
  nb_map *seen = nb_map_new(s->arena);
  nb_str own = nb_canonical_link(s->arena, s->feed.link);
  s->links = nb_arena_array(s->arena, n, sizeof *s->links);
  if (!seen || !own.ptr || !s->links) return nb_fail_memory(ctx);
  for (size_t i = 0; i < n; i++) {
    s->links[i] = nb_canonical_link(s->arena, s->feed.items[i].link);
    void **slot = s->links[i].ptr ? nb_map_slot(seen, s->links[i]) : NULL;
    if (!slot) return nb_fail_memory(ctx);
    *slot = *slot ? (void *)s : &s->links[i]; /* the source itself: more than one */
  }
  for (size_t i = 0; i < n; i++)
    if (nb_map_get(seen, s->links[i]) == (void *)s || nb_str_eq(s->links[i], own)) s->links[i] = NB_STR("");
  return NB_OK;
}

/* What happened to the items of a feed. */
typedef struct tally {
  size_t briefed, failed, left_out;
} tally;

/* A failure of the item itself is counted; one of the state ends the run. */
static nb_status take_item(run *r, const source *s, size_t i, tally *t) {
  const nb_feed_item *item = &s->feed.items[i];
  nb_seen seen = {s->key, item->id, s->links[i]};
  bool known = false;
  nb_status status = nb_state_knows(r->ctx, r->digest->state, &seen, &known);
  if (status || known) return status;
  if (t->briefed + t->failed == (r->options->max_items ? r->options->max_items : MAX_ITEMS)) {
    t->left_out++;
  } else if (brief_item(r, s, item) != NB_OK) {
    nb_log(r->ctx, NB_LOG_ERROR, NB_STR_FMT ": item " NB_STR_FMT ": %s", NB_STR_ARG(s->name), NB_STR_ARG(item->id),
           nb_error(r->ctx));
    t->failed++;
    return NB_OK;
  } else {
    t->briefed++;
  }
  return nb_state_add(r->ctx, r->digest->state, &seen);
}

static nb_status take_items(run *r, source *s, const nb_validators *validators) {
  nb_status status = canonical_links(r->ctx, s);
  tally t = {0, 0, 0};
  for (size_t i = 0; i < s->feed.n_items && !status; i++) status = take_item(r, s, i, &t);
  if (status) return status;
  if (t.left_out)
    nb_log(r->ctx, NB_LOG_WARN, NB_STR_FMT ": %zu more new items are left out", NB_STR_ARG(s->name), t.left_out);
  r->digest->failed += t.failed;
  /* where an item failed, the next run has to get the whole feed again */
  const nb_validators none = {NB_STR(""), NB_STR("")};
  return nb_state_set_validators(r->ctx, r->digest->state, s->key, t.failed ? &none : validators);
}

static nb_status feed_failed(run *r) {
  nb_log(r->ctx, NB_LOG_ERROR, "%s", nb_error(r->ctx));
  r->digest->failed++;
  return NB_OK;
}

/* NB_OK also where the feed failed: other statuses end the run. */
static nb_status take_feed(run *r, const char *address, nb_arena *arena) {
  source s = {.key = nb_str_of(address), .arena = arena};
  nb_validators known;
  nb_fetched fetched;
  nb_status status = nb_state_validators(r->ctx, r->digest->state, arena, s.key, &known);
  if (status) return status;
  if (nb_fetch(r->ctx, r->options->offline ? NULL : r->http, arena, address, &known, &fetched)) return feed_failed(r);
  s.name = fetched.name;
  if (fetched.unchanged) return NB_OK;
  if (nb_read_feed(r->ctx, arena, s.name, fetched.bytes, &s.feed)) return feed_failed(r);
  nb_log(r->ctx, NB_LOG_INFO, NB_STR_FMT ": %zu items", NB_STR_ARG(s.name), s.feed.n_items);
  return take_items(r, &s, &fetched.validators);
}

nb_status nb_digest_run(nb_context *ctx, const nb_stages *stages, nb_http *http, const nb_digest_options *options,
                        const char *const *feeds, size_t n_feeds, nb_digest **digest) {
  nb_arena *arena = nb_arena_new();
  nb_digest *d = arena ? nb_arena_alloc(arena, sizeof *d) : NULL;
  if (!d) {
    nb_arena_free(arena);
    return nb_fail_memory(ctx);
  }
  d->arena = arena;
  run r = {.ctx = ctx, .stages = stages, .http = http, .options = options, .digest = d};
  nb_status status = nb_state_open(ctx, options->state_path, (int64_t)time(NULL), &d->state);
  for (size_t i = 0; i < n_feeds && !status; i++) {
    nb_arena *scratch = nb_arena_new();
    status = scratch ? take_feed(&r, feeds[i], scratch) : nb_fail_memory(ctx);
    nb_arena_free(scratch);
  }
  if (status)
    nb_digest_free(d);
  else
    *digest = d;
  return status;
}

const nb_brief *nb_digest_briefs(const nb_digest *digest, size_t *n) {
  *n = digest->n;
  return digest->briefs;
}

size_t nb_digest_failed(const nb_digest *digest) {
  return digest->failed;
}

nb_status nb_digest_commit(nb_context *ctx, nb_digest *digest) {
  return nb_state_commit(ctx, digest->state);
}

void nb_digest_free(nb_digest *digest) {
  if (!digest) return;
  nb_state_close(digest->state);
  for (size_t i = 0; i < digest->n; i++) nb_document_free(digest->documents[i]);
  nb_arena_free(digest->arena);
}
