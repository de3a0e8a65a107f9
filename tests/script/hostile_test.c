/* Runs every script of tests/hostile as index.csv says: file, code, line, words of the sentence. Names that begin with @
 * are written by this program, because they are large.
 *
 * A code E111/E110 is of a loop that fills the memory, or runs out of time where that goes slowly.
 *
 * Each runs in a child with 2 s, 96 MiB, no file to write and an empty folder to be in. It must end by itself, as a bad
 * script does (exit code 3), naming its own file and line, twice with the same words; and afterwards the same process
 * must still read a harmless scenario and find Lua unchanged. */
#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE
#include "support/check.h"
#include "base/text.h"
#include "script/script.h"
#include "script/state.h"
#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { SECONDS = SANITIZED ? 20 : 2, MEBIBYTES = 96 };

static char hostile[1024], nowhere[1024];                  /* the scripts; an empty folder */
static int problems, scripts;
#define problem(...) (print_error(__VA_ARGS__), print_error("\n"), problems++)

/* ---- large scripts --------------------------------------------------------------------------------------------- */

static void repeat(FILE *f, const char *text, int times) { for (int i = 0; i < times; i++) fputs(text, f); }

static void write_large(const char *name, FILE *f) {
  if (strcmp(name, "deep_tables") == 0) { fputs("return ", f); repeat(f, "{", 100000); repeat(f, "}", 100000); }
  else if (strcmp(name, "deep_parentheses") == 0) { fputs("return ", f); repeat(f, "(", 100000); fputs("1", f); repeat(f, ")", 100000); }
  else if (strcmp(name, "deep_minus") == 0) { fputs("return ", f); repeat(f, "- ", 80000); fputs("1", f); }
  else if (strcmp(name, "deep_functions") == 0) { repeat(f, "return function() ", 5000); repeat(f, "end ", 5000); }
  else if (strcmp(name, "field_chain") == 0) { fputs("local a = {} return a", f); repeat(f, ".x", 130000); }
  else if (strcmp(name, "index_chain") == 0) { fputs("local a = {} return a", f); repeat(f, "[1]", 80000); }
  else if (strcmp(name, "assign_chain") == 0) { fputs("local a = {}\n", f); repeat(f, "a=a.x\n", 40000); }
  else if (strcmp(name, "many_locals") == 0) for (int i = 0; i < 300; i++) fprintf(f, "local v%d = 0\n", i);
  else if (strcmp(name, "many_constants") == 0) { fputs("return {model = 1", f); for (int i = 0; i < 9000; i++) fprintf(f, ", k%d = %d.5", i, i); fputs("} -- return model", f); }
  else if (strcmp(name, "one_line") == 0) { fputs("return {", f); repeat(f, "1,", 600000); fputs("}", f); }
  else if (strcmp(name, "long_number") == 0) { fputs("return ", f); repeat(f, "9", 100000); }
  else if (strcmp(name, "long_name") == 0) { fputs("return {", f); repeat(f, "n", 100000); fputs(" = 1}", f); }
  else if (strcmp(name, "long_concat") == 0) { fputs("local a = 'x' return a", f); repeat(f, "..a", 300); }
  else fail_msg("no large script called %s", name);
}

/* ---- the child ---------------------------------------------------------------------------------------------------- */

static void limit(int resource, rlim_t value) {
  struct rlimit r = {value, value};
  setrlimit(resource, &r);
}

/* Lua in a fresh state is as it should be, and a harmless scenario still reads the same. */
static bool is_unharmed(void) {
  char path[1200];
  Fail fail;
  Script script;
  Source source;
  Loaded *loaded;
  Arena *arena = arena_new();
  snprintf(path, sizeof path, "%s/probe.lua", hostile);
  bool well = script_open(&script, arena, NULL, NULL, &fail) == 0;
  if (well) {
    well = source_read(arena, path, &source, &fail) == 0 && script_run(&script, &source, SCRIPT_PLAIN, &fail) == 0;
    script_close(&script);
  }
  snprintf(path, sizeof path, "%s/harmless/scenario.lua", hostile);
  well = well && script_load(path, NULL, &loaded, &fail) == 0;
  if (well) {
    well = strcmp(expr_text(arena, loaded->scenario->overrides[0].value, 0), "default * 1.5") == 0;
    script_free(loaded);
  } else {
    fail_print(stderr, &fail);
  }
  arena_free(arena);
  return well;
}

