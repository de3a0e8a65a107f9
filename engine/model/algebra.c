/* algebra.c : finds products of powers and makes the graph again with one exponential in place of each. */
#include "model/algebra.h"
#include "model/range.h"
#include <math.h>
#include <string.h>

enum { FACTORS_MOST = 64, EXPONENT_MOST = 16 };

typedef struct { NodeId id; bool below; } Factor;          /* below: it divides */
typedef struct { Factor factors[FACTORS_MOST]; unsigned n, splits; } Product;

typedef enum { ROLE_NONE, ROLE_PART, ROLE_REWRITTEN, ROLE_REWRITTEN_PART } Role;

typedef struct {
  GraphBuilder *builder;
  Graph *graph;
  const Node *nodes; uint32_t n_nodes;   /* as they were */
  uint32_t *readers;                     /* per node */
  uint8_t *role;                         /* per node */
  bool *differs;                         /* per node: from run to run */
  const Range *range;                    /* NULL until somebody asks */
  NodeId *merged_into;                   /* per node: the factor in whose place the exponential comes, or NODE_NONE */
  NodeId *map;
  bool any;
} Algebra;

static const Node *node_at(const Algebra *a, NodeId id) { return &a->nodes[id]; }

/* ---- who reads, what differs --------------------------------------------------------------------------------------- */

static void read_by_graph(Algebra *a, NodeId id) {
  if (id != NODE_NONE) a->readers[id] += 2;                /* never alone */
}

static void count_readers(Algebra *a) {
  const Graph *g = a->graph;
  for (NodeId id = 0; id < a->n_nodes; id++)
    for (unsigned i = 0; i < node_at(a, id)->n_args; i++) a->readers[node_at(a, id)->args[i]]++;
  for (uint32_t s = 0; s < g->n_states; s++)
    read_by_graph(a, g->states[s].init), read_by_graph(a, g->states[s].next), read_by_graph(a, g->states[s].rate);
  for (uint32_t k = 0; k < g->n_outputs; k++) read_by_graph(a, g->outputs[k].start), read_by_graph(a, g->outputs[k].step);
  for (uint32_t k = 0; k < g->n_checks; k++)
    read_by_graph(a, g->checks[k].gap), read_by_graph(a, g->checks[k].limit), read_by_graph(a, g->checks[k].failed);
}

static bool differs_at(const Algebra *a, NodeId id) { return id != NODE_NONE && a->differs[id]; }

static bool node_differs(const Algebra *a, const Node *n) {
  for (unsigned i = 0; i < n->n_args; i++)
    if (a->differs[n->args[i]]) return true;
  if (n->op == OP_INPUT || n->op == OP_NOISE) return true;
  if (n->op == OP_UNKNOWN) return differs_at(a, a->graph->solves[n->i0].solve);
  if (n->op != OP_STATE) return false;
  const State *s = &a->graph->states[n->i0];
  return differs_at(a, s->init) || differs_at(a, s->next) || differs_at(a, s->rate);
}

/* States and unknowns look ahead: as many sweeps as they follow each other. */
static void find_what_differs(Algebra *a) {
  for (bool changed = true; changed;) {
    changed = false;
    for (NodeId id = 0; id < a->n_nodes; id++)
      if (!a->differs[id] && node_differs(a, node_at(a, id))) a->differs[id] = changed = true;
  }
}

static void look_closer(Algebra *a) {
  Arena *arena = a->graph->arena;
  a->differs = arena_array(arena, a->n_nodes, sizeof *a->differs);
  a->merged_into = arena_array(arena, a->n_nodes, sizeof *a->merged_into);
  memset(a->merged_into, 0xFF, a->n_nodes * sizeof *a->merged_into);
  a->range = range_of_nodes(a->graph, arena);
  find_what_differs(a);
}

/* ---- products ---------------------------------------------------------------------------------------------------------- */

static bool is_product(const Node *n) { return n->op == OP_MUL || n->op == OP_DIV; }

/* The factors from left to right. Parts that only this product reads are taken apart, and marked. */
static void take_apart(Algebra *a, NodeId id, bool below, bool top, Role mark, Product *p) {
  const Node *n = node_at(a, id);
  if (!is_product(n) || (!top && (a->readers[id] != 1 || p->splits + 1 == FACTORS_MOST))) {
    p->factors[p->n++] = (Factor){id, below};
    return;
  }
  if (!top) a->role[id] = (uint8_t)mark;
  p->splits++;
  take_apart(a, n->args[0], below, false, mark, p);
  take_apart(a, n->args[1], below != (n->op == OP_DIV), false, mark, p);
}

static bool in_every_step(const Node *n) { return n->stage == STAGE_STEP || n->body; }

static bool is_candidate(const Algebra *a, NodeId id) {
  const Node *n = node_at(a, id);
  return (n->op == OP_POW || n->op == OP_EXP) && a->readers[id] == 1 && in_every_step(n);
}

