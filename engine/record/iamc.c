#define _POSIX_C_SOURCE 200809L
#include "record/iamc.h"

#include "base/text.h"
#include "record/csv.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- units ---------------------------------------------------------------------------------------------------- */

/* A quantity of one base, perhaps per year, perhaps per another base. %s is the price year. */
typedef struct { const char *base, *per; bool yearly; const char *name; double one; } IamcRow;   /* one: base units in one of it */
static const IamcRow iamc_rows[] = {
  {"人", NULL, false, "million", 1e6},
  {"人", NULL, true, "million/yr", 1e6},
  {"tCO2", NULL, true, "Mt CO2/yr", 1e6},
  {"tce", NULL, true, "EJ/yr", 1 / 29.3076e-9},
  {"kWh", NULL, true, "EJ/yr", 1 / 3.6e-12},
  {"元", NULL, true, "billion CNY_%s/yr", 1e9},
  {"元", NULL, false, "billion CNY_%s", 1e9},
  {"元", "tCO2", false, "CNY_%s/t CO2", 1},
  {"元", "人", true, "thousand CNY_%s/yr/person", 1e3},
  {"a", NULL, false, "years", 1},
};

static bool is_base(const char *base, const char *wanted) {
  return !strcmp(wanted, "元") ? !strncmp(base, "元", strlen("元")) : !strcmp(base, wanted);
}

/* Exactly base, 1/per and, when yearly, 1/a; *prices points at what follows 元. */
static bool fits(const UnitTable *units, Unit u, const IamcRow *row, const char **prices) {
  bool base = false, per = !row->per;
  for (unsigned i = 0; i < UNIT_BASES; i++) {
    const char *name = unit_base(units, i);
    int power = u.power[i];
    if (!name || !power) continue;
    if (i == UNIT_YEAR && power == -1) {
      if (!row->yearly) return false;
    } else if (power == 1 && is_base(name, row->base)) {
      base = true;
      *prices = name + (strcmp(row->base, "元") ? 0 : strlen("元"));
    } else if (power == -1 && row->per && is_base(name, row->per)) {
      per = true;
    } else {
      return false;
    }
  }
  return base && per && (!row->yearly || unit_per_year(u) == -1);
}

double iamc_unit(const UnitTable *units, Unit u, char out[IAMC_UNIT]) {
  for (size_t i = 0; i < sizeof iamc_rows / sizeof *iamc_rows; i++) {
    const IamcRow *row = &iamc_rows[i];
    const char *prices = "";
    if (!fits(units, u, row, &prices)) continue;
    const char *mark = strstr(row->name, "%s");
    if (!mark) snprintf(out, IAMC_UNIT, "%s", row->name);
    else snprintf(out, IAMC_UNIT, "%.*s%s%s", (int)(mark - row->name), row->name, !strcmp(prices, "当年") ? "current" : prices, mark + 2);
    return 1 / row->one;
  }
  char text[UNIT_TEXT];
  const char *own = unit_text(units, u, text);
  snprintf(out, IAMC_UNIT, "%s", strcmp(own, "1") ? own : "");
  return NAN;
}

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static void put_header(Buffer *out, const Result *r) {
  buffer_put(out, "Model,Scenario,Region,Variable,Unit");
  for (unsigned t = 0; t < r->n_times; t++) {
    char text[32];
    text_double(text, r->times[t]);
    buffer_format(out, ",%s", text);
  }
  buffer_char(out, '\n');
}

/* "Emissions|CO2" and "coal" give "Emissions|CO2|Coal". */
static const char *variable_of(Arena *arena, const Result *r, const Symbol *s, unsigned element) {
  const char *where = symbol_element(r, s, element, arena);
  if (!*where) return s->decl->iamc;
  char *text = arena_printf(arena, "%s|%s", s->decl->iamc, where);
  for (char *c = text ? text + strlen(s->decl->iamc) : NULL; c && *c; c++) {
    if (*c == '.') *c = '|';
    if (*c == '|' && c[1]) c[1] = (char)toupper((unsigned char)c[1]);
  }
  return text;
}

static void put_cells(Buffer *out, const Result *r, const Symbol *s, unsigned element, Arena *arena, const char *unit) {
  const char *model = arena_printf(arena, "Yuanjing %s", r->model->name), *variable = variable_of(arena, r, s, element);
  const char *cells[] = {model ? model : "", r->scenario ? r->scenario->name : "default",
                         r->model->title.en ? r->model->title.en : r->model->name, variable ? variable : "", unit};
  for (unsigned i = 0; i < sizeof cells / sizeof *cells; i++) {
    if (i) buffer_char(out, ',');
    csv_cell(out, cells[i]);
  }
}

static void put_row(Buffer *out, const Result *first, const Result *r, const Symbol *s, unsigned element, Arena *arena) {
  char unit[IAMC_UNIT];
  double factor = iamc_unit(r->model->units, s->unit, unit);
  put_cells(out, r, s, element, arena, unit);
  for (unsigned t = 0; t < first->n_times; t++) {
    char text[32] = "";
    int at = result_point(r, first->times[t]);
    double base = at < 0 ? NAN : r->values[s->output][(size_t)at * s->size + element];
    double x = isnan(factor) ? unit_out(s->unit, base) : base * factor;
    if (isfinite(x)) text_double(text, x);
    buffer_format(out, ",%s", text);
  }
  buffer_char(out, '\n');
}

static bool has_variable(const Symbol *s) { return s->decl->iamc && *s->decl->iamc && s->size <= ELEMENTS_SHOWN; }

unsigned iamc_of_results(Buffer *out, const Result *const *results, unsigned n) {
  Arena *arena = arena_new();
  unsigned rows = 0;
  if (!arena || !n) {
    out->failed |= !arena;
    arena_free(arena);
    return 0;
  }
  put_header(out, results[0]);
  for (unsigned k = 0; k < n; k++)
    for (unsigned i = 0; i < results[k]->linked->n_symbols; i++) {
      const Symbol *s = &results[k]->linked->symbols[i];
      for (unsigned e = 0; has_variable(s) && e < s->size; e++, rows++) put_row(out, results[0], results[k], s, e, arena);
    }
  if (arena_failed(arena)) out->failed = true;
  arena_free(arena);
  return rows;
}
