/* draws.c : columns, their names and units. */
#include "cli/draws.h"
#include <stdlib.h>
#include <string.h>

int draws_choose(const BatchColumns *b, unsigned n_times, Arena *arena, const unsigned **out, unsigned *n, Fail *fail) {
  unsigned *columns = arena_array(arena, b->n_rows + b->n_walks + 1u, sizeof *columns);
  if (!columns) return fail_set(fail, E801, place_at(NULL, 0, 0), "--draws");
  *n = 0;
  for (unsigned w = 0; w < b->n_walks; w++) columns[(*n)++] = b->n_rows * n_times + w;
  for (unsigned r = 0; r < b->n_rows; r++) columns[(*n)++] = r * n_times + n_times - 1;
  *out = columns;
  return 0;
}

static const DrawsColumn *columns_of(const Batch *b, Lang lang, unsigned n) {
  DrawsColumn *columns = arena_array(b->arena, n, sizeof *columns);
  const Result *r = b->opened.result;
  char year[32];
  time_shown(r->times[r->n_times - 1], year);
  if (!columns) return NULL;
  columns[0] = (DrawsColumn){"run", "1", say(lang, "运行序号", "number of the run")};
  for (unsigned w = 0; w < b->columns.n_walks; w++) {
    const Decl *d = b->columns.walks[w]->decl;
    columns[1 + w] = (DrawsColumn){d->name, d->unit_text, label_in(lang, d->label, d->name)};
  }
  for (unsigned i = 0; i < b->columns.n_rows; i++) {
    const ShownRow *row = &b->columns.rows[i];
    columns[1 + b->columns.n_walks + i] = (DrawsColumn){arena_printf(b->arena, "%s@%s", row->id, year), row->unit, row->label};
  }
  return columns;
}

int draws_begin(Draws *d, const char *path, const Batch *b, const Options *o, Fail *fail) {
  d->batch = b, d->n_columns = 1 + b->columns.n_walks + b->columns.n_rows;
  d->values = malloc((size_t)d->n_columns * ENSEMBLE_CHUNK * sizeof *d->values);
  const DrawsColumn *columns = columns_of(b, o->lang, d->n_columns);
  if (!d->values || !columns || arena_failed(b->arena)) return fail_set(fail, E801, place_at(NULL, 0, 0), "--draws");
  const Scenario *s = b->opened.loaded->scenario;
  return draws_file_new(path, s ? s->name : b->opened.loaded->model->name, columns, d->n_columns, batch_total(b, o), &d->file, fail);
}

bool draws_take(void *context, uint64_t first, unsigned n, const double *values) {
  Draws *d = context;
  const BatchColumns *c = &d->batch->columns;
  for (unsigned i = 0; i < n; i++) d->values[i] = (double)(first + i);
  for (unsigned k = 0; k < d->n_columns - 1; k++) {
    Unit unit = k < c->n_walks ? c->walks[k]->unit : c->rows[k - c->n_walks].symbol->unit;
    const double *from = values + (size_t)k * ENSEMBLE_CHUNK;
    double *to = d->values + (size_t)(k + 1) * ENSEMBLE_CHUNK;
    for (unsigned i = 0; i < n; i++) to[i] = unit_out(unit, from[i]);
  }
  return draws_file_write(d->file, n, d->values, ENSEMBLE_CHUNK);
}

int draws_end(Draws *d, Fail *fail) {
  int code = draws_file_close(d->file, fail);
  d->file = NULL;
  return code;
}

void draws_free(Draws *d) {
  draws_file_drop(d->file);
  free(d->values);
  *d = (Draws){0};
}
