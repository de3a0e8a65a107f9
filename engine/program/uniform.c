/* uniform.c : the nodes that are the same in all lanes, computed once through all steps, node by node. The times, states
 * and solves are those of graph.h. */
#include "model/oracle.h"
#include "program/inner.h"

#include <math.h>
#include <string.h>

struct Uniform {
  Compile *c;
  const UniformResult *to;
  double **value;                        /* per node */
  double **state, **start, **rate[4], **pending;   /* per state; the latter under RK4 */
  double **record;                       /* per output: grid points x size, where a record may read it */
  const double **args;
  uint32_t grid, path_row, evaluation;
  struct Search *search;                 /* work of its solves */
};

static bool uniform_at(const Compile *c, NodeId id) { return id != NODE_NONE && c->needed[id] && !c->lane[id]; }

static double fixed_input(const Compile *c, uint32_t i) {
  return c->desc->fixed ? c->desc->fixed[i] : c->g->inputs[i].point;
}

static void compute_leaf(Uniform *u, const Node *n, double *out) {
  size_t bytes = n->size * sizeof(double);
  switch ((Op)n->op) {
    case OP_CONST: memcpy(out, n->data, bytes); break;
    case OP_PATH: memcpy(out, n->data + (size_t)u->path_row * n->size, bytes); break;
    case OP_INPUT: *out = fixed_input(u->c, (uint32_t)n->i0); break;
    case OP_NOISE: *out = 0.0; break;
    case OP_STATE: case OP_FINAL: memcpy(out, u->state[n->i0], bytes); break;
    case OP_RECORD: memcpy(out, u->record[n->i0] + (size_t)n->i1 * n->size, bytes); break;
    default: break;                      /* an unknown is written by its solve */
  }
}

static void compute_solve(Uniform *u, NodeId id);

static void compute(Uniform *u, NodeId id) {
  const Node *n = &u->c->g->nodes[id];
  if (n->n_args == 0) { compute_leaf(u, n, u->value[id]); return; }
  if (n->op == OP_SOLVE) { compute_solve(u, id); return; }
  for (unsigned i = 0; i < n->n_args; i++) u->args[i] = u->value[n->args[i]];
  oracle_apply(u->c->g, n, u->args, u->value[id]);
}

/* ---- solve ------------------------------------------------------------------------------------------------------ */

typedef struct Search { double a, fa, b, fb, p, fp, x, tol, guess; bool near, done; } Search;

static void near_step(Search *s, double within, double fx, bool first) {
  double x = s->x, h = (s->b - s->a) * 0x1p-20;
  if (fabs(fx) <= within) { s->done = true; s->near = false; return; }
  double y = first ? (x + h < s->b ? x + h : x - h) : x - fx * (x - s->p) / (fx - s->fp);
  s->p = x, s->fp = fx;
  s->near = s->a < y && y < s->b;
  s->x = y;
}

static void search_begin(Search *s, double within, double guess) {
  double fa = fabs(s->fa), fb = fabs(s->fb);
  s->tol = within > 0.0 ? within : 1e-13 * (fa > fb ? fa : fb);
  s->p = s->b, s->fp = s->fb;
  s->x = s->a < guess && guess < s->b ? guess : s->a - s->fa * (s->b - s->a) / (s->fb - s->fa);
  s->done = true;
  if (fa <= s->tol) s->x = s->a;
  else if (fb <= s->tol) s->x = s->b;
  else if ((s->fa < 0.0) == (s->fb < 0.0) || !isfinite(s->fa) || !isfinite(s->fb)) s->x = NAN;
  else s->done = false;
}

static void search_step(Search *s, double fx) {
  double a = fabs(s->a), b = fabs(s->b), x = s->x;
  if (fabs(fx) <= s->tol || s->b - s->a <= 4e-16 * (a > b ? a : b)) { s->done = true; return; }
  if ((fx < 0.0) == (s->fa < 0.0)) s->a = x, s->fa = fx;
  else s->b = x, s->fb = fx;
  double y = x - fx * (x - s->p) / (fx - s->fp);
  s->p = x, s->fp = fx;
  s->x = s->a < y && y < s->b ? y : 0.5 * (s->a + s->b);
}

