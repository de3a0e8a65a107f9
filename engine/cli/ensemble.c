/* ensemble.c : yuanjing ensemble FILE... */
#include "cli/batch.h"
#include "cli/draws.h"
#include "cli/paired.h"
#include "cli/ranked.h"
#include "study/story.h"
#include "view/report_ensemble.h"

#include <stdio.h>
#include <string.h>

static const char *reason(const void *context, const BadRun *bad) { return batch_reason(context, bad); }

static const char *story(const void *context, const BadRun *bad, Arena *arena) {
  const Batch *b = context;
  return story_of(&b->uncertainty, b->design, bad, arena);
}

static EnsembleView view_of(const Batch *b, const Options *o) {
  return (EnsembleView){
    .point = b->opened.result, .ensemble = b->ensemble, .rows = b->columns.rows, .n_rows = b->columns.n_rows, .by_name = o->indicators != NULL, .walks = b->columns.walks,
    .n_walks = b->columns.n_walks, .n_outcomes = b->columns.n_outcomes, .runs = b->runs,
    .seed = o->seed, .design = design_words[b->design->spec.kind], .design_note = note_of_design(b->design),
    .repaired = note_of_repair(&b->uncertainty.copula, b->arena),
    .reason = reason, .story = story, .context = b};
}

int ensemble_result(Batch *b, const Options *o, Buffer *json, Fail *fail) {
  EnsembleView v = view_of(b, o);
  ReportLook look = look_of(o, b->opened.loaded);
  return report_ensemble_json(&v, &look, json, fail);
}

/* Text for people is built after the JSON that is archived: both from the same summary. */
static int show(Batch *b, const Options *o, Fail *fail) {
  Buffer json = {0}, text = {0};
  EnsembleView v = view_of(b, o);
  ReportLook look = look_of(o, b->opened.loaded);
  int code = ensemble_result(b, o, &json, fail);
  if (!code) code = batch_keep(b, buffer_text(&json), fail);
  if (!code && o->out) code = buffer_save(&json, o->out, fail);
  if (!code && !o->json) code = report_ensemble(&v, &look, &text, fail);
  if (!code) code = print_out(o, o->json ? &json : &text, fail);
  buffer_free(&json), buffer_free(&text);
  return code;
}

static int shard_done(const Batch *b, const Options *o) {
  if (!o->quiet)
    fprintf(stderr, say(o->lang, "第 %u/%u 份已完成，共 %llu 次；全部完成后用 yuanjing archive merge 合并\n", "part %u of %u is done, %llu runs; join the parts with yuanjing archive merge\n"),
            o->shard + 1, o->shards, (unsigned long long)ensemble_runs_done(b->ensemble));
  return 0;
}

/* What rank 0, or a process by itself, does besides the runs. */
static int perform(Batch *b, Draws *draws, const Options *o, Fail *fail) {
  if (!b->ensemble) return batch_run(b, o, fail);
  if (b->resumed && !o->quiet)
    fprintf(stderr, say(o->lang, "从第 %llu 次运行继续\n", "goes on from run %llu\n"), (unsigned long long)b->resumed);
  int code = o->draws ? draws_begin(draws, o->draws, b, o, fail) : 0, status = 0;
  if (!code) status = batch_run(b, o, fail);
  if (!code && status == 0 && o->draws) code = draws_end(draws, fail);
  if (!code && status == 0 && o->shards > 1) shard_done(b, o);
  else if (!code && status == 0) code = show(b, o, fail);
  return code ? COMMAND_FAILED : status;
}

/* One scenario; `sample` is filled for a comparison unless NULL. */
static int one(const char *path, const Options *o, Ranks *ranks, PairSample *sample, unsigned *runs, Fail *fail) {
  Batch b;
  Draws draws = {0};
  int status = ranked_begin(&b, batch_open(path, o, ranks, &b, fail), fail);
  if (!status) status = ranks_own(ranks) ? batch_run(&b, o, fail) : perform(&b, &draws, o, fail);
  if (!status && sample && paired_sample(&b, o->lang, o->arena, sample, runs, fail)) status = COMMAND_FAILED;
  if (!status && sample) status = batch_interrupted();
  draws_free(&draws);
  batch_close(&b, o, fail);
  return status;
}

static int compare(const PairSample *samples, unsigned n, unsigned runs, const Options *o, Fail *fail) {
  Buffer out = {0};
  ReportLook look = look_of(o, NULL);
  int code = report_pairs(samples, n, runs, &look, &out, fail);
  if (!code) code = print_out(o, &out, fail);
  buffer_free(&out);
  return code ? COMMAND_FAILED : 0;
}

