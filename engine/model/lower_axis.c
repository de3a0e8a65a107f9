/* lower_axis.c : slices, reductions, joins and moves along axes. */
#include "model/lower.h"
#include "base/name.h"
#include "base/text.h"
#include "model/curve.h"
#include <math.h>
#include <string.h>

static int axis_index(const Linker *L, const char *name) {
  for (unsigned i = 0; i < L->n_axes; i++)
    if (strcmp(L->axes[i]->name, name) == 0) return (int)i;
  return -1;
}

bool lower_is_axis(const Linker *L, const Expr *e) {
  return e->kind == EXPR_RANGE || (e->kind == EXPR_NAME && axis_index(L, e->text) >= 0);
}

unsigned lower_axis_of(Linker *L, const Expr *e) {
  int found = e->kind == EXPR_NAME ? axis_index(L, e->text) : -1;
  if (found >= 0) return (unsigned)found;
  if (e->kind != EXPR_NAME) lower_fail(L, E348, e->place, expr_text(L->arena, e, 60));
  const char **names = arena_array(L->arena, L->n_axes + 1, sizeof *names);
  for (unsigned i = 0; i < L->n_axes; i++) names[i] = L->axes[i]->name;
  const char *near = name_nearest(e->text, names, L->n_axes);
  if (near) lower_fail(L, E349, e->place, e->text, near);
  lower_fail(L, E348, e->place, e->text);
}

bool lower_has_axis(const Linker *L, NodeId id, unsigned axis) {
  const Node *n = &L->graph->nodes[id];
  for (unsigned i = 0; i < n->n_axes; i++)
    if (n->axes[i] == axis) return true;
  return false;
}

static void need_axis(Linker *L, Value v, unsigned axis, const Expr *e) {
  if (!lower_has_axis(L, v.node, axis)) lower_fail(L, E350, e->place, word_rows[e->word].text, L->axes[axis]->name, L->axes[axis]->name);
}

static void need_no_axis(Linker *L, Value v, unsigned axis, const Expr *e) {
  if (lower_has_axis(L, v.node, axis)) lower_fail(L, E351, e->place, word_rows[e->word].text, L->axes[axis]->name);
}

/* area.urban, age[0] */
unsigned lower_element(Linker *L, const Expr *element, unsigned *axis) {
  unsigned index = 0;
  *axis = lower_axis_of(L, element->args[0]);
  const Axis *a = L->axes[*axis];
  int status = element->text ? axis_element(a, element->text, &index, L->fail, element->place)
                             : axis_number(a, element->number, &index, L->fail, element->place);
  if (status) longjmp(L->out, 1);
  return index;
}

static Value axis_node(Linker *L, const Expr *e, Op op, Value x, unsigned axis, int i1, int i2) {
  return lower_of(lower_node(L, op, 1, &x.node, (int)axis, i1, i2, e->place), x.unit);
}

/* ---- reductions ------------------------------------------------------------------------------------------------ */

NodeId lower_over_all(Linker *L, Op reduction, NodeId id, Place place) {
  while (L->graph->nodes[id].n_axes) {
    const Node *n = &L->graph->nodes[id];
    unsigned axis = n->axes[n->n_axes - 1];
    id = lower_node(L, reduction, 1, &id, (int)axis, 0, (int)L->axes[axis]->n - 1, place);
  }
  return id;
}

static void range_of(Linker *L, const Expr *e, unsigned *axis, unsigned *first, unsigned *last) {
  if (e->kind != EXPR_RANGE) {
    *axis = lower_axis_of(L, e);
    *first = 0, *last = L->axes[*axis]->n - 1;
    return;
  }
  *axis = lower_axis_of(L, e->args[0]);
  double from = lower_number(L, e->args[1], "the first number of a range"), to = lower_number(L, e->args[2], "the last number of a range");
  if (axis_range(L->axes[*axis], from, to, first, last, L->fail, e->place)) longjmp(L->out, 1);
}

