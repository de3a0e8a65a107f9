/* What the reader makes of a model and its scenarios: tests/script/data. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"
#include "script/script.h"
#include <stdlib.h>
#include <unistd.h>

#define DATA TEST_FOLDER "/script/data"

static Loaded *load(const char *path, const char *const *sets, unsigned n) {
  Loaded *loaded;
  Fail fail;
  LoadOptions options = {.sets = sets, .n_sets = n};
  assert_done(script_load(path, &options, &loaded, &fail), &fail);
  return loaded;
}

static const Decl *find(const Loaded *loaded, DeclKind kind, const char *name) {
  const Decl *decl = model_find(loaded->model, kind, name);
  if (!decl) fail_msg("no %s %s", decl_words[kind], name);
  return decl;
}

static void assert_text(const Loaded *loaded, const Expr *expr, const char *text) {
  assert_non_null(expr);
  assert_string_equal(expr_text(loaded->model->arena, expr, 0), text);
}

/* ---- a model --------------------------------------------------------------------------------------------------- */

static void test_model_itself(void **state) {
  (void)state;
  Loaded *l = load(DATA "/models/small/model.lua", NULL, 0);
  const Model *m = l->model;
  assert_null(l->scenario);
  assert_string_equal(m->name, "small");
  assert_string_equal(m->title.zh, "小");
  assert_string_equal(m->title.en, "Small");
  assert_true(m->calendar);
  assert_same_double(m->start, 2020);
  assert_same_double(m->horizon, 2035);
  assert_same_double(m->latest, 2060);
  assert_same_double(m->step, 1);
  assert_string_equal(m->time_text, "a");
  assert_int_equal(m->method, METHOD_EULER);
  assert_int_equal(m->n_files, 2);
  assert_string_equal(m->files[0], DATA "/models/small/equations.lua");
  assert_string_equal(m->files[1], DATA "/models/small/numbers.lua");
  assert_int_equal(m->n_show, 2);
  assert_string_equal(m->show[0].title.en, "People");
  assert_int_equal(m->show[0].n, 2);
  assert_string_equal(m->show[0].names[1], "births");
  assert_null(m->show[1].title.zh);
  assert_int_equal(l->n_sources, 3);
  assert_string_equal(l->sources[0], DATA "/models/small/model.lua");
  assert_string_equal(l->sources[2], DATA "/models/small/numbers.lua");
  script_free(l);
}

static void test_order_of_definition(void **state) {
  (void)state;
  static const char *const names[] = {"area", "sex", "age", "group", "area_to", "RU", "people", "share", "census", "births", "deaths", "fertility",
                                      "price", "logit", "jolt", "known", "人口不为负", "doubled", "goal", "census", "fertility", "known"};
  Loaded *l = load(DATA "/models/small/model.lua", NULL, 0);
  assert_int_equal(l->model->n_decls, sizeof names / sizeof *names);
  for (unsigned i = 0; i < l->model->n_decls; i++) assert_string_equal(l->model->decls[i]->name, names[i]);
  script_free(l);
}

static void test_axes(void **state) {
  (void)state;
  Loaded *l = load(DATA "/models/small/model.lua", NULL, 0);
  const Decl *area = find(l, DECL_AXIS, "area"), *age = find(l, DECL_AXIS, "age"), *group = find(l, DECL_AXIS, "group");
  assert_int_equal(area->n_elements, 2);
  assert_string_equal(area->elements[1], "rural");
  assert_null(age->elements);
  assert_same_double(age->axis_to, 100);
  assert_true(age->axis_open);
  assert_false(area->axis_open);
  assert_text(l, decl_key(group, "at"), "{2, 50}");
  assert_string_equal(find(l, DECL_AXIS, "area_to")->twin_of, "area");
  script_free(l);
}

