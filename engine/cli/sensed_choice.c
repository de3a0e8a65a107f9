/* sensed_choice.c : the outcomes a study looks at, and the groups its inputs stand in. */
#include "cli/sensed.h"
#include "base/text.h"
#include "view/shown.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }
static int no_memory(Fail *fail) { return fail_set(fail, E801, nowhere(), "a study of sensitivity"); }

static bool same(const char *text, size_t n, const char *name) { return strlen(name) == n && strncmp(text, name, n) == 0; }

/* ---- points of time ------------------------------------------------------------------------------------------------- */

/* The asked years in rising order, or all of them. */
static int choose_points(const Sensed *s, unsigned **out, unsigned *n, Fail *fail) {
  const Result *r = s->opened.result;
  const Options *o = s->options;
  unsigned chosen[POINTS_SHOWN], *points = arena_array(s->arena, r->n_times + 1u, sizeof *points);
  *n = 0, *out = points;
  if (!points) return no_memory(fail);
  int code = o->n_years ? shown_points(r, o->years, o->n_years, chosen, n, fail) : 0;
  if (code) return code;
  unsigned asked = *n;
  *n = 0;
  for (unsigned t = 0; t < r->n_times; t++) {
    bool wanted = asked == 0;
    for (unsigned i = 0; i < asked; i++) wanted |= chosen[i] == t;
    if (wanted) points[(*n)++] = t;
  }
  return 0;
}

/* ---- outcomes -------------------------------------------------------------------------------------------------------- */

/* A label in both languages, with the element behind it. */
static void add_row(Sensed *s, const ShownRow *row, const unsigned *points, unsigned n_points, unsigned series) {
  const Symbol *y = row->symbol;
  const char *element = row->id[strlen(y->name)] == '.' ? row->id + strlen(y->name) + 1 : NULL;
  const char *zh = label_in(LANG_ZH, y->decl->label, y->name), *en = label_in(LANG_EN, y->decl->label, y->name);
  if (element) zh = arena_printf(s->arena, "%s · %s", zh, element), en = arena_printf(s->arena, "%s · %s", en, element);
  for (unsigned i = 0; i < n_points; i++) {
    bool start = points[i] == 0 && s->linked->graph->calendar;
    if (start && isnan(result_at(s->opened.result, y, row->element, points[i]))) continue;   /* a start year without a value */
    s->outcomes[s->n] = (SensedOutcome){row->id, zh, en, row->unit, y->unit, s->opened.result->times[points[i]], series, true};
    s->sampled_outcomes[s->n++] = (SampledOutcome){NULL, y->output, row->element, points[i]};
  }
}

static void add_walk(Sensed *s, const Walk *w, unsigned series) {
  const Decl *d = w->decl;
  s->outcomes[s->n] = (SensedOutcome){d->name, label_in(LANG_ZH, d->label, d->name), label_in(LANG_EN, d->label, d->name),
                                      d->unit_text ? d->unit_text : "1", w->unit, NAN, series, true};
  s->sampled_outcomes[s->n++] = (SampledOutcome){w, 0, 0, 0};
}

static bool asked_for(const Options *o, const char *name) {
  if (!o->indicators) return true;
  for (const char *p = o->indicators; *p; p += strcspn(p, ","), p += *p == ',')
    if (same(p, strcspn(p, ","), name)) return true;
  return false;
}

int sensed_choose_outcomes(Sensed *s, Fail *fail) {
  const Options *o = s->options;
  const Linked *l = s->linked;
  const ShownSection *sections;
  unsigned n_sections = 1, n_points, *points, rows = 0, series = 0;
  int code = o->indicators ? shown_named(s->opened.result, s->arena, o->lang, o->indicators, &sections, fail)
                           : shown_sections(s->opened.result, s->arena, o->lang, o->all, &sections, &n_sections, fail);
  if (!code) code = choose_points(s, &points, &n_points, fail);
  if (code) return code;
  for (unsigned i = 0; i < n_sections; i++) rows += sections[i].n;
  size_t most = (size_t)rows * n_points + s->opened.result->n_outcomes + l->n_targets + 1;
  s->outcomes = arena_array(s->arena, most, sizeof *s->outcomes);
  s->sampled_outcomes = arena_array(s->arena, most, sizeof *s->sampled_outcomes);
  if (!s->outcomes || !s->sampled_outcomes) return no_memory(fail);
  for (unsigned i = 0; i < n_sections; i++)
    for (unsigned k = 0; k < sections[i].n; k++)
      add_row(s, &sections[i].rows[k], points, n_points, series++);
  for (unsigned i = 0; i < s->opened.result->n_outcomes; i++)
    if (l->outcomes[i].value != NODE_NONE && asked_for(o, l->outcomes[i].decl->name)) add_walk(s, &l->outcomes[i], series++);
  for (unsigned i = 0; i < l->n_targets; i++)
    if (l->targets[i].value != NODE_NONE && asked_for(o, l->targets[i].decl->name)) add_walk(s, &l->targets[i], series++);
  return arena_failed(s->arena) ? no_memory(fail) : 0;
}

/* ---- what an input is called --------------------------------------------------------------------------------------------- */

/* The symbol of "rd_intensity.2030" or "tfr.urban": the longest part before a dot that is a name. */
static const Symbol *symbol_of(const Sensed *s, const char *input, size_t *length) {
  char name[256];
  for (size_t n = strlen(input); n > 0 && n < sizeof name;) {
    memcpy(name, input, n), name[n] = 0;
    const Symbol *found = link_symbol(s->linked, name);
    if (found) return *length = n, found;
    do n--; while (n > 0 && input[n] != '.');
  }
  return NULL;
}

