#include "study/draw.h"

#include "quantity/table.h"

#include <math.h>
#include <string.h>

/* A number as written, or arithmetic of such. False: something else. */
static bool plain_number(const Expr *e, double *out) {
  double a, b;
  if (e->kind == EXPR_NUMBER) return *out = e->number, true;
  if (e->kind != EXPR_CALL || e->n_args < 1 || e->n_args > 2 || !plain_number(e->args[0], &a)) return false;
  if (e->word == WORD_NEG) return *out = -a, true;
  if (e->n_args != 2 || !plain_number(e->args[1], &b)) return false;
  switch (e->word) {
    case WORD_ADD: return *out = a + b, true;
    case WORD_SUB: return *out = a - b, true;
    case WORD_MUL: return *out = a * b, true;
    case WORD_DIV: return *out = a / b, true;
    default: return false;
  }
}

static int number(Arena *arena, const Expr *draw, const Expr *e, double *out, Fail *fail) {
  if (plain_number(e, out)) return 0;
  return fail_set(fail, E650, e->place, word_rows[draw->word].text, expr_text(arena, e, 80));
}

static int no_memory(Fail *fail, const Expr *draw) { return fail_set(fail, E801, draw->place, "a distribution"); }

static int list_of(Arena *arena, const Expr *draw, Expr *const *items, unsigned n, const double **out, Fail *fail) {
  double *values = arena_array(arena, n, sizeof *values);
  if (!values) return no_memory(fail, draw);
  for (unsigned i = 0; i < n; i++) {
    int code = number(arena, draw, items[i], &values[i], fail);
    if (code) return code;
  }
  *out = values;
  return 0;
}

/* choice {a, b, weights = {…}} */
static int read_choice(Arena *arena, const Expr *draw, Distribution *d, Fail *fail) {
  d->n = draw->n_args;
  int code = list_of(arena, draw, draw->args, draw->n_args, &d->values, fail);
  for (unsigned i = 0; !code && i < draw->n_entries; i++) {
    const Expr *table = draw->entries[i].value;
    if (!draw->entries[i].key || strcmp(draw->entries[i].key, "weights")) continue;
    Expr **items = arena_array(arena, table->n_entries + 1, sizeof *items);
    if (!items) return no_memory(fail, draw);
    for (unsigned k = 0; k < table->n_entries; k++) items[k] = table->entries[k].value;
    if (table->n_entries != d->n)
      return fail_set(fail, E620, table->place, "choice", "has not one weight for each value", "give as many weights as values");
    code = list_of(arena, draw, items, table->n_entries, &d->weights, fail);
  }
  return code;
}

/* empirical {"file.csv", "series"}: the values of all its rows. The reader has made the path one that opens. */
static int read_empirical(Arena *arena, const Expr *draw, Distribution *d, Fail *fail) {
  if (draw->args[0]->kind != EXPR_STRING || draw->args[1]->kind != EXPR_STRING)
    return fail_set(fail, E620, draw->place, "empirical", "has no file and series", "write empirical {\"file.csv\", \"series\"}");
  const char *path = draw->args[0]->text, *series = draw->args[1]->text;
  const Table *table;
  int code = table_read(arena, path, &table, fail);
  if (code) return code;
  double *values = arena_array(arena, table_rows(table), sizeof *values);
  if (!values) return no_memory(fail, draw);
  for (unsigned i = 0; i < table_rows(table); i++)
    if (!strcmp(table_row(table, i)->series, series)) values[d->n++] = table_row(table, i)->value;
  d->values = values;
  if (d->n) return 0;
  return fail_set(fail, E521, draw->place, path, series, "; give the name of one of its series");
}

const char *draw_file(const Expr *draw) {
  bool reads = draw->word == WORD_EMPIRICAL && draw->args[0]->kind == EXPR_STRING;
  return reads ? draw->args[0]->text : NULL;
}

static int read_shape(Arena *arena, const Expr *draw, Distribution *d, Fail *fail) {
  static const double of_beta[4] = {0, 0, 0, 1}, of_t[4] = {0, 0, 1, 0};
  if (draw->word == WORD_BETA) memcpy(d->p, of_beta, sizeof d->p);
  if (draw->word == WORD_STUDENT_T) memcpy(d->p, of_t, sizeof d->p);
  for (unsigned i = 0; i < draw->n_args && i < 4; i++) {
    int code = number(arena, draw, draw->args[i], &d->p[i], fail);
    if (code) return code;
  }
  return 0;
}

int draw_distribution(Arena *arena, const Expr *draw, Distribution *out, Fail *fail) {
  *out = (Distribution){.place = draw->place};
  while (out->kind < DIST_COUNT && strcmp(distribution_words[out->kind], word_rows[draw->word].text)) out->kind++;
  if (out->kind == DIST_COUNT) return fail_set(fail, E620, draw->place, word_rows[draw->word].text, "is not known", "choose another");
  int code = draw->word == WORD_CHOICE      ? read_choice(arena, draw, out, fail)
             : draw->word == WORD_EMPIRICAL ? read_empirical(arena, draw, out, fail)
                                            : read_shape(arena, draw, out, fail);
  return code ? code : distribution_check(out, fail);
}
