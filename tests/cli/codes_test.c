/* Failures that need a damaged archive, a broken library, other ranks, or a model of unusual size: each is provoked, and tells
 * its sentence and its exit code. Those of broken text stand in tests/cases/errors, those of the disk in tests/ensemble. */
#define _XOPEN_SOURCE 700
#include "cli/program.h"
#include <sqlite3.h>

static const char *const small = "p = parameter \"1\" {normal(1, 0.1), label = \"p\"}\nx = flow \"1\" {p, label = \"x\"}\n"
                                 "return model \"small\" {start = 0, horizon = 4, show = {{title = \"x\", \"x\"}}}\n";

static void write_text(const char *name, const char *text) {
  FILE *f = fopen(scratch_path(name), "w");
  assert_non_null(f);
  fputs(text, f);
  fclose(f);
}

static void expect(const char *arguments, int exit, const char *code, const char *words) {
  Ran r = run(arguments);
  assert_exit(r, exit);
  assert_has(r.err, code);
  assert_has(r.err, words);
  assert_int_equal(strchr(r.err, '\n') - r.err, (long)strlen(r.err) - 1);      /* one line */
  done(&r);
}

/* ---- what is asked for -------------------------------------------------------------------------------------------- */

static void a_distribution_too_extreme_to_tabulate(void **state) {
  (void)state;
  write_text("model.lua", "p = parameter \"1\" {truncated_normal(0, 1e-300, -1e300, 0)}\nx = flow \"1\" {p, label = \"x\"}\n"
                          "return model \"m\" {start = 0, horizon = 2}\n");
  expect("ensemble %s/model.lua -n 16 --no-archive --lang en", 3, "(E621)", "model.lua:1:20: the quantiles of this truncated_normal distribution cannot be tabulated to 1e-9");
}

static void factors_over_too_many_axes(void **state) {
  (void)state;
  write_text("model.lua", "a = axis {\"i\"}\nb = axis {\"i\"}\nc = axis {\"i\"}\nd = axis {\"i\"}\ne = axis {\"i\"}\nf = axis {\"i\"}\ng = axis {\"i\"}\n"
                          "left = level(\"1\", a, b, c, d) {year, label = \"l\"}\nright = level(\"1\", e, f, g) {year, label = \"r\"}\n"
                          "x = level \"1\" {sum(a, b, c, d, left) * sum(e, f, g, right), label = \"x\"}\n"
                          "return model \"m\" {start = 1, horizon = 4}\n");
  expect("attribute lmdi %s/model.lua --target x --factors left,right --years 1,4 --lang en", 2, "(E646)", "the factors lie over more than 6 axes");
}

static void more_uncertain_inputs_than_can_be(void **state) {
  (void)state;
  enum { INPUTS = 4097 };
  FILE *f = fopen(scratch_path("model.lua"), "w");
  assert_non_null(f);
  fprintf(f, "for i = 1, 1 do end\n");
  for (int i = 0; i < INPUTS; i++) fprintf(f, "p%d = parameter \"1\" {normal(1, 2)}\n", i);
  fprintf(f, "x = flow \"1\" {0");
  for (int i = 0; i < INPUTS; i += 400) fprintf(f, " + y%d", i / 400);
  fprintf(f, ", label = \"x\"}\n");
  for (int i = 0; i < INPUTS; i += 400) {
    fprintf(f, "y%d = flow \"1\" {0", i / 400);
    for (int k = i; k < i + 400 && k < INPUTS; k++) fprintf(f, " + p%d", k);
    fprintf(f, "}\n");
  }
  fprintf(f, "return model \"m\" {start = 0, horizon = 2}\n");
  fclose(f);
  expect("ensemble %s/model.lua -n 16 --no-archive --lang en", 3, "(E673)", "4097 inputs are uncertain, at most 4096 can be");
}

static void one_scenario_for_one_file_of_draws(void **state) {
  (void)state;
  write_text("model.lua", small);
  expect("ensemble %s/model.lua %s/model.lua -n 16 --no-archive --draws %s/draws.csv", 2, "(E671)", "--draws takes one scenario at a time, read 2");
}

