/* batch_design.c : which points an ensemble runs, and dimensions that all scenarios of one command share. */
#include "cli/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Place nowhere(void) { return place_at(NULL, 0, 0); }
static int no_memory(Fail *fail) { return fail_set(fail, E801, nowhere(), "an ensemble"); }

#define FITTING "random, latin, maximin, sobol or grid; for points of your own --points FILE.csv"

/* ---- the kind --------------------------------------------------------------------------------------------------------- */

static bool samples(DesignKind kind) { return kind <= DESIGN_SOBOL || kind == DESIGN_GRID || kind == DESIGN_FILE; }

/* The method of sensitivity that a design is made for. */
static const char *made_for(DesignKind kind) { return kind == DESIGN_SALTELLI ? "sobol" : design_words[kind]; }

static int choose_kind(const Options *o, DesignKind *kind, Fail *fail) {
  *kind = o->points ? DESIGN_FILE : o->design ? design_find(o->design) : DESIGN_SOBOL;
  if (o->points && o->design) return fail_set(fail, E643, nowhere(), "--points", "--design", "the points are those of the file");
  if (o->points && o->has_n) return fail_set(fail, E643, nowhere(), "--points", "-n", "every row of the file is run once");
  if (o->levels && *kind != DESIGN_GRID) return fail_set(fail, E643, nowhere(), design_words[*kind], "--levels", "it belongs to --design grid");
  if (o->dimensions && *kind != DESIGN_SOBOL) return fail_set(fail, E643, nowhere(), design_words[*kind], "--dimensions", "they belong to --design sobol");
  if (*kind == DESIGN_COUNT || (*kind == DESIGN_FILE && !o->points)) return fail_set(fail, E904, nowhere(), o->design, "--design", FITTING);
  return samples(*kind) ? 0 : fail_set(fail, E632, nowhere(), design_words[*kind], made_for(*kind));
}

/* ---- a grid ------------------------------------------------------------------------------------------------------------ */

static void tell_grid(const Batch *b, const Options *o) {
  const DesignSpec *d = &b->design->spec;
  if (!o->quiet && d->parameters && !ranks_own(b->ranks))
    fprintf(stderr, say(o->lang, "网格：%u 个输入，每个 %u 级，%llu 次运行\n", "grid: %u inputs, %u levels each, %llu runs\n"), d->parameters, d->levels, (unsigned long long)b->design->runs);
}

/* --levels, or as many as -n allows. */
static int choose_levels(const Options *o, DesignSpec *spec, Fail *fail) {
  if (!spec->parameters) return 0;
  if (o->levels && o->has_n) return fail_set(fail, E643, nowhere(), "--levels", "-n", "the levels say how many runs there are");
  spec->levels = o->levels ? o->levels : grid_levels(o->n, spec->parameters);
  if (spec->levels > 1 || o->levels) return 0;
  char least[32] = "more than 10^8";
  if (spec->parameters < 27) snprintf(least, sizeof least, "%llu", 1ull << spec->parameters);
  return fail_set(fail, E633, nowhere(), spec->parameters, least, (unsigned long long)o->n);
}

/* ---- dimensions -------------------------------------------------------------------------------------------------------- */

/* "carbon_price=17,gdp_growth=3" */
static int read_dimensions(const char *text, Arena *arena, Dimensions *all, Fail *fail) {
  for (const char *p = text; p && *p; p += strcspn(p, ","), p += *p == ',') {
    size_t whole = strcspn(p, ","), name = whole;
    while (name > 0 && p[name - 1] != '=') name--;
    char *end;
    unsigned long dimension = name > 1 ? strtoul(p + name, &end, 10) : 0;
    const char *copy = name > 1 && end == p + whole && end > p + name ? arena_copy(arena, p, name - 1) : NULL;
    if (!copy || !dimension_give(all, copy, dimension < NO_DIMENSION ? (unsigned)dimension : NO_DIMENSION))
      return fail_set(fail, E904, nowhere(), text, "--dimensions", "each name once with a number of its own from 0 to 1023: carbon_price=17,gdp_growth=3");
  }
  return 0;
}

static const char *dimensions_text(const Dimensions *all, Arena *arena) {
  const char *text = "";
  for (unsigned i = 0; text && i < all->n; i++) text = arena_printf(arena, "%s%s%s=%u", text, i ? "," : "", all->name[i], all->dimension[i]);
  return text;
}

