/* check.c : yuanjing check FILE */
#include "cli/command.h"
#include "study/dead.h"
#include "view/progress.h"

#include <stdio.h>

/* Tries every lever; the dead ones into symbols[]. */
static int find_dead(const Options *o, Levers *levers, const Symbol **symbols, unsigned *n, Fail *fail) {
  unsigned count = levers_count(levers);
  Progress p = progress_start(o->quiet ? NULL : stderr, say(o->lang, "逐个试政策", "trying levers"), count, o->lang);
  int code = 0;
  for (unsigned i = 0; i < count && !code; i++) {
    bool dead;
    code = levers_try(levers, i, &dead, fail);
    if (!code && dead) symbols[(*n)++] = levers_symbol(levers, i);
    progress_step(&p, i + 1);
  }
  progress_end(&p);
  return code;
}

static int show(const Options *o, const Case *c, const Findings *found, Fail *fail) {
  Buffer out = {0};
  ReportLook look = look_of(o, c->loaded);
  int code = o->json ? report_check_json(c->result, found, &look, &out, fail) : report_check(c->result, found, &look, &out, fail);
  if (!code) code = print_out(o, &out, fail);
  buffer_free(&out);
  return code;
}

static int look_into(const Options *o, const Case *c, Fail *fail) {
  Findings found = {0};
  Arena *arena = arena_new();
  Levers *levers = levers_of(c->result);
  const Symbol **dead = arena && levers ? arena_array(arena, levers_count(levers) + 1, sizeof *dead) : NULL;
  int code = dead ? find_dead(o, levers, dead, &found.n_dead, fail) : fail_set(fail, E801, place_at(NULL, 0, 0), "a check");
  found.dead = dead;
  if (!code) code = result_closures(c->result, &found.closures, &found.n_closures, fail);
  if (!code) code = show(o, c, &found, fail);
  levers_free(levers);
  arena_free(arena);
  return code;
}

static int check(const Options *o, Fail *fail) {
  Case c;
  int code = case_open(o->files[0], o, &c, fail);
  if (!code) code = look_into(o, &c, fail);
  int status = code ? COMMAND_FAILED : exit_of(o, c.result);
  case_close(&c, o, fail);
  return status;
}

const Command command_check = {
  .name = "check",
  .takes = TAKES(SET) | TAKES(MODELS),
  .least = 1, .most = 1,
  .arguments = "FILE",
  .wants = "a scenario or model file",
  .what_en = "lists indicators, levers, parameters with units and sources, dead levers, what is open",
  .what_zh = "列出指标、政策、参数及单位和来源、无作用的政策和未决之处",
  .help_en = "Each lever is moved by a tenth of its range; it is dead when no indicator, outcome or target changes by a bit.\n"
             "Base-year closures compare a level's start value with its published one.\n"
             "\nExamples:\n"
             "  yuanjing check models/chongqing/model.lua\n"
             "  yuanjing check scripts/green.lua --json\n",
  .help_zh = "每个政策按其范围的十分之一变动；若没有任何指标、结果或目标改变一位，即为无作用。\n"
             "基年闭合把存量和水平的起始值与公布值对照。\n"
             "\n例：\n"
             "  yuanjing check models/chongqing/model.lua\n"
             "  yuanjing check scripts/green.lua --json\n",
  .run = check,
};
