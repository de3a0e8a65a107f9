/* reach.c : which scalar values are read by anybody, and how often. An element that nobody reads is not computed, even
 * where its node is needed for the sake of others. */
#include "program/inner.h"

typedef struct { Compile *c; uint32_t *waiting, n; } Reach;

static void reach_value(Reach *r, Ref ref) {
  if (ref == REF_NONE || ref & REF_UNIFORM || r->c->reached[ref]) return;
  r->c->reached[ref] = 1;
  r->waiting[r->n++] = ref;
}

static void use(Reach *r, Ref ref) {
  if (!(ref & REF_UNIFORM)) r->c->uses[ref]++;
  reach_value(r, ref);
}

/* Wanted at the end of its region; a value of a run is kept to the run's end. */
static void pin(Reach *r, Ref ref) {
  if (ref & REF_UNIFORM) return;
  r->c->pinned[ref] = 1;
  reach_value(r, ref);
}

static void pin_node(Reach *r, NodeId id, uint32_t element) {
  if (id != NODE_NONE) pin(r, ref_of(r->c, id, element));
}

static void reach_state(Reach *r, uint32_t s, uint32_t element) {
  const State *state = &r->c->g->states[s];
  if (r->c->state_wanted[s][element]) return;
  r->c->state_wanted[s][element] = 1;
  pin_node(r, state->init, element), pin_node(r, state->next, element), pin_node(r, state->rate, element);
}

static void reach_solve(Reach *r, LaneSolve *s) {
  if (s->reached) return;
  s->reached = true;
  for (uint32_t e = 0; e < r->c->g->nodes[s->node].size; e++)
    use(r, s->low[e]), use(r, s->high[e]), use(r, s->guess[e]), pin(r, s->residual[e]);
}

static void pin_kept(Reach *r, const Value *v) {
  const LaneSolve *s = &r->c->solves[v->a];
  uint32_t size = r->c->g->nodes[s->node].size;
  if (v->b >= size) pin(r, s->kept[v->b - size]);
}

static void reach_line(Reach *r, CurveLine *line) {
  if (line->reached) return;
  line->reached = true;
  for (uint32_t k = 0; k < curve_in(line->curve); k++) use(r, line->in[k]);
}

static void reach_record(Reach *r, const Value *v) {
  NodeId id = output_node(r->c->g, v->a, v->b);
  pin(r, ref_of(r->c, id, v->c));
}

static void follow(Reach *r, const Value *v) {
  Ref args[3];
  unsigned n = value_args(v, args);
  for (unsigned i = 0; i < n; i++) use(r, args[i]);
  switch ((Op)v->op) {
    case OP_STATE: case OP_FINAL: reach_state(r, v->a, v->b); break;
    case OP_RECORD: reach_record(r, v); break;
    case OP_SOLVE: reach_solve(r, &r->c->solves[v->a]), pin_kept(r, v); break;
    case OP_CURVE: reach_line(r, &r->c->curves[v->a]); break;
    default: break;
  }
}

static void pin_outputs(Reach *r) {
  const Graph *g = r->c->g;
  for (unsigned k = 0; k < r->c->desc->n_outputs; k++) {
    NodeId first = output_node(g, r->c->desc->outputs[k], 0), step = output_node(g, r->c->desc->outputs[k], 1);
    for (uint32_t e = 0; first != NODE_NONE && r->c->lane[first] && e < g->nodes[first].size; e++) pin_node(r, first, e);
    for (uint32_t e = 0; step != NODE_NONE && r->c->lane[step] && e < g->nodes[step].size; e++) pin_node(r, step, e);
  }
}

/* What lies across a region's edge is kept as well: a value of a run that a step reads. */
static void pin_across(Reach *r) {
  for (uint32_t i = 0; i < r->c->n_values; i++) {
    const Value *v = &r->c->values[i];
    Ref args[3];
    unsigned n = r->c->reached[i] ? value_args(v, args) : 0;
    for (unsigned k = 0; k < n; k++)
      if (!(args[k] & REF_UNIFORM) && r->c->values[args[k]].stage != v->stage) r->c->pinned[args[k]] = 1;
  }
}

static void pin_stage(Compile *c, Ref ref, unsigned stage) {
  if (!(ref & REF_UNIFORM) && c->values[ref].stage != stage) c->pinned[ref] = 1;
}

/* The same for what solves and curves read. */
static void pin_across_lists(Compile *c) {
  for (uint32_t k = 0; k < c->g->n_solves; k++) {
    const LaneSolve *s = &c->solves[k];
    const Node *n = s->reached ? &c->g->nodes[s->node] : NULL;
    for (uint32_t e = 0; n && e < n->size; e++)
      pin_stage(c, s->low[e], n->stage), pin_stage(c, s->high[e], n->stage), pin_stage(c, s->guess[e], n->stage);
  }
  for (uint32_t k = 0; k < c->n_curves; k++) {
    const CurveLine *line = &c->curves[k];
    for (uint32_t i = 0; line->reached && i < curve_in(line->curve); i++)
      pin_stage(c, line->in[i], c->values[line->first].stage);
  }
}

void reach(Compile *c) {
  const Graph *g = c->g;
  Reach r = {c, scratch_array(c, c->n_values + 1u, sizeof(uint32_t)), 0};
  c->reached = scratch_array(c, c->n_values + 1u, 1);
  c->pinned = scratch_array(c, c->n_values + 1u, 1);
  c->uses = scratch_array(c, c->n_values + 1u, sizeof *c->uses);
  c->state_wanted = scratch_array(c, g->n_states + 1u, sizeof *c->state_wanted);
  for (uint32_t s = 0; s < g->n_states && !c->failed; s++) c->state_wanted[s] = scratch_array(c, g->states[s].size + 1u, 1);
  if (c->failed) return;
  pin_outputs(&r);
  for (unsigned e = 0; e < c->desc->n_ends; e++) pin_node(&r, c->desc->ends[e], 0);
  while (r.n && !c->failed) follow(&r, &c->values[r.waiting[--r.n]]);
  pin_across(&r);
  pin_across_lists(c);
}
