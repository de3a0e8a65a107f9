/* emit.c : instructions for the accumulator machine, and the rows that values stand in.
 *
 * A result stays in the accumulator when the next instruction takes it from there; it is stored into a row when anybody
 * else reads it. A row is free again after its last reader. Leaves, solves and what lies across a region's edge keep
 * theirs for the whole run. */
#include "program/inner.h"

#include <assert.h>
#include <string.h>

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static uint32_t take_row(Compile *c) { return c->n_free ? c->free_rows[--c->n_free] : c->n_rows++; }
static void give_row(Compile *c, uint32_t row) { c->free_rows[c->n_free++] = row; }
static uint32_t fresh_rows(Compile *c, uint32_t n) {
  uint32_t first = c->n_rows;
  c->n_rows += n;
  return first;
}

Ref place_of(const Compile *c, Ref ref) {
  if (ref & REF_UNIFORM) return ref;
  assert(c->row[ref] != ROW_NONE);
  return c->row[ref];
}

/* One reader less. Inside a solve what lies outside must stay: the body runs many times. */
static void release(Compile *c, Ref ref, uint16_t body) {
  if (ref & REF_UNIFORM || c->values[ref].body != body) return;
  assert(c->uses[ref] > 0);
  const Value *v = &c->values[ref];
  bool temporary = v->op != OP_SOLVE && (v->op == OP_CURVE || op_rows[v->op].arity > 0);
  if (--c->uses[ref] == 0 && temporary && !c->pinned[ref] && c->row[ref] != ROW_NONE) {
    give_row(c, c->row[ref]);
    c->row[ref] = ROW_NONE;
  }
}

/* ---- instructions ---------------------------------------------------------------------------------------------------- */

static void put(Compile *c, Code *code, Single s) {
  if (code->n == code->room) {
    uint32_t room = code->room ? 2 * code->room : 256;
    Single *wider = scratch_array(c, room, sizeof *wider);
    if (!wider) return;
    if (code->n) memcpy(wider, code->items, code->n * sizeof *wider);
    code->items = wider, code->room = room;
  }
  code->items[code->n++] = s;
}

static void put_op(Compile *c, Code *code, Kernel k, Ref a) { put(c, code, (Single){(uint8_t)k, a, 0, ROW_NONE}); }
static void put_store(Code *code, uint32_t row) {
  if (code->n) code->items[code->n - 1].d = row;
}
static void put_copy(Compile *c, Code *code, Ref from, uint32_t row) {
  put_op(c, code, KERNEL_LOAD, from);
  put_store(code, row);
}

static const uint8_t kernel_of[OP_COUNT] = {
    [OP_ADD] = KERNEL_ADD, [OP_SUB] = KERNEL_SUB, [OP_MUL] = KERNEL_MUL, [OP_DIV] = KERNEL_DIV, [OP_NEG] = KERNEL_NEG,
    [OP_MIN] = KERNEL_MIN, [OP_MAX] = KERNEL_MAX, [OP_ABS] = KERNEL_ABS, [OP_SQRT] = KERNEL_SQRT, [OP_FLOOR] = KERNEL_FLOOR,
    [OP_EXP] = KERNEL_EXP, [OP_LOG] = KERNEL_LOG, [OP_POW] = KERNEL_POW, [OP_SIN] = KERNEL_SIN, [OP_COS] = KERNEL_COS,
    [OP_LESS] = KERNEL_LESS, [OP_AT_MOST] = KERNEL_AT_MOST, [OP_SAME] = KERNEL_SAME, [OP_BOTH] = KERNEL_BOTH,
    [OP_EITHER] = KERNEL_EITHER, [OP_NEITHER] = KERNEL_NEITHER, [OP_LOOKUP] = KERNEL_LOOKUP};

/* The kernel with its operands turned round; sums, products and the even-handed conditions are their own. */
static Kernel turned(Kernel k) {
  switch (k) {
    case KERNEL_SUB: return KERNEL_RSUB;
    case KERNEL_DIV: return KERNEL_RDIV;
    case KERNEL_MIN: return KERNEL_RMIN;
    case KERNEL_MAX: return KERNEL_RMAX;
    case KERNEL_LESS: return KERNEL_RLESS;
    case KERNEL_AT_MOST: return KERNEL_RAT_MOST;
    case KERNEL_POW: return KERNEL_RPOW;
    default: return k;
  }
}

