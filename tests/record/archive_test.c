/* The archive: what goes in comes out; what is no archive, damaged, full or held by another is refused in words. */
#define _XOPEN_SOURCE 700
#include "support/check.h"

#include "record/archive.h"
#include "record/digest.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char folder[64], path[128];

static int setup(void **state) {
  (void)state;
  strcpy(folder, "/tmp/yuanjing-archive-XXXXXX");
  signal(SIGXFSZ, SIG_IGN);
  if (!mkdtemp(folder)) return -1;
  snprintf(path, sizeof path, "%s/a.db", folder);
  return 0;
}

static int teardown(void **state) {
  char command[128];
  (void)state;
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  return system(command);
}

static int fresh(void **state) {
  (void)state;
  unlink(path);
  return 0;
}

static Archive *opened(ArchiveMode mode) {
  Archive *a;
  Fail fail = {0};
  assert_done(archive_open(path, mode, &a, &fail), &fail);
  return a;
}

static const Source sources[3] = {{"a/scenario.lua", "return 1\n", 9}, {"a/data.csv", "x,y\n1,2\n", 8}, {"a/empty.lua", "", 0}};
static const char key[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static int64_t begun(Archive *a) {
  Study s = {.key = key, .kind = "ensemble", .title = "green", .spec = "[\"ensemble\"]", .engine = "1", .wanted = 5000};
  int64_t id;
  Fail fail = {0};
  assert_done(archive_begin(a, &s, sources, 3, &id, &fail), &fail);
  return id;
}

static bool is_there(const char *suffix) {
  char name[160];
  struct stat is;
  snprintf(name, sizeof name, "%s%s", path, suffix);
  return stat(name, &is) == 0;
}

static size_t whole_file(unsigned char **bytes) {
  FILE *f = fopen(path, "rb");
  assert_non_null(f);
  *bytes = malloc(1 << 22);
  size_t n = fread(*bytes, 1, 1 << 22, f);
  fclose(f);
  return n;
}

static void write_file(const void *bytes, size_t n) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(bytes, 1, n, f), n);
  assert_int_equal(fclose(f), 0);
}

/* ---- what goes in ------------------------------------------------------------------------------------------------------- */

static void what_goes_in_comes_out(void **state) {
  (void)state;
  Archive *a = opened(ARCHIVE_WRITE);
  Arena *arena = arena_new();
  Fail fail = {0};
  Study *s;
  int64_t id = begun(a);
  assert_done(archive_put_state(a, id, 5000, 2048, 1.5, "abc\0def", 7, &fail), &fail);
  archive_close(a);
  a = opened(ARCHIVE_READ);
  assert_done(archive_find(a, key, false, arena, &s, &fail), &fail);
  assert_string_equal(s->title, "green");
  assert_int_equal(s->done, 2048);
  assert_int_equal(s->state_bytes, 7);
  assert_memory_equal(s->state, "abc\0def", 7);
  assert_null(s->result);
  assert_false(s->finished);
  Source *rows;
  unsigned n;
  assert_done(archive_sources(a, id, arena, &rows, &n, &fail), &fail);
  assert_int_equal(n, 3);
  for (unsigned i = 0; i < 3; i++) {
    assert_string_equal(rows[i].path, sources[i].path);
    assert_int_equal(rows[i].bytes, sources[i].bytes);
    assert_string_equal(rows[i].text, sources[i].text);
  }
  assert_done(archive_find(a, "none", false, arena, &s, &fail), &fail);
  assert_null(s);
  archive_close(a);
  arena_free(arena);
}

static void an_extension_keeps_the_result_until_its_own(void **state) {
  (void)state;
  Archive *a = opened(ARCHIVE_WRITE);
  Arena *arena = arena_new();
  Fail fail = {0};
  Study *s;
  int64_t id = begun(a);
  static const BadRow bad[2] = {{3, "not finite"}, {70, "the account"}};
  assert_done(archive_finish(a, id, 5000, 5000, 2.0, "{\"runs\":5000}", bad, 2, &fail), &fail);
  assert_done(archive_put_state(a, id, 9000, 6144, 3.0, "x", 1, &fail), &fail);
  assert_done(archive_get(a, id, false, arena, &s, &fail), &fail);
  assert_string_equal(s->result, "{\"runs\":5000}");
  assert_false(s->finished);
  BadRow *rows;
  unsigned n;
  assert_done(archive_bad(a, id, 10, arena, &rows, &n, &fail), &fail);
  assert_int_equal(n, 2);
  assert_int_equal(rows[1].run, 70);
  assert_string_equal(rows[1].reason, "the account");
  assert_done(archive_finish(a, id, 9000, 9000, 4.0, "{\"runs\":9000}", bad, 1, &fail), &fail);
  assert_done(archive_get(a, id, false, arena, &s, &fail), &fail);
  assert_string_equal(s->result, "{\"runs\":9000}");
  assert_true(s->finished);
  assert_memory_equal(s->state, "x", 1);
  assert_done(archive_bad(a, id, 10, arena, &rows, &n, &fail), &fail);
  assert_int_equal(n, 1);
  archive_close(a);
  arena_free(arena);
}

