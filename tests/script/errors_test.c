/* Every way to be wrong has a failing file and its cured twin in tests/cases/errors/<code>_<name>: bad.lua and cured.lua,
 * or bad/model.lua and cured/model.lua. The sentence is quoted in a comment on the line that the failure must name:
 *
 *     x = flow {2}                            -- expect error: E162 flow needs its unit first
 *     -- expect error in absent.lua: E106 ... the failure names that file and no line
 *     -- expect error in numbers.csv:3: E513 ... that file and that line
 *
 * The cured twin must load, and link. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"
#include "model/link.h"
#include "script/script.h"
#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>

#define CASES TEST_FOLDER "/cases/errors"

static int problems, quoted;
#define problem(...) (print_error(__VA_ARGS__), print_error("\n"), problems++)

/* What a comment of the case promises. */
typedef struct { char file[800]; int line; char code[8]; char sentence[512]; } Promise;

static bool read_promise(const char *line, const char *path, int number, Promise *out) {
  const char *comment = strstr(line, "-- expect error");
  if (!comment) return false;
  const char *colon = strstr(comment, ": ");
  *out = (Promise){.line = number};
  snprintf(out->file, sizeof out->file, "%s", path);
  char other[200];
  if (sscanf(comment, "-- expect error in %199[^:]", other) == 1) {
    char *slash = strrchr(out->file, '/');
    snprintf(slash + 1, sizeof out->file - (size_t)(slash + 1 - out->file), "%s", other);
    out->line = colon ? (int)strtol(strchr(comment, ':') + 1, NULL, 10) : 0;
  }
  int at = 0;
  if (!colon || sscanf(colon + 2, "%7s %n", out->code, &at) != 1) return false;
  snprintf(out->sentence, sizeof out->sentence, "%s", colon + 2 + at);
  out->sentence[strcspn(out->sentence, "\r\n")] = 0;
  size_t n = strlen(out->sentence);
  while (n && out->sentence[n - 1] == ' ') out->sentence[--n] = 0;
  return true;
}

/* The one promise of the .lua files in a folder. */
static int find_promises(const char *folder, bool skip_cured, Promise *out) {
  int found = 0;
  DIR *d = opendir(folder);
  if (!d) return 0;
  for (struct dirent *e; (e = readdir(d));) {
    char path[800], line[4096];
    if (!strstr(e->d_name, ".lua") || (skip_cured && strcmp(e->d_name, "cured.lua") == 0)) continue;
    snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    for (int number = 1; fgets(line, sizeof line, f); number++) found += read_promise(line, path, number, out);
    fclose(f);
  }
  closedir(d);
  return found;
}

static int no_draws(const Expr *draw, double *median, Fail *fail) {
  (void)draw, (void)fail;
  *median = 1;
  return 0;
}

/* Loads and links. */
static int read_case(const char *path, Fail *fail) {
  Loaded *loaded = NULL;
  Linked *linked = NULL;
  const Layer *layers = NULL;
  int status = script_load(path, NULL, &loaded, fail);
  if (status) {
    assert_null(loaded);
    return status;
  }
  LinkOptions options = {0};
  if (loaded->scenario) {
    options.n_layers = scenario_layers(loaded->model->arena, loaded->scenario, &layers);
    options.layers = layers;
    options.horizon = scenario_horizon(loaded->scenario);
  }
  status = link_model(loaded->model, &options, no_draws, &linked, fail);
  link_free(linked);
  static char file[800];                                   /* the arena of its name goes with the model */
  if (status && fail->place.file) {
    snprintf(file, sizeof file, "%s", fail->place.file);
    fail->place.file = file;
  }
  script_free(loaded);
  return status;
}

static bool is_there(const char *path) {
  struct stat about;
  return stat(path, &about) == 0;
}

static void check_bad(const char *name, const char *path, const Promise *promise) {
  Fail fail = {0};
  char text[2048];
  int status = read_case(path, &fail);
  fail_text(text, sizeof text, &fail);
  if (!status) { problem("%s: nothing failed, expected %s", path, promise->code); return; }
  const char *file = fail.place.file ? fail.place.file : "";
  bool place = strcmp(file, promise->file) == 0 && fail.place.line == promise->line;
  bool words = strcmp(fail_name(fail.code), promise->code) == 0 && strstr(fail.sentence, promise->sentence);
  if (!place) problem("%s\n  the place is not %s:%d", text, promise->file, promise->line);
  if (!words) problem("%s\n  is not: %s %s", text, promise->code, promise->sentence);
  if (strncmp(name, promise->code, 4) != 0) problem("%s: the folder is named after another code than %s", name, promise->code);
  if (strlen(promise->sentence) < 12) problem("%s: quotes too little", name);
  quoted++;
}

