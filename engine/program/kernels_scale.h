/* x * 2^k in two factors, so that only the last product rounds: what AVX-512 does in one instruction. */
#ifndef YUANJING_PROGRAM_KERNELS_SCALE_H
#define YUANJING_PROGRAM_KERNELS_SCALE_H
static inline V scale(V x, U k) {
  U half = ((k + 4096u) >> 1) - 2048u;
  return x * (V)((half + 1023u) << 52) * (V)((k - half + 1023u) << 52);
}
#define SCALE(x, k, i) ((void)(k), scale((x), (i)))
#endif
