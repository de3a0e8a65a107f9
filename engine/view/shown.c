#define _POSIX_C_SOURCE 200809L
#include "view/shown.h"

#include "base/name.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int no_memory(Fail *fail) { return fail_set(fail, E801, place_at(NULL, 0, 0), "a report"); }

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static bool fill_row(const Result *r, Arena *arena, Lang lang, const Symbol *s, unsigned element, ShownRow *row) {
  const char *name = symbol_element(r, s, element, arena), *label = label_in(lang, s->decl->label, s->name);
  *row = (ShownRow){s, element, s->name, label, s->decl->unit_text ? s->decl->unit_text : "1"};
  if (s->size > 1 || s->n_axes) {
    row->id = arena_printf(arena, "%s.%s", s->name, name);
    row->label = arena_printf(arena, "%s · %s", label, name);
  }
  return row->id && row->label;
}

static bool add_symbol(const Result *r, Arena *arena, Lang lang, const Symbol *s, ShownSection *section) {
  for (unsigned i = 0; i < s->size; i++)
    if (!fill_row(r, arena, lang, s, i, &section->rows[section->n++])) return false;
  return true;
}

static int unknown_name(const Result *r, const char *name, Arena *arena, Fail *fail) {
  const char **names = arena_array(arena, r->linked->n_symbols + 1, sizeof *names);
  if (!names) return no_memory(fail);
  for (unsigned i = 0; i < r->linked->n_symbols; i++) names[i] = r->linked->symbols[i].name;
  const char *nearest = name_nearest(name, names, r->linked->n_symbols);
  char hint[160] = "";
  if (nearest) snprintf(hint, sizeof hint, "; did you mean '%.100s'?", nearest);
  return fail_set(fail, E660, r->model->place, name, hint);
}

static int fill_section(const Result *r, Arena *arena, Lang lang, const Section *from, ShownSection *to, Fail *fail) {
  size_t rows = 0;
  for (unsigned i = 0; i < from->n; i++) {
    const Symbol *s = link_symbol(r->linked, from->names[i]);
    if (!s) return unknown_name(r, from->names[i], arena, fail);
    rows += s->size;
  }
  to->title = label_in(lang, from->title, "");
  to->rows = arena_array(arena, rows, sizeof *to->rows);
  if (!to->rows) return no_memory(fail);
  for (unsigned i = 0; i < from->n; i++)
    if (!add_symbol(r, arena, lang, link_symbol(r->linked, from->names[i]), to)) return no_memory(fail);
  return 0;
}

static bool is_in_show(const Model *m, const char *name) {
  for (unsigned i = 0; i < m->n_show; i++)
    for (unsigned k = 0; k < m->show[i].n; k++)
      if (!strcmp(m->show[i].names[k], name)) return true;
  return false;
}

/* What has a label, and what the main table shows without one. */
static bool is_listed(const Linked *l, const Symbol *s) {
  return (symbol_is_indicator(s) && s->size <= ELEMENTS_SHOWN) || is_in_show(l->model, s->name);
}

static const char *file_of(const Symbol *s) { return s->decl->place.file ? s->decl->place.file : ""; }

static const char *base_name(Arena *arena, const char *file) {
  const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file, *dot = strrchr(name, '.');
  return arena_copy(arena, name, dot ? (size_t)(dot - name) : strlen(name));
}

/* All indicators of one file. */
static bool fill_file(const Result *r, Arena *arena, Lang lang, const char *file, ShownSection *to) {
  size_t rows = 0;
  const Linked *l = r->linked;
  for (unsigned i = 0; i < l->n_symbols; i++)
    if (is_listed(l, &l->symbols[i]) && !strcmp(file_of(&l->symbols[i]), file)) rows += l->symbols[i].size;
  to->title = base_name(arena, file);
  to->rows = arena_array(arena, rows, sizeof *to->rows);
  for (unsigned i = 0; to->rows && i < l->n_symbols; i++)
    if (is_listed(l, &l->symbols[i]) && !strcmp(file_of(&l->symbols[i]), file) &&
        !add_symbol(r, arena, lang, &l->symbols[i], to))
      return false;
  return to->title && to->rows;
}

static bool file_is_new(const Linked *l, unsigned i) {
  for (unsigned k = 0; k < i; k++)
    if (is_listed(l, &l->symbols[k]) && !strcmp(file_of(&l->symbols[k]), file_of(&l->symbols[i]))) return false;
  return true;
}

static int by_file(const Result *r, Arena *arena, Lang lang, const ShownSection **out, unsigned *n, Fail *fail) {
  const Linked *l = r->linked;
  ShownSection *sections = arena_array(arena, r->model->n_files + l->n_symbols + 1, sizeof *sections);
  *n = 0;
  for (unsigned i = 0; sections && i < l->n_symbols; i++)
    if (is_listed(l, &l->symbols[i]) && file_is_new(l, i) &&
        !fill_file(r, arena, lang, file_of(&l->symbols[i]), &sections[(*n)++]))
      return no_memory(fail);
  *out = sections;
  return sections ? 0 : no_memory(fail);
}

