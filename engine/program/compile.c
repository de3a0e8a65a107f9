/* compile.c : from a description to a Program: the parts of this room in their order, then pairs and places. */
#include "program/program_data.h"

#include <math.h>
#include <string.h>

#define X(op, unused) KERNEL_##op,
const unsigned char kernel_first[N_FIRST] = {KERNEL_FIRST(X, 0)}, kernel_second[N_SECOND] = {KERNEL_SECOND(X, 0)};
#undef X

void *scratch_array(Compile *c, size_t count, size_t size) {
  void *p = c->failed ? NULL : arena_array(c->scratch, count, size);
  if (!p) c->failed = true;
  return p;
}

/* ---- instruction sets ---------------------------------------------------------------------------------------------- */

bool isa_present(Isa isa) {
  switch (isa) {
    case ISA_AUTO: case ISA_SSE2: return true;
    case ISA_AVX2: return __builtin_cpu_supports("avx2") != 0;
    case ISA_AVX512: return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq");
  }
  return false;
}
Isa isa_best(void) { return isa_present(ISA_AVX512) ? ISA_AVX512 : isa_present(ISA_AVX2) ? ISA_AVX2 : ISA_SSE2; }
const char *isa_name(Isa isa) {
  static const char *const names[] = {"auto", "sse2", "avx2", "avx512"};
  return names[isa];
}
static const KernelSet *kernel_set(Isa isa) {
  return isa == ISA_AVX512 ? &kernels_avx512 : isa == ISA_AVX2 ? &kernels_avx2 : &kernels_sse2;
}

/* ---- linking: single instructions to handlers and places --------------------------------------------------------------- */

typedef struct { Compile *c; Program *p; bool failed; } Link;

static void *keep(Link *l, size_t count, size_t size) {
  void *out = arena_array(l->p->arena, count ? count : 1, size);
  if (!out) l->failed = true;
  return out;
}

static unsigned kind_of(Ref ref) { return ref & REF_UNIFORM ? ALL : ROW; }

static uint32_t row_at(const Link *l, uint32_t row) { return l->p->rows_at + row * l->p->kernels->group; }

static uint32_t at(const Link *l, Ref ref) {
  if (!(ref & REF_UNIFORM)) return row_at(l, ref);
  return (ref & REF_STEP ? l->p->n_fixed : 0) + (ref & REF_INDEX);
}
static Operand operand(const Link *l, Ref ref) { return (Operand){at(l, ref), (uint8_t)kind_of(ref)}; }

static int index_in(const unsigned char *list, int n, unsigned kernel) {
  for (int i = 0; i < n; i++)
    if (list[i] == kernel) return i;
  return -1;
}

/* Two instructions as one where there is a handler for it. */
static bool pair(const Link *l, const Single *a, const Single *b, Instr *out, uint16_t *code) {
  int first = index_in(kernel_first, N_FIRST, a->kernel), second = index_in(kernel_second, N_SECOND, b->kernel);
  if (first < 0 || second < 0 || a->d != ROW_NONE) return false;
  bool store = b->d != ROW_NONE;
  *code = (uint16_t)(CODE_PAIR + (((first * N_SECOND + second) * 2 + (int)kind_of(a->a)) * 2 + (int)kind_of(b->a)) * 2 + store);
  *out = (Instr){0, at(l, a->a), at(l, b->a), store ? row_at(l, b->d) : 0};
  return true;
}

static void single(const Link *l, const Single *s, Instr *out, uint16_t *code) {
  unsigned store = s->d != ROW_NONE, k = s->kernel;
  *out = (Instr){0, s->a, 0, store ? row_at(l, s->d) : 0};
  if (k < N_BINARY) {
    *code = (uint16_t)(CODE_BINARY + (k * 2 + kind_of(s->a)) * 2 + store);
    out->a = at(l, s->a);
  } else if (k < KERNEL_WHERE) {
    *code = (uint16_t)(CODE_UNARY + (k - KERNEL_NEG) * 2 + store);
  } else if (k < KERNEL_LOOKUP) {
    *code = (uint16_t)(CODE_WHERE + (((k - KERNEL_WHERE) * 2 + kind_of(s->a)) * 2 + kind_of(s->b)) * 2 + store);
    out->a = at(l, s->a), out->b = at(l, s->b);
  } else {
    *code = k == KERNEL_SOLVE ? CODE_SOLVE : CODE_CURVE;
    if (k == KERNEL_LOOKUP) *code = (uint16_t)(CODE_LOOKUP + l->p->data.tables[s->a].shape * 2 + store);
  }
}

