/* The compiled program against the oracle, bit for bit, on random graphs: every instruction set, block widths, poisoned
 * memory, inputs that vary or do not. */
#define _POSIX_C_SOURCE 200809L
#include "support/check.h"

#include "model/oracle.h"
#include "program/program.h"
#include "program/random_graph.h"

enum { GRAPHS = 1200, LANES = 512 };

static bool same_bits(double a, double b) { return memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b); }

typedef struct {
  World *w;
  unsigned lanes, n;
  uint32_t outputs[16]; unsigned n_outputs;
  unsigned char varying[8];
  double fixed[8];
  unsigned n_varying;
  bool noise;
  double *inputs, *noises;               /* [varying][lanes], [noise][grid][lanes] */
} Case;

static double special(World *w) {
  static const double values[] = {0.0, -0.0, INFINITY, -INFINITY, NAN, 5e-324, -1e-310, 1e300, -1e300, 1.0, 2.0};
  return values[below(w, sizeof values / sizeof *values)];
}

static void make_case(Case *c, World *w, unsigned lanes) {
  const Graph *g = w->g;
  memset(c, 0, sizeof *c);
  c->w = w, c->lanes = lanes, c->n = lanes - (below(w, 2) ? below(w, lanes) : 0);
  for (uint32_t k = 0; k < g->n_outputs; k++)
    if (below(w, 4)) c->outputs[c->n_outputs++] = k;
  for (uint32_t i = 0; i < g->n_inputs; i++) {
    c->varying[i] = below(w, 3) != 0;
    c->fixed[i] = number(w);
    c->n_varying += c->varying[i];
  }
  c->noise = below(w, 2);
  size_t n_noise = (size_t)g->n_noises * (g->n_steps + 1) * lanes;
  c->inputs = malloc((c->n_varying * (size_t)lanes + 1) * sizeof(double));
  c->noises = malloc((n_noise + 1) * sizeof(double));
  bool wild = below(w, 4) == 0;
  for (size_t i = 0; i < c->n_varying * (size_t)lanes; i++) c->inputs[i] = wild && below(w, 8) == 0 ? special(w) : number(w);
  for (size_t i = 0; i < n_noise; i++) c->noises[i] = number(w);
}

static void free_case(Case *c) { free(c->inputs), free(c->noises); }

static Program *compiled(const Case *c, Isa isa) {
  Fail fail = {0};
  Program *p;
  ProgramDesc d = {.graph = c->w->g, .outputs = c->outputs, .n_outputs = c->n_outputs, .ends = c->w->ends, .n_ends = c->w->n_ends,
                   .varying = c->varying, .fixed = c->fixed, .noise = c->noise, .isa = isa, .poison = true};
  assert_done(program_compile(&d, &p, &fail), &fail);
  return p;
}

static void oracle_lane(const Case *c, Oracle *o, unsigned lane) {
  const Graph *g = c->w->g;
  double inputs[8], noise[3 * 8] = {0};
  unsigned v = 0;
  for (uint32_t i = 0; i < g->n_inputs; i++) inputs[i] = c->varying[i] ? c->inputs[v++ * c->lanes + lane] : c->fixed[i];
  for (uint32_t i = 0; c->noise && i < g->n_noises * (g->n_steps + 1); i++) noise[i] = c->noises[(size_t)i * c->lanes + lane];
  oracle_run(o, inputs, noise);
}

static void compare_lane(const Case *c, const Block *b, const Oracle *o, unsigned lane, const char *isa, uint64_t seed) {
  const Graph *g = c->w->g;
  for (unsigned k = 0; k < c->n_outputs; k++)
    for (uint32_t grid = 0; grid <= g->n_steps; grid++)
      for (uint32_t e = 0; e < g->nodes[g->outputs[c->outputs[k]].step].size; e++) {
        double got = block_record(b, k, grid, e)[lane], expected = oracle_output(o, c->outputs[k], grid)[e];
        if (same_bits(got, expected)) continue;
        print_error("graph %llu %s: output %u at %u element %u lane %u of %u is %a, the oracle says %a\n", (unsigned long long)seed, isa, k,
                    grid, e, lane, c->n, got, expected);
        fail();
      }
  for (unsigned e = 0; e < c->w->n_ends; e++) {
    double got = block_end(b, e)[lane], expected = oracle_value(o, c->w->ends[e], 0)[0];
    if (same_bits(got, expected)) continue;
    print_error("graph %llu %s: end %u lane %u is %a, the oracle says %a\n", (unsigned long long)seed, isa, e, lane, got, expected);
    fail();
  }
}

