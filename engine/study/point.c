#include "study/point.h"

#include "base/text.h"
#include "model/oracle.h"
#include "study/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct Point { Oracle *oracle; };

int point_run(const Graph *graph, Point **out, Fail *fail) {
  Point *point = calloc(1, sizeof *point);
  double *inputs = calloc(graph->n_inputs + 1, sizeof *inputs);
  *out = NULL;
  if (point && inputs && (point->oracle = oracle_new(graph))) {
    for (uint32_t i = 0; i < graph->n_inputs; i++) inputs[i] = graph->inputs[i].point;
    oracle_run(point->oracle, inputs, NULL);
    *out = point;
  } else {
    free(point);
  }
  free(inputs);
  return *out ? 0 : fail_set(fail, E801, place_at(NULL, 0, 0), "a run");
}

void point_free(Point *point) {
  if (point) oracle_free(point->oracle);
  free(point);
}

const double *point_output(const Point *point, uint32_t output, uint32_t g) { return oracle_output(point->oracle, output, g); }

double point_end(const Point *point, NodeId node) { return oracle_value(point->oracle, node, 0)[0]; }

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
