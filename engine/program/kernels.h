/* kernels.h : the instructions of the lane machine and their three implementations.
 *
 * The machine has one accumulator, a row of lanes held in eight vector registers (64 lanes with AVX-512, 32 with AVX2,
 * 16 with SSE2), and a memory of doubles. An operand is a row (one double a lane) or a broadcast (one double for all).
 * Every instruction may store the accumulator into a row afterwards. R before a name turns the operands round; APART is
 * the size of a difference. */
#ifndef YUANJING_PROGRAM_KERNELS_H
#define YUANJING_PROGRAM_KERNELS_H

#include "model/curve.h"
#include "model/graph.h"

/* accumulator = accumulator op operand */
#define KERNEL_BINARY(X)                                                                                            \
  X(LOAD) X(ADD) X(SUB) X(RSUB) X(MUL) X(DIV) X(RDIV) X(MIN) X(RMIN) X(MAX) X(RMAX) X(LESS) X(RLESS) X(AT_MOST)       \
  X(RAT_MOST) X(SAME) X(BOTH) X(EITHER) X(NEITHER) X(APART) X(POW) X(RPOW)
/* accumulator = op accumulator */
#define KERNEL_UNARY(X) X(NEG) X(ABS) X(SQRT) X(FLOOR) X(EXP) X(LOG) X(SIN) X(COS)
/* accumulator = condition != 0 ? yes : no, the accumulator being the condition, the yes or the no */
#define KERNEL_WHERE(X) X(WHERE) X(WHERE_YES) X(WHERE_NO)
/* accumulator = second(first(accumulator, a), b) */
#define KERNEL_FIRST(X, ...) X(LOAD, __VA_ARGS__) X(ADD, __VA_ARGS__) X(SUB, __VA_ARGS__) X(RSUB, __VA_ARGS__) X(MUL, __VA_ARGS__) \
  X(MIN, __VA_ARGS__) X(AT_MOST, __VA_ARGS__)
#define KERNEL_SECOND(X, ...)                                                                                         \
  X(ADD, __VA_ARGS__) X(SUB, __VA_ARGS__) X(RSUB, __VA_ARGS__) X(MUL, __VA_ARGS__) X(DIV, __VA_ARGS__)                \
  X(RDIV, __VA_ARGS__) X(MIN, __VA_ARGS__) X(RMIN, __VA_ARGS__) X(MAX, __VA_ARGS__) X(APART, __VA_ARGS__)

enum { ROW, ALL };                       /* operand kinds */

typedef enum {
#define X(op) KERNEL_##op,
  KERNEL_BINARY(X) KERNEL_UNARY(X) KERNEL_WHERE(X)
#undef X
  KERNEL_LOOKUP, KERNEL_SOLVE, KERNEL_CURVE, KERNEL_HALT, KERNEL_COUNT
} Kernel;
enum { N_BINARY = KERNEL_NEG, N_UNARY = KERNEL_WHERE - KERNEL_NEG, N_WHERE = 3, N_FIRST = 7, N_SECOND = 10 };
extern const unsigned char kernel_first[N_FIRST], kernel_second[N_SECOND];   /* their Kernel */

/* Tables: straight lines over an even grid; over any grid of at most 16 points; all others. */
typedef enum { TABLE_EVEN, TABLE_SHORT, TABLE_ANY, N_SHAPES } TableShape;
enum { TABLE_SHORT_MOST = 16 };
typedef struct {
  TableShape shape;
  uint32_t n;
  double inverse, offset, last;          /* even: see graph.h; last = n - 1 */
  /* Padded to 16 points at least. knots: x[1 .. n-2], where a piece ends, then infinities. rise: even: y[k+1] - y[k], else
   * the slope. pairs: y and rise side by side. */
  const double *x, *knots, *y, *rise, *pairs, *c2, *c3;
} TableCode;

/* Numbers of the handlers, in the order of the tables: store is the last bit. */
enum {
  CODE_BINARY = 0,                                   /* ((op * 2 + kind) * 2 + store */
  CODE_UNARY = CODE_BINARY + N_BINARY * 4,           /* op * 2 + store */
  CODE_WHERE = CODE_UNARY + N_UNARY * 2,             /* ((op * 2 + kind a) * 2 + kind b) * 2 + store */
  CODE_LOOKUP = CODE_WHERE + N_WHERE * 8,            /* shape of the table * 2 + store */
  CODE_PAIR = CODE_LOOKUP + N_SHAPES * 2,                       /* (((first * N_SECOND + second) * 2 + kind a) * 2 + kind b) * 2 + store */
  CODE_SOLVE = CODE_PAIR + N_FIRST * N_SECOND * 8,
  CODE_CURVE, CODE_HALT, CODE_COUNT
};

/* a, b, d: places in memory, in doubles (a table, solve or curve by number); handler: where its code lies. */
typedef struct { int32_t handler; uint32_t a, b, d; } Instr;

/* A place with its kind, for what is not an instruction. */
typedef struct { uint32_t at; uint8_t kind; } Operand;

typedef struct {
  uint32_t size;
  uint32_t unknown;                      /* first of `size` rows; the solution stands there at the end */
  uint32_t work;                         /* first of size * SOLVE_ROWS rows */
  const Operand *low, *high, *guess, *residual;
  const Instr *body;
  double within;
  bool kept;                             /* rows of the body are read afterwards: it must have run on the roots */
} SolveCode;
enum { SOLVE_ROWS = 9, SOLVE_NEAR = 7, SOLVE_ROUNDS = 60 };   /* evaluations near a guess; between the ends, see graph.h */

typedef struct {
  const Curve *curve;
  const Operand *in;
  const uint32_t *out;                   /* rows; CURVE_UNUSED where nobody reads it */
} CurveCode;
#define CURVE_UNUSED 0xFFFFFFFFu

typedef struct {
  const TableCode *tables;
  const SolveCode *solves;
  const CurveCode *curves;
} KernelData;

typedef struct {
  unsigned group;                        /* lanes of a row */
  const int32_t *(*handlers)(void);      /* [CODE_COUNT] for Instr.handler */
  void (*run)(const Instr *, double *memory, const KernelData *);
} KernelSet;

extern const KernelSet kernels_sse2, kernels_avx2, kernels_avx512;

/* Used by the sets. */
void kernel_curve(const CurveCode *, double *memory, unsigned group);
#endif
