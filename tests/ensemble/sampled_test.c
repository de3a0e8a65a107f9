/* The runs of a design kept one by one, what was bad among them, their state, and the swings of tornado diagrams. */
#include "script/script.h"
#include "study/columns.h"
#include "study/result.h"
#include "study/sampled.h"
#include "study/sensitivity/shocks.h"
#include "study/sensitivity/swing.h"
#include "support/check.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct { Arena *arena; Loaded *loaded; Result *result; Uncertainty u; SampledOutcome outcomes[2]; } Opened;

/* y, the model's first outcome, and f in the last year: the same number. */
static Opened open_case(const char *name) {
  Opened o = {.arena = arena_new()};
  Fail fail = {0};
  char path[128];
  gsl_set_error_handler_off();
  snprintf(path, sizeof path, TEST_FOLDER "/cases/sensitivity/%s.lua", name);
  assert_done(script_load(path, NULL, &o.loaded, &fail), &fail);
  assert_done(result_run(o.loaded->model, o.loaded->scenario, NULL, &o.result, &fail), &fail);
  assert_done(uncertainty_make(o.result->linked, o.loaded->scenario, 1, false, o.arena, &o.u, &fail), &fail);
  o.outcomes[0] = (SampledOutcome){.walk = &o.result->linked->outcomes[0]};
  o.outcomes[1] = (SampledOutcome){.output = link_symbol(o.result->linked, "f")->output, .point = 1};
  return o;
}

static void close_case(Opened *o) {
  result_free(o->result);
  script_free(o->loaded);
  arena_free(o->arena);
}

static Design *design_of(Opened *o, DesignKind kind, uint64_t n) {
  Design *d;
  Fail fail = {0};
  DesignSpec spec = design_spec(kind, o->u.n, o->u.names, n);
  assert_done(design_make(&spec, o->arena, &d, &fail), &fail);
  o->u.together = kind == DESIGN_SALTELLI ? saltelli_slots(d) : 1;
  return d;
}

static Sampled *sampled(const SampledSpec *spec) {
  Sampled *s;
  Fail fail = {0};
  assert_done(sampled_new(spec, &s, &fail), &fail);
  return s;
}

static Sampled *done(const SampledSpec *spec) {
  Sampled *s = sampled(spec);
  while (sampled_advance(s, 2)) continue;
  return s;
}

static bool same_values(const Sampled *a, const Sampled *b, unsigned outcomes, uint64_t runs) {
  for (unsigned k = 0; k < outcomes; k++)
    if (memcmp(sampled_values(a)[k], sampled_values(b)[k], runs * sizeof(double))) return false;
  return true;
}

/* ---- values ---------------------------------------------------------------------------------------------------------- */

static void each_run_is_the_function_of_its_inputs(void **state) {
  (void)state;
  Opened o = open_case("ishigami");
  SampledSpec spec = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_RANDOM, 2500), .outcomes = o.outcomes, .n = 1};
  Sampled *s = done(&spec);
  const double *const *x;
  Fail fail = {0};
  assert_done(sampled_inputs(&o.u, spec.design, NULL, o.arena, &x, &fail), &fail);
  for (unsigned run = 0; run < 2500; run++) {
    double a = x[0][run], b = x[1][run], c = x[2][run];
    assert_within(sampled_values(s)[0][run], sin(a) + 7 * sin(b) * sin(b) + 0.1 * c * c * c * c * sin(a), 1e-12);
  }
  assert_int_equal(sampled_done(s), 2500);
  assert_false(sampled_failed(s));
  sampled_free(s);
  close_case(&o);
}