/* The innermost axis goes first, so that sums of slabs run along memory. */
Value lower_reduction(Linker *L, const Expr *e, Op op, const Unit *declared, Now now) {
  Value x = lower_any(L, e->args[e->n_args - 1], declared, now);
  double elements = 1.0;
  bool done[99] = {false};
  for (unsigned round = 0; round + 1 < e->n_args; round++) {
    unsigned best = 0, best_axis = 0, first = 0, last = 0;
    bool found = false;
    for (unsigned i = 0; i + 1 < e->n_args; i++) {
      unsigned axis, f, l;
      if (done[i]) continue;
      range_of(L, e->args[i], &axis, &f, &l);
      if (!found || axis > best_axis) best = i, best_axis = axis, first = f, last = l, found = true;
    }
    done[best] = true;
    need_axis(L, x, best_axis, e);
    elements *= (double)(last - first + 1);
    x = lower_of(lower_node(L, op, 1, &x.node, (int)best_axis, (int)first, (int)last, e->place), x.unit);
  }
  if (e->word == WORD_MEAN) x.node = lower_op(L, OP_DIV, e->place, 2, x.node, graph_scalar(L->builder, elements));
  return x;
}

/* ---- joins -------------------------------------------------------------------------------------------------------- */

static const Entry *entry_named(const Expr *e, const char *key) {
  for (unsigned i = 0; i < e->n_entries; i++)
    if (e->entries[i].key && strcmp(e->entries[i].key, key) == 0) return &e->entries[i];
  return NULL;
}

static const Entry *entry_of(const Expr *e, const Axis *a, unsigned element) {
  const Entry *named = a->elements ? entry_named(e, a->elements[element]) : NULL;
  for (unsigned i = 0; !named && a->numeric && i < e->n_entries; i++)
    if (!e->entries[i].key && e->entries[i].number == a->from + element) return &e->entries[i];
  return named ? named : entry_named(e, "others");
}

static void refuse_unknown_elements(Linker *L, const Expr *e, const Axis *a) {
  for (unsigned i = 0; i < e->n_entries; i++) {
    unsigned index;
    const Entry *entry = &e->entries[i];
    if (entry->key && strcmp(entry->key, "others") == 0) continue;
    int status = entry->key ? axis_element(a, entry->key, &index, L->fail, entry->place)
                            : axis_number(a, entry->number, &index, L->fail, entry->place);
    if (status) longjmp(L->out, 1);
  }
}

/* Parts along an axis, in one unit: every part is checked against the first that is more than a bare number.
 * Used by `by` and by literal tables. */
static Value join(Linker *L, const Expr *e, unsigned axis, Value *parts) {
  unsigned n = L->axes[axis]->n, typed = 0;
  while (typed < n && parts[typed].bare) typed++;
  Unit unit = typed < n ? parts[typed].unit : unit_one();
  NodeId *nodes = arena_array(L->arena, n, sizeof *nodes);
  for (unsigned k = 0; k < n; k++) {
    if (typed < n && k != typed && !unit_is_one(lower_unify(L, &parts[k], &parts[typed], false, e->place))) continue;
    if (typed < n && k != typed && unit_is_pure(unit)) unit = unit_one();
  }
  for (unsigned k = 0; k < n; k++) nodes[k] = parts[k].node;
  return lower_of(lower_node(L, OP_JOIN, n, nodes, (int)axis, 0, 0, e->place), unit);
}