static const double *residual(Uniform *u, const Node *n) {
  const Node *nodes = u->c->g->nodes;
  uint16_t body = nodes[n->args[0]].body;
  for (NodeId id = n->args[0] + 1; id <= n->args[1]; id++)
    if (nodes[id].body == body && u->value[id]) compute(u, id);
  return u->value[n->args[1]];
}

/* An argument's value at each element of the solve: it may have fewer axes. */
static void spread_into(Uniform *u, const Node *n, NodeId arg, double *out) {
  Node wide = *n;                        /* the smaller of itself twice, over the solve's axes */
  NodeId args[2] = {arg, arg};
  const double *values[2] = {u->value[arg], u->value[arg]};
  wide.op = OP_MIN, wide.n_args = 2, wide.args = args;
  oracle_apply(u->c->g, &wide, values, out);
}

/* True when every element finished near its guess. */
static bool solve_near(Uniform *u, const Node *n, double *x, double within) {
  Search *s = u->search;
  bool open = true, all = true;
  for (int round = 0; round < SOLVE_NEAR && open; round++) {
    for (uint32_t e = 0; e < n->size; e++) x[e] = s[e].x;
    const double *f = residual(u, n);
    open = false;
    for (uint32_t e = 0; e < n->size; e++) {
      if (s[e].near) near_step(&s[e], within, f[e], round == 0);
      open |= s[e].near;
    }
  }
  for (uint32_t e = 0; e < n->size; e++) all &= s[e].done, x[e] = s[e].x;
  return all;
}

static void solve_between(Uniform *u, const Node *n, double *x, double within) {
  Search *s = u->search;
  for (uint32_t e = 0; e < n->size; e++) x[e] = s[e].a;
  const double *f = residual(u, n);
  for (uint32_t e = 0; e < n->size; e++) s[e].fa = f[e], x[e] = s[e].b;
  f = residual(u, n);
  for (uint32_t e = 0; e < n->size; e++) {
    s[e].fb = f[e];
    if (!s[e].done) search_begin(&s[e], within, s[e].guess);
  }
  for (int round = 0; round < SOLVE_ROUNDS; round++) {
    bool open = false;
    for (uint32_t e = 0; e < n->size; e++) x[e] = s[e].x, open |= !s[e].done;
    if (!open) break;
    f = residual(u, n);
    for (uint32_t e = 0; e < n->size; e++)
      if (!s[e].done) search_step(&s[e], f[e]);
  }
}

static void compute_solve(Uniform *u, NodeId id) {
  const Node *n = &u->c->g->nodes[id];
  double *x = u->value[n->args[0]], *out = u->value[id], within = u->c->g->solves[n->i0].within;
  Search *s = u->search;
  bool near = false;
  spread_into(u, n, n->args[2], out);
  for (uint32_t e = 0; e < n->size; e++) s[e].a = out[e];
  spread_into(u, n, n->args[3], out);
  for (uint32_t e = 0; e < n->size; e++) s[e].b = out[e];
  spread_into(u, n, n->args[4], out);
  for (uint32_t e = 0; e < n->size; e++) {
    s[e].x = s[e].guess = out[e], s[e].done = false;
    near |= s[e].near = within > 0.0 && s[e].a < out[e] && out[e] < s[e].b;
  }
  if (!near || !solve_near(u, n, x, within)) solve_between(u, n, x, within);
  for (uint32_t e = 0; e < n->size; e++) out[e] = s[e].x;
}

/* ---- steps -------------------------------------------------------------------------------------------------------- */

static void compute_stage(Uniform *u, unsigned stage) {
  const Graph *g = u->c->g;
  for (NodeId id = 0; id < g->n_nodes; id++)
    if (u->value[id] && g->nodes[id].stage == stage && g->nodes[id].body == 0) compute(u, id);
}