/* A walk and the value it reads; threads, widths, instruction sets, memory or a file: the same bits. */
static void nothing_but_the_design_matters(void **state) {
  (void)state;
  Opened o = open_case("shaken");
  SampledSpec spec = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_SALTELLI, 700), .outcomes = o.outcomes, .n = 2};
  Sampled *one = done(&spec);
  assert_memory_equal(sampled_values(one)[0], sampled_values(one)[1], spec.design->runs * sizeof(double));
  for (int way = 0; way < 4; way++) {
    SampledSpec other = spec;
    if (way == 0) other.pool = pool_new(3);
    if (way == 1) other.lanes = 8, other.isa = ISA_SSE2;
    if (way == 2) other.in_memory = 1;
    if (way == 3) other.in_memory = 1, other.folder = "build", other.pool = pool_new(2);
    if (way == 3 && access("build", W_OK)) other.folder = NULL;
    Sampled *s = done(&other);
    assert_true(same_values(one, s, 2, spec.design->runs));
    sampled_rest(s);
    assert_true(same_values(one, s, 2, spec.design->runs));
    sampled_free(s);
    pool_free(other.pool);
  }
  sampled_free(one);
  close_case(&o);
}

/* calm: without the shock y is 2 a + b. */
static void shocks_may_be_left_out(void **state) {
  (void)state;
  Opened o = open_case("shaken");
  SampledSpec spec = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_RANDOM, 300), .outcomes = o.outcomes, .n = 1, .calm = true};
  Sampled *calm = done(&spec);
  spec.calm = false;
  Sampled *shaken = done(&spec);
  const double *const *x;
  double apart = 0;
  Fail fail = {0};
  assert_done(sampled_inputs(&o.u, spec.design, NULL, o.arena, &x, &fail), &fail);
  for (unsigned run = 0; run < 300; run++) {
    assert_within(sampled_values(calm)[0][run], 2 * x[0][run] + x[1][run], 1e-12);
    apart += pow(sampled_values(shaken)[0][run] - sampled_values(calm)[0][run], 2) / 300;
  }
  assert_within(sqrt(apart), 2, 0.3);
  sampled_free(calm), sampled_free(shaken);
  close_case(&o);
}

static void a_file_that_cannot_be_made_is_named(void **state) {
  (void)state;
  Opened o = open_case("ishigami");
  SampledSpec spec = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_RANDOM, 100), .outcomes = o.outcomes, .n = 1, .in_memory = 1, .folder = "no/such/folder"};
  Sampled *s;
  Fail fail = {0};
  assert_fails(sampled_new(&spec, &s, &fail), E811, &fail, "no/such/folder");
  assert_null(s);
  struct rlimit usual, small = {4096, RLIM_INFINITY};
  signal(SIGXFSZ, SIG_IGN);                                 /* as the program does */
  getrlimit(RLIMIT_FSIZE, &usual);
  small.rlim_max = usual.rlim_max;
  setrlimit(RLIMIT_FSIZE, &small);
  spec.folder = NULL, spec.design = design_of(&o, DESIGN_RANDOM, 100000);
  int code = sampled_new(&spec, &s, &fail);
  setrlimit(RLIMIT_FSIZE, &usual);
  assert_fails(code, E811, &fail, "cannot write the outcomes of all runs");
  close_case(&o);
}

/* ---- bad runs ------------------------------------------------------------------------------------------------------------ */

/* The model has no value where x1 is below 0.125: exactly these runs are bad, listed in order, and NaN. */
static void bad_runs_are_named_and_have_no_value(void **state) {
  (void)state;
  Opened o = open_case("poisoned");
  SampledSpec spec = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_LATIN, 4000), .outcomes = o.outcomes, .n = 2, .pool = pool_new(2)};
  Sampled *s = done(&spec);
  const double *const *x;
  Fail fail = {0};
  unsigned listed, at = 0;
  uint64_t total;
  const BadRun *bad = sampled_bad(s, &listed, &total);
  assert_done(sampled_inputs(&o.u, spec.design, NULL, o.arena, &x, &fail), &fail);
  for (unsigned run = 0; run < 4000; run++) {
    bool good = x[0][run] >= 0.125;
    for (unsigned k = 0; k < 2; k++) assert_true(isnan(sampled_values(s)[k][run]) == !good);
    if (good) continue;
    assert_true(at < listed && bad[at].run == run && bad[at].reason == -1);
    at++;
  }
  assert_int_equal(at, total);
  assert_int_equal(total, 500);                             /* latin: one in eight, exactly */
  sampled_free(s);
  pool_free(spec.pool);
  close_case(&o);
}

