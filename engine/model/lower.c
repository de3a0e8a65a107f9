/* lower.c : expressions to nodes, with their units. */
#include "model/lower.h"
#include "base/text.h"
#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

Value lower_of(NodeId node, Unit unit) { return (Value){.node = node, .unit = unit}; }

static Value bare(Linker *L, double number) {
  return (Value){.node = graph_scalar(L->builder, number), .unit = unit_one(), .bare = true, .number = number};
}

static const char *axes_text(Linker *L, unsigned n, const uint8_t *axes) {
  const char *text = "";
  for (unsigned i = 0; i < n; i++) text = arena_printf(L->arena, "%s%s%s", text, i ? ", " : "", L->graph->axes[axes[i]]->name);
  return text;
}

void lower_need_room(Linker *L, unsigned n_axes, const uint8_t *axes, Place place) {
  double size = 1.0;
  for (unsigned i = 0; i < n_axes; i++) size *= L->graph->axes[axes[i]]->n;
  if (size > ELEMENTS_MOST) lower_fail(L, E362, place, axes_text(L, n_axes, axes), size, ELEMENTS_MOST);
}

/* Adds the axes of `from` to the n of `axes`; returns how many there are now. */
static unsigned unite(unsigned n, uint8_t axes[], const Node *from) {
  for (unsigned i = 0; i < from->n_axes; i++)
    if (!memchr(axes, from->axes[i], n)) axes[n++] = from->axes[i];
  return n;
}

/* Whether the result of this operation can be: not too many axes, not too many elements, not too many nodes. */
static void need_possible(Linker *L, Op op, unsigned n, const NodeId *args, int i0, int i1, Place place) {
  uint8_t axes[2 * AXES_MAX + 1];
  unsigned n_axes = 0;
  for (unsigned i = 0; i < n && n_axes <= AXES_MAX; i++)
    if (op != OP_SOLVE || i != 1) n_axes = unite(n_axes, axes, &L->graph->nodes[args[i]]);
  if (op == OP_PLACE || op == OP_JOIN) axes[n_axes++] = (uint8_t)i0;
  if (n_axes > AXES_MAX) lower_fail(L, E361, place, axes_text(L, n_axes, axes), AXES_MAX);
  for (unsigned i = 0; i < n_axes && (op == OP_CURVE || op == OP_RENAME); i++)
    if (axes[i] == i0) axes[i] = (uint8_t)i1;
  lower_need_room(L, n_axes, axes, place);
  if (L->graph->n_nodes >= NODES_MOST) lower_fail(L, E365, place, NODES_MOST);
}

NodeId lower_node(Linker *L, Op op, unsigned n, const NodeId *args, int i0, int i1, int i2, Place place) {
  need_possible(L, op, n, args, i0, i1, place);
  return graph_node(L->builder, op, n, args, i0, i1, i2, place);
}

NodeId lower_op(Linker *L, Op op, Place place, unsigned n, ...) {
  NodeId args[8];
  va_list list;
  va_start(list, n);
  for (unsigned i = 0; i < n; i++) args[i] = va_arg(list, NodeId);
  va_end(list);
  return lower_node(L, op, n, args, 0, 0, 0, place);
}

static const char *unit_of(Linker *L, Unit unit) {
  char text[UNIT_TEXT];
  return arena_printf(L->arena, "%s", unit_text(L->model->units, unit, text));
}

static const char *number_text(Linker *L, double number) {
  char text[32];
  text_double(text, number);
  return arena_printf(L->arena, "%s", text);
}

double lower_number(Linker *L, const Expr *e, const char *what) {
  if (e->kind == EXPR_NAME && strcmp(e->text, "start_year") == 0) return L->model->start;
  if (e->kind != EXPR_NUMBER) lower_fail(L, E341, e->place, what, expr_text(L->arena, e, 60));
  return e->number;
}

void lower_need_pure(Linker *L, Value v, const char *what, Place place) {
  if (!unit_is_pure(v.unit)) lower_fail(L, E221, place, what, unit_of(L, v.unit));
}

const Expr *lower_option(const Expr *e, const char *key) {
  for (unsigned i = 0; i < e->n_entries; i++)
    if (e->entries[i].key && strcmp(e->entries[i].key, key) == 0) return e->entries[i].value;
  return NULL;
}

