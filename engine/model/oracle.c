/* oracle.c : the meaning of every operation in the plainest C, and one run by walking the graph. */
#include "model/oracle.h"
#include "base/elementary.h"
#include "model/curve.h"
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- where elements lie ------------------------------------------------------------------------------------- */

/* How far one step along graph axis `axis` moves in the elements of a value over these axes; 0 when it has no such axis. */
static size_t stride_of(const Graph *g, unsigned n_axes, const uint8_t *axes, int axis) {
  size_t stride = 1;
  for (unsigned i = n_axes; i-- > 0; stride *= g->axes[axes[i]]->n)
    if (axes[i] == axis) return stride;
  return 0;
}

typedef struct { size_t at[AXES_MAX]; } Position;       /* the index along each axis of the result */

static void advance_position(const Graph *g, const Node *n, Position *p) {
  for (unsigned i = n->n_axes; i-- > 0;) {
    if (++p->at[i] < g->axes[n->axes[i]]->n) return;
    p->at[i] = 0;
  }
}

typedef struct { size_t stride[AXES_MAX]; } Strides;     /* an argument's, along each axis of the result */

static Strides strides_in(const Graph *g, const Node *result, const Node *arg) {
  Strides s = {{0}};
  for (unsigned i = 0; i < result->n_axes; i++) s.stride[i] = stride_of(g, arg->n_axes, arg->axes, result->axes[i]);
  return s;
}

static size_t offset_at(const Node *result, const Strides *s, const Position *p) {
  size_t offset = 0;
  for (unsigned i = 0; i < result->n_axes; i++) offset += s->stride[i] * p->at[i];
  return offset;
}

/* ---- element by element ------------------------------------------------------------------------------------- */

double lookup_value(const LookupTable *t, double x) {
  if (t->even && !t->c2) {
    double last = (double)(t->n - 1), q = x * t->inverse + t->offset;
    if (!(q == q)) return q;
    q = q > 0.0 ? q : 0.0;
    q = q < last ? q : last;
    uint32_t k = (uint32_t)q;
    double step = k + 1 < t->n ? t->y[k + 1] - t->y[k] : 0.0;
    return t->y[k] + (q - (double)k) * step;
  }
  if (!(x == x)) return x;
  x = x > t->x[0] ? x : t->x[0];
  x = x < t->x[t->n - 1] ? x : t->x[t->n - 1];
  uint32_t k = 0;
  for (uint32_t i = 1; i + 1 < t->n; i++) k += t->x[i] <= x;
  double u = x - t->x[k];
  if (t->c2) return t->y[k] + u * (t->slope[k] + u * (t->c2[k] + u * t->c3[k]));
  return t->y[k] + u * t->slope[k];
}

static double each(Op op, double a, double b, double c) {
  (void)a, (void)b, (void)c;
  switch (op) {
#define NONE 0.0
#define OP(id, text, arity, shape, formula) case OP_##id: return formula;
#include "model/ops.def"
#undef NONE
    case OP_COUNT: break;
  }
  return 0.0;
}

static void apply_each(const Graph *g, const Node *n, const double *const *args, double *out) {
  Strides s[3];
  Position p = {{0}};
  for (unsigned i = 0; i < n->n_args; i++) s[i] = strides_in(g, n, &g->nodes[n->args[i]]);
  for (uint32_t e = 0; e < n->size; e++, advance_position(g, n, &p)) {
    double v[3] = {0};
    for (unsigned i = 0; i < n->n_args; i++) v[i] = args[i][offset_at(n, &s[i], &p)];
    out[e] = n->op == OP_LOOKUP ? lookup_value(&g->tables[n->i0], v[0]) : each((Op)n->op, v[0], v[1], v[2]);
  }
}

/* ---- along an axis ------------------------------------------------------------------------------------------- */

/* A value over axes seen as outer x along x inner, `along` being the axis of interest. */
typedef struct { size_t outer, along, inner; } View;

static View view_of(const Graph *g, const Node *n, int axis) {
  View v = {1, g->axes[axis]->n, stride_of(g, n->n_axes, n->axes, axis)};
  v.outer = n->size / (v.along * v.inner);
  return v;
}

