/* expand.c : lane nodes taken apart into scalar values. Slices, shifts, joins and broadcasts leave nothing behind but
 * other names for the same values; sums and running sums become chains in the order that graph.h gives. */
#include "program/inner.h"

#include <string.h>

static Value plain(const Compile *c, const Node *n, Op op) {
  unsigned stage = n->body ? c->g->nodes[c->g->solves[n->body - 1].solve].stage : n->stage;
  return (Value){.op = (uint8_t)op, .stage = (uint8_t)stage, .body = n->body, .a = REF_NONE, .b = REF_NONE, .c = REF_NONE};
}

/* ---- where elements lie -------------------------------------------------------------------------------------------- */

static uint32_t stride_of(const Graph *g, const Node *n, int axis) {
  uint32_t stride = 1;
  for (unsigned i = n->n_axes; i-- > 0; stride *= g->axes[n->axes[i]]->n)
    if (n->axes[i] == axis) return stride;
  return 0;
}

/* For each element of `n` the element of `arg` that it reads; result axis `to` stands for the argument's axis `from`. */
static uint32_t *map_of(Compile *c, const Node *n, const Node *arg, int to, int from) {
  uint32_t *map = scratch_array(c, n->size, sizeof *map), stride[AXES_MAX], at[AXES_MAX] = {0}, offset = 0;
  if (!map) return NULL;
  for (unsigned i = 0; i < n->n_axes; i++) stride[i] = stride_of(c->g, arg, n->axes[i] == to ? from : n->axes[i]);
  for (uint32_t e = 0; e < n->size; e++) {
    map[e] = offset;
    for (unsigned i = n->n_axes; i-- > 0;) {
      offset += stride[i];
      if (++at[i] < c->g->axes[n->axes[i]]->n) break;
      offset -= stride[i] * at[i];
      at[i] = 0;
    }
  }
  return map;
}

typedef struct { uint32_t outer, along, inner; } View;     /* outer x along x inner around one axis */
static View view_of(const Graph *g, const Node *n, int axis) {
  View v = {1, g->axes[axis]->n, stride_of(g, n, axis)};
  v.outer = n->size / (v.along * v.inner);
  return v;
}

/* ---- element by element ---------------------------------------------------------------------------------------------- */

static void expand_each(Compile *c, const Node *n, Ref *out) {
  uint32_t *map[3] = {0};
  for (unsigned i = 0; i < n->n_args; i++)
    if (!(map[i] = map_of(c, n, &c->g->nodes[n->args[i]], -1, -1))) return;
  for (uint32_t e = 0; e < n->size; e++) {
    Ref args[3] = {REF_NONE, REF_NONE, REF_NONE};
    for (unsigned i = 0; i < n->n_args; i++) args[i] = ref_of(c, n->args[i], map[i][e]);
    if (n->op == OP_LOOKUP) args[1] = (Ref)n->i0;
    out[e] = value_of(c, (Op)n->op, args[0], args[1], args[2]);
  }
}

static void expand_leaf(Compile *c, const Node *n, Ref *out) {
  for (uint32_t e = 0; e < n->size; e++) {
    Value v = plain(c, n, (Op)n->op);
    v.a = n->op == OP_INPUT ? c->input_index[n->i0] : (Ref)n->i0;
    v.b = n->op == OP_RECORD ? (Ref)n->i1 : e;
    v.c = e;
    out[e] = value_leaf(c, v);
  }
}

/* ---- along an axis ------------------------------------------------------------------------------------------------------ */

static void expand_reduce(Compile *c, const Node *n, Ref *out) {
  Op op = n->op == OP_SUM ? OP_ADD : n->op == OP_REDUCE_MIN ? OP_MIN : OP_MAX;
  View v = view_of(c->g, &c->g->nodes[n->args[0]], n->i0);
  for (uint32_t o = 0; o < v.outer; o++)
    for (uint32_t i = 0; i < v.inner; i++) {
      uint32_t base = o * v.along * v.inner + i;
      Ref total = ref_of(c, n->args[0], base + (uint32_t)n->i1 * v.inner);
      for (int k = n->i1 + 1; k <= n->i2; k++)
        total = value_of(c, op, total, ref_of(c, n->args[0], base + (uint32_t)k * v.inner), REF_NONE);
      out[o * v.inner + i] = total;
    }
}

