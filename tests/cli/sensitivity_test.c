/* yuanjing sensitivity, as a user runs it: what does not fit is refused, and what is kept is not done twice. Functions
 * with known indices: known_indices_test.c. */
#include "cli/indices.h"

#include <math.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- what is left out --------------------------------------------------------------------------------------------------- */

static void bad_runs_take_their_base_point(void **state) {
  (void)state;
  Ran r = run("sensitivity sobol " CASES "poisoned.lua --indicators y -n 4096 --no-archive --json");
  assert_exit(r, 0);
  double bad = json_number_at(r.out, "bad"), dropped = json_number_at(r.out, "outcomes/0/dropped");
  assert_by(bad / (4096 * 4), 1.0 / 8.0, 0.01);
  assert_by(dropped / (4096 * 4), 1.0 - pow(7.0 / 8.0, 2), 0.01);                  /* A and B both must be there */
  assert_by(json_number_at(r.out, "outcomes/0/used") + dropped, 4096 * 4, 0);
  assert_json_text(r.out, "bad_runs/0/reason", "not finite");
  assert_true(isfinite(at(r.out, "S1", 0)) && at(r.out, "S1", 0) > at(r.out, "S1", 1));
  done(&r);
}

/* ---- refusals -------------------------------------------------------------------------------------------------------------- */