static void check_case(const char *name) {
  char folder[512], path[600];
  Promise promise;
  Fail fail = {0};
  snprintf(folder, sizeof folder, "%s/%s/bad", CASES, name);
  bool is_folder = is_there(folder);
  if (!is_folder) snprintf(folder, sizeof folder, "%s/%s", CASES, name);
  int promises = find_promises(folder, true, &promise);
  if (promises != 1) { problem("%s: %d expectations, one is wanted", name, promises); return; }
  snprintf(path, sizeof path, is_folder ? "%s/model.lua" : "%s/bad.lua", folder);
  check_bad(name, path, &promise);
  snprintf(path, sizeof path, is_folder ? "%s/%s/cured/model.lua" : "%s/%s/cured.lua", CASES, name);
  if (!read_case(path, &fail)) return;
  char text[2048];
  fail_text(text, sizeof text, &fail);
  problem("the cured twin fails: %s", text);
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static int list_cases(char *names[], int most) {
  int n = 0;
  DIR *d = opendir(CASES);
  assert_non_null(d);
  for (struct dirent *e; (e = readdir(d)) && n < most;)
    if (e->d_name[0] == 'E') names[n++] = strdup(e->d_name);
  closedir(d);
  qsort(names, (size_t)n, sizeof *names, by_name);
  return n;
}

static void test_cases(void **state) {
  (void)state;
  char *names[1024];
  int n = list_cases(names, 1024);
  for (int i = 0; i < n; i++) { check_case(names[i]); free(names[i]); }
  print_message("%d ways to be wrong, %d sentences quoted\n", n, quoted);
  assert_true(n >= 200);
  assert_int_equal(problems, 0);
}

/* Codes that need bytes, or more files than one would keep: see hostile_test.c, load_test.c, table_test.c, limits_test.c; E614 warns, see
 * range.lua among the language cases. */
static const char *const elsewhere[] = {"E101", "E102", "E103", "E104", "E105", "E114", "E526", "E364", "E365", "E602", "E607", "E608", "E609", "E610", "E614"};

/* Guards of the linker and of the paths for models that were not read from text: the reader refuses the same mistake first,
 * by the code beside, which has a case. */
static const char *const earlier[][2] = {
  {"E304", "E150"}, {"E334", "E165"}, {"E335", "E165"}, {"E342", "E116"}, {"E343", "E174"}, {"E345", "E140"}, {"E355", "E131"},
  {"E356", "E154"}, {"E403", "E124"}, {"E404", "E127"}, {"E405", "E116"}, {"E432", "E156"}, {"E437", "E161"}, {"E443", "E165"},
  {"E449", "E167"}, {"E451", "E167"}, {"E531", "E150"}, {"E533", "E157"}};

/* `previous` of an expression that loses an axis in the past, compound or smooth of one that has other axes in the start
 * year than after it: no text is known that does it. */
static const char *const never_seen[] = {"E363", "E425"};

static bool in_list(const char *code, const char *const *list, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(list[i], code) == 0) return true;
  return false;
}

static const char *said_earlier(const char *code) {
  for (size_t i = 0; i < sizeof earlier / sizeof *earlier; i++)
    if (strcmp(earlier[i][0], code) == 0) return earlier[i][1];
  return code;
}

/* The reader, the linker, units, axes, paths and tables; scenarios as they are read and linked. */
static bool has_files(const char *code) {
  return strchr("12345", code[1]) || strncmp(code, "E60", 3) == 0 || strncmp(code, "E61", 3) == 0;
}

static void test_every_code_has_a_case(void **state) {
  (void)state;
  char *names[1024];
  int n = list_cases(names, 1024), missing = 0;
  for (unsigned i = 0; fail_code(i); i++) {
    const char *code = fail_name(fail_code(i)), *said = said_earlier(code);
    bool found = in_list(code, elsewhere, sizeof elsewhere / sizeof *elsewhere) ||
                 in_list(code, never_seen, sizeof never_seen / sizeof *never_seen);
    for (int k = 0; k < n && !found; k++) found = strncmp(names[k], said, 4) == 0;
    if (has_files(code) && !found) { print_error("%s has no case\n", code); missing++; }
  }
  for (int i = 0; i < n; i++) free(names[i]);
  assert_int_equal(missing, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases), cmocka_unit_test(test_every_code_has_a_case)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