static void expand_slice(Compile *c, const Node *n, Ref *out) {
  View v = view_of(c->g, &c->g->nodes[n->args[0]], n->i0);
  for (uint32_t o = 0; o < v.outer; o++)
    for (uint32_t i = 0; i < v.inner; i++)
      out[o * v.inner + i] = ref_of(c, n->args[0], (o * v.along + (uint32_t)n->i1) * v.inner + i);
}

/* The line of elements base, base + stride, ... of a node that keeps its argument's shape. */
static void expand_line(Compile *c, const Node *n, uint32_t along, uint32_t base, uint32_t stride, Ref *out) {
  int32_t last = (int32_t)along - 1;
#define IN(j) ref_of(c, n->args[0], base + (uint32_t)(j) * stride)
#define OUT(j) out[base + (uint32_t)(j) * stride]
  if (n->op == OP_SHIFT)
    for (int32_t j = 0; j <= last; j++) {
      int32_t from = j - n->i1;
      OUT(j) = from >= 0 && from <= last ? IN(from) : ref_literal(c, 0.0);
    }
  if (n->op == OP_ADVANCE) {
    for (int32_t j = 1; j < last; j++) OUT(j) = IN(j - 1);
    OUT(0) = ref_literal(c, 0.0);
    if (last > 0) OUT(last) = value_of(c, OP_ADD, IN(last - 1), IN(last), REF_NONE);
  }
  if (n->op == OP_ACCUMULATE) {
    int32_t first = n->i1 ? last : 0, step = n->i1 ? -1 : 1;
    OUT(first) = IN(first);
    for (int32_t j = first + step; j >= 0 && j <= last; j += step) OUT(j) = value_of(c, OP_ADD, OUT(j - step), IN(j), REF_NONE);
  }
#undef IN
#undef OUT
}

static void expand_move(Compile *c, const Node *n, Ref *out) {
  View v = view_of(c->g, n, n->i0);
  for (uint32_t o = 0; o < v.outer; o++)
    for (uint32_t i = 0; i < v.inner; i++) expand_line(c, n, v.along, o * v.along * v.inner + i, v.inner, out);
}

/* PLACE and JOIN: the result has axis i0, the arguments have not. */
static void expand_gather(Compile *c, const Node *n, Ref *out) {
  View v = view_of(c->g, n, n->i0);
  for (uint32_t k = 0; k < v.along; k++) {
    bool empty = n->op == OP_PLACE && k != (uint32_t)n->i1;
    NodeId arg = n->args[n->op == OP_PLACE ? 0 : k];
    uint32_t *map = map_of(c, n, &c->g->nodes[arg], -1, -1);
    if (!map) return;
    for (uint32_t e = 0; e < n->size; e++)
      if (e / v.inner % v.along == k) out[e] = empty ? ref_literal(c, 0.0) : ref_of(c, arg, map[e]);
  }
}

static void expand_rename(Compile *c, const Node *n, Ref *out) {
  uint32_t *map = map_of(c, n, &c->g->nodes[n->args[0]], n->i1, n->i0);
  for (uint32_t e = 0; map && e < n->size; e++) out[e] = ref_of(c, n->args[0], map[e]);
}

static CurveLine *new_line(Compile *c) {
  if (c->n_curves == c->curves_room) {
    uint32_t room = c->curves_room ? 2 * c->curves_room : 16;
    CurveLine *wider = scratch_array(c, room, sizeof *wider);
    if (!wider) return NULL;
    if (c->n_curves) memcpy(wider, c->curves, c->n_curves * sizeof *wider);
    c->curves = wider, c->curves_room = room;
  }
  return &c->curves[c->n_curves];
}

