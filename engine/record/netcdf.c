/* netcdf.c : the dozen functions of libnetcdf that a table needs, found by name. */
#include "record/netcdf.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* netcdf.h's numbers, which its file format fixes. */
enum { NC_DOUBLE_ = 6, NC_GLOBAL_ = -1, NC_NOFILL_ = 0x100, NC_64BIT_OFFSET_ = 0x200, NC_64BIT_DATA_ = 0x20 };
#define OFFSET_LIMIT ((uint64_t)536870911)       /* doubles of one variable in the 64-bit-offset format: under 4 GiB */

static struct {
  int (*create)(const char *, int, int *);
  int (*set_fill)(int, int, int *);
  int (*def_dim)(int, const char *, size_t, int *);
  int (*def_var)(int, const char *, int, int, const int *, int *);
  int (*put_att_text)(int, int, const char *, size_t, const char *);
  int (*enddef)(int);
  int (*put_vara_double)(int, int, const size_t *, const size_t *, const double *);
  int (*close)(int);
  const char *(*strerror)(int);
} nc;

struct NetcdfFile { int id, *variables, error; const char *place; };

static bool find(void *library, const char *name, void *function) {
  void *symbol = dlsym(library, name);
  memcpy(function, &symbol, sizeof symbol);
  return symbol != NULL;
}

static bool load(const char **why) {
  static const char *const names[] = {"libnetcdf.so.19", "libnetcdf.so.22", "libnetcdf.so.18", "libnetcdf.so"};
  void *library = NULL;
  if (nc.create) return true;
  for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  *why = "it is not installed";
  if (!library) return false;
  *why = "it lacks functions of version 4";
  bool good = find(library, "nc_set_fill", &nc.set_fill) && find(library, "nc_def_dim", &nc.def_dim) && find(library, "nc_def_var", &nc.def_var) &&
              find(library, "nc_put_att_text", &nc.put_att_text) && find(library, "nc_enddef", &nc.enddef) &&
              find(library, "nc_put_vara_double", &nc.put_vara_double) && find(library, "nc_close", &nc.close) &&
              find(library, "nc_strerror", &nc.strerror);
  return good && find(library, "nc_create", &nc.create);
}

static bool ok(NetcdfFile *f, int error) {
  if (error && !f->error) f->error = error;
  return !error;
}

static void attribute(NetcdfFile *f, int variable, const char *name, const char *text) {
  if (text && *text) ok(f, nc.put_att_text(f->id, variable, name, strlen(text), text));
}

static void define(NetcdfFile *f, const char *title, const DrawsColumn *columns, unsigned n, uint64_t rows) {
  int run, before;
  ok(f, nc.set_fill(f->id, NC_NOFILL_, &before));
  if (!ok(f, nc.def_dim(f->id, "run", (size_t)rows, &run))) return;
  for (unsigned i = 0; i < n && ok(f, nc.def_var(f->id, columns[i].name, NC_DOUBLE_, 1, &run, &f->variables[i])); i++) {
    attribute(f, f->variables[i], "units", columns[i].unit);
    attribute(f, f->variables[i], "long_name", columns[i].label);
  }
  attribute(f, NC_GLOBAL_, "title", title);
  attribute(f, NC_GLOBAL_, "comment", "NaN: the run was not finite or failed a check");
  if (!f->error) ok(f, nc.enddef(f->id));
}

static int failed(const NetcdfFile *f, Fail *fail) { return fail_set(fail, E811, place_at(NULL, 0, 0), f->place, nc.strerror(f->error)); }

int netcdf_create(const char *path, const char *place, const char *title, const DrawsColumn *columns, unsigned n_columns, uint64_t rows, NetcdfFile **out, Fail *fail) {
  const char *why;
  *out = NULL;
  if (!load(&why)) return fail_set(fail, E812, place_at(NULL, 0, 0), why);
  NetcdfFile *f = calloc(1, sizeof *f);
  if (f) f->variables = calloc(n_columns + 1u, sizeof *f->variables);
  if (!f || !f->variables) { free(f); return fail_set(fail, E801, place_at(NULL, 0, 0), place); }
  f->place = place;
  bool made = ok(f, nc.create(path, rows > OFFSET_LIMIT ? NC_64BIT_DATA_ : NC_64BIT_OFFSET_, &f->id));
  if (made) define(f, title, columns, n_columns, rows);
  if (!f->error) return *out = f, 0;
  int code = failed(f, fail);
  if (made) nc.close(f->id);
  free(f->variables), free(f);
  return code;
}

bool netcdf_write(NetcdfFile *f, unsigned column, uint64_t first, size_t n, const double *values) {
  size_t start = (size_t)first;
  return !f->error && ok(f, nc.put_vara_double(f->id, f->variables[column], &start, &n, values));
}

int netcdf_close(NetcdfFile *f, Fail *fail) {
  ok(f, nc.close(f->id));
  int code = f->error ? failed(f, fail) : 0;
  free(f->variables), free(f);
  return code;
}