static double reduce_step(Op op, double so_far, double element) {
  if (op == OP_REDUCE_MIN) return so_far < element ? so_far : element;
  if (op == OP_REDUCE_MAX) return so_far > element ? so_far : element;
  return so_far + element;
}

static void apply_reduce(const Graph *g, const Node *n, const double *in, double *out) {
  View v = view_of(g, &g->nodes[n->args[0]], n->i0);
  for (size_t o = 0; o < v.outer; o++)
    for (size_t i = 0; i < v.inner; i++) {
      const double *line = in + o * v.along * v.inner + i;
      double total = line[(size_t)n->i1 * v.inner];
      for (int k = n->i1 + 1; k <= n->i2; k++) total = reduce_step((Op)n->op, total, line[(size_t)k * v.inner]);
      out[o * v.inner + i] = total;
    }
}

static void slice_line(const Node *n, const View *v, const double *in, double *out) {
  for (size_t o = 0; o < v->outer; o++)
    memcpy(out + o * v->inner, in + (o * v->along + (size_t)n->i1) * v->inner, v->inner * sizeof(double));
}

/* in and out share a shape; `stride` leads from one element of the axis to the next. */
static void move_line(const Node *n, size_t along, size_t stride, const double *in, double *out) {
  long last = (long)along - 1;
  switch ((Op)n->op) {
    case OP_SHIFT:
      for (long j = 0; j <= last; j++) {
        long from = j - n->i1;
        out[(size_t)j * stride] = from >= 0 && from <= last ? in[(size_t)from * stride] : 0.0;
      }
      break;
    case OP_ADVANCE:
      for (long j = 1; j <= last; j++) out[(size_t)j * stride] = in[(size_t)(j - 1) * stride];
      out[0] = 0.0;
      if (last > 0) out[(size_t)last * stride] = in[(size_t)(last - 1) * stride] + in[(size_t)last * stride];
      break;
    default: {                                               /* ACCUMULATE */
      long first = n->i1 ? last : 0, step = n->i1 ? -1 : 1;
      out[(size_t)first * stride] = in[(size_t)first * stride];
      for (long j = first + step; j >= 0 && j <= last; j += step)
        out[(size_t)j * stride] = out[(size_t)(j - step) * stride] + in[(size_t)j * stride];
    }
  }
}

static void apply_move(const Graph *g, const Node *n, const double *in, double *out) {
  View v = view_of(g, n, n->i0);
  for (size_t o = 0; o < v.outer; o++)
    for (size_t i = 0; i < v.inner; i++) {
      size_t base = o * v.along * v.inner + i;
      move_line(n, v.along, v.inner, in + base, out + base);
    }
}

/* PLACE and JOIN: the result has axis i0, the arguments have not. */
static void apply_gather(const Graph *g, const Node *n, const double *const *args, double *out) {
  size_t own = stride_of(g, n->n_axes, n->axes, n->i0), along = g->axes[n->i0]->n;
  Position p = {{0}};
  for (uint32_t e = 0; e < n->size; e++, advance_position(g, n, &p)) {
    size_t k = e / own % along;
    bool empty = n->op == OP_PLACE && k != (size_t)n->i1;
    unsigned arg = n->op == OP_PLACE ? 0 : (unsigned)k;
    Strides s = strides_in(g, n, &g->nodes[n->args[arg]]);
    out[e] = empty ? 0.0 : args[arg][offset_at(n, &s, &p)];
  }
}

static void apply_rename(const Graph *g, const Node *n, const double *in, double *out) {
  const Node *arg = &g->nodes[n->args[0]];
  Strides s = strides_in(g, n, arg);
  for (unsigned i = 0; i < n->n_axes; i++)
    if (n->axes[i] == n->i1) s.stride[i] = stride_of(g, arg->n_axes, arg->axes, n->i0);
  Position p = {{0}};
  for (uint32_t e = 0; e < n->size; e++, advance_position(g, n, &p)) out[e] = in[offset_at(n, &s, &p)];
}

