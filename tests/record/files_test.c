/* Buffers, files that are whole or not there, JSON, CSV cells, IAMC units. */
#define _XOPEN_SOURCE 700
#include "record/buffer.h"
#include "record/csv.h"
#include "record/iamc.h"
#include "record/json.h"
#include "support/check.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static int setup(void **state) {
  (void)state;
  signal(SIGXFSZ, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  strcpy(folder, "/tmp/yuanjing-files-XXXXXX");
  return mkdtemp(folder) ? 0 : -1;
}

static int teardown(void **state) {
  (void)state;
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", folder);
  return system(command);
}

static const char *path_to(const char *name) {
  static char path[128];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static void check_file(const char *name, const char *expected) {
  char text[256] = "";
  FILE *file = fopen(path_to(name), "r");
  assert_non_null(file);
  size_t n = fread(text, 1, sizeof text - 1, file);
  text[n] = 0;
  fclose(file);
  assert_string_equal(text, expected);
}

static unsigned files_in_folder(void) {
  char command[160], text[16] = "";
  snprintf(command, sizeof command, "ls -A '%s' | wc -l", folder);
  FILE *pipe = popen(command, "r");
  assert_non_null(fgets(text, sizeof text, pipe));
  pclose(pipe);
  return (unsigned)atoi(text);
}

/* ---- buffers and files ---- */

static void buffer_grows(void **state) {
  (void)state;
  Buffer b = {0};
  assert_string_equal(buffer_text(&b), "");
  for (int i = 0; i < 3000; i++) buffer_format(&b, "%d,", i);
  buffer_repeat(&b, "ab", 3);
  assert_true(b.length > 10000);
  assert_has(b.text, ",2999,ababab");
  assert_false(b.failed);
  buffer_free(&b);
}

static void a_file_is_replaced_whole(void **state) {
  (void)state;
  Buffer b = {0};
  Fail fail = {0};
  buffer_put(&b, "first\n");
  assert_done(buffer_save(&b, path_to("a.csv"), &fail), &fail);
  check_file("a.csv", "first\n");
  buffer_put(&b, "second\n");
  assert_done(buffer_save(&b, path_to("a.csv"), &fail), &fail);
  check_file("a.csv", "first\nsecond\n");
  assert_int_equal(files_in_folder(), 1);
  buffer_free(&b);
}

static void a_link_is_written_through(void **state) {
  (void)state;
  Buffer b = {0};
  Fail fail = {0};
  char target[128];
  buffer_put(&b, "x");
  snprintf(target, sizeof target, "%s", path_to("a.csv"));
  assert_int_equal(symlink(target, path_to("link.csv")), 0);
  assert_done(buffer_save(&b, path_to("link.csv"), &fail), &fail);
  check_file("a.csv", "x");
  struct stat is;
  assert_int_equal(lstat(path_to("link.csv"), &is), 0);
  assert_true(S_ISLNK(is.st_mode));
  buffer_free(&b);
}

static void a_full_disk_is_a_sentence(void **state) {
  (void)state;
  Buffer b = {0};
  Fail fail = {0};
  buffer_put(&b, "x");
  assert_fails(buffer_save(&b, "/dev/full", &fail), E811, &fail, "cannot write /dev/full: No space left on device");
  assert_int_equal(fail_exit(E811), EXIT_MACHINE);
  assert_fails(buffer_save(&b, "/nowhere/at/all.csv", &fail), E811, &fail, "No such file or directory");
  assert_fails(buffer_save(&b, folder, &fail), E811, &fail, "Is a directory");
  int full = open("/dev/full", O_WRONLY);
  assert_fails(buffer_send(&b, full, "the output", &fail), E811, &fail, "cannot write the output");
  close(full);
  buffer_free(&b);
}

static void a_file_that_may_not_grow_leaves_the_old_one(void **state) {
  (void)state;
  Buffer b = {0};
  Fail fail = {0};
  struct rlimit old, small;
  buffer_put(&b, "old\n");
  assert_done(buffer_save(&b, path_to("b.csv"), &fail), &fail);
  buffer_repeat(&b, "0123456789", 1000);
  unsigned before = files_in_folder();
  getrlimit(RLIMIT_FSIZE, &old);
  small = old;
  small.rlim_cur = 512;
  setrlimit(RLIMIT_FSIZE, &small);
  int code = buffer_save(&b, path_to("b.csv"), &fail);
  setrlimit(RLIMIT_FSIZE, &old);
  assert_fails(code, E811, &fail, "File too large");
  check_file("b.csv", "old\n");
  assert_int_equal(files_in_folder(), before);
  buffer_free(&b);
}

static void a_reader_that_left_is_no_failure(void **state) {
  (void)state;
  Buffer b = {0};
  Fail fail = {0};
  int ends[2];
  buffer_repeat(&b, "0123456789", 100000);
  assert_int_equal(pipe(ends), 0);
  close(ends[0]);
  assert_done(buffer_send(&b, ends[1], "the output", &fail), &fail);
  close(ends[1]);
  buffer_free(&b);
}

/* ---- JSON ---- */

static void json_nests_and_escapes(void **state) {
  (void)state;
  Buffer b = {0};
  Json j = json_to(&b);
  json_object(&j);
  json_pair(&j, "人", "a\"b\\c\n\t\x01");
  json_pair(&j, "none", NULL);
  json_key(&j, "list");
  json_array(&j);
  json_number(&j, 1);
  json_number(&j, NAN);
  json_count(&j, 3);
  json_object(&j);
  json_end(&j);
  json_bool(&j, true);
  json_end(&j);
  json_pair(&j, "bad", "\xff!");
  json_end(&j);
  assert_string_equal(b.text, "{\"人\":\"a\\\"b\\\\c\\n\\t\\u0001\",\"none\":null,\"list\":[1,null,3,{},true],\"bad\":\"\xEF\xBF\xBD!\"}");
  buffer_free(&b);
}

static void json_numbers_read_back(void **state) {
  (void)state;
  const double numbers[] = {0.1, 1.0 / 3, 3208.93, 1e300, 5e-324, -0.0, 25041.415432134567};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    Buffer b = {0};
    Json j = json_to(&b);
    json_number(&j, numbers[i]);
    assert_same_double(strtod(b.text, NULL), numbers[i]);
    buffer_free(&b);
  }
}

