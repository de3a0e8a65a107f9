/* What the program prints for people: in the asked language, within the terminal's width, saying what it leaves out; and
 * what it does with names and with values that are not there. */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#define TOY "tests/cli/toy/"
#define VALLEY "tests/cli/chance/scenario.lua"

static void write_text(const char *name, const char *text) {
  FILE *f = fopen(scratch_path(name), "w");
  assert_non_null(f);
  fputs(text, f);
  fclose(f);
}

static void hasnt(const char *text, const char *part) {
  if (!strstr(text, part)) return;
  print_error("'%s' stands in: %.600s\n", part, text);
  fail();
}

/* What a terminal of 80 columns shows (script, of every Debian, makes one). */
static Ran on_terminal(const char *arguments) {
  char line[1024], command[2048];
  const char *build = getenv("BUILD");
  snprintf(line, sizeof line, arguments, scratch, scratch);
  snprintf(command, sizeof command, "TERM=dumb script -qec 'stty cols 80 rows 50; %s/yuanjing %s' /dev/null </dev/null | tr -d '\\r' >%s/shown", build ? build : "build", line, scratch);
  int status = system(command);
  return (Ran){status, read_whole(scratch_path("shown")), strdup("")};
}

static unsigned columns_of(const char *text, size_t n) {
  unsigned width = 0;
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c < 0x80 || c >= 0xC0) width += 1 + (c >= 0xE3 && c < 0xF0);      /* 3 bytes from U+3000: two columns */
  }
  return width;
}

static void within_80_columns(const char *text) {
  for (const char *end; (end = strchr(text, '\n')); text = end + 1)
    if (columns_of(text, (size_t)(end - text)) > 80) print_error("too wide: %.*s\n", (int)(end - text), text), fail();
}

/* ---- languages ----------------------------------------------------------------------------------------------------- */

static const char tied[] =
  "a = parameter \"1\" {normal(1, 0.1)}\nb = parameter \"1\" {normal(1, 0.1)}\nc = parameter \"1\" {normal(1, 0.1)}\n"
  "x = level \"1\" {a + b + c + year, label = {zh = \"和\", en = \"Sum\"}}\n"
  "return model \"tied\" {start = 0, horizon = 2, show = {{title = \"\", \"x\"}}}\n";
static const char tied_scenario[] = "return scenario \"s\" {title = \"s\", model = \"./\", correlate = {{\"a\", \"b\", 0.9}, {\"a\", \"c\", 0.9}, {\"b\", \"c\", -0.9}}}\n";

static void notes_follow_the_language(void **state) {
  (void)state;
  write_text("model.lua", tied), write_text("s.lua", tied_scenario);
  static const char *const commands[2] = {"ensemble %s/s.lua -n 1000 --repair --no-archive", "sensitivity pawn %s/s.lua -n 1000 --repair --no-archive"};
  for (unsigned i = 0; i < 2; i++) {
    Ran r = run(commands[i]);
    assert_exit(r, 0);
    assert_has(r.out, "Sobol 设计只在点数为 2 的幂时均衡");
    assert_has(r.out, "相关系数已修正，最大改动 0.");
    hasnt(r.out, "balanced"), hasnt(r.out, "repaired");
    done(&r);
    char line[256];
    snprintf(line, sizeof line, "%s --lang en", commands[i]);
    r = run(line);
    assert_has(r.out, "a Sobol design is balanced only at a power of two"), assert_has(r.out, "the correlations were repaired");
    done(&r);
  }
}

static void help_tells_the_command_s_own_defaults(void **state) {
  (void)state;
  Ran r = run("sensitivity --help --lang en");
  hasnt(r.out, "4096 unless said"), hasnt(r.out, "sobol unless said");
  assert_has(r.out, "--runs N                 the method's n");
  done(&r);
  r = run("sensitivity --help");
  hasnt(r.out, "默认 4096)"), hasnt(r.out, "默认 sobol)");
  done(&r);
  r = run("ensemble --help --lang en");
  assert_has(r.out, "4096 unless said"), assert_has(r.out, "writes the summary as JSON"), hasnt(r.out, "a CSV of every indicator");
  done(&r);
}

/* ---- width ----------------------------------------------------------------------------------------------------------- */

