/* uncertainty.h : what is uncertain in a linked scenario, and the numbers of any run.
 *
 * The inputs with a distribution become parameters of a design, in the linker's order; correlations tie some of them
 * together; shocks get a standard normal for every run and step. Any run can be asked for alone: the numbers depend on
 * the seed, the names, the run's index and what design.h says under Keys.
 *
 * Ownership: the arena. Constant once made; any thread may fill its own buffers. */
#ifndef YJ_STUDY_UNCERTAINTY_H
#define YJ_STUDY_UNCERTAINTY_H
#include "model/link.h"
#include "study/copula.h"
#include "study/design.h"
#include "study/dimensions.h"
#include "study/distribution.h"
#include "study/scenario.h"

typedef struct {
  const Linked *linked;
  unsigned n;                          /* uncertain inputs */
  const char *const *names;            /* [n] */
  const uint32_t *input;               /* [n] their indices in graph->inputs, ascending */
  const Distribution *distributions;   /* [n], in the unit of the input */
  const Sampler *samplers;             /* [n] */
  const unsigned char *varying;        /* [graph inputs]: 1 for these */
  const unsigned *precedence;          /* [n] the parameters as they are declared: those of the model first, then those of scenarios */
  const char *const *declared;         /* [n_declared] names so ordered of all that has a distribution, with what the scenario gives a number */
  unsigned n_declared, of_model;       /* the first of_model of them are the model's */
  Copula copula;
  const QuantileTable *normal;         /* of shocks */
  uint64_t seed;
  unsigned together;                   /* so many runs, one after the other, have the same shocks; 0, 1: each its own */
} Uncertainty;

enum { UNCERTAINTY_INPUTS = 4096 };      /* at most */

/* The scenario may be NULL (the model alone has no correlations). repair: see copula.h. 0, E673, or the failures of
 * distributions and of the copula. */
int uncertainty_make(const Linked *, const Scenario *, uint64_t seed, bool repair, Arena *, Uncertainty *, Fail *);

/* The Sobol dimension of every parameter, in the order of `declared`; what `all` holds already stays. False: more
 * than JOE_KUO_DIMENSIONS. */
bool uncertainty_dimensions(const Uncertainty *, Dimensions *all, uint32_t *dimensions);

enum { UNCERTAINTY_RUNS = COPULA_RUNS };

/* Runs first .. first + n - 1 (n <= UNCERTAINTY_RUNS) of a design over these parameters: inputs[j * lanes + i] in base
 * units, j over the parameters. values (may be NULL): the same in the distributions' own units. A local design moves an
 * input alone, whatever it is correlated with. */
void uncertainty_inputs(const Uncertainty *, const Design *, uint64_t first, unsigned n, unsigned lanes, double *inputs, double *values);

/* unit_in(unit, x) for rows: x / *by when it is true, else x * *by. */
bool uncertainty_divides(Unit, double *by);

/* noise[(k * (n_steps + 1) + g) * lanes + i]: the standard normal of shock k at grid point g. */
void uncertainty_noise(const Uncertainty *, uint64_t first, unsigned n, unsigned lanes, double *noise);
#endif