static Segment link_code(Link *l, const Code *code) {
  Instr *out = keep(l, code->n + 1u, sizeof *out);
  uint16_t *codes = keep(l, code->n + 1u, sizeof *codes);
  const int32_t *handlers = l->p->kernels->handlers();
  uint32_t n = 0;
  if (l->failed) return (Segment){0};
  for (uint32_t i = 0; i < code->n; i++, n++) {
    if (i + 1 < code->n && pair(l, &code->items[i], &code->items[i + 1], &out[n], &codes[n])) i++;
    else single(l, &code->items[i], &out[n], &codes[n]);
  }
  codes[n] = CODE_HALT;
  for (uint32_t i = 0; i <= n; i++) out[i].handler = handlers[codes[i]];
  return (Segment){out, n, codes};
}

/* ---- what instructions refer to -------------------------------------------------------------------------------------------- */

static Operand *operands(Link *l, const Ref *refs, uint32_t n) {
  Operand *out = keep(l, n, sizeof *out);
  for (uint32_t i = 0; out && i < n; i++) out[i] = operand(l, refs[i]);
  return out;
}

static void link_solves(Link *l) {
  const Graph *g = l->c->g;
  SolveCode *solves = keep(l, g->n_solves, sizeof *solves);
  l->p->bodies = keep(l, g->n_solves, sizeof *l->p->bodies);
  l->p->data.solves = solves;
  for (uint32_t k = 0; k < g->n_solves && !l->failed; k++) {
    const LaneSolve *s = &l->c->solves[k];
    if (!s->reached) continue;
    uint32_t size = g->nodes[s->node].size;
    l->p->bodies[k] = link_code(l, &l->c->bodies[k]);
    solves[k] = (SolveCode){.size = size, .unknown = row_at(l, s->unknown_row), .work = row_at(l, s->work_row),
                            .low = operands(l, s->low, size), .high = operands(l, s->high, size),
                            .guess = operands(l, s->guess, size), .residual = operands(l, s->residual, size),
                            .body = l->p->bodies[k].start, .within = g->solves[k].within, .kept = s->n_kept > 0};
  }
}

static void link_curves(Link *l) {
  CurveCode *curves = keep(l, l->c->n_curves, sizeof *curves);
  l->p->data.curves = curves;
  for (uint32_t k = 0; k < l->c->n_curves && !l->failed; k++) {
    const CurveLine *line = &l->c->curves[k];
    if (!line->reached) continue;
    uint32_t n_in = curve_in(line->curve), *out = keep(l, line->n_out, sizeof *out);
    Operand *in = keep(l, n_in, sizeof *in);
    if (l->failed) return;
    for (uint32_t i = 0; i < n_in; i++) in[i] = operand(l, line->places[i]);
    for (uint32_t i = 0; i < line->n_out; i++) out[i] = line->rows[i] == CURVE_UNUSED ? CURVE_UNUSED : row_at(l, line->rows[i]);
    curves[k] = (CurveCode){line->curve, in, out};
  }
}

static double *padded(Link *l, const double *from, uint32_t n, double rest) {
  uint32_t room = n > TABLE_SHORT_MOST ? n : TABLE_SHORT_MOST;
  double *out = keep(l, room, sizeof *out);
  for (uint32_t i = 0; out && i < room; i++) out[i] = i < n ? from[i] : rest;
  return out;
}

static TableCode link_table(Link *l, const LookupTable *t) {
  bool line = !t->c2, even = line && t->even;
  TableCode out = {.shape = even ? TABLE_EVEN : line && t->n <= TABLE_SHORT_MOST ? TABLE_SHORT : TABLE_ANY, .n = t->n,
                   .inverse = t->inverse, .offset = t->offset, .last = (double)(t->n - 1)};
  double *rise = padded(l, t->slope, even ? 0 : t->n, 0.0), *pairs = keep(l, 2 * (size_t)t->n, sizeof *pairs);
  if (even && t->n > TABLE_SHORT_MOST) rise = padded(l, t->y, t->n, 0.0);
  out.x = padded(l, t->x, t->n, 0.0), out.y = padded(l, t->y, t->n, 0.0);
  out.knots = padded(l, t->x + 1, t->n > 2 ? t->n - 2 : 0, INFINITY);
  if (!line) out.c2 = padded(l, t->c2, t->n, 0.0), out.c3 = padded(l, t->c3, t->n, 0.0);
  if (l->failed) return out;
  for (uint32_t i = 0; even && i < t->n; i++) rise[i] = i + 1 < t->n ? t->y[i + 1] - t->y[i] : 0.0;
  for (uint32_t i = 0; i < t->n; i++) pairs[2 * i] = t->y[i], pairs[2 * i + 1] = rise[i];
  out.rise = rise, out.pairs = pairs;
  return out;
}

