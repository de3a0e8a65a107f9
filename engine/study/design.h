/* design.h : which points of the parameter space are run.
 *
 * A design gives, for any (run, parameter), a place u in (0, 1) that the parameter's distribution turns into a value (or
 * the value itself, when the points come from a file). Any run can be asked for alone: chunks, threads, ranks and
 * shards do not matter.
 *
 *   word      runs                      what it is
 *   random    n                         independent uniforms, stream.h
 *   latin     n                         one run in each of n strata per parameter
 *   maximin   n, at most 4096           latin, improved: runs keep their distance (latin.h)
 *   sobol     n, better a power of 2    scrambled Sobol points; the dimension follows from the name (dimensions.h)
 *   morris    n (parameters + 1)        n trajectories for elementary effects
 *   grid      levels ^ parameters       every combination of the middles of `levels` equal strata
 *   saltelli  n (2 + g), n (2 + 2 g)    pairs A, B of points and A with one group of B (and B with one of A): Sobol indices
 *   local     1 + 2 parameters          the medians, then each parameter alone at u = 0.5 -+ step
 *   shapley   n (parameters + 1)        from one point to another, one parameter at a time in random order, with correlations
 *   file      rows of the file          a CSV of values in the parameters' own units
 *
 * Keys. All randomness is keyed by (seed, parameter name). What a further parameter changes of the others' places:
 *   random, latin       nothing, wherever it stands
 *   sobol               nothing when it is appended; put before others it moves about one of them, at most ten (dimensions.h)
 *   saltelli, shapley   nothing when it is appended; put in the middle it moves all behind it, for parameter j uses dimensions
 *                       2j and 2j + 1
 *   maximin, morris     everything: runs are chosen by looking at all parameters (morris without `improved`: the order of moves)
 * The caller may give `dimensions`.
 *
 * More runs: random, sobol, saltelli, shapley and plain morris keep their first runs (`extendable`). A latin design of another n is
 * another one by nature: its strata are n-ths.
 *
 * Without a parameter (all that is uncertain are shocks) random, latin, maximin, sobol and grid have n runs and no places.
 *
 * Ownership: the arena. Threads: constant once made. */
#ifndef YJ_STUDY_DESIGN_H
#define YJ_STUDY_DESIGN_H
#include "base/arena.h"
#include "base/fail.h"
#include "study/copula.h"
#include "study/distribution.h"
#include "study/morris_design.h"
#include "study/sobol_points.h"
#include "study/stream.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum { DESIGN_RANDOM, DESIGN_LATIN, DESIGN_MAXIMIN, DESIGN_SOBOL, DESIGN_MORRIS, DESIGN_GRID, DESIGN_SALTELLI, DESIGN_LOCAL,
               DESIGN_SHAPLEY, DESIGN_FILE, DESIGN_COUNT } DesignKind;
extern const char *const design_words[DESIGN_COUNT];
DesignKind design_find(const char *word);            /* DESIGN_COUNT: no such word */

typedef struct {
  DesignKind kind;
  uint64_t seed;
  unsigned parameters;
  const char *const *names;           /* [parameters] */
  uint64_t n;                         /* runs; trajectories (morris); base points (saltelli, shapley); not used by grid, local, file */
  const uint32_t *dimensions;         /* [parameters] for sobol, [2 * parameters] for saltelli and shapley; NULL: as above */
  bool plain;                         /* sobol, saltelli: without scrambling, dimensions by order (for tests and comparisons) */
  bool random_base;                   /* saltelli: random points instead of Sobol's */
  bool second_order;                  /* saltelli: also B with one group of A */
  const unsigned *group;              /* saltelli: [parameters] group of each, 0..groups-1; NULL: each its own */
  unsigned groups;
  bool improved;                      /* latin: as maximin, which always is; morris: optimised */
  unsigned levels;                    /* morris (even), grid */
  double trim;                        /* morris: levels 0..1 become u = trim .. 1 - trim */
  double step;                        /* local */
  const Copula *copula;               /* shapley: the correlations, NULL or n = 0 for none; must outlive the design */
  const char *path;                   /* file */
  Place place;                        /* for messages */
} DesignSpec;

enum { GRID_MOST_LEVELS = 65536 };
#define DESIGN_MOST_RUNS ((uint64_t)100000000u)   /* of a grid */

/* Good defaults: seed 1, levels 4, trim 0.005, step 0.01; optimised morris. Fill in the rest. */
DesignSpec design_spec(DesignKind, unsigned parameters, const char *const *names, uint64_t n);

typedef struct Design Design;
struct Design {
  DesignSpec spec;                    /* names, group and dimensions copied into the arena */
  uint64_t runs;
  bool values;                        /* file: design_fill gives values, not places */
  bool correlated;                    /* shapley: copula_apply must not be called, the places are correlated already */
  bool extendable;                    /* a larger n keeps these runs */
  const char *warning, *warning_zh;   /* a sentence for the user in English and in Chinese, or NULL */
  unsigned groups;                    /* saltelli: number of groups; else parameters */
  const unsigned *group;              /* [parameters] */
  /* private */
  const StreamKey *keys;
  const SobolDimension *sobol;
  const uint32_t *strata;
  const MorrisDesign *morris;
  const uint16_t *turn;               /* shapley: [unit][parameter] */
  const double *points;               /* [parameter][run] */
};

/* 0, or E630 (what is wrong with the wish), E631 (the file), E801. */
int design_make(const DesignSpec *, Arena *, Design **out, Fail *);

/* The runs a wish costs, before anything is made; 0 when it cannot be said (file) or there are too many. */
uint64_t design_runs(const DesignSpec *);

/* The most levels with which a grid has at most n runs; 1: none has. */
unsigned grid_levels(uint64_t n, unsigned parameters);

/* u[i] for runs first + i of one parameter, i < n, first + n <= runs. */
void design_fill(const Design *, unsigned parameter, uint64_t first, size_t n, double *u);
double design_value(const Design *, unsigned parameter, uint64_t run);

/* The values themselves, for inputs without correlation: the same bits as design_fill and sampler_fill (none for a file), but
 * a saltelli design draws each base point once instead of once a slot. */
void design_draw(const Design *, unsigned parameter, const Sampler *, uint64_t first, size_t n, double *x);

/* ---- saltelli: where a run belongs ---- */
enum { SLOT_A = 0, SLOT_B = 1, SLOT_AB = 2 };        /* slot SLOT_AB + g, then (second order) SLOT_AB + groups + g */
static inline unsigned saltelli_slots(const Design *d) { return 2 + d->groups * (d->spec.second_order ? 2 : 1); }

/* Point A, or B, of base points first .. first + n - 1 (saltelli, shapley). */
void design_base_points(const Design *, unsigned parameter, bool b, uint64_t first, size_t n, double *u);

/* ---- shapley (shapley_design.c) ---- */
/* The step, from 1 to parameters, in which a parameter is taken over; run = unit * (parameters + 1) + step. */
unsigned shapley_step(const Design *, uint64_t unit, unsigned parameter);
int shapley_make(Design *, Arena *, Fail *);
void shapley_fill(const Design *, unsigned parameter, uint64_t first, size_t n, double *u);

/* ---- a CSV of points (points_file.c) ---- */
/* Reads the named columns, in any order, of a CSV with one header row; every name must be there and no other.
 * *points becomes [parameter][row] in the arena. 0, or E631, E801. */
int points_read(const char *path, unsigned parameters, const char *const *names, Arena *, double **points, uint64_t *rows,
                Place, Fail *);

#endif
