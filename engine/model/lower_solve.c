/* lower_solve.c : the two kinds of names that are neither given nor an equation: shocks, and what is solved for. */
#include "model/lower.h"
#include <math.h>
#include <string.h>

enum { SOLVES_MOST = 60000 };       /* a node's body has 16 bits */

/* ---- shocks: x = rho x(before) + sd e ---------------------------------------------------------------------------------------- */

typedef struct { NodeId sd, rho; } ShockKeys;

static ShockKeys shock_keys(Linker *L, Slot *slot) {
  const Symbol *s = slot->symbol;
  Now start = {.moment = AT_START};
  Value sd = lower_value(L, lower_need_key(L, slot, "sd"), s->unit, start), rho = lower_of(graph_scalar(L->builder, 0.0), unit_one());
  sd.node = lower_fit(L, sd, s, "sd", s->decl->place);
  if (decl_key(s->decl, "rho")) rho = lower_value(L, decl_key(s->decl, "rho"), unit_one(), start);
  lower_need_pure(L, rho, "rho", s->decl->place);
  Symbol pure = *s;
  pure.unit = unit_one();
  return (ShockKeys){sd.node, lower_fit(L, rho, &pure, "rho", s->decl->place)};
}

NodeId lower_shock(Linker *L, Slot *slot, Now now) {
  Graph *g = L->graph;
  const Symbol *s = slot->symbol;
  if (now.moment == AT_END) lower_fail(L, E421, s->decl->place, s->name, s->name);
  NodeId zero = graph_scalar(L->builder, 0.0);
  Value zeros = lower_of(zero, s->unit);
  if (now.moment != IN_STEP && now.moment != AT_CLOSE) return lower_fit(L, zeros, s, "the value", s->decl->place);
  if (slot->open_state != NODE_NONE) return g->states[slot->open_state].next;
  if (s->n_axes) lower_fail(L, E428, s->decl->place, s->name);
  Speech before = lower_speak_of(L, slot, -1);
  ShockKeys key = shock_keys(L, slot);
  lower_speak(L, &before);
  g->noises = lower_grow(L, g->noises, g->n_noises, &L->room_noises, sizeof *g->noises);
  g->noises[g->n_noises] = (Noise){s->name, s->decl->place};
  NodeId noise = graph_leaf(L->builder, OP_NOISE, 0, NULL, (int)g->n_noises++, 0, NULL, s->decl->place);
  slot->open_state = lower_state(L, s->name, 0, NULL, zero);
  NodeId kept = lower_op(L, OP_MUL, s->decl->place, 2, key.rho, lower_state_leaf(L, slot->open_state));
  NodeId next = lower_op(L, OP_ADD, s->decl->place, 2, kept, lower_op(L, OP_MUL, s->decl->place, 2, key.sd, noise));
  return g->states[slot->open_state].next = next;
}

/* sd >= 0 and |rho| < 1: refused where they are plain numbers, else a check in every run. */
void lower_shock_check(Linker *L, Slot *slot) {
  Graph *g = L->graph;
  const Decl *d = slot->symbol->decl;
  if (slot->open_state == NODE_NONE) return;           /* a given path stands in its place */
  Speech before = lower_speak_of(L, slot, -1);
  ShockKeys key = shock_keys(L, slot);
  lower_speak(L, &before);
  const Node *sd = &g->nodes[key.sd], *rho = &g->nodes[key.rho];
  if (sd->op == OP_CONST && !(sd->data[0] >= 0.0 && isfinite(sd->data[0]))) lower_fail(L, E454, d->place, d->name, "sd", "a number from 0 on");
  if (rho->op == OP_CONST && !(fabs(rho->data[0]) < 1.0)) lower_fail(L, E454, d->place, d->name, "rho", "a number between -1 and 1");
  if (sd->op == OP_CONST && rho->op == OP_CONST) return;
  NodeId zero = graph_scalar(L->builder, 0.0), one = graph_scalar(L->builder, 1.0);
  NodeId low = lower_op(L, OP_LESS, d->place, 2, key.sd, zero), wide = lower_op(L, OP_AT_MOST, d->place, 2, one, lower_op(L, OP_ABS, d->place, 1, key.rho));
  NodeId gap = lower_op(L, OP_EITHER, d->place, 2, low, wide);
  lower_check_of(L, arena_printf(L->arena, "%s: sd >= 0 and |rho| < 1", d->name), d->place, gap, zero);
}

/* ---- solve ------------------------------------------------------------------------------------------------------------------- */

static void solve_bounds(Linker *L, Slot *slot, NodeId *low, NodeId *high) {
  const Expr *between = lower_need_key(L, slot, "between");
  Now start = {.moment = AT_START};
  if (between->kind != EXPR_TABLE || between->n_entries != 2) lower_fail(L, E429, between->place, slot->symbol->name);
  Value a = lower_value(L, between->entries[0].value, slot->symbol->unit, start);
  Value b = lower_value(L, between->entries[1].value, slot->symbol->unit, start);
  *low = lower_fit(L, a, slot->symbol, "between", between->place);
  *high = lower_fit(L, b, slot->symbol, "between", between->place);
}

/* Each element is found on its own: no element's residual may read another's trial value. */
static void need_elementwise(Linker *L, const Slot *slot, NodeId unknown, NodeId residual) {
  const Graph *g = L->graph;
  const Symbol *s = slot->symbol;
  for (NodeId id = unknown + 1; id <= residual && s->n_axes; id++) {
    const Node *n = &g->nodes[id];
    bool along = op_rows[n->op].shape == SHAPE_AXIS && n->op != OP_SOLVE && n->op != OP_JOIN && n->body == g->nodes[unknown].body;
    if (along && memchr(s->axes, n->i0, s->n_axes)) lower_fail(L, E438, s->decl->place, s->name, op_rows[n->op].text, L->axes[n->i0]->name);
  }
}

