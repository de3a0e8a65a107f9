/* yuanjing sensitivity on functions whose indices are known in closed form. */
#include "cli/indices.h"

#include <stdlib.h>

/* ---- functions whose shares are known in closed form --------------------------------------------------------------- */

static void check_ishigami(const char *json) {
  const double pi = 3.14159265358979323846, a = 7.0, b = 0.1;
  double one = 0.5 * pow(1.0 + b * pow(pi, 4) / 5.0, 2), two = a * a / 8.0, both = b * b * pow(pi, 8) * 8.0 / 225.0, all = one + two + both;
  assert_by(at(json, "S1", 0), one / all, 0.01);
  assert_by(at(json, "S1", 1), two / all, 0.01);
  assert_by(at(json, "S1", 2), 0.0, 0.01);
  assert_by(at(json, "ST", 0), (one + both) / all, 0.01);
  assert_by(at(json, "ST", 1), two / all, 0.01);
  assert_by(at(json, "ST", 2), both / all, 0.01);
}

static void ishigami(void **state) {
  (void)state;
  Ran r = run("sensitivity sobol " CASES "ishigami.lua -n 16384 --indicators y --no-archive --json");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  check_ishigami(r.out);
  assert_by(json_number_at(r.out, "cost/runs"), 81920, 0);
  assert_by(json_number_at(r.out, "outcomes/0/mean"), 3.5, 0.01);
  assert_int_equal(strncmp(json_at(r.out, "outcomes/0/converged"), "true", 4), 0);
  assert_says(r.err, "n (k + 2) = 16384 x 5 = 81920");
  done(&r);
}

static void ishigami_by_jansen_with_pairs(void **state) {
  (void)state;
  Ran r = run("sensitivity sobol " CASES "ishigami.lua -n 16384 --indicators y --no-archive --json --jansen --second-order");
  assert_exit(r, 0);
  check_ishigami(r.out);
  assert_by(json_number_at(r.out, "outcomes/0/S2/1/value"), 0.2437, 0.02);
  assert_by(json_number_at(r.out, "outcomes/0/S2/0/value"), 0.0, 0.02);
  assert_json_text(r.out, "outcomes/0/S2/1/b", "x3");
  done(&r);
}

static void ishigami_in_groups(void **state) {
  (void)state;
  Ran r = run("sensitivity sobol " CASES "ishigami.lua -n 16384 --indicators y --no-archive --json --groups 'odd=x1,x3'");
  assert_exit(r, 0);
  assert_json_text(r.out, "inputs/0", "odd");
  assert_json_text(r.out, "groups/odd/1", "x3");
  assert_by(at(r.out, "S1", 0), 1.0 - 0.4424, 0.01);
  assert_by(at(r.out, "ST", 0), 1.0 - 0.4424, 0.01);
  assert_by(json_number_at(r.out, "cost/runs"), 4 * 16384, 0);
  done(&r);
}

static void sobol_g(void **state) {
  (void)state;
  static const double a[8] = {0, 1, 4.5, 9, 99, 99, 99, 99};
  double part[8], all = 1.0;
  for (int i = 0; i < 8; i++) part[i] = 1.0 / (3.0 * pow(1.0 + a[i], 2)), all *= 1.0 + part[i];
  Ran r = run("sensitivity sobol " CASES "sobol_g.lua -n 16384 --indicators y --no-archive --json");
  assert_exit(r, 0);
  for (unsigned i = 0; i < 8; i++) {
    assert_by(at(r.out, "S1", i), part[i] / (all - 1.0), 0.01);
    assert_by(at(r.out, "ST", i), part[i] * all / (1.0 + part[i]) / (all - 1.0), 0.01);
  }
  done(&r);
}

static double low(const char *json, const char *measure, unsigned input) {
  char path[96];
  snprintf(path, sizeof path, "outcomes/0/%s/low/%u", measure, input);
  return json_number_at(json, path);
}

static double high(const char *json, const char *measure, unsigned input) {
  char path[96];
  snprintf(path, sizeof path, "outcomes/0/%s/high/%u", measure, input);
  return json_number_at(json, path);
}

/* Within 0.01 of the exact share, and the stated interval holds it. */
static void check_share(const char *json, const char *measure, unsigned input, double exact) {
  assert_by(at(json, measure, input), exact, 0.01);
  assert_true(low(json, measure, input) - 1e-9 <= exact && exact <= high(json, measure, input) + 1e-9);
}

