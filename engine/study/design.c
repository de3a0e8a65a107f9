/* design.c : one row of functions per kind of design. */
#include "study/design.h"
#include "study/dimensions.h"
#include "study/joe_kuo.h"
#include "study/latin.h"
#include <assert.h>
#include <string.h>

const char *const design_words[DESIGN_COUNT] = {"random", "latin", "maximin", "sobol", "morris", "grid", "saltelli", "local",
                                                "shapley", "file"};

DesignKind design_find(const char *word) {
  int kind = 0;
  while (kind < DESIGN_COUNT && strcmp(word, design_words[kind]) != 0) kind++;
  return (DesignKind)kind;
}

DesignSpec design_spec(DesignKind kind, unsigned parameters, const char *const *names, uint64_t n) {
  return (DesignSpec){.kind = kind, .seed = 1, .parameters = parameters, .names = names, .n = n, .levels = 4,
                      .trim = 0.005, .step = 0.01, .improved = kind == DESIGN_MORRIS || kind == DESIGN_MAXIMIN};
}

static int refuse(const Design *d, Fail *fail, const char *what, const char *cure) {
  return fail_set(fail, E630, d->spec.place, design_words[d->spec.kind], what, cure);
}

static int no_memory(const Design *d, Fail *fail) { return fail_set(fail, E801, d->spec.place, "the design"); }

static bool power_of_two(uint64_t n) { return n > 0 && (n & (n - 1)) == 0; }

static const char not_a_power[] =
  "a Sobol design is balanced only at a power of two of points; use 2^k of them (for example 1024, 4096, 16384)";
static const char not_a_power_zh[] = "Sobol 设计只在点数为 2 的幂时均衡，请取 2^k 个点(例如 1024、4096、16384)";

/* Places keep off 0 and 1, where quantiles are infinite. */
static double inside(double u) { return u < 0x1p-53 ? 0x1p-53 : u > 1.0 - 0x1p-53 ? 1.0 - 0x1p-53 : u; }

/* ---- random ------------------------------------------------------------------------------------------------------- */

static int make_random(Design *d, Arena *arena, Fail *fail) {
  (void)arena; (void)fail;
  d->runs = d->spec.n;
  d->extendable = true;
  return 0;
}

static void fill_random(const Design *d, unsigned parameter, uint64_t first, size_t n, double *u) {
  stream_fill(d->keys[parameter], STREAM_DRAW, 0, first, n, u);
}

/* ---- latin -------------------------------------------------------------------------------------------------------- */

static int make_latin(Design *d, Arena *arena, Fail *fail) {
  d->runs = d->spec.n;
  if (d->runs > UINT32_MAX) return refuse(d, fail, "has more than 4294967295 runs", "ask for fewer");
  d->spec.improved |= d->spec.kind == DESIGN_MAXIMIN;
  if (!d->spec.improved) return 0;
  if (d->runs > LATIN_MAXIMIN_RUNS) return refuse(d, fail, "is improved up to 4096 runs only", "use sobol, or latin");
  d->strata = latin_maximin(arena, d->spec.seed, d->spec.parameters, d->keys, (uint32_t)d->runs);
  return d->strata ? 0 : no_memory(d, fail);
}

static void fill_latin(const Design *d, unsigned parameter, uint64_t first, size_t n, double *u) {
  StreamKey key = d->keys[parameter];
  for (size_t i = 0; i < n; i++) {
    uint64_t run = first + i;
    uint64_t stratum = d->strata ? d->strata[parameter * d->runs + run] : latin_stratum(key, d->runs, run);
    u[i] = latin_value(key, d->runs, run, stratum);
  }
}

/* ---- sobol -------------------------------------------------------------------------------------------------------- */

static int too_many_dimensions(const Design *d, Fail *fail) {
  return refuse(d, fail, "needs more than 1024 dimensions", "use random, or fewer uncertain parameters");
}

/* By name, unless the caller gave them. */
static int name_dimensions(Design *d, Arena *arena, Fail *fail) {
  if (d->spec.dimensions || d->spec.plain) return 0;
  Dimensions *all = arena_alloc(arena, sizeof *all);
  uint32_t *dimensions = arena_array(arena, d->spec.parameters, sizeof *dimensions);
  if (!all || !dimensions) return no_memory(d, fail);
  *all = (Dimensions){0};
  for (unsigned j = 0; j < d->spec.parameters; j++)
    if ((dimensions[j] = dimension_of(all, d->spec.names[j])) == NO_DIMENSION) return too_many_dimensions(d, fail);
  d->spec.dimensions = dimensions;
  return 0;
}