/* ---- the state ------------------------------------------------------------------------------------------------------------- */

/* Stopped anywhere, any part of it kept, gone on with in a larger design: the runs and bad runs of one that was not. */
static void a_state_goes_on(void **state) {
  (void)state;
  Opened o = open_case("poisoned");
  SampledSpec small = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_RANDOM, 3000), .outcomes = o.outcomes, .n = 2}, large = small;
  large.design = design_of(&o, DESIGN_RANDOM, 5000);
  Sampled *whole = done(&large), *part = sampled(&small);
  sampled_advance(part, 2);
  assert_int_equal(sampled_done(part), 2048);
  const uint64_t kept[] = {2048, 1500, 1, 0};
  for (int i = 0; i < 4; i++) {
    size_t bytes;
    unsigned char *saved = sampled_save(part, kept[i], &bytes);
    Sampled *again = sampled(&large);
    assert_true(sampled_load(again, saved, bytes));
    assert_int_equal(sampled_done(again), kept[i]);
    assert_false(kept[i] && sampled_load(again, saved, bytes));      /* once, and before other runs */
    while (sampled_advance(again, 1)) continue;
    assert_true(same_values(whole, again, 2, 5000));
    unsigned a, b;
    uint64_t m, n;
    const BadRun *x = sampled_bad(whole, &a, &m), *y = sampled_bad(again, &b, &n);
    assert_int_equal(m, n);
    assert_int_equal(a, b);
    for (unsigned k = 0; k < a; k++) assert_true(x[k].run == y[k].run && x[k].reason == y[k].reason);
    free(saved);
    sampled_free(again);
  }
  sampled_free(part), sampled_free(whole);
  close_case(&o);
}

/* A smaller design takes the first runs of a larger one's. */
static void a_smaller_design_takes_what_it_has(void **state) {
  (void)state;
  Opened o = open_case("poisoned");
  SampledSpec large = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_RANDOM, 3000), .outcomes = o.outcomes, .n = 1}, small = large;
  small.design = design_of(&o, DESIGN_RANDOM, 1100);
  Sampled *whole = done(&large), *made = done(&small), *taken = sampled(&small);
  size_t bytes;
  unsigned char *saved = sampled_save(whole, 3000, &bytes);
  assert_true(sampled_load(taken, saved, bytes));
  assert_int_equal(sampled_done(taken), 1100);
  assert_true(same_values(made, taken, 1, 1100));
  unsigned a, b;
  uint64_t m, n;
  sampled_bad(made, &a, &m), sampled_bad(taken, &b, &n);
  assert_int_equal(m, n);
  free(saved);
  sampled_free(whole), sampled_free(made), sampled_free(taken);
  close_case(&o);
}

static void damaged_or_foreign_states_are_refused(void **state) {
  (void)state;
  Opened o = open_case("poisoned");
  SampledSpec spec = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_RANDOM, 1000), .outcomes = o.outcomes, .n = 2};
  Sampled *s = done(&spec);
  size_t bytes;
  unsigned char *saved = sampled_save(s, 1000, &bytes);
  Sampled *fresh = sampled(&spec);
  for (size_t at = 0; at + 8 < bytes; at += 1 + at / 3) {
    saved[at] ^= 4;
    if (at >= 40 || at < 16) assert_false(sampled_load(fresh, saved, bytes));
    saved[at] ^= 4;
  }
  assert_false(sampled_load(fresh, saved, bytes - 8));
  assert_false(sampled_load(fresh, saved, 7));
  spec.n = 1;
  Sampled *other = sampled(&spec);
  assert_false(sampled_load(other, saved, bytes));
  assert_true(sampled_load(fresh, saved, bytes));
  free(saved);
  sampled_free(s), sampled_free(fresh), sampled_free(other);
  close_case(&o);
}