static void apply_curve(const Graph *g, const Node *n, const double *in, double *out) {
  const Node *arg = &g->nodes[n->args[0]];
  const Curve *curve = g->curves[n->i2];
  double from[CURVE_LONGEST], to[CURVE_LONGEST];
  size_t in_stride = stride_of(g, arg->n_axes, arg->axes, n->i0), out_stride = stride_of(g, n->n_axes, n->axes, n->i1);
  Strides s = strides_in(g, n, arg);
  Position p = {{0}};
  for (uint32_t e = 0; e < n->size; e++, advance_position(g, n, &p)) {
    if (e / out_stride % g->axes[n->i1]->n != 0) continue;   /* once for each line, at its first element */
    size_t base = offset_at(n, &s, &p);
    for (unsigned k = 0; k < curve_in(curve); k++) from[k] = in[base + k * in_stride];
    curve_apply(curve, from, to);
    for (unsigned k = 0; k < curve_out(curve); k++) out[e + k * out_stride] = to[k];
  }
}

void oracle_apply(const Graph *g, const Node *n, const double *const *args, double *out) {
  if (op_rows[n->op].shape == SHAPE_EACH) { apply_each(g, n, args, out); return; }
  switch ((Op)n->op) {
    case OP_SUM: case OP_REDUCE_MIN: case OP_REDUCE_MAX: apply_reduce(g, n, args[0], out); return;
    case OP_SLICE: {
      View v = view_of(g, &g->nodes[n->args[0]], n->i0);
      slice_line(n, &v, args[0], out);
      return;
    }
    case OP_PLACE: case OP_JOIN: apply_gather(g, n, args, out); return;
    case OP_RENAME: apply_rename(g, n, args[0], out); return;
    case OP_CURVE: apply_curve(g, n, args[0], out); return;
    default: apply_move(g, n, args[0], out);
  }
}

/* ---- a run --------------------------------------------------------------------------------------------------- */

struct Oracle {
  const Graph *graph;
  size_t *place;                 /* of each node's values: of a STEP node within a row, else within `once` */
  size_t row;                    /* doubles of one grid point: the STEP nodes */
  double *values;                /* (n_steps + 1) rows */
  double *once; size_t once_size;   /* CONST, RUN and END nodes */
  double *state;                 /* the states' values now */
  size_t *state_place, state_size;
  const double *inputs, *noise;
  uint32_t grid;                 /* the grid point being computed */
  uint32_t path_row;             /* the row of PATH data in force */
  const double **args;           /* scratch: the arguments of one node, the elements of one solve, one RK4 step */
  struct Search *search;
  double *work, *kept;
};

typedef struct Search { double a, fa, b, fb, p, fp, x, tol, root, guess; bool near, done; } Search;   /* one element of a solve */

/* Where everything lies, and the longest list of arguments and largest solve. */
static bool lay_out(Oracle *o, uint32_t *longest, uint32_t *largest) {
  const Graph *g = o->graph;
  o->place = malloc((g->n_nodes + 1u) * sizeof *o->place);
  o->state_place = malloc((g->n_states + 1u) * sizeof *o->state_place);
  if (!o->place || !o->state_place) return false;
  for (NodeId i = 0; i < g->n_nodes; i++) {
    const Node *n = &g->nodes[i];
    size_t *end = n->stage == STAGE_STEP ? &o->row : &o->once_size;
    o->place[i] = *end, *end += n->size;
    if (n->n_args > *longest) *longest = n->n_args;
    if (n->op == OP_SOLVE && n->size > *largest) *largest = n->size;
  }
  for (uint32_t i = 0; i < g->n_states; i++) { o->state_place[i] = o->state_size; o->state_size += g->states[i].size; }
  return true;
}

Oracle *oracle_new(const Graph *g) {
  uint32_t longest = 1, largest = 1;
  Oracle *o = calloc(1, sizeof *o);
  if (!o) return NULL;
  o->graph = g;
  if (!lay_out(o, &longest, &largest)) { oracle_free(o); return NULL; }
  o->values = malloc((o->row * (g->n_steps + 1u) + 1) * sizeof(double));
  o->once = malloc((o->once_size + 1) * sizeof(double));
  o->state = malloc((o->state_size + 1) * sizeof(double));
  o->args = malloc(longest * sizeof *o->args);
  o->search = malloc(largest * sizeof *o->search);
  o->work = malloc((6 * o->state_size + 1) * sizeof(double)), o->kept = malloc((o->row + 1) * sizeof(double));
  if (o->values && o->once && o->state && o->args && o->search && o->work && o->kept) return o;
  oracle_free(o);
  return NULL;
}

