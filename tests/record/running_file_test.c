/* What a batch has under way: found again by the next process, refused when it is old, foreign, damaged; full disks. */
#define _XOPEN_SOURCE 700
#include "support/check.h"

#include "record/running_file.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COLUMNS = 3, LENGTH = 16, IMAGE = 100000 };

static char folder[64], archive[128];
static const char key[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static int setup(void **state) {
  (void)state;
  strcpy(folder, "/tmp/yuanjing-running-XXXXXX");
  signal(SIGXFSZ, SIG_IGN);
  return mkdtemp(folder) ? (snprintf(archive, sizeof archive, "%s/a.db", folder), 0) : -1;
}

static int teardown(void **state) {
  char command[128];
  (void)state;
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  return system(command);
}

static int fresh(void **state) {
  char command[128];
  (void)state;
  snprintf(command, sizeof command, "rm -f '%s'/*", folder);
  return system(command);
}

static const char *named(const char *end) {
  static char path[4][192];
  static int next;
  char *p = path[next++ % 4];
  snprintf(p, sizeof path[0], "%s-running-0123456789abcdef%s", archive, end);
  return p;
}

static bool is_there(const char *end) { return access(named(end), F_OK) == 0; }

static RunningFile *opened(RunningState expected) {
  RunningFile *r;
  RunningState state;
  Fail fail = {0};
  assert_done(running_open(archive, key, "", COLUMNS, LENGTH, &r, &state, &fail), &fail);
  assert_int_equal(state, expected);
  return r;
}

/* A killed process's work: an image with a word in it, and chunk 2. */
static void leave(void) {
  RunningFile *r = opened(RUNNING_NONE);
  double values[COLUMNS * LENGTH];
  int32_t reasons[LENGTH];
  void *memory;
  Fail fail = {0};
  size_t n;
  for (int i = 0; i < COLUMNS * LENGTH; i++) values[i] = i / 3.0;
  for (int i = 0; i < LENGTH; i++) reasons[i] = i - 2;
  running_chunk_put(r, 2, values, reasons);
  assert_done(running_failed(r, &fail), &fail);
  assert_null(running_found(r, &n));
  assert_done(running_make(r, IMAGE, &memory, &fail), &fail);
  assert_false(is_there(""));
  for (size_t i = 0; i < IMAGE; i++) assert_int_equal(((char *)memory)[i], 0);
  strcpy((char *)memory + IMAGE - 8, "word");
  assert_done(running_take(r, &fail), &fail);
  strcpy(memory, "first");                               /* after it has its name */
  running_close(r, false);
}

static void the_next_process_finds_it(void **state) {
  (void)state;
  leave();
  RunningFile *r = opened(RUNNING_FOUND);
  size_t n;
  unsigned char *image = running_found(r, &n);
  assert_int_equal(n, IMAGE);
  assert_string_equal((char *)image, "first");
  assert_string_equal((char *)image + IMAGE - 8, "word");
  image[0] = 'F';                                        /* its own copy */
  double values[COLUMNS * LENGTH];
  int32_t reasons[LENGTH];
  assert_false(running_chunk_get(r, 1, values, reasons));
  assert_false(running_chunk_get(r, 3, values, reasons));
  assert_true(running_chunk_get(r, 2, values, reasons));
  assert_same_double(values[47], 47 / 3.0);
  assert_int_equal(reasons[15], 13);
  assert_int_equal(running_chunks(r, 3), 1);
  assert_int_equal(running_chunks(r, 2), 0);
  running_close(r, false);
  r = opened(RUNNING_FOUND);
  assert_string_equal((char *)running_found(r, &n), "first");
  running_close(r, true);
  assert_false(is_there("") || is_there("-chunks") || is_there(".new"));
  running_close(opened(RUNNING_NONE), false);
  assert_false(is_there("-chunks"));                     /* nothing in it */
}

static void parts_and_other_shapes_are_others(void **state) {
  (void)state;
  RunningFile *r;
  RunningState found;
  Fail fail = {0};
  leave();
  assert_done(running_open(archive, key, "5000", COLUMNS, LENGTH, &r, &found, &fail), &fail);
  assert_int_equal(found, RUNNING_NONE);
  running_close(r, true);
  assert_true(is_there(""));
  assert_done(running_open(archive, key, "", COLUMNS + 1, LENGTH, &r, &found, &fail), &fail);
  assert_int_equal(found, RUNNING_UNFIT);
  running_close(r, false);
  assert_false(is_there(""));
  assert_true(is_there("-unfit") && is_there("-chunks-unfit"));
}

/* Overwrites bytes of the head; with_sum: as a program would, with the right sum. */
static void change(const char *end, size_t at, const char *bytes, size_t n, bool with_sum) {
  unsigned char head[160];
  uint64_t sum = 0xcbf29ce484222325u;
  int fd = open(named(end), O_RDWR);
  assert_int_equal(pread(fd, head, 160, 0), 160);
  memcpy(head + at, bytes, n);
  for (int i = 0; i < 144; i++) sum = (sum ^ head[i]) * 0x100000001b3u;
  if (with_sum) memcpy(head + 144, &sum, 8);
  assert_int_equal(pwrite(fd, head, 160, 0), 160);
  close(fd);
}

static void another_start_of_the_machine(void **state) {
  (void)state;
  leave();
  change("", 104, "00000000", 8, true), change("-chunks", 104, "00000000", 8, true);
  RunningFile *r = opened(RUNNING_OUTDATED);
  size_t n;
  assert_null(running_found(r, &n));
  assert_int_equal(running_chunks(r, 10), 0);
  running_close(r, false);
  assert_false(is_there("") || is_there("-unfit"));
}

static void damage_is_set_aside(void **state) {
  (void)state;
  static const size_t places[] = {0, 8, 16, 40, 110, 144};       /* magic, version, bytes, key, boot, sum */
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    fresh(NULL);
    leave();
    change("", places[i], "\x7F", 1, false);
    RunningFile *r = opened(RUNNING_UNFIT);                /* but the chunks are whole */
    size_t n;
    assert_null(running_found(r, &n));
    assert_int_equal(running_chunks(r, 3), 1);
    assert_true(is_there("-unfit"));
    running_close(r, true);
  }
  fresh(NULL);
  leave();
  assert_int_equal(truncate(named(""), 5000), 0);
  RunningFile *r = opened(RUNNING_UNFIT);
  size_t n;
  assert_null(running_found(r, &n));
  running_close(r, true);
}

