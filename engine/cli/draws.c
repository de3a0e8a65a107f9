/* draws.c : columns, their names and units. */
#include "cli/draws.h"
#include "view/shown.h"

#include <stdlib.h>
#include <string.h>

int draws_choose(const BatchColumns *b, unsigned n_times, const unsigned *points, unsigned n_points, Arena *arena, const unsigned **out, unsigned *n, Fail *fail) {
  unsigned *columns = arena_array(arena, (size_t)b->n_rows * n_points + b->n_walks + 1u, sizeof *columns);
  if (!columns) return fail_set(fail, E801, place_at(NULL, 0, 0), "--draws");
  *n = 0;
  for (unsigned w = 0; w < b->n_walks; w++) columns[(*n)++] = b->n_rows * n_times + w;
  for (unsigned r = 0; r < b->n_rows; r++)
    for (unsigned p = 0; p < n_points; p++) columns[(*n)++] = r * n_times + points[p];
  *out = columns;
  return 0;
}

static const DrawsColumn *columns_of(const Batch *b, Lang lang, unsigned n) {
  DrawsColumn *columns = arena_array(b->arena, n, sizeof *columns);
  const Result *r = b->opened.result;
  char year[32], unit[UNIT_TEXT];
  if (!columns) return NULL;
  columns[0] = (DrawsColumn){"run", "1", say(lang, "运行序号", "number of the run")};
  for (unsigned w = 0; w < b->columns.n_walks; w++) {
    const Decl *d = b->columns.walks[w]->decl;
    columns[1 + w] = (DrawsColumn){d->name, d->unit_text, label_in(lang, d->label, d->name)};
  }
  unsigned at = 1 + b->columns.n_walks;
  for (unsigned i = 0; i < b->columns.n_rows * b->n_draw_points; i++) {
    const ShownRow *row = &b->columns.rows[i / b->n_draw_points];
    time_shown(r->times[b->draw_points[i % b->n_draw_points]], year);
    columns[at++] = (DrawsColumn){arena_printf(b->arena, "%s@%s", row->id, year), row->unit, row->label};
  }
  for (unsigned j = 0; at < n; j++) {
    const Input *input = &b->linked->graph->inputs[b->uncertainty.input[j]];
    const char *shown = unit_text(b->linked->model->units, input->unit, unit);
    columns[at++] = (DrawsColumn){input->name, arena_copy(b->arena, shown, strlen(shown)), input->name};
  }
  return columns;
}

int draws_begin(Draws *d, const char *path, const Batch *b, const Options *o, Fail *fail) {
  unsigned inputs = o->draws_inputs ? b->uncertainty.n : 0;
  d->batch = b, d->n_columns = 1 + b->n_row_columns + inputs;
  d->values = malloc((size_t)d->n_columns * ENSEMBLE_CHUNK * sizeof *d->values);
  d->inputs = inputs ? malloc((size_t)inputs * ENSEMBLE_CHUNK * sizeof *d->inputs) : NULL;
  const DrawsColumn *columns = columns_of(b, o->lang, d->n_columns);
  if (!d->values || (inputs && !d->inputs) || !columns || arena_failed(b->arena)) return fail_set(fail, E801, place_at(NULL, 0, 0), "--draws");
  const Scenario *s = b->opened.loaded->scenario;
  return draws_file_new(path, s ? s->name : b->opened.loaded->model->name, columns, d->n_columns, batch_total(b, o), &d->file, fail);
}

/* Drawn once more: a draw is a function of the run. */
static void take_inputs(Draws *d, uint64_t first, unsigned n) {
  const Uncertainty *u = &d->batch->uncertainty;
  double *to = d->values + (size_t)(1 + d->batch->n_row_columns) * ENSEMBLE_CHUNK;
  uncertainty_inputs(u, d->batch->design, first, n, ENSEMBLE_CHUNK, d->inputs, NULL);
  for (unsigned j = 0; j < u->n; j++)
    for (unsigned i = 0; i < n; i++) to[(size_t)j * ENSEMBLE_CHUNK + i] = unit_out(u->linked->graph->inputs[u->input[j]].unit, d->inputs[(size_t)j * ENSEMBLE_CHUNK + i]);
}

/* n runs; from[k]: their values of the k-th column that is kept, in base units. */
static bool take(Draws *d, uint64_t first, unsigned n, const double *const *from) {
  const BatchColumns *c = &d->batch->columns;
  for (unsigned i = 0; i < n; i++) d->values[i] = (double)(first + i);
  for (unsigned k = 0; k < d->batch->n_row_columns; k++) {
    Unit unit = k < c->n_walks ? c->walks[k]->unit : c->rows[(k - c->n_walks) / d->batch->n_draw_points].symbol->unit;
    double *to = d->values + (size_t)(k + 1) * ENSEMBLE_CHUNK;
    for (unsigned i = 0; i < n; i++) to[i] = unit_out(unit, from[k][i]);
  }
  if (d->inputs) take_inputs(d, first, n);
  return draws_file_write(d->file, n, d->values, ENSEMBLE_CHUNK);
}

/* False: the draws file failed, which its closing tells, or *code is set. */
static bool take_all(Draws *d, double *rows, const double **from, int *code, Fail *fail) {
  const Batch *b = d->batch;
  uint64_t chunks = b->runs / ENSEMBLE_CHUNK;
  int32_t reasons[ENSEMBLE_CHUNK];
  for (uint64_t chunk = 0; chunk <= chunks; chunk++) {
    unsigned n = chunk < chunks ? ENSEMBLE_CHUNK : (unsigned)(b->runs % ENSEMBLE_CHUNK);
    bool kept = b->rows && chunk < chunks;
    if (kept && !running_chunk_get(b->rows, chunk, rows, reasons)) return *code = fail_set(fail, E811, place_at(NULL, 0, 0), "--draws", "what was kept of the runs cannot be read"), false;
    for (unsigned k = 0; k < b->n_row_columns; k++)
      from[k] = kept ? rows + (size_t)k * ENSEMBLE_CHUNK : b->rows ? ensemble_rest(b->ensemble, b->row_columns[k]) : ensemble_values(b->ensemble, b->row_columns[k]) + chunk * ENSEMBLE_CHUNK;
    if (n && !take(d, chunk * ENSEMBLE_CHUNK, n, from)) return false;
  }
  return true;
}

int draws_end(Draws *d, Fail *fail) {
  const Batch *b = d->batch;
  int code = 0;
  double *rows = malloc((size_t)(b->n_row_columns + 1) * ENSEMBLE_CHUNK * sizeof *rows);
  const double **from = malloc((b->n_row_columns + 1) * sizeof *from);
  if (!rows || !from) code = fail_set(fail, E801, place_at(NULL, 0, 0), "--draws");
  else take_all(d, rows, from, &code, fail);
  free(rows), free(from);
  if (code) return code;
  code = draws_file_close(d->file, fail);
  d->file = NULL;
  return code;
}

void draws_free(Draws *d) {
  draws_file_drop(d->file);
  free(d->values), free(d->inputs);
  *d = (Draws){0};
}
