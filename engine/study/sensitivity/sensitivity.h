/* sensitivity.h : which inputs matter, by how much, and whether the sample is large enough to say so.
 *
 * A method is a constant struct; its design and its analysis belong together: a method refuses a sample whose design
 * was not made for it and names those that fit. All outcomes (an indicator in every year is one outcome a year) are analysed
 * in one pass; outcomes are shared out over threads and do not influence each other.
 *
 *   word        design               runs           measures            correlated inputs
 *   sobol       saltelli             n (g + 2)      S1, ST, pairs S2    no     variance shares; pairs need n (2 g + 2)
 *   morris      morris, file         n (k + 1)      mu_star, mu, sigma  no     screening by elementary effects
 *   pawn        random latin sobol   n              median, max         yes    distance of distributions (KS)
 *   delta       random latin sobol   n              delta, S1           yes    Borgonovo's moment-independent index
 *   regression  random latin sobol   n              SRC, PRCC           yes    linear and rank-linear, with R2
 *   rbd-fast    random latin sobol   n              S1                  no     first-order index from any sample
 *   local       local                2 k + 1        elasticity, slope   yes    at the median only
 *   shapley     shapley              n (k + 1)      share               yes    variance shares that add up to 1
 * (maximin and file also for pawn, delta, regression, rbd-fast; k parameters, g groups or parameters.)
 *
 * Intervals are 95 %: estimate -+ 1.96 standard errors, by bootstrap over base points, trajectories or runs with keyed
 * streams (regression: from theory; local: the one-sided differences). For scrambled Sobol points they are on the wide
 * side. Verdict: an index has converged when half its interval is at most `tolerance` of its scale (1 for shares and
 * distances, the outcome's largest mu_star for morris); otherwise `next` is the n to try, a power of two.
 *
 * Runs whose outcome is not finite are left out with the whole base point or trajectory they belong to, and counted.
 *
 * Same bits for any number of threads. Ownership: the result lives in the arena. */
#ifndef YJ_STUDY_SENSITIVITY_H
#define YJ_STUDY_SENSITIVITY_H
#include "base/arena.h"
#include "base/fail.h"
#include "base/pool.h"
#include "study/copula.h"
#include "study/design.h"

typedef struct {
  const Design *design;
  const double *const *x;        /* [parameter][run] values in own units; may be NULL for sobol, shapley and morris designs */
  unsigned outcomes;
  const double *const *y;        /* [outcome][run] */
  const Copula *copula;          /* NULL, or n = 0: independent inputs */
} SensitivitySample;

typedef struct {
  unsigned resamples;            /* bootstrap; 0: no intervals, no verdict */
  double tolerance;              /* half an interval, as a share of the index's scale */
  uint64_t seed;
  bool jansen;                   /* sobol: S1 by Jansen instead of Saltelli 2010 */
  unsigned slices;               /* pawn */
  unsigned harmonics;            /* rbd-fast */
  Place place;
} SensitivityOptions;
SensitivityOptions sensitivity_options(void);    /* 100 resamples, tolerance 0.05, seed 1, 10 slices, 10 harmonics */

typedef struct {
  double value, low, high;       /* NaN where there is none */
  bool converged;
  uint64_t next;                 /* n to try when not converged; 0: unknown or not needed */
} Index;

typedef struct {
  uint64_t used, dropped;        /* runs */
  double mean, variance;         /* of the outcome */
  double r2, r2_rank;            /* regression: explained shares of values and of ranks; else NaN */
  double noise;                  /* pawn, delta: what an input without influence would show; else NaN */
} OutcomeFacts;

typedef struct SensitivityMethod SensitivityMethod;

typedef struct {
  const SensitivityMethod *method;
  unsigned outcomes, factors, measures, pairs;   /* factors: parameters, or groups of a saltelli design */
  Index *index;                  /* [outcome][measure][factor] */
  Index *pair;                   /* [outcome][pair], pairs (0,1), (0,2), ..; NULL without second order */
  OutcomeFacts *facts;           /* [outcome] */
} Sensitivity;

static inline Index *sensitivity_index(const Sensitivity *s, unsigned outcome, unsigned measure, unsigned factor) {
  return &s->index[((size_t)outcome * s->measures + measure) * s->factors + factor];
}

typedef struct Analysis Analysis;                /* analysis.h */
typedef struct OutcomeResult OutcomeResult;

struct SensitivityMethod {
  const char *word;
  const char *measures[3];
  unsigned n_measures;
  unsigned ranks;                /* the measure that ranks inputs */
  bool either_sign;              /* it may have either sign, and ranks by its size */
  DesignKind designs[5];         /* the first is the one made by default */
  unsigned n_designs;
  bool correlated;               /* stays valid with correlated inputs */
  bool needs_x;
  const char *cost;              /* runs as a formula, for people */
  size_t (*scratch)(const Analysis *);                  /* doubles one thread needs */
  int (*prepare)(Analysis *, Fail *);                   /* what all outcomes share */
  void (*outcome)(const Analysis *, const double *y, double *scratch, OutcomeResult *);
};

extern const SensitivityMethod sobol_method, morris_method, pawn_method, delta_method, regression_method, rbd_fast_method,
  local_method, shapley_method;
enum { SENSITIVITY_METHODS = 8 };
extern const SensitivityMethod *const sensitivity_methods[SENSITIVITY_METHODS];
const SensitivityMethod *sensitivity_find(const char *word);         /* NULL: no such method */

/* The design a method wants, with good defaults; its runs by design_runs are the cost. */
DesignSpec sensitivity_design(const SensitivityMethod *, unsigned parameters, const char *const *names, uint64_t n);

/* 0, or E640 (design), E641 (correlated inputs), E642 (too small, or constant inputs), E801. pool NULL: one thread. */
int sensitivity_run(const SensitivityMethod *, const SensitivitySample *, const SensitivityOptions *, Pool *, Arena *,
                    Sensitivity **out, Fail *);

/* Only the refusals: before a single run is made. */
int sensitivity_fits(const SensitivityMethod *, DesignKind, const Copula *, const char *const *names, Place, Fail *);

/* Elementary effects of trajectories given as columns: effect[trajectory][factor]. False when a step does not move exactly
 * one factor, or a trajectory does not move each once. */
bool morris_effects(unsigned factors, uint64_t trajectories, const double *const *x, const double *y, double *effect);

#endif