void oracle_free(Oracle *o) {
  if (!o) return;
  free(o->place), free(o->state_place), free(o->values), free(o->once), free(o->state);
  free(o->args), free(o->search), free(o->work), free(o->kept), free(o);
}

static double *slot(const Oracle *o, NodeId id, uint32_t grid) {
  return o->graph->nodes[id].stage == STAGE_STEP ? o->values + grid * o->row + o->place[id] : o->once + o->place[id];
}

const double *oracle_value(const Oracle *o, NodeId id, uint32_t grid) { return slot(o, id, grid); }

const double *oracle_output(const Oracle *o, uint32_t k, uint32_t grid) {
  const Output *out = &o->graph->outputs[k];
  return slot(o, o->graph->calendar && grid == 0 ? out->start : out->step, grid);
}

static void apply_leaf(const Oracle *o, const Node *n, double *out) {
  const Graph *g = o->graph;
  size_t bytes = n->size * sizeof(double);
  switch ((Op)n->op) {
    case OP_CONST: memcpy(out, n->data, bytes); break;
    case OP_PATH: memcpy(out, n->data + (size_t)o->path_row * n->size, bytes); break;
    case OP_INPUT: *out = o->inputs ? o->inputs[n->i0] : g->inputs[n->i0].point; break;
    case OP_NOISE: *out = o->noise ? o->noise[(size_t)n->i0 * (g->n_steps + 1) + o->grid] : 0.0; break;
    case OP_STATE: case OP_FINAL: memcpy(out, o->state + o->state_place[n->i0], bytes); break;
    case OP_RECORD: memcpy(out, oracle_output(o, (uint32_t)n->i0, (uint32_t)n->i1), bytes); break;
    default: break;                                          /* UNKNOWN is written by its solve */
  }
}

static void solve(const Oracle *o, const Node *n);

static void evaluate(const Oracle *o, NodeId id) {
  const Graph *g = o->graph;
  const Node *n = &g->nodes[id];
  double *out = slot(o, id, o->grid);
  if (n->n_args == 0) { apply_leaf(o, n, out); return; }
  if (n->op == OP_SOLVE) { solve(o, n); return; }
  for (unsigned i = 0; i < n->n_args; i++) o->args[i] = slot(o, n->args[i], o->grid);
  oracle_apply(g, n, o->args, out);
}

/* ---- solve: the algorithm of graph.h, one element --------------------------------------------------------------- */

static double secant(const Search *s) { return s->a - s->fa * (s->b - s->a) / (s->fb - s->fa); }

static void near_step(Search *s, double within, double fx, bool first) {
  double x = s->x, h = (s->b - s->a) * 0x1p-20;
  if (fabs(fx) <= within) { s->root = x; s->done = true; s->near = false; return; }
  double y = first ? (x + h < s->b ? x + h : x - h) : x - fx * (x - s->p) / (fx - s->fp);
  s->p = x, s->fp = fx;
  s->near = first || (s->a < y && y < s->b);
  s->x = y;
}

static void search_begin(Search *s, double within, double guess) {
  double largest = fabs(s->fa) > fabs(s->fb) ? fabs(s->fa) : fabs(s->fb);
  s->tol = within > 0.0 ? within : 1e-13 * largest;
  s->done = true;
  if (fabs(s->fa) <= s->tol) s->root = s->a;
  else if (fabs(s->fb) <= s->tol) s->root = s->b;
  else if ((s->fa < 0.0) == (s->fb < 0.0) || !isfinite(s->fa) || !isfinite(s->fb)) s->root = NAN;
  else s->done = false;
  s->p = s->b, s->fp = s->fb;
  s->x = s->a < guess && guess < s->b ? guess : secant(s);
}

static void search_step(Search *s, double fx) {
  double largest = fabs(s->a) > fabs(s->b) ? fabs(s->a) : fabs(s->b), x = s->x;
  if (fabs(fx) <= s->tol || s->b - s->a <= 4e-16 * largest) { s->root = x; s->done = true; return; }
  if ((fx < 0.0) == (s->fa < 0.0)) s->a = x, s->fa = fx;
  else s->b = x, s->fb = fx;
  double y = x - fx * (x - s->p) / (fx - s->fp);
  s->p = x, s->fp = fx;
  s->x = s->a < y && y < s->b ? y : 0.5 * (s->a + s->b);
}