bool lower_option_true(const Expr *e, const char *key) {
  const Expr *value = lower_option(e, key);
  return value && !(value->kind == EXPR_NUMBER && value->number == 0.0);
}

NodeId lower_widen(Linker *L, NodeId id, const Node *like, Place place) {
  const Node *n = &L->graph->nodes[id];
  for (unsigned i = 0; i < n->n_axes; i++)
    if (!memchr(like->axes, n->axes[i], like->n_axes))
      lower_fail(L, E363, place, axes_text(L, n->n_axes, n->axes), axes_text(L, like->n_axes, like->axes));
  if (n->n_axes == like->n_axes) return id;
  double *ones = arena_array(L->arena, like->size, sizeof *ones);
  for (uint32_t i = 0; i < like->size; i++) ones[i] = 1.0;
  return lower_op(L, OP_MUL, place, 2, id, graph_constant(L->builder, like->n_axes, like->axes, ones));
}

void lower_join_axes(Linker *L, Node *like, NodeId id, Place place) {
  uint8_t axes[2 * AXES_MAX];
  memcpy(axes, like->axes, like->n_axes);
  unsigned n = unite(like->n_axes, axes, &L->graph->nodes[id]);
  if (n > AXES_MAX) lower_fail(L, E361, place, axes_text(L, n, axes), AXES_MAX);
  lower_need_room(L, n, axes, place);
  like->n_axes = 0, like->size = 1;
  for (unsigned i = 0; i < n; i++) {
    unsigned at = like->n_axes++;
    for (; at > 0 && like->axes[at - 1] > axes[i]; at--) like->axes[at] = like->axes[at - 1];
    like->axes[at] = axes[i];
    like->size *= L->graph->axes[axes[i]]->n;
  }
}

double *lower_rows(Linker *L, uint32_t size, Place place) {
  size_t rows = graph_rows(L->graph);
  L->path_bytes += (double)rows * size * sizeof(double);
  if (L->path_bytes > GIB_MOST * 0x1p30) lower_fail(L, E452, place, L->graph->n_steps, L->path_bytes / 0x1p30, GIB_MOST);
  return arena_array(L->arena, rows * size, sizeof(double));
}

void lower_need_stack(Linker *L, const char *name, Place place) {
  if ((char *)__builtin_frame_address(0) < L->stack_end) lower_fail(L, E364, place, name, L->depth);
}

/* ---- like units ---------------------------------------------------------------------------------------------- */

/* A bare number beside a quantity: 0 fits all; beside a share 1 is the pure one; other numbers are pure beside pure
 * numbers of scale 1, and in comparisons beside a share when they are at most 1 in size. */
static void fit_bare(Linker *L, Value *b, Unit other, bool adding, Place place) {
  double size = fabs(b->number);
  bool fits = b->number == 0.0 || unit_is_one(other) || (unit_is_pure(other) && (adding ? b->number == 1.0 : size <= 1.0));
  const char *unit = unit_of(L, other), *number = number_text(L, b->number);
  if (!fits && unit_is_pure(other)) lower_fail(L, E225, place, number, unit, unit, number, number);
  if (!fits) lower_fail(L, E226, place, number, unit, unit, number);
}

Unit lower_unify(Linker *L, Value *a, Value *b, bool adding, Place place) {
  if (a->bare && b->bare) return unit_one();
  if (a->bare) { fit_bare(L, a, b->unit, adding, place); return a->number == 0.0 || unit_is_one(b->unit) ? b->unit : unit_one(); }
  if (b->bare) { fit_bare(L, b, a->unit, adding, place); return b->number == 0.0 || unit_is_one(a->unit) ? a->unit : unit_one(); }
  if (unit_must_match(L->model->units, a->unit, b->unit, L->fail, place)) longjmp(L->out, 1);
  return unit_same(a->unit, b->unit) ? a->unit : unit_is_pure(a->unit) ? unit_one() : a->unit;
}

/* ---- operators ------------------------------------------------------------------------------------------------ */