static void never_wal_and_nothing_left_beside(void **state) {
  (void)state;
  Archive *a = opened(ARCHIVE_WRITE);
  begun(a);
  assert_false(is_there("-wal") || is_there("-shm"));
  archive_close(a);
  unsigned char *bytes;
  whole_file(&bytes);
  assert_memory_equal(bytes, "SQLite format 3", 16);
  assert_int_equal(bytes[18], 1);                        /* rollback journal, for writing and reading */
  assert_int_equal(bytes[19], 1);
  free(bytes);
  assert_false(is_there("-wal") || is_there("-shm") || is_there("-journal"));
}

static void the_same_key_twice_is_refused(void **state) {
  (void)state;
  Archive *a = opened(ARCHIVE_WRITE);
  Study s = {.key = key, .kind = "ensemble", .title = "again", .spec = "[]", .engine = "1", .wanted = 1};
  int64_t id;
  Fail fail = {0};
  begun(a);
  assert_int_equal(archive_begin(a, &s, sources, 3, &id, &fail), E826);
  Arena *arena = arena_new();
  Study *rows;
  unsigned n;
  assert_done(archive_list(a, arena, &rows, &n, &fail), &fail);
  assert_int_equal(n, 1);
  arena_free(arena);
  archive_close(a);
}

/* ---- what is refused ------------------------------------------------------------------------------------------------------- */

static void check_refusal(ArchiveMode mode, int code, const char *part) {
  Archive *a;
  Fail fail = {0};
  assert_fails(archive_open(path, mode, &a, &fail), code, &fail, part);
  assert_null(a);
  assert_int_equal(fail_exit(code), EXIT_MACHINE);
  assert_ptr_equal(fail.place.file, path);
}

static void foreign_files_stay_as_they_are(void **state) {
  (void)state;
  static const char text[] = "series,year,value\nthis is no database, and longer than a header of a hundred bytes, so that it is read as one\n";
  unsigned char *before, *after;
  write_file(text, sizeof text - 1);
  check_refusal(ARCHIVE_WRITE, E825, "it is no database");
  check_refusal(ARCHIVE_READ, E825, "it is no database");
  size_t n = whole_file(&after);
  assert_int_equal(n, sizeof text - 1);
  assert_memory_equal(after, text, n);
  free(after), unlink(path);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1);", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  n = whole_file(&before);
  check_refusal(ARCHIVE_WRITE, E825, "another kind of database");
  check_refusal(ARCHIVE_READ, E825, "another kind of database");
  assert_int_equal(whole_file(&after), n);
  assert_memory_equal(before, after, n);
  free(before), free(after);
}

static void later_versions_and_missing_files(void **state) {
  (void)state;
  check_refusal(ARCHIVE_READ, E821, "No such file");
  assert_false(is_there(""));
  archive_close(opened(ARCHIVE_WRITE));
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "PRAGMA user_version=2", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  check_refusal(ARCHIVE_WRITE, E825, "another version");
  char whole[128];
  strcpy(whole, path);
  snprintf(path, sizeof path, "%s/none/a.db", folder);
  check_refusal(ARCHIVE_WRITE, E821, "No such file");
  snprintf(path, sizeof path, "%s", folder);
  check_refusal(ARCHIVE_WRITE, E821, "");
  strcpy(path, whole);
}

/* The code with which a process of its own ends. */
static int in_child(int (*work)(void)) {
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) _exit(work());
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 200;
}

static int try_to_open(void) {
  Archive *a;
  Fail fail = {0};
  int code = archive_open(path, ARCHIVE_WRITE, &a, &fail);
  return code == E822 && strstr(fail.sentence, "another process is writing") ? 42 : 1;
}

static int read_on_the_side(void) {
  Archive *a;
  Arena *arena = arena_new();
  Fail fail = {0};
  Study *rows;
  unsigned n = 0;
  int code = archive_open(path, ARCHIVE_READ, &a, &fail);
  if (!code) code = archive_list(a, arena, &rows, &n, &fail);
  return !code && n == 1 && rows[0].done == 2048 ? 42 : 1;
}

