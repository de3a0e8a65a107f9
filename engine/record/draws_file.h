/* draws_file.h : a table of doubles, a row a run, written as it comes: .csv, .npy or .nc by the name's ending.
 *
 *   .csv  a header of names; a value that is not finite is an empty cell
 *   .npy  NumPy format 1.0, little-endian doubles, shape (rows, columns)
 *   .nc   NetCDF: dimension `run`, a variable a column with units and long_name
 *
 * Beside .csv and .npy stands FILE.columns.txt: name, unit and label of each column. The file is made as FILE.part
 * and renamed when it is whole, so a file of that name is never half of one. FILE.part is locked while it is written
 * (another process is refused) and written over when a killed process left it; what is no regular file (a pipe, /dev/null)
 * is written directly. Memory: one piece of rows. Owned by its maker; one thread. Errors: E801, E811 to E813, E904. */
#ifndef YJ_RECORD_DRAWS_FILE_H
#define YJ_RECORD_DRAWS_FILE_H
#include "base/fail.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct { const char *name, *unit, *label; } DrawsColumn;     /* must outlive the file */

typedef struct DrawsFile DrawsFile;
int draws_file_new(const char *path, const char *title, const DrawsColumn *, unsigned n_columns, uint64_t rows, DrawsFile **out, Fail *);
/* The next n rows: values[column * stride + i]. False: it failed for good, draws_file_close says why. */
bool draws_file_write(DrawsFile *, unsigned n, const double *values, size_t stride);
/* Makes it durable and gives it its name. Returns 0 or the failure, then nothing is left. Frees it either way. */
int draws_file_close(DrawsFile *, Fail *);
void draws_file_drop(DrawsFile *);   /* removes what was written; NULL is allowed */
#endif