/* Whether it holds something with a unit of its own: a name, as, data, default. Paths, tables and draws do not. */
static bool is_typed(const Expr *e) {
  switch (e->kind) {
    case EXPR_NAME: case EXPR_AS: case EXPR_DEFAULT: return true;
    case EXPR_NUMBER: case EXPR_STRING: case EXPR_RANGE: case EXPR_ELEMENT: return false;
    case EXPR_CALL:
      if (word_rows[e->word].class == CLASS_DATA || word_rows[e->word].class == CLASS_TIME) return true;
      break;
    default: break;
  }
  unsigned first = e->kind == EXPR_CALL && (e->word == WORD_BY || e->word == WORD_WHERE) ? 1 : 0;   /* the axis, the condition */
  for (unsigned i = first; i < e->n_args; i++)
    if (is_typed(e->args[i])) return true;
  for (unsigned i = 0; i < e->n_entries; i++)
    if (is_typed(e->entries[i].value)) return true;
  return false;
}

static Value product(Linker *L, Value a, Value b, bool divide, Place place) {
  Value out = {.node = lower_op(L, divide ? OP_DIV : OP_MUL, place, 2, a.node, b.node)};
  if (a.bare && b.bare) return bare(L, divide ? a.number / b.number : a.number * b.number);
  bool fits = divide ? unit_div(a.unit, b.unit, &out.unit) : unit_mul(a.unit, b.unit, &out.unit);
  if (!fits) lower_fail(L, E227, place, unit_of(L, a.unit), unit_of(L, b.unit));
  return out;
}

/* A factor beside the side that is the value: a late path in it joins from 1. */
static Value lower_factor(Linker *L, const Expr *e, Unit unit, Now now) {
  int join = (int)L->join;
  L->join = JOIN_ONE;
  Value v = lower_value(L, e, unit, now);
  L->join = join;
  return v;
}

/* In a value the typed side that already has the declared dimension keeps it and the bare side is pure; otherwise the
 * bare side carries the declared unit. Of two bare sides the left one does. */
static Value lower_product(Linker *L, const Expr *e, const Unit *declared, Now now) {
  bool divide = e->word == WORD_DIV;
  const Expr *left = e->args[0], *right = e->args[1];
  if (!declared) {                         /* one after the other: the order in which inputs are met is that of the design */
    Value second = lower_equation(L, right, now), first = lower_equation(L, left, now);
    return product(L, first, second, divide, e->place);
  }
  Unit one = unit_one();
  bool typed_left = is_typed(left), typed_right = is_typed(right);
  if (!typed_left && !typed_right) {
    Value a = lower_value(L, left, *declared, now);
    return product(L, a, lower_factor(L, right, one, now), divide, e->place);
  }
  if (typed_left) {
    Value a = lower_any(L, left, unit_is_pure(*declared) ? NULL : declared, now);
    if (typed_right) return product(L, a, lower_equation(L, right, now), divide, e->place);
    bool keeps = unit_same_dimension(a.unit, *declared) || divide;
    return product(L, a, lower_factor(L, right, keeps ? one : *declared, now), divide, e->place);
  }
  Value b = lower_equation(L, right, now);
  bool keeps = !divide && unit_same_dimension(b.unit, *declared);
  return product(L, lower_factor(L, left, keeps ? one : *declared, now), b, divide, e->place);
}

/* A bare operand of + and - beside a typed one is in the declared unit when the typed one has that dimension. */
static void lower_pair(Linker *L, const Expr *a, const Expr *b, const Unit *declared, bool adding, Now now, Value *left, Value *right) {
  if (declared && is_typed(a) != is_typed(b)) {
    const Expr *typed = is_typed(a) ? a : b, *other = typed == a ? b : a;
    Value t = lower_any(L, typed, declared, now);
    bool like = unit_same_dimension(t.unit, *declared);
    int join = (int)L->join;
    L->join = adding ? JOIN_ZERO : L->join;             /* a late path that is added joins from nothing */
    Value o = lower_any(L, other, like ? declared : NULL, now);
    L->join = join;
    *left = typed == a ? t : o, *right = typed == a ? o : t;
    return;
  }
  *left = lower_any(L, a, declared, now);
  *right = lower_any(L, b, declared, now);
}

static Value lower_sum(Linker *L, const Expr *e, const Unit *declared, Now now) {
  Value a, b;
  lower_pair(L, e->args[0], e->args[1], declared, true, now, &a, &b);
  if (a.bare && b.bare) return bare(L, e->word == WORD_ADD ? a.number + b.number : a.number - b.number);
  Unit unit = lower_unify(L, &a, &b, true, e->place);
  return lower_of(lower_op(L, e->word == WORD_ADD ? OP_ADD : OP_SUB, e->place, 2, a.node, b.node), unit);
}

