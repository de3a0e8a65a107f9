/* What of Lua's library a script has: each function does what the allowlist promises, the same on every run, and each absent
 * one is refused with what to write instead. */
#include "support/check.h"
#include "script/script.h"
#include "script/state.h"
#include <stdlib.h>

static int run_plain(const char *text, Fail *fail) {
  Arena *arena = arena_new();
  Script script;
  Source source;
  assert_done(source_from(arena, "plain.lua", text, strlen(text), &source, fail), fail);
  assert_done(script_open(&script, arena, NULL, NULL, fail), fail);
  int code = script_run(&script, &source, SCRIPT_PLAIN, fail);
  script_close(&script);
  arena_free(arena);
  return code;
}

/* As a part of a model: with the guard and the words. */
static int run_model(const char *text, Fail *fail) {
  Model *model = model_new();
  Script script;
  Source source;
  assert_non_null(model);
  assert_done(source_from(model->arena, "model.lua", text, strlen(text), &source, fail), fail);
  assert_done(script_open(&script, model->arena, model, NULL, fail), fail);
  int code = script_run(&script, &source, SCRIPT_PART, fail);
  script_close(&script);
  model_free(model);
  return code;
}

static void what_is_there_works(void **state) {
  (void)state;
  static const char *const scripts[] = {
    /* pairs goes in order, numbers first, texts by bytes; over nothing too */
    "local t, out = {b = 1, a = 2, [3] = 3, [1.5] = 4, [-1] = 5, [10] = 6, aa = 7, [1e300] = 8}, {}\n"
    "for k, v in pairs(t) do out[#out + 1] = tostring(k) .. '=' .. v end\n"
    "assert(table.concat(out, ' ') == '-1=5 1.5=4 3=3 10=6 1e+300=8 a=2 aa=7 b=1', table.concat(out, ' '))\n"
    "for k in pairs({}) do error('nothing is there') end\n",
    "local n = 0 for i, v in ipairs({7, 8, nil, 9}) do n = n + i * v end assert(n == 23)",
    "assert(tostring(nil) == 'nil' and tostring(true) == 'true' and tostring(1.5) == '1.5' and tostring(2) == '2' and tostring('x') == 'x')\n"
    "assert(tostring({}) == 'table' and tostring(print_nothing or tostring) == 'function')",
    "assert(type(1) == 'number' and tonumber('0x10') == 16 and tonumber('z', 36) == 35 and tonumber('x') == nil and select('#', 1, 2) == 2)",
    "assert(string.format('%d %5.2f %s %q %x %%', 7, 1.5, {}, 'a', 255) == '7  1.50 table \"a\" ff %')\n"
    "assert(string.format('%s %s %s', true, nil, 'x') == 'true nil x')",
    "assert(string.rep('ab', 3) == 'ababab' and string.rep('a', 2, '-') == 'a-a' and string.rep('', 1e15) == '' and string.rep('a', -5) == '')",
    "local s = 'Abc' assert(s:sub(2) == 'bc' and s:upper() == 'ABC' and s:lower() == 'abc' and s:byte(1) == 65 and string.char(66) == 'B' and #s == s:len())",
    "local t = {3, 1} table.insert(t, 2) table.insert(t, 1, 0) assert(table.concat(t, ',') == '0,3,1,2' and table.remove(t) == 2 and table.remove(t, 1) == 0)\n"
    "local a, b, c = table.unpack({1, 2, 3}) assert(a + b + c == 6) assert(select('#', table.unpack({}, 5, 1)) == 0 and select('#', table.unpack({}, 1, 200)) == 200)",
    "assert(math.abs(math.exp(1) - 2.718281828459045) < 1e-15 and math.log(1) == 0 and math.abs(math.log(8, 2) - 3) < 1e-15 and math.sin(0) == 0 and math.cos(0) == 1)\n"
    "assert(math.abs(-1) == 1 and math.ceil(1.2) == 2 and math.floor(-1.2) == -2 and math.max(1, 3) == 3 and math.min(1, 3) == 1 and math.sqrt(4) == 2)\n"
    "assert(math.huge > 1e308 and math.pi > 3.14 and math.type(1) == 'integer' and math.tointeger(3.0) == 3 and math.ult(1, -1) and math.fmod(7, 4) == 3)\n"
    "assert(math.maxinteger > 0 and math.mininteger < 0 and select('#', math.modf(1.5)) == 2)",
    "assert(canary == nil) canary = 1 assert(canary == 1)",
    "assert(1, 'is true') assert(select('#', assert(1, 2, 3)) == 3)",
    "return",
  };
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
    Fail fail = {0};
    if (run_plain(scripts[i], &fail)) fail_msg("%s\n%s:%d %s", scripts[i], fail.place.file, fail.place.line, fail.sentence);
  }
}

typedef struct { const char *text; int code; const char *words; } Refused;

static void check_refused(const Refused *r, size_t n, int (*run)(const char *, Fail *)) {
  for (size_t i = 0; i < n; i++) {
    Fail fail = {0};
    int code = run(r[i].text, &fail);
    if (code != r[i].code || !strstr(fail.sentence, r[i].words) || fail.place.line != 1)
      fail_msg("%s\nline %d: %s %s", r[i].text, fail.place.line, code ? fail_name(fail.code) : "nothing failed", fail.sentence);
  }
}