/* ---- no room -------------------------------------------------------------------------------------------------------------- */

static int in_child(int (*work)(void)) {
  fflush(NULL);
  pid_t child = fork();
  if (child == 0) _exit(work());
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 200;
}

static int no_room(void) {
  RunningFile *r;
  RunningState state;
  Fail fail = {0};
  void *memory;
  static double values[COLUMNS * LENGTH];
  static int32_t reasons[LENGTH];
  struct rlimit limit = {6000, 6000};
  if (setrlimit(RLIMIT_FSIZE, &limit) || running_open(archive, key, "", COLUMNS, LENGTH, &r, &state, &fail)) return 1;
  if (running_make(r, IMAGE, &memory, &fail) != E823 || !strstr(fail.sentence, "the disk is full")) return 2;
  running_chunk_put(r, 0, values, reasons);
  if (running_failed(r, &fail)) return 3;
  for (unsigned c = 1; c < 9; c++) running_chunk_put(r, c, values, reasons);
  if (running_failed(r, &fail) != E823) return 4;
  running_close(r, false);
  return access(named(".new"), F_OK) ? 42 : 5;
}

static void a_full_disk_is_a_sentence(void **state) {
  (void)state;
  assert_int_equal(in_child(no_room), 42);
  RunningFile *r = opened(RUNNING_FOUND);                /* the chunks before the one that did not fit */
  assert_in_range(running_chunks(r, 9), 1, 8);
  running_close(r, true);
  Fail fail = {0};
  RunningState found;
  assert_fails(running_open("/proc/none/a.db", key, "", COLUMNS, LENGTH, &r, &found, &fail), E827, &fail, "cannot be kept beside the archive");
  running_close(r, false);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(the_next_process_finds_it, fresh), cmocka_unit_test_setup(parts_and_other_shapes_are_others, fresh),
    cmocka_unit_test_setup(another_start_of_the_machine, fresh), cmocka_unit_test_setup(damage_is_set_aside, fresh),
    cmocka_unit_test_setup(a_full_disk_is_a_sentence, fresh)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