static Value lower_by(Linker *L, const Expr *e, const Unit *declared, Now now) {
  unsigned axis = lower_axis_of(L, e->args[0]);
  const Axis *a = L->axes[axis];
  refuse_unknown_elements(L, e, a);
  Value *parts = arena_array(L->arena, a->n, sizeof *parts);
  const Entry *others = entry_named(e, "others");
  Value other = others ? lower_any(L, others->value, declared, now) : (Value){0};
  for (unsigned k = 0; k < a->n; k++) {
    const Entry *entry = entry_of(e, a, k);
    if (!entry) lower_fail(L, E352, e->place, a->name, a->elements ? a->elements[k] : arena_printf(L->arena, "%g", a->from + k));
    parts[k] = entry == others ? other : lower_any(L, entry->value, declared, now);
    need_no_axis(L, parts[k], axis, e);
  }
  return join(L, e, axis, parts);
}

/* A literal table: keys are the elements of the declared axes, the first one outermost. */
Value lower_table(Linker *L, const Expr *e, const Unit *declared, Now now) {
  if (!declared || L->n_declared == 0) lower_fail(L, E353, e->place);
  const uint8_t *axes = L->declared_axes;
  unsigned n = L->n_declared, axis = axes[0];
  const Axis *a = L->axes[axis];
  refuse_unknown_elements(L, e, a);
  Value *parts = arena_array(L->arena, a->n, sizeof *parts);
  L->declared_axes++, L->n_declared--;
  for (unsigned k = 0; k < a->n; k++) {
    const Entry *entry = entry_of(e, a, k);
    if (!entry) lower_fail(L, E352, e->place, a->name, a->elements ? a->elements[k] : arena_printf(L->arena, "%g", a->from + k));
    parts[k] = lower_value(L, entry->value, *declared, now);
    if (lower_has_axis(L, parts[k].node, axis)) lower_fail(L, E351, entry->place, "a table", a->name);
  }
  L->declared_axes = axes, L->n_declared = n;
  return join(L, e, axis, parts);
}

/* ---- moves -------------------------------------------------------------------------------------------------------- */

static Curve *make_curve(Linker *L, const Expr *e, const Axis *from, const Axis *to) {
  Arena *arena = L->graph->arena;
  Curve *curve = e->word == WORD_SPREAD ? curve_spread(arena, from, to)
               : e->word == WORD_GATHER ? curve_gather(arena, from, to) : curve_interpolate(arena, from, to);
  if (!curve) lower_fail(L, E354, e->place, word_rows[e->word].text, from->name, to->name,
                         e->word == WORD_INTERPOLATE ? "positions on both axes, and at most 511 elements: say at = {...}"
                                                     : "groups with bounds (5_9, 85plus, or from and to) that follow each other, made of whole elements, at most 511 of them");
  return curve;
}

/* spread, gather, interpolate(x, from, to); one curve a pair of axes. */
static Value lower_curve(Linker *L, const Expr *e, const Unit *declared, Now now) {
  Graph *g = L->graph;
  unsigned from = lower_axis_of(L, e->args[1]), to = lower_axis_of(L, e->args[2]), k = 0;
  Value x = lower_any(L, e->args[0], declared, now);
  need_axis(L, x, from, e);
  need_no_axis(L, x, to, e);
  while (k < g->n_curves && (L->curve_keys[k].from != from || L->curve_keys[k].to != to || L->curve_keys[k].word != e->word)) k++;
  if (k == g->n_curves) {
    if (k == 64) lower_fail(L, E358, e->place, 64);
    g->curves = lower_grow(L, g->curves, g->n_curves, &L->room_curves, sizeof *g->curves);
    g->curves[g->n_curves++] = make_curve(L, e, L->axes[from], L->axes[to]);
    L->curve_keys[k].from = from, L->curve_keys[k].to = to, L->curve_keys[k].word = e->word;
  }
  return lower_of(lower_node(L, OP_CURVE, 1, &x.node, (int)from, (int)to, (int)k, e->place), x.unit);
}

