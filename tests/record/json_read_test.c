/* JSON as a tree: what is read, what is refused, and that whatever the writer writes is read back as it was. */
#include "support/check.h"
#include "record/buffer.h"
#include "record/json.h"
#include "record/json_read.h"
#include <stdlib.h>

static Arena *arena;

static int begin(void **state) { (void)state; return (arena = arena_new()) ? 0 : -1; }
static int end(void **state) { (void)state; arena_free(arena); return 0; }

static const JsonNode *read(const char *text) { return json_read(text, strlen(text), arena); }

static const JsonNode *member(const JsonNode *whole, unsigned i) {
  const JsonNode *n = whole->first;
  while (i-- && n) n = n->next;
  assert_non_null(n);
  return n;
}

static void every_kind_is_read(void **state) {
  (void)state;
  const JsonNode *n = read(" {\"a\" : null, \"b\":[true,false , -1.5e3],\"c\":\"text\",\"d\":{},\"e\":[] }\r\n\t");
  assert_non_null(n);
  assert_int_equal(n->kind, JSON_OBJECT);
  assert_null(n->key);
  assert_int_equal(json_child(n, "a")->kind, JSON_NULL);
  const JsonNode *list = json_child(n, "b");
  assert_int_equal(list->kind, JSON_ARRAY);
  assert_int_equal(member(list, 0)->kind, JSON_TRUE);
  assert_int_equal(member(list, 1)->kind, JSON_FALSE);
  assert_same_double(member(list, 2)->number, -1500.0);
  assert_null(member(list, 2)->next);
  assert_null(member(list, 2)->key);
  assert_string_equal(json_text_of(n, "c"), "text");
  assert_null(json_child(n, "d")->first);
  assert_null(json_child(n, "e")->first);
  assert_string_equal(member(n, 4)->key, "e");
}

static void children_are_looked_up_by_kind(void **state) {
  (void)state;
  const JsonNode *n = read("{\"text\":\"x\",\"number\":2,\"twice\":1,\"twice\":5}");
  assert_null(json_child(n, "none"));
  assert_null(json_child(NULL, "text"));
  assert_null(json_child(json_child(n, "text"), "x"));       /* of no object */
  assert_null(json_child(read("[1]"), "x"));
  assert_null(json_text_of(n, "number"));
  assert_null(json_text_of(n, "none"));
  assert_true(isnan(json_number_of(n, "text")));
  assert_true(isnan(json_number_of(n, "none")));
  assert_same_double(json_number_of(n, "number"), 2.0);
  assert_same_double(json_number_of(n, "twice"), 1.0);        /* the first */
}

static void escapes_become_bytes(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
    {"\"\\u0041\\u00e9\\u4EBA\"", "A\303\251\344\272\272"},
    {"\"\\ud83d\\ude00!\"", "\360\237\230\200!"},               /* a pair of units */
    {"\"\\uFFFD\\u07ff\\u0800\"", "\357\277\275\337\277\340\240\200"},
    {"\"人\"", "人"}, {"\"\"", ""}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    const JsonNode *n = read(pairs[i][0]);
    assert_non_null(n);
    assert_int_equal(n->kind, JSON_STRING);
    assert_string_equal(n->text, pairs[i][1]);
  }
}

