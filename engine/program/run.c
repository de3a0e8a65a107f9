/* run.c : a block of lanes through all steps, group after group. */
#include "program/program_data.h"

#include <stdlib.h>
#include <string.h>

struct Block {
  const Program *program;
  unsigned lanes;                        /* as asked for: the stride of inputs and noise */
  size_t stride;                         /* of records and ends: whole groups */
  double *memory;                        /* uniform part, then rows */
  size_t memory_count;
  double *records;                       /* [row][stride] */
  double *ends;                          /* [end][stride] */
  size_t bytes;
};

static double *aligned(Block *b, size_t count) {
  size_t bytes = (count * sizeof(double) + 63) / 64 * 64;
  b->bytes += bytes;
  double *p = aligned_alloc(64, bytes ? bytes : 64);
  if (p) memset(p, 0, bytes);
  return p;
}

static void fill(double *row, size_t n, double value) {
  for (size_t i = 0; i < n; i++) row[i] = value;
}

/* What is the same in all lanes never changes again. */
static void fill_uniform(Block *b) {
  const Program *p = b->program;
  for (unsigned k = 0; k < p->n_outputs; k++) {
    const OutputCode *o = &p->outputs[k];
    for (uint32_t grid = 0; grid <= p->graph->n_steps; grid++)
      for (uint32_t e = 0; !output_differs(p, o, grid) && e < o->size; e++)
        fill(b->records + (o->place + (size_t)grid * o->size + e) * b->stride, b->stride, o->uniform[(size_t)grid * o->size + e]);
  }
  for (unsigned e = 0; e < p->n_ends; e++)
    if (!p->end_differs[e]) fill(b->ends + e * b->stride, b->stride, p->end_values[e]);
  memcpy(b->memory, p->fixed, p->n_fixed * sizeof(double));
}

static bool all_uniform(const Program *p) {
  for (unsigned k = 0; k < p->n_outputs; k++)
    if (p->outputs[k].start_differs || p->outputs[k].step_differs) return false;
  for (unsigned e = 0; e < p->n_ends; e++)
    if (p->end_differs[e]) return false;
  return true;
}

Block *block_new(const Program *p, unsigned lanes) {
  if (lanes == 0 || lanes % 8 || lanes > BLOCK_LANES_MAX) return NULL;
  Block *b = calloc(1, sizeof *b);
  if (!b) return NULL;
  size_t group = all_uniform(p) ? 8 : p->kernels->group;
  b->program = p, b->lanes = lanes, b->bytes = sizeof *b;
  b->stride = (lanes + group - 1) / group * group;
  b->memory_count = p->rows_at + (size_t)p->n_rows * p->kernels->group;
  b->memory = aligned(b, b->memory_count);
  b->records = aligned(b, p->n_record_rows * b->stride);
  b->ends = aligned(b, p->n_ends * b->stride);
  if (!b->memory || !b->records || !b->ends) { block_free(b); return NULL; }
  fill_uniform(b);
  return b;
}

void block_free(Block *b) {
  if (!b) return;
  free(b->memory), free(b->records), free(b->ends), free(b);
}
size_t block_bytes(const Block *b) { return b->bytes; }

/* ---- a group ---------------------------------------------------------------------------------------------------------- */

typedef struct { Block *b; unsigned first, n; const double *noise; uint32_t evaluation; } Group;

/* Lanes beyond the last one repeat it. */
static void load_row(const Group *g, double *row, const double *from) {
  unsigned group = g->b->program->kernels->group;
  memcpy(row, from + g->first, g->n * sizeof(double));
  for (unsigned i = g->n; i < group; i++) row[i] = row[g->n - 1];
}

static void copy_row(double *to, const Operand *from, const double *memory, unsigned group) {
  if (from->kind == ROW) memcpy(to, memory + from->at, group * sizeof(double));
  else fill(to, group, memory[from->at]);
}

static void run_segment(const Block *b, const Segment *s) {
  if (s->n) b->program->kernels->run(s->start, b->memory, &b->program->data);
}

static void load_noise(Group *g, uint32_t grid) {
  const Program *p = g->b->program;
  for (unsigned i = 0; i < p->n_noises; i++)
    if (p->noise_at[i] != ROW_NONE)
      load_row(g, g->b->memory + p->noise_at[i], g->noise + ((size_t)i * (p->graph->n_steps + 1) + grid) * g->b->lanes);
}