/* `each` dimensions a parameter, consecutive unless there are others; the second has its own scramble. */
static int make_dimensions(Design *d, Arena *arena, unsigned each, Fail *fail) {
  unsigned count = d->spec.parameters * each;
  if (d->spec.n > (uint64_t)1 << 32) return refuse(d, fail, "has more than 2^32 points", "ask for fewer");
  SobolDimension *sobol = arena_array(arena, count, sizeof *sobol);
  if (!sobol) return no_memory(d, fail);
  for (unsigned i = 0; i < count; i++) {
    uint32_t dimension = d->spec.dimensions ? d->spec.dimensions[i] : i;
    if (dimension >= JOE_KUO_DIMENSIONS) return too_many_dimensions(d, fail);
    StreamKey key = d->keys[i / each];
    if (i % each) key.word[1] ^= 0x80000000u;
    sobol_dimension(&sobol[i], dimension, d->spec.plain ? NULL : &key);
  }
  d->sobol = sobol;
  d->extendable = true;
  if (!power_of_two(d->spec.n)) d->warning = not_a_power, d->warning_zh = not_a_power_zh;
  return 0;
}

static int make_sobol(Design *d, Arena *arena, Fail *fail) {
  d->runs = d->spec.n;
  int code = name_dimensions(d, arena, fail);
  return code ? code : make_dimensions(d, arena, 1, fail);
}

static void fill_sobol(const Design *d, unsigned parameter, uint64_t first, size_t n, double *u) {
  sobol_fill(&d->sobol[parameter], first, n, u);
}

/* ---- morris ------------------------------------------------------------------------------------------------------- */

static int make_morris(Design *d, Arena *arena, Fail *fail) {
  if (d->spec.levels < 2 || d->spec.levels > 1000 || d->spec.levels % 2)
    return refuse(d, fail, "needs an even number of levels from 2 to 1000", "use 4, 6 or 8");
  if (d->spec.n > 100000) return refuse(d, fail, "has more than 100000 trajectories", "10 to 100 are usual");
  if (!(d->spec.trim >= 0.0 && d->spec.trim < 0.5)) return refuse(d, fail, "has a trim outside 0 to 0.5", "use 0.005");
  d->morris = morris_design(arena, d->spec.parameters, d->keys, (uint32_t)d->spec.n, d->spec.levels, d->spec.improved);
  if (!d->morris) return no_memory(d, fail);
  d->runs = d->spec.n * (d->spec.parameters + 1);
  d->extendable = !d->spec.improved;
  return 0;
}

static void fill_morris(const Design *d, unsigned parameter, uint64_t first, size_t n, double *u) {
  unsigned length = d->spec.parameters + 1;
  double trim = d->spec.trim;
  for (size_t i = 0; i < n; i++) {
    uint64_t run = first + i;
    double level = morris_level(d->morris, (uint32_t)(run / length), (unsigned)(run % length), parameter);
    u[i] = inside(trim + level * (1.0 - 2.0 * trim));
  }
}

/* ---- grid --------------------------------------------------------------------------------------------------------- */

static int make_grid(Design *d, Arena *arena, Fail *fail) {
  (void)arena;
  if (d->spec.levels < 1) return refuse(d, fail, "has no levels", "give at least 2");
  d->runs = design_runs(&d->spec);
  if (d->runs) return 0;
  return refuse(d, fail, "has more than 10^8 combinations", "use fewer levels or parameters, or sobol");
}

/* The first parameter changes fastest. */
static void fill_grid(const Design *d, unsigned parameter, uint64_t first, size_t n, double *u) {
  uint64_t stride = 1, levels = d->spec.levels;
  for (unsigned j = 0; j < parameter; j++) stride *= levels;
  for (size_t i = 0; i < n; i++) u[i] = ((double)((first + i) / stride % levels) + 0.5) / (double)levels;
}

/* ---- saltelli ----------------------------------------------------------------------------------------------------- */

enum { BASE_POINTS = 64, MOST_SLOTS = 2050 };

static int make_saltelli(Design *d, Arena *arena, Fail *fail) {
  int code = d->spec.random_base ? 0 : make_dimensions(d, arena, 2, fail);
  if (code) return code;
  if (d->spec.group) {
    if (d->spec.groups < 1) return refuse(d, fail, "has groups without a number of them", "number the groups from 0");
    for (unsigned j = 0; j < d->spec.parameters; j++)
      if (d->spec.group[j] >= d->spec.groups) return refuse(d, fail, "has a group beyond their number", "number from 0");
    d->group = d->spec.group;
    d->groups = d->spec.groups;
  }
  if (saltelli_slots(d) > MOST_SLOTS) return refuse(d, fail, "has more than 1024 groups", "use fewer groups or parameters");
  d->extendable = true;
  d->runs = d->spec.n * saltelli_slots(d);
  return 0;
}

