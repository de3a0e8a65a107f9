/* `ensemble` and `archive` as people use them: gone on with, stopped, refused, kept, computed again. */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#include "base/text.h"
#include "record/digest.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <time.h>

#define VALLEY "tests/ensemble/valley/"

/* sh does it; %s is the scratch folder, $Y the program. */
static Ran shell(const char *commands) {
  char script[4096], whole[5000];
  const char *build = getenv("BUILD");
  snprintf(script, sizeof script, commands, scratch, scratch, scratch, scratch);
  snprintf(whole, sizeof whole, "Y=%s/yuanjing; { %s ; } >%s/stdout 2>%s/stderr", build ? build : "build", script, scratch, scratch);
  int status = system(whole);
  char out[128], err[128];
  snprintf(out, sizeof out, "%s/stdout", scratch), snprintf(err, sizeof err, "%s/stderr", scratch);
  return (Ran){WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), read_whole(out), read_whole(err)};
}

static int fresh(void **state) {
  (void)state;
  Ran r = shell("cd %s && rm -rf *");
  done(&r);
  return 0;
}

static void same_files(const char *a, const char *b) {
  char *x = read_whole(scratch_path(a)), *y = read_whole(scratch_path(b));
  assert_non_null(x);
  assert_non_null(y);
  assert_true(strlen(x) > 1000);
  assert_true(strcmp(x, y) == 0);
  free(x), free(y);
}

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- the archive goes on with it ---------------------------------------------------------------------------------------- */

static void more_runs_go_on_fewer_leave_the_larger_alone(void **state) {
  (void)state;
  Ran r = shell("$Y ensemble " VALLEY "long.lua -n 50000 --archive %s/a.db --out %s/small.json --quiet");
  assert_exit(r, 0);
  done(&r);
  r = shell("$Y ensemble " VALLEY "long.lua -n 90000 --archive %s/a.db --out %s/large.json --lang en");
  assert_exit(r, 0);
  assert_has(r.err, "goes on from run 49152\n");
  done(&r);
  r = shell("$Y ensemble " VALLEY "long.lua -n 50000 --archive %s/a.db --out %s/again.json --quiet && $Y archive list --archive %s/a.db --lang en");
  assert_exit(r, 0);
  assert_has(r.out, " 90000  finished");
  done(&r);
  same_files("small.json", "again.json");
  r = shell("$Y ensemble " VALLEY "long.lua -n 90000 --no-archive --out %s/direct.json --quiet");
  assert_exit(r, 0);
  done(&r);
  same_files("large.json", "direct.json");
  char *json = read_whole(scratch_path("direct.json"));
  assert_true(strncmp(json_at(json, "exact"), "false", 5) == 0);
  free(json);
}

/* Threads, blocks, instruction set, shards, n and the place of the files are not in the key. */
static void the_key_is_what_the_numbers_depend_on(void **state) {
  (void)state;
  Ran r = shell("A=\"--archive %s/a.db --quiet\"; $Y ensemble " VALLEY "calm.lua -n 3000 $A; $Y ensemble " VALLEY "calm.lua -n 9000 --jobs 3 --block 8 --isa sse2 $A;"
                "$Y ensemble " VALLEY "calm.lua -n 9000 --shard 2/3 $A; cp -R " VALLEY " %s/moved; $Y ensemble %s/moved/calm.lua $A;"
                "$Y archive list --archive %s/a.db --json");
  assert_exit(r, 0);
  assert_non_null(json_at(r.out, "studies/0"));
  assert_null(json_at(r.out, "studies/1"));
  done(&r);
  r = shell("A=\"--archive %s/a.db --quiet\"; $Y ensemble " VALLEY "calm.lua --seed 2 $A; $Y ensemble " VALLEY "calm.lua --design random $A; $Y ensemble " VALLEY "calm.lua --set poison=0.5 $A;"
            "$Y ensemble " VALLEY "calm.lua --indicators output $A; $Y ensemble " VALLEY "poisoned.lua $A; sed -i s/1.7/1.6/ %s/moved/sampled.csv; $Y ensemble %s/moved/calm.lua $A;"
            "$Y archive list --archive %s/a.db --json");
  assert_exit(r, 0);
  assert_non_null(json_at(r.out, "studies/6"));
  assert_null(json_at(r.out, "studies/7"));
  done(&r);
}