int shown_sections(const Result *r, Arena *arena, Lang lang, bool all, const ShownSection **out, unsigned *n, Fail *fail) {
  const Model *model = r->model;
  if (all || !model->n_show) return by_file(r, arena, lang, out, n, fail);
  ShownSection *sections = arena_array(arena, model->n_show, sizeof *sections);
  if (!sections) return no_memory(fail);
  for (unsigned i = 0; i < model->n_show; i++) {
    int code = fill_section(r, arena, lang, &model->show[i], &sections[i], fail);
    if (code) return code;
  }
  *out = sections;
  *n = model->n_show;
  return 0;
}

const ShownRow *shown_everything(const Result *r, Arena *arena, bool all, unsigned *n) {
  const Linked *l = r->linked;
  size_t rows = 0;
  for (unsigned i = 0; i < l->n_symbols; i++) rows += all || is_listed(l, &l->symbols[i]) ? l->symbols[i].size : 0;
  ShownSection everything = {NULL, arena_array(arena, rows + 1, sizeof(ShownRow)), 0};
  for (unsigned i = 0; everything.rows && i < l->n_symbols; i++)
    if ((all || is_listed(l, &l->symbols[i])) && !add_symbol(r, arena, LANG_ZH, &l->symbols[i], &everything)) return NULL;
  *n = everything.n;
  return everything.rows;
}

/* ---- rows by name ----------------------------------------------------------------------------------------------- */

/* Whether the list names this row, or the symbol it is an element of. */
static bool is_asked(const char *list, const char *id, const char *symbol) {
  for (const char *p = list; *p; p += strcspn(p, ","), p += *p == ',') {
    size_t n = strcspn(p, ",");
    if ((strlen(id) == n && !strncmp(p, id, n)) || (strlen(symbol) == n && !strncmp(p, symbol, n))) return true;
  }
  return false;
}

/* Whether the list names the symbol or may name an element of it. */
static bool may_be_asked(const char *list, const char *symbol) {
  size_t own = strlen(symbol);
  for (const char *p = list; *p; p += strcspn(p, ","), p += *p == ',') {
    size_t n = strcspn(p, ",");
    if (n >= own && !strncmp(p, symbol, own) && (n == own || p[own] == '.')) return true;
  }
  return false;
}

static bool add_asked(const Result *r, Arena *arena, Lang lang, const char *list, const Symbol *s, ShownSection *to) {
  for (unsigned i = 0; i < s->size; i++) {
    ShownRow row;
    if (!fill_row(r, arena, lang, s, i, &row)) return false;
    if (is_asked(list, row.id, s->name)) to->rows[to->n++] = row;
  }
  return true;
}

static const Walk *walk_named(const Result *r, const char *name) {
  const Linked *l = r->linked;
  for (unsigned i = 0; i < r->n_outcomes; i++)
    if (!strcmp(l->outcomes[i].decl->name, name)) return &l->outcomes[i];
  for (unsigned i = 0; i < l->n_targets; i++)
    if (!strcmp(l->targets[i].decl->name, name)) return &l->targets[i];
  return NULL;
}

/* A name without a value, or none. */
static int refuse_name(const Result *r, const char *name, Arena *arena, Fail *fail) {
  const Linked *l = r->linked;
  const Decl *d = model_find(r->model, DECL_COUNT, name);
  const char *element = strchr(name, '.');
  char hint[200] = "";
  if (d) {
    const char *word = decl_words[d->kind], *article = strchr("aeiou", *word) ? "an" : "a";
    if (d->kind == DECL_TARGET) snprintf(hint, sizeof hint, "the name of a value; this target has no equation");
    else snprintf(hint, sizeof hint, "the name of a value; this is %s %s", article, word);
    return fail_set(fail, E904, place_at(NULL, 0, 0), name, "--indicators", hint);
  }
  unsigned n = 0, elements = 0;
  const ShownRow *rows = element ? shown_everything(r, arena, false, &elements) : NULL;
  const char **names = arena_array(arena, l->n_symbols + r->n_outcomes + l->n_targets + elements + 1u, sizeof *names);
  if (!names) return no_memory(fail);
  for (unsigned i = 0; i < l->n_symbols; i++) names[n++] = l->symbols[i].name;
  for (unsigned i = 0; i < r->n_outcomes; i++) names[n++] = l->outcomes[i].decl->name;
  for (unsigned i = 0; i < l->n_targets; i++) names[n++] = l->targets[i].decl->name;
  for (unsigned i = 0; rows && i < elements; i++) names[n++] = rows[i].id;
  const char *nearest = name_nearest(name, names, n);
  if (nearest) snprintf(hint, sizeof hint, "; did you mean '%.100s'?", nearest);
  return fail_set(fail, E908, place_at(NULL, 0, 0), name, hint);
}