/* Does this slot take the parameter from B? */
static bool takes_b(const Design *d, unsigned slot, unsigned parameter) {
  if (slot < SLOT_AB) return slot == SLOT_B;
  unsigned g = slot - SLOT_AB;
  return g < d->groups ? d->group[parameter] == g : d->group[parameter] != g - d->groups;
}

void design_base_points(const Design *d, unsigned parameter, bool b, uint64_t first, size_t n, double *u) {
  if (d->sobol) sobol_fill(&d->sobol[2 * parameter + b], first, n, u);
  else stream_fill(d->keys[parameter], STREAM_DESIGN, 8 + b, first, n, u);
}

/* Base points are made (and drawn, when there is a sampler) once and then spread over their slots. Runs are ordered by base
 * point, then slot: a larger n only adds runs. */
static void spread_saltelli(const Design *d, unsigned parameter, const Sampler *sampler, uint64_t first, size_t n, double *u) {
  unsigned slots = saltelli_slots(d), slot = (unsigned)(first % slots);
  bool from_b[MOST_SLOTS];
  double a[BASE_POINTS], b[BASE_POINTS];
  for (unsigned s = 0; s < slots; s++) from_b[s] = takes_b(d, s, parameter);
  uint64_t unit = first / slots, end = (first + n - 1) / slots + 1;
  for (size_t done = 0; unit < end; unit += BASE_POINTS) {
    size_t count = end - unit < BASE_POINTS ? (size_t)(end - unit) : BASE_POINTS;
    design_base_points(d, parameter, false, unit, count, a);
    design_base_points(d, parameter, true, unit, count, b);
    if (sampler) {
      sampler_fill(sampler, count, a, a);
      sampler_fill(sampler, count, b, b);
    }
    for (size_t i = 0; i < count; i++, slot = 0)
      for (; slot < slots && done < n; slot++) u[done++] = from_b[slot] ? b[i] : a[i];
  }
}

static void fill_saltelli(const Design *d, unsigned parameter, uint64_t first, size_t n, double *u) {
  if (n > 0) spread_saltelli(d, parameter, NULL, first, n, u);
}

static int make_shapley(Design *d, Arena *arena, Fail *fail) {
  int code = d->spec.random_base ? 0 : make_dimensions(d, arena, 2, fail);
  return code ? code : shapley_make(d, arena, fail);
}

/* ---- local -------------------------------------------------------------------------------------------------------- */

static int make_local(Design *d, Arena *arena, Fail *fail) {
  (void)arena;
  if (!(d->spec.step > 0.0 && d->spec.step < 0.5)) return refuse(d, fail, "has a step outside 0 to 0.5", "use 0.01");
  d->runs = 1 + 2 * (uint64_t)d->spec.parameters;
  return 0;
}

static void fill_local(const Design *d, unsigned parameter, uint64_t first, size_t n, double *u) {
  uint64_t low = 1 + 2 * (uint64_t)parameter;
  for (size_t i = 0; i < n; i++)
    u[i] = first + i == low ? 0.5 - d->spec.step : first + i == low + 1 ? 0.5 + d->spec.step : 0.5;
}

/* ---- file --------------------------------------------------------------------------------------------------------- */

static int make_file(Design *d, Arena *arena, Fail *fail) {
  double *points = NULL;
  int code = points_read(d->spec.path, d->spec.parameters, d->spec.names, arena, &points, &d->runs, d->spec.place, fail);
  d->points = points;
  d->values = true;
  return code;
}

static void fill_file(const Design *d, unsigned parameter, uint64_t first, size_t n, double *u) {
  memcpy(u, d->points + parameter * d->runs + first, n * sizeof *u);
}

/* ---- the table ------------------------------------------------------------------------------------------------------ */

typedef struct {
  int (*make)(Design *, Arena *, Fail *);
  void (*fill)(const Design *, unsigned parameter, uint64_t first, size_t n, double *u);
  bool counts;                   /* needs n >= 1 */
} DesignRow;

/* Shocks alone are uncertain: runs differ by them only. */
static bool goes_without_parameters(DesignKind kind) { return kind <= DESIGN_SOBOL || kind == DESIGN_GRID; }

static const DesignRow rows[DESIGN_COUNT] = {
  [DESIGN_RANDOM] = {make_random, fill_random, true},       [DESIGN_LATIN] = {make_latin, fill_latin, true},
  [DESIGN_MAXIMIN] = {make_latin, fill_latin, true},
  [DESIGN_SOBOL] = {make_sobol, fill_sobol, true},          [DESIGN_MORRIS] = {make_morris, fill_morris, true},
  [DESIGN_GRID] = {make_grid, fill_grid, false},            [DESIGN_SALTELLI] = {make_saltelli, fill_saltelli, true},
  [DESIGN_LOCAL] = {make_local, fill_local, false},         [DESIGN_SHAPLEY] = {make_shapley, shapley_fill, true},
  [DESIGN_FILE] = {make_file, fill_file, false},
};

