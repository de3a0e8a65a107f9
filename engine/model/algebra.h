/* algebra.h : products of powers become one exponential: x^a y^b / z^c = exp(a log x + b log y - c log z), and exponentials
 * that are factors join the sum. A power costs five times an exp or a log, so this is worth it from two factors on.
 *
 * What is merged: factors of one product (over * and /, as far as nobody else reads its parts) that are powers or
 * exponentials, are read only there, are computed in every step or inside a solve, and differ from run to run. The rest of
 * the product keeps its order; the exponential stands where its largest factor stood. Factors that hold for a whole run or
 * are the same in all runs stay as they are, and are computed outside the steps of the single runs; so do factors over
 * axes that the largest one lacks.
 *
 * Meaning. A merged product equals the separate one but for rounding, whatever the base: zero, negative (NaN), infinite or
 * NaN. For that the exponent must lie within +-16 and hold no whole number but 0, or the base be known not to be negative
 * (range.h); else the power stays. An exponent that may be 0 is looked at: then the factor is 1 over any base. Different are:
 *   - what overflowed or vanished in one factor but not in the whole product (1e200^2.5 * 1e200^-2.4) is now right;
 *   - a base of -infinity, and an exponent that is NaN or infinite over the base 1, give NaN (in C's pow they have a value);
 *   - an exponent outside of its distribution (a file of points may put it there) that is whole over a negative base: NaN.
 * Accuracy: with S = the sum of the n terms' magnitudes |a log x|, the relative error of the exponential is below
 * (2 + (2 + n) S) 2^-53; the largest found with two powers over the whole range of doubles is 0.71 (3 + 2.5 S) 2^-53
 * (tests/model/algebra_test.c).
 *
 * To be called on a finished graph, before anybody else keeps its NodeIds. One thread. */
#ifndef YJ_MODEL_ALGEBRA_H
#define YJ_MODEL_ALGEBRA_H
#include "model/graph.h"

/* The new id of each node the graph had (NODE_NONE: merged away; no leaf, nor anything at the end or for a run), in the
 * graph's arena; what the Graph itself names is renumbered. NULL when the graph is as it was. */
const NodeId *algebra_merge_powers(GraphBuilder *);

#endif
