/* value.c : scalar values and uniform slots: equal ones are one, and what is known to hold for the whole run simplifies.
 *
 * Only what keeps every bit is done: x * 1, x / 1 and x - 0 are x; x / 2^k is x * 2^-k; x + -y is x - y; a condition that is known leaves
 * one arm; an operation on known numbers is a number. x + 0 is not x, since -0 + 0 is 0, unless x cannot be -0. */
#include "model/oracle.h"
#include "program/inner.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* ---- slots of uniform values ------------------------------------------------------------------------------------ */

static uint32_t add_slot(Compile *c, Slots *s, Slot slot) {
  if (s->n == s->room) {
    uint32_t room = s->room ? 2 * s->room : 256;
    Slot *wider = scratch_array(c, room, sizeof *wider);
    if (!wider) return 0;
    if (s->n) memcpy(wider, s->slots, s->n * sizeof *wider);
    s->slots = wider, s->room = room;
  }
  s->slots[s->n] = slot;
  return s->n++;
}

/* Open hashing by the bits: 1 + the slot. */
static uint32_t literal_bucket(const Compile *c, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  uint32_t mask = c->n_literal_buckets - 1, k = (uint32_t)((bits ^ bits >> 32) * 0x9E3779B97F4A7C15u >> 32) & mask;
  while (c->literal_buckets[k] && memcmp(&c->fixed.slots[c->literal_buckets[k] - 1].literal, &value, sizeof value) != 0) k = (k + 1) & mask;
  return k;
}

static void widen_literals(Compile *c) {
  uint32_t *before = c->literal_buckets, n = c->n_literal_buckets, room = n ? 4 * n : 1024;
  uint32_t *wider = scratch_array(c, room, sizeof *wider);
  if (!wider) return;
  c->literal_buckets = wider, c->n_literal_buckets = room;
  for (uint32_t i = 0; i < n; i++)
    if (before[i]) wider[literal_bucket(c, c->fixed.slots[before[i] - 1].literal)] = before[i];
}

Ref ref_literal(Compile *c, double value) {
  if (2 * (c->n_literals + 1) > c->n_literal_buckets) widen_literals(c);
  if (c->failed) return REF_UNIFORM;
  uint32_t k = literal_bucket(c, value);
  if (!c->literal_buckets[k]) c->literal_buckets[k] = 1 + add_slot(c, &c->fixed, (Slot){NODE_NONE, 0, value}), c->n_literals++;
  return REF_UNIFORM | (c->literal_buckets[k] - 1);
}

static Ref slot_of(Compile *c, NodeId id, uint32_t element) {
  const Node *n = &c->g->nodes[id];
  if (!c->slot_refs[id]) {
    c->slot_refs[id] = scratch_array(c, n->size, sizeof(Ref));
    if (!c->slot_refs[id]) return REF_UNIFORM;
    memset(c->slot_refs[id], 0xFF, n->size * sizeof(Ref));
  }
  Ref *ref = &c->slot_refs[id][element];
  bool step = n->stage == STAGE_STEP;
  if (*ref != REF_NONE) return *ref;
  if (n->stage <= STAGE_RUN) *ref = ref_literal(c, uniform_value(c, id, element));   /* known already: equal numbers are one */
  else *ref = REF_UNIFORM | (step ? REF_STEP : 0u) | add_slot(c, step ? &c->stepped : &c->fixed, (Slot){id, element, 0.0});
  return *ref;
}

Ref ref_of(Compile *c, NodeId id, uint32_t element) {
  return c->lane[id] ? c->refs[id][element] : slot_of(c, id, element);
}

unsigned value_args(const Value *v, Ref args[3]) {
  if (v->op == OP_SOLVE || v->op == OP_CURVE) return 0;
  unsigned n = (unsigned)op_rows[v->op].arity;
  if (n > 0) args[0] = v->a;
  if (n > 1) args[1] = v->b;
  if (n > 2) args[2] = v->c;
  return n;
}

/* ---- what is known ------------------------------------------------------------------------------------------------------- */

/* The number that stands there in every lane and step. */
static bool known(const Compile *c, Ref ref, double *value) {
  if (!(ref & REF_UNIFORM) || ref & REF_STEP || ref == REF_NONE) return false;
  const Slot *s = &c->fixed.slots[ref & REF_INDEX];
  if (s->node != NODE_NONE && c->g->nodes[s->node].stage > STAGE_RUN) return false;
  *value = s->node == NODE_NONE ? s->literal : uniform_value(c, s->node, s->element);
  return true;
}

static bool is(const Compile *c, Ref ref, double wanted) {
  double value;
  return known(c, ref, &value) && memcmp(&value, &wanted, sizeof value) == 0;
}

