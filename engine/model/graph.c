/* graph.c : building the graph: equal nodes are one node, constants fold, axes follow from the operation. */
#include "model/graph.h"
#include "model/curve.h"
#include "model/oracle.h"
#include <assert.h>
#include <math.h>
#include <string.h>

const OpRow op_rows[OP_COUNT] = {
#define OP(id, text, arity, shape, formula) [OP_##id] = {text, arity, SHAPE_##shape},
#include "model/ops.def"
};

struct GraphBuilder {
  Graph *graph;
  uint32_t room;                 /* nodes that fit before growing */
  uint32_t *buckets;             /* open hashing: 1 + node id, 0 = empty */
  uint32_t n_buckets;            /* a power of two */
  double *folded; uint32_t room_folded;   /* scratch of fold */
};

GraphBuilder *graph_builder(Arena *arena) {
  GraphBuilder *b = arena_alloc(arena, sizeof *b);
  b->graph = arena_alloc(arena, sizeof *b->graph);
  b->graph->arena = arena;
  b->graph->finite = NODE_NONE;
  b->room = 1024;
  b->graph->nodes = arena_alloc(arena, b->room * sizeof(Node));
  b->n_buckets = 4096;
  b->buckets = arena_alloc(arena, b->n_buckets * sizeof(uint32_t));
  return b;
}

Graph *graph_of(GraphBuilder *b) { return b->graph; }

/* ---- equal nodes ------------------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t h, const void *bytes, size_t n) {
  const unsigned char *p = bytes;
  for (; n >= 8; n -= 8, p += 8) {
    uint64_t w;
    memcpy(&w, p, 8);
    h = (h ^ w) * 0x9E3779B97F4A7C15u;
    h ^= h >> 29;
  }
  for (size_t i = 0; i < n; i++) h = (h ^ p[i]) * 0x100000001B3u;
  return h;
}

static size_t data_count(const Graph *g, const Node *n) {
  if (n->op == OP_CONST) return n->size;
  if (n->op == OP_PATH) return (size_t)n->size * graph_rows(g);
  return 0;
}

static uint64_t node_hash(const Graph *g, const Node *n) {
  uint64_t h = 0x8422325u ^ n->op;
  h = mix(h, n->axes, n->n_axes);
  h = mix(h, n->args, n->n_args * sizeof(NodeId));
  int32_t immediates[3] = {n->i0, n->i1, n->i2};
  h = mix(h, immediates, sizeof immediates);
  return mix(h, n->data, data_count(g, n) * sizeof(double));
}

static bool node_equal(const Graph *g, const Node *a, const Node *b) {
  return a->op == b->op && a->n_axes == b->n_axes && a->n_args == b->n_args && a->i0 == b->i0 && a->i1 == b->i1 &&
         a->i2 == b->i2 && memcmp(a->axes, b->axes, a->n_axes) == 0 &&
         (a->n_args == 0 || memcmp(a->args, b->args, a->n_args * sizeof(NodeId)) == 0) &&
         (data_count(g, a) == 0 || memcmp(a->data, b->data, data_count(g, a) * sizeof(double)) == 0);
}

static void grow(GraphBuilder *b) {
  Graph *g = b->graph;
  if (g->n_nodes == b->room) {
    Node *wider = arena_alloc(g->arena, 2 * b->room * sizeof(Node));
    memcpy(wider, g->nodes, b->room * sizeof(Node));
    g->nodes = wider;
    b->room *= 2;
  }
  if (2 * g->n_nodes >= b->n_buckets) {
    b->n_buckets *= 2;
    b->buckets = arena_alloc(g->arena, b->n_buckets * sizeof(uint32_t));
    for (uint32_t i = 0; i < g->n_nodes; i++) {
      uint32_t k = (uint32_t)node_hash(g, &g->nodes[i]) & (b->n_buckets - 1);
      while (b->buckets[k]) k = (k + 1) & (b->n_buckets - 1);
      b->buckets[k] = i + 1;
    }
  }
}

/* ---- stages: known as soon as the arguments are ------------------------------------------------------------------ */

static Stage leaf_stage(Op op) {
  switch (op) {
    case OP_CONST: return STAGE_CONST;
    case OP_INPUT: case OP_UNKNOWN: return STAGE_RUN;
    case OP_RECORD: case OP_FINAL: return STAGE_END;
    default: return STAGE_STEP;
  }
}