static void tables_fit_a_terminal(void **state) {
  (void)state;
  Ran r = run("ensemble " VALLEY " -n 64 --archive %s/wide.db --quiet");
  assert_exit(r, 0);
  done(&r);
  static const char *const commands[] = {"compare " TOY "base.lua " TOY "more.lua " TOY "same.lua " TOY "base.lua " TOY "more.lua --all", "archive list --archive %s/wide.db",
                                         "ensemble " VALLEY " -n 8 --no-archive", "run " TOY "base.lua"};
  for (unsigned i = 0; i < sizeof commands / sizeof *commands; i++) {
    r = on_terminal(commands[i]);
    assert_true(strlen(r.out) > 200);
    if (i) within_80_columns(r.out);
    else {                                                                     /* the table; what differs is text with places */
      char *end = strstr(r.out, "\n不同的假设");
      assert_non_null(end);
      *end = 0;
      within_80_columns(r.out);
    }
    done(&r);
  }
}

/* No two cut labels of one table read the same. */
static void cut_labels_differ(const char *text) {
  static char seen[256][128];
  unsigned n = 0;
  for (const char *end; (end = strchr(text, '\n')); text = end + 1) {
    if (end == text) n = 0;
    const char *mark = strstr(text, "…");
    if (!mark || mark > end || mark - text > 100 || n == 256) continue;
    snprintf(seen[n], sizeof seen[n], "%.*s", (int)(mark - text), text);
    for (unsigned i = 0; i < n; i++) assert_string_not_equal(seen[i], seen[n]);
    n++;
  }
}

/* Rows of the shipped main table are told apart at 80 columns. */
static void rows_stay_distinct(void **state) {
  (void)state;
  Ran r = on_terminal("run scripts/baseline.lua");
  cut_labels_differ(r.out);
  assert_has(r.out, "列；加宽窗口");
  done(&r);
  r = on_terminal("ensemble scripts/baseline.lua -n 32 --no-archive");
  cut_labels_differ(r.out);
  assert_has(r.out, "单位GDP二氧");
  done(&r);
}

/* ---- values that are not there, and names -------------------------------------------------------------------------------- */

static const char holed[] =
  "q = parameter \"1\" {uniform(0, 1)}\nk = lever \"1\" {uniform(1, 2)}\nbranch = axis {\"a\", \"b\"}\n"
  "y = level \"1\" {log(abs(q - 0.5) - 0.01) + k + year * 0.001}\n"
  "z = level \"1\" {k + year}\nv = level(\"1\", branch) {k * 2, label = \"Vs\"}\nco2 = level \"1\" {k * year, label = \"CO2\"}\n"
  "late = outcome \"1\" {at(z, 3)}\ngoal = target \"1\" {at_least = 3, year = 3}\n"
  "return model \"m\" {start = 0, horizon = 3, show = {{title = \"\", \"z\", \"y\"}}}\n";

/* Two runs in a hundred have no value, the point run among them. */
static void a_point_run_without_a_value_stops_no_batch(void **state) {
  (void)state;
  write_text("model.lua", holed);
  Ran r = run("ensemble %s/model.lua -n 256 --no-archive");
  assert_exit(r, 0);
  assert_has(r.out, "点预测没有数值(“–”)：");
  assert_has(r.out, "model.lua:4: 'y' is not a number in 0, where q = 0.5");
  assert_has(r.out, "5 次运行不计入汇总"), assert_has(r.out, "run 12: 'y' is not finite in 0");
  assert_has(r.out, "       –\n");
  done(&r);
  r = run("ensemble %s/model.lua -n 256 --no-archive --json");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_same_double(json_number_at(r.out, "bad"), 5);
  assert_has(r.out, "\"point_gap\":\"'y' is not a number in 0");
  assert_true(isfinite(json_number_at(r.out, "indicators/y/years/0/quantiles/3")));
  done(&r);
  r = run("sensitivity regression %s/model.lua -n 256 --indicators y --no-archive");
  assert_exit(r, 0);
  assert_has(r.out, "点预测没有数值");
  done(&r);
  r = run("run %s/model.lua");                                     /* a point run by itself is refused as before */
  assert_exit(r, 3);
  assert_has(r.err, "(E701)");
  done(&r);
}