static void fill(Uniform *u, const Slots *slots, double *out) {
  for (uint32_t i = 0; i < slots->n; i++) {
    const Slot *s = &slots->slots[i];
    out[i] = s->node == NODE_NONE ? s->literal : u->value[s->node][s->element];
  }
}

static void evaluate(Uniform *u, uint32_t path_row) {
  u->path_row = path_row;
  compute_stage(u, STAGE_STEP);
  fill(u, &u->c->stepped, u->to->stepped + (size_t)u->evaluation++ * u->c->stepped.n);
}

static void record(Uniform *u, uint32_t grid) {
  const Graph *g = u->c->g;
  for (uint32_t k = 0; k < g->n_outputs; k++) {
    NodeId id = u->c->output_needed[k] ? output_node(g, k, grid) : NODE_NONE;
    if (uniform_at(u->c, id) && u->record[k])
      memcpy(u->record[k] + (size_t)grid * g->nodes[id].size, u->value[id], g->nodes[id].size * sizeof(double));
  }
}

static void take(Uniform *u, double **into) {
  const Graph *g = u->c->g;
  for (uint32_t s = 0; s < g->n_states; s++)
    if (u->state[s] && g->states[s].next != NODE_NONE)
      memcpy(into[s], u->value[g->states[s].next], g->states[s].size * sizeof(double));
}

static void each_rated(Uniform *u, void (*visit)(Uniform *, const State *, uint32_t, unsigned), unsigned part) {
  const Graph *g = u->c->g;
  for (uint32_t s = 0; s < g->n_states; s++)
    if (u->state[s] && g->states[s].rate != NODE_NONE) visit(u, &g->states[s], s, part);
}

static void keep_rate(Uniform *u, const State *state, uint32_t s, unsigned part) {
  memcpy(u->rate[part][s], u->value[state->rate], state->size * sizeof(double));
}
static void inner_state(Uniform *u, const State *state, uint32_t s, unsigned part) {
  double h = (part == 2 ? 1.0 : 0.5) * u->c->g->period;
  for (uint32_t e = 0; e < state->size; e++) u->state[s][e] = u->start[s][e] + h * u->rate[part][s][e];
}
static void new_state(Uniform *u, const State *state, uint32_t s, unsigned part) {
  (void)part;
  double sixth = u->c->g->period / 6.0;
  for (uint32_t e = 0; e < state->size; e++) {
    double x = u->start[s][e] + sixth * (((u->rate[0][s][e] + 2.0 * u->rate[1][s][e]) + 2.0 * u->rate[2][s][e]) + u->rate[3][s][e]);
    u->state[s][e] = state->nonnegative ? (x > 0.0 ? x : 0.0) : x;
  }
}

static void copy_states(Uniform *u, double **to, double **from) {
  for (uint32_t s = 0; s < u->c->g->n_states; s++)
    if (u->state[s]) memcpy(to[s], from[s], u->c->g->states[s].size * sizeof(double));
}

static void step_rk4(Uniform *u, uint32_t point) {
  const uint32_t row[3] = {2 * point + 1, 2 * point + 1, 2 * point + 2};
  copy_states(u, u->start, u->state);
  copy_states(u, u->pending, u->state);
  take(u, u->pending);
  each_rated(u, keep_rate, 0);
  for (unsigned part = 0; part < 3; part++) {
    each_rated(u, inner_state, part);
    evaluate(u, row[part]);
    each_rated(u, keep_rate, part + 1);
  }
  const Graph *g = u->c->g;
  for (uint32_t s = 0; s < g->n_states; s++)
    if (u->state[s] && g->states[s].rate == NODE_NONE) memcpy(u->state[s], u->pending[s], g->states[s].size * sizeof(double));
  each_rated(u, new_state, 0);
}

uint32_t evaluations(const Graph *g) { return g->method == METHOD_RK4 ? 4 * g->n_steps + 1 : g->n_steps + 1; }