/* ---- CSV and IAMC ---- */

static void csv_quotes_what_needs_it(void **state) {
  (void)state;
  static const char *const cells[][2] = {
    {"plain", "plain"}, {"a,b", "\"a,b\""}, {"say \"x\"", "\"say \"\"x\"\"\""}, {"two\nlines", "\"two\nlines\""}, {" edge", "\" edge\""}, {"", ""}};
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
    Buffer b = {0};
    csv_cell(&b, cells[i][0]);
    assert_string_equal(buffer_text(&b), cells[i][1]);
    buffer_free(&b);
  }
}

static void iamc_units_are_the_consortiums(void **state) {
  (void)state;
  static const struct { const char *unit, *iamc; double one; } rows[] = {
    {"万人", "million", 0.01},
    {"万人/a", "million/yr", 0.01},
    {"亿元2020/a", "billion CNY_2020/yr", 0.1},
    {"亿元当年/a", "billion CNY_current/yr", 0.1},
    {"万tce/a", "EJ/yr", 2.93076e-4},
    {"亿kWh/a", "EJ/yr", 3.6e-4},
    {"MtCO2/a", "Mt CO2/yr", 1},
    {"元2020/tCO2", "CNY_2020/t CO2", 1},
    {"万元2020/a/人", "thousand CNY_2020/yr/person", 10},
    {"岁", "years", 1},
  };
  Arena *arena = arena_new();
  UnitTable *units = unit_table_new(arena);
  Fail fail = {0};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    Unit unit;
    char out[IAMC_UNIT];
    assert_done(unit_parse(units, rows[i].unit, &unit, &fail, place_at(NULL, 0, 0)), &fail);
    double factor = iamc_unit(units, unit, out);
    assert_string_equal(out, rows[i].iamc);
    assert_near(unit_in(unit, 1) * factor, rows[i].one, 1e-15 * 4);
  }
  Unit other;
  char out[IAMC_UNIT];
  assert_done(unit_parse(units, "%", &other, &fail, place_at(NULL, 0, 0)), &fail);
  assert_true(isnan(iamc_unit(units, other, out)));
  assert_string_equal(out, "%");
  static const char *const unlike[] = {"tCO2/万元2020", "tce", "tCO2/a2", "人·a", "1/a", "km2"};
  for (size_t i = 0; i < sizeof unlike / sizeof *unlike; i++) {
    assert_done(unit_parse(units, unlike[i], &other, &fail, place_at(NULL, 0, 0)), &fail);
    assert_true(isnan(iamc_unit(units, other, out)));
  }
  arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(buffer_grows),
    cmocka_unit_test(a_file_is_replaced_whole),
    cmocka_unit_test(a_link_is_written_through),
    cmocka_unit_test(a_full_disk_is_a_sentence),
    cmocka_unit_test(a_file_that_may_not_grow_leaves_the_old_one),
    cmocka_unit_test(a_reader_that_left_is_no_failure),
    cmocka_unit_test(json_nests_and_escapes),
    cmocka_unit_test(json_numbers_read_back),
    cmocka_unit_test(csv_quotes_what_needs_it),
    cmocka_unit_test(iamc_units_are_the_consortiums),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