static void every_name_with_a_value_may_be_asked_for(void **state) {
  (void)state;
  write_text("model.lua", holed);
  static const char *const commands[2] = {"ensemble %%s/model.lua -n 64 --no-archive --json --indicators %s", "sensitivity regression %%s/model.lua -n 64 --no-archive --json --indicators %s"};
  static const char *const names[] = {"z", "v", "v.b", "q", "k", "late", "co2,z", "k,late"};
  for (unsigned c = 0; c < 2; c++)
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
      char line[256];
      snprintf(line, sizeof line, commands[c], names[i]);
      Ran r = run(line);
      assert_exit(r, 0);
      done(&r);
    }
  Ran r = run("ensemble %s/model.lua -n 64 --no-archive --json --indicators k,v,late");
  assert_non_null(json_at(r.out, "indicators/k")), assert_non_null(json_at(r.out, "indicators/v.a")), assert_non_null(json_at(r.out, "outcomes/late"));
  assert_null(json_at(r.out, "indicators/z"));
  done(&r);
  r = run("ensemble %s/model.lua -n 64 --no-archive --json --all");  /* all is not less than what `show` names */
  assert_non_null(json_at(r.out, "indicators/z")), assert_non_null(json_at(r.out, "indicators/co2"));
  done(&r);
}

static void other_names_are_told_truly(void **state) {
  (void)state;
  write_text("model.lua", holed);
  static const struct { const char *name, *words; } cases[] = {
    {"co3", "the model has no name 'co3'; did you mean 'co2'? (E908)"}, {"v.c", "the model has no name 'v.c'; did you mean 'v.a'? (E908)"},
    {"lake", "did you mean 'late'?"}, {"branch", "'branch' is no value for --indicators; write the name of a value; this is an axis (E904)"}, {"goal", "this target has no equation"}};
  for (unsigned i = 0; i < 5; i++)
    for (unsigned c = 0; c < 2; c++) {
      char line[256];
      snprintf(line, sizeof line, "%s %%s/model.lua -n 64 --no-archive --indicators z,%s", c ? "sensitivity regression" : "ensemble", cases[i].name);
      Ran r = run(line);
      assert_exit(r, 2);
      assert_has(r.err, cases[i].words);
      done(&r);
    }
}

/* ---- cures that work ------------------------------------------------------------------------------------------------------ */

static void refused(const char *arguments, const char *words) {
  Ran r = run(arguments);
  assert_true(r.exit == 2 || r.exit == 3);
  assert_has(r.err, words);
  done(&r);
}

static void cures_name_what_there_is(void **state) {
  (void)state;
  write_text("model.lua", holed);
  refused("sensitivity pawn %s/model.lua -n 100 --no-archive", "pawn needs at least 200 runs, 20 for each of its 10 slices; use -n 256 or more (E642)");
  refused("ensemble %s/model.lua --points /nope.csv --no-archive", "the points file '/nope.csv' cannot be read");
  write_text("model.lua", tied), write_text("s.lua", tied_scenario);
  refused("ensemble %s/s.lua -n 64 --no-archive", "with the option --repair (E625)");
  static const char *const words[2][2] = {{"norml", "did you mean 'normal'?"}, {"unifrm", "did you mean 'uniform'?"}};
  for (unsigned i = 0; i < 2; i++) {
    char text[256];
    snprintf(text, sizeof text, "q = parameter \"1\" {%s(0, 1)}\nreturn model \"m\" {start = 0, horizon = 3}\n", words[i][0]);
    write_text("model.lua", text);
    refused("run %s/model.lua", words[i][1]);
  }
}

/* ---- fan charts ------------------------------------------------------------------------------------------------------------- */

static unsigned count(const char *text, const char *part) {
  unsigned n = 0;
  for (const char *p = text; (p = strstr(p, part)); p += strlen(part)) n++;
  return n;
}

static void fan_charts_say_what_is_left_out(void **state) {
  (void)state;
  Ran r = run("ensemble " VALLEY " -n 512 --no-archive");
  assert_int_equal(count(r.out, "95 % 区间 ("), 3);
  assert_has(r.out, "另有 6 项没有画出；--indicators 名字,名字 画出所列各项\n");
  done(&r);
  r = run("ensemble " VALLEY " -n 512 --no-archive --indicators deer,born,grass,grazed,regrowth");
  assert_int_equal(count(r.out, "95 % 区间 ("), 5);
  hasnt(r.out, "没有画出");
  assert_true(count(r.out, "⠅") > 20 && count(r.out, "⢕") > 20);            /* told apart without colour */
  done(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(notes_follow_the_language),
    cmocka_unit_test(help_tells_the_command_s_own_defaults),
    cmocka_unit_test(tables_fit_a_terminal),
    cmocka_unit_test(rows_stay_distinct),
    cmocka_unit_test(a_point_run_without_a_value_stops_no_batch),
    cmocka_unit_test(every_name_with_a_value_may_be_asked_for),
    cmocka_unit_test(other_names_are_told_truly),
    cmocka_unit_test(cures_name_what_there_is),
    cmocka_unit_test(fan_charts_say_what_is_left_out),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