/* Nothing is lost by a logarithm: see algebra.h. */
static bool has_logarithm(const Algebra *a, const Node *power) {
  Range base = a->range[power->args[0]], exponent = a->range[power->args[1]];
  if (!(exponent.low >= -EXPONENT_MOST && exponent.high <= EXPONENT_MOST)) return false;
  if (base.low >= 0.0) return true;
  for (double whole = ceil(exponent.low); whole <= exponent.high; whole++)
    if (whole != 0.0) return false;
  return true;
}

static bool can_merge(const Algebra *a, NodeId id) {
  const Node *n = node_at(a, id);
  return is_candidate(a, id) && a->differs[id] && (n->op == OP_EXP || has_logarithm(a, n));
}

/* ---- what goes together ---------------------------------------------------------------------------------------------------- */

/* Of those in every step: computed equally often. */
static bool same_time(const Node *x, const Node *y) { return x->body == y->body; }

static bool within_axes(const Node *x, const Node *wide) {
  unsigned found = 0;
  for (unsigned i = 0; i < x->n_axes; i++) found += memchr(wide->axes, x->axes[i], wide->n_axes) != NULL;
  return found == x->n_axes;
}

/* Merges the factors that are computed as often as factor `first`, and have no axis that the largest of them lacks: so the
 * exponential has no more elements than a factor that it replaces, and from two factors on work is saved. */
static void merge_like(Algebra *a, const Product *p, unsigned first, const bool *can) {
  NodeId members[FACTORS_MOST], largest = p->factors[first].id;
  const Node *like = node_at(a, largest);
  unsigned n = 0;
  for (unsigned i = first; i < p->n; i++) {
    NodeId id = p->factors[i].id;
    if (can[i] && same_time(node_at(a, id), like) && node_at(a, id)->size > node_at(a, largest)->size) largest = id;
  }
  for (unsigned i = first; i < p->n; i++) {
    NodeId id = p->factors[i].id;
    if (can[i] && same_time(node_at(a, id), like) && within_axes(node_at(a, id), node_at(a, largest))) members[n++] = id;
  }
  for (unsigned k = 0; n > 1 && k < n; k++) a->merged_into[members[k]] = largest;
}

static bool seen_before(const Algebra *a, const Product *p, const bool *can, unsigned i) {
  for (unsigned k = 0; k < i; k++)
    if (can[k] && same_time(node_at(a, p->factors[k].id), node_at(a, p->factors[i].id))) return true;
  return false;
}

static void consider(Algebra *a, NodeId id) {
  Product p = {.n = 0};
  take_apart(a, id, false, true, ROLE_PART, &p);
  unsigned candidates = 0;
  for (unsigned i = 0; i < p.n; i++) candidates += is_candidate(a, p.factors[i].id);
  if (candidates < 2) return;
  if (!a->range) look_closer(a);
  bool can[FACTORS_MOST], rewritten = false;
  for (unsigned i = 0; i < p.n; i++) can[i] = can_merge(a, p.factors[i].id);
  for (unsigned i = 0; i < p.n; i++)
    if (can[i] && !seen_before(a, &p, can, i)) merge_like(a, &p, i, can);
  for (unsigned i = 0; i < p.n; i++) rewritten |= a->merged_into[p.factors[i].id] != NODE_NONE;
  if (!rewritten) return;
  a->any = true, a->role[id] = ROLE_REWRITTEN;
  p.n = p.splits = 0;
  take_apart(a, id, false, true, ROLE_REWRITTEN_PART, &p);
}

/* ---- making it ------------------------------------------------------------------------------------------------------------ */

static NodeId make(Algebra *a, Op op, unsigned n, const NodeId *args, Place place) { return graph_node(a->builder, op, n, args, 0, 0, 0, place); }
static NodeId make_two(Algebra *a, Op op, NodeId x, NodeId y, Place place) { return make(a, op, 2, (NodeId[]){x, y}, place); }

static bool may_be_zero(Range x) { return x.low <= 0.0 && x.high >= 0.0; }

/* The logarithm of a factor. */
static NodeId term(Algebra *a, const Node *n) {
  NodeId x = a->map[n->args[0]];
  if (n->op == OP_EXP) return x;
  NodeId exponent = a->map[n->args[1]], product = make_two(a, OP_MUL, exponent, make(a, OP_LOG, 1, &x, n->place), n->place);
  if (!may_be_zero(a->range[n->args[1]])) return product;
  return make(a, OP_WHERE, 3, (NodeId[]){exponent, product, graph_scalar(a->builder, 0.0)}, n->place);
}

/* The factors merged at that place, smaller ones first: their sums are small too. */
static unsigned merged_at(const Algebra *a, const Product *p, NodeId place, Factor *out) {
  unsigned n = 0;
  for (unsigned i = 0; i < p->n; i++) {
    if (a->merged_into[p->factors[i].id] != place) continue;
    unsigned k = n++;
    for (; k > 0 && node_at(a, out[k - 1].id)->size > node_at(a, p->factors[i].id)->size; k--) out[k] = out[k - 1];
    out[k] = p->factors[i];
  }
  return n;
}