/* Where a step's search begins: the parabola through the three roots before, where that stays between the bounds; the
 * line through two, or the root before, while there are no more. The first search begins at the start year's root; where
 * there is none, the guess is the lower bound, and it is searched between the bounds. `moved` is how far the root came in
 * its last step, `turned` by how much more than in the step before. */
typedef struct { uint32_t root, moved, turned, once, twice; } Trail;

static uint32_t trail_state(Linker *L, const Symbol *s, const char *what, NodeId init, bool scalar) {
  return lower_state(L, arena_printf(L->arena, "%s %s", s->name, what), scalar ? 0 : s->n_axes, s->axes, init);
}

static NodeId trail_begin(Linker *L, const Symbol *s, NodeId low, NodeId high, Trail *t) {
  Place at = s->decl->place;
  Node like = L->graph->nodes[low];
  NodeId zero = graph_scalar(L->builder, 0.0), zeros = lower_widen(L, zero, &like, at);
  *t = (Trail){trail_state(L, s, "before", low, false), trail_state(L, s, "moved", zeros, false), trail_state(L, s, "turned", zeros, false),
               trail_state(L, s, "found once", zero, true), trail_state(L, s, "found twice", zero, true)};
  NodeId root = lower_state_leaf(L, t->root), on = lower_op(L, OP_ADD, at, 2, lower_state_leaf(L, t->moved), lower_state_leaf(L, t->turned));
  on = lower_op(L, OP_ADD, at, 2, root, on);
  NodeId inside = lower_op(L, OP_BOTH, at, 2, lower_op(L, OP_LESS, at, 2, low, on), lower_op(L, OP_LESS, at, 2, on, high));
  return lower_op(L, OP_WHERE, at, 3, inside, on, root);
}

static void trail_end(Linker *L, const Symbol *s, NodeId root, const Trail *t) {
  Place at = s->decl->place;
  State *states = L->graph->states;
  NodeId once = lower_state_leaf(L, t->once), before = lower_state_leaf(L, t->moved);
  NodeId moved = lower_op(L, OP_MUL, at, 2, once, lower_op(L, OP_SUB, at, 2, root, lower_state_leaf(L, t->root)));
  states[t->root].next = root;
  states[t->moved].next = moved;
  states[t->turned].next = lower_op(L, OP_MUL, at, 2, lower_state_leaf(L, t->twice), lower_op(L, OP_SUB, at, 2, moved, before));
  states[t->once].next = graph_scalar(L->builder, 1.0);
  states[t->twice].next = once;
}

void lower_solve_start(Linker *L, const Slot *slot) {
  const Output *out = &L->graph->outputs[slot->symbol->output];
  if (slot->trail_root == NODE_NONE || slot->no_start || out->start == NODE_NONE) return;
  L->graph->states[slot->trail_root].init = out->start;
  L->graph->states[slot->trail_once].init = graph_scalar(L->builder, 1.0);
}

/* The residual is lowered in a scope of its own, where the symbol is the unknown; the names on the loop are lowered
 * again outside it, with the root. */
NodeId lower_solve(Linker *L, Slot *slot, Now now) {
  Graph *g = L->graph;
  const Symbol *s = slot->symbol;
  unsigned index = g->n_solves;
  if (index == SOLVES_MOST) lower_fail(L, E358, s->decl->place, SOLVES_MOST);
  g->solves = lower_grow(L, g->solves, g->n_solves, &L->room_solves, sizeof *g->solves);
  g->solves[g->n_solves++] = (Solve){.solve = NODE_NONE, .name = s->name};
  NodeId args[5], unknown_before = slot->unknown;
  unsigned scope_before = slot->scope;
  solve_bounds(L, slot, &args[2], &args[3]);
  args[0] = graph_leaf(L->builder, OP_UNKNOWN, s->n_axes, s->axes, (int)index, 0, NULL, s->decl->place);
  slot->unknown = args[0], slot->scope = index + 1;
  now.scope = index + 1;
  const Expr *zero = lower_need_key(L, slot, "zero");
  Speech before = lower_speak_of(L, slot, -1);
  Value residual = lower_equation(L, zero, now);
  lower_speak(L, &before);
  slot->unknown = unknown_before, slot->scope = scope_before;
  Symbol as = *s;
  as.unit = residual.unit;
  args[1] = lower_fit(L, residual, &as, "zero", zero->place);
  if (g->nodes[args[1]].body != index + 1) lower_fail(L, E430, zero->place, s->name);
  need_elementwise(L, slot, args[0], args[1]);
  bool trailed = g->nodes[args[1]].stage == STAGE_STEP && g->method == METHOD_EULER;
  Trail trail;
  args[4] = trailed ? trail_begin(L, s, args[2], args[3], &trail) : args[2];
  if (trailed) slot->trail_root = trail.root, slot->trail_once = trail.once;
  const Expr *within = decl_key(s->decl, "within");
  if (within) {
    Value tolerance = lower_value(L, within, residual.unit, (Now){.moment = AT_START});
    const Node *n = &g->nodes[tolerance.node];
    if (n->op != OP_CONST || n->size != 1) lower_fail(L, E341, within->place, "within", expr_text(L->arena, within, 60));
    if (!unit_same_dimension(tolerance.unit, residual.unit)) lower_fit(L, tolerance, &as, "within", within->place);
    g->solves[index].within = n->data[0];
  }
  NodeId root = lower_node(L, OP_SOLVE, 5, args, (int)index, 0, 0, s->decl->place);
  g->solves[index].solve = root, g->solves[index].unknown = args[0];
  if (trailed) trail_end(L, s, root, &trail);
  return root;
}
