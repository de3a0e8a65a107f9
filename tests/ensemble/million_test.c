/* A thousand poisoned runs in a million: each of them named, the first ten with their stories, the rest as without poison. */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#define TINY "ensemble tests/ensemble/tiny/model.lua -n 1000000 "

enum { RUNS = 1000000, COLUMNS = 3 };                    /* run, last, size */

static double little_double(const unsigned char *p) {
  uint64_t w = 0;
  double x;
  for (int i = 0; i < 8; i++) w |= (uint64_t)p[i] << (8 * i);
  memcpy(&x, &w, sizeof x);
  return x;
}

/* The bytes of run r's outcome and indicator in a .npy file. */
static const unsigned char *row(const char *npy, unsigned r) {
  const unsigned char *p = (const unsigned char *)npy;
  return p + 10 + p[8] + 256u * p[9] + 8 * (COLUMNS * (size_t)r + 1);
}

static unsigned count(const char *text, const char *part) {
  unsigned n = 0;
  for (const char *p = text; (p = strstr(p, part)); p += strlen(part)) n++;
  return n;
}

static void a_thousand_in_a_million(void **state) {
  (void)state;
  Ran r = run(TINY "--set poison=1 --archive %s/a.db --out %s/s.json --lang en");
  assert_exit(r, 0);
  assert_int_equal(count(r.out, "  run "), 10);
  assert_has(r.out, "runs are not in the summary (not finite, or a check failed):\n");
  assert_has(r.out, "'size' is not finite in 0 (tiny.lua:");
  assert_has(r.out, "check '命运' does not hold in ");
  assert_has(r.out, "the others stand in the archive");
  done(&r);
  r = run("archive export 1 --archive %s/a.db --out %s/x.json");
  assert_exit(r, 0);
  done(&r);
  r = run(TINY "--set poison=1 --no-archive --quiet --draws %s/with.npy");
  assert_exit(r, 0);
  done(&r);
  r = run(TINY "--set poison=0 --no-archive --quiet --draws %s/without.npy");
  assert_exit(r, 0);
  done(&r);
  char *with = read_whole(scratch_path("with.npy")), *without = read_whole(scratch_path("without.npy"));
  char *exported = read_whole(scratch_path("x.json")), *summary = read_whole(scratch_path("s.json"));
  const char *at = json_at(exported, "bad");
  unsigned bad = 0, different = 0, unfinite = 0;
  for (unsigned i = 0; i < RUNS; i++) {
    assert_true(isfinite(little_double(row(without, i))));
    if (isfinite(little_double(row(with, i)))) { different += memcmp(row(with, i), row(without, i), 16) != 0; continue; }
    char entry[64];
    snprintf(entry, sizeof entry, "{\"run\":%u,\"reason\":\"", i);
    at = strstr(at, entry);                              /* in order, none left out */
    assert_non_null(at);
    at += strlen(entry);
    bool is_unfinite = strncmp(at, "not finite\"", 11) == 0;
    assert_true(is_unfinite || strncmp(at, "命运\"", 7) == 0);
    unfinite += is_unfinite, bad++;
  }
  assert_true(strstr(at, "{\"run\":") > json_at(exported, "result"));   /* and no other: this one is of the summary */
  assert_int_equal(different, 0);
  assert_in_range(bad, 990, 1010);
  assert_in_range(unfinite, 490, 510);
  assert_within(json_number_at(summary, "bad"), bad, 0);
  assert_null(json_at(summary, "bad_listed"));
  print_message("# measured: %u of 1000000 runs are poisoned, %u of them not finite; all are named in the archive\n", bad, unfinite);
  free(with), free(without), free(exported), free(summary);
}

/* The archive lists the first hundred thousand; the summary says so. */
static void more_than_are_listed(void **state) {
  (void)state;
  Ran r = run(TINY "--set poison=1 --set share=0.2 --archive %s/b.db --out %s/s.json --lang en");
  assert_exit(r, 0);
  assert_has(r.out, "the archive lists the first 100000\n");
  done(&r);
  char *summary = read_whole(scratch_path("s.json"));
  double bad = json_number_at(summary, "bad");
  assert_within(bad, 400000, 100);
  assert_within(json_number_at(summary, "bad_listed"), 100000, 0);
  free(summary);
  r = run("archive show 1 --archive %s/b.db --lang en");
  assert_exit(r, 0);
  assert_has(r.out, "Runs that are not in the summary, the first 100000:\n");
  done(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(a_thousand_in_a_million), cmocka_unit_test(more_than_are_listed)};
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