static void run_steps(Uniform *u) {
  const Graph *g = u->c->g;
  bool rk4 = g->method == METHOD_RK4;
  u->evaluation = g->calendar ? 1 : 0;
  for (uint32_t point = g->calendar ? 1 : 0; point <= g->n_steps; point++) {
    u->grid = point;
    evaluate(u, rk4 ? 2 * point : point);
    record(u, point);
    if (!g->calendar && point == g->n_steps) break;
    if (rk4) step_rk4(u, point);
    else take(u, u->state);
  }
}

/* ---- room ------------------------------------------------------------------------------------------------------------ */

static double **state_room(Compile *c) {
  double **room = scratch_array(c, c->g->n_states + 1u, sizeof *room);
  for (uint32_t s = 0; room && s < c->g->n_states; s++) {
    const State *state = &c->g->states[s];
    bool uniform = uniform_at(c, state->init) && (state->next == NODE_NONE || uniform_at(c, state->next)) &&
                   (state->rate == NODE_NONE || uniform_at(c, state->rate));
    if (uniform) room[s] = scratch_array(c, state->size, sizeof(double));
  }
  return room;
}

static void make_room(Uniform *u) {
  Compile *c = u->c;
  const Graph *g = c->g;
  uint32_t widest = 1, most = 1;
  u->value = scratch_array(c, g->n_nodes + 1u, sizeof *u->value);
  for (NodeId id = 0; id < g->n_nodes && !c->failed; id++) {
    if (!uniform_at(c, id)) continue;
    const Node *n = &g->nodes[id];
    u->value[id] = scratch_array(c, n->size, sizeof(double));
    if (n->size > widest) widest = n->size;
    if (n->n_args > most) most = n->n_args;
  }
  u->search = scratch_array(c, widest, sizeof *u->search);
  u->args = scratch_array(c, most, sizeof *u->args);
  u->state = state_room(c);
  u->start = state_room(c), u->pending = state_room(c);
  for (unsigned i = 0; i < 4; i++) u->rate[i] = state_room(c);
  u->record = scratch_array(c, g->n_outputs + 1u, sizeof *u->record);
  for (uint32_t k = 0; k < g->n_outputs && !c->failed; k++) {
    uint32_t size = c->output_needed[k] ? output_size(g, k) : 0;
    if (size) u->record[k] = scratch_array(c, (size_t)(g->n_steps + 1) * size, sizeof(double));
    if (u->record[k] && output_node(g, k, 0) == NODE_NONE) /* no value in the start year */
      for (uint32_t e = 0; e < size; e++) u->record[k][e] = NAN;
  }
}

static void give_results(Uniform *u) {
  const Compile *c = u->c;
  const Graph *g = c->g;
  for (unsigned k = 0; k < c->desc->n_outputs; k++) {
    uint32_t output = c->desc->outputs[k];
    size_t count = (size_t)(g->n_steps + 1) * output_size(g, output);
    if (count && u->to->outputs[k]) memcpy(u->to->outputs[k], u->record[output], count * sizeof(double));
  }
  for (unsigned e = 0; e < c->desc->n_ends; e++)
    if (u->value[c->desc->ends[e]]) u->to->ends[e] = u->value[c->desc->ends[e]][0];
}

void uniform_begin(Compile *c) {
  Uniform *u = c->uniform = scratch_array(c, 1, sizeof *u);
  if (!u) return;
  u->c = c;
  make_room(u);
  if (c->failed) return;
  compute_stage(u, STAGE_CONST);
  compute_stage(u, STAGE_RUN);
}

double uniform_value(const Compile *c, NodeId id, uint32_t element) { return c->uniform->value[id][element]; }

void uniform_finish(Compile *c, const UniformResult *to) {
  Uniform *u = c->uniform;
  u->to = to;
  for (uint32_t s = 0; s < c->g->n_states; s++)
    if (u->state[s]) memcpy(u->state[s], u->value[c->g->states[s].init], c->g->states[s].size * sizeof(double));
  if (c->g->calendar) record(u, 0);
  run_steps(u);
  u->grid = 0;
  compute_stage(u, STAGE_END);
  fill(u, &c->fixed, to->fixed);
  give_results(u);
}