/* Each name is that of a row, of a symbol, or of an outcome or target with an equation. */
static int check_asked(const Result *r, Arena *arena, const char *list, const ShownSection *found, Fail *fail) {
  for (const char *p = list; *p; p += strcspn(p, ","), p += *p == ',') {
    size_t n = strcspn(p, ",");
    const char *name = arena_copy(arena, p, n);
    if (!name) return no_memory(fail);
    const Walk *walk = walk_named(r, name);
    bool known = walk && walk->value != NODE_NONE;
    for (unsigned i = 0; !known && i < found->n; i++) known = is_asked(name, found->rows[i].id, found->rows[i].symbol->name);
    if (!known) return refuse_name(r, name, arena, fail);
  }
  return 0;
}

/* Those of the listed ones first, by file, as with `all`; then the others, as they are defined. */
int shown_named(const Result *r, Arena *arena, Lang lang, const char *list, const ShownSection **out, Fail *fail) {
  const Linked *l = r->linked;
  const ShownSection *listed;
  unsigned n;
  size_t most = 0;
  int code = by_file(r, arena, lang, &listed, &n, fail);
  if (code) return code;
  for (unsigned i = 0; i < l->n_symbols; i++) most += may_be_asked(list, l->symbols[i].name) ? l->symbols[i].size : 0;
  ShownSection *found = arena_alloc(arena, sizeof *found);
  if (found) *found = (ShownSection){"", arena_array(arena, most + 1, sizeof(ShownRow)), 0};
  if (!found || !found->rows) return no_memory(fail);
  for (unsigned i = 0; i < n; i++)
    for (unsigned k = 0; k < listed[i].n; k++)
      if (is_asked(list, listed[i].rows[k].id, listed[i].rows[k].symbol->name)) found->rows[found->n++] = listed[i].rows[k];
  for (unsigned i = 0; i < l->n_symbols; i++)
    if (!is_listed(l, &l->symbols[i]) && may_be_asked(list, l->symbols[i].name) && !add_asked(r, arena, lang, list, &l->symbols[i], found)) return no_memory(fail);
  *out = found;
  return check_asked(r, arena, list, found, fail);
}

/* ---- times ---------------------------------------------------------------------------------------------------- */

/* The step of 1, 2 or 5 x 10^k that is nearest to a third of the span. */
static double round_step(double span) {
  static const double nice[] = {1, 2, 5, 10};
  double third = span / 3, power = pow(10, floor(log10(third))), best = power;
  for (unsigned i = 1; i < 4; i++)
    if (fabs(log(nice[i] * power / third)) < fabs(log(best / third))) best = nice[i] * power;
  return best;
}

static void add_point(const Result *r, double time, unsigned *points, unsigned *n) {
  int point = result_point(r, time);
  if (point >= 0 && *n < POINTS_SHOWN && (!*n || points[*n - 1] < (unsigned)point)) points[(*n)++] = (unsigned)point;
}

/* Start, two round times near the thirds, end. */
static void spread_points(const Result *r, unsigned *points, unsigned *n) {
  double first = r->times[0], last = r->times[r->n_times - 1], span = last - first;
  points[(*n)++] = 0;
  if (r->n_times > 2) {
    double step = round_step(span);
    add_point(r, step * floor((first + span / 3) / step + 0.5), points, n);
    add_point(r, step * floor((first + span * 2 / 3) / step + 0.5), points, n);
  }
  if (r->n_times > 1 && points[*n - 1] < r->n_times - 1) points[(*n)++] = r->n_times - 1;
}

static int no_such_time(const Result *r, double year, Fail *fail) {
  char wanted[32], first[32], last[32], step[32];
  return fail_set(fail, E907, place_at(NULL, 0, 0), time_shown(year, wanted), time_shown(r->times[0], first),
                  time_shown(r->times[r->n_times - 1], last), time_shown(r->model->step, step));
}

int shown_points(const Result *r, const double *years, unsigned n_years, unsigned points[POINTS_SHOWN], unsigned *n, Fail *fail) {
  *n = 0;
  if (!n_years) spread_points(r, points, n);
  for (unsigned i = 0; i < n_years && *n < POINTS_SHOWN; i++) {
    int point = result_point(r, years[i]);
    if (point < 0) return no_such_time(r, years[i], fail);
    points[(*n)++] = (unsigned)point;
  }
  return 0;
}

const char *growth_shown(Lang lang, const char *unit, double from, double to, double years, char out[32]) {
  char number[32], unit_text[UNIT_SHOWN];
  double change = (to - from) / years;
  if (!(years > 0) || !isfinite(change)) return strcpy(out, "–");
  if (unit_is_percent(unit) || unit_is_year(unit)) {
    const char *of = unit_of_difference(lang, unit, unit_text);
    snprintf(out, 32, "%s%s%.16s", number_signed(change, 2, number), lang == LANG_EN ? " " : "", of);
    return out;
  }
  if (!(from > 0) || !(to > 0)) return strcpy(out, "–");
  snprintf(out, 32, "%s%%", number_signed((pow(to / from, 1 / years) - 1) * 100, 2, number));
  return out;
}
