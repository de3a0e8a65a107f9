/* The compiled program and the oracle give the same bits on every model of the gallery, its parameters moved lane by lane. */
#include "gallery/gallery.h"
#include "model/oracle.h"
#include "program/program.h"

enum { LANES = 8, VARIED = 60 };

static const char *models[] = {"teacup", "sir", "smooth", "delays", "lookups", "lookups_with_expr", "input_functions", "euler_step",
  "if_stmt", "division", "world3", "dice2016", "dice2013", "sweden", "burkina_faso", "canada", "wpp2019_china", "wpp2019_germany",
  "lifetables/un1982", "lifetables/mortpak1988", "lifetables/pas", "kaya", "lmdi"};

/* Everything exogenous that a factor may move: all but dates. */
static unsigned movable(const Model *model, const char **names) {
  unsigned n = 0;
  for (unsigned i = 0; i < model->n_decls && n < VARIED; i++) {
    const Decl *d = model->decls[i];
    bool date = strstr(d->name, "_time") || strstr(d->name, "year");
    bool given = d->kind == DECL_PARAMETER || d->kind == DECL_LEVER || d->kind == DECL_NEED || d->kind == DECL_SERIES;
    if (given && !date) names[n++] = d->name;
  }
  return n;
}

static double factor(unsigned k, unsigned lane) { return 1 + 0.01 * (double)lane * ((int)(k % 3) - 1); }

static void compare_lane(const Graph *g, Block *block, Oracle *oracle, unsigned lane, const char *model) {
  double inputs[VARIED];
  for (unsigned k = 0; k < g->n_inputs; k++) inputs[k] = factor(k, lane);
  oracle_run(oracle, inputs, NULL);
  for (uint32_t o = 0; o < g->n_outputs; o++) {
    if (g->outputs[o].step == NODE_NONE) continue;
    for (uint32_t point = 0; point <= g->n_steps; point++) {
      if (point == 0 && g->calendar && g->outputs[o].start == NODE_NONE) continue;
      const double *want = oracle_output(oracle, o, point);
      for (uint32_t e = 0; e < g->nodes[g->outputs[o].step].size; e++) {
        double got = block_record(block, o, point, e)[lane];
        if (memcmp(&got, &want[e], sizeof got) == 0 || (isnan(got) && isnan(want[e]))) continue;
        fail_msg("%s: %s[%u] at point %u, lane %u is %.17g, the oracle has %.17g", model, g->outputs[o].name, e, point, lane, got, want[e]);
      }
    }
  }
}

static void same_bits(void **state) {
  const char *model = *state, *names[VARIED];
  char path[256];
  Fail fail = {0};
  Loaded *loaded;
  Linked *linked;
  Program *program;
  snprintf(path, sizeof path, GALLERY "%s/model.lua", model);
  assert_done(script_load(path, NULL, &loaded, &fail), &fail);
  LinkOptions options = {.vary = names, .n_vary = movable(loaded->model, names)};
  assert_done(link_model(loaded->model, &options, NULL, &linked, &fail), &fail);
  const Graph *g = linked->graph;
  uint32_t *outputs = malloc((g->n_outputs + 1) * sizeof *outputs);
  for (uint32_t o = 0; o < g->n_outputs; o++) outputs[o] = o;
  assert_done(program_compile(&(ProgramDesc){.graph = g, .outputs = outputs, .n_outputs = g->n_outputs}, &program, &fail), &fail);
  Block *block = block_new(program, LANES);
  Oracle *oracle = oracle_new(g);
  assert_non_null(block);
  assert_non_null(oracle);
  double inputs[VARIED * LANES];
  for (unsigned k = 0; k < g->n_inputs; k++)
    for (unsigned lane = 0; lane < LANES; lane++) inputs[k * LANES + lane] = factor(k, lane);
  block_run(block, LANES, inputs, NULL);
  for (unsigned lane = 0; lane < LANES; lane += 3) compare_lane(g, block, oracle, lane, model);
  oracle_free(oracle);
  block_free(block);
  program_free(program);
  free(outputs);
  link_free(linked);
  script_free(loaded);
}

int main(void) {
  enum { MODELS = sizeof models / sizeof *models };
  struct CMUnitTest tests[MODELS];
  for (unsigned i = 0; i < MODELS; i++)
    tests[i] = (struct CMUnitTest){.name = models[i], .test_func = same_bits, .initial_state = (void *)(uintptr_t)models[i]};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
