#include "study/design.h"
#include "study/latin.h"
#include "study/moments.h"
#include "support/check.h"
#include <stdlib.h>
#include <unistd.h>

static Arena *arena;
static const char *const names[] = {"tfp_base", "import_factor", "人口弹性", "d", "e", "f"};

static int setup(void **state) { (void)state; arena = arena_new(); return 0; }
static int teardown(void **state) { (void)state; arena_free(arena); return 0; }

static Design *made(DesignSpec spec) {
  Design *design = NULL;
  Fail fail = {0};
  assert_done(design_make(&spec, arena, &design, &fail), &fail);
  return design;
}

static Design *simple(DesignKind kind, unsigned parameters, uint64_t n) { return made(design_spec(kind, parameters, names, n)); }

/* Whatever the pieces, the same places: the promise that chunks, threads and shards rest on. */
static void pieces_make_no_difference(void **state) {
  (void)state;
  for (int kind = DESIGN_RANDOM; kind < DESIGN_FILE; kind++) {
    DesignSpec spec = design_spec((DesignKind)kind, 4, names, 37);
    spec.second_order = true;
    Design *design = made(spec);
    assert_true(design->runs < 1000);
    double whole[1000], part[1000];
    for (unsigned j = 0; j < 4; j++) {
      design_fill(design, j, 0, design->runs, whole);
      for (uint64_t size = 1; size < 100; size = size * 3 + 1)
        for (uint64_t first = 0; first < design->runs; first += size) {
          size_t n = first + size < design->runs ? size : design->runs - first;
          design_fill(design, j, first, n, part);
          for (size_t i = 0; i < n; i++) assert_same_double(part[i], whole[first + i]);
        }
      for (uint64_t i = 0; i < design->runs; i++) {
        assert_true(whole[i] > 0 && whole[i] < 1);
        assert_same_double(design_value(design, j, i), whole[i]);
      }
    }
  }
}

static void a_further_parameter_changes_nothing(void **state) {
  (void)state;
  const DesignKind kinds[] = {DESIGN_RANDOM, DESIGN_LATIN, DESIGN_SOBOL};
  for (int i = 0; i < 3; i++) {
    Design *before = simple(kinds[i], 3, 256), *after = simple(kinds[i], 6, 256);
    for (unsigned j = 0; j < 3; j++)
      for (uint64_t run = 0; run < 256; run++) assert_same_double(design_value(before, j, run), design_value(after, j, run));
  }
  Design *before = simple(DESIGN_SALTELLI, 3, 64), *after = simple(DESIGN_SALTELLI, 6, 64);
  for (unsigned j = 0; j < 3; j++)
    for (uint64_t i = 0; i < 64; i++) {
      assert_same_double(design_value(before, j, i * 5), design_value(after, j, i * 8));
      assert_same_double(design_value(before, j, i * 5 + SLOT_B), design_value(after, j, i * 8 + SLOT_B));
    }
}

/* In random and plain latin designs not even the order matters: names alone are the keys. In Sobol's, dimensions are chosen too. */
static void order_of_parameters_does_not_matter(void **state) {
  (void)state;
  const char *const turned[] = {"f", "tfp_base"};
  const uint32_t sobol[] = {12, 0};                          /* what they have behind or before four others */
  const DesignKind kinds[] = {DESIGN_RANDOM, DESIGN_LATIN, DESIGN_SOBOL};
  for (int i = 0; i < 3; i++) {
    DesignSpec other = design_spec(kinds[i], 2, turned, 100);
    if (kinds[i] == DESIGN_SOBOL) other.dimensions = sobol;
    Design *a = simple(kinds[i], 6, 100), *b = made(other);
    for (uint64_t run = 0; run < 100; run++) {
      assert_same_double(design_value(a, 0, run), design_value(b, 1, run));
      assert_same_double(design_value(a, 5, run), design_value(b, 0, run));
    }
  }
  DesignSpec spec = design_spec(DESIGN_SALTELLI, 2, turned, 128);
  const uint32_t dimensions[] = {10, 11, 0, 1};
  spec.dimensions = dimensions;                              /* saltelli: with the dimensions of the other order too */
  Design *a = simple(DESIGN_SALTELLI, 6, 128), *b = made(spec);
  for (uint64_t i = 0; i < 128; i++) assert_same_double(design_value(a, 0, 8 * i), design_value(b, 1, 4 * i));
}