static void test_declarations(void **state) {
  (void)state;
  Loaded *l = load(DATA "/models/small/model.lua", NULL, 0);
  const Decl *people = find(l, DECL_STOCK, "people"), *births = find(l, DECL_FLOW, "births"), *share = find(l, DECL_PARAMETER, "share");
  assert_string_equal(people->unit_text, "人");
  assert_int_equal(people->n_axes, 3);
  assert_string_equal(people->axes[2], "age");
  assert_true(people->nonnegative);
  assert_null(people->value);
  assert_int_equal(people->n_keys, 2);
  assert_text(l, decl_key(people, "initial"), "census * by(area) {rural = 1 - share, urban = share}");
  assert_string_equal(people->label.en, "Residents");
  assert_string_equal(births->label.zh, "出生人口");
  assert_string_equal(births->label.en, "births");
  assert_string_equal(births->iamc, "Births");
  assert_text(l, births->value, "place(young * rates, age[0])");
  assert_text(l, decl_key(births, "start"), "1");
  assert_true(share->has_range);
  assert_same_double(share->range_high, 100);
  assert_string_equal(share->source, "a guess");
  assert_string_equal(share->estimate, "mean");
  assert_string_equal(share->note, "n");
  assert_string_equal(share->chapter, "第一章");
  assert_text(l, find(l, DECL_FLOW, "deaths")->value, "sum(area, sex, age(60, 100), people) / as \"a\" (50)");
  assert_text(l, decl_key(find(l, DECL_SOLVE, "logit"), "between"), "{-5, 9}");
  assert_text(l, find(l, DECL_LEVER, "price")->value, "path {[2020] = 0, [2030] = 100, hold = 1}");
  const Decl *check = find(l, DECL_CHECK, "人口不为负"), *goal = find(l, DECL_TARGET, "goal");
  assert_null(check->unit_text);
  assert_text(l, decl_key(check, "within"), "as \"人\" (1)");
  assert_string_equal(goal->kind_text, "约束性");
  assert_string_equal(goal->place_text, "专栏2");
  assert_text(l, decl_key(goal, "year"), "2035");
  script_free(l);
}

/* Data lie beside the file that names them, also through a local function. */
static void test_data(void **state) {
  (void)state;
  Loaded *l = load(DATA "/models/small/model.lua", NULL, 0);
  const Expr *census = find(l, DECL_GIVEN, "census")->value, *seen = find(l, DECL_OBSERVED, "known")->value;
  assert_int_equal(census->word, WORD_DATA);
  assert_string_equal(census->args[0]->text, DATA "/models/small/census.csv");
  assert_string_equal(census->args[1]->text, "pop_{sex}.age_{age}");
  assert_int_equal(census->n_entries, 1);
  assert_string_equal(census->entries[0].key, "year");
  assert_int_equal(census->entries[0].value->kind, EXPR_NAME);
  assert_int_equal(seen->word, WORD_MUL);
  assert_string_equal(seen->args[0]->args[0]->text, DATA "/models/data/annual.csv");
  assert_string_equal(seen->args[0]->args[1]->text, "CQ.pop");
  script_free(l);
}

static void assert_place(Place place, const char *file, int line, int column) {
  assert_string_equal(place.file, file);
  assert_int_equal(place.line, line);
  assert_int_equal(place.column, column);
}

static void test_places(void **state) {
  (void)state;
  Loaded *l = load(DATA "/models/small/model.lua", NULL, 0);
  const Decl *people = find(l, DECL_STOCK, "people"), *births = find(l, DECL_FLOW, "births");
  static const char file[] = DATA "/models/small/model.lua", equations[] = DATA "/models/small/equations.lua";
  assert_place(people->place, file, 8, 1);
  assert_place(people->keys[0].place, file, 9, 3);                     /* initial */
  assert_place(people->keys[1].place, file, 10, 3);                    /* rate */
  assert_place(people->keys[0].value->args[0]->place, file, 9, 13);    /* census, the name */
  assert_place(births->value->place, equations, 5, 40);
  assert_int_equal(births->value->args[0]->args[1]->place.line, 2);    /* the local's own line */
  assert_string_equal(births->value->args[0]->args[1]->local, "rates");
  script_free(l);
}

/* ---- scenarios ------------------------------------------------------------------------------------------------------ */