/* A reader that does not end holds up a writer for some seconds, then the writer is refused, and can try again. */
static void a_long_reader(Archive *a, int64_t id) {
  Fail fail = {0};
  sqlite3 *db;
  sqlite3_stmt *s;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, "SELECT id FROM study", -1, &s, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(s), SQLITE_ROW);
  assert_fails(archive_put_state(a, id, 5000, 3072, 2, "more", 4, &fail), E822, &fail, "");
  sqlite3_finalize(s), sqlite3_close(db);
  fail = (Fail){0};
  assert_done(archive_put_state(a, id, 5000, 4096, 2, "more", 4, &fail), &fail);
}

static void one_writer(void **state) {
  (void)state;
  Archive *a = opened(ARCHIVE_WRITE);
  Fail fail = {0};
  assert_int_equal(in_child(try_to_open), 42);
  int64_t id = begun(a);
  assert_done(archive_put_state(a, id, 5000, 2048, 1, "some", 4, &fail), &fail);
  assert_int_equal(in_child(read_on_the_side), 42);      /* readers come in between the writer's transactions */
  assert_int_equal(in_child(try_to_open), 42);
  a_long_reader(a, id);
  assert_int_equal(in_child(try_to_open), 42);           /* nobody has taken the writer's lock away */
  archive_close(a);
  assert_int_equal(in_child(try_to_open), 1);
}

/* A file that may not grow: the first transaction that does not fit is refused, what was there stays. */
static int fill_up(void) {
  static unsigned char state[300000];
  Archive *a;
  Fail fail = {0};
  if (archive_open(path, ARCHIVE_WRITE, &a, &fail)) return 1;
  struct rlimit limit = {200000, 200000};
  if (setrlimit(RLIMIT_FSIZE, &limit)) return 2;
  if (archive_put_state(a, 1, 5000, 3072, 1, state, sizeof state, &fail) != E823) return 3;
  if (!strstr(fail.sentence, "the disk is full")) return 4;
  if (archive_finish(a, 1, 5000, 5000, 1, "{}", NULL, 0, &fail)) return 5;      /* what fits goes in */
  archive_close(a);
  return 42;
}

static int no_room_at_all(void) {
  Archive *a;
  Fail fail = {0};
  struct rlimit limit = {3000, 3000};
  if (setrlimit(RLIMIT_FSIZE, &limit)) return 2;
  return archive_open(path, ARCHIVE_WRITE, &a, &fail) == E823 ? 42 : 3;
}

static void a_full_disk_loses_nothing(void **state) {
  (void)state;
  Archive *a = opened(ARCHIVE_WRITE);
  Fail fail = {0};
  int64_t id = begun(a);
  assert_done(archive_put_state(a, id, 5000, 2048, 1, "kept", 4, &fail), &fail);
  archive_close(a);
  assert_int_equal(in_child(fill_up), 42);
  Arena *arena = arena_new();
  Study *s;
  a = opened(ARCHIVE_READ);
  assert_done(archive_get(a, id, false, arena, &s, &fail), &fail);
  assert_memory_equal(s->state, "kept", 4);
  assert_string_equal(s->result, "{}");
  archive_close(a);
  arena_free(arena);
  unlink(path);
  assert_int_equal(in_child(no_room_at_all), 42);
  assert_false(is_there(""));                            /* what could not be made is not there */
  assert_false(is_there("-journal"));
}

/* ---- killed ---------------------------------------------------------------------------------------------------------------- */

static int write_for_ever(void) {
  static unsigned char state[100000];
  Archive *a;
  Fail fail = {0};
  if (archive_open(path, ARCHIVE_WRITE, &a, &fail)) return 1;
  for (uint64_t i = 1;; i++) {
    memset(state, (int)(i % 251), sizeof state);
    if (archive_put_state(a, 1, 5000, i, (double)i, state, sizeof state, &fail)) return 2;
  }
}

static void a_killed_writer_leaves_one_whole_state(void **state) {
  (void)state;
  Archive *a = opened(ARCHIVE_WRITE);
  Fail fail = {0};
  int64_t id = begun(a);
  archive_close(a);
  unsigned seed = 5, written = 0;
  long slower = getenv("SLOWER") ? 4 : 1;                /* sanitizers begin slowly */
  for (int trial = 0; trial < 25; trial++) {
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) _exit(write_for_ever());
    seed = seed * 1103515245u + 12345u;
    struct timespec pause = {0, slower * (5000000 + (long)(seed >> 8) % 60000000)};
    nanosleep(&pause, NULL);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    Arena *arena = arena_new();
    Study *s;
    a = opened(ARCHIVE_READ);
    assert_done(archive_get(a, id, false, arena, &s, &fail), &fail);
    for (size_t i = 0; i < s->state_bytes; i++) assert_int_equal(s->state[i], s->done % 251);
    assert_same_double(s->seconds, (double)s->done);
    written += s->done > 0;
    archive_close(a);
    arena_free(arena);
  }
  assert_true(written > 15);
}