static void link_tables(Link *l) {
  TableCode *tables = keep(l, l->c->g->n_tables, sizeof *tables);
  for (uint32_t k = 0; k < l->c->g->n_tables && !l->failed; k++) tables[k] = link_table(l, &l->c->g->tables[k]);
  l->p->data.tables = tables;
}

/* ---- outputs, records, ends --------------------------------------------------------------------------------------------------- */

static Operand *node_operands(Link *l, NodeId id) {
  uint32_t size = l->c->g->nodes[id].size;
  Operand *out = keep(l, size, sizeof *out);
  for (uint32_t e = 0; out && e < size; e++) out[e] = operand(l, place_of(l->c, l->c->refs[id][e]));
  return out;
}

static bool lane_node(const Compile *c, NodeId id) { return id != NODE_NONE && c->lane[id]; }

static void link_outputs(Link *l) {
  const ProgramDesc *d = l->c->desc;
  const Graph *g = l->c->g;
  Program *p = l->p;
  p->outputs = keep(l, d->n_outputs, sizeof *p->outputs);
  p->n_outputs = d->n_outputs;
  for (unsigned k = 0; k < d->n_outputs && !l->failed; k++) {
    NodeId start = output_node(g, d->outputs[k], 0), step = g->outputs[d->outputs[k]].step;
    OutputCode *o = &p->outputs[k];
    *o = (OutputCode){.size = output_size(g, d->outputs[k]), .start_differs = lane_node(l->c, start),
                      .step_differs = lane_node(l->c, step), .place = p->n_record_rows};
    if (o->start_differs) o->start = node_operands(l, start);
    if (o->step_differs) o->step = node_operands(l, step);
    p->n_record_rows += (size_t)(g->n_steps + 1) * o->size;
  }
}

static void link_records(Link *l) {
  const Compile *c = l->c;
  Program *p = l->p;
  uint32_t points = c->g->n_steps + 1, *from = keep(l, points + 1u, sizeof *from), total = 0;
  for (uint32_t i = 0; from && i < c->n_values; i++)
    if (c->reached[i] && c->values[i].op == OP_RECORD) from[c->values[i].b + 1]++, total++;
  p->records = keep(l, total, sizeof *p->records);
  if (l->failed) return;
  for (uint32_t g = 0; g < points; g++) from[g + 1] += from[g];
  uint32_t *next = scratch_array(l->c, points + 1u, sizeof *next);
  if (!next) { l->failed = true; return; }
  memcpy(next, from, (points + 1u) * sizeof *next);
  for (uint32_t i = 0; i < c->n_values; i++) {
    const Value *v = &c->values[i];
    if (!c->reached[i] || v->op != OP_RECORD) continue;
    Ref ref = ref_of(l->c, output_node(c->g, v->a, v->b), v->c);
    p->records[next[v->b]++] = (RecordCode){v->b, operand(l, place_of(c, ref)), row_at(l, c->row[i])};
  }
  p->records_from = from;
  p->n_records = total;
}

static void link_ends(Link *l) {
  const ProgramDesc *d = l->c->desc;
  bool *differs = keep(l, d->n_ends, sizeof *differs);
  l->p->ends = keep(l, d->n_ends, sizeof *l->p->ends);
  l->p->end_differs = differs;
  l->p->n_ends = d->n_ends;
  for (unsigned e = 0; e < d->n_ends && !l->failed; e++) {
    differs[e] = l->c->lane[d->ends[e]];
    if (differs[e]) l->p->ends[e] = operand(l, place_of(l->c, l->c->refs[d->ends[e]][0]));
  }
}

