/* Every example that --help prints works as printed, in a copy of models and scripts; only the number of runs is smaller.
 * --json gives one object and nothing else, also with --quiet; --quiet alone gives nothing. */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

static char program[4096];                       /* of the program, absolute */
static int problems;

/* In the copy. */
static Ran run_there(const char *arguments) {
  char command[8192], out[128], err[128];
  snprintf(command, sizeof command, "cd '%s/copy' && '%s' %s >../stdout 2>../stderr </dev/null", scratch, program, arguments);
  int status = system(command);
  snprintf(out, sizeof out, "%s/stdout", scratch);
  snprintf(err, sizeof err, "%s/stderr", scratch);
  return (Ran){WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_whole(out), read_whole(err)};
}

static int make_copy(void **state) {
  char command[512];
  const char *build = getenv("BUILD");
  if (make_scratch(state) || !realpath(build ? build : "build", program)) return -1;
  strcat(program, "/yuanjing");
  snprintf(command, sizeof command, "mkdir '%s/copy' && cp -R models scripts '%s/copy/'", scratch, scratch);
  return system(command);
}

static void expect(const char *arguments, const Ran *r, bool fine, const char *what) {
  if (fine) return;
  print_error("yuanjing %s: %s (exit code %d)\n%.300s\n%.300s\n", arguments, what, r->exit, r->out, r->err);
  problems++;
}

/* The example with 16 runs instead of its own number. */
static void with_few_runs(const char *example, char *out, size_t n) {
  const char *runs = strstr(example, " -n ");
  snprintf(out, n, "%.*s -n 16%s", (int)(runs ? runs - example : (long)strlen(example)), example, runs ? runs + 4 + strcspn(runs + 4, " ") : "");
}

/* Exit code 1 is an answer too: a target missed with --fail-on-miss. */
static void try_example(const char *example) {
  Ran r = run_there(example);
  bool done_well = r.exit == 0 || (r.exit == 1 && strstr(example, "--fail-on-miss"));
  expect(example, &r, done_well && !strstr(r.err, "(E"), "does not work");
  if (strstr(example, "--json")) expect(example, &r, json_is_one_object(r.out), "is not one JSON object");
  else if (strstr(example, "--quiet")) expect(example, &r, !*r.out && !*r.err, "is not quiet");
  done(&r);
}

static void also(const char *example, const char *option) {
  char more[2048];
  if (strstr(example, option)) return;
  snprintf(more, sizeof more, "%s %s", example, option);
  try_example(more);
}

/* The lines after "Examples:" of the command's page. Returns how many. */
static int try_examples(const char *command, bool many_runs, bool twice) {
  char question[64], line[2048];
  int n = 0;
  snprintf(question, sizeof question, "%s --help --lang en", command);
  Ran page = run_there(question);
  const char *at = strstr(page.out, "Examples:\n");
  for (; at && (at = strstr(at, "\n  yuanjing ")); n++) {
    at += strlen("\n  yuanjing ");
    snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
    char few[2048];
    if (many_runs) with_few_runs(line, few, sizeof few);
    try_example(many_runs ? few : line);
    if (twice) also(line, "--quiet"), also(line, "--json");
  }
  done(&page);
  return n;
}

static void pages_that_only_read(void **state) {
  (void)state;
  problems = 0;
  assert_true(try_examples("", false, true) >= 2);
  assert_true(try_examples("run", false, true) >= 5);
  assert_true(try_examples("compare", false, true) >= 2);
  assert_true(try_examples("diff", false, true) >= 2);
  assert_true(try_examples("why", false, true) >= 3);
  assert_true(try_examples("attribute", false, true) >= 2);
  assert_true(try_examples("check", false, false) >= 2);
  assert_true(try_examples("vocabulary", false, false) >= 2);
  assert_int_equal(problems, 0);
}

static void pages_that_write(void **state) {
  (void)state;
  problems = 0;
  assert_true(try_examples("new", false, false) >= 3);
  try_example("run scripts/more_wind.lua --quiet");
  try_example("run scripts/more_rail.lua --quiet");
  try_example("new another --json");
  try_example("new still_another --quiet");
  assert_int_equal(problems, 0);
}

static void pages_of_many_runs(void **state) {
  (void)state;
  problems = 0;
  assert_true(try_examples("ensemble", true, false) >= 4);
  for (int part = 1; part <= 3; part++) {
    char line[200];
    snprintf(line, sizeof line, "ensemble scripts/green.lua -n 600 --shard %d/3 --archive part%d.db --quiet", part, part);
    try_example(line);
  }
  assert_true(try_examples("archive", false, false) >= 5);
  try_example("archive show 3 --json");
  try_example("ensemble scripts/green.lua -n 16 --no-archive --json");
  assert_int_equal(problems, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(pages_that_only_read), cmocka_unit_test(pages_that_write), cmocka_unit_test(pages_of_many_runs)};
  return cmocka_run_group_tests(tests, make_copy, remove_scratch);
}