static void studies_that_cannot_be_asked(void **state) {
  (void)state;
  static const char *const asked[][3] = {
    {"sobool %s/model.lua --lang en", "(E639)", "there is no method 'sobool' (did you mean 'sobol'?); the methods are morris"},
    {"morris %s/model.lua --second-order --no-archive", "(E643)", "morris has no use for --second-order; sobol looks at pairs"},
    {"sobol %s/model.lua -n 16 --groups by-moon --no-archive", "(E644)", "the groups 'by-moon' cannot be: a group is a name, =, and inputs"},
    {"sobol %s/model.lua -n 67108864 --no-archive", "(E649)", "201326592 runs with 5 outcomes take 16.9 GiB, at most 2 may be taken"},
    {"pawn --from 1 --archive %s/asked.db", "(E638)", "study 1 is no sensitivity study; 'yuanjing archive list' shows which are"},
    {"morris --from 2 --archive %s/asked.db", "(E648)", "study 2 holds a saltelli design, which morris cannot analyse; sobol can"}};
  write_text("model.lua", small);
  Ran r = run("ensemble %s/model.lua -n 64 --archive %s/asked.db --quiet"), s = run("sensitivity sobol %s/model.lua -n 64 --archive %s/asked.db --quiet");
  assert_exit(r, 0);
  assert_exit(s, 0);
  done(&r);
  done(&s);
  for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
    char line[256];
    snprintf(line, sizeof line, "sensitivity %s", asked[i][0]);
    expect(line, 2, asked[i][1], asked[i][2]);
  }
}

/* ---- libraries that are not as they should be ----------------------------------------------------------------------- */

static void make_library(const char *name, const char *source) {
  char command[1024];
  write_text("library.c", source);
  snprintf(command, sizeof command, "${CC:-gcc} -shared -fPIC -o '%s/%s' '%s/library.c'", scratch, name, scratch);
  assert_int_equal(system(command), 0);
}

static void netcdf_that_cannot_be_used(void **state) {
  (void)state;
  char library[32] = "libnetcdf.so.19", path[128];
  write_text("model.lua", small);
  make_library(library, "int nothing;\n");
  setenv("LD_LIBRARY_PATH", scratch, 1);
  expect("ensemble %s/model.lua -n 16 --no-archive --quiet --draws %s/draws.nc", 4, "(E812)", "NetCDF files need libnetcdf, but it lacks functions of version 4; on Debian");
  unsetenv("LD_LIBRARY_PATH");
  snprintf(path, sizeof path, "%s/%s", scratch, library);
  unlink(path);
}

static void mpirun_without_its_library(void **state) {
  (void)state;
  write_text("model.lua", small);
  make_library("libmpi.so.40", "int nothing;\n");
  setenv("LD_LIBRARY_PATH", scratch, 1), setenv("OMPI_COMM_WORLD_SIZE", "2", 1);
  expect("ensemble %s/model.lua -n 16 --no-archive --quiet", 4, "(E831)", "Open MPI's libmpi cannot be used: it is another library than Open MPI; on Debian");
  unsetenv("LD_LIBRARY_PATH"), unsetenv("OMPI_COMM_WORLD_SIZE");
}

/* A library that starts, says that there are two ranks, and then cannot send. */
static void ranks_that_lose_each_other(void **state) {
  (void)state;
  write_text("model.lua", small);
  make_library("libmpi.so.40",
               "int ompi_mpi_comm_world, ompi_mpi_byte, ompi_mpi_errors_return;\n"
               "int MPI_Init_thread(int *n, char ***v, int wanted, int *got) { (void)n; (void)v; *got = wanted; return 0; }\n"
               "int MPI_Finalize(void) { return 0; }\n"
               "int MPI_Comm_rank(void *world, int *rank) { (void)world; *rank = 0; return 0; }\n"
               "int MPI_Comm_size(void *world, int *size) { (void)world; *size = 2; return 0; }\n"
               "int MPI_Comm_set_errhandler(void *world, void *what) { (void)world; (void)what; return 0; }\n"
               "int MPI_Isend(void) { return 1; }\nint MPI_Irecv(void) { return 1; }\nint MPI_Iprobe(void) { return 1; }\n"
               "int MPI_Test(void) { return 1; }\nint MPI_Get_count(void) { return 1; }\n");
  setenv("LD_LIBRARY_PATH", scratch, 1), setenv("OMPI_COMM_WORLD_SIZE", "2", 1);
  expect("ensemble %s/model.lua -n 16 --archive %s/lost.db --quiet", 4, "(E833)", "the ranks can no longer reach each other; what the archive holds is whole");
  unsetenv("LD_LIBRARY_PATH"), unsetenv("OMPI_COMM_WORLD_SIZE");
}