static void put_where(Compile *c, Code *code, const Value *v, Ref accumulator) {
  Single s = {KERNEL_WHERE, 0, 0, ROW_NONE};
  if (accumulator == v->a) s.a = place_of(c, v->b), s.b = place_of(c, v->c);
  else if (accumulator == v->b) s.kernel = KERNEL_WHERE_YES, s.a = place_of(c, v->a), s.b = place_of(c, v->c);
  else if (accumulator == v->c) s.kernel = KERNEL_WHERE_NO, s.a = place_of(c, v->a), s.b = place_of(c, v->b);
  else {
    put_op(c, code, KERNEL_LOAD, place_of(c, v->a));
    s.a = place_of(c, v->b), s.b = place_of(c, v->c);
  }
  put(c, code, s);
}

/* The size of a difference that only the accumulator holds. */
static bool put_apart(Code *code, const Value *v, Ref accumulator) {
  Single *last = code->n ? &code->items[code->n - 1] : NULL;
  if (v->op != OP_ABS || accumulator != v->a || !last || last->d != ROW_NONE) return false;
  if (last->kernel != KERNEL_SUB && last->kernel != KERNEL_RSUB) return false;
  last->kernel = KERNEL_APART;
  return true;
}

static void put_value(Compile *c, Code *code, const Value *v, Ref accumulator) {
  if (v->op == OP_WHERE) { put_where(c, code, v, accumulator); return; }
  if (put_apart(code, v, accumulator)) return;
  Kernel k = kernel_of[v->op];
  if (op_rows[v->op].arity == 1) {
    if (accumulator != v->a) put_op(c, code, KERNEL_LOAD, place_of(c, v->a));
    put_op(c, code, k, v->op == OP_LOOKUP ? v->b : 0);
  } else if (accumulator == v->b && accumulator != v->a) {
    put_op(c, code, turned(k), place_of(c, v->a));
  } else {
    if (accumulator != v->a) put_op(c, code, KERNEL_LOAD, place_of(c, v->a));
    put_op(c, code, k, place_of(c, v->b));
  }
}

/* ---- regions ------------------------------------------------------------------------------------------------------------ */

static void put_region(Compile *, Code *, unsigned stage, uint16_t body, const Ref *roots, uint32_t n);

static void release_body(Compile *c, uint16_t body) {
  for (uint32_t i = 0; i < c->n_values; i++) {
    const Value *v = &c->values[i];
    if (v->body != body || !c->reached[i]) continue;
    Ref args[3];
    unsigned n = value_args(v, args);
    for (unsigned k = 0; k < n; k++) release(c, args[k], 0);
  }
  for (uint32_t k = 0; k < c->n_curves; k++) {
    const CurveLine *line = &c->curves[k];
    if (c->values[line->first].body != body || !line->reached) continue;
    for (uint32_t i = 0; i < curve_in(line->curve); i++) release(c, line->in[i], 0);
  }
}

/* A reader's value turned into the place where it stands now. */
static void settle(Compile *c, Ref *ref) {
  Ref value = *ref;
  *ref = place_of(c, value);
  release(c, value, 0);
}

static void put_solve(Compile *c, Code *code, uint32_t k) {
  LaneSolve *s = &c->solves[k];
  const Node *n = &c->g->nodes[s->node];
  uint32_t n_roots = n->size;
  Ref *roots = scratch_array(c, n->size + s->n_kept, sizeof *roots);
  if (!roots) return;
  memcpy(roots, s->residual, n->size * sizeof *roots);
  for (uint32_t i = 0; i < s->n_kept; i++)
    if (c->reached[s->kept_as[i]]) roots[n_roots++] = s->kept[i];
  put_region(c, &c->bodies[k], n->stage, (uint16_t)(k + 1), roots, n_roots);
  for (uint32_t i = 0; i < s->n_kept; i++) c->row[s->kept_as[i]] = c->row[s->kept[i]];
  put_op(c, code, KERNEL_SOLVE, k);
  release_body(c, (uint16_t)(k + 1));
  Ref *reads[3] = {s->low, s->high, s->guess};
  for (uint32_t e = 0; e < n->size; e++) s->residual[e] = place_of(c, s->residual[e]);
  for (unsigned i = 0; i < 3; i++)
    for (uint32_t e = 0; e < n->size; e++) settle(c, &reads[i][e]);
}

