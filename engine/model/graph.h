/* graph.h : a model as one pure expression graph. The meaning of a model; the oracle and the compiled program must agree on it bit for bit.
 *
 * A node is a value over axes. Nodes are immutable, shared (equal nodes are one node) and stand in topological order:
 * arguments have smaller ids. All values are in base units (人, 元, tce, a ...; % is 0.01).
 * A value's elements lie with the last axis fastest; axes ascend by their index in graph->axes.
 *
 * Stages, by what a node reads:
 *   CONST  nothing that varies: folded at load
 *   RUN    inputs: once a run (initial values, start-year values)
 *   STEP   states, paths, noise: each step
 *   END    records of a finished run: outcomes, targets, verdicts
 *
 * Time. There are n_steps steps and n_steps + 1 grid points; grid point g is at time start + g * step.
 *   calendar: for s = 1..n_steps: evaluate STEP with PATH at grid point s; states take their `next`; outputs of point s
 *             are the STEP nodes. Outputs of point 0 are the `start` nodes (RUN).
 *   otherwise: for s = 0..n_steps: evaluate STEP with PATH at point s; outputs of point s are the STEP nodes of that
 *             evaluation; then, when s < n_steps, states take their `next`.
 *   NOISE has n_steps + 1 values, by grid point.
 * RK4 (never with calendar): states with `rate` move by the classical rule. One step from point s evaluates STEP four
 *   times, with PATH at s, s + 1/2, s + 1/2, s + 1 and the rated states at x, x + h/2 k1, x + h/2 k2, x + h k3;
 *   new x = x + h/6 (k1 + 2 k2 + 2 k3 + k4), computed as x + (h / 6.0) * (((k1 + 2.0 * k2) + 2.0 * k3) + k4), then
 *   max(new, 0) when nonnegative. Other states keep their value in the inner evaluations and take `next` of the first.
 *   A path's rows are then 2 n_steps + 1: row 2s at point s, row 2s + 1 half way.
 *
 * SOLVE finds, for each element and lane on its own, u with residual(u) = 0 between low and high. First near the guess,
 * where within > 0 and low < guess < high:
 *   x = guess, fx = f(x); |fx| <= within: u = x, finished.
 *   h = (high - low) * 2^-20; (p, fp) = (x, fx); x = x + h < high ? x + h : x - h
 *   up to 6 times:
 *     fx = f(x); |fx| <= within: u = x, finished
 *     y = x - fx * (x - p) / (fx - fp); (p, fp) = (x, fx); unless low < y < high: leave; x = y
 * Without a guess, and where that did not finish, between the ends:
 *   fa = f(low), fb = f(high); tol = within > 0 ? within : 1e-13 * max(|fa|, |fb|)
 *   |fa| <= tol: u = low. |fb| <= tol: u = high. Otherwise, same sign (fa < 0 equals fb < 0) or either not finite: u = NaN.
 *   (a, fa), (b, fb) bracket; (p, fp) = (b, fb); x = guess if low < guess < high, else the secant point of (a, fa), (b, fb).
 *   up to 60 times:
 *     fx = f(x); |fx| <= tol or b - a <= 4e-16 * max(|a|, |b|): u = x, finished (frozen: its value no longer changes)
 *     if (fx < 0) == (fa < 0): a = x, fa = fx; else b = x, fb = fx
 *     y = x - fx * (x - p) / (fx - fp);  (p, fp) = (x, fx);  x = (a < y && y < b) ? y : 0.5 * (a + b)
 *   not finished after 60: u = x as it stands.
 *   The secant point of (a, fa), (b, fb) is a - fa * (b - a) / (fb - fa).
 *   f evaluates the nodes marked body == this solve (in id order) with UNKNOWN = x; unfinished and finished elements
 *   alike. low, high, guess broadcast to the solve's axes; the residual has exactly the solve's axes.
 *   A solve does not nest in another's body.
 *
 * Ownership: one arena a graph; constant after link_model. Any thread may read it. */
#ifndef YJ_MODEL_GRAPH_H
#define YJ_MODEL_GRAPH_H
#include "base/arena.h"
#include "base/fail.h"
#include "model/model.h"
#include "quantity/axis.h"
#include <stdint.h>

typedef enum {
#define OP(id, text, arity, shape, formula) OP_##id,
#include "model/ops.def"
  OP_COUNT
} Op;

typedef enum { SHAPE_LEAF, SHAPE_EACH, SHAPE_AXIS } OpShape;
typedef struct { const char *text; int arity; OpShape shape; } OpRow;
extern const OpRow op_rows[OP_COUNT];

typedef enum { STAGE_CONST, STAGE_RUN, STAGE_STEP, STAGE_END } Stage;

enum { AXES_MAX = 6 };
#define NODE_NONE UINT32_MAX        /* no node */
typedef uint32_t NodeId;

typedef struct {
  uint8_t op, stage, n_axes;
  uint8_t axes[AXES_MAX];        /* indices into graph->axes, ascending */
  uint16_t body;                 /* 0, or 1 + the solve (index among graph->solves) whose unknown it depends on */
  uint32_t size;                 /* product of the axes' elements; 1 for a scalar */
  uint32_t n_args; const NodeId *args;
  int32_t i0, i1, i2;            /* see ops.def */
  const double *data;            /* CONST, PATH */
  Place place;                   /* where the expression was written */
} Node;

