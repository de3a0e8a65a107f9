/* inner.h : what the files of this room share. A Program is made in this order:
 *   classes.c   which nodes are needed, and which of them differ between lanes
 *   uniform.c   the others computed once: at first what holds for the whole run
 *   expand.c    lane nodes taken apart into scalar values
 *   value.c     which are simplified, and equal ones found again
 *   reach.c     which of these are read by anybody
 *   order.c     the order of computing them
 *   emit.c      instructions and places
 *   uniform.c   the rest of the nodes that do not differ, through all steps
 *   compile.c   all of it together, and the finished Program
 * Everything runs on the compiling thread. */
#ifndef YUANJING_PROGRAM_INNER_H
#define YUANJING_PROGRAM_INNER_H

#include "base/arena.h"
#include "program/kernels.h"
#include "program/program.h"

/* A scalar that an instruction reads: the number of a Value; or, with REF_UNIFORM, of a uniform slot, which with
 * REF_STEP is one that changes from step to step. In Single the former is a row. */
typedef uint32_t Ref;
#define REF_UNIFORM 0x80000000u
#define REF_STEP 0x40000000u
#define REF_INDEX 0x3FFFFFFFu
#define REF_NONE 0xFFFFFFFFu
#define ROW_NONE 0xFFFFFFFFu

/* One element of a lane node. op: an operation of ops.def with up to three arguments, or one of the leaves
 * (a, b, c: which input; noise; state, element; solve, element; output, grid point, element), LOOKUP (b: table),
 * SOLVE and CURVE (a: which solve or line of a curve, b: element, see LaneSolve). stage: of the solve for what lies in a solve's body. */
typedef struct {
  uint8_t op, stage;
  uint16_t body;
  Ref a, b, c;
} Value;

typedef struct { NodeId node; uint32_t element; double literal; } Slot;   /* node NODE_NONE: the literal */
typedef struct { Slot *slots; uint32_t n, room; } Slots;

/* One line of a CURVE node along its axis. */
typedef struct {
  const Curve *curve;
  Ref *in; uint32_t first, n_out;        /* its values are first .. first + n_out - 1 */
  bool reached;
  Ref *places; uint32_t *rows;           /* emit.c: where it reads, and writes (CURVE_UNUSED: nobody reads that) */
} CurveLine;

/* kept: values of the body that are read outside with the root in the unknown's place: after the search they stand
 * there. The k-th of them is outside the SOLVE value of element size + k, kept_as[k]. */
typedef struct {
  NodeId node;
  Ref *low, *high, *guess, *residual;    /* per element; emit.c turns them from values into places */
  Ref *kept, *kept_as; uint32_t n_kept, kept_room;
  bool reached;
  uint32_t unknown_row, work_row;
} LaneSolve;

/* An instruction before places are known. d: the row stored to, or ROW_NONE. */
typedef struct { uint8_t kernel; Ref a, b; uint32_t d; } Single;
typedef struct { Single *items; uint32_t n, room; } Code;