static int too_many(Fail *fail) { return fail_set(fail, E630, nowhere(), "sobol", "needs more than 1024 dimensions", "use random, or fewer uncertain parameters"); }

/* The text is kept where the scenario by itself would have others. */
static int choose_dimensions(Batch *b, const Options *o, DesignSpec *spec, Fail *fail) {
  const Uncertainty *u = &b->uncertainty;
  Dimensions *asked = arena_alloc(b->arena, sizeof *asked), *alone = arena_alloc(b->arena, sizeof *alone), *own = arena_alloc(b->arena, sizeof *own);
  uint32_t *dimensions = arena_array(b->arena, u->n, sizeof *dimensions);
  if (!asked || !alone || !own || !dimensions) return no_memory(fail);
  *asked = *alone = *own = (Dimensions){0};
  int code = read_dimensions(o->dimensions, b->arena, asked, fail);
  if (code) return code;
  if (!uncertainty_dimensions(u, alone, dimensions) || !uncertainty_dimensions(u, asked, dimensions)) return too_many(fail);
  bool other = false;
  for (unsigned j = 0; j < u->n; j++) other |= dimension_of(alone, u->names[j]) != dimensions[j];
  for (unsigned j = 0; j < u->n; j++) dimension_give(own, u->names[j], dimensions[j]);
  b->dimensions = other ? dimensions_text(own, b->arena) : NULL;
  spec->dimensions = dimensions;
  return 0;
}

int batch_design(Batch *b, const Options *o, Fail *fail) {
  DesignKind kind;
  int code = choose_kind(o, &kind, fail);
  if (code) return code;
  DesignSpec spec = design_spec(kind, b->uncertainty.n, b->uncertainty.names, o->n);
  spec.seed = o->seed, spec.path = o->points;
  if (kind == DESIGN_GRID) code = choose_levels(o, &spec, fail);
  if (kind == DESIGN_SOBOL) code = choose_dimensions(b, o, &spec, fail);
  if (!code) code = design_make(&spec, b->arena, &b->design, fail);
  if (!code && kind == DESIGN_GRID) tell_grid(b, o);
  return code;
}

/* ---- many scenarios ------------------------------------------------------------------------------------------------------ */

typedef struct { const char **names; unsigned n, of_model; } Names;

static int names_of(const char *path, const Options *o, Names *out, Fail *fail) {
  Case c = {0};
  Uncertainty u;
  Arena *arena = arena_new();
  if (!arena) return no_memory(fail);
  int code = case_open(path, o, &c, fail);
  if (!code) code = uncertainty_make(c.result->linked, c.loaded->scenario, o->seed, o->repair, arena, &u, fail);
  if (!code) {
    *out = (Names){arena_array(o->arena, u.n_declared, sizeof *out->names), u.n_declared, u.of_model};
    for (unsigned i = 0; out->names && i < u.n_declared; i++) out->names[i] = arena_copy(o->arena, u.declared[i], strlen(u.declared[i]));
    if (arena_failed(o->arena)) code = no_memory(fail);
  }
  case_close(&c, o, fail);
  arena_free(arena);
  return code;
}

/* First what the models say, whatever the order of files, then what scenarios add. */
int batch_share_dimensions(const Options *o, const char **text, Fail *fail) {
  bool sobol = !o->points && (!o->design || design_find(o->design) == DESIGN_SOBOL);
  *text = o->dimensions;
  if (!sobol || o->n_files < 2) return 0;
  Names *files = arena_array(o->arena, o->n_files, sizeof *files);
  Dimensions *all = arena_alloc(o->arena, sizeof *all);
  if (!files || !all) return no_memory(fail);
  *all = (Dimensions){0};
  int code = read_dimensions(o->dimensions, o->arena, all, fail);
  for (unsigned i = 0; !code && i < o->n_files; i++) code = names_of(o->files[i], o, &files[i], fail);
  for (int added = 0; !code && added < 2; added++)
    for (unsigned i = 0; i < o->n_files; i++)
      for (unsigned k = added ? files[i].of_model : 0; k < (added ? files[i].n : files[i].of_model); k++)
        if (dimension_of(all, files[i].names[k]) == NO_DIMENSION) return too_many(fail);
  if (!code && !(*text = dimensions_text(all, o->arena))) code = no_memory(fail);
  return code;
}
