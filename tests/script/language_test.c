/* Runs every model of tests/cases/language. Expectations stand in comments:
 *   -- expect: name@2021 = 3.5          a value at a year, in the declared unit; [k] picks an element
 *   -- expect: name = 3.5               an outcome or target
 *   -- expect text: name.source = words a key kept as written; also model.title.zh, scenario.story
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
#include "study/point.h"
#include <dirent.h>
#include <stdlib.h>

typedef struct { const char *file; const Loaded *loaded; const Linked *linked; const Oracle *oracle; int expectations; } Case;

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

/* A key of a declaration as it was written; "" when it is not there. */
static const char *text_of_decl(const Decl *d, const char *key) {
  static char range[64];
  const struct { const char *key, *text; } rows[] = {
    {"label.zh", d->label.zh}, {"label.en", d->label.en}, {"source", d->source}, {"estimate", d->estimate}, {"note", d->note},
    {"chapter", d->chapter}, {"iamc", d->iamc}, {"kind", d->kind_text}, {"place", d->place_text}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (strcmp(rows[i].key, key) == 0) return rows[i].text ? rows[i].text : "";
  snprintf(range, sizeof range, "%g %g", d->range_low, d->range_high);
  return strcmp(key, "range") == 0 && d->has_range ? range : "";
}

static const char *text_of_model(const Loaded *loaded, const char *key) {
  static char latest[32];
  const Model *m = loaded->model;
  snprintf(latest, sizeof latest, "%g", m->latest);
  if (strcmp(key, "latest") == 0) return latest;
  if (strcmp(key, "show") == 0) return m->n_show ? m->show[0].names[0] : "";
  if (strcmp(key, "title.zh") == 0) return m->title.zh;
  return strcmp(key, "title.en") == 0 ? m->title.en : "";
}

static const char *text_of_scenario(const Scenario *s, const char *key) {
  if (strcmp(key, "story") == 0) return s->story;
  if (strcmp(key, "title.zh") == 0) return s->title.zh;
  return strcmp(key, "title.en") == 0 ? s->title.en : "";
}

static void expect_text(Case *c, const char *line) {
  char name[64], key[64], expected[256];
  if (sscanf(line, " %63[^.].%63s = %255[^\n]", name, key, expected) != 3) { problem("%s: cannot read '%s'", c->file, line); return; }
  const Decl *d = model_find(c->loaded->model, DECL_COUNT, name);
  const char *got = strcmp(name, "model") == 0                             ? text_of_model(c->loaded, key)
                    : strcmp(name, "scenario") == 0 && c->loaded->scenario ? text_of_scenario(c->loaded->scenario, key)
                    : d                                                    ? text_of_decl(d, key) : "";
  if (strcmp(got, expected) != 0) problem("%s: %s.%s is '%s', expected '%s'", c->file, name, key, got, expected);
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
    else if (after(line, "-- expect text: ", rest)) expect_text(c, rest);
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

static bool same_value(double a, double b) { return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b)); }

static uint32_t output_size(const Graph *g, uint32_t k) {
  NodeId node = g->outputs[k].step != NODE_NONE ? g->outputs[k].step : g->outputs[k].start;
  return g->nodes[node].size;
}