static void more_runs_keep_the_first(void **state) {
  (void)state;
  for (int kind = DESIGN_RANDOM; kind < DESIGN_FILE; kind++) {
    DesignSpec few = design_spec((DesignKind)kind, 4, names, 32), many = design_spec((DesignKind)kind, 4, names, 64);
    few.improved = many.improved = false;
    Design *a = made(few), *b = made(many);
    if (kind == DESIGN_GRID || kind == DESIGN_LOCAL) continue;
    assert_int_equal(a->extendable, kind != DESIGN_LATIN && kind != DESIGN_MAXIMIN);
    for (unsigned j = 0; j < 4 && a->extendable; j++)
      for (uint64_t run = 0; run < a->runs; run++) assert_same_double(design_value(a, j, run), design_value(b, j, run));
  }
}

static void another_seed_is_another_design(void **state) {
  (void)state;
  const DesignKind kinds[] = {DESIGN_RANDOM, DESIGN_LATIN, DESIGN_SOBOL, DESIGN_SALTELLI};
  for (int i = 0; i < 4; i++) {
    DesignSpec spec = design_spec(kinds[i], 2, names, 64);
    Design *a = made(spec);
    spec.seed = 2;
    Design *b = made(spec);
    int equal = 0;
    for (uint64_t run = 0; run < 64; run++) equal += design_value(a, 0, run) == design_value(b, 0, run);
    assert_int_equal(equal, 0);
  }
}

static void latin_has_one_run_in_each_stratum(void **state) {
  (void)state;
  const uint64_t sizes[] = {1, 2, 3, 10, 97, 1000};
  for (int s = 0; s < 6; s++)
    for (int improved = 0; improved < 2; improved++) {
      DesignSpec spec = design_spec(DESIGN_LATIN, 3, names, sizes[s]);
      spec.improved = improved;
      Design *design = made(spec);
      for (unsigned j = 0; j < 3; j++) {
        char seen[1000] = {0};
        for (uint64_t run = 0; run < sizes[s]; run++) seen[(int)(design_value(design, j, run) * (double)sizes[s])]++;
        for (uint64_t run = 0; run < sizes[s]; run++) assert_int_equal(seen[run], 1);
      }
    }
}

static double column_correlation(const Design *design, unsigned a, unsigned b) {
  double sum = 0;
  for (uint64_t run = 0; run < design->runs; run++) sum += (design_value(design, a, run) - 0.5) * (design_value(design, b, run) - 0.5);
  return 12 * sum / (double)design->runs;
}

static void latin_columns_are_unrelated(void **state) {
  (void)state;
  Design *design = simple(DESIGN_LATIN, 6, 4000);
  for (unsigned a = 0; a < 6; a++)
    for (unsigned b = 0; b < a; b++) assert_within(column_correlation(design, a, b), 0, 4 / sqrt(4000));
  uint64_t fixed = 0;                                        /* and unrelated to the order of runs */
  for (uint64_t run = 0; run < 4000; run++) fixed += latin_stratum(stream_key(1, "x"), 4000, run) == run;
  assert_true(fixed < 8);
}

static void maximin_spreads_the_runs(void **state) {
  (void)state;
  StreamKey keys[4];
  for (int j = 0; j < 4; j++) keys[j] = stream_key(1, names[j]);
  uint32_t plain[4 * 60];
  for (unsigned j = 0; j < 4; j++)
    for (uint32_t run = 0; run < 60; run++) plain[j * 60 + run] = (uint32_t)latin_stratum(keys[j], 60, run);
  uint32_t *better = latin_maximin(arena, 1, 4, keys, 60);
  double before = latin_least_distance(plain, 4, 60), after = latin_least_distance(better, 4, 60);
  print_message("least distance of 60 runs in 4 dimensions: plain %.3f, improved %.3f\n", before, after);
  assert_true(after > 1.7 * before);
}

/* One parameter moves in each step, by delta, once each; half of the moves go up. */
static void morris_moves_one_parameter_at_a_time(void **state) {
  (void)state;
  for (int improved = 0; improved < 2; improved++) {
    DesignSpec spec = design_spec(DESIGN_MORRIS, 5, names, 40);
    spec.improved = improved;
    spec.trim = 0;
    Design *design = made(spec);
    int up = 0, level_count[4] = {0};
    assert_int_equal(design->runs, 240);
    assert_near(design->morris->delta, 2.0 / 3, 1e-15);
    for (uint64_t t = 0; t < 40; t++) {
      int moved = 0;
      for (unsigned step = 1; step <= 5; step++) {
        int changes = 0;
        for (unsigned j = 0; j < 5; j++) {
          double change = design_value(design, j, t * 6 + step) - design_value(design, j, t * 6 + step - 1);
          if (change == 0) continue;
          assert_within(fabs(change), 2.0 / 3, 1e-15);
          up += change > 0;
          moved |= 1 << j;
          changes++;
        }
        assert_int_equal(changes, 1);
      }
      assert_int_equal(moved, 31);
      for (unsigned j = 0; j < 5; j++) level_count[(int)(design_value(design, j, t * 6) * 3 + 0.5)]++;
    }
    assert_within(up, 100, 30);
    for (int level = 0; level < 4; level++) assert_within(level_count[level], 50, 25);
  }
}

