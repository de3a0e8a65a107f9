/* Runs every model of tests/cases/language. Expectations stand in comments:
 *   -- expect: name@2021 = 3.5          a value at a year, in the declared unit; [k] picks an element
 *   -- expect: name = 3.5               an outcome or target
 *   -- expect start unknown: name       no value in the start year
 *   -- expect error: E423 words         linking fails with that code, the sentence holds the words
 *   -- expect warning: E614 words       linking warns
 *   -- expect checks failed: 1          how many checks do not hold; 0 unless said
 * A number may be followed by ~ and a relative tolerance; 1e-12 otherwise. Program and oracle must agree bit for bit. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"
#include "model/oracle.h"
#include "model/link.h"
#include "script/script.h"
#include <dirent.h>
#include <stdlib.h>

static int no_draws(const Expr *draw, double *median, Fail *fail) {
  (void)fail;
  *median = draw->n_args ? draw->args[draw->n_args > 2 ? 1 : 0]->number : 0.0;
  return 0;
}

typedef struct { const char *file; const Linked *linked; const Oracle *oracle; int expectations; } Case;

static int problems;
#define problem(...) (print_error(__VA_ARGS__), print_error("\n"), problems++)

static const Walk *walk_named(const Linked *l, const char *name) {
  for (unsigned i = 0; i < l->n_outcomes; i++)
    if (strcmp(l->outcomes[i].decl->name, name) == 0) return &l->outcomes[i];
  for (unsigned i = 0; i < l->n_targets; i++)
    if (strcmp(l->targets[i].decl->name, name) == 0) return &l->targets[i];
  return NULL;
}

static double value_of(const Case *c, const char *name, unsigned element, double year) {
  const Linked *l = c->linked;
  if (isnan(year)) {
    const Walk *w = walk_named(l, name);
    if (!w || w->value == NODE_NONE) { problem("%s: no outcome '%s'", c->file, name); return NAN; }
    return unit_out(w->unit, *oracle_value(c->oracle, w->value, 0));
  }
  const Symbol *s = link_symbol(l, name);
  if (!s) { problem("%s: no name '%s'", c->file, name); return NAN; }
  double grid = (year - l->graph->start) / l->graph->step;
  return unit_out(s->unit, oracle_output(c->oracle, s->output, (uint32_t)(grid + 0.5))[element]);
}

static void expect_number(Case *c, const char *text) {
  char name[128];
  double year = NAN, expected, tolerance = 1e-12;
  unsigned element = 0;
  int at = 0;
  if (sscanf(text, " %127[a-z0-9A-Z_]%n", name, &at) != 1) problem("%s: cannot read '%s'", c->file, text);
  text += at;
  if (*text == '[') element = (unsigned)strtoul(text + 1, (char **)&text, 10), text++;
  if (*text == '@') year = strtod(text + 1, (char **)&text);
  if (sscanf(text, " = %lf ~ %lf", &expected, &tolerance) < 1) problem("%s: cannot read '%s'", c->file, text);
  double got = value_of(c, name, element, year);
  if (!(fabs(got - expected) <= tolerance * fmax(fabs(expected), 1e-300) + (expected == 0.0 ? 1e-12 : 0.0)))
    problem("%s: %s@%g is %.17g, expected %.17g", c->file, name, year, got, expected);
  c->expectations++;
}

static void expect_failure(Case *c, const char *text, const Fail *fail) {
  char code[8];
  int at = 0;
  sscanf(text, " %7s %n", code, &at);
  if (strcmp(fail_name(fail->code), code) != 0 || !strstr(fail->sentence, text + at))
    problem("%s: expected %s '%s', got %s:%d: %s '%s'", c->file, code, text + at, fail->place.file ? fail->place.file : "?", fail->place.line, fail_name(fail->code), fail->sentence);
  c->expectations++;
}

static bool after(const char *line, const char *prefix, char *rest) {
  if (strncmp(line, prefix, strlen(prefix)) != 0) return false;
  strcpy(rest, line + strlen(prefix));
  rest[strcspn(rest, "\n")] = 0;
  return true;
}

static bool warned(const Linked *l, const char *text) {
  char code[8];
  int at = 0;
  sscanf(text, " %7s %n", code, &at);
  for (unsigned i = 0; i < l->n_warnings; i++)
    if (strcmp(fail_name(l->warnings[i].code), code) == 0 && strstr(l->warnings[i].sentence, text + at)) return true;
  return false;
}

static int failed_checks(const Case *c) {
  int n = 0;
  for (uint32_t i = 0; i < c->linked->graph->n_checks; i++) n += *oracle_value(c->oracle, c->linked->graph->checks[i].failed, 0) != 0.0;
  return n;
}

static void compare(Case *c, FILE *f, int status, const Fail *fail) {
  char line[2048], rest[2048];
  int failing = 0;
  while (fgets(line, sizeof line, f)) {
    if (after(line, "-- expect error:", rest)) { expect_failure(c, rest, fail); continue; }
    if (strncmp(line, "-- expect", 9) != 0) continue;
    if (status) {
      char text[2048];
      fail_text(text, sizeof text, fail);
      problem("%s: %s", c->file, text);
      return;
    }
    if (after(line, "-- expect: ", rest)) expect_number(c, rest);
    else if (after(line, "-- expect start unknown: ", rest)) {
      assert_true(isnan(value_of(c, rest, 0, c->linked->graph->start)));
      c->expectations++;
    } else if (after(line, "-- expect warning: ", rest)) {
      if (!warned(c->linked, rest)) problem("%s: no warning '%s'", c->file, rest);
      c->expectations++;
    } else if (after(line, "-- expect checks failed: ", rest)) failing = atoi(rest), c->expectations++;
    else problem("%s: unknown expectation '%s'", c->file, line);
  }
  if (!status && failed_checks(c) != failing) problem("%s: %d checks failed, expected %d", c->file, failed_checks(c), failing);
  if (c->expectations == 0) problem("%s: expects nothing", c->file);
}

static void run_case(const char *path) {
  Fail fail = {0};
  Loaded *loaded = NULL;
  Linked *linked = NULL;
  LoadOptions options = {.models = TEST_FOLDER "/cases/language/models"};
  Case c = {.file = path};
  int status = script_load(path, &options, &loaded, &fail);
  Oracle *oracle = NULL;
  const Layer *layers = NULL;
  if (!status) {
    LinkOptions link = {0};
    if (loaded->scenario) {
      link.n_layers = scenario_layers(loaded->model->arena, loaded->scenario, &layers);
      link.layers = layers, link.horizon = scenario_horizon(loaded->scenario);
    }
    status = link_model(loaded->model, &link, no_draws, &linked, &fail);
  }
  if (!status) {
    oracle = oracle_new(linked->graph);
    oracle_run(oracle, NULL, NULL);
    c.linked = linked, c.oracle = oracle;
  }
  FILE *f = fopen(path, "r");
  assert_non_null(f);
  compare(&c, f, status, &fail);
  fclose(f);
  oracle_free(oracle), link_free(linked), script_free(loaded);
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static void test_cases(void **state) {
  (void)state;
  const char *folder = TEST_FOLDER "/cases/language";
  char *names[512];
  int n = 0;
  DIR *d = opendir(folder);
  assert_non_null(d);
  for (struct dirent *e; (e = readdir(d)) && n < 512;)
    if (strlen(e->d_name) > 4 && strcmp(e->d_name + strlen(e->d_name) - 4, ".lua") == 0) names[n++] = strdup(e->d_name);
  closedir(d);
  qsort(names, (size_t)n, sizeof *names, by_name);
  for (int i = 0; i < n; i++) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    run_case(path);
    free(names[i]);
  }
  print_message("%d language cases\n", n);
  assert_true(n >= 20);
  assert_int_equal(problems, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