static Value lower_within(Linker *L, const Expr *e) {
  unsigned axis = lower_axis_of(L, e->args[0]), first, last;
  double from = lower_number(L, e->args[1], "the first number of within"), to = lower_number(L, e->args[2], "the last number of within");
  if (axis_range(L->axes[axis], from, to, &first, &last, L->fail, e->place)) longjmp(L->out, 1);
  double *mask = arena_array(L->arena, L->axes[axis]->n, sizeof *mask);
  for (unsigned i = first; i <= last; i++) mask[i] = 1.0;
  uint8_t axes[1] = {(uint8_t)axis};
  return lower_of(graph_constant(L->builder, 1, axes, mask), unit_one());
}

static Value lower_slice(Linker *L, const Expr *e, const Unit *declared, Now now) {
  unsigned axis;
  if (e->args[1]->kind != EXPR_ELEMENT) lower_fail(L, E355, e->place, expr_text(L->arena, e->args[1], 60));
  unsigned index = lower_element(L, e->args[1], &axis);
  Value x = lower_any(L, e->args[0], declared, now);
  need_axis(L, x, axis, e);
  return axis_node(L, e, OP_SLICE, x, axis, (int)index, 0);
}

static Value lower_place(Linker *L, const Expr *e, const Unit *declared, Now now) {
  unsigned axis;
  if (e->args[1]->kind != EXPR_ELEMENT) lower_fail(L, E355, e->place, expr_text(L->arena, e->args[1], 60));
  unsigned index = lower_element(L, e->args[1], &axis);
  Value x = lower_any(L, e->args[0], declared, now);
  need_no_axis(L, x, axis, e);
  return axis_node(L, e, OP_PLACE, x, axis, (int)index, 0);
}

static Value lower_move(Linker *L, const Expr *e, const Unit *declared, Now now) {
  unsigned axis = lower_axis_of(L, e->args[1]);
  Value x = lower_any(L, e->args[0], declared, now);
  need_axis(L, x, axis, e);
  if (e->word == WORD_ADVANCE) return axis_node(L, e, OP_ADVANCE, x, axis, 0, 0);
  if (e->word == WORD_SHIFT) {
    double by = lower_number(L, e->args[2], "the distance of shift");
    if (by != floor(by) || fabs(by) > 1e6) lower_fail(L, E341, e->args[2]->place, "the distance of shift", "no whole number");
    return axis_node(L, e, OP_SHIFT, x, axis, (int)by, 0);
  }
  bool down = e->n_args == 3;
  if (down && (e->args[2]->kind != EXPR_STRING || strcmp(e->args[2]->text, "down") != 0))
    lower_fail(L, E356, e->place, expr_text(L->arena, e->args[2], 40));
  return axis_node(L, e, OP_ACCUMULATE, x, axis, down, 0);
}

static Value lower_as_axis(Linker *L, const Expr *e, const Unit *declared, Now now) {
  unsigned from = lower_axis_of(L, e->args[1]), to = lower_axis_of(L, e->args[2]);
  const Axis *a = L->axes[from], *b = L->axes[to];
  if (a->twin != b && b->twin != a && !(a->twin && a->twin == b->twin)) lower_fail(L, E357, e->place, a->name, b->name);
  Value x = lower_any(L, e->args[0], declared, now);
  need_axis(L, x, from, e);
  need_no_axis(L, x, to, e);
  return axis_node(L, e, OP_RENAME, x, from, (int)to, 0);
}

Value lower_axis_word(Linker *L, const Expr *e, const Unit *declared, Now now) {
  switch (e->word) {
    case WORD_SUM: case WORD_MEAN: return lower_reduction(L, e, OP_SUM, declared, now);
    case WORD_SLICE: return lower_slice(L, e, declared, now);
    case WORD_BY: return lower_by(L, e, declared, now);
    case WORD_PLACE: return lower_place(L, e, declared, now);
    case WORD_SPREAD: case WORD_GATHER: case WORD_INTERPOLATE: return lower_curve(L, e, declared, now);
    case WORD_AS_AXIS: return lower_as_axis(L, e, declared, now);
    case WORD_WITHIN: return lower_within(L, e);
    default: return lower_move(L, e, declared, now);
  }
}