static void test_scenario(void **state) {
  (void)state;
  Loaded *l = load(DATA "/scripts/green.lua", NULL, 0);
  const Scenario *green = l->scenario, *baseline = green->parent;
  assert_string_equal(green->name, "green");
  assert_string_equal(green->title.en, "Green");
  assert_string_equal(green->story, "先行。");
  assert_string_equal(green->story_en, "First.");
  assert_string_equal(baseline->name, "baseline");
  assert_string_equal(baseline->title.zh, "延续");
  assert_string_equal(baseline->title.en, "baseline");
  assert_null(baseline->parent);
  assert_int_equal(green->n_overrides, 3);
  assert_string_equal(green->overrides[0].name, "share");  /* assumptions, then levers */
  assert_false(green->overrides[0].lever);
  assert_string_equal(green->overrides[2].name, "price");
  assert_text(l, green->overrides[2].value, "default * 1.2");
  assert_true(green->overrides[2].lever);
  assert_place(green->overrides[1].place, DATA "/scripts/green.lua", 6, 5);
  assert_int_equal(green->n_correlations, 1);
  assert_string_equal(green->correlations[0].b, "price");
  assert_same_double(green->correlations[0].correlation, 0.2);
  assert_string_equal(l->sources[0], DATA "/scripts/green.lua");
  assert_string_equal(l->sources[1], DATA "/scripts/baseline.lua");
  script_free(l);
}

static void test_layers(void **state) {
  (void)state;
  Loaded *l = load(DATA "/scripts/green.lua", NULL, 0);
  const Layer *layers;
  assert_int_equal(scenario_layers(l->model->arena, l->scenario, &layers), 2);
  assert_string_equal(layers[0].title, "baseline");
  assert_string_equal(layers[1].title, "green");
  assert_int_equal(layers[1].n, 3);
  assert_same_double(scenario_horizon(l->scenario), 2030);
  assert_same_double(scenario_horizon(NULL), 0);
  script_free(l);
}

/* A child's target stands for its parent's of the same name. */
static void test_targets(void **state) {
  (void)state;
  Loaded *l = load(DATA "/scripts/green.lua", NULL, 0);
  assert_text(l, decl_key(find(l, DECL_TARGET, "goal_2030"), "at_least"), "3100");
  assert_text(l, decl_key(find(l, DECL_TARGET, "kept"), "about"), "1");
  script_free(l);
}

static void test_folder_of_models(void **state) {
  (void)state;
  Loaded *l;
  Fail fail;
  LoadOptions options = {.models = DATA "/scripts"};
  assert_fails(script_load(DATA "/scripts/green.lua", &options, &l, &fail), E605, &fail, "looked for " DATA "/scripts/small/model.lua");
  assert_string_equal(fail.place.file, DATA "/scripts/baseline.lua");
  options.models = DATA "/models";
  assert_done(script_load(DATA "/scripts/green.lua", &options, &l, &fail), &fail);
  script_free(l);
}

/* ---- --set ------------------------------------------------------------------------------------------------------------- */

static void test_sets(void **state) {
  (void)state;
  static const char *const sets[] = {"price=300", "fertility = default * 1.1", "share=uniform(40, 60)"};
  Loaded *l = load(DATA "/scripts/green.lua", sets, 3);
  const Scenario *set = l->scenario;
  assert_string_equal(set->parent->name, "green");
  assert_string_equal(set->file, "--set");
  assert_int_equal(set->n_overrides, 3);
  assert_string_equal(set->overrides[0].name, "price");
  assert_text(l, set->overrides[0].value, "300");
  assert_true(set->overrides[0].lever);
  assert_text(l, set->overrides[1].value, "default * 1.1");
  assert_false(set->overrides[2].lever);
  const Layer *layers;
  assert_int_equal(scenario_layers(l->model->arena, set, &layers), 3);
  script_free(l);
  l = load(DATA "/models/small/model.lua", sets, 1);       /* of a model without a scenario */
  assert_non_null(l->scenario);
  assert_null(l->scenario->parent);
  script_free(l);
}

static void assert_set_fails(const char *set, const char *other, int code, const char *part) {
  const char *sets[2] = {set, other};
  LoadOptions options = {.sets = sets, .n_sets = other ? 2 : 1};
  Loaded *l;
  Fail fail;
  assert_fails(script_load(DATA "/scripts/green.lua", &options, &l, &fail), code, &fail, part);
  assert_null(l);
}

static void test_wrong_sets(void **state) {
  (void)state;
  assert_set_fails("price", NULL, E607, "--set price does not name and set a lever");
  assert_set_fails("=3", NULL, E607, "--set =3");
  assert_set_fails("price=", NULL, E607, "--set price=");
  assert_set_fails("2price=3", NULL, E607, "2price");
  assert_set_fails("prise=3", NULL, E608, "nothing called 'prise' to set; did you mean 'price'?");
  assert_set_fails("area=3", NULL, E608, "nothing called 'area'");
  assert_set_fails("price=3", "price=4", E609, "names 'price' twice");
  assert_set_fails("price=3}", NULL, E108, "Lua does not understand this");
  assert_set_fails("price=1 and 2", NULL, E121, "'and' is decided once");
  assert_set_fails("price=\"3\"", NULL, E140, "the text \"3\"");
  assert_set_fails("price=3, fertility = 4", NULL, E108, "')' expected near ','");
  assert_set_fails("price=os.time()", NULL, E112, "'os' is not there");
}

