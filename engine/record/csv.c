#include "record/csv.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

static bool needs_quotes(const char *s) {
  size_t n = strlen(s);
  return strpbrk(s, ",\"\r\n") || (n && (s[0] == ' ' || s[n - 1] == ' '));
}

void csv_cell(Buffer *out, const char *s) {
  if (!needs_quotes(s)) {
    buffer_put(out, s);
    return;
  }
  buffer_char(out, '"');
  for (; *s; s++) {
    if (*s == '"') buffer_char(out, '"');
    buffer_char(out, *s);
  }
  buffer_char(out, '"');
}

static void put_number(Buffer *out, double x) {
  char text[32];
  text_double17(text, x);
  buffer_put(out, text);
}

/* One element of a symbol over all times; values that do not exist have no row. */
static void put_path(Buffer *out, const Result *r, const Symbol *s, unsigned element, Arena *arena, const char *source) {
  const char *where = symbol_element(r, s, element, arena);
  for (unsigned t = 0; t < r->n_times; t++) {
    double x = result_at(r, s, element, t);
    if (!isfinite(x)) continue;
    csv_cell(out, *where ? arena_printf(arena, "%s.%s", s->name, where) : s->name);
    buffer_char(out, ',');
    put_number(out, r->times[t]);
    buffer_char(out, ',');
    put_number(out, x);
    buffer_char(out, ',');
    csv_cell(out, s->decl->unit_text ? s->decl->unit_text : "1");
    buffer_char(out, ',');
    csv_cell(out, source);
    buffer_put(out, ",projected\n");
  }
}

static bool is_wanted(const Symbol *s, bool all) { return all || (symbol_is_indicator(s) && s->size <= ELEMENTS_SHOWN); }

void csv_of_result(Buffer *out, const Result *r, bool all) {
  Arena *arena = arena_new();
  if (!arena) {
    out->failed = true;
    return;
  }
  const char *scenario = r->scenario ? r->scenario->name : "the model alone";
  const char *source = arena_printf(arena, "yuanjing %s: %s", r->model->name, scenario);
  buffer_put(out, "series,year,value,unit,source,confidence\n");
  for (unsigned i = 0; source && i < r->linked->n_symbols; i++) {
    const Symbol *s = &r->linked->symbols[i];
    for (unsigned e = 0; is_wanted(s, all) && e < s->size; e++) put_path(out, r, s, e, arena, source);
  }
  if (arena_failed(arena)) out->failed = true;
  arena_free(arena);
}
