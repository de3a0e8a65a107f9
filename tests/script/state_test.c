/* The sandboxed state under pressure: no memory at every point, little time, changed bytes, several threads. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"
#include "script/script.h"
#include "script/state.h"
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

/* Every kind of thing that allocates: strings, tables, closures, expressions, declarations, errors with long texts. */
static const char text[] =
  "area = axis {\"urban\", \"rural\"}\n"
  "age = axis {from = 0, to = 9, open = true}\n"
  "local function twice(x) return 2 * x end\n"
  "local shares = {}\n"
  "for i = 0, 9 do shares[i] = i / 10 end\n"
  "share = parameter(\"%\", age) {shares, range = {0, 100}, label = {zh = \"份额\", en = \"Share\"}}\n"
  "people = stock(\"人\", area) {initial = by(area) {urban = 1, others = 2}, rate = twice(people) - sum(age(1, 3), share) * people, label = \"人\"}\n"
  "price = lever \"1\" {path {[2020] = 1, [2030] = choice {1, 2, weights = {1, 3}}}}\n"
  "seen = series \"1\" {data {\"a.csv\", \"x\" .. \"y\", year = start_year}}\n"
  "curve = flow \"1\" {lookup(price, {[0] = 1, [2] = 3, smooth = true}) + smooth(price, 3, {order = 2})}\n"
  "check \"small\" {curve, at_most = as \"1\" (100)}\n"
  "return model \"m\" {start = 2020, horizon = 2030, show = {{title = \"人\", \"people\"}}}\n";

/* Runs it; `refuse` counts allocations of Lua and of expressions, `arena_refuse` those of the arena's blocks. */
static int run_text(const char *script_text, const ScriptLimits *limits, long arena_refuse, Fail *fail, size_t *peak) {
  Model *model = model_new();
  if (!model) return E801;
  Arena *bytes = arena_new();
  Source source;
  assert_done(source_from(bytes, "state.lua", script_text, strlen(script_text), &source, fail), fail);
  Script script;
  if (arena_refuse >= 0) arena_refuse_after(model->arena, arena_refuse);
  int code = script_open(&script, model->arena, model, limits, fail);
  if (!code) {
    code = script_run(&script, &source, SCRIPT_MODEL, fail);
    if (peak) *peak = script.peak;
    script_close(&script);
    assert_int_equal(script.used, 0);
  }
  if (!code) assert_int_equal(model->n_decls, 8);
  arena_free(bytes);
  model_free(model);
  return code;
}

static void test_runs(void **state) {
  (void)state;
  Fail fail;
  size_t peak = 0;
  assert_done(run_text(text, NULL, -1, &fail, &peak), &fail);
  print_message("peak of the Lua state: %zu bytes\n", peak);
  assert_true(peak > 10000 && peak < 400000);
}

/* From the n-th allocation on there is none: every n until it succeeds. Under a leak checker nothing may be lost. */
static void test_every_allocation_refused(void **state) {
  (void)state;
  long n = 1;
  for (;; n++) {
    Fail fail = {0};
    ScriptLimits limits = {.refuse_after = n};
    int code = run_text(text, &limits, -1, &fail, NULL);
    if (!code) break;
    if (code != E111 && code != E801) { fail_print(stderr, &fail); fail_msg("allocation %ld", n); }
    assert_int_equal(code, fail.code);
  }
  print_message("%ld points of failure\n", n - 1);
  assert_true(n > 400);
}

static void test_every_block_of_the_arena_refused(void **state) {
  (void)state;
  static char larger[sizeof text + 100] = "for i = 1, 5000 do local e = gdp + i end\n";
  strcat(larger, text);
  int failures = 0, code = 1;
  for (long n = 0; code; n += 1 + n / 4) {                 /* a sanitized arena has a block for each request */
    Fail fail = {0};
    code = run_text(larger, NULL, n, &fail, NULL);
    if (code) failures++;
    if (code && code != E111 && code != E801) { fail_print(stderr, &fail); fail_msg("block %ld", n); }
  }
  assert_true(failures >= 1);
}

