/* exp, log, pow, sin, cos that give the same bits on every machine and for every lane.
 *
 * They use only +, -, *, / and shifts of bits, no fused multiply-add and nothing of the C library; the source of the
 * algorithms (elementary_core.h) is expanded once for double and once for each width of vector, so a lane of a kernel
 * and these functions agree in every bit. Largest errors found (against long double): exp 0.96 ulp, log 0.84,
 * pow 0.82, sin and cos 0.79. NaN carries no promise about its sign or payload. Pure; any thread.
 *
 *   log(0) = -inf, log(x < 0) = NaN, log(inf) = inf; denormals are read and written correctly.
 *   pow is C's: pow(x, 0) = pow(1, y) = 1, pow(0, y > 0) = 0, pow(0, y < 0) = inf, a negative base has a value for whole
 *   exponents only, signed zeros and infinities as in C's Annex F.
 *   sin and cos hold for every finite number; sin(-0) is 0. */
#ifndef YUANJING_BASE_ELEMENTARY_H
#define YUANJING_BASE_ELEMENTARY_H

double yj_exp(double);
double yj_log(double);
double yj_pow(double base, double exponent);
double yj_sin(double);
double yj_cos(double);

#endif
