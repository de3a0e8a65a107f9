/* What all commands have in common: help, usage, mistakes; on a town of made-up numbers (tests/cli/toy). */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#define TOY "tests/cli/toy/"

static void help_stands_at_every_command(void **state) {
  (void)state;
  static const char *const commands[] = {"run", "compare", "diff", "check", "why", "new", "vocabulary"};
  Ran r = run("--help");
  assert_exit(r, 0);
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    char line[64];
    assert_has(r.out, commands[i]);
    snprintf(line, sizeof line, "%s --help --lang en", commands[i]);
    Ran one = run(line), other;
    snprintf(line, sizeof line, "help %s --lang en", commands[i]);
    other = run(line);
    assert_exit(other, 0);
    assert_string_equal(one.out, other.out);
    done(&other);
    assert_exit(one, 0);
    assert_has(one.out, "Usage: yuanjing ");
    assert_has(one.out, "Examples:");
    assert_has(one.out, "--json");
    assert_has(one.out, "--quiet");
    assert_string_equal(one.err, "");
    done(&one);
  }
  done(&r);
}

/* ---- usage and mistakes ------------------------------------------------------------------------------------------- */

static void usage_is_a_sentence_and_two(void **state) {
  (void)state;
  static const char *const lines[][2] = {
    {"", "yuanjing needs a command"},
    {"rnu x.lua", "there is no command 'rnu' (did you mean 'run'?); 'yuanjing --help' lists the commands"},
    {"run", "run needs a scenario or model file; 'yuanjing run --help' shows examples (E905)"},
    {"run a.lua b.lua", "'b.lua' is one argument too many for run"},
    {"run --yaers 2030 x.lua", "run has no option '--yaers' (did you mean '--years'?); 'yuanjing run --help' lists them"},
    {"run x.lua --years", "the option --years needs a value: 2025,2030-2035"},
    {"run x.lua --years 2030-", "'2030-' is no value for --years; write up to 24 years like 2025,2030-2035"},
    {"run x.lua --years 2000-2035", "'2000-2035' is no value for --years"},
    {"run x.lua --lang fr", "'fr' is no value for --lang; write zh or en"},
    {"run x.lua --set carbon_price", "is no value for --set; write a name, = and a value"},
    {"run x.lua --json=1", "'1' is no value for --json; write it alone"},
    {"run x.lua -x", "run has no option '-x'"},
    {"compare x.lua", "compare needs two scenario files or more"},
    {"check x.lua --out y", "check has no option '--out'"},
    {"run " TOY "base.lua --years 2019", "'2019' is no time of this run; it goes from 2020 to 2030 in steps of 1"},
  };
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    Ran r = run(lines[i][0]);
    assert_exit(r, 2);
    assert_string_equal(r.out, "");
    assert_has(r.err, lines[i][1]);
    assert_int_equal(strchr(r.err, '\n') - r.err, (long)strlen(r.err) - 1);      /* one line */
    done(&r);
  }
}

static void a_wrong_script_is_three_with_its_line(void **state) {
  (void)state;
  char command[1024];
  snprintf(command, sizeof command, "cp " TOY "*.lua %s/ && echo 'wrong = flow \"人\" { births }' >>%s/town.lua", scratch, scratch);
  assert_int_equal(system(command), 0);
  static const char *const lines[] = {"run --json %s/base.lua", "check --json %s/base.lua", "why births --json %s/base.lua",
                                      "compare --json %s/base.lua %s/more.lua", "diff --json %s/base.lua %s/more.lua"};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    Ran r = run(lines[i]);
    assert_exit(r, 3);
    assert_string_equal(r.out, "");
    assert_has(r.err, "/town.lua:");
    done(&r);
  }
  Ran r = run("run no/such/file.lua");
  assert_true(r.exit == 3 || r.exit == 4);
  assert_has(r.err, "no/such/file.lua");
  done(&r);
}

/* Its name outlives the linker that read it: memory that was given back is overwritten here. */
static void a_wrong_table_is_named(void **state) {
  (void)state;
  setenv("MALLOC_PERTURB_", "165", 1);
  Ran r = run("check tests/cases/errors/E513_empty/bad/model.lua");
  unsetenv("MALLOC_PERTURB_");
  assert_exit(r, 3);
  assert_has(r.err, "tests/cases/errors/E513_empty/bad/numbers.csv:2:13: the cell 'value' is empty; fill it in (E513)");
  done(&r);
}

static void json_comes_out_the_same_twice(void **state) {
  (void)state;
  Ran a = run("run --json --all " TOY "more.lua"), b = run("run --all --json " TOY "more.lua");
  assert_string_equal(a.out, b.out);
  done(&a);
  done(&b);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(help_stands_at_every_command),
    cmocka_unit_test(usage_is_a_sentence_and_two),
    cmocka_unit_test(a_wrong_script_is_three_with_its_line),
    cmocka_unit_test(a_wrong_table_is_named),
    cmocka_unit_test(json_comes_out_the_same_twice),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
