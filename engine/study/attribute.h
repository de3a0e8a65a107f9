/* attribute.h : which factor moved a result: the factors of an identity read from a finished run, for lmdi.h.
 *
 * A factor is names joined by * and /, read from the left: "gdp/population". Names may lie over axes; then the identity
 * is a sum over the elements of all axes that occur (activity by user, energy by user and carrier), each element a part.
 * The factors of a part multiply to the part's share of the target, and the parts add up to the target at every time;
 * anything else is an error that says where. Everything is in base units; `unit` is the target's, to show effects in.
 * Lives in the arena given; the Result must outlive it. One thread. */
#ifndef YJ_STUDY_ATTRIBUTE_H
#define YJ_STUDY_ATTRIBUTE_H
#include "study/lmdi.h"
#include "study/result.h"

typedef struct {
  LmdiData data;                 /* the times of the run; n_parts elements */
  const double *times;           /* [n_times] */
  const char *const *factors;    /* [n_factors], as written */
  const char *target;
  Unit unit;
} Identity;

/* Returns 0; E908 an unknown name; E645 the factors do not make the target; E646 too many
 * axes; E904 a factor that is no such text; E801. from and to are times of the run within which the identity must hold. */
int attribute_identity(const Result *, const char *target, const char *const *factors, unsigned n_factors, double from, double to,
                       Arena *, const Identity **out, Fail *);

/* Effects between two times of the run, by end points or chained over every step, in the target's declared unit.
 * Returns 0; E647 where a factor is not finite or changes sign. additive and multiplicative: n_factors places. */
int attribute_effects(const Result *, const Identity *, double from, double to, bool chained, double *additive,
                      double *multiplicative, LmdiTotal *total, Fail *);
#endif
