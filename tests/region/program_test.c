/* The compiled program and the oracle give the same bits on every shipped region and scenario: levers, parameters and
 * distributions moved lane by lane, the shocks drawn. The models of the gallery: tests/gallery/program_test.c. */
#include "support/check.h"
#include "model/oracle.h"
#include "model/link.h"
#include "program/program.h"
#include "script/script.h"
#include "study/point.h"
#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>

enum { LANES = 8, VARIED = 40, MODELS_MOST = 64 };

/* Levers first: each changes what is computed once and what each step. */
static unsigned movable(const Model *model, const char **names) {
  static const DeclKind kinds[] = {DECL_LEVER, DECL_PARAMETER, DECL_NEED};
  unsigned n = 0;
  for (unsigned k = 0; k < 3; k++)
    for (unsigned i = 0, of_kind = 0; i < model->n_decls && n < VARIED && of_kind < 20; i++) {
      const Decl *d = model->decls[i];
      if (d->kind == kinds[k] && !strstr(d->name, "year")) names[n++] = d->name, of_kind++;
    }
  return n;
}

static double moved(const Input *input, unsigned k, unsigned lane) { return input->point * (1 + 0.002 * (double)lane * ((int)(k % 3) - 1)); }
static double drawn(unsigned noise, unsigned point, unsigned lane) { return 0.3 * sin(1.0 + noise * 2.7 + point * 1.3 + lane * 0.9); }

static void compare_lane(const Graph *g, Block *block, Oracle *oracle, unsigned lane, const char *path) {
  unsigned grid = g->n_steps + 1;
  double *inputs = calloc(g->n_inputs + 1, sizeof *inputs), *noise = calloc((size_t)g->n_noises * grid + 1, sizeof *noise);
  for (unsigned k = 0; k < g->n_inputs; k++) inputs[k] = moved(&g->inputs[k], k, lane);
  for (unsigned k = 0; k < g->n_noises * grid; k++) noise[k] = drawn(k / grid, k % grid, lane);
  oracle_run(oracle, inputs, noise);
  for (uint32_t o = 0; o < g->n_outputs; o++) {
    if (g->outputs[o].step == NODE_NONE) continue;
    for (uint32_t point = 0; point < grid; point++) {
      if (point == 0 && g->calendar && g->outputs[o].start == NODE_NONE) continue;
      const double *want = oracle_output(oracle, o, point);
      for (uint32_t e = 0; e < g->nodes[g->outputs[o].step].size; e++) {
        double got = block_record(block, o, point, e)[lane];
        if (memcmp(&got, &want[e], sizeof got) == 0 || (isnan(got) && isnan(want[e]))) continue;
        fail_msg("%s: %s[%u] at point %u, lane %u is %.17g, the oracle has %.17g", path, g->outputs[o].name, e, point, lane, got, want[e]);
      }
    }
  }
  free(inputs), free(noise);
}

static void run_lanes(const Graph *g, const char *path) {
  Fail fail = {0};
  Program *program;
  unsigned grid = g->n_steps + 1;
  uint32_t *outputs = malloc((g->n_outputs + 1) * sizeof *outputs);
  double *inputs = calloc((size_t)g->n_inputs * LANES + 1, sizeof *inputs);
  double *noise = calloc((size_t)g->n_noises * grid * LANES + 1, sizeof *noise);
  for (uint32_t o = 0; o < g->n_outputs; o++) outputs[o] = o;
  for (unsigned k = 0; k < g->n_inputs * LANES; k++) inputs[k] = moved(&g->inputs[k / LANES], k / LANES, k % LANES);
  for (unsigned k = 0; k < g->n_noises * grid * LANES; k++) noise[k] = drawn(k / LANES / grid, k / LANES % grid, k % LANES);
  assert_done(program_compile(&(ProgramDesc){.graph = g, .outputs = outputs, .n_outputs = g->n_outputs, .noise = true}, &program, &fail), &fail);
  Block *block = block_new(program, LANES);
  Oracle *oracle = oracle_new(g);
  assert_true(block && oracle);
  block_run(block, LANES, inputs, noise);
  for (unsigned lane = 0; lane < LANES; lane += 3) compare_lane(g, block, oracle, lane, path);
  oracle_free(oracle), block_free(block), program_free(program);
  free(outputs), free(inputs), free(noise);
}

static void same_bits(void **state) {
  const char *path = *state, *names[VARIED];
  Fail fail = {0};
  Loaded *loaded;
  Linked *linked;
  const Layer *layers = NULL;
  assert_done(script_load(path, NULL, &loaded, &fail), &fail);
  LinkOptions options = {.vary = names, .n_vary = movable(loaded->model, names)};
  if (loaded->scenario) {
    options.n_layers = scenario_layers(loaded->model->arena, loaded->scenario, &layers);
    options.layers = layers, options.horizon = scenario_horizon(loaded->scenario);
  }
  assert_done(link_model(loaded->model, &options, point_median, &linked, &fail), &fail);
  assert_true(linked->graph->n_inputs >= options.n_vary);
  run_lanes(linked->graph, path);
  link_free(linked);
  script_free(loaded);
}

/* Every scenario of the folder. */
static unsigned scenarios(const char *folder, char **paths, unsigned n) {
  DIR *d = opendir(folder);
  assert_non_null(d);
  for (struct dirent *e; (e = readdir(d)) && n < MODELS_MOST;) {
    size_t length = strlen(e->d_name);
    if (length < 5 || strcmp(e->d_name + length - 4, ".lua") != 0) continue;
    paths[n] = malloc(strlen(folder) + length + 2);
    sprintf(paths[n++], "%s/%s", folder, e->d_name);
  }
  closedir(d);
  return n;
}

int main(void) {
  static const char *models[] = {"models/china/model.lua", "models/chongqing/model.lua", "models/chongqing/model_2010.lua", "models/chongqing/model_2020.lua"};
  char *paths[MODELS_MOST];
  struct CMUnitTest tests[MODELS_MOST];
  unsigned n = 0;
  for (; n < sizeof models / sizeof *models; n++) paths[n] = strdup(models[n]);
  n = scenarios("scripts", paths, n);
  for (unsigned i = 0; i < n; i++) tests[i] = (struct CMUnitTest){.name = paths[i], .test_func = same_bits, .initial_state = paths[i]};
  int failed = _cmocka_run_group_tests("tests", tests, n, NULL, NULL);
  for (unsigned i = 0; i < n; i++) free(paths[i]);
  return failed;
}