static void mark(const Graph *g, Node *n) {
  n->stage = (uint8_t)(n->n_args ? STAGE_CONST : leaf_stage((Op)n->op));
  n->body = n->op == OP_UNKNOWN ? (uint16_t)(n->i0 + 1) : 0;
  for (unsigned i = 0; i < n->n_args; i++) {
    const Node *arg = &g->nodes[n->args[i]];
    if (arg->stage > n->stage) n->stage = arg->stage;
    if (n->op == OP_SOLVE || !arg->body) continue;
    assert(!n->body || n->body == arg->body);
    n->body = arg->body;
  }
}

/* The id of the node equal to *n; makes it, owning copies of its arguments and (unless they are the graph's own already)
 * numbers, when there is none. */
static NodeId intern(GraphBuilder *b, const Node *n, bool own_data) {
  Graph *g = b->graph;
  grow(b);
  uint32_t k = (uint32_t)node_hash(g, n) & (b->n_buckets - 1);
  for (; b->buckets[k]; k = (k + 1) & (b->n_buckets - 1))
    if (node_equal(g, &g->nodes[b->buckets[k] - 1], n)) return b->buckets[k] - 1;
  Node *made = &g->nodes[g->n_nodes];
  *made = *n;
  if (n->n_args) {
    NodeId *args = arena_alloc(g->arena, n->n_args * sizeof(NodeId));
    memcpy(args, n->args, n->n_args * sizeof(NodeId));
    made->args = args;
  }
  size_t count = own_data ? 0 : data_count(g, n);
  if (count) {
    double *data = arena_alloc(g->arena, count * sizeof(double));
    memcpy(data, n->data, count * sizeof(double));
    made->data = data;
  }
  mark(g, made);
  b->buckets[k] = g->n_nodes + 1;
  return g->n_nodes++;
}

/* ---- axes of a result -------------------------------------------------------------------------------------- */

static bool has_axis(const Node *n, int axis) {
  for (unsigned i = 0; i < n->n_axes; i++)
    if (n->axes[i] == axis) return true;
  return false;
}

static void add_axis(Node *n, uint8_t axis) {
  if (has_axis(n, axis)) return;
  assert(n->n_axes < AXES_MAX);
  unsigned at = n->n_axes++;
  for (; at > 0 && n->axes[at - 1] > axis; at--) n->axes[at] = n->axes[at - 1];
  n->axes[at] = axis;
}

static void drop_axis(Node *n, int axis) {
  unsigned kept = 0;
  for (unsigned i = 0; i < n->n_axes; i++)
    if (n->axes[i] != axis) n->axes[kept++] = n->axes[i];
  assert(kept + 1 == n->n_axes);
  n->n_axes = (uint8_t)kept;
}

static void find_axes(const Graph *g, Node *n) {
  n->n_axes = 0;
  for (unsigned i = 0; i < n->n_args; i++) {
    if (n->op == OP_SOLVE && i == 1) continue;      /* the residual's axes are the solve's */
    const Node *arg = &g->nodes[n->args[i]];
    for (unsigned a = 0; a < arg->n_axes; a++) add_axis(n, arg->axes[a]);
  }
  switch (n->op) {
    case OP_SUM: case OP_REDUCE_MIN: case OP_REDUCE_MAX: case OP_SLICE: drop_axis(n, n->i0); break;
    case OP_PLACE: case OP_JOIN: assert(!has_axis(n, n->i0)); add_axis(n, (uint8_t)n->i0); break;
    case OP_RENAME: case OP_CURVE:
      drop_axis(n, n->i0);
      assert(!has_axis(n, n->i1));
      add_axis(n, (uint8_t)n->i1);
      break;
    default: break;
  }
  n->size = 1;
  for (unsigned i = 0; i < n->n_axes; i++) n->size *= g->axes[n->axes[i]]->n;
}

/* ---- nodes -------------------------------------------------------------------------------------------------- */

NodeId graph_leaf(GraphBuilder *b, Op op, unsigned n_axes, const uint8_t *axes, int i0, int i1, const double *data, Place place) {
  Node n = {.op = (uint8_t)op, .i0 = i0, .i1 = i1, .data = data, .place = place, .size = 1};
  for (unsigned i = 0; i < n_axes; i++) {
    add_axis(&n, axes[i]);
    n.size *= b->graph->axes[axes[i]]->n;
  }
  return intern(b, &n, false);
}

NodeId graph_constant(GraphBuilder *b, unsigned n_axes, const uint8_t *axes, const double *values) {
  return graph_leaf(b, OP_CONST, n_axes, axes, 0, 0, values, (Place){0});
}

NodeId graph_scalar(GraphBuilder *b, double value) { return graph_constant(b, 0, NULL, &value); }

static bool is_scalar_constant(const Graph *g, NodeId id, double value) {
  const Node *n = &g->nodes[id];
  return n->op == OP_CONST && n->size == 1 && n->n_axes == 0 && n->data[0] == value;
}