static void storable_keeps_to_the_bound(void **state) {
  (void)state;
  Opened o = open_case("poisoned");
  SampledSpec spec = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_RANDOM, 2000), .outcomes = o.outcomes, .n = 2};
  Sampled *s = done(&spec);
  assert_int_equal(sampled_storable(s, SIZE_MAX), 2000);
  assert_int_equal(sampled_storable(s, 100), 0);
  for (size_t most = 8000; most < 40000; most += 3000) {
    size_t bytes;
    uint64_t runs = sampled_storable(s, most);
    unsigned char *saved = sampled_save(s, runs, &bytes);
    assert_true(bytes <= most);
    assert_true(runs == 2000 || bytes + 600 * 16 > most);
    free(saved);
  }
  sampled_free(s);
  close_case(&o);
}

/* ---- memory of the caller ------------------------------------------------------------------------------------------------------ */

static unsigned allowed;                                    /* how often the question is answered with no */
static bool enough(void) { return allowed == 0 || --allowed == 0; }

/* Left at any block by one process, gone on with by another: no run is begun twice, and nothing differs. */
static void what_lies_in_memory_goes_on(void **state) {
  (void)state;
  Opened o = open_case("poisoned");
  SampledSpec plain = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_RANDOM, 5000), .outcomes = o.outcomes, .n = 2, .lanes = 64}, spec = plain;
  Sampled *whole = done(&plain);
  size_t bytes = sampled_bytes(&spec);
  void *memory = spec.memory = aligned_alloc(4096, (bytes + 4095) / 4096 * 4096);
  memset(memory, 0, bytes);
  assert_false(sampled_fits(&spec, memory, bytes));         /* nobody's */
  spec.interrupted = enough;
  for (unsigned step = 1, total = 0;; step++) {
    Sampled *s = sampled(&spec);
    assert_int_equal(sampled_kept(s), total < 5000 ? total : 5000);
    assert_int_equal(sampled_done(s), sampled_kept(s));
    allowed = step;
    uint64_t left = sampled_advance(s, 5);
    for (unsigned i = 1, in_chunk = total; i < step && total < 5000; i++, in_chunk = total)
      total += in_chunk % 1024 + 64 > 1024 ? 1024 - in_chunk % 1024 : 5000 - in_chunk < 64 ? 5000 - in_chunk : 64;
    if (!left) {
      unsigned a, b;
      uint64_t m, n;
      const BadRun *x = sampled_bad(whole, &a, &m), *y = sampled_bad(s, &b, &n);
      assert_true(same_values(whole, s, 2, 5000));
      assert_true(a == b && m == n && n > 500);
      for (unsigned k = 0; k < a; k++) assert_true(x[k].run == y[k].run && x[k].reason == y[k].reason);
      sampled_free(s);
      break;
    }
    sampled_free(s);
    assert_true(sampled_fits(&spec, memory, bytes));
  }
  uint64_t begun;
  memcpy(&begun, (unsigned char *)memory + 24, sizeof begun);
  assert_int_equal(begun, 5000);
  spec.n = 1;
  assert_false(sampled_fits(&spec, memory, sampled_bytes(&spec)));
  spec.n = 2;
  uint32_t beyond = 1025;
  memcpy((unsigned char *)memory + bytes - 3 * sizeof beyond, &beyond, sizeof beyond);
  assert_false(sampled_fits(&spec, memory, bytes));         /* no chunk has so many runs */
  sampled_free(whole);
  free(memory);
  close_case(&o);
}

/* ---- swings and shocks -------------------------------------------------------------------------------------------------------- */