static void *copied(Arena *arena, const void *from, size_t count, size_t size) {
  if (!from) return NULL;
  void *to = arena_array(arena, count, size);
  if (to) memcpy(to, from, count * size);
  return to;
}

static unsigned dimensions_each(DesignKind kind) { return kind == DESIGN_SALTELLI || kind == DESIGN_SHAPLEY ? 2 : 1; }

/* The caller's lists are copied; keys are made of the names. */
static bool adopt(Design *d, Arena *arena) {
  unsigned k = d->spec.parameters;
  const char **names = arena_array(arena, k, sizeof *names);
  StreamKey *keys = arena_array(arena, k, sizeof *keys);
  unsigned *own = arena_array(arena, k, sizeof *own);
  if (!names || !keys || !own) return false;
  for (unsigned j = 0; j < k; j++) {
    names[j] = arena_copy(arena, d->spec.names[j], strlen(d->spec.names[j]));
    if (!names[j]) return false;
    keys[j] = stream_key(d->spec.seed, names[j]);
    own[j] = j;
  }
  d->spec.names = names;
  d->keys = keys;
  d->group = own;
  d->groups = k;
  d->spec.group = copied(arena, d->spec.group, k, sizeof *own);
  d->spec.dimensions = copied(arena, d->spec.dimensions, (size_t)k * dimensions_each(d->spec.kind), sizeof(uint32_t));
  return !arena_failed(arena);
}

int design_make(const DesignSpec *spec, Arena *arena, Design **out, Fail *fail) {
  Design *d = arena_alloc(arena, sizeof *d);
  if (!d) return fail_set(fail, E801, spec->place, "the design");
  d->spec = *spec;
  *out = d;
  if (spec->parameters == 0 && !goes_without_parameters(spec->kind)) return refuse(d, fail, "has no uncertain parameter", "give a parameter a distribution");
  if (rows[spec->kind].counts && spec->n == 0) return refuse(d, fail, "has no runs", "ask for at least one with -n");
  if (!adopt(d, arena)) return no_memory(d, fail);
  return rows[spec->kind].make(d, arena, fail);
}

static uint64_t grid_runs(uint64_t levels, unsigned parameters) {
  uint64_t runs = 1;
  while (parameters-- > 0) {
    if (levels == 0 || runs > DESIGN_MOST_RUNS / levels) return 0;
    runs *= levels;
  }
  return runs;
}

unsigned grid_levels(uint64_t n, unsigned parameters) {
  unsigned levels = 1;
  while (levels < GRID_MOST_LEVELS && parameters && grid_runs(levels + 1, parameters) && grid_runs(levels + 1, parameters) <= n) levels++;
  return levels;
}

uint64_t design_runs(const DesignSpec *spec) {
  uint64_t k = spec->parameters, groups = spec->group ? spec->groups : k;
  if (spec->n > UINT64_MAX / (4 * k + 4)) return 0;
  switch (spec->kind) {
    case DESIGN_MORRIS: case DESIGN_SHAPLEY: return spec->n * (k + 1);
    case DESIGN_SALTELLI: return spec->n * (2 + groups * (spec->second_order ? 2 : 1));
    case DESIGN_LOCAL: return 1 + 2 * k;
    case DESIGN_GRID: return spec->parameters ? grid_runs(spec->levels, spec->parameters) : spec->n;
    case DESIGN_FILE: return 0;
    default: return spec->n;
  }
}

void design_fill(const Design *d, unsigned parameter, uint64_t first, size_t n, double *u) {
  assert(parameter < d->spec.parameters && first + n <= d->runs);
  rows[d->spec.kind].fill(d, parameter, first, n, u);
}

double design_value(const Design *d, unsigned parameter, uint64_t run) {
  double u;
  design_fill(d, parameter, run, 1, &u);
  return u;
}

void design_draw(const Design *d, unsigned parameter, const Sampler *sampler, uint64_t first, size_t n, double *x) {
  assert(parameter < d->spec.parameters && first + n <= d->runs);
  if (n > 0 && d->spec.kind == DESIGN_SALTELLI) {
    spread_saltelli(d, parameter, sampler, first, n, x);
    return;
  }
  rows[d->spec.kind].fill(d, parameter, first, n, x);
  if (!d->values) sampler_fill(sampler, n, x, x);
}
