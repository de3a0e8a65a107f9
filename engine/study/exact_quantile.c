/* exact_quantile.c : sorting, and selection by splitting or by a coarse histogram. */
#include "study/exact_quantile.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { COARSE = 4096, SMALL = 24, FEW = 4 };                       /* FEW quantiles: the rest is not worth sorting */

/* ---- sorting: quick sort with the middle of three, insertion below 24, the smaller side by recursion ---------------- */

static void insertion(double *v, size_t n) {
  for (size_t i = 1; i < n; i++) {
    double x = v[i];
    size_t j = i;
    for (; j > 0 && v[j - 1] > x; j--) v[j] = v[j - 1];
    v[j] = x;
  }
}

static double middle_of(double a, double b, double c) {
  if (a > b) { double t = a; a = b; b = t; }
  return c < a ? a : c > b ? b : c;
}

static void sift(double *v, size_t root, size_t n) {
  double x = v[root];
  for (size_t child; (child = 2 * root + 1) < n; root = child) {
    if (child + 1 < n && v[child + 1] > v[child]) child++;
    if (v[child] <= x) break;
    v[root] = v[child];
  }
  v[root] = x;
}

static void heap_sort(double *v, size_t n) {
  for (size_t i = n / 2; i-- > 0;) sift(v, i, n);
  for (size_t last = n; last-- > 1;) {
    double x = v[0];
    v[0] = v[last];
    v[last] = x;
    sift(v, 0, last);
  }
}

/* Values up to *left are at most those behind it, by the middle of three; 0 < *left < n. */
static size_t split(double *v, size_t n) {
  double pivot = middle_of(v[0], v[n / 2], v[n - 1]);
  size_t i = 0, j = n - 1;
  for (;;) {
    while (v[i] < pivot) i++;
    while (v[j] > pivot) j--;
    if (i >= j) return j + 1;
    double x = v[i];
    v[i++] = v[j];
    v[j--] = x;
  }
}

/* How many bad splits are borne before heap sort takes over (no input is quadratic). */
static unsigned patience(size_t n) {
  unsigned depth = 4;
  for (; n > 1; n /= 2) depth += 2;
  return depth;
}

static void sort(double *v, size_t n, unsigned depth) {
  while (n > SMALL) {
    if (depth-- == 0) {
      heap_sort(v, n);
      return;
    }
    size_t left = split(v, n);
    if (left < n - left) {
      sort(v, left, depth);
      v += left;
      n -= left;
    } else {
      sort(v + left, n - left, depth);
      n = left;
    }
  }
  insertion(v, n);
}

void exact_sort(double *values, size_t n) { sort(values, n, patience(n)); }

/* Afterwards v[rank] is what it would be if all were sorted, and nothing behind it is less. */
static void place_rank(double *v, size_t n, size_t rank) {
  for (unsigned depth = patience(n); n > SMALL; depth--) {
    if (depth == 0) {
      heap_sort(v, n);
      return;
    }
    size_t left = split(v, n);
    if (rank < left) {
      n = left;
    } else {
      v += left;
      n -= left;
      rank -= left;
    }
  }
  insertion(v, n);
}

/* ---- quantiles ------------------------------------------------------------------------------------------------------- */

double exact_sorted_quantile(const double *sorted, size_t n, double p) {
  if (n == 0) return NAN;
  double rank = p * (double)(n - 1);
  size_t below = (size_t)rank;
  double part = rank - (double)below;
  return below + 1 < n && part > 0.0 ? sorted[below] + part * (sorted[below + 1] - sorted[below]) : sorted[below];
}

double exact_quantile(double *values, size_t n, double p) {
  if (n == 0) return NAN;
  double rank = p * (double)(n - 1), part = rank - floor(rank);
  size_t below = (size_t)rank;
  place_rank(values, n, below);
  if (below + 1 >= n || !(part > 0.0)) return values[below];
  double next = values[below + 1];
  for (size_t i = below + 2; i < n; i++) next = values[i] < next ? values[i] : next;
  return values[below] + part * (next - values[below]);
}

typedef struct { double low, inverse; } Bins;

static unsigned bin_of(Bins bins, double x) {
  double place = (x - bins.low) * bins.inverse;
  return place < COARSE - 1 ? (unsigned)place : COARSE - 1;
}

/* Which bins hold one of the ranks wanted (the two around each quantile). before[b]: values in lower bins. */
static void mark(const size_t *before, size_t n, size_t count, const double *p, bool *wanted) {
  for (size_t i = 0; i < count; i++) {
    size_t rank = (size_t)(p[i] * (double)(n - 1));
    for (size_t r = rank; r <= rank + 1 && r < n; r++) {
      unsigned low = 0, high = COARSE - 1;                         /* the last bin with before <= r */
      while (low < high) {
        unsigned middle = (low + high + 1) / 2;
        if (before[middle] <= r) low = middle; else high = middle - 1;
      }
      wanted[low] = true;
    }
  }
}

/* The value of a rank from the sorted wanted bins, which lie one after the other in `kept`. */
static double value_at(const double *kept, const size_t *before, const size_t *start, size_t rank) {
  unsigned low = 0, high = COARSE - 1;
  while (low < high) {
    unsigned middle = (low + high + 1) / 2;
    if (before[middle] <= rank) low = middle; else high = middle - 1;
  }
  return kept[start[low] + (rank - before[low])];
}

void exact_quantiles(const double *values, size_t n, double *scratch, size_t count, const double *p, double *out) {
  double least = INFINITY, greatest = -INFINITY;
  for (size_t i = 0; i < n; i++) {
    least = values[i] < least ? values[i] : least;
    greatest = values[i] > greatest ? values[i] : greatest;
  }
  double inverse = COARSE / (greatest - least);
  if (n < 4 * COARSE || !(inverse < INFINITY)) {
    memcpy(scratch, values, n * sizeof *values);
    if (count > FEW) exact_sort(scratch, n);
    for (size_t i = 0; i < count; i++) out[i] = count > FEW ? exact_sorted_quantile(scratch, n, p[i]) : exact_quantile(scratch, n, p[i]);
    return;
  }
  Bins bins = {least, inverse};
  size_t before[COARSE] = {0}, start[COARSE], fill[COARSE], total = 0, place = 0;
  bool wanted[COARSE] = {false};
  for (size_t i = 0; i < n; i++) before[bin_of(bins, values[i])]++;
  for (unsigned b = 0; b < COARSE; b++) {
    size_t here = before[b];
    before[b] = total;
    total += here;
  }
  mark(before, n, count, p, wanted);
  for (unsigned b = 0; b < COARSE; b++) {
    start[b] = fill[b] = place;
    if (wanted[b]) place += (b + 1 < COARSE ? before[b + 1] : n) - before[b];
  }
  for (size_t i = 0; i < n; i++) {
    unsigned b = bin_of(bins, values[i]);
    if (wanted[b]) scratch[fill[b]++] = values[i];
  }
  for (unsigned b = 0; b < COARSE; b++)
    if (wanted[b]) exact_sort(scratch + start[b], fill[b] - start[b]);
  for (size_t i = 0; i < count; i++) {
    double rank = p[i] * (double)(n - 1);
    size_t below = (size_t)rank;
    double x = value_at(scratch, before, start, below), part = rank - (double)below;
    out[i] = part > 0.0 && below + 1 < n ? x + part * (value_at(scratch, before, start, below + 1) - x) : x;
  }
}
