/* attribute.c : yuanjing attribute lmdi FILE --target NAME --factors A,B/A,... */
#include "cli/command.h"

#include "view/report_attribute.h"

#include <string.h>

enum { FACTORS_MOST = 32 };

/* "population,gdp/population" into its parts, blanks around them left out. */
static int read_factors(const Options *o, const char *factors[FACTORS_MOST], unsigned *n, Fail *fail) {
  *n = 0;
  for (const char *part = o->factors;; part++) {
    while (*part == ' ') part++;
    size_t length = strcspn(part, ",");
    const char *end = part + length;
    while (length && part[length - 1] == ' ') length--;
    if (!length || *n == FACTORS_MOST)
      return fail_set(fail, E904, place_at(NULL, 0, 0), o->factors, "--factors", "up to 32 factors like population,gdp/population,co2/gdp");
    factors[(*n)++] = arena_copy(o->arena, part, length);
    if (arena_failed(o->arena)) return fail_set(fail, E801, place_at(NULL, 0, 0), "the command line");
    if (!*end) return 0;
    part = end;
  }
}

static int show(const Options *o, const Case *c, const AttributeAsk *ask, Fail *fail) {
  Buffer out = {0};
  ReportLook look = look_of(o, c->loaded);
  int code = o->json ? report_attribute_json(c->result, ask, &look, &out, fail) : report_attribute(c->result, ask, &look, &out, fail);
  if (!code) code = print_out(o, &out, fail);
  buffer_free(&out);
  return code;
}

static int need(const char *value, const char *what, Fail *fail) {
  return value ? 0 : fail_set(fail, E905, place_at(NULL, 0, 0), "attribute", what, "attribute");
}

static int attribute(const Options *o, Fail *fail) {
  const char *factors[FACTORS_MOST];
  AttributeAsk ask = {.target = o->target, .factors = factors, .chained = o->chained};
  Case c = {NULL, NULL};
  int code = 0;
  if (strcmp(o->files[0], "lmdi")) code = fail_set(fail, E904, place_at(NULL, 0, 0), o->files[0], "METHOD", "lmdi");
  if (!code) code = need(o->target, "--target, the result to explain", fail);
  if (!code) code = need(o->factors, "--factors, which multiply to the target", fail);
  if (!code) code = read_factors(o, factors, &ask.n_factors, fail);
  if (!code) code = case_open(o->files[1], o, &c, fail);
  if (!code) code = show(o, &c, &ask, fail);
  case_close(&c, o, fail);
  return code ? COMMAND_FAILED : EXIT_SUCCESS;
}

const Command command_attribute = {
  .name = "attribute",
  .takes = TAKES(TARGET) | TAKES(FACTORS) | TAKES(CHAINED) | TAKES(YEARS) | TAKES(SET) | TAKES(MODELS),
  .least = 2, .most = 2,
  .arguments = "lmdi FILE",
  .wants = "the method lmdi and a scenario or model file",
  .what_en = "shows how much each factor of a product moved a result",
  .what_zh = "分解一个结果的变化：各因素的贡献(LMDI)",
  .help_en = "Factors are names joined by * and /; they multiply to the target in every year. Names over axes (energy by user)\n"
             "make a sum of products over all elements. Effects add up to the change with nothing left over, and their ratios\n"
             "multiply to the ratio. A period is taken from its first to its last year; --chained follows every step between.\n"
             "\nExamples:\n"
             "  yuanjing attribute lmdi scripts/baseline.lua --target co2 --factors population,gdp/population,energy_total/gdp,co2/energy_total\n"
             "  yuanjing attribute lmdi scripts/green.lua --target co2 --factors gdp,co2/gdp --years 2020,2025,2035 --chained\n",
  .help_zh = "因素是用 * 和 / 连接的名字，每年相乘等于目标。带轴的名字(分用户的能耗)按各元素乘积之和。\n"
             "各贡献相加等于变化，无残差；各倍数相乘等于总倍数。每期取首尾两年；--chained 逐步累计。\n"
             "\n例：\n"
             "  yuanjing attribute lmdi scripts/baseline.lua --target co2 --factors population,gdp/population,energy_total/gdp,co2/energy_total\n"
             "  yuanjing attribute lmdi scripts/green.lua --target co2 --factors gdp,co2/gdp --years 2020,2025,2035 --chained\n",
  .run = attribute,
};