static Value lower_power(Linker *L, const Expr *e, Now now) {
  Value x = lower_equation(L, e->args[0], now), p = lower_equation(L, e->args[1], now);
  if (x.bare && p.bare) return bare(L, pow(x.number, p.number));
  if (!unit_is_pure(p.unit)) lower_fail(L, E223, e->place, unit_of(L, p.unit));
  Unit unit = unit_one();
  const Node *power = &L->graph->nodes[p.node];
  if (!unit_is_pure(x.unit)) {
    if (power->op != OP_CONST || power->size != 1) lower_fail(L, E222, e->place, unit_of(L, x.unit));
    if (!unit_power(x.unit, power->data[0], &unit)) lower_fail(L, E224, e->place, number_text(L, power->data[0]), unit_of(L, x.unit));
  }
  return lower_of(lower_op(L, OP_POW, e->place, 2, x.node, p.node), unit);
}

/* ---- functions ---------------------------------------------------------------------------------------------- */

static Value lower_function(Linker *L, const Expr *e, Op op, Now now) {
  Value x = lower_equation(L, e->args[0], now);
  Unit unit = unit_one();
  if (op == OP_ABS) unit = x.unit;
  else if (op == OP_SQRT && !unit_is_pure(x.unit)) {
    if (!unit_pow(x.unit, 1, 2, &unit)) lower_fail(L, E224, e->place, "1/2", unit_of(L, x.unit));
  } else lower_need_pure(L, x, word_rows[e->word].text, e->place);
  return lower_of(lower_op(L, op, e->place, 1, x.node), unit);
}

/* 1 / (1 + exp(-x)) */
static Value lower_logistic(Linker *L, const Expr *e, Now now) {
  Value x = lower_equation(L, e->args[0], now);
  lower_need_pure(L, x, "logistic", e->place);
  NodeId one = graph_scalar(L->builder, 1.0), minus = lower_op(L, OP_NEG, e->place, 1, x.node);
  NodeId grown = lower_op(L, OP_ADD, e->place, 2, one, lower_op(L, OP_EXP, e->place, 1, minus));
  return lower_of(lower_op(L, OP_DIV, e->place, 2, one, grown), unit_one());
}

static Value lower_extreme(Linker *L, const Expr *e, Op op, const Unit *declared, Now now) {
  Value best, next;
  lower_pair(L, e->args[0], e->args[1], declared, false, now, &best, &next);
  for (unsigned i = 1;; i++) {
    bool plain = best.bare && next.bare;
    Unit unit = lower_unify(L, &best, &next, false, e->place);
    NodeId node = lower_op(L, op, e->place, 2, best.node, next.node);
    best = plain ? bare(L, L->graph->nodes[node].data[0]) : lower_of(node, unit);
    if (i + 1 >= e->n_args) return best;
    next = lower_any(L, e->args[i + 1], declared, now);
  }
}

/* clamp(x, lo, hi) = min(max(x, lo), hi) */
static Value lower_clamp(Linker *L, const Expr *e, const Unit *declared, Now now) {
  Value x = lower_any(L, e->args[0], declared, now), low = lower_any(L, e->args[1], declared, now);
  Value high = lower_any(L, e->args[2], declared, now);
  x.unit = lower_unify(L, &x, &low, false, e->place);
  x = lower_of(lower_op(L, OP_MAX, e->place, 2, x.node, low.node), x.unit);
  Unit unit = lower_unify(L, &x, &high, false, e->place);
  return lower_of(lower_op(L, OP_MIN, e->place, 2, x.node, high.node), unit);
}

static Value lower_where(Linker *L, const Expr *e, const Unit *declared, Now now) {
  Value condition = lower_equation(L, e->args[0], now), a, b;
  lower_need_pure(L, condition, "the condition of where", e->place);
  lower_pair(L, e->args[1], e->args[2], declared, false, now, &a, &b);
  Unit unit = lower_unify(L, &a, &b, false, e->place);
  return lower_of(lower_op(L, OP_WHERE, e->place, 3, condition.node, a.node, b.node), unit);
}