/* ---- chains and numbers of files --------------------------------------------------------------------------------------------- */

static char folder[] = "/tmp/load_test_XXXXXX";

static void write_file(const char *name, const char *text) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  fputs(text, f);
  assert_int_equal(fclose(f), 0);
}

static void remove_file(const char *name) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  unlink(path);
}

static void test_long_chain(void **state) {
  (void)state;
  char name[64], text[200], path[256];
  write_file("model.lua", "return model \"m\" {start = 2020, horizon = 2022}\n");
  for (int i = 0; i < 40; i++) {
    snprintf(name, sizeof name, "s%d.lua", i);
    snprintf(text, sizeof text, "return scenario \"s%d\" {based_on = \"s%d\", model = \"model.lua\"}\n", i, i + 1);
    write_file(name, i < 39 ? text : "return scenario \"last\" {model = \"model.lua\"}\n");
  }
  Loaded *l;
  Fail fail;
  snprintf(path, sizeof path, "%s/s0.lua", folder);
  assert_fails(script_load(path, NULL, &l, &fail), E602, &fail, "more than 32 scenarios");
  snprintf(path, sizeof path, "%s/s8.lua", folder);         /* 32 with the last */
  assert_done(script_load(path, NULL, &l, &fail), &fail);
  script_free(l);
  for (int i = 0; i < 40; i++) {
    snprintf(name, sizeof name, "s%d.lua", i);
    remove_file(name);
  }
  remove_file("model.lua");
}

static void test_many_files(void **state) {
  (void)state;
  static char text[16384] = "return model \"m\" {start = 2020, horizon = 2022, files = {";
  for (int i = 0; i < 600; i++) strcat(text, "\"part\",");
  strcat(text, "}}\n");
  write_file("model.lua", text);
  write_file("part.lua", "-- nothing\n");
  char path[256];
  Loaded *l;
  Fail fail;
  snprintf(path, sizeof path, "%s/model.lua", folder);
  assert_fails(script_load(path, NULL, &l, &fail), E610, &fail, "more than 512 files");
  remove_file("model.lua");
  remove_file("part.lua");
}

static void test_no_file(void **state) {
  (void)state;
  Loaded *l;
  Fail fail;
  assert_fails(script_load("/nowhere/at_all.lua", NULL, &l, &fail), E106, &fail, "No such file");
  assert_string_equal(fail.place.file, "/nowhere/at_all.lua");
  assert_fails(script_load(folder, NULL, &l, &fail), E106, &fail, "not a plain file");
  assert_int_equal(script_load("/nowhere/at_all.lua", NULL, &l, NULL), E106);
}

/* ---- what the project ships --------------------------------------------------------------------------------------------------- */

static void test_shipped(void **state) {
  (void)state;
  static const char *const paths[] = {"models/chongqing/model.lua", "models/china/model.lua", "scripts/baseline.lua", "scripts/green.lua"};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    char path[256];
    snprintf(path, sizeof path, "%s/../%s", TEST_FOLDER, paths[i]);
    Loaded *l = load(path, NULL, 0);
    assert_true(l->model->n_decls > 50);
    script_free(l);
  }
}

int main(void) {
  if (!mkdtemp(folder)) return 99;
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_model_itself), cmocka_unit_test(test_order_of_definition), cmocka_unit_test(test_axes), cmocka_unit_test(test_declarations),
    cmocka_unit_test(test_data), cmocka_unit_test(test_places), cmocka_unit_test(test_scenario), cmocka_unit_test(test_layers),
    cmocka_unit_test(test_targets), cmocka_unit_test(test_folder_of_models), cmocka_unit_test(test_sets), cmocka_unit_test(test_wrong_sets),
    cmocka_unit_test(test_long_chain), cmocka_unit_test(test_many_files), cmocka_unit_test(test_no_file), cmocka_unit_test(test_shipped),
  };
  int status = cmocka_run_group_tests(tests, NULL, NULL);
  rmdir(folder);
  return status;
}
