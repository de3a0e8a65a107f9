/* shocks.h : the share of an outcome's variance that yearly shocks explain by themselves.
 *
 * In saltelli and shapley designs the runs of a base point have the same shocks, but two of them (A and B; the first and
 * the last) have independent inputs. What these two have in common is what the shocks do whatever the inputs are, so their
 * correlation is that share. The indices of inputs are then averages over shocks. */
#ifndef YJ_STUDY_SHOCKS_H
#define YJ_STUDY_SHOCKS_H
#include "study/design.h"

/* NaN for other designs, and without variance; base points with a value that is not finite are left out. */
double shock_share(const Design *, const double *y);
#endif
