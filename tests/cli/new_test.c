/* new and vocabulary; on a town of made-up numbers (tests/cli/toy). */
#define _XOPEN_SOURCE 700
#include "cli/program.h"

#define TOY "tests/cli/toy/"

/* ---- new ---------------------------------------------------------------------------------------------------------- */

static void new_writes_a_scenario_that_runs(void **state) {
  (void)state;
  char command[1024];
  snprintf(command, sizeof command, "cp " TOY "*.lua %s/ && mv %s/base.lua %s/baseline.lua && sed -i 's/\"base\"/\"baseline\"/' %s/baseline.lua",
           scratch, scratch, scratch, scratch);
  assert_int_equal(system(command), 0);
  Ran r = run("new %s/mine.lua --json");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_json_text(r.out, "based_on", "baseline");
  done(&r);
  char *text = read_whole(scratch_path("mine.lua"));
  assert_has(text, "return scenario \"mine\" {");
  assert_has(text, "-- birth_rate = 10.00,  -- 出生率, ‰/a, 0 … 30; 10.00 → 10.00; 第一章\n");
  free(text);
  r = run("compare --json %s/baseline.lua %s/mine.lua --years 2030");
  assert_exit(r, 0);
  assert_same_double(json_number_at(r.out, "indicators/population/differences/0/0"), 0);
  done(&r);
  r = run("new %s/mine");
  assert_exit(r, 2);
  assert_has(r.err, "mine.lua' is there already");
  done(&r);
}

static void new_refuses_what_is_no_name(void **state) {
  (void)state;
  Ran r = run("new %s/no-name");
  assert_exit(r, 2);
  assert_has(r.err, "is no value for NAME; write letters, digits and _");
  done(&r);
}

/* ---- vocabulary --------------------------------------------------------------------------------------------------- */

static void vocabulary_lists_words_and_names(void **state) {
  (void)state;
  Ran r = run("vocabulary --lang en");
  assert_exit(r, 0);
  assert_has(r.out, "\nclosing(x) ");
  done(&r);
  r = run("vocabulary --json " TOY "model.lua");
  assert_exit(r, 0);
  assert_true(json_is_one_object(r.out));
  assert_has(r.out, "{\"name\":\"birth_rate\",\"kind\":\"lever\",\"unit\":\"‰/a\",\"label\":\"出生率\"}");
  done(&r);
}

static void vocabulary_writes_for_editors(void **state) {
  (void)state;
  Ran r = run("vocabulary " TOY "model.lua --quiet --out %s");
  assert_exit(r, 0);
  char *words = read_whole(scratch_path(".luals/yuanjing.lua")), *luarc = read_whole(scratch_path(".luarc.json"));
  char *check = read_whole(scratch_path(".luacheckrc"));
  assert_non_null(words);
  assert_non_null(check);
  assert_int_equal(strncmp(words, "---@meta\n", 9), 0);
  assert_has(words, "birth_rate");
  assert_has(check, "\"birth_rate\"");
  assert_true(json_is_one_object(luarc));
  assert_has(luarc, ".luals/yuanjing.lua");
  free(words);
  free(luarc);
  free(check);
  done(&r);
  r = run("vocabulary --out /dev/null");
  assert_exit(r, 4);
  assert_has(r.err, "cannot write /dev/null/.luals");
  done(&r);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(new_writes_a_scenario_that_runs),
    cmocka_unit_test(new_refuses_what_is_no_name),
    cmocka_unit_test(vocabulary_lists_words_and_names),
    cmocka_unit_test(vocabulary_writes_for_editors),
  };
  return cmocka_run_group_tests(tests, make_scratch, remove_scratch);
}