typedef struct {
  const ProgramDesc *desc;
  const Graph *g;
  Arena *scratch;
  bool failed;                           /* memory */
  /* classes.c */
  uint8_t *needed, *lane;                /* per node */
  uint8_t *output_needed;                /* per output */
  uint32_t *input_index;                 /* per input: among the varying ones */
  /* expand.c */
  Value *values; uint32_t n_values, values_room;
  uint32_t *buckets, n_buckets;          /* value.c: open hashing of values, 1 + number */
  uint8_t *never_minus_zero;             /* value.c: per value */
  Ref *trial;                            /* value.c: per value that stands on a root: the body's value on the unknown; of a
                                            kept one of the body: the value outside; else REF_NONE */
  Ref **refs;                            /* per lane node: its elements */
  Ref **slot_refs;                       /* per uniform node: its elements' slots as far as they are used */
  Slots fixed, stepped;
  uint32_t *literal_buckets, n_literal_buckets, n_literals;   /* value.c: the literals among fixed */
  CurveLine *curves; uint32_t n_curves, curves_room;
  LaneSolve *solves;                     /* per solve of the graph */
  uint8_t *reached;                      /* per value */
  uint32_t *uses;                        /* per value: readers that are reached, roots not counted */
  uint8_t *pinned;                       /* per value: wanted beyond its region's end */
  uint8_t **state_wanted;                /* per state and element */
  /* order.c */
  uint16_t *weight;                      /* per value */
  uint8_t *ordered, *chained;            /* per value: placed in a region's order; a link of a chain seen before */
  struct Uniform *uniform;               /* uniform.c */
  /* emit.c */
  uint32_t *row;                         /* per value: where it stands, or ROW_NONE */
  uint32_t **state_row, **state_next, **rk4_row;   /* per state and element */
  Ref **state_leaf;                      /* per state and element: the value that reads it, or REF_NONE */
  uint8_t *stock, *leads;                /* per state; per value: the next value of such a state */
  uint8_t **state_final;                 /* per state and element: read after the last step */
  uint32_t *moves_into;                  /* per value: the state row it is to end in, or ROW_NONE */
  Ref *moves_from;                       /* ... and what reads that row's present value, or REF_NONE */
  unsigned rk4_part;
  uint32_t *input_row, *noise_row;       /* ROW_NONE: nobody reads it */
  uint32_t n_rows, *free_rows, n_free;
  Code run, step, update[4], end, *bodies;         /* update: one under Euler, four under RK4; bodies: per solve */
} Compile;

void *scratch_array(Compile *, size_t count, size_t size);       /* zeroed, or NULL and failed */
static inline NodeId output_node(const Graph *g, uint32_t k, uint32_t grid) {
  return g->calendar && grid == 0 ? g->outputs[k].start : g->outputs[k].step;
}
/* 0 for an output that has no value at all. */
static inline uint32_t output_size(const Graph *g, uint32_t k) {
  return g->outputs[k].step == NODE_NONE ? 0 : g->nodes[g->outputs[k].step].size;
}

void classify(Compile *);

void expand(Compile *);
void values_begin(Compile *, uint32_t most);
unsigned value_args(const Value *, Ref args[3]);                  /* those that are values or slots */
Ref value_leaf(Compile *, Value);
/* The value of an operation, its stage and body following from the arguments: an equal one that is there, a simpler one
 * with the same bits, or a new one. */
Ref value_of(Compile *, Op, Ref a, Ref b, Ref c);
Ref ref_of(Compile *, NodeId, uint32_t element);
Ref ref_literal(Compile *, double);
/* Marks what the roots need. */
void reach(Compile *);

/* The values of a region in the order of computing them: what `roots` need, of that stage, outside solves (body 0) or
 * inside one. A solve or a line of a curve stands as one of its values. out has room for n_values. */
void weigh(Compile *);
uint32_t order_roots(Compile *, unsigned stage, Ref *roots);        /* what is wanted beyond a region, in a good order */
uint32_t order_values(Compile *, unsigned stage, uint16_t body, const Ref *roots, uint32_t n_roots, uint32_t *out);

void emit(Compile *);
Ref place_of(const Compile *, Ref);                                /* where a value stands: its row, or its slot */

/* uniform.c: first what holds for the whole run, whose values expand.c may use; then all steps. fixed and stepped tables:
 * [fixed.n], [evaluations][stepped.n]. Uniform outputs go to outputs[k] + grid * size, uniform ends to ends. */
typedef struct Uniform Uniform;
typedef struct { double *fixed, *stepped; double **outputs; double *ends; } UniformResult;
void uniform_begin(Compile *);
double uniform_value(const Compile *, NodeId, uint32_t element);      /* of a CONST or RUN node */
void uniform_finish(Compile *, const UniformResult *);
uint32_t evaluations(const Graph *);
#endif