/* ---- damaged ----------------------------------------------------------------------------------------------------------------- */

/* Every function once; whatever it says, it says it in words. */
static int read_everything(ArchiveMode mode) {
  Archive *a;
  Arena *arena = arena_new();
  Fail fail = {0};
  Study *s, *all;
  Source *texts;
  BadRow *bad;
  unsigned n;
  int64_t id;
  int code = archive_open(path, mode, &a, &fail), worst = code;
  if (!code) {
    if ((code = archive_list(a, arena, &all, &n, &fail))) worst = code;
    if ((code = archive_get(a, 1, false, arena, &s, &fail))) worst = code;
    if ((code = archive_find(a, key, false, arena, &s, &fail))) worst = code;
    if ((code = archive_sources(a, 1, arena, &texts, &n, &fail))) worst = code;
    if ((code = archive_bad(a, 1, 100, arena, &bad, &n, &fail))) worst = code;
    Study more = {.key = "more", .kind = "run", .title = "t", .spec = "[]", .engine = "1", .wanted = 1};
    if (mode == ARCHIVE_WRITE && (code = archive_begin(a, &more, sources, 3, &id, &fail))) worst = code;
    if (mode == ARCHIVE_WRITE && (code = archive_finish(a, 1, 1, 1, 1, "{}", NULL, 0, &fail))) worst = code;
    archive_close(a);
  }
  arena_free(arena);
  assert_true(worst == 0 || (worst >= E821 && worst <= E826) || worst == E801);
  if (worst) assert_true(strlen(fail.sentence) > 20 || fail.code == 0);
  return worst;
}

static void mutated_archives_are_read_or_refused(void **state) {
  (void)state;
  static unsigned char blob[9000];
  static BadRow bad[200];
  Archive *a = opened(ARCHIVE_WRITE);
  Fail fail = {0};
  int64_t id = begun(a);
  for (unsigned i = 0; i < 200; i++) bad[i] = (BadRow){7 * i, "not finite"};
  assert_done(archive_put_state(a, id, 5000, 2048, 1, blob, sizeof blob, &fail), &fail);
  assert_done(archive_finish(a, id, 5000, 5000, 1, "{\"a\":1}", bad, 200, &fail), &fail);
  archive_close(a);
  unsigned char *bytes, *copy = malloc(1 << 22);
  size_t n = whole_file(&bytes);
  unsigned seed = 11, refused = 0;
  for (int trial = 0; trial < 1000; trial++) {
    memcpy(copy, bytes, n);
    size_t length = n;
    for (int k = 0; k <= trial % 4; k++) {
      seed = seed * 1103515245u + 12345u;
      size_t at = (seed >> 4) % (trial % 3 == 0 ? 4200 : n);       /* the header and the schema more often */
      copy[at] = (unsigned char)(seed >> 24);
    }
    if (trial % 10 == 9) length = (seed >> 4) % n;
    write_file(copy, length);
    refused += read_everything(trial % 2 ? ARCHIVE_WRITE : ARCHIVE_READ) != 0;
  }
  assert_true(refused > 100 && refused < 1000);
  print_message("# measured: %u of 1000 mutated archives refused, none crashed\n", refused);
  free(bytes), free(copy);
}

static void a_changed_text_is_found(void **state) {
  (void)state;
  Archive *a = opened(ARCHIVE_WRITE);
  int64_t id = begun(a);
  archive_close(a);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "UPDATE source SET text = 'return 2' || char(10) WHERE text LIKE 'return%'", NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  a = opened(ARCHIVE_READ);
  Arena *arena = arena_new();
  Source *rows;
  unsigned n;
  Fail fail = {0};
  assert_fails(archive_sources(a, id, arena, &rows, &n, &fail), E824, &fail, "a stored text is not what it was");
  archive_close(a);
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(what_goes_in_comes_out, fresh), cmocka_unit_test_setup(an_extension_keeps_the_result_until_its_own, fresh),
    cmocka_unit_test_setup(never_wal_and_nothing_left_beside, fresh), cmocka_unit_test_setup(the_same_key_twice_is_refused, fresh),
    cmocka_unit_test_setup(foreign_files_stay_as_they_are, fresh), cmocka_unit_test_setup(later_versions_and_missing_files, fresh),
    cmocka_unit_test_setup(one_writer, fresh), cmocka_unit_test_setup(a_full_disk_loses_nothing, fresh),
    cmocka_unit_test_setup(a_killed_writer_leaves_one_whole_state, fresh), cmocka_unit_test_setup(mutated_archives_are_read_or_refused, fresh),
    cmocka_unit_test_setup(a_changed_text_is_found, fresh)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