/* residual(u) for all elements, u standing in the unknown's slot */
static const double *residual_at(const Oracle *o, const Node *n) {
  const Graph *g = o->graph;
  for (NodeId id = n->args[0] + 1; id <= n->args[1]; id++)
    if (g->nodes[id].body && g->nodes[id].body == g->nodes[n->args[0]].body) evaluate(o, id);
  return slot(o, n->args[1], o->grid);
}

static double broadcast(const Oracle *o, const Node *n, NodeId arg, const Position *p) {
  Strides s = strides_in(o->graph, n, &o->graph->nodes[arg]);
  return slot(o, arg, o->grid)[offset_at(n, &s, p)];
}

/* True when every element finished near its guess. */
static bool solve_near(const Oracle *o, const Node *n, Search *s, double *u, double within) {
  bool open = true, all = true;
  for (int round = 0; round < 7 && open; round++) {
    for (uint32_t e = 0; e < n->size; e++) u[e] = s[e].done ? s[e].root : s[e].x;
    const double *f = residual_at(o, n);
    open = false;
    for (uint32_t e = 0; e < n->size; e++) {
      if (s[e].near) near_step(&s[e], within, f[e], round == 0);
      open |= s[e].near;
    }
  }
  for (uint32_t e = 0; e < n->size; e++) all &= s[e].done;
  return all;
}

static void solve_between(const Oracle *o, const Node *n, Search *s, double *u, double within) {
  for (uint32_t e = 0; e < n->size; e++) u[e] = s[e].a;
  const double *f = residual_at(o, n);
  for (uint32_t e = 0; e < n->size; e++) s[e].fa = f[e], u[e] = s[e].b;
  f = residual_at(o, n);
  for (uint32_t e = 0; e < n->size; e++) {
    s[e].fb = f[e];
    if (!s[e].done) search_begin(&s[e], within, s[e].guess);
  }
  for (int round = 0; round < 60; round++) {
    bool open = false;
    for (uint32_t e = 0; e < n->size; e++) u[e] = s[e].done ? s[e].root : s[e].x, open |= !s[e].done;
    if (!open) break;
    f = residual_at(o, n);
    for (uint32_t e = 0; e < n->size; e++)
      if (!s[e].done) search_step(&s[e], f[e]);
  }
}

static void solve(const Oracle *o, const Node *n) {
  const Graph *g = o->graph;
  NodeId self = (NodeId)(n - g->nodes);
  double *u = slot(o, n->args[0], o->grid), within = g->solves[n->i0].within;
  Search *s = o->search;
  Position p = {{0}};
  bool near = false;
  for (uint32_t e = 0; e < n->size; e++, advance_position(g, n, &p)) {
    double a = broadcast(o, n, n->args[2], &p), b = broadcast(o, n, n->args[3], &p), guess = broadcast(o, n, n->args[4], &p);
    s[e] = (Search){.a = a, .b = b, .x = guess, .guess = guess, .near = within > 0.0 && a < guess && guess < b};
    near |= s[e].near;
  }
  if (!near || !solve_near(o, n, s, u, within)) solve_between(o, n, s, u, within);
  double *out = slot(o, self, o->grid);
  for (uint32_t e = 0; e < n->size; e++) out[e] = s[e].done ? s[e].root : s[e].x;
}

Bracket oracle_bracket(Oracle *o, NodeId solve, uint32_t element, uint32_t grid) {
  const Node *n = &o->graph->nodes[solve];
  o->grid = grid;
  double *u = slot(o, n->args[0], grid);
  Bracket b = {0};
  for (int side = 0; side < 2; side++) {
    Position p = {{0}};
    for (uint32_t e = 0; e < n->size; e++, advance_position(o->graph, n, &p)) {
      u[e] = broadcast(o, n, n->args[2 + side], &p);
      if (e == element) *(side ? &b.high : &b.low) = u[e];
    }
    *(side ? &b.at_high : &b.at_low) = residual_at(o, n)[element];
  }
  return b;
}

/* ---- steps ------------------------------------------------------------------------------------------------------ */