typedef struct {                 /* a carried value: a stock, a level's opening, a flow of the step before */
  const char *name;              /* for listings and messages */
  NodeId init;                   /* RUN or CONST */
  NodeId next;                   /* STEP; the value at the end of the step. With RK4 NODE_NONE for rated states */
  NodeId rate;                   /* STEP, only with RK4, else NODE_NONE */
  bool nonnegative;              /* RK4 only: Euler has it in `next` */
  uint8_t n_axes, axes[AXES_MAX]; uint32_t size;
} State;

typedef struct {                 /* an uncertain number: one a run */
  const char *name;              /* "tfp_base", "rd_intensity.2030" */
  const Expr *draw;              /* the distribution as written (EXPR_CALL of class DRAW); NULL: a factor opened on request */
  Unit unit;                     /* of the drawn value: input = unit_in(unit, drawn) */
  double point;                  /* its value in a point run, base units; set by the caller of link (median), factors 1 */
  Place place;
} Input;

typedef struct { const char *name; Place place; } Noise;   /* standard normal a step, 0 in a point run */

typedef struct {                 /* piecewise line or cubic, constant outside the first and last point */
  uint32_t n; const double *x, *y;
  const double *slope;           /* linear: (y[k+1]-y[k]) / (x[k+1]-x[k]), slope[n-1] = 0 */
  const double *c2, *c3;         /* smooth: y + t (slope + t (c2 + t c3)), t = x - x[k]; NULL when linear */
  bool even; double inverse, offset;   /* even grid: x[k] = x[0] + k / inverse exactly enough (1 ulp of the step); offset = -x[0] * inverse */
} LookupTable;
/* linear and even:  q = min(max(x * inverse + offset, 0), n - 1), k = trunc(q), value = y[k] + (q - k) * dy[k], dy[k] = y[k+1] - y[k], dy[n-1] = 0
 * otherwise:        x clamped to [x[0], x[n-1]]; k = number of points x[1..n-2] that are <= x; t = x - x[k]; the polynomial above.
 * min(a,b) is a < b ? a : b and max(a,b) is a > b ? a : b, as in ops.def. A NaN argument gives NaN. */
double lookup_value(const LookupTable *, double x);

typedef struct Curve Curve;      /* spread or interpolate along one axis: curve.h */

typedef struct {                 /* a named value that may be recorded */
  const char *name;
  NodeId start;                  /* RUN: the value at grid point 0 (calendar), else NODE_NONE */
  NodeId step;                   /* STEP (or RUN, CONST when it does not vary) */
} Output;

typedef struct {
  const char *name; Place place;
  NodeId gap;                    /* STEP, scalar: the greatest |left - right| over elements, 0 when it holds exactly */
  NodeId limit;                  /* the allowed gap, scalar */
  NodeId failed;                 /* END, scalar: the number of steps in which gap <= limit did not hold */
} Check;

typedef struct { NodeId solve, unknown; const char *name; double within; } Solve;

typedef struct {
  Arena *arena;
  const Axis **axes; unsigned n_axes;
  Node *nodes; uint32_t n_nodes;
  State *states; uint32_t n_states;
  Input *inputs; uint32_t n_inputs;
  Noise *noises; uint32_t n_noises;
  LookupTable *tables; uint32_t n_tables;
  Curve **curves; uint32_t n_curves;
  Output *outputs; uint32_t n_outputs;       /* every named flow, level, stock, lever, parameter, need, series, solve */
  Check *checks; uint32_t n_checks;
  Solve *solves; uint32_t n_solves;
  NodeId finite;                 /* END, scalar: 1 when every watched value stayed finite in every step, else 0 */
  bool calendar; Method method;
  double start, step;            /* in the model's time; base-unit length of a step: period */
  double period;
  uint32_t n_steps;
} Graph;

static inline uint32_t graph_rows(const Graph *g) {        /* rows of a PATH */
  return g->method == METHOD_RK4 ? 2 * g->n_steps + 1 : g->n_steps + 1;
}

/* ---- building (used by the linker and by tests that make random graphs) ------------------------------------- */

typedef struct GraphBuilder GraphBuilder;
GraphBuilder *graph_builder(Arena *);
NodeId graph_constant(GraphBuilder *, unsigned n_axes, const uint8_t *axes, const double *values);
NodeId graph_scalar(GraphBuilder *, double);
/* Makes (or finds) the node op(args) with these immediates; axes and size follow from the operation and its
 * arguments. Folds when every argument is constant. */
NodeId graph_node(GraphBuilder *, Op, unsigned n_args, const NodeId *args, int i0, int i1, int i2, Place);
/* A leaf over given axes: INPUT, NOISE, STATE, UNKNOWN, RECORD, FINAL (i0, i1) or PATH (data). */
NodeId graph_leaf(GraphBuilder *, Op, unsigned n_axes, const uint8_t *axes, int i0, int i1, const double *data, Place);
Graph *graph_of(GraphBuilder *);             /* the graph under construction */
/* Begins again with an empty graph: the nodes so far are handed over, to be made once more in another order or form.
 * graph_keep makes one of them as it stands, but with these arguments (as many), its numbers are not copied. */
const Node *graph_begin_again(GraphBuilder *, uint32_t *n_nodes);
NodeId graph_keep(GraphBuilder *, const Node *, const NodeId *args);
/* Asserts that every state and solve is complete; call once, when all are set. */
void graph_finish(GraphBuilder *);

#endif
