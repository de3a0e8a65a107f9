/* A model written in the test: linked and run in the oracle. */
#ifndef YUANJING_TESTS_TEXT_MODEL_H
#define YUANJING_TESTS_TEXT_MODEL_H
#include "support/check.h"
#include "model/link.h"
#include "model/oracle.h"
#include "script/script.h"
#include <stdlib.h>
#include <unistd.h>

typedef struct { Loaded *loaded; Linked *linked; Oracle *oracle; Fail fail; } Run;

static inline int one_median(const Expr *draw, double *median, Fail *fail) {
  (void)draw, (void)fail;
  *median = 1.0;
  return 0;
}

static inline void run_free(Run *r) {
  oracle_free(r->oracle), link_free(r->linked), script_free(r->loaded);
  *r = (Run){0};
}

/* `text` is the model; `more`, if any, a second file that it may name as "more". Returns the failure's code, or 0 when it ran. */
static inline int run_parts(Run *r, const char *text, const char *more, const LinkOptions *options) {
  char folder[] = "/tmp/yuanjing_text_XXXXXX", path[64], part[64];
  *r = (Run){0};
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/model.lua", folder), snprintf(part, sizeof part, "%s/more.lua", folder);
  FILE *f = fopen(path, "w");
  fputs(text, f), fclose(f);
  if (more) f = fopen(part, "w"), fputs(more, f), fclose(f);
  LoadOptions usual = {.seconds = 20};
  int status = script_load(path, &usual, &r->loaded, &r->fail);
  unlink(path), unlink(part), rmdir(folder);
  if (!status) status = link_model(r->loaded->model, options, one_median, &r->linked, &r->fail);
  if (status) return status;
  r->oracle = oracle_new(r->linked->graph);
  assert_non_null(r->oracle);
  oracle_run(r->oracle, NULL, NULL);
  return 0;
}

static inline void run_text(Run *r, const char *text) {
  int status = run_parts(r, text, NULL, NULL);
  if (status) print_error("%d: %s\n", r->fail.place.line, r->fail.sentence);
  assert_int_equal(status, 0);
}

/* Base units. */
static inline const double *values_at(const Run *r, const char *name, uint32_t point) {
  const Symbol *s = link_symbol(r->linked, name);
  assert_non_null(s);
  return oracle_output(r->oracle, s->output, point);
}
static inline double value_at(const Run *r, const char *name, uint32_t point) { return *values_at(r, name, point); }
#endif
