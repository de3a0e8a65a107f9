/* What a command does before the first number: reads and links the scenario, compiles it as an ensemble needs it. Processor
 * time, median of 21. */
#include "script/script.h"
#include "program/program.h"
#include "study/point.h"
#include "study/scenario.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 21 };

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *v) {
  qsort(v, ROUNDS, sizeof *v, by_size);
  return v[ROUNDS / 2];
}

typedef struct { double load, link, compile; unsigned uncertain, shocks, symbols, instructions; } Times;

/* Compiled as an ensemble needs it: uncertain inputs differ from run to run, every outcome, target and check is asked. */
static bool compile(const Linked *linked, Times *t, Fail *fail) {
  const Graph *g = linked->graph;
  unsigned char *varying = calloc(g->n_inputs + 1u, 1);
  NodeId *ends = malloc((linked->n_outcomes + linked->n_targets + g->n_checks + 1u) * sizeof *ends);
  unsigned n = 0;
  Program *p = NULL;
  if (!varying || !ends) return false;
  for (uint32_t i = 0; i < g->n_inputs; i++) t->uncertain += varying[i] = g->inputs[i].draw != NULL;
  for (unsigned i = 0; i < linked->n_outcomes; i++)
    if (linked->outcomes[i].value != NODE_NONE) ends[n++] = linked->outcomes[i].value;
  for (unsigned i = 0; i < linked->n_targets; i++)
    if (linked->targets[i].value != NODE_NONE) ends[n++] = linked->targets[i].value;
  for (uint32_t i = 0; i < g->n_checks; i++) ends[n++] = g->checks[i].failed;
  ends[n++] = g->finite;
  int code = program_compile(&(ProgramDesc){.graph = g, .ends = ends, .n_ends = n, .varying = varying, .noise = g->n_noises > 0}, &p, fail);
  if (!code) t->instructions = program_instructions(p), program_free(p);
  t->shocks = g->n_noises, t->symbols = linked->n_symbols;
  free(varying), free(ends);
  return code == 0;
}

static bool once(const char *path, Times *t, Fail *fail) {
  Loaded *loaded;
  Linked *linked;
  Arena *arena = arena_new();
  *t = (Times){0};
  double at[4] = {seconds()};
  if (!arena || script_load(path, NULL, &loaded, fail)) return false;
  at[1] = seconds();
  LinkOptions options = {0};
  if (loaded->scenario) options.n_layers = scenario_layers(arena, loaded->scenario, &options.layers);
  bool good = link_model(loaded->model, &options, point_median, &linked, fail) == 0;
  at[2] = seconds();
  good = good && compile(linked, t, fail);
  at[3] = seconds();
  t->load = at[1] - at[0], t->link = at[2] - at[1], t->compile = at[3] - at[2];
  if (good) link_free(linked);
  script_free(loaded), arena_free(arena);
  return good;
}

int main(int argc, char **argv) {
  double load[ROUNDS], link[ROUNDS], compiled[ROUNDS], all[ROUNDS];
  Times t = {0};
  Fail fail = {0};
  if (argc != 2) return fprintf(stderr, "usage: load FILE\n"), 2;
  gsl_set_error_handler_off();
  for (int i = 0; i < ROUNDS; i++) {
    if (!once(argv[1], &t, &fail)) return fail_print(stderr, &fail), 1;
    load[i] = t.load, link[i] = t.link, compiled[i] = t.compile, all[i] = t.load + t.link + t.compile;
  }
  printf("load\tread\t%.3f\tms\nload\tlink\t%.3f\tms\nload\tcompile\t%.3f\tms\nload\tall\t%.3f\tms\n", 1e3 * median(load), 1e3 * median(link), 1e3 * median(compiled), 1e3 * median(all));
  printf("load\tuncertain\t%u\tinputs\nload\tshocks\t%u\tpaths\nload\tsymbols\t%u\tnames\nload\tinstructions\t%u\ta step\n", t.uncertain, t.shocks, t.symbols, t.instructions);
  return 0;
}
