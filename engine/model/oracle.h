/* oracle.h : one run by walking the graph, node by node. The reference for the compiled program and the narrator of a run.
 *
 * Slow and plain on purpose. Single-threaded; an Oracle belongs to its caller. */
#ifndef YJ_MODEL_ORACLE_H
#define YJ_MODEL_ORACLE_H
#include "model/graph.h"

typedef struct Oracle Oracle;
Oracle *oracle_new(const Graph *);           /* NULL when memory is short */
void oracle_free(Oracle *);

/* Runs all steps. inputs: n_inputs values in base units, or NULL for the point run.
 * noise: n_noises x (n_steps + 1) values, noise-major, or NULL for zeros. Keeps every node of every grid point. */
void oracle_run(Oracle *, const double *inputs, const double *noise);

/* The value of a node at grid point g (RUN, CONST and END nodes: g is ignored); size doubles, base units. */
const double *oracle_value(const Oracle *, NodeId, uint32_t g);
/* The value of outputs[k] at grid point g: the start node at point 0 of a calendar model, else the step node. */
const double *oracle_output(const Oracle *, uint32_t k, uint32_t g);

/* After a run: the bounds of a SOLVE node's element at grid point g, and its residual there. Writes over the trial's values. */
typedef struct { double low, high, at_low, at_high; } Bracket;
Bracket oracle_bracket(Oracle *, NodeId solve, uint32_t element, uint32_t g);

/* The operations on plain arrays, for folding and for tests: out has the node's size; args[i] the argument's values. */
void oracle_apply(const Graph *, const Node *, const double *const *args, double *out);
#endif