static void put_curve(Compile *c, Code *code, uint32_t k, uint16_t body) {
  CurveLine *line = &c->curves[k];
  uint32_t n_in = curve_in(line->curve);
  line->places = scratch_array(c, n_in, sizeof *line->places);
  line->rows = scratch_array(c, line->n_out, sizeof *line->rows);
  if (c->failed) return;
  for (uint32_t i = 0; i < n_in; i++) line->places[i] = place_of(c, line->in[i]);
  for (uint32_t i = 0; i < line->n_out; i++) {
    bool read = c->reached[line->first + i];
    line->rows[i] = read ? c->row[line->first + i] = take_row(c) : CURVE_UNUSED;
  }
  put_op(c, code, KERNEL_CURVE, k);
  for (uint32_t i = 0; i < n_in; i++) release(c, line->in[i], body);
}

static bool takes(const Compile *c, uint32_t reader, Ref value) {
  Ref args[3];
  unsigned n = value_args(&c->values[reader], args);
  for (unsigned i = 0; i < n; i++)
    if (args[i] == value) return true;
  return false;
}

/* A state's next value goes straight into the state's row when nobody reads the present one any more. */
static uint32_t row_for(Compile *c, uint32_t value) {
  uint32_t into = c->moves_into[value];
  if (into == ROW_NONE) return take_row(c);
  Ref present = c->moves_from[value];
  return present == REF_NONE || (c->uses[present] == 0 && !c->pinned[present]) ? into : take_row(c);
}

static void put_order(Compile *c, Code *code, uint16_t body, const uint32_t *order, uint32_t n) {
  Ref accumulator = REF_NONE;
  for (uint32_t i = 0; i < n && !c->failed; i++) {
    uint32_t self = order[i];
    const Value *v = &c->values[self];
    if (v->op == OP_SOLVE || v->op == OP_CURVE) {
      if (v->op == OP_SOLVE) put_solve(c, code, v->a);
      else put_curve(c, code, v->a, body);
      accumulator = REF_NONE;
      continue;
    }
    put_value(c, code, v, accumulator);
    Ref args[3];
    unsigned n_args = value_args(v, args);
    for (unsigned k = 0; k < n_args; k++) release(c, args[k], body);
    bool taken = i + 1 < n && takes(c, order[i + 1], self);
    if (c->uses[self] > taken || c->pinned[self]) put_store(code, c->row[self] = row_for(c, self));
    accumulator = self;
  }
}

static void put_region(Compile *c, Code *code, unsigned stage, uint16_t body, const Ref *roots, uint32_t n) {
  uint32_t *order = scratch_array(c, c->n_values + 1u, sizeof *order);
  if (!order) return;
  uint32_t count = order_values(c, stage, body, roots, n, order);
  put_order(c, code, body, order, count);
}

/* A region of a run, of a step or of the end: all that is wanted beyond it. */
static void put_stage(Compile *c, Code *code, unsigned stage) {
  Ref *roots = scratch_array(c, c->n_values + 1u, sizeof *roots);
  if (roots) put_region(c, code, stage, 0, roots, order_roots(c, stage, roots));
}

/* ---- states ---------------------------------------------------------------------------------------------------------------- */

typedef void Visit(Compile *, Code *, const State *, uint32_t s, uint32_t element);
static void each_state(Compile *c, Code *code, Visit *visit) {
  for (uint32_t s = 0; s < c->g->n_states && !c->failed; s++)
    for (uint32_t e = 0; e < c->g->states[s].size; e++)
      if (c->state_wanted[s][e]) visit(c, code, &c->g->states[s], s, e);
}

static Ref state_ref(Compile *c, NodeId id, uint32_t element) { return place_of(c, ref_of(c, id, element)); }

static void init_state(Compile *c, Code *code, const State *state, uint32_t s, uint32_t e) {
  put_copy(c, code, state_ref(c, state->init, e), c->state_row[s][e]);
}

/* A next that is another state's value now is set aside before that state moves. */
static void set_aside(Compile *c, Code *code, const State *state, uint32_t s, uint32_t e) {
  if (state->next == NODE_NONE) return;
  Ref ref = ref_of(c, state->next, e);
  bool moves = !(ref & REF_UNIFORM) && c->values[ref].op == OP_STATE && c->row[ref] != c->state_row[s][e];
  c->state_next[s][e] = place_of(c, ref);
  if (!moves) return;
  put_copy(c, code, c->state_next[s][e], c->n_rows);
  c->state_next[s][e] = fresh_rows(c, 1);
}

static void move_state(Compile *c, Code *code, const State *state, uint32_t s, uint32_t e) {
  if (state->next != NODE_NONE && c->state_next[s][e] != c->state_row[s][e])
    put_copy(c, code, c->state_next[s][e], c->state_row[s][e]);
}