/* x + 0, x - 0, x * 1, x / 1 are x. Axes cannot be lost: the constant is a scalar. */
static NodeId identity_of(const Graph *g, Op op, const NodeId *args) {
  bool right_zero = op == OP_ADD || op == OP_SUB, right_one = op == OP_MUL || op == OP_DIV;
  if (right_zero && is_scalar_constant(g, args[1], 0.0)) return args[0];
  if (right_one && is_scalar_constant(g, args[1], 1.0)) return args[0];
  if (op == OP_ADD && is_scalar_constant(g, args[0], 0.0)) return args[1];
  if (op == OP_MUL && is_scalar_constant(g, args[0], 1.0)) return args[1];
  return NODE_NONE;
}

/* Constant exponents that are sums of squarings and roots need no logarithm. */
static NodeId simple_power(GraphBuilder *b, const NodeId *args, Place place) {
  NodeId x = args[0];
  if (is_scalar_constant(b->graph, args[1], 1.0)) return x;
  if (is_scalar_constant(b->graph, args[1], 2.0)) return graph_node(b, OP_MUL, 2, (NodeId[]){x, x}, 0, 0, 0, place);
  if (is_scalar_constant(b->graph, args[1], 3.0)) {
    NodeId square = graph_node(b, OP_MUL, 2, (NodeId[]){x, x}, 0, 0, 0, place);
    return graph_node(b, OP_MUL, 2, (NodeId[]){square, x}, 0, 0, 0, place);
  }
  if (is_scalar_constant(b->graph, args[1], 0.5)) return graph_node(b, OP_SQRT, 1, &x, 0, 0, 0, place);
  if (is_scalar_constant(b->graph, args[1], -1.0)) {
    NodeId one = graph_scalar(b, 1.0);
    return graph_node(b, OP_DIV, 2, (NodeId[]){one, x}, 0, 0, 0, place);
  }
  return NODE_NONE;
}

static NodeId fold(GraphBuilder *b, const Node *n) {
  const Graph *g = b->graph;
  const double *args[64], **many = args;
  if (n->n_args > 64) many = arena_alloc(g->arena, n->n_args * sizeof *many);
  for (unsigned i = 0; i < n->n_args; i++) {
    if (g->nodes[n->args[i]].op != OP_CONST) return NODE_NONE;
    many[i] = g->nodes[n->args[i]].data;
  }
  if (n->size > b->room_folded) {
    b->room_folded = 2 * n->size;
    b->folded = arena_array(g->arena, b->room_folded, sizeof(double));
  }
  oracle_apply(g, n, many, b->folded);
  return graph_leaf(b, OP_CONST, n->n_axes, n->axes, 0, 0, b->folded, n->place);
}

NodeId graph_node(GraphBuilder *b, Op op, unsigned n_args, const NodeId *args, int i0, int i1, int i2, Place place) {
  assert(op_rows[op].arity == 99 || op_rows[op].arity == (int)n_args);
  NodeId same = op_rows[op].shape == SHAPE_EACH && n_args == 2 ? identity_of(b->graph, op, args) : NODE_NONE;
  if (same == NODE_NONE && op == OP_POW) same = simple_power(b, args, place);
  if (same != NODE_NONE) return same;
  Node n = {.op = (uint8_t)op, .n_args = n_args, .args = args, .i0 = i0, .i1 = i1, .i2 = i2, .place = place};
  find_axes(b->graph, &n);
  if (op != OP_SOLVE && n_args > 0) {
    NodeId folded = fold(b, &n);
    if (folded != NODE_NONE) return folded;
  }
  return intern(b, &n, false);
}

const Node *graph_begin_again(GraphBuilder *b, uint32_t *n_nodes) {
  Graph *g = b->graph;
  const Node *nodes = g->nodes;
  *n_nodes = g->n_nodes;
  g->nodes = arena_alloc(g->arena, b->room * sizeof(Node));
  g->n_nodes = 0;
  memset(b->buckets, 0, b->n_buckets * sizeof *b->buckets);
  return nodes;
}

NodeId graph_keep(GraphBuilder *b, const Node *n, const NodeId *args) {
  Node again = *n;
  again.args = args;
  return intern(b, &again, true);
}

void graph_finish(GraphBuilder *b) {
  const Graph *g = b->graph;
  (void)g;
  for (uint32_t i = 0; i < g->n_states; i++) assert(g->states[i].next != NODE_NONE || g->states[i].rate != NODE_NONE);
  for (uint32_t i = 0; i < g->n_solves; i++) assert(g->solves[i].solve != NODE_NONE);
}