static Value lower_comparison(Linker *L, const Expr *e, Op op, bool turned, Now now) {
  Value a = lower_equation(L, e->args[0], now), b = lower_equation(L, e->args[1], now);
  lower_unify(L, &a, &b, false, e->place);
  return lower_of(lower_op(L, op, e->place, 2, turned ? b.node : a.node, turned ? a.node : b.node), unit_one());
}

static Value lower_logic(Linker *L, const Expr *e, Op op, Now now) {
  Value a = lower_equation(L, e->args[0], now), b = lower_equation(L, e->args[1], now);
  lower_need_pure(L, a, word_rows[e->word].text, e->place);
  lower_need_pure(L, b, word_rows[e->word].text, e->place);
  return lower_of(lower_op(L, op, e->place, 2, a.node, b.node), unit_one());
}

static Value lower_negative(Linker *L, const Expr *e, const Unit *declared, Now now) {
  Value x = lower_any(L, e->args[0], declared, now);
  if (x.bare) return bare(L, -x.number);
  return lower_of(lower_op(L, OP_NEG, e->place, 1, x.node), x.unit);
}

/* ---- any expression ------------------------------------------------------------------------------------------- */

/* In a value bare numbers are in the declared unit, and what a curve makes of them would silently be a pure number. */
static void need_unit_kept(Linker *L, const Expr *e, const Unit *declared) {
  if (!declared || unit_is_one(*declared) || is_typed(e)) return;
  const char *unit = unit_of(L, *declared);
  lower_fail(L, E229, e->place, word_rows[e->word].text, unit, unit);
}

static Value lower_pure_word(Linker *L, const Expr *e, const Unit *declared, Now now) {
  if (e->word == WORD_POW || (e->word >= WORD_EXP && e->word <= WORD_LOGISTIC && e->word != WORD_ABS) || e->word == WORD_LOOKUP) need_unit_kept(L, e, declared);
  switch (e->word) {
    case WORD_ADD: case WORD_SUB: return lower_sum(L, e, declared, now);
    case WORD_MUL: case WORD_DIV: return lower_product(L, e, declared, now);
    case WORD_POW: return lower_power(L, e, now);
    case WORD_NEG: return lower_negative(L, e, declared, now);
    case WORD_EXP: return lower_function(L, e, OP_EXP, now);
    case WORD_LOG: return lower_function(L, e, OP_LOG, now);
    case WORD_SQRT: return lower_function(L, e, OP_SQRT, now);
    case WORD_ABS: return lower_function(L, e, OP_ABS, now);
    case WORD_SIN: return lower_function(L, e, OP_SIN, now);
    case WORD_COS: return lower_function(L, e, OP_COS, now);
    case WORD_FLOOR: return lower_function(L, e, OP_FLOOR, now);
    case WORD_LOGISTIC: return lower_logistic(L, e, now);
    case WORD_MIN: case WORD_MAX: {
      bool least = e->word == WORD_MIN;
      if (lower_is_axis(L, e->args[0])) return lower_reduction(L, e, least ? OP_REDUCE_MIN : OP_REDUCE_MAX, declared, now);
      return lower_extreme(L, e, least ? OP_MIN : OP_MAX, declared, now);
    }
    case WORD_CLAMP: return lower_clamp(L, e, declared, now);
    case WORD_WHERE: return lower_where(L, e, declared, now);
    case WORD_LESS: return lower_comparison(L, e, OP_LESS, false, now);
    case WORD_MORE: return lower_comparison(L, e, OP_LESS, true, now);
    case WORD_AT_MOST: return lower_comparison(L, e, OP_AT_MOST, false, now);
    case WORD_AT_LEAST: return lower_comparison(L, e, OP_AT_MOST, true, now);
    case WORD_SAME: return lower_comparison(L, e, OP_SAME, false, now);
    case WORD_BOTH: return lower_logic(L, e, OP_BOTH, now);
    case WORD_EITHER: return lower_logic(L, e, OP_EITHER, now);
    case WORD_NEITHER: return lower_logic(L, e, OP_NEITHER, now);
    default: return lower_lookup(L, e, now);
  }
}