static void optimised_trajectories_lie_farther_apart(void **state) {
  (void)state;
  double spread[2] = {0};
  for (int improved = 0; improved < 2; improved++) {
    DesignSpec spec = design_spec(DESIGN_MORRIS, 6, names, 10);
    spec.improved = improved;
    Design *design = made(spec);
    for (uint32_t a = 0; a < 10; a++)
      for (uint32_t b = 0; b < a; b++) spread[improved] += pow(morris_distance(design->morris, a, b), 2);
  }
  print_message("spread of 10 trajectories: plain %.4g, optimised %.4g\n", spread[0], spread[1]);
  assert_true(spread[1] > 1.03 * spread[0]);
}

static void grid_has_every_combination(void **state) {
  (void)state;
  DesignSpec spec = design_spec(DESIGN_GRID, 3, names, 0);
  spec.levels = 5;
  Design *design = made(spec);
  assert_int_equal(design->runs, 125);
  char seen[125] = {0};
  for (uint64_t run = 0; run < 125; run++) {
    int cell = 0;
    for (unsigned j = 0; j < 3; j++) cell = cell * 5 + (int)(design_value(design, j, run) * 5);
    seen[cell]++;
  }
  for (int cell = 0; cell < 125; cell++) assert_int_equal(seen[cell], 1);
}

static void saltelli_slots_mix_a_and_b(void **state) {
  (void)state;
  const unsigned group[] = {0, 1, 0, 2};
  DesignSpec spec = design_spec(DESIGN_SALTELLI, 4, names, 16);
  spec.second_order = true;
  spec.group = group;
  spec.groups = 3;
  Design *design = made(spec);
  assert_int_equal(saltelli_slots(design), 8);
  assert_int_equal(design->runs, 128);
  for (uint64_t i = 0; i < 16; i++)
    for (unsigned j = 0; j < 4; j++) {
      double a = design_value(design, j, i * 8 + SLOT_A), b = design_value(design, j, i * 8 + SLOT_B);
      assert_true(a != b);
      for (unsigned g = 0; g < 3; g++) {
        assert_same_double(design_value(design, j, i * 8 + SLOT_AB + g), group[j] == g ? b : a);
        assert_same_double(design_value(design, j, i * 8 + SLOT_AB + 3 + g), group[j] == g ? a : b);
      }
    }
}

static void local_moves_each_alone(void **state) {
  (void)state;
  Design *design = simple(DESIGN_LOCAL, 3, 0);
  assert_int_equal(design->runs, 7);
  for (uint64_t run = 0; run < 7; run++)
    for (unsigned j = 0; j < 3; j++)
      assert_same_double(design_value(design, j, run), run == 1 + 2 * j ? 0.49 : run == 2 + 2 * j ? 0.51 : 0.5);
}

static const char *written(const char *text) {
  static char path[256];
  const char *build = getenv("BUILD");
  snprintf(path, sizeof path, "%s/design_test_%ld.csv", build ? build : "build", (long)getpid());
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
  return path;
}

static int file_design(const char *text, Design **out, Fail *fail) {
  DesignSpec spec = design_spec(DESIGN_FILE, 2, names, 0);
  spec.path = written(text);
  int code = design_make(&spec, arena, out, fail);
  remove(spec.path);
  return code;
}

static void a_file_gives_values(void **state) {
  (void)state;
  Design *design = NULL;
  Fail fail = {0};
  assert_done(file_design("import_factor,tfp_base\n0.5,1\n0.6,-2e3\n0.7,3\n", &design, &fail), &fail);
  assert_true(design->values);
  assert_int_equal(design->runs, 3);
  assert_same_double(design_value(design, 0, 1), -2000);
  assert_same_double(design_value(design, 1, 2), 0.7);
}

