/* The lane machine: a cohort model beside the same equations written by hand in C, and what shipped models cost.
 *
 * Cohort: 2 areas x 2 sexes x ages 0..100, 40 years; deaths, births, migration in and from the country to the towns, all
 * rates different in every lane. The hand version keeps one vector of lanes at a time in the first-level cache and is
 * compiled for the same instruction set (keeping what holds for a run in tables was slower). Both must give the same bits.
 * Models: every uncertain input differs between lanes (World3: seven parameters); 25 indicators (World3: 6) at each time,
 * the targets and `finite` are asked. */
#include "program/program.h"
#include "script/script.h"
#include "study/point.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { AGES = 101, YEARS = 40, LANES = 64, AREAS = 2, SEXES = 2, INPUTS = 8 };
enum { FEMALE_SURVIVAL, MALE_SURVIVAL, FERTILITY, ARRIVALS, TRANSFER, SEX_RATIO, NEWBORN, SIZE };

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* ---- the cohort model's tables ------------------------------------------------------------------------------------- */

static double survival_table[AGES], fertility_table[AGES], arrival_table[AGES], transfer_table[AGES], people_table[AGES];

static void fill_tables(void) {
  for (int a = 0; a < AGES; a++) {
    survival_table[a] = a == 0 ? 0.995 : exp(-exp(-9.6 + 0.095 * a));
    fertility_table[a] = a >= 15 && a < 50 ? exp(-0.5 * pow((a - 28.5) / 5.5, 2)) / 13.8 : 0.0;
    arrival_table[a] = 0.02 * exp(-0.08 * fabs(a - 22.0)) + 0.001;
    transfer_table[a] = 0.03 * exp(-0.06 * fabs(a - 20.0)) + 0.002;
    people_table[a] = 2e5 * exp(-0.5 * pow(a / 55.0, 4));
  }
}

/* ---- by hand ---------------------------------------------------------------------------------------------------------- */

typedef double V2 __attribute__((vector_size(16)));
typedef double V4 __attribute__((vector_size(32)));
typedef double V8 __attribute__((vector_size(64)));

/* One function for each instruction set, over vectors V of n lanes. */
#define BY_HAND(name, V, n)                                                                                   \
  static void name(const double *inputs, double *total, double *urban) {                                      \
    for (unsigned first = 0; first < LANES; first += n) {                                                     \
      V in[INPUTS], people[AREAS][SEXES][AGES], next[AREAS][SEXES][AGES], births[AREAS], moved[SEXES][AGES];  \
      for (int i = 0; i < INPUTS; i++) memcpy(&in[i], inputs + i * LANES + first, sizeof in[i]);              \
      for (int r = 0; r < AREAS; r++)                                                                         \
        for (int x = 0; x < SEXES; x++)                                                                       \
          for (int a = 0; a < AGES; a++) people[r][x][a] = in[SIZE] * people_table[a];                        \
      for (int year = 0; year < YEARS; year++) {                                                              \
        for (int r = 0; r < AREAS; r++) {                                                                     \
          V women = people[r][0][15] * fertility_table[15];                                                   \
          for (int a = 16; a < 50; a++) women = women + people[r][0][a] * fertility_table[a];                 \
          births[r] = women * in[FERTILITY];                                                                  \
        }                                                                                                     \
        for (int x = 0; x < SEXES; x++)                                                                       \
          for (int a = 0; a < AGES; a++) moved[x][a] = people[1][x][a] * transfer_table[a] * in[TRANSFER];    \
        for (int r = 0; r < AREAS; r++)                                                                       \
          for (int x = 0; x < SEXES; x++) {                                                                   \
            V level = in[x == 0 ? FEMALE_SURVIVAL : MALE_SURVIVAL], part = in[SEX_RATIO];                     \
            V born = births[r] * (x == 0 ? 1.0 - part : part) * in[NEWBORN], living[AGES];                    \
            for (int a = 0; a < AGES; a++) {                                                                  \
              V arrived = people[r][x][a] + in[ARRIVALS] * arrival_table[a] * people_table[a];                \
              V here = r == 0 ? arrived + moved[x][a] : arrived - moved[x][a];                                \
              living[a] = here * (1.0 - (1.0 - survival_table[a]) * level);                                   \
            }                                                                                                 \
            next[r][x][0] = born;                                                                             \
            for (int a = 1; a < AGES - 1; a++) next[r][x][a] = living[a - 1];                                 \
            next[r][x][AGES - 1] = living[AGES - 2] + living[AGES - 1];                                       \
          }                                                                                                   \
        memcpy(people, next, sizeof people);                                                                  \
        V sum = {0}, towns = {0};                                                                             \
        for (int r = 0; r < AREAS; r++)                                                                       \
          for (int x = 0; x < SEXES; x++) {                                                                   \
            V line = people[r][x][0];                                                                         \
            for (int a = 1; a < AGES; a++) line = line + people[r][x][a];                                     \
            sum = r + x == 0 ? line : sum + line;                                                             \
            if (r == 0) towns = x == 0 ? line : towns + line;                                                 \
          }                                                                                                   \
        memcpy(total + (year + 1) * LANES + first, &sum, sizeof sum);                                         \
        memcpy(urban + (year + 1) * LANES + first, &towns, sizeof towns);                                     \
      }                                                                                                       \
    }                                                                                                         \
  }