static int all(const Options *asked, Ranks *ranks, Fail *fail) {
  Options shared = *asked;
  const Options *o = &shared;
  if (o->shards > 1 && (o->draws || o->exact)) return fail_set(fail, E672, place_at(NULL, 0, 0), o->draws ? "--draws" : "--exact"), COMMAND_FAILED;
  if (o->draws_inputs && !o->draws) return fail_set(fail, E643, place_at(NULL, 0, 0), "ensemble", "--draws-inputs alone", "it says what goes into the file of --draws FILE"), COMMAND_FAILED;
  if (o->shards > 1 && o->no_archive) return fail_set(fail, E674, place_at(NULL, 0, 0)), COMMAND_FAILED;
  if (o->draws && o->n_files > 1) return fail_set(fail, E671, place_at(NULL, 0, 0), "--draws", o->n_files), COMMAND_FAILED;
  if ((o->json || o->out) && o->n_files > 1) return fail_set(fail, E671, place_at(NULL, 0, 0), o->json ? "--json" : "--out", o->n_files), COMMAND_FAILED;
  if (batch_share_dimensions(asked, &shared.dimensions, fail)) return COMMAND_FAILED;
  bool compared = o->n_files > 1 && o->shards <= 1 && !ranks_own(ranks) && !o->quiet;
  PairSample *samples = arena_array(o->arena, o->n_files, sizeof *samples);
  unsigned fewest = UINT32_MAX, runs = 0;
  if (!samples) return fail_set(fail, E801, place_at(NULL, 0, 0), "an ensemble"), COMMAND_FAILED;
  for (unsigned i = 0; i < o->n_files; i++) {
    int status = one(o->files[i], o, ranks, compared ? &samples[i] : NULL, &runs, fail);
    if (status) return status;
    if (compared && runs < fewest) fewest = runs;
  }
  return compared ? compare(samples, o->n_files, fewest, o, fail) : 0;
}

static int run(const Options *o, Fail *fail) {
  Ranks *ranks;
  if (ranks_open(&ranks, fail)) return COMMAND_FAILED;
  batch_catch_signals();
  int status = all(o, ranks, fail);
  ranks_close(ranks, status == 0);
  return status;
}

const Command command_ensemble = {
  .name = "ensemble",
  .takes = OPTIONS_MANY | TAKES(ALL) | TAKES(YEARS) | TAKES(DESIGN) | TAKES(LEVELS) | TAKES(DIMENSIONS) | TAKES(POINTS) | TAKES(INDICATORS) | TAKES(EXACT) | TAKES(OUT) | TAKES(DRAWS) | TAKES(DRAWS_INPUTS) | TAKES(SHARD),
  .least = 1, .most = 64,
  .arguments = "FILE...",
  .wants = "one or more scenario or model files",
  .what_en = "runs scenarios many times under uncertainty: bands, probabilities of targets, a fan chart",
  .what_zh = "在不确定性下多次运行情景：区间、目标实现概率、扇形图",
  .help_en = "Parameters, levers and shocks with distributions vary from run to run; scenarios are compared under the same draws.\n"
             "A draw depends on the seed, the parameter's name and the run: more runs or scenarios change no draw, nor do parameters that are\n"
             "appended. Under sobol one that is put before others moves about one of them, at most ten (--dimensions keeps it where it was),\n"
             "under latin and random never; latin and maximin draw anew for another n, maximin for another parameter.\n"
             "Threads, blocks and shards change no number. What is done is kept: Ctrl-C or kill -9, and the same command goes on.\n"
             "Designs: random; latin, one run in each of n strata; maximin, latin with runs far apart (n up to 4096); sobol, best at a power of\n"
             "two; grid, every combination of --levels K (or as many as -n allows). --points FILE.csv runs points of your own.\n"
             "--draws keeps every run's outcomes and targets and the indicators of the last year, or of --years. --out writes the summary as JSON.\n"
             "\nExamples:\n"
             "  yuanjing ensemble scripts/baseline.lua -n 10000 --lang en\n"
             "  yuanjing ensemble scripts/baseline.lua scripts/green.lua -n 65536 --years 2025,2030,2035\n"
             "  yuanjing ensemble scripts/green.lua -n 1000000 --indicators gdp,co2,population --jobs 2\n"
             "  yuanjing ensemble scripts/green.lua -n 20000 --draws green.npy --quiet\n"
             "  mpirun -np 8 yuanjing ensemble scripts/green.lua -n 1000000\n"
             "\nExit codes: 0 done; 2 usage; 3 the script is wrong; 4 the machine failed; 130 stopped by Ctrl-C.\n",
  .help_zh = "带分布的参数、政策和冲击逐次变化；各情景用同样的抽样比较。\n"
             "每次抽样只取决于种子、参数名和运行序号：增加次数、情景或在后面添加参数不会改变已有抽样。用 sobol 时，在其他参数之前插入一个，\n"
             "平均移动其中约一个，至多十个(--dimensions 可保持原位)；random、latin 从不移动。latin、maximin 换了 n 就重新抽样，maximin 换了参数也是。\n"
             "线程、并排数和分片不改变结果。\n"
             "进度随时保存：Ctrl-C 或 kill -9 之后用同一命令继续。--draws 写出每次运行的结果、目标和末年(或 --years 各年)指标；--out 把汇总写成 JSON。\n"
             "\n例：\n"
             "  yuanjing ensemble scripts/baseline.lua -n 10000\n"
             "  yuanjing ensemble scripts/baseline.lua scripts/green.lua -n 65536 --years 2025,2030,2035\n"
             "  yuanjing ensemble scripts/green.lua -n 1000000 --indicators gdp,co2,population --jobs 2\n"
             "  yuanjing ensemble scripts/green.lua -n 20000 --draws green.npy --quiet\n"
             "  mpirun -np 8 yuanjing ensemble scripts/green.lua -n 1000000\n"
             "\n退出码：0 完成；2 用法错误；3 脚本有错；4 机器出错；130 被 Ctrl-C 停止。\n",
  .run = run,
};