static uint32_t *places(Link *l, const uint32_t *rows, uint32_t n) {
  uint32_t *out = keep(l, n, sizeof *out);
  for (uint32_t i = 0; out && i < n; i++) out[i] = rows[i] == ROW_NONE ? ROW_NONE : row_at(l, rows[i]);
  return out;
}

static void link_inputs(Link *l) {
  const Graph *g = l->c->g;
  for (uint32_t i = 0; i < g->n_inputs; i++) l->p->n_varying += l->c->input_index[i] != REF_NONE;
  l->p->n_noises = l->c->desc->noise ? g->n_noises : 0;
  l->p->input_at = places(l, l->c->input_row, l->p->n_varying);
  l->p->noise_at = places(l, l->c->noise_row, l->p->n_noises);
}

static void run_uniform(Link *l) {
  const Compile *c = l->c;
  Program *p = l->p;
  double *fixed = keep(l, p->n_fixed, sizeof *fixed);
  double *stepped = keep(l, (size_t)evaluations(c->g) * p->n_stepped, sizeof *stepped);
  double *ends = keep(l, c->desc->n_ends, sizeof *ends);
  double **outputs = keep(l, c->desc->n_outputs, sizeof *outputs);
  for (unsigned k = 0; k < c->desc->n_outputs && !l->failed; k++)
    p->outputs[k].uniform = outputs[k] = keep(l, (size_t)(c->g->n_steps + 1) * p->outputs[k].size, sizeof(double));
  if (l->failed) return;
  uniform_finish(l->c, &(UniformResult){fixed, stepped, outputs, ends});
  p->fixed = fixed, p->stepped = stepped, p->end_values = ends;
}

static void link_all(Link *l) {
  Compile *c = l->c;
  Program *p = l->p;
  unsigned group = p->kernels->group;
  p->n_fixed = c->fixed.n, p->n_stepped = c->stepped.n, p->n_rows = c->n_rows;
  p->rows_at = (p->n_fixed + p->n_stepped + group - 1) / group * group;
  link_tables(l);
  if (l->failed) return;
  p->run = link_code(l, &c->run), p->step = link_code(l, &c->step), p->end = link_code(l, &c->end);
  for (unsigned i = 0; i < 4; i++) p->update[i] = link_code(l, &c->update[i]);
  link_solves(l), link_curves(l), link_inputs(l), link_outputs(l), link_records(l), link_ends(l);
  if (!l->failed) run_uniform(l);
}

/* ---- the whole ---------------------------------------------------------------------------------------------------------------------- */

int program_compile(const ProgramDesc *desc, Program **out, Fail *fail) {
  *out = NULL;
  Arena *arena = arena_new();
  Compile c = {.desc = desc, .g = desc->graph, .scratch = arena_new()};
  Program *p = arena ? arena_alloc(arena, sizeof *p) : NULL;
  bool failed = !p || !c.scratch;
  if (!failed) {
    p->isa = desc->isa == ISA_AUTO ? isa_best() : desc->isa;
    p->arena = arena, p->graph = desc->graph, p->kernels = kernel_set(p->isa), p->poison = desc->poison;
    Link l = {&c, p, false};
    classify(&c);
    if (!c.failed) uniform_begin(&c);
    if (!c.failed) expand(&c);
    if (!c.failed) reach(&c);
    if (!c.failed) emit(&c);
    if (!c.failed) link_all(&l);
    failed = c.failed || l.failed;
  }
  arena_free(c.scratch);
  if (failed) {
    arena_free(arena);
    return fail_set(fail, E801, place_at(NULL, 0, 0), "the compiled model");
  }
  *out = p;
  return 0;
}

void program_free(Program *p) {
  if (p) arena_free(p->arena);
}
size_t program_bytes(const Program *p) { return arena_bytes(p->arena); }
unsigned program_group(const Program *p) { return p->kernels->group; }
unsigned program_instructions(const Program *p) {
  uint32_t n = p->step.n;
  for (unsigned i = 0; i < 4; i++) n += p->update[i].n;
  return n;
}

const double *program_output(const Program *p, unsigned k, uint32_t grid) {
  const OutputCode *o = &p->outputs[k];
  return output_differs(p, o, grid) ? NULL : o->uniform + (size_t)grid * o->size;
}
const double *program_end(const Program *p, unsigned e) { return p->end_differs[e] ? NULL : &p->end_values[e]; }
