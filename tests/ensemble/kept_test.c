/* What an archive keeps of batches and studies, and what it tells of them. */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#include <sqlite3.h>
#include <unistd.h>

#define VALLEY "tests/ensemble/valley/"
#define CASES "tests/cases/sensitivity/"

/* sh does it; %s is the scratch folder, $Y the program. */
static Ran shell(const char *commands) {
  char script[4096], whole[5000];
  const char *build = getenv("BUILD");
  snprintf(script, sizeof script, commands, scratch, scratch, scratch, scratch, scratch);
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

static void change(const char *archive, const char *sql) {
  sqlite3 *db;
  assert_int_equal(sqlite3_open(scratch_path(archive), &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

/* ---- no finished work is dropped ------------------------------------------------------------------------------------------ */

static void a_part_of_another_size_drops_nothing(void **state) {
  (void)state;
  Ran r = shell("for p in '131072 1' '131072 2' '131072 3' '65536 2'; do set -- $p; $Y ensemble " VALLEY "long.lua -n $1 --shard $2/3 --archive %s/s$1-$2.db --quiet || exit 9; done;"
                "$Y archive merge %s/s131072-1.db --archive %s/w.db --lang en && $Y archive merge %s/s65536-2.db --archive %s/w.db --lang en");
  assert_exit(r, 2);
  assert_has(r.err, "joined, 44032 of 131072 runs");
  assert_has(r.err, "or of another size");
  assert_has(r.err, "(E843)");
  done(&r);
  r = shell("W='--archive %s/w.db --lang en'; $Y archive list $W; cd . ; $Y archive merge %s/s131072-2.db %s/s131072-3.db $W");
  assert_exit(r, 0);
  assert_has(r.out, "44032/131072");
  assert_has(r.err, "joined, all 131072 runs are there");
  done(&r);
}

/* A smaller one beside a larger that is unfinished. */
static void a_smaller_batch_leaves_an_unfinished_larger_alone(void **state) {
  (void)state;
  Ran r = shell("W='--archive %s/w.db --lang en'; $Y ensemble " VALLEY "long.lua -n 131072 --shard 1/3 $W --quiet && $Y ensemble " VALLEY "long.lua -n 65536 $W --quiet --out %s/a.json &&"
                "$Y ensemble " VALLEY "long.lua -n 65536 --no-archive --quiet --out %s/b.json && cmp %s/a.json %s/b.json && $Y archive list $W");
  assert_exit(r, 0);
  assert_has(r.out, "44032/131072");
  done(&r);
}

/* ---- what is damaged is told --------------------------------------------------------------------------------------------------- */

static void a_damaged_checkpoint_is_told(void **state) {
  (void)state;
  static const char flip[] = "UPDATE study SET finished = 0, state = CAST(substr(state, 1, 1000) || x'55' || substr(state, 1002) AS BLOB)";
  Ran r = shell("$Y ensemble " VALLEY "long.lua -n 65536 --archive %s/e.db --quiet --out %s/e.json && $Y sensitivity pawn " CASES "ishigami.lua -n 4096 --archive %s/s.db --quiet --out %s/s.json");
  assert_exit(r, 0);
  done(&r);
  change("e.db", flip), change("s.db", flip);
  r = shell("cd . ; $Y ensemble " VALLEY "long.lua -n 65536 --archive %s/e.db --lang en --out %s/e2.json && cmp %s/e.json %s/e2.json");
  assert_exit(r, 0);
  assert_has(r.err, "the archive's checkpoint is damaged: it starts from the first run\n");
  done(&r);
  r = shell("cd . ; $Y sensitivity pawn " CASES "ishigami.lua -n 4096 --archive %s/s.db --lang en --out %s/s2.json && cmp %s/s.json %s/s2.json");
  assert_exit(r, 0);
  assert_has(r.err, "the archive's checkpoint is damaged: it starts from the first run\n");
  done(&r);
}

/* ---- a command that is refused writes nothing ------------------------------------------------------------------------------------ */

static void a_refused_study_leaves_nothing(void **state) {
  (void)state;
  Ran r = shell("{ echo x1,x2,x3; seq 1 500 | awk '{ print $1 / 600, ($1 * 7 %% 500) / 600, ($1 * 13 %% 500) / 600 }' OFS=,; } >%s/p.csv;"
                "$Y sensitivity morris " CASES "ishigami.lua --points %s/p.csv --archive %s/a.db --lang en; code=$?; ls %s; exit $code");
  assert_exit(r, 2);
  assert_has(r.err, "points in trajectories, each step moving one input");
  assert_string_equal(r.out, "p.csv\nstderr\nstdout\n");
  done(&r);
  r = shell("$Y sensitivity pawn " CASES "ishigami.lua -n 4 --archive %s/a.db; code=$?; ls %s; exit $code");
  assert_exit(r, 2);
  assert_string_equal(r.out, "p.csv\nstderr\nstdout\n");
  done(&r);
  r = shell("$Y sensitivity morris " CASES "ishigami.lua -n 1 --archive %s/a.db; code=$?; ls %s; exit $code");
  assert_exit(r, 2);
  assert_string_equal(r.out, "p.csv\nstderr\nstdout\n");
  done(&r);
}

/* ---- what is told of a study ------------------------------------------------------------------------------------------------------ */

static void a_part_without_an_archive_is_refused(void **state) {
  (void)state;
  Ran r = shell("$Y ensemble " VALLEY "long.lua -n 9000 --shard 1/3 --no-archive --lang en");
  assert_exit(r, 2);
  assert_has(r.err, "--no-archive keeps nothing to join");
  done(&r);
}

static void a_study_shows_its_indices(void **state) {
  (void)state;
  Ran r = shell("A='--archive %s/a.db --lang en'; $Y sensitivity sobol " CASES "ishigami.lua -n 256 --second-order $A --quiet --csv %s/own.csv && $Y archive show 1 $A && $Y archive export 1 $A --out %s/x.csv && cmp %s/own.csv %s/x.csv");
  assert_exit(r, 0);
  assert_has(r.out, "1  sensitivity sobol  ishigami  2048  finished\n");
  assert_has(r.out, "--runs 256 ");
  assert_null(strstr(r.out, " -n 2048"));
  assert_has(r.out, "Ishigami 1\n");
  assert_null(strstr(r.out, "Ishigami 0\n"));
  const char *table = strstr(r.out, "Ishigami 1\n"), *x1 = strstr(table, "\nx1 "), *x3 = strstr(table, "\nx3 ");
  assert_true(x1 && x3 && x1 < x3);                        /* ranked by ST */
  assert_has(table, "95% interval of ST");
  done(&r);
  r = shell("A='--archive %s/a.db --lang en'; i=1; for m in morris regression; do i=$((i + 1)); $Y sensitivity $m " CASES "ishigami.lua -n 256 $A --quiet --csv %s/own.csv && $Y archive export $i $A --out %s/x.csv && cmp %s/own.csv %s/x.csv || exit 9; done");
  assert_exit(r, 0);
  done(&r);
  r = shell("$Y archive list --archive %s/a.db --lang en");
  assert_has(r.out, "sensitivity regression");
  assert_has(r.out, "sensitivity morris");
  done(&r);
}

/* The line that is shown, given to a shell in the folder of the texts, is the same study. */
static void the_command_shown_can_be_pasted(void **state) {
  (void)state;
  Ran r = shell("Y=$(realpath $Y); cp -R " VALLEY " %s/v; cd %s/v && $Y sensitivity pawn calm.lua -n 512 --set \"poison=path { [2001] = 0.1, [2035] = 0.2 }\" --design latin --archive a.db --quiet --out one.json && "
                "$Y archive show 1 --archive a.db --lang en > shown && sed -n 's/^asked  yuanjing //p' shown > line && eval \"$Y $(cat line) --archive b.db --quiet --out two.json\" && cmp one.json two.json && cat line");
  assert_exit(r, 0);
  assert_has(r.out, "--set 'poison=path { [2001] = 0.1, [2035] = 0.2 }'");
  done(&r);
}

/* What the summary tells of the first ten is told of any run that is listed. */
static void any_bad_run_is_told(void **state) {
  (void)state;
  Ran r = shell("A='--archive %s/a.db --lang en'; $Y ensemble " VALLEY "poisoned.lua -n 9000 $A > %s/told && $Y sensitivity pawn " CASES "poisoned.lua -n 512 $A --quiet > /dev/null;"
                "grep -o 'run [0-9]*: .*' %s/told");
  assert_exit(r, 0);
  assert_has(r.out, "is not finite in 20");
  assert_has(r.out, "check '");
  done(&r);
  r = shell("A='--archive %s/a.db --lang en'; grep -o 'run [0-9]*: .*' %s/told > %s/one; for r in $(sed 's/run //; s/:.*//' %s/one); do $Y archive show 1 --bad $r $A; done > %s/two");
  assert_exit(r, 0);
  done(&r);
  char *one = read_whole(scratch_path("one")), *two = read_whole(scratch_path("two"));
  assert_true(strlen(one) > 500);
  assert_string_equal(one, two);
  free(one), free(two);
  r = shell("A='--archive %s/a.db --lang en'; $Y archive show 2 $A; n=$($Y archive show 2 $A | sed -n 's/.*--bad //p'); $Y archive show 2 --bad $n $A");
  assert_exit(r, 0);
  assert_has(r.out, "what went wrong: archive show ID --bad ");
  assert_has(r.out, "x1 = 0.");
  done(&r);
  r = shell("A='--archive %s/a.db --lang en'; $Y archive show 1 --bad 8999999 $A");
  assert_exit(r, 2);
  assert_has(r.err, "is not among the bad runs listed of study 1");
  assert_has(r.err, "(E844)");
  done(&r);
}

/* ---- raw outcomes ------------------------------------------------------------------------------------------------------------------ */

/* A column a year that is asked for, and the inputs: the same draws, with and without an archive. */
static void draws_take_years_and_inputs(void **state) {
  (void)state;
  Ran r = shell("D='-n 3000 --indicators output --quiet'; Y=\"$Y ensemble " VALLEY "poisoned.lua\"; cd %s; Y=$(echo $Y | sed \"s#ensemble tests#ensemble $OLDPWD/tests#; s#^build#$OLDPWD/build#\");"
                "$Y $D --no-archive --draws last.csv && $Y $D --no-archive --years 2025,2035 --draws-inputs --draws years.csv && $Y $D --archive a.db --years 2025,2035 --draws-inputs --draws kept.csv && cmp years.csv kept.csv &&"
                "cut -d, -f1,2,3,5 years.csv | cmp - last.csv && head -1 years.csv && head -1 last.csv && sed -n 2p years.csv | tr , '\\n' | wc -l");
  assert_exit(r, 0);
  assert_has(r.out, "run,twofold,crowded,output@2025,output@2035,");
  assert_has(r.out, "run,twofold,crowded,output@2035\n");
  assert_has(r.out, ",rise,");
  assert_has(r.out, "\n12\n");                               /* 5 and 7 inputs */
  done(&r);
  r = shell("cd . ; $Y ensemble " VALLEY "long.lua -n 200000 --indicators output --quiet --no-archive --years 2025,2035 --draws %s/a.npy; $Y ensemble " VALLEY "long.lua -n 200000 --indicators output --quiet --archive %s/b.db --years 2025,2035 --draws %s/b.npy && cmp %s/a.npy %s/b.npy");
  assert_exit(r, 0);
  done(&r);
  r = shell("$Y ensemble " VALLEY "poisoned.lua -n 3000 --no-archive --years 1999 --draws %s/x.csv --lang en; $Y ensemble " VALLEY "poisoned.lua -n 3000 --no-archive --draws-inputs --lang en");
  assert_exit(r, 2);
  assert_has(r.err, "(E907)");
  assert_has(r.err, "--draws-inputs alone");
  done(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(a_part_of_another_size_drops_nothing, fresh), cmocka_unit_test_setup(a_smaller_batch_leaves_an_unfinished_larger_alone, fresh),
    cmocka_unit_test_setup(a_damaged_checkpoint_is_told, fresh), cmocka_unit_test_setup(a_refused_study_leaves_nothing, fresh),
    cmocka_unit_test_setup(a_part_without_an_archive_is_refused, fresh), cmocka_unit_test_setup(a_study_shows_its_indices, fresh), cmocka_unit_test_setup(the_command_shown_can_be_pasted, fresh),
    cmocka_unit_test_setup(any_bad_run_is_told, fresh), cmocka_unit_test_setup(draws_take_years_and_inputs, fresh),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