/* ---- RK4: rows x, k1, k2, k3, k4 for each rated element, and the unrated next of the first evaluation ---------------------- */

static void keep_start(Compile *c, Code *code, const State *state, uint32_t s, uint32_t e) {
  if (state->rate != NODE_NONE) {
    c->rk4_row[s][e] = fresh_rows(c, 5);
    put_copy(c, code, c->state_row[s][e], c->rk4_row[s][e]);
  } else {
    c->rk4_row[s][e] = fresh_rows(c, 1);
    put_copy(c, code, state_ref(c, state->next, e), c->rk4_row[s][e]);
  }
}

static void keep_rate(Compile *c, Code *code, const State *state, uint32_t s, uint32_t e) {
  if (state->rate == NODE_NONE) return;
  put_copy(c, code, state_ref(c, state->rate, e), c->rk4_row[s][e] + 1 + c->rk4_part);
}

/* x + h k */
static void inner_state(Compile *c, Code *code, const State *state, uint32_t s, uint32_t e) {
  if (state->rate == NODE_NONE) return;
  double h = (c->rk4_part == 2 ? 1.0 : 0.5) * c->g->period;
  put_op(c, code, KERNEL_LOAD, c->rk4_row[s][e] + 1 + c->rk4_part);
  put_op(c, code, KERNEL_MUL, ref_literal(c, h));
  put_op(c, code, KERNEL_ADD, c->rk4_row[s][e]);
  put_store(code, c->state_row[s][e]);
}

/* x + (h / 6) (((k1 + 2 k2) + 2 k3) + k4) */
static void new_state(Compile *c, Code *code, const State *state, uint32_t s, uint32_t e) {
  uint32_t x = c->rk4_row[s][e], k1 = x + 1, k2 = x + 2, k3 = x + 3, k4 = x + 4;
  if (state->rate == NODE_NONE) { put_copy(c, code, x, c->state_row[s][e]); return; }
  put_op(c, code, KERNEL_LOAD, k2);
  put_op(c, code, KERNEL_MUL, ref_literal(c, 2.0));
  put_op(c, code, KERNEL_ADD, k1);
  put_store(code, k1);
  put_op(c, code, KERNEL_LOAD, k3);
  put_op(c, code, KERNEL_MUL, ref_literal(c, 2.0));
  put_op(c, code, KERNEL_ADD, k1);
  put_op(c, code, KERNEL_ADD, k4);
  put_op(c, code, KERNEL_MUL, ref_literal(c, c->g->period / 6.0));
  put_op(c, code, KERNEL_ADD, x);
  if (state->nonnegative) put_op(c, code, KERNEL_MAX, ref_literal(c, 0.0));
  put_store(code, c->state_row[s][e]);
}

/* Only where the step itself is the update: RK4 reads its states four times, and without a calendar the last evaluation
 * moves nothing. */
static void find_move(Compile *c, Code *code, const State *state, uint32_t s, uint32_t e) {
  (void)code;
  Ref next = state->next == NODE_NONE ? REF_UNIFORM : ref_of(c, state->next, e);
  bool computed = !(next & REF_UNIFORM) && c->values[next].stage == STAGE_STEP && op_rows[c->values[next].op].arity > 0 &&
                  c->values[next].op != OP_SOLVE && c->values[next].op != OP_CURVE;
  bool kept = !c->g->calendar && c->state_final[s][e];
  if (!computed || kept || c->moves_into[next] != ROW_NONE) return;
  c->moves_into[next] = c->state_row[s][e];
  c->moves_from[next] = c->state_leaf[s][e];
  c->leads[next] = c->stock[s];
}

enum { WIDE = 8 };                       /* elements from which a stock's own row saves enough */

/* The wide states whose next value comes from their present one. */
static void find_stocks(Compile *c) {
  const Graph *g = c->g;
  uint8_t *reads = scratch_array(c, g->n_nodes + 1u, 1);
  for (uint32_t s = 0; reads && s < g->n_states; s++) {
    const State *state = &g->states[s];
    if (state->size < WIDE || state->next == NODE_NONE || !c->needed[state->next]) continue;
    for (NodeId id = 0; id <= state->next; id++) {
      const Node *n = &g->nodes[id];
      reads[id] = n->op == OP_STATE && (uint32_t)n->i0 == s;
      for (unsigned i = 0; i < n->n_args; i++) reads[id] |= reads[n->args[i]];
    }
    c->stock[s] = reads[state->next];
  }
}

