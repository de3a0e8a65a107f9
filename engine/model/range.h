/* range.h : between which bounds the values of a graph's nodes lie, as far as the graph itself shows it.
 *
 * Every finite value that an element of the node takes, in any step of any run whose inputs lie where their distributions
 * put them, is at least low and at most high; an infinity or a NaN may always come besides. (A normal draw, or the logarithm
 * of a lognormal one, counts as within nine standard deviations: the uniform numbers behind the draws have 53 bits, which
 * reach 8.3.) Without knowledge the bounds are infinite. Bounds are computed as the values are, and rounding keeps order,
 * so they are exact.
 *
 * A state is known not to be negative when its beginning is not and, all such states assumed, its next value is not.
 *
 * The array, one a node, is in the given arena. Any thread. */
#ifndef YJ_MODEL_RANGE_H
#define YJ_MODEL_RANGE_H
#include "model/graph.h"

typedef struct { double low, high; } Range;

const Range *range_of_nodes(const Graph *, Arena *);

#endif