/* The lanes that go to the oracle: the first, the last, those beside the edges of groups, and some between. */
static bool chosen(const Case *c, unsigned lane) {
  return lane == 0 || lane + 1 == c->n || lane % 64 == 63 || lane % 61 == 13;
}

static bool check_graph(uint64_t seed, unsigned lanes) {
  World *w = world_new(seed);
  bool merged = w->merged;
  Case c;
  make_case(&c, w, lanes);
  Oracle *o = oracle_new(w->g);
  for (Isa isa = ISA_SSE2; isa <= ISA_AVX512; isa++) {
    if (!isa_present(isa)) continue;
    Program *p = compiled(&c, isa);
    Block *b = block_new(p, lanes);
    block_run(b, c.n, c.inputs, c.noises);
    for (unsigned lane = 0; lane < c.n; lane++)
      if (chosen(&c, lane)) oracle_lane(&c, o, lane), compare_lane(&c, b, o, lane, isa_name(isa), seed);
    block_free(b), program_free(p);
  }
  oracle_free(o), free_case(&c), world_free(w);
  return merged;
}

static void test_random_graphs(void **state) {
  (void)state;
  unsigned merged = 0;
  for (uint64_t seed = 1; seed <= GRAPHS; seed++) merged += check_graph(seed, seed % 100 == 0 ? 512 : 8 * (1 + (unsigned)(seed % 20)));
  assert_in_range(merged, GRAPHS / 4, GRAPHS - GRAPHS / 8);          /* graphs with merged powers, and without */
}

/* Every lane of a wide block equals the same lane of narrow ones, on every instruction set, and nothing hangs on what a
 * block did before. */
static void test_widths(void **state) {
  (void)state;
  for (uint64_t seed = 5001; seed <= 5060; seed++) {
    World *w = world_new(seed);
    Case c;
    make_case(&c, w, LANES);
    c.n = LANES;
    Program *first = compiled(&c, ISA_SSE2);
    Block *wide = block_new(first, LANES);
    block_run(wide, LANES, c.inputs, c.noises);
    for (Isa isa = ISA_SSE2; isa <= ISA_AVX512; isa++) {
      if (!isa_present(isa)) continue;
      Program *p = compiled(&c, isa);
      for (unsigned lanes = 8; lanes <= 256; lanes = lanes * 3 / 16 * 8 + 8) {
        Block *b = block_new(p, lanes);
        size_t n_noise = (size_t)w->g->n_noises * (w->g->n_steps + 1);
        double *inputs = malloc((c.n_varying * (size_t)lanes + 1) * sizeof(double)), *noise = malloc((n_noise * lanes + 1) * sizeof(double));
        for (unsigned from = 0; from + lanes <= LANES; from += lanes) {
          for (unsigned i = 0; i < c.n_varying; i++) memcpy(inputs + (size_t)i * lanes, c.inputs + (size_t)i * LANES + from, lanes * sizeof(double));
          for (size_t i = 0; i < n_noise; i++) memcpy(noise + i * lanes, c.noises + i * LANES + from, lanes * sizeof(double));
          block_run(b, lanes, inputs, noise);
          for (unsigned lane = 0; lane < lanes; lane++)
            for (unsigned k = 0; k < c.n_outputs; k++)
              for (uint32_t grid = 0; grid <= w->g->n_steps; grid++)
                assert_true(same_bits(block_record(b, k, grid, 0)[lane], block_record(wide, k, grid, 0)[from + lane]));
        }
        free(inputs), free(noise), block_free(b);
      }
      program_free(p);
    }
    block_free(wide), program_free(first), free_case(&c), world_free(w);
  }
}