/* ---- stopped ------------------------------------------------------------------------------------------------------------ */

static pid_t start(const char *const *arguments) {
  char program[256];
  const char *build = getenv("BUILD");
  snprintf(program, sizeof program, "%s/yuanjing", build ? build : "build");
  fflush(NULL);
  pid_t child = fork();
  if (child != 0) return child;
  int null = open("/dev/null", O_WRONLY), err = open(scratch_path("stderr"), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(null, 1), dup2(err, 2);
  execv(program, (char *const *)arguments);
  _exit(99);
}

static int end_of(pid_t child) {
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

static void wait_a_little(double s) {
  struct timespec t = {(time_t)s, (long)(1e9 * (s - floor(s)))};
  nanosleep(&t, NULL);
}

static void one_signal_stops_within_a_second_and_the_command_goes_on(void **state) {
  (void)state;
  static const int signals[] = {SIGINT, SIGTERM, SIGINT};
  char archive[160];
  snprintf(archive, sizeof archive, "%s/a.db", scratch);
  const char *const arguments[] = {"yuanjing", "ensemble", VALLEY "long.lua", "-n", "64000000", "--archive", archive, "--lang", "en", NULL};
  double slowest = 0;
  for (int i = 0; i < 3; i++) {
    pid_t child = start(arguments);
    wait_a_little(0.7 + 0.1 * i);
    double from = seconds();
    kill(child, signals[i]);
    assert_int_equal(end_of(child), 128 + signals[i]);
    slowest = fmax(slowest, seconds() - from);
    char *err = read_whole(scratch_path("stderr"));
    assert_has(err, "stopped; the same command goes on from here.");
    if (i) assert_has(err, "goes on from run ");
    free(err);
  }
  assert_true(slowest < (getenv("SLOWER") ? 8.0 : 1.0));
  print_message("# measured: stopped %.0f ms after the signal\n", 1000 * slowest);
  Ran r = shell("$Y archive list --archive %s/a.db --lang en");
  assert_has(r.out, "can go on");
  done(&r);
}

/* A program that counts its lines says so itself when it cannot write the counts. */
static void drop_lines(char *text, const char *with) {
  for (char *line = text, *end; *line; line = end) {
    end = line + strcspn(line, "\n");
    end += *end == '\n';
    if (strncmp(line, with, strlen(with)) == 0) memmove(line, end, strlen(end) + 1), end = line;
  }
}

static void refused(const char *commands, int code, const char *part) {
  Ran r = shell(commands);
  assert_exit(r, code);
  assert_has(r.err, part);
  drop_lines(r.err, "libgcov profiling error:");
  assert_true(strchr(r.err, '\n') == r.err + strlen(r.err) - 1);         /* one sentence */
  done(&r);
}

/* A chunk of this model takes seconds; what is at hand is given up, the rest is gone on with. */
static void a_slow_model_stops_within_a_second(void **state) {
  (void)state;
  char archive[160];
  snprintf(archive, sizeof archive, "%s/a.db", scratch);
  const char *const arguments[] = {"yuanjing", "ensemble", "tests/ensemble/slow/model.lua", "-n", "1200", "--archive", archive, "--lang", "en", NULL};
  double slowest = 0;
  unsigned stops = 0;
  for (int i = 0; i < 4; i++) {
    pid_t child = start(arguments);
    wait_a_little(0.4 + 1.1 * i);
    double from = seconds();
    kill(child, SIGINT);
    int code = end_of(child);
    if (code == 0) break;                                /* it was faster */
    assert_int_equal(code, 130);
    slowest = fmax(slowest, seconds() - from), stops++;
  }
  assert_true(stops > 0);
  assert_true(slowest < (getenv("SLOWER") ? 8.0 : 1.0));
  print_message("# measured: a model of more than a millisecond a run stopped %.0f ms after the signal\n", 1000 * slowest);
  Ran r = shell("$Y ensemble tests/ensemble/slow/model.lua -n 1200 --archive %s/a.db --quiet --out %s/a.json && $Y ensemble tests/ensemble/slow/model.lua -n 1200 --no-archive --quiet --out %s/b.json; ls %s");
  assert_exit(r, 0);
  assert_null(strstr(r.out, "running"));
  done(&r);
  same_files("a.json", "b.json");
}

/* While a batch runs, its archive can be read; a second writer is refused. */
static void readers_come_in_while_a_batch_runs(void **state) {
  (void)state;
  char archive[160];
  snprintf(archive, sizeof archive, "%s/a.db", scratch);
  const char *const arguments[] = {"yuanjing", "ensemble", VALLEY "long.lua", "-n", "90000000", "--archive", archive, "--quiet", NULL};
  Ran r = shell("$Y ensemble " VALLEY "calm.lua -n 3000 --archive %s/a.db --quiet");
  assert_exit(r, 0);
  done(&r);
  pid_t child = start(arguments);
  wait_a_little(1.5);
  double first = 0, from = seconds();
  for (int i = 0; i < 6; i++) {
    r = shell("A='--archive %s/a.db'; $Y archive list $A --json && $Y archive show 1 $A >/dev/null && $Y archive show 2 $A >/dev/null && $Y archive export 1 $A --out %s/x.json");
    assert_exit(r, 0);
    assert_true(strncmp(json_at(r.out, "studies/1/finished"), "false", 5) == 0);
    double done_now = json_number_at(r.out, "studies/1/done");
    assert_true(done_now >= first);
    first = done_now;
    done(&r);
    wait_a_little(0.3);
  }
  print_message("# measured: list, show and export of an archive in use took %.0f ms together\n", 1000 * (seconds() - from - 1.8) / 6);
  refused("$Y ensemble " VALLEY "long.lua -n 90000000 --archive %s/a.db --quiet 2>%s/locked; code=$?; cat %s/locked >&2; exit $code", 4, "another process is writing to this archive");
  kill(child, SIGKILL);
  end_of(child);
  assert_true(first > 0);
  r = shell("ls %s; $Y archive list --archive %s/a.db --lang en");
  assert_has(r.out, "a.db-running-");
  assert_has(r.out, "can go on");
  done(&r);
}

/* The machine started anew, or the file is damaged: the archive's checkpoint is gone on from, and a line says so. */
static void what_cannot_be_gone_on_with_is_told(void **state) {
  (void)state;
  char archive[160];
  snprintf(archive, sizeof archive, "%s/a.db", scratch);
  const char *const arguments[] = {"yuanjing", "ensemble", VALLEY "long.lua", "-n", "90000000", "--archive", archive, "--quiet", NULL};
  pid_t child = start(arguments);
  wait_a_little(1.2);
  kill(child, SIGKILL);
  end_of(child);
  Ran r = shell("printf x | dd of=$(ls %s/a.db-running-* | grep -v chunks) bs=1 seek=40 conv=notrunc");
  done(&r);
  const char *const again[] = {"yuanjing", "ensemble", VALLEY "long.lua", "-n", "90000000", "--archive", archive, "--lang", "en", NULL};
  child = start(again);
  wait_a_little(0.8);
  kill(child, SIGINT);
  assert_int_equal(end_of(child), 130);
  char *err = read_whole(scratch_path("stderr"));
  assert_has(err, "cannot be used and was set aside as ...-unfit: it goes on from the archive's checkpoint\n");
  assert_has(err, "\ngoes on from run ");
  free(err);
}

static void a_second_signal_ends_it_at_once(void **state) {
  (void)state;
  const char *const arguments[] = {"yuanjing", "ensemble", VALLEY "long.lua", "-n", "64000000", "--no-archive", "--quiet", NULL};
  pid_t child = start(arguments);
  wait_a_little(0.4);
  kill(child, SIGINT);
  kill(child, SIGTERM);
  double from = seconds();
  int code = end_of(child);
  assert_true(code == 130 || code == 143);
  assert_true(seconds() - from < 0.5);
}

/* ---- raw outcomes --------------------------------------------------------------------------------------------------------- */

enum { DRAWN = 3000, COLUMNS = 6 };                      /* run, twofold, crowded, three indicators */

static double little_double(const unsigned char *p) {
  uint64_t w = 0;
  double x;
  for (int i = 0; i < 8; i++) w |= (uint64_t)p[i] << (8 * i);
  memcpy(&x, &w, sizeof x);
  return x;
}

static void draws_are_every_run(void **state) {
  (void)state;
  Ran r = shell("for e in csv npy; do $Y ensemble " VALLEY "poisoned.lua -n 3000 --no-archive --quiet --draws %s/d.$e --out %s/s.json || exit 9; done; ls %s");
  assert_exit(r, 0);
  assert_string_equal(r.out, "d.csv\nd.csv.columns.txt\nd.npy\nd.npy.columns.txt\ns.json\nstderr\nstdout\n");
  done(&r);
  char *csv = read_whole(scratch_path("d.csv")), *summary = read_whole(scratch_path("s.json")), *line = csv;
  unsigned char *npy = (unsigned char *)read_whole(scratch_path("d.npy"));
  assert_memory_equal(npy, "\x93NUMPY\1\0", 8);
  size_t head = 10 + npy[8] + 256u * npy[9];
  assert_int_equal(head % 64, 0);
  assert_has((char *)npy + 10, "{'descr': '<f8', 'fortran_order': False, 'shape': (3000, 6), }");
  static const char names[] = "run,twofold,crowded,population@2035,output@2035,per_head@2035\n";
  assert_true(strncmp(csv, names, sizeof names - 1) == 0);
  double sum = 0, values = 0, bad = 0;
  for (unsigned run = 0; run < DRAWN; run++) {
    line = strchr(line, '\n') + 1;
    char *cell = line;
    for (unsigned c = 0; c < COLUMNS; c++) {
      size_t n = strcspn(cell, ",\n");
      double x = little_double(npy + head + 8 * (COLUMNS * run + c)), y = NAN;
      if (n) assert_int_equal(text_parse_double(cell, n, &y, NULL), TEXT_NUMBER_OK);
      assert_true(n ? memcmp(&x, &y, sizeof x) == 0 : isnan(x));
      if (c == 0) assert_int_equal(x, run);
      if (c == 1 && n) sum += x, values++;
      if (c == 1 && !n) bad++;
      cell += n + 1;
    }
    assert_true(cell[-1] == '\n');
  }
  assert_true(line[strcspn(line, "\n") + 1] == 0);
  assert_near(sum / values, json_number_at(summary, "outcomes/twofold/mean"), 1e-12);
  assert_within(bad, json_number_at(summary, "bad"), 0);
  char *columns = read_whole(scratch_path("d.npy.columns.txt"));
  assert_has(columns, "3,population@2035,万人,人口\n");
  free(csv), free(npy), free(summary), free(columns);
}

static void netcdf_or_a_sentence(void **state) {
  (void)state;
  Ran r = shell("$Y ensemble " VALLEY "poisoned.lua -n 3000 --no-archive --quiet --draws %s/d.nc; code=$?; ls %s; exit $code");
  if (r.exit == 4) {
    assert_has(r.err, "NetCDF files need libnetcdf");
    assert_string_equal(r.out, "stderr\nstdout\n");
  } else {
    assert_exit(r, 0);
    char *nc = read_whole(scratch_path("d.nc"));
    assert_memory_equal(nc, "CDF\2", 4);
    struct stat is;
    assert_int_equal(stat(scratch_path("d.nc"), &is), 0);
    assert_true(is.st_size > 8 * DRAWN * COLUMNS && is.st_size < 8 * DRAWN * COLUMNS + 4096);
    free(nc);
  }
  done(&r);
}

static void draws_do_not_set_an_archive_back(void **state) {
  (void)state;
  Ran r = shell("$Y ensemble " VALLEY "long.lua -n 60000 --archive %s/a.db --quiet --out %s/one.json && $Y ensemble " VALLEY "long.lua -n 60000 --archive %s/a.db --quiet --out %s/two.json");
  assert_exit(r, 0);
  done(&r);
  r = shell("$Y ensemble " VALLEY "long.lua -n 60000 --archive %s/a.db --quiet --draws %s/d.npy --out %s/drawn.json && $Y archive list --archive %s/a.db --lang en");
  assert_exit(r, 0);
  assert_has(r.out, " 60000  finished");
  done(&r);
  same_files("one.json", "two.json");
  same_files("one.json", "drawn.json");
}

/* ---- refused -------------------------------------------------------------------------------------------------------------- */

static void mistakes_are_told_in_a_sentence(void **state) {
  (void)state;
  refused("$Y ensemble " VALLEY "calm.lua -n 0", 2, "(E904)");
  refused("$Y ensemble " VALLEY "calm.lua -n", 2, "(E903)");
  refused("$Y ensemble " VALLEY "calm.lua --shard 3/2", 2, "like 2/8");
  refused("$Y ensemble " VALLEY "calm.lua --block 12", 2, "a multiple of 8");
  refused("$Y ensemble " VALLEY "calm.lua --no-archive --design sobl", 2, "random, latin, maximin, sobol or grid");
  refused("$Y ensemble " VALLEY "calm.lua --no-archive --draws %s/d.txt", 2, ".csv, .npy or .nc");
  refused("$Y ensemble " VALLEY "calm.lua --no-archive --indicators outputt", 2, "outputt");
  refused("$Y ensemble " VALLEY "calm.lua " VALLEY "poisoned.lua --json", 2, "--json takes one scenario at a time");
  refused("$Y ensemble " VALLEY "calm.lua " VALLEY "poisoned.lua --out %s/s.json", 2, "--out takes one scenario at a time");
  refused("$Y ensemble " VALLEY "calm.lua " VALLEY "poisoned.lua --draws %s/d.csv", 2, "(E671)");
  refused("$Y ensemble " VALLEY "calm.lua --shard 1/2 --exact --archive %s/m.db", 2, "--exact needs every run in one place, --shard makes a part of them");
  refused("$Y ensemble " VALLEY "calm.lua --shard 1/2 --draws %s/d.npy --archive %s/m.db", 2, "(E672)");
  refused("$Y ensemble " VALLEY "calm.lua --shard 1/2 --no-archive", 2, "--no-archive keeps nothing to join: leave one of them out (E674)");
  refused("$Y ensemble " VALLEY "none.lua", 3, "none.lua");
  refused("$Y archive show 7 --archive %s/none.db", 4, "(E821)");
  refused("$Y archive lst", 2, "list, show, export, rerun or merge");
  refused("$Y archive show", 2, "the number of a study");
}

static void full_disks_and_locked_or_foreign_archives(void **state) {
  (void)state;
  refused("$Y ensemble " VALLEY "calm.lua -n 3000 --no-archive --quiet --json > /dev/full", 4, "cannot write the output: No space left on device");
  refused("ulimit -f 40; $Y ensemble " VALLEY "calm.lua -n 9000 --no-archive --quiet --draws %s/d.csv; code=$?; [ -e %s/d.csv ] && exit 9; exit $code", 4, "(E811)");
  refused("ulimit -f 200; $Y ensemble " VALLEY "long.lua -n 60000 --archive %s/a.db --quiet", 4, "the disk is full; what the archive holds is whole");
  refused("ulimit -f 8; $Y ensemble " VALLEY "long.lua -n 60000 --archive %s/b.db --quiet; code=$?; [ -e %s/b.db ] && exit 9; exit $code", 4, "(E823)");
  refused("echo not a database at all, only a line of text > %s/f.db; $Y ensemble " VALLEY "calm.lua --archive %s/f.db --quiet", 4, "no archive of this program");
  /* Rows that do not fit are not counted as done; with room the same command goes on. */
  refused("ulimit -f 20000; $Y ensemble " VALLEY "long.lua -n 800000 --indicators output --archive %s/r.db --quiet --draws %s/r.npy", 4, "the disk is full; what the archive holds is whole");
  Ran r = shell("ls %s | grep -c running && $Y ensemble " VALLEY "long.lua -n 800000 --indicators output --archive %s/r.db --quiet --draws %s/r.npy && $Y ensemble " VALLEY "long.lua -n 800000 --indicators output --no-archive --quiet --draws %s/q.npy");
  assert_exit(r, 0);
  done(&r);
  r = shell("cmp %s/r.npy %s/q.npy && ! ls %s | grep -e running -e part -e unfit && rm %s/[qr].*");
  assert_exit(r, 0);
  done(&r);
  r = shell("cat %s/f.db; ls %s; $Y ensemble " VALLEY "long.lua -n 60000 --archive %s/a.db --quiet");
  assert_exit(r, 0);                                     /* with room, the same command goes on */
  assert_string_equal(r.out, "not a database at all, only a line of text\na.db\nf.db\nstderr\nstdout\n");
  done(&r);
  char archive[160];
  snprintf(archive, sizeof archive, "%s/a.db", scratch);
  const char *const arguments[] = {"yuanjing", "ensemble", VALLEY "long.lua", "-n", "9000000", "--archive", archive, "--quiet", NULL};
  pid_t child = start(arguments);
  wait_a_little(0.4);
  refused("$Y ensemble " VALLEY "calm.lua --archive %s/a.db --quiet 2>%s/locked; code=$?; cat %s/locked >&2; exit $code", 4, "another process is writing to this archive");
  kill(child, SIGINT);
  assert_int_equal(end_of(child), 130);
}

/* ---- what the archive says --------------------------------------------------------------------------------------------- */

static unsigned count(const char *text, const char *part) {
  unsigned n = 0;
  for (const char *p = text; (p = strstr(p, part)); p += strlen(part)) n++;
  return n;
}

static void every_bad_run_is_in_the_archive(void **state) {
  (void)state;
  Ran r = shell("$Y ensemble " VALLEY "poisoned.lua -n 200000 --archive %s/a.db --out %s/s.json --lang en && $Y archive export 1 --archive %s/a.db --out %s/x.json");
  assert_exit(r, 0);
  assert_int_equal(count(r.out, "  run "), 10);
  assert_has(r.out, "the others stand in the archive");
  done(&r);
  char *whole = read_whole(scratch_path("x.json")), *summary = read_whole(scratch_path("s.json"));
  double bad = json_number_at(summary, "bad");
  assert_true(bad > 900 && bad < 1100);                  /* 0.5 % */
  const char *list = json_at(whole, "bad"), *end = json_value(list);
  unsigned listed = 0;
  for (const char *p = list; (p = strstr(p, "\"run\":")) && p < end; p++) listed++;
  assert_within(listed, bad, 0);
  assert_true(strncmp(json_at(whole, "result"), summary, strlen(summary) - 1) == 0);
  assert_true(json_is_one_object(whole));
  free(whole), free(summary);
}

static void a_study_is_computed_again(void **state) {
  (void)state;
  Ran r = shell("$Y ensemble " VALLEY "poisoned.lua -n 5000 --archive %s/a.db --set poison=0.9 --quiet && $Y run " VALLEY "calm.lua --archive %s/a.db --quiet && mkdir %s/tmp");
  assert_exit(r, 0);
  done(&r);
  r = shell("export TMPDIR=%s/tmp; A='--archive %s/a.db --lang en'; $Y archive rerun 1 --verify $A && $Y archive rerun 2 --verify $A && ls -A %s/tmp; $Y archive show 1 $A");
  assert_exit(r, 0);
  assert_true(strncmp(r.out, "identical\nidentical\n1  ensemble  poisoned  5000  finished\n", 40) == 0);
  assert_has(r.out, "yuanjing ensemble poisoned.lua --set poison=0.9 --seed 1");
  assert_has(r.out, "  sampled.csv\n");
  assert_has(r.out, "People in 2035");
  done(&r);
  char archive[160], sql[512];
  const char text[] = "series,year,value,unit,source,confidence\nsampled,2001,1.25,1,made up,high\n";
  snprintf(archive, sizeof archive, "%s/a.db", scratch);
  sqlite3 *db;
  assert_int_equal(sqlite3_open(archive, &db), SQLITE_OK);
  snprintf(sql, sizeof sql, "INSERT INTO source VALUES('%s', '%s'); UPDATE study_source SET hash = '%s' WHERE path LIKE '%%sampled.csv' AND study = 1", digest_of(text, sizeof text - 1).hex, text,
           digest_of(text, sizeof text - 1).hex);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
  r = shell("A='--archive %s/a.db --lang en'; $Y archive rerun 1 $A && $Y archive rerun 1 --verify $A");
  assert_exit(r, 1);
  assert_has(r.out, "changed: of ");
  assert_has(r.out, "largest changes");
  assert_has(r.out, "note: the numerics of this program, or the texts it read, are not those of the archive");
  done(&r);
}

static void scenarios_are_compared_run_by_run(void **state) {
  (void)state;
  Ran r = shell("$Y ensemble " VALLEY "calm.lua " VALLEY "more.lua -n 5000 --no-archive --lang en");
  assert_exit(r, 0);
  assert_has(r.out, "more less calm, the first 4096 runs under the same draws\n");
  const char *output = strstr(strstr(r.out, "more less calm"), "\nOutput  ");
  assert_non_null(output);
  assert_true(strncmp(strstr(output, "%"), "%\n", 2) == 0);
  assert_true(strncmp(strstr(output, "%") - 5, "100.0", 5) == 0);        /* a tenth more output in every run */
  assert_has(strstr(r.out, "more less calm"), "\nPopulation");
  assert_has(strstr(r.out, "more less calm"), "50.0%\n");               /* as many people: neither is higher */
  assert_has(r.out, "Probability of meeting");
  done(&r);
}

static void tables_and_parts(void **state) {
  (void)state;
  Ran r = shell("cd . ; for i in 1 2; do $Y ensemble " VALLEY "long.lua -n 50000 --shard $i/2 --archive %s/p$i.db --quiet || exit 9; done;"
                "$Y archive merge %s/p2.db --archive %s/w.db --lang en && $Y archive export 1 --archive %s/w.db --out /dev/null.csv");
  assert_exit(r, 2);                                     /* nothing to write yet */
  assert_has(r.err, "joined, 24576 of 50000 runs");
  assert_has(r.err, "study 1 is not finished");
  done(&r);
  r = shell("W='--archive %s/w.db'; cd . ; $Y archive merge %s/p1.db $W --lang en && $Y archive export 1 $W --out %s/w.csv && cat %s/w.csv");
  assert_exit(r, 0);
  assert_has(r.err, "joined, all 50000 runs are there");
  assert_has(r.out, "group,name,unit,year,q0.025,q0.1,q0.25,q0.5,q0.75,q0.9,q0.975,mean,sd,min,max,probability\n");
  assert_int_equal(count(r.out, "\nindicators,output,万人,"), 41);
  assert_int_equal(count(r.out, "\ntargets,crowded,万人,,"), 1);
  done(&r);
  r = shell("$Y archive merge %s/p1.db --archive %s/w.db --lang en; $Y ensemble " VALLEY "long.lua -n 50000 --no-archive --quiet --out %s/a.json; $Y ensemble " VALLEY "long.lua -n 50000 --archive %s/w.db --quiet --out /dev/null");
  assert_exit(r, 0);
  assert_has(r.err, "(E843)");
  done(&r);
  r = shell("$Y archive export 1 --archive %s/w.db --out %s/x.json");
  char *whole = read_whole(scratch_path("x.json")), *direct = read_whole(scratch_path("a.json"));
  assert_true(strncmp(json_at(whole, "result"), direct, strlen(direct) - 1) == 0);
  free(whole), free(direct), done(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(more_runs_go_on_fewer_leave_the_larger_alone, fresh), cmocka_unit_test_setup(the_key_is_what_the_numbers_depend_on, fresh),
    cmocka_unit_test_setup(one_signal_stops_within_a_second_and_the_command_goes_on, fresh), cmocka_unit_test_setup(a_second_signal_ends_it_at_once, fresh),
    cmocka_unit_test_setup(a_slow_model_stops_within_a_second, fresh), cmocka_unit_test_setup(readers_come_in_while_a_batch_runs, fresh), cmocka_unit_test_setup(what_cannot_be_gone_on_with_is_told, fresh),
    cmocka_unit_test_setup(draws_are_every_run, fresh), cmocka_unit_test_setup(netcdf_or_a_sentence, fresh), cmocka_unit_test_setup(draws_do_not_set_an_archive_back, fresh),
    cmocka_unit_test_setup(mistakes_are_told_in_a_sentence, fresh), cmocka_unit_test_setup(full_disks_and_locked_or_foreign_archives, fresh),
    cmocka_unit_test_setup(every_bad_run_is_in_the_archive, fresh), cmocka_unit_test_setup(a_study_is_computed_again, fresh), cmocka_unit_test_setup(scenarios_are_compared_run_by_run, fresh), cmocka_unit_test_setup(tables_and_parts, fresh)};
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
