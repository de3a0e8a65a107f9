/* sensitivity.c : refusals, sharing out of outcomes, verdicts. */
#include "study/sensitivity/analysis.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const SensitivityMethod *const sensitivity_methods[SENSITIVITY_METHODS] = {
  &morris_method, &sobol_method, &pawn_method, &delta_method, &regression_method, &rbd_fast_method, &local_method,
  &shapley_method};

const SensitivityMethod *sensitivity_find(const char *word) {
  for (int i = 0; i < SENSITIVITY_METHODS; i++)
    if (strcmp(word, sensitivity_methods[i]->word) == 0) return sensitivity_methods[i];
  return NULL;
}

SensitivityOptions sensitivity_options(void) {
  return (SensitivityOptions){.resamples = 100, .tolerance = 0.05, .seed = 1, .slices = 10, .harmonics = 10};
}

DesignSpec sensitivity_design(const SensitivityMethod *method, unsigned parameters, const char *const *names, uint64_t n) {
  return design_spec(method->designs[0], parameters, names, n);
}

/* ---- verdicts ---------------------------------------------------------------------------------------------------------- */

static uint64_t next_power(double n) {
  uint64_t power = 2;
  while ((double)power < n && power < (uint64_t)1 << 40) power *= 2;
  return power;
}

void index_set_interval(Index *index, double value, double low, double high, double scale, const Analysis *a) {
  double half = 0.5 * (high - low), allowed = a->options->tolerance * scale;
  *index = (Index){.value = value, .low = low, .high = high, .converged = half <= allowed};
  if (index->converged || !(half < INFINITY) || !(allowed > 0.0)) return;
  double growth = half / allowed;                            /* errors fall at least with the square root of n */
  index->next = next_power((double)a->design->spec.n * growth * growth);
  if (index->next <= a->design->spec.n) index->next = next_power(2.0 * (double)a->design->spec.n);
}

void index_set(Index *index, double value, double sd, double scale, const Analysis *a) {
  index_set_interval(index, value, value - 1.96 * sd, value + 1.96 * sd, scale, a);
}

double spread(const double *values, unsigned count, unsigned stride) {
  if (count < 2) return NAN;
  double mean = 0.0, squares = 0.0;
  for (unsigned i = 0; i < count; i++) mean += values[(size_t)i * stride] / count;
  for (unsigned i = 0; i < count; i++) {
    double gap = values[(size_t)i * stride] - mean;
    squares += gap * gap;
  }
  return sqrt(squares / (count - 1));
}

/* ---- orders and facts ---------------------------------------------------------------------------------------------------- */

static bool comes_before(const double *keys, uint32_t a, uint32_t b) {
  return keys[a] < keys[b] || (keys[a] == keys[b] && a < b);
}

static void sift(const double *keys, uint32_t *order, uint32_t root, uint32_t n) {
  uint32_t moving = order[root];
  for (uint32_t child; (child = 2 * root + 1) < n; root = child) {
    if (child + 1 < n && comes_before(keys, order[child], order[child + 1])) child++;
    if (!comes_before(keys, moving, order[child])) break;
    order[root] = order[child];
  }
  order[root] = moving;
}

/* Heap sort: no memory, no bad case, one answer. */
void order_by(const double *keys, uint32_t n, uint32_t *order) {
  for (uint32_t i = n / 2; i-- > 0;) sift(keys, order, i, n);
  for (uint32_t last = n; last-- > 1;) {
    uint32_t largest = order[0];
    order[0] = order[last];
    order[last] = largest;
    sift(keys, order, 0, last);
  }
}

uint32_t finite_runs(const double *y, uint64_t runs, uint32_t *kept) {
  uint32_t n = 0;
  for (uint64_t run = 0; run < runs; run++)
    if (isfinite(y[run])) kept[n++] = (uint32_t)run;
  return n;
}

void facts_of_runs(OutcomeFacts *facts, const double *y, uint64_t runs) {
  double sum = 0.0, squares = 0.0;
  facts->used = 0;
  for (uint64_t run = 0; run < runs; run++) {
    if (!isfinite(y[run])) continue;
    sum += y[run];
    facts->used++;
  }
  facts->dropped = runs - facts->used;
  facts->mean = sum / (double)facts->used;
  for (uint64_t run = 0; run < runs; run++)
    if (isfinite(y[run])) squares += (y[run] - facts->mean) * (y[run] - facts->mean);
  facts->variance = facts->used > 1 ? squares / (double)(facts->used - 1) : NAN;
}

int analysis_memory(const Analysis *a, Fail *fail) { return fail_set(fail, E801, a->options->place, "the sensitivity analysis"); }

/* ---- refusals ------------------------------------------------------------------------------------------------------------- */

static void join_words(char *text, size_t size, const char *const *words, unsigned n) {
  size_t used = 0;
  text[0] = '\0';
  for (unsigned i = 0; i < n && used < size; i++)
    used += (size_t)snprintf(text + used, size - used, "%s%s", i ? (i + 1 == n ? " or " : ", ") : "", words[i]);
}