static bool place_is_below(const Product *p, NodeId place) {
  for (unsigned i = 0; i < p->n; i++)
    if (p->factors[i].id == place) return p->factors[i].below;
  return false;
}

static NodeId exponential(Algebra *a, const Product *p, NodeId place) {
  Factor members[FACTORS_MOST];
  unsigned n = merged_at(a, p, place, members);
  bool below = place_is_below(p, place);
  Place where = node_at(a, place)->place;
  NodeId sum = NODE_NONE;
  for (unsigned i = 0; i < n; i++) {
    bool minus = members[i].below != below;
    NodeId t = term(a, node_at(a, members[i].id));
    if (sum == NODE_NONE) sum = minus ? make(a, OP_NEG, 1, &t, where) : t;
    else sum = make_two(a, minus ? OP_SUB : OP_ADD, sum, t, where);
  }
  return make(a, OP_EXP, 1, &sum, where);
}

/* A part of a product without the factors that went elsewhere; NODE_NONE: nothing is left. */
static NodeId remade(Algebra *a, const Product *p, NodeId id, bool top) {
  if (!top && a->role[id] != ROLE_REWRITTEN_PART) {
    NodeId place = a->merged_into[id];
    return place == NODE_NONE ? a->map[id] : place == id ? exponential(a, p, id) : NODE_NONE;
  }
  const Node *n = node_at(a, id);
  NodeId x = remade(a, p, n->args[0], false), y = remade(a, p, n->args[1], false);
  if (y == NODE_NONE) return x;
  if (x == NODE_NONE && n->op == OP_MUL) return y;
  return make_two(a, (Op)n->op, x == NODE_NONE ? graph_scalar(a->builder, 1.0) : x, y, n->place);
}

static NodeId made_again(Algebra *a, NodeId id, NodeId *args) {
  const Node *n = node_at(a, id);
  if (a->role[id] == ROLE_REWRITTEN_PART || a->merged_into[id] != NODE_NONE) return NODE_NONE;   /* with its product */
  if (a->role[id] == ROLE_REWRITTEN) {
    Product p = {.n = 0};
    take_apart(a, id, false, true, ROLE_REWRITTEN_PART, &p);
    return remade(a, &p, id, true);
  }
  for (unsigned i = 0; i < n->n_args; i++) args[i] = a->map[n->args[i]];
  return graph_keep(a->builder, n, args);
}

static void make_graph(Algebra *a) {
  Arena *arena = a->graph->arena;
  uint32_t longest = 1;
  for (NodeId id = 0; id < a->n_nodes; id++)
    if (node_at(a, id)->n_args > longest) longest = node_at(a, id)->n_args;
  NodeId *args = arena_array(arena, longest, sizeof *args);
  a->map = arena_array(arena, a->n_nodes, sizeof *a->map);
  graph_begin_again(a->builder, &a->n_nodes);
  for (NodeId id = 0; id < a->n_nodes; id++) a->map[id] = made_again(a, id, args);
}

static void renumber(const NodeId *map, NodeId *id) {
  if (*id != NODE_NONE) *id = map[*id];
}

static void renumber_graph(Graph *g, const NodeId *map) {
  for (uint32_t s = 0; s < g->n_states; s++)
    renumber(map, &g->states[s].init), renumber(map, &g->states[s].next), renumber(map, &g->states[s].rate);
  for (uint32_t k = 0; k < g->n_outputs; k++) renumber(map, &g->outputs[k].start), renumber(map, &g->outputs[k].step);
  for (uint32_t k = 0; k < g->n_checks; k++)
    renumber(map, &g->checks[k].gap), renumber(map, &g->checks[k].limit), renumber(map, &g->checks[k].failed);
  for (uint32_t k = 0; k < g->n_solves; k++) renumber(map, &g->solves[k].solve), renumber(map, &g->solves[k].unknown);
  renumber(map, &g->finite);
}

const NodeId *algebra_merge_powers(GraphBuilder *b) {
  Graph *g = graph_of(b);
  Algebra a = {.builder = b, .graph = g, .nodes = g->nodes, .n_nodes = g->n_nodes};
  unsigned candidates = 0;
  for (NodeId id = 0; id < g->n_nodes; id++) candidates += (g->nodes[id].op == OP_POW || g->nodes[id].op == OP_EXP) && in_every_step(&g->nodes[id]);
  if (candidates < 2) return NULL;
  a.readers = arena_array(g->arena, g->n_nodes, sizeof *a.readers), a.role = arena_array(g->arena, g->n_nodes, sizeof *a.role);
  count_readers(&a);
  for (NodeId id = g->n_nodes; id-- > 0;)                  /* a product comes after its parts */
    if (is_product(&g->nodes[id]) && a.role[id] == ROLE_NONE) consider(&a, id);
  if (!a.any) return NULL;
  make_graph(&a);
  renumber_graph(g, a.map);
  return a.map;
}