static void test_caps_of_memory(void **state) {
  (void)state;
  int refused = 0, done = 0;
  for (size_t cap = 4096; cap <= 1 << 21; cap += cap / 3) {
    Fail fail = {0};
    ScriptLimits limits = {.memory = cap};
    int code = run_text(text, &limits, -1, &fail, NULL);
    if (code) { refused++; assert_true(code == E111 || code == E801); } else done++;
  }
  assert_true(refused >= 3 && done >= 3);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void test_time(void **state) {
  (void)state;
  Fail fail;
  ScriptLimits limits = {.seconds = 0.05};
  double begin = now();
  assert_fails(run_text("local n = 0\nwhile true do\n n = n + 1 end", &limits, -1, &fail, NULL), E110, &fail, "still running");
  assert_true(fail.place.line == 2 || fail.place.line == 3);
  assert_true(now() - begin >= 0.05 && now() - begin < 2);
}

/* The name of a local goes with its expression; names of the model and plain numbers have none. */
static void test_locals(void **state) {
  (void)state;
  static const char script_text[] =
    "local a = x + 1\nlocal b, c = x * 2, 7\nlocal same = x\nlocal function half(v) local h = v / 2 return h end\n"
    "y = flow \"1\" {a * b + half(x) + c * same}\nreturn model \"m\" {start = 0, horizon = 1}\n";
  Model *model = model_new();
  Source source;
  Script script;
  Fail fail;
  assert_done(source_from(model->arena, "state.lua", script_text, strlen(script_text), &source, &fail), &fail);
  assert_done(script_open(&script, model->arena, model, NULL, &fail), &fail);
  assert_done(script_run(&script, &source, SCRIPT_MODEL, &fail), &fail);
  script_close(&script);
  const Expr *y = model_find(model, DECL_FLOW, "y")->value;
  assert_string_equal(expr_text(model->arena, y, 0), "a * b + h + 7 * x");
  assert_null(y->local);
  assert_string_equal(expr_text(model->arena, y->args[0]->args[0]->args[0], 0), "x + 1");
  model_free(model);
}

/* ---- changed bytes ---------------------------------------------------------------------------------------------------------- */

static unsigned seed = 7;
static unsigned draw(unsigned n) { seed = seed * 1664525u + 1013904223u; return (seed >> 8) % n; }

static void change(char *bytes, size_t *n, size_t room) {
  static const char *const pieces[] = {"{", "}", "(", ")", "[", "]", "\"", "=", ",", "local ", "flow ", "\"1\"", "nil", "..", "-", "#", "{}", "age", "0", "end", "function() ", "[[", "]]", "--", "\n", "by(area)", "path ", "as \"%\" "};
  size_t at = draw((unsigned)*n + 1), length = 1 + draw(12);
  switch (draw(4)) {
    case 0: if (at < *n) bytes[at] = (char)draw(256); break;
    case 1:                                                 /* drop some */
      if (at + length > *n) break;
      memmove(bytes + at, bytes + at + length, *n - at - length);
      *n -= length;
      break;
    case 2: {                                               /* put a piece in */
      const char *piece = pieces[draw(sizeof pieces / sizeof *pieces)];
      size_t more = strlen(piece);
      if (*n + more > room) break;
      memmove(bytes + at + more, bytes + at, *n - at);
      memcpy(bytes + at, piece, more);
      *n += more;
      break;
    }
    default: {                                              /* copy a part elsewhere */
      size_t from = draw((unsigned)*n);
      if (from + length > *n || at + length > *n) break;
      memmove(bytes + at, bytes + from, length);
    }
  }
}

/* Whatever stands in the file: it is read, or one sentence with its line says why not. */
static void test_changed_texts(void **state) {
  (void)state;
  int read = 0, refused = 0;
  for (int i = 0; i < 3000; i++) {
    char bytes[4096];
    size_t n = sizeof text - 1;
    memcpy(bytes, text, n);
    for (unsigned k = 0, changes = 1 + draw(4); k < changes; k++) change(bytes, &n, sizeof bytes);
    Fail fail = {0};
    Model *model = model_new();
    Arena *scratch = arena_new();
    Source source;
    Script script;
    ScriptLimits limits = {.seconds = 5};
    int code = source_from(scratch, "state.lua", bytes, n, &source, &fail);
    if (!code && !(code = script_open(&script, model->arena, model, &limits, &fail))) {
      code = script_run(&script, &source, SCRIPT_MODEL, &fail);
      script_close(&script);
    }
    if (code) {
      refused++;
      if (fail.code != code || !*fail.sentence || !fail.place.file || code == E110 || code == E801) { fail_print(stderr, &fail); fail_msg("%.*s", (int)n, bytes); }
      if (fail.place.line < 1 && code != E117 && code != E176) { fail_print(stderr, &fail); fail_msg("no line: %.*s", (int)n, bytes); }
    } else {
      read++;
    }
    arena_free(scratch);
    model_free(model);
  }
  print_message("%d read, %d refused\n", read, refused);
  assert_true(read > 100 && refused > 1000);
}

/* ---- threads --------------------------------------------------------------------------------------------------------------------- */

static void *load_many(void *failures) {
  for (int i = 0; i < 20; i++) {
    Loaded *loaded;
    Fail fail;
    bool done = script_load(TEST_FOLDER "/hostile/harmless/scenario.lua", NULL, &loaded, &fail) == 0;
    if (done) script_free(loaded);
    bool refused = script_load(TEST_FOLDER "/hostile/text_escape.lua", NULL, &loaded, &fail) == E108;
    if (!done || !refused) ++*(int *)failures;
  }
  return NULL;
}

static void test_threads(void **state) {
  (void)state;
  pthread_t threads[4];
  int failures[4] = {0};
  for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&threads[i], NULL, load_many, &failures[i]), 0);
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    assert_int_equal(failures[i], 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_runs), cmocka_unit_test(test_every_allocation_refused), cmocka_unit_test(test_every_block_of_the_arena_refused),
    cmocka_unit_test(test_caps_of_memory), cmocka_unit_test(test_time), cmocka_unit_test(test_locals), cmocka_unit_test(test_changed_texts),
    cmocka_unit_test(test_threads),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
