/* netcdf.h : columns of doubles over one dimension, streamed into a NetCDF classic file.
 *
 * libnetcdf is loaded when the first file is made, not before: the program runs without it. Files are of the 64-bit-offset
 * kind, or CDF-5 when a column is longer than that kind allows. One thread a file. */
#ifndef YJ_RECORD_NETCDF_H
#define YJ_RECORD_NETCDF_H
#include "record/draws_file.h"

typedef struct NetcdfFile NetcdfFile;
/* Returns 0, E811, E812 (no library) or E801. `place` is the path for sentences. */
int netcdf_create(const char *path, const char *place, const char *title, const DrawsColumn *, unsigned n_columns, uint64_t rows, NetcdfFile **out, Fail *);
/* Values first .. first + n - 1 of one column. False: netcdf_close says why. */
bool netcdf_write(NetcdfFile *, unsigned column, uint64_t first, size_t n, const double *values);
/* Frees it. Returns 0, or E811 for the first thing that went wrong. */
int netcdf_close(NetcdfFile *, Fail *);
#endif
