/* special.h : distribution functions and their inverses that give the same bits on every machine.
 *
 * GSL calls the C library's exp, log and pow, which choose their code by CPU: the last bits differ between machines, and
 * an inverse by iteration may amplify them. These use only + - * / sqrt and the engine's own exp and log. They feed
 * the quantile tables; GSL is the reference they are tested against (relative 1e-12 in both tails).
 *
 * Tail: both tails are returned, so that neither loses digits as 1 minus the other. Threads: pure. */
#ifndef YJ_STUDY_SPECIAL_H
#define YJ_STUDY_SPECIAL_H

typedef struct { double lower, upper, density; } Tails;    /* P(X <= x), P(X > x), density at x */
typedef struct { double x, complement; } UnitPoint;        /* x in (0,1) and 1 - x, each to full relative precision */
typedef enum { TAIL_LOWER, TAIL_UPPER } TailSide;

double special_log_gamma(double x);                        /* x > 0 */
#define SPECIAL_LOG_GAMMA_HALF 0x1.250d048e7a1bp-1         /* what it gives for 1/2 ... */
#define SPECIAL_LOG_GAMMA_HALF_MORE -0x1.eeb95b094c2p-4    /* ... and for 3/2 */

Tails special_gamma(double shape, double x);               /* scale 1, x >= 0 */
Tails special_beta(double a, double b, UnitPoint);
Tails special_normal(double z);
Tails special_student(double freedom, double t);

/* The x whose tail on that side is p, 0 < p <= 0.5 or a little above (the iteration is for p well inside (0,1)).
 * warm, if not NULL: where the iteration starts, from the call before for a nearby p (NaN: from its usual start), and left
 * where it ended. The last place of x depends on it, so the same calls must be made in the same order. */
double special_gamma_inverse(double shape, TailSide, double p, double *warm);
UnitPoint special_beta_inverse(double a, double b, TailSide, double p, double *warm);
double special_normal_inverse(TailSide, double p, double *warm);         /* 0 < p <= 0.5 */
double special_student_inverse(double freedom, TailSide, double p, double *warm);   /* 0 < p <= 0.5 */

#endif
