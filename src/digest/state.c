#include "digest/state.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

enum {
  SCHEMA = 1,               /* of the tables below: in the file as its user_version */
  APPLICATION = 0x6E626473, /* "nbds": so that no other program's database is taken for a state file */
  KEEP_DAYS = 400
};

typedef enum query { GET_VALIDATORS, SET_VALIDATORS, STILL_LISTED, IN_ANOTHER_FEED, ADD, FORGET, N_QUERIES } query;

static const char *const sql[N_QUERIES] = {
    [GET_VALIDATORS] = "SELECT etag, last_modified FROM feed WHERE url = ?1",
    [SET_VALIDATORS] = "INSERT OR REPLACE INTO feed(url, etag, last_modified, listed) VALUES(?1, ?2, ?3, ?4)",
    [STILL_LISTED] = "UPDATE seen SET listed = ?3 WHERE feed = ?1 AND id = ?2",
    [IN_ANOTHER_FEED] = ("SELECT 1 FROM seen WHERE link = ?3 AND ?3 <> '' AND feed <> ?1"
                         " UNION ALL SELECT 1 FROM seen WHERE id = ?2 AND instr(?2, ':') AND feed <> ?1 LIMIT 1"),
    [ADD] = "INSERT OR IGNORE INTO seen(feed, id, link, first_seen, listed) VALUES(?1, ?2, ?3, ?4, ?4)",
    /* by the last time that the feed was read, so that one that never changes is not forgotten */
    [FORGET] = "DELETE FROM seen WHERE listed < (SELECT listed FROM feed WHERE url = seen.feed) - ?1 * 86400",
};

static const char schema[] =
    "CREATE TABLE feed(url TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL, listed INTEGER NOT NULL);"
    "CREATE TABLE seen(feed TEXT NOT NULL, id TEXT NOT NULL, link TEXT NOT NULL, first_seen INTEGER NOT NULL,"
    " listed INTEGER NOT NULL, PRIMARY KEY(feed, id)) WITHOUT ROWID;"
    "CREATE INDEX seen_id ON seen(id);"
    "CREATE INDEX seen_link ON seen(link);";

struct nb_state {
  sqlite3 *db;
  sqlite3_stmt *statement[N_QUERIES];
  int64_t now;
  char *path;
};

/* SQLite's reasons as ours. What is not listed is damage or no database at all. */
static const struct {
  int code;
  nb_status status;
  const char *what;
} failures[] = {
    {SQLITE_BUSY, NB_TEMPFAIL, "another run holds"},
    {SQLITE_LOCKED, NB_TEMPFAIL, "another run holds"},
    {SQLITE_CANTOPEN, NB_CANTCREAT, "cannot open or write the state"},
    {SQLITE_READONLY, NB_CANTCREAT, "cannot write the state"},
    {SQLITE_PERM, NB_CANTCREAT, "cannot write the state"},
    {SQLITE_FULL, NB_IO, "no space left for the state"},
    {SQLITE_IOERR, NB_IO, "cannot read or write the state"},
    {SQLITE_NOMEM, NB_INTERNAL, "out of memory for the state"},
    {SQLITE_NOTADB, NB_DATA, "not a state file, or damaged:"},
    {SQLITE_CORRUPT, NB_DATA, "damaged state"},
};

static nb_status fail(nb_context *ctx, nb_state *s) {
  int code = s->db ? sqlite3_errcode(s->db) & 0xFF : SQLITE_NOMEM;
  size_t i = 0, n = sizeof failures / sizeof *failures;
  while (i < n && failures[i].code != code) i++;
  nb_status status = i < n ? failures[i].status : NB_INTERNAL;
  if (status == NB_TEMPFAIL) return nb_fail(ctx, status, "%s %s", failures[i].what, s->path);
  if (status == NB_DATA)
    return nb_fail(ctx, status, "%s %s (%s); it is left as it is: move it away to begin anew", failures[i].what,
                   s->path, sqlite3_errmsg(s->db));
  int error = s->db && status != NB_INTERNAL ? sqlite3_system_errno(s->db) : 0;
  return nb_fail(ctx, status, "%s %s: %s", i < n ? failures[i].what : "state", s->path,
                 error ? strerror(error) : sqlite3_errmsg(s->db));
}

/* ---- statements ---- */

typedef struct arguments {
  nb_str text[3]; /* ?1 to ?3; ptr NULL: left out */
  int number;     /* the place of `value`; 0: none */
  int64_t value;
} arguments;

/* Binds and steps once. The caller reads the row of *statement, if there is one, and resets. */
static nb_status step(nb_context *ctx, nb_state *s, query q, const arguments *a, sqlite3_stmt **statement, bool *row) {
  if (!s->statement[q] && sqlite3_prepare_v2(s->db, sql[q], -1, &s->statement[q], NULL) != SQLITE_OK)
    return fail(ctx, s);
  sqlite3_stmt *st = s->statement[q];
  int code = SQLITE_OK;
  for (int i = 0; i < 3 && !code; i++)
    if (a->text[i].ptr) code = sqlite3_bind_text(st, i + 1, a->text[i].ptr, (int)a->text[i].len, SQLITE_STATIC);
  if (!code && a->number) code = sqlite3_bind_int64(st, a->number, a->value);
  if (!code) code = sqlite3_step(st);
  nb_status status = code == SQLITE_ROW || code == SQLITE_DONE ? NB_OK : fail(ctx, s);
  *statement = st;
  *row = code == SQLITE_ROW;
  return status;
}

