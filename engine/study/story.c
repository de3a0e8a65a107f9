/* story.c : the run again, in the oracle, until the first thing that is wrong. */
#include "study/story.h"
#include "base/text.h"
#include "model/oracle.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NAMED = 5 };

typedef struct { double *inputs, *noise, *places; } Numbers;

/* The numbers of one run, as the ensemble drew them. places: the probability of each input's value. */
static bool numbers_of(const Uncertainty *u, const Design *d, uint64_t run, Numbers *n) {
  const Graph *g = u->linked->graph;
  double *drawn = malloc((2 * u->n + 1) * sizeof *drawn);
  n->inputs = malloc((g->n_inputs + 1u) * sizeof(double));
  n->noise = malloc((g->n_noises * (g->n_steps + 1u) + 1u) * sizeof(double));
  n->places = malloc((u->n + 1u) * sizeof(double));
  if (!drawn || !n->inputs || !n->noise || !n->places) { free(drawn); return false; }
  uncertainty_inputs(u, d, run, 1, 1, drawn, drawn + u->n);
  for (uint32_t i = 0; i < g->n_inputs; i++) n->inputs[i] = g->inputs[i].point;
  for (unsigned j = 0; j < u->n; j++) {
    n->inputs[u->input[j]] = drawn[j];
    n->places[j] = distribution_cdf(&u->distributions[j], drawn[u->n + j]);
  }
  uncertainty_noise(u, run, 1, 1, n->noise);
  free(drawn);
  return true;
}

static void forget(Numbers *n) { free(n->inputs), free(n->noise), free(n->places); }

/* The first named value that is not finite, by time, then by order of definition. */
static const Symbol *first_wrong(const Linked *l, const Oracle *o, uint32_t *at) {
  for (uint32_t g = l->graph->calendar ? 1 : 0; g <= l->graph->n_steps; g++)
    for (unsigned i = 0; i < l->n_symbols; i++) {
      const double *x = oracle_output(o, l->symbols[i].output, g);
      for (uint32_t e = 0; e < l->symbols[i].size; e++)
        if (!isfinite(x[e])) { *at = g; return &l->symbols[i]; }
    }
  return NULL;
}

/* Without folders: where the model lies is no part of the story. */
static const char *where(const Place *p, Arena *arena) {
  const char *slash = p->file ? strrchr(p->file, '/') : NULL;
  return p->file ? arena_printf(arena, " (%s:%d)", slash ? slash + 1 : p->file, p->line) : "";
}

static const char *check_story(const Graph *g, const Oracle *o, const Check *c, Arena *arena) {
  for (uint32_t s = g->calendar ? 1 : 0; s <= g->n_steps; s++) {
    double gap = *oracle_value(o, c->gap, s), limit = *oracle_value(o, c->limit, s);
    if (gap <= limit) continue;
    return arena_printf(arena, "check '%s' does not hold in %g%s: off by %.3g where %.3g is allowed", c->name, g->start + s * g->step, where(&c->place, arena), gap, limit);
  }
  return arena_printf(arena, "check '%s' does not hold%s", c->name, where(&c->place, arena));
}

/* The inputs whose places are farthest from one half. */
static const char *extremes_of(const Uncertainty *u, const Numbers *n, Arena *arena) {
  const char *text = "";
  unsigned char *told = arena_alloc(arena, u->n + 1u);
  for (unsigned k = 0; told && k < NAMED && k < u->n; k++) {
    unsigned best = u->n;
    for (unsigned j = 0; j < u->n; j++)
      if (!told[j] && (best == u->n || fabs(n->places[j] - 0.5) > fabs(n->places[best] - 0.5))) best = j;
    told[best] = 1;
    const Input *input = &u->linked->graph->inputs[u->input[best]];
    char unit[UNIT_TEXT];
    const char *shown = unit_text(u->linked->model->units, input->unit, unit);
    bool plain = strcmp(shown, "1") == 0;
    text = arena_printf(arena, "%s%s %s = %.6g%s%s", text, k ? "," : ";", input->name, unit_out(input->unit, n->inputs[u->input[best]]), plain ? "" : " ", plain ? "" : shown);
  }
  return text;
}

int32_t story_reason(const Graph *g, const char *name) {
  for (uint32_t i = 0; i < g->n_checks; i++)
    if (strcmp(g->checks[i].name, name) == 0) return (int32_t)i;
  return -1;
}

const char *story_of(const Uncertainty *u, const Design *d, const BadRun *bad, Arena *arena) {
  const Linked *l = u->linked;
  Numbers n = {0};
  Oracle *o = oracle_new(l->graph);
  const char *what = "cannot be told: the machine has no memory left", *inputs = "";
  if (o && numbers_of(u, d, bad->run, &n)) {
    oracle_run(o, n.inputs, n.noise);
    uint32_t at = 0;
    const Symbol *wrong = bad->reason < 0 ? first_wrong(l, o, &at) : NULL;
    if (bad->reason >= 0) what = check_story(l->graph, o, &l->graph->checks[bad->reason], arena);
    else if (wrong) what = arena_printf(arena, "'%s' is not finite in %g%s", wrong->name, l->graph->start + at * l->graph->step, where(&wrong->decl->place, arena));
    else what = "an outcome is not finite";
    inputs = extremes_of(u, &n, arena);
  }
  forget(&n);
  oracle_free(o);
  return arena_printf(arena, "run %llu: %s%s", (unsigned long long)bad->run, what, inputs);
}
