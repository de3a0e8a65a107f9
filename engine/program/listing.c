/* listing.c : a program as text: places, then the instructions of a run, a step and the end, one a line. */
#include "program/program_data.h"

static const char *const kernel_names[KERNEL_COUNT] = {
#define X(op) #op,
    KERNEL_BINARY(X) KERNEL_UNARY(X) KERNEL_WHERE(X)
#undef X
    "LOOKUP", "SOLVE", "CURVE", "HALT"};

/* u: the same in all lanes; s: the same in all lanes, another each step; r: a row. */
static void print_place(const Program *p, FILE *out, uint32_t at) {
  if (at >= p->rows_at) fprintf(out, " r%u", (at - p->rows_at) / p->kernels->group);
  else if (at >= p->n_fixed) fprintf(out, " s%u", at - p->n_fixed);
  else fprintf(out, " u%u=%.6g", at, p->fixed[at]);
}

static void print_code(const Program *p, FILE *out, const Instr *i, unsigned code) {
  bool store = code < CODE_SOLVE && code & 1;
  if (code < CODE_UNARY) {
    fprintf(out, "%s", kernel_names[code / 4]);
    print_place(p, out, i->a);
  } else if (code < CODE_WHERE) {
    fprintf(out, "%s", kernel_names[KERNEL_NEG + (code - CODE_UNARY) / 2]);
  } else if (code < CODE_LOOKUP) {
    fprintf(out, "%s", kernel_names[KERNEL_WHERE + (code - CODE_WHERE) / 8]);
    print_place(p, out, i->a), print_place(p, out, i->b);
  } else if (code < CODE_PAIR) {
    fprintf(out, "LOOKUP table %u", i->a);
    store = (code - CODE_LOOKUP) & 1;
  } else if (code < CODE_SOLVE) {
    unsigned pair = (code - CODE_PAIR) / 8;
    fprintf(out, "%s", kernel_names[kernel_first[pair / N_SECOND]]);
    print_place(p, out, i->a);
    fprintf(out, ", %s", kernel_names[kernel_second[pair % N_SECOND]]);
    print_place(p, out, i->b);
  } else {
    fprintf(out, code == CODE_SOLVE ? "SOLVE %u" : code == CODE_CURVE ? "CURVE %u" : "HALT", i->a);
  }
  if (store) {
    fprintf(out, " ->");
    print_place(p, out, i->d);
  }
  fputc('\n', out);
}

static void print_segment(const Program *p, FILE *out, const char *title, const Segment *s) {
  if (!s->n) return;
  fprintf(out, "%s: %u instructions\n", title, s->n);
  for (uint32_t i = 0; i < s->n; i++) {
    fprintf(out, "  %5u  ", i);
    print_code(p, out, &s->start[i], s->codes[i]);
  }
}

void program_list(const Program *p, FILE *out) {
  fprintf(out, "%s, %u lanes a group, %u rows, %u values once, %u once a step, %u varying inputs\n", isa_name(p->isa),
          p->kernels->group, p->n_rows, p->n_fixed, p->n_stepped, p->n_varying);
  print_segment(p, out, "each run", &p->run);
  print_segment(p, out, "each step", &p->step);
  for (uint32_t k = 0; k < p->graph->n_solves; k++) print_segment(p, out, "inside a solve", &p->bodies[k]);
  for (unsigned i = 0; i < 4; i++) print_segment(p, out, "states move", &p->update[i]);
  print_segment(p, out, "at the end", &p->end);
}