/* A lane that turns into NaN leaves every other lane's bits alone. */
static void test_neighbours(void **state) {
  (void)state;
  unsigned touched = 0;
  for (uint64_t seed = 9001; seed <= 9040; seed++) {
    World *w = world_new(seed);
    Case c;
    make_case(&c, w, 64);
    c.n = 64;
    Program *p = compiled(&c, ISA_AUTO);
    Block *clean = block_new(p, 64), *b = block_new(p, 64);
    block_run(clean, 64, c.inputs, c.noises);
    for (unsigned bad = 0; bad < 64 && c.n_varying; bad += 7) {
      double before = c.inputs[bad];
      c.inputs[bad] = NAN;
      block_run(b, 64, c.inputs, c.noises);
      c.inputs[bad] = before;
      for (unsigned k = 0; k < c.n_outputs; k++)
        for (uint32_t grid = 0; grid <= w->g->n_steps; grid++)
          for (uint32_t e = 0; e < w->g->nodes[w->g->outputs[c.outputs[k]].step].size; e++) {
            const double *row = block_record(b, k, grid, e), *good = block_record(clean, k, grid, e);
            for (unsigned lane = 0; lane < 64; lane++)
              if (lane != bad) assert_true(same_bits(row[lane], good[lane]));
            touched += row[bad] != row[bad] && good[bad] == good[bad];
          }
    }
    block_free(clean), block_free(b), program_free(p), free_case(&c), world_free(w);
  }
  assert_true(touched > 100);            /* else the test would see nothing */
}

/* Nothing varies: everything is known when the program is compiled, and no instruction is left. */
static void test_point_runs(void **state) {
  (void)state;
  const unsigned char none[8] = {0};
  for (uint64_t seed = 7001; seed <= 7100; seed++) {
    World *w = world_new(seed);
    const Graph *g = w->g;
    uint32_t outputs[16];
    for (uint32_t k = 0; k < g->n_outputs; k++) outputs[k] = k;
    Program *p;
    Fail fail = {0};
    ProgramDesc d = {.graph = g, .outputs = outputs, .n_outputs = g->n_outputs, .ends = w->ends, .n_ends = w->n_ends, .varying = none};
    assert_done(program_compile(&d, &p, &fail), &fail);
    assert_int_equal(program_instructions(p), 0);
    Oracle *o = oracle_new(g);
    oracle_run(o, NULL, NULL);
    Block *b = block_new(p, 8);
    block_run(b, 8, NULL, NULL);
    for (uint32_t k = 0; k < g->n_outputs; k++)
      for (uint32_t grid = 0; grid <= g->n_steps; grid++)
        for (uint32_t e = 0; e < g->nodes[g->outputs[k].step].size; e++) {
          assert_non_null(program_output(p, k, grid));
          assert_true(same_bits(program_output(p, k, grid)[e], oracle_output(o, k, grid)[e]));
          assert_true(same_bits(block_record(b, k, grid, e)[7], oracle_output(o, k, grid)[e]));
        }
    for (unsigned e = 0; e < w->n_ends; e++) assert_true(same_bits(*program_end(p, e), oracle_value(o, w->ends[e], 0)[0]));
    block_free(b), oracle_free(o), program_free(p), world_free(w);
  }
}

static void test_blocks_and_listings(void **state) {
  (void)state;
  World *w = world_new(42);
  Case c;
  make_case(&c, w, 64);
  Program *p = compiled(&c, ISA_AUTO);
  assert_null(block_new(p, 0));
  assert_null(block_new(p, 12));
  assert_null(block_new(p, BLOCK_LANES_MAX + 8));
  Block *b = block_new(p, 24);
  assert_true(block_bytes(b) > 0 && program_bytes(p) > 0);
  char *text = NULL;
  size_t length;
  FILE *out = open_memstream(&text, &length);
  program_list(p, out);
  fclose(out);
  assert_has(text, "each step:");
  assert_has(text, "LOAD");
  free(text), block_free(b), program_free(p), free_case(&c), world_free(w);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_graphs), cmocka_unit_test(test_widths), cmocka_unit_test(test_neighbours),
                                     cmocka_unit_test(test_point_runs), cmocka_unit_test(test_blocks_and_listings)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