typedef struct { int code, line; bool own_file, unharmed; char sentence[1024]; } Answer;

static void child(const char *path, int out) {
  if (chdir(nowhere)) _exit(99);
  if (!SANITIZED) limit(RLIMIT_AS, (rlim_t)MEBIBYTES << 20);
  limit(RLIMIT_CPU, SECONDS);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CORE, 0);
  Fail fail = {0};
  Loaded *loaded = NULL;
  Answer answer = {.code = script_load(path, NULL, &loaded, &fail)};
  answer.line = fail.place.line;
  answer.own_file = fail.place.file && strcmp(fail.place.file, path) == 0;
  memcpy(answer.sentence, fail.sentence, sizeof answer.sentence);
  script_free(loaded);
  answer.unharmed = is_unharmed();
  if (write(out, &answer, sizeof answer) != (ssize_t)sizeof answer) _exit(98);
  _exit(fail_exit(answer.code));
}

/* ---- the parent ----------------------------------------------------------------------------------------------------- */

typedef struct { Answer answer; bool answered; int status; long kilobytes; double seconds; } Outcome;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static Outcome run_script(const char *path) {
  Outcome o = {0};
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  double begin = now();
  pid_t pid = fork();
  assert_true(pid >= 0);
  if (pid == 0) child(path, ends[1]);
  close(ends[1]);
  struct pollfd wait = {ends[0], POLLIN, 0};
  int ready = poll(&wait, 1, 3 * SECONDS * 1000);
  if (ready <= 0) kill(pid, SIGKILL);
  o.answered = ready > 0 && read(ends[0], &o.answer, sizeof o.answer) == (ssize_t)sizeof o.answer;
  close(ends[0]);
  struct rusage usage;
  while (wait4(pid, &o.status, 0, &usage) < 0 && errno == EINTR) {}
  o.kilobytes = usage.ru_maxrss;
  o.seconds = now() - begin;
  return o;
}

static int files_written(void) {
  int n = 0;
  DIR *d = opendir(nowhere);
  assert_non_null(d);
  for (struct dirent *e; (e = readdir(d));) n += e->d_name[0] != '.';
  closedir(d);
  return n;
}

static bool is_plain(const char *text) {
  for (const char *c = text; *c; c++) if ((unsigned char)*c < ' ') return false;
  return text_valid(text, strlen(text)) == strlen(text);
}

static double slowest;
static long largest;

static void check_outcome(const char *name, const char *code, int line, const char *words, const Outcome *o) {
  const Answer *a = &o->answer;
  scripts++;
  if (WIFSIGNALED(o->status)) { problem("%s: ended by signal %d after %.1f s", name, WTERMSIG(o->status), o->seconds); return; }
  if (!o->answered) { problem("%s: gave no answer (exit code %d)", name, WEXITSTATUS(o->status)); return; }
  if (!a->code || !strstr(code, fail_name(a->code)) || !strstr(a->sentence, words)) problem("%s: %s %s\n  is not: %s %s", name, fail_name(a->code), a->sentence, code, words);
  if (a->line != line || !a->own_file) problem("%s: names %s:%d, not its line %d", name, a->own_file ? name : "another file", a->line, line);
  if (WEXITSTATUS(o->status) != EXIT_SCRIPT) problem("%s: exit code %d", name, WEXITSTATUS(o->status));
  if (!a->unharmed) problem("%s: something was changed for the scripts after it", name);
  if (!is_plain(a->sentence)) problem("%s: the sentence is not plain UTF-8", name);
  if (o->seconds > SECONDS) problem("%s: took %.2f s", name, o->seconds);
  if (!SANITIZED && o->kilobytes > MEBIBYTES * 1024L) problem("%s: took %ld MiB", name, o->kilobytes / 1024);
  if (files_written()) problem("%s: wrote a file", name);
  if (o->seconds > slowest) slowest = o->seconds;
  if (o->kilobytes > largest) largest = o->kilobytes;
}