Value lower_call(Linker *L, const Expr *e, const Unit *declared, Now now) {
  switch (word_rows[e->word].class) {
    case CLASS_OPERATOR: case CLASS_PURE: return lower_pure_word(L, e, declared, now);
    case CLASS_TIME: return lower_time_word(L, e, declared, now);
    case CLASS_AXIS: return lower_axis_word(L, e, declared, now);
    case CLASS_PATH: return lower_path(L, e, declared, now);
    case CLASS_DATA: return lower_data(L, e, declared, now);
    case CLASS_DRAW: return lower_draw(L, e, declared, now);
    case CLASS_YEARS: return lower_years_word(L, e, now);
  }
  return (Value){0};
}

static Value lower_as(Linker *L, const Expr *e) {
  Unit unit;
  if (unit_parse(L->model->units, e->text, &unit, L->fail, e->place)) longjmp(L->out, 1);
  return lower_of(graph_scalar(L->builder, unit_in(unit, e->number)), unit);
}

static Value lower_literal(Linker *L, const Expr *e, const Unit *declared) {
  if (!isfinite(e->number)) lower_fail(L, E342, e->place, number_text(L, e->number));
  if (!declared || unit_is_one(*declared)) return bare(L, e->number);
  return lower_of(graph_scalar(L->builder, unit_in(*declared, e->number)), *declared);
}

static Value lower_default(Linker *L, const Expr *e, Now now) {
  if (!L->default_slot) lower_fail(L, E343, e->place);
  const Slot *slot = L->default_slot;
  int layer = L->default_layer;
  NodeId node = lower_layer(L, (Slot *)slot, layer - 1, now, e->place);
  L->default_slot = slot, L->default_layer = layer;
  return lower_of(node, slot->symbol->unit);
}

Value lower_any(Linker *L, const Expr *e, const Unit *declared, Now now) {
  lower_need_stack(L, L->speaking ? L->speaking : L->model->name, e->place);
  Value v = {0};
  switch (e->kind) {
    case EXPR_NUMBER: v = lower_literal(L, e, declared); break;
    case EXPR_AS: v = lower_as(L, e); break;
    case EXPR_NAME: v = lower_name(L, e, now); break;
    case EXPR_DEFAULT: v = lower_default(L, e, now); break;
    case EXPR_TABLE: v = lower_table(L, e, declared, now); break;
    case EXPR_CALL: v = lower_call(L, e, declared, now); break;
    case EXPR_ELEMENT: case EXPR_RANGE:
      lower_fail(L, E345, e->place, expr_text(L->arena, e, 60));
    case EXPR_STRING: lower_fail(L, E346, e->place, e->text);
  }
  return v;
}

Value lower_equation(Linker *L, const Expr *e, Now now) { return lower_any(L, e, NULL, now); }

Value lower_value(Linker *L, const Expr *e, Unit declared, Now now) {
  Value v = lower_any(L, e, &declared, now);
  if (v.bare) v = lower_of(v.node, unit_one());
  return v;
}

/* ---- as declared ---------------------------------------------------------------------------------------------- */

NodeId lower_fit(Linker *L, Value v, const Symbol *s, const char *part, Place place) {
  if (v.bare && v.number != 0.0 && !unit_is_pure(s->unit)) lower_fail(L, E226, place, number_text(L, v.number), unit_of(L, s->unit), unit_of(L, s->unit), number_text(L, v.number));
  if (!v.bare && !unit_same_dimension(v.unit, s->unit)) {
    int years = unit_per_year(v.unit) - unit_per_year(s->unit);
    Unit per = s->unit, year = L->time;
    bool only_time = years != 0 && (years > 0 ? unit_mul(per, year, &per) : unit_div(per, year, &per)) && unit_same_dimension(per, v.unit);
    const char *hint = !only_time ? "they are unlike" : years > 0 ? "per year is missing; divide by period" : "it is per year; multiply by period";
    lower_fail(L, E228, place, part, s->name, unit_of(L, v.unit), unit_of(L, s->unit), hint);
  }
  const Node *n = &L->graph->nodes[v.node];
  for (unsigned i = 0; i < n->n_axes; i++) {
    bool known = false;
    for (unsigned k = 0; k < s->n_axes; k++) known |= s->axes[k] == n->axes[i];
    if (!known) lower_fail(L, E347, place, s->name, axes_text(L, s->n_axes, s->axes), axes_text(L, n->n_axes, n->axes));
  }
  Node like = {.n_axes = s->n_axes, .size = s->size};
  memcpy(like.axes, s->axes, sizeof like.axes);
  return lower_widen(L, v.node, &like, place);
}
