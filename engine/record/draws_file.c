/* draws_file.c : rows of doubles into a file under another name, renamed at the end. */
#define _GNU_SOURCE                      /* F_OFD_SETLK */
#include "record/draws_file.h"
#include "base/text.h"
#include "record/buffer.h"
#include "record/csv.h"
#include "record/netcdf.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef enum { DRAWS_CSV, DRAWS_NPY, DRAWS_NC, DRAWS_NONE } DrawsKind;

struct DrawsFile {
  DrawsKind kind;
  char *path, *part;                     /* part NULL: written directly */
  int lock;                              /* the part, locked; -1 */
  const DrawsColumn *columns; unsigned n_columns;
  uint64_t rows, written;
  FILE *stream; NetcdfFile *netcdf;
  Buffer text;                           /* one piece of rows */
  int error;                             /* errno of the first failure */
};

static DrawsKind kind_of(const char *path) {
  static const char *const endings[] = {".csv", ".npy", ".nc"};
  size_t n = strlen(path);
  for (int k = 0; k < 3; k++) {
    size_t m = strlen(endings[k]);
    if (n > m && strcmp(path + n - m, endings[k]) == 0) return (DrawsKind)k;
  }
  return DRAWS_NONE;
}

static int no_memory(const char *path, Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), path); }
static int refuse(const DrawsFile *d, int error, Fail *fail) { return fail_set(fail, E811, place_at(NULL, 0, 0), d->path, strerror(error)); }

static void release(DrawsFile *d) {
  if (d->lock >= 0) close(d->lock);
  free(d->path), free(d->part);
  buffer_free(&d->text);
  free(d);
}

/* ---- heads ---------------------------------------------------------------------------------------------------------- */

static void csv_head(DrawsFile *d) {
  for (unsigned c = 0; c < d->n_columns; c++) {
    if (c) buffer_char(&d->text, ',');
    csv_cell(&d->text, d->columns[c].name);
  }
  buffer_char(&d->text, '\n');
}

/* The magic bytes, the length and a Python literal padded so that the numbers begin at a multiple of 64. */
static void npy_head(DrawsFile *d) {
  Buffer literal = {0};
  buffer_format(&literal, "{'descr': '<f8', 'fortran_order': False, 'shape': (%llu, %u), }", (unsigned long long)d->rows, d->n_columns);
  size_t length = (10 + literal.length + 1 + 63) / 64 * 64 - 10;
  buffer_bytes(&d->text, "\x93NUMPY\1\0", 8);
  buffer_char(&d->text, (char)(length & 255)), buffer_char(&d->text, (char)(length >> 8));
  buffer_put(&d->text, buffer_text(&literal));
  buffer_repeat(&d->text, " ", (unsigned)(length - 1 - literal.length));
  buffer_char(&d->text, '\n');
  d->text.failed |= literal.failed;
  buffer_free(&literal);
}

static bool flush(DrawsFile *d) {
  if (d->text.failed) d->error = ENOMEM;
  if (!d->error && fwrite(buffer_text(&d->text), 1, d->text.length, d->stream) != d->text.length) d->error = errno ? errno : EIO;
  d->text.length = 0;
  return !d->error;
}

/* ---- making it ----------------------------------------------------------------------------------------------------------- */

/* The part has one name, so that what a killed process left is written over. Its lock lasts until it has its final name; who
 * waited for it may hold a file that has gone to that name meanwhile. */