static void evaluate(Group *g) {
  const Program *p = g->b->program;
  if (p->n_stepped)
    memcpy(g->b->memory + p->n_fixed, p->stepped + (size_t)g->evaluation * p->n_stepped, p->n_stepped * sizeof(double));
  g->evaluation++;
  run_segment(g->b, &p->step);
}

static void record(Group *g, uint32_t grid) {
  const Program *p = g->b->program;
  unsigned group = p->kernels->group;
  for (unsigned k = 0; k < p->n_outputs; k++) {
    const OutputCode *o = &p->outputs[k];
    if (!output_differs(p, o, grid)) continue;
    const Operand *from = p->graph->calendar && grid == 0 ? o->start : o->step;
    double *to = g->b->records + (o->place + (size_t)grid * o->size) * g->b->stride + g->first;
    for (uint32_t e = 0; e < o->size; e++, to += g->b->stride) copy_row(to, &from[e], g->b->memory, group);
  }
  for (uint32_t i = p->records_from[grid]; i < p->records_from[grid + 1]; i++)
    copy_row(g->b->memory + p->records[i].to, &p->records[i].from, g->b->memory, group);
}

static void step_rk4(Group *g) {
  const Program *p = g->b->program;
  for (unsigned part = 0; part < 3; part++) {
    run_segment(g->b, &p->update[part]);
    evaluate(g);
  }
  run_segment(g->b, &p->update[3]);
}

static void run_steps(Group *g) {
  const Program *p = g->b->program;
  const Graph *graph = p->graph;
  g->evaluation = graph->calendar ? 1 : 0;
  for (uint32_t point = g->evaluation; point <= graph->n_steps; point++) {
    load_noise(g, point);
    evaluate(g);
    record(g, point);
    if (!graph->calendar && point == graph->n_steps) break;
    if (graph->method == METHOD_RK4) step_rk4(g);
    else run_segment(g->b, &p->update[0]);
  }
}

/* A signalling NaN of a pattern that no computation makes. */
static void poison(double *from, size_t n) {
  const uint64_t pattern = 0x7ff4dead5eedbeefu;
  for (size_t i = 0; i < n; i++) memcpy(from + i, &pattern, sizeof pattern);
}

static void poison_all(Block *b) {
  const Program *p = b->program;
  poison(b->memory + p->n_fixed, b->memory_count - p->n_fixed);
  poison(b->records, p->n_record_rows * b->stride);
  poison(b->ends, p->n_ends * b->stride);
  fill_uniform(b);
}

static void run_group(Group *g, const double *inputs) {
  Block *b = g->b;
  const Program *p = b->program;
  for (unsigned i = 0; i < p->n_varying; i++)
    if (p->input_at[i] != ROW_NONE) load_row(g, b->memory + p->input_at[i], inputs + (size_t)i * b->lanes);
  run_segment(b, &p->run);
  if (p->graph->calendar) record(g, 0);
  run_steps(g);
  run_segment(b, &p->end);
  for (unsigned e = 0; e < p->n_ends; e++)
    if (p->end_differs[e]) copy_row(b->ends + e * b->stride + g->first, &p->ends[e], b->memory, p->kernels->group);
}

void block_run(Block *b, unsigned n, const double *inputs, const double *noise) {
  if (b->program->poison) poison_all(b);
  if (all_uniform(b->program)) return;
  unsigned group = b->program->kernels->group;
  for (unsigned first = 0; first < n; first += group) {
    Group g = {b, first, n - first < group ? n - first : group, noise, 0};
    run_group(&g, inputs);
  }
}

const double *block_record(const Block *b, unsigned k, uint32_t grid, uint32_t element) {
  const OutputCode *o = &b->program->outputs[k];
  return b->records + (o->place + (size_t)grid * o->size + element) * b->stride;
}
const double *block_end(const Block *b, unsigned e) { return b->ends + e * b->stride; }

/* ---- a curve, lane by lane ------------------------------------------------------------------------------------------------ */

void kernel_curve(const CurveCode *code, double *memory, unsigned group) {
  double from[CURVE_LONGEST], to[CURVE_LONGEST];
  unsigned n_in = curve_in(code->curve), n_out = curve_out(code->curve);
  for (unsigned lane = 0; lane < group; lane++) {
    for (unsigned i = 0; i < n_in; i++) from[i] = memory[code->in[i].at + (code->in[i].kind == ROW ? lane : 0)];
    curve_apply(code->curve, from, to);
    for (unsigned i = 0; i < n_out; i++)
      if (code->out[i] != CURVE_UNUSED) memory[code->out[i] + lane] = to[i];
  }
}