BY_HAND(hand_sse2, V2, 2)
__attribute__((target("avx2"))) BY_HAND(hand_avx2, V4, 4)
__attribute__((target("avx512f,avx512dq"))) BY_HAND(hand_avx512, V8, 8)
typedef void Hand(const double *inputs, double *total, double *urban);

/* ---- as a graph: the same, in the same order of operations ----------------------------------------------------------------- */

static GraphBuilder *builder;
static NodeId op1(Op op, NodeId x, int i0, int i1, int i2) { return graph_node(builder, op, 1, &x, i0, i1, i2, (Place){0}); }
static NodeId op2(Op op, NodeId x, NodeId y) { return graph_node(builder, op, 2, (NodeId[]){x, y}, 0, 0, 0, (Place){0}); }
static NodeId join(int axis, NodeId x, NodeId y) { return graph_node(builder, OP_JOIN, 2, (NodeId[]){x, y}, axis, 0, 0, (Place){0}); }
static NodeId table(const double *values) { return graph_constant(builder, 1, (uint8_t[]){2}, values); }
enum { AREA, SEX, AGE };

static NodeId next_people(NodeId people, const NodeId *in) {
  NodeId one = graph_scalar(builder, 1.0), rural = op1(OP_SLICE, people, AREA, 1, 0);
  NodeId women = op1(OP_SUM, op2(OP_MUL, op1(OP_SLICE, people, SEX, 0, 0), table(fertility_table)), AGE, 15, 49);
  NodeId births = op2(OP_MUL, women, in[FERTILITY]);
  NodeId moved = op2(OP_MUL, op2(OP_MUL, rural, table(transfer_table)), in[TRANSFER]);
  NodeId born = op2(OP_MUL, op2(OP_MUL, births, join(SEX, op2(OP_SUB, one, in[SEX_RATIO]), in[SEX_RATIO])), in[NEWBORN]);
  NodeId arrived = op2(OP_ADD, people, op2(OP_MUL, op2(OP_MUL, in[ARRIVALS], table(arrival_table)), table(people_table)));
  NodeId here = join(AREA, op2(OP_ADD, op1(OP_SLICE, arrived, AREA, 0, 0), moved), op2(OP_SUB, op1(OP_SLICE, arrived, AREA, 1, 0), moved));
  NodeId level = join(SEX, in[FEMALE_SURVIVAL], in[MALE_SURVIVAL]);
  NodeId living = op2(OP_MUL, here, op2(OP_SUB, one, op2(OP_MUL, op2(OP_SUB, one, table(survival_table)), level)));
  NodeId parts[AGES], aged = op1(OP_ADVANCE, living, AGE, 0, 0);
  for (int a = 0; a < AGES; a++) parts[a] = a == 0 ? born : op1(OP_SLICE, aged, AGE, a, 0);
  return graph_node(builder, OP_JOIN, AGES, parts, AGE, 0, 0, (Place){0});
}