/* Bratley, Fox and Niederreiter 1992: K is a + b x_m in each input, so S1 = E[b]^2 / 12 V and ST = E[b^2] / 12 V. */
static void bratley(void **state) {
  (void)state;
  enum { K = 6 };
  double mean = 0, square = 0;
  for (int i = 1; i <= K; i++) {
    mean += pow(-0.5, i);
    for (int l = 1; l <= K; l++) square += pow(-1, i + l) * pow(1.0 / 3, i < l ? i : l) * pow(0.5, abs(i - l));
  }
  Ran r = run("sensitivity sobol " CASES "bratley.lua -n 16384 --indicators y --no-archive --json"),
      jansen = run("sensitivity sobol " CASES "bratley.lua -n 16384 --indicators y --no-archive --json --jansen"),
      given = run("sensitivity rbd-fast " CASES "bratley.lua -n 16384 --indicators y --no-archive --json");
  assert_exit(r, 0), assert_exit(jansen, 0), assert_exit(given, 0);
  for (int m = 1; m <= K; m++) {
    double slope = 0, slopes = 0, variance = square - mean * mean;
    for (int i = m; i <= K; i++) {
      slope += pow(0.5, m - 1) * pow(-1, i) * pow(0.5, i - m);
      for (int l = m; l <= K; l++) slopes += pow(1.0 / 3, m - 1) * pow(-1, i + l) * pow(1.0 / 3, (i < l ? i : l) - m) * pow(0.5, abs(i - l));
    }
    check_share(r.out, "S1", (unsigned)m - 1, slope * slope / 12 / variance);
    check_share(r.out, "ST", (unsigned)m - 1, slopes / 12 / variance);
    check_share(jansen.out, "S1", (unsigned)m - 1, slope * slope / 12 / variance);
    assert_by(at(given.out, "S1", (unsigned)m - 1), slope * slope / 12 / variance, 0.01);
  }
  done(&r), done(&jansen), done(&given);
}

/* Saltelli et al. 2008: V = sum of z^2 (mean^2 + w^2); a share w explains nothing alone, with its return z w^2 z^2 / V. */
static void portfolio(void **state) {
  (void)state;
  static const double mean[3] = {2, 1, 0.5}, w[3] = {1, 2, 0.5}, z[3] = {1, 0.5, 3};
  double all = 0;
  for (int i = 0; i < 3; i++) all += z[i] * z[i] * (mean[i] * mean[i] + w[i] * w[i]);
  Ran r = run("sensitivity sobol " CASES "portfolio.lua -n 16384 --indicators y --no-archive --json --second-order");
  assert_exit(r, 0);
  for (unsigned i = 0; i < 3; i++) {
    check_share(r.out, "S1", i, 0);
    check_share(r.out, "ST", i, w[i] * w[i] * z[i] * z[i] / all);
    check_share(r.out, "S1", 3 + i, mean[i] * mean[i] * z[i] * z[i] / all);
    check_share(r.out, "ST", 3 + i, (mean[i] * mean[i] + w[i] * w[i]) * z[i] * z[i] / all);
  }
  /* pairs (0,1) (0,2) (0,3) ..: w1 with z1 is the third, w2 with z2 the eighth, w3 with z3 the twelfth */
  assert_by(json_number_at(r.out, "outcomes/0/S2/2/value"), w[0] * w[0] * z[0] * z[0] / all, 0.02);
  assert_by(json_number_at(r.out, "outcomes/0/S2/7/value"), w[1] * w[1] * z[1] * z[1] / all, 0.02);
  assert_by(json_number_at(r.out, "outcomes/0/S2/11/value"), w[2] * w[2] * z[2] * z[2] / all, 0.02);
  assert_json_text(r.out, "outcomes/0/S2/7/b", "z2");
  assert_by(json_number_at(r.out, "outcomes/0/S2/0/value"), 0, 0.02);
  done(&r);
}

/* Knowing one of two uniform terms turns a triangle into a rectangle that covers 2/3 of it on average. */
static void delta_of_two_uniforms(void **state) {
  (void)state;
  Ran r = run("sensitivity delta " CASES "two_uniforms.lua -n 8192 --indicators y --no-archive --json");
  assert_exit(r, 0);
  for (unsigned i = 0; i < 2; i++) assert_by(at(r.out, "delta", i), 1.0 / 3.0, 0.02);
  assert_true(at(r.out, "delta", 2) <= json_number_at(r.out, "outcomes/0/noise"));
  done(&r);
}