static void a_bad_file_is_named(void **state) {
  (void)state;
  const struct { const char *text, *part; int line; } cases[] = {
    {"tfp_base\n1\n", "has no column 'import_factor'", 1},
    {"tfp_base,import_factor,x\n1,2,3\n", "has the column 'x'", 1},
    {"tfp_base,tfp_base\n1,2\n", "twice", 1},
    {"tfp_base,import_factor\n1,2\n1,zwei\n", "has the cell 'zwei'", 3},
    {"tfp_base,import_factor\n1,nan\n", "has the cell 'nan'", 2},
    {"tfp_base,import_factor\n1\n", "row of another length", 2},
    {"tfp_base,import_factor\n", "no points", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Design *design = NULL;
    Fail fail = {0};
    assert_fails(file_design(cases[i].text, &design, &fail), E631, &fail, cases[i].part);
    assert_int_equal(fail.place.line, cases[i].line);
  }
  DesignSpec spec = design_spec(DESIGN_FILE, 2, names, 0);
  Design *design = NULL;
  Fail fail = {0};
  spec.path = "no/such/file.csv";
  assert_fails(design_make(&spec, arena, &design, &fail), E631, &fail, "cannot be read");
}

static void refused(DesignSpec spec, const char *part) {
  Design *design = NULL;
  Fail fail = {0};
  assert_fails(design_make(&spec, arena, &design, &fail), E630, &fail, part);
}

static void impossible_wishes_are_refused(void **state) {
  (void)state;
  DesignSpec spec = design_spec(DESIGN_MORRIS, 0, names, 8);
  refused(spec, "no uncertain parameter");
  spec = design_spec(DESIGN_RANDOM, 2, names, 0);
  refused(spec, "no runs");
  spec = design_spec(DESIGN_LATIN, 2, names, 5000);
  spec.improved = true;
  refused(spec, "4096");
  spec = design_spec(DESIGN_MORRIS, 2, names, 10);
  spec.levels = 5;
  refused(spec, "even number of levels");
  spec = design_spec(DESIGN_GRID, 6, names, 0);
  spec.levels = 1000;
  refused(spec, "combinations");
  spec = design_spec(DESIGN_LOCAL, 6, names, 0);
  spec.step = 0.5;
  refused(spec, "step");
}

static void without_parameters_there_are_runs(void **state) {
  (void)state;
  const DesignKind kinds[] = {DESIGN_RANDOM, DESIGN_LATIN, DESIGN_MAXIMIN, DESIGN_SOBOL, DESIGN_GRID};
  for (int i = 0; i < 5; i++) assert_int_equal(simple(kinds[i], 0, 8)->runs, 8);
}

static void levels_of_a_grid_follow_from_its_runs(void **state) {
  (void)state;
  assert_int_equal(grid_levels(4096, 6), 4);
  assert_int_equal(grid_levels(4095, 6), 3);
  assert_int_equal(grid_levels(1000, 3), 10);
  assert_int_equal(grid_levels(4096, 12), 2);
  assert_int_equal(grid_levels(4096, 13), 1);
  assert_int_equal(grid_levels(4000000000u, 1), GRID_MOST_LEVELS);
}

static void maximin_is_the_improved_latin(void **state) {
  (void)state;
  DesignSpec spec = design_spec(DESIGN_LATIN, 4, names, 50);
  spec.improved = true;
  Design *a = made(spec), *b = simple(DESIGN_MAXIMIN, 4, 50);
  for (unsigned j = 0; j < 4; j++)
    for (uint64_t run = 0; run < 50; run++) assert_same_double(design_value(a, j, run), design_value(b, j, run));
  assert_false(b->extendable);
}

static void unbalanced_sizes_are_warned_of(void **state) {
  (void)state;
  assert_null(simple(DESIGN_SOBOL, 2, 1024)->warning);
  assert_has(simple(DESIGN_SOBOL, 2, 1000)->warning, "power of two");
  assert_has(simple(DESIGN_SALTELLI, 2, 1000)->warning, "power of two");
  assert_null(simple(DESIGN_RANDOM, 2, 1000)->warning);
}

static void words_are_found(void **state) {
  (void)state;
  for (int kind = 0; kind < DESIGN_COUNT; kind++) assert_int_equal(design_find(design_words[kind]), kind);
  assert_int_equal(design_find("halton"), DESIGN_COUNT);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(pieces_make_no_difference),
    cmocka_unit_test(a_further_parameter_changes_nothing),
    cmocka_unit_test(order_of_parameters_does_not_matter),
    cmocka_unit_test(more_runs_keep_the_first),
    cmocka_unit_test(another_seed_is_another_design),
    cmocka_unit_test(latin_has_one_run_in_each_stratum),
    cmocka_unit_test(latin_columns_are_unrelated),
    cmocka_unit_test(maximin_spreads_the_runs),
    cmocka_unit_test(morris_moves_one_parameter_at_a_time),
    cmocka_unit_test(optimised_trajectories_lie_farther_apart),
    cmocka_unit_test(grid_has_every_combination),
    cmocka_unit_test(saltelli_slots_mix_a_and_b),
    cmocka_unit_test(local_moves_each_alone),
    cmocka_unit_test(a_file_gives_values),
    cmocka_unit_test(a_bad_file_is_named),
    cmocka_unit_test(impossible_wishes_are_refused),
    cmocka_unit_test(without_parameters_there_are_runs),
    cmocka_unit_test(levels_of_a_grid_follow_from_its_runs),
    cmocka_unit_test(maximin_is_the_improved_latin),
    cmocka_unit_test(unbalanced_sizes_are_warned_of),
    cmocka_unit_test(words_are_found),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