/* The next cell of a line of CSV, quotes removed, in place. */
static char *next_cell(char **line) {
  char *from = *line, *out = from, *in = from;
  if (*in == '"') {
    for (in++; *in && !(*in == '"' && in[1] != '"'); in++) { if (*in == '"') in++; *out++ = *in; }
    if (*in) in++;
  } else {
    while (*in && *in != ',' && *in != '\n') *out++ = *in++;
  }
  *line = *in ? in + 1 : in;
  *out = 0;
  return from;
}

static void check_row(char *line) {
  char *name = next_cell(&line), *code = next_cell(&line), *number = next_cell(&line), *words = next_cell(&line), path[1400], large[1100];
  snprintf(path, sizeof path, "%s/%s", hostile, name);
  if (*name == '@') {
    snprintf(large, sizeof large, "%s.large.lua", nowhere);
    snprintf(path, sizeof path, "%s", large);
    FILE *f = fopen(large, "w");
    assert_non_null(f);
    write_large(name + 1, f);
    fclose(f);
  }
  Outcome first = run_script(path), second = {0};
  check_outcome(name, code, atoi(number), words, &first);
  bool again = !strstr(code, "E110");                      /* these take their second each, or either way */
  if (again) second = run_script(path);
  if (again && strcmp(first.answer.sentence, second.answer.sentence) != 0) problem("%s: two runs, two sentences:\n%s\n%s", name, first.answer.sentence, second.answer.sentence);
  if (*name == '@') unlink(path);
}

static void test_hostile_scripts(void **state) {
  (void)state;
  char line[1024], path[1200];
  snprintf(path, sizeof path, "%s/index.csv", hostile);
  FILE *f = fopen(path, "r");
  assert_non_null(f);
  assert_non_null(fgets(line, sizeof line, f));
  while (fgets(line, sizeof line, f)) check_row(line);
  fclose(f);
  print_message("%d hostile scripts, the slowest %.2f s, the largest %ld MiB\n", scripts, slowest, largest / 1024);
  assert_true(scripts >= 120);
  assert_int_equal(problems, 0);
}

/* Every file in the folder is in the index: none is forgotten. */
static void test_every_script_is_in_the_index(void **state) {
  (void)state;
  char path[1200];
  snprintf(path, sizeof path, "%s/index.csv", hostile);
  FILE *f = fopen(path, "r");
  assert_non_null(f);
  static char index[1 << 20];
  index[fread(index, 1, sizeof index - 1, f)] = 0;
  fclose(f);
  DIR *d = opendir(hostile);
  assert_non_null(d);
  int files = 0;
  for (struct dirent *e; (e = readdir(d));) {
    if (!strstr(e->d_name, ".lua") || strcmp(e->d_name, "probe.lua") == 0) continue;
    char row[300];
    snprintf(row, sizeof row, "\n%s,", e->d_name);
    if (!strstr(index, row)) fail_msg("%s is not in the index", e->d_name);
    files++;
  }
  closedir(d);
  assert_true(files >= 100);
}

static void test_a_harmless_scenario_is_read(void **state) {
  (void)state;
  assert_true(is_unharmed());
}

int main(void) {
  char folder[] = "/tmp/hostile_XXXXXX";
  if (!realpath(TEST_FOLDER "/hostile", hostile) || !mkdtemp(folder)) return 99;
  snprintf(nowhere, sizeof nowhere, "%s", folder);
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_harmless_scenario_is_read), cmocka_unit_test(test_every_script_is_in_the_index),
                                     cmocka_unit_test(test_hostile_scripts)};
  int status = cmocka_run_group_tests(tests, NULL, NULL);
  rmdir(folder);
  return status;
}