static int refuse_design(const SensitivityMethod *method, DesignKind kind, Place place, Fail *fail) {
  const char *words[DESIGN_COUNT];
  char text[200];
  for (unsigned i = 0; i < method->n_designs; i++) words[i] = design_words[method->designs[i]];
  join_words(text, sizeof text, words, method->n_designs);
  return fail_set(fail, E640, place, method->word, design_words[kind], text);
}

static int refuse_correlation(const SensitivityMethod *method, const Copula *copula, const char *const *names, Place place,
                              Fail *fail) {
  const char *words[SENSITIVITY_METHODS];
  unsigned n = 0;
  char text[200];
  for (int i = 0; i < SENSITIVITY_METHODS; i++)
    if (sensitivity_methods[i]->correlated) words[n++] = sensitivity_methods[i]->word;
  join_words(text, sizeof text, words, n);
  return fail_set(fail, E641, place, method->word, names[copula->input[0]], names[copula->input[1]], text);
}

int sensitivity_fits(const SensitivityMethod *method, DesignKind kind, const Copula *copula, const char *const *names, Place place,
                     Fail *fail) {
  unsigned i = 0;
  while (i < method->n_designs && method->designs[i] != kind) i++;
  if (i == method->n_designs) return refuse_design(method, kind, place, fail);
  if (copula && copula->n > 1 && !method->correlated) return refuse_correlation(method, copula, names, place, fail);
  return 0;
}

/* ---- running --------------------------------------------------------------------------------------------------------------- */

typedef struct { const Analysis *analysis; Sensitivity *result; double **scratch; } Work;

static void analyse_outcome(void *context, size_t outcome, unsigned thread) {
  Work *work = context;
  Sensitivity *s = work->result;
  OutcomeResult result = {sensitivity_index(s, (unsigned)outcome, 0, 0), s->pair ? s->pair + outcome * s->pairs : NULL,
                          &s->facts[outcome]};
  *result.facts = (OutcomeFacts){.r2 = NAN, .r2_rank = NAN, .noise = NAN};
  work->analysis->method->outcome(work->analysis, work->analysis->sample->y[outcome], work->scratch[thread], &result);
}

static int share_out(const Analysis *a, Sensitivity *result, Pool *pool, Fail *fail) {
  unsigned threads = pool_threads(pool), made = 0;
  size_t size = a->method->scratch(a);
  double **scratch = calloc(threads, sizeof *scratch);
  while (scratch && made < threads && (scratch[made] = malloc((size ? size : 1) * sizeof **scratch)) != NULL) made++;
  int code = scratch && made == threads ? 0 : analysis_memory(a, fail);
  Work work = {a, result, scratch};
  if (!code) pool_for(pool, result->outcomes, analyse_outcome, &work);
  for (unsigned i = 0; scratch && i < made; i++) free(scratch[i]);
  free(scratch);
  return code;
}

static Sensitivity *new_result(const Analysis *a) {
  Sensitivity *s = arena_alloc(a->arena, sizeof *s);
  if (!s) return NULL;
  *s = (Sensitivity){.method = a->method, .outcomes = a->sample->outcomes, .factors = a->factors, .pairs = a->pairs,
                     .measures = a->method->n_measures};
  s->index = arena_array(a->arena, (size_t)s->outcomes * s->measures * s->factors, sizeof *s->index);
  s->facts = arena_array(a->arena, s->outcomes, sizeof *s->facts);
  if (s->pairs) s->pair = arena_array(a->arena, (size_t)s->outcomes * s->pairs, sizeof *s->pair);
  return s->index && s->facts && (!s->pairs || s->pair) ? s : NULL;
}

int sensitivity_run(const SensitivityMethod *method, const SensitivitySample *sample, const SensitivityOptions *options, Pool *pool,
                    Arena *arena, Sensitivity **out, Fail *fail) {
  const Design *design = sample->design;
  int code = sensitivity_fits(method, design->spec.kind, sample->copula, design->spec.names, options->place, fail);
  if (code) return code;
  Analysis a = {.method = method, .sample = sample, .options = options, .design = design, .arena = arena,
                .parameters = design->spec.parameters, .factors = design->groups, .runs = design->runs, .units = design->runs};
  if (a.runs > UINT32_MAX) return fail_set(fail, E642, options->place, method->word, "at most 4294967295 runs", "use fewer");
  if (method->needs_x && !sample->x) return fail_set(fail, E642, options->place, method->word, "the inputs' values", "keep them");
  code = method->prepare(&a, fail);
  if (code) return code;
  if (options->resamples && !a.resample) a.resample = resample_new(arena, options->seed, options->resamples, a.units);
  if (options->resamples && !a.resample) return analysis_memory(&a, fail);
  *out = new_result(&a);
  return *out ? share_out(&a, *out, pool, fail) : analysis_memory(&a, fail);
}
