/* why.c : yuanjing why NAME[@YEAR] FILE */
#include "cli/command.h"

#include "base/text.h"

#include <string.h>

typedef struct { char name[200]; double year; bool has_year; } Asked;

/* "gdp@2030": the name and the year. */
static int read_question(const char *text, Asked *asked, Fail *fail) {
  const char *mark = strchr(text, '@');
  size_t n = mark ? (size_t)(mark - text) : strlen(text);
  asked->has_year = mark != NULL;
  bool year = !mark || text_parse_double(mark + 1, strlen(mark + 1), &asked->year, NULL) == TEXT_NUMBER_OK;
  if (!year || !n || n >= sizeof asked->name)
    return fail_set(fail, E904, place_at(NULL, 0, 0), text, "NAME[@YEAR]", "a name of the model, perhaps with a year: gdp@2030");
  memcpy(asked->name, text, n);
  asked->name[n] = 0;
  return 0;
}

static int point_of(const Asked *asked, const Result *r, unsigned *point, Fail *fail) {
  *point = r->n_times - 1;
  if (!asked->has_year) return 0;
  int at = result_point(r, asked->year);
  char wanted[32], first[32], last[32], step[32];
  if (at < 0)
    return fail_set(fail, E907, place_at(NULL, 0, 0), time_shown(asked->year, wanted), time_shown(r->times[0], first),
                    time_shown(r->times[r->n_times - 1], last), time_shown(r->model->step, step));
  *point = (unsigned)at;
  return 0;
}

static int show(const Options *o, const Case *c, const Asked *asked, Fail *fail) {
  Buffer out = {0};
  ReportLook look = look_of(o, c->loaded);
  Question q = {asked->name, 0, o->depth};
  int code = point_of(asked, c->result, &q.point, fail);
  if (!code) code = o->json ? report_why_json(c->result, &q, &look, &out, fail) : report_why(c->result, &q, &look, &out, fail);
  if (!code) code = print_out(o, &out, fail);
  buffer_free(&out);
  return code;
}

static int why(const Options *o, Fail *fail) {
  Asked asked;
  Case c = {NULL, NULL};
  int code = read_question(o->files[0], &asked, fail);
  if (!code) code = case_open(o->files[1], o, &c, fail);
  if (!code) code = show(o, &c, &asked, fail);
  case_close(&c, o, fail);
  return code ? COMMAND_FAILED : EXIT_SUCCESS;
}

const Command command_why = {
  .name = "why",
  .takes = TAKES(DEPTH) | TAKES(SET) | TAKES(MODELS),
  .least = 2, .most = 2,
  .arguments = "NAME[@YEAR] FILE",
  .wants = "a name and a scenario or model file",
  .what_en = "shows how a value comes about: equation, inputs, units, lines, sources",
  .what_zh = "说明一个数如何得来：方程、输入、单位、行号、来源",
  .help_en = "YEAR is the last one unless said. Inputs are followed to --depth, each with its value at the moment it is read.\n"
             "\nExamples:\n"
             "  yuanjing why gdp@2030 scripts/baseline.lua\n"
             "  yuanjing why co2 scripts/green.lua --depth 4\n"
             "  yuanjing why tfp@2035 scripts/baseline.lua --json\n",
  .help_zh = "不写 YEAR 时取最后一年。输入逐层追溯到 --depth,各给出被读取时刻的值。\n"
             "\n例：\n"
             "  yuanjing why gdp@2030 scripts/baseline.lua\n"
             "  yuanjing why co2 scripts/green.lua --depth 4\n"
             "  yuanjing why tfp@2035 scripts/baseline.lua --json\n",
  .run = why,
};