static const char *label_of_input(const Sensed *s, const char *input, Lang lang) {
  size_t n;
  const Symbol *y = symbol_of(s, input, &n);
  if (!y) return input;
  const char *label = label_in(lang, y->decl->label, y->name);
  return input[n] == '.' ? arena_printf(s->arena, "%s %s", label, input + n + 1) : label;
}

/* ---- groups ----------------------------------------------------------------------------------------------------------------- */

typedef struct { Sensed *s; const char **names; unsigned *of; unsigned n; } Groups;

static const uint32_t UNGROUPED = UINT32_MAX;

static int refuse(const Sensed *s, const char *what, Fail *fail) { return fail_set(fail, E644, nowhere(), s->options->groups, what); }

static unsigned group_named(Groups *g, const char *name) {
  unsigned i = 0;
  while (i < g->n && strcmp(g->names[i], name)) i++;
  if (i == g->n) g->names[g->n++] = name;
  return i;
}

static const char *base_of(const Sensed *s, const char *file) {
  const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file, *dot = strrchr(name, '.');
  return arena_copy(s->arena, name, dot ? (size_t)(dot - name) : strlen(name));
}

/* All numbers of one name together, or all names of one file. */
static void group_by(Groups *g, bool file) {
  for (unsigned j = 0; j < g->s->uncertainty.n; j++) {
    const char *input = g->s->uncertainty.names[j];
    size_t n;
    const Symbol *y = symbol_of(g->s, input, &n);
    const char *own = !y ? input : !file ? y->name : y->decl->place.file ? base_of(g->s, y->decl->place.file) : input;
    g->of[j] = group_named(g, own ? own : input);
  }
}

/* An entry names an input, or all whose name goes on with a dot. */
static bool meant(const char *entry, size_t n, const char *input) { return strncmp(entry, input, n) == 0 && (input[n] == 0 || input[n] == '.'); }

static int add_entry(Groups *g, unsigned group, const char *entry, size_t n, Fail *fail) {
  bool found = false;
  for (unsigned j = 0; j < g->s->uncertainty.n; j++) {
    if (!meant(entry, n, g->s->uncertainty.names[j])) continue;
    if (g->of[j] != UNGROUPED && g->of[j] != group) return refuse(g->s, arena_printf(g->s->arena, "'%s' stands in two groups", g->s->uncertainty.names[j]), fail);
    g->of[j] = group, found = true;
  }
  return found ? 0 : refuse(g->s, arena_printf(g->s->arena, "'%.*s' is no uncertain input", (int)(n < 80 ? n : 80), entry), fail);
}

/* "energy=a,b;people=c"; what stands in no group is one of its own. */
static int read_groups(Groups *g, const char *text, Fail *fail) {
  for (const char *p = text; *p;) {
    size_t whole = strcspn(p, ";"), name = strcspn(p, "=");
    if (name == 0 || name + 1 >= whole) return refuse(g->s, "a group is a name, =, and inputs", fail);
    unsigned group = group_named(g, arena_copy(g->s->arena, p, name));
    for (size_t at = name + 1; at < whole;) {
      size_t n = strcspn(p + at, ",;");
      int code = add_entry(g, group, p + at, n, fail);
      if (code) return code;
      at += n + 1;
    }
    p += whole + (p[whole] == ';');
  }
  for (unsigned j = 0; j < g->s->uncertainty.n; j++)
    if (g->of[j] == UNGROUPED) g->of[j] = group_named(g, g->s->uncertainty.names[j]);
  return 0;
}

/* as_they_are: names of files or of the user's own are no names of the model. */
static int label_factors(Sensed *s, const char **names, unsigned n, bool as_they_are, Fail *fail) {
  const char **zh = arena_array(s->arena, n + 1u, sizeof *zh), **en = arena_array(s->arena, n + 1u, sizeof *en);
  if (!zh || !en) return no_memory(fail);
  for (unsigned i = 0; i < n; i++) {
    zh[i] = as_they_are ? names[i] : label_of_input(s, names[i], LANG_ZH);
    en[i] = as_they_are ? names[i] : label_of_input(s, names[i], LANG_EN);
  }
  s->factors = names, s->zh = zh, s->en = en;
  return arena_failed(s->arena) ? no_memory(fail) : 0;
}

int sensed_choose_groups(Sensed *s, Fail *fail) {
  unsigned k = s->uncertainty.n;
  Groups g = {s, arena_array(s->arena, 2u * k + 1, sizeof *g.names), arena_array(s->arena, k + 1u, sizeof *g.of), 0};
  const char *text = s->options->groups;
  int code = 0;
  if (!g.names || !g.of) return no_memory(fail);
  for (unsigned j = 0; j < k; j++) g.of[j] = UNGROUPED;
  if (!text) {
    memcpy(g.names, s->uncertainty.names, k * sizeof *g.names);
    return label_factors(s, g.names, k, false, fail);
  }
  if (!strcmp(text, "by-name") || !strcmp(text, "by-file")) group_by(&g, !strcmp(text, "by-file"));
  else code = read_groups(&g, text, fail);
  s->group = g.of, s->groups = g.n;
  return code ? code : label_factors(s, g.names, g.n, strcmp(text, "by-name") != 0, fail);
}
