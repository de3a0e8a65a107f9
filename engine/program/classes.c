/* classes.c : which nodes are needed, and which of them differ between lanes. */
#include "program/inner.h"

/* ---- needed --------------------------------------------------------------------------------------------------- */

typedef struct { Compile *c; NodeId *waiting; uint32_t n; } Need;

static void need(Need *w, NodeId id) {
  if (id == NODE_NONE || w->c->needed[id]) return;
  w->c->needed[id] = 1;
  w->waiting[w->n++] = id;
}

static void need_state(Need *w, uint32_t s) {
  const State *state = &w->c->g->states[s];
  need(w, state->init), need(w, state->next), need(w, state->rate);
}

static void need_arguments(Need *w, const Node *n) {
  for (unsigned i = 0; i < n->n_args; i++) need(w, n->args[i]);
  if (n->op == OP_STATE || n->op == OP_FINAL) need_state(w, (uint32_t)n->i0);
  if (n->op == OP_RECORD) {
    w->c->output_needed[n->i0] = 1;
    need(w, output_node(w->c->g, (uint32_t)n->i0, (uint32_t)n->i1));
  }
}

static void find_needed(Compile *c) {
  Need w = {c, scratch_array(c, c->g->n_nodes + 1u, sizeof(NodeId)), 0};
  if (c->failed) return;
  for (unsigned k = 0; k < c->desc->n_outputs; k++) {
    uint32_t output = c->desc->outputs[k];
    c->output_needed[output] = 1;
    if (c->g->calendar) need(&w, c->g->outputs[output].start);
    need(&w, c->g->outputs[output].step);
  }
  for (unsigned e = 0; e < c->desc->n_ends; e++) need(&w, c->desc->ends[e]);
  while (w.n) need_arguments(&w, &c->g->nodes[w.waiting[--w.n]]);
}

/* ---- lanes ---------------------------------------------------------------------------------------------------- */

static bool lane_at(const Compile *c, NodeId id) { return id != NODE_NONE && c->lane[id]; }

static bool differs(const Compile *c, const Node *n) {
  for (unsigned i = 0; i < n->n_args; i++)
    if (c->lane[n->args[i]]) return true;
  switch ((Op)n->op) {
    case OP_INPUT: return c->input_index[n->i0] != REF_NONE;
    case OP_NOISE: return c->desc->noise;
    case OP_UNKNOWN: return lane_at(c, c->g->solves[n->i0].solve);
    case OP_RECORD: return lane_at(c, output_node(c->g, (uint32_t)n->i0, (uint32_t)n->i1));
    case OP_STATE: case OP_FINAL: {
      const State *s = &c->g->states[n->i0];
      return lane_at(c, s->init) || lane_at(c, s->next) || lane_at(c, s->rate);
    }
    default: return false;
  }
}

/* A state, an unknown and a record look ahead, so it takes as many sweeps as they follow each other. */
static void find_lanes(Compile *c) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (NodeId id = 0; id < c->g->n_nodes; id++)
      if (c->needed[id] && !c->lane[id] && differs(c, &c->g->nodes[id])) c->lane[id] = 1, changed = true;
  }
}

void classify(Compile *c) {
  const Graph *g = c->g;
  c->needed = scratch_array(c, g->n_nodes + 1u, 1);
  c->lane = scratch_array(c, g->n_nodes + 1u, 1);
  c->output_needed = scratch_array(c, g->n_outputs + 1u, 1);
  c->input_index = scratch_array(c, g->n_inputs + 1u, sizeof *c->input_index);
  if (c->failed) return;
  uint32_t varying = 0;
  for (uint32_t i = 0; i < g->n_inputs; i++)
    c->input_index[i] = !c->desc->varying || c->desc->varying[i] ? varying++ : REF_NONE;
  find_needed(c);
  if (!c->failed) find_lanes(c);
}