/* Two ranks with different seeds. */
static void ranks_that_read_different_things(void **state) {
  (void)state;
  char command[2048];
  const char *build = getenv("BUILD");
  if (system("command -v mpirun >/dev/null")) { print_message("mpirun is not installed: E832 is not tried\n"); return; }
  write_text("model.lua", small);
  snprintf(command, sizeof command, "mpirun --allow-run-as-root --oversubscribe -np 1 %s/yuanjing ensemble %s/model.lua -n 4096 --no-archive --quiet --seed 1 : "
           "-np 1 %s/yuanjing ensemble %s/model.lua -n 4096 --no-archive --quiet --seed 2 >%s/stdout 2>%s/stderr", build ? build : "build", scratch,
           build ? build : "build", scratch, scratch, scratch);
  assert_int_not_equal(system(command), 0);
  char *err = read_whole(scratch_path("stderr"));
  assert_has(err, "does not read the same files, options and program as rank 0; give every rank the same (E832)");
  free(err);
}

/* ---- an archive that does not have it ---------------------------------------------------------------------------------- */

/* A finished study of 64 runs in a fresh archive, then a change by SQL. */
static void make_archive(const char *sql) {
  char path[128], *message = NULL;
  sqlite3 *db;
  write_text("model.lua", small);
  snprintf(path, sizeof path, "%s/study.db", scratch);
  unlink(path);
  Ran r = run("ensemble %s/model.lua -n 64 --archive %s/study.db --quiet");
  assert_exit(r, 0);
  done(&r);
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, &message), SQLITE_OK);
  sqlite3_close(db);
}

static void a_study_that_is_not_there(void **state) {
  (void)state;
  make_archive("");
  expect("archive show 99 --archive %s/study.db", 2, "(E840)", "the archive has no study 99; 'yuanjing archive list' shows what it has");
}

static void a_study_that_is_not_finished(void **state) {
  (void)state;
  make_archive("UPDATE study SET finished = 0, result = NULL");
  expect("archive rerun 1 --verify --archive %s/study.db", 2, "(E841)", "study 1 is not finished; nothing can be compared or written of it yet");
  expect("archive export 1 --archive %s/study.db --out %s/x.csv", 2, "(E841)", "study 1 is not finished");
}

static void a_study_that_cannot_be_made_again(void **state) {
  (void)state;
  static const char *const changes[][2] = {
    {"UPDATE study SET spec = 'x'", "its command is damaged"},
    {"UPDATE study SET spec = replace(spec, 'ensemble', 'dream')", "this program cannot repeat studies of that kind"},
    {"UPDATE study SET result = '{broken'", "its result is damaged"}};
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    make_archive(changes[i][0]);
    expect("archive rerun 1 --verify --archive %s/study.db", 4, "(E842)", changes[i][1]);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_distribution_too_extreme_to_tabulate),
    cmocka_unit_test(factors_over_too_many_axes),
    cmocka_unit_test(more_uncertain_inputs_than_can_be),
    cmocka_unit_test(one_scenario_for_one_file_of_draws),
    cmocka_unit_test(studies_that_cannot_be_asked),
    cmocka_unit_test(netcdf_that_cannot_be_used),
    cmocka_unit_test(mpirun_without_its_library),
    cmocka_unit_test(ranks_that_lose_each_other),
    cmocka_unit_test(ranks_that_read_different_things),
    cmocka_unit_test(a_study_that_is_not_there),
    cmocka_unit_test(a_study_that_is_not_finished),
    cmocka_unit_test(a_study_that_cannot_be_made_again),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
