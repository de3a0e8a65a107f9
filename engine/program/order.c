/* order.c : the order of computing the values of a region. Depth first from the roots, the argument that needs more rows
 * before the other (Sethi and Ullman 1970), so that most results are used by the very next instruction and temporary rows
 * are few. */
#include "program/inner.h"

#include <string.h>

typedef struct {
  Compile *c;
  unsigned stage;
  uint16_t body;
  uint8_t *ordered;                      /* per value */
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
  }
  if (v->op == OP_CURVE)
    for (uint32_t k = 0; k < o->c->curves[v->a].n_out; k++) o->ordered[o->c->curves[v->a].first + k] = 1;
}

static void walk(Order *o) {
  while (o->depth && !o->c->failed) {
    uint32_t ref = o->stack[o->depth - 1];
    if (o->ordered[ref]) { o->depth--; continue; }
    if (!o->opened[o->depth - 1]) {
      o->opened[o->depth - 1] = 1;
      push_needs(o, &o->c->values[ref]);
    } else {
      o->depth--;
      finish(o, ref);
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
  Order o = {.c = c, .stage = stage, .body = body, .ordered = c->ordered, .room = 1024, .out = out};
  o.stack = scratch_array(c, o.room, sizeof *o.stack);
  o.opened = scratch_array(c, o.room, 1);
  for (uint32_t i = 0; i < n_roots && !c->failed; i++) {
    push(&o, roots[i]);
    walk(&o);
  }
  return c->failed ? 0 : o.n;
}