static void what_is_no_json_is_refused(void **state) {
  (void)state;
  static const char *const texts[] = {
    "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:1}", "{\"a\" 1}",
    "{\"a\":1 \"b\":2}", "nul", "tru", "fals", "nulll", "True", "nan", "+", "-", "1.2.3", "1e", "0x1", "1 2", "{} {}", "\"", "\"a", "\"\\", "\"\\\"",
    "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u0000\"", "\"\\ud83d\"", "\"\\ud83dx\"", "\"\\ud83d\\n\"", "\"\\ud83d\\u0041\"", "\"\\ud83d\\ue000\"", "\"\\ude00\"", "\"\n\"", "\"\t\"",
    "\"\377\"", "\"\303\"", "'a'", "/* */1", "1e999"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    if (read(texts[i])) fail_msg("taken for JSON: %s", texts[i]);
  assert_null(json_read("[1]\0", 4, arena));                   /* a NUL behind it */
  assert_null(json_read("\"a\0b\"", 5, arena));
  assert_non_null(json_read("[1]xyz", 3, arena));                /* n ends the text */
}

/* Every beginning of a text is refused, and read no further than its end. */
static void no_beginning_is_enough(void **state) {
  (void)state;
  static const char text[] = "{\"a\":[1,-2.5e-3,true,null],\"b\\u0041\\n\":{\"c\":\"\\ud83d\\ude00\",\"d\":false}}";
  for (size_t n = 0; n < sizeof text - 1; n++) {
    char *copy = malloc(n ? n : 1);                             /* exactly as long: a sanitizer sees what is read beyond */
    assert_non_null(copy);
    memcpy(copy, text, n);
    assert_null(json_read(copy, n, arena));
    free(copy);
  }
  assert_non_null(json_read(text, sizeof text - 1, arena));
}

static void depth_is_limited(void **state) {
  (void)state;
  for (unsigned depth = JSON_DEPTH - 1; depth <= JSON_DEPTH + 1; depth++) {
    char *text = malloc(2 * depth + 1);
    assert_non_null(text);
    memset(text, '[', depth), memset(text + depth, ']', depth);
    assert_int_equal(json_read(text, 2 * depth, arena) != NULL, depth <= JSON_DEPTH);
    free(text);
  }
}

/* Any single changed byte: refused or read, never a crash; and a text that is read is valid UTF-8 inside. */
static void changed_bytes_do_no_harm(void **state) {
  (void)state;
  static const char text[] = "{\"a\":[1.5,-2e3],\"人\":\"\\u4eba\\n\",\"c\":{\"d\":null}}";
  char changed[sizeof text];
  unsigned read_all = 0;
  for (size_t i = 0; i < sizeof text - 1; i++)
    for (int byte = 0; byte < 256; byte++) {
      memcpy(changed, text, sizeof text);
      changed[i] = (char)byte;
      read_all += json_read(changed, sizeof text - 1, arena) != NULL;
    }
  assert_true(read_all > sizeof text && read_all < 256 * sizeof text / 2);
}

static void no_memory_is_no_json(void **state) {
  (void)state;
  static const char text[] = "{\"a\":[1,2,3,\"four\"],\"b\":{\"c\":null}}";
  char *large = malloc(1 << 20);
  assert_non_null(large);
  size_t n = 0;
  large[n++] = '[';
  while (n < (1 << 20) - 64) n += (size_t)sprintf(large + n, "%s%s", n > 1 ? "," : "", text);
  large[n++] = ']';
  long refused = 0;
  for (long at = 0; at < 64; at++) {
    Arena *small = arena_new();
    arena_refuse_after(small, at);
    const JsonNode *whole = json_read(large, n, small);
    refused += !whole;
    arena_free(small);
  }
  free(large);
  assert_true(refused > 0);
}

/* What the writer writes, numbers to the last bit. */
static void what_is_written_is_read(void **state) {
  (void)state;
  static const double numbers[] = {0.0, 0.1, 1.0 / 3.0, 1e-300, 1.7976931348623157e308, -123456789.123456789, 5e-324};
  Buffer out = {0};
  Json j = json_to(&out);
  json_object(&j);
  json_pair(&j, "t", "人\n\"\\\t\001");
  json_key(&j, "list");
  json_array(&j);
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) json_number(&j, numbers[i]);
  json_number(&j, NAN);
  json_end(&j);
  json_end(&j);
  const JsonNode *n = json_read(buffer_text(&out), out.length, arena);
  assert_non_null(n);
  assert_string_equal(json_text_of(n, "t"), "人\n\"\\\t\001");
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) assert_same_double(member(json_child(n, "list"), (unsigned)i)->number, numbers[i]);
  assert_int_equal(member(json_child(n, "list"), sizeof numbers / sizeof *numbers)->kind, JSON_NULL);
  buffer_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(every_kind_is_read, begin, end),
    cmocka_unit_test_setup_teardown(children_are_looked_up_by_kind, begin, end),
    cmocka_unit_test_setup_teardown(escapes_become_bytes, begin, end),
    cmocka_unit_test_setup_teardown(what_is_no_json_is_refused, begin, end),
    cmocka_unit_test_setup_teardown(no_beginning_is_enough, begin, end),
    cmocka_unit_test_setup_teardown(depth_is_limited, begin, end),
    cmocka_unit_test_setup_teardown(changed_bytes_do_no_harm, begin, end),
    cmocka_unit_test_setup_teardown(no_memory_is_no_json, begin, end),
    cmocka_unit_test_setup_teardown(what_is_written_is_read, begin, end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