/* ---- the other methods ------------------------------------------------------------------------------------------------ */

static void morris_ranks(void **state) {
  (void)state;
  Ran r = run("sensitivity morris " CASES "sobol_g.lua --indicators y --no-archive --json -n 64");
  assert_exit(r, 0);
  for (unsigned i = 0; i < 3; i++) assert_true(at(r.out, "mu_star", i) > at(r.out, "mu_star", i + 1));
  assert_true(at(r.out, "mu_star", 7) < 0.05 * at(r.out, "mu_star", 0));
  assert_by(json_number_at(r.out, "cost/runs"), 64 * 9, 0);
  done(&r);
}

static void regression_of_a_line(void **state) {
  (void)state;
  Ran r = run("sensitivity regression " CASES "shaken.lua --indicators y --no-archive --json -n 16384");
  assert_exit(r, 0);
  assert_by(at(r.out, "SRC", 0), 2.0 / 3.0, 0.02);
  assert_by(at(r.out, "SRC", 1), 1.0 / 3.0, 0.02);
  assert_by(json_number_at(r.out, "outcomes/0/r2"), 5.0 / 9.0, 0.02);
  done(&r);
}

static void distances(void **state) {
  (void)state;
  Ran r = run("sensitivity pawn " CASES "sobol_g.lua --indicators y --no-archive --json -n 8192");
  assert_exit(r, 0);
  double noise = json_number_at(r.out, "outcomes/0/noise");
  assert_true(at(r.out, "median", 0) > 5.0 * noise && at(r.out, "median", 0) > at(r.out, "median", 1) && at(r.out, "median", 7) < 2.0 * noise);
  done(&r);
  r = run("sensitivity delta " CASES "ishigami.lua --indicators y --no-archive --json -n 8192");
  assert_exit(r, 0);
  assert_by(at(r.out, "S1", 1), 0.4424, 0.03);
  assert_true(at(r.out, "delta", 1) > at(r.out, "delta", 0) && at(r.out, "delta", 0) > at(r.out, "delta", 2));
  done(&r);
  r = run("sensitivity rbd-fast " CASES "ishigami.lua --indicators y --no-archive --json -n 8192");
  assert_exit(r, 0);
  assert_by(at(r.out, "S1", 0), 0.3139, 0.02);
  done(&r);
}

static void elasticities(void **state) {
  (void)state;
  Ran r = run("sensitivity local " CASES "shaken.lua --indicators y --no-archive --json");
  assert_exit(r, 0);
  assert_by(at(r.out, "elasticity", 0), 20.0 / 25.0, 1e-9);       /* without the shock */
  assert_by(at(r.out, "slope", 1), 1.0, 1e-9);
  assert_by(json_number_at(r.out, "cost/runs"), 5, 0);
  done(&r);
}

/* Shares of the whole variance; what the shocks do alone is of no input. */
static void shocks_are_no_input(void **state) {
  (void)state;
  static const char *const commands[] = {"sensitivity sobol " CASES "shaken.lua --indicators y --no-archive --json -n 16384",
                                         "sensitivity shapley " CASES "shaken.lua --indicators y --no-archive --json -n 16384"};
  static const char *const measures[] = {"ST", "share"};
  for (int i = 0; i < 2; i++) {
    Ran r = run(commands[i]);
    assert_exit(r, 0);
    assert_by(at(r.out, measures[i], 0), 4.0 / 9.0, 0.01);
    assert_by(at(r.out, measures[i], 1), 1.0 / 9.0, 0.01);
    assert_by(json_number_at(r.out, "outcomes/0/shocks"), 4.0 / 9.0, 0.03);
    done(&r);
  }
}

/* The variance of b'x that the inputs of a set explain (Song, Nelson and Staum 2016; Owen and Prieur 2017 for normal inputs):
 * with C the covariance, c' C_uu^-1 c with c = C_u. b; at most two inputs are needed, as all three explain everything. */
static double explained(double C[3][3], unsigned set) {
  double c[3] = {0};
  unsigned in[3], n = 0;
  for (unsigned i = 0; i < 3; i++)
    for (unsigned j = 0; j < 3; j++) c[i] += C[i][j];
  for (unsigned i = 0; i < 3; i++)
    if (set >> i & 1) in[n++] = i;
  if (n == 3) return c[0] + c[1] + c[2];
  if (n == 1) return c[in[0]] * c[in[0]] / C[in[0]][in[0]];
  if (n == 0) return 0;
  double p = C[in[0]][in[0]], q = C[in[0]][in[1]], r = C[in[1]][in[1]], x = c[in[0]], y = c[in[1]];
  return (r * x * x - 2 * q * x * y + p * y * y) / (p * r - q * q);
}

