/* The five-stock model (five.lua) four ways in one process, turn by turn: our program; by hand over lanes with glibc's vector
 * functions, once with the two powers as they are written and once, as our program has them, merged into an exponential of
 * a sum of logarithms; and as written in plain C, one run at a time with libm. All must agree to 1e-11.
 * Prints lines "five <tab> what <tab> value <tab> unit": medians of ROUNDS, ratios taken within a round. "By hand" and the
 * ratio are those of the merged one. */
#include "base/pool.h"
#include "program/program.h"
#include "script/script.h"
#include "study/point.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { YEARS = 60, LANES = 64, INPUTS = 6, ROUNDS = 11, GROUPS = 512 };       /* a round: 32,768 runs */
enum { SHARE, PROGRESS, DEPRECIATION, SENSITIVITY, CAPITAL_0, LABOUR_0 };

/* One core: this thread's time, so that others on the machine do not count; two: the wall's. */
static double seconds(const Pool *pool) {
  struct timespec now;
  clock_gettime(pool ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- by hand ------------------------------------------------------------------------------------------------------ */

typedef double V2 __attribute__((vector_size(16)));
typedef double V4 __attribute__((vector_size(32)));
typedef double V8 __attribute__((vector_size(64)));
typedef long long M2 __attribute__((vector_size(16)));
typedef long long M4 __attribute__((vector_size(32)));
typedef long long M8 __attribute__((vector_size(64)));

/* glibc's vector functions (libmvec), as a compiler would call them. */
V2 _ZGVbN2v_exp(V2);
V2 _ZGVbN2v_log(V2);
V2 _ZGVbN2vv_pow(V2, V2);
__attribute__((target("avx2"))) V4 _ZGVdN4v_exp(V4);
__attribute__((target("avx2"))) V4 _ZGVdN4v_log(V4);
__attribute__((target("avx2"))) V4 _ZGVdN4vv_pow(V4, V4);
__attribute__((target("avx512f"))) V8 _ZGVeN8v_exp(V8);
__attribute__((target("avx512f"))) V8 _ZGVeN8v_log(V8);
__attribute__((target("avx512f"))) V8 _ZGVeN8vv_pow(V8, V8);

#define PICK(V, M, which, a, b) ((V)(((M)(which) & (M)(a)) | (~(M)(which) & (M)(b))))

/* x^a y^b */
#define WRITTEN(POW, EXP, LOG, x, a, y, b) POW(x, a) * POW(y, b)
#define MERGED(POW, EXP, LOG, x, a, y, b) EXP(a * LOG(x) + b * LOG(y))

/* x[input][LANES] to the carbon of the last year, in vectors V of n lanes; LOWER and HIGHER bound a vector by a number. */
#define BY_HAND(name, V, n, POWERS, EXP, LOG, POW, LOWER, HIGHER)                               \
  static void name(const double *x, double *carbon_last) {                                      \
    for (unsigned at = 0; at < LANES; at += n) {                                                \
      V in[INPUTS];                                                                             \
      for (int i = 0; i < INPUTS; i++) memcpy(&in[i], x + i * LANES + at, sizeof in[i]);        \
      V capital = in[CAPITAL_0], labour = in[LABOUR_0], one = in[SHARE] * 0.0 + 1.0;            \
      V productivity = one, carbon = one + 1.0, warmth = one, rest = 1.0 - in[SHARE];           \
      for (int year = 0; year < YEARS; year++) {                                                \
        V output = productivity * (POWERS(POW, EXP, LOG, capital, in[SHARE], labour, rest));    \
        V emission = output * EXP(-0.02 * carbon);                                              \
        V more = productivity * (EXP(in[PROGRESS] - 0.002 * warmth) - 1.0);                     \
        V heat = in[SENSITIVITY] * (carbon - 2.0), burned = 0.1 * emission;                     \
        capital = capital + (0.25 * output - in[DEPRECIATION] * capital);                       \
        labour = labour + 0.01 * labour * (1.0 - labour / 20.0);                                \
        warmth = warmth + (LOWER(heat, one * 0.0) - 0.01 * warmth);                             \
        carbon = carbon + HIGHER(burned, one);                                                  \
        productivity = productivity + more;                                                     \
      }                                                                                         \
      memcpy(carbon_last + at, &carbon, sizeof carbon);                                         \
    }                                                                                           \
  }

#define LOWER_1(a, b) ((a) > (b) ? (a) : (b))
#define HIGHER_1(a, b) ((a) < (b) ? (a) : (b))
#define LOWER_2(a, b) PICK(V2, M2, (a) > (b), a, b)
#define HIGHER_2(a, b) PICK(V2, M2, (a) < (b), a, b)
#define LOWER_4(a, b) PICK(V4, M4, (a) > (b), a, b)
#define HIGHER_4(a, b) PICK(V4, M4, (a) < (b), a, b)
#define LOWER_8(a, b) PICK(V8, M8, (a) > (b), a, b)
#define HIGHER_8(a, b) PICK(V8, M8, (a) < (b), a, b)
BY_HAND(hand_plain, double, 1, WRITTEN, exp, log, pow, LOWER_1, HIGHER_1)
#define BOTH_WAYS(target, isa, V, n, EXP, LOG, POW, LOWER, HIGHER)        \
  target BY_HAND(hand_##isa, V, n, WRITTEN, EXP, LOG, POW, LOWER, HIGHER) \
  target BY_HAND(merged_##isa, V, n, MERGED, EXP, LOG, POW, LOWER, HIGHER)
BOTH_WAYS(, sse2, V2, 2, _ZGVbN2v_exp, _ZGVbN2v_log, _ZGVbN2vv_pow, LOWER_2, HIGHER_2)
BOTH_WAYS(__attribute__((target("avx2"))), avx2, V4, 4, _ZGVdN4v_exp, _ZGVdN4v_log, _ZGVdN4vv_pow, LOWER_4, HIGHER_4)
BOTH_WAYS(__attribute__((target("avx512f,avx512dq"))), avx512, V8, 8, _ZGVeN8v_exp, _ZGVeN8v_log, _ZGVeN8vv_pow, LOWER_8, HIGHER_8)
typedef void Hand(const double *x, double *carbon_last);

/* ---- one round: GROUPS groups of 64 runs, on any number of threads ------------------------------------------------------ */

typedef struct {
  const double *inputs, *hand_inputs;    /* [INPUTS][LANES], the same for each group; in the graph's order, in ours */
  Hand *hand;                            /* NULL: the blocks */
  Block *block[2];
  double last[2][LANES];
} Round;

static void group(void *context, size_t chunk, unsigned thread) {
  (void)chunk;
  Round *r = context;
  if (r->hand) r->hand(r->hand_inputs, r->last[thread]);
  else block_run(r->block[thread], LANES, r->inputs, NULL);
}

static double runs_a_second(Round *r, Hand *hand, Pool *pool) {
  r->hand = hand;
  double from = seconds(pool);
  pool_for(pool, GROUPS, group, r);
  return GROUPS * LANES / (seconds(pool) - from);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *v) {
  qsort(v, ROUNDS, sizeof *v, by_size);
  return v[ROUNDS / 2];
}

static void tell(const char *what, const char *isa, double value, const char *unit) { printf("five\t%s %s\t%.4g\t%s\n", what, isa, value, unit); }

static bool agree(const Round *r, Hand *hand) {
  double theirs[LANES];
  hand(r->hand_inputs, theirs);
  for (int i = 0; i < LANES; i++)
    if (!(fabs(block_end(r->block[0], 0)[i] / theirs[i] - 1.0) < 1e-11)) {
      fprintf(stderr, "five: lane %d differs: %.17g, by hand %.17g\n", i, block_end(r->block[0], 0)[i], theirs[i]);
      return false;
    }
  return true;
}

static bool bench(Isa isa, const Graph *g, NodeId end, const double *x, const double *hand_x, Pool *two) {
  static Hand *const hands[] = {NULL, merged_sse2, merged_avx2, merged_avx512}, *const written[] = {NULL, hand_sse2, hand_avx2, hand_avx512};
  Program *p;
  Fail fail = {0};
  Round r = {.inputs = x, .hand_inputs = hand_x};
  if (program_compile(&(ProgramDesc){.graph = g, .ends = &end, .n_ends = 1, .isa = isa}, &p, &fail)) return fail_print(stderr, &fail), false;
  for (int t = 0; t < 2; t++) r.block[t] = block_new(p, LANES);
  block_run(r.block[0], LANES, x, NULL);
  if (!agree(&r, hands[isa]) || !agree(&r, written[isa]) || !agree(&r, hand_plain)) return false;
  double ours[ROUNDS], both[ROUNDS], hand[ROUNDS], hand_both[ROUNDS], as_written[ROUNDS], plain[ROUNDS], ratio[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    ours[i] = runs_a_second(&r, NULL, NULL), hand[i] = runs_a_second(&r, hands[isa], NULL);
    as_written[i] = runs_a_second(&r, written[isa], NULL), plain[i] = runs_a_second(&r, hand_plain, NULL);
    both[i] = runs_a_second(&r, NULL, two), hand_both[i] = runs_a_second(&r, hands[isa], two);
    ratio[i] = ours[i] / hand[i];
  }
  tell("one core", isa_name(isa), median(ours) / 1e6, "M runs/s"), tell("two cores", isa_name(isa), median(both) / 1e6, "M runs/s");
  tell("by hand, one core", isa_name(isa), median(hand) / 1e6, "M runs/s"), tell("by hand, two cores", isa_name(isa), median(hand_both) / 1e6, "M runs/s");
  tell("by hand as written, one core", isa_name(isa), median(as_written) / 1e6, "M runs/s");
  tell("plain C, one core", isa_name(isa), median(plain) / 1e6, "M runs/s"), tell("ours over by hand", isa_name(isa), median(ratio), "ratio");
  for (int t = 0; t < 2; t++) block_free(r.block[t]);
  program_free(p);
  return true;
}

int main(void) {
  static double x[INPUTS * LANES], hand_x[INPUTS * LANES];
  static const double centre[INPUTS] = {0.35, 0.0125, 0.05, 0.02, 3, 9};
  static const char *const names[INPUTS] = {"share", "progress", "depreciation", "sensitivity", "capital_0", "labour_0"};
  Fail fail = {0};
  Loaded *loaded;
  Linked *linked;
  gsl_set_error_handler_off();
  if (script_load("bench/five.lua", NULL, &loaded, &fail) || link_model(loaded->model, &(LinkOptions){0}, point_median, &linked, &fail))
    return fail_print(stderr, &fail), 1;
  const Graph *g = linked->graph;
  for (uint32_t k = 0; k < g->n_inputs; k++) {           /* the program takes its inputs in the graph's order */
    unsigned i = 0;
    while (i < INPUTS && strcmp(g->inputs[k].name, names[i]) != 0) i++;
    if (i == INPUTS) return fprintf(stderr, "five: what is %s?\n", g->inputs[k].name), 1;
    for (int lane = 0; lane < LANES; lane++) x[k * LANES + (unsigned)lane] = hand_x[i * LANES + (unsigned)lane] = centre[i] * (1 + 1e-3 * ((lane * 7 + (int)i * 3) % LANES - 32));
  }
  Pool *two = pool_new(2);
  bool good = g->n_inputs == INPUTS;
  for (Isa isa = ISA_AVX512; good && isa >= ISA_SSE2; isa--)
    if (isa_present(isa)) good = bench(isa, g, linked->outcomes[0].value, x, hand_x, two);
  pool_free(two), link_free(linked), script_free(loaded);
  return !good;
}