/* y = 2 a + b + 2 shock: the mean of a normal's highest tenth lies pdf(z) / 0.1 standard deviations up, z its 0.9 quantile. */
static void swings_of_a_line_are_known(void **state) {
  (void)state;
  const double z = 1.2815515655446004, tail = exp(-0.5 * z * z) / sqrt(2 * 3.14159265358979323846) / 0.1;
  const DesignKind kinds[] = {DESIGN_SALTELLI, DESIGN_RANDOM, DESIGN_SOBOL};
  Opened o = open_case("shaken");
  for (int i = 0; i < 3; i++) {
    SampledSpec spec = {.uncertainty = &o.u, .design = design_of(&o, kinds[i], 16384), .outcomes = o.outcomes, .n = 2};
    Sampled *s = done(&spec);
    Swings *tails;
    Swing out[4];
    Fail fail = {0};
    assert_done(swings_new(&o.u, spec.design, NULL, o.arena, &tails, &fail), &fail);
    swings_of(tails, 2, sampled_values(s), NULL, out);
    assert_within(out[0].low, 25 - 2 * tail, 0.2);
    assert_within(out[0].high, 25 + 2 * tail, 0.2);
    assert_within(out[1].low, 25 - tail, 0.2);
    assert_within(out[1].high, 25 + tail, 0.2);
    assert_memory_equal(out, out + 2, 2 * sizeof *out);      /* the other outcome is the same number */
    sampled_free(s);
  }
  close_case(&o);
}

/* Bad runs are left out of the means; where a tail has no good run there is no swing. */
static void swings_leave_bad_runs_out(void **state) {
  (void)state;
  Opened o = open_case("poisoned");
  SampledSpec spec = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_SALTELLI, 2048), .outcomes = o.outcomes, .n = 1};
  Sampled *s = done(&spec);
  Swings *tails;
  Swing out[2];
  Fail fail = {0};
  assert_done(swings_new(&o.u, spec.design, NULL, o.arena, &tails, &fail), &fail);
  swings_of(tails, 1, sampled_values(s), NULL, out);
  assert_true(isnan(out[0].low));                            /* x1 below 0.1: no run has a value */
  assert_true(isfinite(out[0].high) && isfinite(out[1].low) && isfinite(out[1].high));
  assert_within(out[1].high - out[1].low, 0.9, 0.1);         /* x2 adds itself */
  sampled_free(s);
  close_case(&o);
}

static void the_share_of_shocks_is_known(void **state) {
  (void)state;
  Opened o = open_case("shaken");
  SampledSpec spec = {.uncertainty = &o.u, .design = design_of(&o, DESIGN_SALTELLI, 16384), .outcomes = o.outcomes, .n = 1};
  Sampled *s = done(&spec);
  assert_within(shock_share(spec.design, sampled_values(s)[0]), 4.0 / 9, 0.02);
  assert_true(isnan(shock_share(design_of(&o, DESIGN_RANDOM, 10), sampled_values(s)[0])));
  sampled_free(s);
  close_case(&o);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_run_is_the_function_of_its_inputs),
    cmocka_unit_test(nothing_but_the_design_matters),
    cmocka_unit_test(shocks_may_be_left_out),
    cmocka_unit_test(a_file_that_cannot_be_made_is_named),
    cmocka_unit_test(bad_runs_are_named_and_have_no_value),
    cmocka_unit_test(a_state_goes_on),
    cmocka_unit_test(a_smaller_design_takes_what_it_has),
    cmocka_unit_test(damaged_or_foreign_states_are_refused),
    cmocka_unit_test(storable_keeps_to_the_bound),
    cmocka_unit_test(what_lies_in_memory_goes_on),
    cmocka_unit_test(swings_of_a_line_are_known),
    cmocka_unit_test(swings_leave_bad_runs_out),
    cmocka_unit_test(the_share_of_shocks_is_known),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