static void put_updates(Compile *c) {
  if (c->g->method != METHOD_RK4) {
    each_state(c, &c->update[0], set_aside);
    each_state(c, &c->update[0], move_state);
    return;
  }
  each_state(c, &c->update[0], keep_start);
  for (unsigned part = 0; part < 4; part++) {
    c->rk4_part = part;
    each_state(c, &c->update[part], keep_rate);
    each_state(c, &c->update[part], part < 3 ? inner_state : new_state);
  }
}

/* ---- all ------------------------------------------------------------------------------------------------------------------------ */

static void place_leaves(Compile *c) {
  for (uint32_t s = 0; s < c->g->n_states; s++)
    for (uint32_t e = 0; e < c->g->states[s].size; e++)
      if (c->state_wanted[s][e]) c->state_row[s][e] = fresh_rows(c, 1);
  for (uint32_t k = 0; k < c->g->n_solves; k++) {
    if (!c->solves[k].reached) continue;
    c->solves[k].unknown_row = fresh_rows(c, c->g->nodes[c->solves[k].node].size);
    c->solves[k].work_row = fresh_rows(c, SOLVE_ROWS * c->g->nodes[c->solves[k].node].size);
  }
  for (uint32_t i = 0; i < c->n_values; i++) {
    const Value *v = &c->values[i];
    if (!c->reached[i]) continue;
    switch ((Op)v->op) {
      case OP_INPUT: c->row[i] = c->input_row[v->a] = fresh_rows(c, 1); break;
      case OP_NOISE: c->row[i] = c->noise_row[v->a] = fresh_rows(c, 1); break;
      case OP_RECORD: c->row[i] = fresh_rows(c, 1); break;
      case OP_STATE: c->row[i] = c->state_row[v->a][v->b], c->state_leaf[v->a][v->b] = i; break;
      case OP_FINAL: c->row[i] = c->state_row[v->a][v->b], c->state_final[v->a][v->b] = 1; break;
      case OP_UNKNOWN: case OP_SOLVE:
        if (v->b < c->g->nodes[c->solves[v->a].node].size) c->row[i] = c->solves[v->a].unknown_row + v->b;
        break;
      default: break;
    }
  }
}

static uint32_t *rows_none(Compile *c, size_t n) {
  uint32_t *rows = scratch_array(c, n + 1, sizeof *rows);
  if (rows) memset(rows, 0xFF, n * sizeof *rows);
  return rows;
}

static void make_room(Compile *c) {
  c->row = rows_none(c, c->n_values);
  c->input_row = rows_none(c, c->g->n_inputs);
  c->noise_row = rows_none(c, c->g->n_noises);
  c->free_rows = rows_none(c, c->n_values);
  c->ordered = scratch_array(c, c->n_values + 1u, 1);
  c->chained = scratch_array(c, c->n_values + 1u, 1);
  c->bodies = scratch_array(c, c->g->n_solves + 1u, sizeof *c->bodies);
  c->state_row = scratch_array(c, c->g->n_states + 1u, sizeof *c->state_row);
  c->state_next = scratch_array(c, c->g->n_states + 1u, sizeof *c->state_next);
  c->rk4_row = scratch_array(c, c->g->n_states + 1u, sizeof *c->rk4_row);
  c->state_leaf = scratch_array(c, c->g->n_states + 1u, sizeof *c->state_leaf);
  c->state_final = scratch_array(c, c->g->n_states + 1u, sizeof *c->state_final);
  c->stock = scratch_array(c, c->g->n_states + 1u, 1);
  c->leads = scratch_array(c, c->n_values + 1u, 1);
  c->moves_into = rows_none(c, c->n_values);
  c->moves_from = rows_none(c, c->n_values);
  for (uint32_t s = 0; s < c->g->n_states && !c->failed; s++) {
    c->state_row[s] = rows_none(c, c->g->states[s].size);
    c->state_next[s] = rows_none(c, c->g->states[s].size);
    c->rk4_row[s] = rows_none(c, c->g->states[s].size);
    c->state_leaf[s] = rows_none(c, c->g->states[s].size);
    c->state_final[s] = scratch_array(c, c->g->states[s].size + 1u, 1);
  }
}

void emit(Compile *c) {
  make_room(c);
  weigh(c);
  if (c->failed) return;
  place_leaves(c);
  if (c->g->method != METHOD_RK4) find_stocks(c), each_state(c, NULL, find_move);
  put_stage(c, &c->run, STAGE_RUN);
  each_state(c, &c->run, init_state);
  put_stage(c, &c->step, STAGE_STEP);
  put_updates(c);
  put_stage(c, &c->end, STAGE_END);
}
