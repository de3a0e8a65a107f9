#include "study/point.h"

#include "base/text.h"
#include "program/program.h"
#include "study/draw.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Point {
  Program *program;
  NodeId *ends; unsigned n_ends;
};

/* What is asked for at the end of a run, each node once or more. */
static unsigned list_ends(const Linked *l, NodeId *ends) {
  unsigned n = 0;
  for (unsigned i = 0; i < l->n_outcomes; i++)
    if (l->outcomes[i].value != NODE_NONE) ends[n++] = l->outcomes[i].value;
  for (unsigned i = 0; i < l->n_targets; i++)
    if (l->targets[i].value != NODE_NONE) ends[n++] = l->targets[i].value;
  for (uint32_t i = 0; i < l->graph->n_checks; i++) ends[n++] = l->graph->checks[i].failed;
  if (l->graph->finite != NODE_NONE) ends[n++] = l->graph->finite;
  return n;
}

static int compile(const Linked *l, Point *point, Fail *fail) {
  const Graph *g = l->graph;
  uint32_t *outputs = calloc(g->n_outputs + 1, sizeof *outputs);
  unsigned char *varying = calloc(g->n_inputs + 1, sizeof *varying);
  int code = E801;
  for (uint32_t k = 0; outputs && k < g->n_outputs; k++) outputs[k] = k;
  if (outputs && varying) {
    ProgramDesc desc = {.graph = g, .outputs = outputs, .n_outputs = g->n_outputs, .ends = point->ends,
                        .n_ends = point->n_ends, .varying = varying};
    code = program_compile(&desc, &point->program, fail);
  } else {
    fail_set(fail, E801, place_at(NULL, 0, 0), "a run");
  }
  free(outputs);
  free(varying);
  return code;
}

int point_run(const Linked *l, Point **out, Fail *fail) {
  Point *point = calloc(1, sizeof *point);
  *out = NULL;
  if (point) point->ends = calloc(l->n_outcomes + l->n_targets + l->graph->n_checks + 1u, sizeof *point->ends);
  if (!point || !point->ends) {
    free(point);
    return fail_set(fail, E801, place_at(NULL, 0, 0), "a run");
  }
  point->n_ends = list_ends(l, point->ends);
  int code = compile(l, point, fail);
  if (code) point_free(point);
  else *out = point;
  return code;
}

void point_free(Point *point) {
  if (!point) return;
  program_free(point->program);
  free(point->ends);
  free(point);
}

const double *point_output(const Point *point, uint32_t output, uint32_t g) { return program_output(point->program, output, g); }

double point_end(const Point *point, NodeId node) {
  unsigned e = 0;
  while (e < point->n_ends && point->ends[e] != node) e++;
  assert(e < point->n_ends);
  return *program_end(point->program, e);
}

/* A mistake in the data file of an empirical distribution: its path dies with the arena, so the sentence takes it. */
static void keep_place(Fail *fail, const Expr *draw) {
  char text[900];
  if (!fail || !fail->place.file || fail->place.file == draw->place.file) return;
  snprintf(text, sizeof text, "%.200s:%d: %.600s", fail->place.file, fail->place.line, fail->sentence);
  text_clean(fail->sentence, sizeof fail->sentence, text, strlen(text));
  fail->place = draw->place;
}

int point_median(const Expr *draw, double *median, Fail *fail) {
  Arena *arena = arena_new();
  Distribution d;
  if (!arena) return fail_set(fail, E801, draw->place, "a distribution");
  int code = draw_distribution(arena, draw, &d, fail);
  if (code) keep_place(fail, draw);
  else *median = distribution_median(&d);
  arena_free(arena);
  return code;
}