static bool never_minus_zero(const Compile *c, Ref ref) {
  double value;
  if (known(c, ref, &value)) return value != 0.0 || !signbit(value);
  return !(ref & REF_UNIFORM) && c->never_minus_zero[ref];
}

/* A sum is -0 only when both sides are; what comes out of comparisons, squares and exp never is. */
static bool result_never_minus_zero(const Compile *c, const Value *v) {
  switch ((Op)v->op) {
    case OP_ADD: return never_minus_zero(c, v->a) || never_minus_zero(c, v->b);
    case OP_MUL: return v->a == v->b;
    case OP_SQRT: return never_minus_zero(c, v->a);
    case OP_WHERE: return never_minus_zero(c, v->b) && never_minus_zero(c, v->c);
    case OP_EXP: case OP_ABS: case OP_LESS: case OP_AT_MOST: case OP_SAME: case OP_BOTH: case OP_EITHER: case OP_NEITHER: return true;
    default: return false;
  }
}

static bool power_of_two(const Compile *c, Ref ref, double *inverse) {
  double value;
  int exponent;
  if (!known(c, ref, &value) || !isfinite(value) || fabs(frexp(value, &exponent)) != 0.5) return false;
  if (exponent < -1000 || exponent > 1000) return false;
  *inverse = 1.0 / value;
  return true;
}

/* ---- values ------------------------------------------------------------------------------------------------------ */

void values_begin(Compile *c, uint32_t most) {
  c->values_room = most;
  c->values = scratch_array(c, most + 1u, sizeof *c->values);
  c->never_minus_zero = scratch_array(c, most + 1u, 1);
  c->trial = scratch_array(c, most + 1u, sizeof *c->trial);
  c->n_buckets = 64;
  while (c->n_buckets < 2 * (uint64_t)most && c->n_buckets < 0x80000000u) c->n_buckets *= 2;
  c->buckets = scratch_array(c, c->n_buckets, sizeof *c->buckets);
}

Ref value_leaf(Compile *c, Value v) {
  assert(c->n_values < c->values_room);
  c->values[c->n_values] = v;
  c->trial[c->n_values] = REF_NONE;
  return c->n_values++;
}

static uint64_t hash_of(const Value *v) {
  uint64_t h = ((uint64_t)v->a << 32 | v->b) * 0x9E3779B97F4A7C15u;
  h = (h ^ h >> 29 ^ v->c) * 0xBF58476D1CE4E5B9u + v->op;
  return h ^ h >> 32;
}

/* Its bucket, or the empty one where it belongs. */
static uint32_t bucket_of(const Compile *c, const Value *v) {
  uint32_t mask = c->n_buckets - 1, k = (uint32_t)hash_of(v) & mask;
  for (; c->buckets[k]; k = (k + 1) & mask) {
    const Value *old = &c->values[c->buckets[k] - 1];
    if (old->op == v->op && old->a == v->a && old->b == v->b && old->c == v->c) break;
  }
  return k;
}

static Ref find_or_add(Compile *c, const Value *v) {
  if (c->failed) return 0;
  uint32_t k = bucket_of(c, v);
  if (c->buckets[k]) return c->buckets[k] - 1;
  Ref made = value_leaf(c, *v);
  c->never_minus_zero[made] = result_never_minus_zero(c, v);
  c->buckets[k] = made + 1;
  return made;
}

/* ---- simpler ----------------------------------------------------------------------------------------------------- */

static Ref computed(Compile *c, const Value *v) {
  double values[3], out;
  Ref refs[3];
  unsigned n = value_args(v, refs);
  for (unsigned i = 0; i < n; i++)
    if (!known(c, refs[i], &values[i])) return REF_NONE;
  const double *args[3] = {&values[0], &values[1], &values[2]};
  const NodeId ids[3] = {0, 0, 0};
  Node node = {.op = v->op, .size = 1, .n_args = n, .args = ids, .i0 = v->op == OP_LOOKUP ? (int32_t)v->b : 0};
  oracle_apply(c->g, &node, args, &out);
  return ref_literal(c, out);
}

/* -y */
static bool negated(const Compile *c, Ref ref, Ref *y) {
  if (ref & REF_UNIFORM || c->values[ref].op != OP_NEG) return false;
  *y = c->values[ref].a;
  return true;
}