/* All three correlated: the Shapley value by its definition, over the orders in which inputs become known. */
static void three_correlated_inputs(void **state) {
  (void)state;
  static const double sd[3] = {1, 1, 2}, ranks[3][3] = {{1, 0.5, -0.3}, {0.5, 1, 0.2}, {-0.3, 0.2, 1}};
  static const unsigned orders[6][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
  double C[3][3], share[3] = {0};
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++) C[i][j] = sd[i] * sd[j] * (i == j ? 1 : 2 * sin(3.14159265358979323846 * ranks[i][j] / 6));
  for (int o = 0; o < 6; o++)
    for (unsigned k = 0, set = 0; k < 3; k++) {
      unsigned more = set | 1u << orders[o][k];
      share[orders[o][k]] += (explained(C, more) - explained(C, set)) / 6 / explained(C, 7);
      set = more;
    }
  Ran r = run("sensitivity shapley " CASES "tied/three.lua --indicators y --no-archive --json -n 16384");
  assert_exit(r, 0);
  for (unsigned i = 0; i < 3; i++) check_share(r.out, "share", i, share[i]);
  done(&r);
  static const char *const valid[] = {"pawn", "delta", "regression", "local"}, *const refused[] = {"sobol", "morris", "rbd-fast"};
  char command[160];
  for (int i = 0; i < 4; i++) {
    snprintf(command, sizeof command, "sensitivity %s " CASES "tied/three.lua --indicators y --no-archive --json%s", valid[i], i < 3 ? " -n 512" : "");
    r = run(command);
    assert_exit(r, 0);
    done(&r);
  }
  for (int i = 0; i < 3; i++) {
    snprintf(command, sizeof command, "sensitivity %s " CASES "tied/three.lua --indicators y --no-archive", refused[i]);
    r = run(command);
    assert_exit(r, 2);
    assert_says(r.err, "use pawn, delta, regression, local or shapley");
    done(&r);
  }
}

/* Iooss and Prieur 2019: a straight line, x2 and x3 correlated. */
static void correlated_inputs(void **state) {
  (void)state;
  double rho = 2.0 * sin(3.14159265358979323846 * 0.6 / 6.0), all = 1.0 + 1.0 + 4.0 + 2.0 * rho * 2.0;
  Ran r = run("sensitivity shapley " CASES "tied/tied.lua --indicators y --no-archive --json -n 16384");
  assert_exit(r, 0);
  assert_by(at(r.out, "share", 0), 1.0 / all, 0.01);
  assert_by(at(r.out, "share", 1), (1.0 + 2.0 * rho + 0.5 * rho * rho * (4.0 - 1.0)) / all, 0.01);
  assert_by(at(r.out, "share", 2), (4.0 + 2.0 * rho - 0.5 * rho * rho * (4.0 - 1.0)) / all, 0.01);
  done(&r);
  r = run("sensitivity local " CASES "tied/tied.lua --indicators y --no-archive --json");
  assert_exit(r, 0);
  for (unsigned i = 0; i < 3; i++) assert_by(at(r.out, "slope", i), 1.0, 1e-9);      /* each moves alone */
  done(&r);
  r = run("sensitivity sobol " CASES "tied/tied.lua --no-archive");
  assert_exit(r, 2);
  assert_says(r.err, "'x2' and 'x3' are correlated");
  assert_says(r.err, "shapley");
  done(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(ishigami),
    cmocka_unit_test(ishigami_by_jansen_with_pairs),
    cmocka_unit_test(ishigami_in_groups),
    cmocka_unit_test(sobol_g),
    cmocka_unit_test(bratley),
    cmocka_unit_test(portfolio),
    cmocka_unit_test(delta_of_two_uniforms),
    cmocka_unit_test(morris_ranks),
    cmocka_unit_test(regression_of_a_line),
    cmocka_unit_test(distances),
    cmocka_unit_test(elasticities),
    cmocka_unit_test(shocks_are_no_input),
    cmocka_unit_test(three_correlated_inputs),
    cmocka_unit_test(correlated_inputs),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