static Graph *cohort_graph(Arena *arena) {
  static const Axis *axes[3];
  Axis *made;
  Fail fail;
  builder = graph_builder(arena);
  Graph *g = graph_of(builder);
  axis_named(arena, "area", (const char *[]){"urban", "rural"}, 2, (Place){0}, &made, &fail), axes[AREA] = made;
  axis_named(arena, "sex", (const char *[]){"female", "male"}, 2, (Place){0}, &made, &fail), axes[SEX] = made;
  axis_numeric(arena, "age", 0, AGES - 1, true, (Place){0}, &made, &fail), axes[AGE] = made;
  g->axes = axes, g->n_axes = 3, g->n_steps = YEARS, g->step = g->period = 1, g->calendar = true;
  g->n_inputs = INPUTS, g->inputs = arena_array(arena, INPUTS, sizeof *g->inputs);
  NodeId in[INPUTS];
  for (int i = 0; i < INPUTS; i++) in[i] = graph_leaf(builder, OP_INPUT, 0, NULL, i, 0, NULL, (Place){0});
  const uint8_t all[] = {AREA, SEX, AGE};
  NodeId ones = graph_constant(builder, 2, all, (double[]){1, 1, 1, 1});
  NodeId start = op2(OP_MUL, op2(OP_MUL, in[SIZE], table(people_table)), ones);
  NodeId people = graph_leaf(builder, OP_STATE, 3, all, 0, 0, NULL, (Place){0}), next = next_people(people, in);
  g->n_states = 1, g->states = arena_array(arena, 1, sizeof *g->states);
  g->states[0] = (State){.name = "people", .init = start, .next = next, .rate = NODE_NONE, .n_axes = 3, .axes = {AREA, SEX, AGE}, .size = AREAS * SEXES * AGES};
  NodeId lines = op1(OP_SUM, next, AGE, 0, AGES - 1), sexes[2];
  for (int x = 0; x < 2; x++) sexes[x] = op1(OP_SLICE, op1(OP_SLICE, lines, AREA, 0, 0), SEX, x, 0);
  NodeId towns = op2(OP_ADD, sexes[0], sexes[1]), total = towns;
  for (int x = 0; x < 2; x++) total = op2(OP_ADD, total, op1(OP_SLICE, op1(OP_SLICE, lines, AREA, 1, 0), SEX, x, 0));
  NodeId zero = graph_scalar(builder, 0.0);
  g->n_outputs = 2, g->outputs = arena_array(arena, 2, sizeof *g->outputs);
  g->outputs[0] = (Output){"total", zero, total}, g->outputs[1] = (Output){"urban", zero, towns};
  graph_finish(builder);
  return g;
}

/* ---- timing ------------------------------------------------------------------------------------------------------------------ */

/* The least of nine, each at least 20 ms. */
#define TIMED(result, statement)                                    \
  do {                                                              \
    unsigned repeats = 1;                                           \
    result = INFINITY;                                              \
    for (int round = 0; round < 9;) {                               \
      double from = seconds();                                      \
      for (unsigned i = 0; i < repeats; i++) statement;             \
      double took = seconds() - from;                               \
      if (took < 0.02) { repeats *= 2; continue; }                  \
      if (took / repeats < result) result = took / repeats;         \
      round++;                                                      \
    }                                                               \
  } while (0)

static int bench_cohort(void) {
  static double inputs[INPUTS * LANES], total[(YEARS + 1) * LANES], urban[(YEARS + 1) * LANES];
  static Hand *const hands[] = {NULL, hand_sse2, hand_avx2, hand_avx512};
  const double centre[INPUTS] = {1, 1.1, 1.5, 0.01, 0.8, 0.52, 0.99, 1};
  Arena *arena = arena_new();
  fill_tables();
  Graph *g = cohort_graph(arena);
  for (int i = 0; i < INPUTS; i++)
    for (int lane = 0; lane < LANES; lane++) inputs[i * LANES + lane] = centre[i] * (1 + 1e-3 * ((lane * 7 + i * 3) % LANES - 32));
  for (Isa isa = ISA_AVX512; isa >= ISA_SSE2; isa--) {
    if (!isa_present(isa)) continue;
    Fail fail;
    Program *p;
    const uint32_t outputs[] = {0, 1};
    if (program_compile(&(ProgramDesc){.graph = g, .outputs = outputs, .n_outputs = 2, .isa = isa}, &p, &fail)) return 1;
    Block *b = block_new(p, LANES);
    double ours, theirs;
    TIMED(ours, block_run(b, LANES, inputs, NULL));
    TIMED(theirs, hands[isa](inputs, total, urban));
    for (uint32_t year = 1; year <= YEARS; year++)
      if (memcmp(block_record(b, 0, year, 0), total + year * LANES, LANES * sizeof(double)) ||
          memcmp(block_record(b, 1, year, 0), urban + year * LANES, LANES * sizeof(double))) {
        printf("cohort %s: year %u differs from the hand version\n", isa_name(isa), year);
        return 1;
      }
    printf("cohort    %-7s %8.1f ns a lane and year, by hand %.1f: ratio %.2f; %u instructions a step, the same bits\n", isa_name(isa),
           ours * 1e9 / (LANES * YEARS), theirs * 1e9 / (LANES * YEARS), theirs / ours, program_instructions(p));
    block_free(b), program_free(p);
  }
  arena_free(arena);
  return 0;
}