static nb_status run(nb_context *ctx, nb_state *s, query q, const arguments *a, bool *row) {
  sqlite3_stmt *st = NULL;
  bool found = false;
  nb_status status = step(ctx, s, q, a, &st, &found);
  sqlite3_reset(st);
  if (row) *row = found;
  return status;
}

static nb_status execute(nb_context *ctx, nb_state *s, const char *text) {
  return sqlite3_exec(s->db, text, NULL, NULL, NULL) == SQLITE_OK ? NB_OK : fail(ctx, s);
}

static nb_status number(nb_context *ctx, nb_state *s, const char *text, int64_t *value) {
  sqlite3_stmt *st = NULL;
  bool good = sqlite3_prepare_v2(s->db, text, -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW;
  if (good) *value = sqlite3_column_int64(st, 0);
  nb_status status = good ? NB_OK : fail(ctx, s);
  sqlite3_finalize(st);
  return status;
}

/* ---- opening ---- */

/* A new file gets its tables; an old one has to be ours. */
static nb_status check_schema(nb_context *ctx, nb_state *s) {
  int64_t tables = 0, application = 0, version = 0;
  nb_status status = number(ctx, s, "SELECT count(*) FROM sqlite_master", &tables);
  if (!status) status = number(ctx, s, "PRAGMA application_id", &application);
  if (!status) status = number(ctx, s, "PRAGMA user_version", &version);
  if (status) return status;
  bool empty = tables == 0 && application == 0 && version == 0;
  if (!empty && application != APPLICATION)
    return nb_fail(ctx, NB_DATA, "not a state file, but another program's database: %s", s->path);
  if (version > SCHEMA)
    return nb_fail(ctx, NB_CONFIG, "the state %s was made by a newer version of the program", s->path);
  if (empty) status = execute(ctx, s, schema);
  char pragmas[96]; /* written in any case: a folder without room for the journal shows now and not at the end */
  sqlite3_snprintf(sizeof pragmas, pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION,
                   SCHEMA);
  return status ? status : execute(ctx, s, pragmas);
}

static nb_status open_state(nb_context *ctx, nb_state *s) {
  nb_status status = nb_file_make_folders(ctx, s->path);
  if (status) return status;
  if (sqlite3_open_v2(s->path, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    return fail(ctx, s);
  sqlite3_extended_result_codes(s->db, 1);
  if (sqlite3_db_readonly(s->db, "main") == 1)
    return nb_fail(ctx, NB_CANTCREAT, "cannot write the state %s: read only", s->path);
  status = execute(ctx, s, "BEGIN EXCLUSIVE");
  return status ? status : check_schema(ctx, s);
}

nb_status nb_state_open(nb_context *ctx, const char *path, int64_t now, nb_state **state) {
  nb_state *s = calloc(1, sizeof *s);
  char *copy = strdup(path);
  if (!s || !copy) {
    free(s);
    free(copy);
    return nb_fail_memory(ctx);
  }
  *s = (nb_state){.now = now, .path = copy};
  nb_status status = open_state(ctx, s);
  if (status)
    nb_state_close(s);
  else
    *state = s;
  return status;
}

nb_status nb_state_commit(nb_context *ctx, nb_state *s) {
  nb_status status = run(ctx, s, FORGET, &(arguments){.number = 1, .value = KEEP_DAYS}, NULL);
  return status ? status : execute(ctx, s, "COMMIT");
}

void nb_state_close(nb_state *s) {
  if (!s) return;
  for (size_t i = 0; i < N_QUERIES; i++) sqlite3_finalize(s->statement[i]);
  sqlite3_close(s->db); /* rolls back what was not committed */
  free(s->path);
  free(s);
}

/* ---- feeds and items ---- */

static nb_str column(nb_arena *arena, sqlite3_stmt *st, int i) {
  const char *text = (const char *)sqlite3_column_text(st, i);
  return nb_arena_str(arena, (nb_str){text, text ? (size_t)sqlite3_column_bytes(st, i) : 0});
}

nb_status nb_state_validators(nb_context *ctx, nb_state *s, nb_arena *arena, nb_str feed, nb_validators *validators) {
  sqlite3_stmt *st = NULL;
  bool row = false;
  nb_validators v = {NB_STR(""), NB_STR("")};
  nb_status status = step(ctx, s, GET_VALIDATORS, &(arguments){.text = {feed}}, &st, &row);
  if (!status && row) v = (nb_validators){column(arena, st, 0), column(arena, st, 1)};
  sqlite3_reset(st);
  if (!status && (!v.etag.ptr || !v.last_modified.ptr)) status = nb_fail_memory(ctx);
  if (!status) *validators = v;
  return status;
}

nb_status nb_state_set_validators(nb_context *ctx, nb_state *s, nb_str feed, const nb_validators *v) {
  return run(ctx, s, SET_VALIDATORS,
             &(arguments){.text = {feed, v->etag, v->last_modified}, .number = 4, .value = s->now}, NULL);
}

nb_status nb_state_knows(nb_context *ctx, nb_state *s, const nb_seen *item, bool *known) {
  nb_status status =
      run(ctx, s, STILL_LISTED, &(arguments){.text = {item->feed, item->id}, .number = 3, .value = s->now}, NULL);
  if (status) return status;
  if (sqlite3_changes(s->db) > 0) {
    *known = true;
    return NB_OK;
  }
  return run(ctx, s, IN_ANOTHER_FEED, &(arguments){.text = {item->feed, item->id, item->link}}, known);
}

nb_status nb_state_add(nb_context *ctx, nb_state *s, const nb_seen *item) {
  return run(ctx, s, ADD, &(arguments){.text = {item->feed, item->id, item->link}, .number = 4, .value = s->now}, NULL);
}