static void what_is_absent_says_what_to_write(void **state) {
  (void)state;
  static const char *const names[][2] = {
    {"io", "put data into a CSV file"}, {"os", "leave it out"}, {"debug", "leave it out"}, {"package", "leave it out"}, {"require", "name the file in model.lua's files"},
    {"load", "write the text itself"}, {"loadstring", "write the text itself"}, {"dofile", "name the file"}, {"loadfile", "name the file"}, {"coroutine", "write a local function"},
    {"utf8", "write the text itself"}, {"print", "give the name a label"}, {"warn", "leave it out"}, {"pcall", "an error is reported with its line"}, {"xpcall", "an error is reported"},
    {"setmetatable", "use the words of the language"}, {"getmetatable", "use the words"}, {"rawget", "write t.x"}, {"rawset", "write t.x = ..."}, {"rawequal", "use same(a, b)"},
    {"rawlen", "write #t"}, {"next", "use pairs(t)"}, {"collectgarbage", "leave it out"}, {"setfenv", "leave it out"}, {"getfenv", "leave it out"}, {"module", "leave it out"},
    {"_G", "write the name itself"}, {"_VERSION", "leave it out"}, {"math.random", "use a distribution"}, {"math.randomseed", "use --seed"}, {"string.find", "write the text itself"},
    {"string.match", "write the text itself"}, {"string.gmatch", "write the text itself"}, {"string.gsub", "write the text itself"}, {"string.dump", "leave it out"},
    {"table.pack", "write {...}"}, {"unpack", "use table.unpack"}, {"string.packsize", "leave it out"}, {"string.reverse", "leave it out"}, {"table.sort", "write the list in order"},
    {"table.move", "use a numeric for"}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char text[80];
    snprintf(text, sizeof text, "local x = %s", names[i][0]);
    const Refused r = {text, E112, names[i][1]};
    check_refused(&r, 1, run_plain);
    check_refused(&r, 1, run_model);
  }
  const Refused method = {"local x = ('a'):gsub('a', 'b')", E112, "'gsub' is not there"};
  check_refused(&method, 1, run_plain);
}

static void what_would_go_wrong_is_refused(void **state) {
  (void)state;
  static const Refused refused[] = {
    {"math.exp = 3", E109, "the library cannot be changed; make a local function of another name"},
    {"string.x = 1", E109, "the library cannot be changed"},
    {"for k in pairs({[true] = 1}) do end", E109, "pairs goes over names and numbers, not a key that is a boolean"},
    {"for k in pairs({[{}] = 1}) do end", E109, "a key that is a table"},
    {"local t = {} for i = 1, 100001 do t[i] = 1 end for k in pairs(t) do end", E109, "the table has more than 100000 keys, too many for pairs"},
    {"for k in pairs(7) do end", E109, "table expected, got number"},
    {"for k in ipairs(nil) do end", E109, "table expected, got nil"},
    {"string.format('%d %p', 1, {})", E109, "an address (%p) differs from run to run; leave it out"},
    {"string.format('%-5p', {})", E109, "an address (%p)"},
    {"string.format('%d', 'x')", E109, "number expected, got string); look at what the function is given"},
    {"table.unpack({}, 1, 201)", E109, "too many results to unpack (at most 200)"},
    {"table.unpack({}, -9000000000000000000, 9000000000000000000)", E109, "too many results to unpack"},
    {"table.unpack(7)", E109, "table expected"},
    {"table.concat('x')", E109, "table expected, got string"},
    {"table.insert(7, 1)", E109, "table expected"},
    {"math.exp('x')", E109, "number expected"},
    {"math.log(1, {})", E109, "number expected"},
    {"local x = '3' * 2", E143, "the text \"3\" stands in arithmetic; a number is written without quotes"},
    {"local x = 2 + '3'", E143, "the text \"3\""}, {"local x = '3' - 1", E143, "\"3\""}, {"local x = 1 / '3'", E143, "\"3\""}, {"local x = 2 ^ '3'", E143, "\"3\""},
    {"local x = 7 % '3'", E143, "\"3\""}, {"local x = 7 // '3'", E143, "\"3\""}, {"local x = -'3'", E143, "\"3\""}, {"local x = 1 + '\\n'", E143, "the text \"\\n\""},
    {"assert(false)", E109, "assertion failed!"}, {"assert(nil, 'said so')", E109, "said so"}, {"assert()", E109, "value expected"}, {"tostring()", E109, "value expected"},
    {"error('mine')", E109, "mine"}, {"local t = nil; local x = t.y", E109, "it has no fields here: check its spelling"}, {"local x = (1)()", E109, "it is no function"},
    {"local x = {} + 1", E109, "one side has no value here"}, {"local x = {} .. 'a'", E109, ".. joins texts and numbers"}, {"local x = 1 < 'a'", E109, "numbers are compared with numbers"},
  };
  check_refused(refused, sizeof refused / sizeof *refused, run_plain);
}

/* Among the words of a model: quantities as text, and assert of one. */
static void quantities_meet_the_library(void **state) {
  (void)state;
  Fail fail = {0};
  assert_done(run_model("x = parameter \"1\" {2}\ny = flow \"1\" {x, note = tostring(x * 2) .. string.format(\" %s\", x)}\n"
                        "for name, value in pairs({b = 2, a = 1}) do local part = x * value end\n", &fail), &fail);
  static const Refused refused[] = {
    {"assert(less(x, 2))", E109, "assert decides when the file is read; for each year write check"},
    {"for i, v in ipairs(x) do end", E109, "table expected, got quantity"},
    {"math.exp(x)", E109, "number expected"},
    {"table.concat({x, x})", E109, "invalid value"},
  };
  check_refused(refused, sizeof refused / sizeof *refused, run_model);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_there_works), cmocka_unit_test(what_is_absent_says_what_to_write),
                                     cmocka_unit_test(what_would_go_wrong_is_refused), cmocka_unit_test(quantities_meet_the_library)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
