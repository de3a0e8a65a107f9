/* uncertainty.c : distributions, their rank correlation and shocks, as rows of lanes. */
#include "study/uncertainty.h"
#include "study/draw.h"
#include "study/vectors.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void mark(unsigned char *read, NodeId id) {
  if (id != NODE_NONE) read[id] = 1;
}

/* What a scenario has given a number in place of is still among the graph's inputs, but nothing reads it: it is not
 * uncertain any more. */
static void find_read(const Graph *g, unsigned char *read, bool *input) {
  for (uint32_t k = 0; k < g->n_outputs; k++) mark(read, g->outputs[k].start), mark(read, g->outputs[k].step);
  for (uint32_t k = 0; k < g->n_states; k++) mark(read, g->states[k].init), mark(read, g->states[k].next), mark(read, g->states[k].rate);
  for (uint32_t k = 0; k < g->n_checks; k++) mark(read, g->checks[k].gap), mark(read, g->checks[k].limit), mark(read, g->checks[k].failed);
  for (NodeId id = g->n_nodes; id-- > 0;) {                  /* arguments have smaller ids */
    const Node *n = &g->nodes[id];
    for (unsigned i = 0; read[id] && i < n->n_args; i++) read[n->args[i]] = 1;
    if (read[id] && n->op == OP_INPUT) input[n->i0] = true;
  }
}

/* Which inputs are drawn: those with a distribution that anything reads. Their number. */
static unsigned find_drawn(const Graph *g, Arena *arena, bool *drawn) {
  unsigned char *read = arena_array(arena, g->n_nodes + 1u, 1);
  unsigned n = 0;
  if (!read || !drawn) return 0;
  find_read(g, read, drawn);
  for (uint32_t i = 0; i < g->n_inputs; i++) n += drawn[i] = drawn[i] && g->inputs[i].draw;
  return n;
}

static bool is_fixed(const Graph *g, const bool *drawn, const char *name) {
  for (uint32_t i = 0; i < g->n_inputs; i++)
    if (g->inputs[i].draw && !drawn[i] && strcmp(g->inputs[i].name, name) == 0) return true;
  return false;
}

/* Every pair of the chain of scenarios; a later scenario's word on a pair replaces an earlier one's, and the number that it
 * gives an input undoes an earlier one's pairs. */
static unsigned all_correlations(const Graph *g, const bool *drawn, Arena *arena, const Scenario *s, RankCorrelation **out) {
  unsigned most = 0, n = 0;
  for (const Scenario *p = s; p; p = p->parent) most += p->n_correlations;
  *out = arena_array(arena, most + 1u, sizeof **out);
  for (const Scenario *p = s; p; p = p->parent)
    for (unsigned i = 0; i < p->n_correlations; i++) {
      const Correlation *c = &p->correlations[i];
      bool known = p != s && (is_fixed(g, drawn, c->a) || is_fixed(g, drawn, c->b));
      for (unsigned k = 0; k < n && p != s; k++)
        known |= (strcmp((*out)[k].a, c->a) == 0 && strcmp((*out)[k].b, c->b) == 0) || (strcmp((*out)[k].a, c->b) == 0 && strcmp((*out)[k].b, c->a) == 0);
      if (!known) (*out)[n++] = (RankCorrelation){c->a, c->b, c->correlation, c->place};
    }
  return n;
}

/* ---- the order of declaration ------------------------------------------------------------------------------------ */

/* Where the file stands that a draw was written in: the model's own, which its list of parts does not name, then the parts, then
 * scenarios from the root on. */
static unsigned file_rank(const Model *model, const Scenario *scenario, const char *file) {
  unsigned depth = 0, above = 0;
  for (const Scenario *s = scenario; s; s = s->parent) depth++;
  for (const Scenario *s = scenario; s; s = s->parent, above++)
    if (file && s->file && strcmp(s->file, file) == 0) return model->n_files + depth - above;
  for (unsigned i = 0; file && i < model->n_files; i++)
    if (strcmp(model->files[i], file) == 0) return i + 1;
  return file ? 0 : model->n_files + depth + 1;
}

typedef struct { unsigned input, parameter, rank; Place place; } Declared;        /* parameter n: not uncertain here */

static int by_declaration(const void *left, const void *right) {
  const Declared *a = left, *b = right;
  if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
  if (a->place.line != b->place.line) return a->place.line < b->place.line ? -1 : 1;
  if (a->place.column != b->place.column) return a->place.column < b->place.column ? -1 : 1;
  return a->input < b->input ? -1 : 1;
}

/* Every input with a distribution has its turn, so that a scenario that gives one a number moves no other. */
static bool order_parameters(Uncertainty *u, const Scenario *scenario, Arena *arena) {
  const Graph *g = u->linked->graph;
  const Model *model = u->linked->model;
  Declared *all = arena_array(arena, g->n_inputs + 1u, sizeof *all);
  const char **names = arena_array(arena, g->n_inputs + 1u, sizeof *names);
  unsigned *order = arena_array(arena, u->n, sizeof *order), made = 0;
  if (!all || !names || !order) return false;
  for (unsigned i = 0, j = 0; i < g->n_inputs; i++) {
    Place place = g->inputs[i].place;
    if (g->inputs[i].draw) all[u->n_declared++] = (Declared){i, u->varying[i] ? j : u->n, file_rank(model, scenario, place.file), place};
    j += u->varying[i];
  }
  qsort(all, u->n_declared, sizeof *all, by_declaration);
  for (unsigned i = 0; i < u->n_declared; i++) {
    names[i] = g->inputs[all[i].input].name;
    u->of_model += all[i].rank <= model->n_files;
    if (all[i].parameter < u->n) order[made++] = all[i].parameter;
  }
  u->precedence = order, u->declared = names;
  return true;
}

