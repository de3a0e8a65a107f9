/* columns.c : a shared mapping of an unlinked file; the system writes its pages out and reads them again as it needs room. */
#define _DEFAULT_SOURCE                                  /* madvise */
#include "study/columns.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "the outcomes of all runs"); }

static int refuse(const char *folder, int error, Fail *fail) {
  char what[300];
  snprintf(what, sizeof what, "the outcomes of all runs into a file in '%.200s'", folder);
  return fail_set(fail, E811, place_at(NULL, 0, 0), what, strerror(error));
}

/* A file that only its descriptor knows; -1: errno says why. */
static int nameless(const char *folder) {
  char path[4096];
  if ((size_t)snprintf(path, sizeof path, "%s/yuanjing-XXXXXX", folder) >= sizeof path) return errno = ENAMETOOLONG, -1;
  int file = mkstemp(path);
  if (file >= 0) unlink(path);
  return file;
}

static int map_file(Columns *c, const char *folder, Fail *fail) {
  if (!folder) folder = getenv("TMPDIR");
  if (!folder || !*folder) folder = "/tmp";
  int file = nameless(folder), error = file < 0 ? errno : posix_fallocate(file, 0, (off_t)c->bytes);
  void *at = error ? MAP_FAILED : mmap(NULL, c->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (!error && at == MAP_FAILED) error = errno;
  if (file >= 0) close(file);
  if (error) return error == ENOMEM ? no_memory(fail) : refuse(folder, error, fail);
  c->values = at, c->in_file = true;
  return 0;
}

size_t columns_bytes(unsigned columns, uint64_t rows) { return rows * columns * sizeof(double) + sizeof(double); }

int columns_lay(unsigned columns, uint64_t rows, void *memory, Columns *c, Fail *fail) {
  *c = (Columns){.column = calloc(columns + 1u, sizeof *c->column), .values = memory, .bytes = columns_bytes(columns, rows), .lent = true};
  if (!c->column) return no_memory(fail);
  c->in_file = c->bytes > COLUMNS_IN_MEMORY;
  for (unsigned k = 0; k < columns; k++) c->column[k] = c->values + k * rows;
  return 0;
}

int columns_make(unsigned columns, uint64_t rows, size_t in_memory, const char *folder, Columns *c, Fail *fail) {
  *c = (Columns){.column = calloc(columns + 1u, sizeof *c->column)};
  if (!c->column || rows >= SIZE_MAX / 16 / (columns + 1u)) return columns_free(c), no_memory(fail);
  c->bytes = columns_bytes(columns, rows);
  int code = 0;
  if (c->bytes > (in_memory ? in_memory : COLUMNS_IN_MEMORY)) code = map_file(c, folder, fail);
  else if (!(c->values = malloc(c->bytes))) code = no_memory(fail);
  for (unsigned k = 0; !code && k < columns; k++) c->column[k] = c->values + k * rows;
  if (code) columns_free(c);
  return code;
}

void columns_rest(const Columns *c) {
  if (c->in_file) madvise(c->values, c->bytes, MADV_DONTNEED);
}

void columns_free(Columns *c) {
  if (c->in_file && !c->lent) munmap(c->values, c->bytes);
  else if (!c->lent) free(c->values);
  free(c->column);
  *c = (Columns){0};
}
