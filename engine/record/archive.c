/* archive.c : SQLite underneath. Statements are prepared where they are used: an archive sees a few a second. */
#define _GNU_SOURCE                      /* F_OFD_SETLK */
#include "record/archive.h"
#include "record/digest.h"
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { APPLICATION_ID = 0x594A3031, VERSION = 1, BUSY_MILLISECONDS = 3000, FINISH_MILLISECONDS = 60000 };   /* "YJ01" */

/* The writer's lock is on this byte, which no archive reaches and SQLite does not use. */
#define WRITER_BYTE ((off_t)1 << 40)

struct Archive { sqlite3 *db; const char *path; int writer; };   /* writer: the file once more, with the lock; -1 */

static const char schema[] =
  "CREATE TABLE study(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, spec TEXT NOT NULL,"
  " engine TEXT NOT NULL, created TEXT NOT NULL, wanted INTEGER NOT NULL, done INTEGER NOT NULL, finished INTEGER NOT NULL,"
  " seconds REAL NOT NULL, state BLOB, result TEXT) STRICT;"
  "CREATE TABLE source(hash TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;"
  "CREATE TABLE study_source(study INTEGER NOT NULL REFERENCES study(id), position INTEGER NOT NULL, path TEXT NOT NULL,"
  " hash TEXT NOT NULL REFERENCES source(hash), PRIMARY KEY(study, position)) STRICT, WITHOUT ROWID;"
  "CREATE TABLE bad(study INTEGER NOT NULL REFERENCES study(id), run INTEGER NOT NULL, reason TEXT NOT NULL,"
  " PRIMARY KEY(study, run)) STRICT, WITHOUT ROWID;";

/* ---- failing ------------------------------------------------------------------------------------------------------- */

