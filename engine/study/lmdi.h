/* lmdi.h : how much each factor of a product moved it: logarithmic mean Divisia index, LMDI-I (Ang 2005).
 *
 * A total V is the sum over parts i (sectors, fuels; one part for a plain Kaya identity) of V_i = x_1i * x_2i * ... * x_ni.
 * Between two moments each factor k has an additive effect, and the effects add up to V1 - V0; and a multiplicative one,
 * and these multiply to V1 / V0. Nothing is left over: the residual is rounding only.
 *
 *   L(a, b) = (a - b) / ln(a / b), L(a, a) = a          the logarithmic mean
 *   additive_k       = sum over i of L(V1_i, V0_i) ln(x1_ki / x0_ki)
 *   multiplicative_k = exp(sum over i of L(V1_i, V0_i) / L(V1, V0) ln(x1_ki / x0_ki)) = exp(additive_k / L(V1, V0))
 *
 * Zeros take their analytic limit (Wood and Lenzen 2006), no small number is put in their place. A part that appears
 * (V0_i = 0 < V1_i) belongs to the factors that were zero, in equal shares; one that disappears likewise; a part that is
 * zero at both moments moves nothing. When the whole total is zero at one moment it has no ratio: multiplicative effects
 * are then NaN, the additive ones stand.
 *
 * A factor may be negative if it is so at both moments; a change of sign has no logarithm and is refused.
 * No state; any thread. */
#ifndef YJ_STUDY_LMDI_H
#define YJ_STUDY_LMDI_H

/* The factors over time. values[(time * n_parts + part) * n_factors + factor]; owned by the caller. */
typedef struct {
  unsigned n_times, n_parts, n_factors;
  const double *values;
} LmdiData;

typedef enum {
  LMDI_DONE,
  LMDI_NOT_FINITE,      /* a value is NaN or infinite */
  LMDI_SIGN,            /* a factor of a part has unlike signs at the two moments, or V_i has */
  LMDI_RANGE            /* from or to is not a time of the data, or there is no part or factor */
} LmdiStatus;

typedef struct { unsigned time, part, factor; } LmdiPlace;      /* of what was refused */

typedef struct {
  double start, end;            /* V at the two moments */
  double change, ratio;         /* end - start; end / start, NaN when start is 0 */
  double residual;              /* change less the sum of the additive effects */
  double residual_ratio;        /* ratio over the product of the multiplicative effects, less 1; NaN without a ratio */
} LmdiTotal;

/* Between two times as end points. additive and multiplicative have n_factors places each and may be NULL; place may
 * be NULL. Outputs are untouched unless LMDI_DONE. */
LmdiStatus lmdi_between(const LmdiData *, unsigned from, unsigned to, double *additive, double *multiplicative,
                        LmdiTotal *total, LmdiPlace *place);

/* The same chained: effects of every step from -> from + 1 ... -> to, added up and multiplied up. It follows the path
 * and differs from the end-point result; a report must say which of the two it is. from < to. */
LmdiStatus lmdi_chained(const LmdiData *, unsigned from, unsigned to, double *additive, double *multiplicative,
                        LmdiTotal *total, LmdiPlace *place);

/* The logarithmic mean of two numbers of one sign; 0 when one of them is 0. */
double lmdi_mean(double a, double b);
#endif