/* The compiled program computes every output and every end to the last bit as the oracle does. */
static void compare_program(const Case *c) {
  Point *point;
  Fail fail = {0};
  const Graph *g = c->linked->graph;
  assert_done(point_run(c->linked, &point, &fail), &fail);
  for (uint32_t k = 0; k < g->n_outputs; k++)
    for (uint32_t at = 0; at <= g->n_steps; at++)
      for (uint32_t e = 0; e < output_size(g, k); e++)
        if (!same_value(point_output(point, k, at)[e], oracle_output(c->oracle, k, at)[e]))
          problem("%s: program and oracle differ in %s[%u] at step %u", c->file, g->outputs[k].name, e, at);
  for (unsigned i = 0; i < c->linked->n_outcomes; i++) {
    NodeId value = c->linked->outcomes[i].value;
    if (value != NODE_NONE && !same_value(point_end(point, value), *oracle_value(c->oracle, value, 0)))
      problem("%s: program and oracle differ in the outcome %s", c->file, c->linked->outcomes[i].decl->name);
  }
  point_free(point);
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
    status = link_model(loaded->model, &link, point_median, &linked, &fail);
  }
  if (!status) {
    oracle = oracle_new(linked->graph);
    oracle_run(oracle, NULL, NULL);
    c.loaded = loaded, c.linked = linked, c.oracle = oracle;
    compare_program(&c);
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

/* ---- every word and every key stands in a case ----------------------------------------------------------------------- */

static char *all_cases;                                       /* the cases that run, without their comments */

static void add_case(FILE *f) {
  static size_t n, room;
  char line[2048];
  while (fgets(line, sizeof line, f)) {
    char *comment = strstr(line, "--");
    if (comment) strcpy(comment, "\n");
    size_t more = strlen(line);
    if (n + more + 1 > room) all_cases = realloc(all_cases, room = 2 * room + more + 4096);
    assert_non_null(all_cases);
    memcpy(all_cases + n, line, more + 1);
    n += more;
  }
}

static void read_cases(const char *folder) {
  DIR *d = opendir(folder);
  assert_non_null(d);
  for (struct dirent *e; (e = readdir(d));) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
    FILE *f = strstr(e->d_name, ".lua") && strncmp(e->d_name, "error_", 6) != 0 ? fopen(path, "r") : NULL;
    if (!f) continue;
    add_case(f);
    fclose(f);
  }
  closedir(d);
}

static bool in_name(char c) { return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* As a whole word; a key is followed by "=". */
static bool in_cases(const char *word, bool key) {
  size_t n = strlen(word);
  for (const char *p = all_cases; (p = strstr(p, word)); p += n) {
    const char *rest = p + n + strspn(p + n, " ");
    if ((p == all_cases || !in_name(p[-1])) && !in_name(p[n]) && (!key || (*rest == '=' && rest[1] != '='))) return true;
  }
  return false;
}

static int missing_keys(const char *keys, const char *of) {
  char list[512];
  int missing = 0;
  snprintf(list, sizeof list, "%s", keys);
  for (char *rest = list, *key; (key = strtok_r(rest, ",", &rest));)
    if (strcmp(key, "*") != 0 && !in_cases(key, true)) { print_error("the key %s of %s has no case\n", key, of); missing++; }
  return missing;
}

static void test_every_word_has_a_case(void **state) {
  (void)state;
  static const char keys[] = "label,source,estimate,note,chapter,iamc,range,initial,rate,next,nonnegative,start,tolerance,zero,"
                             "between,within,sd,rho,equals,at_most,at_least,about,year,base,base_year,kind,place,at,from,to,open";
  read_cases(TEST_FOLDER "/cases/language");
  int missing = missing_keys(keys, "declarations");
  missing += missing_keys("title,calendar,start,horizon,latest,step,time,method,files,show", "model");
  missing += missing_keys("title,story,model,based_on,levers,assumptions,correlate,horizon,targets", "scenario");
  for (int w = 0; w < WORD_COUNT; w++) {
    const WordRow *row = &word_rows[w];
    bool written = row->class != CLASS_OPERATOR && w != WORD_SLICE;
    if (written && !in_cases(row->text, false)) { print_error("the word %s has no case\n", row->text); missing++; }
    missing += missing_keys(row->keys, row->text);
  }
  for (int k = 0; k < DECL_COUNT; k++)
    if (!in_cases(decl_words[k], false)) { print_error("the word %s has no case\n", decl_words[k]); missing++; }
  const char *others[] = {"period", "year", "start_year", "as", "default", "others", "model", "scenario"};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (!in_cases(others[i], false)) { print_error("the word %s has no case\n", others[i]); missing++; }
  free(all_cases);
  assert_int_equal(missing, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases), cmocka_unit_test(test_every_word_has_a_case)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