bool uncertainty_dimensions(const Uncertainty *u, Dimensions *all, uint32_t *dimensions) {
  for (unsigned i = 0; i < u->n_declared; i++)
    if (dimension_of(all, u->declared[i]) == NO_DIMENSION) return false;
  for (unsigned j = 0; j < u->n; j++) dimensions[j] = dimension_of(all, u->names[j]);
  return true;
}

int uncertainty_make(const Linked *linked, const Scenario *scenario, uint64_t seed, bool repair, Arena *arena, Uncertainty *u, Fail *fail) {
  const Graph *g = linked->graph;
  bool *drawn = arena_array(arena, g->n_inputs + 1u, sizeof *drawn);
  unsigned n = find_drawn(g, arena, drawn), made = 0;
  if (n > UNCERTAINTY_INPUTS) return fail_set(fail, E673, place_at(NULL, 0, 0), n, (unsigned)UNCERTAINTY_INPUTS);
  const char **names = arena_array(arena, n + 1u, sizeof *names);
  uint32_t *input = arena_array(arena, n + 1u, sizeof *input);
  Distribution *distributions = arena_array(arena, n + 1u, sizeof *distributions);
  Sampler *samplers = arena_array(arena, n + 1u, sizeof *samplers);
  unsigned char *varying = arena_array(arena, g->n_inputs + 1u, 1);
  QuantileTables *tables = quantile_tables(arena);
  if (!tables || arena_failed(arena)) return fail_set(fail, E801, place_at(NULL, 0, 0), "the uncertain numbers");
  for (uint32_t i = 0; i < g->n_inputs; i++) {
    if (!drawn[i]) continue;
    int status = draw_distribution(arena, g->inputs[i].draw, &distributions[made], fail);
    if (!status) status = distribution_sampler(&distributions[made], tables, arena, &samplers[made], fail);
    if (status) return status;
    names[made] = g->inputs[i].name, input[made] = i, varying[i] = 1;
    made++;
  }
  *u = (Uncertainty){.linked = linked, .n = n, .names = names, .input = input, .distributions = distributions, .samplers = samplers, .varying = varying, .seed = seed};
  if (!order_parameters(u, scenario, arena)) return fail_set(fail, E801, place_at(NULL, 0, 0), "the uncertain numbers");
  RankCorrelation *pairs;
  unsigned n_pairs = all_correlations(g, drawn, arena, scenario, &pairs);
  double error;
  if (!(u->normal = quantile_table(tables, FAMILY_NORMAL, 0, 0, &error))) return fail_set(fail, E801, place_at(NULL, 0, 0), "the table of the normal distribution");
  return copula_make(n, names, n_pairs, pairs, repair, tables, arena, &u->copula, fail);
}

/* Places, tied together, then values. */
static void draw_tied(const Uncertainty *u, const Design *d, uint64_t first, unsigned n, unsigned lanes, double *inputs) {
  double *rows[UNCERTAINTY_INPUTS];
  for (unsigned j = 0; j < u->n; j++) design_fill(d, j, first, n, rows[j] = inputs + (size_t)j * lanes);
  copula_apply(&u->copula, n, rows);
  for (unsigned j = 0; j < u->n; j++) sampler_fill(&u->samplers[j], n, rows[j], rows[j]);
}

bool uncertainty_divides(Unit unit, double *by) {
  double parts = unit_out(unit, 1.0);
  bool divides = unit.scale < 1.0 && parts == round(parts) && 1.0 / parts == unit.scale;
  *by = divides ? parts : unit.scale;
  return divides;
}

static void into_base(Unit unit, double *row, unsigned n) {
  double by;
  bool divides = uncertainty_divides(unit, &by);
  if (by != 1.0) vectors()->scale(row, n, by, divides);
}

void uncertainty_inputs(const Uncertainty *u, const Design *d, uint64_t first, unsigned n, unsigned lanes, double *inputs, double *values) {
  const Graph *g = u->linked->graph;
  bool tied = u->copula.n && !d->values && !d->correlated && d->spec.kind != DESIGN_LOCAL;
  if (tied) draw_tied(u, d, first, n, lanes, inputs);
  for (unsigned j = 0; j < u->n; j++) {
    double *row = inputs + (size_t)j * lanes;
    if (!tied) design_draw(d, j, &u->samplers[j], first, n, row);
    if (values) memcpy(values + (size_t)j * lanes, row, n * sizeof *row);
    into_base(g->inputs[u->input[j]].unit, row, n);
  }
}

/* The shocks of one grid point; runs of a unit have the unit's. */
static void fill_shocks(const Uncertainty *u, StreamKey key, uint32_t step, uint64_t first, unsigned n, double *row) {
  unsigned each = u->together > 1 ? u->together : 1;
  uint64_t unit = first / each;
  unsigned units = n ? (unsigned)((first + n - 1) / each - unit + 1) : 0;
  double own[UNCERTAINTY_RUNS], *shocks = each == 1 ? row : own;
  stream_fill(key, STREAM_SHOCK, step, unit, units, shocks);
  vectors()->quantiles(u->normal, units, shocks, shocks);
  if (each == 1) return;
  for (unsigned i = 0; i < n; i++) row[i] = shocks[(first + i) / each - unit];
}

void uncertainty_noise(const Uncertainty *u, uint64_t first, unsigned n, unsigned lanes, double *noise) {
  const Graph *g = u->linked->graph;
  for (uint32_t k = 0; k < g->n_noises; k++) {
    StreamKey key = stream_key(u->seed, g->noises[k].name);
    for (uint32_t s = 0; s <= g->n_steps; s++) fill_shocks(u, key, s, first, n, noise + ((size_t)k * (g->n_steps + 1) + s) * lanes);
  }
}
