/* Editors know every word and every name of a model, and what is written for them is Lua. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"
#include "script/annotations.h"
#include "script/script.h"
#include "script/state.h"
#include <stdlib.h>

static void test_every_word_has_help(void **state) {
  (void)state;
  for (Word word = 0; word < WORD_COUNT; word++) {
    if (word_rows[word].class == CLASS_OPERATOR || word == WORD_SLICE) continue;
    if (!script_help(word_rows[word].text)) fail_msg("no help for %s", word_rows[word].text);
  }
  for (int kind = 0; kind < DECL_COUNT; kind++)
    if (!script_help(decl_words[kind])) fail_msg("no help for %s", decl_words[kind]);
  assert_null(script_help("no_word"));
}

/* And nothing that is no word. */
static void test_every_help_has_its_word(void **state) {
  (void)state;
  static const char *const others[] = {"as", "model", "scenario", "period", "year", "start_year", "default"};
  const WordHelp *help;
  for (unsigned i = 0; (help = script_help_row(i)); i++) {
    bool known = word_find(help->word) < WORD_COUNT;
    for (int kind = 0; kind < DECL_COUNT; kind++) known = known || strcmp(decl_words[kind], help->word) == 0;
    for (size_t k = 0; k < sizeof others / sizeof *others; k++) known = known || strcmp(others[k], help->word) == 0;
    if (!known) fail_msg("'%s' is no word", help->word);
    assert_true(strlen(help->zh) > 2 && strlen(help->en) > 2);
  }
}

static Loaded *load_small(void) {
  Loaded *loaded;
  Fail fail;
  assert_done(script_load(TEST_FOLDER "/script/data/models/small/model.lua", NULL, &loaded, &fail), &fail);
  return loaded;
}

static char *written(int write(FILE *, const Model *), const Model *model) {
  char *text = NULL;
  size_t n = 0;
  FILE *f = open_memstream(&text, &n);
  assert_int_equal(write(f, model), 0);
  fclose(f);
  return text;
}

static void test_annotations(void **state) {
  (void)state;
  Loaded *loaded = load_small();
  char *text = written(script_write_annotations, loaded->model);
  assert_has(text, "---@meta\n");
  assert_has(text, "---政策杠杆：逐年路径  \n---a policy path over years\n---@param unit string\n---@param ... value\n---@return fun(t: lever_table): quantity\nfunction lever(unit, ...) end\n");
  assert_has(text, "---@class levers\n---@field fertility? value 总和生育率 fertility (lever, 1, 0.5..3)\n---@field price? value (lever, 元2020/t)\n");
  assert_has(text, "---@class assumptions\n---@field share? value (parameter, %, 0..100)\n");
  assert_has(text, "---@class axis_area: quantity\n---@field urban quantity\n---@field rural quantity\n---(axis)\n---@type axis_area\narea = nil\n");
  assert_has(text, "---出生人口 births (flow, 人/a)\n---@type quantity\nbirths = nil\n");
  assert_has(text, "---@param x value\n---@param steps? value\n---@return quantity\nfunction previous(x, steps) end\n");
  assert_has(text, "---@class flow_table\n---@field [1]? value\n---@field label? label\n");
  assert_has(text, "---@field start? value\n");
  free(text);
  script_free(loaded);
}

/* The file is plain Lua: the sandbox runs it. */
static void assert_is_lua(const char *text) {
  Arena *arena = arena_new();
  Script script;
  Source source;
  Fail fail;
  assert_done(source_from(arena, "annotations.lua", text, strlen(text), &source, &fail), &fail);
  assert_done(script_open(&script, arena, NULL, NULL, &fail), &fail);
  assert_done(script_run(&script, &source, SCRIPT_PLAIN, &fail), &fail);
  script_close(&script);
  arena_free(arena);
}

static void test_all_is_lua(void **state) {
  (void)state;
  Loaded *loaded = load_small();
  const Model *models[] = {loaded->model, NULL};
  for (int i = 0; i < 2; i++) {
    char *annotations = written(script_write_annotations, models[i]), *check = written(script_write_luacheckrc, models[i]);
    assert_is_lua(annotations);
    assert_is_lua(check);
    free(annotations);
    free(check);
  }
  script_free(loaded);
}

static void test_luacheckrc(void **state) {
  (void)state;
  Loaded *loaded = load_small();
  char *text = written(script_write_luacheckrc, loaded->model);
  assert_has(text, "\"where\"");
  assert_has(text, "\"scenario\"");
  assert_has(text, "\"price\",");
  assert_null(strstr(text, "\"print\""));
  free(text);
  script_free(loaded);
}

static void test_luarc(void **state) {
  (void)state;
  char *text = NULL;
  size_t n = 0;
  FILE *f = open_memstream(&text, &n);
  assert_int_equal(script_write_luarc(f, "build/a \"b\".lua"), 0);
  fclose(f);
  assert_has(text, "\"workspace.library\": [\"build/a \\\"b\\\".lua\"],\n");
  assert_has(text, "\"io\": \"disable\"");
  free(text);
}

static void test_full_disk(void **state) {
  (void)state;
  FILE *f = fopen("/dev/full", "w");
  if (!f) fail_msg("no /dev/full");
  setvbuf(f, NULL, _IONBF, 0);
  assert_int_equal(script_write_annotations(f, NULL), -1);
  fclose(f);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_word_has_help), cmocka_unit_test(test_every_help_has_its_word), cmocka_unit_test(test_annotations),
                                     cmocka_unit_test(test_all_is_lua), cmocka_unit_test(test_luacheckrc), cmocka_unit_test(test_luarc), cmocka_unit_test(test_full_disk)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
