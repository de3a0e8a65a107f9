/* program.h : a graph compiled for many runs at once.
 *
 * A Program is constant once compiled; any number of threads may share it. A Block holds the numbers of some lanes (one
 * lane is one run) and belongs to one thread at a time. A step allocates nothing.
 *
 * What no varying input and no noise reaches is computed once, by program_compile; only the rest runs for each lane, in
 * groups of program_group(p) lanes. Every element of every value is a value of its own then: sums are chains, slices and
 * shifts are other names. The same bits come out for every block width, instruction set, compiler and number of threads,
 * and they are the oracle's (a NaN is a NaN; its sign and payload are not promised). */
#ifndef YUANJING_PROGRAM_PROGRAM_H
#define YUANJING_PROGRAM_PROGRAM_H

#include "base/fail.h"
#include "model/graph.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef enum { ISA_AUTO, ISA_SSE2, ISA_AVX2, ISA_AVX512 } Isa;
bool isa_present(Isa);                   /* this machine can run it; ISA_AUTO always */
Isa isa_best(void);                      /* what ISA_AUTO stands for */
const char *isa_name(Isa);               /* "avx512" */

typedef struct {
  const Graph *graph;
  const uint32_t *outputs; unsigned n_outputs;   /* indices into graph->outputs, recorded at every grid point; NaN in a
                                                    start year without a value */
  const NodeId *ends; unsigned n_ends;           /* scalar nodes of any stage but STEP, wanted at the end of a run */
  const unsigned char *varying;                  /* per input: differs from lane to lane; NULL: all do */
  const double *fixed;                           /* per input: its value where it does not vary; NULL: its point */
  bool noise;                                    /* the noises differ from lane to lane; false: they are zero */
  Isa isa;                                       /* must be present; ISA_AUTO is the best one */
  bool poison;                                   /* for tests: every block_run begins with signalling NaNs everywhere */
} ProgramDesc;

typedef struct Program Program;
/* 0, or E801. The graph must outlive the program; the arrays of the description need not. */
int program_compile(const ProgramDesc *, Program **out, Fail *);
void program_free(Program *);
size_t program_bytes(const Program *);
unsigned program_group(const Program *);         /* lanes that run together: 64, 32 or 16 */
unsigned program_instructions(const Program *);  /* of one step */

/* The values of outputs[k] (of the description) at that grid point, size of them, when they are the same in all lanes;
 * else NULL. In a point run this holds for all, and no block is needed. */
const double *program_output(const Program *, unsigned k, uint32_t grid);
const double *program_end(const Program *, unsigned e);          /* the same for ends[e] */

/* The program as text: what is computed once, and the instructions for each run and step. */
void program_list(const Program *, FILE *);

typedef struct Block Block;
enum { BLOCK_LANES_MAX = 65536 };
/* NULL when memory is short. lanes: a multiple of 8. */
Block *block_new(const Program *, unsigned lanes);
void block_free(Block *);
size_t block_bytes(const Block *);

/* Runs lanes 0 .. n-1.
 * inputs: [varying input, in the order of graph->inputs][lanes]; noise: [noise][grid point][lanes]. Either may be NULL
 * when the program has none. */
void block_run(Block *, unsigned n, const double *inputs, const double *noise);

/* A row of lanes, valid until the next block_run. */
const double *block_record(const Block *, unsigned k, uint32_t grid, uint32_t element);
const double *block_end(const Block *, unsigned e);

#endif