/* A write that failed while the size of files is limited met that limit: SQLite keeps no errno for it. */
static bool met_size_limit(const Archive *a) {
  struct rlimit limit;
  return sqlite3_extended_errcode(a->db) == SQLITE_IOERR_WRITE && getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

/* What the system said, where SQLite only says that reading or writing failed. */
static int io_failed(const Archive *a, Fail *fail) {
  int error = sqlite3_system_errno(a->db);
  Place place = place_at(a->path, 0, 0);
  if (error == ENOSPC || error == EFBIG || error == EDQUOT || met_size_limit(a)) return fail_set(fail, E823, place);
  return fail_set(fail, E826, place, error ? strerror(error) : sqlite3_errmsg(a->db));
}

/* Where nothing can be made in the folder, SQLite says that there is no file. */
static int cannot_open(const Archive *a, Fail *fail) {
  int error = sqlite3_system_errno(a->db);
  const char *slash = strrchr(a->path, '/');
  char folder[4096];
  snprintf(folder, sizeof folder, "%.*s", slash ? (int)(slash - a->path + 1) : 1, slash ? a->path : ".");
  if (access(folder, W_OK)) error = errno;
  return fail_set(fail, E821, place_at(a->path, 0, 0), error ? strerror(error) : sqlite3_errmsg(a->db));
}

static int failed(const Archive *a, Fail *fail) {
  Place place = place_at(a->path, 0, 0);
  switch (sqlite3_errcode(a->db)) {
    case SQLITE_BUSY: case SQLITE_LOCKED: return fail_set(fail, E822, place);
    case SQLITE_FULL: return fail_set(fail, E823, place);
    case SQLITE_NOTADB: return fail_set(fail, E825, place, "it is no database");
    case SQLITE_CORRUPT: return fail_set(fail, E824, place, sqlite3_errmsg(a->db));
    case SQLITE_READONLY: case SQLITE_CANTOPEN: case SQLITE_PERM: case SQLITE_AUTH: return cannot_open(a, fail);
    case SQLITE_NOMEM: return fail_set(fail, E801, place, "the archive");
    default: return io_failed(a, fail);
  }
}

static int run(const Archive *a, const char *sql, Fail *fail) {
  return sqlite3_exec(a->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : failed(a, fail);
}

static void give_up(const Archive *a) { sqlite3_exec(a->db, "ROLLBACK", NULL, NULL, NULL); }

static int prepare(const Archive *a, const char *sql, sqlite3_stmt **out, Fail *fail) {
  return sqlite3_prepare_v2(a->db, sql, -1, out, NULL) == SQLITE_OK ? 0 : failed(a, fail);
}

/* Runs a statement without rows and drops it. */
static int finish_statement(const Archive *a, sqlite3_stmt *s, Fail *fail) {
  int code = sqlite3_step(s), status = code == SQLITE_DONE ? 0 : failed(a, fail);
  sqlite3_finalize(s);
  return status;
}

static int64_t pragma(const Archive *a, const char *name) {
  char sql[64];
  sqlite3_stmt *s = NULL;
  snprintf(sql, sizeof sql, "PRAGMA %s", name);
  int64_t value = -1;
  if (sqlite3_prepare_v2(a->db, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW) value = sqlite3_column_int64(s, 0);
  sqlite3_finalize(s);
  return value;
}

/* ---- opening --------------------------------------------------------------------------------------------------------- */

static int settle(const Archive *a, ArchiveMode mode, Fail *fail) {
  sqlite3_busy_timeout(a->db, BUSY_MILLISECONDS);
  sqlite3_db_config(a->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config(a->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_limit(a->db, SQLITE_LIMIT_LENGTH, 1 << 30);
  int status = run(a, "PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-512;", fail);
  return !status && mode == ARCHIVE_READ ? run(a, "PRAGMA query_only=ON", fail) : status;
}

static int quick_check(const Archive *a, Fail *fail) {
  sqlite3_stmt *s;
  int status = prepare(a, "PRAGMA quick_check(1)", &s, fail);
  if (status) return status;
  if (sqlite3_step(s) != SQLITE_ROW) status = failed(a, fail);
  else if (strcmp((const char *)sqlite3_column_text(s, 0), "ok") != 0) status = fail_set(fail, E824, place_at(a->path, 0, 0), (const char *)sqlite3_column_text(s, 0));
  sqlite3_finalize(s);
  return status;
}

/* Reads only. *empty: nothing is in the file yet. */
static int recognise(const Archive *a, bool *empty, Fail *fail) {
  Place place = place_at(a->path, 0, 0);
  int64_t pages = pragma(a, "page_count");
  if (pages < 0) return failed(a, fail);
  *empty = pages == 0 || (pragma(a, "schema_version") == 0 && pragma(a, "application_id") == 0);   /* a write makes a first page */
  if (*empty) return 0;
  if (pragma(a, "application_id") != APPLICATION_ID) return fail_set(fail, E825, place, "it is another kind of database");
  if (pragma(a, "user_version") != VERSION) return fail_set(fail, E825, place, "another version of this program made it");
  return quick_check(a, fail);
}

static int make_tables(const Archive *a, Fail *fail) {
  char sql[160];
  snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%d;", APPLICATION_ID, VERSION);
  int status = run(a, schema, fail);
  return status ? status : run(a, sql, fail);
}

/* The writer's lock belongs to the open file, so the kernel lets it go when the process ends in whatever way. Where a file
 * system knows no such locks, SQLite's own, transaction by transaction, must do. */
static int become_writer(Archive *a, Fail *fail) {
  struct flock byte = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = WRITER_BYTE, .l_len = 1};
  a->writer = open(a->path, O_RDWR | O_CLOEXEC);
  if (a->writer < 0) return fail_set(fail, E821, place_at(a->path, 0, 0), strerror(errno));
  for (int waited = 0; fcntl(a->writer, F_OFD_SETLK, &byte); waited += 20) {
    if (errno != EAGAIN && errno != EACCES) return 0;
    if (waited >= BUSY_MILLISECONDS) return fail_set(fail, E822, place_at(a->path, 0, 0));
    nanosleep(&(struct timespec){0, 20000000}, NULL);
  }
  return 0;
}

/* An empty file becomes an archive in one transaction; another process may have made it one while this one waited. */
static int take_hold(Archive *a, bool was_empty, Fail *fail) {
  bool empty = false;
  int status = become_writer(a, fail);
  if (!status) status = run(a, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; BEGIN IMMEDIATE;", fail);
  if (!status && was_empty) status = recognise(a, &empty, fail);
  if (!status && empty) status = make_tables(a, fail);
  if (!status) status = run(a, "COMMIT", fail);
  if (status) give_up(a);
  return status;
}

static int open_file(Archive *a, ArchiveMode mode, Fail *fail) {
  bool empty;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (mode == ARCHIVE_WRITE ? SQLITE_OPEN_CREATE : 0);
  if (sqlite3_open_v2(a->path, &a->db, flags, NULL) != SQLITE_OK)
    return a->db ? failed(a, fail) : fail_set(fail, E801, place_at(NULL, 0, 0), "the archive");
  int status = settle(a, mode, fail);
  if (!status) status = recognise(a, &empty, fail);
  if (status) return status;
  if (mode == ARCHIVE_READ) return empty ? fail_set(fail, E825, place_at(a->path, 0, 0), "it is empty") : 0;
  return take_hold(a, empty, fail);
}

int archive_open(const char *path, ArchiveMode mode, Archive **out, Fail *fail) {
  Fail own;
  Archive *a = calloc(1, sizeof *a);
  bool was_there = access(path, F_OK) == 0;
  *out = NULL;
  if (!fail) fail = &own;
  if (!a) return fail_set(fail, E801, place_at(NULL, 0, 0), "the archive");
  a->path = path, a->writer = -1;
  int status = open_file(a, mode, fail);
  if (!status) return *out = a, 0;
  archive_close(a);
  if (!was_there && status != E822) unlink(path);
  return status;
}

void archive_close(Archive *a) {
  if (!a) return;
  sqlite3_close(a->db);
  if (a->writer >= 0) close(a->writer);                /* after SQLite: closing a file drops the process's other locks on it */
  free(a);
}

/* ---- reading ----------------------------------------------------------------------------------------------------------- */

static const char *text_at(sqlite3_stmt *s, int column, Arena *arena) {
  const char *text = (const char *)sqlite3_column_text(s, column);
  return text ? arena_copy(arena, text, (size_t)sqlite3_column_bytes(s, column)) : NULL;
}

#define STUDY_COLUMNS "id, key, kind, title, spec, engine, created, wanted, done, finished, seconds"

static void read_study(sqlite3_stmt *s, bool light, Arena *arena, Study *out) {
  *out = (Study){.id = sqlite3_column_int64(s, 0), .key = text_at(s, 1, arena), .kind = text_at(s, 2, arena), .title = text_at(s, 3, arena),
                 .spec = text_at(s, 4, arena), .engine = text_at(s, 5, arena), .created = text_at(s, 6, arena),
                 .wanted = (uint64_t)sqlite3_column_int64(s, 7), .done = (uint64_t)sqlite3_column_int64(s, 8),
                 .finished = sqlite3_column_int(s, 9) != 0, .seconds = sqlite3_column_double(s, 10)};
  if (light) return;
  const void *state = sqlite3_column_blob(s, 11);
  out->state_bytes = (size_t)sqlite3_column_bytes(s, 11);
  if (state) out->state = (const unsigned char *)arena_copy(arena, state, out->state_bytes);
  out->result = text_at(s, 12, arena);
}

static int one_study(Archive *a, sqlite3_stmt *s, bool light, Arena *arena, Study **out, Fail *fail) {
  int code = sqlite3_step(s), status = 0;
  *out = NULL;
  if (code == SQLITE_ROW) {
    *out = arena_alloc(arena, sizeof **out);
    if (*out) read_study(s, light, arena, *out);
  } else if (code != SQLITE_DONE) status = failed(a, fail);
  sqlite3_finalize(s);
  if (!status && arena_failed(arena)) status = fail_set(fail, E801, place_at(a->path, 0, 0), "the archive");
  return status;
}

int archive_find(Archive *a, const char *key, bool light, Arena *arena, Study **out, Fail *fail) {
  sqlite3_stmt *s;
  int status = prepare(a, light ? "SELECT " STUDY_COLUMNS " FROM study WHERE key = ?" : "SELECT " STUDY_COLUMNS ", state, result FROM study WHERE key = ?", &s, fail);
  if (status) return status;
  sqlite3_bind_text(s, 1, key, -1, SQLITE_TRANSIENT);
  return one_study(a, s, light, arena, out, fail);
}

int archive_get(Archive *a, int64_t id, bool light, Arena *arena, Study **out, Fail *fail) {
  sqlite3_stmt *s;
  int status = prepare(a, light ? "SELECT " STUDY_COLUMNS " FROM study WHERE id = ?" : "SELECT " STUDY_COLUMNS ", state, result FROM study WHERE id = ?", &s, fail);
  if (status) return status;
  sqlite3_bind_int64(s, 1, id);
  return one_study(a, s, light, arena, out, fail);
}

static int count(Archive *a, const char *sql, int64_t id, int64_t *n, Fail *fail) {
  sqlite3_stmt *s;
  int status = prepare(a, sql, &s, fail);
  if (status) return status;
  if (id) sqlite3_bind_int64(s, 1, id);
  if (sqlite3_step(s) == SQLITE_ROW) *n = sqlite3_column_int64(s, 0);
  else status = failed(a, fail);
  sqlite3_finalize(s);
  return status;
}

int archive_list(Archive *a, Arena *arena, Study **out, unsigned *n, Fail *fail) {
  sqlite3_stmt *s;
  int64_t total = 0;
  *n = 0;
  int status = count(a, "SELECT count(*) FROM study", 0, &total, fail);
  if (!status) status = prepare(a, "SELECT " STUDY_COLUMNS " FROM study ORDER BY id", &s, fail);
  if (status) return status;
  Study *rows = arena_array(arena, (size_t)total + 1, sizeof *rows);
  int code = SQLITE_DONE;
  while (rows && *n < total && (code = sqlite3_step(s)) == SQLITE_ROW) read_study(s, true, arena, &rows[(*n)++]);
  if (code != SQLITE_ROW && code != SQLITE_DONE) status = failed(a, fail);
  sqlite3_finalize(s);
  *out = rows;
  return status ? status : arena_failed(arena) ? fail_set(fail, E801, place_at(a->path, 0, 0), "the archive") : 0;
}

int archive_sources(Archive *a, int64_t id, Arena *arena, Source **out, unsigned *n, Fail *fail) {
  sqlite3_stmt *s;
  int64_t total = 0;
  *n = 0;
  int status = count(a, "SELECT count(*) FROM study_source WHERE study = ?", id, &total, fail);
  if (!status) status = prepare(a, "SELECT path, text, hash FROM study_source JOIN source USING(hash) WHERE study = ? ORDER BY position", &s, fail);
  if (status) return status;
  Source *rows = arena_array(arena, (size_t)total + 1, sizeof *rows);
  sqlite3_bind_int64(s, 1, id);
  int code = SQLITE_DONE;
  while (rows && *n < total && (code = sqlite3_step(s)) == SQLITE_ROW) {
    rows[*n] = (Source){text_at(s, 0, arena), text_at(s, 1, arena), (size_t)sqlite3_column_bytes(s, 1)};
    const char *hash = (const char *)sqlite3_column_text(s, 2);
    if (!rows[*n].text || !hash || strcmp(digest_of(rows[*n].text, rows[*n].bytes).hex, hash) != 0) status = fail_set(fail, E824, place_at(a->path, 0, 0), "a stored text is not what it was");
    (*n)++;
  }
  if (!status && code != SQLITE_ROW && code != SQLITE_DONE) status = failed(a, fail);
  sqlite3_finalize(s);
  *out = rows;
  return status ? status : arena_failed(arena) ? fail_set(fail, E801, place_at(a->path, 0, 0), "the archive") : 0;
}

int archive_bad(Archive *a, int64_t id, unsigned most, Arena *arena, BadRow **out, unsigned *n, Fail *fail) {
  sqlite3_stmt *s;
  *n = 0;
  int status = prepare(a, "SELECT run, reason FROM bad WHERE study = ? ORDER BY run LIMIT ?", &s, fail);
  if (status) return status;
  BadRow *rows = arena_array(arena, most + 1u, sizeof *rows);
  sqlite3_bind_int64(s, 1, id), sqlite3_bind_int64(s, 2, most);
  int code = SQLITE_DONE;
  while (rows && *n < most && (code = sqlite3_step(s)) == SQLITE_ROW) {
    rows[*n] = (BadRow){(uint64_t)sqlite3_column_int64(s, 0), text_at(s, 1, arena)};
    (*n)++;
  }
  if (code != SQLITE_ROW && code != SQLITE_DONE) status = failed(a, fail);
  sqlite3_finalize(s);
  *out = rows;
  return status;
}

/* ---- writing -------------------------------------------------------------------------------------------------------------- */

static int put_source(Archive *a, int64_t study, unsigned position, const Source *source, Fail *fail) {
  sqlite3_stmt *s;
  DigestText hash = digest_of(source->text, source->bytes);
  int status = prepare(a, "INSERT INTO source(hash, text) VALUES(?, ?) ON CONFLICT(hash) DO NOTHING", &s, fail);
  if (status) return status;
  sqlite3_bind_text(s, 1, hash.hex, -1, SQLITE_TRANSIENT), sqlite3_bind_text64(s, 2, source->text, source->bytes, SQLITE_STATIC, SQLITE_UTF8);
  if ((status = finish_statement(a, s, fail))) return status;
  if ((status = prepare(a, "INSERT INTO study_source(study, position, path, hash) VALUES(?, ?, ?, ?)", &s, fail))) return status;
  sqlite3_bind_int64(s, 1, study), sqlite3_bind_int64(s, 2, position);
  sqlite3_bind_text(s, 3, source->path, -1, SQLITE_STATIC), sqlite3_bind_text(s, 4, hash.hex, -1, SQLITE_TRANSIENT);
  return finish_statement(a, s, fail);
}

static int put_study(Archive *a, const Study *study, Fail *fail) {
  sqlite3_stmt *s;
  char created[32];
  time_t now = time(NULL);
  struct tm utc;
  gmtime_r(&now, &utc);
  strftime(created, sizeof created, "%Y-%m-%dT%H:%M:%SZ", &utc);
  int status = prepare(a, "INSERT INTO study(key, kind, title, spec, engine, created, wanted, done, finished, seconds) VALUES(?, ?, ?, ?, ?, ?, ?, 0, 0, 0.0)", &s, fail);
  if (status) return status;
  const char *texts[5] = {study->key, study->kind, study->title, study->spec, study->engine};
  for (int i = 0; i < 5; i++) sqlite3_bind_text(s, i + 1, texts[i], -1, SQLITE_STATIC);
  sqlite3_bind_text(s, 6, study->created ? study->created : created, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64(s, 7, (int64_t)study->wanted);
  return finish_statement(a, s, fail);
}

int archive_begin(Archive *a, const Study *study, const Source *sources, unsigned n, int64_t *id, Fail *fail) {
  int status = run(a, "BEGIN IMMEDIATE", fail);
  if (status) return status;
  status = put_study(a, study, fail);
  *id = sqlite3_last_insert_rowid(a->db);
  for (unsigned i = 0; !status && i < n; i++) status = put_source(a, *id, i, &sources[i], fail);
  if (!status) status = run(a, "COMMIT", fail);
  if (status) give_up(a);
  return status;
}

/* An earlier result stays until a later one takes its place; a state stays when none is given. */
static int update(Archive *a, int64_t id, uint64_t wanted, uint64_t done, double seconds, const void *state, size_t bytes, const char *result, Fail *fail) {
  sqlite3_stmt *s;
  int status = prepare(a, "UPDATE study SET wanted = ?1, done = ?2, seconds = ?3, state = coalesce(?4, state), finished = ?5, result = coalesce(?6, result) WHERE id = ?7", &s, fail);
  if (status) return status;
  sqlite3_bind_int64(s, 1, (int64_t)wanted), sqlite3_bind_int64(s, 2, (int64_t)done), sqlite3_bind_double(s, 3, seconds);
  if (state) sqlite3_bind_blob64(s, 4, state, bytes, SQLITE_STATIC);
  sqlite3_bind_int(s, 5, result != NULL);
  if (result) sqlite3_bind_text(s, 6, result, -1, SQLITE_STATIC);
  sqlite3_bind_int64(s, 7, id);
  return finish_statement(a, s, fail);
}

int archive_put_state(Archive *a, int64_t id, uint64_t wanted, uint64_t done, double seconds, const void *state, size_t bytes, Fail *fail) {
  int status = run(a, "BEGIN IMMEDIATE", fail);
  if (status) return status;
  status = update(a, id, wanted, done, seconds, state, bytes, NULL, fail);
  if (!status) status = run(a, "COMMIT", fail);
  if (status) give_up(a);
  return status;
}

static int put_bad(Archive *a, int64_t id, const BadRow *rows, unsigned n, Fail *fail) {
  sqlite3_stmt *s;
  int status = prepare(a, "DELETE FROM bad WHERE study = ?", &s, fail);
  if (status) return status;
  sqlite3_bind_int64(s, 1, id);
  if ((status = finish_statement(a, s, fail))) return status;
  if ((status = prepare(a, "INSERT INTO bad(study, run, reason) VALUES(?, ?, ?)", &s, fail))) return status;
  for (unsigned i = 0; !status && i < n; i++) {
    sqlite3_bind_int64(s, 1, id), sqlite3_bind_int64(s, 2, (int64_t)rows[i].run), sqlite3_bind_text(s, 3, rows[i].reason, -1, SQLITE_STATIC);
    if (sqlite3_step(s) != SQLITE_DONE) status = failed(a, fail);
    sqlite3_reset(s);
  }
  sqlite3_finalize(s);
  return status;
}

int archive_finish(Archive *a, int64_t id, uint64_t wanted, uint64_t done, double seconds, const char *result, const BadRow *bad, unsigned n_bad, Fail *fail) {
  sqlite3_busy_timeout(a->db, FINISH_MILLISECONDS);
  int status = run(a, "BEGIN IMMEDIATE", fail);
  if (!status) status = update(a, id, wanted, done, seconds, NULL, 0, result, fail);
  if (!status) status = put_bad(a, id, bad, n_bad, fail);
  if (!status) status = run(a, "COMMIT", fail);
  if (status) give_up(a);
  sqlite3_busy_timeout(a->db, BUSY_MILLISECONDS);
  return status;
}