static Ref simpler(Compile *c, Value *v) {
  double x;
  Ref y;
  switch ((Op)v->op) {
    case OP_MUL:
      if (is(c, v->b, 1.0)) return v->a;
      if (is(c, v->a, 1.0)) return v->b;
      break;
    case OP_DIV:
      if (is(c, v->b, 1.0)) return v->a;
      if (power_of_two(c, v->b, &x)) v->op = OP_MUL, v->b = ref_literal(c, x);
      break;
    case OP_SUB:
      if (is(c, v->b, 0.0)) return v->a;
      if (negated(c, v->b, &y)) v->op = OP_ADD, v->b = y;
      break;
    case OP_ADD:
      if (negated(c, v->b, &y)) { v->op = OP_SUB, v->b = y; break; }
      if (negated(c, v->a, &y)) { v->op = OP_SUB, v->a = v->b, v->b = y; break; }
      if (is(c, v->b, -0.0) || (is(c, v->b, 0.0) && never_minus_zero(c, v->a))) return v->a;
      if (is(c, v->a, -0.0) || (is(c, v->a, 0.0) && never_minus_zero(c, v->b))) return v->b;
      break;
    case OP_WHERE:
      if (known(c, v->a, &x)) return x != 0.0 ? v->b : v->c;
      if (v->b == v->c) return v->b;
      break;
    default: break;
  }
  return computed(c, v);
}

/* ---- stages ----------------------------------------------------------------------------------------------------------- */

/* An element may hold for longer than its node: a step's node that reads a run's values only is a run's value here. */
static void place_in_time(const Compile *c, Value *v) {
  Ref refs[3];
  unsigned n = value_args(v, refs);
  v->stage = STAGE_RUN, v->body = 0;
  for (unsigned i = 0; i < n; i++) {
    bool uniform = refs[i] & REF_UNIFORM;
    unsigned stage = !uniform ? c->values[refs[i]].stage : refs[i] & REF_STEP ? STAGE_STEP : STAGE_RUN;
    if (!uniform && c->values[refs[i]].body) v->body = c->values[refs[i]].body;
    if (stage > v->stage) v->stage = (uint8_t)stage;
  }
  if (v->body) v->stage = c->g->nodes[c->g->solves[v->body - 1].solve].stage;
}

/* ---- what a solve has computed ------------------------------------------------------------------------------------------- */

static bool widen_kept(Compile *c, LaneSolve *s) {
  uint32_t room = s->kept_room ? 2 * s->kept_room : 64;
  Ref *kept = scratch_array(c, room, sizeof *kept), *as = scratch_array(c, room, sizeof *as);
  if (!kept || !as) return false;
  if (s->n_kept) memcpy(kept, s->kept, s->n_kept * sizeof *kept), memcpy(as, s->kept_as, s->n_kept * sizeof *as);
  s->kept = kept, s->kept_as = as, s->kept_room = room;
  return true;
}

static Ref keep(Compile *c, uint32_t solve, Ref inside) {
  LaneSolve *s = &c->solves[solve];
  if (c->trial[inside] != REF_NONE) return c->trial[inside];
  if (s->n_kept == s->kept_room && !widen_kept(c, s)) return 0;
  const Node *n = &c->g->nodes[s->node];
  Ref outside = value_leaf(c, (Value){.op = OP_SOLVE, .stage = n->stage, .a = solve, .b = n->size + s->n_kept, .c = REF_NONE});
  s->kept[s->n_kept] = inside, s->kept_as[s->n_kept++] = outside;
  c->trial[inside] = outside, c->trial[outside] = inside;
  c->never_minus_zero[outside] = c->never_minus_zero[inside];
  return outside;
}

/* An operation on roots that the solve's body does on its unknowns: there it stands already. Else REF_NONE. */
static Ref solved(Compile *c, const Value *v) {
  Value inside = *v;
  Ref *args[3] = {&inside.a, &inside.b, &inside.c};
  unsigned n = (unsigned)op_rows[v->op].arity;
  uint32_t solve = REF_NONE;
  for (unsigned i = 0; i < n; i++) {
    Ref ref = *args[i];
    if (ref & REF_UNIFORM || c->values[ref].op != OP_SOLVE || c->trial[ref] == REF_NONE) continue;
    if (solve != REF_NONE && solve != c->values[ref].a) return REF_NONE;
    solve = c->values[ref].a, *args[i] = c->trial[ref];
  }
  if (solve == REF_NONE) return REF_NONE;
  uint32_t k = bucket_of(c, &inside);
  return c->buckets[k] ? keep(c, solve, c->buckets[k] - 1) : REF_NONE;
}

Ref value_of(Compile *c, Op op, Ref a, Ref b, Ref third) {
  Value v = {.op = (uint8_t)op, .a = a, .b = b, .c = third};
  Ref same = simpler(c, &v);
  if (same == REF_NONE) same = solved(c, &v);
  if (same != REF_NONE) return same;
  place_in_time(c, &v);
  return find_or_add(c, &v);
}
