/* compare.c : yuanjing compare FILE FILE... and yuanjing diff A B */
#include "cli/command.h"

enum { FILES_MOST = 1000 };

static int open_all(const Options *o, Case *cases, const Result **results, unsigned *n, Fail *fail) {
  for (*n = 0; *n < o->n_files;) {
    Case *c = &cases[(*n)++];
    int code = case_open(o->files[*n - 1], o, c, fail);
    if (code) return code;
    results[*n - 1] = c->result;
  }
  return 0;
}

typedef int Report(const Result *const *, unsigned n, const ReportLook *, Buffer *, Fail *);

static int show(const Options *o, const Result *const *results, unsigned n, Report *report, Fail *fail) {
  Buffer out = {0};
  ReportLook look = look_of(o, NULL);
  int code = report(results, n, &look, &out, fail);
  if (!code) code = print_out(o, &out, fail);
  buffer_free(&out);
  return code;
}

static int open_and_show(const Options *o, Report *report, bool judge, Fail *fail) {
  Case *cases = arena_array(o->arena, o->n_files, sizeof *cases);
  const Result **results = arena_array(o->arena, o->n_files, sizeof *results);
  unsigned n;
  if (!cases || !results) return fail_set(fail, E801, place_at(NULL, 0, 0), "a comparison"), COMMAND_FAILED;
  int status = EXIT_SUCCESS, code = open_all(o, cases, results, &n, fail);
  if (!code) code = show(o, results, n, report, fail);
  for (unsigned i = 0; !code && judge && i < n; i++)
    if (exit_of(o, results[i])) status = EXIT_MISSED;
  while (n) case_close(&cases[--n], o, fail);
  return code ? COMMAND_FAILED : status;
}

static int compare(const Options *o, Fail *fail) {
  return open_and_show(o, o->json ? report_compare_json : report_compare, true, fail);
}

static int diff_report(const Result *const *pair, unsigned n, const ReportLook *look, Buffer *out, Fail *fail) {
  (void)n;
  return report_diff(pair, look, out, fail);
}

static int diff_json(const Result *const *pair, unsigned n, const ReportLook *look, Buffer *out, Fail *fail) {
  (void)n;
  return report_diff_json(pair, look, out, fail);
}

static int diff(const Options *o, Fail *fail) { return open_and_show(o, o->json ? diff_json : diff_report, false, fail); }

const Command command_compare = {
  .name = "compare",
  .takes = TAKES(ALL) | TAKES(YEARS) | TAKES(SET) | TAKES(FAIL_ON_MISS) | TAKES(MODELS),
  .least = 2, .most = FILES_MOST,
  .arguments = "FILE FILE...",
  .wants = "two scenario files or more",
  .what_en = "shows scenarios side by side, and what they assume differently",
  .what_zh = "并列比较多个情景，并列出不同的假设",
  .help_en = "Differences are against the first file: per cent of its value, points for shares. '=' means equal to the last bit.\n"
             "\nExamples:\n"
             "  yuanjing compare scripts/baseline.lua scripts/green.lua\n"
             "  yuanjing compare scripts/*.lua --years 2035\n"
             "  yuanjing compare scripts/baseline.lua scripts/plan.lua --json\n",
  .help_zh = "差异都相对第一个文件：百分比，比重用百分点；“=”表示逐位相同。\n"
             "\n例：\n"
             "  yuanjing compare scripts/baseline.lua scripts/green.lua\n"
             "  yuanjing compare scripts/*.lua --years 2035\n"
             "  yuanjing compare scripts/baseline.lua scripts/plan.lua --json\n",
  .run = compare,
};

const Command command_diff = {
  .name = "diff",
  .takes = TAKES(YEARS) | TAKES(SET) | TAKES(MODELS),
  .least = 2, .most = 2,
  .arguments = "A B",
  .wants = "two scenario files",
  .what_en = "lists the assumptions of two scenarios that differ, each with file and line",
  .what_zh = "列出两个情景不同的假设及其文件和行号",
  .help_en = "\nExamples:\n"
             "  yuanjing diff scripts/baseline.lua scripts/green.lua\n"
             "  yuanjing diff scripts/baseline.lua scripts/green.lua --years 2030,2035 --json\n",
  .help_zh = "\n例：\n"
             "  yuanjing diff scripts/baseline.lua scripts/green.lua\n"
             "  yuanjing diff scripts/baseline.lua scripts/green.lua --years 2030,2035 --json\n",
  .run = diff,
};
