/* order.c : the order of computing the values of a region. Depth first from the roots, the argument that needs more rows
 * before the other (Sethi and Ullman 1970), so that most results are used by the very next instruction and temporary rows
 * are few. */
#include "program/inner.h"

#include <string.h>

typedef struct {
  Compile *c;
  unsigned stage;
  uint16_t body;
  uint8_t *ordered, *chained;            /* per value; chained: a link of a chain whose terms are cared for */
  uint32_t *stack; uint8_t *opened; uint32_t depth, room;
  uint32_t *out, n;
} Order;

/* Values of this region that are not simply there; leaves have their rows from the start. */
static bool belongs(const Order *o, Ref ref) {
  if (ref & REF_UNIFORM || o->ordered[ref]) return false;
  const Value *v = &o->c->values[ref];
  return v->stage == o->stage && v->body == o->body && (v->op == OP_SOLVE || v->op == OP_CURVE || op_rows[v->op].arity > 0);
}

static void push(Order *o, Ref ref) {
  if (!belongs(o, ref) || o->c->failed) return;
  if (o->depth == o->room) {
    uint32_t *wider = scratch_array(o->c, 2 * (size_t)o->room, sizeof *wider);
    uint8_t *open = scratch_array(o->c, 2 * (size_t)o->room, 1);
    if (!wider || !open) return;
    memcpy(wider, o->stack, o->room * sizeof *wider), memcpy(open, o->opened, o->room);
    o->stack = wider, o->opened = open, o->room *= 2;
  }
  o->stack[o->depth] = ref;
  o->opened[o->depth++] = 0;
}

/* The last pushed is computed first. */
static void push_args(Order *o, const Value *v) {
  Ref args[3];
  unsigned n = value_args(v, args);
  const uint16_t *weight = o->c->weight;
  unsigned first = 0;
  for (unsigned i = 1; i < n; i++)
    if (!(args[i] & REF_UNIFORM) && (args[first] & REF_UNIFORM || weight[args[i]] > weight[args[first]])) first = i;
  for (unsigned i = n; i-- > 0;)
    if (i != first) push(o, args[i]);
  if (n) push(o, args[first]);
}

/* The link below in a chain of the same operation, where nobody else reads it. */
static Ref link_below(const Order *o, Ref ref) {
  const Value *v = &o->c->values[ref];
  Ref below = v->a;
  if ((v->op != OP_ADD && v->op != OP_MIN && v->op != OP_MAX) || !belongs(o, below)) return REF_NONE;
  return o->c->values[below].op == v->op && o->c->uses[below] == 1 && !o->c->pinned[below] ? below : REF_NONE;
}

static bool stored_term(const Order *o, Ref ref) { return belongs(o, ref) && (o->c->uses[ref] > 1 || o->c->pinned[ref]); }

/* Terms of a long chain that others read too have rows in any case: with all of them there before the chain begins, it
 * runs through the accumulator without a store. */
static void push_terms(Order *o, Ref ref) {
  if (o->chained[ref] || link_below(o, ref) == REF_NONE) return;
  for (Ref link = ref; link != REF_NONE; link = link_below(o, link)) {
    o->chained[link] = 1;
    if (stored_term(o, o->c->values[link].b)) push(o, o->c->values[link].b);
    if (link_below(o, link) == REF_NONE && stored_term(o, o->c->values[link].a)) push(o, o->c->values[link].a);
  }
}

static void push_list(Order *o, const Ref *refs, uint32_t n) {
  for (uint32_t i = n; i-- > 0;) push(o, refs[i]);
}

/* What a solve needs before it can start: its bounds and all that its body reads from outside. */
static void push_solve(Order *o, uint32_t k) {
  const LaneSolve *s = &o->c->solves[k];
  uint32_t size = o->c->g->nodes[s->node].size;
  push_list(o, s->low, size), push_list(o, s->high, size), push_list(o, s->guess, size), push_list(o, s->residual, size);
  for (uint32_t i = 0; i < o->c->n_values; i++) {
    const Value *v = &o->c->values[i];
    if (v->body != k + 1 || !o->c->reached[i]) continue;
    if (v->op == OP_CURVE) push_list(o, o->c->curves[v->a].in, curve_in(o->c->curves[v->a].curve));
    else push_args(o, v);
  }
}

static void push_needs(Order *o, const Value *v) {
  if (v->op == OP_SOLVE) push_solve(o, v->a);
  else if (v->op == OP_CURVE) push_list(o, o->c->curves[v->a].in, curve_in(o->c->curves[v->a].curve));
  else push_args(o, v);
}

static void finish(Order *o, uint32_t ref) {
  const Value *v = &o->c->values[ref];
  o->out[o->n++] = ref;
  o->ordered[ref] = 1;
  if (v->op == OP_SOLVE) {
    const LaneSolve *s = &o->c->solves[v->a];
    for (uint32_t e = 0; e < o->c->g->nodes[s->node].size; e++) o->ordered[o->c->refs[s->node][e]] = 1;
    for (uint32_t k = 0; k < s->n_kept; k++) o->ordered[s->kept_as[k]] = 1;
  }
  if (v->op == OP_CURVE)
    for (uint32_t k = 0; k < o->c->curves[v->a].n_out; k++) o->ordered[o->c->curves[v->a].first + k] = 1;
}

static void walk(Order *o) {
  while (o->depth && !o->c->failed) {
    uint32_t ref = o->stack[o->depth - 1];
    if (o->ordered[ref]) { o->depth--; continue; }
    switch (o->opened[o->depth - 1]++) {
      case 0: push_terms(o, ref); break;
      case 1: push_needs(o, &o->c->values[ref]); break;
      default: o->depth--, finish(o, ref);
    }
  }
}