/* ---- models -------------------------------------------------------------------------------------------------------------------- */

static bool is_indicator(const Symbol *s) {
  DeclKind kind = s->decl->kind;
  return s->size == 1 && s->decl->label.zh && (kind == DECL_FLOW || kind == DECL_LEVEL || kind == DECL_STOCK);
}

static void time_model(const Linked *linked, const char *title, unsigned asked) {
  const Graph *g = linked->graph;
  uint32_t outputs[25];
  NodeId *ends = malloc((linked->n_targets + 1) * sizeof *ends);
  unsigned n_outputs = 0, n_ends = 0;
  for (unsigned i = 0; i < linked->n_symbols && n_outputs < asked; i++)
    if (is_indicator(&linked->symbols[i])) outputs[n_outputs++] = linked->symbols[i].output;
  for (unsigned i = 0; i < linked->n_targets; i++)
    if (linked->targets[i].value != NODE_NONE) ends[n_ends++] = linked->targets[i].value;
  if (g->finite != NODE_NONE) ends[n_ends++] = g->finite;
  double *inputs = malloc((g->n_inputs + 1) * LANES * sizeof *inputs), *noise = calloc((g->n_noises + 1) * (g->n_steps + 1) * LANES, sizeof *noise);
  for (uint32_t i = 0; i < g->n_inputs; i++)
    for (int lane = 0; lane < LANES; lane++) inputs[i * LANES + (uint32_t)lane] = g->inputs[i].point * (1 + 1e-4 * ((lane * 7 + (int)i * 3) % LANES - 32));
  for (Isa isa = ISA_AVX512; isa >= ISA_SSE2; isa--) {
    if (!isa_present(isa)) continue;
    Program *p;
    Fail fail;
    double from = seconds(), run;
    if (program_compile(&(ProgramDesc){.graph = g, .outputs = outputs, .n_outputs = n_outputs, .ends = ends, .n_ends = n_ends, .noise = true, .isa = isa}, &p, &fail)) continue;
    double compiled = seconds() - from;
    Block *b = block_new(p, LANES);
    TIMED(run, block_run(b, LANES, inputs, noise));
    printf("%-9s %-7s %8.1f ns a lane and step, %.0f runs/s a core; %u instructions a step, compiled in %.1f ms, %.1f MB\n", title, isa_name(isa),
           run * 1e9 / (LANES * g->n_steps), LANES / run, program_instructions(p), compiled * 1e3, (double)(program_bytes(p) + block_bytes(b)) / 1e6);
    block_free(b), program_free(p);
  }
  free(ends), free(inputs), free(noise);
}

static int bench_model(const char *path, const char *title, unsigned asked, const char *const *vary, unsigned n_vary) {
  Fail fail = {0};
  Loaded *loaded;
  Linked *linked;
  Arena *arena = arena_new();
  if (script_load(path, NULL, &loaded, &fail)) return fail_print(stderr, &fail), 1;
  LinkOptions options = {.vary = vary, .n_vary = n_vary};
  if (loaded->scenario) options.n_layers = scenario_layers(arena, loaded->scenario, &options.layers);
  int code = link_model(loaded->model, &options, point_median, &linked, &fail);
  if (code) fail_print(stderr, &fail);
  else time_model(linked, title, asked), link_free(linked);
  script_free(loaded), arena_free(arena);
  return code != 0;
}

int main(void) {
  static const char *const world3[] = {"initial_land_fertility", "processing_loss", "average_life_of_service_capital_1", "initial_industrial_capital",
                                       "land_yield_factor_1", "inherent_land_fertility", "social_discount"};
  gsl_set_error_handler_off();
  if (bench_cohort()) return 1;
  if (bench_model("models/gallery/world3/standard.lua", "World3", 6, world3, sizeof world3 / sizeof *world3)) return 1;
  return bench_model("scripts/baseline.lua", "Chongqing", 25, NULL, 0);
}
