/* run.c : yuanjing run FILE */
#include "cli/sources.h"
#include "record/csv.h"
#include "record/iamc.h"

#include <string.h>

static int write_csv(const Options *o, const Result *r, Fail *fail) {
  Buffer out = {0};
  if (!o->out) return 0;
  csv_of_result(&out, r, o->all);
  int code = buffer_save(&out, o->out, fail);
  buffer_free(&out);
  return code;
}

static int write_iamc(const Options *o, const Result *r, Fail *fail) {
  Buffer out = {0};
  if (!o->iamc) return 0;
  iamc_of_results(&out, &r, 1);
  int code = buffer_save(&out, o->iamc, fail);
  buffer_free(&out);
  return code;
}

static int show(const Options *o, const Case *c, Fail *fail) {
  Buffer out = {0};
  ReportLook look = look_of(o, c->loaded);
  int code = o->json ? report_run_json(c->result, &look, &out, fail) : report_run(c->result, &look, &out, fail);
  if (!code) code = write_csv(o, c->result, fail);
  if (!code) code = write_iamc(o, c->result, fail);
  if (!code) code = print_out(o, &out, fail);
  buffer_free(&out);
  return code;
}

/* The key of a point run: what was asked and every text. */
static DigestText key_of(const Sources *s, const Options *o) {
  Digest d;
  digest_start(&d);
  digest_text(&d, "run " ENGINE_NUMERICS);
  digest_text(&d, o->all ? "all" : "");
  for (unsigned i = 0; i < o->n_sets; i++) digest_text(&d, o->sets[i]);
  digest_text(&d, "sources");
  sources_digest(s, &d);
  return digest_end(&d);
}

static int keep_in(Archive *a, const char *path, const Options *o, const Case *c, Arena *arena, Fail *fail) {
  Sources sources;
  Buffer json = {0};
  ReportLook look = look_of(o, c->loaded);
  int64_t id = 0;
  int code = sources_read(path, o, c->loaded, c->result->linked, arena, &sources, fail);
  if (!code) code = report_run_json(c->result, &look, &json, fail);
  if (code) return buffer_free(&json), code;
  DigestText key = key_of(&sources, o);
  Study *known, study = {.key = key.hex, .kind = "run", .title = c->loaded->scenario ? c->loaded->scenario->name : c->loaded->model->name,
                         .spec = asked_text(&command_run, &sources, o, arena), .engine = ENGINE_NUMERICS, .wanted = 1};
  code = study.spec ? archive_find(a, key.hex, true, arena, &known, fail) : fail_set(fail, E801, place_at(NULL, 0, 0), "the archive");
  if (!code && !known) code = archive_begin(a, &study, sources.rows, sources.n, &id, fail);
  if (!code) code = archive_finish(a, known ? known->id : id, 1, 1, 0.0, buffer_text(&json), NULL, 0, fail);
  buffer_free(&json);
  return code;
}

/* With --archive only: a point run is quickly made again. */
static int keep(const Options *o, const Case *c, Fail *fail) {
  Archive *a;
  Arena *arena;
  if (!o->archive) return 0;
  int code = archive_open(o->archive, ARCHIVE_WRITE, &a, fail);
  if (code) return code;
  code = (arena = arena_new()) ? keep_in(a, o->files[0], o, c, arena, fail) : fail_set(fail, E801, place_at(NULL, 0, 0), "the archive");
  if (code && fail->place.file) fail->place.file = arena_copy(o->arena, fail->place.file, strlen(fail->place.file));
  arena_free(arena);
  archive_close(a);
  return code;
}

static int run(const Options *o, Fail *fail) {
  Case c;
  int code = case_open(o->files[0], o, &c, fail);
  if (!code) code = keep(o, &c, fail);
  if (!code) code = show(o, &c, fail);
  int status = code ? COMMAND_FAILED : exit_of(o, c.result);
  case_close(&c, o, fail);
  return status;
}

const Command command_run = {
  .name = "run",
  .takes = TAKES(ALL) | TAKES(YEARS) | TAKES(SET) | TAKES(OUT) | TAKES(IAMC) | TAKES(FAIL_ON_MISS) | TAKES(MODELS) | TAKES(ARCHIVE),
  .least = 1, .most = 1,
  .arguments = "FILE",
  .wants = "a scenario or model file",
  .what_en = "runs a scenario: main indicators, scorecard of the plan's targets, checks",
  .what_zh = "运行一个情景：主要指标、规划目标对照、检查",
  .help_en = "FILE is a scenario (scripts/*.lua) or a model (models/*/model.lua).\n"
             "The table shows four years, the change per year and the path; a model without targets is drawn as a chart.\n"
             "\nExamples:\n"
             "  yuanjing run scripts/baseline.lua\n"
             "  yuanjing run scripts/green.lua --years 2025,2030-2035 --lang en\n"
             "  yuanjing run scripts/baseline.lua --set carbon_price=200 --set rd_intensity=3\n"
             "  yuanjing run scripts/plan.lua --out plan.csv --iamc plan_iamc.csv --quiet\n"
             "  yuanjing run scripts/plan.lua --json --fail-on-miss\n"
             "  yuanjing run scripts/green.lua --archive yuanjing.db\n"
             "\nExit codes: 0 done; 1 a check failed, or with --fail-on-miss a target is missed; 2 usage;\n"
             "3 the script or model is wrong; 4 the machine failed (disk, memory).\n",
  .help_zh = "FILE 是情景(scripts/*.lua)或模型(models/*/model.lua)。\n"
             "主表给出四个年份、年均变化和走势；没有目标的模型画成曲线图。\n"
             "\n例：\n"
             "  yuanjing run scripts/baseline.lua\n"
             "  yuanjing run scripts/green.lua --years 2025,2030-2035 --lang en\n"
             "  yuanjing run scripts/baseline.lua --set carbon_price=200 --set rd_intensity=3\n"
             "  yuanjing run scripts/plan.lua --out plan.csv --iamc plan_iamc.csv --quiet\n"
             "  yuanjing run scripts/plan.lua --json --fail-on-miss\n"
             "  yuanjing run scripts/green.lua --archive yuanjing.db\n"
             "\n退出码：0 完成；1 有检查不成立，或加 --fail-on-miss 时有目标未完成；2 用法错误；\n"
             "3 脚本或模型有错；4 机器出错(磁盘、内存)。\n",
  .run = run,
};