static void refusals(void **state) {
  (void)state;
  static const struct { const char *arguments, *says; } cases[] = {
    {"sensitivity sobl " CASES "ishigami.lua", "did you mean 'sobol'?"},
    {"sensitivity sobol", "a method and a scenario or model file"},
    {"sensitivity morris " CASES "ishigami.lua --groups 'a=x1'", "morris has no use for --groups"},
    {"sensitivity sobol " CASES "ishigami.lua --groups 'a=x9' --no-archive", "'x9' is no uncertain input"},
    {"sensitivity sobol " CASES "ishigami.lua --groups 'a=x1;b=x1' --no-archive", "'x1' stands in two groups"},
    {"sensitivity sobol " CASES "ishigami.lua --design latin --no-archive", "sobol cannot analyse a latin design; use saltelli"},
    {"sensitivity sobol " CASES "ishigami.lua --indicators nothing --no-archive", "the model has no name 'nothing'"},
    {"sensitivity sobol " CASES "ishigami.lua -n 1000000000 --no-archive", "GiB, at most 2 may be taken"},
    {"sensitivity sobol " CASES "ishigami.lua --tolerance 0", "a number above 0"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Ran r = run(cases[i].arguments);
    assert_exit(r, 2);
    assert_says(r.err, cases[i].says);
    done(&r);
  }
}

/* ---- the archive ------------------------------------------------------------------------------------------------------------- */

static void same_out(const char *one, const char *other) {
  Ran a = run(one), b = run(other);
  assert_exit(a, 0);
  assert_exit(b, 0);
  assert_string_equal(a.out, b.out);
  done(&a), done(&b);
}

/* The second command takes over the runs of the first: its answer is that of a study of its own. */
static void larger_n_takes_over(void **state) {
  (void)state;
  Ran r = run("sensitivity sobol " CASES "ishigami.lua -n 512 --indicators y --archive %s/grow.db --json");
  assert_exit(r, 0);
  done(&r);
  r = run("sensitivity sobol " CASES "ishigami.lua -n 1024 --indicators y --archive %s/grow.db --lang en");
  assert_exit(r, 0);
  assert_says(r.err, "2560 of them are in the archive");
  done(&r);
  same_out("sensitivity sobol " CASES "ishigami.lua -n 2048 --indicators y --archive %s/grow.db --json",
           "sensitivity sobol " CASES "ishigami.lua -n 2048 --indicators y --no-archive --json");
}

static void another_method_analyses_what_is_stored(void **state) {
  (void)state;
  Ran r = run("sensitivity delta " CASES "ishigami.lua -n 2048 --indicators y --archive %s/from.db --json");
  assert_exit(r, 0);
  done(&r);
  same_out("sensitivity pawn --from 1 --archive %s/from.db --json", "sensitivity pawn " CASES "ishigami.lua -n 2048 --indicators y --no-archive --json");
  r = run("sensitivity regression --from 1 --archive %s/from.db --lang en");
  assert_exit(r, 0);
  assert_says(r.err, "2048 of them are in the archive");
  done(&r);
  r = run("sensitivity sobol --from 1 --archive %s/from.db");
  assert_exit(r, 2);
  assert_says(r.err, "holds a sobol design, which sobol cannot analyse; pawn, delta, regression and rbd-fast can; 'yuanjing sensitivity sobol FILE' makes runs for sobol");
  done(&r);
  r = run("sensitivity local " CASES "ishigami.lua --indicators y --archive %s/from.db --json");
  assert_exit(r, 0);
  done(&r);
  char from[128];
  r = run("archive list --archive %s/from.db --json");
  assert_exit(r, 0);
  done(&r);
  snprintf(from, sizeof from, "sensitivity pawn --from 4 --archive %%s/from.db");
  r = run(from);
  assert_exit(r, 2);
  assert_says(r.err, "for pawn take --from one of 1, 2, 3");
  done(&r);
  r = run("sensitivity pawn --from 1 -n 64 --archive %s/from.db");
  assert_exit(r, 2);
  assert_says(r.err, "--from has no use for -n");
  done(&r);
  r = run("sensitivity pawn --from 99 --archive %s/from.db");
  assert_exit(r, 2);
  done(&r);
}

static void made_again_from_the_archive(void **state) {
  (void)state;
  Ran r = run("sensitivity sobol " CASES "tied/model.lua -n 256 --years 1 --groups 'a=x1;b=x2,x3' --tolerance 0.1 --archive %s/again.db --quiet");
  assert_exit(r, 0);
  done(&r);
  r = run("archive rerun 1 --verify --archive %s/again.db --lang en");
  assert_exit(r, 0);
  assert_says(r.out, "identical");
  done(&r);
}

/* Stopped within a second, gone on with, and the same in the end. */
static void interrupted(void **state) {
  (void)state;
  char command[512];
  const char *build = getenv("BUILD");
  snprintf(command, sizeof command, "timeout -s INT --preserve-status 1 %s/yuanjing sensitivity sobol scripts/green.lua -n 65536 --years 2035 --indicators co2 --archive %s/stop.db --quiet >/dev/null 2>%s/stderr",
           build ? build : "build", scratch, scratch);
  double from = now();
  int status = system(command);
  double took = now() - from;
  assert_int_equal(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 130);
  if (took > 2.5) print_error("it took %.2f s to stop\n", took - 1.0);
  assert_true(took < 2.5);                                    /* the second until the signal, a second, and some for a busy machine */
}

/* Also while the analysis of many outcomes is computed, written as JSON and stored: it waits for "100%" of the analysis, and a
 * little longer each time. */
static void interrupted_after_the_runs(void **state) {
  (void)state;
  const char *build = getenv("BUILD");
  for (int wait = 0; wait < 4; wait++) {
    char command[1024];
    snprintf(command, sizeof command,
             "sh -c '%s/yuanjing sensitivity sobol scripts/green.lua -n 32 --archive %s/late%d.db --json >%s/stdout 2>%s/late & p=$!; "
             "while kill -0 $p 2>/dev/null && ! grep -q \"分析 100%%\" %s/late; do sleep 0.02; done; sleep 0.0%d; "
             "date +%%s%%N >%s/from; kill -INT $p 2>/dev/null; wait $p; code=$?; date +%%s%%N >%s/to; exit $code'",
             build ? build : "build", scratch, wait, scratch, scratch, scratch, 4 * wait, scratch, scratch);
    int status = system(command), code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    char *from = read_whole(scratch_path("from")), *to = read_whole(scratch_path("to"));
    assert_true(code == 130 || code == 0);                    /* 0: it had ended */
    assert_true(atof(to) - atof(from) < 1.5e9);
    free(from), free(to);
  }
}

/* A sanitizer's own memory does not fit in so little. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define LESS_MEMORY ""
#else
#define LESS_MEMORY "ulimit -d 163840; "
#endif

/* 200 MB of outcomes while the process may have 160 MiB of its own. */
static void outcomes_beyond_the_bound_lie_in_a_file(void **state) {
  (void)state;
  char command[512];
  const char *build = getenv("BUILD");
  snprintf(command, sizeof command, "sh -c '" LESS_MEMORY "exec %s/yuanjing sensitivity sobol scripts/green.lua -n 512 --years 2026-2035 --resamples 10 --archive %s/wide.db --json >%s/stdout 2>%s/stderr'",
           build ? build : "build", scratch, scratch, scratch);
  int status = system(command);
  char *err = read_whole(scratch_path("stderr"));
  if (status) print_error("%.400s\n", err);
  assert_int_equal(status, 0);
  assert_says(err, "(结果暂存于文件)");
  free(err);
}

/* Killed in the middle, twice, then let go on: the answer of a study that nobody disturbed. */
static void killed_and_gone_on_with(void **state) {
  (void)state;
  static const char study[] = "sensitivity sobol scripts/green.lua -n 512 --years 2035 --indicators co2 --json --archive %s/killed.db";
  char line[256], command[512];
  const char *build = getenv("BUILD");
  snprintf(line, sizeof line, study, scratch);
  for (int i = 0; i < 2; i++) {
    snprintf(command, sizeof command, "timeout -s KILL 1.3 %s/yuanjing %s >/dev/null 2>&1", build ? build : "build", line);
    int status = system(command);
    assert_true(WIFSIGNALED(status) || WIFEXITED(status));
  }
  same_out(study, "sensitivity sobol scripts/green.lua -n 512 --years 2035 --indicators co2 --json --no-archive");
}

/* ---- the region ---------------------------------------------------------------------------------------------------------------- */

#define GREEN "sensitivity sobol scripts/green.lua --indicators co2 --years 2035 -n 64"

static void co2_of_green_in_2035(void **state) {
  (void)state;
  Ran r = run(GREEN " --archive %s/green.db --json");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_json_text(r.out, "scenario", "green");
  assert_json_text(r.out, "outcomes/0/name", "co2");
  assert_json_text(r.out, "outcomes/0/unit", "MtCO2/a");
  assert_by(json_number_at(r.out, "outcomes/0/year"), 2035, 0);
  double k = json_number_at(r.out, "cost/factors"), sum = 0, total = 0;
  assert_true(k >= 20);
  assert_by(json_number_at(r.out, "cost/runs"), 64 * (k + 2), 0);
  for (unsigned i = 0; i < k; i++) sum += at(r.out, "S1", i), total += at(r.out, "ST", i);
  assert_true(sum > 0.2 && sum < 1.2 && total > 0.3);
  done(&r);
  same_out(GREEN " --archive %s/green.db --json", GREEN " --no-archive --json --jobs 1 --isa sse2 --block 8");
  r = run(GREEN " --no-archive --lang en");
  assert_exit(r, 0);
  assert_says(r.out, "not converged");
  assert_says(r.out, "give the same command with -n ");
  assert_says(r.out, "Tornado");
  done(&r);
}

static void years_in_one_pass(void **state) {
  (void)state;
  Ran r = run("sensitivity morris scripts/green.lua --indicators co2,gdp --years 2030-2035 -n 4 --no-archive --csv %s/effects.csv --lang en");
  assert_exit(r, 0);
  assert_says(r.out, "Heat map: mu_star, input x year, 2030–2035");
  char *csv = read_whole(scratch_path("effects.csv"));
  assert_non_null(csv);
  assert_says(csv, "outcome,year,unit,measure,input,value,low,high,converged,next_n\n");
  assert_says(csv, "\nco2,2030,MtCO2/a,mu_star,");
  assert_says(csv, "\ngdp,2035,");
  free(csv);
  done(&r);
}

/* The ready-made study, in small. */
static void the_shipped_study_runs(void **state) {
  (void)state;
  char command[512];
  const char *build = getenv("BUILD");
  snprintf(command, sizeof command, "program=$(realpath %s/yuanjing) && cd %s && PROGRAM=\"$program\" SCENARIO=\"$OLDPWD/scripts/green.lua\" SIZED='-n 4' bash \"$OLDPWD/scripts/studies/co2_2035.sh\" >stdout 2>stderr",
           build ? build : "build", scratch);
  int status = system(command);
  char *err = read_whole(scratch_path("stderr")), *out = read_whole(scratch_path("stdout"));
  if (status) print_error("%.500s\n", err);
  assert_int_equal(status, 0);
  assert_says(out, "morris");
  assert_says(out, "热力图：ST");
  assert_int_equal(access(scratch_path("co2_2035.csv"), R_OK), 0);
  free(out), free(err);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(bad_runs_take_their_base_point), cmocka_unit_test(refusals),
    cmocka_unit_test(larger_n_takes_over), cmocka_unit_test(another_method_analyses_what_is_stored), cmocka_unit_test(made_again_from_the_archive), cmocka_unit_test(interrupted), cmocka_unit_test(interrupted_after_the_runs), cmocka_unit_test(outcomes_beyond_the_bound_lie_in_a_file), cmocka_unit_test(killed_and_gone_on_with),
    cmocka_unit_test(co2_of_green_in_2035), cmocka_unit_test(years_in_one_pass), cmocka_unit_test(the_shipped_study_runs),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
