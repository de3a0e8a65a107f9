/* spark.h : a path as a line of small blocks, ▁ at its lowest, █ at its highest value. */
#ifndef YJ_VIEW_SPARK_H
#define YJ_VIEW_SPARK_H
#include <stddef.h>

enum { SPARK_WIDEST = 60, SPARK_BYTES = SPARK_WIDEST * 3 + 1 };

/* n values in at most `width` characters (neighbours are averaged when there are more). A flat path is drawn at half
 * height, NaN as a blank. Returns out. */
const char *spark_of(const double *values, size_t n, unsigned width, char out[SPARK_BYTES]);
#endif