static void evaluate_stage(const Oracle *o, Stage stage) {
  const Graph *g = o->graph;
  for (NodeId id = 0; id < g->n_nodes; id++)
    if (g->nodes[id].stage == stage && (!g->nodes[id].body || g->nodes[id].op == OP_UNKNOWN)) evaluate(o, id);
}

/* States that have a `next` take it: all of them under Euler, the unrated ones under RK4. */
static void take(const Oracle *o, double *state) {
  const Graph *g = o->graph;
  for (uint32_t i = 0; i < g->n_states; i++)
    if (g->states[i].next != NODE_NONE)
      memcpy(state + o->state_place[i], slot(o, g->states[i].next, o->grid), g->states[i].size * sizeof(double));
}

/* The rates of the rated states after an evaluation, laid out as the states are. */
static void rates_of(const Oracle *o, double *k) {
  const Graph *g = o->graph;
  for (uint32_t i = 0; i < g->n_states; i++)
    if (g->states[i].rate != NODE_NONE)
      memcpy(k + o->state_place[i], slot(o, g->states[i].rate, o->grid), g->states[i].size * sizeof(double));
}

/* The inner state x + h k of the rated states; the others keep x. */
static void inner_state(Oracle *o, const double *x, double h, const double *k) {
  const Graph *g = o->graph;
  for (uint32_t i = 0; i < g->n_states; i++)
    for (size_t e = o->state_place[i]; e < o->state_place[i] + g->states[i].size; e++)
      o->state[e] = g->states[i].rate != NODE_NONE ? x[e] + h * k[e] : x[e];
}

/* One RK4 step from point s, whose STEP nodes are evaluated already; they are restored as point s's own afterwards. */
static void step_rk4(Oracle *o, uint32_t s) {
  const Graph *g = o->graph;
  size_t n = o->state_size;
  double h = g->period, *work = o->work, *x = work, *k[4] = {work + n, work + 2 * n, work + 3 * n, work + 4 * n}, *next = work + 5 * n;
  memcpy(x, o->state, n * sizeof(double)), memcpy(next, x, n * sizeof(double));
  memcpy(o->kept, o->values + s * o->row, o->row * sizeof(double));
  rates_of(o, k[0]);
  take(o, next);
  const double part[3] = {0.5, 0.5, 1.0};
  const uint32_t row[3] = {2 * s + 1, 2 * s + 1, 2 * s + 2};
  for (int i = 0; i < 3; i++) {
    inner_state(o, x, part[i] * h, k[i]);
    o->path_row = row[i];
    evaluate_stage(o, STAGE_STEP);
    rates_of(o, k[i + 1]);
  }
  for (uint32_t i = 0; i < g->n_states; i++)
    for (size_t e = o->state_place[i]; g->states[i].rate != NODE_NONE && e < o->state_place[i] + g->states[i].size; e++) {
      double moved = x[e] + (h / 6.0) * (((k[0][e] + 2.0 * k[1][e]) + 2.0 * k[2][e]) + k[3][e]);
      next[e] = g->states[i].nonnegative ? (moved > 0.0 ? moved : 0.0) : moved;
    }
  memcpy(o->state, next, n * sizeof(double));
  memcpy(o->values + s * o->row, o->kept, o->row * sizeof(double));
}

static void evaluate_point(Oracle *o, uint32_t s) {
  o->grid = s;
  o->path_row = o->graph->method == METHOD_RK4 ? 2 * s : s;
  evaluate_stage(o, STAGE_STEP);
}

void oracle_run(Oracle *o, const double *inputs, const double *noise) {
  const Graph *g = o->graph;
  o->inputs = inputs, o->noise = noise, o->grid = 0, o->path_row = 0;
  evaluate_stage(o, STAGE_CONST);
  evaluate_stage(o, STAGE_RUN);
  for (uint32_t i = 0; i < g->n_states; i++)
    memcpy(o->state + o->state_place[i], slot(o, g->states[i].init, 0), g->states[i].size * sizeof(double));
  for (uint32_t s = g->calendar ? 1 : 0; s <= g->n_steps; s++) {
    evaluate_point(o, s);
    if (!g->calendar && s == g->n_steps) break;
    if (g->method == METHOD_RK4) step_rk4(o, s);
    else take(o, o->state);
  }
  o->grid = 0;
  evaluate_stage(o, STAGE_END);
}
