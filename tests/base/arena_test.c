#include "support/check.h"

#include "base/arena.h"

static bool all_zero(const char *bytes, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (bytes[i]) return false;
  return true;
}

static void memory_is_zeroed_and_aligned(void **state) {
  (void)state;
  Arena *arena = arena_new();
  for (size_t n = 0; n < 3000; n += 7) {
    char *bytes = arena_alloc(arena, n);
    assert_non_null(bytes);
    assert_true(all_zero(bytes, n));
    assert_int_equal((uintptr_t)bytes % (n >= 64 ? 64 : 16), 0);
    memset(bytes, 0xAA, n);
  }
  arena_free(arena);
}

static void pieces_do_not_overlap(void **state) {
  (void)state;
  enum { PIECES = 500 };
  Arena *arena = arena_new();
  unsigned char *pieces[PIECES];
  size_t sizes[PIECES];
  for (unsigned i = 0; i < PIECES; i++) {
    sizes[i] = i * i % 9000;
    pieces[i] = arena_alloc(arena, sizes[i]);
    memset(pieces[i], (int)(i & 255), sizes[i]);
  }
  for (unsigned i = 0; i < PIECES; i++)
    for (size_t j = 0; j < sizes[i]; j++) assert_int_equal(pieces[i][j], i & 255);
  arena_free(arena);
}

static void arrays_have_room_for_all(void **state) {
  (void)state;
  Arena *arena = arena_new();
  double *numbers = arena_array(arena, 9000, sizeof *numbers);
  char *after = arena_alloc(arena, 16);
  assert_true((char *)(numbers + 9000) <= after || after < (char *)numbers);
  assert_true(all_zero((char *)numbers, 9000 * sizeof *numbers));
  assert_non_null(arena_array(arena, 0, 8));
  assert_non_null(arena_array(arena, SIZE_MAX, 0));
  assert_false(arena_failed(arena));
  arena_free(arena);
}

static void copies_and_prints(void **state) {
  (void)state;
  Arena *arena = arena_new();
  assert_string_equal(arena_copy(arena, "重庆市", 6), "重庆");
  assert_string_equal(arena_copy(arena, "", 0), "");
  assert_string_equal(arena_printf(arena, "%s %d", "year", 2035), "year 2035");
  arena_free(arena);
}

static void a_large_piece_leaves_the_small_block_in_use(void **state) {
  (void)state;
  Arena *arena = arena_new();
  char *first = arena_alloc(arena, 16);
  arena_alloc(arena, 1 << 20);
  char *second = arena_alloc(arena, 16);
#if !defined(__SANITIZE_ADDRESS__)
  assert_ptr_equal(second, first + 16);
#else
  assert_non_null(first);
  assert_non_null(second);
#endif
  arena_free(arena);
}

static void refusal_is_remembered(void **state) {
  (void)state;
  Arena *arena = arena_new();
  assert_false(arena_failed(arena));
  arena_refuse_after(arena, 0);
  assert_non_null(arena_alloc(arena, 100)); /* from the reserve */
  assert_true(arena_failed(arena));
  assert_null(arena_alloc(arena, 1 << 20));
  while (arena_alloc(arena, 1000)) {}
  arena_refuse_after(arena, 2);
  assert_non_null(arena_alloc(arena, 1 << 20));
  assert_non_null(arena_alloc(arena, 1 << 20));
  assert_null(arena_alloc(arena, 1 << 20));
  arena_refuse_after(arena, -1);
  assert_non_null(arena_alloc(arena, 1 << 20));
  assert_true(arena_failed(arena));
  arena_free(arena);
}

static void too_large_is_refused(void **state) {
  (void)state;
  Arena *arena = arena_new();
  assert_null(arena_alloc(arena, (size_t)1 << 30));
  assert_null(arena_alloc(arena, SIZE_MAX));
  assert_null(arena_array(arena, SIZE_MAX / 2, 4));
  assert_null(arena_copy(arena, "x", SIZE_MAX));
  assert_true(arena_failed(arena));
  arena_free(arena);
}

static void bytes_are_counted(void **state) {
  (void)state;
  Arena *arena = arena_new();
  size_t before = arena_bytes(arena);
  arena_alloc(arena, 1 << 20);
  assert_in_range(arena_bytes(arena) - before, 1 << 20, (1 << 20) + 256);
  arena_free(arena);
  arena_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(memory_is_zeroed_and_aligned),
    cmocka_unit_test(pieces_do_not_overlap),
    cmocka_unit_test(arrays_have_room_for_all),
    cmocka_unit_test(copies_and_prints),
    cmocka_unit_test(a_large_piece_leaves_the_small_block_in_use),
    cmocka_unit_test(refusal_is_remembered),
    cmocka_unit_test(too_large_is_refused),
    cmocka_unit_test(bytes_are_counted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