/* How many rows it takes to compute a value (leaves and sharing count as nothing): a bound on what must wait. */
void weigh(Compile *c) {
  c->weight = scratch_array(c, c->n_values + 1u, sizeof *c->weight);
  for (uint32_t i = 0; i < c->n_values && !c->failed; i++) {
    Ref args[3];
    unsigned n = value_args(&c->values[i], args), most = 0, second = 0;
    for (unsigned k = 0; k < n; k++) {
      unsigned w = args[k] & REF_UNIFORM ? 0 : c->weight[args[k]];
      if (w > most) second = most, most = w;
      else if (w > second) second = w;
    }
    unsigned w = n == 0 ? 0 : most == second ? most + 1 : most;
    c->weight[i] = (uint16_t)(w > 60000 ? 60000 : w);
  }
}

uint32_t order_values(Compile *c, unsigned stage, uint16_t body, const Ref *roots, uint32_t n_roots, uint32_t *out) {
  Order o = {.c = c, .stage = stage, .body = body, .ordered = c->ordered, .chained = c->chained, .room = 1024, .out = out};
  o.stack = scratch_array(c, o.room, sizeof *o.stack);
  o.opened = scratch_array(c, o.room, 1);
  for (uint32_t i = 0; i < n_roots && !c->failed; i++) {
    push(&o, roots[i]);
    walk(&o);
  }
  return c->failed ? 0 : o.n;
}

/* ---- the order of roots ---------------------------------------------------------------------------------------------------- */

static bool moves(const Compile *c, uint32_t value) { return c->moves_into[value] != ROW_NONE; }
static bool leads(const Compile *c, uint32_t value) { return c->leads[value]; }
static bool is_root(const Compile *c, uint32_t i, unsigned stage) {
  return c->pinned[i] && c->values[i].stage == stage && c->values[i].body == 0;
}

/* What is computed from a leading next value. */
static void find_followers(const Compile *c, uint8_t *follows) {
  for (uint32_t i = 0; i < c->n_values; i++) {
    Ref args[3];
    unsigned n = value_args(&c->values[i], args);
    for (unsigned k = 0; k < n; k++)
      if (!(args[k] & REF_UNIFORM)) follows[i] |= follows[args[k]] || leads(c, args[k]);
  }
}

static void mark(uint8_t *marks, const Ref *refs, uint32_t n) {
  for (uint32_t i = 0; i < n; i++)
    if (!(refs[i] & REF_UNIFORM)) marks[refs[i]] = 1;
}

/* Everything that the marked values are computed from. */
static void mark_needs(const Compile *c, uint8_t *marks) {
  for (uint32_t i = c->n_values; i-- > 0;) {
    const Value *v = &c->values[i];
    Ref args[3];
    if (!marks[i]) continue;
    mark(marks, args, value_args(v, args));
    if (v->op == OP_CURVE) mark(marks, c->curves[v->a].in, curve_in(c->curves[v->a].curve));
    if (v->op != OP_SOLVE) continue;
    const LaneSolve *s = &c->solves[v->a];
    uint32_t size = c->g->nodes[s->node].size;
    mark(marks, s->low, size), mark(marks, s->high, size), mark(marks, s->guess, size), mark(marks, s->residual, size);
    if (v->b >= size) mark(marks, &s->kept[v->b - size], 1);
  }
}

/* A leading next value waits with the others when its state's present value is read by what is computed later. */
static void find_late(Compile *c, const uint8_t *early, uint8_t *late) {
  for (uint32_t i = 0; i < c->n_values; i++) {
    Ref args[3];
    unsigned n = c->reached[i] && !early[i] ? value_args(&c->values[i], args) : 0;
    for (unsigned k = 0; k < n; k++) {
      const Value *v = args[k] & REF_UNIFORM ? NULL : &c->values[args[k]];
      NodeId next = v && v->op == OP_STATE ? c->g->states[v->a].next : NODE_NONE;
      Ref ref = next == NODE_NONE ? REF_UNIFORM : ref_of(c, next, v->b);
      if (!(ref & REF_UNIFORM)) late[ref] = 1;
    }
  }
}

/* First what reads only present values; then the next values of wide stocks, from the last element on, so that ageing
 * happens in place; then what reads those, and all other next values. */
uint32_t order_roots(Compile *c, unsigned stage, Ref *roots) {
  uint8_t *follows = scratch_array(c, c->n_values + 1u, 1), *early = scratch_array(c, c->n_values + 1u, 1);
  uint8_t *late = scratch_array(c, c->n_values + 1u, 1);
  uint32_t n = 0;
  if (c->failed) return 0;
  find_followers(c, follows);
  for (uint32_t i = 0; i < c->n_values; i++) early[i] = is_root(c, i, stage) && (leads(c, i) || (!moves(c, i) && !follows[i]));
  mark_needs(c, early);
  find_late(c, early, late);
  for (unsigned after = 0; after < 2; after++) {
    for (uint32_t i = 0; i < c->n_values; i++)
      if (is_root(c, i, stage) && !moves(c, i) && follows[i] == after) roots[n++] = i;
    for (uint32_t i = c->n_values; i-- > 0;)
      if (is_root(c, i, stage) && moves(c, i) && (leads(c, i) && !late[i] ? 0u : 1u) == after) roots[n++] = i;
  }
  return n;
}
