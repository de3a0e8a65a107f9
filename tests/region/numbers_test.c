/* The numbers that the Lua files call estimates are the estimates: text against models/chongqing/data/estimates.csv. */
#include "history.h"

static const char *const files[] = {
  "models/chongqing/population.lua", "models/chongqing/economy.lua", "models/chongqing/outlook.lua", "models/chongqing/outlook_2020.lua", "models/region/growth.lua"};

/* Shown in README or data only; no equation takes them. */
static const char *const only_shown[] = {"gross_arrivals", "net_migration_2010_2020", "tfp_before_break", "tfp_break_t"};

/* The word stands alone: no letter, digit or _ on either side. */
static const char *word_in(const char *text, const char *word) {
  size_t n = strlen(word);
  for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) {
    char left = at == text ? ' ' : at[-1], right = at[n];
    if (!strchr("_abcdefghijklmnopqrstuvwxyz0123456789.", left) && !strchr("_abcdefghijklmnopqrstuvwxyz0123456789.", right ? right : ' ')) return at;
  }
  return NULL;
}

static bool holds(const char *line, const Estimate *e) {
  char error[32];
  snprintf(error, sizeof error, "%.4g", e->error);
  return word_in(line, e->value[0] == '-' ? e->value + 1 : e->value) || word_in(line, error);
}

/* Declarations whose estimate = "..." names it; each must hold its value, or its standard error. */
static int quoted(const char *path, const Estimate *e) {
  FILE *file = fopen(path, "r");
  char line[2048], text[8192] = "";
  int found = 0;
  assert_non_null(file);
  for (int number = 1; fgets(line, sizeof line, file); number++) {
    if (line[0] != ' ') text[0] = 0;                       /* a declaration begins at the margin, and goes on indented */
    char *estimate = strstr(line, "estimate = \"");
    bool named = estimate && word_in(estimate, e->name);
    if (estimate) *estimate = 0;
    snprintf(text + strlen(text), sizeof text - strlen(text), "%s", line);
    if (!named) continue;
    if (!holds(text, e)) print_error("%s:%d: %s is estimated as %s, the text has another number: %s\n", path, number, e->name, e->value, text);
    assert_true(holds(text, e));
    found++;
  }
  fclose(file);
  return found;
}

static void texts_quote_the_estimates(void **state) {
  (void)state;
  Estimate list[64];
  int n = read_estimates(list, 64);
  assert_true(n >= 25);
  for (int i = 0; i < n; i++) {
    int found = 0, shown = 0;
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) found += quoted(files[f], &list[i]);
    for (size_t s = 0; s < sizeof only_shown / sizeof *only_shown; s++) shown += strcmp(only_shown[s], list[i].name) == 0;
    if (found + shown != 1 && !(found > 1 && !shown)) print_error("%s: quoted in %d lines, %s\n", list[i].name, found, shown ? "shown only" : "not listed as shown only");
    assert_true((found > 0) != (shown > 0));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(texts_quote_the_estimates)};
  return cmocka_run_group_tests(tests, read_history, drop_history);
}
