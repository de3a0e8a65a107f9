/* program_data.h : the finished Program, as compile.c makes it and run.c and listing.c read it. Everything lies in its
 * arena. */
#ifndef YUANJING_PROGRAM_PROGRAM_DATA_H
#define YUANJING_PROGRAM_PROGRAM_DATA_H

#include "program/inner.h"

typedef struct { const Instr *start; uint32_t n; const uint16_t *codes; } Segment;   /* ends with HALT; codes for listings */

/* An output at grid points where lanes differ. */
typedef struct {
  uint32_t size;
  bool start_differs, step_differs;
  const Operand *start, *step;           /* [size]; start: grid point 0 of a calendar model, else the same as step */
  const double *uniform;                 /* [grid points][size], right where lanes do not differ */
  size_t place;                          /* first row among the block's records */
} OutputCode;

typedef struct { uint32_t grid; Operand from; uint32_t to; } RecordCode;   /* kept for the end */

struct Program {
  Arena *arena;
  const Graph *graph;
  const KernelSet *kernels;
  Isa isa;
  bool poison;
  KernelData data;
  Segment run, step, update[4], end, *bodies;
  uint32_t n_fixed, n_stepped;           /* doubles of uniform memory: fixed first */
  const double *fixed, *stepped;         /* stepped: [evaluations] */
  uint32_t rows_at, n_rows;              /* where the rows begin in memory, in doubles */
  unsigned n_varying, n_noises;
  const uint32_t *input_at, *noise_at;   /* places, or ROW_NONE */
  OutputCode *outputs; unsigned n_outputs;
  size_t n_record_rows;
  RecordCode *records; uint32_t n_records;   /* by grid point */
  const uint32_t *records_from;          /* [grid points + 1] */
  Operand *ends; const double *end_values; const bool *end_differs; unsigned n_ends;
};

static inline bool output_differs(const Program *p, const OutputCode *o, uint32_t grid) {
  return p->graph->calendar && grid == 0 ? o->start_differs : o->step_differs;
}
#endif