static int claim(DrawsFile *d, Fail *fail) {
  struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  struct stat held, named;
  for (;;) {
    d->lock = open(d->part, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (d->lock < 0) return refuse(d, errno, fail);
    if (fcntl(d->lock, F_OFD_SETLK, &whole) && (errno == EAGAIN || errno == EACCES)) {
      close(d->lock), d->lock = -1;
      free(d->part), d->part = NULL;                   /* it is the other's */
      return fail_set(fail, E813, place_at(NULL, 0, 0), d->path);
    }
    if (fstat(d->lock, &held) == 0 && stat(d->part, &named) == 0 && held.st_ino == named.st_ino && held.st_dev == named.st_dev) break;
    close(d->lock);
  }
  return ftruncate(d->lock, 0) ? refuse(d, errno, fail) : 0;
}

static int open_plain(DrawsFile *d, Fail *fail) {
  int fd = d->part ? dup(d->lock) : -1;
  d->stream = d->part ? fdopen(fd, "wb") : fopen(d->path, "wb");
  if (!d->stream) return refuse(d, errno, fail);
  if (d->kind == DRAWS_CSV) csv_head(d);
  else npy_head(d);
  return flush(d) ? 0 : refuse(d, d->error, fail);
}

int draws_file_new(const char *path, const char *title, const DrawsColumn *columns, unsigned n_columns, uint64_t rows, DrawsFile **out, Fail *fail) {
  *out = NULL;
  DrawsKind kind = kind_of(path);
  if (kind == DRAWS_NONE) return fail_set(fail, E904, place_at(NULL, 0, 0), path, "--draws", "a file name that ends in .csv, .npy or .nc");
  DrawsFile *d = calloc(1, sizeof *d);
  size_t size = strlen(path) + 32;
  struct stat is;
  bool direct = kind != DRAWS_NC && stat(path, &is) == 0 && !S_ISREG(is.st_mode) && !S_ISDIR(is.st_mode);
  if (d) d->path = malloc(size), d->part = direct ? NULL : malloc(size);
  if (!d || !d->path || (!direct && !d->part)) {
    if (d) release(d);
    return no_memory(path, fail);
  }
  d->lock = -1, d->kind = kind, d->columns = columns, d->n_columns = n_columns, d->rows = rows;
  memcpy(d->path, path, strlen(path) + 1);
  if (d->part) snprintf(d->part, size, "%s.part", path);
  int code = d->part ? claim(d, fail) : 0;
  if (!code) code = kind == DRAWS_NC ? netcdf_create(d->part, d->path, title, columns, n_columns, rows, &d->netcdf, fail) : open_plain(d, fail);
  if (code) draws_file_drop(d);
  else *out = d;
  return code;
}

/* ---- rows ------------------------------------------------------------------------------------------------------------------ */

static void csv_row(DrawsFile *d, unsigned i, const double *values, size_t stride) {
  char number[32];
  for (unsigned c = 0; c < d->n_columns; c++) {
    double x = values[c * stride + i];
    if (c) buffer_char(&d->text, ',');
    if (isfinite(x)) buffer_bytes(&d->text, number, (size_t)text_double(number, x));
  }
  buffer_char(&d->text, '\n');
}

static void npy_row(DrawsFile *d, unsigned i, const double *values, size_t stride) {
  for (unsigned c = 0; c < d->n_columns; c++) {
    unsigned char bytes[8];
    uint64_t w;
    memcpy(&w, &values[c * stride + i], sizeof w);
    for (int k = 0; k < 8; k++) bytes[k] = (unsigned char)(w >> (8 * k));
    buffer_bytes(&d->text, (const char *)bytes, 8);
  }
}

bool draws_file_write(DrawsFile *d, unsigned n, const double *values, size_t stride) {
  if (d->error) return false;
  uint64_t first = d->written;
  d->written += n;
  if (d->kind == DRAWS_NC) {
    bool good = true;
    for (unsigned c = 0; good && c < d->n_columns; c++) good = netcdf_write(d->netcdf, c, first, n, values + c * stride);
    return good;
  }
  for (unsigned i = 0; i < n; i++) d->kind == DRAWS_CSV ? csv_row(d, i, values, stride) : npy_row(d, i, values, stride);
  return flush(d);
}

/* ---- its end ------------------------------------------------------------------------------------------------------------------ */

static int write_columns(const DrawsFile *d, Fail *fail) {
  Buffer text = {0}, path = {0};
  buffer_put(&text, "column,name,unit,label\n");
  for (unsigned c = 0; c < d->n_columns; c++) {
    buffer_format(&text, "%u,", c);
    csv_cell(&text, d->columns[c].name), buffer_char(&text, ',');
    csv_cell(&text, d->columns[c].unit ? d->columns[c].unit : "1"), buffer_char(&text, ',');
    csv_cell(&text, d->columns[c].label ? d->columns[c].label : ""), buffer_char(&text, '\n');
  }
  buffer_format(&path, "%s.columns.txt", d->path);
  int code = path.failed ? no_memory(d->path, fail) : buffer_save(&text, buffer_text(&path), fail);
  buffer_free(&text), buffer_free(&path);
  return code;
}

/* Closes what is open; true when all of it reached the disk. */
static int shut(DrawsFile *d, Fail *fail) {
  int error = d->error;
  if (d->netcdf) {
    int code = netcdf_close(d->netcdf, fail);
    d->netcdf = NULL;
    if (code) return code;
    int fd = open(d->part, O_RDONLY);
    if (fd >= 0 && fsync(fd) && !error) error = errno;
    if (fd >= 0) close(fd);
  }
  if (d->stream) {
    if (fflush(d->stream) && !error) error = errno;
    if (d->part && fsync(fileno(d->stream)) && !error) error = errno;
    if (fclose(d->stream) && !error) error = errno;
    d->stream = NULL;
  }
  return error ? refuse(d, error, fail) : 0;
}

int draws_file_close(DrawsFile *d, Fail *fail) {
  int code = shut(d, fail);
  if (!code && d->part && d->kind != DRAWS_NC) code = write_columns(d, fail);
  if (!code && d->part && rename(d->part, d->path)) code = refuse(d, errno, fail);
  if (code) draws_file_drop(d);
  else release(d);
  return code;
}

void draws_file_drop(DrawsFile *d) {
  if (!d) return;
  shut(d, NULL);
  if (d->part) unlink(d->part);
  release(d);
}