static void expand_curve(Compile *c, const Node *n, Ref *out) {
  const Node *arg = &c->g->nodes[n->args[0]];
  const Curve *curve = c->g->curves[n->i2];
  uint32_t in_stride = stride_of(c->g, arg, n->i0), out_stride = stride_of(c->g, n, n->i1);
  uint32_t *map = map_of(c, n, arg, -1, -1);
  for (uint32_t e = 0; map && e < n->size; e++) {
    if (e / out_stride % curve_out(curve) != 0) continue;
    CurveLine *line = new_line(c);
    Ref *in = scratch_array(c, curve_in(curve), sizeof *in);
    if (!line || !in) return;
    for (uint32_t k = 0; k < curve_in(curve); k++) in[k] = ref_of(c, n->args[0], map[e] + k * in_stride);
    *line = (CurveLine){.curve = curve, .in = in, .first = c->n_values, .n_out = curve_out(curve)};
    for (uint32_t k = 0; k < curve_out(curve); k++) {
      Value v = plain(c, n, OP_CURVE);
      v.a = c->n_curves, v.b = k;
      out[e + k * out_stride] = value_leaf(c, v);
    }
    c->n_curves++;
  }
}

static void expand_solve(Compile *c, NodeId id, const Node *n, Ref *out) {
  LaneSolve *s = &c->solves[n->i0];
  Ref **into[4] = {&s->residual, &s->low, &s->high, &s->guess};
  s->node = id;
  for (unsigned i = 0; i < 4; i++) {
    NodeId arg = n->args[i + 1];
    uint32_t *map = map_of(c, n, &c->g->nodes[arg], -1, -1);
    *into[i] = scratch_array(c, n->size, sizeof(Ref));
    if (!map || !*into[i]) return;
    for (uint32_t e = 0; e < n->size; e++) (*into[i])[e] = ref_of(c, arg, map[e]);
  }
  for (uint32_t e = 0; e < n->size; e++) {
    Value v = plain(c, n, OP_SOLVE);
    v.a = (Ref)n->i0, v.b = e;
    out[e] = value_leaf(c, v);
    c->trial[out[e]] = ref_of(c, n->args[0], e);
  }
}

static void expand_node(Compile *c, NodeId id) {
  const Node *n = &c->g->nodes[id];
  Ref *out = c->refs[id] = scratch_array(c, n->size, sizeof(Ref));
  if (!out) return;
  if (n->n_args == 0) { expand_leaf(c, n, out); return; }
  switch ((Op)n->op) {
    case OP_SUM: case OP_REDUCE_MIN: case OP_REDUCE_MAX: expand_reduce(c, n, out); return;
    case OP_SLICE: expand_slice(c, n, out); return;
    case OP_PLACE: case OP_JOIN: expand_gather(c, n, out); return;
    case OP_SHIFT: case OP_ADVANCE: case OP_ACCUMULATE: expand_move(c, n, out); return;
    case OP_RENAME: expand_rename(c, n, out); return;
    case OP_CURVE: expand_curve(c, n, out); return;
    case OP_SOLVE: expand_solve(c, id, n, out); return;
    default: expand_each(c, n, out);
  }
}

static size_t values_bound(const Compile *c) {
  size_t total = 0;
  for (NodeId id = 0; id < c->g->n_nodes; id++) {
    const Node *n = &c->g->nodes[id];
    if (!c->needed[id] || !c->lane[id]) continue;
    bool reduces = n->op == OP_SUM || n->op == OP_REDUCE_MIN || n->op == OP_REDUCE_MAX;
    total += reduces ? (size_t)n->size * (uint32_t)(n->i2 - n->i1) : n->size;
  }
  return total;
}

void expand(Compile *c) {
  size_t bound = values_bound(c);
  if (bound >= REF_INDEX) { c->failed = true; return; }
  values_begin(c, (uint32_t)bound);
  c->refs = scratch_array(c, c->g->n_nodes + 1u, sizeof *c->refs);
  c->slot_refs = scratch_array(c, c->g->n_nodes + 1u, sizeof *c->slot_refs);
  c->solves = scratch_array(c, c->g->n_solves + 1u, sizeof *c->solves);
  for (NodeId id = 0; id < c->g->n_nodes && !c->failed; id++)
    if (c->needed[id] && c->lane[id]) expand_node(c, id);
}
